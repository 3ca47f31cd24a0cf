//! Advance widths of composite fonts, horizontal and vertical (ISO 32000-1, 9.7.4.3).

use lopdf::{Dictionary, Document, Object};

use crate::pdf::objects::{array, as_number, number, numbers, resolve};

/// A run of CIDs with N numbers each, in thousandths of an em.
#[derive(Debug)]
struct Span<const N: usize> {
    first: u32,
    last: u32,
    /// One entry for all, or one for each.
    values: Vec<[f32; N]>,
}

/// `W` or `W2`.
#[derive(Debug, Default)]
struct Table<const N: usize>(Vec<Span<N>>);

impl<const N: usize> Table<N> {
    fn read(doc: &Document, objects: &[Object]) -> Self {
        let mut spans = Vec::new();
        let mut i = 0;
        while let Some(first) = objects.get(i).and_then(|o| as_number(resolve(doc, o))) {
            let first = first.max(0.0) as u32;
            match objects.get(i + 1).map(|o| resolve(doc, o)) {
                Some(Object::Array(list)) => {
                    let flat = numbers(doc, list);
                    let values: Vec<[f32; N]> =
                        flat.chunks_exact(N).map(|c| std::array::from_fn(|k| c[k] as f32)).collect();
                    if !values.is_empty() {
                        spans.push(Span {
                            first,
                            last: first.saturating_add(values.len() as u32 - 1),
                            values,
                        });
                    }
                    i += 2;
                }
                Some(other) => {
                    let Some(last) = as_number(other) else { break };
                    let flat = numbers(doc, objects.get(i + 2..i + 2 + N).unwrap_or_default());
                    if flat.len() == N {
                        let values = vec![std::array::from_fn(|k| flat[k] as f32)];
                        spans.push(Span { first, last: last.max(0.0) as u32, values });
                    }
                    i += 2 + N;
                }
                None => break,
            }
        }
        spans.sort_by_key(|s| s.first);
        Self(spans)
    }

    fn get(&self, cid: u32) -> Option<[f32; N]> {
        let at = self.0.partition_point(|s| s.first <= cid).checked_sub(1)?;
        let span = self.0.get(at).filter(|s| cid <= s.last)?;
        if span.values.len() == 1 {
            span.values.first().copied()
        } else {
            span.values.get((cid - span.first) as usize).copied()
        }
    }
}

/// The widths of a CID font.
#[derive(Debug)]
pub(crate) struct Widths {
    horizontal: Table<1>,
    default: f32,
    vertical: Table<3>,
    /// `DW2`: height of the origin, advance downwards.
    default_vertical: (f32, f32),
}

impl Widths {
    pub(crate) fn read(doc: &Document, font: &Dictionary) -> Self {
        let table = |key| array(doc, font, key).unwrap_or_default();
        let dw2 = numbers(doc, table(b"DW2"));
        Self {
            horizontal: Table::read(doc, table(b"W")),
            default: number(doc, font, b"DW").unwrap_or(1000.0) as f32,
            vertical: Table::read(doc, table(b"W2")),
            default_vertical: match dw2.as_slice() {
                [height, advance] => (*height as f32, *advance as f32),
                _ => (880.0, -1000.0),
            },
        }
    }

    /// In ems.
    pub(crate) fn width(&self, cid: u32) -> f32 {
        self.horizontal.get(cid).map_or(self.default, |w| w[0]) / 1000.0
    }

    /// Advance along y, and the origin of vertical writing as seen from that of horizontal writing, in ems.
    pub(crate) fn vertical(&self, cid: u32) -> (f32, f32, f32) {
        match self.vertical.get(cid) {
            Some([advance, x, y]) => (advance / 1000.0, x / 1000.0, y / 1000.0),
            None => {
                (self.default_vertical.1 / 1000.0, self.width(cid) / 2.0, self.default_vertical.0 / 1000.0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn both_forms_of_w_and_defaults() {
        let doc = Document::new();
        let font = dictionary! {
            "W" => vec![10.into(), Object::Array(vec![500.into(), 600.into()]), 20.into(), 29.into(), 250.into()],
            "W2" => vec![7.into(), 8.into(), (-900).into(), 450.into(), 800.into()],
        };
        let widths = Widths::read(&doc, &font);
        let close = |a: f32, b: f32| assert!((a - b).abs() < 1e-6, "{a} {b}");
        close(widths.width(10), 0.5);
        close(widths.width(11), 0.6);
        close(widths.width(12), 1.0);
        close(widths.width(25), 0.25);
        close(widths.vertical(7).0, -0.9);
        close(widths.vertical(9).0, -1.0);
        close(widths.vertical(9).2, 0.88);
    }

    #[test]
    fn broken_tables_are_cut_short() {
        let doc = Document::new();
        let font = dictionary! { "W" => vec![10.into(), Object::Null, 5.into()] };
        assert!((Widths::read(&doc, &font).width(10) - 1.0).abs() < 1e-6);
    }
}
