//! `dump FILE`: roles, boxes and formats of what was read, a line each, for looking at.

use std::io::Write;

use kaitei_read::pdf::{Content, Line, ReadOptions, read};

fn main() {
    let Some(file) = std::env::args().nth(1) else { return };
    let Ok(bytes) = std::fs::read(&file) else { return };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let Ok(pdf) = read(&bytes, &ReadOptions::default()) else { return };
    for page in &pdf.pages {
        let _ = writeln!(out, "== page {} {:.0}x{:.0}", page.number, page.width, page.height);
        for block in &page.blocks {
            let b = block.bounds;
            let _ = writeln!(out, "-- {:?} {:.0},{:.0} {:.0},{:.0}", block.role, b.x0, b.y0, b.x1, b.y1);
            match &block.content {
                Content::Lines(lines) => lines.iter().for_each(|l| line(&mut out, "", l)),
                Content::Table(t) => {
                    let _ = writeln!(out, "   table {}x{} ruled {}", t.rows, t.columns, t.ruled);
                    for c in &t.cells {
                        let _ = writeln!(
                            out,
                            "   cell {},{} span {},{}",
                            c.row, c.column, c.row_span, c.column_span
                        );
                        c.lines.iter().for_each(|l| line(&mut out, "   ", l));
                    }
                }
            }
        }
    }
}

fn line(out: &mut impl Write, indent: &str, line: &Line) {
    let b = line.bounds;
    let _ = write!(
        out,
        "{indent}   {:.0},{:.0} {:.0},{:.0}{} ",
        b.x0,
        b.y0,
        b.x1,
        b.y1,
        if line.vertical { " V" } else { "" }
    );
    for run in &line.runs {
        let flag = |on: bool, c: char| if on { c.to_string() } else { String::new() };
        let flags = format!("{}{}{}", flag(run.bold, 'B'), flag(run.struck, 'S'), flag(run.underlined, 'U'));
        let _ = write!(out, "[{:.1}{flags} {:?}]{}", run.size, run.role, run.text);
    }
    let _ = writeln!(out);
}
