//! Footnotes under their rule, boxes beside the body, text across the page.

use super::drawn::{Drawn, Rule};
use super::furniture::split;
use super::geometry::{EMPTY, Turn};
use super::{Block, Content, Line, Rect, Role, Run, RunRole};

/// Marks margin boxes and footnotes of one page.
pub(crate) fn mark(blocks: &mut Vec<Block>, rules: &[Rule], width: f32) {
    beside(blocks, width);
    footnotes(blocks, rules, width);
}

/// Blocks beside the column that the page's full lines stand in.
fn beside(blocks: &mut [Block], width: f32) {
    let mut column = EMPTY;
    let mut full = 0;
    for line in blocks.iter().filter_map(lines).flatten() {
        if line.bounds.width() >= 0.4 * width && line.bounds.width() > line.bounds.height() {
            column.cover(&line.bounds);
            full += 1;
        }
    }
    if full < 3 {
        return;
    }
    for block in blocks {
        let b = &block.bounds;
        let outside = b.x0 >= column.x1 - 2.0 || b.x1 <= column.x0 + 2.0;
        let along = b.y0 < column.y1 && b.y1 > column.y0;
        // A lone mark beside a paragraph is part of it.
        let text =
            lines(block).map_or(2, |l| l.iter().flat_map(|l| &l.runs).flat_map(|r| r.text.chars()).count());
        if outside && along && text > 3 {
            block.role = Role::Margin;
        }
    }
}

/// Small text below a short rule, down to the foot of the page.
fn footnotes(blocks: &mut Vec<Block>, rules: &[Rule], width: f32) {
    let size =
        |l: &Line| l.runs.iter().filter(|r| r.role == RunRole::Base).map(|r| r.size).fold(0.0, f32::max);
    let separator = rules
        .iter()
        .filter(|r| r.horizontal && (40.0..0.55 * width).contains(&(r.to - r.from)) && r.thickness < 2.0)
        .max_by(|a, b| a.at.total_cmp(&b.at));
    let Some(rule) = separator else { return };
    let all: Vec<&Line> = blocks.iter().filter_map(lines).flatten().collect();
    let (below, above): (Vec<&Line>, Vec<&Line>) =
        all.into_iter().partition(|l| l.bounds.centre().1 > rule.at);
    let mut sizes: Vec<f32> = above.iter().map(|l| size(l)).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(usual) = sizes.get(sizes.len() / 2).copied() else { return };
    // The rule stands over notes: nothing beside it, smaller lines right below, one of which begins with a mark.
    let touched =
        above.iter().any(|l| l.bounds.y1 > rule.at - 1.0 && l.bounds.x0 < rule.to && l.bounds.x1 > rule.from);
    let small = |l: &&&Line| size(l) > 0.0 && size(l) < usual - 0.4;
    let (notes, rest) = (below.iter().filter(small).count(), below.iter().filter(|l| !small(l)).count());
    let near = below.iter().map(|l| l.bounds.y0 - rule.at).fold(f32::MAX, f32::min) < 2.5 * usual;
    let marked = below.iter().any(|l| begins_with_mark(l));
    // What is not small may be the page number.
    if touched || !near || !marked || notes == 0 || rest > 1 {
        return;
    }
    let at = rule.at;
    for block in std::mem::take(blocks) {
        let roles: Vec<Option<Role>> = lines(&block)
            .map(|l| {
                l.iter()
                    .map(|l| (l.bounds.centre().1 > at && size(l) < usual - 0.4).then_some(Role::Footnote))
                    .collect()
            })
            .unwrap_or_default();
        split(block, |i| roles.get(i).copied().flatten(), blocks);
    }
}

fn begins_with_mark(line: &Line) -> bool {
    let Some(first) = line.runs.first() else { return false };
    let Some(c) = first.text.chars().next() else { return false };
    first.role == RunRole::Superscript || c.is_numeric() || "*＊※†‡注（(".contains(c)
}

