//! What is written keeps the contract: the schemas that are checked in say all of it, and nothing more is written.

use std::fs;

use serde_json::{Value, json};

use crate::support::{edition, files_below, root, run, specimens};

fn schema(name: &str) -> Value {
    serde_json::from_slice(&fs::read(root().join("schemas").join(name)).unwrap()).unwrap()
}

/// The schema with every object closed: for readers it is open (unknown fields are ignored), for us it is a list of all that we write.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(map) => {
                // A part of a condition names some of the fields only.
                map.iter_mut().filter(|(key, _)| *key != "allOf").for_each(|(_, value)| close(value));
                if map.get("type") == Some(&json!("object")) && map.contains_key("properties") {
                    map.insert("additionalProperties".to_owned(), json!(false));
                }
            }
            Value::Array(values) => values.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

fn errors(schema: &Value, instance: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(schema).unwrap();
    validator
        .iter_errors(instance)
        .take(10)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

fn written() -> Value {
    let file = specimens().folder.path().join("changes.json");
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

#[test]
fn the_schemas_are_schemas() {
    for name in ["changes.schema.json", "items.schema.json"] {
        assert!(jsonschema::meta::is_valid(&schema(name)), "{name}");
    }
}

#[test]
fn changes_json_is_by_its_schema() {
    let errors = errors(&closed(schema("changes.schema.json")), &written());
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn items_json_is_by_its_schema() {
    let schema = closed(schema("items.schema.json"));
    let mut files = files_below(&edition("r8"), ".pdf");
    files.extend(files_below(&edition("r7"), ".xlsx"));
    assert!(files.len() > 2);
    for file in files {
        let printed = run(["extract".as_ref(), file.as_os_str(), "--as".as_ref(), "items".as_ref()]).done();
        let errors = errors(&schema, &serde_json::from_slice(&printed.stdout).unwrap());
        assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
    }
}

#[test]
fn the_schema_is_not_one_that_accepts_everything() {
    let schema = closed(schema("changes.schema.json"));
    let good = written();
    let spoiled = |spoil: &dyn Fn(&mut Value)| {
        let mut bad = good.clone();
        spoil(&mut bad);
        assert_ne!(bad, good);
        errors(&schema, &bad)
    };
    let first = |kind: &str| {
        let found = good["changes"].as_array().unwrap().iter().position(|change| change["kind"] == kind);
        found.unwrap_or_else(|| panic!("the specimens have no {kind} change"))
    };
    let added = first("added");
    let unchanged = first("unchanged");
    type Spoil<'a> = (&'static str, &'a dyn Fn(&mut Value));
    let spoils: [Spoil<'_>; 6] = [
        ("a newer version", &|bad| bad["schema"] = json!("kaitei.changes/2")),
        ("an unknown kind", &|bad| bad["changes"][0]["kind"] = json!("vanished")),
        ("an added change with an old item", &|bad| bad["changes"][added]["old"] = json!(["x"])),
        ("a 1:1 change without a link", &|bad| bad["changes"][unchanged]["links"] = json!([])),
        ("a field that the contract does not know", &|bad| bad["changes"][0]["colour"] = json!("red")),
        ("an item without a citation", &|bad| bad["new"]["items"][0]["citation"] = json!("")),
    ];
    for (what, spoil) in spoils {
        assert!(!spoiled(spoil).is_empty(), "{what} was accepted");
    }
}

#[test]
fn both_schemas_mean_the_same_by_the_same_names() {
    let (changes, items) = (schema("changes.schema.json"), schema("items.schema.json"));
    for (name, definition) in items["$defs"].as_object().unwrap() {
        assert_eq!(Some(definition), changes["$defs"].get(name), "{name}");
    }
}

#[test]
fn every_id_in_use_is_explained() {
    let changes = &specimens().changes;
    for change in &changes.changes {
        let aspects = change.aspects.iter().map(|aspect| aspect.id());
        for id in aspects.chain([change.kind.id()]) {
            let class = changes.classes.get(id).unwrap_or_else(|| panic!("{id} is not explained"));
            assert!(
                !class.labels.ja.is_empty() && !class.labels.en.is_empty() && !class.definition.is_empty(),
                "{id}"
            );
        }
        for theme in &change.themes {
            assert!(changes.themes.contains_key(theme), "theme {theme}");
        }
        for audience in &change.audience {
            assert!(changes.audiences.contains_key(audience), "audience {audience}");
        }
    }
}

#[test]
fn diagnostics_have_codes_that_are_documented() {
    for diagnostic in &specimens().changes.diagnostics {
        assert!(kaitei_model::Code::from_id(&diagnostic.code).is_some(), "{}", diagnostic.code);
        assert!(!diagnostic.message.contains('{'), "a place was not filled: {}", diagnostic.message);
        assert!(
            !diagnostic.message_en().contains('{'),
            "a place was not filled: {}",
            diagnostic.message_en()
        );
    }
}
