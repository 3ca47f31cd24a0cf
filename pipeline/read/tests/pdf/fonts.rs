//! Each kind of font, and what to do where one says too little.

use crate::build::*;

/// A page that shows `shown` in the font `font` (`F`), with the objects that the font needs.
fn with_font(make: impl Fn(&mut Builder) -> String, shown: &str) -> kaitei_read::pdf::Pdf {
    let mut b = Builder::new();
    let font = make(&mut b);
    let content = format!("BT /F 10 Tf 50 700 Td {shown} Tj ET");
    b.page(&format!("/Resources << /Font << /F {font} >> >>"), content.as_bytes());
    b.read()
}

fn text_in(make: impl Fn(&mut Builder) -> String, shown: &str) -> String {
    texts(&with_font(make, shown)).join("|")
}

fn cid_font(encoding: &str, more: &str, descendant: &str) -> String {
    format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding {encoding} {more} /DescendantFonts \
         [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X {descendant} >>] >>"
    )
}

const JAPAN1: &str = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>";
const IDENTITY: &str = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>";

#[test]
fn type1_by_encoding_and_differences() {
    let plain = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    assert_eq!(text_in(|_| plain.into(), "(caf\\351 \\200)"), "café €");
    let differences = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica \
        /Encoding << /BaseEncoding /MacRomanEncoding /Differences [65 /fi /uni3042 67 /Omega] >> >>";
    assert_eq!(text_in(|_| differences.into(), "(ABCD)"), "fiあΩD");
    assert_eq!(text_in(|_| "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>".into(), "(ab)"), "αβ");
}

#[test]
fn type1_by_its_built_in_encoding() {
    let program = b"%!PS-AdobeFont\n/Encoding 256 array\ndup 65 /B put\nreadonly def\ncurrentfile eexec";
    let make = |b: &mut Builder| {
        let file = b.stream("", program);
        format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+CM /FirstChar 65 /LastChar 65 /Widths [500] \
             /FontDescriptor << /Type /FontDescriptor /Flags 4 /FontFile {file} 0 R >> >>"
        )
    };
    assert_eq!(text_in(make, "(A)"), "B");
}

#[test]
fn symbolic_truetype_by_its_cmap() {
    // Subtables: (3,0) F041 -> glyph 3; (3,1) U+2611 -> glyph 3.
    let mut font = Vec::new();
    let symbol: Vec<u8> = [6u16, 12, 0, 0xF041, 1, 3].iter().flat_map(|v| v.to_be_bytes()).collect();
    let unicode: Vec<u8> = [6u16, 12, 0, 0x2611, 1, 3].iter().flat_map(|v| v.to_be_bytes()).collect();
    let mut cmap: Vec<u8> =
        [0u16, 2, 3, 0, 0, 20, 3, 1, 0, 32].iter().flat_map(|v| v.to_be_bytes()).collect();
    cmap.extend(symbol);
    cmap.extend(unicode);
    sfnt(&mut font, &cmap);
    let make = |b: &mut Builder| {
        let file = b.stream("", &font);
        format!(
            "<< /Type /Font /Subtype /TrueType /BaseFont /Marks /FirstChar 65 /LastChar 65 /Widths [1000] \
             /FontDescriptor << /Type /FontDescriptor /Flags 4 /FontFile2 {file} 0 R >> >>"
        )
    };
    assert_eq!(text_in(make, "(A)"), "☑");
}

#[test]
fn type3_by_to_unicode() {
    let make = |b: &mut Builder| {
        let map =
            b.stream("", b"1 beginbfchar <01> <2F00> endbfchar 1 beginbfrange <02> <03> <3042> endbfrange");
        format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 \
             /LastChar 3 /Widths [1000 1000 1000] /CharProcs << >> /Encoding << /Differences [1 /g1 /g2 /g3] >> /ToUnicode {map} 0 R >>"
        )
    };
    assert_eq!(text_in(make, "<010203>"), "一あぃ", "a radical becomes the ideograph");
    let pdf = with_font(make, "<0102>");
    assert!((lines(&pdf)[0].bounds.width() - 20.0).abs() < 0.1);
}

