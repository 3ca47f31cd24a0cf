//! The pieces of the page that repeat, each with its own template.

use askama::Template;
use kaitei_model::{DiffOp, Side};

use super::Page;
use crate::view::{Cell, DiagnosticView, Fold, ItemView, Label, Row, Section, SegmentView, token};

/// An item's mark and text with the changed stretches underlined.
#[derive(Template)]
#[template(path = "wording.html")]
pub(super) struct Wording<'a> {
    pub(super) cell: &'a Cell,
    pub(super) item: &'a ItemView,
}

/// What the filters and links need to know of a change.
#[derive(Template)]
#[template(path = "attributes.html")]
pub(super) struct Attributes<'a> {
    pub(super) row: &'a Row,
}

/// A row of the table.
#[derive(Template)]
#[template(path = "change.html")]
pub(super) struct ChangePart<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) row: &'a Row,
    pub(super) section: &'a Section,
}

/// A run of equal items.
#[derive(Template)]
#[template(path = "fold.html")]
pub(super) struct FoldPart<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) fold: &'a Fold,
    pub(super) section: &'a Section,
}

/// A change on the first screen.
#[derive(Template)]
#[template(path = "important.html")]
pub(super) struct Important<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) row: &'a Row,
    pub(super) section: &'a Section,
}

/// A row of the diagnostics.
#[derive(Template)]
#[template(path = "diagnostic.html")]
pub(super) struct DiagnosticPart<'a> {
    pub(super) diagnostic: &'a DiagnosticView,
}

impl<'a> ChangePart<'a> {
    fn wording(&self, cell: &'a Cell, item: &'a ItemView) -> Wording<'a> {
        Wording { cell, item }
    }

    fn attributes(&self, row: &'a Row) -> Attributes<'a> {
        Attributes { row }
    }
}

impl<'a> FoldPart<'a> {
    fn wording(&self, cell: &'a Cell, item: &'a ItemView) -> Wording<'a> {
        Wording { cell, item }
    }

    fn attributes(&self, row: &'a Row) -> Attributes<'a> {
        Attributes { row }
    }
}

impl<'a> Important<'a> {
    /// Which text it is; among several old documents, whose.
    fn quote_heading(&self, cell: &Cell) -> String {
        self.section.quote_heading(self.row, cell, &self.page.view.strings)
    }

    fn wording(&self, cell: &'a Cell, item: &'a ItemView) -> Wording<'a> {
        Wording { cell, item }
    }
}

impl Wording<'_> {
    /// The element of a stretch of text.
    fn element(&self, segment: &SegmentView) -> &'static str {
        match segment.op {
            DiffOp::Keep => "",
            DiffOp::Del => "del",
            DiffOp::Ins => "ins",
        }
    }

    /// The element that underlines the mark.
    fn mark_element(&self) -> &'static str {
        match (self.item.mark_changed, self.cell.side) {
            (false, _) => "",
            (true, Side::Old) => "del",
            (true, Side::New) => "ins",
        }
    }
}

impl Attributes<'_> {
    fn tags(&self) -> String {
        self.row.tags.iter().map(|tag| token(tag)).collect::<Vec<_>>().join(" ")
    }

    fn ids(&self, labels: &[Label]) -> String {
        let ids: Vec<&str> = labels.iter().map(|label| label.id.as_str()).collect();
        ids.join(" ")
    }
}
