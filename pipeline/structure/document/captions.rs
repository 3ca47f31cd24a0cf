//! What a caption of a table or figure looks like.

use super::grammar::{Grammar, Mark, MarkRole};

/// Longest caption, in characters.
const LONGEST: usize = 40;

/// Whether the words behind 表N or 図N are a title, not the rest of a sentence (「表3-1に示す」).
fn is_caption(mark: &Mark) -> bool {
    let rest = mark.rest.as_str();
    !rest.is_empty()
        && rest.chars().count() <= LONGEST
        && !rest.contains('。')
        && !rest.starts_with(['に', 'の', 'を', 'は', 'で', 'と', 'が', '、', 'か', 'ま'])
}

/// The mark of a caption at the head of a line, also of one in brackets (＜図１ …＞).
pub(super) fn mark(text: &str, grammar: &Grammar) -> Option<Mark> {
    let text = text.trim();
    let bare = [('＜', '＞'), ('<', '>'), ('【', '】'), ('［', '］'), ('〈', '〉')]
        .iter()
        .find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(text);
    let mut mark = grammar.mark(bare).filter(|m| m.role == MarkRole::Caption)?;
    mark.rest = mark.rest.trim_start_matches(['：', ':', '　', ' ']).to_owned();
    is_caption(&mark).then_some(mark)
}

/// Whether a caption is a figure's: 図, or 図表 with no table below it.
pub(super) fn of_figure(mark: &Mark, table_follows: bool) -> bool {
    mark.printed.starts_with('図') && !(mark.printed.starts_with("図表") && table_follows)
}

#[cfg(test)]
mod tests {
    use super::{mark, of_figure};
    use crate::structure::document::grammar::Grammar;

    #[test]
    fn titles_are_captions_and_sentences_are_not() {
        let grammar = Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap();
        let number = |text| mark(text, &grammar).and_then(|m| m.number);
        assert_eq!(number("図１　確認の流れ").as_deref(), Some("図1"));
        assert_eq!(number("＜図表２：区画の例＞").as_deref(), Some("図表2"));
        assert_eq!(number("表３－１に示す区分による"), None);
        let chart = mark("図表２　区画の例", &grammar).unwrap();
        assert!(of_figure(&chart, false) && !of_figure(&chart, true));
    }
}
