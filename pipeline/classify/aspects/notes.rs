//! What each clause, and each pair of clauses, gives away.

use kaitei_model::Aspect;

use super::{
    Reasons,
    hunks::{Hunk, hunks},
    pairing::{Content, GREW, SAME_CLAUSE, count, dice, shared},
    phrases::{is_occasion, is_when},
    runs::{
        comes_first, is_kana, is_noun, joins_condition, kanji_runs, listed, pure, runs, says,
        without_brackets,
    },
};
use crate::{
    classify::{
        clauses::{Clause, Form, Role, content},
        english::{self, is_english},
        facts::{mask_quantities, mask_references, one_notation, references},
    },
    rules::Rules,
};

/// A condition that is told from its kanji has so many of them at least.
const LEAST_OCCASION: usize = 3;

/// From a word to the end of the occasion that it belongs to there are at most so many characters.
const LONGEST_OCCASION: usize = 12;

/// Labels that say how strongly an item is demanded.
const LABELS: [(&str, u8); 8] = [
    ("必須", 4),
    ("必須項目", 4),
    ("義務", 4),
    ("努力義務", 3),
    ("推奨", 2),
    ("推奨項目", 2),
    ("任意", 1),
    ("任意項目", 1),
];

/// A clause whose content stands in the other text to this share is not gone.
const STILL_THERE: f64 = 0.72;

/// Clauses at least this much alike that differ in their negation ask for the opposite.
const ONLY_NEGATED: f64 = 0.7;
/// Conditions at least this much alike are the same.
const SAME_WORDS: f64 = 0.92;
/// The verb that sets out a list stands within so many characters of its を.
const SET_OUT_WITHIN: usize = 12;
/// Shorter words before a noun limit nothing.
const LEAST_MODIFIER: usize = 4;
/// Clauses that are the same but for a word or two.
const SAME_BUT_FOR: f64 = 0.6;
/// A clause of fewer meaningful pairs of characters says nothing on its own.
const LEAST_CONTENT: usize = 2;
/// A shorter member of a list stands in the other text word for word, or does not.
const SHORT_MEMBER: usize = 9;

/// The aspects found so far, and what they are found with.
pub(super) struct Notes<'a> {
    pub(super) rules: &'a Rules,
    pub(super) found: &'a mut Reasons,
    /// The whole is said in other words: single words tell nothing.
    pub(super) paraphrase: bool,
    /// Both texts know an exception: what comes or goes in it is its condition.
    pub(super) excepted: bool,
    /// A list stands in the texts whose members are to be written down or done.
    pub(super) sets_out: bool,
    /// Some words are only spelt otherwise.
    pub(super) respelt: bool,
    /// Some words are others.
    pub(super) worded: bool,
    /// What the old and the new text say.
    pub(super) all: (Content, Content),
    /// The conditions that stand as clauses on one side only: one that the other side says in a phrase is only said otherwise.
    pub(super) occasions: Vec<String>,
    /// Phrases that say when and stand on one side only.
    pub(super) phrases_of_time: Vec<String>,
}

