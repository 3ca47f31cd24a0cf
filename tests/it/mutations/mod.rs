//! Broken input of every kind through the real command: no panic, no flood of memory, no run without end, and an answer each time.
//!
//! `KAITEI_MUTATIONS` says how many runs (`just mutations`); where `KAITEI_CORPUS` names real documents, they are broken as well. Every
//! run is the same as the last time. What breaks the command is kept in the folder that the failing test names.

#[path = "../../../pipeline/read/tests/pdf/mutate.rs"]
mod bytes;
mod cases;
mod ground;
mod texts;

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use bytes::Random;
use cases::CASES;
use ground::Ground;

/// Runs where nobody asks for more.
const FEW: usize = 120;
/// Address space of a run, in KiB: 1 GiB.
const MEMORY: usize = 1 << 20;
/// Seconds of the processor's time that a run may take.
const SECONDS: usize = 10;
/// A run that only waits uses no processor; it is ended after so long.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a run gave that it must not give; `None` where it ended as it should.
fn wrong(args: &[OsString], folder: &Path) -> Option<String> {
    let (out, err) = (folder.join("stdout.txt"), folder.join("stderr.txt"));
    let limits = format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.arg("-c").arg(limits).arg(env!("CARGO_BIN_EXE_kaitei")).args(args);
    command.env_remove("KAITEI_LANG").env_remove("RUST_BACKTRACE").stdin(Stdio::null());
    command.stdout(fs::File::create(&out).unwrap()).stderr(fs::File::create(&err).unwrap());
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return Some(format!("still runs after {PATIENCE:?}"));
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let told = String::from_utf8_lossy(&fs::read(&err).unwrap()).into_owned();
    if told.contains("panicked") || !matches!(status.code(), Some(0..=2)) {
        return Some(format!("{status}: {told}"));
    }
    // Whoever is refused is told why and what to do.
    (status.code() == Some(2) && !told.contains("→ ")).then(|| format!("no advice: {told}"))
}

#[test]
#[cfg(target_os = "linux")]
fn broken_input_never_breaks_the_command() {
    let runs: usize = std::env::var("KAITEI_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(FEW);
    let ground = Ground::new();
    let kept = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutations");
    let _ = fs::remove_dir_all(&kept);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut failures = Vec::new();
        let mut counts = vec![0usize; CASES.len()];
        loop {
            let run = next.fetch_add(1, Ordering::Relaxed);
            if run >= runs {
                return (failures, counts);
            }
            let (which, case) = cases::of_run(run);
            counts[which] += 1;
            let folder = kept.join(format!("{run}-{}", case.name));
            fs::create_dir_all(&folder).unwrap();
            // Each run has numbers of its own, so that they do not depend on how many threads there are.
            let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ ((run as u64 + 1) << 20));
            let args = (case.make)(&ground, &mut random, &folder);
            match wrong(&args, &folder) {
                Some(what) => failures.push(format!("{}: {args:?}: {what}", folder.display())),
                None => fs::remove_dir_all(&folder).unwrap(),
            }
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let results: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for (which, case) in CASES.iter().enumerate() {
        println!("{:>6} {}", results.iter().map(|(_, counts)| counts[which]).sum::<usize>(), case.name);
    }
    let failures: Vec<String> = results.into_iter().flat_map(|(failures, _)| failures).collect();
    assert!(failures.is_empty(), "{} of {runs} runs:\n{}", failures.len(), failures.join("\n"));
}
