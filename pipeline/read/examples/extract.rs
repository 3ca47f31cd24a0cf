//! `extract FILE --as text [--body] [--quiet]`: the PDF reader by itself, for measuring it.

use std::io::Write;
use std::process::ExitCode;

use kaitei_read::pdf::{ReadOptions, read, text};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| args.iter().any(|a| a == name);
    let password = args.iter().position(|a| a == "--password").and_then(|i| args.get(i + 1));
    let file = args
        .iter()
        .skip(1)
        .find(|a| !a.starts_with("--") && *a != "text" && Some(*a) != password && a.parse::<u32>().is_err());
    let (Some("extract"), Some(file)) = (args.first().map(String::as_str), file) else {
        let _ = writeln!(
            std::io::stderr(),
            "usage: extract extract FILE --as text [--body] [--quiet] [--password P]"
        );
        return ExitCode::from(2);
    };
    let options =
        ReadOptions { passwords: password.cloned().into_iter().collect(), ..ReadOptions::default() };
    let result = std::fs::read(file)
        .map_err(|e| e.to_string())
        .and_then(|bytes| read(&bytes, &options).map_err(|d| format!("{d} [{}]", d.code)));
    match result {
        Ok(pdf) => {
            if !flag("--quiet") {
                for diagnostic in &pdf.diagnostics {
                    let _ = writeln!(std::io::stderr(), "{diagnostic} [{}]", diagnostic.code);
                }
            }
            let written = std::io::stdout().lock().write_all(text(&pdf, flag("--body")).as_bytes());
            if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
        }
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::from(2)
        }
    }
}
