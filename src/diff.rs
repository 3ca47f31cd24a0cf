//! `kaitei diff`: two editions in, reports out.

use std::path::Path;

use kaitei_model::{ChangeSet, Diagnostic, Kind, Side, Significance};
use kaitei_pipeline::{Limits, Options, SourceFile, rules::Rules};
use kaitei_reports::Reports;

use crate::{
    args::{Diff, Reading},
    console::Console,
    exit,
    input::{self, Collected},
    output::OutputFolder,
    progress::Bars,
    report, rules, shape,
};

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Everything that stood in the way.
pub(crate) fn run(args: &Diff, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    let formats = report::formats(args.output.formats.as_deref(), console.lang)?;
    let shape = shape::options(&args.output, console.lang)?;
    let rules = rules::of(args.rules.as_deref())?;
    let folder = OutputFolder::prepare(&args.output.out).map_err(|error| vec![*error])?;
    let decisions = args.decisions.as_deref().map(decisions).transpose().map_err(|error| vec![*error])?;
    let options = Options { rules, keep_going: args.keep_going, decisions, ..options(&args.reading) };
    let old = input::edition(Side::Old, &args.old, &args.output.out, &options);
    let new = input::edition(Side::New, &args.new, &args.output.out, &options);

    if !(old.errors.is_empty() && new.errors.is_empty()) {
        return Err(all_errors(old, new, &options));
    }
    let places = old.places.and(new.places);
    let bars = Bars::new(console);
    let changes = kaitei_pipeline::diff(&old.input, &new.input, &options, &bars);
    drop(bars);
    let changes =
        changes.map_err(|errors| errors.into_iter().map(|error| places.name(error)).collect::<Vec<_>>())?;

    let reports = Reports::new(&changes, &shape);
    let files = report::render(&reports, &formats)?;
    let written = folder.commit(&files).map_err(|error| vec![*error])?;

    console.diagnostics_at(&changes.diagnostics, &places);
    console.diagnostics(&report::kept(&written));
    console.diagnostics(&report::carried(&reports, &formats, &shape));
    let objection = report::draft(&changes, &args.output);
    console.diagnostics(objection.as_slice());
    let words = reports.summary();
    console.closing(&format!("{}\n\n{}", words.trim_end(), report::written(&written, console.lang)));
    let objected = objection.is_some() || args.fail_on.is_some_and(|level| objects(&changes, level.into()));
    // The process ends here: giving back the memory of a large comparison piece by piece would only keep somebody waiting.
    std::mem::forget(reports);
    std::mem::forget(changes);
    Ok(if objected { exit::OBJECTED } else { exit::DONE })
}

/// How the pipeline is to read.
pub(crate) fn options(reading: &Reading) -> Options {
    Options {
        rules: Rules::builtin(),
        passwords: reading.password.clone(),
        hidden: reading.hidden,
        limits: (&reading.bounds).into(),
        keep_going: false,
        decisions: None,
    }
}

/// A file of decisions, spoken of by its name alone: where it lies is no part of the result.
fn decisions(path: &Path) -> Result<SourceFile, Box<Diagnostic>> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(SourceFile { name, bytes: input::read(path, Limits::default().file)? })
}

/// Every error at once: what could not be found or opened, and what of the rest cannot be read. Somebody who mends one of them
/// should not meet the next one only then.
fn all_errors(old: Collected, new: Collected, options: &Options) -> Vec<Diagnostic> {
    let places = old.places.and(new.places);
    let mut errors = old.errors;
    errors.extend(new.errors);
    if !options.keep_going {
        for (side, input) in [(Side::Old, old.input), (Side::New, new.input)] {
            let failed = input.files.iter().filter_map(|file| kaitei_pipeline::extract(file, options).err());
            errors.extend(failed.map(|error| error.on_side(side)));
        }
    }
    errors.into_iter().map(|error| places.name(error)).collect()
}

/// Whether a change is at least as significant as the user minds.
fn objects(changes: &ChangeSet, level: Significance) -> bool {
    changes
        .changes
        .iter()
        .filter(|change| change.kind != Kind::Unchanged || !change.aspects.is_empty())
        .any(|change| change.significance <= level)
}
