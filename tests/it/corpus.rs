//! Real documents. Expectations are numbers, and the first 12 hex digits of the SHA-256 of folded texts: no sentence of theirs stands here.
//!
//! `KAITEI_CORPUS` names the folder; without it these tests are left out and say so, with a folder that is not there they fail.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use icu_normalizer::ComposingNormalizerBorrowed;
use kaitei_model::{Aspect, ChangeSet, Item, ItemsFile, Kind, Side};
use sha2::{Digest, Sha256};

use crate::{
    complete::{assert_partition, assert_rebuilds},
    support::{changes, csv, diff, files_below, finish, items, kaitei, root},
};

/// The folder of real documents.
fn corpus() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("KAITEI_CORPUS") else {
        println!("left out: KAITEI_CORPUS is not set, so there are no real documents to test on");
        return None;
    };
    let folder = PathBuf::from(folder);
    assert!(folder.is_dir(), "KAITEI_CORPUS names {}, which is no folder", folder.display());
    Some(folder)
}

/// Compares two real documents; the result is complete, whatever it says.
fn compared(old: &Path, new: &Path) -> ChangeSet {
    let out = tempfile::tempdir().unwrap();
    diff(old, new, out.path()).done();
    let changes = changes(&out.path().join("changes.json"));
    assert_partition(&changes);
    assert_rebuilds(&changes);
    changes
}

