//! Each operator that places or shows text, and those that must not disturb it.

use crate::build::*;

/// Left edge, baseline and text of each run of Helvetica or Japanese, to a tenth of a point.
fn placed(content: &str) -> Vec<(f32, f32, String)> {
    let round = |v: f32| (v * 10.0).round() / 10.0;
    lines(&one_page(content))
        .iter()
        .flat_map(|l| l.runs.clone())
        .map(|r| (round(r.bounds.x0), round(842.0 - r.bounds.y1 + 0.12 * r.size), r.text))
        .collect()
}

fn run(x: f32, y: f32, text: &str) -> (f32, f32, String) {
    (x, y, text.to_owned())
}

#[test]
fn tf_tm_tj() {
    assert_eq!(placed("BT /F1 10 Tf 1 0 0 1 50 700 Tm (Hello) Tj ET"), [run(50.0, 700.0, "Hello")]);
}

#[test]
fn td_moves_from_the_start_of_the_line() {
    let got = placed("BT /F1 10 Tf 50 700 Td (one) Tj 0 -20 Td (two) Tj ET");
    assert_eq!(got, [run(50.0, 700.0, "one"), run(50.0, 680.0, "two")]);
}

#[test]
fn td_with_leading_and_t_star() {
    let got = placed("BT /F1 10 Tf 50 700 Td (a) Tj 0 -15 TD (b) Tj T* (c) Tj ET");
    assert_eq!(got, [run(50.0, 700.0, "a"), run(50.0, 685.0, "b"), run(50.0, 670.0, "c")]);
}

#[test]
fn tl_and_the_quotes() {
    let got = placed("BT /F1 10 Tf 12 TL 50 700 Td (a) Tj (b) ' 0 0 (c) \" ET");
    assert_eq!(got, [run(50.0, 700.0, "a"), run(50.0, 688.0, "b"), run(50.0, 676.0, "c")]);
}

#[test]
fn tj_array_moves_back_and_forth() {
    // 278 + 1000 thousandths: 12.8 points between the i's.
    let got = lines(&one_page("BT /F1 10 Tf 50 700 Td [(l) -1000 (l)] TJ ET"));
    assert_eq!(got[0].runs[0].text, "l l");
    assert!((got[0].bounds.x1 - 50.0 - 2.22 - 10.0 - 2.22).abs() < 0.1, "{:?}", got[0].bounds);
    assert_eq!(texts(&one_page("BT /F1 10 Tf 50 700 Td [(A) 70 (V)] TJ ET")), ["AV"]);
}

#[test]
fn character_and_word_spacing() {
    let wide = lines(&one_page("BT /F1 10 Tf 1 Tc 5 Tw 50 700 Td (a b) Tj ET"));
    let plain = lines(&one_page("BT /F1 10 Tf 50 700 Td (a b) Tj ET"));
    assert_eq!(wide[0].runs[0].text, "a b");
    assert!((wide[0].bounds.width() - plain[0].bounds.width() - 7.0).abs() < 0.1);
    // Word spacing is for single-byte codes only.
    let japanese =
        |tw: &str| lines(&one_page(&format!("BT /J 10 Tf {tw} 50 700 Td {} Tj ET", hex("あ い"))))[0].bounds;
    assert_eq!(japanese("9 Tw"), japanese(""));
}

#[test]
fn horizontal_scaling() {
    let half = lines(&one_page("BT /F1 10 Tf 50 Tz 50 700 Td (HHHH) Tj ET"));
    assert!((half[0].bounds.width() - 14.44).abs() < 0.1, "{:?}", half[0].bounds);
}

#[test]
fn rise_makes_a_superscript() {
    let got = lines(&one_page(&format!(
        "BT /J 10 Tf 50 700 Td {} Tj /J 6 Tf 4 Ts {} Tj /J 10 Tf 0 Ts {} Tj ET",
        hex("本文"),
        hex("注1"),
        hex("が続く")
    )));
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].text(), "本文が続く");
    assert_eq!(got[0].runs.len(), 3);
}

#[test]
fn cm_q_and_q_restore() {
    let got =
        placed("q 2 0 0 2 100 100 cm BT /F1 5 Tf 10 10 Td (in) Tj ET Q BT /F1 10 Tf 10 20 Td (out) Tj ET");
    assert_eq!(got, [run(120.0, 120.0, "in"), run(10.0, 20.0, "out")]);
    let pdf = one_page("Q Q q q BT /F1 10 Tf 10 20 Td (still) Tj ET");
    assert_eq!(texts(&pdf), ["still"], "unbalanced q and Q do no harm");
}

