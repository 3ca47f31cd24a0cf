//! What a file holds and its text does not need, left out while the file is opened: the tree of a tagged file's structure, which may be most
//! of its objects, and the bytes of pictures.

use std::collections::BTreeSet;

use lopdf::{Object, ObjectId, Stream};

use super::objects::{Reach, decode_part};

/// Streams of objects that hold more when decompressed are left as they are; whoever opens them has limits of his own.
const MOST: usize = 4 << 20;

/// For `lopdf`, which calls it for each object before streams of objects are opened, and for each object of those. Of a stream it keeps the
/// one it lent, of other objects the one it is given back.
pub(crate) fn left_out(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match object {
        Object::Stream(stream) => {
            if stream.dict.has_type(b"ObjStm") {
                prune(stream);
            } else if is_picture(stream) {
                // Not empty: what is empty would be looked for once more.
                stream.content = vec![0];
            }
            Some((id, Object::Null))
        }
        Object::Dictionary(dict) if dict.has_type(b"StructElem") => None,
        other => Some((id, other.clone())),
    }
}

fn is_picture(stream: &Stream) -> bool {
    stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
}

/// Takes the elements of the structure out of a stream of objects (ISO 32000-1, 7.5.7).
fn prune(stream: &mut Stream) {
    let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok();
    let Some(first) = number(b"First").and_then(|n| usize::try_from(n).ok()) else { return };
    let (data, reach) = decode_part(stream, MOST);
    if reach != Reach::Whole {
        return;
    }
    let Some((index, count)) = kept(&data, first) else { return };
    let body = data.get(first..).unwrap_or_default();
    let mut content = Vec::with_capacity(index.len() + body.len());
    content.extend_from_slice(index.as_bytes());
    content.extend_from_slice(body);
    stream.dict.remove(b"Filter");
    stream.dict.remove(b"DecodeParms");
    stream.dict.set("First", i64::try_from(index.len()).unwrap_or_default());
    stream.dict.set("N", count);
    stream.dict.set("Length", i64::try_from(content.len()).unwrap_or_default());
    stream.content = content;
}

/// The index without the elements of the structure, and how many objects it names; `None` where there are no such elements, or where the
/// index is not as it should be.
fn kept(data: &[u8], first: usize) -> Option<(String, i64)> {
    let text = std::str::from_utf8(data.get(..first)?).ok()?;
    let numbers: Option<Vec<usize>> = text.split_ascii_whitespace().map(|n| n.parse().ok()).collect();
    let numbers = numbers.filter(|n| n.len() % 2 == 0)?;
    let body = data.get(first..)?;
    // An object ends where the next one begins, in whatever order the index names them.
    let starts: BTreeSet<usize> = numbers.chunks_exact(2).map(|pair| pair[1]).collect();
    let mut index = String::new();
    let mut count = 0;
    for pair in numbers.chunks_exact(2) {
        let (id, start) = (pair[0], pair[1]);
        let end = starts.range(start + 1..).next().copied().unwrap_or(body.len());
        if !is_element(body.get(start..end.min(body.len())).unwrap_or_default()) {
            index.push_str(&format!("{id} {start} "));
            count += 1;
        }
    }
    (count * 2 < i64::try_from(numbers.len()).ok()?).then_some((index, count))
}

/// Whether an object is an element of the structure, by its text.
fn is_element(object: &[u8]) -> bool {
    let named = |name: &[u8]| object.windows(name.len()).any(|w| w == name);
    object.trim_ascii_start().starts_with(b"<<")
        && (named(b"/Type/StructElem") || named(b"/Type /StructElem"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    fn stream(objects: &[(usize, &str)]) -> Stream {
        let (mut index, mut body) = (String::new(), String::new());
        for (id, object) in objects {
            index.push_str(&format!("{id} {} ", body.len()));
            body.push_str(object);
            body.push('\n');
        }
        let entries =
            dictionary! { "Type" => "ObjStm", "N" => objects.len() as i64, "First" => index.len() as i64 };
        Stream::new(entries, (index + &body).into_bytes())
    }

    fn ids(stream: &Stream) -> Vec<u32> {
        lopdf::ObjectStream::new(stream).unwrap().objects.keys().map(|id| id.0).collect()
    }

    #[test]
    fn elements_of_the_structure_are_left_out() {
        let mut all = stream(&[
            (4, "<< /Type /Page /Parent 2 0 R >>"),
            (7, "<</P 245 0 R/S/Span/Type/StructElem/K[ 0] >>"),
            (9, "[ 1 2 3 ]"),
            (8, "<< /Type /StructElem /S /P >>"),
        ]);
        all.compress().unwrap();
        assert_eq!(ids(&all), [4, 7, 8, 9]);
        let mut object = Object::Stream(all);
        assert!(left_out((1, 0), &mut object).is_some());
        let pruned = object.as_stream().unwrap();
        assert_eq!(ids(pruned), [4, 9]);
        let page = lopdf::ObjectStream::new(pruned).unwrap().objects.remove(&(4, 0)).unwrap();
        assert!(page.as_dict().unwrap().has_type(b"Page"));
    }

    #[test]
    fn a_stream_that_is_not_as_it_should_be_stays() {
        let plain = stream(&[(4, "<< /Type /Page >>"), (5, "(/Type/StructElem)")]);
        for change in [None, Some(("First", 999_999)), Some(("First", -3)), Some(("First", 3))] {
            let mut changed = plain.clone();
            if let Some((key, value)) = change {
                changed.dict.set(key, value);
            }
            let before = changed.content.clone();
            let mut object = Object::Stream(changed);
            left_out((1, 0), &mut object);
            assert_eq!(object.as_stream().unwrap().content, before, "{change:?}");
        }
    }
}
