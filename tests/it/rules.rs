//! Rules know the language of guidelines, not the specimens: no rule file shares six characters in a row with a specimen's sentence,
//! the set phrases of `tests/set-phrases.txt` aside.

use std::{collections::BTreeSet, fs, path::Path};

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::support::{files_below, root};

/// How many characters in a row are no accident any more.
const TOO_MANY: usize = 6;

/// A text without what differs by typesetting only.
fn folded(text: &str) -> String {
    let text = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A line of a specimen's source as it is printed: without furigana and marks of the source format.
fn printed(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        let (ruby, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(ruby.split('|').next().unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
    folded(&out.replace("~~", ""))
}

fn runs(text: &str) -> impl Iterator<Item = String> {
    let chars: Vec<char> = text.chars().collect();
    (0..(chars.len() + 1).saturating_sub(TOO_MANY)).map(move |at| chars[at..at + TOO_MANY].iter().collect())
}

/// Every run of six characters of the specimens that is Japanese.
fn specimen_runs() -> BTreeSet<String> {
    let sources = files_below(&root().join("fixtures/sources"), ".txt");
    assert!(sources.len() >= 5, "{sources:?}");
    let lines = sources.iter().flat_map(|path| {
        let text = fs::read_to_string(path).unwrap();
        text.lines().filter(|line| !line.starts_with("%%")).map(printed).collect::<Vec<_>>()
    });
    lines.flat_map(|line| runs(&line).collect::<Vec<_>>()).filter(|run| !run.is_ascii()).collect()
}

/// The set phrases: folded, longest first.
fn set_phrases() -> Vec<String> {
    let text = fs::read_to_string(root().join("tests/set-phrases.txt")).unwrap();
    let mut phrases: Vec<String> =
        text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(folded).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.chars().count()));
    phrases
}

/// A rule file without what only people read: a class's labels, its definition and what to look at never meet a document.
fn deciding(rules: &str) -> impl Iterator<Item = (usize, &str)> {
    let prose = ["why = ", "ja = ", "en = ", "definition = ", "action = ", "#"];
    rules.lines().enumerate().filter(move |(_, line)| !prose.iter().any(|key| line.starts_with(key)))
}

/// The runs that a rule's line shares with the specimens, set phrases aside.
fn shared(line: &str, phrases: &[String], specimens: &BTreeSet<String>) -> Vec<String> {
    // A set phrase is cut out, so that it neither counts nor joins what stands around it.
    let rest = phrases.iter().fold(folded(line), |line, phrase| line.replace(phrase, "\n"));
    rest.split('\n')
        .flat_map(|part| runs(part).collect::<Vec<_>>())
        .filter(|run| specimens.contains(run))
        .collect()
}

fn rule_files() -> Vec<std::path::PathBuf> {
    let files = files_below(&root().join("pipeline/rules"), ".toml");
    assert!(files.len() > 20, "{files:?}");
    files
}

#[test]
fn no_rule_names_a_specimens_sentence() {
    let (specimens, phrases) = (specimen_runs(), set_phrases());
    let mut found = Vec::new();
    for file in rule_files() {
        let name = file.strip_prefix(root()).unwrap_or(Path::new("")).display().to_string();
        for (at, line) in deciding(&fs::read_to_string(&file).unwrap()) {
            let runs = shared(line, &phrases, &specimens);
            if !runs.is_empty() {
                found.push(format!("{name}:{}: {}", at + 1, runs.join(" ")));
            }
        }
    }
    assert!(
        found.is_empty(),
        "rules that share words with the specimens (say it otherwise; a set phrase of duties goes into tests/set-phrases.txt):\n{}",
        found.join("\n")
    );
}

#[test]
fn a_rule_made_for_a_specimen_would_be_found() {
    let (specimens, phrases) = (specimen_runs(), set_phrases());
    let mut sentences = 0;
    let mut caught = 0;
    for path in files_below(&root().join("fixtures/sources"), ".txt") {
        for line in fs::read_to_string(path).unwrap().lines().map(printed) {
            if line.chars().count() < 30 || !line.contains('。') {
                continue;
            }
            sentences += 1;
            caught += usize::from(!shared(&format!("words = [\"{line}\"]"), &phrases, &specimens).is_empty());
        }
    }
    assert!(
        sentences > 100 && caught == sentences,
        "{caught} of {sentences} sentences would be found in a rule"
    );
}

#[test]
fn set_phrases_are_short_and_in_use() {
    let rules: String = rule_files().iter().map(|path| folded(&fs::read_to_string(path).unwrap())).collect();
    for phrase in set_phrases() {
        let length = phrase.chars().count();
        assert!((3..=12).contains(&length), "「{phrase}」 is no set phrase: {length} characters");
        assert!(rules.contains(&phrase), "「{phrase}」 stands in no rule");
    }
}
