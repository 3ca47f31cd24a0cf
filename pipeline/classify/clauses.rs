//! Clauses: a sentence cut where one demand, condition or exception ends and the next begins.

use std::collections::BTreeSet;

use super::{english, facts::mask_references};
use crate::{
    rules::Language,
    text::{fold, fold::is_circled, style},
};

/// A part of a text that says one thing.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// The words as printed.
    pub(super) text: String,
    /// Folded, without the comma or full stop at its end.
    pub(super) key: String,
    /// Pairs of characters that carry meaning (not of hiragana alone).
    pub(super) content: BTreeSet<(char, char)>,
    /// What it is.
    pub(super) role: Role,
    /// How strongly its sentence demands, 0 to 4; `None` where it states, and demands nothing.
    pub(super) strength: Option<u8>,
    /// Whether a plain verb directs (…する), or an explicit duty (…しなければならない) is laid down.
    pub(super) form: Form,
    /// Whether it ends its sentence, so that the strength is its own.
    pub(super) last: bool,
    /// Whether its predicate is a negation.
    pub(super) negated: bool,
    /// Whether it stands in round brackets inside a sentence.
    pub(super) aside: bool,
    /// Whether it is a member of a list that is printed apart: 一　…
    pub(super) member: bool,
}

/// What a clause is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Something to be done, or stated.
    Main,
    /// 〜場合は.
    Condition,
    /// ただし…, 〜この限りでない, a relief.
    Exception,
}

/// How a demand is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// …する.
    Plain,
    /// …こと, …ものとする.
    Rule,
    /// …しなければならない.
    Duty,
}

fn form(sentence: &str, language: &Language) -> Form {
    let key = fold(sentence);
    let key = strip_tail(&key);
    if language.duties.iter().any(|w| key.ends_with(w.as_str())) {
        Form::Duty
    } else if language.strength.iter().any(|(_, words)| words.iter().any(|w| ends_with_word(key, w))) {
        Form::Rule
    } else {
        Form::Plain
    }
}

/// What may be left out is named so near before the word that allows it.
const WAIVED_WITHIN: usize = 10;
/// Shorter clauses are not cut off: 「また、」.
const SHORTEST: usize = 6;

/// Cuts a text into clauses.
pub(super) fn clauses(text: &str, language: &Language) -> Vec<Clause> {
    let mut out = Vec::new();
    if english::is_english(text) {
        return english::clauses(text);
    }
    for sentence in sentences(&occasions(text)) {
        let (plain, asides) = asides(&sentence, language);
        let (strength, negated) = strength(&plain, language);
        let parts = parts(&plain, language);
        let mut exceptional = opens_exception(&plain);
        let count = parts.len();
        for (i, part) in parts.into_iter().enumerate() {
            out.extend(clause(&part, language, exceptional, strength, i + 1 == count, negated));
            // What is to be done where the rule cannot be kept is a relief from it.
            exceptional |= is_hardship(&part, language);
        }
        for aside in asides {
            let (own, negated) = self::strength(&aside, language);
            let aside = clause(&aside, language, opens_exception(&aside), own.or(strength), false, negated);
            out.extend(aside.map(|clause| Clause { aside: true, ..clause }));
        }
    }
    out
}

/// 「…した時は」 as 「…したときは」: written in kanji it is the same condition.
fn occasions(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let verb =
        |k: Option<usize>| k.and_then(|k| chars.get(k)).is_some_and(|c| "るたいうくすむぬ".contains(*c));
    let ends = |k: usize| chars.get(k).is_none_or(|c| "はにの、".contains(*c));
    let mut out = String::with_capacity(text.len());
    for (i, c) in chars.iter().enumerate() {
        if *c == '時' && verb(i.checked_sub(1)) && ends(i + 1) {
            out.push_str("とき");
        } else {
            out.push(*c);
        }
    }
    out
}

fn opens_exception(sentence: &str) -> bool {
    let key = fold(sentence);
    ["ただし", "但し", "もっとも、"].iter().any(|open| key.trim_start_matches('(').starts_with(open))
        || key.contains("この限りで")
        || ["規定", "定め", "前項", "本文"].iter().any(|rule| key.contains(&format!("{rule}にかかわらず")))
}

/// 「…すれば、」: a verb's or an adjective's form of condition.
fn is_if(key: &str) -> bool {
    let ends =
        key.strip_suffix('ば').is_some_and(|verb| verb.ends_with(|c| "えけげせてねべめれ".contains(c)));
    ends && !["例えば", "たとえば", "いえば", "よれば"].iter().any(|word| key.ends_with(word))
}

