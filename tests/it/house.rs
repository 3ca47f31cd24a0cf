//! The house: arrows run one way, and what takes bytes and gives bytes does nothing else.

use std::{fs, path::Path, process::Command};

use crate::support::{files_below, root};

/// The folders of what also runs in a browser.
const LIBRARIES: [&str; 3] = ["pipeline", "reports", "page/engine"];
/// What a browser has not: each is a module of `std`.
const FOREIGN: [&str; 7] = ["fs", "time", "env", "thread", "net", "process", "os"];

/// The modules of `std` that a source file names, whether `std::fs::…` or `use std::{fs, …}`; tests in the file aside.
fn modules_of_std(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("std::") {
        let rest = &code[at + "std::".len()..];
        let name =
            |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut member = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.push(name(std::mem::take(&mut member).trim())),
                    _ if depth == 0 => member.push(c),
                    _ => {}
                }
            }
            found.push(name(member.trim()));
        } else {
            found.push(name(rest));
        }
    }
    found
}

fn is_library_code(path: &Path) -> bool {
    let below = path.strip_prefix(root()).unwrap();
    !below
        .components()
        .any(|part| ["tests", "examples", "benches", "fuzz"].iter().any(|name| part.as_os_str() == *name))
        && !path.ends_with("tests.rs")
}

#[test]
fn the_libraries_touch_no_file_no_clock_no_environment() {
    let mut looked_at = 0;
    for library in LIBRARIES {
        for path in files_below(&root().join(library), ".rs").into_iter().filter(|path| is_library_code(path))
        {
            looked_at += 1;
            let modules = modules_of_std(&fs::read_to_string(&path).unwrap());
            let foreign: Vec<_> = modules.iter().filter(|name| FOREIGN.contains(&name.as_str())).collect();
            assert!(foreign.is_empty(), "{} uses std::{foreign:?}", path.display());
        }
    }
    assert!(looked_at > 40, "{looked_at}");
}

#[test]
fn a_use_of_the_file_system_would_be_found() {
    let modules = |source: &str| modules_of_std(source);
    assert!(modules("let x = std::fs::read(p);").contains(&"fs".to_owned()));
    assert!(
        modules("use std::{\n  collections::{BTreeMap, BTreeSet},\n  time::Instant,\n};")
            .contains(&"time".to_owned())
    );
    assert!(modules("use std::{env, io};").contains(&"env".to_owned()));
    assert!(!modules("use std::{collections::{self, fs}, fmt};").contains(&"fs".to_owned()));
    assert!(modules("// std::fs\n#[cfg(test)]\nuse std::fs;").is_empty());
}

fn cargo(args: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO")).current_dir(root()).args(args).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text.into_owned())
}

#[test]
fn the_libraries_build_without_threads_and_without_files() {
    let (built, said) = cargo(&[
        "check",
        "--offline",
        "--no-default-features",
        "-p",
        "kaitei-pipeline",
        "-p",
        "kaitei-reports",
    ]);
    assert!(built, "{said}");
}

/// The names of the crates that a crate is built from, without its default features.
fn built_from(package: &str) -> Vec<String> {
    let args =
        ["tree", "--offline", "--no-default-features", "-e", "normal", "--prefix", "none", "-p", package];
    let (told, said) = cargo(&args);
    assert!(told, "{said}");
    // A package's line goes on with its version; what cargo says of itself (waiting for a lock) does not.
    said.lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let name = words.next()?;
            words.next()?.starts_with('v').then(|| name.to_owned())
        })
        .collect()
}

#[test]
fn arrows_run_one_way() {
    let ours = |package: &str| {
        let mut ours: Vec<_> =
            built_from(package).into_iter().filter(|name| name.starts_with("kaitei")).collect();
        ours.sort();
        ours.dedup();
        ours
    };
    assert_eq!(ours("kaitei-model"), ["kaitei-model"]);
    assert_eq!(ours("kaitei-reports"), ["kaitei-model", "kaitei-reports"]);
    assert_eq!(ours("kaitei-pipeline"), ["kaitei-model", "kaitei-pipeline", "kaitei-read"]);
    for package in ["kaitei-pipeline", "kaitei-reports"] {
        for foreign in ["rayon", "rayon-core", "indicatif", "tempfile", "clap"] {
            assert!(!built_from(package).iter().any(|name| name == foreign), "{package} needs {foreign}");
        }
    }
}

#[test]
fn the_model_is_plain_data() {
    let external: Vec<_> =
        built_from("kaitei-model").into_iter().filter(|name| !name.starts_with("kaitei")).collect();
    let serde = ["serde", "serde_core", "serde_derive", "proc-macro2", "quote", "syn", "unicode-ident"];
    assert!(external.iter().all(|name| serde.contains(&name.as_str())), "{external:?}");
}

#[test]
fn both_readmes_give_the_two_commands_word_for_word() {
    for name in ["README.md", "README.ja.md"] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        for command in [
            "cargo run --release -- diff --old fixtures/editions/r7 --new fixtures/editions/r8 --out out",
            "cargo test --workspace",
        ] {
            assert!(text.contains(command), "{name} does not say: {command}");
        }
        // Whatever a paper points at is there.
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            assert!(
                link.starts_with("http") || file.is_empty() || root().join(file).exists(),
                "{name} points at {link}"
            );
        }
    }
}
