//! The PDF reader on small PDFs that are built here: operators, fonts, layout, diagnostics, broken files.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of it is a test, also what stands in no #[test] function"
)]

mod build;
mod diagnostics;
mod fonts;
mod layout;
mod mutate;
mod mutation;
mod operators;
mod producers;
