//! Builds a ChangeSet from marked text.

use std::collections::BTreeMap;

use kaitei_model::{
    Aspect, CHANGES_SCHEMA, Certainty, Change, ChangeId, ChangeSet, DiffOp, Document, DocumentId,
    DocumentKind, DocumentPair, Edition, Evidence, Format, Item, ItemId, ItemKind, Kind, Link, Location,
    Segment, Side, Significance, Tool,
};

/// Builds a ChangeSet step by step.
pub(super) struct Builder {
    pub(super) set: ChangeSet,
    /// Headings that new items stand under, by side.
    trail: [Vec<(ItemId, String)>; 2],
}

fn slot(side: Side) -> usize {
    usize::from(side == Side::New)
}

impl Builder {
    pub(super) fn new() -> Self {
        let set = ChangeSet {
            schema: CHANGES_SCHEMA.to_owned(),
            tool: Tool {
                name: "kaitei".to_owned(),
                version: "0.1.0".to_owned(),
                rules: "0123456789ab".to_owned(),
            },
            options: BTreeMap::from([("threshold".to_owned(), "620".to_owned())]),
            old: Edition::default(),
            new: Edition::default(),
            pairs: Vec::new(),
            changes: Vec::new(),
            related: Vec::new(),
            classes: BTreeMap::new(),
            themes: BTreeMap::new(),
            audiences: BTreeMap::new(),
            conditions: BTreeMap::new(),
            diagnostics: Vec::new(),
        };
        Self { set, trail: [Vec::new(), Vec::new()] }
    }

    pub(super) fn edition(&mut self, side: Side) -> &mut Edition {
        match side {
            Side::Old => &mut self.set.old,
            Side::New => &mut self.set.new,
        }
    }

    pub(super) fn document(&mut self, side: Side, short: &str, edition: &str, kind: DocumentKind) {
        let table = kind == DocumentKind::Checklist;
        let document = Document {
            id: DocumentId(format!("doc-{short}")),
            title: if table { "点検表".to_owned() } else { "安全管理の手引".to_owned() },
            short: short.to_owned(),
            edition: edition.to_owned(),
            file: format!("{short}.{}", if table { "xlsx" } else { "pdf" }),
            sha256: format!("{:064x}", 0xABC0_u32 + u32::try_from(short.len()).unwrap() + slot(side) as u32),
            kind,
            format: if table { Format::Xlsx } else { Format::Pdf },
            pages: 3,
            specimen: true,
            coverage: 1000,
            ..Document::default()
        };
        self.edition(side).documents.push(document);
    }

    pub(super) fn pair(&mut self, old: &[&str], new: &[&str], evidence: &[&str]) {
        let ids = |shorts: &[&str]| shorts.iter().map(|short| DocumentId(format!("doc-{short}"))).collect();
        self.set.pairs.push(DocumentPair {
            old: ids(old),
            new: ids(new),
            score: 950,
            evidence: evidence.iter().map(|&word| word.to_owned()).collect(),
        });
    }

    /// Leaves all headings and opens a document.
    pub(super) fn open(&mut self) {
        self.trail = [Vec::new(), Vec::new()];
    }

    /// An item `DOC NUMBER`; `mark` as printed.
    pub(super) fn item(
        &mut self,
        side: Side,
        citation: &str,
        mark: &str,
        kind: ItemKind,
        text: &str,
    ) -> ItemId {
        let id = ItemId(format!("i-{citation}"));
        let short = citation.split(' ').next().unwrap().to_owned();
        let number = citation.split(' ').nth(1).unwrap().to_owned();
        let trail = &self.trail[slot(side)];
        let page = u32::try_from(self.edition_len(side)).unwrap() / 4 + 1;
        let table = short.ends_with("確認用");
        let item = Item {
            id: id.clone(),
            document: DocumentId(format!("doc-{short}")),
            kind,
            number: Some(mark.to_owned()),
            mark: mark.to_owned(),
            path: vec![number],
            parent: trail.last().map(|(id, _)| id.clone()),
            trail: trail.iter().map(|(_, heading)| heading.clone()).collect(),
            heading: trail.last().map(|(_, heading)| heading.clone()).unwrap_or_default(),
            text: text.to_owned(),
            citation: citation.to_owned(),
            location: if table {
                Location {
                    sheet: Some("点検表".to_owned()),
                    cells: Some(format!("B{}", page + 3)),
                    ..Location::default()
                }
            } else {
                Location { page: Some(page), printed: Some(format!("- {page} -")), ..Location::default() }
            },
            ..Item::default()
        };
        self.edition(side).items.push(item);
        id
    }

    fn edition_len(&self, side: Side) -> usize {
        match side {
            Side::Old => self.set.old.items.len(),
            Side::New => self.set.new.items.len(),
        }
    }

