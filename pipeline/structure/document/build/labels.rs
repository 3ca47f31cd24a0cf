//! Labels in brackets on a line of their own: 【遵守事項】, ＜管理責任＞, （目的）, ［例２］.

use super::{ANGLE, Builder, LENS, MarkRole, Row};
use crate::text::fold;

impl Builder<'_> {
    /// Labels in brackets on a line of their own: blocks, restarts, titles without number, captions of articles.
    pub(super) fn bracketed(&mut self, i: usize, row: &Row, text: &str) -> bool {
        let Some((open, inside)) = brackets(text) else { return self.unclosed(i, row, text) };
        match open {
            '（' | '(' => {
                // （目的） before 第１条.
                let article = self
                    .rows
                    .rows
                    .get(i + 1)
                    .filter(|r| r.table.is_none())
                    .and_then(|r| self.grammar.mark(&r.text));
                // Supplementary provisions without articles have captions before their 項.
                let supplement = self.supplement().is_some();
                let captioned = article
                    .is_some_and(|m| m.role == MarkRole::Article || supplement && m.role == MarkRole::Clause);
                if captioned && inside.chars().count() <= 40 {
                    self.flush_caption();
                    self.caption = Some(row.clone());
                    self.open = None;
                    return true;
                }
                false
            }
            '【' if self.grammar.mark(text).is_some_and(|m| m.class == "annex") => false,
            '【' => {
                if let Some(requirements) = self.grammar.label(inside) {
                    self.requirements = requirements;
                    self.label.clear();
                    self.forget_lists();
                    self.open = None;
                    self.out.remainder.push(("label", row.letters()));
                } else {
                    self.title(row, LENS, text);
                }
                true
            }
            '＜' | '<' | '〈' if self.requirements && !self.headings.is_empty() => {
                inside.clone_into(&mut self.label);
                self.forget_lists();
                self.open = None;
                self.out.remainder.push(("label", row.letters()));
                true
            }
            '＜' | '<' | '〈' => {
                self.title(row, ANGLE, text);
                true
            }
            '［' | '[' | '〔' if fold(inside).starts_with('例') && !text.ends_with('。') => {
                self.variant_label(row, text);
                true
            }
            _ => false,
        }
    }

    /// A title in brackets over two lines.
    fn unclosed(&mut self, i: usize, row: &Row, text: &str) -> bool {
        let (rank, close) = match text.chars().next() {
            Some('【') => (LENS, '】'),
            Some('＜') => (ANGLE, '＞'),
            _ => return false,
        };
        let closes = |r: &&Row| r.table.is_none() && r.page == row.page && r.text.trim_end().ends_with(close);
        let next = self.rows.rows.get(i + 1).filter(closes);
        let whole = next.is_some_and(|r| {
            !text.contains(close)
                && !text.contains('。')
                && r.text.matches(close).count() == 1
                && !r.text.contains('。')
        });
        if whole {
            self.title(row, rank, text);
        }
        whole
    }

    /// ［例２］: the articles that follow are a variant of articles that stand already.
    pub(super) fn variant_label(&mut self, row: &Row, text: &str) {
        let words: String = fold(text).chars().skip(1).take_while(|c| *c != ']').collect();
        self.variant = words;
        self.forget_lists();
        self.title(row, LENS - 1, text);
    }
}

/// The opening bracket and the inside of a line that is nothing but a bracket (［例１］ may have words behind it).
fn brackets(text: &str) -> Option<(char, &str)> {
    let open = text.chars().next()?;
    let close = match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '＜' => '＞',
        '<' => '>',
        '〈' => '〉',
        '［' => '］',
        '[' => ']',
        '〔' => '〕',
        _ => return None,
    };
    let inside = &text[open.len_utf8()..];
    let at = inside.find(close)?;
    let whole = inside[at + close.len_utf8()..].trim().is_empty();
    (whole || matches!(open, '［' | '[' | '〔'))
        .then(|| (open, inside[..at].trim()))
        .filter(|(_, s)| !s.is_empty())
}
