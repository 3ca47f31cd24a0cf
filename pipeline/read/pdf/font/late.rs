//! The embedded font itself: large, and opened only for the first code that the file's own maps do not explain.

use std::sync::OnceLock;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::truetype::Reverse;
use super::{Text, builtin, codes};
use crate::pdf::fold;
use crate::pdf::interpreter::Shared;
use crate::pdf::objects::decode;

/// Where the font program stands, and what it says once it was asked.
#[derive(Debug, Default)]
pub(super) struct Late {
    truetype: Option<ObjectId>,
    opentype: Option<ObjectId>,
    type1: Option<ObjectId>,
    /// `CIDToGIDMap`, where it is not the identity.
    map: Option<ObjectId>,
    program: OnceLock<Program>,
}

#[derive(Debug, Default)]
struct Program {
    reverse: Option<Reverse>,
    builtin: Vec<Option<Text>>,
    /// Of a bare CFF font: what its glyphs are called, or the collection that its CIDs belong to.
    cff: Option<builtin::Cff>,
    map: Option<Vec<u8>>,
}

impl Late {
    /// The program that a descriptor names, and the glyph map of a CID font.
    pub(super) fn of(descriptor: Option<&Dictionary>, cid_font: Option<&Dictionary>) -> Self {
        let place = |dict: Option<&Dictionary>, key| dict?.get(key).and_then(Object::as_reference).ok();
        Self {
            truetype: place(descriptor, b"FontFile2"),
            opentype: place(descriptor, b"FontFile3"),
            type1: place(descriptor, b"FontFile"),
            map: place(cid_font, b"CIDToGIDMap"),
            program: OnceLock::new(),
        }
    }

    fn program(&self, shared: &Shared<'_>) -> &Program {
        self.program.get_or_init(|| {
            let open = |place: Option<ObjectId>| {
                let stream: &Stream = shared.doc.get_object(place?).ok()?.as_stream().ok()?;
                decode(stream, shared.limits.stream)
            };
            let map = open(self.map);
            if let Some(font) = open(self.truetype) {
                return Program { reverse: Reverse::read(&font), map, ..Program::default() };
            }
            if let Some(font) = open(self.opentype) {
                return Program {
                    reverse: Reverse::read(&font),
                    builtin: builtin::cff(&font),
                    cff: builtin::Cff::read(&font),
                    map,
                };
            }
            let builtin = open(self.type1).map(|font| builtin::type1(&font)).unwrap_or_default();
            Program { builtin, map, ..Program::default() }
        })
    }

    /// What a one-byte code stands for.
    pub(super) fn of_byte(&self, shared: &Shared<'_>, code: u8) -> Option<Text> {
        let program = self.program(shared);
        if let Some(reverse) = &program.reverse
            && let Some(c) = reverse.glyph(code).and_then(|g| reverse.char(g))
        {
            return Some(Text::Char(c));
        }
        program.builtin.get(usize::from(code)).cloned().flatten()
    }

    /// What a CID stands for.
    pub(super) fn of_cid(&self, shared: &Shared<'_>, cid: u32) -> Option<Text> {
        let program = self.program(shared);
        let glyph = match &program.map {
            Some(map) => {
                let at = usize::try_from(cid).ok()?.checked_mul(2)?;
                u16::from_be_bytes(map.get(at..at + 2)?.try_into().ok()?)
            }
            None => u16::try_from(cid).ok()?,
        };
        let by_cmap = program.reverse.as_ref().and_then(|r| r.char(glyph)).filter(|c| fold::is_text(*c));
        by_cmap.map(Text::Char).or_else(|| match program.cff.as_ref()? {
            builtin::Cff::Names(names) => names.get(usize::from(glyph)).cloned().flatten(),
            builtin::Cff::Collection(family) => {
                codes::collection(family)?.lookup_bf_string(cid).and_then(Text::from_bf)
            }
        })
    }
}
