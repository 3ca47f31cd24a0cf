//! One page: its visible part, its rotation, its content.

use lopdf::{Dictionary, Object, ObjectId};

use super::Rect;
use super::annotations;
use super::drawn::Drawn;
use super::geometry::Matrix;
use super::interpreter::{Interpreter, Shared};
use super::objects::{Reach, as_dict, as_number, decode_part, inherited, number, numbers, resolve};

/// What a page shows, and how large it is.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) drawn: Drawn,
}

/// A4, for pages that do not say how large they are.
const A4: [f64; 4] = [0.0, 0.0, 595.276, 841.89];
/// Larger pages are not to be trusted; in points (Acrobat's own limit is 14,400 units).
const LARGEST: f64 = 100_000.0;

/// Runs a page's content and the appearances of its annotations.
pub(crate) fn draw(shared: &Shared<'_>, id: ObjectId) -> Sheet {
    let doc = shared.doc;
    let Ok(page) = doc.get_dictionary(id) else { return Sheet::default() };
    let (base, width, height) = place(shared, page);
    let visible = Rect { x0: -1.0, y0: -1.0, x1: width as f32 + 1.0, y1: height as f32 + 1.0 };
    let mut interpreter = Interpreter::new(shared, base, visible);
    let resources = inherited(doc, page, b"Resources").and_then(as_dict);
    let (content, reaches) = contents(shared, page);
    interpreter.run(&content, resources);
    annotations::draw(shared, page, &mut interpreter);
    let mut drawn = interpreter.finish();
    reaches.into_iter().for_each(|reach| drawn.note_reach(reach));
    Sheet { width: width as f32, height: height as f32, drawn }
}

/// The map from default user space to the page as shown (top left, y down, rotated), and its size in points.
fn place(shared: &Shared<'_>, page: &Dictionary) -> (Matrix, f64, f64) {
    let doc = shared.doc;
    let rectangle = |key: &[u8]| -> Option<[f64; 4]> {
        let v: [f64; 4] = numbers(doc, inherited(doc, page, key)?.as_array().ok()?).try_into().ok()?;
        let r = [v[0].min(v[2]), v[1].min(v[3]), v[0].max(v[2]), v[1].max(v[3])];
        let sane = r.iter().all(|n| n.is_finite() && n.abs() < LARGEST);
        (sane && r[2] - r[0] > 1.0 && r[3] - r[1] > 1.0).then_some(r)
    };
    let media = rectangle(b"MediaBox").unwrap_or(A4);
    let crop = rectangle(b"CropBox").unwrap_or(media);
    let mut shown =
        [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
    if shown[2] - shown[0] <= 1.0 || shown[3] - shown[1] <= 1.0 {
        shown = media;
    }
    let unit = number(doc, page, b"UserUnit").filter(|u| (0.01..=1000.0).contains(u)).unwrap_or(1.0);
    let [x0, y0, x1, y1] = shown.map(|v| v * unit);
    let (w, h) = (x1 - x0, y1 - y0);
    let turn = inherited(doc, page, b"Rotate").and_then(as_number).unwrap_or(0.0).rem_euclid(360.0);
    let (m, w, h) = match turn.round() as i64 {
        90 => ([0.0, 1.0, 1.0, 0.0, -y0, -x0], h, w),
        180 => ([-1.0, 0.0, 0.0, 1.0, x1, -y0], w, h),
        270 => ([0.0, -1.0, -1.0, 0.0, y1, x1], h, w),
        _ => ([1.0, 0.0, 0.0, -1.0, -x0, y1], w, h),
    };
    let scale = Matrix { a: unit, d: unit, ..Matrix::IDENTITY };
    (scale.then(&Matrix::new(m)), w, h)
}

/// The page's content streams, one after the other (7.8.2), and how far each of them could be read.
fn contents(shared: &Shared<'_>, page: &Dictionary) -> (Vec<u8>, Vec<Reach>) {
    let doc = shared.doc;
    let one = |object: &Object| match object {
        Object::Stream(s) => decode_part(s, shared.limits.stream),
        _ => (Vec::new(), Reach::Damaged),
    };
    match page.get(b"Contents").map(|o| resolve(doc, o)) {
        Ok(Object::Array(parts)) => {
            let (mut all, mut reaches) = (Vec::new(), Vec::new());
            for part in parts {
                let (data, reach) = one(resolve(doc, part));
                all.extend_from_slice(&data);
                all.push(b'\n');
                reaches.push(reach);
                if all.len() > shared.limits.page_content {
                    break;
                }
            }
            (all, reaches)
        }
        Ok(single) => {
            let (data, reach) = one(single);
            (data, vec![reach])
        }
        // A page without content is empty.
        Err(_) => (Vec::new(), Vec::new()),
    }
}
