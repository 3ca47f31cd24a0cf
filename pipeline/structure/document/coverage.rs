//! What became of every character of the body: in an item, in a named remainder, or lost.

use std::collections::BTreeMap;

use super::{
    draft::{Draft, Place},
    rows::Rows,
};

/// Characters of the body, without white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Coverage {
    pub(super) total: usize,
    /// In no item and no remainder.
    pub(super) lost: usize,
}

impl Coverage {
    /// The share that is held, in thousandths, rounded down.
    pub(super) fn permille(self) -> usize {
        ((self.total - self.lost) * 1000).checked_div(self.total).unwrap_or(1000)
    }
}

/// Counts the body's characters, each sort apart, and takes off those that items and remainders hold.
pub(super) fn coverage(rows: &Rows, drafts: &[Draft], remainder: &[(&'static str, String)]) -> Coverage {
    let mut body: BTreeMap<char, usize> = BTreeMap::new();
    let mut total = 0;
    for row in &rows.rows {
        for c in row.letters().chars().filter(|c| !c.is_whitespace()) {
            *body.entry(c).or_insert(0) += 1;
            total += 1;
        }
    }
    let mut take = |text: &str| {
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            if let Some(n) = body.get_mut(&c) {
                *n = n.saturating_sub(1);
            }
        }
    };
    for draft in drafts {
        take(&draft.mark);
        take(&draft.text);
        // The cells of a table's row that its text holds stand in its fields once more.
        let pieces: Vec<&str> =
            if draft.place == Place::Row { draft.text.split('｜').collect() } else { Vec::new() };
        let fields = draft.fields.iter().filter(|(name, _)| *name != "margin");
        fields.filter(|(_, words)| !pieces.contains(&words.as_str())).for_each(|(_, words)| take(words));
    }
    remainder.iter().for_each(|(_, words)| take(words));
    Coverage { total, lost: body.values().sum() }
}

#[cfg(test)]
mod tests {
    use super::{Coverage, Draft, Rows, coverage};
    use crate::structure::document::rows::{Row, tests::row};

    fn body(lines: &[&str]) -> Rows {
        let rows: Vec<Row> = lines.iter().map(|l| row(l)).collect();
        Rows { rows, ..Rows::default() }
    }

    #[test]
    fn what_no_item_holds_is_lost() {
        let rows = body(&["目次", "① 端末は", "施錠する。", "余り"]);
        let draft =
            Draft { mark: "①".to_owned(), text: "端末は施錠する。".to_owned(), ..Draft::default() };
        let got = coverage(&rows, &[draft], &[("contents", "目次".to_owned())]);
        assert_eq!(got, Coverage { total: 13, lost: 2 });
        assert_eq!(got.permille(), 846);
    }

    #[test]
    fn a_text_held_twice_does_not_make_up_for_another() {
        let rows = body(&["端末", "机"]);
        let draft = Draft { text: "端末".to_owned(), ..Draft::default() };
        assert_eq!(coverage(&rows, &[draft.clone(), draft], &[]).lost, 1);
    }

    #[test]
    fn nothing_is_lost_of_nothing() {
        assert_eq!(coverage(&Rows::default(), &[], &[]).permille(), 1000);
    }
}
