//! The build script: tells the program from which commit it is made. No module of the program.

use std::process::Command;

fn main() {
    // A source archive has no repository: the version then stands alone.
    let commit = git(&["log", "-1", "--abbrev=12", "--format=%h %cs"]).unwrap_or_default();
    let package = env!("CARGO_PKG_VERSION");
    let version = if commit.is_empty() { package.to_owned() } else { format!("{package} ({commit})") };
    println!("cargo::rustc-env=KAITEI_VERSION={version}");
    println!("cargo::rerun-if-changed=src/build.rs");
    // What a commit, or another branch, changes; in a worktree these lie elsewhere.
    for file in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", file]).filter(|path| exists(path)) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
}

/// What git says, on one line.
fn git(args: &[&str]) -> Option<String> {
    let said = Command::new("git").args(args).output().ok().filter(|said| said.status.success())?;
    let text = String::from_utf8(said.stdout).ok()?.trim().to_owned();
    (!text.is_empty() && !text.contains('\n')).then_some(text)
}

/// Cargo would build anew each time for a file that is not there.
fn exists(path: &str) -> bool {
    std::path::Path::new(path).exists()
}