#[test]
fn forms_are_drawn_where_they_stand() {
    let mut b = Builder::new();
    let form = b.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 5 5]",
        b"BT /F1 10 Tf 10 10 Td (form) Tj ET",
    );
    let page = resources(&format!("/XObject << /X {form} 0 R >>"));
    b.page(&page, b"q 1 0 0 1 100 200 cm /X Do Q BT /F1 10 Tf 10 20 Td (page) Tj ET");
    let got = lines(&b.read());
    assert_eq!(got[0].text(), "form");
    assert!((got[0].bounds.x0 - 115.0).abs() < 0.1);
    assert_eq!(got[1].text(), "page");
}

#[test]
fn forms_that_draw_themselves_end() {
    let mut b = Builder::new();
    let own = b.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 3 0 R >> >>",
        b"/X Do /X Do",
    );
    assert_eq!(own, 3);
    b.page(&resources("/XObject << /X 3 0 R >>"), b"/X Do BT /F1 10 Tf 10 20 Td (page) Tj ET");
    let pdf = b.read();
    assert_eq!(texts(&pdf), ["page"]);
    assert_eq!(codes(&pdf), ["page-cut"]);
}

#[test]
fn a_font_from_the_graphics_state() {
    let mut b = Builder::new();
    let font = b.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>");
    b.page(
        &resources(&format!("/ExtGState << /G << /Font [{font} 0 R 12] >> >>")),
        b"BT /G gs 10 20 Td (bold) Tj ET",
    );
    let got = lines(&b.read());
    assert!(got[0].runs[0].bold);
    assert!((got[0].runs[0].size - 12.0).abs() < 0.01);
}

#[test]
fn inline_images_are_no_text() {
    let pdf = one_page("BI /W 2 /H 1 /BPC 8 /CS /G ID \x01(Tj EI BT /F1 10 Tf 10 20 Td (after) Tj ET");
    assert_eq!(texts(&pdf), ["after"]);
}

#[test]
fn invisible_text_counts_behind_a_picture_only() {
    let text = "BT 3 Tr /F1 10 Tf 50 700 Td (recognised) Tj ET";
    assert!(texts(&one_page(text)).is_empty());
    let mut b = Builder::new();
    let image = b.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        b"\0",
    );
    b.page(
        &resources(&format!("/XObject << /I {image} 0 R >>")),
        format!("q 595 0 0 842 0 0 cm /I Do Q {text}").as_bytes(),
    );
    let pdf = b.read();
    assert_eq!(texts(&pdf), ["recognised"]);
    assert!(pdf.diagnostics.is_empty());
}

#[test]
fn fill_and_stroke_is_bold() {
    assert!(lines(&one_page("BT 2 Tr /F1 10 Tf 50 700 Td (bold) Tj ET"))[0].runs[0].bold);
    assert!(!lines(&one_page("BT 0 Tr /F1 10 Tf 50 700 Td (thin) Tj ET"))[0].runs[0].bold);
}

#[test]
fn actual_text_stands_for_its_glyphs() {
    let inline = "/Span << /ActualText <FEFF682A5F0F4F1A793E> >> BDC BT /F1 10 Tf 50 700 Td (kk) Tj ET EMC";
    assert_eq!(texts(&one_page(inline)), ["株式会社"]);
    let mut b = Builder::new();
    let page = resources("/Properties << /P << /ActualText (fi) >> >>");
    b.page(&page, b"BT /F1 10 Tf 50 700 Td (a) Tj /Span /P BDC (x) Tj EMC (n) Tj ET");
    assert_eq!(texts(&b.read()), ["afin"]);
    // A ligature is its letters, whoever names it.
    let ligature = "/Span << /ActualText <FEFFFB00> >> BDC BT /F1 10 Tf 50 700 Td (k) Tj ET EMC";
    assert_eq!(texts(&one_page(ligature)), ["ff"]);
}

#[test]
fn optional_content_that_is_off_is_left_out() {
    let mut b = Builder::new();
    let group = b.add("<< /Type /OCG /Name (draft) >>");
    b.catalog(&format!("/OCProperties << /OCGs [{group} 0 R] /D << /OFF [{group} 0 R] >> >>"));
    b.page(
        &resources(&format!("/Properties << /L {group} 0 R >>")),
        b"/OC /L BDC BT /F1 10 Tf 50 700 Td (hidden) Tj ET EMC BT /F1 10 Tf 50 600 Td (shown) Tj ET",
    );
    assert_eq!(texts(&b.read()), ["shown"]);
}

#[test]
fn what_is_clipped_away_is_left_out_and_told() {
    let pdf = one_page(&format!(
        "q 40 690 200 20 re W n {} {} Q {}",
        show(50.0, 695.0, "見える行"),
        show(50.0, 600.0, "隠れた行"),
        show(50.0, 500.0, "後の行")
    ));
    assert_eq!(texts(&pdf), ["見える行", "後の行"]);
    assert_eq!(codes(&pdf), ["clipped-text"]);
    assert_eq!(pdf.diagnostics[0].args["count"], "4");
    // A path that nothing was drawn with clips nothing; one with curves reaches as far as what they are drawn by.
    let all = one_page(&format!(
        "q W n {} Q q 40 690 m 40 560 300 560 300 690 c h W* n {} Q",
        show(50.0, 700.0, "前の行"),
        show(100.0, 600.0, "弧の内")
    ));
    assert_eq!(texts(&all), ["前の行", "弧の内"]);
    assert!(all.diagnostics.is_empty());
}

