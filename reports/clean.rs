//! Text of documents made fit to print: control characters shown, never obeyed.

/// The text with control characters made visible, for every format but the data itself.
///
/// Bidirectional controls would let a document reorder the words around it, and NUL and its kin are not allowed in XML;
/// the former are spelt out (`[U+202E]`), the latter become U+FFFD. Line ends of all sorts become `\n`.
pub(crate) fn clean(text: &str) -> String {
    if !text.chars().any(|c| is_bidi(c) || is_control(c) || is_line_end(c)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_line_end(c) {
            if c == '\r' && chars.peek() == Some(&'\n') {
                chars.next();
            }
            out.push('\n');
        } else if is_bidi(c) {
            out.push_str(&format!("[U+{:04X}]", u32::from(c)));
        } else if is_control(c) {
            out.push(char::REPLACEMENT_CHARACTER);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character stands in print as it is.
pub(crate) fn is_plain(c: char) -> bool {
    !(is_bidi(c) || is_control(c) || is_line_end(c))
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Unicode's Bidi_Control property.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Controls and noncharacters that XML 1.0 forbids or discourages.
fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || u32::from(c) & 0xFFFE == 0xFFFE
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}
