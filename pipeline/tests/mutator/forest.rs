//! An edition as trees of nodes that can be moved about, and back to an edition with new numbers.

use kaitei_model::{Document, ITEMS_SCHEMA, Item, ItemKind, ItemsFile, Tool};
use kaitei_pipeline::{EditionInput, SourceFile};

use crate::{number, source::Source};

/// An old item: its document's place in the edition, its own place in the document.
pub(crate) type Key = (usize, usize);

/// What was done to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Op {
    Keep,
    Renumber,
    Light,
    Heavy,
    Move,
    MoveReworded,
    Swap,
    Split,
    Merge,
    Regroup,
    Duplicate,
    Twin,
    Consolidate,
    Add,
    Remove,
}

impl Op {
    pub(crate) const ALL: [Self; 15] = [
        Self::Keep,
        Self::Renumber,
        Self::Light,
        Self::Heavy,
        Self::Move,
        Self::MoveReworded,
        Self::Swap,
        Self::Split,
        Self::Merge,
        Self::Regroup,
        Self::Duplicate,
        Self::Twin,
        Self::Consolidate,
        Self::Add,
        Self::Remove,
    ];

    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Renumber => "renumber",
            Self::Light => "light",
            Self::Heavy => "heavy",
            Self::Move => "move",
            Self::MoveReworded => "move-reworded",
            Self::Swap => "swap",
            Self::Split => "split",
            Self::Merge => "merge",
            Self::Regroup => "regroup",
            Self::Duplicate => "duplicate",
            Self::Twin => "twin",
            Self::Consolidate => "consolidate",
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }
}

/// An item of the new edition in the making.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) item: Item,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
    /// The old items that it comes from.
    pub(crate) origins: Vec<Key>,
    pub(crate) op: Op,
    /// Whether the item stood among these siblings before.
    pub(crate) native: bool,
    /// Whether something went away beside it, so that its row is numbered anew.
    pub(crate) shaken: bool,
    /// The heading as its children's trails print it.
    pub(crate) label: String,
}

/// Siblings to be numbered: their parent, themselves, their parent's old and new number.
type Row = (Option<usize>, Vec<usize>, Option<(String, String)>);

/// Several documents of an edition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forest {
    pub(crate) nodes: Vec<Node>,
    /// For each document the nodes that stand at its top.
    pub(crate) roots: Vec<Vec<usize>>,
    pub(crate) documents: Vec<Document>,
}

impl Forest {
    pub(crate) fn of(sources: &[&Source]) -> Self {
        let mut forest = Self::default();
        for (d, source) in sources.iter().enumerate() {
            let first = forest.nodes.len();
            let at = |id| source.items.iter().position(|i| Some(&i.id) == id).map(|i| first + i);
            let mut roots = Vec::new();
            for (i, item) in source.items.iter().enumerate() {
                let parent = at(item.parent.as_ref()).filter(|&p| p < first + i);
                match parent {
                    Some(parent) => forest.nodes[parent].children.push(first + i),
                    None => roots.push(first + i),
                }
                let label = source
                    .items
                    .iter()
                    .find(|child| child.parent.as_ref() == Some(&item.id))
                    .and_then(|child| child.trail.last().cloned())
                    .unwrap_or_else(|| format!("{} {}", item.mark, item.text));
                forest.nodes.push(Node {
                    item: item.clone(),
                    parent,
                    children: Vec::new(),
                    origins: vec![(d, i)],
                    op: Op::Keep,
                    native: true,
                    shaken: false,
                    label,
                });
            }
            forest.roots.push(roots);
            forest.documents.push(source.document.clone());
        }
        forest
    }

    pub(crate) fn siblings_mut(&mut self, document: usize, parent: Option<usize>) -> &mut Vec<usize> {
        match parent {
            Some(parent) => &mut self.nodes[parent].children,
            None => &mut self.roots[document],
        }
    }

    /// The document in which a node stands.
    pub(crate) fn document(&self, node: usize) -> usize {
        let mut at = node;
        while let Some(parent) = self.nodes[at].parent {
            at = parent;
        }
        self.roots.iter().position(|roots| roots.contains(&at)).unwrap_or(0)
    }

    /// Takes a node (with what stands below it) out of its place.
    pub(crate) fn detach(&mut self, node: usize) {
        let (document, parent) = (self.document(node), self.nodes[node].parent);
        self.siblings_mut(document, parent).retain(|&n| n != node);
        self.nodes[node].parent = None;
        self.nodes[node].native = false;
    }

    /// Puts a node that stands nowhere right behind another.
    pub(crate) fn put_behind(&mut self, node: usize, other: usize) {
        let (document, parent) = (self.document(other), self.nodes[other].parent);
        self.nodes[node].parent = parent;
        let siblings = self.siblings_mut(document, parent);
        let at = siblings.iter().position(|&n| n == other).map_or(siblings.len(), |at| at + 1);
        siblings.insert(at, node);
    }

    /// Puts a node that stands nowhere right before another.
    pub(crate) fn put_before(&mut self, node: usize, other: usize) {
        let (document, parent) = (self.document(other), self.nodes[other].parent);
        self.nodes[node].parent = parent;
        let siblings = self.siblings_mut(document, parent);
        let at = siblings.iter().position(|&n| n == other).unwrap_or(0);
        siblings.insert(at, node);
    }

