//! Whole sheets, each a way in which real tables are laid out.

use kaitei_model::{DocumentKind, Item, ItemKind};
use kaitei_read::workbook::{Cell, Checkbox, Comment, Range, Sheet, TextRun, Visibility, Workbook};

use super::{SheetReading, Vocabulary, items};

fn words() -> Vocabulary {
    Vocabulary::parse(include_str!("../../rules/sheet.toml")).unwrap()
}

/// A sheet from lines: cells between `|`, `^` for a cell merged with the one above, `<` for one merged with its left
/// neighbour. Line breaks in cells are written `/`.
fn sheet(name: &str, lines: &[&str]) -> Sheet {
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let table: Vec<Vec<&str>> = lines.iter().map(|line| line.split('|').map(str::trim).collect()).collect();
    let at =
        |row: usize, column: usize| table.get(row).and_then(|row| row.get(column)).copied().unwrap_or("");
    for (row, line) in table.iter().enumerate() {
        for (column, text) in line.iter().enumerate() {
            if matches!(*text, "" | "^" | "<") {
                continue;
            }
            let right =
                (column + 1..line.len()).take_while(|next| at(row, *next) == "<").last().unwrap_or(column);
            let bottom =
                (row + 1..table.len()).take_while(|next| at(*next, column) == "^").last().unwrap_or(row);
            let number = |n: usize| u32::try_from(n).unwrap();
            if right > column || bottom > row {
                sheet.merges.push(Range {
                    top: number(row),
                    left: number(column),
                    bottom: number(bottom),
                    right: number(right),
                });
            }
            let text = text.replace('/', "\n");
            sheet.cells.push(Cell { row: number(row), column: number(column), text, ..Cell::default() });
        }
    }
    sheet.merges.sort_unstable();
    sheet
}

fn read(sheets: Vec<Sheet>) -> SheetReading {
    items(&Workbook { sheets, ..Workbook::default() }, false, &words())
}

fn citations(reading: &SheetReading) -> Vec<(ItemKind, &str, &str)> {
    reading.items.iter().map(|item| (item.kind, item.citation.as_str(), item.text.as_str())).collect()
}

fn codes(reading: &SheetReading) -> Vec<&str> {
    reading.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

fn cited<'a>(reading: &'a SheetReading, citation: &str) -> &'a Item {
    reading.items.iter().find(|item| item.citation == citation).unwrap()
}

use ItemKind::{Definition, Heading, Note, Requirement, TableRow};

#[test]
fn sections_as_bars_subheaders_and_notes() {
    let reading = read(vec![sheet(
        "Sheet1",
        &[
            "令和6年度版　事業者におけるチェックリスト|<|<|<",
            "（事業者確認用）|<|<|<",
            "|チェック項目|確認結果（日付）|備考",
            "１　体制構築|<|<|<",
            "|（１）責任者を置いている。|はい・いいえ|",
            "２　管理・運用|<|<|<",
            "サーバについて、以下を実施している。|<|<|<",
            "|（１）台帳がある。|はい・いいえ|",
            "|（４）権限を設定している。|はい・いいえ|",
            "※　台帳は年に一度見直す。|<|<|<",
            "端末PC、ネットワーク機器について、以下を実施している。|<|<|<",
            "|（５）更新している。|はい・いいえ|契約による",
            "＊１　この表は保管する。|<|<|<",
        ],
    )]);
    assert_eq!(
        citations(&reading),
        [
            (Heading, "事業者確認用 1", "体制構築"),
            (Requirement, "事業者確認用 1-(1)", "責任者を置いている。"),
            (Heading, "事業者確認用 2", "管理・運用"),
            (Heading, "事業者確認用 2 見出し1", "サーバについて、以下を実施している。"),
            (Requirement, "事業者確認用 2-(1)", "台帳がある。"),
            (Requirement, "事業者確認用 2-(4)", "権限を設定している。"),
            (Note, "事業者確認用 2 ※1", "台帳は年に一度見直す。"),
            (Heading, "事業者確認用 2 見出し2", "端末PC、ネットワーク機器について、以下を実施している。"),
            (Requirement, "事業者確認用 2-(5)", "更新している。"),
            (Note, "事業者確認用 *1", "この表は保管する。"),
        ]
    );
    assert_eq!(codes(&reading), ["numbering-gap"]);
    let last = cited(&reading, "事業者確認用 2-(5)");
    assert_eq!(last.tags, ["端末PC", "ネットワーク機器"]);
    assert_eq!(last.path, ["2", "(5)"]);
    assert_eq!(last.mark, "（５）");
    assert_eq!(last.trail, ["2 管理・運用", "端末PC、ネットワーク機器について、以下を実施している。"]);
    assert_eq!(last.fields.get("remarks").map(String::as_str), Some("契約による"));
    assert_eq!(last.location.cells.as_deref(), Some("B12:D12"));
    assert_eq!(
        (reading.title.as_str(), reading.edition.as_str()),
        ("事業者におけるチェックリスト", "令和6年度版")
    );
    assert_eq!(
        (reading.kind, reading.audience.as_slice()),
        (DocumentKind::Checklist, ["事業者".to_owned()].as_slice())
    );
    assert_eq!(reading.coverage, 1000);
}

