//! 新旧対照表: A4 landscape, a table a document with its header row on every page, changed words underlined on both sides.

use kaitei_model::{DiffOp, Side};

use super::package::{FOOTER, HEADER, Package};
use super::part::{self, NAMES, line, paragraph, run};
use super::styles::styles;
use super::xml::Xml;
use crate::strings::Arg;
use crate::view::{Cell, Fold, ItemView, Row, Section, Shown, View};
use crate::{OutputFile, ReportError, Scope};

/// A4 landscape, in twentieths of a point, with margins of 12 mm.
const PAGE: (&str, &str) = ("16838", "11906");
const MARGIN: &str = "680";
/// What the margins leave.
const WIDTH: u32 = 16838 - 2 * 680;
/// 備考.
const REMARK: u32 = 2200;

/// Draws the document.
pub(crate) fn render(view: &View, scope: Scope) -> Result<Vec<OutputFile>, ReportError> {
    let strings = &view.strings;
    let title = strings.get(match scope {
        Scope::Digest => "docx-table-title-digest",
        Scope::Full => "docx-table-title",
    });
    let draft = view.draft();
    let mut header = vec![view.title.as_str()];
    let specimen = strings.get("html-specimen");
    if view.specimen {
        header.push(&specimen);
    }
    header.extend(draft.as_deref());
    let package = Package {
        title: format!("{title}　{}", view.title),
        tool: view.tool.clone(),
        document: document(view, scope, &title)?,
        styles: styles()?,
        settings: part::settings()?,
        fonts: part::fonts()?,
        header: part::header(&header.join("　"))?,
        footer: part::footer()?,
    };
    let name = format!("{}{}.docx", strings.get("docx-table-title"), draft.unwrap_or_default());
    Ok(vec![OutputFile { name, bytes: package.bytes()? }])
}

fn document(view: &View, scope: Scope, title: &str) -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("w:document", &NAMES, |xml| {
        xml.element("w:body", &[], |xml| {
            opening(xml, view, scope, title);
            for (number, section) in view.sections.iter().enumerate() {
                self::section(xml, view, scope, number, section);
            }
            closing(xml, view);
            page(xml);
        });
    });
    xml.finish()
}

fn opening(xml: &mut Xml, view: &View, scope: Scope, title: &str) {
    line(xml, "Title", title);
    let strings = &view.strings;
    line(xml, "KaiteiLead", &view.title);
    if view.specimen {
        line(xml, "KaiteiLead", &strings.get("html-specimen"));
    }
    if let Some(date) = &view.date {
        line(xml, "KaiteiLead", &format!("{}　{date}", strings.get("html-made")));
    }
    line(xml, "KaiteiLead", &view.overview.headline);
    for sentence in &view.overview.sentences {
        line(xml, "KaiteiLead", sentence);
    }
    let note = match scope {
        Scope::Full => strings.get("docx-full-note"),
        Scope::Digest => strings.with("docx-digest-note", &[("count", Arg::Count(view.left_out()))]),
    };
    line(xml, "KaiteiLead", &note);
}

fn section(xml: &mut Xml, view: &View, scope: Scope, number: usize, section: &Section) {
    line(xml, "Heading1", &section.title);
    if scope == Scope::Digest && section.whole().is_some() {
        whole(xml, view, number, section);
        return;
    }
    let chapters: Vec<_> = section
        .chapters
        .iter()
        .map(|chapter| (chapter, view.shown(chapter, scope)))
        .filter(|(_, shown)| !shown.is_empty())
        .collect();
    if chapters.is_empty() {
        line(xml, "KaiteiLead", &view.strings.get("docx-nothing"));
        return;
    }
    line(xml, "KaiteiUnderlineNote", &view.strings.get("docx-underline"));
    table(xml, view, section, |xml, widths| {
        for (chapter, shown) in &chapters {
            if !chapter.title.is_empty() {
                spanning(xml, "Heading2", &chapter.title, widths.len());
            }
            for line in shown {
                match line {
                    Shown::Row(row) => change(xml, view, row, widths),
                    // The digest has little room, and the citations say where a row stands.
                    Shown::Heading(_) if scope == Scope::Digest => {}
                    Shown::Heading(heading) => {
                        spanning(xml, "KaiteiSubheading", heading.trim(), widths.len());
                    }
                    Shown::Fold(fold) => folded(xml, fold, widths),
                }
            }
        }
    });
}

/// A document that is new or gone as a whole: one row and its headings.
fn whole(xml: &mut Xml, view: &View, number: usize, section: &Section) {
    let added = section.pairing.id == "document-added";
    let remark = view.strings.with(
        if added { "docx-whole-added" } else { "docx-whole-removed" },
        &[("count", Arg::Count(section.total))],
    );
    let headings = view.headings(number);
    table(xml, view, section, |xml, widths| {
        // The list of headings may run over a page.
        xml.element("w:tr", &[], |xml| {
            for (column, width) in section.columns.iter().zip(widths) {
                cell(xml, *width, 1, |xml| {
                    if (column.side == Side::New) == added {
                        line(xml, "KaiteiText", &section.title);
                        for heading in &headings {
                            line(xml, "KaiteiText", heading);
                        }
                    } else {
                        let id = if added { "placeholder-none" } else { "placeholder-gone" };
                        line(xml, "KaiteiPlaceholder", &view.strings.get(id));
                    }
                });
            }
            cell(xml, REMARK, 1, |xml| line(xml, "KaiteiRemark", &remark));
        });
    });
}

