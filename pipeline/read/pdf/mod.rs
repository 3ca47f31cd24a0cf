//! PDF (ISO 32000) -> pages of blocks, lines and runs in reading order, with boxes, sizes and weights.

mod annotations;
mod apart;
mod drawn;
mod fold;
mod font;
mod forms;
mod furniture;
mod geometry;
mod inspect;
mod interpreter;
mod layout;
mod lexer;
mod limits;
mod load;
mod margins;
mod marked;
mod model;
mod needless;
mod notes;
mod objects;
mod page;
mod path;
mod show;
mod state;
mod text;

use kaitei_model::Diagnostic;
use lopdf::ObjectId;

use self::drawn::Drawn;
use self::interpreter::Shared;
use self::limits::Spent;
use self::notes::Notes;

pub use inspect::inspect;
pub use limits::{Limits, ReadOptions};
pub use model::{Block, Cell, Content, Line, Page, Pdf, Rect, Role, Run, RunRole, Table};
pub use text::text;

/// Reads a PDF.
///
/// # Errors
/// A diagnostic of severity error: `pdf-damaged` where no page can be found, `password-needed` where no password opens it,
/// `limit-reached` where the file is larger than [`Limits`] allow.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Pdf, Box<Diagnostic>> {
    read_with_drawn(bytes, options, 0).map(|(pdf, _)| pdf)
}

/// Reads a PDF, and gives beside it what page `number` draws (none where there is no such page).
fn read_with_drawn(
    bytes: &[u8],
    options: &ReadOptions,
    number: u32,
) -> Result<(Pdf, Option<Drawn>), Box<Diagnostic>> {
    let (document, mut diagnostics) = load::open(bytes, options)?;
    let ids = load::pages(&document, options.limits.pages);
    if ids.is_empty() {
        return Err(load::damaged("ページが見つかりません", "no page was found"));
    }
    if ids.len() > options.limits.pages {
        return Err(load::limit(load::PAGES, &options.limits.pages.to_string()));
    }
    let promised = load::promised_pages(&document);
    if promised > ids.len() {
        diagnostics.push(load::repaired(
            &format!("{promised}ページのうち{}ページ", ids.len()),
            &format!("{} of {promised} pages", ids.len()),
        ));
    }
    let shared = Shared {
        doc: &document,
        limits: &options.limits,
        spent: Spent::default(),
        fonts: interpreter::Fonts::default(),
        forms: forms::Forms::default(),
        hidden: marked::hidden_groups(&document),
    };
    let read_page = |(index, id): (usize, &ObjectId)| one_page(&shared, index as u32 + 1, *id);
    #[cfg(feature = "threads")]
    let results: Vec<(Page, Notes)> = {
        use rayon::prelude::*;
        ids.par_iter().enumerate().map(read_page).collect()
    };
    #[cfg(not(feature = "threads"))]
    let results: Vec<(Page, Notes)> = ids.iter().enumerate().map(read_page).collect();
    if shared.spent.too_much_content(&options.limits) {
        return Err(load::limit(load::UNPACKED, &load::size(options.limits.unpacked)));
    }
    if shared.spent.too_many_glyphs(&options.limits) {
        return Err(load::limit(load::GLYPHS, &options.limits.all_glyphs.to_string()));
    }
    let (mut pages, notes): (Vec<Page>, Vec<Notes>) = results.into_iter().unzip();
    furniture::mark(&mut pages);
    diagnostics.extend(notes::diagnostics(&notes, &options.limits));
    let drawn =
        number.checked_sub(1).and_then(|i| ids.get(i as usize)).map(|id| page::draw(&shared, *id).drawn);
    Ok((Pdf { title: load::title(&document), pages, diagnostics }, drawn))
}

fn one_page(shared: &Shared<'_>, number: u32, id: ObjectId) -> (Page, Notes) {
    let mut sheet = page::draw(shared, id);
    if !shared.spent.glyphs(sheet.drawn.glyphs.len(), shared.limits) {
        return (Page::default(), Notes::default());
    }
    let mut notes = Notes::of(number, &sheet);
    notes.drop_invisible(&mut sheet);
    let mut furniture = apart::take(&mut sheet.drawn);
    let mut laid = layout::page(&mut sheet.drawn, sheet.width, sheet.height);
    notes.struck = laid.struck;
    notes.unclear = laid.unclear;
    apart::put(&mut furniture, &mut laid.blocks, sheet.width, sheet.height);
    (Page { number, width: sheet.width, height: sheet.height, blocks: laid.blocks }, notes)
}
