//! What several tests of the whole pipeline make their editions with.

use kaitei_model::{Document, DocumentKind, ITEMS_SCHEMA, Item, ItemKind, ItemsFile, Location, Tool};
use kaitei_pipeline::{EditionInput, SourceFile};

/// An edition of one document: (citation, text) in order.
pub(crate) fn edition(all: &[(&str, &str)]) -> EditionInput {
    let items = all
        .iter()
        .enumerate()
        .map(|(i, (citation, text))| Item {
            id: format!("x{i}").as_str().into(),
            document: "d".into(),
            kind: ItemKind::Requirement,
            number: Some((*citation).to_owned()),
            path: vec![(*citation).to_owned()],
            text: (*text).to_owned(),
            citation: (*citation).to_owned(),
            location: Location::default(),
            ..Item::default()
        })
        .collect();
    let document = Document {
        id: "d".into(),
        title: "見本の心得".to_owned(),
        file: "items.json".to_owned(),
        kind: DocumentKind::Rules,
        ..Document::default()
    };
    let file = ItemsFile {
        schema: ITEMS_SCHEMA.to_owned(),
        tool: Tool::default(),
        document,
        items,
        diagnostics: Vec::new(),
    };
    EditionInput {
        files: vec![SourceFile { name: "items.json".to_owned(), bytes: serde_json::to_vec(&file).unwrap() }],
        ..EditionInput::default()
    }
}
