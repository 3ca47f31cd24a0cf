//! Audit: a crosswalk that somebody published against ours.

pub(crate) mod cite;
