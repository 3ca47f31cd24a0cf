//! Documents as a few lines on pages, and what is found in them.

use super::{Grammar, Reading, of_rows, rows::Row, rows::Rows, rows::tests::row};

/// Lines as (page, left edge in ems of the body, size, text); a line fills its column where it is long enough.
fn read(lines: &[(u32, f32, f32, &str)]) -> Reading {
    let mut top = 0.0;
    let rows: Vec<Row> = lines
        .iter()
        .map(|&(page, left, size, text)| {
            top += 20.0;
            let mut row = row(text);
            row.page = page;
            row.size = size;
            row.bounds.x0 = 70.0 + left * 10.0;
            let count: f32 = text.chars().map(|_| size).sum();
            row.bounds.x1 = row.bounds.x0 + count;
            row.bounds.y0 = top;
            row.bounds.y1 = top + size;
            row.margin = 470.0;
            row
        })
        .collect();
    let grammar = Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap();
    of_rows(&Rows { rows, size: 10.0, ..Rows::default() }, "", &grammar)
}

fn citations(reading: &Reading) -> Vec<&str> {
    reading.items.iter().map(|item| item.citation.as_str()).collect()
}

fn told(reading: &Reading) -> Vec<(String, Option<u32>, Vec<&str>)> {
    let args =
        |d: &'_ kaitei_model::Diagnostic| d.args.values().map(String::as_str).collect::<Vec<_>>().join("→");
    let all = reading.diagnostics.iter();
    all.map(|d| (format!("{} {}", d.code, args(d)), d.location.page, Vec::new())).collect()
}

const CONTENTS: [(u32, f32, f32, &str); 4] = [
    (1, 0.0, 14.0, "目次"),
    (1, 0.0, 10.0, "１．目的…………………2"),
    (1, 0.0, 10.0, "２．管理…………………3"),
    (1, 0.0, 10.0, "３．点検…………………4"),
];

#[test]
fn an_entry_of_the_contents_that_the_body_lacks_is_told_with_its_place() {
    let mut lines = CONTENTS.to_vec();
    lines.extend([
        (2, 0.0, 14.0, "１．目的"),
        (2, 1.0, 10.0, "職員が守る事項を示す。"),
        (3, 0.0, 14.0, "２．管理"),
        (3, 1.0, 10.0, "台帳を作成する。"),
    ]);
    let reading = read(&lines);
    assert_eq!(citations(&reading), ["1", "1 第1段落", "2", "2 第1段落"]);
    assert_eq!(told(&reading), [("heading-missing ３． 点検".to_owned(), Some(1), vec![])]);
}

#[test]
fn an_overview_is_no_content() {
    let mut lines = CONTENTS.to_vec();
    lines.extend([
        (2, 0.0, 12.0, "＜全体の構成＞"),
        (2, 0.0, 10.0, "１．目的"),
        (2, 2.0, 10.0, "この手引の目的を示す。"),
        (2, 0.0, 10.0, "２．管理"),
        (2, 2.0, 10.0, "台帳の作り方を示す。"),
        (2, 0.0, 10.0, "３．点検"),
        (2, 2.0, 10.0, "点検の進め方を示す。"),
        (3, 0.0, 14.0, "１．目的"),
        (3, 1.0, 10.0, "職員が守る事項を示す。"),
        (4, 0.0, 14.0, "２．管理"),
        (4, 1.0, 10.0, "台帳を作成する。"),
        (5, 0.0, 14.0, "３．点検"),
        (5, 1.0, 10.0, "毎月行う。"),
    ]);
    let reading = read(&lines);
    assert_eq!(citations(&reading), ["1", "1 第1段落", "2", "2 第1段落", "3", "3 第1段落"]);
    assert!(told(&reading).is_empty(), "{:?}", told(&reading));
    assert_eq!(reading.document.coverage, 1000, "it is a remainder with a name");
}

#[test]
fn numbers_that_skip_or_repeat_are_told_with_their_place() {
    let reading = read(&[
        (1, 0.0, 14.0, "１．目的"),
        (1, 1.0, 10.0, "① 台帳を作成する。"),
        (1, 1.0, 10.0, "② 台帳を保存する。"),
        (2, 1.0, 10.0, "④ 台帳を点検する。"),
        (2, 1.0, 10.0, "④ 台帳を廃棄する。"),
        (3, 0.0, 14.0, "３．点検"),
        (3, 1.0, 10.0, "毎月行う。"),
    ]);
    let gap = |words: &str, page| (format!("numbering-gap {words}"), Some(page), vec![]);
    let mut got = told(&reading);
    got.retain(|(words, ..)| words.starts_with("numbering-gap"));
    assert_eq!(got, [gap("④→②", 2), gap("④→④", 2)], "arguments by name: after, before");
    let repeated = reading.items.iter().filter(|item| item.number.as_deref() == Some("④")).count();
    assert_eq!(repeated, 2, "both stand");
}