/// A condition that the rule cannot, or can hardly, be kept.
fn is_hardship(part: &str, language: &Language) -> bool {
    let key = fold(part);
    let key = key.trim_end_matches('、');
    language.condition_ends.iter().any(|w| key.ends_with(w.as_str()))
        && language.hardships.iter().any(|w| key.contains(w.as_str()))
}

fn clause(
    text: &str,
    language: &Language,
    exceptional: bool,
    strength: Option<u8>,
    last: bool,
    negated: bool,
) -> Option<Clause> {
    let folded = fold(text);
    let key = folded.trim_end_matches(['、', '。']).to_owned();
    if key.is_empty() {
        return None;
    }
    // 「…を要しない」 takes a demand back.
    let relief = last && strength == Some(0);
    // 「やむを得ない事由があるときに限り」 is a condition.
    let limited = key.contains("に限り") && !["ただし", "除", "この限り"].iter().any(|w| key.contains(w));
    // 「…までの間、これを使用することができる」: a period of grace.
    let grace = strength == Some(1) && key.contains("までの間");
    let relief = relief || grace;
    let role = if limited && !exceptional && !relief {
        if last { Role::Main } else { Role::Condition }
    } else if exceptional || relief || language.exceptions.iter().any(|w| key.contains(w.as_str())) {
        Role::Exception
    } else if language.condition_ends.iter().any(|w| key.ends_with(w.as_str()))
        && !(last && key.ends_with("に限る"))
        || is_if(&key)
    {
        Role::Condition
    } else {
        Role::Main
    };
    // The target in brackets behind a checklist's sentence is the same for every clause.
    let said = strip_tail(&key);
    let content = content(if said.chars().count() >= SHORTEST { said } else { &key });
    Some(Clause {
        form: form(text, language),
        text: text.trim().to_owned(),
        key,
        content,
        role,
        strength,
        last,
        negated: negated && last,
        aside: false,
        member: opens_member(text.trim_start()),
    })
}

/// The text without the brackets that only point at a place.
pub(super) fn without_references(text: &str, language: &Language) -> String {
    let mut out = String::with_capacity(text.len());
    for sentence in sentences(text) {
        let (plain, asides) = asides(&sentence, language);
        out.push_str(&plain);
        for aside in asides {
            let masked = mask_references(&aside);
            let points =
                masked.contains('§') && !language.exceptions.iter().any(|w| masked.contains(w.as_str()));
            if !points {
                out.push_str(&aside);
            }
        }
    }
    out
}

/// The pairs of neighbouring characters that carry meaning: endings and particles (hiragana, punctuation) do not.
pub(super) fn content(key: &str) -> BTreeSet<(char, char)> {
    let light = |c: char| matches!(c, 'ぁ'..='ん') || c.is_ascii_punctuation() || "、。・「」".contains(c);
    let chars: Vec<char> = key.chars().collect();
    chars.windows(2).map(|w| (w[0], w[1])).filter(|&(a, b)| !(light(a) && light(b))).collect()
}

/// Sentences with their full stop; 。 inside brackets does not end one.
fn sentences(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        depth += nesting(c);
        depth = depth.max(0);
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
        let begins_member = depth == 0 && c.is_whitespace() && opens_member(&text[at + c.len_utf8()..]);
        if (matches!(c, '。' | '．' | '｡' | '?' | '？') && depth == 0) || c == '\n' || begins_member {
            out.push(String::new());
            depth = 0;
        }
    }
    out.retain(|s| !s.trim().is_empty());
    // A bracket behind the full stop belongs to the sentence before it.
    let mut joined: Vec<String> = Vec::new();
    for sentence in out {
        match joined.last_mut() {
            Some(before)
                if sentence.trim_start().starts_with(['（', '('])
                    && !opens_member(sentence.trim_start())
                    && sentence.trim_end().trim_end_matches('。').ends_with(['）', ')']) =>
            {
                before.push_str(&sentence);
            }
            _ => joined.push(sentence),
        }
    }
    joined
}

/// Whether a member of a list begins here: a number, 一, ア or イ, alone or in brackets, and space behind it.
fn opens_member(rest: &str) -> bool {
    let mark: Vec<char> = rest.chars().take_while(|c| !c.is_whitespace()).take(6).collect();
    let bare: Vec<char> =
        mark.iter().copied().filter(|c| !matches!(c, '(' | ')' | '（' | '）' | '.' | '．')).collect();
    let spaced = rest.chars().nth(mark.len()).is_some_and(char::is_whitespace);
    let fits = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || "一二三四五六七八九十".contains(c)
            || ('ア'..='ン').contains(&c)
            || is_circled(c)
    };
    spaced && (1..=2).contains(&bare.len()) && bare.iter().all(|c| fits(*c))
}

