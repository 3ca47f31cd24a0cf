//! The real command, end to end: on the specimens, on bad input, and on real documents where these are at hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "all of it is a test, also what stands in no #[test] function"
)]

mod accuracy;
mod audit;
mod bad_input;
mod beside;
mod book;
mod browser;
mod check;
mod command;
mod complete;
mod contract;
mod corpus;
mod decide;
mod house;
mod inspect;
mod limits;
mod mutations;
mod outputs;
mod own_edition;
mod own_rules;
mod relations;
mod rules;
mod same_bytes;
mod samples;
mod special_files;
mod specimens;
mod support;
mod windows;
mod word;
mod workbook;
