//! The report's own words, from the fluent files in `locales/`.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use crate::Lang;

const JA: &str = include_str!("locales/ja.ftl");
const EN: &str = include_str!("locales/en.ftl");

/// The sentences and labels of one language. Threads that draw formats side by side share them.
pub(crate) struct Strings {
    bundle: FluentBundle<FluentResource>,
}

impl Strings {
    pub(crate) fn new(lang: Lang) -> Self {
        let source = match lang {
            Lang::Ja => JA,
            Lang::En => EN,
        };
        let id: LanguageIdentifier = lang.id().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // No isolation marks around arguments: they would stand in copied text. `clean` spells out bidi controls.
        bundle.set_use_isolating(false);
        // A test reads both files and fails on any error in them; a half-read file would still serve here.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }

    /// The words of a message without arguments.
    pub(crate) fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The words of a message that may not exist.
    pub(crate) fn find(&self, id: &str) -> Option<String> {
        self.bundle.has_message(id).then(|| self.get(id))
    }

    /// The words of a message with its arguments filled in.
    pub(crate) fn with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent.set(
                (*name).to_owned(),
                match value {
                    Arg::Text(text) => FluentValue::from((*text).to_owned()),
                    Arg::Count(count) => FluentValue::from(*count),
                },
            );
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&fluent), &mut errors).into_owned()
    }
}

/// An argument of a message.
#[derive(Clone, Copy)]
pub(crate) enum Arg<'a> {
    /// Words, printed as they are.
    Text(&'a str),
    /// A number, which also chooses the plural in English.
    Count(usize),
}
