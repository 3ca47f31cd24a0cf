//! Which document a reference points into: told by the words before it.

use std::collections::BTreeSet;

use kaitei_model::Document;

use super::{
    grammar::ReferenceGrammar,
    line::{Line, narrow},
    scan::{Mention, Scope, is_kanji},
};

/// The names of the edition's documents, and the short forms that people use.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Name, document; longest first.
    full: Vec<(String, usize)>,
    /// The beginning of a name, said before a number only (シス14章): unique in the edition.
    short: Vec<(String, usize)>,
    /// The first characters of all of them.
    begins: BTreeSet<char>,
}

/// The longest abbreviation that is looked for.
const ABBREVIATION: usize = 4;

impl Names {
    pub(super) fn of(documents: &[Document]) -> Self {
        let narrowed = |s: &str| s.chars().map(narrow).filter(|c| !c.is_whitespace()).collect::<String>();
        let mut full: Vec<(String, usize)> = Vec::new();
        for (i, document) in documents.iter().enumerate().filter(|(_, d)| d.twin_of.is_none()) {
            for name in [narrowed(&document.short), narrowed(&document.title)] {
                let shared = documents
                    .iter()
                    .enumerate()
                    .any(|(k, d)| k != i && (narrowed(&d.title) == name || narrowed(&d.short) == name));
                if name.chars().count() >= 2 && !shared && full.iter().all(|(n, _)| *n != name) {
                    full.push((name, i));
                }
            }
        }
        full.sort_by(|a, b| b.0.chars().count().cmp(&a.0.chars().count()).then(a.0.cmp(&b.0)));
        let mut short: Vec<(String, usize)> = Vec::new();
        // Only volumes (編) are abbreviated to their first characters.
        let volumes: Vec<(String, usize)> = documents
            .iter()
            .enumerate()
            .map(|(i, d)| (narrowed(&d.short), i))
            .filter(|(name, _)| name.ends_with('編'))
            .collect();
        for (name, i) in &volumes {
            for len in 1..=ABBREVIATION.min(name.chars().count().saturating_sub(2)) {
                let part: String = name.chars().take(len).collect();
                if volumes.iter().filter(|(other, _)| other.starts_with(&part)).count() == 1 {
                    short.push((part, *i));
                }
            }
        }
        short.sort_by(|a, b| b.0.chars().count().cmp(&a.0.chars().count()).then(a.0.cmp(&b.0)));
        let begins = full.iter().chain(&short).filter_map(|(name, _)| name.chars().next()).collect();
        Self { full, short, begins }
    }

    /// Whether a name may begin with a character.
    pub(super) fn begins(&self, c: char) -> bool {
        self.begins.contains(&c)
    }

    /// The document whose name begins at `i`, and the place behind the name.
    pub(super) fn at(&self, line: &Line, i: usize) -> Option<(usize, usize)> {
        let rest = line.from(i);
        if let Some((name, document)) = self.full.iter().find(|(name, _)| rest.starts_with(name.as_str())) {
            return Some((*document, i + name.chars().count()));
        }
        // An abbreviation stands at the beginning of a word, before a number.
        if line.before(i).is_some_and(|b| is_kanji(b) || is_kana(b)) {
            return None;
        }
        let (name, document) = self.short.iter().find(|(name, _)| rest.starts_with(name.as_str()))?;
        let behind = i + name.chars().count();
        line.at(behind).filter(|c| c.is_ascii_digit() || *c == '第').map(|_| (*document, behind))
    }

    /// What may stand between a name and a place: spaces, closing brackets, の, 中, an opening bracket.
    pub(super) fn gap(&self, line: &Line, behind: usize) -> usize {
        let mut at = behind;
        for allowed in ["」』", "のに中", "「『【("] {
            at = line.skip_spaces(at);
            if line.at(at).is_some_and(|c| allowed.contains(c)) {
                at += 1;
            }
        }
        line.skip_spaces(at)
    }

    /// The document whose name ends a run of characters.
    fn ending(&self, run: &str) -> Option<usize> {
        self.full.iter().find(|(name, _)| run.ends_with(name.as_str())).map(|(_, i)| *i)
    }
}

