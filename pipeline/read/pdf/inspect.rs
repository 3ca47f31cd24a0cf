//! A page as the reader sees it, drawn as SVG: for people who look for an error in reading.

use std::fmt::Write;

use kaitei_model::{Code, Diagnostic};

use super::drawn::Drawn;
use super::{Block, Content, Line, Page, Pdf, ReadOptions, Rect, Role, Run, RunRole, Table};

mod legend;

/// Draws page `number` (from 1) of a PDF as SVG, in points: glyph boxes grey (red where a glyph cannot be decoded), rules black, pictures
/// ochre, lines thin blue with their place in the reading order, blocks in the colour of their role, cells of tables green. The
/// legend below the page explains the colours in Japanese and English and tells what was noted on the page. Beside it, everything
/// that was noted while the file was read.
///
/// # Errors
/// Those of [`super::read`], and `page-missing` where there is no such page.
pub fn inspect(
    bytes: &[u8],
    options: &ReadOptions,
    number: u32,
) -> Result<(String, Vec<Diagnostic>), Box<Diagnostic>> {
    let (pdf, drawn) = super::read_with_drawn(bytes, options, number)?;
    let Some(page) = number.checked_sub(1).and_then(|i| pdf.pages.get(i as usize)) else {
        let args = [("page", number.to_string()), ("pages", pdf.pages.len().to_string())];
        return Err(Box::new(Diagnostic::new(Code::PageMissing, args)));
    };
    let svg = svg(&pdf, page, &drawn.unwrap_or_default());
    Ok((svg, pdf.diagnostics))
}

/// The colour of a role.
fn colour(role: Role) -> &'static str {
    match role {
        Role::Body => "#4169e1",
        Role::Margin => "#8a2be2",
        Role::Footnote => "#b8860b",
        Role::Running => "#dc143c",
        Role::PageNumber => "#ff1493",
        Role::Watermark => "#808080",
    }
}

const CELL: &str = "#2e8b57";
const GLYPH: &str = "fill=\"none\" stroke=\"#bbb\" stroke-width=\"0.3\"";
const LOST: &str = "fill=\"#f00\" fill-opacity=\"0.35\" stroke=\"#f00\" stroke-width=\"0.5\"";
const LINE: &str = "fill=\"none\" stroke=\"#6495ed\" stroke-width=\"0.5\"";
const PICTURE: &str = "fill=\"#f4ecd8\" stroke=\"#c8b070\"";
const ORDER: &str = "#e05000";

fn svg(pdf: &Pdf, page: &Page, drawn: &Drawn) -> String {
    let mut out = String::new();
    let notes: Vec<&Diagnostic> =
        pdf.diagnostics.iter().filter(|d| d.location.page == Some(page.number)).collect();
    let (w, h) = (page.width.max(legend::WIDTH), page.height + legend::height(notes.len()));
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.1} {h:.1}\" width=\"{w:.0}\" height=\"{h:.0}\" \
         font-family=\"'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic',sans-serif\"><title>{} {}/{}</title>\
         <rect width=\"100%\" height=\"100%\" fill=\"#eee\"/><rect width=\"{:.1}\" height=\"{:.1}\" fill=\"white\"/>",
        escape(&pdf.title),
        page.number,
        pdf.pages.len(),
        page.width,
        page.height
    );
    drawn.pictures.iter().for_each(|picture| boxed(&mut out, picture, PICTURE));
    for glyph in &drawn.glyphs {
        boxed(&mut out, &glyph.bounds, if glyph.ch == '\u{FFFD}' { LOST } else { GLYPH });
    }
    for rule in &drawn.rules {
        let (x1, y1, x2, y2) = if rule.horizontal {
            (rule.from, rule.at, rule.to, rule.at)
        } else {
            (rule.at, rule.from, rule.at, rule.to)
        };
        let width = rule.thickness.clamp(0.3, 3.0);
        let _ = writeln!(
            out,
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"black\" stroke-width=\"{width:.1}\"/>"
        );
    }
    let mut order = 0;
    for (place, block) in page.blocks.iter().enumerate() {
        self::block(&mut out, block, place + 1, &mut order);
    }
    legend::draw(&mut out, page.height, &notes);
    out.push_str("</svg>\n");
    out
}

