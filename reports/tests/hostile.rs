//! Text of documents comes out as text.

use kaitei_model::{Aspect, ChangeSet, DocumentKind, Kind, Side, Significance};

use super::builder::Builder;
use super::{summary, text};
use crate::{Format, Lang, ReportOptions, Scope, render};

const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "]]></style></script><!--",
    "\u{202E}gnp.exe\u{202C}\u{2066}x\u{2069}",
    "NUL\0 BEL\u{7} ESC\u{1b}[31m C1\u{9b}",
    "=HYPERLINK(\"http://example.invalid\",\"x\")",
    "| a | b |\n# heading\n[x](javascript:alert(1)) `code` **b** @someone #12",
];

/// Hostile text wherever a document or a file name can put it.
pub(super) fn hostile() -> ChangeSet {
    let mut b = Builder::new();
    for side in [Side::Old, Side::New] {
        b.document(side, "編", HOSTILE[0], DocumentKind::Guideline);
        b.edition(side).label = HOSTILE[1].to_owned();
    }
    b.pair(&["編"], &["編"], &[HOSTILE[2]]);
    for (i, words) in HOSTILE.iter().enumerate() {
        let citation = format!("編 {i}{}", words.replace(' ', "_"));
        let marked = format!("同じ[-古い{words}-]{{+新しい{words}+}}");
        let change = b.marked(
            Kind::Modified,
            &[Aspect::Reworded],
            Some((&citation, words)),
            Some((&citation, words)),
            &marked,
        );
        change.significance = Significance::High;
        change.themes = vec![(*words).to_owned()];
        change.audience = vec![(*words).to_owned()];
        change.reasons.insert(Aspect::Reworded, vec![(*words).to_owned()]);
        change.links[0].evidence.method = (*words).to_owned();
        change.id.0 = format!("{i}{words}");
    }
    for side in [Side::Old, Side::New] {
        for document in &mut b.edition(side).documents {
            document.title = HOSTILE[2].to_owned();
            document.file = HOSTILE[1].to_owned();
            document.sha256 = HOSTILE[0].to_owned();
        }
        for item in &mut b.edition(side).items {
            item.fields.insert(HOSTILE[0].to_owned(), HOSTILE[1].to_owned());
            item.tags = vec![HOSTILE[1].to_owned()];
            item.trail = vec![HOSTILE[0].to_owned(), HOSTILE[3].to_owned()];
        }
    }
    b.set.options.insert(HOSTILE[0].to_owned(), HOSTILE[1].to_owned());
    b.set.new.sources = vec![HOSTILE[2].to_owned(), "javascript:alert(1)".to_owned()];
    b.set
}

fn options() -> ReportOptions {
    ReportOptions {
        lang: Lang::Ja,
        scope: Scope::Full,
        date: Some(HOSTILE[0].to_owned()),
        ..ReportOptions::default()
    }
}

fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

#[test]
fn html_holds_no_element_of_theirs() {
    let page = text(&hostile(), Format::Html, &options());
    assert!(!page.contains(is_forbidden));
    assert!(page.contains("[U+202E]"), "bidi controls are spelt out");
    // One script and two styles, ours (the second holds the marks of printed pages), and no attribute that a browser would run.
    // Beside the script stands a block of data, which no browser runs.
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("<script type=\"application/json\" id=\"data\">").count(), 1);
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    assert_eq!(page.matches("<style>").count(), 1);
    assert_eq!(page.matches("<style id=\"printed\">").count(), 1);
    assert_eq!(page.matches("<style").count(), 2);
    assert_eq!(page.matches("</style").count(), 2);
    assert!(!page.contains("<img"));
    assert!(!page.contains("<!--"));
    let tags = page.split('<').skip(1).filter_map(|tag| tag.split_once('>'));
    for (tag, _) in tags.filter(|(tag, _)| !tag.starts_with("style") && !tag.starts_with("script")) {
        // Outside its quoted values a tag holds names of ours alone.
        let names: String = tag.split('"').step_by(2).collect();
        assert!(!names.contains("onerror") && !names.contains("javascript"), "{tag}");
        assert!(!tag.contains("href=\"javascript"), "{tag}");
    }
    // Ids stay inside their attributes.
    for id in page.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "{id}");
    }
}

