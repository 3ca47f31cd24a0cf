//! Drafts: items as they are found, before they are cited.

use std::collections::BTreeMap;

use kaitei_model::{ItemKind, Region};

/// How an item is cited within what stands above it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) enum Place {
    /// By its number alone: headings, articles, tables.
    #[default]
    Number,
    /// By its number behind its parent's: ⑥ in 14.⑥, (6) in 14.⑥(6).
    Under,
    /// 第N項 of an article.
    Paragraph,
    /// By its mark and its count: 14.⑥-1, 8.1・2.
    Count,
    /// 第N段落.
    Prose,
    /// 第N行 of a table.
    Row,
    /// 表頭: the words above a table's columns.
    Header,
    /// 注N.
    Footnote,
    /// By its title: a heading without a number.
    Title,
}

/// An item as found.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) kind: ItemKind,
    pub(super) mark: String,
    pub(super) number: Option<String>,
    pub(super) text: String,
    pub(super) place: Place,
    /// Index of the draft above it.
    pub(super) parent: Option<usize>,
    /// Label inside a block: ＜管理責任＞.
    pub(super) label: String,
    pub(super) regions: Vec<Region>,
    pub(super) fields: BTreeMap<String, String>,
    pub(super) tags: Vec<String>,
    /// Left edge of its first line and of the lines after it.
    pub(super) x0: f32,
    pub(super) rest_x0: Option<f32>,
    /// Its number is a code, unique wherever it stands.
    pub(super) code: bool,
    /// What a variant of a numbered article is called: 例2.
    pub(super) variant: String,
}

impl Draft {
    /// Adds a line's box, growing the page's one.
    pub(super) fn cover(&mut self, region: Region) {
        match self.regions.last_mut() {
            Some(last) if last.page == region.page => {
                let (a, b) = (last.bounds, region.bounds);
                last.bounds = [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
            }
            _ => self.regions.push(region),
        }
    }

    /// Whether it may hold items below it that are numbered on their own.
    pub(super) fn is_heading(&self) -> bool {
        self.kind == ItemKind::Heading
    }
}
