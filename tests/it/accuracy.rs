//! The accuracy ratchet: links, kinds and aspects on the specimens against the truth that was written by hand.
//!
//! A name of the truth that is no citation of ours counts as missed, with all that the truth says of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use kaitei_model::{Certainty, ChangeSet, Item};

use crate::support::{csv, root, specimens};

/// A link by the citations of its ends.
type Pair<'a> = (&'a str, &'a str);

/// The truth, read from the table.
#[derive(Default)]
struct Truth {
    links: BTreeSet<(String, String)>,
    added: BTreeSet<String>,
    removed: BTreeSet<String>,
    changes: Vec<Group>,
}

/// A change as the truth has it: the citations of its items, its kind and its aspects.
#[derive(Default)]
struct Group {
    old: BTreeSet<String>,
    new: BTreeSet<String>,
    kind: String,
    aspects: BTreeSet<String>,
}

fn truth() -> Truth {
    let mut truth = Truth::default();
    for row in csv(&root().join("fixtures/truth.csv")) {
        let [old, new, _, kind, aspects, ..] = row.as_slice() else { panic!("a short row: {row:?}") };
        match (old.is_empty(), new.is_empty()) {
            (false, false) => drop(truth.links.insert((old.clone(), new.clone()))),
            (true, false) => drop(truth.added.insert(new.clone())),
            (false, true) => drop(truth.removed.insert(old.clone())),
            (true, true) => panic!("an empty row"),
        }
        let side = |name: &String| Some(name.clone()).filter(|name| !name.is_empty()).into_iter().collect();
        let aspects = aspects.split_whitespace().map(str::to_owned).collect();
        let mut group = Group { old: side(old), new: side(new), kind: kind.clone(), aspects };
        // Rows that share an item belong to one change.
        let meets = |other: &Group| !other.old.is_disjoint(&group.old) || !other.new.is_disjoint(&group.new);
        let (joined, apart) = truth.changes.into_iter().partition::<Vec<_>, _>(meets);
        for mut other in joined {
            group.old.append(&mut other.old);
            group.new.append(&mut other.new);
            group.aspects.append(&mut other.aspects);
        }
        truth.changes = apart;
        truth.changes.push(group);
    }
    truth
}

fn citations(items: &[Item]) -> BTreeMap<&str, &str> {
    items.iter().map(|item| (item.id.as_str(), item.citation.as_str())).collect()
}

/// A share in thousandths, rounded down: a figure that is printed was reached.
fn share(part: usize, of: usize) -> u32 {
    u32::try_from(part * 1000 / of.max(1)).unwrap()
}

