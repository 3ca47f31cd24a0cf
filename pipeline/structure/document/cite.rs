//! Citations: how people point at an item (項番表記), and the path that leads to it.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::ItemKind;

use super::draft::{Draft, Place};

/// An item's place in words.
#[derive(Clone, Debug, Default)]
pub(super) struct Cited {
    /// Without the document's short name.
    pub(super) citation: String,
    pub(super) path: Vec<String>,
}

/// Cites every draft.
pub(super) fn cite(drafts: &[Draft]) -> Vec<Cited> {
    let mut out: Vec<Cited> = Vec::with_capacity(drafts.len());
    // Counts of unnumbered children: by parent, sort of place and mark.
    let mut counts: BTreeMap<(Option<usize>, u8, String), u32> = BTreeMap::new();
    let repeated = repeated(drafts, ItemKind::Question);
    let again = self::repeated(drafts, ItemKind::Heading);
    for draft in drafts {
        let mut count = |sort: u8, mark: &str| {
            let n = counts.entry((draft.parent, sort, mark.to_owned())).or_insert(0);
            *n += 1;
            *n
        };
        let base = base(draft, &out);
        let above: Vec<String> =
            draft.parent.and_then(|p| out.get(p)).map(|c| c.path.clone()).unwrap_or_default();
        let number = match draft.number.clone().unwrap_or_default() {
            // Annex B, not AnnexB.
            number if number.len() > 4 && number.chars().take(4).all(|c| c.is_ascii_alphabetic()) => {
                draft.mark.trim_end_matches(['.', ':', '：']).to_owned()
            }
            number => number,
        };
        let (citation, step) = match draft.place {
            Place::Number => {
                let variant =
                    if draft.variant.is_empty() { String::new() } else { format!("[{}]", draft.variant) };
                // Questions that are numbered anew in each part, and articles of supplementary provisions, are told apart by it.
                let part = match draft.parent {
                    Some(mut above)
                        if repeated.contains(number.as_str()) && draft.kind == ItemKind::Question =>
                    {
                        while let Some(higher) = drafts[above].parent {
                            above = higher;
                        }
                        format!("{} ", out[above].citation)
                    }
                    Some(above)
                        if supplementary(above, drafts).is_some() && draft.kind == ItemKind::Requirement =>
                    {
                        let supplement = supplementary(above, drafts).map_or("", |s| &out[s].citation);
                        format!("{supplement} ")
                    }
                    // Bare numbers, and numbers that stand again elsewhere, are told apart by the heading above: 第2の1, 第2編第1章.
                    Some(above) if draft.kind == ItemKind::Heading && !number.starts_with(['表', '図']) => {
                        let bare = number.chars().all(|c| c.is_ascii_digit()) && draft.variant.is_empty();
                        let code = draft.code;
                        if (bare && !code || again.contains(number.as_str())) && drafts[above].is_heading() {
                            let joined = number.starts_with('第')
                                && out[above].citation.ends_with(['編', '章', '部', '節']);
                            let of_ordinal = bare && ends_in_ordinal(&out[above].citation);
                            let glue = match (joined, of_ordinal) {
                                (true, _) => "",
                                (_, true) => "の",
                                _ => " ",
                            };
                            format!("{}{glue}", out[above].citation)
                        } else {
                            String::new()
                        }
                    }
                    _ => String::new(),
                };
                // One of several supplementary provisions, by what brought it: 附則（令和7年規程第3号）.
                let brought = if number == SUPPLEMENT && again.contains(SUPPLEMENT) {
                    bracket(&draft.text).unwrap_or_default()
                } else {
                    ""
                };
                (format!("{part}{number}{variant}{brought}"), format!("{number}{variant}{brought}"))
            }
            Place::Paragraph => (format!("{base}第{number}項"), number),
            Place::Under => (under(&base, draft, &number, drafts), number),
            Place::Count => {
                let n = count(1, &draft.mark);
                let label =
                    if draft.label.is_empty() { String::new() } else { format!("＜{}＞", draft.label) };
                (format!("{base}{label}{}{n}", draft.mark), format!("{}{n}", draft.mark))
            }
            Place::Prose => {
                let n = count(2, "");
                let base = if base.is_empty() { "前文".to_owned() } else { base };
                (format!("{base} 第{n}段落"), format!("第{n}段落"))
            }
            // 1.2.3 in a column of numbers names its row, wherever it stands.
            Place::Row if number.matches(['.', '-']).count() >= 2 => (number.clone(), number),
            Place::Row => {
                let n = format!("第{}行", count(3, ""));
                let table = draft
                    .parent
                    .is_some_and(|p| drafts[p].number.as_deref().is_some_and(|n| n.starts_with('表')));
                let base = if table {
                    base
                } else if base.is_empty() {
                    "表".to_owned()
                } else {
                    format!("{base} 表")
                };
                (format!("{base} {n}"), n)
            }
            Place::Header => {
                let n = count(5, "");
                let again = if n == 1 { String::new() } else { n.to_string() };
                let base = if base.is_empty() { String::new() } else { format!("{base} ") };
                (format!("{base}表頭{again}"), format!("表頭{again}"))
            }
            Place::Footnote => {
                let n = if number.is_empty() { count(4, "").to_string() } else { number };
                (format!("注{n}"), format!("注{n}"))
            }
            Place::Title => {
                let words: String = draft.text.chars().take(40).collect();
                (if base.is_empty() { words.clone() } else { format!("{base} {words}") }, words)
            }
        };
        let path = if matches!(draft.place, Place::Footnote) { vec![step] } else { nested(above, step) };
        out.push(Cited { citation, path });
    }
    out
}

