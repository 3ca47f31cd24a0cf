//! The output folder from run to run: what a person edited stays, a killed run harms nothing, two runs do not mix.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use crate::support::{Outcome, finish, kaitei, names, specimens};

/// Reports of the specimens, as the scope asks for them.
fn report(out: &Path, scope: &str) -> std::process::Command {
    let mut command = kaitei();
    command.arg("report").arg(specimens().folder.path()).arg("--out").arg(out);
    command.args(["--formats", "md,csv,html,json", "--scope", scope]);
    command
}

fn run(out: &Path, scope: &str) -> Outcome {
    finish(&mut report(out, scope))
}

#[test]
fn an_edited_report_stays_and_both_are_named() {
    let out = tempfile::tempdir().unwrap();
    run(out.path(), "digest").done();
    let mine = out.path().join("report.md");
    fs::write(&mine, "# 事務局で直したもの\n").unwrap();
    let outcome = run(out.path(), "full").done();
    assert_eq!(fs::read_to_string(&mine).unwrap(), "# 事務局で直したもの\n");
    assert!(fs::read_to_string(out.path().join("report(2).md")).unwrap().len() > 1000);
    assert_eq!(
        names(out.path()),
        ["changes.csv", "changes.json", "report(2).md", "report.html", "report.md"]
    );
    assert!(outcome.stderr.contains("[output-kept]") && outcome.stderr.contains("report.md"), "{outcome:?}");
    assert!(outcome.text().contains("report(2).md") && outcome.text().contains("残しました"), "{outcome:?}");
    // Nothing of it where nobody edited anything.
    let quiet = run(out.path(), "full").done();
    assert_eq!(names(out.path()).len(), 5);
    assert!(quiet.stderr.contains("[output-kept]"), "told again, as the file is still there");
}

/// The record is one that `sha256sum -c` understands.
#[test]
fn the_record_names_each_output_with_its_hash() {
    use sha2::Digest;
    let out = tempfile::tempdir().unwrap();
    run(out.path(), "digest").done();
    let record = fs::read_to_string(out.path().join(".kaitei")).unwrap();
    let named: BTreeMap<&str, &str> =
        record.lines().map(|line| line.split_once("  ").unwrap()).map(|(hash, name)| (name, hash)).collect();
    for name in names(out.path()) {
        let hash = sha2::Sha256::digest(fs::read(out.path().join(&name)).unwrap());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(named.get(name.as_str()), Some(&hash.as_str()), "{name}");
    }
}

#[test]
fn a_report_that_somebody_has_open_is_advice_and_no_loss() {
    let out = tempfile::tempdir().unwrap();
    run(out.path(), "digest").done();
    let before = contents(out.path());
    fs::write(out.path().join(".~lock.changes.csv#"), "").unwrap();
    let outcome = run(out.path(), "full").refused("output-open");
    assert!(outcome.stderr.contains("changes.csv") && outcome.stderr.contains("閉じて"), "{outcome:?}");
    fs::remove_file(out.path().join(".~lock.changes.csv#")).unwrap();
    assert_eq!(contents(out.path()), before);
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let out = tempfile::tempdir().unwrap();
    // The test holds the folder as another run would.
    let held = fs::OpenOptions::new().create(true).append(true).open(out.path().join(".kaitei")).unwrap();
    held.lock().unwrap();
    let outcome = run(out.path(), "digest").refused("output-busy");
    assert!(outcome.stderr.contains("作業中"), "{outcome:?}");
    assert!(names(out.path()).is_empty());
    drop(held);
    run(out.path(), "digest").done();

    let started: Vec<_> = ["digest", "full", "digest", "full"]
        .into_iter()
        .map(|scope| {
            let mut command = report(out.path(), scope);
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in started {
        let code = child.wait().unwrap().code();
        assert!(code == Some(0) || code == Some(2), "{code:?}");
    }
    let whole = [reports("digest"), reports("full")];
    assert!(whole.contains(&contents(out.path())), "the files are not of one run");
}

#[test]
fn a_killed_run_leaves_earlier_reports_whole() {
    kill_runs(10);
}

#[test]
#[ignore = "takes minutes; `cargo test -p kaitei --test it hundred -- --ignored`"]
fn a_hundred_killed_runs_leave_earlier_reports_whole() {
    kill_runs(100);
}

/// Kills runs at moments spread over the time that a run takes, and looks at what stands there each time.
fn kill_runs(times: u32) {
    let whole = [reports("digest"), reports("full")];
    let out = tempfile::tempdir().unwrap();
    run(out.path(), "digest").done();
    let begun = Instant::now();
    run(out.path(), "full").done();
    let length = begun.elapsed();
    let mut killed = 0;
    for time in 0..times {
        let scope = if time % 2 == 0 { "digest" } else { "full" };
        let mut child =
            report(out.path(), scope).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // The last third of a run is when files are put in place: most kills fall there.
        let part =
            if time % 4 == 0 { length * time / times } else { length * (2 * times + time) / (3 * times) };
        thread::sleep(part.max(Duration::from_millis(1)));
        killed += u32::from(child.try_wait().unwrap().is_none());
        // SIGKILL on Unix; a run that is already over is no error.
        let _ = child.kill();
        child.wait().unwrap();
        for (name, bytes) in contents(out.path()) {
            assert!(
                whole.iter().any(|set| set.get(&name) == Some(&bytes)),
                "{name} is damaged after kill {time}"
            );
        }
        assert_eq!(contents(out.path()).len(), whole[0].len(), "a report is gone after kill {time}");
    }
    println!("{killed} of {times} runs were killed at work (a run takes {length:?})");
    assert!(killed > 0);
    run(out.path(), "digest").done();
    assert_eq!(contents(out.path()), whole[0], "a run after the kills does its work");
    let hidden = fs::read_dir(out.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".kaitei-"));
    assert_eq!(hidden.count(), 0, "what killed runs left is cleared away");
}

/// The files that people see in a folder, with their bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let shown = names(folder).into_iter().filter(|name| !name.starts_with('.'));
    shown.map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

/// What an undisturbed run writes.
fn reports(scope: &str) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    run(out.path(), scope).done();
    contents(out.path())
}
