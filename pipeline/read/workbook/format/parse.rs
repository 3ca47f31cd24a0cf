//! Format codes as tokens.

use std::iter::Peekable;
use std::str::Chars;

/// The longest code that is looked at; Excel allows 255 characters.
const MAX_CODE: usize = 1024;

/// One section between semicolons.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub(super) tokens: Vec<Token>,
    pub(super) condition: Option<Condition>,
    /// Language of `[$-…]`: the low 16 bits of the LCID.
    pub(super) language: Option<u32>,
    /// The first year of an era is 元.
    pub(super) gannen: bool,
    /// 1 to 3: digits as 一二三, 壱弐参, １２３.
    pub(super) dbnum: u8,
    /// It has parts of dates or times.
    pub(super) date: bool,
}

/// A condition such as `[>=100]`.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    operator: String,
    bound: f64,
}

impl Condition {
    pub(super) fn holds(&self, value: f64) -> bool {
        let Some(order) = value.partial_cmp(&self.bound) else { return false };
        match self.operator.as_str() {
            "<" => order.is_lt(),
            "<=" => order.is_le(),
            ">" => order.is_gt(),
            ">=" => order.is_ge(),
            "=" => order.is_eq(),
            "<>" => order.is_ne(),
            _ => false,
        }
    }
}

/// A piece of a section. Counts are numbers of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Text(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` (true) or `E-`.
    Exponent(bool),
    Slash,
    General,
    At,
    Year(usize),
    Month(usize),
    Day(usize),
    /// `aaa`, `aaaa`.
    Weekday(usize),
    Era(usize),
    EraYear(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Digits after the seconds' point.
    Fraction(usize),
    /// `AM/PM` (true) or `A/P`.
    HalfDay(bool),
    ElapsedHours(usize),
    ElapsedMinutes(usize),
    ElapsedSeconds(usize),
}

impl Token {
    fn is_date(&self) -> bool {
        matches!(
            self,
            Self::Year(_)
                | Self::Month(_)
                | Self::Day(_)
                | Self::Weekday(_)
                | Self::Era(_)
                | Self::EraYear(_)
                | Self::Hour(_)
                | Self::Minute(_)
                | Self::Second(_)
                | Self::HalfDay(_)
                | Self::ElapsedHours(_)
                | Self::ElapsedMinutes(_)
                | Self::ElapsedSeconds(_)
        )
    }
}

/// The sections of a code; never empty.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let code: String = code.chars().take(MAX_CODE).collect();
    let mut chars = code.chars().peekable();
    let mut found = vec![Section::default()];
    while chars.peek().is_some() {
        if let Some(section) = found.last_mut()
            && step(&mut chars, section)
        {
            found.push(Section::default());
        }
    }
    found.iter_mut().for_each(settle);
    found
}

/// Takes one token; true at the end of a section.
fn step(chars: &mut Peekable<Chars<'_>>, section: &mut Section) -> bool {
    let Some(c) = chars.next() else { return false };
    let tokens = &mut section.tokens;
    match c {
        ';' => return true,
        '"' => {
            let text: String = chars.by_ref().take_while(|c| *c != '"').collect();
            literal(tokens, &text);
        }
        '\\' | '!' => {
            if let Some(next) = chars.next() {
                literal(tokens, next.encode_utf8(&mut [0; 4]));
            }
        }
        // A gap as wide as a character, and a filling: nothing to read.
        '_' | '*' => {
            chars.next();
        }
        '[' => {
            let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
            bracket(&inside, section);
        }
        '0' | '#' | '?' => tokens.push(Token::Digit(c)),
        '.' => tokens.push(Token::Point),
        ',' => tokens.push(Token::Comma),
        '%' => tokens.push(Token::Percent),
        '/' => tokens.push(Token::Slash),
        '@' => tokens.push(Token::At),
        _ if c.is_ascii_alphabetic() => letters(c, chars, tokens),
        _ => literal(tokens, c.encode_utf8(&mut [0; 4])),
    }
    false
}

fn literal(tokens: &mut Vec<Token>, text: &str) {
    if let Some(Token::Text(last)) = tokens.last_mut() {
        last.push_str(text);
    } else if !text.is_empty() {
        tokens.push(Token::Text(text.to_owned()));
    }
}

