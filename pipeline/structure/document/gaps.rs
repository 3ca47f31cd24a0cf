//! Numbering of headings, articles and questions: what skips a number or repeats one is told.

use std::collections::BTreeMap;

use kaitei_model::{Code, Diagnostic, ItemKind, Location};

use super::{
    counts::value,
    draft::{Draft, Place},
};

/// A number in its parts: what stands before its last count, the count, what stands behind.
fn parts(number: &str) -> Option<(String, u32, String)> {
    if let Some(rest) = number.strip_prefix('第') {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !"一二三四五六七八九十百".contains(c))?;
        let count = value(&rest[..end]);
        return (count > 0).then(|| ("第".to_owned(), count, rest[end..].to_owned()));
    }
    let digits = number.chars().rev().take_while(char::is_ascii_digit).count();
    let (before, count) = number.split_at(number.len() - digits);
    Some((before.to_owned(), count.parse().ok()?, String::new()))
}

/// Numbers that do not run on.
pub(super) fn gaps(drafts: &[Draft]) -> Vec<Diagnostic> {
    let mut last: BTreeMap<(Option<usize>, String, String), (u32, String)> = BTreeMap::new();
    let mut out = Vec::new();
    for draft in drafts.iter().filter(|d| d.place == Place::Number && d.variant.is_empty()) {
        let Some(number) = draft.number.as_deref() else { continue };
        // Codes, tables and annexes need not run on.
        let dotted = number.chars().all(|c| c.is_ascii_digit() || ".-".contains(c));
        let counted = match draft.kind {
            ItemKind::Heading => dotted || number.starts_with('第'),
            ItemKind::Requirement => number.starts_with('第'),
            ItemKind::Question => true,
            _ => false,
        };
        let Some((before, count, behind)) = parts(number).filter(|_| counted) else { continue };
        // Articles and questions count on through the chapters, sections begin anew in each.
        let through = draft.kind != ItemKind::Heading;
        let branch = behind.split_once('の').map(|(unit, _)| unit.to_owned());
        let unit = branch.clone().unwrap_or(behind);
        let key = (draft.parent.filter(|_| !through), before, unit);
        if let Some((previous, mark)) = last.get(&key) {
            let runs_on =
                if branch.is_some() { count == *previous } else { count == previous + 1 || count == 1 };
            if !runs_on {
                let args = [("before", mark.clone()), ("after", draft.mark.trim().to_owned())];
                out.push(Diagnostic::new(Code::NumberingGap, args).at(Location {
                    page: draft.regions.first().map(|r| r.page),
                    regions: draft.regions.first().copied().into_iter().collect(),
                    ..Location::default()
                }));
            }
        }
        last.insert(key, (count, draft.mark.trim().to_owned()));
    }
    out
}

#[cfg(test)]
mod tests {
    use kaitei_model::ItemKind;

    use super::{Draft, gaps};

    fn told(kind: ItemKind, numbers: &[&str]) -> Vec<String> {
        let draft = |n: &&str| Draft {
            kind,
            number: Some((*n).to_owned()),
            mark: (*n).to_owned(),
            ..Draft::default()
        };
        let drafts: Vec<Draft> = numbers.iter().map(draft).collect();
        gaps(&drafts).iter().map(|d| format!("{}→{}", d.args["before"], d.args["after"])).collect()
    }

    #[test]
    fn what_runs_on_is_not_told() {
        assert!(told(ItemKind::Heading, &["1", "1.1", "1.2", "2", "2.1", "3"]).is_empty());
        assert!(told(ItemKind::Requirement, &["第1条", "第2条", "第2条の2", "第3条", "第1条"]).is_empty());
        assert!(told(ItemKind::Heading, &["第九章", "第十章", "第十一章", "別添1", "別添4"]).is_empty());
    }

    #[test]
    fn gaps_and_repeats_are_told() {
        assert_eq!(told(ItemKind::Heading, &["1.1", "1.2", "1.4", "1.4"]), ["1.2→1.4", "1.4→1.4"]);
        assert_eq!(told(ItemKind::Requirement, &["第1条", "第3条"]), ["第1条→第3条"]);
        assert_eq!(told(ItemKind::Question, &["概Q-1", "概Q-2", "概Q-5", "企Q-1"]), ["概Q-2→概Q-5"]);
    }
}
