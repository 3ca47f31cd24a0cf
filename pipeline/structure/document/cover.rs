//! The cover: a first page that holds the title and little else.

use super::{
    grammar::{Grammar, MarkRole},
    rows::Row,
};

/// How many rows at the beginning are a cover: the first page, where it holds few words, the largest of them larger than the body.
pub(super) fn length(rows: &[Row], body: f32, grammar: &Grammar) -> usize {
    let first = rows.iter().take_while(|r| r.page == 1).count();
    let page = &rows[..first];
    let count: usize = page.iter().map(|r| r.letters().chars().count()).sum();
    let largest = page.iter().map(|r| r.size).fold(0.0_f32, f32::max);
    let sentences = page.iter().filter(|r| r.text.contains('。')).count();
    // Numbered lines are content.
    let numbered = |r: &&Row| {
        grammar.mark(&r.text).is_some_and(|m| {
            !matches!(m.role, MarkRole::Bullet | MarkRole::Note | MarkRole::Caption | MarkRole::Heading)
        })
    };
    let content = page.iter().filter(numbered).count() >= 2;
    if !content && first < rows.len() && count < 400 && largest > body * 1.15 && sentences <= 2 {
        first
    } else {
        0
    }
}
