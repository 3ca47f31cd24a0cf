//! Ten thousand changes.

use std::time::{Duration, Instant};

use kaitei_model::{Aspect, ChangeSet, DocumentKind, Kind, Side, Significance};

use super::builder::Builder;
use crate::{Format, ReportOptions, Scope, render};

/// Chapters of forty items, half of them changed.
pub(super) fn large(count: usize) -> ChangeSet {
    let mut b = Builder::new();
    for side in [Side::Old, Side::New] {
        b.document(side, "編", "第1版", DocumentKind::Guideline);
    }
    b.pair(&["編"], &["編"], &["title"]);
    for i in 0..count {
        if i % 40 == 0 {
            b.heading(0, Some(&format!("編 {i}.")), Some(&format!("編 {i}.")), &format!("{i}."), "見出し");
            continue;
        }
        let citation = format!("編 {i}");
        let text = "利用者の情報を扱う機器は、台帳に記し、[-年に一度-]{+半年に一度+}見直す。担当者は結果を責任者に伝える。";
        let same = "利用者の情報を扱う機器は、台帳に記し、見直す。";
        let (kind, aspects, text) = if i % 2 == 0 {
            (Kind::Modified, vec![Aspect::NumberChanged], text)
        } else {
            (Kind::Unchanged, vec![], same)
        };
        let change = b.marked(kind, &aspects, Some((&citation, "①")), Some((&citation, "①")), text);
        if i % 1000 == 2 {
            change.significance = Significance::High;
        }
    }
    b.set
}

#[test]
fn ten_thousand_changes_in_seconds() {
    let set = large(10_000);
    for format in Format::ALL {
        let start = Instant::now();
        let options = ReportOptions { scope: Scope::Full, ..ReportOptions::default() };
        let files = render(&set, format, &options).unwrap();
        let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
        println!("{format}: {bytes} bytes in {:?}", start.elapsed());
        // A bound against quadratic growth, generous for a busy machine and an unoptimised build.
        assert!(start.elapsed() < Duration::from_secs(10), "{format}: {:?}", start.elapsed());
        if let Some(folder) = std::env::var_os("KAITEI_LOOK") {
            for file in files {
                std::fs::write(
                    std::path::Path::new(&folder).join(format!("large-{}", file.name)),
                    file.bytes,
                )
                .unwrap();
            }
        }
    }
}
