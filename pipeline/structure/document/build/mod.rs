//! The builder: reads the rows in order, keeps the open headings and lists, and drafts an item for each thing that can change.

mod articles;
mod begins;
mod bullets;
mod captions;
mod headings;
mod labels;
mod lists;
mod notes;
mod paragraphs;
mod questions;

use std::collections::BTreeSet;

use kaitei_model::Diagnostic;
use kaitei_read::pdf::Role;

use super::{
    captions as titles,
    contents::Contents,
    draft::Draft,
    frame::Frame,
    grammar::{Grammar, Mark, MarkRole},
    outline::Outline,
    rows::{Row, Rows},
    tables,
};
use lists::List;

/// What the builder found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Built {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What stands in no item, by the name of the remainder (`cover`, `contents`, `overview`, `label`, `table-header`).
    pub(crate) remainder: Vec<(&'static str, String)>,
}

pub(crate) struct Builder<'a> {
    rows: &'a Rows,
    grammar: &'a Grammar,
    contents: &'a Contents,
    outline: &'a Outline,
    frame: &'a Frame,
    out: Built,
    /// Open headings, outermost first: rank and draft.
    headings: Vec<(u32, usize)>,
    lists: Vec<List>,
    /// Lists that a paragraph ended, under the heading in force: their next number takes them up again.
    ended: Vec<List>,
    /// The draft that the next line may go on with.
    open: Option<usize>,
    /// The footnote that the next footnote line may go on with.
    footnote: Option<usize>,
    /// In a block of requirements.
    requirements: bool,
    /// Label inside the block.
    label: String,
    /// A caption in brackets that waits for its article.
    caption: Option<Row>,
    /// The variant that following articles belong to (［例２］).
    variant: String,
    /// Headings that the contents list.
    listed: BTreeSet<usize>,
    /// A table's caption and its page, for the table that follows.
    table: Option<usize>,
    /// What the table before stands under, its number of columns and what they are, while nothing but pages stands between.
    above: Option<(Option<usize>, u32, tables::Columns)>,
    last: Option<usize>,
}

/// Ranks of headings without a rank of their own: titles of parts, dotted numbers from here on by depth, then labels in angle and lens brackets.
const PART: u32 = 5;
const DOTTED: u32 = 6;
const ANGLE: u32 = 20;
const LENS: u32 = 40;

impl<'a> Builder<'a> {
    pub(crate) fn new(rows: &'a Rows, grammar: &'a Grammar, frame: &'a Frame) -> Self {
        Self {
            rows,
            grammar,
            contents: &frame.contents,
            outline: &frame.outline,
            frame,
            out: Built::default(),
            headings: Vec::new(),
            lists: Vec::new(),
            ended: Vec::new(),
            open: None,
            footnote: None,
            requirements: false,
            label: String::new(),
            caption: None,
            variant: String::new(),
            listed: BTreeSet::new(),
            table: None,
            above: None,
            last: None,
        }
    }

    /// Reads all rows.
    pub(crate) fn build(mut self) -> Built {
        let rows = &self.rows.rows;
        for (i, row) in rows.iter().enumerate() {
            if let Some(name) = self.frame.named.get(&i) {
                self.out.remainder.push((name, row.letters()));
            } else if self.frame.drawn.contains(&i) {
                // Its caption's item holds it.
            } else if let Some(table) = &row.table {
                self.flush_caption();
                let heading = self.headings.last().map(|&(_, d)| d);
                let goes_on = self
                    .above
                    .take()
                    .filter(|(_, columns, _)| self.table.is_none() && *columns == table.columns);
                let (parent, before) = match goes_on {
                    Some((parent, _, columns)) => (parent, Some(columns)),
                    None => (self.table.take().or(heading), None),
                };
                let columns = tables::draft(table, row, (parent, before), &mut self.out);
                self.above = Some((parent, table.columns, columns));
                self.last = None;
            } else {
                match row.role {
                    Role::Footnote => self.footnote(row),
                    Role::Margin => self.margin(row),
                    _ => self.line(i, row),
                }
            }
        }
        self.flush_caption();
        self.out
    }

    fn line(&mut self, i: usize, row: &Row) {
        let text = row.text.trim();
        if text.is_empty() {
            return;
        }
        self.above = None;
        if let Some(mark) = titles::mark(text, self.grammar) {
            let begins = self.begins(i, row) || !text.starts_with(&mark.printed);
            if self.captioned(i, row, &mark, begins) {
                self.last = Some(i);
                return;
            }
        }
        if self.bracketed(i, row, text) {
            self.last = Some(i);
            return;
        }
        let begins = self.begins(i, row);
        // An answer answers a question; elsewhere its mark may be another one.
        let asked = self.headings.last().is_some_and(|&(rank, _)| rank > LENS);
        if let Some(mark) = self.grammar.mark_but(text, (!asked).then_some(MarkRole::Answer))
            && self.marked(i, row, &mark, begins)
        {
            self.last = Some(i);
            return;
        }
        self.plain(i, row, text, begins);
        self.last = Some(i);
    }

    /// A line with a mark at its head; `false` where the mark is only a word of a running text.
    fn marked(&mut self, i: usize, row: &Row, mark: &Mark, begins: bool) -> bool {
        match mark.role {
            // 手順１ that is no heading counts a list.
            MarkRole::Heading => {
                self.ranked(i, row, mark, begins)
                    || mark.class == "labelled" && self.listed(row, mark, begins)
            }
            MarkRole::Dotted | MarkRole::Clause | MarkRole::List
                if self.outline.headings.contains_key(&i) =>
            {
                let rank = self.rank_of(mark);
                self.leave_unlisted(i);
                self.heading(row, mark, rank);
                self.note_listed(i);
                true
            }
            MarkRole::Article => self.article(row, mark, begins),
            MarkRole::Caption => false,
            MarkRole::Question | MarkRole::Answer => {
                if !begins && !row.gap && !self.answers(mark) {
                    return false;
                }
                self.question(row, mark);
                true
            }
            MarkRole::Note => self.note(row, mark, begins),
            MarkRole::Clause | MarkRole::Dotted | MarkRole::List => self.listed(row, mark, begins),
            MarkRole::Bullet => {
                if !begins
                    && !self.lists.iter().any(|l| l.class == mark.class && (l.x0 - row.bounds.x0).abs() < 3.0)
                {
                    return false;
                }
                self.bullet(row, mark);
                true
            }
        }
    }

    fn draft(&self, row: &Row) -> Draft {
        Draft {
            regions: vec![row.region()],
            x0: row.bounds.x0,
            parent: self.headings.last().map(|&(_, d)| d),
            ..Draft::default()
        }
    }

    fn push(&mut self, draft: Draft) -> usize {
        self.flush_caption();
        self.out.drafts.push(draft);
        let index = self.out.drafts.len() - 1;
        self.open = Some(index);
        self.table = None;
        index
    }
}
