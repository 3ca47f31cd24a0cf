//! A seeded mutator: editions are edited as people edit them, and what the aligner makes of it is held against the truth.
//!
//! It shares no code and no constants with the aligner. `just mutate` runs two hundred seeds; `KAITEI_SHOW` names an operation
//! (or `certain`, `false`, `missed`) whose misses are printed with their texts.

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

/// Measures so many seeds, on as many threads as there are.
fn run(seeds: std::ops::Range<u64>, corpus: bool) -> Tally {
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
                    let tally = measure(&case::case(seed, sets), &show);
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

#[test]
fn figures_only_rise() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mutator/figures.toml");
    let recorded: BTreeMap<String, usize> = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let measured = run(0..24, false).figures();
    let worse: Vec<String> = recorded
        .iter()
        .filter(|(name, value)| measured[name.as_str()] < **value)
        .map(|(name, value)| format!("{name}: {} < {value}", measured[name.as_str()]))
        .collect();
    assert!(worse.is_empty(), "worse than recorded in {path}: {worse:?}");
}

/// The whole measurement; `KAITEI_SEEDS` says how many seeds.
#[test]
#[ignore = "takes minutes: just mutate"]
fn two_hundred_seeds() {
    let seeds = std::env::var("KAITEI_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let figures = run(1000..1000 + seeds, true).figures();
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
