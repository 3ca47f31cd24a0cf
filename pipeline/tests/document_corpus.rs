//! Items of real PDFs. Expectations are numbers, and the first 12 hex digits of SHA-256: no sentence of theirs stands here.
//!
//! `KAITEI_CORPUS` names the folder; without it these tests are left out and say so, with a folder that is not there they fail.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use icu_normalizer::ComposingNormalizerBorrowed;
use kaitei_model::{Item, ItemKind};
use kaitei_pipeline::{DocumentItems, Options, SourceFile, extract};
use sha2::{Digest, Sha256};

/// The folder of real documents; a relative one counts from the project's root as well.
fn corpus() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("KAITEI_CORPUS") else {
        println!("left out: KAITEI_CORPUS is not set, so there are no real documents to test on");
        return None;
    };
    let folder = PathBuf::from(folder);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&folder);
    let folder = if folder.is_dir() { folder } else { root };
    assert!(folder.is_dir(), "KAITEI_CORPUS names {}, which is no folder", folder.display());
    Some(folder)
}

fn read(path: &Path) -> Option<DocumentItems> {
    let file = SourceFile {
        name: path.file_name()?.to_string_lossy().into_owned(),
        bytes: std::fs::read(path).unwrap(),
    };
    extract(&file, &Options::default()).ok()
}

