//! Exit codes. Scripts depend on them.

/// Done, and nothing to object to.
pub(crate) const DONE: u8 = 0;
/// Done, and a check that was asked for (`--fail-on`) objects.
pub(crate) const OBJECTED: u8 = 1;
/// Could not be done: a file, an option or the output folder is not as it must be. Nothing was written.
pub(crate) const FAILED: u8 = 2;
