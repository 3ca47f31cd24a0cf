//! What an expectation comes to, on the sample.

use kaitei_model::{Certainty, Code, Diagnostic, Side};

use super::sample::sample;
use crate::Lang;
use crate::check::{CheckFormat, Expectations, Outcome, State, evaluate, update, write};

fn expect(body: &str) -> Expectations {
    Expectations::parse("expect.toml", &format!("schema = \"kaitei.expect/1\"\n{body}")).unwrap()
}

fn state(set: &kaitei_model::ChangeSet, body: &str) -> State {
    let outcome = evaluate(set, &[expect(body)], Lang::Ja);
    assert_eq!(outcome.answers.len(), 1);
    outcome.answers[0].state
}

fn refused(text: &str) -> (Option<usize>, String) {
    let error = Expectations::parse("x", text).unwrap_err();
    assert!(!error.en.is_empty());
    (error.line, error.ja)
}

/// A changed 1:1 item and an unchanged one.
fn changed_and_not() -> (kaitei_model::ChangeSet, String, String) {
    (sample(), "運用編 14.②".to_owned(), "運用編 13.①".to_owned())
}

#[test]
fn something_changed_or_did_not() {
    let (set, changed, same) = changed_and_not();
    assert_eq!(state(&set, &format!("[[expect]]\nunchanged = \"{same}\"")), State::Holds);
    assert_eq!(state(&set, &format!("[[expect]]\nunchanged = [\"{same}\", \"{changed}\"]")), State::Fails);
    assert_eq!(state(&set, "[[expect]]\nexists = { removes = \"定期的\" }"), State::Holds);
    assert_eq!(state(&set, "[[expect]]\nexists = { removes = \"存在しない語\" }"), State::Fails);
    assert_eq!(state(&set, "[[expect]]\nnone = { removes = \"存在しない語\" }"), State::Holds);
    assert_eq!(state(&set, "[[expect]]\nnone = { removes = \"定期的\" }"), State::Fails);
    // Width and spacing do not matter.
    assert_eq!(state(&set, "[[expect]]\nexists = { removes = \"定 期 的\" }"), State::Holds);
    let within = format!("[[expect]]\nexists = {{ within = \"{changed}\", kind = \"modified\" }}");
    assert_eq!(state(&set, &within), State::Holds);
}

#[test]
fn what_no_edition_has_is_an_error_and_no_pass() {
    let set = sample();
    for body in [
        "unchanged = \"編 99.⑨\"",
        "none = { within = \"編 99.⑨\" }",
        "none = { theme = \"no-such-theme\" }",
        "none = { audience = \"nobody\" }",
        "none = { document = \"ない編\" }",
    ] {
        assert_eq!(state(&set, &format!("[[expect]]\n{body}")), State::Error, "{body}");
    }
    let claim = "[[claim]]\nid = \"a\"\nclaim = \"b\"\n[[claim.proof]]\nnew = \"編 99.⑨\"";
    assert_eq!(state(&set, claim), State::Error);
    assert_eq!(state(&set, "[[depends]]\ncitation = \"編 99.⑨\""), State::Error);
}

#[test]
fn what_could_not_be_read_is_unknown() {
    let (mut set, _, same) = changed_and_not();
    let item = set.old.items.iter().find(|item| item.citation == same).unwrap();
    let file = set.old.documents.iter().find(|document| document.id == item.document).unwrap().file.clone();
    let damaged = Diagnostic::new(Code::PageWithoutText, [("pages", "3")]);
    set.diagnostics = vec![damaged.in_document(&file).on_side(Side::Old)];
    assert_eq!(state(&set, &format!("[[expect]]\nunchanged = \"{same}\"")), State::Unknown);
    assert_eq!(state(&set, "[[expect]]\nnone = { removes = \"存在しない語\" }"), State::Unknown);
    assert_eq!(state(&set, "[[expect]]\nexists = { removes = \"存在しない語\" }"), State::Unknown);
    // What is found is there all the same.
    assert_eq!(state(&set, "[[expect]]\nexists = { removes = \"定期的\" }"), State::Holds);
    // Trouble elsewhere is none here.
    set.diagnostics[0].document = Some("other.pdf".to_owned());
    assert_eq!(state(&set, &format!("[[expect]]\nunchanged = \"{same}\"")), State::Holds);
}