impl Notes<'_> {
    /// How much was noted so far.
    pub(super) fn count(&self) -> usize {
        self.found.values().map(|reasons| reasons.len().max(1)).sum()
    }

    /// Notes an aspect with the words that show it.
    pub(super) fn add(&mut self, aspect: Aspect, reason: &str) {
        let reasons = self.found.entry(aspect).or_default();
        let reason = reason.trim().to_owned();
        if !reason.is_empty() && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }

    /// A clause that stands on one side only.
    pub(super) fn alone(&mut self, clause: &Clause, other: &Content, demand: Aspect, exception: Aspect) {
        let there = if clause.content.is_empty() {
            1.0
        } else {
            shared(&clause.content, other) / count(clause.content.len())
        };
        let least = if clause.text.is_ascii() { 1 } else { LEAST_CONTENT };
        if there >= STILL_THERE || clause.content.len() < least {
            return;
        }
        if self.rules.language.connectives.contains(&clause.key) {
            return;
        }
        // 「可能な限り、」: how strongly it is put, told elsewhere.
        let bare = clause.key.trim_matches(['、', ',', ' ']);
        if self.rules.language.softeners.iter().any(|w| bare == w) || english::SOFTENERS.contains(&bare) {
            return;
        }
        if clause.aside {
            let masked = mask_references(&clause.text);
            if masked.contains('§') && !masked.contains("除く") {
                self.add(Aspect::ReferencesChanged, &clause.text);
                return;
            }
            if clause.role == Role::Main {
                self.add(Aspect::ScopeChanged, &clause.text);
                return;
            }
        }
        match clause.role {
            Role::Exception if self.excepted && self.ends_condition(clause) => {
                self.add(Aspect::ConditionChanged, &clause.text);
            }
            Role::Exception => self.add(exception, &clause.text),
            _ if self.paraphrase => {}
            Role::Condition if self.said_before(clause) => {}
            Role::Condition => self.add(Aspect::ConditionChanged, &clause.text),
            Role::Main if joins_condition(&clause.key, &self.rules.language.conditional) => {
                self.add(Aspect::ConditionChanged, &clause.text);
            }
            Role::Main if clause.strength.is_some() || comes_first(&clause.key) => {
                self.add(demand, &clause.text);
            }
            // A member of a list that the sentence before it calls for.
            Role::Main if clause.member && clause.strength.is_none() => {
                self.add(if self.sets_out { demand } else { Aspect::ScopeChanged }, &clause.text);
            }
            Role::Main => {}
        }
    }

    /// Whether the other side says a condition in a phrase: 契約終了後 for 「契約が終了したときは」.
    fn said_before(&self, clause: &Clause) -> bool {
        let said = kanji_runs(&clause.key);
        said.iter().map(|w| w.chars().count()).sum::<usize>() >= LEAST_OCCASION
            && self
                .phrases_of_time
                .iter()
                .any(|phrase| is_occasion(phrase) && said.iter().all(|word| phrase.contains(word.as_str())))
    }

    /// Whether a word says how strongly an item is demanded: 必須, 任意.
    pub(super) fn is_label(&self, word: &str) -> bool {
        LABELS.iter().any(|(label, _)| *label == word.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    fn ends_condition(&self, clause: &Clause) -> bool {
        self.rules.language.condition_ends.iter().any(|w| clause.key.ends_with(w.as_str()))
    }

    /// Two clauses that are counterparts; false where they differ in spelling alone.
    pub(super) fn both(&mut self, old: &Clause, new: &Clause, (old_key, new_key): (&str, &str)) -> bool {
        if old.key == new.key && old.strength == new.strength {
            return false;
        }
        let reason = format!("{} → {}", old.text, new.text);
        let (was, is) = (references(&old.text), references(&new.text));
        let numbered = |all: &[String]| all.iter().any(|r| r.chars().any(char::is_numeric));
        if was != is && numbered(&was) && numbered(&is) {
            self.add(Aspect::ReferencesChanged, &reason);
        }
        self.force(old, new, &reason);
        if old.last
            && new.last
            && old.negated != new.negated
            && old.strength == new.strength
            && old.strength == Some(4)
            && !self.paraphrase
            && hunks(&old.text, &new.text).iter().all(|h| is_kana(&h.gone) && is_kana(&h.come))
            && dice(&old.content, &new.content) >= ONLY_NEGATED
        {
            self.add(Aspect::RequirementRemoved, &old.text);
            self.add(Aspect::RequirementAdded, &new.text);
        }
        // 「…しなくてもよい」 in the place of a demand: how strongly it is put, no exception beside a rule.
        if old.last
            && new.last
            && (old.strength == Some(0)) != (new.strength == Some(0))
            && old.role != new.role
        {
            let relaxed = new.strength == Some(0);
            self.add(
                if relaxed { Aspect::ObligationRelaxed } else { Aspect::ObligationStrengthened },
                &reason,
            );
        } else if old.role == Role::Main && new.role == Role::Exception {
            self.add(Aspect::ExceptionAdded, &new.text);
        } else if old.role == Role::Exception && new.role == Role::Main {
            self.add(Aspect::ExceptionRemoved, &old.text);
        }
        let (gone, come) = runs(&old.text, &new.text);
        let hunks = self.worded(old, new);
        if !self.paraphrase {
            self.strengthening_words((&gone, &come), new, &reason);
        }
        // Nothing but spelling.
        if hunks.is_empty() {
            return false;
        }
        if old.last && new.last && names_others(&old.key, &new.key) {
            self.add(Aspect::ScopeChanged, &reason);
            return true;
        }
        // Where nearly all words differ, one that differs tells nothing about members, scope or condition.
        let least = count(old.content.len().min(new.content.len())).max(1.0);
        let grew = shared(&old.content, &new.content) / least >= GREW;
        if self.paraphrase || (dice(&old.content, &new.content) < SAME_CLAUSE.max(0.5) && !grew) {
            return true;
        }
        let exchanged = |list: &[String]| {
            let holds = |runs: &[String]| {
                runs.iter().any(|r| r.chars().count() <= 3 && list.iter().any(|w| r.starts_with(w.as_str())))
            };
            holds(&gone) && holds(&come)
        };
        let any = |clause: &Clause| clause.key.contains("いずれか");
        let both = |clause: &Clause| clause.key.contains("いずれも");
        if any(old) && both(new) && new.role == Role::Main {
            self.add(Aspect::ObligationStrengthened, &reason);
        }
        if both(old) && any(new) && new.role == Role::Main {
            self.add(Aspect::ObligationRelaxed, &reason);
        }
        if exchanged(&self.rules.language.order) {
            self.add(Aspect::ConditionChanged, &reason);
        }
        let before = self.count();
        if dice(&old.content, &new.content) >= SAME_BUT_FOR {
            for (clause, run) in pure(&old.text, &new.text) {
                self.modifier(&run, if clause { new } else { old }, &reason);
            }
        }
        let english = is_english(&old.text) && is_english(&new.text);
        if english && self.phrases(&hunks, (old, new), &reason) {
            return true;
        }
        for run in &gone {
            self.member(run, (old, &reason), new_key, Aspect::RequirementRemoved);
        }
        for run in &come {
            self.member(run, (new, &reason), old_key, Aspect::RequirementAdded);
        }
        if self.count() > before {
            return true;
        }
        if self.phrases(&hunks, (old, new), &reason) {
            return true;
        }
        if self.conditions_differ(old, new) {
            self.add(Aspect::ConditionChanged, &reason);
            return true;
        }
        self.scope((old, new), (&gone, &come), (old_key, new_key));
        true
    }

    /// The places where the clauses differ in words; those that differ in spelling alone are left out, and remembered.
    fn worded(&mut self, old: &Clause, new: &Clause) -> Vec<Hunk> {
        let mut all = hunks(&old.text, &new.text);
        let before = all.len();
        let unify = |text: &str| self.rules.variants.unify(&one_notation(text, &self.rules.language));
        let language = &self.rules.language;
        // Where nothing is demanded, 及び or 又は is a matter of style.
        let joins = |text: &str| {
            let bare = unify(text.trim_matches('、'));
            [&language.either, &language.both].into_iter().flatten().any(|w| unify(w) == bare)
        };
        let states = old.strength.is_none() && new.strength.is_none() && new.role == Role::Main;
        all.retain(|h| {
            unify(&h.gone) != unify(&h.come)
                && !h.is_spelling()
                && !(states && joins(&h.gone) && joins(&h.come))
        });
        self.respelt |= all.len() < before;
        self.worded |= all.iter().any(|h| h.gone.chars().chain(h.come.chars()).any(char::is_alphabetic));
        all
    }

    /// How strongly the demand is put.
    fn force(&mut self, old: &Clause, new: &Clause, reason: &str) {
        let both_last = old.last && new.last;
        let main = old.role == Role::Main && new.role == Role::Main;
        if !(main || both_last && old.role == new.role) {
            return;
        }
        match (old.strength, new.strength) {
            (Some(a), Some(b)) if b > a => self.add(Aspect::ObligationStrengthened, reason),
            (Some(a), Some(b)) if b < a => self.add(Aspect::ObligationRelaxed, reason),
            // A title that ends in こと is no demand yet.
            (None, Some(4)) if both_last && new.form != Form::Plain && says(&old.key) => {
                self.add(Aspect::ObligationStrengthened, reason);
            }
            (Some(4), None) if both_last && old.form != Form::Plain && says(&new.key) => {
                self.add(Aspect::ObligationRelaxed, reason);
            }
            (Some(_), Some(_)) if both_last && !self.paraphrase => match (old.form, new.form) {
                (Form::Plain, Form::Duty) => self.add(Aspect::ObligationStrengthened, reason),
                (Form::Duty, Form::Plain) => self.add(Aspect::ObligationRelaxed, reason),
                _ => {}
            },
            _ => {}
        }
    }

    /// Whether the conditions of two clauses say different things, brackets and numbers aside.
    pub(super) fn conditions_differ(&self, old: &Clause, new: &Clause) -> bool {
        let (before, after) = (self.condition(old), self.condition(new));
        before != after
            && !(before.is_empty() || after.is_empty())
            && dice(&before, &after) < SAME_WORDS
            && (is_more(&before, &after, &self.all.1) || is_more(&after, &before, &self.all.0))
    }

    /// The words of a clause's condition: what stands before 場合, とき, 際, back to the comma.
    fn condition(&self, clause: &Clause) -> Content {
        let mut text = mask_references(&without_brackets(&clause.text));
        for word in &self.rules.language.softeners {
            text = text.replace(word.as_str(), "");
        }
        let masked = mask_quantities(&text, &self.rules.language);
        let key = self.rules.variants.unify(&masked.replace('、', "\u{2}"));
        let ends =
            ["限り", "場合", "ときは", "ときに", "とき\u{2}", "時は", "時に", "際は", "際に", "際して"];
        let end = ends.iter().filter_map(|w| key.find(w)).min();
        let Some(end) = end else { return Content::new() };
        let start = key[..end].rfind('\u{2}').map_or(0, |at| at + 1);
        content(&key[start..end])
    }

    /// Words that press or soften a demand, and "or" turned into "and".
    fn strengthening_words(&mut self, (gone, come): (&[String], &[String]), clause: &Clause, reason: &str) {
        let language = &self.rules.language;
        let holds = |runs: &[String], list: &[String]| {
            runs.iter().any(|r| {
                !self.rules.language.conditional.iter().any(|w| r.contains(w.as_str()))
                    && list.iter().any(|w| r.contains(w.as_str()))
            })
        };
        // 【推奨】 in the place of 【必須】.
        let label = |runs: &[String]| {
            let level = |run: &String| {
                let bare = run.trim_matches(|c: char| !c.is_alphanumeric());
                LABELS.iter().find(|(word, _)| *word == bare).map(|&(_, level)| level)
            };
            runs.iter().find_map(level)
        };
        match (label(gone), label(come)) {
            (Some(was), Some(is)) if was < is => self.add(Aspect::ObligationStrengthened, reason),
            (Some(was), Some(is)) if was > is => self.add(Aspect::ObligationRelaxed, reason),
            _ => {}
        }
        let (soft_gone, soft_come) = (holds(gone, &language.softeners), holds(come, &language.softeners));
        let (hard_gone, hard_come) = (holds(gone, &language.hardeners), holds(come, &language.hardeners));
        // Earlier in the list presses more; none at all presses least.
        let prompt = |runs: &[String]| {
            let at = language.prompt.iter().position(|w| runs.iter().any(|r| r.contains(w.as_str())));
            at.unwrap_or(language.prompt.len())
        };
        let joins = |runs: &[String], list: &[String]| {
            let bare = |r: &String| self.rules.variants.unify(r.trim_matches('、'));
            runs.iter().any(|r| list.iter().any(|w| bare(r) == self.rules.variants.unify(w)))
        };
        let states = clause.strength.is_none();
        let or_to_and = joins(gone, &language.either) && joins(come, &language.both);
        let and_to_or = joins(gone, &language.both) && joins(come, &language.either);
        if or_to_and || and_to_or {
            let joined = come.iter().find(|r| {
                joins(std::slice::from_ref(r), &language.both)
                    || joins(std::slice::from_ref(r), &language.either)
            });
            if clause.role == Role::Condition || joined.is_some_and(|run| self.in_condition(run, &clause.key))
            {
                self.add(Aspect::ConditionChanged, reason);
            } else if states {
                // Nothing is demanded.
            } else if or_to_and {
                self.add(Aspect::ObligationStrengthened, reason);
            } else {
                self.add(Aspect::ObligationRelaxed, reason);
            }
        }
        if clause.role == Role::Condition {
            return;
        }
        // 遅滞なく exchanged for a number of days is a matter of the number.
        let counted = |runs: &[String]| runs.iter().any(|r| r.chars().any(|c| c.is_ascii_digit()));
        let prompt = |runs: &[String]| if counted(gone) != counted(come) { 0 } else { prompt(runs) };
        if (soft_gone && !soft_come) || (hard_come && !hard_gone) || prompt(come) < prompt(gone) {
            self.add(Aspect::ObligationStrengthened, reason);
        }
        if (soft_come && !soft_gone) || (hard_gone && !hard_come) || prompt(gone) < prompt(come) {
            self.add(Aspect::ObligationRelaxed, reason);
        }
    }

    /// Whether a run of words stands in the condition of its clause: 場合, とき or 際 follows before the next comma.
    pub(super) fn in_condition(&self, run: &str, key: &str) -> bool {
        let Some(at) = key.find(run) else { return false };
        let after = &key[at + run.len()..];
        let before_comma = &after[..after.find('、').unwrap_or(after.len())];
        let whole = format!("{run}{before_comma}");
        self.rules.language.conditional.iter().any(|w| whole.contains(w.as_str()))
    }

    /// A member of a list that stands on one side only: of things to be done (「…の変更、…の確認を行うこと」) or to be set out
    /// (「…を規程に定めること」) it is a demand of its own, of anything else it widens or narrows what the demand is about.
    fn member(&mut self, run: &str, (clause, reason): (&Clause, &str), other: &str, aspect: Aspect) {
        let language = &self.rules.language;
        if run == "等" {
            self.add(Aspect::ScopeChanged, reason);
            return;
        }
        let Some(bare) = listed(run).filter(|bare| !self.presses_alone(bare)) else { return };
        let pieces = content(bare);
        let there = if other.contains(bare) {
            1.0
        } else if bare.chars().count() < SHORT_MEMBER {
            0.0
        } else {
            shared(&pieces, &content(other)) / count(pieces.len()).max(1.0)
        };
        if pieces.is_empty() || !is_noun(bare) || there >= STILL_THERE {
            return;
        }
        let after = clause.key.find(bare).map_or("", |at| &clause.key[at + bare.len()..]);
        // 「氏名又は所属の変更時には、」: what the occasion is.
        let up_to: String = after.split('、').next().unwrap_or_default().to_owned();
        let occasion = up_to.len() < after.len()
            && up_to.chars().count() <= LONGEST_OCCASION
            && is_occasion(&format!("{bare}{up_to}"))
            && !up_to.contains(['を', 'が']);
        if occasion && clause.role == Role::Main {
            self.add(Aspect::ConditionChanged, reason);
            return;
        }
        if clause.role == Role::Exception {
            // Whom a relief is for.
            if after.starts_with("は、") && !is_when(bare, after) {
                self.add(Aspect::ScopeChanged, reason);
            }
            return;
        }
        // 「…又は様式を変更したときは」: what the condition's act is done to; 「…又は改造を行うときは」: another act.
        let object =
            after.starts_with('を') && !["を行", "を実施", "を受け"].iter().any(|w| after.starts_with(w));
        let does = language.actions.iter().any(|a| bare.contains(a.as_str()));
        if clause.role == Role::Condition && object && !does && !is_when(bare, after) {
            self.add(Aspect::ScopeChanged, reason);
            return;
        }
        if clause.role == Role::Condition || is_when(bare, after) || self.in_condition(bare, &clause.key) {
            self.add(Aspect::ConditionChanged, reason);
            return;
        }
        let light = language.light.iter().find(|w| clause.key.ends_with(w.as_str()));
        // What is 行う is an act by any name; with 図る or 定める it must be known for one.
        let act = light.is_some_and(|w| does || w.starts_with(['行', '講', 'と']) || w.starts_with("実施"));
        // The verb governs the list only where nothing but further members stands between: not 「…及び部品の名称を」.
        let (between, verb) = after.split_once('を').unwrap_or((after, ""));
        let between =
            ["及び", "又は", "並びに", "若しくは"].iter().fold(between.to_owned(), |b, j| b.replace(j, ""));
        let between = between.replace("等の措置", "").replace("などの措置", "").replace('等', "");
        let governed =
            !between.contains(['の', 'に', 'は', 'で', 'が', 'す']) && !verb.starts_with(['対', '相']);
        let verb: String = verb.chars().take(if governed { SET_OUT_WITHIN } else { 0 }).collect();
        let act = act && governed;
        let set_out = language.set_out.iter().any(|w| verb.contains(w.as_str()));
        if clause.strength.is_some() && (act && bare.chars().count() > 1 || set_out) {
            self.add(aspect, &clause.text);
        } else {
            self.add(Aspect::ScopeChanged, reason);
        }
    }

    /// Words before a noun that say which ones are meant: （正門に設置した）カメラ, （40歳以上の）従業員.
    fn modifier(&mut self, run: &str, clause: &Clause, reason: &str) {
        let after = clause.key.find(run).and_then(|at| clause.key[at + run.len()..].chars().next());
        let noun = |c: char| {
            ('\u{4E00}'..='\u{9FFF}').contains(&c) || ('ァ'..='ヺ').contains(&c) || c.is_ascii_alphabetic()
        };
        let opens = run.chars().next().is_some_and(|c| !matches!(c, 'ぁ'..='ん' | '、'));
        let counted = run.chars().any(|c| c.is_ascii_digit()) || self.presses(run);
        let limits = !counted && run.ends_with(['の', 'た', 'る']) && run.chars().count() >= LEAST_MODIFIER;
        if limits && opens && after.is_some_and(noun) && clause.role == Role::Main {
            self.add(Aspect::ScopeChanged, reason);
        }
    }

    /// Who and what the clause is about.
    fn scope(
        &mut self,
        (old, new): (&Clause, &Clause),
        (gone, come): (&[String], &[String]),
        (old_key, new_key): (&str, &str),
    ) {
        for word in &self.rules.language.scope {
            let holds = |key: &str| {
                key.contains(word.as_str())
                    || self.rules.variants.unify(key).contains(&self.rules.variants.unify(word))
            };
            let (was, is) = (holds(&old.key), holds(&new.key));
            let touched = gone.iter().chain(come).any(|r| r.contains(word.as_str()));
            // A word that the other text holds elsewhere only went over to another clause.
            let still = old_key.contains(word.as_str()) && new_key.contains(word.as_str());
            if was != is && touched && !still {
                self.add(Aspect::ScopeChanged, &format!("{} → {}", old.text, new.text));
                return;
            }
        }
    }
}

/// Whether a condition says something that neither its counterpart nor the whole other text does: words that only moved into it, and
/// particles, say nothing more.
fn is_more(own: &Content, other: &Content, whole: &Content) -> bool {
    let particle = |c: char| "がはをにのともで、".contains(c);
    own.iter()
        .any(|pair| !other.contains(pair) && !whole.contains(pair) && !particle(pair.0) && !particle(pair.1))
}

/// What things and people are called at the end: of such, 「…は、…とする」 says which ones are meant.
const KINDS: [&str; 32] = [
    "者",
    "員",
    "人",
    "方",
    "機器",
    "端末",
    "範囲",
    "対象",
    "場所",
    "施設",
    "情報",
    "データ",
    "業務",
    "文書",
    "書類",
    "もの",
    "物",
    "区域",
    "部署",
    "部門",
    "職種",
    "製品",
    "システム",
    "品目",
    "事業",
    "費用",
    "経費",
    "工事",
    "設備",
    "記録",
    "資料",
    "地域",
];

/// Whether two definitions of the same kind (「対象の機器は、…とする」) name other members of it.
fn names_others(old: &str, new: &str) -> bool {
    let same: usize =
        old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let Some(at) = old[..same].rfind('は') else { return false };
    let named = |key: &str| -> Option<String> {
        let rest = key[at + 'は'.len_utf8()..].trim_start_matches('、').trim_end_matches('。');
        let noun = ["とする", "とします", "とすること", "である", "です"]
            .iter()
            .find_map(|w| rest.strip_suffix(w))?;
        let rule = ["もの", "こと"].iter().any(|w| noun.ends_with(w))
            || LABELS.iter().any(|(label, _)| noun.ends_with(label));
        let plain =
            !noun.contains('、') && !noun.chars().any(|c| c.is_ascii_digit()) && is_noun(noun) && !rule;
        (plain && !noun.is_empty()).then(|| noun.to_owned())
    };
    let topic = old[..at].rsplit(['。', '、']).next().unwrap_or_default();
    KINDS.iter().any(|kind| topic.ends_with(kind)) && named(old).zip(named(new)).is_some_and(|(a, b)| a != b)
}
