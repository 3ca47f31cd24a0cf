//! What producers of PDFs do beside the plain way: marked headers, scans in strips, updates, repairs, text set glyph by glyph.

use kaitei_read::pdf::{Content, Line, ReadOptions, Role, read, text};
use lopdf::{Document, Object, SaveOptions, dictionary};

use crate::build::*;

const IMAGE: &str =
    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray";

fn roles(pdf: &kaitei_read::pdf::Pdf) -> Vec<Role> {
    pdf.pages.iter().flat_map(|p| &p.blocks).map(|b| b.role).collect()
}

#[test]
fn furniture_that_is_marked_needs_no_other_page() {
    let content = "/Artifact <</Attached [/Top]/Type/Pagination/Subtype/Header>> BDC\n".to_owned()
        + &show(50.0, 800.0, "別紙の見出し")
        + "EMC\n/P <</MCID 0>> BDC\n"
        + &show(50.0, 700.0, "本文の行")
        + "EMC\n/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n"
        + &show(290.0, 30.0, "12")
        + "EMC\n";
    let pdf = one_page(&content);
    assert_eq!(roles(&pdf), [Role::Running, Role::Body, Role::PageNumber]);
    assert_eq!(text(&pdf, true), "本文の行\n");
    assert_eq!(text(&pdf, false), "別紙の見出し\n本文の行\n12\n");
}

#[test]
fn a_marked_line_is_believed_as_a_whole() {
    // As a browser prints: the address of the page is wider than the body, and its number is marked as pagination and no more.
    let content = show(100.0, 700.0, "本文の行")
        + "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n"
        + &show(30.0, 30.0, "頁の所在を示す長い行")
        + "EMC\n/Artifact <</Type /Pagination>> BDC\n"
        + &show(550.0, 30.0, "2/4")
        + "EMC\n";
    let pdf = one_page(&content);
    assert_eq!(text(&pdf, true), "本文の行\n");
    assert_eq!(lines(&pdf)[1].text(), "頁の所在を示す長い行 2/4");
}

#[test]
fn a_mark_in_the_middle_of_the_body_is_not_believed() {
    let content = show(50.0, 700.0, "前の行")
        + "/Artifact <</Type/Pagination/Subtype/Header>> BDC\n"
        + &show(50.0, 680.0, "間の行")
        + "EMC\n"
        + &show(50.0, 660.0, "後の行");
    assert_eq!(text(&one_page(&content), true), "前の行\n間の行\n後の行\n");
    // Nor one over everything.
    let all =
        "/Artifact <</Type/Pagination/Subtype/Header>> BDC\n".to_owned() + &show(50.0, 700.0, "本文") + "EMC";
    assert_eq!(text(&one_page(&all), true), "本文\n");
    // An artifact that says nothing of furniture is drawn like the rest.
    let plain =
        "/Artifact BMC\n".to_owned() + &show(50.0, 800.0, "本文") + "EMC\n" + &show(50.0, 700.0, "続き");
    assert_eq!(text(&one_page(&plain), true), "本文\n続き\n");
}

#[test]
fn a_watermark_in_the_header_does_not_disturb_the_lines() {
    let lines: String = (0..6).map(|i| show(100.0, 700.0 - 80.0 * i as f32, "本文の行が続く")).collect();
    let content = lines
        + "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC\n"
        + &sized(80.0, 150.0, 450.0, "見本")
        + "EMC";
    let pdf = one_page(&content);
    assert_eq!(text(&pdf, true), "本文の行が続く\n".repeat(6));
    assert_eq!(roles(&pdf).last(), Some(&Role::Watermark));
}

#[test]
fn struck_text_that_touches_the_border_of_its_cell() {
    let mut content = String::new();
    for y in [700.0, 660.0, 620.0] {
        content += &format!("50 {y} m 250 {y} l S\n");
    }
    for x in [50.0, 150.0, 250.0] {
        content += &format!("{x} 620 m {x} 700 l S\n");
    }
    content += &show(52.0, 675.0, "旧い文言の全部を");
    content += "51 678.5 m 132 678.5 l S\n";
    content += &show(160.0, 675.0, "新しい文言");
    let pdf = one_page(&content);
    let Content::Table(table) = &pdf.pages[0].blocks[0].content else { panic!("{:?}", pdf.pages[0].blocks) };
    assert_eq!((table.rows, table.columns), (2, 2), "the rule through the text parts no rows");
    assert!(table.cells[0].lines[0].runs[0].struck);
    assert_eq!(text(&pdf, false), "新しい文言\n");
}

