//! Numbers by the digit placeholders of a section.

use super::decimal::Decimal;
use super::kanji;
use super::parse::{Section, Token};

/// The most digits that are laid out: a double has no more than 309 before the point.
const MAX_DIGITS: usize = 330;

/// A value in the format General. Excel would write integers of twelve digits and more with an exponent; here they keep
/// their digits, since they are codes more often than quantities, and two codes must not look alike.
pub(super) fn general(value: f64) -> String {
    let minus = if value < 0.0 { "-" } else { "" };
    let decimal = Decimal::new(value);
    if decimal.is_zero() {
        return "0".to_owned();
    }
    let exponent = decimal.exponent();
    let body = if value.fract() == 0.0 && exponent < 15 {
        decimal.fixed(0).0
    } else if (-9..=9).contains(&exponent) {
        // Eleven characters with the point; leading zeros count.
        let places = if exponent < 0 { 9 } else { usize::try_from(9 - exponent).unwrap_or(0) };
        let exact = plain(&decimal.fixed(12));
        let rounded = plain(&decimal.fixed(places));
        if exact.len() <= 11 {
            exact
        } else if exponent >= -4 {
            rounded
        } else {
            scientific(&decimal)
        }
    } else {
        scientific(&decimal)
    };
    format!("{minus}{body}")
}

