//! Text as keys: folding, words, and n-gram vectors. Used by every stage, printed by none.

pub(crate) mod fold;
pub(crate) mod grams;
mod latin;
pub(crate) mod numerals;
pub(crate) mod spelling;
pub(crate) mod style;
pub(crate) mod subject;
pub(crate) mod units;
pub(crate) mod variants;
pub(crate) mod words;

pub(crate) use fold::{fold, fold_words};
