//! Decisions from the workbook of a report: the sheet 対応確認 with its column 判定 filled in.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::{
    Change, ChangeSet, Code, DecisionEntry, Diagnostic, Edition, ItemId, Location, NamedItem, Settles, Side,
    Verdict,
};
use kaitei_read::workbook::{self, ReadOptions, Sheet};

use super::ask::{name, one};
use crate::{SourceFile, audit::cite::Citations, text::fold};

/// The headings in both languages, by what we know them as; a few in the words of other sheets of the workbook.
const HEADINGS: [(Column, &[&str]); 7] = [
    (Column::Change, &["変更ID", "変更の番号", "Change ID"]),
    (Column::Old, &["改定前の項番", "改定前項番", "Old citation"]),
    (Column::New, &["改定後の項番", "改定後項番", "New citation"]),
    (Column::Verdict, &["判定", "Verdict"]),
    (Column::Partner, &["正しい相手の項番", "Right partner"]),
    (Column::Note, &["備考", "Remarks"]),
    (Column::By, &["確認者", "Checked by"]),
];
/// How a partner says which edition it stands in.
const SIDES: [(&str, Side); 4] =
    [("改定前", Side::Old), ("改定後", Side::New), ("Old:", Side::Old), ("New:", Side::New)];
const VERDICTS: [(Verdict, [&str; 2]); 3] = [
    (Verdict::Right, ["正しい", "right"]),
    (Verdict::Wrong, ["誤り", "wrong"]),
    (Verdict::Pending, ["保留", "left open"]),
];
/// What people write for "there is none".
const NONE: [&str; 7] = ["なし", "無し", "新設", "削る", "none", "-", "ー"];
/// The headings stand within so many rows.
const HEAD_WITHIN: u32 = 30;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Change,
    Old,
    New,
    Verdict,
    Partner,
    Note,
    By,
}

type Row<'a> = BTreeMap<Column, &'a str>;

/// What is wrong with a row, in both languages.
struct Unusable(String, String);

impl Unusable {
    fn of(ja: &str, en: &str) -> Self {
        Self(ja.to_owned(), en.to_owned())
    }

    fn from(error: &Diagnostic) -> Self {
        let (ja, en) = error.advice().unwrap_or_default();
        Self(format!("{}{ja}", error.message), format!("{} {en}", error.message_en()))
    }
}

/// The decisions of a workbook's rows, and a diagnostic for each row that cannot be used.
///
/// # Errors
/// Where the file is no workbook, or no sheet of it has the headings.
pub fn from_sheet(
    changes: &ChangeSet,
    file: &SourceFile,
    by: &str,
    when: &str,
) -> Result<(Vec<DecisionEntry>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let book = workbook::read(&file.bytes, &ReadOptions::default())
        .map_err(|error| vec![(*error).in_document(&file.name)])?;
    let Some((sheet, head, columns)) = book.sheets.iter().find_map(|sheet| {
        let (head, columns) = heading(sheet)?;
        Some((sheet, head, columns))
    }) else {
        return Err(vec![Diagnostic::plain(Code::SheetMissing).in_document(&file.name)]);
    };
    let mut rows: BTreeMap<u32, Row<'_>> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|cell| cell.row > head && !cell.text.trim().is_empty()) {
        if let Some(&column) = columns.get(&cell.column) {
            rows.entry(cell.row).or_default().insert(column, cell.text.trim());
        }
    }
    let reader =
        Reader { changes, old: Citations::of(&changes.old), new: Citations::of(&changes.new), by, when };
    let (mut decisions, mut diagnostics) = (Vec::new(), Vec::new());
    for (number, row) in rows {
        match reader.row(&row) {
            Ok(found) => decisions.extend(found),
            Err(Unusable(ja, en)) => {
                let line = (number + 1).to_string();
                let args = [("row", line), ("reason", ja), ("reason-en", en)];
                let place = Location { sheet: Some(sheet.name.clone()), ..Location::default() };
                diagnostics.push(Diagnostic::new(Code::RowUnusable, args).in_document(&file.name).at(place));
            }
        }
    }
    Ok((decisions, diagnostics))
}

/// The row of the headings, and what each column is.
fn heading(sheet: &Sheet) -> Option<(u32, BTreeMap<u32, Column>)> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, Column>> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|cell| cell.row < HEAD_WITHIN) {
        let text = fold(&cell.text);
        if let Some((column, _)) = HEADINGS.iter().find(|(_, names)| names.iter().any(|n| fold(n) == text)) {
            rows.entry(cell.row).or_default().insert(cell.column, *column);
        }
    }
    rows.into_iter().find(|(_, columns)| {
        let has = |wanted| columns.values().any(|c| *c == wanted);
        has(Column::Verdict) && (has(Column::Change) || has(Column::Old) && has(Column::New))
    })
}

