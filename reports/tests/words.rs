//! The report's own words: both languages whole, none of the words that only quotations may use.

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;

use super::{parts, sample::sample, summary, text};
use crate::{Format, Lang, ReportOptions, Scope, render};

const JA: &str = include_str!("../locales/ja.ftl");
const EN: &str = include_str!("../locales/en.ftl");
const FORBIDDEN: [&str; 6] = ["義務化", "違反", "準拠", "適合", "罰則", "必須"];

fn keys(source: &str) -> BTreeSet<String> {
    assert!(FluentResource::try_new(source.to_owned()).is_ok());
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key.to_owned())
        .collect()
}

/// Every `{ $name }` of a message.
fn places(source: &str, key: &str) -> BTreeSet<String> {
    let start = source.find(&format!("\n{key} =")).unwrap();
    let body = &source[start + 1..];
    let end = body.find("\n").map_or(body.len(), |first| {
        body[first..]
            .match_indices('\n')
            .find(|(i, _)| !body[first + i + 1..].starts_with([' ', '}']))
            .map_or(body.len(), |(i, _)| first + i)
    });
    let body = &body[..end];
    body.match_indices('$')
        .map(|(i, _)| body[i + 1..].chars().take_while(char::is_ascii_alphanumeric).collect())
        .collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (ja, en) = (keys(JA), keys(EN));
    assert_eq!(ja, en);
    let (ja_source, en_source) = (format!("\n{JA}"), format!("\n{EN}"));
    for key in &ja {
        assert_eq!(places(&ja_source, key), places(&en_source, key), "{key}");
    }
}

#[test]
fn every_word_that_a_report_asks_for_is_there() {
    for lang in [Lang::Ja, Lang::En] {
        let options = ReportOptions { lang, scope: Scope::Full, ..ReportOptions::default() };
        for format in [Format::Html, Format::Markdown] {
            let shown = text(&sample(), format, &options);
            for key in keys(JA).iter().filter(|key| key.contains('-')) {
                // A missing word shows as its key; keys that are also ids in attributes cannot be told apart.
                assert!(!shown.contains(&format!(">{key}<")), "{key} in {format}");
                assert!(!shown.contains(&format!("| {key} |")), "{key} in {format}");
            }
        }
        assert!(!summary(&sample(), lang).contains("summary-"));
    }
    let sources = [
        include_str!("../html/page.html"),
        include_str!("../html/data.rs"),
        include_str!("../html/change.html"),
        include_str!("../html/fold.html"),
        include_str!("../html/important.html"),
        include_str!("../markdown.rs"),
        include_str!("../summary.rs"),
        include_str!("../check/expect.rs"),
        include_str!("../check/claims.rs"),
        include_str!("../check/depends.rs"),
        include_str!("../check/update.rs"),
        include_str!("../check/filter.rs"),
        include_str!("../check/index.rs"),
        include_str!("../check/evaluate.rs"),
        include_str!("../view/overview.rs"),
        include_str!("../view/row.rs"),
        include_str!("../view/closing.rs"),
        include_str!("../view/remarks.rs"),
        include_str!("../xlsx/sheets.rs"),
        include_str!("../xlsx/tasks.rs"),
        include_str!("../xlsx/confirm.rs"),
        include_str!("../xlsx/carry.rs"),
    ];
    let known = keys(JA);
    let mut asked = 0;
    for source in sources {
        for part in source.split('"').skip(1).step_by(2) {
            let prefixes = [
                "html-",
                "md-",
                "summary-",
                "overview-",
                "remark-",
                "evidence-",
                "term-",
                "check-",
                "decide-",
                "closing-",
                "csv-",
                "xlsx-",
            ];
            let whole = part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            if whole
                && prefixes.iter().any(|prefix| part.starts_with(prefix))
                && !part.ends_with("-h")
                && !part.ends_with('-')
            {
                assert!(known.contains(part), "{part}");
                asked += 1;
            }
        }
    }
    assert!(asked > 60, "{asked}");
}

#[test]
fn no_sentence_of_ours_holds_a_forbidden_word() {
    for word in FORBIDDEN {
        assert!(!JA.contains(word), "{word}");
        for scope in [Scope::Digest, Scope::Full] {
            for format in Format::ALL {
                let shown = text(&sample(), format, &ReportOptions { scope, ..ReportOptions::default() });
                assert!(!shown.contains(word), "{word} in {format}");
            }
        }
    }
}

/// In every format that people read: the date is there, and each time the sentence that follows it in the document.
#[test]
fn a_date_stands_with_its_relief() {
    const RELIEF: &str = "ただし、令和9年4月1日時点で行えない場合は、次の更新の時までに行う。";
    // The data holds the wording in pieces; what is shown of it are the other formats.
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Json) {
        for scope in [Scope::Digest, Scope::Full] {
            let files = render(&sample(), format, &ReportOptions { scope, ..ReportOptions::default() });
            for file in files.unwrap() {
                let shown = plain(&file.bytes);
                let (dates, whole) = (shown.matches("令和9年4月1日").count(), shown.matches(RELIEF).count());
                assert!(
                    dates > 0 && dates == whole,
                    "{}: {dates} dates, {whole} of them with their relief",
                    file.name
                );
            }
        }
    }
}

/// The words of a file without markup: marks of change stand within sentences. Of an Office file those of all parts.
fn plain(bytes: &[u8]) -> String {
    let texts = if bytes.starts_with(b"PK") {
        parts(bytes).into_iter().map(|(_, part)| part).collect()
    } else {
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    // A tracked change struck out is no sentence; what stays is the new text.
    let mut kept = texts.as_str();
    let mut texts = String::new();
    while let Some((before, rest)) = kept.split_once("<w:del ") {
        texts.push_str(before);
        kept = if rest.split_once('>').is_some_and(|(tag, _)| tag.ends_with('/')) {
            rest.split_once('>').map_or("", |(_, after)| after)
        } else {
            rest.split_once("</w:del>").map_or("", |(_, after)| after)
        };
    }
    texts.push_str(kept);
    let mut out = String::new();
    for (number, piece) in texts.split('<').enumerate() {
        let words = if number == 0 { piece } else { piece.split_once('>').map_or("", |(_, words)| words) };
        out.push_str(words);
    }
    out
}