#[test]
fn type3_whose_names_are_ascii_codes() {
    let font = |text: &str, first: fn(u8) -> u32| {
        let names: String = text.bytes().map(|code| format!("{code} /a{} ", first(code))).collect();
        let widths = "0.5 ".repeat(96);
        format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 32 /LastChar 127 \
             /Widths [{widths}] /CharProcs << >> /Encoding << /Differences [{names}] >> >>"
        )
    };
    let text = "a specimen of words";
    assert_eq!(
        text_in(|_| font("aspecimnofwrd", u32::from), &format!("({text})")).replace(' ', ""),
        text.replace(' ', "")
    );
    // Numbers of another kind tell nothing, and that is told.
    let unknown = with_font(|_| font("aspecimnofwrd", |code| u32::from(code) + 1), "(words)");
    assert_eq!(texts(&unknown), ["\u{FFFD}".repeat(5)]);
    let told = unknown.diagnostics.iter().find(|d| d.code == "undecodable-font").unwrap();
    assert!(told.message.contains("Type3"), "{}", told.message);
}

#[test]
fn predefined_cmaps() {
    for (encoding, shown) in [
        ("/90ms-RKSJ-H", "<82A0834182CD41>"),
        ("/90msp-RKSJ-H", "<82A0834182CD41>"),
        ("/EUC-H", "<A4A2A5A2A4CF41>"),
        ("/H", "<24222522244F2341>"),
        ("/UniJIS-UCS2-H", "<304230A2306F0041>"),
        ("/UniJIS-UTF16-H", "<304230A2306F0041>"),
        ("/UniJIS-UTF8-H", "<E38182E382A2E381AF41>"),
    ] {
        let got = text_in(|_| cid_font(encoding, "", JAPAN1), shown);
        assert_eq!(got.replace('Ａ', "A"), "あアはA", "{encoding}");
    }
}

#[test]
fn vertical_cmaps_write_downwards() {
    for (encoding, shown) in [
        ("/90ms-RKSJ-V", "<82A081697684>"),
        ("/UniJIS-UTF16-V", "<3042FF083044>"),
        ("/EUC-V", "<A4A2A1CAA4A4>"),
    ] {
        let pdf = with_font(|_| cid_font(encoding, "", JAPAN1), shown);
        let got = lines(&pdf);
        assert_eq!(got.len(), 1, "{encoding}");
        assert!(got[0].vertical && got[0].bounds.height() > 25.0, "{encoding} {:?}", got[0].bounds);
        assert!(got[0].text().starts_with("あ（"), "{encoding} {}", got[0].text());
    }
}

#[test]
fn cids_of_a_known_collection_need_no_map() {
    // CID 843 is あ in Adobe-Japan1.
    assert_eq!(text_in(|_| cid_font("/Identity-H", "", JAPAN1), "<034B>"), "あ");
    assert_eq!(text_in(|_| cid_font("/Identity-H", "", JAPAN1), "<034B034C>"), "あぃ");
}

