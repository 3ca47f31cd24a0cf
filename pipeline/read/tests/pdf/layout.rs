//! Reading order, tables, furniture, and what is kept apart from the text around it.

use kaitei_read::pdf::{Content, Line, Pdf, Role, RunRole, Table, text};

use crate::build::*;

fn column(x: f32, top: f32, texts: &[&str]) -> String {
    texts.iter().enumerate().map(|(i, t)| show(x, top - 15.0 * i as f32, t)).collect()
}

fn tables(pdf: &Pdf) -> Vec<Table> {
    let blocks = pdf.pages.iter().flat_map(|p| &p.blocks);
    blocks
        .filter_map(|b| match &b.content {
            Content::Table(t) => Some(t.clone()),
            Content::Lines(_) => None,
        })
        .collect()
}

fn cells(table: &Table) -> Vec<String> {
    table.cells.iter().map(|c| c.lines.iter().map(Line::text).collect::<Vec<_>>().join("/")).collect()
}

/// A rule as a thin filled rectangle.
fn rule(x0: f32, y0: f32, x1: f32, y1: f32) -> String {
    format!("{x0} {y0} {} {} re f\n", (x1 - x0).max(0.5), (y1 - y0).max(0.5))
}

#[test]
fn columns_are_read_one_after_the_other() {
    let full = "一二三四五六七八九十一二三四五六七八九十";
    let left: Vec<String> = (0..6).map(|i| format!("左{i}{full}")).collect();
    let right: Vec<String> = (0..6).map(|i| format!("右{i}{full}")).collect();
    let mut content = String::new();
    for (i, (l, r)) in left.iter().zip(&right).enumerate() {
        let y = 700.0 - 15.0 * i as f32;
        content += &show(50.0, y, l);
        content += &show(310.0, y, r);
    }
    let got = texts(&one_page(&content));
    assert_eq!(got, [left, right].concat());
}

#[test]
fn numbers_stay_with_their_lines() {
    let mut content = String::new();
    for (i, text) in ["管理する。", "記録する。", "見直す。"].iter().enumerate() {
        let y = 700.0 - 15.0 * i as f32;
        content += &show(50.0, y, ["①", "②", "③"][i]);
        content += &show(80.0, y, text);
    }
    assert_eq!(texts(&one_page(&content)), ["① 管理する。", "② 記録する。", "③ 見直す。"]);
}

#[test]
fn gaps_part_blocks() {
    let content = column(50.0, 700.0, &["一行目", "二行目"]) + &column(50.0, 640.0, &["次の段"]);
    let pdf = one_page(&content);
    assert_eq!(pdf.pages[0].blocks.len(), 2);
}

#[test]
fn ruled_tables_have_cells() {
    let mut content = String::new();
    for y in [700.0, 660.0, 620.0] {
        content += &rule(50.0, y, 350.0, y);
    }
    content += &rule(50.0, 620.0, 50.0, 700.0);
    content += &rule(150.0, 620.0, 150.0, 660.0);
    content += &rule(350.0, 620.0, 350.0, 700.0);
    content += &show(60.0, 675.0, "全幅の見出し");
    content += &show(60.0, 645.0, "一");
    content += &show(160.0, 645.0, "右の上");
    content += &show(160.0, 630.0, "右の下");
    let pdf = one_page(&content);
    let tables = tables(&pdf);
    assert_eq!((tables[0].rows, tables[0].columns, tables[0].ruled), (2, 2, true));
    assert_eq!(cells(&tables[0]), ["全幅の見出し", "一", "右の上/右の下"]);
    assert_eq!(tables[0].cells[0].column_span, 2);
    assert_eq!(text(&pdf, false).lines().collect::<Vec<_>>(), ["全幅の見出し", "一", "右の上", "右の下"]);
}

