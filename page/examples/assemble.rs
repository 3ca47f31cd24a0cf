//! `assemble GLUE_FOLDER OUT.html`: puts kaitei.html together. Run by `page/build.sh`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::{fs, io::Write, path::Path, process::ExitCode};

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use kaitei_pipeline::{EditionInput, Options, Silent, SourceFile};
use kaitei_reports::{Format, ReportOptions};
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("../web/page.html");
const STYLE: &str = include_str!("../web/style.css");
const SCRIPT: &str = concat!(include_str!("../web/words.js"), include_str!("../web/script.js"));
const WORKER: &str = include_str!("../web/worker.js");
/// The page wears the report's colours and type.
const REPORT_STYLE: &str = include_str!("../../reports/html/style.css");

type Failed = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [glue, out] = args.as_slice() else {
        eprintln!("assemble GLUE_FOLDER OUT.html");
        return ExitCode::from(2);
    };
    match assemble(Path::new(glue), Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("assemble: {error}");
            ExitCode::FAILURE
        }
    }
}

fn assemble(glue: &Path, out: &Path) -> Result<(), Failed> {
    let calls = fs::read_to_string(glue.join("engine.js"))?;
    let engine = packed(&fs::read(glue.join("engine_bg.wasm"))?)?;
    let colours = REPORT_STYLE.split("\n*{").next().filter(|head| head.contains("--paper"));
    let style = format!("{}\n{STYLE}", colours.ok_or("the report's style does not begin with its colours")?);
    let (report_style, report_script) = report_hashes()?;
    // A page in a frame that was made by this one obeys this policy, too: so it names the report's script and style.
    let policy = format!(
        "default-src 'none'; script-src {} {report_script} 'wasm-unsafe-eval'; style-src {} {report_style}; worker-src blob:; \
         frame-src blob:; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'",
        source(SCRIPT),
        source(&style)
    );
    let worker = format!("{calls}\n{WORKER}");
    for text in [SCRIPT, &worker] {
        if text.to_ascii_lowercase().contains("</script") || text.contains("<!--") {
            return Err("a script would end before its end".into());
        }
    }
    // In the order in which their places stand.
    let parts = [
        ("{{policy}}", policy.as_str()),
        ("{{style}}", &style),
        ("{{version}}", env!("CARGO_PKG_VERSION")),
        ("{{worker}}", &worker),
        ("{{engine}}", &engine),
        ("{{script}}", SCRIPT),
    ];
    let mut page = String::new();
    let mut rest = PAGE;
    for (place, part) in parts {
        let (before, after) = rest.split_once(place).ok_or_else(|| format!("no {place} in its place"))?;
        page.push_str(before);
        page.push_str(part);
        rest = after;
    }
    page.push_str(rest);
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(out, &page)?;
    println!("{}  {:.1} MB", out.display(), page.len() as f64 / 1e6);
    Ok(())
}

/// A script or style by its hash, as a policy names it.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The engine, gzipped (without a time), as base64.
fn packed(bytes: &[u8]) -> Result<String, Failed> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(STANDARD.encode(encoder.finish()?))
}

/// The hashes of style and script in a report's own policy.
fn report_hashes() -> Result<(String, String), Failed> {
    let edition = |text: &str| {
        let items = format!(
            r#"{{"schema":"kaitei.items/1","tool":{{"name":"","version":"","rules":""}},"document":{{"id":"d","title":"d","file":"d","sha256":"","kind":"other"}},"items":[],"diagnostics":[],"x":"{text}"}}"#
        );
        let file = SourceFile { name: "d.json".to_owned(), bytes: items.into_bytes() };
        EditionInput { files: vec![file], ..EditionInput::default() }
    };
    let changes = kaitei_pipeline::diff(&edition("a"), &edition("b"), &Options::default(), &Silent)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
    let files = kaitei_reports::render(&changes, Format::Html, &ReportOptions::default())
        .map_err(|error| error.to_string())?;
    let html = String::from_utf8(files.into_iter().next().ok_or("no report")?.bytes)?;
    let of = |directive: &str| -> Option<String> {
        let start = html.find(directive)? + directive.len();
        html[start..].split([';', '"']).next().map(|sources| sources.trim().to_owned())
    };
    Ok((of("style-src ").ok_or("no style-src")?, of("script-src ").ok_or("no script-src")?))
}
