//! Reading the report: filters, search, links, folds, keys, print, accessibility.

use std::{fs, path::PathBuf};

use serde_json::json;

use super::driver::{Page, open};
use crate::support::{root, run, specimens};

fn report() -> Option<Page> {
    open(&specimens().folder.path().join("report.html"))
}

const SHOWN: &str = "document.querySelectorAll('#table tr.r:not([hidden])').length";

#[test]
fn filters_show_just_what_they_say() {
    let Some(mut page) = report() else { return };
    let all = page.count(SHOWN);
    page.click("#open");
    assert_eq!(page.eval("document.querySelector('#facets').hidden"), json!(false));
    let expected = page.count("document.querySelectorAll('#table tr.r[data-k=removed]').length");
    page.click("#facets input[name=k][value=removed]");
    assert_eq!(page.count(SHOWN), expected);
    assert!(expected > 0 && expected < all);
    // Every filter that the report should have, and one value of each.
    for facet in ["s", "k", "p", "d", "t", "a", "c", "g"] {
        page.click("#clear");
        assert_eq!(page.count(SHOWN), all, "after {facet}");
        let first = page.text(&format!("document.querySelector('#facets input[name={facet}]').value"));
        page.click(&format!("#facets input[name={facet}]"));
        let count = format!(
            "Array.from(document.querySelectorAll('#table [data-k]')).filter(e => (e.dataset.{facet} || '').split(' ').includes({})).length",
            json!(first)
        );
        let expected = page.count(&count);
        let said = page.text("document.getElementById('count').textContent");
        assert_eq!(said, expected.to_string(), "{facet}");
        assert!(expected > 0, "{facet}");
    }
    // A figure of the first screen does the same.
    page.click("#clear");
    page.click(".counts a[data-v=removed]");
    assert_eq!(
        page.count(SHOWN),
        page.count("document.querySelectorAll('#table tr.r[data-k=removed]').length")
    );
    assert_eq!(page.errors(), [""; 0]);
}

#[test]
fn the_search_minds_neither_width_nor_spaces() {
    let Some(mut page) = report() else { return };
    page.press("/");
    assert_eq!(page.text("document.activeElement.id"), "q");
    page.fill("#q", "二要素認証");
    let found = page.count(SHOWN);
    assert!(found > 0);
    let all = "Array.from(document.querySelectorAll('#table tr.r:not([hidden])')).every(e => (e.dataset.q + e.textContent).includes('二要素認証'))";
    assert_eq!(page.eval(all), json!(true));
    page.fill("#q", "システム運用編１４．⑤");
    assert!(page.count(SHOWN) >= 1);
    page.fill("#q", "どこにもない語句");
    assert_eq!(page.count(SHOWN), 0);
    assert_eq!(page.eval("document.getElementById('nomatch').hidden"), json!(false));
    assert_eq!(page.errors(), [""; 0]);
}

#[test]
fn a_link_to_a_change_shows_it_whatever_is_filtered_or_folded() {
    let Some(mut page) = report() else { return };
    let inside = page.text("document.querySelector('#table tr.fold li[id^=c-]').id");
    let row = page.text("document.querySelector('#table tr.r').id");
    let file = specimens().folder.path().join("report.html");
    page.go_to("about:blank");
    page.go_to(&format!("file://{}#{inside}", file.display()));
    page.settle();
    let seen = |id: &str| {
        format!(
            "(() => {{ const b = document.getElementById('{id}').getBoundingClientRect(); return b.height > 0 && b.top < innerHeight && b.bottom > 0; }})()"
        )
    };
    assert_eq!(page.eval(&seen(&inside)), json!(true));
    page.fill("#q", "どこにもない語句");
    page.eval(&format!("location.hash = '{row}'"));
    page.settle();
    assert_eq!(page.eval(&seen(&row)), json!(true));
    // Evidence stands behind a fold.
    let closed = format!("document.querySelector('#{row} details.e').open");
    assert_eq!(page.eval(&closed), json!(false));
    page.click(&format!("#{row} details.e > summary"));
    assert_eq!(page.eval(&closed), json!(true));
    assert!(page.count(&format!("document.querySelectorAll('#{row} details.e dd').length")) > 0);
    assert_eq!(page.errors(), [""; 0]);
}

#[test]
fn it_prints_as_a_landscape_table_with_its_head_on_each_page() {
    let Some(mut page) = report() else { return };
    page.click("#open");
    page.click("#facets input[name=s][value=high]");
    let file = page.folder.path().join("printed.pdf");
    page.print(&file);
    let bytes = fs::read(&file).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    // A4 landscape in points, as the browser writes it.
    assert!(
        text.contains("/MediaBox [0 0 841.") || text.contains("/MediaBox [0 0 842"),
        "the paper is not A4 landscape"
    );
    let read = run([
        std::ffi::OsStr::new("extract"),
        file.as_os_str(),
        std::ffi::OsStr::new("--as"),
        "text".as_ref(),
    ]);
    assert_eq!(read.code, 0, "{}", read.stderr);
    let pages: Vec<&str> = read.text().split('\u{c}').collect();
    assert!(pages.len() > 5 && pages.len() < 80, "{} pages", pages.len());
    assert!(pages.iter().all(|page| page.contains("見本")), "every page says that it is a specimen");
    assert!(!read.text().contains("絞り込み"), "controls are not printed");
    assert_eq!(page.errors(), [""; 0]);
}

/// `tests/browser/axe.sh` fetches the checker.
pub(super) fn axe() -> Option<String> {
    let named = std::env::var_os("KAITEI_AXE").map(PathBuf::from);
    let path = named.unwrap_or_else(|| root().join("target/axe/node_modules/axe-core/axe.min.js"));
    match fs::read_to_string(&path) {
        Ok(script) => Some(script),
        Err(_) => {
            println!("LEFT OUT: axe-core is not at {} (tests/browser/axe.sh fetches it)", path.display());
            None
        }
    }
}

#[test]
fn axe_finds_no_serious_fault() {
    let Some(script) = axe() else { return };
    let Some(mut page) = report() else { return };
    // The page's own policy lets no other script in; the browser does.
    page.call("Page.setBypassCSP", &json!({ "enabled": true }));
    let file = specimens().folder.path().join("report.html");
    for scheme in ["light", "dark"] {
        page.scheme(scheme);
        page.eval("localStorage.clear()");
        page.go(&file);
        page.click("#open");
        page.click("#table tr.r[data-c=review] .dec button[data-v=wrong]");
        page.eval(&script);
        // Rows are made alike: some of each sort are looked at.
        page.eval("for (const [many, most] of [['#table .doc', 3], ['#table .doc .ch', 6], ['.his > li', 8], ['.diag tr', 6]]) document.querySelectorAll(many).forEach((one, i) => { if (i >= most && !one.querySelector('.dec')) one.remove(); })");
        let run = "axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => v.impact + ' ' + v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0] || n.all[0] || n.none[0] || {}).message).join(' | ')))";
        let found = page.eval(run);
        let found: Vec<&str> =
            found.as_array().unwrap().iter().map(|fault| fault.as_str().unwrap()).collect();
        println!("axe ({scheme}): {found:#?}");
        let serious: Vec<_> = found
            .iter()
            .filter(|fault| fault.starts_with("serious") || fault.starts_with("critical"))
            .collect();
        assert!(serious.is_empty(), "{scheme}: {serious:#?}");
    }
}
