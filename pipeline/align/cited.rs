//! Relations that the documents themselves state: by references, and by the boxes of a manual.

use kaitei_model::{ItemId, Related, RelatedKind, Side};

use super::{documents::thousandths, prepare::Prepared, signals::Field};
use crate::{
    structure::refs::{Boxed, boxed, cited as citing},
    text::grams::Likeness,
};

/// A further item that a box names is what a row is about as well when it is this much like it.
const ALSO: f64 = 0.35;

/// The stated relations of both editions.
pub(super) fn cited(field: &Field<'_>) -> Vec<Related> {
    let mut related = Vec::new();
    for (side, prepared) in [(Side::Old, field.old), (Side::New, field.new)] {
        let items = &prepared.edition.items;
        let relate = |from: usize, to: usize, kind, score, via: Option<ItemId>| Related {
            from: items[from].id.clone(),
            to: items[to].id.clone(),
            kind,
            score,
            from_side: side,
            to_side: side,
            via,
        };
        let said = citing(prepared.edition);
        related.extend(
            said.iter()
                .map(|&(from, to)| relate(from, to, RelatedKind::Cites, 1000, Some(items[from].id.clone()))),
        );
        for boxed in boxed(prepared.edition) {
            for &row in &boxed.rows {
                for (to, by, score) in about(prepared, row, &boxed) {
                    related.push(relate(row, to, RelatedKind::Implements, score, Some(items[by].id.clone())));
                }
            }
        }
    }
    related
}

/// Which of the items that boxes name a row is about: the one most like it, others that are like it as well, and, where the heading
/// names one row only, the first: a manual puts the principal place first.
fn about(side: &Prepared<'_>, row: usize, boxed: &Boxed) -> Vec<(usize, usize, u32)> {
    let mut scored: Vec<(u32, usize, usize, bool)> = boxed
        .items
        .iter()
        .enumerate()
        .map(|(n, &(to, by))| {
            let like = Likeness::of(&side.items[to].vector, &side.items[row].vector);
            (thousandths(like.text.max(0.8 * like.new_in_old)), to, by, n == 0 && boxed.numbers == 1)
        })
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    scored
        .into_iter()
        .enumerate()
        .filter(|&(rank, (score, _, _, principal))| rank == 0 || principal || score >= thousandths(ALSO))
        .map(|(_, (score, to, by, _))| (to, by, score))
        .collect()
}
