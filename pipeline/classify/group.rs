//! Groups: the items that links hold together.

use std::collections::BTreeMap;

use crate::align::IndexedLink;

/// Items of both sides that belong to one change, by index, in document order.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    /// Indices of its links.
    pub(super) links: Vec<usize>,
}

/// The connected components of the links, every unlinked item on its own.
///
/// In the order of the new edition; a removed item stands behind the group of the old item before it.
pub(super) fn groups(olds: usize, news: usize, links: &[IndexedLink]) -> Vec<Group> {
    let mut root: Vec<usize> = (0..olds + news).collect();
    fn find(root: &mut [usize], mut i: usize) -> usize {
        while root[i] != i {
            root[i] = root[root[i]];
            i = root[i];
        }
        i
    }
    for link in links {
        let (a, b) = (find(&mut root, link.old), find(&mut root, olds + link.new));
        root[a.max(b)] = a.min(b);
    }
    let mut by_root: BTreeMap<usize, Group> = BTreeMap::new();
    for i in 0..olds + news {
        let group = by_root.entry(find(&mut root, i)).or_default();
        if i < olds { group.old.push(i) } else { group.new.push(i - olds) }
    }
    for (index, link) in links.iter().enumerate() {
        if let Some(group) = by_root.get_mut(&find(&mut root, link.old)) {
            group.links.push(index);
        }
    }
    // The place of each group: its first new item, or that of the nearest old item before it.
    let mut place_of_old: Vec<Option<usize>> = vec![None; olds];
    for group in by_root.values() {
        for &o in &group.old {
            place_of_old[o] = group.new.first().copied();
        }
    }
    let mut before = None;
    for place in &mut place_of_old {
        before = place.or(before);
        *place = before;
    }
    let mut groups: Vec<((usize, usize, usize), Group)> = by_root
        .into_values()
        .map(|group| {
            let key = match (group.new.first(), group.old.first()) {
                (Some(&n), _) => (n, 0, 0),
                // Before everything where nothing stands before it.
                (None, Some(&o)) => place_of_old[o].map_or((0, 0, o), |n| (n, 1, o)),
                (None, None) => (usize::MAX, 0, 0),
            };
            (key, group)
        })
        .collect();
    groups.sort_by_key(|(key, _)| *key);
    groups.into_iter().map(|(_, group)| group).collect()
}

#[cfg(test)]
mod tests {
    use kaitei_model::{Certainty, Evidence};

    use super::groups;
    use crate::align::IndexedLink;

    fn link(old: usize, new: usize) -> IndexedLink {
        IndexedLink { old, new, score: 1000, certainty: Certainty::Certain, evidence: Evidence::default() }
    }

    #[test]
    fn every_item_stands_in_one_group_and_removed_ones_follow_their_neighbour() {
        // 0-0; 1 removed; 2 and 3 merged into 1; 2 added.
        let got = groups(4, 3, &[link(0, 0), link(2, 1), link(3, 1)]);
        let shape: Vec<(Vec<usize>, Vec<usize>)> = got.into_iter().map(|g| (g.old, g.new)).collect();
        assert_eq!(shape, [(vec![0], vec![0]), (vec![1], vec![]), (vec![2, 3], vec![1]), (vec![], vec![2])]);
    }
}
