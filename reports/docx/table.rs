//! The tables of a 新旧対照表: one a document, its header row on every page, changed words underlined on both sides.

use std::collections::BTreeMap;

use kaitei_model::{DiffOp, Side};

use super::part::{LANDSCAPE_WIDTH, line, paragraph, run};
use super::xml::Xml;
use crate::strings::Arg;
use crate::view::{Cell, Fold, ItemView, Row, Section, Shown, View};
use crate::{ReportOptions, Scope, Sides, TableStyle};

/// 備考, in twentieths of a point.
const REMARK: u32 = 1900;

/// A row whose longest text has fewer characters is kept on one page.
const SHORT: usize = 600;

/// The name of the bookmark at a change, by its place among the rows of the view.
pub(super) fn bookmark(number: usize) -> String {
    format!("kaitei_{number}")
}

/// Draws the tables of one document.
pub(super) struct Tables<'a> {
    view: &'a View,
    scope: Scope,
    sides: Sides,
    style: TableStyle,
    /// The places of the changes among the rows of the view, by id.
    numbers: BTreeMap<&'a str, usize>,
    /// The note about the underlines stands above the first table.
    noted: bool,
}

impl<'a> Tables<'a> {
    pub(super) fn new(view: &'a View, options: &ReportOptions) -> Self {
        Self {
            view,
            scope: options.scope,
            sides: options.sides,
            style: options.style,
            numbers: view.rows.iter().enumerate().map(|(i, row)| (row.id.as_str(), i)).collect(),
            noted: false,
        }
    }

    /// Every document's table.
    pub(super) fn all(mut self, xml: &mut Xml) {
        for (number, section) in self.view.sections.iter().enumerate() {
            self.section(xml, number, section);
        }
    }

    fn section(&mut self, xml: &mut Xml, number: usize, section: &Section) {
        let chapters: Vec<_> = section
            .chapters
            .iter()
            .map(|chapter| (chapter, self.view.shown(chapter, self.scope)))
            .filter(|(_, shown)| !shown.is_empty())
            .collect();
        let whole = self.scope == Scope::Digest && section.whole().is_some();
        line(xml, "Heading1", &section.title);
        if chapters.is_empty() && !whole {
            line(xml, "KaiteiLead", &self.view.strings.get("docx-nothing"));
            return;
        }
        if !self.noted {
            self.noted = true;
            let id = match self.style {
                TableStyle::Editions => "docx-underline",
                TableStyle::MhlwLaw => "docx-underline-law",
            };
            line(xml, "KaiteiUnderlineNote", &self.view.strings.get(id));
        }
        let this = &*self;
        this.table(xml, section, |xml, widths| {
            if whole {
                this.whole(xml, number, section, widths);
                return;
            }
            for (chapter, shown) in &chapters {
                if !chapter.title.is_empty() {
                    spanning(xml, "Heading2", &chapter.title, widths.len());
                }
                for line in shown {
                    match line {
                        Shown::Row(row) => this.change(xml, row, widths),
                        // The digest has little room, and the citations say where a row stands.
                        Shown::Heading(_) if this.scope == Scope::Digest => {}
                        Shown::Heading(heading) => {
                            spanning(xml, "KaiteiSubheading", heading.trim(), widths.len());
                        }
                        Shown::Fold(fold) => this.folded(xml, fold, widths),
                    }
                }
            }
        });
    }

    /// The numbers of the columns from left to right; the data has the new one first.
    fn order(&self, columns: usize) -> Vec<usize> {
        match self.sides {
            Sides::NewLeft => (0..columns).collect(),
            Sides::OldLeft => (1..columns).chain(std::iter::once(0)).collect(),
        }
    }

    fn heading(&self, section: &Section, column: usize) -> String {
        let Some(own) = section.columns.get(column) else { return String::new() };
        match (self.style, own.side) {
            (TableStyle::Editions, _) => own.heading.clone(),
            (TableStyle::MhlwLaw, Side::New) => self.view.strings.get("docx-law-new"),
            // Among several old documents the name says which one.
            (TableStyle::MhlwLaw, Side::Old) if section.consolidated => {
                format!("{}　{}", self.view.strings.get("docx-law-old"), own.heading)
            }
            (TableStyle::MhlwLaw, Side::Old) => self.view.strings.get("docx-law-old"),
        }
    }

