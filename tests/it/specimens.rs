//! What the specimens' comparison must say: the announced changes, each as what it is.

use std::{collections::BTreeSet, time::Instant};

use kaitei_model::{Aspect, Change, DiffOp, DocumentId, DocumentKind, Item, ItemKind, Kind};

use crate::support::{diff, edition, names, specimens, words};

/// A change with its items.
struct Shown {
    change: &'static Change,
    old: Vec<&'static Item>,
    new: Vec<&'static Item>,
}

fn shown() -> Vec<Shown> {
    let changes = &specimens().changes;
    let show = |change: &'static Change| Shown {
        change,
        old: changes.old.items.iter().filter(|item| change.old.contains(&item.id)).collect(),
        new: changes.new.items.iter().filter(|item| change.new.contains(&item.id)).collect(),
    };
    changes.changes.iter().map(show).collect()
}

impl Shown {
    fn has(items: &[&Item], words: &[&str]) -> bool {
        items.iter().any(|item| words.iter().all(|word| item.text.contains(word)))
    }

    fn is(&self, aspect: Aspect) -> bool {
        self.change.aspects.contains(&aspect)
    }

    fn name(&self) -> String {
        let citations =
            |items: &[&Item]| items.iter().map(|item| item.citation.as_str()).collect::<Vec<_>>().join("、");
        format!(
            "{} → {} {} {:?}",
            citations(&self.old),
            citations(&self.new),
            self.change.kind.id(),
            self.change.aspects
        )
    }
}

/// Old documents without a counterpart.
fn gone() -> BTreeSet<DocumentId> {
    let pairs = specimens().changes.pairs.iter().filter(|pair| pair.new.is_empty());
    pairs.flat_map(|pair| pair.old.clone()).collect()
}

#[test]
fn periodic_password_change_is_a_demand_dropped_inside_items_that_live_on() {
    let dropped: Vec<_> = shown()
        .into_iter()
        .filter(|c| Shown::has(&c.old, &["パスワード", "定期的"]) && !Shown::has(&c.new, &["定期的"]))
        // What a document said that is gone as a whole (the Q&A) does not live on.
        .filter(|c| !c.old.iter().all(|item| gone().contains(&item.document)))
        .collect();
    assert!(dropped.len() >= 3, "{:?}", dropped.iter().map(Shown::name).collect::<Vec<_>>());
    for c in dropped {
        assert!(!c.new.is_empty(), "it lives on: {}", c.name());
        assert!(c.is(Aspect::RequirementRemoved), "{}", c.name());
        let removed =
            |segment: &&kaitei_model::Segment| segment.op == DiffOp::Del && segment.text.contains("定期的");
        assert!(c.change.diff.iter().any(|s| removed(&s)), "the wording shows it: {}", c.name());
    }
}

#[test]
fn the_ban_on_reuse_and_the_lock_out_are_demands_added() {
    for word in ["使い回", "アカウントロック"] {
        let added: Vec<_> = shown()
            .into_iter()
            .filter(|c| Shown::has(&c.new, &[word]) && !c.old.is_empty() && !Shown::has(&c.old, &[word]))
            // An explanation that now speaks of it demands nothing.
            .filter(|c| c.new.iter().any(|item| item.kind == ItemKind::Requirement))
            .collect();
        assert!(!added.is_empty(), "{word}");
        for c in added {
            assert!(c.is(Aspect::RequirementAdded), "{word}: {}", c.name());
        }
    }
}

#[test]
fn two_factor_on_servers_is_another_scope_with_a_relief_and_its_date() {
    let dated: Vec<_> = shown()
        .into_iter()
        .filter(|c| Shown::has(&c.new, &["二要素認証", "令和9年4月1日"]) && !c.old.is_empty())
        .collect();
    assert!(dated.len() >= 2, "in the guideline and in the checklist");
    for c in dated {
        for aspect in [Aspect::ScopeChanged, Aspect::ExceptionAdded] {
            assert!(c.is(aspect), "{aspect:?}: {}", c.name());
        }
        // Wherever the date is shown as new, its relief stands in the same item.
        assert!(Shown::has(&c.new, &["サーバ", "令和9年4月1日"]), "{}", c.name());
        let reason = c.change.reasons.values().flatten().any(|words| words.contains("令和9年4月1日"));
        assert!(reason, "the date is among the reasons: {:?}", c.change.reasons);
    }
}

#[test]
fn two_checklists_became_one() {
    let changes = &specimens().changes;
    let kind = |id: &DocumentId| changes.old.documents.iter().find(|d| d.id == *id).map(|d| d.kind);
    let mut pairs = changes.pairs.iter().filter(|pair| {
        pair.old.len() == 2 && pair.old.iter().all(|id| kind(id) == Some(DocumentKind::Checklist))
    });
    let pair = pairs.next().expect("a pair of two old checklists");
    assert!(pair.new.len() == 1 && pairs.next().is_none(), "one pair only");
    let both: BTreeSet<_> = pair.old.iter().collect();
    let mut consolidated = 0;
    for c in shown() {
        let from: BTreeSet<_> = c.old.iter().map(|item| &item.document).collect();
        if c.new.len() == 1 && from == both {
            consolidated += 1;
            assert!(c.change.kind == Kind::Merged && c.is(Aspect::Consolidated), "{}", c.name());
        }
    }
    assert!(consolidated >= 15, "{consolidated} rows have both origins");
    // Rows that are the same in all three do not count as changes of substance.
    let folded =
        shown().into_iter().filter(|c| c.is(Aspect::Consolidated) && !c.change.is_substantive()).count();
    assert!(folded >= 8, "{folded}");
}

#[test]
fn every_document_says_that_it_is_a_specimen_and_so_does_every_report() {
    let made = specimens();
    for document in made.changes.old.documents.iter().chain(&made.changes.new.documents) {
        assert!(document.specimen, "{}", document.file);
    }
    for name in names(made.folder.path()).iter().filter(|name| !name.ends_with(".json")) {
        assert!(words(&made.folder.path().join(name)).contains("見本"), "{name}");
    }
}

#[test]
fn the_body_lies_in_items() {
    let made = specimens();
    for document in made.changes.old.documents.iter().chain(&made.changes.new.documents) {
        let said =
            made.changes.diagnostics.iter().any(|d| {
                d.code == "text-outside-items" && d.document.as_deref() == Some(document.file.as_str())
            });
        assert!(document.coverage >= 990, "{}: {}‰", document.file, document.coverage);
        assert!(
            document.coverage >= 995 || said,
            "{}: {}‰, and nobody is told",
            document.file,
            document.coverage
        );
    }
}

#[test]
fn it_does_not_take_long() {
    if cfg!(debug_assertions) {
        println!("left out: only a release build is meant to be fast");
        return;
    }
    let out = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    diff(&edition("r7"), &edition("r8"), out.path()).done();
    assert!(begun.elapsed().as_secs_f32() < 2.0, "{:?}", begun.elapsed());
}
