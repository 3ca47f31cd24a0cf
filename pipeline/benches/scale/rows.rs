//! Two editions of a list of any length, made of syllables: random rows, or rows that differ in little but a number.

use kaitei_model::{
    Document, DocumentId, DocumentKind, Format, ITEMS_SCHEMA, Item, ItemId, ItemKind, ItemsFile, Tool,
};

/// What the rows are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Every row says something else.
    Random,
    /// A row differs from a hundred others in a number and a word, as in a table of fees.
    Alike,
}

/// A small generator of numbers (Knuth's multiplicative congruential one): the same rows on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }
}

const HEADS: [&str; 24] = [
    "倉", "庫", "棚", "札", "鍵", "扉", "窓", "灯", "机", "椅", "船", "港", "橋", "道", "林", "川", "山",
    "畑", "蔵", "門", "塔", "池", "井", "浜",
];
const TAILS: [&str; 12] = [
    "を調べ",
    "を数え",
    "を並べ",
    "を測り",
    "を洗い",
    "を運び",
    "を包み",
    "を結び",
    "を塗り",
    "を積み",
    "を開け",
    "を閉め",
];

fn word(random: &mut Random) -> String {
    let (a, b) = (HEADS[random.below(HEADS.len())], HEADS[random.below(HEADS.len())]);
    format!("{a}{b}{}", TAILS[random.below(TAILS.len())])
}

fn row(rows: Rows, number: usize, random: &mut Random) -> String {
    match rows {
        Rows::Random => {
            let words: Vec<String> = (0..10).map(|_| word(random)).collect();
            format!("{}、{}こと。", words[..9].join("、"), words[9])
        }
        Rows::Alike => {
            let (group, member) = (number / 100, number % 100);
            let mut own = Random(group as u64);
            let base: Vec<String> = (0..6).map(|_| word(&mut own)).collect();
            format!("{}した場合の加算{}（その{}）　{}点", base.join("、"), group, member, 10 + number % 970)
        }
    }
}

/// An old and a new list of `size` rows each: one in five reworded, one in twenty added, one removed, one moved.
pub(crate) fn editions(rows: Rows, size: usize) -> (Vec<u8>, Vec<u8>) {
    let mut random = Random(7);
    let old: Vec<String> = (0..size).map(|i| row(rows, i, &mut random)).collect();
    let mut new: Vec<String> = Vec::with_capacity(size);
    let mut later: Vec<String> = Vec::new();
    for (i, text) in old.iter().enumerate() {
        match random.below(20) {
            0 => {}
            1 => later.push(text.clone()),
            2..=5 => new.push(text.replacen('を', "をよく", 2)),
            6 => {
                new.push(text.clone());
                new.push(row(rows, size + i, &mut random));
            }
            _ => new.push(text.clone()),
        }
    }
    new.append(&mut later);
    (file(&old, "o"), file(&new, "n"))
}

fn file(texts: &[String], id: &str) -> Vec<u8> {
    let document = DocumentId::from(id);
    let items = texts
        .iter()
        .enumerate()
        .map(|(i, text)| Item {
            id: ItemId::from(format!("{id}-{i}").as_str()),
            document: document.clone(),
            kind: ItemKind::Requirement,
            number: Some((i + 1).to_string()),
            mark: format!("{}.", i + 1),
            path: vec![(i / 200 + 1).to_string(), (i + 1).to_string()],
            text: text.clone(),
            citation: format!("一覧 {}", i + 1),
            ..Item::default()
        })
        .collect();
    let file = ItemsFile {
        schema: ITEMS_SCHEMA.to_owned(),
        tool: Tool::default(),
        document: Document {
            id: document,
            title: "一覧".to_owned(),
            short: "一覧".to_owned(),
            kind: DocumentKind::Other,
            format: Format::Items,
            ..Document::default()
        },
        items,
        diagnostics: Vec::new(),
    };
    serde_json::to_vec(&file).unwrap_or_default()
}
