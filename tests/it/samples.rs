//! `reports/samples`: the specimens' reports in every format, for people who look before they install.

use std::fs;

use crate::support::{edition, finish, kaitei, names, root};

/// `just samples` makes them anew.
#[test]
fn the_samples_are_what_kaitei_writes_now() {
    let out = tempfile::tempdir().unwrap();
    let mut command = kaitei();
    command
        .arg("diff")
        .arg("--old")
        .arg(edition("r7"))
        .arg("--new")
        .arg(edition("r8"))
        .arg("--out")
        .arg(out.path());
    finish(command.args(["--formats", "html,docx,xlsx,md,csv,json,junit,sarif"])).done();
    let samples = root().join("reports/samples");
    assert_eq!(names(&samples), names(out.path()), "stale: run `just samples`");
    for name in names(&samples) {
        let (kept, now) = (fs::read(samples.join(&name)).unwrap(), fs::read(out.path().join(&name)).unwrap());
        assert!(kept == now, "{name} is stale: run `just samples`");
    }
}
