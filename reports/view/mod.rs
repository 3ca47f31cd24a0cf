//! The view model: what every format shows, already grouped, folded, labelled and cleaned, in reading order.

mod build;
mod closing;
mod documents;
mod facets;
mod fold;
mod index;
mod item;
mod labels;
mod overview;
mod rank;
mod remarks;
mod row;
mod shown;

use kaitei_model::{Aspect, DiffOp, DocumentId, Side};
use serde::Serialize;

use crate::strings::Arg;

pub(crate) use item::place as place_of;
pub(crate) use labels::token;
pub(crate) use rank::rank;
pub(crate) use row::is_open;
pub(crate) use shown::{Shown, in_digest};

/// Everything that a report shows.
#[derive(Serialize)]
pub(crate) struct View {
    pub(crate) lang: &'static str,
    pub(crate) title: String,
    /// A document says of itself that it is a specimen: every screen and page says so too.
    pub(crate) specimen: bool,
    pub(crate) date: Option<String>,
    /// What the editions are called, `改定前`/`改定後` where nothing tells.
    pub(crate) old_label: String,
    pub(crate) new_label: String,
    pub(crate) overview: Overview,
    pub(crate) facets: Vec<Facet>,
    /// Counterparts, in the order of the new edition, documents without a successor last.
    pub(crate) sections: Vec<Section>,
    /// One a change, in the order of the data; chapters point into it.
    pub(crate) rows: Vec<Row>,
    pub(crate) glossary: Vec<Term>,
    pub(crate) diagnostics: Vec<DiagnosticView>,
    pub(crate) sources: Vec<Source>,
    /// Where the editions were published.
    pub(crate) published: Vec<String>,
    /// Documents that the comparison would have needed and did not get, a sentence each.
    pub(crate) not_given: Vec<String>,
    pub(crate) tool: String,
    pub(crate) rules: String,
    pub(crate) options: Vec<(String, String)>,
    #[serde(skip)]
    pub(crate) strings: Strings,
}

pub(crate) use crate::strings::Strings;

/// An id with what to call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Label {
    pub(crate) id: String,
    pub(crate) text: String,
}

/// What changed and what matters, in plain words.
#[derive(Debug, Serialize)]
pub(crate) struct Overview {
    /// How many changes touch the substance, and how many of them matter most.
    pub(crate) headline: String,
    /// What was compared, what is light, which documents are new, gone or joined, what needs a look.
    pub(crate) sentences: Vec<String>,
    pub(crate) counts: Vec<Count>,
    /// What the changes of high significance are about, the theme with the most of them first.
    pub(crate) themes: Vec<ThemeLine>,
    /// Changes of high significance, by the audiences that they concern.
    pub(crate) high: Vec<HighGroup>,
    pub(crate) review: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
}

/// A figure of the first screen.
#[derive(Debug, Serialize)]
pub(crate) struct Count {
    pub(crate) label: String,
    pub(crate) count: usize,
    /// The filter that shows just these: facet and value.
    pub(crate) facet: &'static str,
    pub(crate) value: String,
}

/// Changes of high significance that concern the same readers.
#[derive(Debug, Serialize)]
pub(crate) struct HighGroup {
    /// Empty where the data names no audience.
    pub(crate) audience: String,
    /// What stands over the group: the audience, or the document where the data names none.
    pub(crate) label: String,
    /// What the new edition says of who belongs to the audience, quoted, with where it stands.
    pub(crate) conditions: Vec<String>,
    /// What matters most first, of equals in reading order.
    pub(crate) rows: Vec<usize>,
}

/// A theme of the first screen.
#[derive(Debug, Serialize)]
pub(crate) struct ThemeLine {
    pub(crate) theme: Label,
    /// How many changes of each sort, in words: 要求事項の追加 3、期日 1.
    pub(crate) about: String,
    /// What matters most first.
    pub(crate) rows: Vec<usize>,
}

/// A filter.
#[derive(Debug, Serialize)]
pub(crate) struct Facet {
    pub(crate) id: &'static str,
    pub(crate) label: String,
    pub(crate) values: Vec<FacetValue>,
}

/// A choice of a filter, with the number of changes that it shows.
#[derive(Debug, Serialize)]
pub(crate) struct FacetValue {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) count: usize,
}

