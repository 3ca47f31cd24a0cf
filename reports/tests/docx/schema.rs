//! What the schemas of ECMA-376 (Transitional) ask of a Word document: the order of elements, numbers that occur once, parts that
//! are named.

use std::collections::BTreeSet;

use super::super::{parts, sample::sample};
use super::tree::{Node, parse};
use crate::{Format, Lang, ReportOptions, Scope, render};

/// The order in which the schema allows the children of an element; `|` parts names that may stand in any order among themselves.
const SEQUENCES: [(&str, &str); 26] = [
    ("w:document", "background body"),
    ("w:tbl", "bookmarkStart|bookmarkEnd tblPr tblGrid tr"),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    ),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    ("w:tblCellMar", "top left bottom right"),
    ("w:tblGrid", "gridCol"),
    ("w:tr", "tblPrEx trPr tc"),
    (
        "w:trPr",
        "cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|hidden ins del trPrChange",
    ),
    ("w:tc", "tcPr p|tbl"),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    ),
    ("w:p", "pPr r|hyperlink|ins|del|bookmarkStart|bookmarkEnd|fldSimple"),
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    ("w:r", "rPr t|delText|br|tab"),
    (
        "w:rPr",
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    ("w:ins", "r"),
    ("w:del", "r"),
    ("w:hyperlink", "r"),
    (
        "w:sectPr",
        "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    ),
    ("w:styles", "docDefaults latentStyles style"),
    ("w:docDefaults", "rPrDefault pPrDefault"),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    (
        "w:settings",
        "writeProtection view zoom removePersonalInformation trackRevisions defaultTabStop autoHyphenation characterSpacingControl compat docVars rsids themeFontLang clrSchemeMapping",
    ),
    ("w:compat", "useFELayout compatSetting"),
    ("w:fonts", "font"),
    ("w:font", "altName panose1 charset family notTrueType pitch sig"),
    ("w:body", "p|tbl sectPr"),
];

/// Every Word document of the sample, in the ways in which they can be asked for.
fn documents() -> Vec<(String, Vec<(String, String)>)> {
    let mut out = Vec::new();
    for format in [Format::DocxTable, Format::DocxTracked, Format::DocxNotice] {
        for (lang, scope) in [(Lang::Ja, Scope::Digest), (Lang::En, Scope::Full)] {
            let options =
                ReportOptions { lang, scope, date: Some("2026-07-03".to_owned()), ..Default::default() };
            for file in render(&sample(), format, &options).unwrap() {
                if file.name.ends_with(".docx") {
                    out.push((format!("{format} {lang} {scope}"), parts(&file.bytes)));
                }
            }
        }
    }
    assert_eq!(out.len(), 6);
    out
}

fn in_order(node: &Node) -> Result<(), String> {
    let Some((_, sequence)) = SEQUENCES.iter().find(|(name, _)| *name == node.name) else { return Ok(()) };
    let groups: Vec<Vec<&str>> = sequence.split(' ').map(|group| group.split('|').collect()).collect();
    let mut at = 0;
    for child in &node.children {
        let name = child.name.strip_prefix("w:").unwrap_or(&child.name);
        let place = groups.iter().position(|group| group.contains(&name));
        let place = place.ok_or(format!("{} may not stand in {}", child.name, node.name))?;
        if place < at {
            return Err(format!("{} stands too late in {}", child.name, node.name));
        }
        at = place;
    }
    Ok(())
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let mut checked = BTreeSet::new();
    for (what, parts) in documents() {
        for (name, part) in
            parts.iter().filter(|(name, _)| name.starts_with("word/") && name.ends_with(".xml"))
        {
            let root = parse(part);
            for node in root.all() {
                in_order(node).unwrap_or_else(|why| panic!("{what}, {name}: {why}"));
                checked.insert(node.name.clone());
            }
        }
    }
    for (name, _) in SEQUENCES {
        assert!(checked.contains(name), "no {name} in any document: nothing was checked");
    }
}

#[test]
fn a_wrong_order_is_noticed() {
    let wrong = parse("<w:rPr><w:sz w:val=\"18\"/><w:rStyle w:val=\"x\"/></w:rPr>");
    assert_eq!(in_order(&wrong).unwrap_err(), "w:rStyle stands too late in w:rPr");
    let strange = parse("<w:tc><w:r/></w:tc>");
    assert_eq!(in_order(&strange).unwrap_err(), "w:r may not stand in w:tc");
}

#[test]
fn numbers_occur_once_and_links_lead_somewhere() {
    let mut links = 0;
    for (what, parts) in documents() {
        let root = parse(&parts.iter().find(|(name, _)| name == "word/document.xml").unwrap().1);
        let (mut tracked, mut bookmarks, mut names) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for node in root.all() {
            let id = || node.attribute("w:id").unwrap().to_owned();
            match node.name.as_str() {
                "w:ins" | "w:del" => {
                    assert!(tracked.insert(id()), "{what}: {} twice", id());
                    assert_eq!(node.attribute("w:author"), Some("kaitei 0.1.0"));
                    assert!(node.attribute("w:date").unwrap().starts_with("2026-07-03T"));
                }
                "w:bookmarkStart" => {
                    assert!(bookmarks.insert(id()), "{what}: bookmark {} twice", id());
                    assert!(names.insert(node.attribute("w:name").unwrap().to_owned()));
                }
                // A cell that does not end in a paragraph makes Word call the file damaged.
                "w:tc" => assert_eq!(node.children.last().unwrap().name, "w:p"),
                _ => {}
            }
        }
        for link in root.all().iter().filter(|node| node.name == "w:hyperlink") {
            assert!(names.contains(link.attribute("w:anchor").unwrap()), "{what}");
            links += 1;
        }
    }
    assert!(links > 0);
}

#[test]
fn every_part_has_a_type_and_every_relation_a_part() {
    for (what, parts) in documents() {
        let find = |wanted: &str| &parts.iter().find(|(name, _)| name == wanted).unwrap().1;
        let types = parse(find("[Content_Types].xml"));
        let of = |name: &str, key: &str| -> BTreeSet<String> {
            let own = types.children.iter().filter(|node| node.name == name);
            own.map(|node| node.attribute(key).unwrap().to_owned()).collect()
        };
        let (defaults, overrides) = (of("Default", "Extension"), of("Override", "PartName"));
        for (name, _) in &parts {
            let extension = name.rsplit('.').next().unwrap();
            assert!(defaults.contains(extension), "{what}: {name}");
            if name.starts_with("word/") && extension == "xml" {
                assert!(overrides.contains(&format!("/{name}")), "{what}: {name}");
            }
        }
        for name in &overrides {
            assert!(parts.iter().any(|(part, _)| format!("/{part}") == *name), "{what}: {name}");
        }
        for (folder, relations) in [("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels")] {
            for relation in &parse(find(relations)).children {
                let target = format!("{folder}{}", relation.attribute("Target").unwrap());
                assert!(parts.iter().any(|(part, _)| *part == target), "{what}: {target}");
                assert_eq!(relation.attribute("TargetMode"), None, "no links out");
            }
        }
    }
}
