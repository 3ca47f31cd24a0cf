//! What a reader takes in as one: a number with its unit, a date, an ordinal. A change inside of one marks the whole.

use std::ops::Range;

use super::words::words;

/// Digits of either width.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Cuts a text into words, numbers with their units and dates whole (byte ranges that cover it without gaps).
///
/// `units` are folded; the longest that stands behind a number belongs to it.
pub(crate) fn units(text: &str, units: &[String]) -> Vec<Range<usize>> {
    let wholes = wholes(text, units);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut whole = wholes.iter().peekable();
    for word in words(text) {
        let mut from = word.start;
        while let Some(span) = whole.peek().filter(|span| span.start < word.end) {
            if from < span.start {
                out.push(from..span.start);
            }
            if out.last().is_none_or(|last| last.end <= span.start) {
                out.push((*span).clone());
            }
            from = from.max(span.end);
            if span.end > word.end {
                break;
            }
            whole.next();
        }
        if from < word.end {
            out.extend(apart(text, from..word.end));
        }
    }
    out
}

/// A word that begins in kana and goes on in kanji is the end of one and the beginning of the next (行・った時).
fn apart(text: &str, word: Range<usize>) -> Vec<Range<usize>> {
    let kana = |c: char| matches!(c, 'ぁ'..='ん');
    let kanji = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let own = &text[word.clone()];
    match own.find(kanji).filter(|at| *at > 0 && own[..*at].chars().all(kana)) {
        Some(at) => vec![word.start..word.start + at, word.start + at..word.end],
        None => vec![word],
    }
}

/// The numbers of a text with what belongs to them, in order.
fn wholes(text: &str, units: &[String]) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map_or(text.len(), |&(at, _)| at);
    let digit = |i: usize| chars.get(i).is_some_and(|&(_, c)| is_digit(c));
    let is = |i: usize, any: &str| chars.get(i).is_some_and(|&(_, c)| any.contains(c));
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let era = ["令和", "平成", "昭和", "大正", "西暦", "午前", "午後", "第"]
            .iter()
            .find(|era| text[at(i)..].starts_with(**era))
            .map_or(0, |era| era.chars().count());
        let start = i;
        let mut end = i + era;
        if !(digit(end) || era == 2 && is(end, "元")) {
            i += 1;
            continue;
        }
        loop {
            end += usize::from(!digit(end));
            while digit(end) || is(end, ".．,，") && digit(end + 1) {
                end += 1;
            }
            let Some(unit) = unit(&text[at(end)..], units) else { break };
            end += unit;
            // 令和9年4月1日; 8時30分.
            if !(digit(end) && chars.get(end - 1).is_some_and(|&(_, c)| "年月日時分".contains(c))) {
                break;
            }
        }
        out.push(at(start)..at(end));
        i = end.max(i + 1);
    }
    out
}

/// How many characters the unit has that a text begins with.
fn unit(rest: &str, units: &[String]) -> Option<usize> {
    let own = ["年度", "年", "月", "版", "章", "条", "項", "号", "節"];
    let listed = units.iter().filter(|u| rest.starts_with(u.as_str())).map(|u| u.chars().count());
    let own = own.iter().filter(|u| rest.starts_with(**u)).map(|u| u.chars().count());
    listed.chain(own).max()
}

#[cfg(test)]
mod tests {
    use super::units;

    fn cut(text: &str) -> Vec<&str> {
        let known: Vec<String> = ["か月", "文字", "日", "年", "時", "分", "円"].map(str::to_owned).to_vec();
        units(text, &known).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn numbers_and_dates_are_whole() {
        let got = cut("令和９年４月１日から３か月以内に、8文字の票を1,000円で、8時30分までに第5.2版とする。");
        for whole in ["令和９年４月１日", "３か月", "8文字", "1,000円", "8時30分", "第5.2版"]
        {
            assert!(got.contains(&whole), "{whole}: {got:?}");
        }
        assert_eq!(
            got.concat(),
            "令和９年４月１日から３か月以内に、8文字の票を1,000円で、8時30分までに第5.2版とする。"
        );
    }

    #[test]
    fn a_text_without_numbers_is_cut_into_words() {
        assert_eq!(cut("票を貼る。").concat(), "票を貼る。");
        assert!(cut("").is_empty());
    }
}
