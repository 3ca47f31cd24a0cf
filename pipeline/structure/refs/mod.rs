//! Cross-references: what an item's text points at (「企画管理編 11.2」「第36条」「13⑪」「前項」), and the item that it leads to.
//!
//! Words to places in three steps: `scan` finds the words, `scope` says which document, `resolve` goes there. What is not certain keeps
//! its words and has no target.

mod follows;
mod grammar;
mod index;
mod line;
mod relations;
mod resolve;
mod scan;
mod scope;
#[cfg(test)]
mod tests;

use kaitei_model::{Diagnostic, Edition, Item};

pub(crate) use follows::{Becomes, following};
pub(crate) use grammar::ReferenceGrammar;
pub(crate) use relations::{Boxed, boxed, cited};

use crate::parallel;
use index::Index;
use scope::Names;

/// An edition with the references of its items, and those that lead nowhere.
pub(crate) fn refer(mut edition: Edition, grammar: &ReferenceGrammar) -> (Edition, Vec<Diagnostic>) {
    let names = Names::of(&edition.documents);
    let index = Index::of(&edition);
    let mut diagnostics = Vec::new();
    let mut all = Vec::with_capacity(edition.items.len());
    let places: Vec<usize> = (0..edition.items.len()).collect();
    let found = parallel::map(&places, |&i| resolve::references(&index, i, grammar, &names));
    for (i, resolved) in found.into_iter().enumerate() {
        let file = edition.documents.get(index.document(i)).map(|d| d.file.clone()).unwrap_or_default();
        diagnostics.extend(resolved.dangling.into_iter().map(|d| d.in_document(&file)));
        all.push(resolved.refs);
    }
    drop(index);
    let items = std::mem::take(&mut edition.items);
    edition.items = items.into_iter().zip(all).map(|(item, refs)| Item { refs, ..item }).collect();
    (edition, diagnostics)
}

/// ①, ⑴: a mark that is one character.
fn is_mark(c: char) -> bool {
    crate::text::fold::is_circled(c) || ('⑴'..='⒇').contains(&c)
}
