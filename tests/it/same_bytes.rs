//! Same input, same bytes: twice, from another place, on one thread and on two.

use std::{fs, path::Path};

use crate::support::{copy, edition, finish, kaitei, names, root, specimens};

/// Compares the specimens into `out`, in the way that `set` sets up.
fn compare(set: impl Fn(&mut std::process::Command), old: &Path, new: &Path) {
    let out = tempfile::tempdir().unwrap();
    let mut command = kaitei();
    set(&mut command);
    finish(command.arg("diff").arg("--old").arg(old).arg("--new").arg(new).arg("--out").arg(out.path()))
        .done();
    let first = specimens().folder.path();
    assert_eq!(names(out.path()), names(first));
    for name in names(first) {
        let (one, two) = (fs::read(first.join(&name)).unwrap(), fs::read(out.path().join(&name)).unwrap());
        assert!(one == two, "{name} differs");
    }
}

#[test]
fn a_second_time() {
    compare(|_| {}, &edition("r7"), &edition("r8"));
}

#[test]
fn on_one_thread_and_on_two() {
    for threads in ["1", "2", "5"] {
        let set = |command: &mut std::process::Command| {
            command.env("RAYON_NUM_THREADS", threads);
        };
        compare(set, &edition("r7"), &edition("r8"));
    }
}

#[test]
fn from_a_copy_elsewhere() {
    let elsewhere = tempfile::tempdir().unwrap();
    let (old, new) = (elsewhere.path().join("ほかの 場所"), elsewhere.path().join("n"));
    copy(&edition("r7"), &old);
    copy(&edition("r8"), &new);
    compare(|_| {}, &old, &new);
    // Given file by file and in another order; the edition's own paper with them.
    let out = tempfile::tempdir().unwrap();
    let mut command = kaitei();
    command.current_dir(&old).arg("diff").arg("--new").arg("../n/").arg("--out").arg(out.path()).arg("--old");
    finish(command.args(names(&old).iter().rev())).done();
    let first = specimens().folder.path();
    for name in names(first) {
        assert!(
            fs::read(first.join(&name)).unwrap() == fs::read(out.path().join(&name)).unwrap(),
            "{name} differs"
        );
    }
}

#[test]
fn with_links_in_place_of_files() {
    if !cfg!(unix) {
        return;
    }
    let elsewhere = tempfile::tempdir().unwrap();
    for name in names(&edition("r8")) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(edition("r8").join(&name), elsewhere.path().join(&name)).unwrap();
    }
    compare(|_| {}, &edition("r7"), elsewhere.path());
}

#[test]
fn no_output_names_the_machine() {
    let home = root().to_string_lossy().into_owned();
    for name in names(specimens().folder.path()) {
        let bytes = fs::read(specimens().folder.path().join(&name)).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(&home), "{name} names {home}");
    }
}
