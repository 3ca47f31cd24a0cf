//! Values as decimal digits: Excel keeps 15 of them and rounds halves up on those, not on the binary value.

/// A positive value as fifteen decimal digits.
#[derive(Clone, Debug)]
pub(super) struct Decimal {
    /// The first is not zero, unless the value is.
    digits: Vec<u8>,
    /// The power of ten of the first digit.
    exponent: i32,
}

impl Decimal {
    /// Of a finite value; the sign is dropped.
    pub(super) fn new(value: f64) -> Self {
        let text = format!("{:.14e}", value.abs());
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        Self { digits, exponent: exponent.parse().unwrap_or(0) }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.iter().all(|digit| *digit == 0)
    }

    /// The power of ten of the first digit.
    pub(super) fn exponent(&self) -> i32 {
        self.exponent
    }

    /// The value times a power of ten.
    pub(super) fn shifted(mut self, by: i32) -> Self {
        self.exponent = self.exponent.saturating_add(by);
        self
    }

    /// Digits before the point, without leading zeros, and exactly `places` digits after it, rounded.
    pub(super) fn fixed(&self, places: usize) -> (String, String) {
        // How many of the digits stay: those down to 10^-places.
        let keep = i64::from(self.exponent) + 1 + places as i64;
        let mut digits = self.digits.clone();
        let mut exponent = self.exponent;
        if keep < 0 || self.is_zero() {
            return (String::new(), "0".repeat(places));
        }
        let keep = usize::try_from(keep).unwrap_or(usize::MAX);
        if keep < digits.len() {
            let up = digits[keep] >= 5;
            digits.truncate(keep);
            if up {
                let mut carry = true;
                for digit in digits.iter_mut().rev() {
                    if *digit < 9 {
                        *digit += 1;
                        carry = false;
                        break;
                    }
                    *digit = 0;
                }
                if carry {
                    digits.insert(0, 1);
                    exponent += 1;
                }
            }
        }
        let at = |power: i32| -> char {
            let index = i64::from(exponent) - i64::from(power);
            let digit = usize::try_from(index).ok().and_then(|index| digits.get(index)).copied().unwrap_or(0);
            char::from(b'0' + digit)
        };
        let whole: String = (0..=exponent.max(-1)).rev().map(at).collect();
        let fraction: String =
            (1..=i32::try_from(places).unwrap_or(i32::MAX)).map(|place| at(-place)).collect();
        (whole.trim_start_matches('0').to_owned(), fraction)
    }

    /// Rounded to `count` significant digits: the digits and the exponent of the first.
    pub(super) fn significant(&self, count: usize) -> (String, i32) {
        let shifted = self.clone().shifted(-self.exponent);
        let (whole, fraction) = shifted.fixed(count.saturating_sub(1));
        let carried = whole.len() > 1;
        let digits = format!("{whole}{fraction}");
        (digits.chars().take(count).collect(), self.exponent + i32::from(carried))
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn fixed(value: f64, places: usize) -> String {
        let (whole, fraction) = Decimal::new(value).fixed(places);
        format!("{whole}.{fraction}")
    }

    #[test]
    fn halves_go_up() {
        assert_eq!(fixed(1.005, 2), "1.01");
        assert_eq!(fixed(2.5, 0), "3.");
        assert_eq!(fixed(9.995, 2), "10.00");
        assert_eq!(fixed(0.5, 0), "1.");
        assert_eq!(fixed(0.05, 0), ".");
        assert_eq!(fixed(0.004, 2), ".00");
        assert_eq!(fixed(0.005, 2), ".01");
        assert_eq!(fixed(1234.5678, 3), "1234.568");
        assert_eq!(fixed(1e20, 1), "100000000000000000000.0");
        assert_eq!(Decimal::new(99_999.9).significant(5), ("10000".to_owned(), 5));
    }
}