/// What the words before a place at `i` say: where the reference begins, and its document. `None` where it is no reference.
pub(super) fn before(
    line: &Line,
    i: usize,
    grammar: &ReferenceGrammar,
    names: &Names,
    found: &[Mention],
) -> Option<(usize, Scope)> {
    let scopes = &grammar.scopes;
    let mut at = line.back_over_spaces(i);
    // 「注４」 of something: what stands before the bracket tells.
    if matches!(line.before(at), Some('「' | '『')) {
        at = line.back_over_spaces(at - 1);
    }
    let text_before = |at: usize| line.between(at.saturating_sub(24), at).to_owned();
    let ends = |at: usize, words: &[String]| {
        let text = text_before(at);
        words.iter().find(|w| text.ends_with(w.as_str())).cloned()
    };
    if line.at(i).is_some_and(|c| c.is_ascii_digit()) && ends(at, &scopes.versions).is_some() {
        return None;
    }
    if let Some(word) = ends(at, &scopes.own) {
        return Some((at - word.chars().count(), Scope::Own));
    }
    // 「チェック項目2-①」: a row; the same words before anything else name no document.
    if ends(at, &scopes.rows).is_some() && line.from(i).find('-').is_some_and(|hyphen| hyphen <= 3) {
        return Some((i, Scope::Rows));
    }
    if let Some(word) = ends(at, &scopes.former) {
        return Some((i, Scope::Outside(word)));
    }
    if let Some(word) = ends(at, &scopes.same) {
        let start = at - word.chars().count();
        if !line.before(start).is_some_and(is_kanji) || word.chars().count() > 1 {
            // Said of what was named last; without it, of something outside.
            let scope = found.last().map_or_else(|| Scope::Outside(word), |last| last.scope.clone());
            return Some((start, if scope == Scope::Unsaid { Scope::Own } else { scope }));
        }
    }
    // 健康保険法の第3条.
    let behind_no = if line.before(at) == Some('の') { line.back_over_spaces(at - 1) } else { at };
    for at in [at, behind_no] {
        if let Some(scope) = named_before(line, at, grammar, names) {
            return Some((i, scope));
        }
    }
    // In the same sentence as a law's article, a bare one may be the law's.
    let sentence = |from: usize| !line.between(from, i).contains('。');
    let doubt = found.last().filter(|last| sentence(last.end)).and_then(|last| match &last.scope {
        Scope::Outside(name) => Some(Scope::Outside(name.clone())),
        _ => None,
    });
    Some((i, doubt.unwrap_or_default()))
}

/// A law, another publication or a document of the edition whose name ends at `at`, brackets behind it left out.
fn named_before(line: &Line, at: usize, grammar: &ReferenceGrammar, names: &Names) -> Option<Scope> {
    let scopes = &grammar.scopes;
    let mut end = at;
    let mut numbered = false;
    if line.before(end) == Some(')') {
        // The bracket may have been opened in the paragraph before.
        let open = opening(line, end - 1, '(', ')');
        let inside = line.between(open.map_or(end.saturating_sub(40), |open| open + 1), end - 1);
        numbered = scopes.numbered.iter().any(|w| inside.contains(w.as_str()));
        // 以下「運送法」という。 gives the law a name of its own.
        let short =
            inside.rsplit_once('「').and_then(|(_, rest)| rest.split_once('」')).map(|(name, _)| name);
        if let Some(short) =
            short.filter(|_| numbered && (inside.contains("以下") || inside.contains("いう")))
        {
            return Some(names.ending(short).map_or_else(|| Scope::Outside(short.to_owned()), Scope::Named));
        }
        // Opened in the paragraph before: whatever it explains, the place is another's.
        let Some(open) = open else {
            return Some(Scope::Outside(inside.split('」').next().unwrap_or(inside).trim().to_owned()));
        };
        end = line.back_over_spaces(open);
    }
    if let Some(close @ ('」' | '』')) = line.before(end) {
        let open = opening(line, end - 1, if close == '」' { '「' } else { '『' }, close)?;
        let title: String = line.between(open + 1, end - 1).split_whitespace().collect();
        return if let Some(document) = names.ending(&title) {
            Some(Scope::Named(document))
        } else if title.chars().count() >= 4 || numbered {
            Some(Scope::Outside(title))
        } else {
            None
        };
    }
    let mut start = end;
    while start > 0 && line.at(start - 1).is_some_and(is_name) {
        start -= 1;
    }
    let run = line.between(start, end);
    if run.is_empty() {
        return None;
    }
    if let Some(document) = names.ending(run) {
        return Some(Scope::Named(document));
    }
    let law = scopes.outside.iter().any(|w| run.ends_with(w.as_str()))
        && !scopes.not_outside.iter().any(|w| run.ends_with(w.as_str()));
    // 法 and 令 alone are said of the law that was named before.
    let alone = matches!(run, "法" | "令");
    (numbered || law && (alone || run.chars().count() >= 2)).then(|| Scope::Outside(run.to_owned()))
}

/// The opening bracket of the closing one at `close`.
fn opening(line: &Line, close: usize, open: char, shut: char) -> Option<usize> {
    let mut depth = 0;
    for k in (0..=close).rev() {
        let c = line.at(k)?;
        if c == shut {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                return Some(k);
            }
        }
    }
    None
}

fn is_kana(c: char) -> bool {
    ('ァ'..='ー').contains(&c)
}

/// A character of a law's or a document's name.
fn is_name(c: char) -> bool {
    is_kanji(c) && !"及又並若第条項号".contains(c) || is_kana(c) || c == '・' || c.is_ascii_alphabetic()
}
