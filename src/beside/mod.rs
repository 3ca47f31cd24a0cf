//! A double click: what lies in the folders 改定前 and 改定後 beside the program is compared, and 結果 opens.

mod books;

use std::{
    env,
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
};

use kaitei_model::Diagnostic;

use crate::{
    console::Console,
    lang::{Lang, Words},
    system,
};

/// The old edition's folder.
const OLD: &str = "改定前";
/// The new edition's folder.
const NEW: &str = "改定後";
/// Where the reports go.
const OUT: &str = "結果";
/// What people settled; taken from beside the program, where a browser's download is easily moved to, or from among the reports.
const DECISIONS: &str = "kaitei.decisions.toml";

const TITLE: Words = Words {
    ja: "kaitei（改定）：改定前と改定後の文書を比べます。文書はこのコンピューターの中だけで処理されます。",
    en: "kaitei compares two editions. Documents stay on this computer.",
};
const MADE: Words = Words {
    ja: "フォルダ「改定前」「改定後」「結果」を {path} に作りました。\n改定前の文書と改定後の文書（PDF、Excelブック）をそれぞれに入れて、もう一度ダブルクリックしてください。",
    en: "The folders 改定前 (old), 改定後 (new) and 結果 (results) were made in {path}.\nPut the documents of each edition (PDF, Excel) into them, and double-click again.",
};
const UNMADE: Words = Words {
    ja: "フォルダを作れませんでした: {reason}\nこのプログラムをデスクトップやドキュメントなど、書き込める場所に移してください。",
    en: "The folders could not be made: {reason}\nMove this program to a place that can be written to, such as the desktop.",
};
const SETTLED: Words = Words {
    ja: "対応関係の確認結果を使います: {path}",
    en: "What was settled about pairings is used: {path}",
};
const CLOSE: Words = Words { ja: "\nEnterキーを押すと閉じます。", en: "\nPress Enter to close." };

/// The folder of the program, where it was started without a word and is meant to be used so: where the folders stand beside it,
/// and always on Windows, where a double click is what starts a program in this way.
pub(crate) fn home(args: &[OsString]) -> Option<PathBuf> {
    if args.len() > 1 {
        return None;
    }
    let home = env::current_exe().ok()?.parent()?.to_owned();
    let stand = [OLD, NEW].iter().all(|name| home.join(name).is_dir());
    (stand || cfg!(windows)).then_some(home)
}

/// Compares the folders in `home`; returns the exit code of [`crate::run`].
///
/// `compare` runs the command with these arguments.
pub(crate) fn run(home: &Path, lang: Lang, compare: impl FnOnce(&[OsString]) -> u8) -> u8 {
    say(lang, TITLE, &[]);
    let code = if [OLD, NEW].iter().all(|name| home.join(name).is_dir()) {
        let console = Console::new(lang, false, false).by_hand();
        match arguments(home, &console) {
            Ok(args) => {
                let code = compare(&args);
                open(&home.join(OUT).join("report.html"), code);
                code
            }
            Err(errors) => {
                console.diagnostics(&errors);
                crate::exit::FAILED
            }
        }
    } else {
        make(home, lang)
    };
    say(lang, CLOSE, &[]);
    // Whatever is typed, or that nobody can type: then there is no window that would close too early.
    let _ = io::stdin().read_line(&mut String::new());
    code
}

/// `kaitei diff` as somebody would have typed it, after what people entered into the earlier workbooks was taken in.
///
/// # Errors
/// The verdicts of a workbook cannot be kept.
fn arguments(home: &Path, console: &Console) -> Result<Vec<OsString>, Vec<Diagnostic>> {
    let mut args = vec![OsString::from("kaitei"), "diff".into()];
    for (option, folder) in [("--old", OLD), ("--new", NEW), ("--out", OUT)] {
        args.extend([OsStr::new(option).to_owned(), home.join(folder).into_os_string()]);
    }
    let places = [home.to_owned(), home.join(OUT)].map(|folder| folder.join(DECISIONS));
    let decisions = places.iter().find(|path| path.is_file()).unwrap_or(&places[0]);
    let carry = books::take(&home.join(OUT), decisions, console)?;
    if decisions.is_file() {
        say(console.lang, SETTLED, &[("path", &decisions.display().to_string())]);
        args.extend(["--decisions".into(), decisions.clone().into_os_string()]);
    }
    if let Some(book) = carry {
        args.extend(["--carry".into(), book.into_os_string()]);
    }
    Ok(args)
}

/// Makes the three folders, for somebody who moved the program alone.
fn make(home: &Path, lang: Lang) -> u8 {
    let made: io::Result<()> =
        [OLD, NEW, OUT].iter().try_for_each(|name| fs::create_dir_all(home.join(name)));
    match made {
        Ok(()) => say(lang, MADE, &[("path", &home.display().to_string())]),
        Err(error) => {
            let [ja, en] = system::reason("reason", &error).map(|(_, text)| text);
            say(lang, UNMADE, &[("reason", if lang == Lang::Ja { &ja } else { &en })]);
        }
    }
    crate::exit::FAILED
}

/// Shows the report where it was made and somebody is there to see it.
fn open(report: &Path, code: u8) {
    #[cfg(windows)]
    if code != crate::exit::FAILED && io::IsTerminal::is_terminal(&io::stdout()) {
        // The console names the file too; nothing is lost where no browser comes up.
        let _ = opener::open(report);
    }
    #[cfg(not(windows))]
    let _ = (report, code);
}

fn say(lang: Lang, words: Words, args: &[(&str, &str)]) {
    use io::Write;
    let _ = writeln!(io::stdout(), "{}", words.filled(lang, args));
}
