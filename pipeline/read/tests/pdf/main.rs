//! The PDF reader on small PDFs that are built here: operators, fonts, layout, diagnostics, broken files.

mod build;
mod diagnostics;
mod fonts;
mod layout;
mod mutation;
mod operators;
mod producers;
