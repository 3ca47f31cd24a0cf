//! Whether a reference only follows a renumbering.

use std::collections::BTreeMap;

use kaitei_model::{Item, ItemId, Reference};

/// The new items that became of each old one.
pub(crate) type Becomes<'a> = BTreeMap<&'a ItemId, Vec<&'a ItemId>>;

/// Whether a new reference leads to what became of the place that the old one led to. Both must be resolved.
pub(crate) fn follows(old: &Reference, new: &Reference, links: &Becomes<'_>) -> bool {
    let (Some(from), Some(to)) = (&old.target, &new.target) else { return false };
    links.get(from).is_some_and(|partners| partners.contains(&to))
}

/// The references of two counterparts that changed in print, those that follow as 「13.⑧ → 13.⑦」; `None` where one does not follow.
pub(crate) fn following(old: &Item, new: &Item, links: &Becomes<'_>) -> Option<Vec<String>> {
    if old.refs.len() != new.refs.len() {
        return None;
    }
    let mut said = Vec::new();
    for (a, b) in old.refs.iter().zip(&new.refs) {
        let same = a.text == b.text && a.outside == b.outside;
        if a.target.is_some() && b.target.is_some() && !follows(a, b, links) || !same && !follows(a, b, links)
        {
            return None;
        }
        if !same {
            said.push(format!("{} → {}", a.text, b.text));
        }
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::{Becomes, following, follows};
    use kaitei_model::{Item, ItemId, Reference};

    fn reference(text: &str, target: &str) -> Reference {
        let target = Some(ItemId::from(target)).filter(|t| !t.0.is_empty());
        Reference { text: text.to_owned(), target, ..Reference::default() }
    }

    #[test]
    fn a_reference_follows_where_its_place_went() {
        let (eight, seven, nine) = (ItemId::from("8"), ItemId::from("7"), ItemId::from("9"));
        let links = Becomes::from([(&eight, vec![&seven])]);
        assert!(follows(&reference("⑧", "8"), &reference("⑦", "7"), &links));
        assert!(!follows(&reference("⑧", "8"), &reference("⑧", "8"), &links), "its place went elsewhere");
        assert!(!follows(&reference("⑧", "8"), &reference("⑨", &nine.0), &links));
        assert!(!follows(&reference("⑧", ""), &reference("⑦", "7"), &links), "unresolved");
    }

    #[test]
    fn all_references_of_a_text_follow_or_none_is_said_to() {
        let (eight, seven) = (ItemId::from("8"), ItemId::from("7"));
        let links = Becomes::from([(&eight, vec![&seven])]);
        let item = |refs: &[Reference]| Item { refs: refs.to_vec(), ..Item::default() };
        let old = item(&[reference("⑧", "8"), reference("民法第1条", "")]);
        let new = item(&[reference("⑦", "7"), reference("民法第1条", "")]);
        assert_eq!(following(&old, &new, &links), Some(vec!["⑧ → ⑦".to_owned()]));
        assert_eq!(following(&old, &item(&[reference("⑦", "7")]), &links), None);
    }
}
