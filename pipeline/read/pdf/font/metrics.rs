//! Widths of the standard fonts, which a file need not give (ISO 32000-1, 9.6.2.2).

/// Helvetica's widths from U+0020 to U+007E, in thousandths of an em (Adobe Core 14 AFM).
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width in ems of a code in a font whose dictionary has no widths: fixed pitch for Courier, else about Helvetica's.
pub(crate) fn standard(base_font: &str, code: u8) -> f32 {
    if base_font.contains("Courier") {
        return 0.6;
    }
    let narrow = if base_font.contains("Times") { 0.93 } else { 1.0 };
    let width = usize::from(code).checked_sub(0x20).and_then(|i| HELVETICA.get(i)).copied().unwrap_or(556);
    f32::from(width) / 1000.0 * narrow
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_fixed_pitch() {
        assert!((standard("Helvetica", b'W') - 0.944).abs() < 1e-6);
        assert!((standard("Courier-Bold", b'i') - 0.6).abs() < 1e-6);
        assert!(standard("Times-Roman", b'a') < standard("Arial", b'a'));
    }
}
