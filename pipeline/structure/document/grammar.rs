//! The numbering grammar: which marks begin a line, as data (`rules/numbering.toml`).

use regex_lite::Regex;
use serde::Deserialize;

use crate::text::{fold, fold::number};

/// What a mark does to the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MarkRole {
    /// A heading by its words (第2章).
    Heading,
    /// A number with dots: a heading or a list, told by the document.
    Dotted,
    /// 第N条.
    Article,
    /// A bare number: an article's 項, or a list.
    Clause,
    /// A numbered list.
    List,
    /// An unnumbered list.
    Bullet,
    /// ※, 注.
    Note,
    /// 問.
    Question,
    /// 答.
    Answer,
    /// 表N-M, 図N.
    Caption,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    role: MarkRole,
    #[serde(default)]
    rank: u32,
    pattern: String,
    /// Only where it is printed in full-width digits or letters.
    #[serde(default)]
    wide: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LabelWords {
    pub(crate) requirement: Vec<String>,
    pub(crate) explanation: Vec<String>,
}

/// Words by which the first page says what a document is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recognise {
    pub(crate) contents: Vec<String>,
    pub(crate) guideline: Vec<String>,
    pub(crate) manual: Vec<String>,
    pub(crate) qa: Vec<String>,
    pub(crate) notice: Vec<String>,
    pub(crate) rules: Vec<String>,
    pub(crate) checklist: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mark: Vec<Entry>,
    labels: LabelWords,
    recognise: Recognise,
}

/// A family of documents: how it is recognised, and which marks it has of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    id: String,
    when: When,
    #[serde(default)]
    mark: Vec<Entry>,
}

/// Lines by which a family is recognised.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    lines: Vec<String>,
    least: usize,
}

/// The grammar in force.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grammar {
    marks: Vec<(Entry, Regex)>,
    families: Vec<Family>,
    pub(crate) labels: LabelWords,
    pub(crate) recognise: Recognise,
}

/// A mark found at the head of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The rule's id: marks of one id follow each other in a list.
    pub(crate) class: String,
    pub(crate) role: MarkRole,
    pub(crate) rank: u32,
    /// As printed.
    pub(crate) printed: String,
    /// As design.md's `number`.
    pub(crate) number: Option<String>,
    /// Its place in the count: 3 for ③, (3), ウ, c; 0 where it has none.
    pub(crate) value: u32,
    /// Its place in the count イロハ; 0 where it is no kana.
    pub(crate) iroha: u32,
    /// A space stands between the mark and what follows it.
    pub(crate) spaced: bool,
    /// What follows the mark.
    pub(crate) rest: String,
}

impl Grammar {
    /// Reads the rule file.
    pub(crate) fn parse(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let marks = compiled(file.mark)?;
        Ok(Self { marks, families: Vec::new(), labels: file.labels, recognise: file.recognise })
    }

    /// Adds a family's file.
    pub(crate) fn add_family(&mut self, toml: &str) -> Result<(), String> {
        let family: Family = toml::from_str(toml).map_err(|e| e.to_string())?;
        compiled(family.mark.clone())?;
        self.families.retain(|f| f.id != family.id);
        self.families.push(family);
        Ok(())
    }

    /// The grammar for a document: with the marks of each family that its lines show.
    pub(crate) fn for_lines(&self, lines: &[&str]) -> Self {
        let mut out = self.clone();
        for family in &self.families {
            let words: Vec<String> = family.when.lines.iter().map(|w| fold(w)).collect();
            let shown = lines.iter().filter(|l| words.contains(&fold(l))).take(family.when.least).count();
            if shown >= family.when.least
                && let Ok(own) = compiled(family.mark.clone())
            {
                out.marks.retain(|(e, _)| own.iter().all(|(o, _)| o.id != e.id));
                out.marks.splice(0..0, own);
            }
        }
        out
    }