fn nesting(c: char) -> i32 {
    match c {
        '（' | '(' | '「' | '『' | '【' | '［' | '〔' | '[' => 1,
        '）' | ')' | '」' | '』' | '】' | '］' | '〕' | ']' => -1,
        _ => 0,
    }
}

/// The sentence without the round brackets that hold something like a sentence, and these on their own.
fn asides(sentence: &str, language: &Language) -> (String, Vec<String>) {
    let (mut plain, mut asides, mut open) = (String::new(), Vec::new(), String::new());
    let mut depth = 0_i32;
    for c in sentence.chars() {
        let round = match c {
            '（' | '(' => 1,
            '）' | ')' => -1,
            _ => 0,
        };
        if depth == 0 && round <= 0 {
            plain.push(c);
            continue;
        }
        open.push(c);
        depth += round;
        if depth == 0 {
            let key = fold(&open);
            let says = language.exceptions.iter().any(|w| key.contains(w.as_str()))
                || key.contains('。')
                || ["含む", "限る", "いう", "示す", "参照"].iter().any(|w| key.contains(w))
                || mask_references(&open).contains('§')
                || language.condition_ends.iter().any(|w| w.chars().count() > 1 && key.contains(w.as_str()));
            if says && key.chars().count() >= 8 {
                asides.push(std::mem::take(&mut open));
            } else {
                plain.push_str(&std::mem::take(&mut open));
            }
        }
    }
    plain.push_str(&open);
    (plain, asides)
}

/// Cuts a sentence at commas that follow a verb's joining form or a condition, and before words that open a clause.
fn parts(sentence: &str, language: &Language) -> Vec<String> {
    let mut pieces: Vec<String> = vec![String::new()];
    let mut depth = 0_i32;
    let mut chars = sentence.chars().peekable();
    while let Some(c) = chars.next() {
        depth = (depth + nesting(c)).max(0);
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
        let ends_word = !matches!(chars.peek(), Some('は' | 'お' | 'も' | 'つ' | '限'));
        let cut = matches!(c, '、' | '，' | ',')
            || ends_word
                && pieces
                    .last()
                    .is_some_and(|p| language.condition_cuts.iter().any(|w| p.ends_with(w.as_str())));
        if depth == 0 && cut {
            pieces.push(String::new());
        }
    }
    // The comma behind 「場合は」 belongs to it.
    for i in (1..pieces.len()).rev() {
        if pieces[i].chars().all(|c| matches!(c, '、' | '，' | ',')) {
            let comma = pieces.remove(i);
            pieces[i - 1].push_str(&comma);
        }
    }
    let joins = ["又は", "若しくは", "かつ", "もしくは", "または"];
    let mut out: Vec<String> = Vec::new();
    let mut cut = true;
    for piece in pieces.into_iter().filter(|p| !p.is_empty()) {
        let folded = fold(&piece);
        let key = folded.trim_end_matches('、');
        let opens = language
            .clause_starts
            .iter()
            .any(|w| key == w || (key.starts_with(w.as_str()) && w.chars().count() > 2));
        match out.last_mut() {
            Some(last) if !(cut || opens) || fold(last).chars().count() < SHORTEST => last.push_str(&piece),
            _ => out.push(piece),
        }
        let ends = language.clause_ends.iter().any(|w| key.ends_with(w.as_str())) || is_if(key);
        cut = ends && !language.clause_not.iter().any(|w| key.ends_with(w.as_str()));
    }
    // 「…が生じ、又は…が見込まれるときは」: one condition.
    for i in (1..out.len()).rev() {
        let folded = fold(&out[i]);
        let key = folded.trim_end_matches('、');
        if joins.iter().any(|w| key.starts_with(w))
            && language.condition_ends.iter().any(|w| key.ends_with(w.as_str()))
        {
            let piece = out.remove(i);
            out[i - 1].push_str(&piece);
        }
    }
    out
}

