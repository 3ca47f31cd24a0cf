//! Decisions through the whole pipeline: they hold on re-runs, survive renumbering and small edits, and are loud when they cannot hold.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "all of it is a test")]

mod support;

use kaitei_model::{
    Certainty, Change, ChangeSet, DecisionEntry, DecisionsFile, Kind, NamedItem, Settles, Verdict,
};
use kaitei_pipeline::{Options, Silent, SourceFile, rules::Rules};
use support::edition;

const BACKUP: &str = "重要なデータは、別の場所に毎週写しを取り、戻せることを年に一度確かめること。";
const DOORS: &str = "書庫の扉には鍵をかけ、鍵を借りた者の名前と時刻を帳面に書くこと。";
const GUESTS: &str = "来客は受付で名札を受け取り、帰るときに返すこと。";
const FIRE: &str = "消火器の場所を見取図に示し、半年ごとに点検の日付を書き入れること。";
const LAMPS: &str = "最後に退室する者は、明かりと空調を切ったことを声に出して確かめること。";

fn compare(old: &[(&str, &str)], new: &[(&str, &str)], decisions: &[DecisionEntry]) -> ChangeSet {
    let file = DecisionsFile {
        schema: kaitei_model::DECISIONS_SCHEMA.to_owned(),
        decisions: decisions.to_vec(),
        documents: Vec::new(),
    };
    let bytes = serde_json::to_vec(&file).unwrap();
    // JSON objects on one line each are not TOML: written by hand here, a decision a line.
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let mut text = "schema = \"kaitei.decisions/1\"\n".to_owned();
    for entry in value["decision"].as_array().into_iter().flatten() {
        text.push_str("[[decision]]\n");
        for (key, value) in entry.as_object().unwrap() {
            let value = match value {
                serde_json::Value::Array(items) => {
                    let items: Vec<String> = items
                        .iter()
                        .map(|item| {
                            let fields: Vec<String> =
                                item.as_object().unwrap().iter().map(|(k, v)| format!("{k} = {v}")).collect();
                            format!("{{ {} }}", fields.join(", "))
                        })
                        .collect();
                    format!("[{}]", items.join(", "))
                }
                other => other.to_string(),
            };
            text.push_str(&format!("{key} = {value}\n"));
        }
    }
    let decisions = SourceFile { name: "kaitei.decisions.toml".to_owned(), bytes: text.into_bytes() };
    let options = Options { rules: Rules::builtin(), decisions: Some(decisions), ..Options::default() };
    kaitei_pipeline::diff(&edition(old), &edition(new), &options, &Silent).unwrap()
}

/// An item as a decision that was made on this text names it.
fn named(changes: &ChangeSet, citation: &str) -> NamedItem {
    let mut items = changes.old.items.iter().chain(&changes.new.items);
    let item = items.find(|i| i.citation == citation).unwrap();
    NamedItem {
        citation: item.citation.clone(),
        fingerprint: item.fingerprint.clone(),
        text: item.text.chars().take(80).collect(),
    }
}

fn decision(what: Settles, old: &[NamedItem], new: &[NamedItem]) -> DecisionEntry {
    DecisionEntry {
        what,
        old: old.to_vec(),
        new: new.to_vec(),
        kind: None,
        note: "見て決めた".to_owned(),
        by: "見本".to_owned(),
        when: "2026-11-23".to_owned(),
    }
}

/// The change that holds the new item.
fn of_new<'a>(changes: &'a ChangeSet, citation: &str) -> &'a Change {
    let id = &changes.new.items.iter().find(|i| i.citation == citation).unwrap().id;
    changes.changes.iter().find(|c| c.new.contains(id)).unwrap()
}

fn of_old<'a>(changes: &'a ChangeSet, citation: &str) -> &'a Change {
    let id = &changes.old.items.iter().find(|i| i.citation == citation).unwrap().id;
    changes.changes.iter().find(|c| c.old.contains(id)).unwrap()
}

