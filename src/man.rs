//! `kaitei man`: the manual pages, one for the command and one for each subcommand.

use std::io;

use clap_mangen::Man;
use kaitei_model::Diagnostic;

use crate::{args, args::Manual, console::Console, exit, output::OutputFolder, output::stdout_failed};

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Where the folder cannot be written.
pub(crate) fn run(args: &Manual, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    for (name, page) in pages(console).map_err(|error| vec![stdout_failed(&error)])? {
        OutputFolder::single(&args.out.join(name), &page).map_err(|error| vec![*error])?;
    }
    Ok(exit::DONE)
}

/// The pages by their names: `kaitei.1`, `kaitei-diff.1` and so on.
fn pages(console: &Console) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut command = args::command(console.lang);
    command.build();
    std::iter::once(&command)
        .chain(command.get_subcommands())
        .map(|command| {
            let man = Man::new(command.clone());
            let mut page = Vec::new();
            man.render(&mut page)?;
            Ok((man.get_filename(), page))
        })
        .collect()
}
