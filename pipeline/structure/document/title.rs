//! What a document says of itself on its first page: title, volume, edition, kind.

use kaitei_model::{DocumentKind, ItemKind};
use regex_lite::Regex;

use super::{
    draft::Draft,
    grammar::{Grammar, MarkRole},
    rows::{Row, Rows},
};
use crate::text::fold;

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) title: String,
    /// The volume (システム運用編), or empty.
    pub(super) short: String,
    /// 第7.0版, 令和8年度版, Ver. 6.0, or a date; or empty.
    pub(super) edition: String,
    pub(super) specimen: bool,
}

/// Reads the first page; `fallback` is the title in the file's own data.
pub(super) fn title(rows: &Rows, fallback: &str, grammar: &Grammar) -> Title {
    let volume = |text: &str| volume(text).or_else(|| part(text, grammar));
    let first: Vec<_> = rows
        .rows
        .iter()
        .take_while(|r| r.page == 1)
        .filter(|r| r.table.is_none() && !r.text.trim().is_empty())
        .collect();
    let specimen_table = rows
        .rows
        .iter()
        .take_while(|r| r.page == 1)
        .filter_map(|r| r.table.as_ref())
        .flat_map(|t| &t.cells)
        .flat_map(|c| &c.lines)
        .any(|l| l.text().contains("見本"));
    let mut out = Title {
        specimen: specimen_table || first.iter().any(|r| r.text.contains("見本")),
        ..Title::default()
    };
    let texts: Vec<&str> = first.iter().map(|r| r.text.trim()).collect();
    out.short = texts.iter().find_map(|t| volume(t)).unwrap_or_default();
    out.edition = edition(&texts);
    for &i in &printed(rows, grammar) {
        super::rows::join(
            &mut out.title,
            rows.rows[i].text.trim_start_matches(['○', '◯', '〇', '◎', '●', '　']),
        );
    }
    if out.title.is_empty() && !is_label(file_title(fallback), grammar) {
        file_title(fallback).clone_into(&mut out.title);
    }
    if out.title.is_empty() {
        out.title = first_line(&texts, grammar);
    }
    // 別添３ over 「…に関する事項」: the label alone says too little, the words alone hide which annex it is.
    if let Some(label) = texts.iter().find(|t| is_label(t, grammar)).filter(|t| !is_stamp(t)) {
        let below = texts.iter().skip_while(|t| *t != label).nth(1);
        if below.is_some_and(|t| out.title.starts_with(t)) {
            out.title = format!("{label}　{}", out.title);
        }
    }
    out.title = without_edition(&out.title);
    out
}

/// The first line that is more than a label or a letter's head, where it may be a title; else the first line.
fn first_line(texts: &[&str], grammar: &Grammar) -> String {
    const LONGEST: usize = 60;
    let named = |t: &&&str| !is_label(t, grammar) && !is_letter_head(t) && !t.contains('。') && !is_lost(t);
    let below = texts.iter().position(|t| !is_label(t, grammar));
    let line = texts.iter().find(named).filter(|t| below.is_some_and(|at| texts[at] == **t));
    line.or(texts.first().filter(|t| !is_lost(t)))
        .map(|t| t.chars().take(LONGEST).collect())
        .unwrap_or_default()
}

/// A word set over a document that says nothing of its matter.
fn is_stamp(line: &str) -> bool {
    let bare: String = fold(line).chars().filter(|c| !"()[]【】<>「」".contains(*c)).collect();
    ["写", "案", "参考", "抄", "抜粋", "正", "副", "見え消し版", "溶け込み版", "未定稿"]
        .contains(&bare.as_str())
}

/// A stamp (写, 案), or the label of an annex alone (別添３, 別表第三): no title.
fn is_label(line: &str, grammar: &Grammar) -> bool {
    let annex = |mark: &super::grammar::Mark| mark.class == "annex" && mark.rest.trim().is_empty();
    is_stamp(line) || grammar.mark(line.trim()).is_some_and(|mark| annex(&mark))
}