fn codes(changes: &ChangeSet) -> Vec<&str> {
    changes.diagnostics.iter().map(|d| d.code.as_str()).filter(|c| c.starts_with("decision")).collect()
}

const OLD: [(&str, &str); 4] = [("前1", BACKUP), ("前2", DOORS), ("前3", GUESTS), ("前4", FIRE)];
const NEW: [(&str, &str); 4] = [("後1", BACKUP), ("後2", DOORS), ("後3", GUESTS), ("後4", LAMPS)];

#[test]
fn a_corrected_pair_stays_corrected_and_its_items_leave_their_other_links() {
    let plain = compare(&OLD, &NEW, &[]);
    assert_eq!(of_new(&plain, "後1").kind, Kind::Unchanged);
    let link = decision(Settles::Link, &[named(&plain, "前1")], &[named(&plain, "後4")]);
    for _ in 0..2 {
        let decided = compare(&OLD, &NEW, std::slice::from_ref(&link));
        let change = of_new(&decided, "後4");
        assert_eq!(change.links.len(), 1);
        assert_eq!(change.links[0].evidence.method, "decided");
        assert_eq!(change.certainty, Certainty::Certain);
        let shown = change.decision.as_ref().unwrap();
        assert_eq!((shown.verdict, shown.by.as_str()), (Verdict::Right, "見本"));
        assert_eq!(of_new(&decided, "後1").kind, Kind::Added, "its old partner was given to another");
        assert_eq!(codes(&decided), Vec::<&str>::new());
    }
}

#[test]
fn a_decision_survives_renumbering_and_small_edits() {
    let plain = compare(&OLD, &NEW, &[]);
    let link = decision(Settles::Link, &[named(&plain, "前1")], &[named(&plain, "後4")]);
    let edited = LAMPS.replace("最後に", "最終に");
    let moved = [("後1", GUESTS), ("後2", BACKUP), ("後3", LAMPS), ("後4", DOORS)];
    let decided = compare(&OLD, &moved, std::slice::from_ref(&link));
    assert_eq!(of_new(&decided, "後3").links[0].evidence.method, "decided");
    assert_eq!(codes(&decided), ["decision-renumbered"]);
    let retyped = [("後1", BACKUP), ("後2", DOORS), ("後3", GUESTS), ("後4", edited.as_str())];
    let decided = compare(&OLD, &retyped, &[link]);
    assert_eq!(of_new(&decided, "後4").links[0].evidence.method, "decided");
    assert_eq!(codes(&decided), ["decision-edited"]);
}

#[test]
fn a_stale_decision_is_told_and_nothing_of_it_is_applied() {
    let plain = compare(&OLD, &NEW, &[]);
    let link =
        decision(Settles::Link, &[named(&plain, "前1")], &[named(&plain, "後1"), named(&plain, "後4")]);
    let without = [("後1", BACKUP), ("後2", DOORS), ("後3", GUESTS)];
    let decided = compare(&OLD, &without, &[link]);
    assert_eq!(codes(&decided), ["decision-stale"]);
    let told = decided.diagnostics.iter().find(|d| d.code == "decision-stale").unwrap();
    assert!(told.message.contains("後4") && told.message.contains("2行目"), "{}", told.message);
    assert_eq!(told.document.as_deref(), Some("kaitei.decisions.toml"));
    assert_ne!(of_new(&decided, "後1").links[0].evidence.method, "decided");
}