#[test]
fn a_form_shows_what_lies_in_its_box() {
    let mut b = Builder::new();
    let content = show(50.0, 700.0, "枠の外") + &show(50.0, 50.0, "枠の内");
    let form = b.stream(
        &format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 300 100] /Matrix [1 0 0 1 0 200] {}",
            resources("")
        ),
        content.as_bytes(),
    );
    b.page(&resources(&format!("/XObject << /X {form} 0 R >>")), b"/X Do");
    assert_eq!(texts(&b.read()), ["枠の内"]);
}

#[test]
fn memberships_of_optional_content() {
    // One group is off, one is on; what is drawn belongs to a membership of them.
    let shown = |membership: &str| {
        let mut b = Builder::new();
        let (off, on) = (b.add("<< /Type /OCG /Name (off) >>"), b.add("<< /Type /OCG /Name (on) >>"));
        b.catalog(&format!("/OCProperties << /OCGs [{off} 0 R {on} 0 R] /D << /OFF [{off} 0 R] >> >>"));
        let membership = membership.replace("OFF", &format!("{off} 0 R")).replace("ON", &format!("{on} 0 R"));
        let itself = b.add(&format!("<< /Type /OCMD {membership} >>"));
        b.page(
            &resources(&format!("/Properties << /L {itself} 0 R >>")),
            b"/OC /L BDC BT /F1 10 Tf 50 700 Td (shown) Tj ET EMC",
        );
        !texts(&b.read()).is_empty()
    };
    for (membership, visible) in [
        ("/OCGs [OFF ON]", true),
        ("/OCGs OFF", false),
        ("/OCGs []", true),
        ("/OCGs [OFF ON] /P /AllOn", false),
        ("/OCGs [ON] /P /AllOn", true),
        ("/OCGs [OFF ON] /P /AnyOff", true),
        ("/OCGs [ON] /P /AnyOff", false),
        ("/OCGs [OFF] /P /AllOff", true),
        ("/OCGs [OFF ON] /P /AllOff", false),
        ("/VE [/And OFF ON]", false),
        ("/VE [/Or OFF ON]", true),
        ("/VE [/And ON [/Not OFF]]", true),
        ("/VE [/Not ON] /OCGs [ON]", false),
        ("/VE [/Nand ON]", true),
    ] {
        assert_eq!(shown(membership), visible, "{membership}");
    }
}

#[test]
fn an_expression_that_names_itself_ends() {
    let mut b = Builder::new();
    let group = b.add("<< /Type /OCG /Name (off) >>");
    b.catalog(&format!("/OCProperties << /OCGs [{group} 0 R] /D << /OFF [{group} 0 R] >> >>"));
    let circle = group + 1;
    b.add(&format!("[/And {}]", format!("{circle} 0 R ").repeat(40)));
    b.page(
        &resources(&format!("/Properties << /L << /Type /OCMD /VE {circle} 0 R >> >>")),
        b"/OC /L BDC BT /F1 10 Tf 50 700 Td (shown) Tj ET EMC",
    );
    assert_eq!(texts(&b.read()), ["shown"]);
}

#[test]
fn several_content_streams_are_one() {
    let mut b = Builder::new();
    let one = b.stream("", b"BT /F1 10 Tf 50 700 Td [(Hel)");
    let two = b.stream("", b"(lo)] TJ ET");
    b.bare_page(&format!("/MediaBox [0 0 595 842] /Contents [{one} 0 R {two} 0 R] {}", resources("")));
    assert_eq!(texts(&b.read()), ["Hello"]);
}

#[test]
fn appearances_of_annotations_are_read() {
    let mut b = Builder::new();
    let form = b.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
        b"BT /F1 10 Tf 2 5 Td (field) Tj ET",
    );
    let widget = b
        .add(&format!("<< /Type /Annot /Subtype /Widget /Rect [100 500 200 520] /AP << /N {form} 0 R >> >>"));
    let hidden = b.add(&format!(
        "<< /Type /Annot /Subtype /Widget /F 2 /Rect [100 300 200 320] /AP << /N {form} 0 R >> >>"
    ));
    b.page(&format!("{} /Annots [{widget} 0 R {hidden} 0 R]", resources("")), b"");
    let got = lines(&b.read());
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].text(), "field");
    assert!((got[0].bounds.x0 - 102.0).abs() < 0.1);
}
