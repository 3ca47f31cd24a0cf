//! The engine without a browser, on the specimens: the same bytes as the pipeline's, pairs that a person changed, files that cannot be read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::{fs, path::Path, sync::OnceLock};

use kaitei_page::Session;
use kaitei_pipeline::{EditionInput, Options, Silent, SourceFile, collect::manifest, diff};
use serde_json::Value;

fn editions() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/editions")
}

/// The files of a specimen edition, by name.
fn files(edition: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(editions().join(edition))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// The checklists alone: enough to see pairs, and read in no time.
fn checklists(session: &mut Session) {
    for (side, edition) in [("old", "r7"), ("new", "r8")] {
        for (name, bytes) in files(edition).into_iter().filter(|(name, _)| name.ends_with(".xlsx")) {
            session.add(side, &format!("{edition}/{name}"), true, bytes);
        }
    }
    read(session);
}

fn read(session: &mut Session) {
    for key in session.unread() {
        session.read(key);
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn changes(session: &Session) -> Vec<u8> {
    let results = session.results();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(results)).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name("changes.json").unwrap(), &mut bytes).unwrap();
    bytes
}

#[test]
fn the_same_bytes_as_the_pipeline() {
    let mut session = Session::new("ja");
    let side = |edition: &str| {
        let (toml, files): (Vec<_>, Vec<_>) =
            files(edition).into_iter().partition(|(name, _)| name == "edition.toml");
        EditionInput {
            manifest: toml.first().map(|(name, bytes)| manifest(name, bytes).unwrap()),
            files: files.into_iter().map(|(name, bytes)| SourceFile { name, bytes }).collect(),
            ..EditionInput::default()
        }
    };
    // Given in another order than that of the names.
    for (id, edition) in [("new", "r8"), ("old", "r7")] {
        for (name, bytes) in files(edition).into_iter().rev() {
            session.add(id, &format!("{edition}/{name}"), true, bytes);
        }
    }
    read(&mut session);
    let told = json(&session.compare(&Silent));
    assert_eq!(told["done"], true, "{told}");
    let expected = diff(&side("r7"), &side("r8"), &Options::default(), &Silent).unwrap();
    let expected =
        kaitei_reports::render(&expected, kaitei_reports::Format::Json, &Default::default()).unwrap();
    assert!(changes(&session) == expected[0].bytes, "changes.json is another one");
    assert!(String::from_utf8(session.report()).unwrap().contains("見本"));
}

fn pairs(session: &Session) -> Value {
    json(&session.counterparts())
}

/// The id of the document that a name is part of.
fn id(pairs: &Value, side: &str, file: &str) -> String {
    let found = pairs[side].as_array().unwrap().iter().find(|d| d["file"].as_str().unwrap().contains(file));
    found.unwrap_or_else(|| panic!("no {file}"))["id"].as_str().unwrap().to_owned()
}

fn olds_of(pairs: &Value, new: &str) -> Vec<String> {
    let pair = pairs["pairs"].as_array().unwrap().iter().find(|p| p["new"][0] == new).unwrap();
    pair["old"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

static CHECKLISTS: OnceLock<Vec<u8>> = OnceLock::new();

/// Decisions in which the pharmacy's checklist became the vendor's.
fn paired_otherwise() -> Vec<u8> {
    CHECKLISTS
        .get_or_init(|| {
            let mut session = Session::new("ja");
            checklists(&mut session);
            let found = pairs(&session);
            let (pharmacy, vendor) = (id(&found, "old", "pharmacy"), id(&found, "new", "vendor"));
            assert_eq!(session.pair(&pharmacy, Some(&vendor)), "[]");
            session.decisions_file()
        })
        .clone()
}

#[test]
fn a_pair_of_documents_is_changed_kept_and_applied_again() {
    let mut session = Session::new("ja");
    checklists(&mut session);
    let found = pairs(&session);
    let (pharmacy, common) = (id(&found, "old", "pharmacy"), id(&found, "new", "clinic-pharmacy"));
    let vendor = id(&found, "new", "vendor");
    assert!(olds_of(&found, &common).contains(&pharmacy));

    assert_eq!(session.decisions("k.toml", paired_otherwise()), "[]");
    let changed = pairs(&session);
    assert!(olds_of(&changed, &vendor).contains(&pharmacy) && olds_of(&changed, &vendor).len() == 2);
    assert!(!olds_of(&changed, &common).contains(&pharmacy));
    assert_eq!(json(&session.compare(&Silent))["done"], true);
    let text = String::from_utf8(changes(&session)).unwrap();
    assert!(text.contains("\"decision\""), "the pair says who made it");
    assert!(json(&session.state())["paired"].as_u64().unwrap() >= 2);

    // Gone altogether; and back to what the engine finds.
    assert_eq!(session.pair(&pharmacy, None), "[]");
    let gone = pairs(&session);
    let alone = gone["pairs"].as_array().unwrap().iter().any(|p| {
        p["old"].as_array().unwrap().len() == 1 && p["old"][0] == pharmacy.as_str() && p["new"] == json("[]")
    });
    assert!(alone, "{gone}");
    assert_eq!(session.unpair(), "[]");
    assert_eq!(pairs(&session)["pairs"], found["pairs"]);
}

#[test]
fn a_broken_file_is_named_and_left_out_by_choice_alone() {
    let mut session = Session::new("ja");
    checklists(&mut session);
    session.add("new", "破損.pdf", false, b"%PDF-1.7\nnothing more".to_vec());
    session.add("new", "手紙.docx", false, b"PK\x03\x04word/document.xml".to_vec());
    read(&mut session);
    let state = json(&session.state());
    let broken = state["files"].as_array().unwrap().iter().find(|f| f["state"] == "failed").unwrap().clone();
    assert_eq!(broken["name"], "破損.pdf");
    assert!(!broken["fault"]["advice"].as_str().unwrap().is_empty());
    assert!(state["left"][0]["why"].as_str().unwrap().contains("Word"), "{state}");
    let refused = json(&session.compare(&Silent));
    assert_eq!(refused["done"], false);
    assert_eq!(refused["faults"][0]["file"], "破損.pdf");
    assert!(session.results().is_empty());

    session.leave_out(u32::try_from(broken["key"].as_u64().unwrap()).unwrap(), true);
    assert_eq!(json(&session.compare(&Silent))["done"], true);
    let text = String::from_utf8(changes(&session)).unwrap();
    assert!(text.contains("file-skipped") && text.contains("file-ignored"));
    session.speak("en");
    assert!(json(&session.state())["left"][0]["why"].as_str().unwrap().contains("Word documents"));
}

#[test]
fn decisions_among_the_files_are_taken_and_wrong_ones_refused() {
    let mut session = Session::new("en");
    session.add("old", "kaitei.decisions.toml", false, paired_otherwise());
    assert!(json(&session.state())["paired"].as_u64().unwrap() >= 1);
    let faults = json(&session.decisions("mine.toml", b"schema = \"kaitei.decisions/9\"\n".to_vec()));
    assert!(faults[0]["message"].as_str().unwrap().contains("mine.toml"), "{faults}");
    assert!(!session.decisions_file().is_empty(), "what was there stays");
    assert_eq!(session.decisions("", Vec::new()), "[]");
    assert!(session.decisions_file().is_empty());
}
