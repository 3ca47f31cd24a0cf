//! What was noted while reading pages, told once for the document.

use kaitei_model::{Code, Diagnostic};

use super::drawn::Cut;
use super::layout::share;
use super::limits::Limits;
use super::load::repaired;
use super::page::Sheet;

/// What there is to say about a page.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    page: u32,
    /// Nothing to read, but something to see.
    without_text: bool,
    /// Fonts that could not be decoded, and how many glyphs.
    undecodable: Vec<(String, usize)>,
    cut: Option<Cut>,
    broken_streams: usize,
    pub(crate) struck: usize,
}

/// A page whose pictures cover this much of it may carry invisible text from character recognition.
const SCANNED: f32 = 0.5;

impl Notes {
    pub(crate) fn of(page: u32, sheet: &Sheet) -> Self {
        let drawn = &sheet.drawn;
        let name = |i: u16| drawn.fonts.get(usize::from(i)).map(|f| f.name.clone()).unwrap_or_default();
        let text = drawn.glyphs.iter().any(|g| !g.ch.is_whitespace());
        let seen = !drawn.pictures.is_empty() || drawn.outlines > 0;
        Self {
            page,
            without_text: !text && seen,
            undecodable: drawn.undecodable.iter().map(|(f, n)| (name(*f), *n)).collect(),
            cut: drawn.cut,
            broken_streams: drawn.broken_streams,
            struck: 0,
        }
    }

    /// Invisible text counts only where the page is a picture with recognised text behind it.
    pub(crate) fn drop_invisible(&mut self, sheet: &mut Sheet) {
        let drawn = &mut sheet.drawn;
        let invisible = drawn.glyphs.iter().filter(|g| g.invisible).count();
        if invisible == 0 {
            return;
        }
        let covered = drawn.pictures.iter().map(|p| share(p, sheet.width, sheet.height)).fold(0.0, f32::max);
        let recognised = covered >= SCANNED && invisible * 2 > drawn.glyphs.len();
        if !recognised {
            drawn.glyphs.retain(|g| !g.invisible);
            self.without_text = drawn.glyphs.is_empty() && !drawn.pictures.is_empty();
        }
    }
}

/// The document's diagnostics, in page order.
pub(crate) fn diagnostics(notes: &[Notes], limits: &Limits) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let silent: Vec<u32> = notes.iter().filter(|n| n.without_text).map(|n| n.page).collect();
    if let Some(first) = silent.first() {
        out.push(Diagnostic::new(Code::PageWithoutText, [("pages", ranges(&silent))]).on_page(*first));
    }
    for note in notes {
        for (font, count) in &note.undecodable {
            let args =
                [("page", note.page.to_string()), ("font", font.clone()), ("count", count.to_string())];
            out.push(Diagnostic::new(Code::UndecodableFont, args).on_page(note.page));
        }
        if let Some(cut) = note.cut {
            let (what, limit) = match cut {
                Cut::Content => ("内容の大きさ", format!("{} MiB", limits.page_content >> 20)),
                Cut::Operators => ("命令の数", limits.operators.to_string()),
                Cut::Glyphs => ("文字の数", limits.glyphs.to_string()),
                Cut::Nesting => ("入れ子の深さ", limits.nesting.to_string()),
            };
            let args = [("page", note.page.to_string()), ("what", what.to_owned()), ("limit", limit)];
            out.push(Diagnostic::new(Code::PageCut, args).on_page(note.page));
        }
        if note.broken_streams > 0 {
            out.push(repaired(&format!("{}ページの内容の一部", note.page)).on_page(note.page));
        }
    }
    let struck: usize = notes.iter().map(|n| n.struck).sum();
    if let Some(first) = notes.iter().find(|n| n.struck > 0) {
        out.push(Diagnostic::new(Code::StruckText, [("count", struck.to_string())]).on_page(first.page));
    }
    out
}

/// `1-3, 7`.
fn ranges(pages: &[u32]) -> String {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => out.push((*page, *page)),
        }
    }
    let parts: Vec<String> =
        out.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") }).collect();
    parts.join(", ")
}
