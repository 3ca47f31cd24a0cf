//! Short ways through lopdf's objects: references followed, wrong types answered with `None`.

use lopdf::{Dictionary, Document, Object, Stream};

use super::geometry::Matrix;

/// Follows references; what is missing or runs in circles is `Null`.
pub(crate) fn resolve<'a>(doc: &'a Document, object: &'a Object) -> &'a Object {
    match object {
        Object::Reference(_) => doc.dereference(object).map_or(&Object::Null, |(_, o)| o),
        direct => direct,
    }
}

/// A dictionary's entry, references followed.
pub(crate) fn get<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    match resolve(doc, dict.get(key).ok()?) {
        Object::Null => None,
        object => Some(object),
    }
}

pub(crate) fn dict<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    as_dict(get(doc, dict, key)?)
}

pub(crate) fn stream<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Stream> {
    get(doc, dict, key)?.as_stream().ok()
}

pub(crate) fn array<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
    get(doc, dict, key)?.as_array().ok().map(Vec::as_slice)
}

pub(crate) fn name<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    get(doc, dict, key)?.as_name().ok()
}

pub(crate) fn number(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<f64> {
    as_number(get(doc, dict, key)?)
}

/// Numbers of an array, references followed; other things are left out.
pub(crate) fn numbers(doc: &Document, objects: &[Object]) -> Vec<f64> {
    objects.iter().filter_map(|o| as_number(resolve(doc, o))).collect()
}

pub(crate) fn as_number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(i) => Some(*i as f64),
        Object::Real(r) => Some(f64::from(*r)),
        _ => None,
    }
}

/// A dictionary, also that of a stream.
pub(crate) fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(d) => Some(d),
        Object::Stream(s) => Some(&s.dict),
        _ => None,
    }
}

pub(crate) fn matrix(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<Matrix> {
    let v: [f64; 6] = numbers(doc, array(doc, dict, key)?).try_into().ok()?;
    Some(Matrix::new(v))
}

/// A page's entry, or that of the nearest ancestor that has it (ISO 32000-1, 7.7.3.4).
pub(crate) fn inherited<'a>(doc: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..64 {
        if let Some(value) = get(doc, node, key) {
            return Some(value);
        }
        node = dict(doc, node, b"Parent")?;
    }
    None
}

/// A stream's bytes with all filters undone; `None` where that fails or passes the limit.
pub(crate) fn decode(stream: &Stream, limit: usize) -> Option<Vec<u8>> {
    stream.get_plain_content_with_limit(limit).ok()
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with a mark at its beginning, else PDFDocEncoding.
pub(crate) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]]))),
        [0xFF, 0xFE, rest @ ..] => utf16(rest.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]]))),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => {
            let object = Object::string_literal(bytes);
            lopdf::decode_text_string(&object)
                .unwrap_or_else(|_| bytes.iter().map(|b| char::from(*b)).collect())
        }
    }
}

fn utf16(units: impl Iterator<Item = u16>) -> String {
    // An escape in a text string names its language and is no text (7.9.2.2).
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
    if !text.contains('\u{1B}') {
        return text;
    }
    text.split('\u{1B}').enumerate().filter(|(i, _)| i % 2 == 0).map(|(_, part)| part).collect()
}