/// Documents that are counterparts, and their part of the table.
#[derive(Debug, Serialize)]
pub(crate) struct Section {
    /// The fragment that links point at, such as `d-1`.
    pub(crate) anchor: String,
    pub(crate) title: String,
    /// How citations begin (「システム運用編」); the title where they begin with nothing.
    pub(crate) short: String,
    pub(crate) pairing: Pairing,
    /// Its documents by their ids in the data.
    #[serde(skip)]
    pub(crate) old_documents: Vec<DocumentId>,
    #[serde(skip)]
    pub(crate) new_documents: Vec<DocumentId>,
    /// Whether the old side stands in several columns.
    pub(crate) consolidated: bool,
    /// Headings of the columns, new first.
    pub(crate) columns: Vec<Column>,
    pub(crate) chapters: Vec<Chapter>,
    pub(crate) substantive: usize,
    pub(crate) total: usize,
}

impl Section {
    /// What stands over a quotation: which side it is, and among several old documents which one and where.
    pub(crate) fn quote_heading(&self, row: &Row, cell: &Cell, strings: &Strings) -> String {
        if !self.consolidated || cell.side == Side::New {
            return strings.get(match cell.side {
                Side::Old => "html-old-quote",
                Side::New => "html-new-quote",
            });
        }
        let column = row.cells.iter().position(|other| std::ptr::eq(other, cell)).unwrap_or_default();
        let mut heading = self.heading(&column).to_owned();
        for item in &cell.items {
            heading.push(' ');
            heading.push_str(&item.citation);
        }
        heading
    }

    /// The heading of a column.
    pub(crate) fn heading(&self, column: &usize) -> &str {
        self.columns.get(*column).map_or("", |column| column.heading.as_str())
    }
}

/// A column of the table.
#[derive(Debug, Serialize)]
pub(crate) struct Column {
    pub(crate) side: Side,
    pub(crate) heading: String,
}

/// How documents were taken for counterparts.
#[derive(Debug, Serialize)]
pub(crate) struct Pairing {
    pub(crate) id: &'static str,
    pub(crate) label: String,
    pub(crate) old: Vec<String>,
    pub(crate) new: Vec<String>,
    /// The same by their short names, for sentences.
    pub(crate) old_short: Vec<String>,
    pub(crate) new_short: Vec<String>,
    /// What spoke for it, in words.
    pub(crate) evidence: String,
}

/// A chapter of a section.
#[derive(Debug, Serialize)]
pub(crate) struct Chapter {
    /// Empty before the first heading.
    pub(crate) title: String,
    /// The row of the unchanged heading that is the title.
    pub(crate) opened_by: Option<usize>,
    pub(crate) entries: Vec<Entry>,
}

/// What stands in a chapter, in order.
#[derive(Debug, Serialize)]
pub(crate) enum Entry {
    /// A change with a row of its own.
    Row(usize),
    /// An unchanged heading right above a row.
    Heading(usize),
    /// A run of items that are the same on both sides.
    Fold(Fold),
}

/// A run of items that are the same on both sides: （略）.
#[derive(Debug, Serialize)]
pub(crate) struct Fold {
    /// What the items are called on each column, new first: `14.①～14.⑤`.
    pub(crate) ranges: Vec<String>,
    /// Why the numbers differ though the text does not, or empty.
    pub(crate) remark: String,
    pub(crate) rows: Vec<usize>,
}

/// A change.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) anchor: String,
    pub(crate) section: usize,
    pub(crate) kind: Label,
    pub(crate) aspects: Vec<Label>,
    pub(crate) significance: Label,
    pub(crate) certainty: Label,
    pub(crate) themes: Vec<Label>,
    pub(crate) audience: Vec<Label>,
    pub(crate) tags: Vec<String>,
    pub(crate) substantive: bool,
    /// The pairing is not sure, and nobody has settled it.
    pub(crate) open: bool,
    /// A requirement or checklist row stands on one of the sides.
    pub(crate) requirement: bool,
    /// What its texts are known by, whatever their citations: 12 hex digits.
    #[serde(skip)]
    pub(crate) fingerprint: String,
    /// The citations of its items in full, new first.
    pub(crate) title: String,
    /// The headings between the chapter and the item.
    pub(crate) context: String,
    /// One a column of its section, new first.
    pub(crate) cells: Vec<Cell>,
    /// 備考.
    pub(crate) remarks: Vec<String>,
    pub(crate) evidence: EvidenceView,
}

impl Row {
    /// Whether no new item stands in the row, so that links hang on the old ones.
    pub(crate) fn gone(&self) -> bool {
        !self.cells.iter().any(|cell| cell.side == Side::New && !cell.items.is_empty())
    }