/// The first 12 hex digits of the SHA-256 of a text in NFKC without white space.
fn print_of(text: &str) -> String {
    let folded = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let folded: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    Sha256::digest(folded).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn numbers(reading: &DocumentItems, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let all = reading.items.iter().filter_map(|item| item.number.clone());
    all.filter(|number| wanted(number)).collect()
}

/// A number between two words: 第36条.
fn counted(number: &str, unit: &str) -> Option<u32> {
    number.strip_prefix('第')?.strip_suffix(unit)?.parse().ok()
}

/// All chapters and articles of the table of contents, each once, in order; and the 項 of each article, counted through.
#[test]
fn work_rules_have_every_chapter_article_and_paragraph() {
    let Some(corpus) = corpus() else { return };
    for (file, chapters, articles, paragraphs) in
        [("work-rules-h30", 14, 67, 88), ("work-rules-r4", 14, 70, 93)]
    {
        let reading = read(&corpus.join(format!("guideline/{file}.pdf"))).unwrap();
        let missing = reading.diagnostics.iter().filter(|d| d.code == "heading-missing").count();
        assert_eq!(missing, 0, "{file}: entries of the contents without a heading");
        for (unit, most) in [("章", chapters), ("条", articles)] {
            let found: Vec<u32> = numbers(&reading, |n| counted(n, unit).is_some())
                .iter()
                .filter_map(|n| counted(n, unit))
                .collect();
            // The supplementary provisions have an article of their own.
            let extra = usize::from(unit == "条");
            assert_eq!(found[..found.len() - extra], (1..=most).collect::<Vec<_>>(), "{file} {unit}");
        }
        assert!(reading.items.iter().any(|i| i.citation.starts_with("附則 第1条")), "{file}");
        let mut below: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for item in &reading.items {
            let article = item.citation.rsplit_once("条").map(|(article, _)| article);
            let number =
                item.citation.rsplit_once('第').and_then(|(_, n)| n.strip_suffix('項')?.parse().ok());
            if let (Some(article), Some(number)) = (article, number) {
                let variant = item.citation.find(']').map_or(article, |at| &item.citation[..at]);
                below.entry(variant).or_default().push(number);
            }
        }
        for (article, found) in &below {
            let last = u32::try_from(found.len()).unwrap() + 1;
            assert_eq!(*found, (2..=last).collect::<Vec<_>>(), "{file} {article}");
        }
        assert_eq!(below.values().map(Vec::len).sum::<usize>(), paragraphs, "{file}");
    }
}

#[test]
fn dispensing_notices_have_every_code() {
    let Some(corpus) = corpus() else { return };
    let common = [
        "13の2", "13の3", "14の2", "14の3", "15", "15の2", "15の3", "15の4", "15の5", "15の6", "15の7", "20",
        "30",
    ];
    for (file, first) in [
        ("dispensing-notice-r2", &["00", "01", "10"][..]),
        ("dispensing-notice-r4", &["00", "01", "10の2", "10の3"]),
    ] {
        let reading = read(&corpus.join(format!("guideline/{file}.pdf"))).unwrap();
        let want: Vec<String> = first.iter().chain(&common).map(|n| format!("区分{n}")).collect();
        assert_eq!(numbers(&reading, |n| n.starts_with("区分")), want, "{file}");
        // What repeats does so in the document: one number, and the notes of three tables.
        let again = reading.diagnostics.iter().filter(|d| d.code == "citation-repeated").count();
        assert!(again <= 6, "{file}: {again} citations repeat");
    }
}

/// Every numbered clause of one edition: numbers and texts taken from the pages by hand, by where the lines stand on them.
#[test]
fn data_sharing_guidelines_have_every_clause() {
    let Some(corpus) = corpus() else { return };
    let reading = read(&corpus.join("crosswalk/data-sharing-guidelines-v6.pdf")).unwrap();
    let ours: BTreeMap<String, &Item> = reading
        .items
        .iter()
        .filter(|item| item.number.is_some())
        .map(|item| (item.citation.replace('.', ""), item))
        .collect();
    let list = include_str!("corpus/nbdc-sharing-v6.csv");
    let rows: Vec<(&str, &str)> = list.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
    assert_eq!(rows.len(), 121);
    let wrong: Vec<&str> = rows
        .iter()
        .filter(|(number, text)| ours.get(*number).is_none_or(|item| print_of(&item.text) != *text))
        .map(|(number, _)| *number)
        .collect();
    assert!(wrong.len() * 100 <= rows.len(), "{wrong:?}");
    // And none that the pages do not have.
    let plain = |n: &&String| n.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ');
    let strange: Vec<_> = ours.keys().filter(plain).filter(|n| rows.iter().all(|(m, _)| m != n)).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

/// The other editions: their sections as their pages have them, without a gap.
#[test]
fn data_sharing_guidelines_have_every_section() {
    let Some(corpus) = corpus() else { return };
    for (edition, sections) in [("v4", 30), ("v5", 30), ("v6", 34), ("v7", 34)] {
        let reading = read(&corpus.join(format!("crosswalk/data-sharing-guidelines-{edition}.pdf"))).unwrap();
        let found: Vec<&Item> = reading
            .items
            .iter()
            .filter(|i| i.kind == ItemKind::Heading)
            .filter(|i| {
                i.number.as_deref().is_some_and(|n| n.chars().all(|c| c.is_ascii_digit() || c == '-'))
            })
            .collect();
        assert_eq!(
            found.len(),
            sections,
            "{edition}: {:?}",
            found.iter().map(|i| &i.number).collect::<Vec<_>>()
        );
        let gaps = reading.diagnostics.iter().filter(|d| d.code == "numbering-gap").count();
        assert_eq!(gaps, 0, "{edition}");
    }
}

/// 66 questions in four parts, each numbered from 1, each with its answer.
#[test]
fn questions_have_their_answers() {
    let Some(corpus) = corpus() else { return };
    let reading = read(&corpus.join("guideline/qa-r8-1.pdf")).unwrap();
    let mut parts: Vec<u32> = Vec::new();
    for item in reading.items.iter().filter(|i| i.kind == ItemKind::Question) {
        let number: u32 = item.number.as_deref().unwrap().trim_start_matches('問').parse().unwrap();
        if number == 1 {
            parts.push(0);
        }
        let last = parts.last_mut().unwrap();
        *last += 1;
        assert_eq!(number, *last, "{}", item.citation);
        let answers = reading.items.iter().filter(|i| i.parent.as_ref() == Some(&item.id));
        assert_eq!(answers.filter(|i| i.kind == ItemKind::Answer).count(), 1, "{}", item.citation);
    }
    assert_eq!(parts.iter().sum::<u32>(), 66, "{parts:?}");
    // Each part tells its questions apart; nothing had to be renamed.
    let questions = reading.items.iter().filter(|i| i.kind == ItemKind::Question);
    assert_eq!(questions.filter(|i| i.citation.ends_with(')')).count(), 0);
}

/// Of every PDF with text: at least 995 in a thousand characters of the body lie in an item or a named remainder, and nothing twice.
#[test]
fn nothing_falls_through() {
    let Some(corpus) = corpus() else { return };
    let mut measured = 0;
    for folder in ["crosswalk", "guideline", "hard-pdf/made", "hard-pdf/real"] {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(corpus.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "pdf"));
        paths.sort();
        for path in paths {
            let Some(reading) = read(&path) else { continue };
            let name = path.file_name().unwrap().to_string_lossy();
            println!("{folder}/{name}: {}", reading.document.coverage);
            assert!(reading.document.coverage >= 995, "{folder}/{name}: {}", reading.document.coverage);
            measured += usize::from(!reading.items.is_empty());
        }
    }
    assert!(measured >= 35, "{measured} documents with text");
}
