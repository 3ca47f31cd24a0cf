//! The command: one file a subcommand, progress bars, exit codes. No logic.

fn main() {}
