//! SARIF 2.1.0 (OASIS, 2020), as code hosting services read it: `report.sarif`.

use std::collections::BTreeMap;

use kaitei_model::{ChangeSet, Severity, Side, Tool};
use serde_json::{Value, json};

use crate::clean::clean;
use crate::view::{Row, View};
use crate::{OutputFile, ReportError};

/// A rule that results name.
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) help: String,
}

/// Something found.
pub(crate) struct Finding {
    pub(crate) rule: String,
    /// `error`, `warning` or `note`.
    pub(crate) level: &'static str,
    pub(crate) message: String,
    pub(crate) place: Place,
    /// Other places that it is about.
    pub(crate) related: Vec<Place>,
    /// What it is known by from run to run.
    pub(crate) fingerprint: String,
}

/// A place in a file. Documents have pages and cells but no lines; services want a line, so it is the first one, and the message says
/// where.
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
    /// What people call the place: a citation.
    pub(crate) name: String,
    pub(crate) message: String,
}

/// Draws the report of a comparison.
pub(crate) fn render(changes: &ChangeSet, view: &View) -> Result<Vec<OutputFile>, ReportError> {
    let files = Files::new(changes);
    let mut rules: BTreeMap<&str, Rule> = BTreeMap::new();
    let mut findings = Vec::new();
    for row in view.rows.iter().filter(|row| row.substantive || row.open) {
        // The first aspect that touches substance names the rule; where there is none, the kind does.
        let label = row.leading_aspect().unwrap_or(&row.kind);
        rules.entry(&label.id).or_insert_with(|| Rule {
            id: label.id.clone(),
            text: label.text.clone(),
            help: changes.classes.get(&label.id).map(|class| clean(&class.definition)).unwrap_or_default(),
        });
        findings.push(Finding {
            rule: label.id.clone(),
            level: match row.significance.id.as_str() {
                "high" => "warning",
                _ => "note",
            },
            message: message(view, row),
            place: files.place(changes, row),
            related: Vec::new(),
            fingerprint: row.id.clone(),
        });
    }
    let notes = changes.diagnostics.iter().map(|diagnostic| {
        json!({
            "level": match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            "descriptor": { "id": clean(&diagnostic.code) },
            "message": { "text": clean(&match view.lang {
                "en" => diagnostic.message_en(),
                _ => diagnostic.message.clone(),
            }) },
        })
    });
    let rules: Vec<Rule> = rules.into_values().collect();
    let notes: Vec<Value> = notes.collect();
    let about = About { artifacts: artifacts(changes), notes: view.closing() };
    let bytes = write(&changes.tool, view.lang, &rules, &findings, &notes, &about)?;
    Ok(vec![OutputFile { name: "report.sarif".to_owned(), bytes }])
}

/// What changed, and both texts.
fn message(view: &View, row: &Row) -> String {
    let mut lines = vec![format!("{} {}", row.title, row.about(&view.strings))];
    lines.extend(row.remarks.iter().cloned());
    for (id, side) in [("html-old", Side::Old), ("html-new", Side::New)] {
        let text = row.texts(side);
        if !text.is_empty() {
            lines.push(format!("{}: {text}", view.strings.get(id)));
        }
    }
    if view.specimen {
        lines.push(view.strings.get("html-specimen"));
    }
    lines.join("\n")
}

