//! What an editor does to an edition.

use std::collections::BTreeMap;

use kaitei_model::ItemKind;

use crate::{
    forest::{Forest, Key, Op},
    random::Random,
    words,
};

/// How often each thing is done, of all that is done to single items.
const WEIGHTS: [(Op, usize); 12] = [
    (Op::Light, 24),
    (Op::Heavy, 14),
    (Op::Move, 7),
    (Op::MoveReworded, 5),
    (Op::Swap, 6),
    (Op::Split, 11),
    (Op::Merge, 11),
    (Op::Regroup, 7),
    (Op::Add, 8),
    (Op::Remove, 7),
    (Op::Duplicate, 3),
    (Op::Twin, 4),
];

/// The same where an edition is written anew: a third of the items merged or split, half of them in other words.
const ANEW: [(Op, usize); 11] = [
    (Op::Light, 22),
    (Op::Heavy, 22),
    (Op::Move, 4),
    (Op::MoveReworded, 5),
    (Op::Split, 15),
    (Op::Merge, 12),
    (Op::Regroup, 6),
    (Op::Add, 6),
    (Op::Remove, 5),
    (Op::Duplicate, 1),
    (Op::Twin, 2),
];

/// What was taken out.
pub(crate) type Removed = Vec<Key>;

/// Shorter texts say too little to be told apart.
const LEAST: usize = 18;

pub(crate) struct Editor<'a> {
    pub(crate) forest: &'a mut Forest,
    pub(crate) random: &'a mut Random,
    /// Nodes that something was done to.
    pub(crate) done: Vec<bool>,
    pub(crate) removed: Removed,
    /// Documents whose items are only reworded, added and removed.
    pub(crate) gently: Vec<usize>,
    /// The edition is written anew, and what is done is drawn accordingly.
    pub(crate) anew: bool,
}

