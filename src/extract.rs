//! `kaitei extract`: one document's text or items on stdout.

use kaitei_model::{Diagnostic, ITEMS_SCHEMA, ItemsFile};

use crate::{
    args::{Extract, Shape},
    console::Console,
    diff, exit, input,
    lang::Words,
    listing, output, rules,
};

const COVERAGE: Words = Words {
    ja: "項目 {count} 件。本文の文字の {share} % が、いずれかの項目か、表紙や目次など名前の付いた残りに入っています。",
    en: "{count} items; {share} % of the body's characters lie in one of them or in a named remainder (cover, contents …).",
};

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Why the file cannot be read.
pub(crate) fn run(args: &Extract, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    let rules = rules::of(args.rules.as_deref())?;
    let options = kaitei_pipeline::Options { rules, ..diff::options(&args.reading) };
    let (file, places) = input::file(&args.file, options.limits.file).map_err(|error| vec![*error])?;
    let failed = |error: Box<Diagnostic>| vec![places.name(*error)];
    let shape = args.shape.unwrap_or_default();

    let (out, diagnostics) = if shape == Shape::Text {
        let (text, diagnostics) = kaitei_pipeline::text(&file, args.body, &options).map_err(failed)?;
        (text.into_bytes(), diagnostics)
    } else {
        let found = kaitei_pipeline::extract(&file, &options).map_err(failed)?;
        let share = format!("{}.{}", found.document.coverage / 10, found.document.coverage % 10);
        let words = [("count", found.items.len().to_string()), ("share", share)];
        console.remark(
            &COVERAGE.filled(console.lang, &words.each_ref().map(|(name, value)| (*name, value.as_str()))),
        );
        let diagnostics = found.diagnostics.clone();
        let items = ItemsFile {
            schema: ITEMS_SCHEMA.to_owned(),
            tool: kaitei_pipeline::tool(&options.rules),
            document: found.document,
            items: found.items,
            diagnostics: found.diagnostics,
        };
        let out = match shape {
            Shape::Items => json(&items),
            Shape::Csv => listing::csv(&items, console.lang),
            Shape::Tree | Shape::Text => listing::tree(&items, console.lang),
        };
        (out.into_bytes(), diagnostics)
    };
    console.data(&out).map_err(|error| vec![output::stdout_failed(&error)])?;
    console.diagnostics_at(&diagnostics, &places);
    Ok(exit::DONE)
}

/// The contract's JSON. Our own types always serialise: their keys are strings.
fn json(items: &ItemsFile) -> String {
    serde_json::to_string_pretty(items).unwrap_or_default() + "\n"
}