    /// The mark at the head of a line, if there is one.
    pub(crate) fn mark(&self, line: &str) -> Option<Mark> {
        let line = line.trim_start();
        let head: String = line.chars().take(24).map(narrow).collect();
        for (entry, pattern) in &self.marks {
            let Some(found) = pattern.captures(&head) else { continue };
            let Some(group) = found.get(1) else { continue };
            if entry.wide && !line.starts_with(|c| ('０'..='９').contains(&c) || ('Ａ'..='Ｚ').contains(&c))
            {
                continue;
            }
            // The rest of the pattern is context, but brackets around an annex belong to it.
            let end =
                if entry.id == "annex" { found.get(0).map_or(group.end(), |m| m.end()) } else { group.end() };
            let mut taken = head[..end].chars().count();
            if entry.role == MarkRole::Dotted && head[end..].starts_with('.') {
                taken += 1;
            }
            let printed: String = line.chars().take(taken).collect();
            let rest: String = line.chars().skip(taken).collect();
            let number = match entry.role {
                MarkRole::Bullet => None,
                _ => number(group.as_str()).map(|n| n.trim_end_matches('.').to_owned()),
            };
            let value = number.as_deref().map_or(0, value);
            let printed = printed.trim().to_owned();
            let iroha = number.as_deref().filter(|_| entry.role == MarkRole::List).map_or(0, iroha);
            return Some(Mark {
                class: entry.id.clone(),
                role: entry.role,
                rank: entry.rank,
                printed,
                number: number.filter(|n| n != "※"),
                value,
                iroha,
                spaced: rest.starts_with(char::is_whitespace),
                rest: rest.trim_start().to_owned(),
            });
        }
        None
    }

    /// Whether the words of a label open a block of requirements (`Some(true)`), of explanation, or neither.
    pub(crate) fn label(&self, words: &str) -> Option<bool> {
        let key = fold(words);
        let is = |list: &[String]| list.iter().any(|w| fold(w) == key);
        if is(&self.labels.requirement) {
            Some(true)
        } else if is(&self.labels.explanation) {
            Some(false)
        } else {
            None
        }
    }
}

fn compiled(marks: Vec<Entry>) -> Result<Vec<(Entry, Regex)>, String> {
    let one = |entry: Entry| Regex::new(&entry.pattern).map(|r| (entry, r)).map_err(|e| e.to_string());
    marks.into_iter().map(one).collect()
}

/// One character to one: full-width ASCII and the ideographic space become ASCII, so that positions stay.
fn narrow(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '〔' => '[',
        '〕' => ']',
        '‐' | '‑' | '−' => '-',
        '･' => '・',
        c => c,
    }
}

/// The place in the count that a number stands for: the last run of digits, a circled number, a kana, a letter.
pub(crate) fn value(number: &str) -> u32 {
    let digits: String = number
        .chars()
        .rev()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    if let Ok(n) = digits.parse() {
        return n;
    }
    if let Some(n) = kanji(number) {
        return n;
    }
    number.chars().find_map(letter).unwrap_or(0)
}

/// Hiragana へ looks like katakana ヘ and is often typed for it.
fn katakana(c: char) -> char {
    match c {
        'へ' => 'ヘ',
        'り' => 'リ',
        c => c,
    }
}

fn letter(c: char) -> Option<u32> {
    let c = katakana(c);
    const KANA: &str =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    let code = u32::from(c);
    let n = match c {
        '①'..='⑳' => code - 0x2460 + 1,
        '㉑'..='㉟' => code - 0x3251 + 21,
        '㊱'..='㊿' => code - 0x32B1 + 36,
        '⑴'..='⒇' => code - 0x2474 + 1,
        'ⅰ'..='ⅻ' => code - 0x2170 + 1,
        'a'..='z' => code - 0x61 + 1,
        c => u32::try_from(KANA.chars().position(|k| k == c)? + 1).ok()?,
    };
    Some(n)
}

/// The place of a kana in the order of the old syllabary, in which laws and notices count.
fn iroha(number: &str) -> u32 {
    const IROHA: &str =
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";
    let place = number.chars().find_map(|c| IROHA.chars().position(|k| k == katakana(c)));
    place.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0)
}