    /// The citation of its first new item, of its first old one where there is none.
    pub(crate) fn short_title(&self) -> &str {
        let items =
            |side| self.cells.iter().filter(move |cell| cell.side == side).flat_map(|cell| &cell.items);
        items(Side::New).chain(items(Side::Old)).next().map_or(&self.title, |item| &item.full)
    }

    /// Kind and aspects in words: 変更（要求事項の追加、対象範囲）.
    pub(crate) fn about(&self, strings: &Strings) -> String {
        if self.aspects.is_empty() {
            return self.kind.text.clone();
        }
        let aspects: Vec<&str> = self.aspects.iter().map(|aspect| aspect.text.as_str()).collect();
        let aspects = aspects.join(&strings.get("list-comma"));
        strings.with("md-about", &[("kind", Arg::Text(&self.kind.text)), ("aspects", Arg::Text(&aspects))])
    }

    /// The first aspect that touches substance.
    pub(crate) fn leading_aspect(&self) -> Option<&Label> {
        let light =
            |label: &Label| Aspect::ALL.iter().any(|aspect| aspect.id() == label.id && aspect.is_light());
        self.aspects.iter().find(|label| !light(label))
    }

    /// The cells as one reads what happened: old ones from left to right, then the new one.
    pub(crate) fn old_first(&self) -> impl Iterator<Item = &Cell> {
        let of = |side| self.cells.iter().filter(move |cell| cell.side == side);
        of(Side::Old).chain(of(Side::New))
    }
}

/// What stands in one column of a row.
#[derive(Debug, Serialize)]
pub(crate) struct Cell {
    pub(crate) side: Side,
    /// What stands there instead of items: （新設）, （削る）, （同左）, －.
    pub(crate) placeholder: Option<Label>,
    pub(crate) items: Vec<ItemView>,
}

impl Cell {
    /// The id of its side.
    pub(crate) fn side_id(&self) -> &'static str {
        match self.side {
            Side::Old => "old",
            Side::New => "new",
        }
    }
}

/// An item as a row shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ItemView {
    /// Without the document where that is the section's own.
    pub(crate) citation: String,
    /// With the document.
    pub(crate) full: String,
    /// Page, or sheet and cells.
    pub(crate) place: String,
    pub(crate) mark: String,
    pub(crate) mark_changed: bool,
    pub(crate) heading: bool,
    /// Empty where the row says （同左）.
    pub(crate) segments: Vec<SegmentView>,
    /// The whole text, without marks of change.
    pub(crate) text: String,
    /// The other columns of a table row: label and text.
    pub(crate) fields: Vec<(String, String)>,
}

/// A stretch of an item's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SegmentView {
    pub(crate) op: DiffOp,
    pub(crate) text: String,
}

/// Why the change stands as it does.
#[derive(Debug, Default, Serialize)]
pub(crate) struct EvidenceView {
    pub(crate) links: Vec<LinkView>,
    /// Possible other partners.
    pub(crate) candidates: Vec<CandidateView>,
    /// Aspect, and the words that show it.
    pub(crate) reasons: Vec<(String, Vec<String>)>,
    /// One sentence a related item.
    pub(crate) related: Vec<String>,
    pub(crate) decision: Option<String>,
}

/// A link.
#[derive(Debug, Serialize)]
pub(crate) struct LinkView {
    pub(crate) old: String,
    pub(crate) new: String,
    /// A decimal fraction.
    pub(crate) score: String,
    pub(crate) certainty: String,
    pub(crate) method: String,
    /// All of it in words.
    pub(crate) sentence: String,
}

/// A possible other partner.
#[derive(Debug, Serialize)]
pub(crate) struct CandidateView {
    /// The citation of the partner.
    pub(crate) item: String,
    /// The edition that it stands in.
    pub(crate) side: Side,
    /// All of it in words.
    pub(crate) sentence: String,
}

/// A word of the report and its meaning.
#[derive(Debug, Serialize)]
pub(crate) struct Term {
    pub(crate) label: String,
    pub(crate) definition: String,
    pub(crate) action: String,
}

/// A diagnostic.
#[derive(Debug, Serialize)]
pub(crate) struct DiagnosticView {
    pub(crate) code: String,
    pub(crate) severity: Label,
    pub(crate) document: String,
    pub(crate) place: String,
    pub(crate) message: String,
    pub(crate) advice: String,
}

/// A document that was given.
#[derive(Debug, Serialize)]
pub(crate) struct Source {
    pub(crate) side: Label,
    pub(crate) edition: String,
    pub(crate) title: String,
    pub(crate) file: String,
    pub(crate) sha256: String,
    /// Pages or sheets.
    pub(crate) extent: String,
}
