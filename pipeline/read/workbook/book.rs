//! The workbook part and the way through all the others.

use std::collections::BTreeMap;

use kaitei_model::{Code, Diagnostic, Location};

use super::limits::{Budget, Fault, ReadOptions};
use super::package::{Package, Relation};
use super::sheet::{self, Context, Findings};
use super::strings::{self, RichText};
use super::styles::Styles;
use super::theme::Theme;
use super::xml::{Node, Xml};
use super::{Range, Sheet, Visibility, Workbook, comments, controls, drawing, refs};

/// Reads a whole workbook.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Workbook, Fault> {
    let mut budget = Budget::new(options);
    let package = Package::open(bytes, &budget)?;
    let mut book = Book { package, diagnostics: Vec::new() };
    book.read(&mut budget)
}

struct Book<'a> {
    package: Package<'a>,
    diagnostics: Vec<Diagnostic>,
}

/// A `sheet` element of the workbook part.
struct Entry {
    name: String,
    relation: String,
    visibility: Visibility,
}

/// What the workbook part says.
#[derive(Default)]
struct Parts {
    entries: Vec<Entry>,
    /// Print areas and title rows by the sheet's place.
    print_areas: BTreeMap<usize, Vec<Range>>,
    title_rows: BTreeMap<usize, Vec<Range>>,
    epoch_1904: bool,
}

impl Book<'_> {
    fn read(&mut self, budget: &mut Budget) -> Result<Workbook, Fault> {
        let root = self.package.relations("", budget)?;
        let main = self.main_part(&root)?;
        let text = self.package.text(&main, budget)?.unwrap_or_default();
        let parts = Parts::read(&text, budget).map_err(|fault| fault.in_part(&main))?;
        if parts.entries.is_empty() {
            return Err(Fault::damaged("シートがありません", "it has no sheets").in_part(&main));
        }
        let relations = self.package.relations(&main, budget)?;
        let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind);

        let theme =
            self.optional(of_kind("theme"), budget, |text, budget| Theme::read(text, budget.max_depth()))?;
        let theme = theme.unwrap_or_default();
        let styles = self.optional(of_kind("styles"), budget, |text, budget| {
            Styles::read(text, &theme, budget.max_depth())
        })?;
        let styles = styles.unwrap_or_default();
        let people =
            self.optional(of_kind("person"), budget, |text, budget| comments::people(text, budget))?;
        let people = people.unwrap_or_default();
        let strings = self.strings(of_kind("sharedStrings"), &theme, budget)?;

        let context =
            Context { strings: &strings, styles: &styles, theme: &theme, epoch_1904: parts.epoch_1904 };
        let mut sheets = Vec::with_capacity(parts.entries.len());
        for (place, entry) in parts.entries.iter().enumerate() {
            let mut sheet =
                Sheet { name: entry.name.clone(), visibility: entry.visibility, ..Sheet::default() };
            sheet.print_areas = parts.print_areas.get(&place).cloned().unwrap_or_default();
            let titles = parts.title_rows.get(&place).map(Vec::as_slice).unwrap_or_default();
            // Title columns span all rows.
            let rows = titles.iter().filter(|range| range.bottom < refs::MAX_ROWS - 1);
            sheet.title_rows = rows.map(|range| (range.top, range.bottom)).collect();
            let relation = relations.iter().find(|relation| relation.id == entry.relation);
            self.sheet(&mut sheet, relation, &context, &people, budget)?;
            sheets.push(sheet);
        }
        let title = self.title(&root, budget)?;
        Ok(Workbook { title, sheets, diagnostics: std::mem::take(&mut self.diagnostics) })
    }

    /// The workbook part's name.
    fn main_part(&self, root: &[Relation]) -> Result<String, Fault> {
        let main = root.iter().find(|relation| relation.kind == "officeDocument");
        let main = main.map_or("xl/workbook.xml", |relation| relation.target.as_str());
        if self.package.has(main) && main.to_lowercase().ends_with("workbook.xml") {
            return Ok(main.to_owned());
        }
        Err(if self.package.has("xl/workbook.bin") {
            Fault::OtherFormat("xlsb")
        } else if self.package.has("content.xml") && self.package.has("META-INF/manifest.xml") {
            Fault::OtherFormat("ods")
        } else if self.package.has("word/document.xml") {
            Fault::NotAWorkbook("Wordの文書です", "it is a Word document")
        } else if self.package.has("ppt/presentation.xml") {
            Fault::NotAWorkbook("PowerPointの資料です", "it is a PowerPoint presentation")
        } else if self.package.has(main) {
            // A workbook part may have any name.
            return Ok(main.to_owned());
        } else {
            Fault::NotAWorkbook("ブックの本体がありません", "it has no workbook part")
        })
    }

    fn strings(
        &mut self,
        relation: Option<&Relation>,
        theme: &Theme,
        budget: &mut Budget,
    ) -> Result<Vec<RichText>, Fault> {
        let Some(relation) = relation else { return Ok(Vec::new()) };
        let Some(text) = self.package.text(&relation.target, budget)? else { return Ok(Vec::new()) };
        strings::shared(&text, theme, budget).map_err(|fault| fault.in_part(&relation.target))
    }

    /// Reads one sheet and the parts that hang on it.
    fn sheet(
        &mut self,
        sheet: &mut Sheet,
        relation: Option<&Relation>,
        context: &Context<'_>,
        people: &BTreeMap<String, String>,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        let missing = || {
            let en = format!("the sheet \"{}\" has no part", sheet.name);
            Fault::damaged(format!("シート「{}」の本体がありません", sheet.name), en)
                .in_part("xl/workbook.xml")
        };
        let relation = relation.ok_or_else(missing)?;
        // Charts and dialogs on sheets of their own have no cells.
        if relation.kind != "worksheet" {
            return Ok(());
        }
        let part = &relation.target;
        let text = self.package.text(part, budget)?.ok_or_else(missing)?;
        let findings = sheet::read(&text, context, budget, sheet).map_err(|fault| fault.in_part(part))?;
        drop(text);
        self.note(sheet, &findings);
        let relations = self.package.relations(part, budget)?;
        let mut threaded = Vec::new();
        for relation in &relations {
            let relation = Some(relation);
            match relation.map_or("", |relation| relation.kind.as_str()) {
                "drawing" => {
                    sheet.shapes.extend(self.optional(relation, budget, drawing::read)?.unwrap_or_default());
                }
                "vmlDrawing" => {
                    let found = self.optional(relation, budget, controls::read)?.unwrap_or_default();
                    sheet.checkboxes.extend(found.0);
                    sheet.shapes.extend(found.1);
                }
                "comments" => {
                    let read = |text: &str, budget: &mut Budget| comments::notes(text, context.theme, budget);
                    sheet.comments.extend(self.optional(relation, budget, read)?.unwrap_or_default());
                }
                "threadedComment" => {
                    let read = |text: &str, budget: &mut Budget| comments::threaded(text, people, budget);
                    threaded.extend(self.optional(relation, budget, read)?.unwrap_or_default());
                }
                "table" => sheet.filters.extend(self.optional(relation, budget, table)?.flatten()),
                _ => {}
            }
        }
        sheet.comments.extend(threaded);
        // Stable: replies stay behind what they answer.
        sheet.comments.sort_by_key(|comment| (comment.row, comment.column));
        sheet.checkboxes.sort_by_key(|checkbox| (checkbox.row, checkbox.column));
        sheet.shapes.sort_by_key(|shape| (shape.row, shape.column));
        sheet.filters.sort_unstable();
        sheet.filters.dedup();
        Ok(())
    }

    fn note(&mut self, sheet: &Sheet, findings: &Findings) {
        let place = |cells: String| Location {
            sheet: Some(sheet.name.clone()),
            cells: Some(cells),
            ..Location::default()
        };
        if let Some(&(row, column)) = findings.uncalculated.first() {
            let cells = Range::cell(row, column).a1();
            let count = findings.uncalculated.len().to_string();
            let args = [("sheet", sheet.name.clone()), ("cells", cells.clone()), ("count", count)];
            self.diagnostics.push(Diagnostic::new(Code::FormulaUncalculated, args).at(place(cells)));
        }
        for range in findings.overlaps.iter().take(100) {
            let args = [("sheet", sheet.name.clone()), ("cells", range.a1())];
            self.diagnostics.push(Diagnostic::new(Code::MergesOverlap, args).at(place(range.a1())));
        }
    }

    /// A part that the sheets can be read without: damage to it is noted, not fatal.
    fn optional<T>(
        &mut self,
        relation: Option<&Relation>,
        budget: &mut Budget,
        read: impl FnOnce(&str, &mut Budget) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let Some(relation) = relation else { return Ok(None) };
        let result = match self.package.text(&relation.target, budget) {
            Ok(None) => return Ok(None),
            Ok(Some(text)) => read(&text, budget).map(Some),
            Err(fault) => Err(fault),
        };
        result.or_else(|fault| {
            self.diagnostics.push(fault.in_part(&relation.target).into_note()?);
            Ok(None)
        })
    }

    fn title(&mut self, root: &[Relation], budget: &mut Budget) -> Result<String, Fault> {
        let core = root.iter().find(|relation| relation.kind == "core-properties");
        let title = self.optional(core, budget, |text, budget| {
            let mut xml = Xml::new(text, budget.max_depth());
            loop {
                match xml.next()? {
                    Node::Open(tag) if tag.name() == "title" => return xml.text(),
                    Node::Eof => return Ok(String::new()),
                    _ => {}
                }
            }
        })?;
        Ok(title.unwrap_or_default().trim().to_owned())
    }
}