#[test]
fn a_list_goes_on_behind_paragraphs_and_titles() {
    let reading = read(&[
        (1, 0.0, 14.0, "１．質問"),
        (1, 0.0, 10.0, "１）台帳は紙でもよいか。"),
        (1, 0.0, 10.0, "差し支えない。"),
        (1, 0.0, 10.0, "２）点検を委託してもよいか。"),
        (1, 0.0, 12.0, "＜記載の例＞"),
        (1, 0.0, 10.0, "委託先の名称を記す。"),
        (1, 0.0, 10.0, "３）台帳はいつまで保存するか。"),
    ]);
    let numbers: Vec<_> = reading.items.iter().filter_map(|i| i.number.as_deref()).collect();
    assert_eq!(numbers, ["1", "1)", "2)", "3)"]);
    assert_eq!(citations(&reading).last(), Some(&"1 3)"), "{:?}", citations(&reading));
}

#[test]
fn laws_are_cited_as_people_cite_them() {
    let reading = read(&[
        (1, 10.0, 10.0, "第一編　総則"),
        (1, 10.0, 10.0, "第一章　通則"),
        (1, 1.0, 10.0, "（定義）"),
        (1, 0.0, 10.0, "第一条　次の用語を用いる。"),
        (1, 1.0, 10.0, "一　端末　業務に用いる機器をいう。"),
        (1, 2.0, 10.0, "イ　据え置くもの"),
        (1, 2.0, 10.0, "ロ　持ち運ぶもの"),
        (1, 1.0, 10.0, "二　媒体　記録に用いる物をいう。"),
        (1, 0.0, 10.0, "２　前項の用語は、別に定める。"),
        (1, 0.0, 10.0, "第一条の二　この規則は、全ての課に適用する。"),
        (1, 10.0, 10.0, "第二編　管理"),
        (1, 10.0, 10.0, "第一章　機器"),
        (1, 0.0, 10.0, "第二条　職員は、端末を管理する。"),
        (1, 3.0, 10.0, "附　則"),
        (1, 1.0, 10.0, "（施行期日）"),
        (1, 0.0, 10.0, "１　この規則は、令和七年四月一日から施行する。"),
        (1, 0.0, 10.0, "別表第一（第二条関係）"),
    ]);
    let want = [
        "第一編",
        "第一編第一章",
        "第一条",
        "第一条第一号",
        "第一条第一号イ",
        "第一条第一号ロ",
        "第一条第二号",
        "第一条第2項",
        "第一条の二",
        "第二編",
        "第二編第一章",
        "第二条",
        "附則",
        "附則 1",
        "別表第一",
    ];
    assert_eq!(citations(&reading), want);
    let caption = |n: usize| reading.items[n].fields.get("caption").map(String::as_str);
    assert_eq!((caption(2), caption(13)), (Some("（定義）"), Some("（施行期日）")));
}

#[test]
fn a_figure_is_one_opaque_item() {
    let reading = read(&[
        (1, 0.0, 14.0, "１．対象"),
        (
            1,
            0.0,
            10.0,
            "この手引の対象となる施設は、次の流れにより確かめるものとし、その結果を台帳に書き残しておく。",
        ),
        (1, 8.0, 9.0, "機器を置いているか"),
        (1, 20.0, 9.0, "いいえ"),
        (1, 9.0, 9.0, "はい（※1）"),
        (1, 8.0, 10.0, "図１　対象の確かめ方"),
        (1, 1.0, 9.0, "※1　予備の機器を含む。"),
    ]);
    assert_eq!(citations(&reading), ["1", "1 第1段落", "図1", "1 ※1"]);
    let figure = &reading.items[2];
    assert_eq!(figure.text, "対象の確かめ方");
    assert_eq!(figure.fields["labels"], "機器を置いているか｜いいえ｜はい（※1）");
    assert_eq!(reading.document.coverage, 1000);
}