#[test]
fn a_rule_at_the_right_of_a_column_is_its_underline() {
    let content =
        format!("BT /V 10 Tf 1 0 0 1 300 700 Tm {} Tj ET\n305.5 660 m 305.5 680 l S\n", hex("旧い新しい"));
    let got = lines(&one_page(&content));
    let marked: String = got[0].runs.iter().filter(|r| r.underlined).map(|r| r.text.as_str()).collect();
    assert_eq!(marked, "新し", "{:?}", got[0].runs);
}

#[test]
fn strike_out_annotations() {
    let strike = |more: &str| {
        let mut b = Builder::new();
        let mark = b.add(&format!(
            "<< /Type /Annot /Subtype /StrikeOut /Rect [50 697 70 709] {more} /QuadPoints [50 708.8 70 708.8 50 698.8 70 698.8] >>"
        ));
        b.page(
            &format!("{} /Annots [{mark} 0 R]", resources("")),
            show(50.0, 700.0, "旧い新しい").as_bytes(),
        );
        text(&b.read(), false)
    };
    assert_eq!(strike(""), "新しい\n");
    assert_eq!(strike("/F 2"), "旧い新しい\n", "one that is hidden strikes nothing");
}

#[test]
fn a_map_with_gaps_falls_back_to_the_font_itself() {
    let cmap: Vec<u8> =
        [0u16, 1, 3, 1, 0, 12, 6, 16, 0, 0x3042, 3, 7, 8, 9].iter().flat_map(|v| v.to_be_bytes()).collect();
    let mut font = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    font.extend_from_slice(b"cmap\0\0\0\0");
    font.extend_from_slice(&28u32.to_be_bytes());
    font.extend_from_slice(&(cmap.len() as u32).to_be_bytes());
    font.extend_from_slice(&cmap);
    let mut b = Builder::new();
    let file = b.stream("", &font);
    let map = b.stream(
        "",
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0007> <6F22> endbfchar",
    );
    let font = format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode {map} 0 R /DescendantFonts \
         [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
         /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontFile2 {file} 0 R >> >>] >>"
    );
    b.page(&format!("/Resources << /Font << /F {font} >> >>"), b"BT /F 10 Tf 50 700 Td <00070008> Tj ET");
    let pdf = b.read();
    assert_eq!(texts(&pdf), ["漢ぃ"]);
    assert!(pdf.diagnostics.is_empty());
}

#[test]
fn a_scan_in_strips_with_recognised_text() {
    let mut b = Builder::new();
    let image = b.stream(IMAGE, b"\0");
    let strips: String =
        (0..10).map(|i| format!("q 595 0 0 84.2 0 {} cm /I Do Q\n", 84.2 * i as f32)).collect();
    let content = strips + "BT 3 Tr /F1 10 Tf 50 700 Td (recognised) Tj ET";
    b.page(&resources(&format!("/XObject << /I {image} 0 R >>")), content.as_bytes());
    assert_eq!(texts(&b.read()), ["recognised"]);
}

#[test]
fn a_picture_in_the_place_of_a_character() {
    let mut b = Builder::new();
    let image = b.stream(IMAGE, b"\0");
    let content = show(50.0, 700.0, "前")
        + "/Span <</ActualText <FEFF9AD9>>> BDC q 10 0 0 10 60 698.8 cm /I Do Q EMC\n"
        + &show(70.0, 700.0, "後");
    b.page(&resources(&format!("/XObject << /I {image} 0 R >>")), content.as_bytes());
    assert_eq!(texts(&b.read()), ["前髙後"]);
}

#[test]
fn text_set_glyph_by_glyph() {
    // Each glyph in a text object of its own, as converters from page images of type do.
    let content: String = "電子カルテの更新を行う。"
        .chars()
        .enumerate()
        .map(|(i, c)| {
            format!(
                "q BT /J 10.02 Tf 1 0 0 1 {} 700 Tm {} Tj ET Q\n",
                50.0 + 10.56 * i as f32,
                hex(&c.to_string())
            )
        })
        .collect();
    assert_eq!(texts(&one_page(&content)), ["電子カルテの更新を行う。"]);
}

#[test]
fn a_font_of_the_size_one_in_a_scaled_space() {
    let content =
        format!("BT /J 1 Tf 10.5 0 0 10.5 50 700 Tm 0 Tc {} Tj 2 0 Td {} Tj ET", hex("第一"), hex("条"));
    let got = lines(&one_page(&content));
    assert_eq!(got[0].text(), "第一条");
    assert!((got[0].runs[0].size - 10.5).abs() < 0.01);
}

