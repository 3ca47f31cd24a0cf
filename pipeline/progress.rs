//! Progress is a trait that the pipeline calls and the command (or the page) draws.

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Bytes to positioned text and cells; one unit a document.
    Read,
    /// Pages and sheets to items; one unit a document.
    Structure,
    /// Items to links; one unit a pass.
    Align,
    /// Links to changes; one unit a change.
    Classify,
}

/// Told of what goes on; called from several threads at once.
pub trait Progress: Sync {
    /// A stage begins that has `total` units.
    fn begin(&self, stage: Stage, total: u64);
    /// One unit of a stage is done; `what` names it (a file, a pass).
    fn step(&self, stage: Stage, what: &str);
    /// A stage is over.
    fn end(&self, stage: Stage);
    /// Whether the user asked to stop; asked between documents.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Progress that nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: Stage, _total: u64) {}
    fn step(&self, _stage: Stage, _what: &str) {}
    fn end(&self, _stage: Stage) {}
}
