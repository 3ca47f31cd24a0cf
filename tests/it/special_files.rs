//! Pipes, devices and full disks in the place of files: told, and nothing waits for them.

#![cfg(unix)]

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::support::{edition, finish, kaitei, specimens};

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success()), "mkfifo");
}

#[test]
fn no_subcommand_waits_for_a_pipe_or_reads_a_device() {
    let folder = tempfile::tempdir().unwrap();
    let fifo = folder.path().join("pipe");
    pipe(&fifo);
    let changes = specimens().folder.path().join("changes.json");
    let volume = edition("r8").join("guideline-7.0-system.pdf");
    let (old, new) = (edition("r7"), edition("r8"));
    let out = folder.path().join("out");
    let decisions = folder.path().join("kaitei.decisions.toml");
    for special in [fifo.as_path(), Path::new("/dev/zero")] {
        let runs: [Vec<&dyn AsRef<std::ffi::OsStr>>; 12] = [
            vec![&"extract", &special],
            vec![&"inspect", &special, &"--page", &"1", &"--svg", &"-"],
            vec![&"report", &special, &"--out", &out],
            vec![&"report", &changes, &"--out", &out, &"--formats", &"docx-notice", &"--letter", &special],
            vec![&"report", &changes, &"--out", &out, &"--carry", &special],
            vec![&"check", &special, &"--expect", &"fixtures/notice-claims.toml"],
            vec![&"check", &changes, &"--expect", &special],
            vec![&"audit", &changes, &"--crosswalk", &special],
            vec![&"decide", &changes, &"--decisions", &special, &"--link", &"14.⑤", &"--with", &"14.⑤"],
            vec![&"decide", &changes, &"--decisions", &decisions, &"--from", &special],
            vec![&"diff", &"--old", &special, &"--new", &volume, &"--out", &out],
            vec![&"diff", &"--old", &old, &"--new", &new, &"--out", &out, &"--decisions", &special],
        ];
        for run in &runs {
            let mut command = kaitei();
            for part in run {
                command.arg(*part);
            }
            finish(&mut command).refused("file-unreadable");
        }
    }
    assert!(!out.exists() && !decisions.exists());
}

#[test]
fn a_manifest_that_is_a_pipe_is_left_alone_and_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(edition("r8").join("checklist-2026-vendor.xlsx"), folder.path().join("a.xlsx")).unwrap();
    pipe(&folder.path().join("edition.toml"));
    let mut diff = kaitei();
    diff.arg("diff")
        .arg("--old")
        .arg(edition("r7").join("checklist-2025-vendor.xlsx"))
        .arg("--new")
        .arg(folder.path());
    let done = finish(diff.arg("--out").arg(folder.path().join("out"))).done();
    assert!(
        done.stderr.contains("[file-ignored]") && done.stderr.contains("edition.toml"),
        "{}",
        done.stderr
    );
}

#[test]
fn rules_that_are_a_pipe_or_lie_behind_a_link_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let book = |edition_of: &str, name: &str| edition(edition_of).join(name);
    let (old, new) = (book("r7", "checklist-2025-vendor.xlsx"), book("r8", "checklist-2026-vendor.xlsx"));
    let out = folder.path().join("out");
    let refused = |rules: &Path| {
        let mut diff = kaitei();
        diff.arg("diff").arg("--old").arg(&old).arg("--new").arg(&new).arg("--out").arg(&out);
        finish(diff.arg("--rules").arg(rules)).refused("file-unreadable");
    };
    let exported = |name: &str| {
        let rules = folder.path().join(name);
        finish(kaitei().args(["rules", "--export"]).arg(&rules)).done();
        rules
    };
    let piped = exported("piped");
    fs::remove_file(piped.join("themes.toml")).unwrap();
    pipe(&piped.join("themes.toml"));
    refused(&piped);
    let linked = exported("linked");
    fs::rename(linked.join("classes"), folder.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), linked.join("classes")).unwrap();
    refused(&linked);
    assert!(!out.exists());
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_behind_stdout() {
    let mut command = kaitei();
    command.arg("extract").arg(edition("r8").join("guideline-7.0-system.pdf"));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let done = command.stdout(full).stderr(Stdio::piped()).output().unwrap();
    let told = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{told}");
    assert!(told.contains("[output-unwritable]") && told.contains("→ "), "{told}");
}
