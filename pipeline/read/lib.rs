//! Bytes of a PDF or a workbook in, positioned text and cells out. Knows nothing of guidelines.

pub mod pdf;
pub mod radicals;
pub mod workbook;
