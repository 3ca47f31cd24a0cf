//! Glyph names that are their codes (`a65`), as bitmap fonts made from TeX have them: no list knows them, but their codes are ASCII.

/// A font with fewer small letters may hold signs of a set of its own.
const LEAST_LETTERS: usize = 8;
/// What stands at its ASCII code in every text encoding of such fonts.
const ALIKE: &str = "!#%&()*+,-./:;=?@[]";

/// The characters of codes whose names are one letter and the code, where these make a font of text: small letters that do not follow
/// each other without a gap, as codes would that were given out in turn.
pub(super) fn letters<'a>(unknown: impl Iterator<Item = (u8, &'a str)>) -> Vec<(u8, char)> {
    let mut codes = Vec::new();
    for (code, name) in unknown {
        if !is_its_code(name, code) {
            return Vec::new();
        }
        codes.push(code);
    }
    codes.sort_unstable();
    let small = codes.iter().filter(|c| c.is_ascii_lowercase()).count();
    let gaps = codes.windows(2).any(|w| w[1] - w[0] > 1);
    if small < LEAST_LETTERS || !gaps {
        return Vec::new();
    }
    let plain = codes.into_iter().map(|code| match code {
        // The apostrophe of these encodings is a closing quotation mark.
        b'\'' => (code, '’'),
        _ => (code, char::from(code)),
    });
    plain.filter(|(_, c)| c.is_ascii_alphanumeric() || *c == '’' || ALIKE.contains(*c)).collect()
}

fn is_its_code(name: &str, code: u8) -> bool {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    name.len() - digits.len() == 1 && digits.len() <= 4 && digits.parse() == Ok(code)
}

#[cfg(test)]
mod tests {
    use super::letters;

    fn read(names: &[(u8, String)]) -> String {
        letters(names.iter().map(|(code, name)| (*code, name.as_str()))).into_iter().map(|(_, c)| c).collect()
    }

    fn named(text: &str) -> Vec<(u8, String)> {
        text.bytes().map(|code| (code, format!("a{code}"))).collect()
    }

    #[test]
    fn names_that_are_codes() {
        assert_eq!(read(&named("'-Tacdehinr")), "’-Tacdehinr");
        // A quotation mark is not the same in all of them.
        assert_eq!(read(&named("\"acdehinr")), "acdehinr");
    }

    #[test]
    fn names_that_tell_nothing() {
        // Given out in turn, or too few to be text, or of which one is something else.
        assert_eq!(read(&named("abcdefghij")), "");
        assert_eq!(read(&named("ace1")), "");
        let mut names = named("acdehinrx");
        names[3].1 = "a7".to_owned();
        assert_eq!(read(&names), "");
    }
}
