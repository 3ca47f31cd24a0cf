//! Phrases that came, went or changed in a clause that lives on: what they are there tells what the change is about.

use kaitei_model::Aspect;

use super::hunks::{Hunk, without_common};
use super::{
    notes::Notes,
    runs::{is_noun, kanji_runs},
};
use crate::classify::{
    clauses::{Clause, Role},
    english::{self, is_english},
    english_facts,
};

const KANJI_NUMBERS: &str = "一二三四五六七八九十百千万億";
/// Words for whoever does something: one is as good as the other.
const ANYBODY: [&str; 4] = ["者", "人", "方", "もの"];
/// Words that say when, behind what happens then.
const WHEN: [&str; 24] = [
    "事前に",
    "事後に",
    "前に",
    "後に",
    "前の",
    "後の",
    "時に",
    "時は",
    "時には",
    "際には",
    "始めに",
    "終わりに",
    "時の",
    "ときに",
    "たびに",
    "都度",
    "であっても",
    "ても",
    "なく",
    "なしに",
    "限り",
    "期間中",
    "間は",
    "次第",
];
/// An act before the one that the clause is about.
const THEN: [&str; 8] = ["上で", "うえで", "とともに", "し", "て", "せ", "め", "け"];
/// What follows a means.
const MEANS: [&str; 6] = ["により", "によって", "を用い", "を使用し", "を使い", "をもって"];
/// The particles behind a noun that takes part in what is said.
const PARTICLES: [char; 8] = ['は', 'が', 'を', 'に', 'へ', 'の', 'も', 'と'];
/// A verb's ending of at most so many kana stands aside when an act is added behind it: 得る, 得、…する.
const ENDING: usize = 3;

