//! The bounds that a user may meet in earnest; the readers have more of them (`docs/limits.md`).

use kaitei_read::{pdf, workbook};

/// How much of a file is read before reading stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub file: u64,
    /// Pages of a PDF.
    pub pages: usize,
    /// Bytes of a PDF's content or of a workbook's parts, unpacked.
    pub unpacked: u64,
    /// Cells of a workbook.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let (pdf, workbook) = (pdf::Limits::default(), workbook::ReadOptions::default());
        Self { file: pdf.file, pages: pdf.pages, unpacked: pdf.unpacked, cells: workbook.max_cells }
    }
}

impl Limits {
    /// The PDF reader's bounds. Where much may be unpacked, one page or stream may hold as much.
    pub(crate) fn pdf(&self) -> pdf::Limits {
        let usual = pdf::Limits::default();
        let one = |usual: usize| {
            let raised = if self.unpacked > Self::default().unpacked { self.unpacked } else { usual as u64 };
            usize::try_from(raised.min(self.unpacked)).unwrap_or(usize::MAX)
        };
        pdf::Limits {
            file: self.file,
            pages: self.pages,
            unpacked: self.unpacked,
            stream: one(usual.stream),
            page_content: one(usual.page_content),
            ..usual
        }
    }

    /// The workbook reader's bounds. Where much may be unpacked, one part may hold as much.
    pub(crate) fn workbook(&self) -> workbook::ReadOptions {
        let usual = workbook::ReadOptions::default();
        let raised = self.unpacked > Self::default().unpacked;
        let one = if raised { self.unpacked } else { usual.max_part_bytes };
        workbook::ReadOptions {
            max_cells: self.cells,
            max_total_bytes: self.unpacked,
            max_part_bytes: one.min(self.unpacked),
            ..usual
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_the_readers_own() {
        let limits = Limits::default();
        assert_eq!(limits.pdf(), pdf::Limits::default());
        assert_eq!(format!("{:?}", limits.workbook()), format!("{:?}", workbook::ReadOptions::default()));
    }

    #[test]
    fn what_is_unpacked_at_once_follows() {
        let low = Limits { unpacked: 1 << 20, ..Limits::default() };
        assert_eq!((low.pdf().stream, low.workbook().max_part_bytes), (1 << 20, 1 << 20));
        let high = Limits { unpacked: 1 << 33, ..Limits::default() };
        assert_eq!((high.pdf().page_content, high.workbook().max_part_bytes), (1 << 33, 1 << 33));
    }
}