/// A line that says nothing but when: 公開日: 2024年1月31日, 令和４年11月改定.
fn is_date_line(line: &str) -> bool {
    let key = dotted(line);
    Regex::new(DATE).is_ok_and(|date| {
        date.find(&key).is_some_and(|found| {
            const LONGEST: usize = 6;
            let (before, behind) = (&key[..found.start()], &key[found.end()..]);
            before.chars().count() + behind.chars().count() <= LONGEST && !key.contains("版")
        })
    })
}

/// The rows of the title: what is set largest on the first page, before the body begins. None where that is the size of headings.
pub(super) fn printed(rows: &Rows, grammar: &Grammar) -> Vec<usize> {
    // Who writes to whom may be set larger than what the letter is about.
    if rows.rows.iter().take_while(|r| r.page == 1).any(|r| is_addressed(&r.text)) {
        let subject = named(rows, grammar);
        if !subject.is_empty() {
            return subject;
        }
    }
    let page = rows.rows.iter().take_while(|r| r.page == 1).enumerate();
    let sized: Vec<_> = page
        .filter(|(_, r)| r.table.is_none() && !r.text.trim().is_empty() && !is_specimen_line(&r.text))
        .filter(|(_, r)| !is_label(&r.text, grammar) && !is_date_line(&r.text) && !is_lost(&r.text))
        .filter(|(_, r)| volume(r.text.trim()).or_else(|| part(r.text.trim(), grammar)).is_none())
        .collect();
    let largest = sized.iter().map(|(_, r)| r.size).fold(0.0_f32, f32::max);
    // A size that later pages use too is that of headings: then the first page has no title of its own.
    let later: Vec<&Row> =
        rows.rows.iter().filter(|r| r.page > 1 && (r.size - largest).abs() < 0.3).collect();
    let of_headings = later.len() >= 3;
    let large = |r: &Row| r.size > largest - 0.7;
    let marked = |r: &Row| grammar.mark(&r.text).is_some();
    // … unless they all bear numbers, and what stands above the first of them bears none.
    let numbered = later.iter().filter(|r| marked(r)).count() * 10 >= later.len() * 9;
    let above: Vec<usize> = match sized.first() {
        Some((0, _)) if of_headings && numbered => {
            sized.iter().take_while(|(_, r)| large(r) && !marked(r)).map(|&(i, _)| i).collect()
        }
        _ => Vec::new(),
    };
    if !above.is_empty() && above.len() <= 3 && largest > rows.size * 1.08 {
        return above;
    }
    if largest <= rows.size * 1.08 || of_headings {
        return named(rows, grammar);
    }
    let rest = sized.into_iter().skip_while(|(_, r)| !large(r));
    rest.take_while(|(_, r)| large(r)).map(|(i, _)| i).collect()
}

/// The rows of a title in the size of the body, as letters, notices and by-laws have it: above all that is numbered, and named by its last
/// word (…について, …条例). The subject of a letter may take several lines.
fn named(rows: &Rows, grammar: &Grammar) -> Vec<usize> {
    const MOST_LINES: usize = 4;
    let words = &grammar.recognise;
    let all = [&words.rules, &words.notice, &words.guideline, &words.manual, &words.qa, &words.checklist];
    let keys: Vec<String> = all.into_iter().flatten().map(|w| fold(w)).collect();
    let numbered = |r: &Row| {
        grammar.mark(&r.text).is_some_and(|m| !matches!(m.role, MarkRole::Bullet | MarkRole::Note))
            || grammar.recognise.contents.iter().any(|w| fold(w) == fold(&r.text))
    };
    let (places, page): (Vec<usize>, Vec<&Row>) = rows
        .rows
        .iter()
        .enumerate()
        .filter(|(_, r)| !is_label(&r.text, grammar))
        .take_while(|(_, r)| {
            r.page == 1 && r.table.is_none() && !numbered(r) && !r.text.trim_end().ends_with('。')
        })
        .collect();
    let ends = |text: &str| {
        let bare = without_brackets(text);
        let key = fold(bare);
        key.chars().count() <= 120 && keys.iter().any(|w| key.ends_with(w.as_str()) && key != *w)
    };
    // Lines of one title stand in the middle one below the other, or begin at one edge.
    let alike = |a: &Row, b: &Row| {
        let em = b.size.max(8.0);
        let middle = |r: &Row| f32::midpoint(r.bounds.x0, r.bounds.x1);
        (a.bounds.x0 - b.bounds.x0).abs() < 1.5 * em || (middle(a) - middle(b)).abs() < em
    };
    for end in 0..page.len() {
        let last = page[end].text.trim();
        let whole = |from: usize| page[from..=end].iter().map(|r| r.text.trim()).collect::<String>();
        let Some(from) = (end.saturating_sub(MOST_LINES - 1)..=end).find(|&from| {
            ends(&whole(from))
                && (from..end).all(|i| alike(page[i], page[i + 1]) && !is_letter_head(page[i].text.trim()))
        }) else {
            continue;
        };
        if !is_letter_head(last) && !last.contains('。') {
            return places[from..=end].to_vec();
        }
    }
    Vec::new()
}

