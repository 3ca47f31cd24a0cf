//! For looking at: `KAITEI_SHOTS=DIR cargo test -p kaitei --test it browser::look` takes pictures of the report.

use std::{fs, path::PathBuf};

use serde_json::json;

use super::driver::{Page, open};
use crate::support::specimens;

fn shot(page: &mut Page, folder: &std::path::Path, name: &str) {
    let data =
        page.call("Page.captureScreenshot", &json!({ "format": "png" }))["data"].as_str().unwrap().to_owned();
    fs::write(folder.join(name), super::driver::base64(&data)).unwrap();
}

#[test]
fn pictures() {
    let Some(folder) = std::env::var_os("KAITEI_SHOTS").map(PathBuf::from) else { return };
    let report = std::env::var_os("KAITEI_REPORT")
        .map_or_else(|| specimens().folder.path().join("report.html"), PathBuf::from);
    let Some(mut page) = open(&report) else { return };
    for (scheme, width, height) in [("light", 1280, 1500), ("dark", 1280, 1500), ("light", 390, 1400)] {
        page.scheme(scheme);
        page.call(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
        page.go(&report);
        shot(&mut page, &folder, &format!("first-{scheme}-{width}.png"));
        for (name, scroll) in [
            ("high", "document.getElementById('high').scrollIntoView()"),
            ("table", "document.getElementById('table').scrollIntoView()"),
            ("filters", "document.getElementById('open').click()"),
            (
                "rows",
                "document.getElementById('open').click(); document.querySelectorAll('#table tr.r.s-high')[20].scrollIntoView()",
            ),
            (
                "decide",
                "(() => { const r = document.querySelector('#table tr.r[data-c=review]'); r.querySelector('[data-v=wrong]').click(); r.querySelector('details.e').open = true; r.scrollIntoView({ block: 'center' }); })()",
            ),
            ("review", "document.getElementById('review').scrollIntoView()"),
        ] {
            page.eval(scroll);
            page.settle();
            page.settle();
            shot(&mut page, &folder, &format!("{name}-{scheme}-{width}.png"));
        }
    }
    page.eval("localStorage.clear()");
}
