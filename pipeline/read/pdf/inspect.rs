//! A page as the reader sees it, drawn as SVG: for people who look for an error in reading.

use std::fmt::Write;

use kaitei_model::{Code, Diagnostic};

use super::drawn::Drawn;
use super::{Content, Line, Page, Pdf, ReadOptions, Rect, Role, RunRole};

/// Draws page `number` (from 1) of a PDF: glyph boxes grey, rules black, lines blue with their place in the reading order, blocks in
/// the colour of their role, cells of tables green.
///
/// # Errors
/// Those of [`super::read`], and `usage-wrong` where there is no such page.
pub fn inspect(bytes: &[u8], options: &ReadOptions, number: u32) -> Result<String, Box<Diagnostic>> {
    let (pdf, drawn) = super::read_with_drawn(bytes, options, number)?;
    let Some(page) = number.checked_sub(1).and_then(|i| pdf.pages.get(i as usize)) else {
        let detail = format!("{number}ページはありません（全{}ページ）", pdf.pages.len());
        return Err(Box::new(Diagnostic::new(Code::UsageWrong, [("detail", detail)])));
    };
    Ok(svg(&pdf, page, &drawn.unwrap_or_default()))
}

fn svg(pdf: &Pdf, page: &Page, drawn: &Drawn) -> String {
    let mut out = String::new();
    let (w, h) = (page.width, page.height);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.1} {h:.1}\" width=\"{w:.0}\" height=\"{h:.0}\" \
         font-family=\"sans-serif\"><title>{} {}/{}</title><rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
        escape(&pdf.title),
        page.number,
        pdf.pages.len()
    );
    for picture in &drawn.pictures {
        boxed(&mut out, picture, "fill=\"#f4ecd8\" stroke=\"#c8b070\"");
    }
    for rule in &drawn.rules {
        let (x1, y1, x2, y2) = if rule.horizontal {
            (rule.from, rule.at, rule.to, rule.at)
        } else {
            (rule.at, rule.from, rule.at, rule.to)
        };
        let width = rule.thickness.clamp(0.3, 3.0);
        let _ = write!(
            out,
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"black\" stroke-width=\"{width:.1}\"/>"
        );
    }
    for glyph in &drawn.glyphs {
        boxed(&mut out, &glyph.bounds, "fill=\"none\" stroke=\"#ddd\" stroke-width=\"0.3\"");
    }
    let mut order = 0;
    for block in &page.blocks {
        let colour = match block.role {
            Role::Body => "#4169e1",
            Role::Margin => "#8a2be2",
            Role::Footnote => "#b8860b",
            Role::Running => "#dc143c",
            Role::PageNumber => "#ff69b4",
            Role::Watermark => "#a0a0a0",
        };
        boxed(
            &mut out,
            &block.bounds,
            &format!("fill=\"{colour}\" fill-opacity=\"0.06\" stroke=\"{colour}\" stroke-width=\"0.8\""),
        );
        match &block.content {
            Content::Lines(lines) => lines.iter().for_each(|l| line(&mut out, l, &mut order)),
            Content::Table(table) => {
                for cell in &table.cells {
                    boxed(
                        &mut out,
                        &cell.bounds,
                        "fill=\"#2e8b57\" fill-opacity=\"0.08\" stroke=\"#2e8b57\" stroke-width=\"1\"",
                    );
                    cell.lines.iter().for_each(|l| line(&mut out, l, &mut order));
                }
            }
        }
    }
    out.push_str("</svg>\n");
    out
}

fn line(out: &mut String, line: &Line, order: &mut usize) {
    *order += 1;
    boxed(out, &line.bounds, "fill=\"none\" stroke=\"#6495ed\" stroke-width=\"0.5\"");
    let _ = write!(
        out,
        "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"5\" fill=\"#e05000\" text-anchor=\"end\">{order}</text>",
        line.bounds.x0 - 1.0,
        line.bounds.y0 + 5.0
    );
    for run in &line.runs {
        let fill = match (run.struck, run.role) {
            (true, _) => "#c00",
            (_, RunRole::Ruby) => "#080",
            (_, RunRole::Superscript) => "#808",
            _ if run.underlined => "#06c",
            _ => "#222",
        };
        let weight = if run.bold { " font-weight=\"bold\"" } else { "" };
        let r = &run.bounds;
        let mode = if line.vertical { " writing-mode=\"vertical-rl\"" } else { "" };
        let (x, y, length) = if line.vertical {
            (r.centre().0, r.y0, r.height())
        } else {
            (r.x0, r.y1 - 0.12 * r.height(), r.width())
        };
        let _ = write!(
            out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{fill}\"{weight}{mode}>{}</text>",
            run.size,
            escape(&run.text)
        );
    }
}

fn boxed(out: &mut String, r: &Rect, style: &str) {
    let _ = write!(
        out,
        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" {style}/>",
        r.x0,
        r.y0,
        r.width().max(0.1),
        r.height().max(0.1)
    );
}

fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            c if u32::from(c) < 0x20 => " ".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
