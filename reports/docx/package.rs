//! The zip around the parts: fixed order, fixed times.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::part;
use super::styles::styles;
use super::xml::Xml;
use crate::ReportError;

const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A document on its way into a file.
pub(super) struct Package {
    pub(super) title: String,
    pub(super) tool: String,
    /// `word/document.xml`.
    pub(super) document: Vec<u8>,
    /// What stands at the head of each page.
    pub(super) head: String,
}

/// Relationship ids that `document.xml` names.
pub(super) const HEADER: &str = "rId4";
/// See [`HEADER`].
pub(super) const FOOTER: &str = "rId5";

/// A part's name, type and relationship to the document.
const PARTS: [(&str, &str, &str, &str); 5] = [
    ("rId1", "styles", "styles", "styles"),
    ("rId2", "settings", "settings", "settings"),
    ("rId3", "fontTable", "fontTable", "fontTable"),
    (HEADER, "header1", "header", "header"),
    (FOOTER, "footer1", "footer", "footer"),
];

impl Package {
    /// The document's bytes.
    pub(super) fn bytes(self) -> Result<Vec<u8>, ReportError> {
        let files = [
            ("[Content_Types].xml", content_types()?),
            ("_rels/.rels", package_relationships()?),
            ("docProps/core.xml", core(&self.title, &self.tool)?),
            ("docProps/app.xml", app(&self.tool)?),
            ("word/document.xml", self.document),
            ("word/_rels/document.xml.rels", document_relationships()?),
            ("word/styles.xml", styles()?),
            ("word/settings.xml", part::settings()?),
            ("word/fontTable.xml", part::fonts()?),
            ("word/header1.xml", part::header(&self.head)?),
            ("word/footer1.xml", part::footer()?),
        ];
        write(&files).map_err(|error| ReportError::Serialise { detail: error.to_string() })
    }
}

fn write(files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    for (name, bytes) in files {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("Types", &[("xmlns", CONTENT_TYPES)], |xml| {
        for (extension, kind) in
            [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")]
        {
            xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
        }
        let main = format!("{WORD}.document.main+xml");
        xml.empty("Override", &[("PartName", "/word/document.xml"), ("ContentType", &main)]);
        for (_, file, _, kind) in PARTS {
            let (part, kind) = (format!("/word/{file}.xml"), format!("{WORD}.{kind}+xml"));
            xml.empty("Override", &[("PartName", &part), ("ContentType", &kind)]);
        }
        for (part, kind) in [
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ] {
            xml.empty("Override", &[("PartName", part), ("ContentType", kind)]);
        }
    });
    xml.finish()
}

fn package_relationships() -> Result<Vec<u8>, ReportError> {
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".to_owned();
    relationships(&[
        ("rId1", format!("{OFFICE}/officeDocument"), "word/document.xml".to_owned()),
        ("rId2", core, "docProps/core.xml".to_owned()),
        ("rId3", format!("{OFFICE}/extended-properties"), "docProps/app.xml".to_owned()),
    ])
}

fn document_relationships() -> Result<Vec<u8>, ReportError> {
    relationships(&PARTS.map(|(id, file, kind, _)| (id, format!("{OFFICE}/{kind}"), format!("{file}.xml"))))
}

fn relationships(list: &[(&str, String, String)]) -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("Relationships", &[("xmlns", RELATIONSHIPS)], |xml| {
        for (id, kind, target) in list {
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    });
    xml.finish()
}

fn core(title: &str, tool: &str) -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    // No times: there is no clock here, and the same data gives the same bytes.
    xml.element("cp:coreProperties", &names, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(title));
        xml.element("dc:creator", &[], |xml| xml.text(tool));
    });
    xml.finish()
}

fn app(tool: &str) -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    let names = [("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")];
    xml.element("Properties", &names, |xml| {
        xml.element("Application", &[], |xml| xml.text(tool));
    });
    xml.finish()
}