/// A block with its place in the reading order and what it is.
fn block(out: &mut String, block: &Block, place: usize, order: &mut usize) {
    let colour = colour(block.role);
    let style = format!("fill=\"{colour}\" fill-opacity=\"0.06\" stroke=\"{colour}\" stroke-width=\"0.8\"");
    boxed(out, &block.bounds, &style);
    let role = match (&block.content, block.role) {
        (Content::Table(t), _) if t.ruled => "table",
        (Content::Table(_), _) => "table, no rules",
        (_, role) => legend::name(role),
    };
    let b = &block.bounds;
    let _ = writeln!(
        out,
        "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"5\" fill=\"{colour}\" text-anchor=\"end\">{place} {role}</text>",
        b.x1,
        b.y0 - 0.8
    );
    match &block.content {
        Content::Lines(lines) => lines.iter().for_each(|l| line(out, l, order)),
        Content::Table(table) => self::table(out, table, order),
    }
}

fn table(out: &mut String, table: &Table, order: &mut usize) {
    let dash = if table.ruled { "" } else { " stroke-dasharray=\"3 2\"" };
    let style = format!("fill=\"{CELL}\" fill-opacity=\"0.08\" stroke=\"{CELL}\" stroke-width=\"1\"{dash}");
    for cell in &table.cells {
        boxed(out, &cell.bounds, &style);
        let span = match (cell.row_span, cell.column_span) {
            (1, 1) => String::new(),
            (rows, columns) => format!(" {rows}×{columns}"),
        };
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"4\" fill=\"{CELL}\" text-anchor=\"end\">{},{}{span}</text>",
            cell.bounds.x1 - 1.0,
            cell.bounds.y1 - 1.0,
            cell.row + 1,
            cell.column + 1
        );
        cell.lines.iter().for_each(|l| line(out, l, order));
    }
}

fn line(out: &mut String, line: &Line, order: &mut usize) {
    *order += 1;
    boxed(out, &line.bounds, LINE);
    let _ = writeln!(
        out,
        "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"5\" fill=\"{ORDER}\" text-anchor=\"end\">{order}</text>",
        line.bounds.x0 - 1.0,
        line.bounds.y0 + 5.0
    );
    line.runs.iter().for_each(|r| run(out, r, line.vertical));
}

/// The colour of a run's text.
fn ink(run: &Run) -> &'static str {
    match (run.struck, run.role) {
        (true, _) => "#c00",
        (_, RunRole::Ruby) => "#080",
        (_, RunRole::Superscript) => "#808",
        _ if run.underlined => "#06c",
        _ => "#222",
    }
}

fn run(out: &mut String, run: &Run, vertical: bool) {
    let weight = if run.bold { " font-weight=\"bold\"" } else { "" };
    let r = &run.bounds;
    let (mode, x, y, length) = if vertical {
        (" writing-mode=\"vertical-rl\"", r.centre().0, r.y0, r.height())
    } else {
        ("", r.x0, r.y1 - 0.12 * r.height(), r.width())
    };
    // Boxes of ruby and its base are those of the glyphs; the text is fitted into them.
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{}\"{weight}{mode} xml:space=\"preserve\">{}</text>",
        run.size,
        ink(run),
        escape(&run.text)
    );
}

fn boxed(out: &mut String, r: &Rect, style: &str) {
    let _ = writeln!(
        out,
        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" {style}/>",
        r.x0,
        r.y0,
        r.width().max(0.1),
        r.height().max(0.1)
    );
}

/// Text for XML, which knows no control characters.
fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => " ".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