#[test]
fn items_over_several_rows_and_a_header_printed_again() {
    let reading = read(vec![sheet(
        "点検表",
        &[
            "No.|確認項目|回答|目標日",
            "1|退職者のアカウントを|はい|",
            "^|速やかに削除している。|いいえ|R9.4.1",
            "2|記録を保存し、|はい|",
            "|確かめている。||",
            "No.|確認項目|回答|目標日",
            "3|two/words|はい|",
            "|番号のない項目である。|はい|",
            "|もう一つの項目である。||",
        ],
    )]);
    assert_eq!(
        citations(&reading),
        [
            (Requirement, "点検表 1", "退職者のアカウントを速やかに削除している。"),
            (Requirement, "点検表 2", "記録を保存し、確かめている。"),
            (Requirement, "点検表 3", "two words"),
            (Requirement, "点検表 行1", "番号のない項目である。"),
            (Requirement, "点検表 行2", "もう一つの項目である。"),
        ]
    );
    assert_eq!(reading.items[0].fields.get("answer").map(String::as_str), Some("はい\nいいえ"));
    assert_eq!(reading.items[0].fields.get("target_date").map(String::as_str), Some("R9.4.1"));
    assert_eq!(reading.items[0].location.cells.as_deref(), Some("A2:D3"));
    assert_eq!(reading.coverage, 1000);
}

#[test]
fn marks_nest_and_composite_numbers_name_their_section() {
    let reading = read(vec![sheet(
        "表",
        &[
            "項番|チェック内容|チェック欄",
            "第1章　総則|<|<",
            "①|全体|□",
            "(1)|部分一|□",
            "(2)|部分二|□",
            "②|次|□",
            "第2章　運用|<|<",
            "2-①|記録|□",
            "2-③|保存|□",
        ],
    )]);
    let cited: Vec<&str> = reading.items.iter().map(|item| item.citation.as_str()).collect();
    assert_eq!(
        cited,
        [
            "表 第1章",
            "表 第1章-①",
            "表 第1章-①(1)",
            "表 第1章-①(2)",
            "表 第1章-②",
            "表 第2章",
            "表 第2章-①",
            "表 第2章-③"
        ]
    );
    assert_eq!(reading.items[3].path, ["第1章", "①", "(2)"]);
    assert_eq!(reading.parents, [None, Some(0), Some(1), Some(1), Some(0), None, Some(5), Some(5)]);
}

#[test]
fn a_number_says_its_parents_once_and_a_sentence_in_brackets_is_no_section() {
    let reading = read(vec![sheet(
        "点検",
        &[
            "項番|確認事項|はい|いいえ",
            "1|書類の保管||",
            "1-1|施錠できる棚に置いている。||",
            "|（記録の様式は別に定める。）||",
            "1-2|持ち出すときは台帳に記している。||",
            "2|廃棄||",
            "2-1|裁断している。||",
            "(1)|紙の書類||",
            "(2)|電子媒体||",
        ],
    )]);
    let found: Vec<&str> = reading
        .items
        .iter()
        .filter(|item| item.number.is_some())
        .map(|item| item.citation.rsplit(' ').next().unwrap())
        .collect();
    assert_eq!(found, ["1", "1-1", "1-2", "2", "2-1", "2-1(1)", "2-1(2)"]);
    assert!(reading.items.iter().all(|item| item.kind != Heading), "{:?}", citations(&reading));
}