impl Editor<'_> {
    /// Edits so many of a hundred items, and perhaps whole chapters.
    pub(crate) fn edit(&mut self, percent: usize) {
        let mut targets = self.targets();
        self.random.shuffle(&mut targets);
        let count = (targets.len() * percent / 100).max(3);
        for &target in targets.iter().take(count) {
            if !self.is_done(target) {
                let op = self.draw();
                self.apply(op, target, &targets);
            }
        }
        if self.anew {
            self.new_beginnings(&targets);
        }
        if self.random.percent(35) {
            self.new_chapter();
        }
        if self.random.percent(30) {
            self.move_chapter();
        }
        self.forest.renumber();
    }

    /// Single items that can be told apart: leaves with a text of their own that stands nowhere else.
    fn targets(&self) -> Vec<usize> {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for node in &self.forest.nodes {
            *times.entry(&node.item.text).or_default() += 1;
        }
        (0..self.forest.nodes.len())
            .filter(|&n| {
                let node = &self.forest.nodes[n];
                node.children.is_empty()
                    && !matches!(node.item.kind, ItemKind::Heading | ItemKind::Figure | ItemKind::TableRow)
                    && node.item.text.chars().count() >= LEAST
                    && times[node.item.text.as_str()] == 1
            })
            .collect()
    }

    fn draw(&mut self) -> Op {
        let weights: &[(Op, usize)] = if self.anew { &ANEW } else { &WEIGHTS };
        let all: usize = weights.iter().map(|(_, weight)| weight).sum();
        let mut at = self.random.below(all);
        for &(op, weight) in weights {
            if at < weight {
                return op;
            }
            at -= weight;
        }
        Op::Light
    }

    fn is_done(&self, node: usize) -> bool {
        self.done.get(node).copied().unwrap_or(true)
    }

    fn finish(&mut self, node: usize, op: Op) {
        self.done.resize(self.forest.nodes.len().max(self.done.len()), true);
        self.done[node] = true;
        self.forest.nodes[node].op = op;
    }

    fn text(&self, node: usize) -> String {
        self.forest.nodes[node].item.text.clone()
    }

    fn set_text(&mut self, node: usize, text: String) {
        self.forest.nodes[node].item.text = text;
    }

    fn apply(&mut self, op: Op, target: usize, targets: &[usize]) {
        let document = self.forest.document(target);
        let gentle = self.gently.contains(&document);
        if gentle && !matches!(op, Op::Light | Op::Heavy | Op::Add | Op::Remove) {
            return;
        }
        match op {
            Op::Light | Op::Heavy => self.reword(op, target),
            Op::Move | Op::MoveReworded => self.relocate(op, target, targets),
            Op::Swap => self.swap(target, targets),
            Op::Split => self.split(target),
            Op::Merge => self.merge(target, targets),
            Op::Regroup => self.regroup(target, targets),
            Op::Add => self.add(target),
            Op::Remove => self.remove(target),
            Op::Duplicate => self.duplicate(target, targets),
            Op::Twin => self.twin(target),
            Op::Keep | Op::Renumber | Op::Consolidate => {}
        }
    }

    fn reword(&mut self, op: Op, target: usize) {
        let text = self.text(target);
        let other = if op == Op::Light {
            words::lightly(&text, self.random)
        } else {
            words::heavily(&text, self.random)
        };
        if let Some(other) = other {
            self.set_text(target, other);
            self.finish(target, op);
        }
    }

    /// A place among other siblings, mostly in the same document.
    fn elsewhere(&mut self, target: usize, targets: &[usize]) -> Option<usize> {
        let (document, parent) = (self.forest.document(target), self.forest.nodes[target].parent);
        let across = self.random.percent(30);
        for _ in 0..40 {
            let other = self.random.pick(targets);
            let there = self.forest.document(other);
            let fits = if across { there != document } else { there == document };
            let standing = self.forest.nodes[other].op != Op::Remove && !self.gently.contains(&there);
            if fits && standing && other != target && self.forest.nodes[other].parent != parent {
                return Some(other);
            }
        }
        None
    }

    fn shake(&mut self, target: usize) {
        let (document, parent) = (self.forest.document(target), self.forest.nodes[target].parent);
        let beside = self.forest.siblings_mut(document, parent).clone();
        for node in beside {
            self.forest.nodes[node].shaken = true;
        }
    }

    fn relocate(&mut self, op: Op, target: usize, targets: &[usize]) {
        let text = self.text(target);
        let other = if op == Op::Move { Some(text) } else { words::lightly(&text, self.random) };
        if let (Some(text), Some(place)) = (other, self.elsewhere(target, targets)) {
            self.shake(target);
            self.forest.detach(target);
            self.forest.put_behind(target, place);
            self.set_text(target, text);
            self.finish(target, op);
        }
    }

    /// A sibling that nothing was done to yet; right behind it, or any.
    fn sibling(&mut self, target: usize, targets: &[usize], next: bool) -> Option<usize> {
        let (document, parent) = (self.forest.document(target), self.forest.nodes[target].parent);
        let row = self.forest.siblings_mut(document, parent).clone();
        let at = row.iter().position(|&n| n == target)?;
        let free = |&n: &usize| n != target && targets.contains(&n) && !self.is_done(n);
        let free: Vec<usize> = if next {
            row.get(at + 1).copied().into_iter().filter(|n| free(n)).collect()
        } else {
            row.into_iter().filter(|n| free(n)).collect()
        };
        let kind = self.forest.nodes[target].item.kind;
        let alike: Vec<usize> =
            free.into_iter().filter(|&n| self.forest.nodes[n].item.kind == kind).collect();
        (!alike.is_empty()).then(|| self.random.pick(&alike))
    }

    fn swap(&mut self, target: usize, targets: &[usize]) {
        let Some(other) = self.sibling(target, targets, false) else { return };
        let (document, parent) = (self.forest.document(target), self.forest.nodes[target].parent);
        let row = self.forest.siblings_mut(document, parent);
        let at = |n: usize| row.iter().position(|&m| m == n);
        if let (Some(a), Some(b)) = (at(target), at(other)) {
            row.swap(a, b);
            self.finish(target, Op::Swap);
            self.finish(other, Op::Swap);
        }
    }

    fn split(&mut self, target: usize) {
        let text = self.text(target);
        let most = 2 + usize::from(self.random.percent(30));
        if text.chars().count() < 2 * LEAST {
            return;
        }
        let Some(parts) = words::parts(&text, most, self.random).filter(|p| p.len() > 1) else { return };
        let origins = self.forest.nodes[target].origins.clone();
        // Sometimes the parts stand below the first, as its branches.
        let below = self.random.percent(25);
        let mut last = target;
        for (i, mut part) in parts.into_iter().enumerate() {
            if self.random.percent(40) {
                part = words::lightly(&part, self.random).unwrap_or(part);
            } else if self.random.percent(20) {
                part = words::heavily(&part, self.random).unwrap_or(part);
            }
            if i == 0 {
                self.set_text(target, part);
                continue;
            }
            let node = self.forest.sprout(target, part, origins.clone(), Op::Split);
            if below {
                self.forest.nodes[node].parent = Some(target);
                self.forest.nodes[node].item.number = Some(format!("({i})"));
                self.forest.nodes[node].item.mark = format!("({i})");
                self.forest.nodes[node].native = true;
                self.forest.nodes[target].children.push(node);
            } else {
                self.forest.put_behind(node, last);
                last = node;
            }
            self.finish(node, Op::Split);
        }
        self.finish(target, Op::Split);
    }

    fn merge(&mut self, target: usize, targets: &[usize]) {
        let next = self.random.percent(70);
        let Some(other) = self.sibling(target, targets, next) else { return };
        let mut text = self.text(target);
        if !text.ends_with('。') {
            text.push('。');
        }
        if self.random.percent(40) {
            text.push_str(self.random.pick(&["また、", "あわせて、", "その際、"]));
        }
        text.push_str(&self.text(other));
        if self.random.percent(40) {
            text = words::lightly(&text, self.random).unwrap_or(text);
        } else if self.random.percent(30) {
            text = words::heavily(&text, self.random).unwrap_or(text);
        }
        self.set_text(target, text);
        self.absorb(target, other);
        self.finish(target, Op::Merge);
    }

    /// Takes a node out; what it came from is another's origin now.
    fn absorb(&mut self, target: usize, other: usize) {
        self.shake(other);
        self.forest.detach(other);
        let origins = self.forest.nodes[other].origins.clone();
        self.forest.nodes[target].origins.extend(origins);
        self.done[other] = true;
    }

    /// Two items become two or three others, each with something of both or of one.
    fn regroup(&mut self, target: usize, targets: &[usize]) {
        let Some(other) = self.sibling(target, targets, true) else { return };
        let (a, b) = (self.text(target), self.text(other));
        let (Some(a), Some(b)) = (words::parts(&a, 2, self.random), words::parts(&b, 2, self.random)) else {
            return;
        };
        let ([a1, a2], [b1, b2]) = (a.as_slice(), b.as_slice()) else { return };
        let (from_a, from_b) =
            (self.forest.nodes[target].origins.clone(), self.forest.nodes[other].origins.clone());
        let both: Vec<Key> = from_a.iter().chain(&from_b).copied().collect();
        if self.random.percent(50) {
            self.set_text(target, format!("{a1}{b1}"));
            self.set_text(other, format!("{a2}{b2}"));
            self.forest.nodes[target].origins.clone_from(&both);
            self.forest.nodes[other].origins = both;
        } else {
            let middle = self.forest.sprout(target, format!("{a2}{b1}"), both, Op::Regroup);
            self.set_text(target, a1.clone());
            self.set_text(other, b2.clone());
            self.forest.put_behind(middle, target);
            self.finish(middle, Op::Regroup);
        }
        self.finish(target, Op::Regroup);
        self.finish(other, Op::Regroup);
    }

    fn add(&mut self, target: usize) {
        let text = words::fresh(self.random);
        let node = self.forest.sprout(target, text, Vec::new(), Op::Add);
        self.forest.put_behind(node, target);
        self.finish(node, Op::Add);
    }

    fn remove(&mut self, target: usize) {
        if self.random.percent(70) {
            self.shake(target);
        }
        self.removed.extend(self.forest.nodes[target].origins.clone());
        self.forest.detach(target);
        self.finish(target, Op::Remove);
    }

    fn duplicate(&mut self, target: usize, targets: &[usize]) {
        let Some(place) = self.elsewhere(target, targets) else { return };
        let text = self.text(target);
        let copy = self.forest.sprout(target, text, Vec::new(), Op::Duplicate);
        self.forest.put_behind(copy, place);
        self.finish(copy, Op::Duplicate);
        self.finish(target, Op::Duplicate);
    }

    /// A new item beside an old one that says the same of something else.
    fn twin(&mut self, target: usize) {
        let Some(text) = words::of_something_else(&self.text(target), self.random) else { return };
        let twin = self.forest.sprout(target, text, Vec::new(), Op::Twin);
        self.forest.put_behind(twin, target);
        self.finish(twin, Op::Twin);
        self.finish(target, Op::Twin);
    }

    /// Headings that stand in a row of headings, with something below them.
    fn chapters(&self) -> Vec<usize> {
        (0..self.forest.nodes.len())
            .filter(|&n| {
                let node = &self.forest.nodes[n];
                node.item.kind == ItemKind::Heading
                    && node.item.number.is_some()
                    && !node.children.is_empty()
                    && !self.gently.contains(&self.forest.document(n))
            })
            .collect()
    }

    fn new_chapter(&mut self) {
        let chapters = self.chapters();
        if chapters.is_empty() {
            return;
        }
        let place = self.random.pick(&chapters);
        let heading = self.forest.sprout(place, "新たに定める事項".to_owned(), Vec::new(), Op::Add);
        self.forest.put_behind(heading, place);
        self.finish(heading, Op::Add);
        for i in 1..=2 + self.random.below(3) {
            let text = words::fresh(self.random);
            let node = self.forest.sprout(place, text, Vec::new(), Op::Add);
            let child = &mut self.forest.nodes[node];
            child.item.kind = ItemKind::Requirement;
            child.item.number = Some(format!("({i})"));
            child.item.mark = format!("({i})");
            child.native = true;
            child.parent = Some(heading);
            self.forest.nodes[heading].children.push(node);
            self.finish(node, Op::Add);
        }
    }

    /// A new item or chapter at the head of every row that holds something, so that all behind it bears another number.
    fn new_beginnings(&mut self, targets: &[usize]) {
        for d in 0..self.forest.roots.len() {
            let row = self.forest.roots[d].clone();
            let Some(&first) = row.iter().find(|&&n| self.forest.nodes[n].item.number.is_some()) else {
                continue;
            };
            let heading = self.forest.sprout(first, "改めて定める事項".to_owned(), Vec::new(), Op::Add);
            self.forest.put_before(heading, first);
            self.finish(heading, Op::Add);
        }
        let parents: std::collections::BTreeSet<_> =
            targets.iter().filter_map(|&n| self.forest.nodes[n].parent).collect();
        for parent in parents {
            let first = self.forest.nodes[parent].children.iter().copied().find(|&n| {
                let node = &self.forest.nodes[n];
                node.item.number.is_some() && node.item.kind != ItemKind::Heading
            });
            if let (Some(first), true) = (first, self.random.percent(60)) {
                let text = words::fresh(self.random);
                let node = self.forest.sprout(first, text, Vec::new(), Op::Add);
                self.forest.put_before(node, first);
                self.finish(node, Op::Add);
            }
        }
    }

    fn move_chapter(&mut self) {
        let chapters = self.chapters();
        for _ in 0..20 {
            if chapters.is_empty() {
                return;
            }
            let (a, b) = (self.random.pick(&chapters), self.random.pick(&chapters));
            let place = |n: usize| (self.forest.document(n), self.forest.nodes[n].parent);
            if a != b && place(a) == place(b) {
                let (document, parent) = place(a);
                let row = self.forest.siblings_mut(document, parent);
                row.retain(|&n| n != a);
                let at = row.iter().position(|&n| n == b).map_or(row.len(), |at| at + 1);
                row.insert(at, a);
                return;
            }
        }
    }
}