#[test]
fn to_unicode_comes_first() {
    let make = |b: &mut Builder| {
        let map = b.stream("", b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <682A> <0002> <D842DFB7> endbfchar");
        cid_font("/Identity-H", &format!("/ToUnicode {map} 0 R"), JAPAN1)
    };
    assert_eq!(text_in(make, "<00010002>"), "株𠮷");
}

#[test]
fn several_characters_from_one_code() {
    let make = |b: &mut Builder| {
        let map = b.stream("", b"1 beginbfchar <0001> <006600660069> endbfchar");
        cid_font("/Identity-H", &format!("/ToUnicode {map} 0 R"), IDENTITY)
    };
    let pdf = with_font(make, "<00010001>");
    assert_eq!(texts(&pdf), ["ffiffi"]);
}

#[test]
fn an_embedded_cmap() {
    let cmap =
        b"/CMapName /Own def /WMode 0 def 2 begincodespacerange <00> <7F> <8140> <9FFC> endcodespacerange \
        2 begincidrange <41> <41> 843 <8140> <8141> 844 endcidrange";
    let make = |b: &mut Builder| {
        let map = b.stream("/Type /CMap /CMapName /Own", cmap);
        cid_font(&format!("{map} 0 R"), "", JAPAN1)
    };
    assert_eq!(text_in(make, "<4181408141>"), "あぃい");
}

#[test]
fn an_embedded_font_without_to_unicode_is_read_in_reverse() {
    let mut font = Vec::new();
    let mut cmap: Vec<u8> = [0u16, 1, 3, 1, 0, 12].iter().flat_map(|v| v.to_be_bytes()).collect();
    cmap.extend([6u16, 16, 0, 0x3042, 3, 7, 8, 9].iter().flat_map(|v| v.to_be_bytes()));
    sfnt(&mut font, &cmap);
    let direct = |b: &mut Builder| {
        let file = b.stream("", &font);
        cid_font(
            "/Identity-H",
            "",
            &format!("{IDENTITY} /FontDescriptor << /Type /FontDescriptor /FontFile2 {file} 0 R >>"),
        )
    };
    assert_eq!(text_in(direct, "<000700080009>"), "あぃい");
    let mapped = |b: &mut Builder| {
        let file = b.stream("", &font);
        let glyphs = b.stream("", &[0, 0, 0, 9, 0, 7]);
        cid_font(
            "/Identity-H",
            "",
            &format!(
                "{IDENTITY} /CIDToGIDMap {glyphs} 0 R /FontDescriptor << /Type /FontDescriptor /FontFile2 {file} 0 R >>"
            ),
        )
    };
    assert_eq!(text_in(mapped, "<00010002>"), "いあ");
}

#[test]
fn what_cannot_be_decoded_is_said() {
    let pdf =
        with_font(|_| cid_font("/Identity-H", "", IDENTITY).replace("/X", "/ABCDEF+Lost"), "<00010002>");
    assert_eq!(texts(&pdf), ["\u{FFFD}\u{FFFD}"]);
    assert_eq!(codes(&pdf), ["undecodable-font"]);
    assert_eq!(pdf.diagnostics[0].args["font"], "Lost");
    assert_eq!(pdf.diagnostics[0].args["count"], "2");
    assert_eq!(pdf.diagnostics[0].location.page, Some(1));
}

#[test]
fn bold_by_name_and_by_descriptor() {
    let named =
        |name: &str| with_font(|_| format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} >>"), "(a)");
    let bold = |pdf: kaitei_read::pdf::Pdf| lines(&pdf)[0].runs[0].bold;
    assert!(bold(named("ABCDEF+Arial-BoldMT")));
    assert!(bold(named("HiraKakuProN-W6")));
    assert!(!bold(named("HeiseiKakuGo-W5-90ms-RKSJ-H")));
    let forced = "<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor << /Type /FontDescriptor /Flags 262176 >> >>";
    assert!(bold(with_font(|_| forced.into(), "(a)")));
}

#[test]
fn widths_place_the_next_glyph() {
    let font = cid_font("/UniJIS-UTF16-H", "", &format!("{JAPAN1} /DW 1000 /W [843 [500]]"));
    let got = lines(&with_font(|_| font.clone(), &hex("ああ")));
    assert!((got[0].bounds.width() - 10.0).abs() < 0.1, "{:?}", got[0].bounds);
}

/// An sfnt file with a `cmap` alone.
fn sfnt(out: &mut Vec<u8>, cmap: &[u8]) {
    out.extend_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    out.extend_from_slice(b"cmap\0\0\0\0");
    out.extend_from_slice(&28u32.to_be_bytes());
    out.extend_from_slice(&(cmap.len() as u32).to_be_bytes());
    out.extend_from_slice(cmap);
}
