//! Other spellings of the same words that no list can hold: a kanji written in kana (知らせる, しらせる), a の put between nouns.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::style::hiragana;

/// A kanji is written with at most so many kana (承る, うけたまわる, keeps its okurigana).
const LONGEST_READING: usize = 5;

/// Whether two texts (folded, variants unified) differ in spelling alone.
pub(crate) fn same_words(old: &str, new: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let mut steps = 0;
    let alike = capture_diff_slices(Algorithm::Myers, &a, &b).into_iter().all(|op| match op {
        DiffOp::Equal { .. } => true,
        DiffOp::Delete { old_index, old_len, .. } => {
            steps += 1;
            joining_no(&a, old_index, old_len)
                || doubled(&a, old_index, old_len)
                || okurigana(&a, old_index, old_len)
        }
        DiffOp::Insert { new_index, new_len, .. } => {
            steps += 1;
            joining_no(&b, new_index, new_len)
                || doubled(&b, new_index, new_len)
                || okurigana(&b, new_index, new_len)
        }
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            steps += 1;
            let (x, y) = (&a[old_index..old_index + old_len], &b[new_index..new_index + new_len]);
            let after = (a.get(old_index + old_len), b.get(new_index + new_len));
            word(x, y, after)
        }
    });
    // One or two words respelt are an edit; a text that differs everywhere is another text.
    alike && steps > 0 && steps * 6 <= a.len().max(b.len()).max(12)
}

/// Whether two pieces of text, each with the character behind it, are the same word in other characters.
pub(crate) fn same_word((a, after_a): (&str, Option<char>), (b, after_b): (&str, Option<char>)) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    !x.is_empty() && !y.is_empty() && word(&x, &y, (after_a.as_ref(), after_b.as_ref()))
}

/// Kanji that are written for one another before the same ending: 聞く, 聴く.
const HOMOPHONES: [&str; 14] = [
    "聞聴",
    "着付",
    "当充",
    "越超",
    "計測量",
    "取採",
    "元基",
    "止留",
    "替換",
    "延伸",
    "見診",
    "掛懸架",
    "収納",
    "務勤",
];

/// 聞く against 聴く: read alike, with the same ending.
fn homophone(x: &[char], y: &[char], after: (Option<&char>, Option<&char>)) -> bool {
    let ending = after.0 == after.1 && after.0.is_some_and(|c| matches!(c, 'ぁ'..='ん'));
    ending
        && x.len() == 1
        && y.len() == 1
        && HOMOPHONES.iter().any(|row| row.contains(x[0]) && row.contains(y[0]))
}

fn word(x: &[char], y: &[char], after: (Option<&char>, Option<&char>)) -> bool {
    homophone(x, y, after)
        || reading(x, y, after.1)
        || reading(y, x, after.0)
        || listing(x, y)
        || listing(y, x)
        || particle(x, y)
        || particle(y, x)
}

/// へ against に, にて against で.
fn particle(a: &[char], b: &[char]) -> bool {
    matches!((a, b), (['へ'], ['に']) | (['に', 'て'], ['で']))
}

/// Whether one word is the other's reading in kana, or katakana in the place of hiragana.
pub(crate) fn same_reading(a: &str, b: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    !x.is_empty()
        && !y.is_empty()
        && (x.len() > 1 && hiragana(a) == hiragana(b)
            || reading(&x, &y, None)
            || reading(&y, &x, None)
            || listing(&x, &y))
}

/// Whether two folded texts hold the same pieces between the same joining words, in another order: 氏名、所属 and 所属、氏名.
pub(crate) fn same_members(old: &str, new: &str) -> bool {
    const JOINERS: [&str; 6] = ["、", "・", "及び", "並びに", "又は", "若しくは"];
    let cut = |text: &str| {
        let mut pieces: Vec<String> = vec![text.to_owned()];
        let mut joiners: Vec<&'static str> = Vec::new();
        for joiner in JOINERS {
            pieces = pieces.iter().flat_map(|p| p.split(joiner)).map(str::to_owned).collect();
            joiners.extend(text.matches(joiner).map(|_| joiner));
        }
        // The last member bears the particle of the whole list (…及び図面を): its words may change places with the others.
        let chars: Vec<char> = pieces.concat().chars().collect();
        pieces.sort();
        joiners.sort_unstable();
        (pieces, joiners, chars.len())
    };
    let (a, b) = (cut(old), cut(new));
    a == b && old != new && a.0.len() > 2
}

