//! A double click: the program started without a word, between the folders 改定前 and 改定後.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::support::{Outcome, edition, finish, names};

/// The program in a folder of its own, as it comes out of the zip.
fn unpacked() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::copy(env!("CARGO_BIN_EXE_kaitei"), home.path().join("kaitei")).unwrap();
    home
}

fn double_click(home: &Path) -> Outcome {
    let mut command = Command::new(home.join("kaitei"));
    // Started from somewhere else, as a shortcut does.
    command.current_dir("/").stdin(Stdio::null()).env_remove("KAITEI_LANG");
    finish(&mut command)
}

fn put(home: &Path, folder: &str, files: &[(&str, &str)]) {
    fs::create_dir_all(home.join(folder)).unwrap();
    for (from, name) in files {
        fs::copy(edition(from).join(name), home.join(folder).join(name)).unwrap();
    }
}

#[test]
fn the_folders_beside_the_program_are_compared() {
    let home = unpacked();
    put(home.path(), "改定前", &[("r7", "checklist-2025-vendor.xlsx")]);
    put(home.path(), "改定後", &[("r8", "checklist-2026-vendor.xlsx")]);
    let outcome = double_click(home.path()).done();
    let made = names(&home.path().join("結果"));
    assert!(
        made.contains(&"report.html".to_owned()) && made.contains(&"changes.json".to_owned()),
        "{made:?}"
    );
    assert!(outcome.text().contains("Enterキー"), "{outcome:?}");
}

#[test]
fn what_was_settled_is_used_from_beside_the_program() {
    let home = unpacked();
    put(home.path(), "改定前", &[("r7", "checklist-2025-vendor.xlsx")]);
    put(home.path(), "改定後", &[("r8", "checklist-2026-vendor.xlsx")]);
    fs::write(home.path().join("kaitei.decisions.toml"), "これは判定ではない").unwrap();
    let outcome = double_click(home.path());
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(
        outcome.stderr.contains("kaitei.decisions.toml") && outcome.text().contains("Enterキー"),
        "{outcome:?}"
    );
}

#[test]
fn an_empty_folder_is_named_with_what_to_do() {
    let home = unpacked();
    put(home.path(), "改定前", &[("r7", "checklist-2025-vendor.xlsx")]);
    put(home.path(), "改定後", &[]);
    let outcome = double_click(home.path()).refused("folder-empty");
    assert!(outcome.stderr.contains("改定後") && outcome.text().contains("Enterキー"), "{outcome:?}");
}

#[test]
fn without_the_folders_the_command_explains_itself() {
    if cfg!(windows) {
        return;
    }
    let home = unpacked();
    let outcome = double_click(home.path());
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.stderr.contains("kaitei diff"), "{outcome:?}");
    assert_eq!(names(home.path()), ["kaitei"]);
}