/// A line that could not be decoded.
fn is_lost(line: &str) -> bool {
    let (all, lost) = (line.chars().count(), line.chars().filter(|c| *c == '\u{FFFD}').count());
    lost * 2 > all
}

/// A line that says nothing but that this is a specimen.
fn is_specimen_line(line: &str) -> bool {
    let inside = line.trim().trim_start_matches(['（', '(', '【', '［', '[', '「']);
    inside.starts_with("見本") && (line.contains("実在") || inside.chars().count() <= 4)
}

/// A line by which a page shows itself to be a letter: 事務連絡, …殿, …御中.
fn is_addressed(line: &str) -> bool {
    let key = fold(line);
    key == "事務連絡" || key.ends_with('殿') || key.ends_with("御中") || key.ends_with("各位")
}

/// A line of a letter's head: who writes to whom, when, under which number.
fn is_letter_head(line: &str) -> bool {
    let key = fold(line);
    let dated = Regex::new(DATE).is_ok_and(|date| date.find(&key).is_some_and(|m| m.as_str() == key));
    dated
        || key.ends_with(['号', '長', '殿', '様', '中', '位', '省', '庁', '局', '課', '会', '室', '社'])
        || key.starts_with("事務連絡")
        || key.starts_with('(') && key.ends_with(')')
}

/// The text without the brackets at its end: …について（通知）.
fn without_brackets(text: &str) -> &str {
    let mut out = text.trim();
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】'), ('（', '）')] {
        if let Some(inside) = out.strip_suffix(close) {
            // Brackets may hold brackets.
            let mut depth = 1;
            for (at, c) in inside.char_indices().rev() {
                depth += i32::from(c == close) - i32::from(c == open);
                if depth == 0 {
                    out = out[..at].trim_end();
                    break;
                }
            }
        }
    }
    out
}

/// The title in a file's own data, without what printing programs make of a file's name: 「Microsoft Word - 手引.docx」.
fn file_title(title: &str) -> &str {
    const KINDS: [&str; 14] = [
        "html", "htm", "doc", "docx", "docm", "rtf", "odt", "fodt", "jtd", "xls", "xlsx", "ppt", "pptx",
        "pdf",
    ];
    let title = title.trim();
    let name = title
        .split_once(" - ")
        .filter(|(program, _)| program.starts_with("Microsoft "))
        .map_or(title, |(_, n)| n);
    let name = name
        .rsplit_once('.')
        .filter(|(_, kind)| KINDS.contains(&kind.to_lowercase().as_str()))
        .map_or(name, |(n, _)| n);
    if name.eq_ignore_ascii_case("untitled") { "" } else { name.trim() }
}

/// ［システム運用編］, 「システム運用編」 on a line of its own.
fn volume(text: &str) -> Option<String> {
    let inside =
        text.trim_matches(|c: char| "［］[]（）()【】〔〕「」＜＞<>".contains(c) || c.is_whitespace());
    (inside.ends_with('編')
        && (2..=14).contains(&inside.chars().count())
        && !inside.contains(['、', '。', '　', ' ']))
    .then(|| inside.to_owned())
}

