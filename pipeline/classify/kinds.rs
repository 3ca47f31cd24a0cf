//! Kinds: what became of the items of a group, by design.md's table, and what became of their numbers.

use std::collections::BTreeMap;

use kaitei_model::{Aspect, Edition, Item, ItemId, ItemKind, Kind};

use super::group::Group;
use crate::text::fold;

/// The old and the new parent of a pair, and whether it is one of headings.
type Family = (Option<usize>, Option<usize>, bool);

/// What kinds depend on beyond the group itself: the groups of parents, the order of siblings.
pub(super) struct Kinds {
    group_of_old: Vec<usize>,
    group_of_new: Vec<usize>,
    old_parent: Vec<Option<usize>>,
    new_parent: Vec<Option<usize>>,
    /// Groups 1:1 that left the longest common order of their siblings.
    out_of_order: Vec<bool>,
}

impl Kinds {
    /// Works out parents and orders.
    pub(super) fn of(old: &Edition, new: &Edition, groups: &[Group]) -> Self {
        let mut kinds = Self {
            group_of_old: vec![usize::MAX; old.items.len()],
            group_of_new: vec![usize::MAX; new.items.len()],
            old_parent: parents(old),
            new_parent: parents(new),
            out_of_order: vec![false; groups.len()],
        };
        for (index, group) in groups.iter().enumerate() {
            for &o in &group.old {
                kinds.group_of_old[o] = index;
            }
            for &n in &group.new {
                kinds.group_of_new[n] = index;
            }
        }
        // Siblings by old and new parent, in the old order, with their new place. Headings are ordered among themselves: a footnote
        // stands where its page ends.
        let mut siblings: BTreeMap<Family, Vec<(usize, usize, usize)>> = BTreeMap::new();
        for (index, group) in groups.iter().enumerate() {
            if let ([o], [n]) = (group.old.as_slice(), group.new.as_slice()) {
                let heading = old.items[*o].kind == ItemKind::Heading;
                siblings
                    .entry((kinds.old_parent[*o], kinds.new_parent[*n], heading))
                    .or_default()
                    .push((*o, *n, index));
            }
        }
        for mut row in siblings.into_values() {
            row.sort_unstable();
            let keeps = longest_rising(&row.iter().map(|&(_, n, _)| n).collect::<Vec<_>>());
            for (at, &(_, _, index)) in row.iter().enumerate() {
                kinds.out_of_order[index] = !keeps.contains(&at);
            }
        }
        kinds
    }

    /// The kind: the first that applies. `Unchanged` here says that the texts fold to the same key.
    pub(super) fn kind(&self, index: usize, group: &Group, olds: &[&Item], news: &[&Item]) -> Kind {
        match (group.old.as_slice(), group.new.as_slice()) {
            ([], _) => Kind::Added,
            (_, []) => Kind::Removed,
            ([o], [n]) => {
                if !self.same_parent(*o, *n) || self.out_of_order[index] {
                    Kind::Moved
                } else if fold(&olds[0].text) == fold(&news[0].text) {
                    Kind::Unchanged
                } else {
                    Kind::Modified
                }
            }
            ([_], _) => Kind::Split,
            (_, [_]) => Kind::Merged,
            _ => Kind::Regrouped,
        }
    }

    /// Whether the new item's parent is the counterpart of the old one's.
    fn same_parent(&self, old: usize, new: usize) -> bool {
        match (self.old_parent[old], self.new_parent[new]) {
            (None, None) => true,
            (Some(a), Some(b)) => self.group_of_old[a] == self.group_of_new[b],
            _ => false,
        }
    }

    /// What became of the number, for a change 1:1: another number (its own, or one above it), or another sort of mark.
    pub(super) fn number_aspects(&self, group: &Group, olds: &[&Item], news: &[&Item]) -> Vec<Aspect> {
        let ([_], [_]) = (group.old.as_slice(), group.new.as_slice()) else { return Vec::new() };
        let (old, new) = (olds[0], news[0]);
        let mut aspects = Vec::new();
        let relabelled = style(old) != style(new);
        if relabelled {
            aspects.push(Aspect::Relabelled);
        }
        let own = old.number.is_some() && new.number.is_some() && old.number != new.number && !relabelled;
        if own || numbers_above(old) != numbers_above(new) {
            aspects.push(Aspect::Renumbered);
        }
        aspects
    }
}

/// The numbered steps above the item. Steps that are counted by place (第2段落, ・3) are no numbers: they shift with every line.
fn numbers_above(item: &Item) -> Vec<&String> {
    let own = item.path.len().saturating_sub(1);
    item.path[..own]
        .iter()
        .filter(|step| {
            !step.starts_with(['-', '・', '●', '○']) && !step.ends_with("段落") && step.chars().count() <= 12
        })
        .collect()
}

/// The sort of mark: what is left when its digits and letters are made one.
fn style(item: &Item) -> String {
    let Some(number) = &item.number else { return mark_style(&item.mark) };
    let mut out = String::new();
    for c in number.chars() {
        let class = match c {
            '0'..='9' => '1',
            '①'..='⑳' | '㉑'..='㊿' => '①',
            'ア'..='ン' => 'ア',
            'a'..='z' => 'a',
            'A'..='Z' => 'A',
            'Ⅰ'..='Ⅿ' => 'Ⅰ',
            'ⅰ'..='ⅿ' => 'ⅰ',
            c => c,
        };
        if !(class == '1' && out.ends_with('1')) {
            out.push(class);
        }
    }
    // 1 and 1.2 are one sort of number; a heading that went one level down is renumbered.
    out.replace(".1", "")
}

fn mark_style(mark: &str) -> String {
    fold(mark)
}

fn parents(edition: &Edition) -> Vec<Option<usize>> {
    let at: BTreeMap<&ItemId, usize> =
        edition.items.iter().enumerate().map(|(i, item)| (&item.id, i)).collect();
    edition.items.iter().map(|item| item.parent.as_ref().and_then(|id| at.get(id)).copied()).collect()
}

/// Positions of a longest strictly rising subsequence.
fn longest_rising(values: &[usize]) -> std::collections::BTreeSet<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; values.len()];
    for (i, &value) in values.iter().enumerate() {
        let at = tails.partition_point(|&t| values[t] < value);
        before[i] = at.checked_sub(1).map(|k| tails[k]);
        if at == tails.len() { tails.push(i) } else { tails[at] = i }
    }
    let mut out = std::collections::BTreeSet::new();
    let mut at = tails.last().copied();
    while let Some(i) = at {
        out.insert(i);
        at = before[i];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn the_longest_common_order_is_kept() {
        assert_eq!(longest_rising(&[1, 2, 5, 3, 4]).into_iter().collect::<Vec<_>>(), [0, 1, 3, 4]);
        assert!(longest_rising(&[]).is_empty());
    }
}
