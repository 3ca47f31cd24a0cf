//! A crosswalk's rows as items of ours.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use kaitei_model::{ChangeSet, Code, Diagnostic, Edition, ItemKind, Location, Side};

use super::{
    cite::{Citations, Cited},
    columns::{Column, Columns},
    table::Table,
};
use crate::text::fold::{fold, is_circled};

/// What people write where there is no item.
const NONE: [&str; 14] = [
    "", "-", "ー", "―", "なし", "無し", "新設", "新規", "追加", "削る", "削除", "(新設)", "(削る)", "(削除)",
];
/// A text shorter than this is found in too many items.
const LEAST: usize = 10;
/// So much of an item stands in a cell, or of a cell in an item, where they are about the same.
const HELD: usize = 70;

/// A row that is about items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// Items by index.
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    /// What of it could not be found among the items.
    pub(super) lost: Vec<String>,
}

/// The rows of a table, and a diagnostic for each name that is none of our items'.
pub(super) fn rows(table: &Table, columns: &Columns, changes: &ChangeSet) -> (Vec<Row>, Vec<Diagnostic>) {
    let finders = [Finder::of(&changes.old), Finder::of(&changes.new)];
    let (mut rows, mut diagnostics) = (Vec::new(), Vec::new());
    for (at, cells) in table.rows.iter().enumerate().skip(columns.head + 1) {
        let mut row = Row { number: at + 1, ..Row::default() };
        let mut named = false;
        for (side, columns, finder) in
            [(Side::Old, &columns.old, &finders[0]), (Side::New, &columns.new, &finders[1])]
        {
            let mut found = BTreeSet::new();
            for column in columns {
                let cell = cells.get(column.index).map_or("", String::as_str);
                if is_none(cell) {
                    continue;
                }
                named = true;
                for error in finder.find(cell, column, side, &mut found) {
                    row.lost.push(error.args.get("citation").cloned().unwrap_or_default());
                    let place = Location {
                        sheet: Some(table.sheet.clone()).filter(|name| !name.is_empty()),
                        ..Location::default()
                    };
                    let reason = [
                        ("row", (at + 1).to_string()),
                        ("reason", error.message.clone() + &error.advice().map_or(String::new(), |a| a.0)),
                        (
                            "reason-en",
                            format!(
                                "{} {}",
                                error.message_en(),
                                error.advice().map_or(String::new(), |a| a.1)
                            ),
                        ),
                    ];
                    diagnostics.push(Diagnostic::new(Code::CrosswalkRow, reason).at(place));
                }
            }
            match side {
                Side::Old => row.old = found.into_iter().collect(),
                Side::New => row.new = found.into_iter().collect(),
            }
        }
        if named {
            rows.push(row);
        }
    }
    (rows, diagnostics)
}

/// Whether a cell says that there is no item.
pub(super) fn is_none(cell: &str) -> bool {
    NONE.contains(&fold(cell).as_str())
}

/// The citations of a cell: one a line, or parted by 、 , ; or 及び, with what they share said once (14.⑥、⑦ or 14.⑥⑦) and runs (①～③).
pub(super) fn cited(cell: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let parts = cell.split(['\n', '、', ',', '，', ';', '；']).flat_map(|part| part.split("及び"));
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let mut part = part.to_owned();
        if part.chars().count() <= 3
            && part.chars().next().is_some_and(is_circled)
            && let Some(last) = out.last()
            && let Some(at) = last.rfind(is_circled)
        {
            part = format!("{}{part}", &last[..at]);
        }
        let run: Vec<char> = part.chars().filter(|c| is_circled(*c)).collect();
        let ends = part.split_once(['～', '〜', '~']);
        match (run.as_slice(), ends) {
            ([from, to], Some((head, tail)))
                if tail.chars().count() == 1 && from < to && u32::from(*to) - u32::from(*from) < 50 =>
            {
                let stem = head.trim_end_matches(*from);
                out.extend((*from..=*to).map(|c| format!("{stem}{c}")));
            }
            _ => {
                let stem = part.trim_end_matches(is_circled);
                if part[stem.len()..].chars().count() > 1 {
                    out.extend(part[stem.len()..].chars().map(|c| format!("{stem}{c}")));
                } else {
                    out.push(part);
                }
            }
        }
    }
    out
}

/// Items of one edition by citation and by text.
struct Finder<'a> {
    edition: &'a Edition,
    citations: Citations<'a>,
    keys: Vec<String>,
    /// Runs of four characters, and the items that hold them.
    runs: BTreeMap<[char; 4], Vec<usize>>,
}

impl<'a> Finder<'a> {
    fn of(edition: &'a Edition) -> Self {
        let keys: Vec<String> = edition.items.iter().map(|i| fold(&i.text)).collect();
        let mut runs: BTreeMap<[char; 4], Vec<usize>> = BTreeMap::new();
        for (i, key) in keys.iter().enumerate() {
            for run in runs_of(key) {
                runs.entry(run).or_default().push(i);
            }
        }
        Self { edition, citations: Citations::of(edition), keys, runs }
    }