/// An ending that one writer adds behind the kanji and another does not: 定め, 定; 当たって, 当って.
fn okurigana(text: &[char], at: usize, len: usize) -> bool {
    let kanji = at.checked_sub(1).and_then(|k| text.get(k)).is_some_and(|c| is_kanji(*c));
    let verb = text.get(at + 1).is_some_and(|c| "っりるらられろ".contains(*c));
    let noun = text.get(at + 1).is_none_or(|c| !matches!(c, 'ぁ'..='ん') || "がのをにはでとも".contains(*c));
    len == 1
        && kanji
        && ("めりいきえけちみ".contains(text[at]) && noun || "たかわ".contains(text[at]) && verb)
}

/// A particle that stands twice: a slip of the pen.
fn doubled(text: &[char], at: usize, len: usize) -> bool {
    let beside = |k: Option<usize>| k.and_then(|k| text.get(k)) == text.get(at);
    len == 1 && "をのにはがでと".contains(text[at]) && (beside(at.checked_sub(1)) || beside(Some(at + 1)))
}

/// の between two nouns: 勤務時間外, 勤務時間の外.
fn joining_no(text: &[char], at: usize, len: usize) -> bool {
    let noun = |c: Option<&char>| c.is_some_and(|c| is_kanji(*c) || ('ァ'..='ー').contains(c));
    len == 1
        && text[at] == 'の'
        && noun(at.checked_sub(1).and_then(|k| text.get(k)))
        && noun(text.get(at + 1))
}

/// One or two kanji against kana that can be their reading: not the particles, which say something else. A single kana only with
/// the same ending behind it (知らせる, しらせる), or as 御.
fn reading(kanji: &[char], kana: &[char], after: Option<&char>) -> bool {
    const PARTICLES: [&str; 8] = ["から", "まで", "より", "ない", "しない", "なし", "だけ", "のみ"];
    let hiragana = |c: &char| matches!(c, 'ぁ'..='ん');
    let ending = after.is_some_and(|c| hiragana(c) && !"のをにはがでともへやか".contains(*c));
    // 取りまとめ, とりまとめ: no particle stands before the ending of a verb.
    let verb = after.is_some_and(|c| "りるらっめけえれ".contains(*c));
    let single = kanji == ['御'] && matches!(kana, ['ご' | 'お'])
        || verb
        || ending && !"のをにはがでともへやか".contains(kana[0]);
    (1..=2).contains(&kanji.len())
        && kanji.iter().all(|c| is_kanji(*c))
        && !kanji.iter().all(|c| is_number(*c))
        && kana.len() >= kanji.len()
        && kana.len() <= LONGEST_READING
        && kana.iter().all(hiragana)
        && (kana.len() > 1 || single)
        && !PARTICLES.contains(&kana.iter().collect::<String>().as_str())
}

/// と against 及び between the members of a list; between kanji, unifying variants has dropped the び.
fn listing(a: &[char], b: &[char]) -> bool {
    matches!(a, ['と']) && matches!(b, ['及', 'び'] | ['及'])
}

fn is_kanji(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '々'
}

fn is_number(c: char) -> bool {
    "一二三四五六七八九十百千万億零〇不無未非否".contains(c)
}

#[cfg(test)]
mod tests {
    use super::same_words;

    #[test]
    fn a_kanji_in_kana_is_the_same_word() {
        assert!(same_words("掲示して知らせることが望ましい", "掲示してしらせることが望ましい"));
        assert!(same_words(
            "書類を御提出の上、一旦受付にお戻り頂きます",
            "書類をご提出のうえ、いったん受付にお戻り頂きます"
        ));
        assert!(same_words("費用を負担する者を決める", "費用を負担するものを決める"));
        assert!(same_words("開館時間外に行われた返却", "開館時間の外に行われた返却"));
        assert!(same_words("台帳と図面を備えること", "台帳及び図面を備えること"));
        assert!(same_words("台帳と図面を備えること", "台帳及図面を備えること"));
        assert!(same_words("台帳をを備えること", "台帳を備えること"));
        assert!(same_words("別段の定がない限り意見を聞く", "別段の定めがない限り意見を聴く"));
        assert!(same_words("職員が業務に当って名札を着ける", "職員が業務に当たって名札を付ける"));
        assert!(same_words(
            "結果は人事課へ渡し、とりまとめて残すこと",
            "結果は人事課に渡し、取りまとめて残すこと"
        ));
    }

    #[test]
    fn other_words_are_no_spelling() {
        assert!(!same_words("台帳を備えること", "台帳を備えないこと"));
        assert!(!same_words("三回試すこと", "さん回試すことができる"));
        assert!(!same_words("金庫に入れること", "倉庫に入れること"));
        assert!(!same_words("台帳は要する", "台帳は不要する"));
        assert!(!same_words("鍵を渡すこと", "鍵も渡すこと"));
        assert!(!same_words("鍵を渡している事", "鍵を渡しているか"));
    }
}