/// A run of letters that starts with `first`.
fn letters(first: char, chars: &mut Peekable<Chars<'_>>, tokens: &mut Vec<Token>) {
    let rest: String = chars.clone().take(6).collect();
    let takes = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let lower = first.to_ascii_lowercase();
    let (token, length) = match lower {
        'g' if takes("eneral") => (Some(Token::General), 6),
        'g' if rest.starts_with("/標準") => (Some(Token::General), 3),
        'a' if takes("m/pm") => (Some(Token::HalfDay(true)), 4),
        'a' if takes("/p") => (Some(Token::HalfDay(false)), 2),
        'e' if rest.starts_with(['+', '-']) && tokens.iter().any(|t| matches!(t, Token::Digit(_))) => {
            (Some(Token::Exponent(rest.starts_with('+'))), 1)
        }
        _ => (None, 0),
    };
    if let Some(token) = token {
        tokens.push(token);
        for _ in 0..length {
            chars.next();
        }
        return;
    }
    let mut count = 1;
    while chars.next_if(|c| c.eq_ignore_ascii_case(&lower)).is_some() {
        count += 1;
    }
    match lower {
        'y' => tokens.push(Token::Year(count)),
        'm' => tokens.push(Token::Month(count)),
        'd' => tokens.push(Token::Day(count)),
        'h' => tokens.push(Token::Hour(count)),
        's' => tokens.push(Token::Second(count)),
        'g' => tokens.push(Token::Era(count)),
        'e' => tokens.push(Token::EraYear(count)),
        // `r` is `ee`, `rr` is `gggee`.
        'r' if count == 1 => tokens.push(Token::EraYear(2)),
        'r' => tokens.extend([Token::Era(3), Token::EraYear(2)]),
        'a' if count >= 3 => tokens.push(Token::Weekday(count)),
        _ => literal(tokens, &first.to_string().repeat(count)),
    }
}

/// What stands in square brackets: a colour, a condition, a language, a digit style, elapsed time.
fn bracket(inside: &str, section: &mut Section) {
    let lower = inside.to_ascii_lowercase();
    if let Some(rest) = inside.strip_prefix('$') {
        let (symbol, language) = rest.split_once('-').unwrap_or((rest, ""));
        literal(&mut section.tokens, symbol);
        let language = language.to_ascii_lowercase();
        section.gannen |= language.contains("gannen");
        let tag = language.split(['-', ',']).next().unwrap_or_default();
        if tag == "ja" {
            section.language = Some(0x411);
        } else if let Ok(id) = u32::from_str_radix(tag, 16) {
            section.language = Some(id & 0xFFFF);
        }
    } else if let Some(kind) = lower.strip_prefix("dbnum") {
        section.dbnum = kind.parse().ok().filter(|kind| (1..=3).contains(kind)).unwrap_or(0);
    } else if lower.starts_with(['<', '>', '=']) {
        let operators = lower.chars().take_while(|c| "<>=".contains(*c)).count();
        let (operator, bound) = lower.split_at(operators);
        if let Ok(bound) = bound.trim().parse() {
            section.condition = Some(Condition { operator: operator.to_owned(), bound });
        }
    } else if let Some(first) = lower.chars().next()
        && lower.chars().all(|c| c == first)
    {
        match first {
            'h' => section.tokens.push(Token::ElapsedHours(lower.len())),
            'm' => section.tokens.push(Token::ElapsedMinutes(lower.len())),
            's' => section.tokens.push(Token::ElapsedSeconds(lower.len())),
            _ => {}
        }
    }
}

/// Settles what depends on the neighbours: months or minutes, points and slashes of dates.
fn settle(section: &mut Section) {
    section.date = section.tokens.iter().any(Token::is_date);
    if !section.date {
        return;
    }
    let old = std::mem::take(&mut section.tokens);
    let mut previous: Option<Token> = None;
    let mut after_seconds = false;
    for (at, token) in old.iter().enumerate() {
        let next = old.iter().skip(at + 1).find(|token| token.is_date());
        let token = match token {
            Token::Month(count) if *count <= 2 => {
                let after_hour = matches!(previous, Some(Token::Hour(_) | Token::ElapsedHours(_)));
                let before_second = matches!(next, Some(Token::Second(_) | Token::ElapsedSeconds(_)));
                if after_hour || before_second { Token::Minute(*count) } else { Token::Month(*count) }
            }
            Token::Slash => Token::Text("/".to_owned()),
            Token::Comma => Token::Text(",".to_owned()),
            Token::Point if after_seconds && matches!(old.get(at + 1), Some(Token::Digit('0'))) => {
                Token::Fraction(0)
            }
            Token::Point => Token::Text(".".to_owned()),
            Token::Digit('0') if matches!(section.tokens.last(), Some(Token::Fraction(_))) => {
                if let Some(Token::Fraction(count)) = section.tokens.last_mut() {
                    *count = (*count + 1).min(3);
                }
                continue;
            }
            Token::Digit(c) => Token::Text(c.to_string()),
            other => other.clone(),
        };
        after_seconds = matches!(token, Token::Second(_) | Token::ElapsedSeconds(_));
        if token.is_date() {
            previous = Some(token.clone());
        }
        section.tokens.push(token);
    }
}
