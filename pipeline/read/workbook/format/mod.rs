//! Number formats (ECMA-376 part 1, 18.8.30 and 18.8.31): a stored value as Excel shows it.

mod date;
mod decimal;
mod kanji;
mod number;
mod parse;

use parse::{Section, Token};

/// A parsed format code.
#[derive(Clone, Debug)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

/// What a value turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// As Excel shows it.
    pub(super) text: String,
    /// Shown as a date or a time.
    pub(super) date: bool,
}

impl NumberFormat {
    /// A format by its code, such as `[$-411]ggge"年"m"月"d"日"`.
    pub(super) fn parse(code: &str) -> Self {
        Self { sections: parse::sections(code) }
    }

    /// A built-in format by its id, as a Japanese Excel has it; General where there is none.
    pub(super) fn builtin(id: u32) -> Self {
        Self::parse(builtin_code(id))
    }

    /// A number as shown. `epoch_1904`: days count from 1904.
    pub(super) fn number(&self, value: f64, epoch_1904: bool) -> Shown {
        let plain = |text| Shown { text, date: false };
        if !value.is_finite() {
            return plain(value.to_string());
        }
        let Some((section, minus)) = self.section(value) else { return plain(number::general(value)) };
        if section.date {
            if let Some(text) = date::show(section, value, epoch_1904) {
                return Shown { text, date: true };
            }
            return plain(number::general(value));
        }
        let body = number::show(section, value.abs());
        plain(if minus { format!("-{body}") } else { body })
    }

    /// A text as shown: formats may add words to it, or hide it.
    pub(super) fn text(&self, value: &str) -> String {
        let section = match self.sections.as_slice() {
            [_, _, _, text, ..] => text,
            [only] if only.tokens.contains(&Token::At) => only,
            [.., last] if last.tokens.contains(&Token::At) => last,
            _ => return value.to_owned(),
        };
        let mut out = String::new();
        for token in &section.tokens {
            match token {
                Token::At | Token::General => out.push_str(value),
                Token::Text(text) => out.push_str(text),
                _ => {}
            }
        }
        out
    }

    /// Whether texts are shown as they are.
    pub(super) fn keeps_text(&self) -> bool {
        self.sections.len() < 4
            && !self
                .sections
                .iter()
                .any(|section| section.tokens.len() > 1 && section.tokens.contains(&Token::At))
    }

    /// The section for a value, and whether a minus sign goes before it.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let numbers = &self.sections[..self.sections.len().min(3)];
        if numbers.iter().any(|section| section.condition.is_some()) {
            // Explicit conditions first, in order; a section without one takes what its place usually takes.
            for (at, section) in numbers.iter().enumerate() {
                let fits = match &section.condition {
                    Some(condition) => condition.holds(value),
                    None => at > 0 || value > 0.0 || numbers.len() < 3,
                };
                if fits {
                    let minus = value < 0.0 && (at == 0 || section.condition.is_none());
                    return Some((section, minus));
                }
            }
            return None;
        }
        match numbers {
            [] => None,
            [only] => Some((only, value < 0.0)),
            [_, negative, ..] if value < 0.0 => Some((negative, false)),
            [_, _, zero] if value == 0.0 => Some((zero, false)),
            [positive, ..] => Some((positive, false)),
        }
    }
}

