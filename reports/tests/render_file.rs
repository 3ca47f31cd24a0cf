//! For looking at real data: `KAITEI_CHANGES=changes.json KAITEI_LOOK=DIR cargo test -p kaitei-reports real`.

use crate::{Format, ReportOptions, Scope, render};

#[test]
fn real() {
    let (Some(file), Some(folder)) = (std::env::var_os("KAITEI_CHANGES"), std::env::var_os("KAITEI_LOOK"))
    else {
        return;
    };
    let set = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    for scope in [Scope::Digest, Scope::Full] {
        for format in Format::ALL {
            let options = ReportOptions { scope, ..ReportOptions::default() };
            for file in render(&set, format, &options).unwrap() {
                let name = format!("{scope}-{}", file.name);
                std::fs::write(std::path::Path::new(&folder).join(name), file.bytes).unwrap();
            }
        }
    }
}
