//! One change as a row: cells by column, labels, remarks, evidence.

use std::collections::BTreeMap;

use kaitei_model::{Aspect, Certainty, Change, ItemId, ItemKind, Link, Related, RelatedKind, Side, Verdict};
use sha2::{Digest, Sha256};

use super::documents::Plan;
use super::index::Index;
use super::item;
use super::labels::Labeller;
use super::{CandidateView, Cell, EvidenceView, ItemView, Label, LinkView, Row, Strings, remarks};
use crate::clean::clean;
use crate::strings::Arg;

/// What a row is made from.
pub(super) struct Maker<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) labels: &'a Labeller<'a>,
    pub(super) strings: &'a Strings,
    /// Relations by the item that they start or end at.
    pub(super) related: BTreeMap<(Side, &'a ItemId), Vec<&'a Related>>,
}

/// Relations by the items at either end, in the order of the data.
pub(super) fn related_by_item(related: &[Related]) -> BTreeMap<(Side, &ItemId), Vec<&Related>> {
    let mut out: BTreeMap<(Side, &ItemId), Vec<&Related>> = BTreeMap::new();
    for relation in related {
        out.entry((relation.from_side, &relation.from)).or_default().push(relation);
        out.entry((relation.to_side, &relation.to)).or_default().push(relation);
    }
    out
}

