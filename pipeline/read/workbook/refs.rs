//! References in A1 style: cells, ranges, print areas.

use super::Range;

/// Rows of a sheet (ECMA-376 part 1, 18.3.1.73; Excel's own bound).
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub const MAX_COLUMNS: u32 = 16_384;

impl Range {
    /// A single cell.
    pub fn cell(row: u32, column: u32) -> Self {
        Self { top: row, left: column, bottom: row, right: column }
    }

    /// Whether a cell lies in the range.
    pub fn contains(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// The range as Excel writes it: `B12:H12`, `B12` for a single cell.
    pub fn a1(&self) -> String {
        let first = format!("{}{}", column_name(self.left), self.top.saturating_add(1));
        if self.top == self.bottom && self.left == self.right {
            return first;
        }
        format!("{first}:{}{}", column_name(self.right), self.bottom.saturating_add(1))
    }
}

/// The letters of a column (from 0): `A`, `Z`, `AA`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A cell reference such as `B12` or `$B$12` as row and column from 0.
pub(super) fn cell(text: &str) -> Option<(u32, u32)> {
    match corner(text)? {
        (Some(row), Some(column)) => Some((row, column)),
        _ => None,
    }
}

/// A range such as `B12:H12`, `B12`, `$A:$D` or `1:3`.
pub(super) fn range(text: &str) -> Option<Range> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (corner(first)?, corner(last)?);
    let (top, bottom) = bounds(first.0, last.0, MAX_ROWS);
    let (left, right) = bounds(first.1, last.1, MAX_COLUMNS);
    Some(Range { top, left, bottom, right })
}

fn bounds(first: Option<u32>, last: Option<u32>, count: u32) -> (u32, u32) {
    match (first, last) {
        (Some(a), Some(b)) => (a.min(b), a.max(b)),
        _ => (0, count - 1),
    }
}

/// Row and column of one corner; either may be missing, not both.
fn corner(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let text = text.trim().replace('$', "");
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, digits) = text.split_at(letters);
    let column = if name.is_empty() {
        None
    } else {
        let mut column: u32 = 0;
        for letter in name.bytes() {
            column =
                column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
        }
        Some(column - 1).filter(|column| *column < MAX_COLUMNS)
    };
    if !name.is_empty() && column.is_none() {
        return None;
    }
    let row = if digits.is_empty() {
        None
    } else {
        Some(digits.parse::<u32>().ok()?.checked_sub(1).filter(|row| *row < MAX_ROWS)?)
    };
    if row.is_none() && column.is_none() { None } else { Some((row, column)) }
}

/// The ranges of a defined name such as `'Sheet 1'!$A$1:$D$61,'Sheet 1'!$F$1`, whatever sheet they name.
pub(super) fn name_ranges(text: &str) -> Vec<Range> {
    let mut found = Vec::new();
    let mut quoted = false;
    let mut piece = String::new();
    for c in text.chars().chain([',']) {
        match c {
            '\'' => quoted = !quoted,
            ',' if !quoted => {
                let reference = piece.rsplit('!').next().unwrap_or_default();
                found.extend(range(reference));
                piece.clear();
                continue;
            }
            _ => {}
        }
        piece.push(c);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let names: Vec<_> = [0, 25, 26, 701, 702, 16_383].into_iter().map(column_name).collect();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
        assert_eq!(cell("XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!(cell("XFE1"), None);
        assert_eq!(cell("A0"), None);
        assert_eq!(cell("A"), None);
        assert_eq!(cell("ZZZZZZZZZ1"), None);
    }

    #[test]
    fn ranges_are_read_and_written() {
        assert_eq!(range("$B$12:$H$12").map(|r| r.a1()), Some("B12:H12".to_owned()));
        assert_eq!(range("C3").map(|r| r.a1()), Some("C3".to_owned()));
        assert_eq!(range("D9:B2").map(|r| r.a1()), Some("B2:D9".to_owned()));
        assert_eq!(range("$A:$D"), Some(Range { top: 0, left: 0, bottom: MAX_ROWS - 1, right: 3 }));
        assert_eq!(name_ranges("'a,b'!$A$1:$B$2,'it''s'!C3").len(), 2);
        assert!(name_ranges("#REF!").is_empty());
    }
}