/// The code of a built-in id; those from 27 to 58 and the dates as in a Japanese Excel (18.8.30).
fn builtin_code(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\\¥#,##0;\\¥\\-#,##0",
        7 | 8 => "\\¥#,##0.00;\\¥\\-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 57 => "[$-411]ge.m.d",
        28 | 29 | 51 | 54 | 58 => "[$-411]ggge\"年\"m\"月\"d\"日\"",
        30 => "m/d/yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"時\"mm\"分\"",
        33 => "h\"時\"mm\"分\"ss\"秒\"",
        34 | 52 | 55 => "yyyy\"年\"m\"月\"",
        35 | 53 | 56 => "m\"月\"d\"日\"",
        37 | 38 => "#,##0;\\-#,##0",
        39 | 40 => "#,##0.00;\\-#,##0.00",
        41 => "#,##0;\\-#,##0;\"-\";@",
        42 => "\\¥#,##0;\\¥\\-#,##0;\\¥\"-\";@",
        43 => "#,##0.00;\\-#,##0.00;\"-\";@",
        44 => "\\¥#,##0.00;\\¥\\-#,##0.00;\\¥\"-\";@",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(code: &str, value: f64) -> String {
        NumberFormat::parse(code).number(value, false).text
    }

    #[test]
    fn numbers_as_excel_shows_them() {
        for (code, value, want) in [
            ("General", 0.1 + 0.2, "0.3"),
            ("General", std::f64::consts::PI, "3.141592654"),
            ("General", 140_000_610.0, "140000610"),
            ("General", 123_456_789_012.0, "123456789012"),
            ("General", 1e20, "1E+20"),
            ("General", 0.000_012_345, "0.000012345"),
            ("General", 0.000_001_234_567_89, "1.23457E-06"),
            ("General", -1.5, "-1.5"),
            ("G/標準", 12.0, "12"),
            ("0%", 0.5, "50%"),
            ("0.00", 1.005, "1.01"),
            ("0.00", 0.125, "0.13"),
            ("#,##0", 1_234_567.0, "1,234,567"),
            ("#,##0", 12.0, "12"),
            ("#,##0;[Red]\\-#,##0", -1234.0, "-1,234"),
            ("0_);[Red]\\(0\\)", -5.0, "(5)"),
            ("0_);[Red]\\(0\\)", 5.0, "5"),
            ("0.0#", 2.5, "2.5"),
            ("#.##", 0.5, ".5"),
            ("000-0000", 1_500_001.0, "150-0001"),
            ("000", 7.0, "007"),
            ("\"第\"0\"号\"", 12.0, "第12号"),
            ("#,##0,", 1_234_567.0, "1,235"),
            ("0.00E+00", 12345.0, "1.23E+04"),
            ("##0.0E+0", 12345.0, "12.3E+3"),
            ("# ?/?", 1.25, "1 1/4"),
            ("# ??/??", 0.333_333, "1/3"),
            ("?/8", 0.5, "4/8"),
            (";;;", 5.0, ""),
            ("0;-0;;@", 0.0, ""),
            ("[>=100]\"多\";[<0]\"負\";0", 150.0, "多"),
            ("[>=100]\"多\";[<0]\"負\";0", -1.0, "負"),
            ("[>=100]\"多\";[<0]\"負\";0", 7.0, "7"),
            ("[DBNum3][$-411]0", 120.0, "１２０"),
            ("[DBNum1][$-411]General", 12_345.0, "一万二千三百四十五"),
            ("[DBNum1][$-411]0", 105.0, "一〇五"),
            ("[$¥-411]#,##0", 1200.0, "¥1,200"),
            ("0.0", -0.04, "-0.0"),
            (".00", 12.5, "12.50"),
        ] {
            assert_eq!(show(code, value), want, "{code} {value}");
        }
    }

    #[test]
    fn dates_as_excel_shows_them() {
        for (code, value, want) in [
            ("[$-411]ggge\"年\"m\"月\"d\"日\"", 45_778.0, "令和7年5月1日"),
            ("[$-411]ge.m.d", 43_585.0, "H31.4.30"),
            ("[$-411]ge.m.d;@", 43_586.0, "R1.5.1"),
            ("[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\";@", 43_586.0, "令和元年5月1日"),
            ("[$-411]gge", 32_515.0, "昭64"),
            ("[$-411]ggee", 32_516.0, "平01"),
            ("yyyy/m/d", 45_778.0, "2025/5/1"),
            ("yyyy\\-mm\\-dd", 60.0, "1900-02-29"),
            ("yyyy/mm/dd", 59.0, "1900/02/28"),
            ("m\"月\"d\"日\"(aaa)", 45_778.0, "5月1日(木)"),
            ("aaaa", 45_778.0, "木曜日"),
            ("[$-409]d\\-mmm\\-yy", 45_778.0, "1-May-25"),
            ("yyyy/m/d h:mm", 45_778.562_5, "2025/5/1 13:30"),
            ("h:mm AM/PM", 0.5625, "1:30 PM"),
            ("[h]:mm", 1.5, "36:00"),
            ("mm:ss.0", 0.000_023_148, "00:02.0"),
            ("h:mm:ss", 0.999_999_99, "0:00:00"),
            ("yyyy/m/d h:mm", 45_778.999_9, "2025/5/1 23:59"),
            ("h:mm", 8.0 / 24.0, "8:00"),
            ("h:mm", 0.1 + 0.2 + 0.1, "9:36"),
            ("h\"時\"mm\"分\"", 0.5, "12時00分"),
            ("[DBNum1][$-411]ggge\"年\"m\"月\"d\"日\"", 45_976.0, "令和七年十一月十五日"),
            ("[DBNum3][$-411]yyyy\"年\"m\"月\"", 45_778.0, "２０２５年５月"),
            ("[$-411]rr.m", 45_778.0, "令和07.5"),
            ("[$-411]r.m", 45_778.0, "07.5"),
        ] {
            let shown = NumberFormat::parse(code).number(value, false);
            assert_eq!(shown, Shown { text: want.to_owned(), date: true }, "{code} {value}");
        }
        assert_eq!(NumberFormat::builtin(14).number(0.0, true).text, "1904/1/1");
        assert_eq!(NumberFormat::builtin(14).number(-1.0, false), Shown { text: "-1".into(), date: false });
        assert!(!NumberFormat::builtin(14).number(1e300, false).date);
    }

    #[test]
    fn texts_take_the_words_of_their_format() {
        assert_eq!(NumberFormat::parse("@\"様\"").text("山田"), "山田様");
        assert_eq!(NumberFormat::parse("0;-0;;").text("x"), "");
        assert_eq!(NumberFormat::parse("0.00").text("x"), "x");
        assert!(NumberFormat::parse("@").keeps_text());
    }

    #[test]
    fn odd_codes_do_no_harm() {
        for code in [
            "",
            ";",
            "\"",
            "\\",
            "_",
            "*",
            "[",
            "[]",
            "[$",
            "[h",
            "E+",
            "0E",
            "/",
            "?/",
            "//",
            "...",
            "%%%%",
            ",,,",
            "aaaaaaaaaa",
            "AM/",
            "[<x]0",
            "あ\u{10FFFF}",
            "####################.##################",
        ] {
            for value in [0.0, -0.0, 1.5, -1.5, 1e308, -1e308, 5e-324, 1e15, 45_778.123, f64::NAN] {
                let _ = NumberFormat::parse(code).number(value, false);
                let _ = NumberFormat::parse(code).text("x");
            }
        }
        let long = "0".repeat(5000);
        assert!(NumberFormat::parse(&long).number(1.0, false).text.len() < 5000);
    }
}