#[test]
fn a_box_around_paragraphs_is_no_table() {
    let content = "50 600 300 100 re S\n".to_owned() + &column(60.0, 680.0, &["囲みの中", "二行目"]);
    let pdf = one_page(&content);
    assert!(tables(&pdf).is_empty());
    assert_eq!(texts(&pdf), ["囲みの中", "二行目"]);
}

#[test]
fn tables_without_rules() {
    let mut content = show(50.0, 760.0, "次の表による。");
    for row in 0..4 {
        for column in 0..4 {
            content +=
                &show(50.0 + 100.0 * column as f32, 700.0 - 20.0 * row as f32, &format!("欄{row}{column}"));
        }
    }
    let tables = tables(&one_page(&content));
    assert_eq!((tables[0].rows, tables[0].columns, tables[0].ruled), (4, 4, false));
    assert_eq!(cells(&tables[0])[5], "欄11");
}

#[test]
fn ruby_is_kept_apart() {
    let content = show(50.0, 700.0, "嚥下困難者") + &sized(5.0, 50.0, 709.5, "えんげ");
    let pdf = one_page(&content);
    let got = lines(&pdf);
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].text(), "嚥下困難者");
    let ruby = got[0].runs.iter().find(|r| r.role == RunRole::Ruby).map(|r| r.text.as_str());
    assert_eq!(ruby, Some("えんげ"));
    assert_eq!(got[0].runs[0].text, "嚥下", "it stands after its base: {:?}", got[0].runs);
    assert_eq!(text(&pdf, false), "えんげ\n嚥下困難者\n");
}

#[test]
fn raised_marks_of_every_size_stand_on_their_line() {
    for (size, raised, apart) in
        [(5.0, 4.0, true), (7.6, 4.0, true), (8.0, 3.0, false), (8.2, 4.5, false), (8.5, 3.5, false)]
    {
        let content = show(50.0, 700.0, "見本の文")
            + &sized(size, 90.0, 700.0 + raised, "2")
            + &show(96.0, 700.0, "が続く。")
            + &show(50.0, 684.0, "次の行");
        let got = lines(&one_page(&content));
        let whole: Vec<String> =
            got.iter().map(|l| l.runs.iter().map(|r| r.text.as_str()).collect()).collect();
        assert_eq!(whole, ["見本の文2が続く。", "次の行"], "{size}");
        assert_eq!(got[0].runs.iter().any(|r| r.role == RunRole::Superscript), apart, "{size}");
    }
    // A word in small letters is none, wherever it stands.
    let content = show(50.0, 700.0, "見本の文") + &sized(8.5, 90.0, 703.0, "（案）");
    assert_eq!(texts(&one_page(&content)), ["見本の文（案）"]);
}

#[test]
fn bold_by_striking_twice_counts_once() {
    let content = show(50.0, 700.0, "太字") + &show(50.3, 700.0, "太字") + &show(50.0, 680.0, "々々ーー");
    let got = lines(&one_page(&content));
    assert_eq!(got[0].text(), "太字");
    assert!(got[0].runs[0].bold);
    assert_eq!(got[1].text(), "々々ーー");
    assert!(!got[1].runs[0].bold);
}

#[test]
fn struck_text_is_not_live() {
    let content =
        show(50.0, 700.0, "旧い新しい") + &rule(50.0, 703.5, 70.0, 703.5) + &rule(70.0, 698.0, 100.0, 698.0);
    let pdf = one_page(&content);
    let got = lines(&pdf);
    assert_eq!(got[0].text(), "新しい");
    assert!(got[0].runs[0].struck && got[0].runs[1].underlined);
    assert_eq!(text(&pdf, false), "新しい\n");
    assert_eq!(codes(&pdf), ["struck-text"]);
    assert_eq!(pdf.diagnostics[0].args["count"], "2");
}

