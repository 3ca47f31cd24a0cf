//! The files that a person saves: the reports, and the decisions that shaped them.

use std::io::{Cursor, Write};

use kaitei_reports::{Format, OutputFile, Reports};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{Session, session::DECISIONS};

/// What the command writes where nobody asks for other formats, and in its order.
const FORMATS: &str = "html,docx,xlsx,md,json";

impl Session {
    fn drawn(&self, formats: &str) -> Vec<OutputFile> {
        let Some(changes) = &self.changes else { return Vec::new() };
        let options = self.report_options();
        let reports = Reports::new(changes, &options);
        let formats = Format::parse_list(formats).unwrap_or_default();
        // No comparison of ours has anything that a format cannot hold.
        formats.into_iter().filter_map(|format| reports.render(format).ok()).flatten().collect()
    }

    /// `report.html`; nothing before a comparison.
    #[must_use]
    pub fn report(&self) -> Vec<u8> {
        self.drawn("html").into_iter().next().map(|file| file.bytes).unwrap_or_default()
    }

    /// All reports in one archive; nothing before a comparison.
    #[must_use]
    pub fn results(&self) -> Vec<u8> {
        let mut files = self.drawn(FORMATS);
        if files.is_empty() {
            return Vec::new();
        }
        if !self.decisions.is_empty() {
            files.push(OutputFile { name: DECISIONS.to_owned(), bytes: self.decisions.clone() });
        }
        archive(&files).unwrap_or_default()
    }
}

fn archive(files: &[OutputFile]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        // Office files are packed already.
        let packed = [".docx", ".xlsx"].iter().any(|ending| file.name.ends_with(ending));
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // No clock here: the same result gives the same archive.
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        writer.start_file(file.name.as_str(), options)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
