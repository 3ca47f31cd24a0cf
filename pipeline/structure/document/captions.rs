//! What a caption of a table or figure looks like.

use super::grammar::Mark;

/// Longest caption, in characters.
const LONGEST: usize = 40;

/// Whether the words behind 表N or 図N are a title, not the rest of a sentence (「表3-1に示す」).
pub(super) fn is_caption(mark: &Mark) -> bool {
    let rest = mark.rest.as_str();
    !rest.is_empty()
        && rest.chars().count() <= LONGEST
        && !rest.contains('。')
        && !rest.starts_with(['に', 'の', 'を', 'は', 'で', 'と', 'が', '、', 'か', 'ま'])
}
