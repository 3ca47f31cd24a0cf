//! What a row applies to: in brackets at its end, or in words above it.

use std::collections::{BTreeMap, BTreeSet};

use kaitei_model::ItemKind;

use super::cite::Draft;
use super::vocabulary::Vocabulary;
use crate::text::fold;

/// The longest name of a target, in characters.
const MAX_NAME: usize = 20;

/// Adds tags from the brackets at the ends of texts. Names that the vocabulary does not have count where several rows have
/// them and most rows end so.
pub(super) fn tag(drafts: &mut [Draft], words: &Vocabulary) {
    let rows: Vec<(usize, Vec<String>)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.item.kind == ItemKind::Requirement)
        .map(|(at, draft)| (at, names(&draft.item.text)))
        .collect();
    // The same few names stand in every row: each is folded once.
    let mut folded: BTreeMap<&str, (String, bool)> = BTreeMap::new();
    for name in rows.iter().flat_map(|(_, names)| names) {
        folded.entry(name).or_insert_with(|| (fold(name), words.is_target(name)));
    }
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, _) in rows.iter().flat_map(|(_, names)| names).filter_map(|name| folded.get(name.as_str())) {
        *uses.entry(key).or_default() += 1;
    }
    let usual = rows.iter().filter(|(_, names)| !names.is_empty()).count() * 2 > rows.len();
    let known = |name: &String| {
        let Some((key, named)) = folded.get(name.as_str()) else { return false };
        *named || usual && uses.get(key.as_str()).is_some_and(|count| *count >= 2)
    };
    for (at, names) in &rows {
        let Some(draft) = drafts.get_mut(*at).filter(|_| names.iter().any(known)) else { continue };
        let mut seen = BTreeSet::new();
        draft.item.tags.extend(names.iter().cloned());
        draft.item.tags.retain(|tag| seen.insert(tag.clone()));
    }
}

/// The names in the brackets that end a text; none where it is a sentence.
fn names(text: &str) -> Vec<String> {
    let text = text.trim_end();
    let Some(inside) = text.strip_suffix('）').and_then(|rest| rest.rsplit_once('（')) else {
        let ascii = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
        return ascii.map(|(_, inside)| split(inside)).unwrap_or_default();
    };
    split(inside.1)
}

fn split(inside: &str) -> Vec<String> {
    if inside.contains(['。', '「', '」', '（', '(']) {
        return Vec::new();
    }
    let names: Vec<String> = inside
        .split(['、', '，', ',', '・', '／', '/'])
        .flat_map(|part| part.split("及び"))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    if names.iter().any(|name| name.chars().count() > MAX_NAME) { Vec::new() } else { names }
}

/// The targets that a heading is made of: （サーバ、端末PC）.
pub(super) fn of_label(text: &str, words: &Vocabulary) -> Vec<String> {
    let names = split(text);
    if names.iter().all(|name| words.is_target(name)) { names } else { Vec::new() }
}

/// The targets that words above rows name: 「サーバについて、以下を実施している。」
pub(super) fn of_subheader(text: &str, words: &Vocabulary) -> Vec<String> {
    let folded = fold(text);
    let Some(end) = words.about.iter().filter_map(|word| folded.find(word.as_str())).min() else {
        return Vec::new();
    };
    let Some(before) = folded.get(..end) else { return Vec::new() };
    // The printed words before 「について」: as many characters as the folded ones have, where folding kept their count.
    let count = before.chars().count();
    let printed: String = text.chars().filter(|c| !c.is_whitespace()).take(count).collect();
    let names = split(&printed);
    if names.iter().any(|name| words.is_target(name)) { names } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_end_a_row_or_head_it() {
        assert_eq!(
            names("削除している。（サーバ、端末PC、ネットワーク機器）"),
            ["サーバ", "端末PC", "ネットワーク機器"]
        );
        assert_eq!(names("用いている。（「いいえ」の場合は、以下の確認を要しない。）"), Vec::<String>::new());
        assert_eq!(names("計画（BCP）を策定している。"), Vec::<String>::new());
        let words = Vocabulary::parse(include_str!("../../rules/sheet.toml")).unwrap();
        assert_eq!(
            of_subheader("サーバ、端末ＰＣについて、以下を実施している。", &words),
            ["サーバ", "端末ＰＣ"]
        );
        assert_eq!(of_subheader("契約について、次の事項を確かめる。", &words), Vec::<String>::new());
    }
}
