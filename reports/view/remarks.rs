//! 備考: what became of an item, in the words of 新旧対照表.

use kaitei_model::{Aspect, Change, Kind, Side, Verdict};

use super::Strings;
use super::documents::Plan;
use super::index::Index;
use super::is_open;
use super::item::within;
use crate::clean::clean;
use crate::strings::Arg;

pub(super) fn remarks(change: &Change, plan: &Plan<'_>, index: &Index<'_>, strings: &Strings) -> Vec<String> {
    let mut out = Vec::new();
    let old = list(change, Side::Old, plan, index, strings);
    let new = list(change, Side::New, plan, index, strings);
    let consolidated = change.aspects.contains(&Aspect::Consolidated);
    let say = |id: &str| strings.with(id, &[("old", Arg::Text(&old)), ("new", Arg::Text(&new))]);
    match change.kind {
        Kind::Moved => out.push(say("remark-moved")),
        Kind::Split => out.push(say("remark-split")),
        // The columns of the old documents show it.
        Kind::Merged if consolidated && plan.consolidated() => {}
        Kind::Merged => out.push(say("remark-merged")),
        Kind::Regrouped => out.push(say("remark-regrouped")),
        // The kind says it.
        Kind::Added | Kind::Removed | Kind::Modified | Kind::Unchanged => {}
    }
    if change.kind != Kind::Moved && change.old.len() == 1 && change.aspects.contains(&Aspect::Renumbered) {
        out.push(say("remark-renumbered"));
    }
    if let Some(decision) = &change.decision {
        out.push(strings.get(match decision.verdict {
            Verdict::Right => "remark-decided-right",
            Verdict::Wrong => "remark-decided-wrong",
            Verdict::Pending => "remark-decided-pending",
            Verdict::Noted => "remark-decided-noted",
        }));
    }
    // Also where somebody looked and left it open.
    if is_open(change) {
        out.push(strings.get("remark-review"));
    }
    out
}

/// The citations of one side, without the document where that is the section's own.
fn list(change: &Change, side: Side, plan: &Plan<'_>, index: &Index<'_>, strings: &Strings) -> String {
    let ids = match side {
        Side::Old => &change.old,
        Side::New => &change.new,
    };
    // In a table with several old documents the name says which one.
    let shorts = if side == Side::Old && plan.old.len() > 1 { Vec::new() } else { plan.short(side) };
    let mut names: Vec<String> = ids
        .iter()
        .map(|id| match index.item(side, id) {
            Some(item) => shorts
                .iter()
                .find(|short| item.citation.starts_with(**short))
                .map_or_else(|| clean(&item.citation), |short| within(&item.citation, short)),
            None => clean(id.as_str()),
        })
        .collect();
    const SHOWN: usize = 6;
    let rest = names.len().saturating_sub(SHOWN);
    names.truncate(SHOWN);
    let joined = names.join(&strings.get("list-comma"));
    if rest == 0 {
        joined
    } else {
        strings.with("list-rest", &[("list", Arg::Text(&joined)), ("count", Arg::Count(rest))])
    }
}
