//! The pieces of WordprocessingML that every report uses: paragraphs, runs, header, footer, settings, fonts.

use super::package::{FOOTER, HEADER};
use super::xml::Xml;
use crate::ReportError;
use crate::view::View;

/// Names of the main namespaces.
pub(super) const NAMES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// Body type: what Japanese offices set their tables in, with the name that other systems know it by.
pub(super) const MINCHO: &str = "ＭＳ 明朝";
/// Headings.
pub(super) const GOTHIC: &str = "ＭＳ ゴシック";

/// A paragraph of a style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, content: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| xml.val("w:pStyle", style));
        content(xml);
    });
}

/// A paragraph of one run.
pub(super) fn line(xml: &mut Xml, style: &str, text: &str) {
    paragraph(xml, style, |xml| run(xml, None, text));
}

/// A run, of a character style where one is named. Line ends and tabs become elements.
pub(super) fn run(xml: &mut Xml, style: Option<&str>, text: &str) {
    words(xml, style, "w:t", text);
}

/// A run of deleted words, for the inside of `w:del`.
pub(super) fn deleted(xml: &mut Xml, text: &str) {
    words(xml, None, "w:delText", text);
}

fn words(xml: &mut Xml, style: Option<&str>, element: &'static str, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.element("w:r", &[], |xml| {
        if let Some(style) = style {
            xml.element("w:rPr", &[], |xml| xml.val("w:rStyle", style));
        }
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                xml.empty("w:br", &[]);
            }
            for (j, piece) in line.split('\t').enumerate() {
                if j > 0 {
                    xml.empty("w:tab", &[]);
                }
                if !piece.is_empty() {
                    xml.element(element, &[("xml:space", "preserve")], |xml| xml.text(piece));
                }
            }
        }
    });
}

/// A field that Word fills in, such as `PAGE`.
fn field(xml: &mut Xml, instruction: &str) {
    xml.element("w:fldSimple", &[("w:instr", instruction)], |xml| run(xml, None, "1"));
}

/// What stands at the head of every page.
pub(super) fn header(text: &str) -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("w:hdr", &NAMES, |xml| line(xml, "Header", text));
    xml.finish()
}

/// Page number and number of pages.
pub(super) fn footer() -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("w:ftr", &NAMES, |xml| {
        paragraph(xml, "Footer", |xml| {
            field(xml, " PAGE ");
            run(xml, None, " / ");
            field(xml, " NUMPAGES ");
        });
    });
    xml.finish()
}

/// How a page lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// A4 portrait, margins of 20 and 17 mm.
    Portrait,
    /// A4 landscape, margins of 12 mm.
    Landscape,
}

/// What the margins of a landscape page leave between them, in twentieths of a point.
pub(super) const LANDSCAPE_WIDTH: u32 = 16838 - 2 * 680;

/// The properties of a section.
pub(super) fn section(xml: &mut Xml, page: Page) {
    let (width, height, side, top, bottom) = match page {
        Page::Portrait => ("11906", "16838", "1134", "1134", "964"),
        Page::Landscape => ("16838", "11906", "680", "794", "624"),
    };
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", HEADER)]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", FOOTER)]);
        xml.val("w:type", "nextPage");
        let mut size = vec![("w:w", width), ("w:h", height)];
        if page == Page::Landscape {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", top),
                ("w:right", side),
                ("w:bottom", bottom),
                ("w:left", side),
                ("w:header", "450"),
                ("w:footer", "340"),
                ("w:gutter", "0"),
            ],
        );
        xml.empty("w:cols", &[("w:space", "425")]);
    });
}

/// What stands at the head of each page: the title, that it is a specimen, that pairings are unchecked.
pub(super) fn head(view: &View) -> String {
    let marks = marks(view);
    if marks.is_empty() { view.title.clone() } else { format!("{}　{marks}", view.title) }
}

/// That something is a specimen, and that pairings are unchecked.
pub(super) fn marks(view: &View) -> String {
    let specimen = view.specimen.then(|| view.strings.get("html-specimen"));
    specimen.into_iter().chain(view.draft()).collect::<Vec<_>>().join("　")
}

/// The settings: Japanese line breaking, today's layout.
pub(super) fn settings() -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("w:settings", &NAMES, |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.val("w:defaultTabStop", "840");
        xml.val("w:characterSpacingControl", "compressPunctuation");
        xml.element("w:compat", &[], |xml| {
            xml.empty("w:useFELayout", &[]);
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            );
        });
        xml.empty("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", "ja-JP")]);
    });
    xml.finish()
}

/// The fonts, each with the name that other systems know it by.
pub(super) fn fonts() -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("w:fonts", &NAMES, |xml| {
        for (name, other, family) in [(MINCHO, "MS Mincho", "roman"), (GOTHIC, "MS Gothic", "modern")] {
            xml.element("w:font", &[("w:name", name)], |xml| {
                xml.val("w:altName", other);
                xml.val("w:charset", "80");
                xml.val("w:family", family);
                xml.val("w:pitch", "fixed");
            });
        }
    });
    xml.finish()
}