impl Notes<'_> {
    /// Tells what each place is about where two clauses differ; false where none says anything of substance.
    pub(super) fn phrases(&mut self, hunks: &[Hunk], (old, new): (&Clause, &Clause), reason: &str) -> bool {
        let before = self.count();
        if is_english(&old.text) && is_english(&new.text) {
            for hunk in hunks {
                for aspect in self.english(hunk, (old, new), hunks.len() == 1) {
                    self.add(aspect, reason);
                }
            }
            return self.count() > before;
        }
        for hunk in hunks {
            let found = match (hunk.gone.is_empty(), hunk.come.is_empty()) {
                (true, false) => self.one_sided(&hunk.come, &hunk.new_after, new, Aspect::RequirementAdded),
                (false, true) => self.one_sided(&hunk.gone, &hunk.old_after, old, Aspect::RequirementRemoved),
                _ => self.exchanged(hunk, (old, new)),
            };
            for aspect in found {
                self.add(aspect, reason);
            }
        }
        self.count() > before
    }

    /// A phrase that only one side has.
    fn one_sided(&self, phrase: &str, after: &str, clause: &Clause, demand: Aspect) -> Vec<Aspect> {
        let language = &self.rules.language;
        let bare = phrase.trim_matches('、');
        let explains = bare.starts_with("(例")
            || bare.starts_with("例えば")
            || language.fillers.iter().any(|w| bare == w);
        if !explains
            && language.condition_ends.iter().any(|w| bare.ends_with(w.as_str()))
            && !self.presses_alone(bare)
        {
            return vec![Aspect::ConditionChanged];
        }
        if explains || self.presses(bare) || language.purposes.iter().any(|w| bare.ends_with(w.as_str())) {
            return Vec::new();
        }
        if self.is_act(phrase, clause) {
            return vec![demand];
        }
        if is_when(bare, after) || phrase.ends_with('、') && is_occasion(bare) {
            let words = kanji_runs(bare);
            let said = !words.is_empty()
                && is_occasion(bare)
                && self
                    .occasions
                    .iter()
                    .any(|clause| words.iter().all(|word| clause.contains(word.as_str())));
            return if said { Vec::new() } else { vec![Aspect::ConditionChanged] };
        }
        if language.quantifiers.iter().any(|w| bare == w) {
            return vec![Aspect::ScopeChanged];
        }
        // 特定（個人情報）, 派遣（職員）: before a noun it says which ones.
        let noun = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || ('ァ'..='ー').contains(&c);
        if !bare.is_empty()
            && bare.chars().all(noun)
            && after.starts_with(noun)
            && !counts_out(bare)
            && !language.quantity_words.iter().any(|w| bare == w)
            && !self.hangs_on(clause, bare)
        {
            let aspect = if clause.role == Role::Condition || self.in_condition(bare, &clause.key) {
                Aspect::ConditionChanged
            } else {
                Aspect::ScopeChanged
            };
            return vec![aspect];
        }
        Vec::new()
    }

    /// Whether the phrase is such a word and nothing else: 可能な限り.
    pub(super) fn presses_alone(&self, phrase: &str) -> bool {
        self.rules.language.softeners.iter().any(|w| phrase == w)
    }

    /// Whether the phrase holds a word that presses or softens: that is told elsewhere.
    pub(super) fn presses(&self, phrase: &str) -> bool {
        let language = &self.rules.language;
        [&language.softeners, &language.hardeners, &language.prompt]
            .into_iter()
            .flatten()
            .any(|w| phrase.contains(w.as_str()))
    }

    /// What a place of difference in English is about; `only` where there is no other.
    fn english(&self, hunk: &Hunk, (old, new): (&Clause, &Clause), only: bool) -> Vec<Aspect> {
        let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let (mut gone, mut come) = (bare(&hunk.gone), bare(&hunk.come));
        // "employees." became "employees and contractors.": what the one has more.
        if let Some(more) = come.strip_prefix(&gone).filter(|m| m.starts_with([' ', ','])).map(bare) {
            (gone, come) = (String::new(), more);
        } else if let Some(more) = gone.strip_prefix(&come).filter(|m| m.starts_with([' ', ','])).map(bare) {
            (gone, come) = (more, String::new());
        }
        let begins = |text: &str| text.split(' ').any(|w| english::IF.contains(&w));
        let soft = |text: &str| english::SOFTENERS.iter().any(|w| text.starts_with(w));
        if begins(&gone) != begins(&come) && !soft(&gone) && !soft(&come) {
            return vec![Aspect::ConditionChanged];
        }
        if counts_in_english(&gone) || counts_in_english(&come) {
            return Vec::new();
        }
        let before: Vec<&str> = hunk.before.split_whitespace().collect();
        let within = before.iter().rposition(|w| english::IF.contains(w) || english::WHEN.contains(w));
        let main = |w: &&str| ["must", "shall", "should", "may", "can"].contains(w);
        // Behind the modal: only verbs with commas stand before it, so that it is one of them.
        let verbs = before.iter().rposition(main).map(|at| &before[at + 1..]);
        let acts = verbs.is_some_and(|all| {
            let joined = |w: &&str| w.ends_with(',') || ["and", "or"].contains(w);
            all.iter().all(joined) && (!all.is_empty() || hunk.gone.contains(',') || hunk.come.contains(','))
        });
        let listed = hunk.before.trim_end().ends_with([','])
            || hunk.before.ends_with("and ")
            || hunk.before.ends_with("or ");
        // A verb that joins those behind the modal, wherever among them it stands.
        let act = |text: &str| {
            let bare = text.trim_start_matches("and ").trim_start_matches("or ");
            verbs.is_some() && bare.split(' ').next().is_some_and(|w| english::ACTS.contains(&w))
        };
        let joined = |text: &str| {
            act(text)
                && (listed
                    || text.starts_with("and ")
                    || text.starts_with("or ")
                    || hunk.before.ends_with(", "))
        };
        let means = before.last().is_some_and(|w| english::MEANS.contains(w));
        let subject = only && verbs.is_none() && hunk.new_after.split_whitespace().any(|w| main(&w));
        let few = |text: &str| text.split(' ').count() <= 3;
        let conditional = new.role == Role::Condition || old.role == Role::Condition;
        let whens = |text: &str| text.split(' ').any(|w| english::WHEN.contains(&w));
        let member = |text: &str| {
            listed || ["and ", "or "].iter().any(|w| text.starts_with(w) || text.contains(&format!(" {w}")))
        };
        let side = if come.is_empty() {
            (&gone, old, Aspect::RequirementRemoved)
        } else {
            (&come, new, Aspect::RequirementAdded)
        };
        match (gone.as_str(), come.as_str()) {
            (g, c) if soft(c) && !soft(g) => vec![Aspect::ObligationRelaxed],
            (g, c) if soft(g) && !soft(c) => vec![Aspect::ObligationStrengthened],
            ("or", "and") | ("and", "or") if conditional => vec![Aspect::ConditionChanged],
            ("or", "and") if new.strength.is_some() => vec![Aspect::ObligationStrengthened],
            ("and", "or") if new.strength.is_some() => vec![Aspect::ObligationRelaxed],
            (g, c) if conditional && (g.is_empty() || c.is_empty()) => vec![Aspect::ConditionChanged],
            (g, c) if whens(g) || whens(c) => vec![Aspect::ConditionChanged],
            (g, c)
                if within.is_some_and(|at| before[at..].iter().all(|w| !w.ends_with(',')))
                    && (!g.is_empty() || !c.is_empty()) =>
            {
                vec![Aspect::ConditionChanged]
            }
            (g, c) if (acts || joined(side.0)) && (g.is_empty() || c.is_empty()) => vec![side.2],
            (g, c) if means && !g.is_empty() && !c.is_empty() && new.strength.is_some() => {
                vec![Aspect::RequirementRemoved, Aspect::RequirementAdded]
            }
            (g, c) if subject && few(g) && few(c) => vec![Aspect::ScopeChanged],
            (g, c) if (g.is_empty() || c.is_empty()) && member(side.0) => {
                let sets_out = english::SET_OUT.iter().any(|w| side.1.key.contains(&format!(" {w} ")));
                vec![if sets_out { side.2 } else { Aspect::ScopeChanged }]
            }
            _ => Vec::new(),
        }
    }

    /// Whether the phrase continues a noun that stands before it.
    fn hangs_on(&self, clause: &Clause, phrase: &str) -> bool {
        let before = clause.key.find(phrase).and_then(|at| clause.key[..at].chars().next_back());
        before.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c) || ('ァ'..='ー').contains(&c))
    }

    /// Whether a phrase is an act of its own beside that of its clause: 「あらかじめ通知した上で、」「、その旨を記録に残す」.
    fn is_act(&self, phrase: &str, clause: &Clause) -> bool {
        let bare = phrase.trim_matches('、');
        let joined =
            bare.len() < phrase.len() || ["上で", "うえで", "とともに"].iter().any(|w| bare.contains(w));
        let does =
            bare.contains('を') || self.rules.language.actions.iter().any(|a| bare.contains(a.as_str()));
        // 「…について、」「…を含め、」 say what it is about.
        let about = self.rules.language.clause_not.iter().any(|w| bare.ends_with(w.as_str()))
            || ["について", "に対して", "に関して", "によって", "に応じて", "として"]
                .iter()
                .any(|w| bare.ends_with(w));
        if about {
            return false;
        }
        let verb = THEN.iter().any(|w| bare.ends_with(w))
            || phrase.starts_with('、') && bare.ends_with(['る', 'す', 'う', 'く', 'む'])
            || bare.contains("とともに、");
        let demanded = clause.strength.is_some() || bare.ends_with("上で") || bare.ends_with("うえで");
        joined && does && verb && demanded && clause.role == Role::Main
    }

    /// A phrase in the place of another.
    fn exchanged(&self, hunk: &Hunk, (old, new): (&Clause, &Clause)) -> Vec<Aspect> {
        let language = &self.rules.language;
        let (was, is) = differing(&hunk.gone, &hunk.come);
        let kana =
            |text: &str| text.chars().count() <= ENDING && text.chars().all(|c| matches!(c, 'ぁ'..='ん'));
        if kana(was) && self.is_act(is, new) {
            return vec![Aspect::RequirementAdded];
        }
        if kana(is) && self.is_act(was, old) {
            return vec![Aspect::RequirementRemoved];
        }
        let (gone, come) = (hunk.gone.trim_matches('、'), hunk.come.trim_matches('、'));
        let numeral = |text: &str| !text.is_empty() && text.chars().all(|c| KANJI_NUMBERS.contains(c));
        let (was, is) = without_common(gone, come);
        if self.is_label(gone) && self.is_label(come) {
            return Vec::new();
        }
        if numeral(was) && numeral(is) || ANYBODY.contains(&gone) && ANYBODY.contains(&come) {
            return Vec::new();
        }
        if counts(gone, language) || counts(come, language) {
            return vec![Aspect::ScopeChanged];
        }
        if gone.chars().chain(come.chars()).any(|c| c.is_ascii_digit()) {
            return Vec::new();
        }
        let actors = |a: &str, b: &str| {
            let ends = |text: &str| language.actors.iter().any(|w| text.ends_with(w.as_str()));
            ends(a) && ends(b)
        };
        // Whoever acts stands in front, before a comma, whatever the clause goes on to say.
        if hunk.new_after.starts_with("は、") && hunk.old_after.starts_with("は、") && actors(gone, come)
        {
            return vec![Aspect::ScopeChanged];
        }
        let ends_condition = |text: &str| {
            language.condition_ends.iter().any(|w| w.chars().count() > 1 && text.ends_with(w.as_str()))
        };
        if ends_condition(gone) != ends_condition(come) && !self.presses(gone) && !self.presses(come) {
            return vec![Aspect::ConditionChanged];
        }
        if is_when(gone, &hunk.old_after) && is_when(come, &hunk.new_after) {
            return vec![Aspect::ConditionChanged];
        }
        let conditional = [(gone, old), (come, new)]
            .iter()
            .any(|(text, clause)| clause.role == Role::Condition || self.in_condition(text, &clause.key));
        let act = |text: &str| language.actions.iter().find(|a| text.contains(a.as_str()));
        if let (Some(was), Some(is)) = (act(gone), act(come)) {
            let same = |row: &Vec<String>| row.contains(was) && row.contains(is);
            let verbal = |after: &str| {
                ["し", "する", "を行", "を実施", "こと", "さ"].iter().any(|w| after.starts_with(w))
            };
            let whole =
                gone.ends_with(was.as_str()) && come.ends_with(is.as_str()) && verbal(&hunk.new_after)
                    || !is_noun(gone) && !is_noun(come);
            if was != is && whole && !conditional && !language.same_acts.iter().any(same) {
                return vec![Aspect::RequirementRemoved, Aspect::RequirementAdded];
            }
        }
        if conditional || !is_noun(gone) || !is_noun(come) {
            return Vec::new();
        }
        let common = gone.chars().any(|c| !matches!(c, 'ぁ'..='ん') && come.contains(c));
        let means = |after: &str| {
            MEANS.iter().any(|w| after.starts_with(w))
                || after.starts_with('で')
                    && !["では", "でき", "であ", "です", "でも"].iter().any(|w| after.starts_with(w))
        };
        if means(&hunk.new_after) && means(&hunk.old_after) && !common && new.strength.is_some() {
            return vec![Aspect::RequirementRemoved, Aspect::RequirementAdded];
        }
        let noun = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || ('ァ'..='ー').contains(&c);
        let whole = |text: &str, after: &str| -> (String, bool) {
            let tail: String = after.chars().take_while(|c| noun(*c)).collect();
            let takes_part = after[tail.len()..].starts_with(PARTICLES);
            (format!("{text}{tail}"), takes_part)
        };
        let ((gone, a), (come, b)) = (whole(gone, &hunk.old_after), whole(come, &hunk.new_after));
        let (gone, come, takes_part) = (gone.as_str(), come.as_str(), a && b);
        if takes_part && (actors(gone, come) || gone.contains(come) || come.contains(gone)) {
            return vec![Aspect::ScopeChanged];
        }
        Vec::new()
    }
}

