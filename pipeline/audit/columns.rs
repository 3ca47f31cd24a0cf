//! Which columns of a table hold old and new items, and whether by citation or by text.

use kaitei_model::{ChangeSet, Edition};

use super::{
    cite::{Citations, Cited},
    table::Table,
};
use crate::text::fold;

/// The headings stand within so many rows.
const HEAD_WITHIN: usize = 30;
/// Words by which tables of changes call the two editions.
const OLD: [&str; 11] =
    ["改定前", "改正前", "変更前", "改訂前", "見直し前", "旧", "現行", "before", "old", "from", "previous"];
const NEW: [&str; 11] =
    ["改定後", "改正後", "変更後", "改訂後", "見直し後", "新", "改定案", "after", "new", "to", "current"];
/// Headings of columns that say something about the pair, not an item.
const ASIDE: [&str; 12] =
    ["理由", "備考", "種別", "区分", "内容", "条項", "no", "通番", "確度", "relation", "kind", "aspects"];
/// Columns that bear nothing but a citation.
const CITATION: [&str; 7] = ["項番", "項目番号", "番号", "条番号", "箇所", "citation", "id"];

/// A column that holds items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) index: usize,
    /// The document that its heading names; empty where it names none.
    pub(super) document: String,
    /// Its cells hold texts of items, not citations.
    pub(super) texts: bool,
}

/// The columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// Index of the last row of headings.
    pub(super) head: usize,
    pub(super) old: Vec<Column>,
    pub(super) new: Vec<Column>,
}

/// Finds the headings; `None` where there are none that name both editions.
pub(super) fn columns(table: &Table, changes: &ChangeSet) -> Option<Columns> {
    let (old, new) = (Citations::of(&changes.old), Citations::of(&changes.new));
    for head in 0..table.rows.len().min(HEAD_WITHIN) {
        // Headings may stand in two rows: the edition above, the document below.
        for rows in [&table.rows[head..=head], table.rows.get(head..head + 2).unwrap_or_default()] {
            if rows.is_empty() {
                continue;
            }
            let mut found = Columns { head: head + rows.len() - 1, ..Columns::default() };
            let width = rows.iter().map(Vec::len).max().unwrap_or_default();
            for index in 0..width {
                let cells: Vec<&str> = rows.iter().filter_map(|r| r.get(index)).map(String::as_str).collect();
                let whole = fold(&cells.concat());
                if whole.is_empty() || ASIDE.contains(&whole.as_str()) {
                    continue;
                }
                let column = |edition: &Edition, words: &[&str]| {
                    let document = named(edition, cells.last().copied().unwrap_or_default());
                    // A short word (旧, to) must be the heading or begin it; a long one may stand anywhere in it.
                    let said = words.iter().any(|w| {
                        whole == *w
                            || whole.starts_with(w) && !w.is_ascii()
                            || w.chars().count() > 2 && whole.contains(w)
                    });
                    let label = fold(&edition.label);
                    let labelled = label.chars().count() > 2 && whole.contains(&label);
                    (said || labelled || !document.is_empty(), said || labelled, document)
                };
                let (is_old, old_said, old_document) = column(&changes.old, &OLD);
                let (is_new, new_said, new_document) = column(&changes.new, &NEW);
                let make = |document| Column { index, document, texts: false };
                match (is_old, is_new) {
                    (true, false) => found.old.push(make(old_document)),
                    (false, true) => found.new.push(make(new_document)),
                    (true, true) if old_said && !new_said => found.old.push(make(old_document)),
                    // A document of both editions' name: crosswalks lead from one list into the documents of the new edition.
                    (true, true) => found.new.push(make(new_document)),
                    (false, false) => {
                        if found.old.is_empty() && CITATION.iter().any(|w| whole == *w) {
                            found.old.push(make(String::new()));
                        }
                    }
                }
            }
            if !found.old.is_empty() && !found.new.is_empty() {
                tell_texts(table, &mut found, &old, &new);
                return Some(found);
            }
        }
    }
    None
}

/// The document that a heading names; empty where it names none.
fn named(edition: &Edition, heading: &str) -> String {
    let heading = fold(heading);
    if heading.chars().count() < 2 {
        return String::new();
    }
    let several = edition.documents.len() > 1;
    let hit = edition.documents.iter().find(|d| {
        let short = fold(&d.short);
        several && short.chars().count() > 1 && (short.contains(&heading) || heading.contains(&short))
    });
    hit.map_or(String::new(), |d| d.short.clone())
}

/// Columns whose cells are citations are told from columns of texts by what stands in them. Where a side has both, the citations serve.
fn tell_texts(table: &Table, columns: &mut Columns, old: &Citations<'_>, new: &Citations<'_>) {
    for (side, known) in [(&mut columns.old, old), (&mut columns.new, new)] {
        for column in side.iter_mut() {
            let cells: Vec<&String> = table.rows[columns.head + 1..]
                .iter()
                .filter_map(|row| row.get(column.index))
                .filter(|cell| !super::rows::is_none(cell))
                .take(200)
                .collect();
            let known = cells
                .iter()
                .filter(|cell| {
                    let first = super::rows::cited(cell).into_iter().next().unwrap_or_default();
                    !matches!(known.find(&first, &column.document), Cited::Unknown(_))
                })
                .count();
            let long = cells.iter().filter(|cell| cell.chars().count() > 24).count();
            column.texts = known * 2 < cells.len() && long * 2 > cells.len();
        }
        if side.iter().any(|c| !c.texts) {
            side.retain(|c| !c.texts);
        }
    }
}