impl Maker<'_> {
    pub(super) fn row(&self, change: &Change, section: usize, plan: &Plan<'_>) -> Row {
        let all =
            change.new.iter().map(|id| (Side::New, id)).chain(change.old.iter().map(|id| (Side::Old, id)));
        let items: Vec<_> = all.clone().filter_map(|(side, id)| self.index.item(side, id)).collect();
        let mut tags: Vec<String> = items.iter().flat_map(|item| &item.tags).map(|tag| clean(tag)).collect();
        tags.sort();
        tags.dedup();
        Row {
            id: clean(change.id.as_str()),
            anchor: anchor(change.id.as_str()),
            section,
            kind: self.labels.kind(change.kind),
            aspects: change.aspects.iter().map(|aspect| self.labels.aspect(*aspect)).collect(),
            significance: self.labels.significance(change.significance),
            certainty: self.labels.certainty(change.certainty),
            themes: change.themes.iter().map(|id| self.labels.theme(id)).collect(),
            audience: change.audience.iter().map(|id| self.labels.audience(id)).collect(),
            tags,
            substantive: change.is_substantive(),
            open: is_open(change),
            requirement: items.iter().any(|item| item.kind == ItemKind::Requirement),
            fingerprint: self.fingerprint(change),
            title: self.title(change),
            context: items
                .first()
                .filter(|item| item.trail.len() > 1)
                .and_then(|item| item.trail.last())
                .map(|heading| clean(heading))
                .unwrap_or_default(),
            cells: self.cells(change, plan),
            remarks: remarks::remarks(change, plan, self.index, self.strings),
            evidence: self.evidence(change),
        }
    }

    /// A hash of the fingerprints of the items of both sides; of their texts, where the data is too old to have fingerprints.
    fn fingerprint(&self, change: &Change) -> String {
        let mut hash = Sha256::new();
        for (side, ids) in [(Side::Old, &change.old), (Side::New, &change.new)] {
            for item in ids.iter().filter_map(|id| self.index.item(side, id)) {
                hash.update(if item.fingerprint.is_empty() { &item.text } else { &item.fingerprint });
                hash.update([0]);
            }
            hash.update([1]);
        }
        hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The new citations, and the old ones where they differ.
    fn title(&self, change: &Change) -> String {
        let list = |side, ids: &[ItemId]| {
            let names: Vec<String> = ids.iter().map(|id| self.index.citation(side, id)).collect();
            names.join(&self.strings.get("list-comma"))
        };
        let (old, new) = (list(Side::Old, &change.old), list(Side::New, &change.new));
        if new.is_empty() || old == new {
            old
        } else if old.is_empty() {
            new
        } else {
            self.strings.with("row-title", &[("old", Arg::Text(&old)), ("new", Arg::Text(&new))])
        }
    }

    fn cells(&self, change: &Change, plan: &Plan<'_>) -> Vec<Cell> {
        let mut new = Cell { side: Side::New, placeholder: None, items: Vec::new() };
        new.items = change.new.iter().map(|id| self.item(change, Side::New, id, plan)).collect();
        if change.new.is_empty() {
            new.placeholder = Some(self.placeholder("gone"));
        }
        let mut cells = vec![new];
        if plan.consolidated() {
            for doc in &plan.old {
                let of_this =
                    |id: &&ItemId| self.index.item(Side::Old, id).is_some_and(|item| item.document == doc.id);
                // What came from no document of the section stands in its first column.
                let stray = |id: &&ItemId| {
                    cells.len() == 1
                        && self
                            .index
                            .item(Side::Old, id)
                            .is_none_or(|item| !plan.old.iter().any(|other| other.id == item.document))
                };
                let items: Vec<ItemView> = change
                    .old
                    .iter()
                    .filter(|id| of_this(id) || stray(id))
                    .map(|id| self.item(change, Side::Old, id, plan))
                    .collect();
                cells.push(Cell { side: Side::Old, placeholder: None, items });
            }
            self.agree(&mut cells, change);
        } else {
            let items = change.old.iter().map(|id| self.item(change, Side::Old, id, plan)).collect();
            let placeholder = change.old.is_empty().then(|| self.placeholder("none"));
            cells.push(Cell { side: Side::Old, placeholder, items });
        }
        self.underline_marks(&mut cells, change);
        if !change.old.is_empty() && !change.new.is_empty() {
            drop_equal_fields(&mut cells);
        }
        cells
    }

    /// Fills the empty old columns of a consolidated section: （新設）, （同左） or a dash.
    fn agree(&self, cells: &mut [Cell], change: &Change) {
        let Some((_, old)) = cells.split_first_mut() else { return };
        let Some((first, others)) = old.split_first_mut() else { return };
        for cell in others {
            if cell.items.is_empty() {
                continue;
            }
            let same = cell.items.len() == first.items.len()
                && cell.items.iter().zip(&first.items).all(|(a, b)| same_wording(a, b));
            if same {
                cell.placeholder = Some(self.placeholder("same"));
                // The citations stay; the words stand in the column to the left.
                for item in &mut cell.items {
                    item.segments.clear();
                    item.fields.clear();
                }
            }
        }
        let id = if change.old.is_empty() { "none" } else { "absent" };
        for cell in old.iter_mut().filter(|cell| cell.items.is_empty()) {
            cell.placeholder = Some(self.placeholder(id));
        }
    }

    /// A mark that differs from its counterpart's is underlined like any other changed word.
    fn underline_marks(&self, cells: &mut [Cell], change: &Change) {
        let renumbered =
            change.aspects.iter().any(|aspect| matches!(aspect, Aspect::Renumbered | Aspect::Relabelled));
        let alone = change.old.is_empty() || change.new.is_empty();
        if !renumbered && !alone {
            return;
        }
        let marks = |side| -> Vec<String> {
            cells
                .iter()
                .filter(|cell| cell.side == side)
                .flat_map(|cell| cell.items.iter().map(|item| item.mark.clone()))
                .collect()
        };
        let (old, new) = (marks(Side::Old), marks(Side::New));
        for cell in cells {
            let other = if cell.side == Side::New { &old } else { &new };
            for item in &mut cell.items {
                item.mark_changed = !item.mark.is_empty() && !other.contains(&item.mark);
            }
        }
    }

    fn item(&self, change: &Change, side: Side, id: &ItemId, plan: &Plan<'_>) -> ItemView {
        let item = self.index.item(side, id);
        let shorts = plan.short(side);
        let short = item
            .and_then(|item| shorts.iter().find(|short| item.citation.starts_with(**short)))
            .copied()
            .unwrap_or_default();
        item::view(change, side, id, item, short, self.strings)
    }

    fn placeholder(&self, id: &str) -> Label {
        Label { id: id.to_owned(), text: self.strings.get(&format!("placeholder-{id}")) }
    }

    fn evidence(&self, change: &Change) -> EvidenceView {
        EvidenceView {
            links: change.links.iter().map(|link| self.link(link)).collect(),
            candidates: change
                .candidates
                .iter()
                .map(|candidate| {
                    let of_side = match candidate.side {
                        Side::Old => Side::New,
                        Side::New => Side::Old,
                    };
                    let item = self.index.citation(candidate.side, &candidate.item);
                    let sentence = self.strings.with(
                        "evidence-candidate",
                        &[
                            ("of", Arg::Text(&self.index.citation(of_side, &candidate.of))),
                            ("item", Arg::Text(&item)),
                            ("side", Arg::Text(&self.side(candidate.side))),
                            ("score", Arg::Text(&score(candidate.score))),
                        ],
                    );
                    CandidateView { item, side: candidate.side, sentence }
                })
                .collect(),
            reasons: change
                .reasons
                .iter()
                .map(|(aspect, words)| (self.labels.aspect(*aspect).text, self.reasons(change, words)))
                .collect(),
            related: self.related(change),
            decision: change.decision.as_ref().map(|decision| {
                let verdict = self.strings.get(match decision.verdict {
                    Verdict::Right => "verdict-right",
                    Verdict::Wrong => "verdict-wrong",
                    Verdict::Pending => "verdict-pending",
                    Verdict::Noted => "verdict-noted",
                });
                let parts = [&verdict, &clean(&decision.by), &clean(&decision.when), &clean(&decision.note)];
                let parts: Vec<&str> =
                    parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
                parts.join("　")
            }),
        }
    }

    /// The words that show an aspect. A date is quoted with the text that it stands in: what is said of those who cannot keep it
    /// belongs to it.
    fn reasons(&self, change: &Change, words: &[String]) -> Vec<String> {
        let items = || {
            let new = change.new.iter().filter_map(|id| self.index.item(Side::New, id));
            new.chain(change.old.iter().filter_map(|id| self.index.item(Side::Old, id)))
        };
        let whole = |word: &String| {
            let dated = word.contains('月') && word.contains('日');
            let within = || items().find(|item| item.text.contains(word.as_str())).map(|item| &item.text);
            clean(dated.then(within).flatten().unwrap_or(word))
        };
        let mut out: Vec<String> = Vec::new();
        for words in words.iter().map(whole) {
            if !out.contains(&words) {
                out.push(words);
            }
        }
        out
    }

    fn link(&self, link: &Link) -> LinkView {
        let (old, new) =
            (self.index.citation(Side::Old, &link.old), self.index.citation(Side::New, &link.new));
        let certainty = self.labels.certainty(link.certainty).text;
        let method = self
            .strings
            .find(&format!("method-{}", link.evidence.method))
            .unwrap_or_else(|| clean(&link.evidence.method));
        let mut sentence = self.strings.with(
            "evidence-link",
            &[
                ("old", Arg::Text(&old)),
                ("new", Arg::Text(&new)),
                ("score", Arg::Text(&score(link.score))),
                ("certainty", Arg::Text(&certainty)),
                ("method", Arg::Text(&method)),
            ],
        );
        let signals: Vec<String> = link
            .evidence
            .signals
            .iter()
            .map(|(name, value)| {
                let name = self.strings.find(&format!("signal-{name}")).unwrap_or_else(|| clean(name));
                format!("{name} {}", score(*value))
            })
            .collect();
        if !signals.is_empty() {
            let signals = signals.join(&self.strings.get("list-comma"));
            sentence.push_str(&self.strings.with("evidence-signals", &[("signals", Arg::Text(&signals))]));
        }
        if let Some(second) = &link.evidence.runner_up {
            let sign = if second.margin < 0 { "−" } else { "" };
            sentence.push_str(&self.strings.with(
                "evidence-runner-up",
                &[
                    ("item", Arg::Text(&self.index.citation(second.side, &second.item))),
                    ("side", Arg::Text(&self.side(second.side))),
                    ("score", Arg::Text(&score(second.score))),
                    ("margin", Arg::Text(&format!("{sign}{}", score(second.margin.unsigned_abs())))),
                ],
            ));
        }
        LinkView { old, new, score: score(link.score), certainty, method, sentence }
    }

    fn related(&self, change: &Change) -> Vec<String> {
        let ends =
            change.old.iter().map(|id| (Side::Old, id)).chain(change.new.iter().map(|id| (Side::New, id)));
        let mut out = Vec::new();
        for end in ends {
            for relation in self.related.get(&end).into_iter().flatten() {
                let kind = match relation.kind {
                    RelatedKind::Restates => "related-restates",
                    RelatedKind::Implements => "related-implements",
                    RelatedKind::Cites => "related-cites",
                    RelatedKind::MovedFromQa => "related-moved-from-qa",
                };
                let sentence = self.strings.with(
                    kind,
                    &[
                        ("from", Arg::Text(&self.index.citation(relation.from_side, &relation.from))),
                        ("to", Arg::Text(&self.index.citation(relation.to_side, &relation.to))),
                    ],
                );
                if !out.contains(&sentence) {
                    out.push(sentence);
                }
            }
        }
        out
    }

    fn side(&self, side: Side) -> String {
        self.strings.get(match side {
            Side::Old => "side-old",
            Side::New => "side-new",
        })
    }
}

