//! Editions in which everything has another number, another place and other words: counterparts are known by what they are about.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "all of it is a test")]

mod support;

use std::collections::BTreeMap;

use kaitei_model::{Certainty, ChangeSet, Item, ItemId};
use kaitei_pipeline::{Options, Silent, rules::Rules};
use support::edition;

fn compare(old: &[(&str, &str)], new: &[(&str, &str)]) -> ChangeSet {
    let options = Options { rules: Rules::builtin(), ..Options::default() };
    kaitei_pipeline::diff(&edition(old), &edition(new), &options, &Silent).unwrap()
}

/// Old numbers with their new ones.
fn links(changes: &ChangeSet) -> BTreeMap<String, String> {
    let numbers = |items: &[Item]| -> BTreeMap<ItemId, String> {
        items.iter().map(|i| (i.id.clone(), i.citation.clone())).collect()
    };
    let (old, new) = (numbers(&changes.old.items), numbers(&changes.new.items));
    let all = changes.changes.iter().flat_map(|c| &c.links);
    all.map(|link| (old[&link.old].clone(), new[&link.new].clone())).collect()
}

fn pairs(all: &[(&str, &str)]) -> BTreeMap<String, String> {
    all.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect()
}

#[test]
fn english_demands_in_other_words_find_each_other() {
    let old = [
        ("1.1", "Verify that borrowed keys are written into the register, with the name of the borrower."),
        ("1.2", "Verify that the fire extinguisher in the cellar is inspected twice a year."),
        ("1.3", "Verify that visitors wear their badges."),
        ("2.1", "Verify that the windows of the archive are locked at night."),
        ("2.2", "Verify that microfilm reels are rewound after use."),
    ];
    let new = [
        ("7.4", "Verify that the archive is protected at night, for example by locks on its windows."),
        (
            "7.9",
            "Verify that every extinguisher against fire, including the one in the cellar, passes an inspection.",
        ),
        ("8.1", "Verify that badges are worn by all visitors of the house, where they can be seen."),
        ("8.2", "Verify that a register names who borrowed which keys."),
        ("9.5", "Verify that screens are cleaned with a dry cloth."),
    ];
    let changes = compare(&old, &new);
    assert_eq!(links(&changes), pairs(&[("1.1", "8.2"), ("1.2", "7.9"), ("1.3", "8.1"), ("2.1", "7.4")]));
    // Found by what they are about alone, they are for a person to check.
    let sure = changes.changes.iter().flat_map(|c| &c.links).filter(|l| l.certainty == Certainty::Certain);
    assert_eq!(sure.count(), 0);
}

#[test]
fn japanese_demands_in_other_words_find_each_other() {
    let old = [
        ("1", "貸し出した鍵は、借りた者の氏名とともに台帳に記すこと。"),
        ("2", "地階の消火器は、年に二回点検すること。"),
        ("3", "夜間は、書庫の窓に施錠すること。"),
        ("4", "来訪者は、名札を着けること。"),
    ];
    let new = [
        ("11", "窓の施錠その他の方法により、書庫を夜間も守ることとしている。"),
        ("12", "名札は、すべての来訪者が見える所に着ける。"),
        ("13", "鍵の貸出しについては、台帳から借受人が分かるようにしておく。"),
        ("14", "地階を含め、消火器の点検に漏れがない。"),
    ];
    let changes = compare(&old, &new);
    assert_eq!(links(&changes), pairs(&[("1", "13"), ("2", "14"), ("3", "11"), ("4", "12")]));
}
