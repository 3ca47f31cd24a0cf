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
            m.class == "lettered-chapter"
                || !matches!(
                    m.role,
                    MarkRole::Bullet | MarkRole::Note | MarkRole::Caption | MarkRole::Heading
                )
        })
    };
    let content = page.iter().filter(numbered).count() >= 2;
    if !content && first < rows.len() && count < 400 && largest > body * 1.15 && sentences <= 2 {
        first
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use kaitei_read::pdf::{Cell, Line, Run, Table};

    use super::length;
    use crate::structure::document::{grammar::Grammar, rows::Row, rows::tests::row};

    #[test]
    fn a_first_page_with_a_table_is_no_cover() {
        let grammar = Grammar::parse(include_str!("../../rules/numbering.toml")).unwrap();
        let title = Row { size: 20.0, ..row("書庫の規程") };
        let next = Row { page: 2, ..row("本文は、次の頁から始まる。") };
        assert_eq!(length(&[title.clone(), next.clone()], 10.0, &grammar), 1);
        let run = Run { text: "台帳は、二年間残す。".repeat(50), ..Run::default() };
        let line = Line { runs: vec![run], ..Line::default() };
        let cell = Cell { row_span: 1, column_span: 1, lines: vec![line], ..Cell::default() };
        let table = Row {
            text: String::new(),
            table: Some(Table { rows: 1, columns: 1, cells: vec![cell], ..Table::default() }),
            ..row("")
        };
        assert_eq!(length(&[title, table, next], 10.0, &grammar), 0);
    }
}
