//! The styles, so that an office can restyle a report in one place.

use super::part::{GOTHIC, MINCHO, NAMES};
use super::xml::Xml;
use crate::ReportError;

/// A paragraph style.
struct Paragraph {
    id: &'static str,
    /// The name that Word shows; its own names for its own styles.
    name: &'static str,
    next: &'static str,
    font: Option<&'static str>,
    /// Half points.
    size: Option<&'static str>,
    keep_next: bool,
    /// A fixed line pitch, in twentieths of a point: the pages do not depend on which Mincho a computer has.
    pitch: Option<&'static str>,
    /// Twentieths of a point.
    before: &'static str,
    after: &'static str,
    align: Option<&'static str>,
    outline: Option<&'static str>,
}

const BASE: Paragraph = Paragraph {
    id: "",
    name: "",
    next: "",
    font: None,
    size: None,
    keep_next: false,
    pitch: None,
    before: "0",
    after: "0",
    align: None,
    outline: None,
};

/// Text of the table: 8.5 points on a pitch of 11.5.
const CELL: Paragraph = Paragraph { size: Some("17"), pitch: Some("230"), ..BASE };

const PARAGRAPHS: [Paragraph; 14] = [
    Paragraph {
        id: "Title",
        name: "Title",
        next: "Normal",
        font: Some(GOTHIC),
        size: Some("30"),
        after: "80",
        align: Some("center"),
        ..BASE
    },
    Paragraph {
        id: "Heading1",
        name: "heading 1",
        next: "Normal",
        font: Some(GOTHIC),
        size: Some("24"),
        keep_next: true,
        before: "200",
        after: "40",
        outline: Some("0"),
        ..BASE
    },
    Paragraph {
        id: "Heading2",
        name: "heading 2",
        next: "KaiteiText",
        font: Some(GOTHIC),
        outline: Some("1"),
        pitch: Some("240"),
        size: Some("18"),
        ..BASE
    },
    Paragraph {
        id: "Header",
        name: "header",
        next: "Header",
        size: Some("17"),
        align: Some("right"),
        ..BASE
    },
    Paragraph {
        id: "Footer",
        name: "footer",
        next: "Footer",
        size: Some("17"),
        align: Some("center"),
        ..BASE
    },
    Paragraph { id: "KaiteiLead", name: "改定 説明", next: "KaiteiLead", pitch: Some("270"), ..BASE },
    Paragraph {
        id: "KaiteiUnderlineNote",
        name: "改定 下線の注",
        next: "Normal",
        keep_next: true,
        align: Some("right"),
        ..CELL
    },
    Paragraph {
        id: "KaiteiHead",
        name: "改定 表の見出し",
        next: "KaiteiHead",
        font: Some(GOTHIC),
        align: Some("center"),
        ..CELL
    },
    Paragraph {
        id: "KaiteiSubheading",
        name: "改定 表の中の見出し",
        next: "KaiteiText",
        font: Some(GOTHIC),
        ..CELL
    },
    Paragraph { id: "KaiteiText", name: "改定 条文", next: "KaiteiText", align: Some("both"), ..CELL },
    Paragraph { id: "KaiteiPlaceholder", name: "改定 新設・削る・略", next: "KaiteiText", ..CELL },
    Paragraph { id: "KaiteiRemark", name: "改定 備考", next: "KaiteiRemark", ..CELL },
    Paragraph {
        id: "KaiteiSource",
        name: "改定 出典",
        next: "KaiteiSource",
        size: Some("15"),
        pitch: Some("205"),
        ..BASE
    },
    Paragraph {
        id: "KaiteiNotes",
        name: "改定 注記の見出し",
        next: "KaiteiSource",
        font: Some(GOTHIC),
        size: Some("20"),
        keep_next: true,
        before: "160",
        after: "20",
        ..BASE
    },
];

/// `styles.xml`.
pub(super) fn styles() -> Result<Vec<u8>, ReportError> {
    let mut xml = Xml::new();
    xml.element("w:styles", &NAMES, |xml| {
        defaults(xml);
        xml.element(
            "w:style",
            &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")],
            |xml| {
                xml.val("w:name", "Normal");
                xml.empty("w:qFormat", &[]);
            },
        );
        for style in &PARAGRAPHS {
            paragraph(xml, style);
        }
        // Both sides are underlined; the two styles let an office tell them apart if it wishes to.
        for (id, name) in [("KaiteiInserted", "改定部分（改定後）"), ("KaiteiDeleted", "改定部分（改定前）")]
        {
            xml.element(
                "w:style",
                &[("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", id)],
                |xml| {
                    xml.val("w:name", name);
                    xml.empty("w:qFormat", &[]);
                    xml.element("w:rPr", &[], |xml| xml.val("w:u", "single"));
                },
            );
        }
        citation(xml);
        table(xml);
    });
    xml.finish()
}