#[test]
fn subheaders_begin_sections_and_numbers_span_marked_rows() {
    let reading = read(vec![sheet(
        "医療機関確認用",
        &[
            "チェック項目|<|確認結果（日付）|<|備考",
            "^|^|1回目|目標日|^",
            "有無|システムを用いている。|はい・いいえ|（ / ）|",
            "２ 管理|システム全般について、以下を実施している。|||",
            "^|①　台帳がある。|はい・いいえ|（ / ）|",
            "^|サーバについて、以下を実施している。|||",
            "^|②　権限がある。|はい・いいえ|（ / ）|契約",
        ],
    )]);
    assert_eq!(
        citations(&reading),
        [
            (Heading, "医療機関確認用 有無", "有無"),
            (Requirement, "医療機関確認用 有無 行1", "システムを用いている。"),
            (Heading, "医療機関確認用 2", "管理"),
            (Heading, "医療機関確認用 2 見出し1", "システム全般について、以下を実施している。"),
            (Requirement, "医療機関確認用 2-①", "台帳がある。"),
            (Heading, "医療機関確認用 2 見出し2", "サーバについて、以下を実施している。"),
            (Requirement, "医療機関確認用 2-②", "権限がある。"),
        ]
    );
    let last = cited(&reading, "医療機関確認用 2-②");
    assert_eq!(last.tags, ["サーバ"]);
    let keys: Vec<&str> = last.fields.keys().map(String::as_str).collect();
    assert_eq!(keys, ["answer", "remarks", "target_date"]);
    let reading = read(vec![sheet(
        "点検表",
        &[
            "番号|確認項目|回答",
            "1|次を行っている。|",
            "^|(a) 記録|はい",
            "^|(b) 保存|はい",
            "2|見直している。|はい",
        ],
    )]);
    let cited: Vec<&str> = reading.items.iter().map(|item| item.citation.as_str()).collect();
    assert_eq!(cited, ["点検表 1", "点検表 1(a)", "点検表 1(b)", "点検表 2"]);
}

#[test]
fn groups_in_columns_and_codes_that_repeat() {
    let reading = read(vec![sheet(
        "別紙３（別表２）",
        &[
            "別紙３　別表２　コード一覧|<|<|<",
            "大項目|中項目|コード|名称",
            "A　処置|1　創傷|1001|小",
            "^|^|1002|中",
            "^|2　熱傷|1001|小",
            "^|^|1003|大",
            "B　手術|1　開頭|2001|一",
            "^|^|2001|二",
        ],
    )]);
    assert_eq!(
        citations(&reading),
        [
            (Heading, "別紙3別表2 A", "処置"),
            (Heading, "別紙3別表2 A-1", "創傷"),
            (TableRow, "別紙3別表2 A-1 1001", "小"),
            (TableRow, "別紙3別表2 1002", "中"),
            (Heading, "別紙3別表2 A-2", "熱傷"),
            (TableRow, "別紙3別表2 A-2 1001", "小"),
            (TableRow, "別紙3別表2 1003", "大"),
            (Heading, "別紙3別表2 B", "手術"),
            (Heading, "別紙3別表2 B-1", "開頭"),
            (TableRow, "別紙3別表2 B-1 2001", "一"),
            (TableRow, "別紙3別表2 B-1 2001(2)", "二"),
        ]
    );
    assert_eq!(codes(&reading), ["citation-repeated"]);
    assert_eq!(reading.kind, DocumentKind::Table);
    assert_eq!(reading.items[5].path, ["A", "2", "1001"]);
}

#[test]
fn terms_and_tables_of_changes() {
    let terms =
        read(vec![sheet("用語集", &["用語|説明|概説編", "可用性|使えること。|○", "真正性|正しいこと。|"])]);
    assert_eq!(
        citations(&terms),
        [(Definition, "用語集 可用性", "使えること。"), (Definition, "用語集 真正性", "正しいこと。")]
    );
    assert_eq!(terms.items[0].fields.get("概説編").map(String::as_str), Some("○"));
    let changes = read(vec![sheet(
        "新旧対照表",
        &[
            "条項|変更前|変更後|変更内容",
            "４－１|旧い規定である。|新しい規定である。|追記",
            "４－２|ー|加えた規定である。|新設",
        ],
    )]);
    assert_eq!(changes.items[0].text, "新しい規定である。");
    assert_eq!(changes.items[0].fields.get("old").map(String::as_str), Some("旧い規定である。"));
}