/// A table with its header row, which Word repeats on every page.
fn table(xml: &mut Xml, view: &View, section: &Section, rows: impl FnOnce(&mut Xml, &[u32])) {
    let columns = u32::try_from(section.columns.len()).unwrap_or(1).max(1);
    let mut widths = vec![(WIDTH - REMARK) / columns; section.columns.len()];
    widths.push(REMARK);
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.val("w:tblStyle", "KaiteiTable");
            xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<u32>().to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:tblHeader", &[]);
            });
            for (column, width) in section.columns.iter().zip(&widths) {
                cell(xml, *width, 1, |xml| line(xml, "KaiteiHead", &column.heading));
            }
            cell(xml, REMARK, 1, |xml| line(xml, "KaiteiHead", &view.strings.get("html-remarks")));
        });
        rows(xml, &widths);
    });
}

fn row(xml: &mut Xml, cells: impl FnOnce(&mut Xml)) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        cells(xml);
    });
}

fn cell(xml: &mut Xml, width: u32, span: usize, content: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if span > 1 {
                xml.val("w:gridSpan", &span.to_string());
            }
        });
        content(xml);
    });
}

/// A heading over all columns. It stays with the row below it.
fn spanning(xml: &mut Xml, style: &str, heading: &str, columns: usize) {
    row(xml, |xml| {
        cell(xml, WIDTH, columns, |xml| {
            xml.element("w:p", &[], |xml| {
                xml.element("w:pPr", &[], |xml| {
                    xml.val("w:pStyle", style);
                    xml.empty("w:keepNext", &[]);
                });
                run(xml, None, heading);
            });
        });
    });
}

fn folded(xml: &mut Xml, fold: &Fold, widths: &[u32]) {
    row(xml, |xml| {
        for (range, width) in fold.ranges.iter().zip(widths) {
            cell(xml, *width, 1, |xml| line(xml, "KaiteiPlaceholder", range));
        }
        cell(xml, REMARK, 1, |xml| line(xml, "KaiteiRemark", &fold.remark));
    });
}

fn change(xml: &mut Xml, view: &View, change: &Row, widths: &[u32]) {
    row(xml, |xml| {
        for (own, width) in change.cells.iter().zip(widths) {
            cell(xml, *width, 1, |xml| items(xml, own));
        }
        cell(xml, REMARK, 1, |xml| {
            line(xml, "KaiteiRemark", &change.about(&view.strings));
            for remark in &change.remarks {
                line(xml, "KaiteiRemark", remark);
            }
        });
    });
}

fn items(xml: &mut Xml, cell: &Cell) {
    if let Some(placeholder) = &cell.placeholder {
        line(xml, "KaiteiPlaceholder", &placeholder.text);
        return;
    }
    for item in &cell.items {
        paragraph(xml, "KaiteiText", |xml| {
            // Where the mark is the whole citation, it need not be said twice.
            if item.citation != item.mark {
                run(xml, Some("KaiteiCitation"), &item.citation);
                run(xml, None, "　");
            }
            wording(xml, cell.side, item);
        });
    }
    if cell.items.is_empty() {
        line(xml, "KaiteiText", "");
    }
}

fn wording(xml: &mut Xml, side: Side, item: &ItemView) {
    if !item.mark.is_empty() {
        let style = item.mark_changed.then_some(match side {
            Side::Old => "KaiteiDeleted",
            Side::New => "KaiteiInserted",
        });
        run(xml, style, &item.mark);
        run(xml, None, "　");
    }
    for segment in &item.segments {
        let style = match segment.op {
            DiffOp::Keep => None,
            DiffOp::Del => Some("KaiteiDeleted"),
            DiffOp::Ins => Some("KaiteiInserted"),
        };
        run(xml, style, &segment.text);
    }
}

fn closing(xml: &mut Xml, view: &View) {
    let strings = &view.strings;
    line(xml, "KaiteiNotes", &strings.get("docx-sources"));
    line(xml, "KaiteiSource", &strings.with("html-sources-disclaimer", &[("tool", Arg::Text(&view.tool))]));
    for source in &view.sources {
        let text = strings.with(
            "docx-source",
            &[
                ("side", Arg::Text(&source.side.text)),
                ("file", Arg::Text(&source.file)),
                ("sha256", Arg::Text(&source.sha256)),
            ],
        );
        line(xml, "KaiteiSource", &text);
    }
    for url in &view.published {
        line(xml, "KaiteiSource", &format!("{}　{url}", strings.get("html-sources-published")));
    }
    line(xml, "KaiteiSource", &strings.get("html-sources-only"));
    let alarms = view.overview.errors + view.overview.warnings;
    if alarms > 0 {
        let note = strings.with("docx-note-diagnostics", &[("count", Arg::Count(alarms))]);
        line(xml, "KaiteiSource", &note);
    }
    for term in view.glossary.iter().take(3) {
        line(xml, "KaiteiSource", &format!("{}　{}", term.label, term.definition));
    }
}

fn page(xml: &mut Xml) {
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", HEADER)]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", FOOTER)]);
        xml.empty("w:pgSz", &[("w:w", PAGE.0), ("w:h", PAGE.1), ("w:orient", "landscape")]);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "900"),
                ("w:right", MARGIN),
                ("w:bottom", MARGIN),
                ("w:left", MARGIN),
                ("w:header", "450"),
                ("w:footer", "340"),
                ("w:gutter", "0"),
            ],
        );
        xml.empty("w:cols", &[("w:space", "425")]);
    });
}