/// The file of each change.
struct Files<'a>(BTreeMap<&'a str, (Side, &'a str)>);

impl<'a> Files<'a> {
    fn new(changes: &'a ChangeSet) -> Self {
        let items = |side| -> BTreeMap<&str, &str> {
            let edition = if side == Side::Old { &changes.old } else { &changes.new };
            let files: BTreeMap<_, _> =
                edition.documents.iter().map(|document| (&document.id, document.file.as_str())).collect();
            let file = |id| files.get(id).copied().unwrap_or_default();
            edition.items.iter().map(|item| (item.id.as_str(), file(&item.document))).collect()
        };
        let (old, new) = (items(Side::Old), items(Side::New));
        let of = changes.changes.iter().filter_map(|change| {
            let new = change.new.first().and_then(|id| new.get(id.as_str())).map(|file| (Side::New, *file));
            let old =
                || change.old.first().and_then(|id| old.get(id.as_str())).map(|file| (Side::Old, *file));
            Some((change.id.as_str(), new.or_else(old)?))
        });
        Self(of.collect())
    }

    fn place(&self, changes: &ChangeSet, row: &Row) -> Place {
        let (side, file) = self.0.get(row.id.as_str()).copied().unwrap_or((Side::New, ""));
        let file = if file.is_empty() { changes.tool.name.as_str() } else { file };
        Place { file: clean(file), line: 1, name: row.citations(side), message: row.places(side) }
    }
}

/// What a run was made from.
#[derive(Default)]
pub(crate) struct About {
    /// The inputs with their hashes.
    pub(crate) artifacts: Vec<Value>,
    /// What a person should know of the run as a whole.
    pub(crate) notes: Vec<String>,
}

/// The documents of both editions.
fn artifacts(changes: &ChangeSet) -> Vec<Value> {
    let documents = [(Side::New, &changes.new), (Side::Old, &changes.old)];
    let documents = documents.into_iter().flat_map(|(side, edition)| {
        edition.documents.iter().map(move |document| {
            json!({
                "location": { "uri": uri(&document.file) },
                "description": { "text": clean(&document.title) },
                "hashes": { "sha-256": clean(&document.sha256) },
                "properties": { "edition": side },
            })
        })
    });
    documents.collect()
}

/// Writes a log with one run.
pub(crate) fn write(
    tool: &Tool,
    lang: &str,
    rules: &[Rule],
    findings: &[Finding],
    notes: &[Value],
    about: &About,
) -> Result<Vec<u8>, ReportError> {
    let number = |id: &str| rules.iter().position(|rule| rule.id == id);
    let rules: Vec<Value> = rules
        .iter()
        .map(|rule| {
            let mut out = json!({ "id": clean(&rule.id), "shortDescription": { "text": clean(&rule.text) } });
            if !rule.help.is_empty() {
                out["fullDescription"] = json!({ "text": clean(&rule.help) });
                out["help"] = json!({ "text": clean(&rule.help) });
            }
            out
        })
        .collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let mut out = json!({
                "ruleId": clean(&finding.rule),
                "level": finding.level,
                "message": { "text": clean(&finding.message) },
                "locations": [location(&finding.place)],
                "partialFingerprints": { "kaitei/v1": clean(&finding.fingerprint) },
            });
            if let Some(number) = number(&finding.rule) {
                out["ruleIndex"] = json!(number);
            }
            if !finding.related.is_empty() {
                let related = finding.related.iter().enumerate().map(|(id, place)| {
                    let mut out = location(place);
                    out["id"] = json!(id);
                    out
                });
                out["relatedLocations"] = related.collect();
            }
            out
        })
        .collect();
    let mut driver = json!({ "name": clean(&tool.name), "rules": rules });
    // A comparison of ours always names its version; `semanticVersion` must look like one.
    if !tool.version.is_empty() {
        driver["version"] = json!(clean(&tool.version));
    }
    let mut log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "language": lang,
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notes }],
            "results": results,
        }],
    });
    if !about.artifacts.is_empty() {
        log["runs"][0]["artifacts"] = json!(about.artifacts);
    }
    if !about.notes.is_empty() {
        log["runs"][0]["properties"] = json!({ "notes": about.notes });
    }
    let mut bytes = serde_json::to_vec_pretty(&log)
        .map_err(|error| ReportError::Serialise { detail: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn location(place: &Place) -> Value {
    let mut out = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.file) },
            "region": { "startLine": place.line },
        },
    });
    if !place.name.is_empty() {
        out["logicalLocations"] = json!([{ "fullyQualifiedName": clean(&place.name) }]);
    }
    if !place.message.is_empty() {
        out["message"] = json!({ "text": clean(&place.message) });
    }
    out
}

/// A path as a relative reference (RFC 3986): a colon in the first part would look like a scheme.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
