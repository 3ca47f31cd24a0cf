//! A case: an edition, what became of it, and the truth about it.

use std::collections::BTreeMap;

use kaitei_model::ItemKind;
use kaitei_pipeline::EditionInput;

use crate::{
    forest::{Forest, Key, Op},
    ops::Editor,
    random::Random,
    source::{Set, Source},
    words,
};

/// Two editions and what became of what, by document and place.
pub(crate) struct Case {
    pub(crate) seed: u64,
    pub(crate) set: &'static str,
    pub(crate) old: EditionInput,
    pub(crate) new: EditionInput,
    /// True links, each with what was done.
    pub(crate) links: BTreeMap<(Key, Key), Op>,
    /// What was done to each new item.
    pub(crate) news: BTreeMap<Key, Op>,
    /// Old items that were taken out.
    pub(crate) removed: Vec<Key>,
}

/// Makes the case of a seed.
pub(crate) fn case(seed: u64, sets: &'static [Set]) -> Case {
    let mut random = Random::of(seed);
    let set = &sets[usize::try_from(seed).unwrap() % sets.len()];
    let mut sources: Vec<&Source> = set.sources.iter().collect();
    random.shuffle(&mut sources);
    sources.truncate(1 + random.below(sources.len()));
    // A gentle revision, an ordinary one, and one that leaves little as it was.
    let percent = [10, 25, 60][random.below(3)];
    if random.percent(25) {
        two_made_one(seed, set, &sources, percent, &mut random)
    } else {
        let old = Forest::of(&sources);
        let mut new = old.clone();
        edited(seed, set, &old, &mut new, Vec::new(), percent, &mut random)
    }
}

/// Makes a case in which nearly nothing stayed: two documents became one, everything bears another number, a third of the items
/// is merged or split and half of them reworded.
pub(crate) fn written_anew(seed: u64, sets: &'static [Set]) -> Case {
    let mut random = Random::of(seed);
    let set = &sets[usize::try_from(seed).unwrap() % sets.len()];
    let mut sources: Vec<&Source> = set.sources.iter().collect();
    random.shuffle(&mut sources);
    let old = Forest::of(&sources);
    let mut new = old.clone();
    new.join();
    let editor = |forest, random| Editor {
        forest,
        random,
        done: Vec::new(),
        removed: Vec::new(),
        gently: Vec::new(),
        anew: true,
    };
    finished(seed, set, &old, &mut new, 96, &mut random, editor)
}

fn edited(
    seed: u64,
    set: &Set,
    old: &Forest,
    new: &mut Forest,
    gently: Vec<usize>,
    percent: usize,
    random: &mut Random,
) -> Case {
    let editor = |forest, random| Editor {
        forest,
        random,
        done: Vec::new(),
        removed: Vec::new(),
        gently,
        anew: false,
    };
    finished(seed, set, old, new, percent, random, editor)
}

fn finished<'a>(
    seed: u64,
    set: &Set,
    old: &Forest,
    new: &'a mut Forest,
    percent: usize,
    random: &'a mut Random,
    editor: impl FnOnce(&'a mut Forest, &'a mut Random) -> Editor<'a>,
) -> Case {
    let nodes = new.nodes.len();
    let mut editor = editor(new, random);
    editor.done = vec![false; nodes];
    editor.edit(percent);
    let Editor { forest: new, removed, .. } = editor;
    let (mut links, mut news) = (BTreeMap::new(), BTreeMap::new());
    for (d, order) in new.order().into_iter().enumerate() {
        for (i, n) in order.into_iter().enumerate() {
            let node = &new.nodes[n];
            news.insert((d, i), node.op);
            links.extend(node.origins.iter().map(|&origin| ((origin, (d, i)), node.op)));
        }
    }
    Case { seed, set: set.name, old: old.edition(false), new: new.edition(true), links, news, removed }
}

/// The first document stood in two versions, for two sorts of readers; the new edition has one for both.
fn two_made_one(seed: u64, set: &Set, sources: &[&Source], percent: usize, random: &mut Random) -> Case {
    let whole = sources[0];
    let has_children =
        |s: &Source, i: usize| s.items.iter().any(|other| other.parent.as_ref() == Some(&s.items[i].id));
    let plain = |i: usize| !has_children(whole, i) && whole.items[i].kind != ItemKind::Heading;
    let (mut first, mut second) = (version(whole, "本部用"), version(whole, "支部用"));
    let mut keys: Vec<[Option<usize>; 2]> = Vec::new();
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for (i, item) in whole.items.iter().enumerate() {
        let only = if plain(i) { random.below(100) } else { 99 };
        let mut other = item.clone();
        if plain(i) && random.percent(15) {
            other.text = words::lightly(&item.text, random).unwrap_or(other.text);
        }
        keys.push([(only >= 8).then_some(a.len()), (!(8..16).contains(&only)).then_some(b.len())]);
        if only >= 8 {
            a.push(item.clone());
        }
        if !(8..16).contains(&only) {
            b.push(other);
        }
    }
    (first.items, second.items) = (a, b);
    let mut olds: Vec<&Source> = vec![&first, &second];
    olds.extend(&sources[1..]);
    let old = Forest::of(&olds);
    let both = version(whole, "本部・支部用");
    let mut news: Vec<&Source> = vec![&both];
    news.extend(&sources[1..]);
    let mut new = Forest::of(&news);
    for node in &mut new.nodes {
        let (document, place) = node.origins[0];
        if document > 0 {
            node.origins = vec![(document + 1, place)];
            continue;
        }
        node.origins = keys[place].iter().enumerate().filter_map(|(d, at)| at.map(|at| (d, at))).collect();
        if node.origins.len() == 2 {
            node.op = Op::Consolidate;
        }
        if random.percent(12) && node.children.is_empty() && node.item.kind != ItemKind::Heading {
            let text = words::lightly(&node.item.text, random);
            node.item.text = text.unwrap_or_else(|| node.item.text.clone());
        }
    }
    edited(seed, set, &old, &mut new, vec![0], percent.min(25), random)
}

/// A document as it is called for a sort of readers.
fn version(source: &Source, readers: &str) -> Source {
    let mut document = source.document.clone();
    document.title = format!("{}（{readers}）", document.title);
    document.short = format!("{}（{readers}）", document.short);
    let mut items = source.items.clone();
    for item in &mut items {
        item.citation = format!("{readers} {}", item.citation);
    }
    Source { document, items }
}