fn plain((whole, fraction): &(String, String)) -> String {
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

fn scientific(decimal: &Decimal) -> String {
    let (digits, exponent) = decimal.significant(6);
    let (first, rest) = digits.split_at(1);
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{point}{rest}E{sign}{:02}", exponent.unsigned_abs())
}

/// A value that is not negative by a section.
pub(super) fn show(section: &Section, value: f64) -> String {
    let tokens = &section.tokens;
    let digits = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    if digits > MAX_DIGITS {
        return general(value);
    }
    let text = if let Some(at) = tokens.iter().position(|token| matches!(token, Token::Exponent(_))) {
        exponential(tokens, at, value)
    } else if let Some(at) = slash(tokens) {
        ratio(tokens, at, value)
    } else {
        let percent = tokens.iter().filter(|token| **token == Token::Percent).count();
        let decimal = Decimal::new(value).shifted(2 * i32::try_from(percent).unwrap_or(0));
        if section.dbnum > 0 && tokens.contains(&Token::General) {
            return kanji::value(&general(value), section.dbnum);
        }
        layout(tokens, &decimal, value)
    };
    kanji::digits(&text, section.dbnum)
}

/// The slash of a fraction: digits before and after it.
fn slash(tokens: &[Token]) -> Option<usize> {
    let at = tokens.iter().position(|token| *token == Token::Slash)?;
    let digit = |token: Option<&Token>| match token {
        Some(Token::Digit(_)) => true,
        Some(Token::Text(text)) => text.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    (digit(at.checked_sub(1).and_then(|before| tokens.get(before))) && digit(tokens.get(at + 1)))
        .then_some(at)
}

/// Digits into placeholders, literals between them. The spaces by which `?` aligns numbers in a column are left out.
fn layout(tokens: &[Token], decimal: &Decimal, value: f64) -> String {
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let (before, after) = tokens.split_at(point);
    let last_digit = before.iter().rposition(|token| matches!(token, Token::Digit(_)));
    // Commas behind the last digit scale by a thousand each, commas between digits group.
    let trailing =
        before.iter().skip(last_digit.map_or(0, |at| at + 1)).filter(|t| **t == Token::Comma).count();
    let scale = if last_digit.is_some() { trailing } else { 0 };
    let grouped = last_digit.is_some_and(|at| before[..at].contains(&Token::Comma));
    let places = after.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let decimal = decimal.clone().shifted(-3 * i32::try_from(scale).unwrap_or(0));
    let (whole, fraction) = decimal.fixed(places);
    let mut out = integer(before, &whole, grouped, value);
    // A section that begins with the point still shows what stands before it.
    if before.is_empty() && !after.is_empty() {
        out.push_str(&whole);
    }
    let significant = fraction.trim_end_matches('0').len();
    let mut digits = fraction.chars();
    let mut index = 0;
    for token in after {
        match token {
            Token::Point if index == 0 => out.push('.'),
            Token::Digit(kind) => {
                let digit = digits.next().unwrap_or('0');
                match kind {
                    _ if index < significant => out.push(digit),
                    '0' => out.push('0'),
                    _ => {}
                }
                index += 1;
            }
            other => push_literal(&mut out, other, value),
        }
    }
    out
}

/// The part before the point, from right to left.
fn integer(tokens: &[Token], whole: &str, grouped: bool, value: f64) -> String {
    let first = tokens.iter().position(|token| matches!(token, Token::Digit(_)));
    let mut left: Vec<char> = whole.chars().collect();
    let mut reversed: Vec<String> = Vec::new();
    let mut placed = 0;
    let mut place = |digit: char, reversed: &mut Vec<String>| {
        if grouped && placed > 0 && placed % 3 == 0 {
            reversed.push(",".to_owned());
        }
        placed += 1;
        reversed.push(digit.to_string());
    };
    for (at, token) in tokens.iter().enumerate().rev() {
        if let Token::Digit(kind) = token {
            match left.pop() {
                Some(digit) => place(digit, &mut reversed),
                None if *kind == '0' => place('0', &mut reversed),
                None => {}
            }
            if Some(at) == first {
                while let Some(digit) = left.pop() {
                    place(digit, &mut reversed);
                }
            }
        } else {
            let mut text = String::new();
            push_literal(&mut text, token, value);
            reversed.push(text);
        }
    }
    reversed.iter().rev().map(String::as_str).collect()
}

fn push_literal(out: &mut String, token: &Token, value: f64) {
    match token {
        Token::Text(text) => out.push_str(text),
        Token::Percent => out.push('%'),
        Token::Slash => out.push('/'),
        Token::General | Token::At => out.push_str(&general(value)),
        _ => {}
    }
}

/// `0.00E+00`; more than one digit before the point makes the exponent a multiple of their number.
fn exponential(tokens: &[Token], at: usize, value: f64) -> String {
    let Some(Token::Exponent(plus)) = tokens.get(at) else { return general(value) };
    let mantissa = &tokens[..at];
    let is_digit = |token: &&Token| matches!(token, Token::Digit(_));
    let whole = mantissa.iter().take_while(|t| **t != Token::Point).filter(is_digit).count().max(1);
    let places = mantissa.iter().filter(is_digit).count().saturating_sub(whole);
    let step = i32::try_from(whole).unwrap_or(1);
    let decimal = Decimal::new(value);
    let mut power = if decimal.is_zero() { 0 } else { decimal.exponent().div_euclid(step) * step };
    // Rounding may carry into one more digit.
    if decimal.clone().shifted(-power).fixed(places).0.len() > whole {
        power += step;
    }
    let body = layout(mantissa, &decimal.shifted(-power), value);
    let rest = &tokens[at + 1..];
    let width = rest.iter().take_while(|token| is_digit(token)).count().max(1);
    let sign = match (power < 0, plus) {
        (true, _) => "-",
        (false, true) => "+",
        (false, false) => "",
    };
    let mut out = format!("{body}E{sign}{:0width$}", power.unsigned_abs());
    for token in rest.iter().skip(width) {
        push_literal(&mut out, token, value);
    }
    out
}

/// `# ?/?`: the nearest ratio whose denominator fits the placeholders.
fn ratio(tokens: &[Token], at: usize, value: f64) -> String {
    let is_digit = |token: &&Token| matches!(token, Token::Digit(_));
    let width_above = tokens[..at].iter().rev().take_while(|token| is_digit(token)).count();
    let width_below = tokens[at + 1..].iter().take_while(|token| is_digit(token)).count();
    let head = &tokens[..at - width_above];
    let has_whole = head.iter().any(|token| matches!(token, Token::Digit(_)));
    // A denominator that is given stands as digits or as text.
    let fixed: String = tokens[at + 1..]
        .iter()
        .map_while(|token| match token {
            Token::Text(text) => Some(text.chars().take_while(char::is_ascii_digit).collect::<String>()),
            _ => None,
        })
        .collect();
    let whole = if has_whole { value.trunc() } else { 0.0 };
    let rest = value - whole;
    if rest > 1e9 {
        return general(value);
    }
    let (mut above, below) = match fixed.parse::<u64>() {
        Ok(below) if below > 0 && below < 100_000 => ((rest * below as f64).round() as u64, below),
        _ => nearest(rest, 10_u64.pow(width_below.clamp(1, 4) as u32) - 1),
    };
    let mut whole = whole;
    if has_whole && above == below {
        whole += 1.0;
        above = 0;
    }
    let mut out = String::new();
    if has_whole && (whole > 0.0 || above == 0) {
        let (digits, _) = Decimal::new(whole).fixed(0);
        out = integer(head, if digits.is_empty() { "0" } else { &digits }, false, whole);
    }
    if above == 0 && has_whole {
        return out.trim_end().to_owned();
    }
    out.push_str(&format!("{above}/{below}"));
    // Text behind a denominator that is not part of it.
    for token in tokens.iter().skip(at + 1) {
        if let Token::Text(text) = token {
            out.push_str(text.trim_start_matches(|c: char| c.is_ascii_digit()));
        }
    }
    out
}

/// The ratio nearest to a value between the bounds of its denominator.
fn nearest(value: f64, most: u64) -> (u64, u64) {
    let mut best = (value.round() as u64, 1);
    let mut error = (value - best.0 as f64).abs();
    for below in 2..=most {
        let above = (value * below as f64).round() as u64;
        let off = (value - above as f64 / below as f64).abs();
        if off + 1e-12 < error {
            best = (above, below);
            error = off;
        }
    }
    best
}