struct Reader<'a> {
    changes: &'a ChangeSet,
    old: Citations<'a>,
    new: Citations<'a>,
    by: &'a str,
    when: &'a str,
}

impl Reader<'_> {
    /// The decisions of a row; none where nobody decided.
    fn row(&self, row: &Row<'_>) -> Result<Vec<DecisionEntry>, Unusable> {
        let text = |column| row.get(&column).copied().unwrap_or_default();
        let partners = cited(text(Column::Partner));
        let verdict = match text(Column::Verdict) {
            "" if partners.is_empty() => return Ok(Vec::new()),
            "" => {
                return Err(Unusable::of(
                    "判定が空のまま、正しい相手が書かれています",
                    "a right partner without a verdict",
                ));
            }
            said => VERDICTS
                .iter()
                .find(|(_, names)| names.iter().any(|name| fold(name) == fold(said)))
                .map(|(verdict, _)| *verdict)
                .ok_or_else(|| {
                    Unusable(
                        format!("判定「{said}」は使えません（正しい・誤り・保留のいずれか）"),
                        format!("the verdict \"{said}\" is none of right, wrong, left open"),
                    )
                })?,
        };
        let change = match self.change(row) {
            Err(_) if verdict == Verdict::Wrong && self.is_settled(row, &partners) => return Ok(Vec::new()),
            change => change?,
        };
        let note = text(Column::Note).to_owned();
        let by = Some(text(Column::By)).filter(|by| !by.is_empty()).unwrap_or(self.by);
        let entry = |what, old: &[ItemId], new: &[ItemId]| DecisionEntry {
            what,
            old: named(&self.changes.old, old),
            new: named(&self.changes.new, new),
            kind: None,
            note: note.clone(),
            by: by.to_owned(),
            when: self.when.to_owned(),
        };
        if verdict != Verdict::Wrong && !partners.is_empty() {
            return Err(Unusable::of(
                "正しい相手は、判定が「誤り」のときだけ書けます",
                "a right partner goes with the verdict wrong alone",
            ));
        }
        match verdict {
            Verdict::Right => Ok(vec![entry(Settles::Link, &change.old, &change.new)]),
            Verdict::Pending | Verdict::Noted => Ok(vec![entry(Settles::Hold, &change.old, &change.new)]),
            Verdict::Wrong if partners.is_empty() => {
                if change.old.is_empty() || change.new.is_empty() {
                    return Err(Unusable::of(
                        "誤りであれば、正しい相手の項番を書いてください",
                        "where this is wrong, the right partner is needed",
                    ));
                }
                Ok(vec![entry(Settles::Unlink, &change.old, &change.new)])
            }
            Verdict::Wrong if partners.iter().all(|p| NONE.contains(&p.as_str())) => {
                let alone = [(&change.old, Side::Old), (&change.new, Side::New)];
                Ok(alone
                    .into_iter()
                    .filter(|(items, _)| !items.is_empty())
                    .map(|(items, side)| match side {
                        Side::Old => entry(Settles::Link, items, &[]),
                        Side::New => entry(Settles::Link, &[], items),
                    })
                    .collect())
            }
            Verdict::Wrong => {
                let (side, items) = self.partners(change, &partners)?;
                Ok(vec![match side {
                    Side::New => entry(Settles::Link, &change.old, &items),
                    Side::Old => entry(Settles::Link, &items, &change.new),
                }])
            }
        }
    }

    /// The change that a row is about: by its id, or by the citations of its items.
    fn change(&self, row: &Row<'_>) -> Result<&Change, Unusable> {
        let id = row.get(&Column::Change).copied().unwrap_or_default();
        if let Some(change) = self.changes.changes.iter().find(|c| c.id.as_str() == id) {
            return Ok(change);
        }
        let mut ids: [Vec<ItemId>; 2] = Default::default();
        let sides = [
            (Column::Old, &self.old, Side::Old, &self.changes.old),
            (Column::New, &self.new, Side::New, &self.changes.new),
        ];
        for (ids, (column, known, side, edition)) in ids.iter_mut().zip(sides) {
            for citation in cited(row.get(&column).copied().unwrap_or_default()) {
                let item = one(known, &citation, side).map_err(|error| Unusable::from(&error))?;
                ids.push(edition.items[item].id.clone());
            }
        }
        let [old, new] = ids;
        let same = |c: &&Change| {
            let all = |ours: &[ItemId], theirs: &[ItemId]| {
                ours.len() == theirs.len() && ours.iter().all(|id| theirs.contains(id))
            };
            all(&c.old, &old) && all(&c.new, &new)
        };
        self.changes.changes.iter().find(same).ok_or_else(|| {
            Unusable::of(
                "changes.json にこの変更がありません（報告書を作り直した後のブックか確認してください）",
                "the changes.json has no such change; was the workbook made from it?",
            )
        })
    }

    /// Whether the pairing that a row calls wrong is gone because somebody decided just this: whoever hands in the same workbook
    /// again is not told of rows that have had their effect.
    fn is_settled(&self, row: &Row<'_>, partners: &[String]) -> bool {
        let item = |side, citation: &str| {
            let (known, edition) = match side {
                Side::Old => (&self.old, &self.changes.old),
                Side::New => (&self.new, &self.changes.new),
            };
            one(known, citation, side).ok().map(|item| &edition.items[item].id)
        };
        let items = |column, side| -> Option<Vec<&ItemId>> {
            let citations = cited(row.get(&column).copied().unwrap_or_default());
            citations.iter().map(|citation| item(side, citation)).collect()
        };
        let (Some(old), Some(new)) = (items(Column::Old, Side::Old), items(Column::New, Side::New)) else {
            return false;
        };
        // The items that stand with those of the row now.
        let mut met: BTreeSet<&ItemId> = BTreeSet::new();
        for change in &self.changes.changes {
            let (holds_old, holds_new) = (
                change.old.iter().any(|id| old.contains(&id)),
                change.new.iter().any(|id| new.contains(&id)),
            );
            if holds_old || holds_new {
                if change.decision.is_none() || (holds_old && holds_new) {
                    return false;
                }
                met.extend(change.old.iter().chain(&change.new));
            }
        }
        let found = |partner: &String| {
            let prefix = SIDES.iter().find_map(|(prefix, side)| Some((*side, partner.strip_prefix(prefix)?)));
            let sides = prefix.map_or(vec![Side::Old, Side::New], |(side, _)| vec![side]);
            let bare = prefix.map_or(partner.as_str(), |(_, rest)| bare(rest));
            NONE.contains(&partner.as_str())
                || sides.into_iter().filter_map(|side| item(side, bare)).any(|id| met.contains(id))
        };
        !met.is_empty() && partners.iter().all(found)
    }

    /// The items that somebody wrote as the right partners, and the side that they stand on.
    fn partners(&self, change: &Change, partners: &[String]) -> Result<(Side, Vec<ItemId>), Unusable> {
        let mut found: Vec<(Side, ItemId)> = Vec::new();
        for partner in partners {
            found.push(self.partner(change, partner)?);
        }
        let side = found[0].0;
        if found.iter().any(|(other, _)| *other != side) {
            return Err(Unusable::of(
                "正しい相手に改定前と改定後の項番が混じっています",
                "the right partners are of both editions",
            ));
        }
        Ok((side, found.into_iter().map(|(_, id)| id).collect()))
    }

    fn partner(&self, change: &Change, partner: &str) -> Result<(Side, ItemId), Unusable> {
        let find = |side, citation: &str| {
            let (known, edition) = match side {
                Side::Old => (&self.old, &self.changes.old),
                Side::New => (&self.new, &self.changes.new),
            };
            one(known, citation, side).map(|item| (side, edition.items[item].id.clone()))
        };
        for (prefix, side) in SIDES {
            if let Some(rest) = partner.strip_prefix(prefix) {
                return find(side, bare(rest)).map_err(|error| Unusable::from(&error));
            }
        }
        // Of a removed item the partner is new, of an added one old.
        if change.new.is_empty() || change.old.is_empty() {
            let side = if change.new.is_empty() { Side::New } else { Side::Old };
            return find(side, partner).map_err(|error| Unusable::from(&error));
        }
        let (old, new) = (find(Side::Old, partner), find(Side::New, partner));
        match (old, new) {
            (Ok(old), Ok(new)) => {
                // One of the candidates that the sheet offers, or the citation of both editions' items.
                let offered = |(side, id): &(Side, ItemId)| {
                    change.candidates.iter().any(|c| c.side == *side && c.item == *id)
                };
                match (offered(&old), offered(&new)) {
                    (true, false) => Ok(old),
                    (false, true) => Ok(new),
                    _ => Err(Unusable(
                        format!(
                            "「{partner}」は改定前にも改定後にもあります。「改定前 {partner}」か「改定後 {partner}」と書いてください"
                        ),
                        format!(
                            "\"{partner}\" is a citation of both editions; write 改定前 (old) or 改定後 (new) before it"
                        ),
                    )),
                }
            }
            (Ok(one), Err(_)) | (Err(_), Ok(one)) => Ok(one),
            (Err(_), Err(error)) => Err(Unusable::from(&error)),
        }
    }
}

/// A citation behind the words that name its side.
fn bare(rest: &str) -> &str {
    rest.trim_start_matches(['：', ':', ' ', '　'])
}

/// Citations of a cell: one a line, or parted by 、 , or ;.
fn cited(text: &str) -> Vec<String> {
    text.split(['\n', '、', ',', '，', ';', '；'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

fn named(edition: &Edition, ids: &[ItemId]) -> Vec<NamedItem> {
    ids.iter().filter_map(|id| edition.items.iter().find(|i| i.id == *id)).map(name).collect()
}
