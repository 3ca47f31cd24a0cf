//! Where a reference leads, where that is certain.

use kaitei_model::{Code, Diagnostic, DocumentKind, ItemId, Reference};

use super::{
    grammar::ReferenceGrammar,
    index::{Found, Index, label_of},
    line::canonical,
    scan::{Mention, Scope, Step, Toward, scan},
    scope::Names,
};

/// What a text's references come to.
pub(super) struct Resolved {
    pub(super) refs: Vec<Reference>,
    pub(super) dangling: Vec<Diagnostic>,
}

/// The most items that a range is spread over.
const RANGE: usize = 60;

/// Finds and resolves the references of an item.
pub(super) fn references(
    index: &Index<'_>,
    item: usize,
    grammar: &ReferenceGrammar,
    names: &Names,
) -> Resolved {
    let text = &index.item(item).text;
    let mut out = Resolved { refs: Vec::new(), dangling: Vec::new() };
    for mention in scan(text, grammar, names) {
        let printed: String = text.chars().skip(mention.start).take(mention.end - mention.start).collect();
        let place = Place { index, item, mention: &mention };
        let (targets, missing) = place.targets();
        if missing {
            let document = place.document().and_then(|d| index.edition.documents.get(d));
            let title = document.map_or("", |d| if d.short.is_empty() { &d.title } else { &d.short });
            let from = &index.item(item).citation;
            let args = [("text", printed.trim()), ("document", title), ("citation", from)];
            out.dangling
                .push(Diagnostic::new(Code::ReferenceDangling, args).at(index.item(item).location.clone()));
        }
        let mut ids = targets.iter().map(|&t| index.item(t).id.clone());
        let target = ids.next();
        let further: Vec<ItemId> = ids.collect();
        let outside = match &mention.scope {
            Scope::Outside(name) => Some(name.clone()),
            _ => None,
        };
        out.refs.push(Reference {
            text: printed.trim().to_owned(),
            at: u32::try_from(mention.start).unwrap_or(u32::MAX),
            relative: mention.relative.is_some(),
            target,
            further,
            outside,
        });
    }
    out
}

/// A reference where it stands.
struct Place<'a> {
    index: &'a Index<'a>,
    item: usize,
    mention: &'a Mention,
}

