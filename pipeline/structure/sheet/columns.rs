//! What the columns of a table hold: by the words of their headers, and by what stands in them.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_read::workbook::column_name;

use super::grid::{Grid, joined};
use super::header::Header;
use super::marks::Mark;
use super::vocabulary::{Role, Vocabulary};
use crate::text::fold;

/// The longest name of a section that every row repeats, in characters.
const LONGEST_SECTION: usize = 80;

/// Shorter tables do not repeat the names of their sections often enough to tell.
const LEAST_ROWS: usize = 8;

/// The columns of a table.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// The content column.
    pub(super) item: u32,
    pub(super) number: Option<u32>,
    /// Columns that name the section of the rows, outermost first.
    pub(super) sections: Vec<u32>,
    /// Those of them that name it again in every row, as the tables of databases do.
    pub(super) repeated: BTreeSet<u32>,
    /// The other columns by the key of their field.
    pub(super) fields: BTreeMap<u32, String>,
    /// Columns of formulas beside the table, which only help to fill it in.
    pub(super) ignored: BTreeSet<u32>,
    /// There is a column to be filled in.
    pub(super) answers: bool,
    /// The content column explains a term in the number's place.
    pub(super) terms: bool,
    /// The table holds changes: old texts and new ones.
    pub(super) changes: bool,
    /// The last column of the header.
    pub(super) right: u32,
}

/// What stands in a column below the header.
#[derive(Clone, Debug, Default)]
struct Stats {
    cells: usize,
    chars: usize,
    marks: usize,
    dates: usize,
    formulas: usize,
    /// Cells merged over several rows.
    tall: usize,
    /// Different texts, and how often the text is another one than in the row above.
    values: BTreeSet<String>,
    runs: usize,
    last: String,
    longest: usize,
}

impl Stats {
    /// Whether its texts tell the rows apart.
    fn names_rows(&self) -> bool {
        self.values.len() * 10 >= self.cells * 9
    }

    /// Whether its texts name runs of rows: in every row, each for several rows and then never again.
    fn names_runs(&self, rows: usize) -> bool {
        let full = self.cells * 10 >= rows * 9 && self.longest <= LONGEST_SECTION;
        full && rows >= LEAST_ROWS
            && self.runs == self.values.len()
            && self.runs > 1
            && self.runs * 2 <= self.cells
    }
}

impl Layout {
    /// The columns under a header; `None` where none of them has content.
    pub(super) fn new(grid: &Grid<'_>, header: &Header, words: &Vocabulary) -> Option<Self> {
        let stats = stats(grid, header);
        let mut roles: BTreeMap<u32, Role> = BTreeMap::new();
        let mut shared: BTreeSet<u32> = BTreeSet::new();
        for leaf in &header.leaves {
            let role = leaf.path.iter().rev().find_map(|text| words.role(text)).map(|(role, _)| role);
            let Some(role) = role else { continue };
            for column in leaf.left..=leaf.right {
                let dated = role == Role::Answer && leaf.left < leaf.right && is_dates(stats.get(&column));
                roles.insert(column, if dated { Role::Date } else { role });
                if leaf.left < leaf.right && role == Role::Item {
                    shared.insert(column);
                }
            }
        }
        let item = item(&roles, &stats, header)?;
        let rows = stats.get(&item).map_or(0, |stats| stats.cells).max(1);
        let number = number(&roles, &stats, &shared, item, rows);
        let terms = roles.iter().find(|(_, role)| **role == Role::Term).map(|(column, _)| *column);
        let (number, terms) = match (number, terms) {
            (None, Some(term)) if term != item => (Some(term), true),
            (number, _) => (number, false),
        };
        // A table of changes holds places, not sections.
        let changes = roles.get(&item) == Some(&Role::New);
        let repeats = |column: &u32| {
            let stats = stats.get(column).filter(|stats| !changes && stats.tall == 0);
            stats.is_some_and(|stats| stats.names_runs(rows))
        };
        let sections: Vec<u32> = (header.left..item)
            .filter(|column| Some(*column) != number)
            .filter(|column| {
                let free = matches!(roles.get(column), None | Some(Role::Group | Role::Item | Role::Number));
                let stats = stats.get(column);
                let sparse =
                    stats.is_some_and(|stats| stats.cells > 0 && stats.cells * 2 <= rows || stats.tall > 0);
                shared.contains(column) || free && (sparse || repeats(column))
            })
            .collect();
        let repeated = sections.iter().copied().filter(repeats).collect();
        let mut layout = Self {
            item,
            number,
            sections,
            repeated,
            fields: BTreeMap::new(),
            ignored: BTreeSet::new(),
            answers: roles.values().any(|role| *role == Role::Answer),
            terms,
            changes,
            right: header.right,
        };
        layout.name_fields(header, &roles, &stats);
        Some(layout)
    }