/// The citation before a text: small and grey, so that the text reads as printed.
fn citation(xml: &mut Xml) {
    let attributes = [("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", "KaiteiCitation")];
    xml.element("w:style", &attributes, |xml| {
        xml.val("w:name", "改定 項番");
        xml.empty("w:qFormat", &[]);
        xml.element("w:rPr", &[], |xml| {
            fonts(xml, GOTHIC);
            xml.val("w:color", "595959");
            xml.val("w:sz", "14");
            xml.val("w:szCs", "14");
        });
    });
}

fn defaults(xml: &mut Xml) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                fonts(xml, MINCHO);
                xml.val("w:kern", "2");
                xml.val("w:sz", "20");
                xml.val("w:szCs", "20");
                xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "ja-JP"), ("w:bidi", "ar-SA")]);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty(
                    "w:spacing",
                    &[("w:before", "0"), ("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")],
                );
            });
        });
    });
}

fn fonts(xml: &mut Xml, name: &str) {
    xml.empty(
        "w:rFonts",
        &[
            ("w:ascii", name),
            ("w:eastAsia", name),
            ("w:hAnsi", name),
            ("w:cs", "Times New Roman"),
            ("w:hint", "eastAsia"),
        ],
    );
}

fn paragraph(xml: &mut Xml, style: &Paragraph) {
    let custom = style.id.starts_with("Kaitei");
    let mut attributes = vec![("w:type", "paragraph")];
    if custom {
        attributes.push(("w:customStyle", "1"));
    }
    attributes.push(("w:styleId", style.id));
    xml.element("w:style", &attributes, |xml| {
        xml.val("w:name", style.name);
        xml.val("w:basedOn", "Normal");
        xml.val("w:next", style.next);
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| {
            if style.keep_next {
                xml.empty("w:keepNext", &[]);
            }
            let mut spacing = vec![("w:before", style.before), ("w:after", style.after)];
            if let Some(pitch) = style.pitch {
                spacing.extend([("w:line", pitch), ("w:lineRule", "exact")]);
            }
            xml.empty("w:spacing", &spacing);
            if let Some(align) = style.align {
                xml.val("w:jc", align);
            }
            if let Some(level) = style.outline {
                xml.val("w:outlineLvl", level);
            }
        });
        xml.element("w:rPr", &[], |xml| {
            if let Some(font) = style.font {
                fonts(xml, font);
            }
            if let Some(size) = style.size {
                xml.val("w:sz", size);
                xml.val("w:szCs", size);
            }
        });
    });
}

fn table(xml: &mut Xml) {
    xml.element("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
        xml.val("w:name", "Normal Table");
        xml.val("w:uiPriority", "99");
        xml.empty("w:semiHidden", &[]);
        xml.empty("w:unhideWhenUsed", &[]);
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            xml.element("w:tblCellMar", &[], |xml| {
                for (side, width) in
                    [("w:top", "0"), ("w:left", "108"), ("w:bottom", "0"), ("w:right", "108")]
                {
                    xml.empty(side, &[("w:w", width), ("w:type", "dxa")]);
                }
            });
        });
    });
    xml.element(
        "w:style",
        &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "KaiteiTable")],
        |xml| {
            xml.val("w:name", "改定 新旧対照表");
            xml.val("w:basedOn", "TableNormal");
            xml.element("w:tblPr", &[], |xml| {
                xml.element("w:tblBorders", &[], |xml| {
                    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                        xml.empty(
                            side,
                            &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")],
                        );
                    }
                });
                xml.element("w:tblCellMar", &[], |xml| {
                    for (side, width) in
                        [("w:top", "10"), ("w:left", "70"), ("w:bottom", "10"), ("w:right", "70")]
                    {
                        xml.empty(side, &[("w:w", width), ("w:type", "dxa")]);
                    }
                });
            });
        },
    );
}