impl Place<'_> {
    /// The document that is meant, where one is.
    fn document(&self) -> Option<usize> {
        match self.mention.scope {
            Scope::Named(document) => Some(document),
            Scope::Outside(_) | Scope::Rows => None,
            _ => Some(self.index.document(self.item)),
        }
    }

    /// The items that are meant, and whether a place is certainly missing.
    fn targets(&self) -> (Vec<usize>, bool) {
        if self.mention.scope == Scope::Rows {
            return (self.rows(), false);
        }
        let Some(document) = self.document() else { return (Vec::new(), false) };
        if let Some(relative) = self.mention.relative.as_ref().filter(|r| r.count != 1) {
            return (self.several(&relative.step, relative.toward, relative.count), false);
        }
        let Found::One(first) = self.one(document, &self.mention.steps) else {
            return (Vec::new(), self.is_missing(document));
        };
        let mut all = vec![first];
        if !self.mention.through.is_empty()
            && let Found::One(last) = self.one(document, &self.mention.through)
        {
            all = self.range(first, last);
        }
        (all, false)
    }

    fn one(&self, document: usize, steps: &[Step]) -> Found {
        if let Some(relative) = &self.mention.relative {
            return self.relative(document, &relative.step, relative.toward, steps);
        }
        let Some(first) = steps.first() else { return Found::None };
        let from = Some(self.item).filter(|&i| self.index.document(i) == document);
        let local = first.local || self.mention.scope == Scope::Beside;
        if let Some(item) = from.filter(|_| local) {
            return self.climb(document, item, steps);
        }
        // Below an article everything is counted anew; explanations of it count for themselves.
        if let Some(at) = steps.iter().position(|s| s.id == "article") {
            return match self.index.find(document, &steps[..=at], from) {
                Found::One(article) => self.descend(document, article, &steps[at + 1..]),
                other => other,
            };
        }
        self.index.find(document, steps, from)
    }

    /// 前各号, 前2項: what stands before under the same parent.
    fn several(&self, sort: &str, toward: Toward, count: u32) -> Vec<usize> {
        if toward != Toward::Previous {
            return Vec::new();
        }
        let Some(own) = self.index.ancestors(self.item).find(|&a| {
            let last = self.index.path(a).last();
            last.is_some_and(|last| is_sort(sort, last))
                && self.index.ancestors(a).skip(1).any(|above| is_article(self.index.path(above)))
        }) else {
            return Vec::new();
        };
        let parent = self.index.parent(own);
        let mut before: Vec<usize> = (parent.unwrap_or(0)..own)
            .filter(|&k| {
                self.index.parent(k) == parent
                    && self.index.path(k).last().is_some_and(|last| is_sort(sort, last))
            })
            .collect();
        // An article's first 項 is the article itself.
        if let Some(article) = parent.filter(|&p| sort == "paragraph" && is_article(self.index.path(p))) {
            before.insert(0, article);
        }
        let wanted = if count == 0 { before.len() } else { usize::try_from(count).unwrap_or(usize::MAX) };
        if before.len() < wanted { Vec::new() } else { before.split_off(before.len() - wanted) }
    }

    /// A place that is counted within what stands above it: the nearest of that name, going outwards.
    fn climb(&self, document: usize, item: usize, steps: &[Step]) -> Found {
        let Some(first) = steps.first() else { return Found::None };
        if first.id == "paragraph" {
            let Some(article) = self.index.ancestors(item).find(|&a| is_article(self.index.path(a))) else {
                return Found::None;
            };
            return self.descend(document, article, steps);
        }
        // A list inside the sentence carries the same marks: then nobody can say from outside which is meant.
        if self.carries(item, first) {
            return Found::None;
        }
        let label = label_of(&self.index.item(item).citation);
        let mut above = self.index.ancestors(item).map(Some).collect::<Vec<_>>();
        above.push(None);
        for above in above {
            let found: Vec<usize> = self
                .index
                .child(document, above, &first.forms, label)
                .into_iter()
                .filter(|&k| k != item)
                .collect();
            match found.as_slice() {
                [] => {}
                [one] => return self.descend(document, *one, &steps[1..]),
                _ => return Found::Several,
            }
        }
        Found::None
    }

    /// Goes on from an item along the steps.
    fn descend(&self, document: usize, from: usize, steps: &[Step]) -> Found {
        let mut at = from;
        for step in steps {
            let found = self.index.child(document, Some(at), &step.forms, "");
            let found: Vec<usize> = found.into_iter().collect();
            match found.as_slice() {
                [one] => at = *one,
                // An article's first 項 has no number.
                [] if step.id == "paragraph"
                    && step.forms.iter().any(|f| f == "1")
                    && is_article(self.index.path(at)) => {}
                [] => return Found::None,
                _ => return Found::Several,
            }
        }
        Found::One(at)
    }

    /// Whether the text itself holds a list with that mark.
    fn carries(&self, item: usize, step: &Step) -> bool {
        let text: String = self.index.item(item).text.chars().map(super::line::narrow).collect();
        step.forms.iter().any(|form| text.matches(form.as_str()).count() > 1)
    }

    /// 前条, 次項, 本章, and what is said of them further.
    fn relative(&self, document: usize, sort: &str, toward: Toward, steps: &[Step]) -> Found {
        let is = |last: &str| is_sort(sort, last);
        let item = self.item;
        let article = || self.index.ancestors(item).find(|&a| is_article(self.index.path(a)));
        // 項 and 号 are counted where there are articles; elsewhere the words may mean anything.
        let found = match (sort, toward) {
            ("paragraph", _) => article().and_then(|article| self.paragraph(article, toward)),
            ("clause", _) if article().is_none() => None,
            ("chapter", Toward::This) => self
                .index
                .ancestors(item)
                .find(|&a| self.index.path(a).last().is_some_and(|last| is(last)))
                .or_else(|| {
                    let top = self.index.ancestors(item).last()?;
                    let number = self.index.item(top).number.as_deref()?;
                    number.chars().all(|c| c.is_ascii_digit()).then_some(top)
                }),
            (_, Toward::This) => {
                self.index.ancestors(item).find(|&a| self.index.path(a).last().is_some_and(|last| is(last)))
            }
            (_, Toward::Previous) => self.index.neighbour(item, is, true),
            (_, Toward::Next) => self.index.neighbour(item, is, false),
        };
        found.map_or(Found::None, |from| self.descend(document, from, steps))
    }

    /// 前項, 次項, 本項 in an article whose first 項 has no number.
    fn paragraph(&self, article: usize, toward: Toward) -> Option<usize> {
        let own = self.index.ancestors(self.item).take_while(|&a| a != article).find_map(|a| {
            let last = self.index.path(a).last()?;
            (self.index.parent(a) == Some(article)).then(|| last.parse::<u32>().ok()).flatten()
        });
        let number = match (own, toward) {
            (n, Toward::This) => n.unwrap_or(1),
            (n, Toward::Previous) => n?.checked_sub(1)?,
            (n, Toward::Next) => n.unwrap_or(1) + 1,
        };
        let found = self.index.child(self.index.document(article), Some(article), &[number.to_string()], "");
        match found.as_slice() {
            [one] => Some(*one),
            [] if number == 1 => Some(article),
            _ => None,
        }
    }

    /// The rows of that number in every checklist of the edition.
    fn rows(&self) -> Vec<usize> {
        let Some(form) = self.mention.steps.first().and_then(|s| s.forms.first()) else { return Vec::new() };
        (0..self.index.edition.items.len())
            .filter(|&i| {
                let document = self.index.document(i);
                self.index.kind(document) == DocumentKind::Checklist
                    && document != self.index.document(self.item)
            })
            .filter(|&i| {
                let citation = &self.index.item(i).citation;
                let short = &self.index.edition.documents[self.index.document(i)].short;
                canonical(citation.strip_prefix(short.as_str()).unwrap_or(citation)) == *form
            })
            .collect()
    }

    /// What stands between two places of the same parent, both included.
    fn range(&self, first: usize, last: usize) -> Vec<usize> {
        let parent = self.index.parent(first);
        if last < first || last - first > 4000 {
            return vec![first];
        }
        let document = self.index.document(first);
        let sort = self.index.item(first).number.is_some();
        let all: Vec<usize> = (first..=last)
            .filter(|&k| self.index.document(k) == document && self.index.parent(k) == parent)
            .filter(|&k| self.index.item(k).number.is_some() == sort)
            .collect();
        // Articles of several chapters have several parents: then the ends alone are named.
        if all.last() == Some(&last) && all.len() <= RANGE { all } else { vec![first, last] }
    }

    /// Whether a place is certainly missing: the document is known, it counts in this way, and the place is not there.
    fn is_missing(&self, document: usize) -> bool {
        let steps = &self.mention.steps;
        let Some(first) = steps.first() else { return false };
        if self.mention.relative.is_some() || self.mention.scope == Scope::Beside || first.local {
            return false;
        }
        let named = matches!(self.mention.scope, Scope::Named(_) | Scope::Own);
        let countable = match first.id.as_str() {
            "article" => named || self.index.kind(document) == DocumentKind::Rules,
            "chapter" | "number" | "dotted" | "question" => named,
            _ => false,
        };
        // Of an article only the article itself is certain: its first 項 has no number, and lists in it are read one way or another.
        let steps = match steps.iter().position(|s| s.id == "article") {
            Some(at) => &steps[..=at],
            None => steps,
        };
        // Each step must be of a sort that the document counts with.
        if !countable || !steps.iter().all(|step| step.id == "label" || self.index.counts(document, step)) {
            return false;
        }
        let from = Some(self.item).filter(|&i| self.index.document(i) == document);
        self.index.find(document, steps, from) == Found::None
    }
}

/// Whether a step of a path is of that sort.
fn is_sort(sort: &str, last: &str) -> bool {
    match sort {
        "article" => last.starts_with('第') && last.contains('条'),
        "paragraph" => last.chars().all(|c| c.is_ascii_digit()),
        "clause" => last.starts_with('(') || last.chars().all(super::is_mark),
        "chapter" => last.starts_with('第') && last.ends_with('章'),
        "section" => last.starts_with('第') && last.ends_with('節'),
        _ => last.starts_with('第') && last.ends_with('編'),
    }
}

fn is_article(path: &[String]) -> bool {
    path.last().is_some_and(|last| last.starts_with('第') && last.contains('条'))
}
