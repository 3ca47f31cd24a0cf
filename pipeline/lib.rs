//! Files in, ChangeSet out: each stage takes the previous stage's type and returns its own.
//!
//! Bytes in, data out: no file system, no clock, no environment, and threads only behind the feature `threads`.

mod align;
pub mod audit;
mod classify;
pub mod collect;
mod compare;
pub mod decisions;
mod edition;
mod input;
mod limits;
mod notes;
mod parallel;
mod progress;
pub mod rules;
mod run;
pub mod structure;
mod text;
mod twins;

pub use compare::{Counterparts, ReadEdition, ReadFile, compare, counterparts};
pub use input::{EditionInput, ExpectedDocument, Manifest, SourceFile};
pub use limits::Limits;
pub use progress::{Progress, Silent, Stage};
pub use run::{DocumentItems, Options, diff, extract, inspect, read, text, tool};
