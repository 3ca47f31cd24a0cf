//! Rules that somebody edited: written out, read again, refused where they would decide nothing.

use std::fs;

use crate::support::{changes, root, run};

fn written_out(folder: &std::path::Path) {
    run(["rules".as_ref(), "--export".as_ref(), folder.as_os_str()]).done();
}

#[test]
fn rules_are_written_out_and_an_edited_file_stays() {
    let out = tempfile::tempdir().unwrap();
    written_out(out.path());
    for name in ["themes.toml", "significance.toml", "classes/added.toml", "families/points.toml"] {
        let text = fs::read_to_string(out.path().join(name)).unwrap();
        assert_eq!(text, fs::read_to_string(root().join("pipeline/rules").join(name)).unwrap(), "{name}");
    }
    let mine = out.path().join("themes.toml");
    fs::write(&mine, "# 事務局で直したもの\n").unwrap();
    written_out(out.path());
    assert_eq!(fs::read_to_string(&mine).unwrap(), "# 事務局で直したもの\n");
}

#[test]
fn an_edited_theme_shows_in_the_changes() {
    let (rules, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let theme =
        "[[theme]]\nid = \"stock-take\"\nja = \"棚卸\"\nen = \"Stock-taking\"\nwords = [\"パスワード\"]\n";
    fs::write(rules.path().join("themes.toml"), theme).unwrap();
    let file = |edition: &str| root().join(format!("fixtures/editions/{edition}-vendor.xlsx"));
    let (old, new) = (file("r7/checklist-2025"), file("r8/checklist-2026"));
    let [old, new] = [&old, &new].map(|path| path.as_os_str());
    let args = [
        "diff".as_ref(),
        "--old".as_ref(),
        old,
        "--new".as_ref(),
        new,
        "--out".as_ref(),
        out.path().as_os_str(),
    ];
    run(args.iter().copied().chain(["--rules".as_ref(), rules.path().as_os_str()])).done();
    let changes = changes(&out.path().join("changes.json"));
    assert!(changes.themes.contains_key("stock-take") && changes.themes.contains_key("password"));
    assert_ne!(changes.tool.rules, "", "the hash of the rules in force");
    assert!(changes.changes.iter().any(|c| c.themes.iter().any(|t| t == "stock-take")));
}

#[test]
fn a_file_that_is_no_rule_file_is_refused() {
    let rules = tempfile::tempdir().unwrap();
    let file = root().join("fixtures/editions/r8/checklist-2026-vendor.xlsx");
    let extract =
        || run(["extract".as_ref(), file.as_os_str(), "--rules".as_ref(), rules.path().as_os_str()]);
    extract().refused("file-malformed");
    fs::write(rules.path().join("theme.toml"), "").unwrap();
    extract().refused("file-malformed");
    fs::rename(rules.path().join("theme.toml"), rules.path().join("themes.toml")).unwrap();
    fs::write(rules.path().join("themes.toml"), "[[theme]]\nid = \n").unwrap();
    let refused = extract().refused("file-malformed");
    assert!(
        refused.stderr.contains("themes.toml") && refused.stderr.contains("line 2"),
        "{}",
        refused.stderr
    );
}
