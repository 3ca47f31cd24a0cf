//! The language that the command speaks: Japanese unless somebody says otherwise.

use std::ffi::OsString;

use clap::ValueEnum;

/// A language of messages and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The environment variable that sets the language where `--lang` does not.
    pub(crate) const VARIABLE: &'static str = "KAITEI_LANG";

    /// The language of a run, known before its options are read, so that their help and errors speak it too.
    pub(crate) fn of(args: &[OsString], variable: Option<&str>) -> Self {
        option(args, "--lang")
            .and_then(|name| Self::from_str(&name, true).ok())
            .or_else(|| variable.and_then(|name| Self::from_str(name, true).ok()))
            .unwrap_or_default()
    }
}

impl From<Lang> for kaitei_reports::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self::Ja,
            Lang::En => Self::En,
        }
    }
}

/// The last value of a long option, found without knowing the other options.
pub(crate) fn option(args: &[OsString], name: &str) -> Option<String> {
    let args: Vec<_> = args.iter().take_while(|arg| *arg != "--").filter_map(|arg| arg.to_str()).collect();
    let glued = args.iter().filter_map(|arg| arg.strip_prefix(name)?.strip_prefix('='));
    let apart = args.windows(2).filter(|pair| pair[0] == name).map(|pair| pair[1]);
    glued.chain(apart).last().map(ToOwned::to_owned)
}

/// A text in both languages; there is no text in one alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// Japanese.
    pub(crate) ja: &'static str,
    /// English.
    pub(crate) en: &'static str,
}

impl Words {
    /// The text in a language.
    pub(crate) fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }

    /// The text in a language, its `{name}` places filled.
    pub(crate) fn filled(self, lang: Lang, args: &[(&str, &str)]) -> String {
        args.iter().fold(self.in_lang(lang).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(args: &[&str], variable: Option<&str>) -> Lang {
        Lang::of(&args.iter().map(OsString::from).collect::<Vec<_>>(), variable)
    }

    #[test]
    fn the_option_goes_before_the_variable() {
        assert_eq!(of(&["kaitei"], None), Lang::Ja);
        assert_eq!(of(&["kaitei"], Some("en")), Lang::En);
        assert_eq!(of(&["kaitei", "--lang", "ja"], Some("en")), Lang::Ja);
        assert_eq!(of(&["kaitei", "diff", "--lang=en"], None), Lang::En);
        assert_eq!(of(&["kaitei", "--", "--lang=en"], None), Lang::Ja);
        assert_eq!(of(&["kaitei", "--lang"], Some("xx")), Lang::Ja);
    }
}
