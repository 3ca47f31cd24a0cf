//! Bounds that protect the machine from a workbook that was made to exhaust it.

use kaitei_model::{Code, Diagnostic};

/// How much a workbook may ask for. The defaults are far above any real workbook and far below what hurts; they stand
/// in `docs/limits.md`.
#[derive(Clone, Copy, Debug)]
pub struct ReadOptions {
    /// Parts (files in the zip).
    pub max_parts: usize,
    /// Bytes of one part, unpacked.
    pub max_part_bytes: u64,
    /// Bytes of all parts that are read, unpacked.
    pub max_total_bytes: u64,
    /// Cells with content, over all sheets.
    pub max_cells: usize,
    /// Bytes of text after shared strings were put into their cells, over all sheets.
    pub max_text_bytes: usize,
    /// Merged ranges, over all sheets.
    pub max_merges: usize,
    /// Elements inside elements.
    pub max_depth: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            max_parts: 10_000,
            max_part_bytes: 256 << 20,
            max_total_bytes: 1 << 30,
            max_cells: 4_000_000,
            max_text_bytes: 256 << 20,
            max_merges: 500_000,
            max_depth: 200,
        }
    }
}

/// What is left of the bounds while a workbook is read.
#[derive(Debug)]
pub(super) struct Budget {
    options: ReadOptions,
    bytes: u64,
    cells: usize,
    text: usize,
    merges: usize,
}

impl Budget {
    pub(super) fn new(options: &ReadOptions) -> Self {
        Self {
            options: *options,
            bytes: options.max_total_bytes,
            cells: options.max_cells,
            text: options.max_text_bytes,
            merges: options.max_merges,
        }
    }

    pub(super) fn max_parts(&self) -> usize {
        self.options.max_parts
    }

    pub(super) fn max_depth(&self) -> usize {
        self.options.max_depth
    }

    /// The most bytes that the next part may have.
    pub(super) fn part_bytes(&self) -> u64 {
        self.options.max_part_bytes.min(self.bytes)
    }

    /// The fault of a part that has more bytes than [`Self::part_bytes`].
    pub(super) fn part_fault(&self) -> Fault {
        if self.bytes < self.options.max_part_bytes {
            Fault::limit(
                ("ブックを展開した大きさ（バイト）", "the unpacked size of the workbook (bytes)"),
                self.options.max_total_bytes,
            )
        } else {
            Fault::limit(
                ("ブックの一部を展開した大きさ（バイト）", "the unpacked size of a part (bytes)"),
                self.options.max_part_bytes,
            )
        }
    }

    pub(super) fn take_bytes(&mut self, count: u64) {
        self.bytes = self.bytes.saturating_sub(count);
    }

    pub(super) fn take_cell(&mut self) -> Result<(), Fault> {
        self.cells = self.cells.checked_sub(1).ok_or_else(|| {
            Fault::limit(("セルの数", "the number of cells"), self.options.max_cells as u64)
        })?;
        Ok(())
    }

    pub(super) fn take_text(&mut self, bytes: usize) -> Result<(), Fault> {
        self.text = self.text.checked_sub(bytes).ok_or_else(|| {
            Fault::limit(
                ("文字の量（バイト）", "the amount of text (bytes)"),
                self.options.max_text_bytes as u64,
            )
        })?;
        Ok(())
    }

    pub(super) fn take_merge(&mut self) -> Result<(), Fault> {
        self.merges = self.merges.checked_sub(1).ok_or_else(|| {
            Fault::limit(("結合セルの数", "the number of merged ranges"), self.options.max_merges as u64)
        })?;
        Ok(())
    }
}

/// Why reading stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A part is damaged; the part's name is filled in where it is known. The detail in Japanese and English.
    Damaged { part: String, detail: [String; 2] },
    /// A bound was reached. What it bounds, in Japanese and English.
    Limit { what: (&'static str, &'static str), limit: u64 },
    /// A zip without a workbook. What it holds, in Japanese and English.
    NotAWorkbook(&'static str, &'static str),
    /// A spreadsheet of another format.
    OtherFormat(&'static str),
    /// A compound file: an old or an encrypted workbook.
    Old,
}

impl Fault {
    pub(super) fn damaged(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Damaged { part: String::new(), detail: [ja.into(), en.into()] }
    }

    /// Damage that a library told of, in English.
    pub(super) fn told(error: impl std::fmt::Display) -> Self {
        let detail = error.to_string();
        Self::Damaged { part: String::new(), detail: [detail.clone(), detail] }
    }

    pub(super) fn limit(what: (&'static str, &'static str), limit: u64) -> Self {
        Self::Limit { what, limit }
    }

    /// The same, in a part, where the part was not known yet.
    pub(super) fn in_part(self, name: &str) -> Self {
        match self {
            Self::Damaged { part, detail } if part.is_empty() => {
                Self::Damaged { part: name.to_owned(), detail }
            }
            other => other,
        }
    }

    /// As what ended the reading.
    pub(super) fn into_diagnostic(self) -> Diagnostic {
        match self {
            Self::Damaged { part, detail: [ja, en] } => {
                Diagnostic::new(Code::WorkbookDamaged, [("part", part), ("detail", ja), ("detail-en", en)])
            }
            Self::Limit { what: (ja, en), limit } => Diagnostic::new(
                Code::LimitReached,
                [("what", ja.to_owned()), ("what-en", en.to_owned()), ("limit", limit.to_string())],
            ),
            Self::NotAWorkbook(ja, en) => {
                Diagnostic::new(Code::NotAWorkbook, [("detail", ja), ("detail-en", en)])
            }
            Self::OtherFormat(format) => Diagnostic::new(Code::OtherSpreadsheet, [("format", format)]),
            Self::Old => Diagnostic::plain(Code::OldExcel),
        }
    }

    /// As a note on a part that was left out; what is no damage still ends the reading.
    pub(super) fn into_note(self) -> Result<Diagnostic, Self> {
        match self {
            Self::Damaged { part, detail: [ja, en] } => {
                Ok(Diagnostic::new(Code::PartSkipped, [("part", part), ("detail", ja), ("detail-en", en)]))
            }
            other => Err(other),
        }
    }
}
