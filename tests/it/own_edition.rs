//! What a document calls its own edition is not news in a new one.

use std::{fs, path::Path};

use kaitei_model::{Aspect, Document, ITEMS_SCHEMA, Item, ItemsFile, Tool};

use crate::support::{changes, diff};

fn edition(path: &Path, name: &str, texts: &[&str]) {
    let items = texts.iter().enumerate().map(|(i, text)| Item {
        id: format!("i{i}").as_str().into(),
        document: "d".into(),
        text: (*text).to_owned(),
        citation: format!("見本手引 {}", i + 1),
        ..Item::default()
    });
    let file = ItemsFile {
        schema: ITEMS_SCHEMA.to_owned(),
        tool: Tool::default(),
        document: Document {
            id: "d".into(),
            title: "点検の手引（見本）".to_owned(),
            edition: name.to_owned(),
            ..Document::default()
        },
        items: items.collect(),
        diagnostics: Vec::new(),
    };
    fs::write(path, serde_json::to_vec(&file).unwrap()).unwrap();
}

#[test]
fn the_name_of_the_edition_alone_is_a_matter_of_wording_a_limit_is_not() {
    let place = tempfile::tempdir().unwrap();
    let (old, new) = (place.path().join("old.json"), place.path().join("new.json"));
    edition(
        &old,
        "第2.0版",
        &["点検の手引（見本）第2.0版は、各棟の担当者が用いる。", "点検の記録は2.0年間保存すること。"],
    );
    edition(
        &new,
        "第3.0版",
        &["点検の手引（見本）第3.0版は、各棟の担当者が用いる。", "点検の記録は3.0年間保存すること。"],
    );
    let out = place.path().join("out");
    diff(&old, &new, &out).done();
    let aspects: Vec<Vec<Aspect>> =
        changes(&out.join("changes.json")).changes.iter().map(|change| change.aspects.clone()).collect();
    assert_eq!(aspects, [vec![Aspect::Editorial], vec![Aspect::NumberChanged]]);
}