#[test]
fn type3_fonts_in_units_of_their_own() {
    let font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 20 20] /FontMatrix [0.5 0 0 0.5 0 0] /FirstChar 65 \
        /LastChar 66 /Widths [20 20] /CharProcs << >> /Encoding << /Differences [65 /uni7B2C /uni4E00] >> >>";
    let mut b = Builder::new();
    b.page(&format!("/Resources << /Font << /F {font} >> >>"), b"BT /F 1 Tf 50 700 Td (AB) Tj ET");
    let got = lines(&b.read());
    assert_eq!(got[0].text(), "第一");
    assert!((got[0].runs[0].size - 10.0).abs() < 0.01, "{}", got[0].runs[0].size);
    assert!((got[0].bounds.width() - 20.0).abs() < 0.1);
}

#[test]
fn pages_merged_as_forms_within_forms() {
    // Stamps over a page that became a form, whose own resources stand deeper; the stamp's form has none.
    let mut b = Builder::new();
    let inner = b.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] {}", resources("")),
        show(50.0, 700.0, "元の頁").as_bytes(),
    );
    let outer = b.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Fm0 {inner} 0 R >> >>"),
        b"q 1 0 0 1 0 0 cm /Fm0 Do Q",
    );
    let stamp =
        b.stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", show(400.0, 800.0, "写").as_bytes());
    let first = b.stream("", b"q\n");
    let page = b.stream("", b"/Fm1 Do\n");
    let last = b.stream("", b"Q\nq /Fm2 Do Q");
    b.bare_page(&format!(
        "/MediaBox [0 0 595 842] /Contents [{first} 0 R {page} 0 R {last} 0 R] {}",
        resources(&format!("/XObject << /Fm1 {outer} 0 R /Fm2 {stamp} 0 R >>"))
    ));
    assert_eq!(texts(&b.read()), ["写", "元の頁"]);
}

#[test]
fn an_update_at_the_end_replaces_what_stood_before() {
    let mut b = Builder::new();
    b.page(&resources(""), show(50.0, 700.0, "前の版").as_bytes());
    let mut file = b.bytes();
    let xref = String::from_utf8_lossy(&file).rfind("xref\n0 ").unwrap();
    let start = file.len();
    let content = show(50.0, 700.0, "後の版");
    let object = format!("3 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n", content.len());
    file.extend_from_slice(object.as_bytes());
    let second = file.len();
    let tail = format!(
        "xref\n3 1\n{start:010} 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev {xref} >>\nstartxref\n{second}\n%%EOF\n"
    );
    file.extend_from_slice(tail.as_bytes());
    let pdf = read(&file, &ReadOptions::default()).unwrap();
    assert_eq!(texts(&pdf), ["後の版"]);
    assert!(pdf.diagnostics.is_empty(), "{:?}", pdf.diagnostics);
}

/// The same document as another program would write it.
fn rewritten(bytes: &[u8], change: impl Fn(&mut Document) -> Vec<u8>) -> Vec<u8> {
    change(&mut Document::load_mem(bytes).unwrap())
}

fn plain_file() -> Vec<u8> {
    let mut b = Builder::new();
    b.page(&resources(""), show(50.0, 700.0, "守られた本文").as_bytes());
    b.bytes()
}

#[test]
fn object_streams_and_a_stream_of_references() {
    let file = rewritten(&plain_file(), |doc| {
        let mut out = Vec::new();
        let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
        doc.save_with_options(&mut out, options).unwrap();
        out
    });
    assert!(file.windows(6).any(|w| w == b"ObjStm") && !file.windows(8).any(|w| w == b"\ntrailer"));
    assert_eq!(texts(&read(&file, &ReadOptions::default()).unwrap()), ["守られた本文"]);
}

#[test]
fn protected_files_open_with_their_password() {
    use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
    let protected = |user: &str| {
        rewritten(&plain_file(), |doc| {
            let id = Object::string_literal("0123456789abcdef");
            doc.trailer.set("ID", vec![id.clone(), id]);
            let version = EncryptionVersion::V2 {
                document: doc,
                owner_password: "owner",
                user_password: user,
                key_length: 128,
                permissions: Permissions::all(),
            };
            let state = EncryptionState::try_from(version).unwrap();
            doc.encrypt(&state).unwrap();
            let mut out = Vec::new();
            doc.save_to(&mut out).unwrap();
            out
        })
    };
    let with = |passwords: &[&str], file: &[u8]| {
        let passwords = passwords.iter().map(|p| (*p).to_owned()).collect();
        read(file, &ReadOptions { passwords, ..ReadOptions::default() }).map(|pdf| texts(&pdf))
    };
    let file = protected("secret");
    assert_eq!(with(&[], &file).unwrap_err().code, "password-needed");
    assert_eq!(with(&["wrong"], &file).unwrap_err().code, "password-needed");
    assert_eq!(with(&["wrong", "secret"], &file).unwrap(), ["守られた本文"]);
    // Most protected files of offices forbid changes only, and open without.
    assert_eq!(with(&[], &protected("")).unwrap(), ["守られた本文"]);
}

