//! `kaitei inspect`: a page of a PDF as the reader sees it, as a picture.

use std::path::Path;

use kaitei_model::Diagnostic;

use crate::{
    args::Inspect,
    console::Console,
    diff, exit, input,
    output::{self, OutputFolder},
    report,
};

/// `--svg -` prints on stdout.
const STDOUT: &str = "-";

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Why the page cannot be read or the picture cannot be written.
pub(crate) fn run(args: &Inspect, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    let one = |error: Box<Diagnostic>| vec![*error];
    let options = diff::options(&args.reading);
    let (file, places) = input::file(&args.file, options.limits.file).map_err(one)?;
    let (svg, diagnostics) =
        kaitei_pipeline::inspect(&file, args.page, &options).map_err(|error| vec![places.name(*error)])?;
    if args.svg == Path::new(STDOUT) {
        console.data(svg.as_bytes()).map_err(|error| vec![output::stdout_failed(&error)])?;
    } else {
        let written = OutputFolder::single(&args.svg, svg.as_bytes()).map_err(one)?;
        console.closing(&report::written(&[output::Written { path: written, beside: None }], console.lang));
    }
    console.diagnostics_at(&diagnostics, &places);
    Ok(exit::DONE)
}
