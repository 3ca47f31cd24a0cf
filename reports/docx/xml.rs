//! Elements one after the other, closed in the order in which they were opened.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::ReportError;

/// A part being written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
    /// The first thing that went wrong; writing to memory does not fail, so there is one place to ask.
    error: Option<String>,
}

/// Attributes of an element.
pub(super) type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    pub(super) fn new() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()), open: Vec::new(), error: None };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    fn event(&mut self, event: Event<'_>) {
        if let Err(error) = self.writer.write_event(event) {
            self.error.get_or_insert(error.to_string());
        }
    }

    fn start<'a>(name: &'static str, attributes: &Attributes<'a>) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, *value));
        }
        start
    }

    /// Opens an element and writes its content.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.event(Event::Start(Self::start(name, attributes)));
        self.open.push(name);
        content(self);
        self.open.pop();
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.event(Event::Empty(Self::start(name, attributes)));
    }

    /// An element whose one attribute is `w:val`.
    pub(super) fn val(&mut self, name: &'static str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(text)));
    }

    /// The part's bytes.
    ///
    /// # Errors
    /// Where the XML writer refused something.
    pub(super) fn finish(self) -> Result<Vec<u8>, ReportError> {
        match self.error {
            Some(detail) => Err(ReportError::Serialise { detail }),
            None => Ok(self.writer.into_inner()),
        }
    }
}