#[test]
fn a_gap_in_the_numbering_is_unknown_unless_both_editions_have_it() {
    let (mut set, _, same) = changed_and_not();
    let gap = |set: &kaitei_model::ChangeSet, side| {
        let edition = if side == Side::Old { &set.old } else { &set.new };
        let item = edition.items.iter().find(|item| item.citation == same).unwrap();
        let document = edition.documents.iter().find(|document| document.id == item.document).unwrap();
        let number = item.number.clone().unwrap();
        Diagnostic::new(Code::NumberingGap, [("before", "⑲".to_owned()), ("after", number)])
            .in_document(&document.file)
            .on_side(side)
            .at(item.location.clone())
    };
    set.diagnostics = vec![gap(&set, Side::New)];
    let body = format!("[[expect]]\nunchanged = \"{same}\"");
    assert_eq!(state(&set, &body), State::Unknown);
    set.diagnostics.push(gap(&set, Side::Old));
    assert_eq!(state(&set, &body), State::Holds);
}

#[test]
fn a_pairing_that_nobody_settled_is_unknown() {
    let (mut set, _, same) = changed_and_not();
    let id = set.old.items.iter().find(|item| item.citation == same).unwrap().id.clone();
    let change = set.changes.iter_mut().find(|change| change.old.contains(&id)).unwrap();
    change.certainty = Certainty::Review;
    let body = format!("[[expect]]\nunchanged = \"{same}\"");
    assert_eq!(state(&set, &body), State::Unknown);
    assert_eq!(state(&set, "[[expect]]\nreview = 0"), State::Fails);
    assert_eq!(state(&set, "[[expect]]\nreview = 99"), State::Holds);
    let outcome = evaluate(&set, &[expect(&body)], Lang::Ja);
    assert!(!outcome.passes(false) && outcome.passes(true));
}

#[test]
fn a_claim_is_linked_to_its_changes_or_says_that_it_was_not_found() {
    let (set, changed, _) = changed_and_not();
    let claim = |proof: &str| {
        let body = format!(
            "[[claim]]\nid = \"c\"\nclaim = \"変わった\"\n[[claim.proof]]\nold = \"{changed}\"\n{proof}"
        );
        evaluate(&set, &[expect(&body)], Lang::Ja).answers.remove(0)
    };
    let new = {
        let id = &set.old.items.iter().find(|item| item.citation == changed).unwrap().id;
        let change = set.changes.iter().find(|change| change.old.contains(id)).unwrap();
        set.new.items.iter().find(|item| item.id == change.new[0]).unwrap().citation.clone()
    };
    let found = claim(&format!("new = \"{new}\"\nkind = \"modified\""));
    assert_eq!((found.state, found.changes.len()), (State::Holds, 1));
    let not = claim(&format!("new = \"{new}\"\nkind = \"split\""));
    assert_eq!(not.state, State::Fails);
    assert_eq!(not.reasons[0], "文書中に該当箇所を確認できませんでした。");
    let words = claim(&format!("new = \"{new}\"\ncontains = [\"存在しない語\"]"));
    assert_eq!(words.state, State::Fails);
}

/// The sample with fingerprints, which its builder does not give.
fn with_fingerprints() -> (kaitei_model::ChangeSet, String, String) {
    let (mut set, changed, same) = changed_and_not();
    let items = set.old.items.iter_mut().chain(&mut set.new.items);
    for item in items {
        item.fingerprint = format!("{:012x}", item.text.bytes().map(u64::from).sum::<u64>());
    }
    (set, changed, same)
}

fn fingerprint(items: &[kaitei_model::Item], citation: &str) -> String {
    items.iter().find(|item| item.citation == citation).unwrap().fingerprint.clone()
}

#[test]
fn what_people_depend_on() {
    let (set, changed, same) = with_fingerprints();
    let entry = |citation: &str, fingerprint: &str| {
        state(&set, &format!("[[depends]]\ncitation = \"{citation}\"\nfingerprint = \"{fingerprint}\""))
    };
    assert_eq!(entry(&same, &fingerprint(&set.old.items, &same)), State::Holds);
    assert_eq!(entry(&changed, &fingerprint(&set.old.items, &changed)), State::Fails);
    // The file follows the new edition already.
    assert_eq!(entry(&changed, &fingerprint(&set.new.items, &changed)), State::Holds);
    // Another text than either edition's.
    assert_eq!(entry(&same, "ffffffffffff"), State::Fails);
    let mut old_data = set.clone();
    for item in old_data.old.items.iter_mut().chain(&mut old_data.new.items) {
        item.fingerprint.clear();
    }
    let body = format!("[[depends]]\ncitation = \"{same}\"\nfingerprint = \"ffffffffffff\"");
    assert_eq!(state(&old_data, &body), State::Unknown);
}