#[test]
fn a_sheet_without_a_table_is_read_row_by_row_and_said_so() {
    let reading = read(vec![sheet("様式９", &["様式９", "届出書", "①|区分||はい", "※　記載は不要。"])]);
    assert_eq!(codes(&reading), ["no-table"]);
    assert_eq!(
        citations(&reading),
        [
            (TableRow, "様式9 行1", "様式９"),
            (TableRow, "様式9 行2", "届出書"),
            (TableRow, "様式9 行3", "区分　はい"),
            (Note, "様式9 行4", "記載は不要。"),
        ]
    );
    assert_eq!(reading.items[2].number.as_deref(), Some("①"));
    assert_eq!(reading.kind, DocumentKind::Other);
}

#[test]
fn hidden_and_struck_things_are_left_out_and_said_so() {
    let mut shown = sheet(
        "確認表",
        &["番号|確認項目|回答|案", "1|残る項目|はい|隠", "2|隠れた項目|はい|", "3|消えた項目|はい|"],
    );
    shown.hidden_rows = vec![(2, 2)];
    shown.hidden_columns = vec![(3, 3)];
    let struck = shown.cells.iter_mut().find(|cell| cell.text == "消えた項目").unwrap();
    struck.text = String::new();
    struck.runs = vec![TextRun { text: "消えた項目".to_owned(), struck: true, ..TextRun::default() }];
    let mut draft = sheet("案", &["①　案の項目"]);
    draft.visibility = Visibility::VeryHidden;
    let sheets = vec![shown, draft];
    let reading = read(sheets.clone());
    assert_eq!(codes(&reading), ["hidden-cells", "struck-text", "numbering-gap", "hidden-sheet"]);
    let texts: Vec<&str> = reading.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(texts, ["残る項目", ""]);
    assert!(reading.diagnostics[0].message.contains("D:D") && reading.diagnostics[0].message.contains("3:3"));
    let all = items(&Workbook { sheets, ..Workbook::default() }, true, &words());
    assert_eq!(
        all.items.iter().filter(|item| item.text.contains("隠れた") || item.text.contains("案の")).count(),
        2
    );
}

#[test]
fn comments_checkboxes_and_shapes_are_kept() {
    let mut sheet = sheet("確認表", &["番号|確認項目|回答", "1|記録する。|", "2|保存する。|"]);
    sheet.comments = vec![Comment { row: 2, column: 1, author: "課".to_owned(), text: "追加".to_owned() }];
    sheet.checkboxes =
        vec![Checkbox { row: 1, column: 2, checked: true, label: "はい".to_owned(), radio: false }];
    sheet.shapes =
        vec![kaitei_read::workbook::Block { row: 0, column: 5, text: "注/記".replace('/', "\n") }];
    let reading = read(vec![sheet]);
    assert_eq!(reading.items[0].fields.get("checkbox").map(String::as_str), Some("☑ はい"));
    assert_eq!(reading.items[1].fields.get("comment").map(String::as_str), Some("追加"));
    assert_eq!(reading.items[2].citation, "確認表 図形1");
}

