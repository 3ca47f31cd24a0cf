//! What people entered into the sheet 取組状況 of an earlier workbook, brought to the rows of this one.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::Task;

use crate::view::{Row, View};

/// Entries by the rows that take them, and those that no row takes.
#[derive(Default)]
pub(crate) struct Carried<'a> {
    /// By the number of the row on the sheet; with it, why it wants a look.
    taken: BTreeMap<usize, (&'a Task, Option<&'static str>)>,
    /// With the reason.
    pub(super) left: Vec<(&'a Task, &'static str)>,
    /// Headings of the columns that somebody added, in the order in which they are met.
    pub(super) more: Vec<&'a str>,
}

impl<'a> Carried<'a> {
    /// Brings each entry to the change with its id and its texts; where there is none, to the only change with its texts (it got
    /// another citation), and then to the change with its id (its texts changed). No row takes two.
    pub(crate) fn new(tasks: &'a [Task], rows: &[&Row], view: &View) -> Self {
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        let mut by_text: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, row) in rows.iter().enumerate() {
            by_id.insert(&row.id, number);
            by_text.entry(&row.fingerprint).or_default().push(number);
        }
        let mut carried = Carried::default();
        let mut rest: Vec<&Task> = tasks.iter().collect();
        let same = |task: &Task| by_id.get(task.change.as_str()).copied();
        let exact = |task: &Task| {
            same(task)
                .filter(|number| rows.get(*number).is_some_and(|row| row.fingerprint == task.fingerprint))
        };
        let text = |task: &Task| match by_text.get(task.fingerprint.as_str()).map(Vec::as_slice) {
            Some([number]) => Some(*number),
            _ => None,
        };
        carried.take(&mut rest, exact, None);
        carried.take(&mut rest, text, Some("xlsx-carried-moved"));
        carried.take(&mut rest, same, Some("xlsx-carried-changed"));
        let known: BTreeSet<&str> = view.rows.iter().map(|row| row.id.as_str()).collect();
        for task in rest {
            let reason = if same(task).is_some() || text(task).is_some() {
                "xlsx-left-taken"
            } else if known.contains(task.change.as_str()) {
                "xlsx-left-light"
            } else {
                "xlsx-left-gone"
            };
            carried.left.push((task, reason));
        }
        for (name, _) in tasks.iter().flat_map(|task| &task.more) {
            if !carried.more.contains(&name.as_str()) {
                carried.more.push(name);
            }
        }
        carried
    }

    fn take(
        &mut self,
        rest: &mut Vec<&'a Task>,
        find: impl Fn(&Task) -> Option<usize>,
        note: Option<&'static str>,
    ) {
        rest.retain(|task| match find(task) {
            Some(number) if !self.taken.contains_key(&number) => {
                self.taken.insert(number, (*task, note));
                false
            }
            _ => true,
        });
    }

    /// What a row takes over, and why it wants a look.
    pub(super) fn of(&self, number: usize) -> Option<(&'a Task, Option<&'static str>)> {
        self.taken.get(&number).copied()
    }

    /// How many entries were taken over, how many of these want a look, and how many could not be.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let noted = self.taken.values().filter(|(_, note)| note.is_some()).count();
        (self.taken.len(), noted, self.left.len())
    }
}

/// A date as people and workbooks write it: 2026/12/1, 2026-12-01, 2026年12月1日, 令和8年12月1日.
pub(super) fn date(text: &str) -> Option<(u16, u8, u8)> {
    let (era, rest) = match text.strip_prefix("令和") {
        Some(rest) => (2018, rest.trim_start()),
        None => (0, text),
    };
    let rest = rest.strip_suffix('日').unwrap_or(rest);
    let parts: Vec<&str> = rest.split(['/', '-', '年', '月']).map(str::trim).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let year: u16 = if era > 0 && *year == "元" { 1 } else { year.parse().ok()? };
    let year = year.checked_add(era)?;
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    ((1900..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_as_people_write_them() {
        for text in ["2026/12/1", "2026-12-01", "2026年12月1日", "令和8年12月1日", "令和 8年12月 1日"]
        {
            assert_eq!(date(text), Some((2026, 12, 1)), "{text}");
        }
        assert_eq!(date("令和元年5月1日"), Some((2019, 5, 1)));
        for text in ["年度内", "12/1", "2026/13/1", "2026/12", "26/12/1", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
