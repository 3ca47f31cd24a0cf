//! A seeded mutator: editions are edited as people edit them, and what the aligner makes of it is held against the truth.
//!
//! It shares no code and no constants with the aligner. `just mutate` runs two hundred seeds; `KAITEI_SHOW` names an operation
//! (or `certain`, `false`, `missed`) whose misses are printed with their texts. Whoever works on the aligner looks at the seeds from
//! `KAITEI_FIRST` on; the figures that are told are those of seeds that nobody looked at.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "all of it is a test"
)]

mod case;
mod forest;
mod measure;
mod number;
mod ops;
mod properties;
mod random;
mod source;
mod words;

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use measure::{Tally, measure};

/// How a case is made of a seed.
type Make = fn(u64, &'static [source::Set]) -> case::Case;

/// Measures so many seeds, on as many threads as there are.
fn run(make: Make, seeds: std::ops::Range<u64>, corpus: bool) -> Tally {
    let show = std::env::var("KAITEI_SHOW").unwrap_or_default();
    let sets = source::sets(corpus);
    let (next, tallies) = (AtomicU64::new(seeds.start), Mutex::new(BTreeMap::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if !seeds.contains(&seed) {
                        break;
                    }
                    let tally = measure(&make(seed, sets), &show);
                    tallies.lock().unwrap().insert(seed, tally);
                }
            });
        }
    });
    let mut sum = Tally::default();
    for tally in tallies.into_inner().unwrap().into_values() {
        sum.add(tally);
    }
    for told in &sum.told {
        println!("{told}");
    }
    println!("{}", sum.table());
    sum
}

/// Holds the figures against those that were reached.
fn hold(name: &str, measured: &Tally) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mutator/figures.toml");
    let recorded: BTreeMap<String, BTreeMap<String, usize>> =
        toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let measured = measured.figures();
    let worse: Vec<String> = recorded[name]
        .iter()
        .filter(|(name, value)| measured[name.as_str()] < **value)
        .map(|(name, value)| format!("{name}: {} < {value}", measured[name.as_str()]))
        .collect();
    assert!(worse.is_empty(), "worse than recorded in {path}: {worse:?}");
}

#[test]
fn figures_only_rise() {
    hold("revised", &run(case::case, 0..24, false));
}

#[test]
fn figures_only_rise_where_an_edition_is_written_anew() {
    hold("anew", &run(case::written_anew, 0..6, false));
}

/// The seeds of the whole measurement; `KAITEI_SEEDS` says how many, `KAITEI_FIRST` from which on.
fn seeds(first: u64) -> std::ops::Range<u64> {
    let number = |name| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let first = number("KAITEI_FIRST").unwrap_or(first);
    first..first + number("KAITEI_SEEDS").unwrap_or(200)
}

/// The whole measurement.
#[test]
#[ignore = "takes minutes: just mutate"]
fn two_hundred_seeds() {
    let figures = run(case::case, seeds(1000), true).figures();
    let asked = [
        ("links-f1", 970),
        ("split-recall", 900),
        ("merge-recall", 900),
        ("certain-precision", 970),
        ("certain-share", 600),
    ];
    let short: Vec<_> = asked.iter().filter(|(name, least)| figures[name] < *least).collect();
    assert!(short.is_empty(), "short of what is asked: {short:?}");
}

/// The same where nearly nothing stayed.
#[test]
#[ignore = "takes minutes: just mutate"]
fn two_hundred_seeds_written_anew() {
    let figures = run(case::written_anew, seeds(2000), true).figures();
    let asked = [("links-f1", 900), ("split-recall", 850), ("merge-recall", 850), ("certain-precision", 970)];
    let short: Vec<_> = asked.iter().filter(|(name, least)| figures[name] < *least).collect();
    assert!(short.is_empty(), "short of what is asked: {short:?}");
}
