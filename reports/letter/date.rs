//! Dates as people write them: to the form of standards, and to 元号.

/// The first days of the eras that such documents may carry, newest first.
const ERAS: [(&str, (i32, u32, u32)); 2] = [("令和", (2019, 5, 1)), ("平成", (1989, 1, 8))];

/// `YYYY-MM-DD` of a date written so, with `/` or `.`, or as 「令和8年7月3日」; `None` where it is none.
pub(crate) fn iso(text: &str) -> Option<String> {
    let (year, month, day) = parts(text)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The date in 元号 where it is written in another way; as it is where it is none.
pub(super) fn japanese(text: &str) -> String {
    let Some(date) = parts(text) else { return text.to_owned() };
    let (year, month, day) = date;
    match ERAS.iter().find(|(_, first)| date >= *first) {
        Some((era, (first, ..))) if year == *first => format!("{era}元年{month}月{day}日"),
        Some((era, (first, ..))) => format!("{era}{}年{month}月{day}日", year - first + 1),
        None => format!("{year}年{month}月{day}日"),
    }
}

fn parts(text: &str) -> Option<(i32, u32, u32)> {
    let folded: String = text.trim().chars().map(narrow).collect();
    let (base, rest) = match ERAS.iter().find_map(|(era, first)| Some((first, folded.strip_prefix(era)?))) {
        Some(((first, ..), rest)) => (first - 1, rest.replacen('元', "1", 1)),
        None => (0, folded),
    };
    // What follows the day (a time, a weekday) is not needed.
    let mut numbers = rest.split(|c: char| !c.is_ascii_digit()).take(3).map(str::parse::<u32>);
    let (year, month, day) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    let year = i32::try_from(year).ok()?.checked_add(base)?;
    let fits = (1900..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some((year, month, day))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{iso, japanese};

    #[test]
    fn dates_in_the_ways_in_which_people_write_them() {
        for text in ["2026-07-03", "2026/7/3", "令和8年7月3日", "令和８年７月３日", "2026年7月3日（金）"]
        {
            assert_eq!(iso(text).as_deref(), Some("2026-07-03"), "{text}");
            assert_eq!(japanese(text), "令和8年7月3日", "{text}");
        }
        assert_eq!(japanese("2019-12-01"), "令和元年12月1日");
        assert_eq!(japanese("2019-04-30"), "平成31年4月30日");
        for text in ["", "来週", "2026-13-01", "7月3日", "令和8年7月"] {
            assert_eq!(iso(text), None, "{text}");
            assert_eq!(japanese(text), text);
        }
    }
}