/// The figures by name, in thousandths.
fn measure(changes: &ChangeSet, truth: &Truth) -> BTreeMap<&'static str, u32> {
    let (old, new) = (citations(&changes.old.items), citations(&changes.new.items));
    let named = |side: &BTreeSet<String>, links: &dyn Fn(&(String, String)) -> String| {
        truth.links.iter().map(links).chain(side.iter().cloned()).collect::<BTreeSet<_>>()
    };
    let named_old = named(&truth.removed, &|link| link.0.clone());
    let named_new = named(&truth.added, &|link| link.1.clone());
    let mut ours: BTreeSet<Pair<'_>> = BTreeSet::new();
    let mut certain: BTreeSet<Pair<'_>> = BTreeSet::new();
    for link in changes.changes.iter().flat_map(|change| &change.links) {
        let pair = (old[link.old.as_str()], new[link.new.as_str()]);
        if named_old.contains(pair.0) || named_new.contains(pair.1) {
            ours.insert(pair);
            if link.certainty == Certainty::Certain {
                certain.insert(pair);
            }
        }
    }
    let right = |pairs: &BTreeSet<Pair<'_>>| {
        pairs.iter().filter(|(a, b)| truth.links.contains(&((*a).to_owned(), (*b).to_owned()))).count()
    };
    let hits = right(&ours);

    let (mut whole, mut kinds) = (0, 0);
    let (mut good, mut false_aspects, mut missed_aspects) = (0, 0, 0);
    for change in &changes.changes {
        let side = |ids: &[kaitei_model::ItemId], names: &BTreeMap<&str, &str>| {
            ids.iter().map(|id| names[id.as_str()].to_owned()).collect::<BTreeSet<_>>()
        };
        let (from, to) = (side(&change.old, &old), side(&change.new, &new));
        let Some(group) = truth.changes.iter().find(|group| group.old == from && group.new == to) else {
            continue;
        };
        whole += 1;
        kinds += usize::from(change.kind.id() == group.kind);
        let got: BTreeSet<String> = change.aspects.iter().map(|aspect| aspect.id().to_owned()).collect();
        good += got.intersection(&group.aspects).count();
        false_aspects += got.difference(&group.aspects).count();
        missed_aspects += group.aspects.difference(&got).count();
        if change.kind.id() != group.kind || got != group.aspects {
            let (kind, aspects) = (&group.kind, &group.aspects);
            println!(
                "differs: {from:?} → {to:?} is {} {got:?}, should be {kind} {aspects:?}",
                change.kind.id()
            );
        }
    }
    for link in ours.iter().filter(|(a, b)| !truth.links.contains(&((*a).to_owned(), (*b).to_owned()))) {
        println!("a false link: {link:?}");
    }
    for (a, b) in truth.links.iter().filter(|(a, b)| !ours.contains(&(a.as_str(), b.as_str()))) {
        println!("a missed link: {a} → {b}");
    }
    let known = |side: &BTreeMap<&str, &str>, names: &BTreeSet<String>| {
        let citations: BTreeSet<&str> = side.values().copied().collect();
        let (found, strange): (Vec<_>, Vec<_>) =
            names.iter().partition(|name| citations.contains(name.as_str()));
        println!("not found by citation: {strange:?}");
        found.len()
    };
    // Precision and recall of aspects may be traded for each other, and the share of certain links for more links: printed, not held.
    let (precision, recall) = (share(good, good + false_aspects), share(good, good + missed_aspects));
    println!("aspects: precision {precision}, recall {recall}");
    let certain_share = share(certain.len(), ours.len());
    println!("certain: {certain_share} of the links");
    assert!(certain_share >= 600, "certain means something only on most links: {certain_share}");
    let names = named_old.len() + named_new.len();
    BTreeMap::from([
        ("names-found", share(known(&old, &named_old) + known(&new, &named_new), names)),
        ("links-precision", share(hits, ours.len())),
        ("links-recall", share(hits, truth.links.len())),
        ("links-f1", share(2 * hits, ours.len() + truth.links.len())),
        ("certain-precision", share(right(&certain), certain.len())),
        ("groups-whole", share(whole, truth.changes.len())),
        ("kinds", share(kinds, whole)),
        ("aspects-f1", share(2 * good, 2 * good + false_aspects + missed_aspects)),
    ])
}

#[test]
fn figures_only_rise() {
    let recorded: BTreeMap<String, u32> =
        toml::from_str(&fs::read_to_string(root().join("tests/accuracy.toml")).unwrap()).unwrap();
    let truth = truth();
    assert!(truth.links.len() > 100, "{}", truth.links.len());
    let measured = measure(&specimens().changes, &truth);
    assert_eq!(
        recorded.keys().map(String::as_str).collect::<Vec<_>>(),
        measured.keys().copied().collect::<Vec<_>>()
    );
    let line = |name: &str| format!("{name} = {}", measured[name]);
    let better: Vec<_> =
        measured.iter().filter(|(name, value)| **value > recorded[**name]).map(|(n, _)| line(n)).collect();
    let worse: Vec<_> =
        measured.iter().filter(|(name, value)| **value < recorded[**name]).map(|(n, _)| line(n)).collect();
    if !better.is_empty() {
        println!("better than recorded; put into tests/accuracy.toml:\n{}", better.join("\n"));
    }
    assert!(worse.is_empty(), "worse than recorded in tests/accuracy.toml:\n{}", worse.join("\n"));
}
