//! Colours: RGB, the old palette, and the theme's colours with their tint.

use super::limits::Fault;
use super::xml::{Node, Tag, Xml};

/// The theme's twelve colours in the order in which styles count them: light 1, dark 1, light 2, dark 2, accents,
/// links (ECMA-376 part 1, 20.1.6.2; Excel counts the light ones first).
#[derive(Clone, Debug)]
pub(super) struct Theme(Vec<u32>);

impl Default for Theme {
    fn default() -> Self {
        Self(vec![
            0xFF_FFFF, 0x00_0000, 0xEE_ECE1, 0x1F_497D, 0x4F_81BD, 0xC0_504D, 0x9B_BB59, 0x80_64A2,
            0x4B_ACC6, 0xF7_9646, 0x00_00FF, 0x80_0080,
        ])
    }
}

impl Theme {
    pub(super) fn read(text: &str, max_depth: usize) -> Result<Self, Fault> {
        const ORDER: [&str; 12] = [
            "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
            "hlink", "folHlink",
        ];
        let mut theme = Self::default();
        let mut xml = Xml::new(text, max_depth);
        let mut slot = None;
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "srgbClr" | "sysClr" => {
                        let name = if tag.name() == "srgbClr" { "val" } else { "lastClr" };
                        if let (Some(at), Some(rgb)) = (slot, tag.attr(name)?.as_deref().and_then(rgb))
                            && let Some(color) = theme.0.get_mut(at)
                        {
                            *color = rgb;
                        }
                        slot = None;
                    }
                    "fmtScheme" => return Ok(theme),
                    name => {
                        slot = ORDER.iter().position(|wanted| *wanted == name).or(slot);
                    }
                },
                Node::Eof => return Ok(theme),
                _ => {}
            }
        }
    }

    /// The colour of a `color`, `fgColor` or `bgColor` element; `None` where it is automatic or unknown.
    pub(super) fn color(&self, tag: &Tag<'_>) -> Result<Option<u32>, Fault> {
        let base = if let Some(value) = tag.attr("rgb")? {
            rgb(&value)
        } else if let Some(at) = tag.number("theme")? {
            self.0.get(at as usize).copied()
        } else if let Some(at) = tag.number("indexed")? {
            PALETTE.get(at as usize).copied()
        } else {
            None
        };
        let tint = tag.attr("tint")?.and_then(|value| value.trim().parse::<f64>().ok()).unwrap_or_default();
        Ok(base.map(|color| tinted(color, tint)))
    }
}

/// `RRGGBB` or `AARRGGBB`.
fn rgb(text: &str) -> Option<u32> {
    let text = text.trim();
    if !(text.len() == 6 || text.len() == 8) || !text.is_ascii() {
        return None;
    }
    u32::from_str_radix(&text[text.len() - 6..], 16).ok()
}

/// Lightness moved towards white (positive) or black (negative), ECMA-376 part 1, 18.3.1.15. Scaling the channels alike
/// keeps the hue, as scaling the lightness in HLS does, up to rounding.
fn tinted(color: u32, tint: f64) -> u32 {
    let channel = |shift: u32| {
        let value = f64::from((color >> shift) & 0xFF);
        let value = if tint < 0.0 { value * (1.0 + tint) } else { value + (255.0 - value) * tint };
        (value.round().clamp(0.0, 255.0) as u32) << shift
    };
    channel(16) | channel(8) | channel(0)
}

/// `RRGGBB`.
pub(super) fn hex(color: u32) -> String {
    format!("{color:06X}")
}

/// The default indexed colours (18.8.27). 64 and 65 are the system's.
const PALETTE: [u32; 64] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x000000, 0xFFFFFF,
    0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000, 0x000080, 0x808000,
    0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080,
    0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
    0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF, 0x33CCCC,
    0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300,
    0x993300, 0x993366, 0x333399, 0x333333,
];