    /// A table with its header row, which Word repeats on every page.
    fn table(&self, xml: &mut Xml, section: &Section, rows: impl FnOnce(&mut Xml, &[u32])) {
        let columns = u32::try_from(section.columns.len()).unwrap_or(1).max(1);
        let mut widths = vec![(LANDSCAPE_WIDTH - REMARK) / columns; section.columns.len()];
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
                for (column, width) in self.order(section.columns.len()).into_iter().zip(&widths) {
                    let heading = self.heading(section, column);
                    cell(xml, *width, 1, |xml| line(xml, "KaiteiHead", &heading));
                }
                let remarks = self.view.strings.get("html-remarks");
                cell(xml, REMARK, 1, |xml| line(xml, "KaiteiHead", &remarks));
            });
            rows(xml, &widths);
        });
    }

    /// A document that is new or gone as a whole: one row and its headings.
    fn whole(&self, xml: &mut Xml, number: usize, section: &Section, widths: &[u32]) {
        let strings = &self.view.strings;
        let added = section.pairing.id == "document-added";
        let remark = strings.with(
            if added { "docx-whole-added" } else { "docx-whole-removed" },
            &[("count", Arg::Count(section.total))],
        );
        let headings: Vec<String> = self
            .view
            .headings(number)
            .iter()
            .map(|heading| heading.replace('　', " ").trim().to_owned())
            .collect();
        // The list of headings may run over a page.
        row(xml, false, |xml| {
            for (column, width) in self.order(section.columns.len()).into_iter().zip(widths) {
                let side = section.columns.get(column).map_or(Side::New, |column| column.side);
                cell(xml, *width, 1, |xml| {
                    if (side == Side::New) == added {
                        line(xml, "KaiteiText", &section.title);
                        line(xml, "KaiteiText", &headings.join(&strings.get("docx-heading-gap")));
                    } else {
                        let id = if added { "placeholder-none" } else { "placeholder-gone" };
                        line(xml, "KaiteiPlaceholder", &strings.get(id));
                    }
                });
            }
            cell(xml, REMARK, 1, |xml| line(xml, "KaiteiRemark", &remark));
        });
    }

    fn folded(&self, xml: &mut Xml, fold: &Fold, widths: &[u32]) {
        row(xml, true, |xml| {
            for (column, width) in self.order(fold.ranges.len()).into_iter().zip(widths) {
                let range = fold.ranges.get(column).map_or("", String::as_str);
                cell(xml, *width, 1, |xml| line(xml, "KaiteiPlaceholder", range));
            }
            cell(xml, REMARK, 1, |xml| line(xml, "KaiteiRemark", &fold.remark));
        });
    }

    fn change(&self, xml: &mut Xml, change: &Row, widths: &[u32]) {
        let number = self.numbers.get(change.id.as_str()).copied();
        let longest =
            change.cells.iter().map(|cell| cell.items.iter().map(|item| item.text.chars().count()).sum());
        row(xml, longest.max().is_none_or(|count: usize| count < SHORT), |xml| {
            for (place, (column, width)) in self.order(change.cells.len()).into_iter().zip(widths).enumerate()
            {
                let mark = number.filter(|_| place == 0);
                let Some(own) = change.cells.get(column) else { continue };
                cell(xml, *width, 1, |xml| items(xml, own, mark));
            }
            cell(xml, REMARK, 1, |xml| {
                for remark in self.remarks(change) {
                    line(xml, "KaiteiRemark", &remark);
                }
            });
        });
    }

    /// 備考: 追加・変更・削除 with what the change is about, or where it moved from. Renumbering shows in the citations of both sides.
    fn remarks(&self, change: &Row) -> Vec<String> {
        let strings = &self.view.strings;
        let shown = ["renumbered", "relabelled", "consolidated"];
        let aspects = change.aspects.iter().filter(|aspect| !shown.contains(&aspect.id.as_str()));
        let aspects: Vec<&str> = aspects.map(|aspect| aspect.text.as_str()).collect();
        let aspects = aspects.join(&strings.get("list-comma"));
        let id = format!("docx-remark-{}", change.kind.id);
        let mut word = strings.find(&id).unwrap_or_else(|| change.kind.text.clone());
        if !aspects.is_empty() {
            word = strings.with("md-about", &[("kind", Arg::Text(&word)), ("aspects", Arg::Text(&aspects))]);
        }
        let mut out: Vec<String> = change.remarks_beside_citations(strings).map(str::to_owned).collect();
        // Where it moved from says that it moved.
        if change.kind.id != "moved" || !aspects.is_empty() || out.is_empty() {
            out.insert(0, word);
        }
        out
    }
}

fn row(xml: &mut Xml, together: bool, cells: impl FnOnce(&mut Xml)) {
    xml.element("w:tr", &[], |xml| {
        if together {
            xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        }
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
    row(xml, true, |xml| {
        cell(xml, LANDSCAPE_WIDTH, columns, |xml| {
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

fn items(xml: &mut Xml, cell: &Cell, mark: Option<usize>) {
    if let Some(placeholder) = &cell.placeholder {
        paragraph(xml, "KaiteiPlaceholder", |xml| {
            anchor(xml, mark);
            run(xml, None, &placeholder.text);
        });
        return;
    }
    for (i, item) in cell.items.iter().enumerate() {
        paragraph(xml, "KaiteiText", |xml| {
            anchor(xml, mark.filter(|_| i == 0));
            match item.citation.strip_suffix(item.mark.as_str()) {
                // 14.⑥ ends in the mark, which need not be said twice.
                Some(before) if !item.mark.is_empty() => run(xml, Some("KaiteiCitation"), before),
                _ => {
                    run(xml, Some("KaiteiCitation"), &item.citation);
                    run(xml, None, "　");
                }
            }
            wording(xml, cell.side, item);
        });
    }
    if cell.items.is_empty() {
        paragraph(xml, "KaiteiText", |xml| anchor(xml, mark));
    }
}

/// The place that the letter's citations lead to.
fn anchor(xml: &mut Xml, mark: Option<usize>) {
    if let Some(number) = mark {
        let id = number.to_string();
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark(number))]);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
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
