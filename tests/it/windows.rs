//! The program for Windows under wine, where both are at hand (`dist/build.sh windows`); elsewhere these tests say that they were left out.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::{
    book::{column, enter, rows},
    support::{copy, edition, finish, names, root, specimens},
};

/// The program unpacked into a folder of its own, or `None` where it cannot be run.
fn unpacked() -> Option<TempDir> {
    let exe = root().join("target/dist/kaitei.exe");
    let runs = |program: &str| {
        Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
    };
    if !exe.is_file() || !runs("wine") || !runs("x86_64-w64-mingw32-gcc") {
        println!("left out: no kaitei.exe (dist/build.sh windows), no wine, or no mingw-w64");
        return None;
    }
    let home = tempfile::tempdir().unwrap();
    fs::copy(exe, home.path().join("kaitei.exe")).unwrap();
    random_numbers(home.path());
    Some(home)
}

/// Old versions of wine lack a library that every Windows has.
fn random_numbers(home: &Path) {
    let source = root().join("dist/windows/wine/bcryptprimitives.c");
    let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
    compiler
        .args(["-shared", "-O2", "-o"])
        .arg(home.join("bcryptprimitives.dll"))
        .arg(source)
        .arg("-ladvapi32");
    assert!(compiler.status().unwrap().success());
}

fn wine(home: &Path) -> Command {
    let mut command = Command::new("wine");
    command
        .arg(home.join("kaitei.exe"))
        .stdin(Stdio::null())
        .env("WINEDEBUG", "-all")
        .env_remove("KAITEI_LANG");
    command
}

#[test]
fn the_same_bytes_as_here() {
    let Some(home) = unpacked() else { return };
    let out = home.path().join("out");
    let mut command = wine(home.path());
    command
        .arg("diff")
        .arg("--old")
        .arg(edition("r7"))
        .arg("--new")
        .arg(edition("r8"))
        .arg("--out")
        .arg(&out);
    finish(&mut command).done();
    let here = specimens().folder.path();
    assert_eq!(names(&out), names(here));
    for name in names(here) {
        assert!(fs::read(out.join(&name)).unwrap() == fs::read(here.join(&name)).unwrap(), "{name} differs");
    }
}

#[test]
fn a_double_click() {
    let Some(home) = unpacked() else { return };
    let outcome = finish(&mut wine(home.path()));
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.text().contains("もう一度ダブルクリックしてください"), "{outcome:?}");
    let folder = |name: &str| -> PathBuf { home.path().join(name) };
    assert!(folder("改定前").is_dir() && folder("改定後").is_dir() && folder("結果").is_dir());
    copy(&edition("r7"), &folder("改定前"));
    copy(&edition("r8"), &folder("改定後"));
    let outcome = finish(&mut wine(home.path())).done();
    assert!(
        outcome.text().contains("作成したファイル") && outcome.text().contains("Enterキー"),
        "{outcome:?}"
    );
    let here = fs::read(specimens().folder.path().join("changes.json")).unwrap();
    assert!(fs::read(folder("結果").join("changes.json")).unwrap() == here);

    // An edited workbook among the results.
    let name = names(&folder("結果")).into_iter().find(|name| name.ends_with(".xlsx")).unwrap();
    let book = folder("結果").join(name);
    enter(&book, "対応確認", &[(format!("{}3", column(&rows(&book, "対応確認"), "判定")), "正しい")]);
    let edited = fs::read(&book).unwrap();
    let outcome = finish(&mut wine(home.path())).done();
    assert!(outcome.text().contains("新しい判定 1件"), "{outcome:?}");
    assert!(folder("kaitei.decisions.toml").is_file() && fs::read(&book).unwrap() == edited);
}
