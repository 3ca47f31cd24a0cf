//! What is wrong with a command line, in words of ours: clap speaks English only.

use std::{
    ffi::OsString,
    io::{self, Write},
};

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use kaitei_model::{Code, Diagnostic};

use crate::{
    console::Console,
    exit,
    lang::{Lang, Words, option},
};

const MISSING: Words = Words { ja: "{arg} が指定されていません", en: "{arg} is missing" };
const NO_COMMAND: Words = Words {
    ja: "何をするかが指定されていません（{choices} のいずれか）",
    en: "no command was given (one of {choices})",
};
const UNKNOWN: Words =
    Words { ja: "「{arg}」という指定はありません", en: "there is no \"{arg}\"" };
const UNKNOWN_NEAR: Words = Words {
    ja: "「{arg}」という指定はありません（「{near}」のことですか）",
    en: "there is no \"{arg}\" (did you mean \"{near}\"?)",
};
const VALUE_MISSING: Words =
    Words { ja: "{arg} の後に値がありません", en: "a value is missing after {arg}" };
const VALUE_WRONG: Words = Words {
    ja: "{arg} に「{value}」は指定できません（使えるのは {choices}）",
    en: "{arg} cannot be \"{value}\" (one of {choices})",
};
const VALUE_BAD: Words =
    Words { ja: "{arg} に「{value}」は指定できません", en: "{arg} cannot be \"{value}\"" };
const TWICE: Words =
    Words { ja: "{arg} は一度だけ指定できます", en: "{arg} can be given only once" };

/// Answers a command line that is a request for help, or that cannot be understood; returns the exit code.
pub(crate) fn answer(error: &Error, args: &[OsString], lang: Lang) -> u8 {
    let json = option(args, "--error-format").as_deref() == Some("json");
    let console = Console::new(lang, false, json);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            match console.data(error.render().to_string().as_bytes()) {
                Ok(()) => exit::DONE,
                Err(_) => exit::FAILED,
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(io::stderr().lock(), "{}", error.render());
            exit::FAILED
        }
        _ => {
            console.diagnostics(&[wrong(detail(error, lang))]);
            exit::FAILED
        }
    }
}

/// A command line that cannot be used, with the reason in the language of the run.
pub(crate) fn wrong(detail: String) -> Diagnostic {
    Diagnostic::new(Code::UsageWrong, [("detail", detail)])
}

/// An option whose value is none of those that can be used.
pub(crate) fn wrong_value(arg: &str, value: &str, choices: &str, lang: Lang) -> Diagnostic {
    wrong(VALUE_WRONG.filled(lang, &[("arg", arg), ("value", value), ("choices", choices)]))
}

fn detail(error: &Error, lang: Lang) -> String {
    let context = |kind| error.get(kind).map(plain).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg);
    let near = |kind| Some(context(kind)).filter(|near| !near.is_empty());
    let unknown = |arg: &str, near: Option<String>| match near {
        Some(near) => UNKNOWN_NEAR.filled(lang, &[("arg", arg), ("near", &near)]),
        None => UNKNOWN.filled(lang, &[("arg", arg)]),
    };
    match error.kind() {
        ErrorKind::MissingRequiredArgument => MISSING.filled(lang, &[("arg", &arg)]),
        ErrorKind::MissingSubcommand => {
            NO_COMMAND.filled(lang, &[("choices", &context(ContextKind::ValidSubcommand))])
        }
        ErrorKind::InvalidSubcommand => {
            unknown(&context(ContextKind::InvalidSubcommand), near(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::UnknownArgument => unknown(&arg, near(ContextKind::SuggestedArg)),
        ErrorKind::ArgumentConflict => TWICE.filled(lang, &[("arg", &arg)]),
        ErrorKind::InvalidValue | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues
            if context(ContextKind::InvalidValue).is_empty() =>
        {
            VALUE_MISSING.filled(lang, &[("arg", &arg)])
        }
        ErrorKind::InvalidValue => {
            let value = context(ContextKind::InvalidValue);
            let choices = context(ContextKind::ValidValue);
            VALUE_WRONG.filled(lang, &[("arg", &arg), ("value", &value), ("choices", &choices)])
        }
        ErrorKind::ValueValidation => {
            VALUE_BAD.filled(lang, &[("arg", &arg), ("value", &context(ContextKind::InvalidValue))])
        }
        _ => error.kind().as_str().map_or_else(|| error.to_string(), ToOwned::to_owned),
    }
}

/// A value of clap's without its colours.
fn plain(value: &ContextValue) -> String {
    value.to_string()
}
