//! The language of duties: which words make a clause a demand, how strong, with which conditions and exceptions.

use serde::Deserialize;

use crate::text::fold;

/// `rules/language.toml`, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Language {
    /// Strength by words near a sentence's end; the first that fits.
    pub(crate) strength: Vec<(u8, Vec<String>)>,
    /// Explicit duties: stronger than a plain verb.
    pub(crate) duties: Vec<String>,
    pub(crate) softeners: Vec<String>,
    pub(crate) hardeners: Vec<String>,
    /// Promptness, the most pressing first.
    pub(crate) prompt: Vec<String>,
    pub(crate) either: Vec<String>,
    pub(crate) both: Vec<String>,
    pub(crate) exceptions: Vec<String>,
    pub(crate) condition_ends: Vec<String>,
    /// What makes a member of a list a condition.
    pub(crate) conditional: Vec<String>,
    /// After one of these a sentence is cut even without a comma.
    pub(crate) condition_cuts: Vec<String>,
    /// 前, 後: one in the place of the other is another condition.
    pub(crate) order: Vec<String>,
    /// Words of a condition under which a rule can hardly be kept: what is to be done then is a relief.
    pub(crate) hardships: Vec<String>,
    pub(crate) clause_ends: Vec<String>,
    pub(crate) clause_not: Vec<String>,
    pub(crate) clause_starts: Vec<String>,
    pub(crate) actions: Vec<String>,
    /// Predicates that set out what stands in the list before them: …を定めること.
    pub(crate) set_out: Vec<String>,
    pub(crate) scope: Vec<String>,
    pub(crate) units: Vec<String>,
    /// Units before which a number may stand in kanji: 三年.
    pub(crate) kanji_units: Vec<String>,
    /// Quantities without digits: 半年.
    pub(crate) quantity_words: Vec<String>,
    pub(crate) comparators: Vec<String>,
    /// Words in the place of a quantity: 定期的, 一定の回数.
    pub(crate) vague: Vec<String>,
    /// Strength of a plain verb, the endings of one, and the verbs that only state.
    pub(crate) plain: (u8, Vec<String>, Vec<String>),
    /// Dates without a year: 年度末.
    pub(crate) date_words: Vec<String>,
    /// Pieces that only lead over: このため.
    pub(crate) connectives: Vec<String>,
    /// Acts that go by several names.
    pub(crate) same_acts: Vec<Vec<String>>,
    /// 全ての, 一部の.
    pub(crate) quantifiers: Vec<String>,
    /// What people and offices are called at the end.
    pub(crate) actors: Vec<String>,
    /// Words that an item can do without.
    pub(crate) fillers: Vec<String>,
    /// What ends a purpose or reason.
    pub(crate) purposes: Vec<String>,
    /// Predicates whose doing stands in the list before them: …を行うこと.
    pub(crate) light: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    strength: Vec<Strength>,
    duties: Words,
    softeners: Words,
    hardeners: Hardeners,
    joins: Joins,
    exceptions: Words,
    conditions: Ends,
    clauses: Clauses,
    actions: Words,
    set_out: Words,
    scope: Words,
    numbers: Numbers,
    plain: Plain,
    dates: Words,
    light: Words,
    same_acts: Rows,
    quantifiers: Words,
    actors: Ending,
    fillers: Fillers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    rows: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    ends: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fillers {
    words: Vec<String>,
    purposes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    level: u8,
    ends: Vec<String>,
    states: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Strength {
    level: u8,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hardeners {
    words: Vec<String>,
    prompt: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Joins {
    either: Vec<String>,
    both: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    ends: Vec<String>,
    cut: Vec<String>,
    order: Vec<String>,
    inside: Vec<String>,
    hardships: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clauses {
    ends: Vec<String>,
    not: Vec<String>,
    starts: Vec<String>,
    connectives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    units: Vec<String>,
    kanji: Vec<String>,
    words: Vec<String>,
    comparators: Vec<String>,
    vague: Vec<String>,
}

impl Language {
    /// Reads the file; words are folded and put longest first, so that the first hit is the most specific.
    pub(crate) fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(toml)?;
        Ok(Self {
            strength: file.strength.into_iter().map(|s| (s.level, folded(&s.words))).collect(),
            duties: folded(&file.duties.words),
            softeners: folded(&file.softeners.words),
            hardeners: folded(&file.hardeners.words),
            prompt: file.hardeners.prompt.iter().map(|w| fold(w)).collect(),
            either: folded(&file.joins.either),
            both: folded(&file.joins.both),
            exceptions: folded(&file.exceptions.words),
            condition_ends: folded(&file.conditions.ends),
            conditional: folded(&file.conditions.inside),
            condition_cuts: folded(&file.conditions.cut),
            order: folded(&file.conditions.order),
            hardships: folded(&file.conditions.hardships),
            clause_ends: folded(&file.clauses.ends),
            clause_not: folded(&file.clauses.not),
            clause_starts: folded(&file.clauses.starts),
            actions: folded(&file.actions.words),
            set_out: folded(&file.set_out.words),
            scope: folded(&file.scope.words),
            units: folded(&file.numbers.units),
            kanji_units: folded(&file.numbers.kanji),
            quantity_words: folded(&file.numbers.words),
            comparators: folded(&file.numbers.comparators),
            vague: folded(&file.numbers.vague),
            plain: (file.plain.level, folded(&file.plain.ends), folded(&file.plain.states)),
            date_words: folded(&file.dates.words),
            light: folded(&file.light.words),
            connectives: folded(&file.clauses.connectives),
            same_acts: file.same_acts.rows.iter().map(|row| folded(row)).collect(),
            quantifiers: folded(&file.quantifiers.words),
            actors: folded(&file.actors.ends),
            fillers: folded(&file.fillers.words),
            purposes: folded(&file.fillers.purposes),
        })
    }
}

fn folded(words: &[String]) -> Vec<String> {
    let mut words: Vec<String> = words.iter().map(|w| fold(w)).collect();
    words.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(b)));
    words.dedup();
    words
}
