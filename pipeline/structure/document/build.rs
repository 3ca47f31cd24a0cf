//! The builder: reads the rows in order, keeps the open headings and lists, and drafts an item for each thing that can change.

use kaitei_model::{Code, Diagnostic, ItemKind, Location};
use kaitei_read::pdf::Role;

use super::{
    contents::Contents,
    draft::{Draft, Place},
    grammar::{Grammar, Mark, MarkRole},
    outline::Outline,
    rows::{Row, Rows, join},
    tables,
};
use crate::text::fold;

/// What the builder found.
#[derive(Clone, Debug, Default)]
pub(super) struct Built {
    pub(super) drafts: Vec<Draft>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Characters in no item, by the name of the remainder (`cover`, `contents`, `label`).
    pub(super) remainder: Vec<(&'static str, usize)>,
}

/// An open list: marks of one class count on in it.
#[derive(Clone, Debug)]
struct List {
    class: String,
    value: u32,
    draft: usize,
    x0: f32,
}

pub(super) struct Builder<'a> {
    rows: &'a Rows,
    grammar: &'a Grammar,
    contents: &'a Contents,
    outline: &'a Outline,
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
    /// A table's caption and its page, for the table that follows.
    table: Option<usize>,
    /// What the table before stands under, and its number of columns, while nothing but pages stands between.
    above: Option<(Option<usize>, u32)>,
    last: Option<usize>,
}

/// Ranks of headings without a rank of their own: dotted numbers from here on by depth, then labels in angle and lens brackets.
const DOTTED: u32 = 6;
const ANGLE: u32 = 20;
const LENS: u32 = 40;

impl<'a> Builder<'a> {
    pub(super) fn new(
        rows: &'a Rows,
        grammar: &'a Grammar,
        contents: &'a Contents,
        outline: &'a Outline,
    ) -> Self {
        Self {
            rows,
            grammar,
            contents,
            outline,
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
            table: None,
            above: None,
            last: None,
        }
    }

