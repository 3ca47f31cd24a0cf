//! Finds the references of a text: which words, which document, which steps.

use super::{
    grammar::{Alone, ReferenceGrammar, StepRule},
    line::{Line, canonical, circled, digits},
    scope::{self, Names},
};

/// A reference in a text, before anybody looks where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// First character.
    pub(super) start: usize,
    /// Behind the last character.
    pub(super) end: usize,
    /// Which document is meant.
    pub(super) scope: Scope,
    /// From where it counts, if it does.
    pub(super) relative: Option<Relative>,
    /// The steps, outermost first.
    pub(super) steps: Vec<Step>,
    /// The last place of a range.
    pub(super) through: Vec<Step>,
}

/// Which document a reference points into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Scope {
    /// Not said: the document that the text stands in, if nothing speaks against it.
    #[default]
    Unsaid,
    /// 本規則.
    Own,
    /// A document of the edition, by its index in the names.
    Named(usize),
    /// The checklists of the edition.
    Rows,
    /// A law or another publication, by its name as printed.
    Outside(String),
    /// 上記①: close to the text.
    Beside,
}

/// 前条, 次項, 本章.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relative {
    /// Id of the step that is counted.
    pub(super) step: String,
    pub(super) toward: Toward,
    /// How many are meant (前2項); 0 for all of them (前各号).
    pub(super) count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    Previous,
    Next,
    This,
}

/// One step of a reference: 第36条.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The rule's id.
    pub(super) id: String,
    /// How an item's path may call it.
    pub(super) forms: Vec<String>,
    /// Counted within what stands above.
    pub(super) local: bool,
}

/// Finds the references of a text, in order.
pub(super) fn scan(text: &str, grammar: &ReferenceGrammar, names: &Names) -> Vec<Mention> {
    let line = Line::of(text);
    let scanner = Scanner { line: &line, grammar, names };
    let mut found: Vec<Mention> = Vec::new();
    let mut i = 0;
    while i < line.len() {
        match scanner.mention(i, &found) {
            Some(mention) => {
                i = mention.end.max(i + 1);
                scanner.join(mention, &mut found);
            }
            None => i += 1,
        }
    }
    found
}

struct Scanner<'a> {
    line: &'a Line,
    grammar: &'a ReferenceGrammar,
    names: &'a Names,
}

