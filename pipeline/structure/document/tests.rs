//! Documents as a few lines on pages, and what is found in them.

use super::{Grammar, Reading, of_rows, rows::Row, rows::Rows, rows::tests::row};

/// Lines as (page, left edge in ems of the body, size, text); a line fills its column where it is long enough.
fn read(lines: &[(u32, f32, f32, &str)]) -> Reading {
    read_with(lines, |_| ())
}

/// The same, with something more said of each row.
fn read_with(lines: &[(u32, f32, f32, &str)], more: impl Fn(&mut Row)) -> Reading {
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
            more(&mut row);
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
fn page_numbers_without_leaders_are_no_titles() {
    let lines = [
        (1, 0.0, 14.0, "目次"),
        (1, 0.0, 10.0, "第１章　目的　　　　　　　　　　2"),
        (1, 1.0, 10.0, "１－１　対象　　　　　　　　　　2"),
        (1, 0.0, 10.0, "第２章　管理　　　　　　　　　　3"),
        (2, 0.0, 14.0, "第１章　目的"),
        (2, 0.0, 12.0, "１－１　対象"),
        (2, 1.0, 10.0, "全ての機器を対象とする。"),
        (3, 0.0, 14.0, "第２章　管理"),
        (3, 1.0, 10.0, "台帳を作成する。"),
    ];
    let reading = read_with(&lines, |row| row.apart = row.text.ends_with(['2', '3']));
    assert_eq!(citations(&reading), ["第1章", "1-1", "1-1 第1段落", "第2章", "第2章 第1段落"]);
    assert!(told(&reading).is_empty(), "{:?}", told(&reading));
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

#[test]
fn a_letter_is_named_by_its_subject() {
    let reading = read(&[
        (1, 30.0, 10.0, "見本発0401第1号"),
        (1, 31.0, 10.0, "令和8年4月1日"),
        (1, 1.0, 10.0, "各施設長　殿"),
        (1, 30.0, 10.0, "見本局設備課長"),
        (1, 8.0, 10.0, "書庫の設備の点検に関する取扱い"),
        (1, 8.0, 10.0, "の改正について（見本）"),
        (1, 1.0, 10.0, "標記について、下記のとおり定めたので、周知をお願いする。"),
        (1, 18.0, 10.0, "記"),
        (1, 0.0, 10.0, "第１　趣旨"),
        (1, 0.0, 10.0, "１　点検の回数を改める。"),
        (1, 1.0, 10.0, "(1)　扉"),
        (1, 2.0, 10.0, "(ｱ)　木の扉"),
    ]);
    assert_eq!(reading.document.title, "書庫の設備の点検に関する取扱いの改正について（見本）");
    let texts: Vec<&str> = reading.items.iter().take(4).map(|i| i.text.as_str()).collect();
    assert_eq!(texts, ["見本発0401第1号", "令和8年4月1日", "各施設長　殿", "見本局設備課長"]);
    assert_eq!(citations(&reading)[6..], ["第1", "第1の1", "第1の1(1)", "第1の1(1)(ア)"]);
}

#[test]
fn contents_that_name_the_articles_of_a_chapter_end_where_the_chapter_begins() {
    let reading = read(&[
        (1, 0.0, 10.0, "○見本市書庫管理条例"),
        (1, 0.0, 10.0, "目次"),
        (1, 1.0, 10.0, "第１章　総則（第１条・第２条）"),
        (1, 1.0, 10.0, "第２章　管理（第３条）"),
        (1, 1.0, 10.0, "附則"),
        (1, 3.0, 10.0, "第１章　総則"),
        (1, 1.0, 10.0, "（目的）"),
        (1, 0.0, 10.0, "第１条　この条例は、書庫の管理を定める。"),
        (1, 0.0, 10.0, "第２条（用語）"),
        (1, 0.0, 10.0, "書庫とは、資料を置く部屋をいう。"),
        (1, 0.0, 10.0, "２．部屋には棚を含む。"),
        (1, 3.0, 10.0, "第２章　管理"),
        (1, 0.0, 10.0, "第３条　次の者が管理する。"),
        (1, 3.0, 10.0, "附　則"),
        (1, 0.0, 10.0, "この条例は、令和７年４月１日から施行する。"),
        (1, 3.0, 10.0, "附　則（令和８年見本条例第５号）抄"),
        (1, 0.0, 10.0, "第１条　この条例は、令和８年４月１日から施行する。"),
    ]);
    assert_eq!(reading.document.title, "見本市書庫管理条例");
    assert_eq!(
        citations(&reading),
        [
            "第1章",
            "第1条",
            "第2条",
            "第2条第2項",
            "第2章",
            "第3条",
            "附則",
            "附則 第1段落",
            "附則（令和８年見本条例第５号）",
            "附則（令和８年見本条例第５号） 第1条",
        ]
    );
    assert_eq!(reading.items[2].text, "書庫とは、資料を置く部屋をいう。");
    assert_eq!(reading.items[2].fields["caption"], "（用語）");
    assert!(told(&reading).is_empty(), "{:?}", told(&reading));
}

#[test]
fn a_number_that_a_sentence_speaks_of_is_no_mark() {
    let reading = read(&[
        (1, 0.0, 14.0, "２．管理"),
        (1, 1.0, 10.0, "１．から３．は、全ての職員に適用する。"),
        (1, 1.0, 10.0, "１．台帳を作成する。"),
        (1, 1.0, 10.0, "２．台帳を保存する。"),
        (1, 1.0, 10.0, "３．台帳を点検する。"),
        (1, 0.0, 10.0, "資料は、次に置く。https://example.com/files?"),
        (1, 0.0, 10.0, "name=ledger.pdf"),
    ]);
    assert_eq!(citations(&reading), ["2", "2 第1段落", "2 1.", "2 2.", "2 3.", "2 第2段落"]);
    assert!(reading.items[5].text.ends_with("files?name=ledger.pdf"), "{}", reading.items[5].text);
}

#[test]
fn english_guidelines_have_annexes_sentences_and_roman_lists() {
    let reading = read(&[
        (1, 0.0, 14.0, "1 Rules"),
        (1, 0.0, 12.0, "1.1 Doors"),
        (1, 0.0, 10.0, "1.1.1 Each key shall be counted:"),
        (1, 2.0, 10.0, "a) each month; and"),
        (1, 2.0, 10.0, "b) when it was lent."),
        (1, 4.0, 10.0, "(i) to staff"),
        (1, 4.0, 10.0, "(ii) to others"),
        (1, 0.0, 14.0, "Annex A Forms"),
        (1, 0.0, 10.0, "A.1 The form shall be signed."),
        (1, 0.0, 10.0, "Section 1 was changed later."),
    ]);
    let kinds: Vec<_> = reading.items.iter().map(|i| (i.citation.as_str(), i.kind)).collect();
    let headings: Vec<&str> =
        kinds.iter().filter(|(_, k)| *k == kaitei_model::ItemKind::Heading).map(|(c, _)| *c).collect();
    assert_eq!(headings, ["1", "1.1", "Annex A"]);
    let numbers: Vec<_> = reading.items.iter().filter_map(|i| i.number.as_deref()).collect();
    assert_eq!(numbers, ["1", "1.1", "1.1.1", "a)", "b)", "(i)", "(ii)", "AnnexA", "A.1"]);
}

#[test]
fn kana_behind_a_full_line_that_ends_a_sentence_begin_a_list() {
    let reading = read(&[
        (1, 0.0, 14.0, "１．対象"),
        (1, 0.0, 10.0, "(1)　次のいずれかに該当する施設は、届出を要しない。届出の詳しい手続は、手引によ"),
        (1, 2.0, 10.0, "ることとする。なお、要件の細目は、施設の長が毎年四月に見直し、職員に知らせる。"),
        (1, 2.0, 10.0, "ア　部屋が一つの施設"),
        (1, 2.0, 10.0, "イ　新しい施設"),
        (1, 0.0, 10.0, "(2)　届出は、年に一度行う。"),
    ]);
    assert_eq!(citations(&reading), ["1", "1(1)", "1(1)ア", "1(1)イ", "1(2)"]);
}

#[test]
fn an_annex_takes_the_title_below_it_on_a_page_of_few_words() {
    let reading = read(&[
        (
            1,
            0.0,
            10.0,
            "標記について、別添のとおり取りまとめたので、管内の関係者に周知されるよう、お願いする。",
        ),
        (2, 36.0, 10.0, "（別添）"),
        (2, 15.0, 10.0, "質疑の例と解説の一覧"),
        (2, 0.0, 10.0, "問１　鍵は二つ要るか。"),
        (2, 0.0, 10.0, "（答）要る。"),
    ]);
    assert_eq!(citations(&reading), ["前文 第1段落", "別添", "問1", "問1 答"]);
    assert_eq!(reading.items[1].text, "質疑の例と解説の一覧");
}

#[test]
fn chapters_and_sections_with_a_letter_are_headings_and_the_title_stands_above_them() {
    let lines = [
        (1, 0.0, 16.0, "Rules of the Reading Room"),
        (1, 0.0, 16.0, "R1 Loans"),
        (1, 0.0, 13.0, "R1.1 Who may borrow"),
        (1, 1.0, 10.0, "Members may borrow five books, and keep them for two weeks."),
        (2, 0.0, 16.0, "R2 Returns"),
        (2, 0.0, 13.0, "R2.1 Where"),
        (2, 1.0, 10.0, "A4 paper is not taken back."),
        (3, 0.0, 16.0, "R3 Repairs"),
        (4, 0.0, 16.0, "R4 Losses"),
    ];
    let reading = read(&lines);
    assert_eq!(reading.document.title, "Rules of the Reading Room");
    let headings = reading.items.iter().filter(|item| item.kind == kaitei_model::ItemKind::Heading);
    let numbers: Vec<&str> = headings.filter_map(|item| item.number.as_deref()).collect();
    assert_eq!(numbers, ["R1", "R1.1", "R2", "R2.1", "R3", "R4"]);
    assert!(reading.items.iter().any(|item| item.text.starts_with("A4 paper")));
}
