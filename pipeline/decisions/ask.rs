//! Decisions from what somebody types: citations become items with their fingerprints.

use kaitei_model::{
    ChangeSet, Code, DecisionEntry, Diagnostic, Edition, Item, Kind, NamedItem, Settles, Side,
};

use super::{find::EXCERPT, fits};
use crate::audit::cite::{Citations, Cited};

/// A decision as somebody asks for it, its items by what people call them.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What it settles.
    pub what: Settles,
    /// Citations of old items.
    pub old: Vec<String>,
    /// Citations of new items.
    pub new: Vec<String>,
    /// For [`Settles::Kind`].
    pub kind: Option<Kind>,
    /// Why.
    pub note: String,
    /// By whom.
    pub by: String,
    /// When.
    pub when: String,
}

/// The decision as it stands in a file.
///
/// # Errors
/// [`Code::CitationUnknown`] and [`Code::CitationAmbiguous`] for every citation that names no item or several,
/// [`Code::UsageWrong`] where the decision makes no sense.
pub fn decide(changes: &ChangeSet, asked: &Asked) -> Result<DecisionEntry, Vec<Diagnostic>> {
    let mut errors = Vec::new();
    let mut side = |edition: &Edition, side: Side, citations: &[String]| -> Vec<NamedItem> {
        let known = Citations::of(edition);
        let mut named = Vec::new();
        for citation in citations {
            match one(&known, citation, side) {
                Ok(item) => named.push(name(&edition.items[item])),
                Err(error) => errors.push(*error),
            }
        }
        named.sort_by_key(|item: &NamedItem| edition.items.iter().position(|i| i.citation == item.citation));
        named.dedup();
        named
    };
    let entry = DecisionEntry {
        what: asked.what,
        old: side(&changes.old, Side::Old, &asked.old),
        new: side(&changes.new, Side::New, &asked.new),
        kind: asked.kind,
        note: asked.note.clone(),
        by: asked.by.clone(),
        when: asked.when.clone(),
    };
    if errors.is_empty()
        && let Some((ja, en)) = senseless(&entry)
    {
        errors.push(Diagnostic::new(Code::UsageWrong, [("detail", ja), ("detail-en", en)]));
    }
    if errors.is_empty() { Ok(entry) } else { Err(errors) }
}

/// The item of a citation.
///
/// # Errors
/// [`Code::CitationUnknown`] with the nearest ones, [`Code::CitationAmbiguous`] with those that it may mean.
pub(super) fn one(known: &Citations<'_>, citation: &str, side: Side) -> Result<usize, Box<Diagnostic>> {
    let error = |code, items: &[usize]| {
        Box::new(cited_badly(code, citation, side, items.iter().map(|&i| known.name(i))))
    };
    match known.find(citation, "") {
        Cited::One(item) => Ok(item),
        Cited::Several(items) => Err(error(Code::CitationAmbiguous, &items)),
        Cited::Unknown(near) => Err(error(Code::CitationUnknown, &near)),
    }
}

/// A diagnostic on a citation, with the citations that may be meant.
pub(crate) fn cited_badly<'a>(
    code: Code,
    citation: &str,
    side: Side,
    near: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let (ja, en) = match side {
        Side::Old => ("改定前", "old"),
        Side::New => ("改定後", "new"),
    };
    let names: Vec<&str> = near.take(5).collect();
    let (near, near_en) = if names.is_empty() {
        ("なし".to_owned(), "none".to_owned())
    } else {
        (format!("「{}」", names.join("」「")), format!("\"{}\"", names.join("\", \"")))
    };
    let args = [
        ("citation", citation.to_owned()),
        ("side", ja.to_owned()),
        ("side-en", en.to_owned()),
        ("near", near),
        ("near-en", near_en),
    ];
    Diagnostic::new(code, args).on_side(side)
}

/// An item as a decision names it.
pub(super) fn name(item: &Item) -> NamedItem {
    let fingerprint = if item.fingerprint.is_empty() {
        // Made before items had one.
        crate::edition::fingerprint(&item.text)
    } else {
        item.fingerprint.clone()
    };
    NamedItem {
        citation: item.citation.clone(),
        fingerprint,
        text: item.text.chars().take(EXCERPT).collect(),
    }
}

/// What is wrong with a decision whatever the editions are, in both languages.
pub(super) fn senseless(decision: &DecisionEntry) -> Option<(String, String)> {
    let (old, new) = (decision.old.len(), decision.new.len());
    let wrong = |ja: &str, en: &str| Some((ja.to_owned(), en.to_owned()));
    if old + new == 0 {
        return wrong("改定前・改定後とも項目がありません", "there is no item, neither old nor new");
    }
    if old.saturating_mul(new) > MOST_PAIRS {
        return wrong("項目が多すぎます", "there are too many items");
    }
    match (decision.what, decision.kind) {
        (Settles::Unlink, _) if old == 0 || new == 0 => wrong(
            "「対応しない」には改定前と改定後の両方の項目が要ります",
            "an unlink needs old and new items",
        ),
        (Settles::Kind, None) => wrong("種別（kind）がありません", "the kind is missing"),
        (Settles::Kind, Some(kind)) if !fits(kind, old, new) => Some((
            format!("種別「{}」は改定前{old}件・改定後{new}件に合いません", kind.id()),
            format!("the kind {} does not fit {old} old and {new} new items", kind.id()),
        )),
        _ => None,
    }
}

/// A decision on more pairs of items than this is no person's work.
const MOST_PAIRS: usize = 10_000;
