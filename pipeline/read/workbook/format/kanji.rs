//! Digits in the styles of `[DBNum1]` (一二三), `[DBNum2]` (壱弐参) and `[DBNum3]` (１２３).

const DIGITS: [[char; 10]; 3] = [
    ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    ['〇', '壱', '弐', '参', '四', '伍', '六', '七', '八', '九'],
    ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'],
];
const PLACES: [[&str; 4]; 2] = [["", "十", "百", "千"], ["", "拾", "百", "阡"]];
const GROUPS: [[&str; 4]; 2] = [["", "万", "億", "兆"], ["", "萬", "億", "兆"]];

/// Every digit by itself: 105 as 一〇五.
pub(super) fn digits(text: &str, style: u8) -> String {
    let Some(digits) = style.checked_sub(1).and_then(|style| DIGITS.get(usize::from(style))) else {
        return text.to_owned();
    };
    text.chars()
        .map(|c| c.to_digit(10).and_then(|digit| digits.get(digit as usize)).copied().unwrap_or(c))
        .collect()
}

/// A whole number with its places: 105 as 百五. Anything else digit by digit.
pub(super) fn value(text: &str, style: u8) -> String {
    let style_index = usize::from(style.saturating_sub(1));
    let (Some(places), Some(groups), Some(names)) =
        (PLACES.get(style_index), GROUPS.get(style_index), DIGITS.get(style_index))
    else {
        return digits(text, style);
    };
    if text.is_empty() || text.len() > 16 || !text.bytes().all(|b| b.is_ascii_digit()) || text == "0" {
        return digits(text, style);
    }
    let mut out = String::new();
    let mut group_used = false;
    for (at, b) in text.bytes().enumerate() {
        let power = text.len() - 1 - at;
        let digit = usize::from(b - b'0');
        if digit > 0 {
            // 十 and 百 need no 一 before them in the first style.
            if !(digit == 1 && !power.is_multiple_of(4) && style == 1) {
                out.push(names[digit]);
            }
            out.push_str(places[power % 4]);
            group_used = true;
        }
        if power.is_multiple_of(4) {
            if group_used {
                out.push_str(groups[power / 4]);
            }
            group_used = false;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_places() {
        assert_eq!(value("10", 1), "十");
        assert_eq!(value("111", 1), "百十一");
        assert_eq!(value("10000", 1), "一万");
        assert_eq!(value("20250001", 1), "二千二十五万一");
        assert_eq!(value("111", 2), "壱百壱拾壱");
        assert_eq!(value("0", 1), "〇");
        assert_eq!(digits("2.5", 3), "２.５");
    }
}