    /// A heading of that level (from 0) on both sides, unchanged.
    pub(super) fn heading(
        &mut self,
        level: usize,
        old: Option<&str>,
        new: Option<&str>,
        mark: &str,
        text: &str,
    ) {
        for side in [Side::Old, Side::New] {
            self.trail[slot(side)].truncate(level);
        }
        let mut ids = [Vec::new(), Vec::new()];
        for (side, citation) in [(Side::Old, old), (Side::New, new)] {
            if let Some(citation) = citation {
                let id = self.item(side, citation, mark, ItemKind::Heading, text);
                self.trail[slot(side)].push((id.clone(), format!("{mark} {text}")));
                ids[slot(side)].push(id);
            }
        }
        let [old, new] = ids;
        let kind = match (old.len(), new.len()) {
            (0, _) => Kind::Added,
            (_, 0) => Kind::Removed,
            (1, 1) => Kind::Unchanged,
            _ => Kind::Merged,
        };
        let op = match kind {
            Kind::Added => DiffOp::Ins,
            Kind::Removed => DiffOp::Del,
            _ => DiffOp::Keep,
        };
        let diff =
            vec![Segment { op, text: text.to_owned(), old: old.first().cloned(), new: new.first().cloned() }];
        self.change(kind, &[], old, new, diff);
    }

    /// A change; its links are made from the items.
    pub(super) fn change(
        &mut self,
        kind: Kind,
        aspects: &[Aspect],
        old: Vec<ItemId>,
        new: Vec<ItemId>,
        diff: Vec<Segment>,
    ) -> &mut Change {
        let mut links = Vec::new();
        for old in &old {
            for new in &new {
                links.push(Link {
                    old: old.clone(),
                    new: new.clone(),
                    score: 912,
                    certainty: Certainty::Certain,
                    evidence: Evidence {
                        method: "assigned".to_owned(),
                        signals: BTreeMap::from([("text".to_owned(), 871), ("heading".to_owned(), 1000)]),
                        runner_up: None,
                    },
                });
            }
        }
        let number = self.set.changes.len() + 1;
        self.set.changes.push(Change {
            id: ChangeId(format!("{number:08x}")),
            kind,
            aspects: aspects.to_vec(),
            old,
            new,
            links,
            certainty: Certainty::Certain,
            significance: Significance::Info,
            themes: Vec::new(),
            audience: Vec::new(),
            diff,
            candidates: Vec::new(),
            decision: None,
            reasons: BTreeMap::new(),
        });
        self.set.changes.last_mut().unwrap()
    }

    /// A 1:1, 0:1 or 1:0 change from marked text: `同じ[-古い-]{+新しい+}`.
    pub(super) fn marked(
        &mut self,
        kind: Kind,
        aspects: &[Aspect],
        old: Option<(&str, &str)>,
        new: Option<(&str, &str)>,
        text: &str,
    ) -> &mut Change {
        let pieces = pieces(text);
        let side_text = |own| -> String {
            pieces
                .iter()
                .filter(|(op, _)| *op == DiffOp::Keep || *op == own)
                .map(|(_, t)| t.as_str())
                .collect()
        };
        let (old_text, new_text) = (side_text(DiffOp::Del), side_text(DiffOp::Ins));
        let requirement = ItemKind::Requirement;
        let old = old.map(|(citation, mark)| self.item(Side::Old, citation, mark, requirement, &old_text));
        let new = new.map(|(citation, mark)| self.item(Side::New, citation, mark, requirement, &new_text));
        let diff = pieces
            .into_iter()
            .map(|(op, text)| Segment {
                op,
                text,
                old: old.clone().filter(|_| op != DiffOp::Ins),
                new: new.clone().filter(|_| op != DiffOp::Del),
            })
            .collect();
        self.change(kind, aspects, old.into_iter().collect(), new.into_iter().collect(), diff)
    }

    /// A run of unchanged items.
    pub(super) fn same(&mut self, document: &str, numbers: &[(&str, &str)]) {
        for (number, mark) in numbers {
            let citation = format!("{document} {number}");
            self.marked(
                Kind::Unchanged,
                &[],
                Some((&citation, mark)),
                Some((&citation, mark)),
                "変わらない文をここに置く。",
            );
        }
    }
}

/// Cuts marked text: `[-…-]` old, `{+…+}` new, the rest both.
fn pieces(text: &str) -> Vec<(DiffOp, String)> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (op, open, close) = if rest.starts_with("[-") {
            (DiffOp::Del, 2, rest.find("-]").unwrap())
        } else if rest.starts_with("{+") {
            (DiffOp::Ins, 2, rest.find("+}").unwrap())
        } else {
            let end = rest.find("[-").into_iter().chain(rest.find("{+")).min().unwrap_or(rest.len());
            (DiffOp::Keep, 0, end)
        };
        out.push((op, rest[open..close].to_owned()));
        rest = &rest[if open == 0 { close } else { close + 2 }..];
    }
    out
}