const SUPPLEMENT: &str = "附則";

/// The supplementary provisions that an item stands under.
fn supplementary(mut at: usize, drafts: &[Draft]) -> Option<usize> {
    while drafts[at].number.as_deref() != Some(SUPPLEMENT) {
        at = drafts[at].parent?;
    }
    Some(at)
}

/// The bracket that a text begins with.
fn bracket(text: &str) -> Option<&str> {
    let close = match text.chars().next()? {
        '（' => '）',
        '(' => ')',
        _ => return None,
    };
    text.find(close).map(|at| &text[..at + close.len_utf8()])
}

/// Whether a citation ends in 第2: a bare number goes on with の (第2の1).
fn ends_in_ordinal(citation: &str) -> bool {
    let count = citation.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    count.len() < citation.len() && count.ends_with('第')
}

/// Numbers that several items of a kind have.
fn repeated(drafts: &[Draft], kind: ItemKind) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    let all = drafts.iter().filter(|d| d.kind == kind);
    all.filter_map(|d| d.number.as_deref()).filter(|n| !seen.insert(*n)).collect()
}

fn nested(mut above: Vec<String>, step: String) -> Vec<String> {
    above.push(step);
    above
}

/// The citation that this one goes on: its parent's, or that of the nearest heading that can be cited.
fn base(draft: &Draft, cited: &[Cited]) -> String {
    let Some(parent) = draft.parent else { return String::new() };
    let Some(above) = cited.get(parent) else { return String::new() };
    above.citation.clone()
}

/// ⑥ in 14.⑥, (6) in 14.⑥(6), ② in 1.2.1＜管理責任＞②, 「1.」 of a list in running text.
fn under(base: &str, draft: &Draft, number: &str, drafts: &[Draft]) -> String {
    let label = if draft.label.is_empty() || draft.parent.is_some_and(|p| !drafts[p].is_heading()) {
        String::new()
    } else {
        format!("＜{}＞", draft.label)
    };
    if base.is_empty() {
        return format!("{label}{number}");
    }
    // 号 of an article: 第2条第一号.
    if base.contains('条') && !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c))
    {
        return format!("{base}{label}第{number}号");
    }
    let digit = number.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    let circled = number.chars().next().is_some_and(crate::text::fold::is_circled);
    let ends_in_digit = base.chars().next_back().is_some_and(|c| c.is_ascii_digit());
    let word = number.chars().next().is_some_and(|c| ('一'..='龠').contains(&c));
    let worded = word && number.ends_with(|c: char| c.is_ascii_digit());
    if digit && label.is_empty() && ends_in_ordinal(base) {
        format!("{base}の{number}")
    } else if digit && draft.mark.trim_end().ends_with(['.', '．']) {
        format!("{base}{label} {number}.")
    } else if digit
        || worded
        || number.starts_with('※')
        || number.starts_with('答')
        || number.starts_with('注')
    {
        format!("{base}{label} {number}")
    } else if circled && label.is_empty() && ends_in_digit {
        format!("{base}.{number}")
    } else {
        format!("{base}{label}{number}")
    }
}

#[cfg(test)]
mod tests {
    use kaitei_model::ItemKind;

    use super::{Draft, Place, cite};

    fn draft(place: Place, number: Option<&str>, mark: &str, parent: Option<usize>) -> Draft {
        let kind = if parent.is_none() { ItemKind::Heading } else { ItemKind::Requirement };
        Draft {
            kind,
            place,
            number: number.map(str::to_owned),
            mark: mark.to_owned(),
            parent,
            ..Draft::default()
        }
    }

    #[test]
    fn citations_are_the_ones_that_people_write() {
        let drafts = [
            draft(Place::Number, Some("14"), "１４．", None),
            draft(Place::Under, Some("⑥"), "⑥", Some(0)),
            draft(Place::Under, Some("(6)"), "(6)", Some(1)),
            draft(Place::Count, None, "-", Some(1)),
            draft(Place::Count, None, "-", Some(1)),
            draft(Place::Prose, None, "", Some(0)),
            Draft { label: "管理責任".to_owned(), ..draft(Place::Under, Some("②"), "②", Some(0)) },
            draft(Place::Under, Some("2"), "２．", Some(0)),
            draft(Place::Number, Some("第2"), "第２", None),
            draft(Place::Under, Some("1"), "１", Some(8)),
            draft(Place::Under, Some("(3)"), "(3)", Some(9)),
            Draft {
                text: "（見本規程第３号）抄".to_owned(),
                ..draft(Place::Number, Some("附則"), "附則", None)
            },
            draft(Place::Number, Some("第1条"), "第１条", Some(11)),
            draft(Place::Number, Some("附則"), "附則", None),
        ];
        let got: Vec<String> = cite(&drafts).into_iter().map(|c| c.citation).collect();
        assert_eq!(
            got,
            [
                "14",
                "14.⑥",
                "14.⑥(6)",
                "14.⑥-1",
                "14.⑥-2",
                "14 第1段落",
                "14＜管理責任＞②",
                "14 2.",
                "第2",
                "第2の1",
                "第2の1(3)",
                "附則（見本規程第３号）",
                "附則（見本規程第３号） 第1条",
                "附則",
            ]
        );
    }
}