#[test]
fn markdown_holds_no_markup_of_theirs() {
    let page = text(&hostile(), Format::Markdown, &options());
    assert!(!page.contains(is_forbidden));
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(!page.replace("\\]", "").contains("](javascript"));
    for line in page.lines() {
        assert!(!line.starts_with("# heading"), "{line}");
        if line.starts_with("| ") {
            // Every cell border of a table row is ours: three columns, four borders.
            let borders = line.replace("\\|", "").matches('|').count();
            assert!((3..=6).contains(&borders), "{line}");
        }
    }
    assert!(!page.contains("@someone") && !page.contains(" #12"));
}

#[test]
fn word_holds_no_element_of_theirs() {
    for format in [Format::DocxTable, Format::DocxTracked, Format::DocxNotice] {
        let file = render(&hostile(), format, &options()).unwrap().remove(0);
        let document: String = super::parts(&file.bytes).into_iter().map(|(_, part)| part).collect();
        assert!(!document.contains(is_forbidden), "{format}");
        assert!(!document.contains("<script") && !document.contains("<img"), "{format}");
        assert!(document.contains("&lt;script&gt;alert(1)") && document.contains("[U+202E]"), "{format}");
        // What begins an element is one of the few names that we write.
        let names = document.split('<').skip(1).map(|rest| rest.trim_start_matches('/'));
        for name in names.map(|rest| rest.split([' ', '>', '/']).next().unwrap()) {
            let ours = ["w:", "cp:", "dc:"].iter().any(|prefix| name.starts_with(prefix));
            let package = [
                "?xml",
                "Types",
                "Default",
                "Override",
                "Relationships",
                "Relationship",
                "Properties",
                "Application",
            ];
            assert!(ours || package.contains(&name), "{name} in {format}");
        }
    }
}

#[test]
fn mail_holds_no_control_character_of_theirs() {
    let file = render(&hostile(), Format::DocxNotice, &options()).unwrap().remove(1);
    let mail = String::from_utf8(file.bytes).unwrap();
    assert!(!mail.replace("\r\n", "\n").contains(is_forbidden) && mail.contains("[U+202E]"));
}

/// A file of ours cannot hold half of a surrogate pair: what carries one is told, and nothing is made of it.
#[test]
fn a_lone_surrogate_does_not_get_in() {
    let json = serde_json::to_string(&super::sample::sample()).unwrap();
    let broken = json.replacen("紙の控え", "\\ud800", 1);
    assert_ne!(json, broken);
    assert!(serde_json::from_str::<ChangeSet>(&broken).is_err());
}

#[test]
fn csv_holds_no_formula() {
    let table = text(&hostile(), Format::Csv, &options());
    assert!(!table.contains(|c| is_forbidden(c) && c != '\r'));
    for record in super::csv::records(&table) {
        for field in record {
            assert!(!field.trim_start().starts_with(['=', '+', '-', '@']), "{field}");
        }
    }
}

#[test]
fn terminal_gets_no_control_character() {
    let lines = summary(&hostile(), Lang::Ja);
    assert!(!lines.contains(is_forbidden));
    assert!(lines.lines().count() <= 20);
}

#[test]
fn json_keeps_the_data_as_it_is() {
    let set = hostile();
    let json = text(&set, Format::Json, &options());
    assert!(!json.contains('\0'));
    assert_eq!(serde_json::from_str::<ChangeSet>(&json).unwrap(), set);
}

/// A contract file that does not hang together gives a report, not a crash.
#[test]
fn dangling_ids_are_shown_as_they_are() {
    let mut set = super::sample::sample();
    set.old.items.clear();
    set.new.items.truncate(3);
    set.pairs.clear();
    for format in Format::ALL {
        assert!(!text(&set, format, &options()).is_empty());
    }
    set.old.documents.clear();
    set.new.documents.clear();
    for format in Format::ALL {
        assert!(!text(&set, format, &options()).is_empty());
    }
    summary(&set, Lang::En);
}

/// Parents that go round in a ring.
#[test]
fn a_ring_of_parents_ends() {
    let mut set = super::sample::sample();
    let first = set.new.items[0].id.clone();
    set.new.items[0].parent = Some(first);
    assert!(!text(&set, Format::Html, &options()).is_empty());
}
