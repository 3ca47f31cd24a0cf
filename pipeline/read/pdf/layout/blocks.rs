//! Blocks: lines that follow each other at one distance and in one size.

use crate::pdf::geometry::EMPTY;
use crate::pdf::{Block, Content, Role};

use super::rows::Placed;

/// A line farther than this many times the usual distance begins a new block.
const WIDE: f32 = 1.4;

/// Cuts lines into blocks at wider gaps, changes of size, and where text goes back up.
pub(crate) fn blocks(lines: Vec<Placed>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut open: Vec<Placed> = Vec::new();
    let mut pitch: Option<f32> = None;
    for line in lines {
        if let Some(last) = open.last() {
            let step = line.frame.centre().1 - last.frame.centre().1;
            let em = last.size.max(line.size);
            let usual = pitch.unwrap_or(1.9 * em);
            let sized = (last.size - line.size).abs() > 0.12 * em;
            if step > WIDE * usual || step > 3.2 * em || step < 0.0 || sized {
                out.push(close(std::mem::take(&mut open)));
                pitch = None;
            } else {
                pitch = Some(pitch.map_or(step, |p| p.min(step)).max(em));
            }
        }
        open.push(line);
    }
    if !open.is_empty() {
        out.push(close(open));
    }
    out
}

fn close(lines: Vec<Placed>) -> Block {
    let mut bounds = EMPTY;
    for line in &lines {
        bounds.cover(&line.line.bounds);
    }
    Block { role: Role::Body, bounds, content: Content::Lines(lines.into_iter().map(|p| p.line).collect()) }
}
