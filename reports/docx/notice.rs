//! 周知文案: the covering letter (portrait), 別紙1 on one page, 別紙2 the digest (landscape), and the same as plain text.

use kaitei_model::ChangeSet;

use super::closing::closing;
use super::comparison::left_out;
use super::package::Package;
use super::part::{self, NAMES, Page, line, run};
use super::table::{Tables, bookmark};
use super::xml::Xml;
use crate::letter::{self, Line, Part};
use crate::view::{View, in_digest};
use crate::{OutputFile, ReportError, ReportOptions, Scope};

/// Draws the letter, twice.
pub(crate) fn render(
    changes: &ChangeSet,
    view: &View,
    options: &ReportOptions,
) -> Result<Vec<OutputFile>, ReportError> {
    let strings = &view.strings;
    let letter = letter::letter(view, &options.letter, options.date.as_deref(), options.lang);
    let points = letter::points(changes, view, &options.letter);
    let missing = missing(letter.iter().chain(&points));
    let package = Package {
        title: format!("{}　{}", strings.get("letter-name"), view.title),
        tool: view.tool.clone(),
        document: document(view, options, &letter, &points, &missing)?,
        // A letter has no title over it.
        head: part::marks(view),
    };
    let name = format!("{}{}", strings.get("letter-name"), view.draft().unwrap_or_default());
    Ok(vec![
        OutputFile { name: format!("{name}.docx"), bytes: package.bytes()? },
        OutputFile { name: format!("{name}.txt"), bytes: letter::text(view, &letter, &points, &missing) },
    ])
}

/// What is still to be filled in, each once.
fn missing<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in lines.flat_map(|line| &line.parts) {
        if let Part::Blank(name) = part
            && !out.contains(name)
        {
            out.push(name.clone());
        }
    }
    out
}

fn document(
    view: &View,
    options: &ReportOptions,
    letter: &[Line],
    points: &[Line],
    missing: &[String],
) -> Result<Vec<u8>, ReportError> {
    let strings = &view.strings;
    let digest = ReportOptions { scope: Scope::Digest, ..options.clone() };
    let mut xml = Xml::new();
    xml.element("w:document", &NAMES, |xml| {
        xml.element("w:body", &[], |xml| {
            for own in letter {
                block(xml, view, own, Place::Within);
            }
            for (i, own) in points.iter().enumerate() {
                // 別紙1 begins a page, and ends the section that stands upright.
                let place = match i {
                    0 => Place::First,
                    _ if i + 1 == points.len() => Place::Last,
                    _ => Place::Within,
                };
                block(xml, view, own, place);
            }
            line(xml, "KaiteiPointAnnex", &strings.get("letter-annex-2"));
            line(xml, "Title", &strings.get("docx-table-title-digest"));
            line(xml, "KaiteiLead", &view.title);
            line(xml, "KaiteiLead", &left_out(view, Scope::Digest));
            Tables::new(view, &digest).all(xml);
            closing(xml, view);
            if !missing.is_empty() {
                line(xml, "KaiteiNotes", &strings.get("letter-missing"));
                for name in missing {
                    let blank = Line { set: letter::Set::Note, parts: vec![Part::Blank(name.clone())] };
                    block(xml, view, &blank, Place::Within);
                }
            }
            part::section(xml, Page::Landscape);
        });
    });
    xml.finish()
}

/// Where a paragraph stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the top of a page.
    First,
    Within,
    /// At the end of the upright pages.
    Last,
}

fn block(xml: &mut Xml, view: &View, own: &Line, place: Place) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.val("w:pStyle", own.set.style());
            if place == Place::First {
                xml.empty("w:pageBreakBefore", &[]);
            }
            if place == Place::Last {
                part::section(xml, Page::Portrait);
            }
        });
        for part in &own.parts {
            piece(xml, view, part);
        }
    });
}

fn piece(xml: &mut Xml, view: &View, part: &Part) {
    match part {
        Part::Text(text) => run(xml, None, text),
        Part::Blank(_) => run(xml, Some("KaiteiBlank"), &part.text()),
        Part::Changed(text) => run(xml, Some("KaiteiInserted"), text),
        // A citation leads to its row in 別紙2, where that has one.
        Part::Cite(text, number)
            if view.rows.get(*number).is_some_and(|row| has_row(view, row.section, in_digest(row))) =>
        {
            xml.element("w:hyperlink", &[("w:anchor", &bookmark(*number)), ("w:history", "1")], |xml| {
                run(xml, Some("KaiteiPointCitation"), text);
            });
        }
        Part::Cite(text, _) => run(xml, Some("KaiteiPointCitation"), text),
    }
}

/// Whether the digest has a row for a change: not for those of documents that are told as a whole.
fn has_row(view: &View, section: usize, in_digest: bool) -> bool {
    in_digest && view.sections.get(section).is_some_and(|section| section.whole().is_none())
}