/// Whether nobody has settled a change whose pairing is not sure; one that was put off is not settled.
pub(crate) fn is_open(change: &Change) -> bool {
    let settled = change.decision.as_ref().is_some_and(|decision| decision.verdict == Verdict::Right);
    change.certainty == Certainty::Review && !settled
}

/// Keeps of the items' other columns what differs between them: the boxes that a reader fills in are the same everywhere.
fn drop_equal_fields(cells: &mut [Cell]) {
    let items: Vec<ItemView> =
        cells.iter().flat_map(|cell| &cell.items).filter(|item| !item.segments.is_empty()).cloned().collect();
    let everywhere = |field: &(String, String)| items.iter().all(|item| item.fields.contains(field));
    for item in cells.iter_mut().flat_map(|cell| &mut cell.items) {
        item.fields.retain(|field| !everywhere(field));
    }
}

/// Whether two old items say the same in the same words, wherever their changed stretches lie.
fn same_wording(a: &ItemView, b: &ItemView) -> bool {
    let words =
        |item: &ItemView| item.segments.iter().map(|segment| segment.text.as_str()).collect::<String>();
    a.mark == b.mark && words(a) == words(b)
}

/// Thousandths as a decimal fraction.
pub(super) fn score(thousandths: u32) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// A change's fragment: ids of ours are hex, anything else is spelt so that it cannot leave an attribute or an URL.
fn anchor(id: &str) -> String {
    let mut out = String::from("c-");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("_{byte:02x}"));
        }
    }
    out
}
