//! 見え消し: the old text with tracked changes. Accepting all of them gives the new edition's items, rejecting all of them the old ones.

use kaitei_model::{Change, ChangeSet, DiffOp, DocumentId, Item, ItemId, ItemKind};

use super::closing::closing;
use super::package::Package;
use super::pair::{Step, steps};
use super::part::{self, NAMES, Page, deleted, line, run};
use super::xml::Xml;
use crate::clean::clean;
use crate::letter::iso_date;
use crate::view::{Section, View};
use crate::{OutputFile, ReportError};

/// The date of the changes where the report has none: there is no clock here.
const NO_DATE: &str = "2000-01-01";

/// Items are indented by their depth, down to this one.
const DEEPEST: usize = 4;

/// Draws the document.
pub(crate) fn render(changes: &ChangeSet, view: &View) -> Result<Vec<OutputFile>, ReportError> {
    let strings = &view.strings;
    let title = strings.get("docx-tracked-title");
    let package = Package {
        title: format!("{title}　{}", view.title),
        tool: view.tool.clone(),
        document: document(changes, view, &title)?,
        head: part::head(view),
    };
    let name = format!("{title}{}.docx", view.draft().unwrap_or_default());
    Ok(vec![OutputFile { name, bytes: package.bytes()? }])
}

fn document(changes: &ChangeSet, view: &View, title: &str) -> Result<Vec<u8>, ReportError> {
    let strings = &view.strings;
    let mut xml = Xml::new();
    let mut marks = Marks::new(view);
    xml.element("w:document", &NAMES, |xml| {
        xml.element("w:body", &[], |xml| {
            line(xml, "Title", title);
            line(xml, "KaiteiLead", &view.title);
            if view.specimen {
                line(xml, "KaiteiLead", &strings.get("html-specimen"));
            }
            if let Some(date) = &view.date {
                line(xml, "KaiteiLead", &format!("{}　{date}", strings.get("html-made")));
            }
            for id in ["docx-tracked-how", "docx-tracked-moves"] {
                line(xml, "KaiteiLead", &strings.get(id));
            }
            for section in &view.sections {
                line(xml, "Heading1", &section.title);
                let steps = steps(changes, &section.old_documents, &section.new_documents);
                paragraphs(xml, view, section, &steps, &mut marks);
            }
            closing(xml, view);
            part::section(xml, Page::Portrait);
        });
    });
    xml.finish()
}

/// The paragraphs of a section; where several old documents became one, a line says whose text begins.
fn paragraphs(xml: &mut Xml, view: &View, section: &Section, steps: &[Step<'_>], marks: &mut Marks) {
    let mut current: Option<&DocumentId> = section.old_documents.first();
    for step in steps {
        if let Step::Goes(item) = step
            && section.old_documents.len() > 1
            && current != Some(&item.document)
        {
            current = Some(&item.document);
            if let Some(column) = section.old_documents.iter().position(|id| *id == item.document)
                && let Some(name) = section.pairing.old.get(column)
            {
                line(xml, "KaiteiLead", &format!("（{}　{name}）", view.strings.get("side-old")));
            }
        }
        paragraph(xml, step, marks);
    }
}

fn paragraph(xml: &mut Xml, step: &Step<'_>, marks: &mut Marks) {
    let (item, whole) = match step {
        Step::Stays { new, .. } => (*new, None),
        Step::Comes(item) => (*item, Some(DiffOp::Ins)),
        Step::Goes(item) => (*item, Some(DiffOp::Del)),
    };
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.val("w:pStyle", &style(item));
            // The mark at the end of the paragraph comes and goes with it.
            if let Some(op) = whole {
                xml.element("w:rPr", &[], |xml| marks.paragraph_mark(xml, op));
            }
        });
        for (op, text) in pieces(step) {
            marks.words(xml, op, whole.is_some(), &text);
        }
    });
}

