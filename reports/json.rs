//! `changes.json`: the contract itself, indented so that two runs can be compared line by line.

use kaitei_model::ChangeSet;

use crate::{OutputFile, ReportError};

pub(crate) fn render(changes: &ChangeSet) -> Result<Vec<OutputFile>, ReportError> {
    let mut bytes = serde_json::to_vec_pretty(changes)
        .map_err(|error| ReportError::Serialise { detail: error.to_string() })?;
    bytes.push(b'\n');
    Ok(vec![OutputFile { name: "changes.json".to_owned(), bytes }])
}
