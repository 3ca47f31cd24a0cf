//! What the page's script needs to write decisions: the items by citation and fingerprint, and the candidates of each change.

use std::collections::BTreeMap;
use std::fmt::Write;

use kaitei_model::{Change, ChangeSet, Item, ItemId, Kind, Side};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::clean::{clean, is_plain};
use crate::view::{Label, Row, View};

/// The words of the controls, by the names that the script uses.
const WORDS: [(&str, &str); 23] = [
    ("askAlone", "decide-ask-alone"),
    ("askPair", "decide-ask-pair"),
    ("count", "decide-count"),
    ("group", "decide-group"),
    ("hold", "verdict-pending"),
    ("loadFirst", "decide-load-first"),
    ("loaded", "decide-loaded"),
    ("note", "decide-note"),
    ("notOurs", "decide-not-ours"),
    ("open", "decide-open"),
    ("pairs", "decide-pairs"),
    ("partnerMissing", "decide-partner-missing"),
    ("partnerNone", "decide-partner-none"),
    ("partnerOf", "decide-partner-of"),
    ("partnerOpen", "decide-partner-open"),
    ("partnerOther", "decide-partner-other"),
    ("partnerUnknown", "decide-partner-unknown"),
    ("restored", "decide-restored"),
    ("right", "verdict-right"),
    ("saved", "decide-saved"),
    ("stepHere", "decide-step-here"),
    ("unsaved", "decide-unsaved"),
    ("wrong", "verdict-wrong"),
];

/// The data as JSON that can stand in a page: no character in it begins markup or moves text about.
pub(super) fn data(changes: &ChangeSet, view: &View) -> String {
    let numbers = |items: &[Item]| -> BTreeMap<ItemId, usize> {
        items.iter().enumerate().map(|(number, item)| (item.id.clone(), number)).collect()
    };
    let (old, new) = (numbers(&changes.old.items), numbers(&changes.new.items));
    let anchors: BTreeMap<&str, &Row> = view.rows.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut told = [vec![false; old.len()], vec![false; new.len()]];
    let mut rows = serde_json::Map::new();
    for change in changes.changes.iter().filter(|change| is_asked_about(change)) {
        let Some(row) = anchors.get(clean(change.id.as_str()).as_str()) else { continue };
        let of = |ids: &[ItemId], numbers: &BTreeMap<ItemId, usize>| -> Vec<usize> {
            ids.iter().filter_map(|id| numbers.get(id).copied()).collect()
        };
        let (olds, news) = (of(&change.old, &old), of(&change.new, &new));
        let candidates: Vec<Value> = change
            .candidates
            .iter()
            .filter_map(|candidate| {
                let (own, partner) = match candidate.side {
                    Side::Old => ((1, new.get(&candidate.of)?), (0, old.get(&candidate.item)?)),
                    Side::New => ((0, old.get(&candidate.of)?), (1, new.get(&candidate.item)?)),
                };
                mark(&mut told, partner.0, *partner.1);
                Some(json!([own.0, own.1, partner.1, candidate.score]))
            })
            .collect();
        for (side, numbers) in [(0, &olds), (1, &news)] {
            for number in numbers {
                mark(&mut told, side, *number);
            }
        }
        rows.insert(row.anchor.clone(), json!([olds, news, candidates]));
    }
    let items = |items: &[Item], told: &[bool]| -> Vec<Value> {
        let told = told.iter().copied().chain(std::iter::repeat(false));
        items.iter().zip(told).map(|(item, told)| entry(item, told)).collect()
    };
    let [told_old, told_new] = &told;
    let words: serde_json::Map<String, Value> =
        WORDS.iter().map(|(name, id)| ((*name).to_owned(), json!(view.strings.get(id)))).collect();
    let data = json!({
        "items": { "old": items(&changes.old.items, told_old), "new": items(&changes.new.items, told_new) },
        "rows": rows,
        "evidence": evidence(view),
        "words": words,
        "decided": changes.changes.iter().filter(|change| change.decision.is_some()).count(),
        "key": key(changes),
    });
    escape(&data.to_string())
}

fn mark(told: &mut [Vec<bool>; 2], side: usize, number: usize) {
    if let Some(told) = told.get_mut(side).and_then(|side| side.get_mut(number)) {
        *told = true;
    }
}

/// Items that stayed as they were under the same number leave nothing to decide.
fn is_asked_about(change: &Change) -> bool {
    change.kind != Kind::Unchanged || !change.candidates.is_empty() || !change.aspects.is_empty()
}

fn entry(item: &Item, with_text: bool) -> Value {
    // The whole text: half of it may be a deadline without what is said of those who cannot keep it.
    if with_text {
        json!([item.citation, item.fingerprint, item.text])
    } else {
        json!([item.citation, item.fingerprint])
    }
}

/// Why each change stands as it does, by its place in the page: headings and their lines. The page shows it where somebody asks; a
/// browser need not lay it out before.
fn evidence(view: &View) -> serde_json::Map<String, Value> {
    let strings = &view.strings;
    let mut out = serde_json::Map::new();
    for row in
        view.rows.iter().filter(|row| row.kind.id != "unchanged" || !row.aspects.is_empty() || row.open)
    {
        let evidence = &row.evidence;
        let texts = |labels: &[Label]| -> Vec<String> {
            let texts: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
            if texts.is_empty() { Vec::new() } else { vec![texts.join(&strings.get("list-comma"))] }
        };
        let reasons = evidence.reasons.iter().map(|(aspect, words)| {
            let quoted: String = words.iter().map(|word| format!("「{word}」")).collect();
            format!("{aspect}：{quoted}")
        });
        let tags =
            if row.tags.is_empty() { Vec::new() } else { vec![row.tags.join(&strings.get("list-comma"))] };
        let parts = [
            ("html-evidence-reasons", reasons.collect()),
            ("html-evidence-links", evidence.links.iter().map(|link| link.sentence.clone()).collect()),
            (
                "html-evidence-candidates",
                evidence.candidates.iter().map(|one| one.sentence.clone()).collect(),
            ),
            ("html-evidence-related", evidence.related.clone()),
            ("html-evidence-decision", evidence.decision.iter().cloned().collect()),
            ("html-evidence-themes", texts(&row.themes)),
            ("html-evidence-audience", texts(&row.audience)),
            ("html-evidence-tags", tags),
            ("html-evidence-id", vec![row.id.clone()]),
        ];
        let parts = parts.into_iter().filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty());
        let parts: Vec<Value> = parts.map(|(id, lines)| json!([strings.get(id), lines])).collect();
        out.insert(row.anchor.clone(), Value::Array(parts));
    }
    out
}

/// What a comparison is known by: what people began to decide about it is shown in no other one.
fn key(changes: &ChangeSet) -> String {
    let documents = changes.old.documents.iter().chain(&changes.new.documents);
    let hash = documents.fold(Sha256::new(), |hash, document| hash.chain_update(&document.sha256));
    hash.finalize().iter().take(6).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// JSON in which only letters, signs and spaces of harmless sorts stand as they are.
fn escape(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_plain(c) && !matches!(c, '<' | '>' | '&') {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}
