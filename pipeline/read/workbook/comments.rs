//! Comments: notes of old (ECMA-376 part 1, 18.7) and threaded ones ([MS-XLSX] 2.6.205).

use std::collections::BTreeMap;

use super::Comment;
use super::limits::{Budget, Fault};
use super::refs;
use super::strings::RichText;
use super::theme::Theme;
use super::xml::{Node, Xml};

/// The notes of a sheet. Those that stand in for threaded comments are left out.
pub(super) fn notes(text: &str, theme: &Theme, budget: &mut Budget) -> Result<Vec<Comment>, Fault> {
    let mut xml = Xml::new(text, budget.max_depth());
    let mut authors: Vec<String> = Vec::new();
    let mut found: Vec<Comment> = Vec::new();
    let mut place = None;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "author" => authors.push(xml.text()?),
                "comment" => {
                    let author = tag.number("authorId")?.and_then(|id| authors.get(id as usize)).cloned();
                    let at = tag.attr("ref")?.as_deref().and_then(refs::cell);
                    place = at.map(|at| (at, author.unwrap_or_default()));
                }
                "text" => {
                    let text = RichText::read(&mut xml, theme)?.live();
                    if let Some(((row, column), author)) = place.take()
                        && !author.starts_with("tc=")
                        && !text.trim().is_empty()
                    {
                        budget.take_text(text.len())?;
                        found.push(Comment { row, column, author, text });
                    }
                }
                _ => {}
            },
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The threaded comments of a sheet, replies after what they answer.
pub(super) fn threaded(
    text: &str,
    people: &BTreeMap<String, String>,
    budget: &mut Budget,
) -> Result<Vec<Comment>, Fault> {
    let mut xml = Xml::new(text, budget.max_depth());
    let mut found = Vec::new();
    let mut place = None;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "threadedComment" => {
                    let author = tag.attr("personId")?.and_then(|id| people.get(&id)).cloned();
                    let at = tag.attr("ref")?.as_deref().and_then(refs::cell);
                    place = at.map(|at| (at, author.unwrap_or_default()));
                }
                "text" => {
                    let text = xml.text()?;
                    if let Some(((row, column), author)) = place.take() {
                        budget.take_text(text.len())?;
                        found.push(Comment { row, column, author, text });
                    }
                }
                _ => {}
            },
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Names of the people who wrote threaded comments, by id.
pub(super) fn people(text: &str, budget: &Budget) -> Result<BTreeMap<String, String>, Fault> {
    let mut xml = Xml::new(text, budget.max_depth());
    let mut found = BTreeMap::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "person" => {
                if let (Some(id), Some(name)) = (tag.attr("id")?, tag.attr("displayName")?) {
                    found.insert(id, name);
                }
            }
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}
