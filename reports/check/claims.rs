//! What somebody announced about the revision, each claim with the changes that show it.

use kaitei_model::{Change, Item, Side};

use super::State;
use super::evaluate::{Found, no_citation, unsettled};
use super::file::{Claim, Proof, RelatedProof};
use super::index::{Index, key};
use crate::strings::Arg;
use crate::view::is_open;

/// Whether every proof of a claim is there.
pub(super) fn find<'a>(index: &Index<'a>, claim: &Claim) -> Found<'a> {
    let cited = claim
        .proof
        .iter()
        .flat_map(|proof| [&proof.old, &proof.new])
        .chain(claim.related.iter().flat_map(|related| [&related.from, &related.to]));
    let missing: Vec<String> =
        cited.filter(|citation| !citation.is_empty()).filter_map(|name| no_citation(index, name)).collect();
    if !missing.is_empty() {
        return Found::error(missing);
    }
    let mut changes: Vec<&Change> = Vec::new();
    let mut reasons = Vec::new();
    for proof in &claim.proof {
        match proven(index, proof) {
            Ok(change) => changes.push(change),
            Err(reason) => reasons.push(reason),
        }
    }
    for related in &claim.related {
        match relates(index, related) {
            Some(change) => changes.push(change),
            None => {
                let pair = format!("{} → {}", related.from, related.to);
                reasons.push(index.strings.with("check-proof-related", &[("citation", Arg::Text(&pair))]));
            }
        }
    }
    if !reasons.is_empty() {
        reasons.insert(0, index.strings.get("check-claim-not-found"));
        return Found { state: State::Fails, reasons, changes };
    }
    let open = changes.iter().filter(|change| is_open(change)).count();
    if open > 0 {
        return Found::new(State::Unknown, unsettled(index, open), changes);
    }
    let reason = index.strings.with("check-claim-found", &[("count", Arg::Count(changes.len()))]);
    Found::new(State::Holds, reason, changes)
}

/// The change that a proof names, or what is not as it says.
fn proven<'a>(index: &Index<'a>, proof: &Proof) -> Result<&'a Change, String> {
    let name = if proof.new.is_empty() { &proof.old } else { &proof.new };
    let wrong = |id: &str, detail: &str| {
        let args = [("citation", Arg::Text(name)), ("detail", Arg::Text(detail))];
        Err(index.strings.with(id, &args))
    };
    let item = |side: Side, citation: &str| -> Option<&'a Item> {
        if citation.is_empty() { None } else { index.cited(side, citation) }
    };
    let (old, new) = (item(Side::Old, &proof.old), item(Side::New, &proof.new));
    let (side, first) = match (old, new) {
        (_, Some(new)) => (Side::New, new),
        (Some(old), None) if proof.new.is_empty() => (Side::Old, old),
        _ => return wrong("check-proof-citation", ""),
    };
    let change = index.change_of(side, &first.id).and_then(|number| index.change(number));
    let Some(change) = change else { return wrong("check-proof-citation", "") };
    if !proof.old.is_empty() && !old.is_some_and(|old| change.old.contains(&old.id)) {
        return wrong("check-proof-partner", &proof.old);
    }
    if proof.kind.is_some_and(|kind| kind != change.kind) {
        return wrong("check-proof-kind", change.kind.id());
    }
    if let Some(aspect) = proof.aspects.iter().find(|aspect| !change.aspects.contains(aspect)) {
        return wrong("check-proof-aspect", aspect.id());
    }
    let text = key(&first.text);
    if let Some(word) = proof.contains.iter().find(|word| !text.contains(&key(word))) {
        return wrong("check-proof-contains", word);
    }
    if let Some(word) = proof.lacks.iter().find(|word| text.contains(&key(word))) {
        return wrong("check-proof-lacks", word);
    }
    Ok(change)
}

/// The change of the item at which a relation begins, where the data holds the relation.
fn relates<'a>(index: &Index<'a>, related: &RelatedProof) -> Option<&'a Change> {
    let from = index.cited(related.from_side, &related.from)?;
    let to = index.cited(related.to_side, &related.to)?;
    let there = index.changes.related.iter().any(|relation| {
        relation.kind == related.kind
            && (relation.from_side, &relation.from) == (related.from_side, &from.id)
            && (relation.to_side, &relation.to) == (related.to_side, &to.id)
    });
    if !there {
        return None;
    }
    index.change_of(related.from_side, &from.id).and_then(|number| index.change(number))
}