#[test]
fn of_two_that_contradict_each_other_the_later_holds_and_both_are_named() {
    let plain = compare(&OLD, &NEW, &[]);
    let (a, b) = (named(&plain, "前1"), named(&plain, "後4"));
    let first = decision(Settles::Link, std::slice::from_ref(&a), std::slice::from_ref(&b));
    let second = decision(Settles::Link, std::slice::from_ref(&a), &[named(&plain, "後2")]);
    let decided = compare(&OLD, &NEW, &[first.clone(), second]);
    assert_eq!(codes(&decided), ["decision-conflict"]);
    let told = decided.diagnostics.iter().find(|d| d.code == "decision-conflict").unwrap();
    assert_eq!((told.args["line"].as_str(), told.args["other"].as_str()), ("2", "9"));
    assert_eq!(of_old(&decided, "前1").new, of_new(&decided, "後2").new);
    // A link that was taken back, and one that takes back.
    let unlink = decision(Settles::Unlink, &[a], &[b]);
    let back = compare(&OLD, &NEW, &[first.clone(), unlink.clone()]);
    assert_eq!(codes(&back), ["decision-conflict"]);
    assert!(of_new(&back, "後4").links.iter().all(|l| l.evidence.method != "decided"));
    let forth = compare(&OLD, &NEW, &[unlink, first]);
    assert_eq!(codes(&forth), ["decision-conflict"]);
    assert_eq!(of_new(&forth, "後4").links[0].evidence.method, "decided");
}

#[test]
fn a_wrong_pair_is_taken_apart_and_says_so() {
    let plain = compare(&OLD, &NEW, &[]);
    let wrong = decision(Settles::Unlink, &[named(&plain, "前2")], &[named(&plain, "後2")]);
    let decided = compare(&OLD, &NEW, &[wrong]);
    let change = of_new(&decided, "後2");
    assert!(change.links.is_empty(), "{change:?}");
    let shown = change.decision.as_ref().unwrap();
    assert_eq!(shown.verdict, Verdict::Wrong);
    assert_eq!(shown.old, of_old(&decided, "前2").old, "it tells what it was taken apart from");
}

#[test]
fn several_belong_together_and_some_have_no_counterpart() {
    let plain = compare(&OLD, &NEW, &[]);
    let (o, n) = (|c: &str| named(&plain, c), |c: &str| named(&plain, c));
    let all = [
        decision(Settles::Link, &[o("前1"), o("前2")], &[n("後1"), n("後2"), n("後4")]),
        decision(Settles::Link, &[], &[n("後3")]),
    ];
    let decided = compare(&OLD, &NEW, &all);
    let change = of_new(&decided, "後4");
    assert_eq!((change.kind, change.links.len()), (Kind::Regrouped, 6));
    assert_eq!(of_new(&decided, "後3").kind, Kind::Added);
    assert_eq!(of_new(&decided, "後3").certainty, Certainty::Certain);
    assert_eq!(of_old(&decided, "前3").kind, Kind::Removed);
    assert_eq!(codes(&decided), Vec::<&str>::new());
}

#[test]
fn kinds_remarks_and_what_is_left_open_are_shown() {
    let plain = compare(&OLD, &NEW, &[]);
    let moved = DecisionEntry {
        kind: Some(Kind::Moved),
        ..decision(Settles::Kind, &[named(&plain, "前1")], &[named(&plain, "後1")])
    };
    let hold = decision(Settles::Hold, &[], &[named(&plain, "後2")]);
    let note = DecisionEntry {
        note: "会議で話す".to_owned(),
        ..decision(Settles::Note, &[], &[named(&plain, "後2")])
    };
    let unfit = DecisionEntry {
        kind: Some(Kind::Moved),
        ..decision(Settles::Kind, &[named(&plain, "前3")], &[named(&plain, "後4")])
    };
    let decided = compare(&OLD, &NEW, &[moved, hold, note, unfit]);
    assert_eq!(of_new(&decided, "後1").kind, Kind::Moved);
    let shown = of_new(&decided, "後2").decision.as_ref().unwrap();
    assert_eq!((shown.verdict, shown.note.as_str()), (Verdict::Pending, "見て決めた\n会議で話す"));
    assert_eq!(codes(&decided), ["decision-unfit"]);
    assert!(decided.options.contains_key("decisions"));
}