    /// Makes one document of the first two: what stood in the second stands behind what stood in the first.
    pub(crate) fn join(&mut self) {
        if self.roots.len() > 1 {
            let second = self.roots.remove(1);
            self.roots[0].extend(second);
            let gone = self.documents.remove(1);
            let first = &mut self.documents[0];
            first.title = format!("{}・{}", first.title, gone.title);
            first.short = format!("{}・{}", first.short, gone.short);
            for &root in &self.roots[0] {
                self.nodes[root].shaken = true;
            }
        }
    }

    /// A new node of the sort of another, that stands nowhere yet.
    pub(crate) fn sprout(&mut self, like: usize, text: String, origins: Vec<Key>, op: Op) -> usize {
        let item = Item {
            kind: self.nodes[like].item.kind,
            tags: self.nodes[like].item.tags.clone(),
            text,
            ..Item::default()
        };
        self.nodes.push(Node {
            item,
            parent: None,
            children: Vec::new(),
            origins,
            op,
            native: false,
            shaken: false,
            label: String::new(),
        });
        self.nodes.len() - 1
    }

    /// The documents' nodes in order.
    pub(crate) fn order(&self) -> Vec<Vec<usize>> {
        self.roots
            .iter()
            .map(|roots| {
                let mut order = Vec::new();
                let mut open: Vec<usize> = roots.iter().rev().copied().collect();
                while let Some(node) = open.pop() {
                    order.push(node);
                    open.extend(self.nodes[node].children.iter().rev());
                }
                order
            })
            .collect()
    }

    /// Numbers everything anew, as an editor would, and marks what bears another number now.
    pub(crate) fn renumber(&mut self) {
        let mut open: Vec<Row> = self.roots.iter().map(|roots| (None, roots.clone(), None)).collect();
        while let Some((parent, siblings, above)) = open.pop() {
            let olds: Vec<Option<String>> = siblings
                .iter()
                .map(|&n| self.nodes[n].item.number.clone().filter(|_| self.nodes[n].native))
                .collect();
            let moved = |&n: &usize| !self.nodes[n].native || self.nodes[n].shaken;
            let touched = siblings.iter().any(moved) || !rising(&siblings);
            let news = number::anew(&olds, touched, above.as_ref().map(|(a, b)| (a.as_str(), b.as_str())));
            for ((&n, old), new) in siblings.iter().zip(olds).zip(news) {
                let path = parent.map_or(Vec::new(), |p| self.nodes[p].item.path.clone());
                let trail = parent.map_or(Vec::new(), |p| {
                    let mut trail = self.nodes[p].item.trail.clone();
                    if self.nodes[p].item.kind == ItemKind::Heading {
                        trail.push(self.nodes[p].label.clone());
                    }
                    trail
                });
                let node = &mut self.nodes[n];
                let before = node.item.number.clone();
                if new != node.item.number {
                    let (mark, label) = (node.item.mark.clone(), node.label.clone());
                    let (a, b) = (before.clone().unwrap_or_default(), new.clone().unwrap_or_default());
                    node.item.mark =
                        if !a.is_empty() && mark.contains(&a) { mark.replace(&a, &b) } else { b.clone() };
                    node.label = label.strip_prefix(&mark).map_or_else(
                        || label.replacen(&a, &b, 1),
                        |rest| format!("{}{rest}", node.item.mark),
                    );
                    node.item.number.clone_from(&new);
                    if node.op == Op::Keep {
                        node.op = Op::Renumber;
                    }
                }
                // Its own part of the path: what its parent's path did not hold, with the new number in the old one's place.
                let own = node.item.path.last().cloned();
                node.item.path = path;
                node.item.path.push(match (own, &new) {
                    (Some(own), Some(new)) if before.as_ref() == Some(&own) => new.clone(),
                    (Some(own), None) => own,
                    (_, Some(new)) => new.clone(),
                    (None, None) => String::new(),
                });
                if node.item.kind == ItemKind::Heading || !trail.is_empty() {
                    node.item.heading = trail.last().cloned().unwrap_or_default();
                    node.item.trail = trail;
                }
                let above = old.or(before).zip(new);
                open.push((Some(n), self.nodes[n].children.clone(), above));
            }
        }
    }

    /// The edition as files of items. The old edition (`new` false) keeps its items as they were read.
    pub(crate) fn edition(&self, new: bool) -> EditionInput {
        let mut files = Vec::new();
        for (d, mut order) in self.order().into_iter().enumerate() {
            let document = &self.documents[d];
            if !new {
                // As it was read, also where a note stands between an item and its branches.
                order.sort_unstable();
            }
            let items = order
                .iter()
                .map(|&n| {
                    let node = &self.nodes[n];
                    let mut item = node.item.clone();
                    item.id = format!("n{n}").as_str().into();
                    item.parent = node.parent.map(|p| format!("n{p}").as_str().into());
                    if new {
                        item.citation = format!("{} {}", document.short, item.path.join("-"));
                    }
                    item
                })
                .collect();
            let file = ItemsFile {
                schema: ITEMS_SCHEMA.to_owned(),
                tool: Tool::default(),
                document: document.clone(),
                items,
                diagnostics: Vec::new(),
            };
            files.push(SourceFile { name: file_name(d), bytes: serde_json::to_vec(&file).unwrap() });
        }
        EditionInput { files, ..EditionInput::default() }
    }
}

/// The name of the file of an edition's document.
pub(crate) fn file_name(document: usize) -> String {
    format!("{document}.json")
}

/// Whether nodes stand in the order in which they were read.
fn rising(nodes: &[usize]) -> bool {
    nodes.windows(2).all(|w| w[0] < w[1])
}
