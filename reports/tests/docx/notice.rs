//! The covering letter: what only the sender knows, quotations with their citations, one page of points.

use super::super::{parts, sample::sample};
use super::tree::{Node, parse};
use crate::{Format, Letter, Link, OutputFile, ReportOptions, render};

const FILLED: &str = include_str!("../../../docs/letter.toml");

fn files(letter: Letter) -> Vec<OutputFile> {
    let options = ReportOptions { letter, date: Some("2026-07-03".to_owned()), ..ReportOptions::default() };
    render(&sample(), Format::DocxNotice, &options).unwrap()
}

fn mail(files: &[OutputFile]) -> String {
    String::from_utf8(files[1].bytes.clone()).unwrap()
}

fn document(files: &[OutputFile]) -> Node {
    parse(&parts(&files[0].bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1)
}

/// Style and words of every paragraph.
fn paragraphs(document: &Node) -> Vec<(String, String)> {
    let body = &document.children[0];
    body.children
        .iter()
        .filter(|node| node.name == "w:p")
        .map(|node| {
            let style = node.child("w:pPr").unwrap().child("w:pStyle").unwrap();
            let words =
                node.all().iter().filter(|node| node.name == "w:t").map(|node| node.text.clone()).collect();
            (style.attribute("w:val").unwrap().to_owned(), words)
        })
        .collect()
}

#[test]
fn the_letter_comes_in_word_and_as_text() {
    let files = files(Letter::default());
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["周知文案【案・未確認1件】.docx", "周知文案【案・未確認1件】.txt"]);
    let mail = mail(&files);
    assert!(
        mail.starts_with('\u{FEFF}') && mail.contains("\r\n") && !mail.replace("\r\n", "").contains('\n')
    );
    assert!(mail.contains("見本（実在の文書ではありません）"));
    // The order of such letters.
    let mut at = 0;
    for part in [
        "（文書番号）",
        "令和8年7月3日",
        "（宛名）",
        "（発信者）",
        "（公印省略）",
        "（件名）",
        "標記の件",
        "つきましては",
        "記",
        "以上",
        "【担当】",
        "別紙１",
        "別紙２",
    ] {
        at += mail[at..].find(part).unwrap_or_else(|| panic!("{part} missing, or too early"));
    }
}

#[test]
fn what_is_not_filled_in_stays_and_is_listed() {
    let files = files(Letter::default());
    let mail = mail(&files);
    let list = mail.split("記入の要る箇所").nth(1).unwrap();
    for name in ["文書番号", "宛名", "発信者", "件名", "通知の発信元", "担当", "電話", "別添", "資料の取得日"]
    {
        let blank = format!("【要記入】（{name}）");
        assert!(mail.matches(&blank).count() >= 2 && list.contains(&blank), "{name}");
    }
    // The date of the reports is there, and so are the addresses that the edition gives.
    assert!(!list.contains("日付") && !list.contains("URL"), "{list}");
    assert!(mail.contains("https://example.jp/guide/7"));
    let last = paragraphs(&document(&files));
    assert!(last.iter().any(|(_, words)| words == "【要記入】（宛名）"));
}

#[test]
fn the_documented_example_fills_everything_in() {
    let letter = Letter::parse(FILLED).unwrap();
    assert_eq!(letter.to, ["各郡市区医師会", "担当理事　殿"]);
    let link = Link {
        title: "○○ガイドライン".to_owned(),
        address: "https://example.jp/guideline".to_owned(),
    };
    assert_eq!(letter.urls, [link]);
    let mail = mail(&files(letter));
    assert!(!mail.contains("【要記入】") && !mail.contains("記入の要る箇所"));
    assert!(mail.contains("標記の件について、日本医師会より別添のとおり通知がありましたので"));
    assert!(mail.contains("○○県医師会が作成しました"));
}

#[test]
fn a_field_with_a_slip_in_its_name_is_refused_with_its_line() {
    let error = Letter::parse("number = \"1\"\nfrm = [\"x\"]\n").unwrap_err();
    assert_eq!(error.line, Some(2));
    assert!(error.detail.contains("frm") && error.to_string().contains("2行目"), "{error}");
    assert!(Letter::parse("number = 3").is_err());
}

#[test]
fn every_point_is_a_whole_quotation_with_its_citation() {
    let paragraphs = paragraphs(&document(&files(Letter::default())));
    let points: Vec<_> = paragraphs.iter().filter(|(style, _)| style.starts_with("KaiteiPoint")).collect();
    let has = |style: &str, words: &str| {
        assert!(
            points.iter().any(|(own, text)| own == style && text == words),
            "{style} {words}: {points:#?}"
        );
    };
    has("KaiteiPointTheme", "パスワード（1件）");
    has("KaiteiPointCite", "・運用編 14.②　〔変更（要求事項の追加、要求事項の削除）〕");
    has(
        "KaiteiPointQuote",
        "改定後「②　合言葉は推測されにくいものとする。ほかの仕組みとの使い回しをしない。」",
    );
    has("KaiteiPointQuote", "改定前「②　合言葉は推測されにくいものとし、定期的に取り替える。」");
    // The date stands with its relief.
    let dated: Vec<_> = points.iter().filter(|(_, text)| text.contains("令和9年4月1日")).collect();
    assert!(!dated.is_empty() && dated.iter().all(|(_, text)| text.contains("ただし、")));
    // By reader, and a document that is new as a whole.
    assert!(points.iter().any(|(_, text)| text.starts_with("・薬局　重要な変更")));
    assert!(
        points
            .iter()
            .any(|(_, text)| text.contains("「委託編（第7.0版）」は、改定前に対応する文書がありません。"))
    );
}

#[test]
fn the_points_stand_on_a_page_of_their_own_and_the_table_lies_on_its_side() {
    let document = document(&files(Letter::default()));
    let sections: Vec<_> = document.all().into_iter().filter(|node| node.name == "w:sectPr").collect();
    let lies = |node: &Node| node.child("w:pgSz").unwrap().attribute("w:orient") == Some("landscape");
    assert_eq!(sections.iter().map(|node| lies(node)).collect::<Vec<_>>(), [false, true]);
    let breaks = document.all().into_iter().filter(|node| node.name == "w:pageBreakBefore").count();
    assert_eq!(breaks, 1);
}

/// However much there is to say, 別紙1 is one page.
#[test]
fn many_changes_do_not_make_two_pages() {
    use crate::letter::{Line, points};
    use crate::view::View;
    let mut set = super::super::large::large(2_000);
    for change in &mut set.changes {
        change.significance = kaitei_model::Significance::High;
    }
    let view = View::new(&set, &ReportOptions::default());
    let lines: Vec<Line> = points(&set, &view, &Letter::default());
    let height: u32 = lines.iter().map(|line| line.height(11906 - 2 * 1134)).sum();
    let page = 16838 - 1134 - 964;
    assert!(height <= page && height * 2 > page, "{height} of {page}");
}