/// ［Ｑ＆Ａ］ on a line of its own: a part that is named by what it is.
fn part(text: &str, grammar: &Grammar) -> Option<String> {
    let inside =
        text.strip_prefix(['［', '[', '【', '（', '('])?.strip_suffix(['］', ']', '】', '）', ')'])?.trim();
    let key = fold(inside);
    let words = grammar.recognise.qa.iter().chain(&grammar.recognise.manual);
    (inside.chars().count() <= 14 && words.map(|w| fold(w)).any(|w| key == w || key.ends_with(&w)))
        .then(|| inside.to_owned())
}

/// What a manual, or questions and answers, are called for short: the end of the title, from the last particle on, or only its
/// katakana (「…のための設定マニュアル」, 「チェックリストマニュアル」). Empty where that is the whole title.
pub(super) fn short(title: &str, kind: DocumentKind, grammar: &Grammar) -> String {
    let words = match kind {
        DocumentKind::Manual => &grammar.recognise.manual,
        DocumentKind::Qa => &grammar.recognise.qa,
        _ => return String::new(),
    };
    let named = |text: &str| words.iter().any(|w| fold(text).ends_with(&fold(w)));
    let tail = ["における", "に関する", "のための", "に係る", "の"]
        .iter()
        .filter_map(|particle| title.rfind(particle).map(|at| &title[at + particle.len()..]))
        .min_by_key(|tail| tail.len())
        .unwrap_or(title);
    let foreign = |c: char| {
        ('ァ'..='ヶ').contains(&c)
            || "ー・＆&".contains(c)
            || c.is_alphanumeric() && fold(&c.to_string()).is_ascii()
    };
    let from =
        tail.char_indices().rev().take_while(|(_, c)| foreign(*c)).last().map_or(tail.len(), |(at, _)| at);
    let katakana = &tail[from..];
    let best = if named(katakana) && katakana.chars().count() >= 3 { katakana } else { tail };
    if named(best) && best != title { best.to_owned() } else { String::new() }
}

const EDITION: &str = r"第\d+(\.\d+)*版|(令和|平成)(\d+|元)年度版|\d{4}年度?版|ver\.?\d+(\.\d+)*";
const DATE: &str = r"(令和|平成|昭和)(\d+|元)年(\d+月)?(\d+日)?|\d{4}[年./]\d{1,2}[月./](\d{1,2}日?)?";

fn edition(texts: &[&str]) -> String {
    // Of several dates the last one that an amendment bears, else the first.
    let amended = |text: &&&str| text.contains('改') || text.contains("版");
    let dated = |text: &&&str| Regex::new(DATE).is_ok_and(|date| date.is_match(&dotted(text)));
    let last = texts.iter().rev().filter(amended).find(|t| t.chars().count() <= 30 && dated(t));
    for pattern in [EDITION, DATE] {
        let Ok(regex) = Regex::new(pattern) else { continue };
        // A date in a sentence is that of a law.
        let short = |text: &&&str| pattern == EDITION || text.chars().count() <= 30;
        for text in last.filter(|_| pattern == DATE).into_iter().chain(texts.iter().filter(short)) {
            if let Some(found) = regex.find(&dotted(text)) {
                return found.as_str().to_owned();
            }
        }
    }
    String::new()
}

/// Folded, but with full stops kept as ASCII dots (folding makes 。 of a full-width one).
fn dotted(text: &str) -> String {
    fold(&text.replace('．', "."))
}

fn without_edition(title: &str) -> String {
    let Ok(regex) = Regex::new(
        r"[ 　]*(第[ 　]*[0-9０-９]+([.．][0-9０-９]+)*[ 　]*版|(令和|平成)[ 　]*([0-9０-９]+|元)[ 　]*年度版)[ 　]*",
    ) else {
        return title.to_owned();
    };
    regex.replace_all(title, "").trim().to_owned()
}

