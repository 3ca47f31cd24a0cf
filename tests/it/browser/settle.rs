//! Deciding in the page: 正しい, 誤り with another partner, 保留; saved, loaded again, and applied by the next run.

use std::fs;

use kaitei_model::{DecisionsFile, Settles};
use serde_json::json;

use super::driver::{Page, open};
use crate::support::{changes, edition, finish, kaitei, specimens};

fn report() -> Option<Page> {
    open(&specimens().folder.path().join("report.html"))
}

/// The anchors of changes that fit a selector.
fn anchors(page: &mut Page, selector: &str) -> Vec<String> {
    let script = format!("Array.from(document.querySelectorAll({})).map(e => e.id)", json!(selector));
    page.eval(&script).as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

#[test]
fn decisions_are_saved_loaded_and_applied() {
    let Some(mut page) = report() else { return };
    let review = anchors(&mut page, "#table tr.r[data-c=review]");
    assert!(review.len() >= 3, "{review:?}");
    // A change under review that says which other partner an item may have.
    let with_other = "Object.entries(JSON.parse(document.getElementById('data').textContent).rows).filter(([id, r]) => r[0].length && r[1].length && r[2].length && document.getElementById(id).dataset.c === 'review').map(([id]) => id)";
    let wrong = page.eval(with_other)[0].as_str().unwrap().to_owned();
    let others: Vec<&String> = review.iter().filter(|id| **id != wrong).collect();
    let (right, hold) = (others[0].clone(), others[1].clone());
    page.fill("#who", "事務局 見本");
    page.click(&format!("#{right} .dec [data-v=right]"));
    page.click(&format!("#{hold} .dec [data-v=hold]"));
    page.fill(&format!("#{hold} .dn input"), "改行や \"引用符\" や \\ も");
    page.click(&format!("#{wrong} .dec [data-v=wrong]"));
    let candidates = format!("#dx-{wrong} .dp input[type=radio]:not([value=ask]):not([value='-1'])");
    assert!(page.count(&format!("document.querySelectorAll({}).length", json!(candidates))) >= 1);
    page.click(&candidates);
    assert_eq!(page.eval("document.getElementById('savebar').hidden"), json!(false));
    page.click("#save2");
    let file = page.downloaded("kaitei.decisions.toml");
    let text = fs::read_to_string(&file).unwrap();
    let read: DecisionsFile = toml::from_str(&text).unwrap();
    let whats: Vec<Settles> = read.decisions.iter().map(|one| one.what).collect();
    assert_eq!(whats.iter().filter(|what| **what == Settles::Unlink).count(), 1, "{text}");
    assert_eq!(whats.iter().filter(|what| **what == Settles::Link).count(), 2, "{text}");
    let held = read.decisions.iter().find(|one| one.what == Settles::Hold).unwrap();
    assert_eq!(held.note, "改行や \"引用符\" や \\ も");
    assert!(read.decisions.iter().all(|one| one.by == "事務局 見本" && one.when.len() == 10), "{text}");
    let named = read.decisions.iter().flat_map(|one| one.old.iter().chain(&one.new));
    assert!(named.clone().count() >= 6);
    for item in named {
        assert!(item.fingerprint.len() == 12 && item.text.chars().count() <= 80, "{item:?}");
    }

    // A page that was loaded anew knows nothing until it is given the file; then it shows the same.
    page.eval("localStorage.clear()");
    page.go(&specimens().folder.path().join("report.html"));
    assert_eq!(page.count("document.querySelectorAll('.dec [aria-pressed=true]').length"), 0);
    page.give("#loadfile", &file);
    for (id, verdict) in [(&right, "right"), (&hold, "hold"), (&wrong, "wrong")] {
        let pressed = format!("document.querySelector('#{id} .dec [aria-pressed=true]').dataset.v");
        assert_eq!(page.text(&pressed), verdict);
    }
    assert_eq!(
        page.count(&format!("document.querySelectorAll({}).length", json!(format!("{candidates}:checked")))),
        1
    );
    // Saved again, it is the same file.
    fs::remove_file(&file).unwrap();
    page.click("#save");
    assert_eq!(fs::read_to_string(page.downloaded("kaitei.decisions.toml")).unwrap(), text);
    assert_eq!(page.errors(), [""; 0]);

    // The next run applies all of it.
    let out = tempfile::tempdir().unwrap();
    let mut command = kaitei();
    command
        .arg("diff")
        .arg("--old")
        .arg(edition("r7"))
        .arg("--new")
        .arg(edition("r8"))
        .arg("--out")
        .arg(out.path());
    let outcome = finish(command.arg("--decisions").arg(&file).args(["--formats", "json,html"])).done();
    assert!(!outcome.stderr.contains("[decision-"), "{}", outcome.stderr);
    let applied = changes(&out.path().join("changes.json"));
    let decided = applied.changes.iter().filter(|change| change.decision.is_some()).count();
    assert!(decided >= 3, "{decided} changes hold a decision");
    let pair = read.decisions.iter().rfind(|one| one.what == Settles::Link).unwrap();
    let linked = applied.changes.iter().any(|change| {
        let cites = |items: &[kaitei_model::Item],
                     ids: &[kaitei_model::ItemId],
                     wanted: &[kaitei_model::NamedItem]| {
            wanted
                .iter()
                .all(|one| items.iter().any(|item| item.citation == one.citation && ids.contains(&item.id)))
        };
        cites(&applied.old.items, &change.old, &pair.old) && cites(&applied.new.items, &change.new, &pair.new)
    });
    assert!(linked, "the partner that was chosen is not the counterpart now: {pair:?}");
}

/// What people wrote by hand into the file is never lost, whether the page understands it or not.
#[test]
fn what_the_page_does_not_know_stays_in_the_file() {
    let Some(mut page) = report() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    let mine = "# 事務局のメモ\nschema = \"kaitei.decisions/1\"\n\n# 前回の会議で決めたもの\n[[decision]]\nwhat = \"note\"\nold = [{ citation = 'どこにもない編 1' }]\nnew = []\nnote = \"\"\"\n長い\n理由\n\"\"\"\n\n[[decision]]\nwhat = \"kind\"\nkind = \"moved\"\nold = [{ citation = \"x\" }]\nnew = [{ citation = \"y\" }]\n";
    fs::write(&file, mine).unwrap();
    page.give("#loadfile", &file);
    let review = anchors(&mut page, "#table tr.r[data-c=review]");
    page.click(&format!("#{} .dec [data-v=right]", review[0]));
    page.click("#save");
    let saved = fs::read_to_string(page.downloaded("kaitei.decisions.toml")).unwrap();
    assert!(saved.starts_with(mine.trim_end()), "{saved}");
    assert_eq!(saved.matches("[[decision]]").count(), 3, "{saved}");
    toml::from_str::<DecisionsFile>(&saved).unwrap();
    // A file that is something else is refused, and nothing changes.
    fs::write(&file, "schema = \"kaitei.expect/1\"\n").unwrap();
    page.give("#loadfile", &file);
    assert!(page.text("document.getElementById('said').textContent").contains("ではない"));
    assert_eq!(page.count("document.querySelectorAll('.dec [aria-pressed=true]').length"), 1);
    assert_eq!(page.errors(), [""; 0]);
}

/// Closed by mistake before saving: what was decided is back.
#[test]
fn what_was_not_saved_is_back() {
    let Some(mut page) = report() else { return };
    let review = anchors(&mut page, "#table tr.r[data-c=review]");
    page.click(&format!("#{} .dec [data-v=hold]", review[0]));
    // The page asks before it is left; the answer is yes.
    page.go_to("about:blank");
    page.go(&specimens().folder.path().join("report.html"));
    assert_eq!(
        page.text(&format!("document.querySelector('#{} .dec [aria-pressed=true]').dataset.v", review[0])),
        "hold"
    );
}

/// Any change can be settled, also one that is taken for sure, with a partner that is typed.
#[test]
fn a_partner_can_be_typed() {
    let Some(mut page) = report() else { return };
    let sure = anchors(&mut page, "#table tr.r[data-k=modified][data-c=certain]");
    let id = &sure[0];
    page.click(&format!("#{id} details.e > summary"));
    page.click(&format!("#{id} .dec [data-v=wrong]"));
    let typed = format!("#dx-{id} .dp .dt input");
    page.fill(&typed, "どこにもない項番");
    assert_eq!(
        page.text(&format!("document.querySelector({}).getAttribute('aria-invalid')", json!(typed))),
        "true"
    );
    let citation = specimens().changes.old.items[3].citation.clone();
    page.fill(&typed, &citation);
    page.click("#save");
    let saved = fs::read_to_string(page.downloaded("kaitei.decisions.toml")).unwrap();
    let read: DecisionsFile = toml::from_str(&saved).unwrap();
    let link = read.decisions.iter().find(|one| one.what == Settles::Link).unwrap();
    assert_eq!(link.old[0].citation, citation);
    assert_eq!(page.errors(), [""; 0]);
}
