//! The numbering grammar: which marks begin a line, as data (`rules/numbering.toml`).

use regex_lite::Regex;
use serde::Deserialize;

use super::counts::{half_width_kana, other_count, value};
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
    /// All patterns in one: most lines have no mark, and are told so by one look.
    any: Option<Regex>,
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
    /// Its place in the other count that has such marks: イロハ for kana, i ii iii for letters; 0 where there is none.
    pub(crate) other: u32,
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
        Ok(Self {
            any: any(&marks),
            marks,
            families: Vec::new(),
            labels: file.labels,
            recognise: file.recognise,
        })
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
                out.any = any(&out.marks);
            }
        }
        out
    }

    /// The mark at the head of a line, if there is one.
    pub(crate) fn mark(&self, line: &str) -> Option<Mark> {
        self.mark_but(line, None)
    }

    /// The mark at the head of a line, where one of this role cannot stand: an answer that nobody asked for.
    pub(crate) fn mark_but(&self, line: &str, not: Option<MarkRole>) -> Option<Mark> {
        let line = line.trim_start();
        let head: String = line.chars().take(24).map(narrow).collect();
        if self.any.as_ref().is_some_and(|any| !any.is_match(&head)) {
            return None;
        }
        for (entry, pattern) in self.marks.iter().filter(|(e, _)| Some(e.role) != not) {
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
            // A full stop behind the number belongs to the mark, a colon behind a heading's or a question's.
            let behind = head[end..].chars().next();
            let belongs = match entry.role {
                MarkRole::Dotted | MarkRole::List => behind == Some('.'),
                MarkRole::Heading | MarkRole::Question => matches!(behind, Some('.' | ':')),
                _ => false,
            };
            if belongs {
                taken += 1;
            }
            let printed: String = line.chars().take(taken).collect();
            let rest: String = line.chars().skip(taken).collect();
            let number = match entry.role {
                MarkRole::Bullet => None,
                // Ｑ without a count is counted by us.
                MarkRole::Question if !group.as_str().contains(|c: char| c.is_ascii_digit()) => None,
                MarkRole::Question => number(group.as_str().trim_matches(['(', ')'])),
                _ => number(group.as_str()).map(|n| n.trim_end_matches('.').to_owned()),
            };
            let value = number.as_deref().map_or(0, value);
            let printed = printed.trim().to_owned();
            let other = number.as_deref().filter(|_| entry.role == MarkRole::List).map_or(0, other_count);
            return Some(Mark {
                class: entry.id.clone(),
                role: entry.role,
                rank: entry.rank,
                printed,
                number: number.filter(|n| n != "※"),
                value,
                other,
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

/// A pattern that matches wherever one of the marks' does; none where a pattern is not bound to the head of the line.
fn any(marks: &[(Entry, Regex)]) -> Option<Regex> {
    let heads: Option<Vec<&str>> = marks.iter().map(|(entry, _)| entry.pattern.strip_prefix('^')).collect();
    let alternatives: Vec<String> = heads?.iter().map(|pattern| format!("(?:{pattern})")).collect();
    Regex::new(&format!("^(?:{})", alternatives.join("|"))).ok()
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
        'ｱ'..='ﾝ' => half_width_kana(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{Grammar, MarkRole};

    fn grammar() -> Grammar {
        Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap()
    }

    fn mark(line: &str) -> Option<(String, Option<String>, u32, String)> {
        grammar().mark(line).map(|m| (m.class, m.number, m.value, m.rest))
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
        assert_eq!(mark("(ｳ)　登記"), some("paren-kana", Some("(ウ)"), 3, "登記"));
        assert_eq!(mark("ア．扉"), some("kana", Some("ア"), 1, "扉"), "the full stop is the mark's");
        assert_eq!(mark("ア）扉"), some("kana-half", Some("ア)"), 1, "扉"));
        assert_eq!(mark("b) at night"), some("alpha-half", Some("b)"), 2, "at night"));
        assert_eq!(mark("❷ 棚"), some("black-circled", Some("❷"), 2, "棚"));
        assert_eq!(mark("㋑ 棚"), some("circled-kana", Some("㋑"), 2, "棚"));
        assert_eq!(mark("（注）鍵は"), some("annotation", Some("(注)"), 0, "鍵は"));
        assert_eq!(mark("注２　鍵は"), some("annotation", Some("注2"), 2, "鍵は"));
        assert_eq!(mark("注意する事項"), None);
        assert_eq!(mark("Q1-2　鍵は"), some("question", Some("Q1-2"), 2, "鍵は"));
        assert_eq!(mark("（質問３）鍵は"), some("question", Some("質問3"), 3, "鍵は"));
        assert_eq!(mark("Ｑ　鍵は"), some("question", None, 0, "鍵は"));
        assert_eq!(mark("付録A　書式"), some("annex", Some("付録A"), 0, "書式"));
        assert_eq!(mark("別紙様式１－２"), some("annex", Some("別紙様式1-2"), 2, ""));
        assert_eq!(mark("指示２　体制"), some("labelled", Some("指示2"), 2, "体制"));
        assert_eq!(mark("• 棚"), some("bullet", None, 0, "棚"));
        assert_eq!(mark("\u{F0D8} 棚"), some("bullet", None, 0, "棚"), "a sign of Wingdings");
        let lettered = grammar().mark_but("A.5.1 方針", Some(MarkRole::Answer));
        assert_eq!(
            lettered.map(|m| (m.class, m.number)),
            Some(("lettered".to_owned(), Some("A.5.1".to_owned())))
        );
        let annex = mark("Annex B: Forms").map(|(class, number, _, rest)| (class, number.unwrap(), rest));
        assert_eq!(annex, Some(("english-chapter".to_owned(), "AnnexB".to_owned(), "Forms".to_owned())));
    }

    #[test]
    fn words_and_years_are_no_marks() {
        assert_eq!(mark("2024年に改定した"), None);
        assert_eq!(mark("アカウントを管理"), None);
        assert_eq!(mark("a door that was locked"), None);
        assert_eq!(
            mark("3.5%の者"),
            some("dotted", Some("3.5"), 5, "%の者"),
            "told from a heading by the document"
        );
    }

    #[test]
    fn letters_count_as_roman_numbers_too() {
        let grammar = Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap();
        let other = |line: &str| grammar.mark(line).map(|m| m.other);
        assert_eq!(
            ["(i) 扉", "(iv) 扉", "ii. 扉", "(ⅲ) 扉"].map(other),
            [Some(1), Some(4), Some(2), Some(3)]
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