/// What sort of document it is, by its items and its title.
pub(super) fn kind(title: &Title, drafts: &[Draft], grammar: &Grammar) -> DocumentKind {
    let words = &grammar.recognise;
    let name = fold(&format!("{}{}", title.title, title.short));
    let named = |list: &[String]| list.iter().any(|w| name.contains(&fold(w)));
    let count = |f: &dyn Fn(&&Draft) -> bool| drafts.iter().filter(f).count();
    let articles = count(&|d| {
        d.kind == ItemKind::Requirement
            && d.number.as_deref().is_some_and(|n| n.starts_with('第') && n.contains('条'))
    });
    if count(&|d| d.kind == ItemKind::Question) >= 3 || named(&words.qa) {
        DocumentKind::Qa
    } else if named(&words.manual) {
        DocumentKind::Manual
    } else if named(&words.checklist) {
        DocumentKind::Checklist
    } else if articles >= 3 || named(&words.rules) {
        DocumentKind::Rules
    } else if named(&words.guideline) || title.short.ends_with('編') {
        DocumentKind::Guideline
    } else if named(&words.notice) {
        DocumentKind::Notice
    } else {
        DocumentKind::Other
    }
}

#[cfg(test)]
mod tests {
    use kaitei_model::DocumentKind;

    use super::{
        edition, file_title, first_line, is_date_line, is_label, part, short, volume, without_edition,
    };
    use crate::structure::document::grammar::Grammar;

    #[test]
    fn the_first_page_names_volume_and_edition() {
        assert_eq!(volume("［システム運用編］").as_deref(), Some("システム運用編"));
        assert_eq!(edition(&["指針", "第７．０版", "令和8年6月"]), "第7.0版");
        assert_eq!(edition(&["規程例", "令和４年11月"]), "令和4年11月");
        assert_eq!(edition(&["2021.06.22", "Ver. 6.0"]), "ver.6.0");
        assert_eq!(
            edition(&["見本法（昭和35年法律第1号）の規定により、次の事項を定めたので、通知する。"]),
            ""
        );
        assert_eq!(edition(&["制定　令和3年4月1日", "改定　令和8年4月1日"]), "令和8年4月1日");
        assert_eq!(without_edition("ガイドライン　第 7.0 版"), "ガイドライン");
        assert_eq!(file_title("Microsoft Word - 手引 v1.2.docx"), "手引 v1.2");
        assert_eq!(file_title("運用の手引 2.0"), "運用の手引 2.0");
    }

    #[test]
    fn parts_are_named_by_what_they_are() {
        let grammar = Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap();
        assert_eq!(part("［Ｑ＆Ａ］", &grammar).as_deref(), Some("Ｑ＆Ａ"));
        assert_eq!(part("［見本］", &grammar), None);
        let manual = |title| short(title, DocumentKind::Manual, &grammar);
        assert_eq!(manual("診療所における設備点検チェックリストマニュアル"), "チェックリストマニュアル");
        assert_eq!(manual("端末の設定に関する手引"), "手引");
        assert_eq!(manual("マニュアル"), "");
        assert_eq!(short("端末の指針　Ｑ＆Ａ", DocumentKind::Qa, &grammar), "Ｑ＆Ａ");
        assert_eq!(short("端末の指針", DocumentKind::Guideline, &grammar), "");
    }

    #[test]
    fn labels_stamps_and_dates_are_no_titles() {
        let grammar = Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap();
        for label in ["写", "（案）", "別添３", "別表第三", "別紙様式１－２"] {
            assert!(is_label(label, &grammar), "{label}");
        }
        assert!(!is_label("別添資料の扱いについて", &grammar));
        assert!(!is_label("写真撮影の手引", &grammar));
        assert!(is_date_line("公開日: 2024年1月31日") && is_date_line("令和４年11月改定"));
        assert!(!is_date_line("令和８年度診療報酬改定について"));
        assert_eq!(
            first_line(&["別添３", "棚卸の点数表に関する事項", "通則"], &grammar),
            "棚卸の点数表に関する事項"
        );
        assert_eq!(first_line(&["事務連絡", "令和8年6月1日"], &grammar), "事務連絡");
    }
}
