//! Numbers written in kanji before a unit (三年以内, 二十四時間), as figures.

/// The folded text with every kanji number that stands right before one of `units` written in figures.
///
/// Only before a unit: 一部, 二要素, 万一 and the like are words, no numbers.
pub(crate) fn arabic(text: &str, units: &[String]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = rest.find(|c: char| digit(c).is_none()).unwrap_or(rest.len());
        if len == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (number, after) = rest.split_at(len);
        let unit = units.iter().find(|u| after.starts_with(u.as_str()));
        // 一人ひとり, 一人一人: each of them.
        let each = unit.is_some_and(|u| {
            let behind = &after[u.len()..];
            behind.starts_with("ひとり") || behind.starts_with(&format!("{number}{u}"))
        });
        // 5万円: the figures before it have the say.
        let each = each || out.ends_with(|c: char| c.is_ascii_digit());
        match unit.filter(|_| !each).and_then(|_| value(number)) {
            Some(value) => out.push_str(&value.to_string()),
            None => out.push_str(number),
        }
        rest = after;
    }
    out
}

/// A digit (below ten) or a power of ten.
fn digit(c: char) -> Option<u64> {
    "〇一二三四五六七八九".chars().zip(0..).find(|(k, _)| *k == c).map(|(_, n)| n).or_else(|| {
        [('十', 10), ('百', 100), ('千', 1_000), ('万', 10_000)]
            .into_iter()
            .find(|(k, _)| *k == c)
            .map(|(_, n)| n)
    })
}

/// 二十四, 百二十, 三千, or place by place as in 二〇.
fn value(number: &str) -> Option<u64> {
    let (mut total, mut part, mut last) = (0_u64, 0_u64, 0_u64);
    for n in number.chars().map(digit) {
        let n = n?;
        if n < 10 {
            last = last.checked_mul(10)?.checked_add(n)?;
        } else if n == 10_000 {
            total = total.checked_add((part + last).max(1).checked_mul(n)?)?;
            (part, last) = (0, 0);
        } else {
            part = part.checked_add(last.max(1).checked_mul(n)?)?;
            last = 0;
        }
    }
    total.checked_add(part)?.checked_add(last)
}

#[cfg(test)]
mod tests {
    use super::arabic;

    #[test]
    fn kanji_numbers_before_units_become_figures() {
        let units: Vec<String> = ["年", "時間", "円", "人"].map(str::to_owned).to_vec();
        assert_eq!(arabic("三年以内に二十四時間", &units), "3年以内に24時間");
        assert_eq!(arabic("百二十円、三万五千円、二〇年", &units), "120円、35000円、20年");
    }

    #[test]
    fn words_with_numbers_in_them_stay() {
        let units: Vec<String> = ["年", "時間", "円", "人"].map(str::to_owned).to_vec();
        for word in ["二要素認証", "万一の場合", "一部", "一人ひとり", "十分に"] {
            assert_eq!(arabic(word, &units), word);
        }
    }
}