#[test]
fn citations_are_unique_whatever_a_sheet_holds() {
    let mut random: u64 = 7;
    let mut roll = |bound: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or(0) % bound
    };
    let pieces = [
        "",
        "",
        "",
        "①",
        "②　項目である。",
        "(1)",
        "1",
        "2-1",
        "第1章　総則",
        "＜区分＞",
        "※1　注である。",
        "※",
        "チェック項目",
        "回答",
        "備考",
        "はい・いいえ",
        "サーバについて、以下を実施している。",
        "^",
        "<",
        "項番",
        "データを消す。（サーバ）",
        "R9.4.1",
        "A",
        "・記録",
    ];
    for _ in 0..600 {
        let rows = 2 + roll(8);
        let lines: Vec<String> = (0..rows)
            .map(|row| {
                // A merge must not begin a sheet's first row or column, nor meet another one.
                let width = 1 + roll(5);
                let cells = (0..width).map(|column| match pieces[roll(pieces.len())] {
                    "^" | "<" if row == 0 || column == 0 || width < 5 => "",
                    "<" => "",
                    piece => piece,
                });
                cells.collect::<Vec<_>>().join("|")
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let sheets = vec![sheet("表", &lines), sheet("表", &lines)];
        let reading = read(sheets);
        let mut seen = std::collections::BTreeSet::new();
        for (item, parent) in reading.items.iter().zip(&reading.parents) {
            assert!(seen.insert(&item.citation), "{} twice in {lines:?}", item.citation);
            assert!(!item.path.is_empty() && item.location.cells.is_some());
            assert!(parent.is_none_or(|parent| parent < reading.items.len()));
        }
        assert!(reading.coverage >= 995, "{} of {lines:?}", reading.coverage);
    }
}

#[test]
fn several_tables_on_one_sheet_are_read_each_by_its_own_header() {
    let reading = read(vec![sheet(
        "点検",
        &[
            "書庫点検チェックリスト",
            "",
            "１．日常点検",
            "番号|確認項目|確認結果|備考",
            "1|扉に鍵をかけたか。|はい・いいえ|",
            "2|鍵を数えたか。|はい・いいえ|",
            "",
            "２．定期点検",
            "番号|確認項目|実施日|確認結果|備考",
            "1|棚の傷みを見たか。||はい・いいえ|",
            "2|業者に頼んだか。||はい・いいえ|",
            "",
            "３．連絡先",
            "部署|担当者|電話",
            "設備課|見本一郎|00-0000-0001",
            "庶務課|見本花子|00-0000-0002",
        ],
    )]);
    assert_eq!(
        citations(&reading),
        [
            (Heading, "点検 1", "日常点検"),
            (Requirement, "点検 1-1", "扉に鍵をかけたか。"),
            (Requirement, "点検 1-2", "鍵を数えたか。"),
            (Heading, "点検 2", "定期点検"),
            (Requirement, "点検 2-1", "棚の傷みを見たか。"),
            (Requirement, "点検 2-2", "業者に頼んだか。"),
            (Heading, "点検 3", "連絡先"),
            (TableRow, "点検 3 行1", "見本一郎"),
            (TableRow, "点検 3 行2", "見本花子"),
        ]
    );
    assert_eq!(reading.items[8].fields["部署"], "庶務課");
    assert_eq!((reading.kind, reading.coverage), (DocumentKind::Checklist, 1000));
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
}

#[test]
fn tables_side_by_side_are_two() {
    let reading = read(vec![sheet(
        "表",
        &[
            "番号|確認項目|回答||用語|説明",
            "1|鍵を替えたか。|はい||書庫|資料を置く部屋をいう。",
            "2|扉を直したか。|いいえ||台帳|書庫の一覧をいう。",
        ],
    )]);
    assert_eq!(
        citations(&reading),
        [
            (Requirement, "表 1", "鍵を替えたか。"),
            (Requirement, "表 2", "扉を直したか。"),
            (Definition, "表 書庫", "資料を置く部屋をいう。"),
            (Definition, "表 台帳", "書庫の一覧をいう。"),
        ]
    );
}

#[test]
fn a_blank_row_between_sections_parts_no_table() {
    let reading = read(vec![sheet(
        "点検",
        &[
            "番号|確認項目|回答",
            "１　日常点検",
            "①|扉|はい",
            "②|鍵|はい",
            "",
            "２　定期点検",
            "①|棚|はい",
            "②|床|はい",
        ],
    )]);
    let numbered: Vec<&str> = citations(&reading).iter().map(|(_, citation, _)| *citation).collect();
    assert_eq!(numbered, ["点検 1", "点検 1-①", "点検 1-②", "点検 2", "点検 2-①", "点検 2-②"]);
}

#[test]
fn rows_that_repeat_their_section_stand_under_one_heading_and_bear_the_number_that_is_theirs() {
    let says = "Keep the record of every loan in the register of the house.";
    let lines: Vec<String> = std::iter::once("group_id|part_id|part_name|row_id|description".to_owned())
        .chain((1..=4).map(|n| format!("R1|R1.1|Loans|R1.1.{n}|{says}")))
        .chain((1..=4).map(|n| format!("R1|R1.2|Returns|R1.2.{n}|{says}")))
        .chain((1..=2).map(|n| format!("R2|R2.1|Repairs|R2.1.{n}|{says}")))
        .collect();
    let reading = read(vec![sheet("Rules", &lines.iter().map(String::as_str).collect::<Vec<_>>())]);
    let headings: Vec<(Option<&str>, &str)> = reading
        .items
        .iter()
        .filter(|item| item.kind == Heading)
        .map(|item| (item.number.as_deref(), item.text.as_str()))
        .collect();
    assert_eq!(
        headings,
        [
            (Some("R1"), ""),
            (Some("R1.1"), "Loans"),
            (Some("R1.2"), "Returns"),
            (Some("R2"), ""),
            (Some("R2.1"), "Repairs")
        ]
    );
    let row = cited(&reading, "Rules R1.2.3");
    assert_eq!((row.kind, row.number.as_deref(), row.text.as_str()), (Requirement, Some("R1.2.3"), says));
    assert_eq!(reading.coverage, 1000);
}
