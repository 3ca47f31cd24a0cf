//! The grammar of references as data (`rules/references.toml`).

use std::collections::BTreeSet;

use regex_lite::Regex;
use serde::Deserialize;

/// `rules/references.toml`, ready for use.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReferenceGrammar {
    pub(super) steps: Vec<StepRule>,
    pub(super) relative: Relatives,
    pub(super) beside: Beside,
    pub(super) joined: Joined,
    pub(super) scopes: Scopes,
    /// The characters with which a reference may begin, apart from the documents' names: most places of a text need no second look.
    begins: BTreeSet<char>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read it"))]
    pub(super) examples: Vec<Example>,
}

/// One sort of step (条, 項, ⑥) and where it may stand.
#[derive(Clone, Debug)]
pub(super) struct StepRule {
    pub(super) id: String,
    pub(super) begins: String,
    pub(super) pattern: Regex,
    pub(super) forms: Vec<String>,
    pub(super) after: Vec<String>,
    pub(super) alone: Alone,
    pub(super) local: bool,
    pub(super) not_before: String,
}

/// Whether a reference may begin with a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Alone {
    #[default]
    Yes,
    /// Behind a document's name, or before a further step.
    Named,
    /// Before a particle.
    Particle,
    /// Before words that point, or in brackets.
    Cue,
    No,
}

/// 前条, 次項, 同号, 本章.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Relatives {
    pub(super) previous: Vec<String>,
    pub(super) next: Vec<String>,
    pub(super) same: Vec<String>,
    pub(super) this: Vec<String>,
    pub(super) every: Vec<String>,
    pub(super) noun: Vec<Noun>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Noun {
    pub(super) word: String,
    pub(super) step: String,
    pub(super) not_before: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Beside {
    pub(super) words: Vec<String>,
    pub(super) particles: Vec<String>,
    pub(super) cues: Vec<String>,
    pub(super) openings: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Joined {
    pub(super) lists: Vec<String>,
    pub(super) ranges: Vec<String>,
    pub(super) until: Vec<String>,
    pub(super) glue: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Scopes {
    pub(super) own: Vec<String>,
    pub(super) same: Vec<String>,
    pub(super) outside: Vec<String>,
    pub(super) not_outside: Vec<String>,
    pub(super) numbered: Vec<String>,
    pub(super) numbers: Vec<String>,
    pub(super) former: Vec<String>,
    pub(super) versions: Vec<String>,
    pub(super) rows: Vec<String>,
}

/// A sentence and what is found in it; a test.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "the tests read it"))]
pub(super) struct Example {
    pub(super) text: String,
    #[serde(default)]
    pub(super) names: Vec<String>,
    pub(super) gives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    id: String,
    begins: String,
    pattern: String,
    #[serde(rename = "as")]
    forms: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    alone: Alone,
    #[serde(default)]
    local: bool,
    #[serde(default)]
    not_before: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    step: Vec<Entry>,
    relative: Relatives,
    beside: Beside,
    joined: Joined,
    scopes: Scopes,
    #[serde(default)]
    example: Vec<Example>,
}

/// What {n} and {k} stand for.
const NUMBER: &str = r"\d{1,4}|[一二三四五六七八九十百]{1,6}";
const CIRCLED: &str = "[①-⑳㉑-㉟㊱-㊿]";

impl ReferenceGrammar {
    /// Reads the rule file.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub(crate) fn parse(toml: &str) -> Result<Self, String> {
        let mut file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let steps = file
            .step
            .into_iter()
            .map(|entry| {
                let pattern = format!("^{}", entry.pattern.replace("{n}", NUMBER).replace("{k}", CIRCLED));
                Ok(StepRule {
                    pattern: Regex::new(&pattern).map_err(|e| format!("{}: {e}", entry.id))?,
                    id: entry.id,
                    begins: entry.begins,
                    forms: entry.forms,
                    after: entry.after,
                    alone: entry.alone,
                    local: entry.local,
                    not_before: entry.not_before,
                })
            })
            .collect::<Result<Vec<_>, String>>()?;
        // The longest word first, so that the most specific decides.
        let longest = |words: &mut Vec<String>| words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
        for words in [
            &mut file.joined.glue,
            &mut file.scopes.own,
            &mut file.scopes.same,
            &mut file.scopes.outside,
            &mut file.scopes.rows,
        ] {
            longest(words);
        }
        let begins = begins(&steps, &file.relative, &file.beside);
        Ok(Self {
            begins,
            steps,
            relative: file.relative,
            beside: file.beside,
            joined: file.joined,
            scopes: file.scopes,
            examples: file.example,
        })
    }

    /// Whether a reference may begin with a character.
    pub(super) fn begins(&self, c: char) -> bool {
        self.begins.contains(&if c.is_ascii_digit() { '0' } else { c })
    }

    /// The rule of a step.
    pub(super) fn step(&self, id: &str) -> Option<&StepRule> {
        self.steps.iter().find(|rule| rule.id == id)
    }
}

/// The first characters of everything with which a reference may begin; 0 stands for all digits.
fn begins(steps: &[StepRule], relative: &Relatives, beside: &Beside) -> BTreeSet<char> {
    let words = [&relative.previous, &relative.next, &relative.this, &relative.same, &beside.words];
    let of_steps = steps.iter().filter(|rule| rule.alone != Alone::No).flat_map(|rule| rule.begins.chars());
    words.into_iter().flatten().filter_map(|word| word.chars().next()).chain(of_steps).collect()
}