/// Whether an English phrase holds a number, in digits or words.
fn counts_in_english(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) || text.split(' ').any(english_facts::is_number)
}

/// Whether a phrase is a word for how many of a kind.
fn counts(text: &str, language: &crate::rules::Language) -> bool {
    language.quantifiers.iter().any(|w| text == w || text == w.trim_end_matches('の'))
}

/// Whether kanji before a noun are a part of a number (二百万円), or of the word itself: 半年, 未実施.
fn counts_out(text: &str) -> bool {
    text.chars().all(|c| KANJI_NUMBERS.contains(c))
        || text.chars().count() == 1 && text.chars().all(|c| "半数約再未計毎同各不無非".contains(c))
}

/// Two phrases without what they begin with alike.
fn differing<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let same: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    (&a[same..], &b[same..])
}

/// Whether a phrase says when, by its own end or by what follows it: 入室の（前に）.
pub(super) fn is_when(bare: &str, after: &str) -> bool {
    let with: String = bare.chars().chain(after.chars().take(2)).collect();
    WHEN.iter().any(|w| {
        bare.ends_with(w) || with.match_indices(w).any(|(at, w)| at < bare.len() && at + w.len() > bare.len())
    }) || ["前", "後", "とき", "とき、"].iter().any(|w| bare.ends_with(w))
        && after.starts_with(['に', 'は', '、'])
}

/// Whether a phrase says on what occasion, as 「…したときは」 does: 契約終了後, 停電時.
pub(super) fn is_occasion(phrase: &str) -> bool {
    let bare = phrase.trim_end_matches('、').trim_end_matches('は').trim_end_matches('に');
    ["後", "時", "際", "の場合"].iter().any(|w| bare.ends_with(w))
}