impl Parts {
    fn read(text: &str, budget: &Budget) -> Result<Self, Fault> {
        let mut xml = Xml::new(text, budget.max_depth());
        let mut parts = Self::default();
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "workbookPr" => parts.epoch_1904 = tag.flag("date1904", false)?,
                    "sheet" => parts.entries.push(Entry {
                        name: tag.attr("name")?.unwrap_or_default(),
                        relation: tag.prefixed("id")?.unwrap_or_default(),
                        visibility: match tag.attr("state")?.as_deref() {
                            Some("hidden") => Visibility::Hidden,
                            Some("veryHidden") => Visibility::VeryHidden,
                            _ => Visibility::Visible,
                        },
                    }),
                    "definedName" => {
                        let name = tag.attr("name")?.unwrap_or_default();
                        let sheet = tag.number("localSheetId")?.map(|place| place as usize);
                        let ranges = refs::name_ranges(&xml.text()?);
                        match (name.as_str(), sheet) {
                            ("_xlnm.Print_Area", Some(sheet)) => parts.print_areas.insert(sheet, ranges),
                            ("_xlnm.Print_Titles", Some(sheet)) => parts.title_rows.insert(sheet, ranges),
                            _ => None,
                        };
                    }
                    _ => {}
                },
                Node::Eof => return Ok(parts),
                _ => {}
            }
        }
    }
}

/// The range of a table part that has a header row.
fn table(text: &str, budget: &mut Budget) -> Result<Option<Range>, Fault> {
    let mut xml = Xml::new(text, budget.max_depth());
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "table" => {
                let header = tag.number("headerRowCount")?.unwrap_or(1) > 0;
                return Ok(tag.attr("ref")?.as_deref().and_then(refs::range).filter(|_| header));
            }
            Node::Eof => return Ok(None),
            _ => {}
        }
    }
}