fn lines(block: &Block) -> Option<&Vec<Line>> {
    match &block.content {
        Content::Lines(lines) => Some(lines),
        Content::Table(_) => None,
    }
}

/// Text that runs askew over the page: a watermark where it is large.
pub(crate) fn askew(drawn: &Drawn) -> Vec<Block> {
    let straight: Vec<f32> = drawn.glyphs.iter().filter(|g| g.turn != Turn::Askew).map(|g| g.size).collect();
    let usual = median(straight).unwrap_or(10.0);
    let mut out: Vec<Block> = Vec::new();
    let mut last: Option<usize> = None;
    for (i, glyph) in drawn.glyphs.iter().enumerate().filter(|(_, g)| g.turn == Turn::Askew) {
        // Drawn one after the other in one size: one line.
        let goes_on =
            last.is_some_and(|l| i - l == 1 && (drawn.glyphs[l].size - glyph.size).abs() < 0.1 * glyph.size);
        last = Some(i);
        if goes_on
            && let Some(Block { bounds, content: Content::Lines(lines), .. }) = out.last_mut()
            && let Some(line) = lines.last_mut()
            && let Some(run) = line.runs.last_mut()
        {
            run.text.push(glyph.ch);
            for r in [bounds, &mut line.bounds, &mut run.bounds] {
                r.cover(&glyph.bounds);
            }
            continue;
        }
        let role = if glyph.size > 1.8 * usual { Role::Watermark } else { Role::Body };
        out.push(single(glyph.ch, glyph.bounds, glyph.size, glyph.bold, role));
    }
    out.retain(|b| {
        lines(b).is_some_and(|l| l.iter().flat_map(|l| &l.runs).any(|r| !r.text.trim().is_empty()))
    });
    out
}

fn single(ch: char, bounds: Rect, size: f32, bold: bool, role: Role) -> Block {
    let run = Run { text: ch.to_string(), bounds, size, bold, ..Run::default() };
    Block { role, bounds, content: Content::Lines(vec![Line { bounds, vertical: false, runs: vec![run] }]) }
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, x0: f32, y0: f32, x1: f32, size: f32) -> Block {
        let bounds = Rect { x0, y0, x1, y1: y0 + size };
        let run = Run { text: text.into(), bounds, size, ..Run::default() };
        let line = Line { bounds, vertical: false, runs: vec![run] };
        Block { role: Role::Body, bounds, content: Content::Lines(vec![line]) }
    }

    #[test]
    fn a_box_beside_the_body() {
        let mut blocks: Vec<Block> =
            (0..4).map(|i| block("本文の行", 70.0, 100.0 + 20.0 * i as f32, 400.0, 10.0)).collect();
        blocks.push(block("▶システム運用編", 420.0, 110.0, 500.0, 9.0));
        mark(&mut blocks, &[], 595.0);
        assert_eq!(blocks[4].role, Role::Margin);
        assert!(blocks[..4].iter().all(|b| b.role == Role::Body));
    }

    #[test]
    fn notes_under_their_rule() {
        let mut blocks: Vec<Block> =
            (0..4).map(|i| block("本文の行", 70.0, 100.0 + 20.0 * i as f32, 500.0, 10.5)).collect();
        blocks.push(block("１ 脚注の文", 70.0, 700.0, 400.0, 8.0));
        blocks.push(block("- 3 -", 290.0, 800.0, 310.0, 10.5));
        let rule = Rule { horizontal: true, at: 690.0, from: 70.0, to: 210.0, thickness: 0.5 };
        mark(&mut blocks, &[rule], 595.0);
        assert_eq!(blocks[4].role, Role::Footnote);
        assert_eq!(blocks[5].role, Role::Body);
        // Without the rule it is small text.
        let mut blocks =
            vec![block("本文", 70.0, 100.0, 500.0, 10.5), block("１ 文", 70.0, 700.0, 400.0, 8.0)];
        mark(&mut blocks, &[], 595.0);
        assert_eq!(blocks[1].role, Role::Body);
    }
}
