//! Form controls, which live in the old VML drawing of a sheet ([MS-OI29500] 2.4.51, ECMA-376 part 4, 19.4).

use super::limits::{Budget, Fault};
use super::xml::{Node, Xml};
use super::{Block, Checkbox};

/// Checkboxes and option buttons, and the captions of labels and frames.
pub(super) fn read(text: &str, budget: &mut Budget) -> Result<(Vec<Checkbox>, Vec<Block>), Fault> {
    // Excel writes HTML line breaks into captions, which no XML reader takes.
    let text = text.replace("<br>", "<br/>");
    let mut xml = Xml::new(&text, budget.max_depth());
    let mut boxes = Vec::new();
    let mut labels = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "shape" => {
                let control = Control::read(&mut xml)?;
                budget.take_text(control.label.len())?;
                let Control { kind, row, column, checked, label } = control;
                match kind.as_str() {
                    "Checkbox" | "Radio" => {
                        boxes.push(Checkbox { row, column, checked, label, radio: kind == "Radio" });
                    }
                    "Label" | "GBox" if !label.is_empty() => labels.push(Block { row, column, text: label }),
                    _ => {}
                }
            }
            Node::Eof => return Ok((boxes, labels)),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Control {
    kind: String,
    row: u32,
    column: u32,
    checked: bool,
    label: String,
}

impl Control {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Fault> {
        let inside = xml.depth();
        let mut control = Self::default();
        while xml.depth() >= inside {
            if let Node::Open(tag) = xml.next()? {
                match tag.name() {
                    "textbox" => control.label = caption(xml)?,
                    "ClientData" => control.kind = tag.attr("ObjectType")?.unwrap_or_default(),
                    // 1 is ticked, 2 is mixed.
                    "Checked" => control.checked = xml.text()?.trim() == "1",
                    // First column, offset, first row, offset, last column …
                    "Anchor" => {
                        let anchor = xml.text()?;
                        let mut numbers = anchor.split(',').map(|number| number.trim().parse().unwrap_or(0));
                        control.column = numbers.next().unwrap_or(0);
                        control.row = numbers.nth(1).unwrap_or(0);
                    }
                    _ => {}
                }
            }
        }
        Ok(control)
    }
}

/// The text of an HTML fragment: breaks between lines and blocks, other white space as one space.
fn caption(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let inside = xml.depth();
    let mut lines = vec![String::new()];
    while xml.depth() >= inside {
        match xml.next()? {
            Node::Open(tag) if matches!(tag.name(), "br" | "div" | "p") => lines.push(String::new()),
            Node::Text(text) => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(&text.replace(['\n', '\r', '\t'], " "));
                }
            }
            _ => {}
        }
    }
    let lines = lines
        .iter()
        .map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    Ok(lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}
