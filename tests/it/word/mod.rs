//! The Word documents of the specimens, as LibreOffice lays them out, and after it has accepted or rejected every tracked change.

mod office;
#[path = "../../../reports/tests/docx/tree.rs"]
mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kaitei_model::{ChangeSet, DocumentId, Item, Side};

use self::office::Office;
use self::tree::{Node, parse};
use crate::support::{names, specimens};

/// One of the specimens' reports, by how its name begins.
fn report(beginning: &str, ending: &str) -> PathBuf {
    let folder = specimens().folder.path();
    let all = names(folder);
    let found: Vec<_> =
        all.iter().filter(|name| name.starts_with(beginning) && name.ends_with(ending)).collect();
    assert_eq!(found.len(), 1, "{beginning}: {all:?}");
    folder.join(found[0])
}

fn part(path: &Path, name: &str) -> Node {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    parse(&text)
}

/// The paragraphs that are items, told by the Japanese names of their styles.
fn items_in(path: &Path) -> Vec<String> {
    let styles = part(path, "word/styles.xml");
    let named: BTreeMap<&str, &str> = styles
        .children
        .iter()
        .filter_map(|style| Some((style.attribute("w:styleId")?, style.child("w:name")?.attribute("w:val")?)))
        .collect();
    let document = part(path, "word/document.xml");
    let mut out = Vec::new();
    for paragraph in document.all().into_iter().filter(|node| node.name == "w:p") {
        let style = paragraph.child("w:pPr").and_then(|properties| properties.child("w:pStyle"));
        let name = style.and_then(|style| named.get(style.attribute("w:val")?)).copied().unwrap_or_default();
        if ["改定 章", "改定 節"].contains(&name) || name.starts_with("改定 項目") {
            out.push(words(paragraph));
        }
    }
    out
}

fn words(node: &Node) -> String {
    match node.name.as_str() {
        "w:t" | "w:delText" => node.text.clone(),
        "w:br" => "\n".to_owned(),
        "w:tab" => "\t".to_owned(),
        _ => node.children.iter().map(words).collect(),
    }
}

/// The items of a side with their marks, in the order in which the reports show the documents: that of the new edition, those
/// without a successor last.
fn items_of(changes: &ChangeSet, side: Side) -> Vec<String> {
    let place = |id: &DocumentId| changes.new.documents.iter().position(|document| document.id == *id);
    let mut pairs: Vec<_> = changes.pairs.iter().collect();
    pairs.sort_by_key(|pair| pair.new.iter().filter_map(place).min().unwrap_or(usize::MAX));
    let (edition, documents): (_, Vec<&DocumentId>) = match side {
        Side::Old => (&changes.old, pairs.iter().flat_map(|pair| &pair.old).collect()),
        Side::New => (&changes.new, pairs.iter().flat_map(|pair| &pair.new).collect()),
    };
    let printed = |item: &Item| match item.mark.as_str() {
        "" => item.text.clone(),
        mark => format!("{mark}　{}", item.text),
    };
    let items =
        documents.into_iter().flat_map(|id| edition.items.iter().filter(move |item| item.document == *id));
    items.map(printed).collect()
}

#[test]
fn libreoffice_accepts_and_rejects_item_by_item() {
    let Some(office) = Office::new() else { return };
    let changes = &specimens().changes;
    for (command, side) in [("AcceptAllTrackedChanges", Side::New), ("RejectAllTrackedChanges", Side::Old)] {
        let settled = office.settle(&report("見え消し", ".docx"), command);
        let (got, expected) = (items_in(&settled), items_of(changes, side));
        for (number, (got, expected)) in got.iter().zip(&expected).enumerate() {
            assert_eq!(got, expected, "item {number} after {command}");
        }
        assert_eq!(got.len(), expected.len(), "{command}");
        println!("{command}: {} items", got.len());
    }
}

#[test]
fn the_digest_is_at_most_ten_pages_and_the_points_are_one() {
    let Some(office) = Office::new() else { return };
    let table = office.pages(&report("新旧対照表", ".docx"));
    println!("新旧対照表: {} pages", table.len());
    assert!((4..=10).contains(&table.len()), "{} pages", table.len());
    for page in &table {
        assert!(page.contains("見本（実在の文書ではありません）") && page.contains("【案・未確認"), "{page}");
    }
    let letter = office.pages(&report("周知文案", ".docx"));
    assert!(letter[0].contains("（周知依頼）") && letter[0].contains("以上"), "the letter is one page");
    assert!(letter[1].starts_with("見本") && letter[1].contains("別紙１"), "{}", letter[1]);
    assert!(letter[2].contains("別紙２"), "別紙1 is one page: {}", letter[2]);
    assert!(letter.len() <= 14, "{} pages", letter.len());
}

/// The mail says what the letter says; on 別紙1 a date stands with its relief, and no word of ours judges.
#[test]
fn the_points_of_the_specimens_keep_dates_and_reliefs_together() {
    let mail = fs::read_to_string(report("周知文案", ".txt")).unwrap();
    let points = mail.split("別紙１\r\n").nth(1).unwrap().split("別紙２\r\n").next().unwrap();
    let dated: Vec<&str> = points.lines().filter(|line| line.contains("令和9年4月1日")).collect();
    assert!(!dated.is_empty(), "the specimens' date is among the points");
    for line in dated {
        assert!(line.contains("ただし") || line.contains("難しい場合"), "{line}");
    }
    for quotation in points.lines().filter(|line| line.starts_with("　　")) {
        assert!(
            quotation.contains('「') && quotation.contains('」') || quotation.contains("（削る）"),
            "{quotation}"
        );
    }
}