    /// Puts the items of a cell into `found`; a diagnostic for each that is not there.
    fn find(&self, cell: &str, column: &Column, side: Side, found: &mut BTreeSet<usize>) -> Vec<Diagnostic> {
        let mut errors = Vec::new();
        if column.texts {
            let items = self.of_text(cell);
            if items.is_empty() {
                let start: String = cell.chars().take(24).collect();
                errors.push(self.unknown(&start, side, &[]));
            }
            found.extend(items);
            return errors;
        }
        // A citation may itself hold a 、 (＜見直し、改善を行う責任＞①): a line that is one is not taken apart.
        let mut rest: Vec<&str> = Vec::new();
        for line in cell.lines() {
            match self.citations.find(line.trim(), &column.document) {
                Cited::One(item) if line.contains(['、', '及']) => drop(found.insert(item)),
                _ => rest.push(line),
            }
        }
        for citation in cited(&rest.join("\n")) {
            match self.citations.find(&citation, &column.document) {
                Cited::One(item) => drop(found.insert(item)),
                Cited::Several(items) => {
                    errors.push(self.problem(Code::CitationAmbiguous, &citation, side, &items));
                }
                Cited::Unknown(near) => errors.push(self.unknown(&citation, side, &near)),
            }
        }
        errors
    }

    fn unknown(&self, citation: &str, side: Side, near: &[usize]) -> Diagnostic {
        self.problem(Code::CitationUnknown, citation, side, near)
    }

    fn problem(&self, code: Code, citation: &str, side: Side, near: &[usize]) -> Diagnostic {
        crate::decisions::cited_badly(
            code,
            citation,
            side,
            near.iter().map(|&i| self.edition.items[i].citation.as_str()),
        )
    }

    /// The items whose texts stand in a cell, or in whose text the cell stands, for the most part.
    ///
    /// Each passage of the cell is given to the item that fits it best: another that says the same elsewhere, and a short one
    /// whose words stand in a longer one, are not meant.
    fn of_text(&self, cell: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for part in cell.split("（略）").flat_map(|part| part.split("(略)")) {
            let wanted = fold(part);
            let own: BTreeSet<[char; 4]> = runs_of(&wanted).into_iter().collect();
            if wanted.chars().count() < LEAST {
                continue;
            }
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for run in &own {
                for &item in self.runs.get(run).into_iter().flatten() {
                    *shared.entry(item).or_default() += 1;
                }
            }
            // Most of the item or of the cell; whole items before longer ones that hold the cell; headings last.
            let mut fits: Vec<(bool, usize, usize)> = shared
                .into_iter()
                .filter_map(|(item, shared)| {
                    let theirs = runs_of(&self.keys[item]).len();
                    let enough = shared * 100 >= theirs.min(own.len()) * HELD;
                    let heading = self.edition.items[item].kind == ItemKind::Heading;
                    let alike = 2000 * shared / (theirs + own.len()).max(1);
                    (enough && self.keys[item].chars().count() >= LEAST).then_some((heading, alike, item))
                })
                .collect();
            fits.sort_by_key(|&(heading, alike, item)| (heading, Reverse(alike), item));
            let mut free = own.clone();
            let mut body = false;
            for (heading, _, item) in fits {
                let runs = runs_of(&self.keys[item]);
                let here: Vec<_> = runs.iter().filter(|run| own.contains(*run)).collect();
                let fresh = here.iter().filter(|run| free.contains(**run)).count();
                if fresh * 2 >= here.len().max(1) && !(heading && body) {
                    for run in here {
                        free.remove(run);
                    }
                    found.insert(item);
                    body |= !heading;
                }
            }
        }
        found
    }
}

/// The runs of four characters of a text, each once, sorted.
fn runs_of(text: &str) -> Vec<[char; 4]> {
    let chars: Vec<char> = text.chars().collect();
    let mut runs: Vec<[char; 4]> = chars.windows(4).map(|w| [w[0], w[1], w[2], w[3]]).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kaitei_model::{Edition, Item, ItemKind};

    use super::{Finder, cited};

    #[test]
    fn each_passage_of_a_cell_is_one_items() {
        let item = |kind, text: &str| Item { kind, text: text.to_owned(), ..Item::default() };
        let edition = Edition {
            items: vec![
                item(ItemKind::Heading, "倉庫を出入りする者の心得について"),
                item(
                    ItemKind::Requirement,
                    "倉庫の鍵を借りる者は、帳簿に名前と時刻を書き、係の者の確認を受けること。",
                ),
                item(ItemKind::Requirement, "倉庫の鍵を借りる者は、帳簿に名前と時刻を書くこと。"),
                item(ItemKind::Explanation, "帳簿に名前と時刻を書き、係の者の確認"),
                item(ItemKind::Requirement, "荷物を受け取った職員は、壊れた箱を棚の下に分けて置くこと。"),
            ],
            ..Edition::default()
        };
        let finder = Finder::of(&edition);
        let cell = "倉庫を出入りする者の心得について\n①倉庫の鍵を借りる者は、帳簿に名前と時刻を書き、係の者の確認を受けること。\n\
                    ②荷物を受け取った職員は、壊れた箱を棚の下に分けて置くこと。";
        assert_eq!(finder.of_text(cell), BTreeSet::from([1, 4]));
    }

    #[test]
    fn cells_hold_several_citations_and_say_what_they_share_once() {
        assert_eq!(cited("14.⑥、⑦\n15.①"), ["14.⑥", "14.⑦", "15.①"]);
        assert_eq!(cited("8.②～④"), ["8.②", "8.③", "8.④"]);
        assert_eq!(cited("8.②④及び9.①"), ["8.②", "8.④", "9.①"]);
        assert_eq!(cited("第3条; 第4条"), ["第3条", "第4条"]);
    }
}
