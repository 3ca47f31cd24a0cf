//! Short ways through lopdf's objects: references followed, wrong types answered with `None`.

use std::io::Read;

use lopdf::{DecompressError, Dictionary, Document, Error, Object, Stream};

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

/// How far a stream could be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Whole,
    /// Up to the damage.
    Damaged,
    /// It holds more than the limit; nothing of it is given.
    TooLarge,
}

/// A stream's bytes with all filters undone; `None` where that fails or passes the limit.
pub(crate) fn decode(stream: &Stream, limit: usize) -> Option<Vec<u8>> {
    let (data, reach) = decode_part(stream, limit);
    (reach == Reach::Whole || !data.is_empty()).then_some(data)
}

/// A stream's bytes with all filters undone, as far as that goes.
pub(crate) fn decode_part(stream: &Stream, limit: usize) -> (Vec<u8>, Reach) {
    let filter = match stream.dict.get(b"Filter") {
        Ok(Object::Array(filters)) if filters.len() == 1 => filters.first(),
        Ok(single) => Some(single),
        Err(_) => None,
    };
    let flate = matches!(filter, Some(Object::Name(n)) if n == b"FlateDecode" || n == b"Fl");
    if flate && stream.dict.get(b"DecodeParms").is_err() {
        return inflate(&stream.content, limit);
    }
    match stream.get_plain_content_with_limit(limit) {
        // lopdf gives nothing, not an error, for data that its filters cannot read.
        Ok(data) if data.is_empty() && !stream.content.is_empty() => (data, Reach::Damaged),
        Ok(data) => (data, Reach::Whole),
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => (Vec::new(), Reach::TooLarge),
        Err(_) => (Vec::new(), Reach::Damaged),
    }
}

/// zlib data; of damaged data the part before the damage.
fn inflate(data: &[u8], limit: usize) -> (Vec<u8>, Reach) {
    let mut out = Vec::with_capacity(data.len().saturating_mul(4).min(limit));
    let mut reader = flate2::bufread::ZlibDecoder::new(data).take(limit as u64 + 1);
    let failed = reader.read_to_end(&mut out).is_err();
    if out.len() > limit {
        return (Vec::new(), Reach::TooLarge);
    }
    if failed && out.is_empty() {
        // Some producers leave out the header, or write a wrong one.
        let body = data.get(2..).unwrap_or_default();
        let mut raw = flate2::bufread::DeflateDecoder::new(body).take(limit as u64);
        let _ = raw.read_to_end(&mut out);
    }
    // Many files end a stream without its checksum; what was inflated is whole then.
    let short = failed && data.len() > 8 && out.is_empty();
    (out, if short || failed && !is_whole(data) { Reach::Damaged } else { Reach::Whole })
}

/// Whether deflate data itself comes to its end.
fn is_whole(data: &[u8]) -> bool {
    let mut state = flate2::Decompress::new(false);
    let mut buffer = vec![0u8; 1 << 14];
    let mut rest = data.get(2..).unwrap_or_default();
    loop {
        let before = (state.total_in(), state.total_out());
        match state.decompress(rest, &mut buffer, flate2::FlushDecompress::None) {
            Ok(flate2::Status::StreamEnd) => return true,
            Ok(_) if (state.total_in(), state.total_out()) == before => return false,
            Ok(_) => rest = rest.get((state.total_in() - before.0) as usize..).unwrap_or_default(),
            Err(_) => return false,
        }
    }
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