fn kanji(number: &str) -> Option<u32> {
    const DIGITS: &str = "一二三四五六七八九";
    let (mut total, mut last, mut seen) = (0, 0, false);
    for c in number.chars() {
        if let Some(at) = DIGITS.chars().position(|d| d == c) {
            last = u32::try_from(at + 1).ok()?;
            seen = true;
        } else if c == '十' || c == '百' {
            total += last.max(1) * if c == '十' { 10 } else { 100 };
            last = 0;
            seen = true;
        }
    }
    seen.then_some(total + last)
}

#[cfg(test)]
mod tests {
    use super::{Grammar, MarkRole, value};

    fn mark(line: &str) -> Option<(String, Option<String>, u32, String)> {
        let grammar = Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap();
        grammar.mark(line).map(|m| (m.class, m.number, m.value, m.rest))
    }

    fn some(
        class: &str,
        number: Option<&str>,
        value: u32,
        rest: &str,
    ) -> Option<(String, Option<String>, u32, String)> {
        Some((class.to_owned(), number.map(str::to_owned), value, rest.to_owned()))
    }

    #[test]
    fn marks_are_read_glued_or_not() {
        assert_eq!(mark("１．１区画の管理"), some("dotted", Some("1.1"), 1, "区画の管理"));
        assert_eq!(mark("１４．　認証"), some("dot", Some("14"), 14, "認証"));
        assert_eq!(mark("７．２．１機器"), some("dotted", Some("7.2.1"), 1, "機器"));
        assert_eq!(mark("第 １条（目的）"), some("article", Some("第1条"), 1, "（目的）"));
        assert_eq!(mark("第３６条の２　会社は"), some("article", Some("第36条の2"), 2, "会社は"));
        assert_eq!(mark("⑫ 端末は"), some("circled", Some("⑫"), 12, "端末は"));
        assert_eq!(mark("（６）　保存"), some("paren", Some("(6)"), 6, "保存"));
        assert_eq!(mark("⑹ 保存"), some("paren", Some("(6)"), 6, "保存"));
        assert_eq!(mark("（イ）貸与"), some("paren-kana", Some("(イ)"), 2, "貸与"));
        assert_eq!(mark("・端末"), some("bullet", None, 0, "端末"));
        assert_eq!(mark("- 端末"), some("dash", None, 0, "端末"));
        assert_eq!(mark("２ この規則は"), some("clause", Some("2"), 2, "この規則は"));
    }

    #[test]
    fn words_and_years_are_no_marks() {
        assert_eq!(mark("2024年に改定した"), None);
        assert_eq!(mark("アカウントを管理"), None);
        assert_eq!(
            mark("3.5%の者"),
            some("dotted", Some("3.5"), 5, "%の者"),
            "told from a heading by the document"
        );
    }

    #[test]
    fn counts_are_read_from_any_numeral() {
        assert_eq!(
            [value("第二十三条"), value("(オ)"), value("㉑"), value("c"), value("12.3")],
            [23, 5, 21, 3, 3]
        );
    }

    #[test]
    fn a_family_is_chosen_by_its_lines() {
        let mut grammar = Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap();
        grammar.add_family(include_str!("../../rules/families/points.toml")).unwrap();
        let class = |g: &Grammar, line| g.mark(line).map(|m| (m.class, m.number));
        let code = |n: &str| Some(("code".to_owned(), Some(n.to_owned())));
        let points = grammar.for_lines(&["区分", "０１　基本料", "区　分"]);
        assert_eq!(class(&points, "０１　基本料"), code("01"));
        assert_eq!(class(&points, "１０の２　加算"), code("10の2"));
        assert_ne!(class(&points, "10　加算"), code("10"), "a number in a list");
        let other = grammar.for_lines(&["区分", "０１　基本料"]);
        assert_ne!(class(&other, "０１　基本料"), code("01"));
    }

    #[test]
    fn roles_come_from_the_file() {
        let grammar = Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap();
        assert_eq!(
            grammar.mark("表１２－１　区画").map(|m| (m.role, m.number)),
            Some((MarkRole::Caption, Some("表12-1".to_owned())))
        );
    }
}