/// How strongly a sentence demands (by the words at its end), and whether it forbids.
fn strength(sentence: &str, language: &Language) -> (Option<u8>, bool) {
    let key = style::plain(&fold(sentence)).replace("出来", "でき");
    let key = strip_tail(&key);
    let find = |key: &str| {
        language
            .strength
            .iter()
            .flat_map(|(level, words)| words.iter().map(move |w| (*level, w)))
            .filter(|(_, w)| ends_with_word(key, w))
            .max_by_key(|(_, w)| w.chars().count())
    };
    let Some((mut level, word)) = find(key) else {
        return (plain(key, language), plain(key, language).is_some() && key.ends_with("ない"));
    };
    let before = &key[..key.len() - word.len()];
    // 「望ましいこと」「努めるものとする」: the weaker word inside decides. 「識別できること」 is a demand.
    if level == 4
        && let Some((inner, _)) = find(before.trim_end_matches('て')).filter(|(l, _)| matches!(l, 0 | 2 | 3))
    {
        level = inner;
    }
    // 「省略していただいて差し支えない」
    if level == 1 && before.chars().rev().take(WAIVED_WITHIN).collect::<String>().contains("略省") {
        level = 0;
    }
    // 「提出しないことがあってはならない」: a demand, twice negated.
    if word.contains("てはならない") && key.contains("ないことがあって") {
        return (Some(level), false);
    }
    let negated =
        word.contains("ならない") && !word.contains("なければ") && !word.contains("なければならない")
            || before.ends_with("ない") && !before.ends_with("なければならない")
            || word.starts_with("禁")
            || word.contains("not");
    (Some(level), negated)
}

/// A plain verb at the end directs, unless it only states.
fn plain(key: &str, language: &Language) -> Option<u8> {
    let (level, ends, states) = &language.plain;
    // 「用いる」「率いる」 are no 「いる」.
    let state = |s: &String| {
        key.strip_suffix(s.as_str())
            .is_some_and(|rest| s != "いる" || !rest.ends_with(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)))
    };
    let verb = ends.iter().any(|e| key.ends_with(e.as_str())) && !states.iter().any(state);
    verb.then_some(*level)
}

/// A word of Latin letters must not be the end of another word.
fn ends_with_word(key: &str, word: &str) -> bool {
    if word.is_ascii() {
        return key.split(|c: char| !c.is_ascii_alphanumeric()).any(|w| w == word)
            || (word.contains(' ') && key.contains(&word.replace(' ', "")));
    }
    key.ends_with(word)
}

/// Without full stop and without brackets at the end: 「…している。（サーバ）」.
fn strip_tail(key: &str) -> &str {
    let mut key = key;
    loop {
        let trimmed = key.trim_end_matches(['。', '、', '?']);
        let trimmed = if trimmed.ends_with(')') {
            trimmed.rfind('(').map_or(trimmed, |at| if at > 0 { &trimmed[..at] } else { trimmed })
        } else {
            trimmed
        };
        if trimmed == key {
            return key;
        }
        key = trimmed;
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, clauses};
    use crate::rules::Rules;

    fn cut(text: &str) -> Vec<(String, Role, Option<u8>)> {
        clauses(text, &Rules::builtin().language).into_iter().map(|c| (c.key, c.role, c.strength)).collect()
    }

    #[test]
    fn demands_in_one_sentence_stand_alone() {
        assert_eq!(
            cut("鍵は金庫に保管し、月末に員数を数えること。"),
            [
                ("鍵は金庫に保管し".to_owned(), Role::Main, Some(4)),
                ("月末に員数を数えること".to_owned(), Role::Main, Some(4))
            ]
        );
    }

    #[test]
    fn lists_and_particles_are_no_clauses() {
        assert_eq!(cut("鍵、印章、及び通帳は、金庫に保管すること。").len(), 1);
        assert_eq!(cut("所定の様式により、金庫の開閉を記録すること。").len(), 1);
    }

    #[test]
    fn provisos_and_conditions_are_seen() {
        let got = cut("来訪者を通す場合は、名札を渡すこと。ただし、休日は、この限りでない。");
        assert_eq!(got[0].1, Role::Condition);
        assert_eq!(got[1].1, Role::Main);
        assert!(got[2..].iter().all(|c| c.1 == Role::Exception), "{got:?}");
    }

    #[test]
    fn strength_is_read_at_the_end() {
        let level = |text: &str| cut(text).last().and_then(|c| c.2);
        assert_eq!(level("予備を置くことが望ましい。"), Some(2));
        assert_eq!(level("予備を置くよう努めること。"), Some(3));
        assert_eq!(level("予備を置くことができる。"), Some(1));
        assert_eq!(level("本人を識別できること。"), Some(4));
        assert_eq!(level("予備を置く必要はない。"), Some(0));
        assert_eq!(level("予備を置いている。（本館）"), Some(4));
        assert_eq!(level("予備は二台である。"), None);
    }
}
