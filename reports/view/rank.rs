//! Which of several important changes is read first.

use kaitei_model::{Aspect, Kind};

use super::Row;

/// Lower is read first: what is asked of the reader before explanations, then demands that went or came, then how much is
/// asked, when, and of whom. Changes alike stay in reading order.
pub(crate) fn rank(row: &Row) -> (bool, u8) {
    let aspects = row.aspects.iter().filter_map(|label| Aspect::ALL.iter().find(|one| one.id() == label.id));
    let kind = match row.kind.id.as_str() {
        id if id == Kind::Removed.id() => 0,
        id if id == Kind::Added.id() => 1,
        _ => LAST,
    };
    (!row.requirement, aspects.map(|aspect| weight(*aspect)).min().unwrap_or(LAST).min(kind))
}

const LAST: u8 = 9;

fn weight(aspect: Aspect) -> u8 {
    match aspect {
        Aspect::RequirementRemoved => 0,
        Aspect::RequirementAdded => 1,
        Aspect::ObligationStrengthened | Aspect::ObligationRelaxed => 2,
        Aspect::DateChanged | Aspect::ExceptionAdded | Aspect::ExceptionRemoved => 3,
        Aspect::NumberChanged => 4,
        Aspect::ScopeChanged | Aspect::ConditionChanged => 5,
        Aspect::Reworded => 6,
        Aspect::Editorial
        | Aspect::Renumbered
        | Aspect::Relabelled
        | Aspect::ReferencesChanged
        | Aspect::Consolidated => LAST,
    }
}