    /// Reads all rows.
    pub(super) fn build(mut self) -> Built {
        let (from, to) = self.contents.range;
        let rows = &self.rows.rows;
        let cover = super::cover::length(rows, self.rows.size);
        for (i, row) in rows.iter().enumerate() {
            if i < cover {
                self.remain("cover", row);
            } else if (from..to).contains(&i) {
                self.remain("contents", row);
            } else if let Some(table) = &row.table {
                self.flush_caption();
                let heading = self.headings.last().map(|&(_, d)| d);
                let goes_on =
                    self.above.filter(|&(_, columns)| self.table.is_none() && columns == table.columns);
                let parent = goes_on.map_or_else(|| self.table.take().or(heading), |(parent, _)| parent);
                tables::draft(table, row, (parent, goes_on.is_some()), &mut self.out.drafts);
                self.above = Some((parent, table.columns));
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

    fn remain(&mut self, name: &'static str, row: &Row) {
        let mut count = chars(&row.text) + row.aside;
        if let Some(table) = &row.table {
            count += table.cells.iter().flat_map(|c| &c.lines).map(|l| chars(&l.text())).sum::<usize>();
        }
        self.out.remainder.push((name, count));
    }

    fn line(&mut self, i: usize, row: &Row) {
        let text = row.text.trim();
        if text.is_empty() {
            return;
        }
        self.above = None;
        if self.bracketed(i, row, text) {
            self.last = Some(i);
            return;
        }
        let begins = self.begins(i, row);
        if let Some(mark) = self.grammar.mark(text)
            && self.marked(i, row, &mark, begins)
        {
            self.last = Some(i);
            return;
        }
        self.plain(i, row, text, begins);
        self.last = Some(i);
    }

    /// Whether a line begins something new by its place: not the rest of the paragraph before it.
    fn begins(&self, i: usize, row: &Row) -> bool {
        let (Some(open), Some(before)) = (self.open, self.last.map(|k| &self.rows.rows[k])) else {
            return true;
        };
        let draft = &self.out.drafts[open];
        if draft.is_heading() {
            return !self.goes_on_with_heading(i, row, draft);
        }
        if (row.size - before.size).abs() > 1.5 && row.bounds.y0 > before.bounds.y0 {
            return true;
        }
        let ended = ends_sentence(&before.text);
        if !before.full() {
            // A line that stops short of the right edge ends its paragraph.
            return true;
        }
        let size = row.size;
        let plain = draft.mark.is_empty();
        let left = draft.rest_x0.unwrap_or(if plain { draft.x0 - size } else { draft.x0 + size });
        // Behind a marked item: a paragraph that is set where the mark is, or left of the item's further lines.
        let outdented = !plain
            && match draft.rest_x0 {
                Some(rest) => row.bounds.x0 < rest - 0.6 * size,
                None => (row.bounds.x0 - draft.x0).abs() < 0.6 * size,
            };
        let indented = row.bounds.x0 > left + 0.6 * size;
        ended && (indented || outdented || (row.gap && row.page == before.page))
    }

    /// A heading over two lines: the contents say so, or its bracket is still open.
    fn goes_on_with_heading(&self, i: usize, row: &Row, draft: &Draft) -> bool {
        let Some(before) = self.last.map(|k| &self.rows.rows[k]) else { return false };
        if row.page != before.page
            || (row.size - before.size).abs() > 0.6
            || row.bold != before.bold
            || self.outline.headings.contains_key(&i)
        {
            return false;
        }
        let printed =
            format!("{}{}", draft.text, draft.fields.get("applicability").map_or("", String::as_str));
        let open = |text: &str| {
            let (mut a, mut b) = (0, 0);
            for c in text.chars() {
                match c {
                    '［' | '[' | '（' | '(' | '【' | '「' => a += 1,
                    '］' | ']' | '）' | ')' | '】' | '」' => b += 1,
                    _ => {}
                }
            }
            a > b
        };
        if open(&printed) {
            return true;
        }
        let key = fold(&printed);
        let both = format!("{key}{}", fold(&row.text));
        self.contents.entries.iter().any(|e| {
            e.key.len() > key.len()
                && e.key.starts_with(&both)
                && fold(&draft.mark) == e.mark.as_ref().map_or(String::new(), |m| fold(&m.printed))
        })
    }

    /// Labels in brackets on a line of their own: blocks, restarts, titles without number, captions of articles.
    fn bracketed(&mut self, i: usize, row: &Row, text: &str) -> bool {
        let Some((open, inside)) = brackets(text) else { return false };
        match open {
            '（' | '(' => {
                // （目的） before 第１条.
                let article = self
                    .rows
                    .rows
                    .get(i + 1)
                    .filter(|r| r.table.is_none())
                    .and_then(|r| self.grammar.mark(&r.text));
                if article.is_some_and(|m| m.role == MarkRole::Article) && inside.chars().count() <= 40 {
                    self.flush_caption();
                    self.caption = Some(row.clone());
                    self.open = None;
                    return true;
                }
                false
            }
            '【' if self.grammar.mark(text).is_some_and(|m| m.class == "annex") => false,
            '【' => {
                if let Some(requirements) = self.grammar.label(inside) {
                    self.requirements = requirements;
                    self.label.clear();
                    self.lists.clear();
                    self.open = None;
                    self.remain("label", row);
                } else {
                    self.title(row, LENS, text);
                }
                true
            }
            '＜' | '<' | '〈' if self.requirements && !self.headings.is_empty() => {
                inside.clone_into(&mut self.label);
                self.lists.clear();
                self.open = None;
                self.remain("label", row);
                true
            }
            '＜' | '<' | '〈' => {
                self.title(row, ANGLE, text);
                true
            }
            '［' | '[' | '〔' if fold(inside).starts_with('例') && !text.ends_with('。') => {
                self.variant_label(row, text);
                true
            }
            _ => false,
        }
    }

    /// ［例２］: the articles that follow are a variant of articles that stand already.
    fn variant_label(&mut self, row: &Row, text: &str) {
        let words: String = fold(text).chars().skip(1).take_while(|c| *c != ']').collect();
        self.variant = words;
        self.lists.clear();
        self.title(row, LENS - 1, text);
    }

    /// A heading without a number.
    fn title(&mut self, row: &Row, rank: u32, text: &str) {
        self.close(rank);
        let draft =
            Draft { kind: ItemKind::Heading, text: text.to_owned(), place: Place::Title, ..self.draft(row) };
        let index = self.push(draft);
        self.headings.push((rank, index));
    }

    /// Closes headings of the same or a lower standing, and all lists.
    fn close(&mut self, rank: u32) {
        self.headings.retain(|&(r, _)| r < rank);
        self.lists.clear();
        self.ended.clear();
        self.requirements = false;
        self.label.clear();
        self.flush_caption();
        if rank < LENS - 1 {
            self.variant.clear();
        }
    }

    /// A line with a mark at its head; `false` where the mark is only a word of a running text.
    fn marked(&mut self, i: usize, row: &Row, mark: &Mark, begins: bool) -> bool {
        match mark.role {
            MarkRole::Heading => {
                let title = mark.rest.chars().count() <= 40 && !mark.rest.contains('。');
                let looks = self.outline.headings.contains_key(&i)
                    || (self.contents.entries.is_empty()
                        || row.size > self.rows.size * 1.05
                        || row.bold
                        || mark.class == "code")
                        && title
                        && begins;
                if looks {
                    self.heading(row, mark, mark.rank);
                }
                looks
            }
            MarkRole::Dotted if self.outline.headings.contains_key(&i) => {
                let depth = mark.number.as_deref().map_or(1, |n| n.matches(['.', '-']).count() + 1);
                self.heading(row, mark, DOTTED + u32::try_from(depth).unwrap_or(8).min(8));
                true
            }
            MarkRole::Article => self.article(row, mark, begins),
            MarkRole::Caption => {
                let looks = begins
                    && !mark.rest.is_empty()
                    && mark.rest.chars().count() <= 40
                    && !mark.rest.contains('。')
                    && !mark.rest.starts_with(['に', 'の', 'を', 'は', 'で', 'と', 'が', '、', 'か', 'ま']);
                if looks {
                    self.flush_caption();
                    let kind =
                        if mark.printed.starts_with('図') { ItemKind::Figure } else { ItemKind::Heading };
                    let draft = Draft {
                        kind,
                        number: mark.number.clone(),
                        mark: mark.printed.clone(),
                        text: mark.rest.clone(),
                        parent: self.headings.last().map(|&(_, d)| d),
                        ..self.draft(row)
                    };
                    let index = self.push(draft);
                    if kind == ItemKind::Heading {
                        self.table = Some(index);
                    }
                    self.open = None;
                }
                looks
            }
            MarkRole::Question | MarkRole::Answer => {
                if !begins && !row.gap {
                    return false;
                }
                self.question(row, mark);
                true
            }
            MarkRole::Note => {
                if !begins {
                    return false;
                }
                let parent = self.parent_for(row);
                let draft = Draft {
                    kind: ItemKind::Note,
                    place: if mark.number.is_some() { Place::Under } else { Place::Count },
                    number: mark.number.clone(),
                    mark: mark.printed.clone(),
                    text: mark.rest.clone(),
                    parent,
                    aside: chars(&mark.printed),
                    ..self.draft(row)
                };
                self.push(draft);
                true
            }
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

    fn heading(&mut self, row: &Row, mark: &Mark, rank: u32) {
        self.close(rank);
        let parent = self.headings.last().map(|&(_, d)| d);
        let mut draft = Draft {
            kind: ItemKind::Heading,
            number: mark.number.clone(),
            mark: mark.printed.clone(),
            text: mark.rest.trim().to_owned(),
            parent,
            aside: chars(&mark.printed),
            ..self.draft(row)
        };
        take_tags(&mut draft);
        let index = self.push(draft);
        self.headings.push((rank, index));
    }

    fn article(&mut self, row: &Row, mark: &Mark, begins: bool) -> bool {
        let known =
            self.out.drafts.iter().any(|d| {
                d.place == Place::Number && d.kind == ItemKind::Requirement && d.number == mark.number
            });
        let next = mark.rest.chars().next();
        let set_off = next.is_none_or(|c| c == '（' || c == '(')
            || row
                .text
                .trim_start()
                .chars()
                .nth(mark.printed.chars().count())
                .is_some_and(char::is_whitespace);
        if !(begins || self.caption.is_some() || row.bold) || !set_off || mark.rest.starts_with("及び") {
            return false;
        }
        // A number that stands already is a variant, and only under a label of variants or a caption of its own.
        if known && self.variant.is_empty() && self.caption.is_none() {
            return false;
        }
        // Variants repeat numbers that stand already; an article with a new number comes after them (but for the first variant).
        if !known && self.variant != "例1" {
            self.variant.clear();
        }
        self.headings.retain(|&(r, _)| r < mark.rank || r == LENS - 1 && !self.variant.is_empty());
        self.lists.clear();
        self.requirements = false;
        let parent = self.headings.last().map(|&(_, d)| d);
        let mut draft = Draft {
            kind: ItemKind::Requirement,
            number: mark.number.clone(),
            mark: mark.printed.clone(),
            text: mark.rest.clone(),
            parent,
            aside: chars(&mark.printed),
            ..self.draft(row)
        };
        if known {
            draft.variant = if self.variant.is_empty() { "2".to_owned() } else { self.variant.clone() };
        }
        if let Some(caption) = self.caption.take() {
            draft.regions.insert(0, caption.region());
            draft.aside += chars(&caption.text);
            draft.fields.insert("caption".to_owned(), caption.text.trim().to_owned());
        }
        let index = self.push(draft);
        // An article is what its 項 stand under, as a heading is.
        self.headings.push((mark.rank, index));
        self.lists.push(List { class: "clause".to_owned(), value: 1, draft: index, x0: row.bounds.x0 });
        true
    }

    fn question(&mut self, row: &Row, mark: &Mark) {
        let question = mark.role == MarkRole::Question;
        if question {
            self.headings.retain(|&(r, _)| r < LENS + 1);
            self.lists.clear();
        }
        let parent = self.headings.last().map(|&(_, d)| d);
        let draft = Draft {
            kind: if question { ItemKind::Question } else { ItemKind::Answer },
            place: if question { Place::Number } else { Place::Under },
            number: if question { mark.number.clone() } else { Some("答".to_owned()) },
            mark: mark.printed.clone(),
            text: mark.rest.clone(),
            parent,
            aside: chars(&mark.printed),
            ..self.draft(row)
        };
        let index = self.push(draft);
        if question {
            self.headings.push((LENS + 1, index));
        }
    }

    /// A numbered list: the next of an open one, or the first of a new one.
    fn listed(&mut self, row: &Row, mark: &Mark, begins: bool) -> bool {
        // The innermost list that it counts on in, and whose marks stand about there.
        let near = |l: &List| (l.x0 - row.bounds.x0).abs() < 2.5 * row.size.max(8.0);
        let open =
            self.lists.iter().rposition(|l| l.class == mark.class && mark.value == l.value + 1 && near(l));
        if let Some(at) = open {
            let exact = mark.class == "circled"
                || mark.class.starts_with("paren")
                || (self.lists[at].x0 - row.bounds.x0).abs() < 4.0;
            if !begins && !exact {
                return false;
            }
            self.count_on(at, row, mark);
            return true;
        }
        // Circled and bracketed numbers at the head of a line behind a full stop are marks, wherever the line stands.
        let strong = mark.class == "circled" || mark.class.starts_with("paren");
        let ended = self.last.is_some_and(|k| ends_sentence(&self.rows.rows[k].text));
        if !(begins || strong && ended) {
            return false;
        }
        // A list that goes on behind a gap in its count: the document skips a number, or we missed one.
        let skipped = self.lists.iter().rposition(|l| {
            l.class == mark.class
                && mark.value > l.value + 1
                && mark.value <= l.value + 3
                && (l.x0 - row.bounds.x0).abs() < 3.0
        });
        if let Some(at) = skipped {
            let before = self.out.drafts[self.lists[at].draft].mark.clone();
            self.out.diagnostics.push(
                Diagnostic::new(Code::NumberingGap, [("before", before), ("after", mark.printed.clone())])
                    .at(Location { page: Some(row.page), ..Location::default() }),
            );
            self.count_on(at, row, mark);
            return true;
        }
        if mark.value != 1 {
            return self.taken_up(row, mark);
        }
        // A first mark. The same class anew is a list beside the open one, another class one below the item that stands left of it.
        if let Some(at) = self.lists.iter().position(|l| l.class == mark.class && l.x0 >= row.bounds.x0 - 3.0)
        {
            self.lists.truncate(at);
        }
        while self
            .lists
            .last()
            .is_some_and(|l| l.x0 > row.bounds.x0 + 3.0 && self.out.drafts[l.draft].place != Place::Number)
        {
            self.lists.pop();
        }
        let parent = self.lists.last().map(|l| l.draft).or_else(|| self.headings.last().map(|&(_, d)| d));
        let index = self.item(row, mark, parent);
        self.lists.push(List { class: mark.class.clone(), value: 1, draft: index, x0: row.bounds.x0 });
        true
    }

    /// The next number of a list that a paragraph ended: questions with their answers between them, steps with their reasons.
    fn taken_up(&mut self, row: &Row, mark: &Mark) -> bool {
        let next = |l: &List| {
            l.class == mark.class && mark.value == l.value + 1 && (l.x0 - row.bounds.x0).abs() < 3.0
        };
        let Some(at) = self.ended.iter().rposition(next) else { return false };
        let list = self.ended.swap_remove(at);
        self.lists.retain(|l| l.x0 < list.x0 - 3.0);
        self.lists.push(list);
        self.count_on(self.lists.len() - 1, row, mark);
        true
    }

    /// The next item of an open list; what is open below it ends.
    fn count_on(&mut self, at: usize, row: &Row, mark: &Mark) {
        self.lists.truncate(at + 1);
        let parent = self.parent_of_list(at);
        let index = self.item(row, mark, parent);
        self.lists[at].value = mark.value;
        self.lists[at].draft = index;
    }

    fn parent_of_list(&self, at: usize) -> Option<usize> {
        // The 項 of an article stand under the article, whose own draft opened the list.
        let draft = self.lists[at].draft;
        if self.out.drafts[draft].place == Place::Number {
            Some(draft)
        } else {
            self.out.drafts[draft].parent
        }
    }

    fn item(&mut self, row: &Row, mark: &Mark, parent: Option<usize>) -> usize {
        let article = parent.is_some_and(|p| {
            self.out.drafts[p].place == Place::Number
                && !self.out.drafts[p].is_heading()
                && self.out.drafts[p].kind == ItemKind::Requirement
        });
        let kind = if self.requirements
            || parent.is_some_and(|p| self.out.drafts[p].kind == ItemKind::Requirement)
        {
            ItemKind::Requirement
        } else {
            ItemKind::Explanation
        };
        let place = if mark.class == "clause" && article { Place::Paragraph } else { Place::Under };
        let draft = Draft {
            kind,
            number: mark.number.clone(),
            mark: mark.printed.clone(),
            text: mark.rest.clone(),
            place,
            parent,
            label: self.label.clone(),
            aside: chars(&mark.printed),
            ..self.draft(row)
        };
        self.push(draft)
    }

    fn bullet(&mut self, row: &Row, mark: &Mark) {
        if let Some(at) =
            self.lists.iter().rposition(|l| l.class == mark.class && (l.x0 - row.bounds.x0).abs() < 6.0)
        {
            self.lists.truncate(at + 1);
            let parent = self.parent_of_list(at);
            let index = self.bullet_item(row, mark, parent);
            self.lists[at].draft = index;
            return;
        }
        while self
            .lists
            .last()
            .is_some_and(|l| l.x0 > row.bounds.x0 - 1.0 && self.out.drafts[l.draft].place == Place::Count)
        {
            self.lists.pop();
        }
        let parent = self.lists.last().map(|l| l.draft).or_else(|| self.headings.last().map(|&(_, d)| d));
        let index = self.bullet_item(row, mark, parent);
        self.lists.push(List { class: mark.class.clone(), value: 0, draft: index, x0: row.bounds.x0 });
    }

    fn bullet_item(&mut self, row: &Row, mark: &Mark, parent: Option<usize>) -> usize {
        let kind = if parent.is_some_and(|p| self.out.drafts[p].kind == ItemKind::Requirement)
            || self.requirements
        {
            ItemKind::Requirement
        } else {
            ItemKind::Explanation
        };
        let draft = Draft {
            kind,
            mark: mark.printed.clone(),
            text: mark.rest.clone(),
            place: Place::Count,
            parent,
            label: self.label.clone(),
            aside: chars(&mark.printed),
            ..self.draft(row)
        };
        self.push(draft)
    }

    /// A line without a mark: the rest of what is open, or a paragraph of its own.
    fn plain(&mut self, i: usize, row: &Row, text: &str, begins: bool) {
        self.flush_caption();
        if let (Some(open), false) = (self.open, begins) {
            let draft = &mut self.out.drafts[open];
            join(&mut draft.text, text);
            draft.cover(row.region());
            draft.aside += row.aside;
            draft.rest_x0.get_or_insert(row.bounds.x0);
            if draft.is_heading() {
                take_tags(draft);
            }
            return;
        }
        // A second paragraph of a numbered item, indented as its text is.
        if let Some(open) = self.open {
            let draft = &mut self.out.drafts[open];
            let numbered = !draft.is_heading() && draft.number.is_some() && draft.place != Place::Row;
            // Its text begins where its further lines do; a paragraph of the section stands left of that.
            let text_x0 = draft.rest_x0.unwrap_or(draft.x0 + 1.3 * row.size);
            let inside = numbered && row.bounds.x0 > text_x0 - 0.3 * row.size
                || matches!(draft.kind, ItemKind::Answer | ItemKind::Question | ItemKind::Note);
            if inside {
                draft.text.push('\n');
                draft.text.push_str(text);
                draft.cover(row.region());
                draft.aside += row.aside;
                return;
            }
        }
        if self.outline.headings.contains_key(&i)
            || (row.size > self.rows.size * 1.12 && text.chars().count() <= 40 && !text.ends_with('。'))
        {
            self.title(row, if row.size > self.rows.size * 1.3 { 2 } else { ANGLE }, text);
            return;
        }
        let parent = self.parent_for(row);
        let kind = if self.requirements && parent.is_some_and(|p| !self.out.drafts[p].is_heading()) {
            ItemKind::Requirement
        } else {
            ItemKind::Explanation
        };
        let draft = Draft { kind, text: text.to_owned(), place: Place::Prose, parent, ..self.draft(row) };
        self.push(draft);
    }

    /// The heading that a paragraph or note stands under. It ends the lists that are not set left of it.
    fn parent_for(&mut self, row: &Row) -> Option<usize> {
        while self.lists.last().is_some_and(|l| {
            self.out.drafts[l.draft].place != Place::Number && row.bounds.x0 < l.x0 + 0.6 * row.size.max(8.0)
        }) {
            self.ended.extend(self.lists.pop().filter(|l| l.value > 0));
        }
        self.headings.last().map(|&(_, d)| d)
    }

    fn footnote(&mut self, row: &Row) {
        let text = row.text.trim();
        if text.is_empty() {
            return;
        }
        let digits: String = fold(text).chars().take_while(char::is_ascii_digit).collect();
        let starred = text.starts_with(['※', '*', '＊']);
        if digits.is_empty()
            && !starred
            && let Some(open) = self.footnote
        {
            let draft = &mut self.out.drafts[open];
            join(&mut draft.text, text);
            draft.cover(row.region());
            return;
        }
        let skip = if digits.is_empty() { 0 } else { digits.len() };
        let mark: String = text.chars().take(skip).collect();
        let rest: String = text.chars().skip(skip).collect();
        let draft = Draft {
            kind: ItemKind::Note,
            number: (!digits.is_empty()).then_some(digits),
            aside: chars(&mark) + row.aside,
            mark,
            text: rest.trim().to_owned(),
            place: Place::Footnote,
            // A footnote stands under its page, not under a heading.
            parent: None,
            regions: vec![row.region()],
            x0: row.bounds.x0,
            ..Draft::default()
        };
        self.out.drafts.push(draft);
        self.footnote = Some(self.out.drafts.len() - 1);
    }

    /// A box beside the body: a note of its own that does not end the paragraph beside it.
    fn margin(&mut self, row: &Row) {
        let text = row.text.trim();
        if text.is_empty() {
            return;
        }
        let bullet = self.grammar.mark(text).is_some_and(|m| m.role == MarkRole::Bullet);
        let goes_on = !bullet
            && !row.gap
            && self.out.drafts.last().is_some_and(|d| {
                d.kind == ItemKind::Note && d.place == Place::Count && d.fields.contains_key("margin")
            });
        if goes_on {
            if let Some(draft) = self.out.drafts.last_mut() {
                join(&mut draft.text, text);
                draft.cover(row.region());
            }
            return;
        }
        let mark = self.grammar.mark(text).filter(|m| m.role == MarkRole::Bullet);
        let draft = Draft {
            kind: ItemKind::Note,
            mark: mark.as_ref().map_or_else(|| "▶".to_owned(), |m| m.printed.clone()),
            text: mark.map_or_else(|| text.to_owned(), |m| m.rest),
            place: Place::Count,
            parent: self.headings.last().map(|&(_, d)| d),
            fields: [("margin".to_owned(), "1".to_owned())].into(),
            ..self.draft(row)
        };
        self.out.drafts.push(draft);
    }

    fn draft(&self, row: &Row) -> Draft {
        Draft {
            regions: vec![row.region()],
            x0: row.bounds.x0,
            aside: row.aside,
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

    /// A caption that no article followed is a title of its own.
    fn flush_caption(&mut self) {
        if let Some(row) = self.caption.take() {
            let parent = self.headings.last().map(|&(_, d)| d);
            let draft = Draft {
                kind: ItemKind::Heading,
                text: row.text.trim().to_owned(),
                place: Place::Title,
                parent,
                ..self.draft(&row)
            };
            self.out.drafts.push(draft);
        }
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '．', '）', ')', '」', '』', ':', '：', '？', '?', '】', '］'])
}

/// The opening bracket and the inside of a line that is nothing but a bracket (［例１］ may have words behind it).
fn brackets(text: &str) -> Option<(char, &str)> {
    let open = text.chars().next()?;
    let close = match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '＜' => '＞',
        '<' => '>',
        '〈' => '〉',
        '［' => '］',
        '[' => ']',
        '〔' => '〕',
        _ => return None,
    };
    let inside = &text[open.len_utf8()..];
    let at = inside.find(close)?;
    let whole = inside[at + close.len_utf8()..].trim().is_empty();
    (whole || matches!(open, '［' | '[' | '〔'))
        .then(|| (open, inside[..at].trim()))
        .filter(|(_, s)| !s.is_empty())
}

/// Applicability at a heading's end: ［Ⅰ、Ⅲ なお…］ becomes tags, and stays as a field.
fn take_tags(draft: &mut Draft) {
    let text = draft.text.trim_end();
    if !text.ends_with(['］', ']']) {
        return;
    }
    let Some(at) = text.rfind(['［', '[']) else { return };
    let bracket = &text[at..];
    let tags = super::tags::tags(bracket);
    if tags.is_empty() {
        return;
    }
    draft.aside += chars(bracket);
    draft.fields.insert("applicability".to_owned(), bracket.to_owned());
    draft.tags = tags;
    draft.text = text[..at].trim_end().to_owned();
}

/// Characters that count: without white space.
pub(super) fn chars(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