/// The stretches of a paragraph.
fn pieces(step: &Step<'_>) -> Vec<(DiffOp, String)> {
    let marked = |item: &Item| match item.mark.as_str() {
        "" => String::new(),
        mark => clean(&format!("{mark}　")),
    };
    let mut out: Vec<(DiffOp, String)> = Vec::new();
    match step {
        Step::Goes(item) => out.push((DiffOp::Del, marked(item) + &clean(&item.text))),
        Step::Comes(item) => out.push((DiffOp::Ins, marked(item) + &clean(&item.text))),
        Step::Stays { old, new, change } => {
            let (before, after) = (marked(old), marked(new));
            if before == after {
                out.push((DiffOp::Keep, before));
            } else {
                out.extend([(DiffOp::Del, before), (DiffOp::Ins, after)]);
            }
            match wording(change, old, new) {
                Some(segments) => out.extend(segments),
                None if old.text == new.text => out.push((DiffOp::Keep, clean(&new.text))),
                None => out.extend([(DiffOp::Del, clean(&old.text)), (DiffOp::Ins, clean(&new.text))]),
            }
        }
    }
    out.retain(|(_, text)| !text.is_empty());
    out
}

/// The change's wording between two of its items; `None` where it does not give their texts.
fn wording(change: &Change, old: &Item, new: &Item) -> Option<Vec<(DiffOp, String)>> {
    let mut out = Vec::new();
    let (mut before, mut after) = (String::new(), String::new());
    let is = |own: &Option<ItemId>, item: &Item| own.as_ref() == Some(&item.id);
    for segment in &change.diff {
        let op = match (is(&segment.old, old), is(&segment.new, new)) {
            (true, true) => DiffOp::Keep,
            // What another new item keeps of the old one goes from here.
            (true, false) => DiffOp::Del,
            (false, true) => DiffOp::Ins,
            (false, false) => continue,
        };
        if op != DiffOp::Ins {
            before.push_str(&segment.text);
        }
        if op != DiffOp::Del {
            after.push_str(&segment.text);
        }
        out.push((op, clean(&segment.text)));
    }
    (before == old.text && after == new.text).then_some(out)
}

/// The style of an item: a heading by its depth, or text indented by its depth below the heading.
fn style(item: &Item) -> String {
    if item.kind == ItemKind::Heading {
        return if item.trail.is_empty() { "KaiteiItemChapter" } else { "KaiteiItemHeading" }.to_owned();
    }
    format!("KaiteiItem{}", depth(item).min(DEEPEST))
}

/// How deep an item lies below its heading, from 1.
fn depth(item: &Item) -> usize {
    item.path.len().saturating_sub(item.trail.len()).max(1)
}

/// Tracked changes, each with a number of its own.
struct Marks {
    next: usize,
    author: String,
    date: String,
    /// The date of whole paragraphs, minutes later: LibreOffice takes neighbouring changes of one person and minute for one, and
    /// would join a paragraph that ends in new words with the new one after it when these are rejected.
    paragraphs: String,
}

impl Marks {
    fn new(view: &View) -> Self {
        let date = view.date.as_deref().and_then(iso_date).unwrap_or_else(|| NO_DATE.to_owned());
        Self {
            next: 1,
            author: view.tool.clone(),
            paragraphs: format!("{date}T00:02:00Z"),
            date: format!("{date}T00:00:00Z"),
        }
    }

    fn number(&mut self) -> String {
        let number = self.next;
        self.next += 1;
        number.to_string()
    }

    /// That the end of a paragraph came or went.
    fn paragraph_mark(&mut self, xml: &mut Xml, op: DiffOp) {
        let number = self.number();
        let name = if op == DiffOp::Ins { "w:ins" } else { "w:del" };
        xml.empty(name, &[("w:id", &number), ("w:author", &self.author), ("w:date", &self.paragraphs)]);
    }

    /// Words that stay, come or go, alone or with the whole of their paragraph.
    fn words(&mut self, xml: &mut Xml, op: DiffOp, whole: bool, text: &str) {
        if op == DiffOp::Keep {
            run(xml, None, text);
            return;
        }
        let number = self.number();
        let date = if whole { &self.paragraphs } else { &self.date };
        let attributes = [("w:id", number.as_str()), ("w:author", &self.author), ("w:date", date)];
        if op == DiffOp::Ins {
            xml.element("w:ins", &attributes, |xml| run(xml, None, text));
        } else {
            xml.element("w:del", &attributes, |xml| deleted(xml, text));
        }
    }
}
