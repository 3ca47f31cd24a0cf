//! The texts of `--help` in both languages, for people who do not program.

mod options;
mod pages;

use clap::Command;

use kaitei_pipeline::Limits;
use kaitei_reports::Format;

use self::{options::OPTIONS, pages::PAGES};
use crate::{
    lang::{Lang, Words},
    report,
};

const USAGE: Words = Words { ja: "使い方:", en: "Usage:" };
const COMMANDS: Words = Words { ja: "コマンド", en: "Commands" };
const ARGUMENTS: Words = Words { ja: "対象", en: "Arguments" };
const SWITCHES: Words = Words { ja: "オプション", en: "Options" };

/// Puts the texts of a language on a command and its subcommands.
pub(crate) fn localize(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let formats = Format::ALL.map(Format::id).join(", ");
    let usual = report::usual_formats().iter().map(|format| format.id()).collect::<Vec<_>>().join(", ");
    let limits = Limits::default();
    let bounds = [limits.file >> 20, limits.pages as u64, limits.unpacked >> 20, limits.cells as u64]
        .map(|bound| bound.to_string());
    let command = subcommands
        .iter()
        .fold(command, |command, sub| command.mut_subcommand(sub, |sub| localize(sub, lang)))
        .subcommand_help_heading(COMMANDS.in_lang(lang))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { ARGUMENTS } else { SWITCHES };
            let text = option_text(&name, arg.get_id().as_str());
            let text = text.map(|words| {
                let names = ["max_file", "max_pages", "max_unpacked", "max_cells"];
                let mut args = vec![("formats", formats.as_str()), ("usual", usual.as_str())];
                args.extend(names.into_iter().zip(bounds.iter().map(String::as_str)));
                words.filled(lang, &args)
            });
            let valued = arg.get_action().takes_values();
            let arg = arg.help(text.unwrap_or_default()).help_heading(heading.in_lang(lang));
            // The texts name the values, in the language.
            if valued { arg.hide_possible_values(true) } else { arg }
        })
        .next_line_help(name != "kaitei")
        .help_template(format!(
            "{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
            USAGE.in_lang(lang)
        ));
    match PAGES.iter().find(|page| page.command == name) {
        Some(page) => command
            .about(page.about.in_lang(lang))
            .override_usage(page.usage)
            .after_help(format!("{}\n", page.after.in_lang(lang))),
        None => command,
    }
}

fn option_text(command: &str, id: &str) -> Option<Words> {
    let of = |wanted: &str| OPTIONS.iter().find(|(of, name, _)| *of == wanted && *name == id);
    of(command).or_else(|| of("*")).map(|(.., words)| *words)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::args::Cli;

    fn has_japanese(text: &str) -> bool {
        text.chars().any(|c| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='龠'))
    }

    #[test]
    fn no_option_lacks_a_text_and_no_text_lacks_an_option() {
        let command = Cli::command();
        let mut used = BTreeSet::new();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            let name = command.get_name();
            assert!(PAGES.iter().any(|page| page.command == name), "no page for {name}");
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                let words = option_text(name, id).unwrap_or_else(|| panic!("no text for {name} {id}"));
                assert!(has_japanese(words.ja), "{name} {id}: {}", words.ja);
                assert!(!words.en.is_empty() && !has_japanese(words.en), "{name} {id}: {}", words.en);
                used.insert((name.to_owned(), id.to_owned()));
            }
        }
        for (command, id, _) in OPTIONS {
            let fits = |(of, name): &(String, String)| name == id && (*command == "*" || of == command);
            assert!(used.iter().any(fits), "a text for {command} {id}, which is no option");
        }
    }

    #[test]
    fn no_page_is_left_in_the_other_language() {
        for page in &PAGES {
            assert!(has_japanese(page.about.ja) && has_japanese(page.after.ja), "{}", page.command);
            assert!(!has_japanese(page.about.en) && !has_japanese(page.after.en), "{}", page.command);
        }
    }

    #[test]
    fn the_help_is_of_one_language() {
        let english = ["Usage", "Options", "Arguments", "Commands", "Print", "possible", "default"];
        for page in &PAGES {
            let args: &[&str] = if page.command == "kaitei" {
                &["kaitei", "--help"]
            } else {
                &["kaitei", page.command, "--help"]
            };
            let help = |lang| {
                crate::args::command(lang).try_get_matches_from(args).unwrap_err().render().to_string()
            };
            for word in english {
                assert!(!help(Lang::Ja).contains(word), "{}: {word}", page.command);
            }
            assert!(!has_japanese(&help(Lang::En)), "{}", help(Lang::En));
        }
    }
}
