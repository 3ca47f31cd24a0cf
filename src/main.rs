//! The command: one file a subcommand, progress bars, exit codes. No logic.

mod args;
mod audit;
mod beside;
mod check;
mod completions;
mod console;
mod decide;
mod diff;
mod exit;
mod extract;
mod help;
mod input;
mod inspect;
mod lang;
mod listing;
mod man;
mod output;
mod progress;
mod record;
mod report;
mod rules;
mod shape;
mod system;
mod usage;

use std::{ffi::OsString, process::ExitCode};

use clap::FromArgMatches;

use args::{Cli, ErrorFormat, Task};
use console::Console;
use lang::Lang;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let code = match beside::home(&args) {
        Some(home) => beside::run(&home, language(&args), |args| run(args, true)),
        None => run(&args, false),
    };
    ExitCode::from(code)
}

fn language(args: &[OsString]) -> Lang {
    Lang::of(args, std::env::var(Lang::VARIABLE).ok().as_deref())
}

/// Runs the command; returns its exit code. `by_hand`: nobody typed it, so that what to do is said without options.
fn run(args: &[OsString], by_hand: bool) -> u8 {
    let lang = language(args);
    let parsed =
        args::command(lang).try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage::answer(&error, args, lang),
    };
    let format = cli.common.error_format.unwrap_or_default();
    let console = Console::new(lang, cli.common.quiet, format == ErrorFormat::Json);
    let console = if by_hand { console.by_hand() } else { console };
    let outcome = match &cli.task {
        Task::Check(check) => check::run(check, &console),
        Task::Diff(diff) => diff::run(diff, &console),
        Task::Completions(completions) => completions::run(completions, &console),
        Task::Man(manual) => man::run(manual, &console),
        Task::Extract(extract) => extract::run(extract, &console),
        Task::Inspect(inspect) => inspect::run(inspect, &console),
        Task::Report(report) => report::run(report, &console),
        Task::Decide(decide) => decide::run(decide, &console),
        Task::Rules(rules) => rules::run(rules, &console),
        Task::Audit(audit) => audit::run(audit, &console),
    };
    outcome.unwrap_or_else(|diagnostics| {
        console.diagnostics(&diagnostics);
        exit::FAILED
    })
}
