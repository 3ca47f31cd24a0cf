//! `kaitei completions`: what a shell needs to complete the command's words.

use kaitei_model::Diagnostic;

use crate::{args, args::Completions, console::Console, exit, output};

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Where stdout cannot be written.
pub(crate) fn run(args: &Completions, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::command(console.lang), "kaitei", &mut script);
    console.data(&script).map_err(|error| vec![output::stdout_failed(&error)])?;
    Ok(exit::DONE)
}