#[test]
fn lengths_that_lie() {
    let file = String::from_utf8(plain_file()).unwrap();
    let start = file.find("/Length ").unwrap();
    let end = start + file[start..].find(" >>").unwrap();
    for length in ["0", "9", "99"] {
        // As long as the right one, so that nothing else moves.
        let width = end - start - "/Length ".len();
        let wrong = format!("{}/Length {length:<width$}{}", &file[..start], &file[end..]);
        assert_eq!(wrong.len(), file.len());
        let pdf = read(wrong.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(texts(&pdf), ["守られた本文"], "{length}");
    }
}

#[test]
fn what_pages_inherit() {
    let mut b = Builder::new();
    let content = b.stream("", show(50.0, 700.0, "子の頁").as_bytes());
    let leaf = b.add(&format!("<< /Type /Page /Parent 5 0 R /Contents {content} 0 R >>"));
    let node = b.add(&format!(
        "<< /Type /Pages /Parent 2 0 R /Kids [{leaf} 0 R] /Count 1 /MediaBox [0 0 300 842] {} >>",
        resources("")
    ));
    assert_eq!(node, 5);
    let file = String::from_utf8(b.bytes()).unwrap().replace("/Kids [] /Count 0", "/Kids [5 0 R] /Count 1");
    let pdf = read(file.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(texts(&pdf), ["子の頁"]);
    assert!((pdf.pages[0].width - 300.0).abs() < 0.1);
}

#[test]
fn page_trees_that_run_in_circles() {
    let mut b = Builder::new();
    b.page(&resources(""), show(50.0, 700.0, "頁").as_bytes());
    let file = String::from_utf8(b.bytes()).unwrap();
    let kids = file.find("/Kids [").unwrap();
    let circle = format!("{}/Kids [2 0 R {}", &file[..kids], &file[kids + 7..]);
    assert_eq!(texts(&read(circle.as_bytes(), &ReadOptions::default()).unwrap()), ["頁"]);
}

#[test]
fn filters_one_after_the_other() {
    let page = show(50.0, 700.0, "包まれた文");
    let hex: String = page.bytes().map(|b| format!("{b:02X}")).collect();
    let mut b = Builder::new();
    let stream = b.stream("/Filter [/ASCIIHexDecode]", format!("{hex}>").as_bytes());
    b.bare_page(&format!("/MediaBox [0 0 595 842] /Contents {stream} 0 R {}", resources("")));
    assert_eq!(texts(&b.read()), ["包まれた文"]);
    let file = rewritten(&b.bytes(), |doc| {
        // Deflated on top, and once more within an array of two filters.
        let id = (3, 0);
        let inner = doc.get_object(id).unwrap().as_stream().unwrap().content.clone();
        let mut stream = lopdf::Stream::new(dictionary! {}, inner);
        stream.compress().unwrap();
        stream.dict.set("Filter", vec![Object::from("FlateDecode"), Object::from("ASCIIHexDecode")]);
        doc.set_object(id, stream);
        let mut out = Vec::new();
        doc.save_to(&mut out).unwrap();
        out
    });
    assert_eq!(texts(&read(&file, &ReadOptions::default()).unwrap()), ["包まれた文"]);
}

#[test]
fn spaces_that_are_drawn_make_no_line_longer() {
    // Word sets trailing spaces and spaces between scripts as glyphs of their own.
    let content = show(50.0, 700.0, "本文の行")
        + "BT /F1 10 Tf 1 0 0 1 90 700 Tm ( ) Tj ET\n"
        + "BT /F1 10 Tf 1 0 0 1 50 680 Tm (Windows) Tj 1 0 0 1 89 680 Tm ( ) Tj 1 0 0 1 91.8 680 Tm (11) Tj ET\n";
    let got = lines(&one_page(&content));
    assert_eq!(got.iter().map(Line::text).collect::<Vec<_>>(), ["本文の行", "Windows 11"]);
    assert!((got[0].bounds.width() - 40.0).abs() < 0.1, "{:?}", got[0].bounds);
}
