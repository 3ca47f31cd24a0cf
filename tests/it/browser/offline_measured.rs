//! How long `kaitei.html` takes, and how much memory. Ignored by default: elapsed time says something on a quiet machine alone.
//!
//!     KAITEI_CORPUS=… cargo test -p kaitei --test it offline_measured -- --ignored --nocapture --test-threads 1

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use super::offline::{READY, compare, files, give, page, saved};
use crate::support::edition;

/// Files in, results out; prints how long each step took. Fails where it takes longer, or more memory.
fn measured(name: &str, old: &[PathBuf], new: &[PathBuf], longest: Duration, most: u64) {
    let Some(mut page) = page() else { return };
    let before = page.used().0;
    let begun = Instant::now();
    let mut steps = Vec::new();
    let mut step = |what: &str| steps.push(format!("{what} {:.1} s", begun.elapsed().as_secs_f32()));
    give(&mut page, "old", old);
    give(&mut page, "new", new);
    page.until(READY);
    step("read");
    compare(&mut page);
    step("compared");
    let archive = saved(&mut page);
    step("saved");
    let elapsed = begun.elapsed();
    let (after, memory) = page.used();
    let mebibytes = memory >> 20;
    println!(
        "kaitei.html, {name}: {}; processor {:.1} s; memory {mebibytes} MiB; archive {} kB",
        steps.join(", "),
        after - before,
        archive.metadata().unwrap().len() / 1000
    );
    assert!(elapsed < longest && memory < most, "{elapsed:?}, {mebibytes} MiB");
}

#[test]
#[ignore = "measures time: run it alone, on a quiet machine"]
fn the_specimens_within_ten_seconds() {
    measured("specimens", &files(&edition("r7")), &files(&edition("r8")), Duration::from_secs(10), 1 << 30);
}

#[test]
#[ignore = "measures time: run it alone, on a quiet machine"]
fn two_editions_of_the_work_rules_within_twenty_seconds_and_a_gibibyte() {
    let Some(corpus) = std::env::var_os("KAITEI_CORPUS").map(PathBuf::from) else {
        println!("left out: KAITEI_CORPUS is not set");
        return;
    };
    let document = |edition: &str| vec![corpus.join(format!("guideline/work-rules-{edition}.pdf"))];
    measured("work-rules h30 → r4", &document("h30"), &document("r4"), Duration::from_secs(20), 1 << 30);
}
