//! What is broken, and which command reads it.

use std::{
    ffi::{OsStr, OsString},
    fs,
    path::Path,
};

use super::bytes::{PDF_WORDS, Random, mutate, streams};
use super::ground::{Ground, zipped};
use super::texts::{json, lines};

/// A kind of broken input.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// So many runs of a round.
    share: usize,
    /// Writes the broken files into a folder; returns the arguments that have them read.
    pub(crate) make: fn(&Ground, &mut Random, &Path) -> Vec<OsString>,
}

pub(crate) const CASES: &[Case] = &[
    Case { name: "pdf", share: 10, make: pdf },
    Case { name: "workbook", share: 3, make: workbook },
    Case { name: "changes", share: 2, make: changes },
    Case { name: "items", share: 2, make: items },
    Case { name: "decisions", share: 1, make: decisions },
    Case { name: "sheet", share: 1, make: sheet },
    Case { name: "crosswalk", share: 1, make: crosswalk },
    Case { name: "expect", share: 1, make: expect },
    Case { name: "edition", share: 1, make: edition },
    Case { name: "rules", share: 1, make: rules },
    Case { name: "letter", share: 1, make: letter },
];

/// The case of a run, by share, and its index.
pub(crate) fn of_run(run: usize) -> (usize, &'static Case) {
    let round: usize = CASES.iter().map(|case| case.share).sum();
    // A stride without a common divisor mixes them, so that a few runs hold some of each.
    let mut at = (run * 5) % round;
    for (which, case) in CASES.iter().enumerate() {
        if at < case.share {
            return (which, case);
        }
        at -= case.share;
    }
    (0, &CASES[0])
}

fn args<const N: usize>(parts: [&dyn AsRef<OsStr>; N]) -> Vec<OsString> {
    parts.iter().map(|part| part_of(*part)).collect()
}

fn part_of(part: &dyn AsRef<OsStr>) -> OsString {
    part.as_ref().to_owned()
}

/// A PDF whose streams are not compressed: three of four broken inside of one, the others anywhere, some cut off.
fn pdf(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let seed = &ground.pdfs[random.next(ground.pdfs.len())];
    let mut data = seed.clone();
    let inside = streams(&data);
    match inside.get(random.next(inside.len())).copied() {
        Some((from, to)) if random.next(4) > 0 => {
            for _ in 0..=random.next(12) {
                mutate(random, &mut data, from, to, PDF_WORDS);
            }
        }
        _ => {
            let end = data.len();
            mutate(random, &mut data, 0, end, PDF_WORDS);
            if random.next(4) == 0 {
                data.truncate(random.next(end));
            }
        }
    }
    let file = folder.join("broken.pdf");
    fs::write(&file, data).unwrap();
    match random.next(8) {
        0 => args([&"inspect", &file, &"--page", &"1", &"--svg", &"-"]),
        1 => args([&"extract", &file, &"--as", &"text", &"--body"]),
        _ => args([&"extract", &file, &"--as", &"items"]),
    }
}

/// A workbook with one of its parts broken, zipped again; now and then the archive itself.
fn broken_book(book: &[(String, Vec<u8>)], random: &mut Random) -> Vec<u8> {
    const WORDS: &[&[u8]] = &[
        b"<",
        b">",
        b"</",
        b"/>",
        b"\"",
        b"&",
        b"&#0;",
        b"&#x110000;",
        b"<![CDATA[",
        b"-1",
        b"4294967296",
        b"A1",
        b"XFD1048576",
        b"A1:XFD1048576",
        b"<!--",
        b"<v>",
        b"<si>",
        b"s=\"99999\"",
        b"\xFF\xFE",
        b"t=\"s\"",
    ];
    let mut parts = book.to_vec();
    if random.next(8) > 0 {
        let which = random.next(parts.len());
        let end = parts[which].1.len();
        for _ in 0..=random.next(6) {
            mutate(random, &mut parts[which].1, 0, end, WORDS);
        }
        return zipped(&parts);
    }
    let mut archive = zipped(&parts);
    let end = archive.len();
    mutate(
        random,
        &mut archive,
        0,
        end,
        &[b"PK\x01\x02", b"PK\x03\x04", b"\xFF\xFF\xFF\xFF", b"\0\0", b"../"],
    );
    archive
}

