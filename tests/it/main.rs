//! The real command, end to end: on the specimens, on bad input, and on real documents where these are at hand.

mod accuracy;
mod bad_input;
mod command;
mod complete;
mod contract;
mod corpus;
mod house;
mod rules;
mod same_bytes;
mod specimens;
mod support;
