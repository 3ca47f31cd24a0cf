//! What other programs read: JUnit's XML and SARIF.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{hostile::hostile, sample::sample, text};
use crate::{Format, ReportOptions};

/// The shape that CI servers read: suites of cases whose counts are true, each case with at most one outcome.
pub(super) fn junit_is_sound(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    let mut counted = [0_usize; 4];
    let mut stated = [0_usize; 4];
    loop {
        let event = reader.read_event().unwrap();
        let (element, closed) = match &event {
            quick_xml::events::Event::Start(element) => (element, false),
            quick_xml::events::Event::Empty(element) => (element, true),
            quick_xml::events::Event::End(_) => {
                path.pop();
                continue;
            }
            quick_xml::events::Event::Eof => break,
            _ => continue,
        };
        let name = String::from_utf8(element.name().as_ref().as_bytes().to_vec()).unwrap();
        let attribute = |wanted: &str| {
            let found = element
                .attributes()
                .map(Result::unwrap)
                .find(|a| a.key.as_ref().as_bytes() == wanted.as_bytes());
            found.map(|a| String::from_utf8(a.value.as_ref().as_bytes().to_vec()).unwrap())
        };
        let parent = path.last().map(String::as_str).unwrap_or_default();
        let place = match name.as_str() {
            "testsuites" => "",
            "testsuite" => "testsuites",
            "testcase" | "properties" => "testsuite",
            "property" => "properties",
            "failure" | "error" | "skipped" => "testcase",
            other => panic!("{other}"),
        };
        assert_eq!(parent, place, "{name}");
        match name.as_str() {
            "testsuites" => {
                for (i, count) in ["tests", "failures", "errors", "skipped"].into_iter().enumerate() {
                    stated[i] = attribute(count).unwrap().parse().unwrap();
                }
            }
            "testcase" => {
                counted[0] += 1;
                assert!(attribute("name").is_some() && attribute("classname").is_some());
            }
            "failure" => counted[1] += 1,
            "error" => counted[2] += 1,
            "skipped" => counted[3] += 1,
            "properties" => {}
            _ => assert!(attribute("name").is_some()),
        }
        if !closed {
            path.push(name);
        }
    }
    assert!(path.is_empty());
    assert_eq!(counted, stated);
}

/// What the standard and code hosting services ask of a log.
pub(super) fn sarif_is_sound(log: &str) {
    let log: Value = serde_json::from_str(log).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().contains("sarif-2.1.0"));
    for run in log["runs"].as_array().unwrap() {
        let driver = &run["tool"]["driver"];
        assert!(!driver["name"].as_str().unwrap().is_empty());
        let rules: Vec<&str> =
            driver["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        assert_eq!(rules.iter().collect::<BTreeSet<_>>().len(), rules.len(), "rule ids are unique");
        for rule in driver["rules"].as_array().unwrap() {
            assert!(rule["shortDescription"]["text"].is_string());
        }
        for result in run["results"].as_array().unwrap() {
            let number = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[number], result["ruleId"]);
            assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            let locations = result["locations"].as_array().unwrap();
            assert!(!locations.is_empty());
            let related = result["relatedLocations"].as_array();
            for location in locations.iter().chain(related.into_iter().flatten()) {
                let physical = &location["physicalLocation"];
                let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
                // A relative reference by RFC 3986, in ASCII.
                let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
                assert!(!uri.is_empty() && uri.chars().all(allowed), "{uri}");
                assert!(physical["region"]["startLine"].as_u64().unwrap() >= 1);
            }
            for print in result["partialFingerprints"].as_object().unwrap().values() {
                assert!(print.is_string());
            }
        }
        for note in run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap() {
            assert!(note["message"]["text"].is_string() && note["descriptor"]["id"].is_string());
        }
    }
}

#[test]
fn junit_and_sarif_of_a_comparison() {
    for set in [sample(), hostile()] {
        let options = ReportOptions::default();
        let junit = text(&set, Format::Junit, &options);
        junit_is_sound(&junit);
        assert!(!junit.contains("<script"));
        let sarif = text(&set, Format::Sarif, &options);
        sarif_is_sound(&sarif);
        for shown in [&junit, &sarif] {
            assert!(!shown.contains('\0') && !shown.contains('\u{202E}'));
            assert!(!shown.contains("\\u0000"));
            assert!(shown.contains("見本"));
        }
    }
}

/// The end of a report, where programs find it too.
#[test]
fn machines_are_told_the_sources_as_well() {
    let set = sample();
    let junit = text(&set, Format::Junit, &ReportOptions::default());
    let log: Value = serde_json::from_str(&text(&set, Format::Sarif, &ReportOptions::default())).unwrap();
    let run = &log["runs"][0];
    let notes = run["properties"]["notes"].to_string();
    for document in set.old.documents.iter().chain(&set.new.documents) {
        assert!(junit.contains(&document.sha256) && notes.contains(&document.sha256), "{}", document.file);
        let known = run["artifacts"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["hashes"]["sha-256"] == document.sha256);
        assert!(known, "{}", document.file);
    }
    for words in ["【案・未確認1件】", "作成したものではありません", "上に挙げた文書だけ"]
    {
        assert!(junit.contains(words) && notes.contains(words), "{words}");
    }
}

/// Every change of substance is a result, an item that stayed is none.
#[test]
fn sarif_holds_the_changes_of_substance() {
    let set = sample();
    let log: Value = serde_json::from_str(&text(&set, Format::Sarif, &ReportOptions::default())).unwrap();
    let found: BTreeSet<&str> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["partialFingerprints"]["kaitei/v1"].as_str().unwrap())
        .collect();
    for change in &set.changes {
        if change.is_substantive() {
            assert!(found.contains(change.id.as_str()), "{}", change.id);
        } else if change.kind == kaitei_model::Kind::Unchanged {
            assert!(!found.contains(change.id.as_str()));
        }
    }
}