fn workbook(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let file = folder.join("broken.xlsx");
    let book = &ground.books[random.next(ground.books.len())];
    fs::write(&file, broken_book(book, random)).unwrap();
    args([&"extract", &file, &"--as", &["items", "text"][random.next(2)]])
}

/// The data that the other subcommands read.
fn changes(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let file = folder.join("changes.json");
    fs::write(&file, json(&ground.changes, random)).unwrap();
    match random.next(4) {
        0 => args([&"check", &file, &"--expect", &ground.at("expect.toml")]),
        1 => args([&"audit", &file, &"--crosswalk", &ground.at("crosswalk.xlsx")]),
        _ => {
            let formats = "html,docx,xlsx,md,csv,json,junit,sarif";
            args([&"report", &file, &"--out", &folder.join("out"), &"--formats", &formats])
        }
    }
}

fn items(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let file = folder.join("broken.json");
    fs::write(&file, json(&ground.items, random)).unwrap();
    diff(&file, &ground.at("new.json"), folder, &[])
}

fn diff(old: &Path, new: &Path, folder: &Path, more: &[&dyn AsRef<OsStr>]) -> Vec<OsString> {
    let mut all =
        args([&"diff", &"--old", &old, &"--new", &new, &"--out", &folder.join("out"), &"--formats", &"json"]);
    all.extend(more.iter().map(|part| part_of(*part)));
    all
}

fn decisions(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let file = folder.join("kaitei.decisions.toml");
    fs::write(&file, lines(&ground.decisions, random)).unwrap();
    if random.next(4) == 0 {
        let (old, new) = &ground.pair;
        return args([
            &"decide",
            &ground.at("changes.json"),
            &"--decisions",
            &file,
            &"--link",
            old,
            &"--with",
            new,
        ]);
    }
    diff(&ground.at("old.json"), &ground.at("new.json"), folder, &[&"--decisions", &file])
}

/// An edited workbook of ours, from which decisions are taken, or what was entered for the next one.
fn sheet(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let file = folder.join("edited.xlsx");
    fs::write(&file, broken_book(&ground.report, random)).unwrap();
    if random.next(2) == 0 {
        let changes = ground.at("changes.json");
        return args([
            &"report",
            &changes,
            &"--out",
            &folder.join("out"),
            &"--formats",
            &"xlsx",
            &"--carry",
            &file,
        ]);
    }
    let decisions = folder.join("kaitei.decisions.toml");
    args([&"decide", &ground.at("changes.json"), &"--decisions", &decisions, &"--from", &file])
}

fn crosswalk(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let file = folder.join("crosswalk.xlsx");
    fs::write(&file, broken_book(&ground.crosswalk, random)).unwrap();
    args([&"audit", &ground.at("changes.json"), &"--crosswalk", &file])
}

fn expect(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let file = folder.join("expect.toml");
    fs::write(&file, lines(&ground.expect, random)).unwrap();
    args([
        &"check",
        &ground.at("changes.json"),
        &"--expect",
        &file,
        &"--format",
        &["text", "json", "sarif"][random.next(3)],
    ])
}

fn edition(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let new = folder.join("new");
    fs::create_dir(&new).unwrap();
    fs::copy(ground.at("new.json"), new.join("new.json")).unwrap();
    fs::write(new.join("edition.toml"), lines(&ground.edition, random)).unwrap();
    diff(&ground.at("old.json"), &new, folder, &[])
}

/// One file of the rules, the others as they are.
fn rules(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let (name, text) = &ground.rules[random.next(ground.rules.len())];
    let file = folder.join("rules").join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, lines(text, random)).unwrap();
    diff(&ground.at("old.json"), &ground.at("new.json"), folder, &[&"--rules", &folder.join("rules")])
}

/// The fields of the letter that goes with a notice.
fn letter(ground: &Ground, random: &mut Random, folder: &Path) -> Vec<OsString> {
    let file = folder.join("letter.toml");
    fs::write(&file, lines(&ground.letter, random)).unwrap();
    args([
        &"report",
        &ground.at("changes.json"),
        &"--out",
        &folder.join("out"),
        &"--formats",
        &"docx-notice",
        &"--letter",
        &file,
    ])
}
