//! A small pull reader over quick-xml: local names, resolved text, bounded depth, no DTD.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::limits::Fault;

/// One step through a part.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// A start tag; an empty element gives a start and an end.
    Open(Tag<'a>),
    /// An end tag.
    Close,
    /// Text, references resolved. Adjacent text may come in several nodes.
    Text(Cow<'a, str>),
    /// The end of the part.
    Eof,
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The name without its prefix. Transitional and strict OOXML differ in the namespace alone.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// The value of an attribute without a prefix.
    pub(super) fn attr(&self, name: &str) -> Result<Option<String>, Fault> {
        self.find(|key| key == name)
    }

    /// The value of an attribute that has a prefix, such as `r:id`, whatever the prefix.
    pub(super) fn prefixed(&self, name: &str) -> Result<Option<String>, Fault> {
        self.find(|key| key.split_once(':').is_some_and(|(_, rest)| rest == name))
    }

    /// A number in an attribute; `None` where it is missing or no number.
    pub(super) fn number(&self, name: &str) -> Result<Option<u32>, Fault> {
        Ok(self.attr(name)?.and_then(|value| value.trim().parse().ok()))
    }

    /// `1`, `true`, `on` (ST_OnOff); `missing` where the attribute is missing.
    pub(super) fn flag(&self, name: &str, missing: bool) -> Result<bool, Fault> {
        Ok(self.attr(name)?.map_or(missing, |value| matches!(value.trim(), "1" | "true" | "on" | "t")))
    }

    fn find(&self, wanted: impl Fn(&str) -> bool) -> Result<Option<String>, Fault> {
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(Fault::told)?;
            if wanted(attribute.key.0) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(Fault::told)?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A part being read.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    max_depth: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str, max_depth: usize) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0, max_depth }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn next(&mut self) -> Result<Node<'a>, Fault> {
        loop {
            let event = self.reader.read_event().map_err(Fault::told)?;
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    if self.depth > self.max_depth {
                        return Err(Fault::limit(
                            ("要素の入れ子の深さ", "the depth of nested elements"),
                            self.max_depth as u64,
                        ));
                    }
                    return Ok(Node::Open(Tag(tag)));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close);
                }
                Event::Text(text) => return Ok(Node::Text(text.into_inner())),
                Event::CData(text) => return Ok(Node::Text(text.into_inner())),
                Event::GeneralRef(reference) => return resolve(&reference).map(Node::Text),
                // OOXML parts have no document type; one that does wants to define entities.
                Event::DocType(_) => {
                    return Err(Fault::damaged(
                        "DTD（文書型宣言）があります",
                        "there is a document type declaration",
                    ));
                }
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
                Event::Eof if self.depth > 0 => {
                    return Err(Fault::damaged("途中で終わっています", "it ends in the middle"));
                }
                Event::Eof => return Ok(Node::Eof),
            }
        }
    }

    /// Passes over the element that was just opened.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// All text in the element that was just opened, which is passed over.
    pub(super) fn text(&mut self) -> Result<String, Fault> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            if let Node::Text(more) = self.next()? {
                text.push_str(&more);
            }
        }
        Ok(text)
    }
}

/// The five predefined entities and character references; anything else would need a DTD.
fn resolve<'a>(reference: &quick_xml::events::BytesRef<'_>) -> Result<Cow<'a, str>, Fault> {
    if let Some(c) = reference.resolve_char_ref().map_err(Fault::told)? {
        return Ok(Cow::Owned(c.to_string()));
    }
    let name: &str = reference;
    let text = match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        // What browsers and VML know.
        "nbsp" => "\u{A0}",
        other => {
            return Err({
                let en = format!("undefined entity &{other};");
                Fault::damaged(format!("定義のない実体参照 &{other};"), en)
            });
        }
    };
    Ok(Cow::Borrowed(text))
}

/// Undoes the `_xHHHH_` escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19) and unifies line breaks to `\n`.
pub(super) fn xstring(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let code = tail.get(2..6).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let escaped = code
            .filter(|_| tail.get(6..7) == Some("_"))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        if let Some(c) = escaped {
            out.push(c);
            rest = tail.get(7..).unwrap_or_default();
        } else {
            out.push_str("_x");
            rest = tail.get(2..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    if out.contains('\r') { out.replace("\r\n", "\n").replace('\r', "\n") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_once() {
        assert_eq!(xstring("a_x000D_\nb"), "a\nb");
        assert_eq!(xstring("_x005F_x0041_"), "_x0041_");
        assert_eq!(xstring("file_xml_x00"), "file_xml_x00");
        assert_eq!(xstring("_x3042_い_xあいうえ_"), "あい_xあいうえ_");
        assert_eq!(xstring("_xD800_"), "_xD800_");
    }

    #[test]
    fn references_are_resolved_and_dtds_refused() {
        let mut xml = Xml::new("<a>x&lt;&#x3042;<![CDATA[&]]></a>", 10);
        assert!(matches!(xml.next(), Ok(Node::Open(_))));
        assert_eq!(xml.text().unwrap(), "x<あ&");
        let mut xml = Xml::new("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", 10);
        assert!(matches!(xml.next(), Err(Fault::Damaged { .. })));
        let mut xml = Xml::new("<a>&b;</a>", 10);
        assert!(matches!(xml.next(), Ok(Node::Open(_))));
        assert!(matches!(xml.text(), Err(Fault::Damaged { .. })));
    }

    #[test]
    fn depth_and_ends_are_watched() {
        let deep = "<a>".repeat(20);
        let mut xml = Xml::new(&deep, 10);
        let fault = loop {
            match xml.next() {
                Ok(_) => {}
                Err(fault) => break fault,
            }
        };
        assert!(matches!(fault, Fault::Limit { limit: 10, .. }));
        let mut xml = Xml::new("<a><b>", 10);
        xml.next().unwrap();
        assert!(matches!(xml.skip(), Err(Fault::Damaged { .. })));
    }
}
