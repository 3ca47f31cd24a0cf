//! The looks of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// The formats of the workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) strong: Format,
    /// The sentence that says what changed.
    pub(super) lead: Format,
    pub(super) head: Format,
    /// Text, wrapped, kept as text when somebody edits it.
    pub(super) text: Format,
    /// A field for the reader to fill in.
    pub(super) input: Format,
    pub(super) date: Format,
    pub(super) high: Format,
    pub(super) plain: Format,
    /// Fragments of a text.
    pub(super) keep: Format,
    pub(super) inserted: Format,
    pub(super) deleted: Format,
    pub(super) citation: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let font = Format::new().set_font_name("游ゴシック").set_font_size(10);
        let cell = font
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00BF_BFBF));
        let text = cell.clone().set_num_format("@");
        let underlined = font.clone().set_underline(FormatUnderline::Single);
        Self {
            title: font.clone().set_bold().set_font_size(14),
            strong: font.clone().set_bold(),
            lead: font
                .clone()
                .set_bold()
                .set_font_size(11)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
            head: cell
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00E9_EFF6))
                .set_align(FormatAlign::VerticalCenter),
            input: text.clone().set_background_color(Color::RGB(0x00FF_FBE8)),
            date: cell.set_num_format("yyyy/mm/dd").set_background_color(Color::RGB(0x00FF_FBE8)),
            high: text.clone().set_bold().set_font_color(Color::RGB(0x0094_291B)),
            text,
            plain: font.clone().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@"),
            keep: font.clone(),
            inserted: underlined.clone().set_font_color(Color::RGB(0x0014_5C3F)),
            deleted: underlined.set_font_color(Color::RGB(0x008A_3A1C)),
            citation: font.set_font_color(Color::RGB(0x0059_5959)),
        }
    }
}
