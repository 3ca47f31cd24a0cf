//! Dates and times, 和暦 included.

use super::kanji;
use super::parse::{Section, Token};

/// The day after the last that Excel shows, 31 December 9999.
const END: f64 = 2_958_466.0;
const JAPANESE: u32 = 0x411;

/// The first day of an era (year, month, day) and its names.
type Era = ((i64, u32, u32), [&'static str; 3]);
const ERAS: [Era; 5] = [
    ((2019, 5, 1), ["R", "令", "令和"]),
    ((1989, 1, 8), ["H", "平", "平成"]),
    ((1926, 12, 25), ["S", "昭", "昭和"]),
    ((1912, 7, 30), ["T", "大", "大正"]),
    ((1868, 1, 25), ["M", "明", "明治"]),
];
const WEEKDAYS: [(&str, &str); 7] = [
    ("日", "Sunday"),
    ("月", "Monday"),
    ("火", "Tuesday"),
    ("水", "Wednesday"),
    ("木", "Thursday"),
    ("金", "Friday"),
    ("土", "Saturday"),
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A moment taken apart.
struct Moment {
    year: i64,
    month: u32,
    day: u32,
    /// 0 is Sunday.
    weekday: usize,
    /// Since midnight, in ticks of 10^-places seconds.
    ticks: i64,
    /// Days since the epoch of the workbook.
    serial: i64,
}

/// A value as a date; `None` where it lies outside of what Excel shows as dates.
pub(super) fn show(section: &Section, value: f64, epoch_1904: bool) -> Option<String> {
    if !(0.0..END).contains(&value) {
        return None;
    }
    let places = section.tokens.iter().find_map(|token| match token {
        Token::Fraction(count) => Some(*count),
        _ => None,
    });
    let scale = 10_i64.pow(places.unwrap_or(0).min(3) as u32);
    let seconds = |token: &Token| matches!(token, Token::Second(_) | Token::ElapsedSeconds(_));
    let rounded = section.tokens.iter().any(seconds);
    let moment = take_apart(value, scale, rounded, epoch_1904);
    let half_day = section.tokens.iter().any(|token| matches!(token, Token::HalfDay(_)));
    let mut out = String::new();
    for token in &section.tokens {
        piece(&mut out, token, section, &moment, scale, half_day);
    }
    Some(out)
}

/// Where no seconds are shown, what is left of a minute does not count; a thousandth of a second is the error of a sum.
fn take_apart(value: f64, scale: i64, rounded: bool, epoch_1904: bool) -> Moment {
    let mut serial = value.floor() as i64;
    let day_ticks = 86_400 * scale;
    let ticks = (value - value.floor()) * day_ticks as f64;
    let mut ticks = if rounded { ticks.round() } else { (ticks + 1e-3).floor() } as i64;
    if ticks >= day_ticks {
        ticks -= day_ticks;
        serial += 1;
    }
    let shifted = if epoch_1904 { serial + 1462 } else { serial };
    let (year, month, day) = match shifted {
        // Excel counts a 29 February 1900 that never was, and a day 0 before the first.
        60 if !epoch_1904 => (1900, 2, 29),
        0 if !epoch_1904 => (1900, 1, 0),
        early @ 1..60 => civil(early - 25_568),
        late => civil(late - 25_569),
    };
    Moment { year, month, day, weekday: (shifted + 6).rem_euclid(7) as usize, ticks, serial }
}

/// Year, month and day of a number of days since 1 January 1970.
fn civil(days: i64) -> (i64, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month as u32, day as u32)
}

fn piece(out: &mut String, token: &Token, section: &Section, moment: &Moment, scale: i64, half_day: bool) {
    let japanese = section.language.is_none_or(|language| language == JAPANESE);
    let seconds = moment.ticks / scale;
    let hour = seconds / 3600;
    let elapsed = moment.serial * 86_400 + seconds;
    let number = |value: i64, width: usize| counted(value, width, section.dbnum);
    match token {
        Token::Text(text) => out.push_str(text),
        Token::Year(count) => {
            let text =
                if *count <= 2 { format!("{:02}", moment.year % 100) } else { format!("{:04}", moment.year) };
            out.push_str(&kanji::digits(&text, section.dbnum));
        }
        Token::Era(count) if japanese => {
            if let Some((_, names)) = era(moment) {
                out.push_str(names[(*count).clamp(1, 3) - 1]);
            }
        }
        Token::EraYear(count) if japanese => match era(moment) {
            Some((1, _)) if section.gannen => out.push('元'),
            Some((year, _)) => out.push_str(&number(year, (*count).min(2))),
            None => out.push_str(&moment.year.to_string()),
        },
        Token::EraYear(_) => out.push_str(&moment.year.to_string()),
        Token::Month(count) => month(out, moment.month, *count, section),
        Token::Day(count @ 1..=2) => out.push_str(&number(i64::from(moment.day), *count)),
        Token::Day(count) => {
            let (kanji, english) = WEEKDAYS[moment.weekday % 7];
            match (section.language == Some(JAPANESE), count) {
                (true, 3) => out.push_str(kanji),
                (true, _) => out.push_str(&format!("{kanji}曜日")),
                (false, 3) => out.push_str(&english[..3]),
                (false, _) => out.push_str(english),
            }
        }
        Token::Weekday(count) => {
            out.push_str(WEEKDAYS[moment.weekday % 7].0);
            if *count > 3 {
                out.push_str("曜日");
            }
        }
        Token::Hour(count) => {
            let shown = if half_day { (hour + 11) % 12 + 1 } else { hour };
            out.push_str(&number(shown, *count));
        }
        Token::Minute(count) => out.push_str(&number(seconds / 60 % 60, *count)),
        Token::Second(count) => out.push_str(&number(seconds % 60, *count)),
        Token::Fraction(count) => {
            let width = (*count).min(3);
            out.push_str(&format!(".{:0width$}", moment.ticks % scale));
        }
        Token::HalfDay(long) => out.push_str(match (hour < 12, long) {
            (true, true) => "AM",
            (false, true) => "PM",
            (true, false) => "A",
            (false, false) => "P",
        }),
        Token::ElapsedHours(count) => out.push_str(&number(elapsed / 3600, *count)),
        Token::ElapsedMinutes(count) => out.push_str(&number(elapsed / 60, *count)),
        Token::ElapsedSeconds(count) => out.push_str(&number(elapsed, *count)),
        _ => {}
    }
}

fn month(out: &mut String, month: u32, count: usize, section: &Section) {
    let name = MONTHS[(month.max(1) as usize - 1) % 12];
    match count {
        1 | 2 => out.push_str(&counted(i64::from(month), count, section.dbnum)),
        3 => out.push_str(&name[..3]),
        5 => out.push_str(&name[..1]),
        _ => out.push_str(name),
    }
}

/// A small number, padded to a width; in 漢数字 with its places (十一).
fn counted(value: i64, width: usize, style: u8) -> String {
    match style {
        0 | 3 => kanji::digits(&format!("{value:0width$}", width = width.min(9)), style),
        _ => kanji::value(&value.to_string(), style),
    }
}

/// The year of the era and the era's names.
fn era(moment: &Moment) -> Option<(i64, [&'static str; 3])> {
    ERAS.iter()
        .find(|(start, _)| (moment.year, moment.month, moment.day) >= *start)
        .map(|((year, ..), names)| (moment.year - year + 1, *names))
}
