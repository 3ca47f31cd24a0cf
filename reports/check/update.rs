//! A file of dependencies made to follow the new edition, with its comments, its order and everything else as it was.

use kaitei_model::{ChangeSet, Item, Side};
use toml_edit::{DocumentMut, Item as Entry, Table, Value};

use super::depends::{Place, place};
use super::file::{Expectations, ParseError};
use super::index::Index;
use crate::Lang;
use crate::strings::{Arg, Strings};
use crate::view::is_open;

/// A file that follows the new edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The file's new text.
    pub text: String,
    /// What was put in place of what, a line each.
    pub done: Vec<String>,
    /// What a person must settle, a line each; these entries are as they were.
    pub left: Vec<String>,
}

/// Puts the new edition's citations and fingerprints in place of the old one's.
///
/// # Errors
/// [`ParseError`] where the file cannot be read.
pub fn update(changes: &ChangeSet, text: &str, lang: Lang) -> Result<Updated, ParseError> {
    Expectations::parse("", text)?;
    let wrong = |detail: String| ParseError { line: None, ja: detail.clone(), en: detail };
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| wrong(error.to_string()))?;
    let strings = Strings::new(lang);
    let index = Index::new(changes, &strings);
    let mut updated = Updated { text: String::new(), done: Vec::new(), left: Vec::new() };
    if let Some(tables) = document.get_mut("depends").and_then(Entry::as_array_of_tables_mut) {
        for table in tables.iter_mut() {
            follow(&index, table, &mut updated);
        }
    }
    if let Some(edition) = document.get_mut("edition")
        && !changes.new.label.is_empty()
    {
        set(edition, &changes.new.label);
    }
    updated.text = document.to_string();
    Ok(updated)
}

/// One entry.
fn follow(index: &Index<'_>, table: &mut Table, updated: &mut Updated) {
    let field = |name: &str| table.get(name).and_then(Entry::as_str).unwrap_or_default().to_owned();
    let (citation, fingerprint) = (field("citation"), field("fingerprint"));
    let said = |id: &str, new: &str| {
        index.strings.with(id, &[("citation", Arg::Text(&citation)), ("new", Arg::Text(new))])
    };
    let old = match place(index, &citation, &fingerprint) {
        Place::Old(item) => item,
        Place::New(_) => return,
        Place::Other(_) => return updated.left.push(said("check-update-other", "")),
        Place::Nowhere => return updated.left.push(said("check-update-nowhere", "")),
    };
    let change = index.change_of(Side::Old, &old.id).and_then(|number| index.change(number));
    let Some(change) = change else { return updated.left.push(said("check-update-gone", "")) };
    let partners: Vec<&Item> = index.items_of(change, Side::New);
    let names: Vec<&str> = partners.iter().map(|item| item.citation.as_str()).collect();
    let names = names.join(&index.strings.get("list-comma"));
    match partners.as_slice() {
        [] => updated.left.push(said("check-update-gone", "")),
        _ if is_open(change) => updated.left.push(said("check-update-review", &names)),
        [new] => {
            if citation == new.citation && fingerprint == new.fingerprint {
                return;
            }
            put(table, "citation", &new.citation);
            if !new.fingerprint.is_empty() {
                put(table, "fingerprint", &new.fingerprint);
            }
            updated.done.push(said("check-update-done", &new.citation));
        }
        _ => updated.left.push(said("check-update-several", &names)),
    }
}

fn put(table: &mut Table, name: &str, text: &str) {
    match table.get_mut(name) {
        Some(entry) => set(entry, text),
        None => {
            table.insert(name, toml_edit::value(text));
        }
    }
}

/// Another text in place of a value, with the spaces and the comment around it.
fn set(entry: &mut Entry, text: &str) {
    let Some(value) = entry.as_value_mut() else { return };
    let decor = value.decor().clone();
    *value = Value::from(text);
    *value.decor_mut() = decor;
}
