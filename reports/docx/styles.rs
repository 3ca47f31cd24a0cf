//! `styles.xml`: every measure of a report stands in a style with a Japanese name, so that an office can restyle it in one place.

mod list;

use self::list::{Align, PARAGRAPHS, Paragraph};
use super::part::{GOTHIC, MINCHO, NAMES};
use super::xml::Xml;
use crate::ReportError;
use crate::letter::Set;

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
        for set in Set::ALL {
            paragraph(xml, &list::of_letter(set));
        }
        // Both sides are underlined; the two styles let an office tell them apart if it wishes to.
        for (id, name) in [("KaiteiInserted", "改定部分（改定後）"), ("KaiteiDeleted", "改定部分（改定前）")]
        {
            character(xml, id, name, |xml| xml.val("w:u", "single"));
        }
        // The citation before a text: grey, so that the text reads as printed.
        character(xml, "KaiteiCitation", "改定 項番", |xml| {
            fonts(xml, GOTHIC);
            xml.val("w:color", "595959");
        });
        character(xml, "KaiteiPointCitation", "改定 ポイントの項番", |xml| fonts(xml, GOTHIC));
        character(xml, "KaiteiBlank", "改定 要記入", |xml| {
            xml.val("w:highlight", "yellow");
        });
        table(xml);
    });
    xml.finish()
}

fn character(xml: &mut Xml, id: &str, name: &str, properties: impl FnOnce(&mut Xml)) {
    let attributes = [("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", id)];
    xml.element("w:style", &attributes, |xml| {
        xml.val("w:name", name);
        xml.empty("w:qFormat", &[]);
        xml.element("w:rPr", &[], properties);
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
        xml.element("w:pPr", &[], |xml| layout(xml, style));
        xml.element("w:rPr", &[], |xml| {
            if style.gothic {
                fonts(xml, GOTHIC);
            }
            if let Some(size) = style.size {
                xml.val("w:sz", &size.to_string());
                xml.val("w:szCs", &size.to_string());
            }
        });
    });
}

fn layout(xml: &mut Xml, style: &Paragraph) {
    if style.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    let (before, after) = (style.before.to_string(), style.after.to_string());
    let pitch = style.pitch.map(|pitch| pitch.to_string());
    let mut spacing = vec![("w:before", before.as_str()), ("w:after", after.as_str())];
    if let Some(pitch) = &pitch {
        spacing.extend([("w:line", pitch.as_str()), ("w:lineRule", "exact")]);
    }
    xml.empty("w:spacing", &spacing);
    let (indent, hanging, first) =
        (style.indent.to_string(), style.hanging.to_string(), style.first.to_string());
    match (style.indent, style.hanging, style.first) {
        (0, 0, 0) => {}
        (_, 0, 0) => xml.empty("w:ind", &[("w:left", &indent)]),
        (_, 0, _) => xml.empty("w:ind", &[("w:left", &indent), ("w:firstLine", &first)]),
        _ => xml.empty("w:ind", &[("w:left", &indent), ("w:hanging", &hanging)]),
    }
    if let Some(align) = style.align {
        xml.val("w:jc", align.value());
    }
    if let Some(level) = style.outline {
        xml.val("w:outlineLvl", level);
    }
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
                        [("w:top", "10"), ("w:left", "60"), ("w:bottom", "10"), ("w:right", "60")]
                    {
                        xml.empty(side, &[("w:w", width), ("w:type", "dxa")]);
                    }
                });
            });
        },
    );
}

impl Align {
    fn value(self) -> &'static str {
        match self {
            Self::Center => "center",
            Self::Right => "right",
            Self::Both => "both",
        }
    }
}