/// The first 12 hex digits of the SHA-256 of a text in NFKC without white space.
fn print_of(text: &str) -> String {
    let folded = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let folded: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    Sha256::digest(folded).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Articles by their numbers; each number stands once.
fn articles(changes: &ChangeSet, side: Side) -> BTreeMap<u32, &Item> {
    let mut articles = BTreeMap::new();
    // The supplementary provisions count their own articles.
    for item in items(changes, side).iter().filter(|item| !item.citation.contains("附則 ")) {
        let number =
            item.number.as_deref().and_then(|n| n.strip_prefix('第')?.strip_suffix('条')?.parse().ok());
        if let Some(number) = number {
            assert!(articles.insert(number, item).is_none(), "{side:?} 第{number}条 stands twice");
        }
    }
    articles
}

/// 厚生労働省 モデル就業規則, 平成30年1月 and 令和4年11月: the fate of every article, checked by hand in the documents.
#[test]
fn work_rules() {
    let Some(corpus) = corpus() else { return };
    let guideline = corpus.join("guideline");
    let changes = compared(&guideline.join("work-rules-h30.pdf"), &guideline.join("work-rules-r4.pdf"));
    let (old, new) = (articles(&changes, Side::Old), articles(&changes, Side::New));
    assert_eq!(old.keys().copied().collect::<Vec<_>>(), (1..=67).collect::<Vec<_>>());
    assert_eq!(new.keys().copied().collect::<Vec<_>>(), (1..=70).collect::<Vec<_>>());

    let mut wrong = Vec::new();
    let rows = csv(&root().join("tests/corpus/work-rules.csv"));
    assert_eq!(rows.len(), 70);
    for row in &rows {
        let (from, to): (Option<u32>, u32) = (row[0].parse().ok(), row[1].parse().unwrap());
        let item = new[&to];
        if print_of(&item.text) != row[3] {
            wrong.push(format!("第{to}条 reads otherwise ({})", print_of(&item.text)));
        }
        let change = changes.changes.iter().find(|change| change.new.contains(&item.id)).unwrap();
        let Some(from) = from else {
            if change.kind != Kind::Added {
                wrong.push(format!("第{to}条 is new, not {}", change.kind.id()));
            }
            continue;
        };
        let before = old[&from];
        if print_of(&before.text) != row[2] {
            wrong.push(format!("old 第{from}条 reads otherwise ({})", print_of(&before.text)));
        }
        // One article was rewritten from its title on: to call it removed and added is as right.
        if from != 58 && !change.old.contains(&before.id) {
            wrong.push(format!(
                "第{from}条 became 第{to}条, which is {} from {:?}",
                change.kind.id(),
                change.old
            ));
        }
        let renumbered = change.aspects.contains(&Aspect::Renumbered);
        if from != 58 && renumbered != (from != to) {
            wrong.push(format!("第{from}条 → 第{to}条: renumbered is {renumbered}"));
        }
        // An article that only has another number is not rewritten.
        let light = change.aspects.iter().all(|aspect| aspect.is_light());
        if row[2] == row[3] && !(light && matches!(change.kind, Kind::Unchanged | Kind::Moved)) {
            wrong.push(format!(
                "第{from}条 → 第{to}条 says the same, but is {} {:?}",
                change.kind.id(),
                change.aspects
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of 70 rows:\n{}", wrong.len(), wrong.join("\n"));
}

/// 厚生労働省 別紙７別表１: 2,900 rows and more on each side.
#[test]
fn annex_7_1() {
    let Some(corpus) = corpus() else { return };
    let book = corpus.join("workbook");
    let changes = compared(&book.join("annex7-1-r2.xlsx"), &book.join("annex7-1-r4.xlsx"));
    let rows = |side| items(&changes, side).len();
    assert!(rows(Side::Old) >= 2882, "{}", rows(Side::Old));
    assert!(rows(Side::New) >= 3090, "{}", rows(Side::New));
    // Four hidden draft sheets, each named.
    let hidden = changes.diagnostics.iter().filter(|d| d.code == "hidden-sheet").count();
    assert_eq!(hidden, 4, "{:?}", changes.diagnostics);
}

#[test]
fn files_that_cannot_be_read_are_refused() {
    let Some(corpus) = corpus() else { return };
    let made = corpus.join("hard-pdf/made");
    for (name, code) in [("broken_truncated.pdf", "pdf-damaged"), ("enc_needpw.pdf", "password-needed")] {
        let extract = finish(kaitei().arg("extract").arg(made.join(name))).refused(code);
        assert!(extract.stderr.contains(name) && extract.stdout.is_empty(), "{extract:?}");
        let out = tempfile::tempdir().unwrap();
        let good = corpus.join("hard-pdf/made/lo_guide.pdf");
        let refused = diff(&good, &made.join(name), &out.path().join("out")).refused(code);
        assert!(refused.stderr.contains(name), "{}", refused.stderr);
        assert!(!out.path().join("out").exists(), "a folder was left behind");
    }
    // Any Office file but a workbook is a zip that is none.
    let word = corpus.join("docx/gif-441-2023-02.docx");
    finish(kaitei().arg("extract").arg(word)).refused("not-a-workbook");
}

#[test]
fn pages_without_text_are_named() {
    let Some(corpus) = corpus() else { return };
    for file in ["hard-pdf/made/scan_imageonly.pdf", "hard-pdf/real/outlined-no-text.pdf"] {
        let outcome = finish(kaitei().arg("extract").arg(corpus.join(file))).done();
        assert!(outcome.stderr.contains("[page-without-text]"), "{file}: {}", outcome.stderr);
    }
}

/// Every PDF and workbook there is comes to its end: items by the contract, or an error with advice.
#[test]
fn everything_comes_to_its_end() {
    let Some(corpus) = corpus() else { return };
    let mut files = files_below(&corpus, ".pdf");
    files.extend(files_below(&corpus, ".xlsx"));
    assert!(files.len() > 40, "{}", files.len());
    for file in files {
        let outcome = finish(kaitei().arg("extract").arg(&file).args(["--as", "items"]));
        let name = file.strip_prefix(&corpus).unwrap().display();
        assert!(!outcome.stderr.contains("panicked"), "{name}: {}", outcome.stderr);
        match outcome.code {
            0 => drop(serde_json::from_slice::<ItemsFile>(&outcome.stdout).unwrap()),
            2 => assert!(outcome.stderr.contains("→ ") && outcome.stdout.is_empty(), "{name}: {outcome:?}"),
            other => panic!("{name}: exit {other}: {}", outcome.stderr),
        }
    }
}

#[test]
fn no_sentence_of_theirs_stands_in_the_repository() {
    let Some(corpus) = corpus() else { return };
    // The longest runs of the texts, as they are printed; whoever copies one copies more than thirty characters.
    let text =
        finish(kaitei().arg("extract").arg(corpus.join("guideline/work-rules-r4.pdf")).arg("--body")).done();
    let lines: Vec<&str> =
        text.text().lines().map(str::trim).filter(|line| line.chars().count() >= 30).collect();
    assert!(lines.len() > 1000, "{}", lines.len());
    for folder in ["fixtures", "pipeline", "reports", "src", "tests"] {
        for ending in [".rs", ".toml", ".txt", ".csv", ".md", ".ftl"] {
            for path in files_below(&root().join(folder), ending) {
                let ours = fs::read_to_string(&path).unwrap_or_default();
                let found = lines.iter().find(|line| ours.contains(**line));
                assert!(found.is_none(), "{} holds a line of the corpus: {found:?}", path.display());
            }
        }
    }
}
