//! `kaitei check` on the specimens.

use std::{fs, path::Path};

use kaitei_model::Kind;

use crate::support::{Outcome, finish, kaitei, root, specimens};

fn check(expect: &Path, more: &[&str]) -> Outcome {
    let mut command = kaitei();
    command.env_remove("GITHUB_ACTIONS");
    finish(command.arg("check").arg(specimens().folder.path()).arg("--expect").arg(expect).args(more))
}

fn answers(outcome: &Outcome) -> serde_json::Value {
    serde_json::from_slice(&outcome.stdout).unwrap()
}

/// Claims of the notice that the comparison does not show yet. This list only gets shorter.
const NOT_YET: [&str; 1] = ["cloud"];

/// Every statement of the notice is found in the documents, each with the changes that show it.
#[test]
fn the_notice_is_found_in_the_documents() {
    let outcome = check(&root().join("fixtures/notice-claims.toml"), &["--format", "json"]);
    let answers = answers(&outcome);
    let answers = answers["answers"].as_array().unwrap();
    assert!(answers.len() >= 13);
    for answer in answers {
        let id = answer["id"].as_str().unwrap();
        if NOT_YET.contains(&id) {
            if answer["state"] == "holds" {
                println!("claim {id} holds now: take it out of NOT_YET");
            }
            continue;
        }
        assert_eq!(answer["state"], "holds", "{answer:#}");
        assert!(!answer["changes"].as_array().unwrap().is_empty(), "{answer:#}");
    }
}

#[test]
fn a_claim_that_is_not_found_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("claims.toml");
    let text = "schema = \"kaitei.claims/1\"\n\n[[claim]]\nid = \"x\"\nclaim = \"指紋による認証だけになった。\"\n[[claim.proof]]\nnew = \"システム運用編 14.⑤\"\ncontains = [\"指紋だけ\"]\n";
    fs::write(&file, text).unwrap();
    let outcome = check(&file, &[]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.text().contains("文書中に該当箇所を確認できませんでした"), "{outcome:?}");
    let github = check(&file, &["--format", "github"]);
    let place = format!("::error file={},line=3,", file.display());
    assert!(github.text().contains(&place), "{}", github.text());
}

#[test]
fn what_cannot_be_asked_is_never_a_pass() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("expect.toml");
    fs::write(&file, "schema = \"kaitei.expect/1\"\n[[expect]]\nunchanged = \"システム運用編 99.⑨\"\n")
        .unwrap();
    for more in [&[][..], &["--allow-unknown"]] {
        let outcome = check(&file, more);
        assert_eq!(outcome.code, 1);
        assert!(outcome.text().contains("[誤り]") && outcome.text().contains("システム運用編 99.⑨"));
    }
    fs::write(&file, "schema = \"kaitei.expect/1\"\n[[expect]]\nunchange = \"x\"\n").unwrap();
    let outcome = check(&file, &[]).refused("file-malformed");
    assert!(outcome.stderr.contains("3行目"), "{outcome:?}");
    check(&folder.path().join("none.toml"), &[]).refused("path-missing");
}

/// A file of dependencies for the old edition, made to follow the new one.
#[test]
fn dependencies_are_told_and_brought_up_to_date() {
    let changes = &specimens().changes;
    let old = |id| changes.old.items.iter().find(|item| item.id == id).unwrap();
    let of = |wanted: &dyn Fn(&kaitei_model::Change) -> bool| {
        let change = changes.changes.iter().find(|change| wanted(change)).unwrap();
        old(change.old[0].clone())
    };
    let sure = |change: &kaitei_model::Change| {
        change.certainty == kaitei_model::Certainty::Certain
            && change.old.len() == 1
            && change.new.len() == 1
            && old(change.old[0].clone()).kind == kaitei_model::ItemKind::Requirement
            && changes.new.items.iter().any(|item| item.id == change.new[0])
    };
    let same = of(&|change| change.kind == Kind::Unchanged && change.aspects.is_empty() && sure(change));
    let changed = of(&|change| change.kind == Kind::Modified && sure(change));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("depends.toml");
    let entry = |item: &kaitei_model::Item, component: &str| {
        format!(
            "# {component}\n[[depends]]\ncitation = \"{}\"\nfingerprint = \"{}\" # noted\ncomponent = \"{component}\"\nowner = \"担当\"\n\n",
            item.citation, item.fingerprint
        )
    };
    let text = format!("schema = \"kaitei.depends/1\"\n\n{}{}", entry(same, "a"), entry(changed, "b"));
    fs::write(&file, &text).unwrap();
    let outcome = check(&file, &["--format", "json"]);
    assert_eq!(outcome.code, 1);
    let answers = answers(&outcome);
    assert_eq!(answers["answers"][1]["state"], "fails", "{answers:#}");
    assert_eq!(answers["answers"][1]["owner"], "担当");
    assert!(!answers["answers"][1]["changes"].as_array().unwrap().is_empty());

    let updated = check(&file, &["--update"]);
    assert_eq!(updated.code, 0, "{updated:?}");
    let new = fs::read_to_string(&file).unwrap();
    assert_ne!(new, text);
    assert_eq!(new.matches("# noted").count(), 2);
    let outcome = check(&file, &["--format", "json"]);
    assert_eq!(answers_states(&outcome), ["holds", "holds"], "{outcome:?}");
}

fn answers_states(outcome: &Outcome) -> Vec<String> {
    let answers = answers(outcome);
    let answers = answers["answers"].as_array().unwrap();
    answers.iter().map(|answer| answer["state"].as_str().unwrap().to_owned()).collect()
}
