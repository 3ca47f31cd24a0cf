//! Whole sheets.
