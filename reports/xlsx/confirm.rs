//! 対応確認: the pairings that somebody should look at, with a verdict to choose and the candidates as a list.

use kaitei_model::Side;
use rust_xlsxwriter::{DataValidation, Formula, XlsxError};

use super::sheet::Sheet;
use super::sheets::{changes, header, side};
use crate::strings::Arg;
use crate::view::{Row, Section};

/// Possible partners that are offered.
const CANDIDATES: u16 = 5;
/// The columns to be filled in: verdict, right partner, remarks, who.
const VERDICT: u16 = 7;
const PARTNER: u16 = 8;
/// The first of the hidden columns that hold the candidates.
const HIDDEN: u16 = 11;

/// Writes the sheet; what nobody has settled stands first.
pub(super) fn confirm(sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
    let mut rows: Vec<(&Section, &str, &Row)> = changes(sheet.view)
        .into_iter()
        .filter(|(_, _, row)| {
            row.open || row.certainty.id != "certain" || !row.evidence.candidates.is_empty()
        })
        .collect();
    rows.sort_by_key(|(_, _, row)| match (row.open, row.certainty.id.as_str()) {
        (true, _) => 0,
        (_, "review") => 1,
        (_, "likely") => 2,
        _ => 3,
    });
    let heads = [
        ("xlsx-change-id", 15.0),
        ("csv-kind", 9.0),
        ("csv-certainty", 15.0),
        ("csv-old-citation", 20.0),
        ("csv-old-text", 46.0),
        ("csv-new-citation", 20.0),
        ("csv-new-text", 46.0),
        ("xlsx-verdict", 10.0),
        ("xlsx-partner", 28.0),
        ("csv-remarks", 24.0),
        ("xlsx-who", 12.0),
        // Hidden, and within the filter: whoever sorts the sheet takes the candidates along with their row.
        ("xlsx-candidate-1", 10.0),
        ("xlsx-candidate-2", 10.0),
        ("xlsx-candidate-3", 10.0),
        ("xlsx-candidate-4", 10.0),
        ("xlsx-candidate-5", 10.0),
    ];
    header(sheet, &heads, rows.len())?;
    sheet.print(rows.len(), HIDDEN - 1)?;
    let first = sheet.row;
    let styles = sheet.styles;
    for (section, _, row) in rows {
        if !sheet.has_room() {
            break;
        }
        sheet.text(0, &row.id)?;
        sheet.text(1, &row.kind.text)?;
        sheet.text(2, &certainty(sheet, row))?;
        sheet.text(3, &row.citations(Side::Old))?;
        sheet.wording(4, &side(row, Side::Old), section)?;
        sheet.text(5, &row.citations(Side::New))?;
        sheet.wording(6, &side(row, Side::New), section)?;
        for column in VERDICT..HIDDEN {
            sheet.cell(column, "", &styles.input)?;
        }
        let candidates = candidates(sheet, row);
        for (column, candidate) in (HIDDEN..).zip(&candidates) {
            sheet.cell(column, candidate, &styles.plain)?;
        }
        if !candidates.is_empty() {
            // The list stands in cells of the row: in the rule itself 255 characters are the most. Any other citation may be typed.
            let line = sheet.row + 1;
            let list = DataValidation::new()
                .allow_list_formula(Formula::new(format!("=$L${line}:$P${line}")))
                .show_error_message(false);
            sheet.sheet.add_data_validation(sheet.row, PARTNER, sheet.row, PARTNER, &list)?;
        }
        sheet.next()?;
    }
    for column in HIDDEN..HIDDEN + CANDIDATES {
        sheet.sheet.set_column_hidden(column)?;
    }
    sheet.choices(first, VERDICT, &["verdict-right", "verdict-wrong", "verdict-pending"])
}

/// How sure the pairing is, that nobody has settled it, and what was said about it.
fn certainty(sheet: &Sheet<'_>, row: &Row) -> String {
    let mut lines = vec![row.certainty.text.clone()];
    if row.open {
        lines.push(sheet.t("remark-review"));
    }
    lines.extend(row.evidence.decision.iter().cloned());
    lines.join("\n")
}

/// The other partners that were considered; where they may be of either edition, each with its own.
fn candidates(sheet: &Sheet<'_>, row: &Row) -> Vec<String> {
    let both = row.evidence.candidates.iter().any(|one| one.side == Side::Old)
        && row.evidence.candidates.iter().any(|one| one.side == Side::New);
    let name = |candidate: &crate::view::CandidateView| {
        let id = match (both, candidate.side) {
            (false, _) => return candidate.item.clone(),
            (true, Side::Old) => "xlsx-of-old",
            (true, Side::New) => "xlsx-of-new",
        };
        sheet.view.strings.with(id, &[("item", Arg::Text(&candidate.item))])
    };
    row.evidence.candidates.iter().take(usize::from(CANDIDATES)).map(name).collect()
}