#[test]
fn pages_are_read_as_shown() {
    // Written upwards, shown upright by /Rotate.
    let content =
        format!("BT /J 10 Tf 0 1 -1 0 100 50 Tm {} Tj 0 -20 Td {} Tj ET", hex("一行目"), hex("二行目"));
    let pdf = page_with("/Rotate 90", &content);
    assert_eq!(texts(&pdf), ["一行目", "二行目"]);
    assert_eq!((pdf.pages[0].width, pdf.pages[0].height), (842.0, 595.0));
    let first = &lines(&pdf)[0].bounds;
    assert!((first.x0 - 50.0).abs() < 0.1 && first.y0 < lines(&pdf)[1].bounds.y0, "{first:?}");
}

#[test]
fn what_lies_outside_the_crop_box_is_left_out() {
    let content = show(50.0, 700.0, "見える") + &show(500.0, 50.0, "見えない");
    let pdf = page_with("/CropBox [0 100 400 842]", &content);
    assert_eq!(texts(&pdf), ["見える"]);
    assert!((pdf.pages[0].height - 742.0).abs() < 0.01);
}

#[test]
fn vertical_columns_from_right_to_left() {
    let mut content = String::new();
    for (i, text) in ["一列目︵上", "二列目", "三列目"].iter().enumerate() {
        content += &format!("BT /V 10 Tf 1 0 0 1 {} 700 Tm {} Tj ET\n", 500 - 20 * i, hex(text));
    }
    let pdf = one_page(&content);
    assert_eq!(texts(&pdf), ["一列目（上", "二列目", "三列目"]);
    assert!(lines(&pdf).iter().all(|l| l.vertical));
}

#[test]
fn glyphs_below_each_other_are_a_column() {
    let mut content = String::new();
    for (x, text) in [(500.0, "健康保険法の規定"), (470.0, "令和六年三月五日")] {
        for (i, c) in text.chars().enumerate() {
            content += &show(x, 700.0 - 10.5 * i as f32, &c.to_string());
        }
    }
    assert_eq!(texts(&one_page(&content)), ["健康保険法の規定", "令和六年三月五日"]);
}

#[test]
fn furniture_is_marked_and_left_out_of_the_body() {
    let mut b = Builder::new();
    for page in 1..=4 {
        let content = show(200.0, 800.0, "運用編")
            + &column(50.0, 700.0, &["春の文", "夏の文", "秋の文", "冬の文"][page - 1..])
            + &show(290.0, 30.0, &format!("－ {} －", page + 6));
        b.page(&resources(""), content.as_bytes());
    }
    let pdf = b.read();
    for page in &pdf.pages {
        let roles: Vec<Role> = page.blocks.iter().map(|b| b.role).collect();
        assert_eq!(roles, [Role::Running, Role::Body, Role::PageNumber], "{:?}", page.blocks);
    }
    let body = text(&pdf, true);
    assert!(!body.contains("運用編") && !body.contains('－'));
    assert_eq!(body.matches('\u{C}').count(), 3, "between pages");
    assert!(text(&pdf, false).contains("運用編"));
}

#[test]
fn watermarks_run_askew() {
    let content = column(50.0, 700.0, &["本文の行"])
        + &format!("BT /J 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm {} Tj ET", hex("見本"));
    let pdf = one_page(&content);
    assert_eq!(pdf.pages[0].blocks.last().map(|b| b.role), Some(Role::Watermark));
    assert_eq!(text(&pdf, true), "本文の行\n");
    assert!(text(&pdf, false).contains("見本"));
}

#[test]
fn threads_change_nothing() {
    // Pages are read in parallel; the result does not show it.
    let mut b = Builder::new();
    for page in 0..40 {
        b.page(&resources(""), show(50.0, 700.0, &format!("第{page}ページ")).as_bytes());
    }
    let bytes = b.bytes();
    let read = || kaitei_read::pdf::read(&bytes, &Default::default()).map(|p| format!("{p:?}")).unwrap();
    let first = read();
    for _ in 0..3 {
        assert_eq!(read(), first);
    }
}