impl Scanner<'_> {
    fn mention(&self, i: usize, found: &[Mention]) -> Option<Mention> {
        self.line.at(i).filter(|c| self.grammar.begins(*c) || self.names.begins(*c))?;
        self.relative(i, found)
            .or_else(|| self.named(i))
            .or_else(|| self.beside(i))
            .or_else(|| self.plain(i, found))
    }

    /// 前条第2項, 同項, この章.
    fn relative(&self, i: usize, found: &[Mention]) -> Option<Mention> {
        let words = &self.grammar.relative;
        let (end, toward, same) = [
            (&words.previous, Toward::Previous, false),
            (&words.next, Toward::Next, false),
            (&words.this, Toward::This, false),
            (&words.same, Toward::This, true),
        ]
        .into_iter()
        .find_map(|(list, toward, same)| self.line.word(list, i).map(|end| (end, toward, same)))?;
        if self.line.before(i).is_some_and(is_kanji) {
            return None;
        }
        let counted = self.line.word(&words.every, end).unwrap_or_else(|| {
            let digits =
                self.line.chars[end..].iter().take_while(|c| c.is_ascii_digit() || "二三四五".contains(**c));
            end + digits.count()
        });
        let noun = words.noun.iter().find(|n| self.line.from(counted).starts_with(n.word.as_str()))?;
        let end_of_noun = counted + noun.word.chars().count();
        if self.line.at(end_of_noun).is_some_and(|c| noun.not_before.contains(c)) {
            return None;
        }
        let count = match self.line.between(end, counted) {
            "" => 1,
            said => digits(said).parse().unwrap_or(0),
        };
        if same {
            // 同条第3項: the steps of the last reference down to that sort, in the same document.
            let last = found.last()?;
            let upto = last.steps.iter().position(|s| s.id == noun.step);
            let (kept, relative) = match upto {
                Some(at) => (last.steps[..=at].to_vec(), last.relative.clone()),
                None if last.relative.as_ref().is_some_and(|r| r.step == noun.step) => {
                    (Vec::new(), last.relative.clone())
                }
                None => return None,
            };
            let scope = last.scope.clone();
            return Some(self.chain(i, end_of_noun, scope, relative, kept, &noun.step));
        }
        let relative = Some(Relative { step: noun.step.clone(), toward, count });
        Some(self.chain(i, end_of_noun, Scope::Unsaid, relative, Vec::new(), &noun.step))
    }

    /// 企画管理編 11.2; シス14章第⑥条.
    fn named(&self, i: usize) -> Option<Mention> {
        let (name, behind) = self.names.at(self.line, i)?;
        let at = self.names.gap(self.line, behind);
        let (step, rule, end) = self.head(at, true)?;
        let scope = Scope::Named(name);
        Some(self.chain(i, end, scope, None, vec![step], &rule.id.clone()))
    }

    /// 上記①, 下記(イ).
    fn beside(&self, i: usize) -> Option<Mention> {
        let behind = self.line.word(&self.grammar.beside.words, i)?;
        let mut at = self.line.skip_spaces(behind);
        if matches!(self.line.at(at), Some('の' | '「' | '『')) {
            at = self.line.skip_spaces(at + 1);
        }
        if matches!(self.line.at(at), Some('「' | '『')) {
            at += 1;
        }
        let rule = |id: &&str| self.grammar.step(id).and_then(|rule| self.take(rule, at));
        let (step, end) = ["circled", "paren", "kana", "table", "article", "dotted"].iter().find_map(rule)?;
        let scope = if step.local || step.id == "kana" { Scope::Beside } else { Scope::Unsaid };
        let id = step.id.clone();
        Some(self.chain(i, end, scope, None, vec![step], &id))
    }

    /// A step on its own: 第36条, 表4-1; what stands before it says which document.
    fn plain(&self, i: usize, found: &[Mention]) -> Option<Mention> {
        let joined = self.joined(i, found);
        let (step, rule, end) = self.head(i, joined.is_some())?;
        if let Some(last) = joined {
            // 第3条第1項及び第2項: what the two have in common is said once.
            let above = last.steps.iter().position(|s| s.id == step.id);
            let peer = above.is_some() || last.through.iter().any(|s| s.id == step.id);
            let allowed = |id: &str| rule.after.iter().any(|a| a == id);
            let under = last.steps.iter().rposition(|s| allowed(&s.id)).filter(|_| !peer && rule.local);
            let mut steps = match (above, under) {
                (Some(at), _) => last.steps[..at].to_vec(),
                // A further step of another sort belongs to the same place only where it cannot stand alone.
                (None, Some(at)) if !peer => last.steps[..=at].to_vec(),
                _ => Vec::new(),
            };
            let relative = last.relative.clone().filter(|r| peer && r.step != step.id || !steps.is_empty());
            if above.is_some() || !rule.local || !steps.is_empty() {
                steps.push(step);
                return Some(self.chain(i, end, last.scope.clone(), relative, steps, &rule.id.clone()));
            }
        }
        if rule.alone == Alone::Named && end_of_chain(self, end, rule).is_none() {
            return None;
        }
        let (start, scope) = scope::before(self.line, i, self.grammar, self.names, found)?;
        let chain = self.chain(start, end, scope, None, vec![step], &rule.id.clone());
        (self.stands(rule, i, end, &chain)).then_some(chain)
    }

    /// The reference that this one is joined to by a comma or by words like 及び.
    fn joined<'m>(&self, i: usize, found: &'m [Mention]) -> Option<&'m Mention> {
        let last = found.last().filter(|last| last.end < i && i - last.end <= 6)?;
        let gap: String = self.line.between(last.end, i).split_whitespace().collect();
        let joins = |words: &[String]| words.contains(&gap);
        (joins(&self.grammar.joined.lists) || joins(&self.grammar.joined.ranges)).then_some(last)
    }

    /// Whether a first step may stand where it does.
    fn stands(&self, rule: &StepRule, i: usize, end: usize, chain: &Mention) -> bool {
        let longer = chain.end > end && chain.steps.len() > 1;
        let next = self.line.from(self.line.skip_spaces(chain.end));
        let begins = |words: &[String]| words.iter().any(|w| next.starts_with(w.as_str()));
        match rule.alone {
            Alone::Yes => true,
            _ if chain.scope == Scope::Own || matches!(chain.scope, Scope::Named(_) | Scope::Rows) => true,
            Alone::No => false,
            Alone::Named => longer,
            Alone::Particle => longer || begins(&self.grammar.beside.particles),
            Alone::Cue => {
                let opened = self.line.before(self.line.back_over_spaces(i)).map(String::from);
                let closed = next.starts_with([')', '」', ']', '】']);
                longer
                    || begins(&self.grammar.beside.cues)
                    || closed && opened.is_some_and(|o| self.grammar.beside.openings.contains(&o))
            }
        }
    }

    /// A first step at `i`.
    fn head(&self, i: usize, named: bool) -> Option<(Step, &StepRule, usize)> {
        let c = self.line.at(i)?;
        if c.is_ascii_digit()
            && self.line.before(i).is_some_and(|b| b.is_ascii_alphanumeric() || ".-/:第全計約".contains(b))
        {
            return None;
        }
        self.grammar.steps.iter().find_map(|rule| {
            let may = match rule.alone {
                Alone::No => false,
                Alone::Named => {
                    named || self.take(rule, i).is_some_and(|(_, e)| end_of_chain(self, e, rule).is_some())
                }
                _ => true,
            };
            if !may || rule.id == "note" && self.line.before(i).is_some_and(is_kanji) {
                return None;
            }
            let (step, end) = self.take(rule, i)?;
            // 一覧表1, 前別紙: part of a longer word. A law's name before 第 is told elsewhere.
            let torn = matches!(rule.id.as_str(), "table" | "question" | "annex" | "code")
                && self.line.before(i).is_some_and(|b| is_kanji(b) && !"各同本".contains(b));
            (!torn).then_some((step, rule, end))
        })
    }

    /// A step by its rule, at `i`.
    fn take(&self, rule: &StepRule, i: usize) -> Option<(Step, usize)> {
        let c = self.line.at(i)?;
        let begins = if c.is_ascii_digit() { rule.begins.contains('0') } else { rule.begins.contains(c) };
        if !begins {
            return None;
        }
        let rest = self.line.from(i);
        let groups = rule.pattern.captures(rest)?;
        // A character of context behind the last group is no part of the step.
        let last = (1..groups.len()).filter_map(|g| groups.get(g)).map(|g| g.end()).max().unwrap_or(0);
        let whole = groups.get(0)?.end();
        let taken = if rule.id == "kana" && groups.get(1).is_none() { last } else { whole };
        let end = i + rest[..taken].chars().count();
        if self.line.at(end).is_some_and(|next| {
            rule.not_before.contains(next)
                || rest[..taken].ends_with(|c: char| c.is_ascii_digit()) && next.is_ascii_digit()
        }) {
            return None;
        }
        // 57号 of a law, 0305第6号 of a notice.
        let before = self.line.before(i);
        if rule.id == "clause" && (before.is_some_and(|b| b.is_ascii_digit()) || self.numbers_a_law(i)) {
            return None;
        }
        let group = |n: usize| groups.get(n).map_or("", |g| g.as_str());
        let number =
            |n: usize| if rule.id == "article" && n == 2 { canonical(group(2)) } else { digits(group(n)) };
        let forms = rule
            .forms
            .iter()
            .filter_map(|form| {
                let form = form.replace("{1}", &number(1)).replace("{2}", &number(2));
                match form.contains("{circled}") {
                    true => circled(&number(1)).map(String::from),
                    false => Some(canonical(&form)),
                }
            })
            .collect();
        Some((Step { id: rule.id.clone(), forms, local: rule.local }, end))
    }

    fn numbers_a_law(&self, i: usize) -> bool {
        let before = self.line.between(i.saturating_sub(4), i);
        self.grammar.scopes.numbers.iter().any(|w| before.ends_with(w.as_str()))
    }

    /// The steps that follow, with what stands between them.
    fn chain(
        &self,
        start: usize,
        mut end: usize,
        scope: Scope,
        relative: Option<Relative>,
        mut steps: Vec<Step>,
        last: &str,
    ) -> Mention {
        let mut last = last.to_owned();
        while let Some((step, next)) = self.next(end, &last) {
            last.clone_from(&step.id);
            steps.push(step);
            end = next;
        }
        // 11.2項: the word for what has a number with dots.
        if last == "dotted"
            && matches!(self.line.at(end), Some('項' | '節' | '章'))
            && self.line.at(end + 1) != Some('目')
        {
            end += 1;
        }
        Mention { start, end, scope, relative, steps, through: Vec::new() }
    }

    /// A further step behind `end`.
    fn next(&self, end: usize, last: &str) -> Option<(Step, usize)> {
        let mut places = vec![end, self.line.skip_spaces(end)];
        if let Some(behind) = self.line.word(&self.grammar.joined.glue, end) {
            let dot = self.line.at(end) == Some('.') || self.line.at(end) == Some('-');
            let comma = self.line.at(end) == Some('、');
            // A dot stands before a mark only, a comma joins places and not steps.
            let before_mark = self.line.from(behind).starts_with(super::is_mark);
            if !comma && (!dot || before_mark) {
                places.push(self.line.skip_spaces(behind));
            }
        }
        places.dedup();
        places.into_iter().find_map(|at| {
            self.grammar.steps.iter().filter(|rule| rule.after.iter().any(|a| a == last)).find_map(|rule| {
                // 第3条 表1 are two places; 1 behind ① only behind の.
                if rule.id == "ordinal" && at == end
                    || rule.id == "kana"
                        && at == end
                        && !self.line.from(at).starts_with('(')
                        && last != "paren"
                {
                    return None;
                }
                self.take(rule, at)
            })
        })
    }

    /// Puts a mention to the others; the end of a range goes to its beginning.
    fn join(&self, mention: Mention, found: &mut Vec<Mention>) {
        if let Some(last) = found.last_mut().filter(|l| l.end < mention.start && l.through.is_empty()) {
            let gap: String = self.line.between(last.end, mention.start).split_whitespace().collect();
            let peer = last.steps.last().map(|s| &s.id) == mention.steps.last().map(|s| &s.id);
            if peer && self.grammar.joined.ranges.contains(&gap) && mention.scope == last.scope {
                last.end = self.line.word(&self.grammar.joined.until, mention.end).unwrap_or(mention.end);
                last.through = mention.steps;
                return;
            }
        }
        found.push(mention);
    }
}

/// The end of what follows a step that does not stand alone, if something does.
fn end_of_chain(scanner: &Scanner<'_>, end: usize, rule: &StepRule) -> Option<usize> {
    scanner.next(end, &rule.id).map(|(_, end)| end)
}

/// 漢字.
pub(super) fn is_kanji(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '々'
}