#[test]
fn an_update_keeps_the_comments() {
    let (set, changed, same) = with_fingerprints();
    let (old, new) = (fingerprint(&set.old.items, &changed), fingerprint(&set.new.items, &changed));
    let removed = "運用編 14.④";
    let text = format!(
        "# Our file.\nschema = \"kaitei.depends/1\"\nedition = \"古い版\" # which\n\n# The log-in screen.\n[[depends]]\ncitation = \"{changed}\" # the rule\nfingerprint = \"{old}\"\nowner = \"山田\"\n\n[[depends]]\ncitation = \"{same}\"\n\n[[depends]]\ncitation = \"{removed}\"\n"
    );
    let updated = update(&set, &text, Lang::Ja).unwrap();
    assert!(updated.text.contains("# Our file.\n") && updated.text.contains("# The log-in screen.\n"));
    assert!(updated.text.contains(&format!("fingerprint = \"{new}\"")), "{}", updated.text);
    assert!(updated.text.contains("# the rule\n") && updated.text.contains("owner = \"山田\""));
    assert!(updated.text.contains(&format!("edition = \"{}\" # which", set.new.label)));
    assert!(updated.text.contains(&format!("citation = \"{removed}\"\n")));
    assert_eq!(updated.left.len(), 1, "{:?}", updated.left);
    // Once more changes nothing, and the new file holds but for what a person must settle.
    let again = update(&set, &updated.text, Lang::Ja).unwrap();
    assert_eq!(again.text, updated.text);
    let file = Expectations::parse("depends.toml", &updated.text).unwrap();
    let outcome = evaluate(&set, &[file], Lang::Ja);
    assert_eq!((outcome.count(State::Holds), outcome.count(State::Fails)), (2, 1), "{:#?}", outcome.answers);
}

#[test]
fn a_file_that_says_less_than_its_writer_meant_is_refused() {
    assert_eq!(
        refused("schema = \"kaitei.expect/1\"\n[[expect]]\nnone = { kinds = \"removed\" }").0,
        Some(3)
    );
    assert_eq!(refused("schema = \"kaitei.expect/1\"\n\n[[expect]]\nid = \"a\"").0, Some(3));
    let two = "schema = \"kaitei.expect/1\"\n[[expect]]\nreview = 0\nunchanged = \"a\"";
    assert!(refused(two).1.contains("一つだけ"));
    assert!(refused("schema = \"kaitei.expect/1\"").1.contains("一つもありません"));
    assert!(refused("schema = \"kaitei.expect/2\"\n[[expect]]\nreview = 0").1.contains("kaitei.expect/2"));
    assert!(
        refused("schema = \"kaitei.expect/1\"\n[[expect]]\nunchanged = \"a\"\nignore = [\"x\"]")
            .1
            .contains("「x」")
    );
    assert!(refused("schema = \"kaitei.expect/1\"\n[[expect]]\nunchanged = []").1.contains("項番"));
    assert!(refused("= 1").0.is_some());
}

fn all_states() -> Outcome {
    let (set, changed, same) = changed_and_not();
    let body = format!(
        "[[expect]]\nid = \"a,b: c%\"\ntext = \"一行目\\n二行目 <b>\"\nunchanged = \"{changed}\"\n[[expect]]\nid = \"same\"\nunchanged = \"{same}\"\n[[expect]]\nid = \"nowhere\"\nunchanged = \"編 99\"\n"
    );
    evaluate(&set, &[expect(&body)], Lang::Ja)
}

#[test]
fn answers_in_every_form() {
    let outcome = all_states();
    let shown = |format| String::from_utf8(write(&outcome, format, Lang::Ja, false).unwrap()).unwrap();
    let text = shown(CheckFormat::Text);
    assert!(text.contains("[満たさない] a,b: c%: 一行目 二行目 <b>\n"), "{text}");
    assert!(text.contains("結果: 満たす 1、満たさない 1、不明 0、誤り 1"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&shown(CheckFormat::Json)).unwrap();
    assert_eq!(json["schema"], "kaitei.check/1");
    assert_eq!(json["answers"][0]["state"], "fails");
    assert_eq!(json["answers"][0]["line"], 2);
    assert_eq!(json["passes"], false);
    // GitHub's commands are one line each; what would end a property is spelt out.
    let github = shown(CheckFormat::Github);
    let commands: Vec<&str> = github.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 2);
    assert!(
        commands[0].starts_with("::error file=expect.toml,line=2,title=kaitei%3A a%2Cb%3A c%25::"),
        "{}",
        commands[0]
    );
    let junit = shown(CheckFormat::Junit);
    super::machines::junit_is_sound(&junit);
    assert!(junit.contains("<failure type=\"fails\"") && junit.contains("<error type=\"error\""));
    super::machines::sarif_is_sound(&shown(CheckFormat::Sarif));
    for format in CheckFormat::ALL {
        assert_eq!(format.id().parse(), Ok(format));
    }
}