    fn name_fields(&mut self, header: &Header, roles: &BTreeMap<u32, Role>, stats: &BTreeMap<u32, Stats>) {
        let mut used: BTreeMap<String, u32> = BTreeMap::new();
        let columns: BTreeSet<u32> = stats.keys().copied().chain(header.left..=header.right).collect();
        for column in columns {
            if column == self.item || Some(column) == self.number || self.sections.contains(&column) {
                continue;
            }
            let leaf = header.leaves.iter().find(|leaf| (leaf.left..=leaf.right).contains(&column));
            let key = match (roles.get(&column), leaf) {
                (Some(role), leaf)
                    if !matches!(role, Role::Item | Role::Number | Role::Group) || leaf.is_none() =>
                {
                    role.key().to_owned()
                }
                (_, Some(leaf)) => leaf.path.last().cloned().unwrap_or_default(),
                _ => {
                    let helps =
                        stats.get(&column).is_some_and(|stats| stats.formulas * 10 >= stats.cells * 3);
                    if helps {
                        self.ignored.insert(column);
                        continue;
                    }
                    column_name(column)
                }
            };
            let count = used.entry(key.clone()).and_modify(|count| *count += 1).or_insert(1);
            let key = if *count > 1 { format!("{key}_{count}") } else { key };
            self.fields.insert(column, key);
        }
    }
}

/// Cells that lie under one leaf of the header: a bar across the table says nothing about a column.
fn stats(grid: &Grid<'_>, header: &Header) -> BTreeMap<u32, Stats> {
    let mut found: BTreeMap<u32, Stats> = BTreeMap::new();
    for placed in grid.cells.iter().filter(|placed| placed.range.top > header.bottom) {
        let column = placed.range.left;
        let end = header
            .leaves
            .iter()
            .find(|leaf| (leaf.left..=leaf.right).contains(&column))
            .map_or(column, |leaf| leaf.right);
        if placed.range.right > end {
            continue;
        }
        let stats = found.entry(column).or_default();
        let chars = placed.text.chars().count();
        stats.cells += 1;
        // Words make a column full, not telephone numbers.
        stats.chars += placed.text.chars().filter(|c| c.is_alphabetic()).count();
        stats.marks += usize::from(chars <= 12 && Mark::whole(placed.text).is_some());
        stats.dates += usize::from(is_date(placed.text));
        stats.formulas += usize::from(placed.cell.formula);
        stats.tall += usize::from(placed.range.top < placed.range.bottom);
        stats.longest = stats.longest.max(chars);
        if stats.last != placed.text {
            stats.runs += 1;
            placed.text.clone_into(&mut stats.last);
            stats.values.insert(placed.text.to_owned());
        }
    }
    found
}

/// The content column: the new text of a table of changes, else the fullest one of those whose header says so, else the
/// fullest one that is nothing else.
fn item(roles: &BTreeMap<u32, Role>, stats: &BTreeMap<u32, Stats>, header: &Header) -> Option<u32> {
    let fullest = |wanted: &dyn Fn(Option<&Role>) -> bool| {
        (header.left..=header.right)
            .filter(|column| wanted(roles.get(column)))
            .filter_map(|column| stats.get(&column).map(|stats| (stats.chars, column)))
            .max_by_key(|(chars, column)| (*chars, std::cmp::Reverse(*column)))
            .map(|(_, column)| column)
    };
    fullest(&|role| role == Some(&Role::New))
        .or_else(|| fullest(&|role| role == Some(&Role::Item)))
        .or_else(|| fullest(&|role| role.is_none()))
        .or_else(|| fullest(&|role| matches!(role, Some(Role::Group | Role::Target | Role::Remarks))))
}

/// The column of marks: by its header, else by what stands left of the content.
fn number(
    roles: &BTreeMap<u32, Role>,
    stats: &BTreeMap<u32, Stats>,
    shared: &BTreeSet<u32>,
    item: u32,
    rows: usize,
) -> Option<u32> {
    let marked = |column: &u32| {
        stats.get(column).is_some_and(|stats| stats.cells > 0 && stats.marks * 10 >= stats.cells * 6)
    };
    let named = roles
        .iter()
        .filter(|(column, role)| **role == Role::Number && **column != item)
        .map(|(column, _)| *column);
    let named: Vec<u32> = named.filter(marked).collect();
    let runs_on = |column: &u32| stats.get(column).is_some_and(|stats| stats.names_runs(rows));
    // Sparse numbers left of a full column of codes number the groups, and so do full ones that stand in many rows each.
    let full = |column: &u32| stats.get(column).is_some_and(|stats| stats.cells * 2 >= rows);
    let names_rows = |column: &u32| stats.get(column).is_some_and(Stats::names_rows);
    let unnamed = stats.keys().copied().filter(|column| {
        let free = roles.get(column).is_none() || shared.contains(column);
        *column < item && free && marked(column) && full(column)
    });
    let unnamed: Vec<u32> = unnamed.collect();
    let first = |columns: &[u32], fits: &dyn Fn(&u32) -> bool| columns.iter().copied().find(fits);
    first(&named, &|column| full(column) && names_rows(column))
        .or_else(|| first(&unnamed, &names_rows).filter(|_| named.iter().all(runs_on)))
        .or_else(|| first(&named, &full))
        .or_else(|| named.first().copied())
        .or_else(|| unnamed.first().copied())
}

fn is_dates(stats: Option<&Stats>) -> bool {
    stats.is_some_and(|stats| stats.cells > 0 && stats.dates * 2 >= stats.cells)
}

/// A date, or the blanks for one: 「（　／　）」「年　月　日」.
fn is_date(text: &str) -> bool {
    let text = fold(&joined(text));
    let parts = text.chars().all(|c| c.is_ascii_digit() || "/-.()年月日令和平成rh:".contains(c));
    parts && (text.contains('/') || text.contains('月') || text.contains('年') || text.contains("日"))
}
