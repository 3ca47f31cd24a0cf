//! The closing lines for a terminal.

use crate::strings::Arg;
use crate::view::{View, rank};

/// Important changes named on the terminal; the others are counted.
const HIGH_SHOWN: usize = 8;

/// Sentences about the documents and what was compared.
const MOST_FACTS: usize = 4;

pub(crate) fn summary(view: &View) -> String {
    let strings = &view.strings;
    let overview = &view.overview;
    let mut lines: Vec<String> = Vec::new();
    if view.specimen {
        lines.push(strings.get("summary-specimen"));
    }
    lines.push(overview.headline.clone());
    // Which documents are new, gone or joined, and what was compared.
    lines.extend(overview.sentences.iter().take(MOST_FACTS).cloned());
    let counts: Vec<String> = overview
        .counts
        .iter()
        .filter(|count| count.facet == "k" && count.count > 0)
        .map(|count| format!("{} {}", count.label, count.count))
        .collect();
    let counts = counts.join(&strings.get("list-comma"));
    if !counts.is_empty() {
        lines.push(strings.with("summary-counts", &[("counts", Arg::Text(&counts))]));
    }
    let mut high: Vec<_> = view.rows.iter().filter(|row| row.significance.id == "high").collect();
    high.sort_by_key(|row| rank(row));
    if !high.is_empty() {
        lines.push(strings.get("summary-high"));
        for row in high.iter().take(HIGH_SHOWN) {
            let line = format!("  {}  {}", row.title, row.about(strings));
            lines.push(line.replace(['\n', '\t'], " "));
        }
        if high.len() > HIGH_SHOWN {
            let rest = high.len() - HIGH_SHOWN;
            lines.push(format!("  {}", strings.with("summary-high-more", &[("count", Arg::Count(rest))])));
        }
    }
    if overview.review > 0 {
        lines.push(strings.with("summary-review", &[("count", Arg::Count(overview.review))]));
    }
    if overview.errors + overview.warnings + overview.notes > 0 {
        lines.push(strings.with(
            "summary-diagnostics",
            &[
                ("errors", Arg::Count(overview.errors)),
                ("warnings", Arg::Count(overview.warnings)),
                ("notes", Arg::Count(overview.notes)),
            ],
        ));
    }
    lines.join("\n")
}
