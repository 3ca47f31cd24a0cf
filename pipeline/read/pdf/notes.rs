//! What was noted while reading pages, told once for the document.

use kaitei_model::{Code, Diagnostic, Severity};

use super::Rect;
use super::drawn::Cut;
use super::limits::Limits;
use super::load::{Limited, repaired, size};
use super::page::Sheet;

/// What there is to say about a page.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    page: u32,
    /// Nothing to read, but something to see.
    without_text: bool,
    /// Fonts that could not be decoded, and how many glyphs.
    undecodable: Vec<(String, usize)>,
    /// Outlines that look like letters: the longest run of them, and how many.
    outlined: (usize, usize),
    cut: Option<Cut>,
    broken_streams: usize,
    clipped: usize,
    pub(crate) struck: usize,
    /// What looks like a table without rules but has no clear columns.
    pub(crate) unclear: usize,
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
            outlined: if text { set_in_line(&drawn.letters) } else { (0, 0) },
            cut: drawn.cut,
            broken_streams: drawn.broken_streams,
            clipped: drawn.clipped,
            struck: 0,
            unclear: 0,
        }
    }

    /// Invisible text counts only where the page is a picture with recognised text behind it.
    pub(crate) fn drop_invisible(&mut self, sheet: &mut Sheet) {
        let drawn = &mut sheet.drawn;
        let invisible = drawn.glyphs.iter().filter(|g| g.invisible).count();
        if invisible == 0 {
            return;
        }
        let covered = covered(&drawn.pictures, sheet.width, sheet.height);
        let recognised = covered >= SCANNED && invisible * 2 > drawn.glyphs.len();
        if !recognised {
            drawn.glyphs.retain(|g| !g.invisible);
            self.without_text = drawn.glyphs.is_empty() && !drawn.pictures.is_empty();
        }
    }
}

/// The part of a page that pictures cover together: scans are often cut into strips and layers. Told from a grid of points.
fn covered(pictures: &[Rect], width: f32, height: f32) -> f32 {
    const POINTS: u16 = 24;
    let at = |i: u16, length: f32| (f32::from(i) + 0.5) / f32::from(POINTS) * length;
    let points = (0..POINTS).flat_map(|y| (0..POINTS).map(move |x| (x, y)));
    let under = |(x, y): (u16, u16)| pictures.iter().any(|p| p.holds(at(x, width), at(y, height)));
    points.filter(|p| under(*p)).count() as f32 / f32::from(POINTS * POINTS)
}

/// The document's diagnostics, in page order.
pub(crate) fn diagnostics(notes: &[Notes], limits: &Limits) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let silent: Vec<u32> = notes.iter().filter(|n| n.without_text).map(|n| n.page).collect();
    if let Some(first) = silent.first() {
        out.push(Diagnostic::new(Code::PageWithoutText, [("pages", ranges(&silent))]).on_page(*first));
    }
    let words = notes.iter().any(|n| n.outlined.0 >= WORDS);
    let outlined: Vec<u32> = notes.iter().filter(|n| words && n.outlined.1 >= FEW).map(|n| n.page).collect();
    if let Some(first) = outlined.first() {
        out.push(Diagnostic::new(Code::OutlinedText, [("pages", ranges(&outlined))]).on_page(*first));
    }
    for note in notes {
        for (font, count) in &note.undecodable {
            let args =
                [("page", note.page.to_string()), ("font", font.clone()), ("count", count.to_string())];
            out.push(Diagnostic::new(Code::UndecodableFont, args).on_page(note.page));
        }
        if let Some(cut) = note.cut {
            let (what, limit) = match cut {
                Cut::Content => {
                    (("内容の大きさ", "the size of its content"), size(limits.page_content as u64))
                }
                Cut::Operators => (("命令の数", "the number of operators"), limits.operators.to_string()),
                Cut::Glyphs => (("文字の数", "the number of characters"), limits.glyphs.to_string()),
                Cut::Rules => (("罫線の数", "the number of ruling lines"), limits.rules.to_string()),
                Cut::Nesting => (("入れ子の深さ", "the depth of nesting"), limits.nesting.to_string()),
            };
            let (ja, en): Limited = what;
            let args = [
                ("page", note.page.to_string()),
                ("what", ja.to_owned()),
                ("what-en", en.to_owned()),
                ("limit", limit),
            ];
            out.push(Diagnostic::new(Code::PageCut, args).on_page(note.page));
        }
        if note.unclear > 0 {
            out.push(Diagnostic::plain(Code::TableUnclear).on_page(note.page));
        }
        if note.broken_streams > 0 {
            let (ja, en) =
                (format!("{}ページの内容の一部", note.page), format!("a part of page {}", note.page));
            // Unlike a repaired table of references, this may have cost text.
            let told = Diagnostic { severity: Severity::Warning, ..repaired(&ja, &en) };
            out.push(told.on_page(note.page));
        }
    }
    let clipped: usize = notes.iter().map(|n| n.clipped).sum();
    if clipped > 0 {
        let pages: Vec<u32> = notes.iter().filter(|n| n.clipped > 0).map(|n| n.page).collect();
        let args = [("count", clipped.to_string()), ("pages", ranges(&pages))];
        out.push(Diagnostic::new(Code::ClippedText, args).on_page(pages.first().copied().unwrap_or(1)));
    }
    let struck: usize = notes.iter().map(|n| n.struck).sum();
    if let Some(first) = notes.iter().find(|n| n.struck > 0) {
        out.push(Diagnostic::new(Code::StruckText, [("count", struck.to_string())]).on_page(first.page));
    }
    out
}

/// So many outlines in a row look like words.
const WORDS: usize = 6;
/// In a document that has such words, so many on a page are enough.
const FEW: usize = 4;

/// How many outlines follow each other like letters of a line or a column, of one size and at one distance: the longest run, and all
/// that stand in a run.
fn set_in_line(letters: &[Rect]) -> (usize, usize) {
    let (mut run, mut longest, mut all) = (1, 0, 0);
    for pair in letters.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let size = a.width().max(a.height()).max(b.width()).max(b.height());
        let ((ax, ay), (bx, by)) = (a.centre(), b.centre());
        let (dx, dy) = ((ax - bx).abs(), (ay - by).abs());
        let similar = a.width().max(a.height()) > 0.35 * size && b.width().max(b.height()) > 0.35 * size;
        let follows = dx.min(dy) < 0.5 * size && (0.3 * size..1.8 * size).contains(&dx.max(dy));
        if similar && follows {
            run += 1;
            all += if run == 2 { 2 } else { 1 };
            longest = longest.max(run);
        } else {
            run = 1;
        }
    }
    (longest, all)
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
