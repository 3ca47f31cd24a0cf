//! Text boxes and shapes with text (SpreadsheetDrawingML, ECMA-376 part 1, 20.5).

use super::Block;
use super::limits::{Budget, Fault};
use super::xml::{Node, Xml};

/// The shapes of a drawing part, in their order.
pub(super) fn read(text: &str, budget: &mut Budget) -> Result<Vec<Block>, Fault> {
    let mut xml = Xml::new(text, budget.max_depth());
    let mut found = Vec::new();
    let mut corner = (0, 0);
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "from" => corner = read_corner(&mut xml)?,
                "absoluteAnchor" => corner = (0, 0),
                "sp" => {
                    if let Some(text) = read_shape(&mut xml)? {
                        budget.take_text(text.len())?;
                        found.push(Block { row: corner.0, column: corner.1, text });
                    }
                }
                // What stands there for programs that do not know the choice.
                "Fallback" => xml.skip()?,
                _ => {}
            },
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Row and column of the corner that was just opened.
fn read_corner(xml: &mut Xml<'_>) -> Result<(u32, u32), Fault> {
    let inside = xml.depth();
    let mut corner = (0, 0);
    while xml.depth() >= inside {
        if let Node::Open(tag) = xml.next()? {
            match tag.name() {
                "row" => corner.0 = xml.text()?.trim().parse().unwrap_or(0),
                "col" => corner.1 = xml.text()?.trim().parse().unwrap_or(0),
                _ => {}
            }
        }
    }
    Ok(corner)
}

/// The text of the shape that was just opened; `None` where it has none or is hidden (controls are drawn by hidden shapes).
fn read_shape(xml: &mut Xml<'_>) -> Result<Option<String>, Fault> {
    let inside = xml.depth();
    let mut hidden = false;
    let mut lines: Vec<String> = Vec::new();
    let mut struck = false;
    while xml.depth() >= inside {
        if let Node::Open(tag) = xml.next()? {
            match tag.name() {
                "cNvPr" => hidden = tag.flag("hidden", false)?,
                "p" => lines.push(String::new()),
                "br" => lines.push(String::new()),
                "r" | "fld" => struck = false,
                "rPr" => struck = tag.attr("strike")?.is_some_and(|strike| strike != "noStrike"),
                "t" => {
                    let text = xml.text()?;
                    if let Some(line) = lines.last_mut().filter(|_| !struck) {
                        line.push_str(&text);
                    }
                }
                _ => {}
            }
        }
    }
    let text = lines.join("\n");
    let text = text.trim_matches('\n');
    Ok((!hidden && !text.trim().is_empty()).then(|| text.to_owned()))
}
