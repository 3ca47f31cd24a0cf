//! `docs/limits.md` tells the default of every limit of the readers. What happens where one is reached is tested beside the readers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of it is a test, also what stands in no #[test] function"
)]

use kaitei_read::{pdf, workbook};

const PAGE: &str = include_str!("../../../docs/limits.md");

/// The default that the page gives for a limit.
fn told(name: &str) -> String {
    let row =
        PAGE.lines().find(|l| l.starts_with(&format!("| `{name}`"))).unwrap_or_else(|| panic!("{name}"));
    row.split(" | ").nth(1).unwrap().to_owned()
}

fn bytes(text: &str) -> u64 {
    match text.strip_suffix(" MiB") {
        Some(n) => n.parse::<u64>().unwrap() << 20,
        None => text.parse().unwrap(),
    }
}

#[test]
fn the_page_tells_the_defaults() {
    // Taken apart, so that a new limit does not go without its row.
    let pdf::Limits {
        file,
        pages,
        objects,
        object_stream,
        stream,
        unpacked,
        page_content,
        operators,
        glyphs,
        all_glyphs,
        rules,
        nesting,
    } = pdf::Limits::default();
    let of_pdf = [
        ("pages", pages as u64),
        ("objects", objects as u64),
        ("object_stream", object_stream as u64),
        ("stream", stream as u64),
        ("unpacked", unpacked),
        ("page_content", page_content as u64),
        ("operators", operators as u64),
        ("glyphs", glyphs as u64),
        ("all_glyphs", all_glyphs),
        ("rules", rules as u64),
        ("nesting", nesting as u64),
    ];
    let workbook::ReadOptions {
        max_parts,
        max_part_bytes,
        max_total_bytes,
        max_cells,
        max_text_bytes,
        max_merges,
        max_depth,
    } = workbook::ReadOptions::default();
    let of_workbooks = [
        ("max_parts", max_parts as u64),
        ("max_part_bytes", max_part_bytes),
        ("max_total_bytes", max_total_bytes),
        ("max_cells", max_cells as u64),
        ("max_text_bytes", max_text_bytes as u64),
        ("max_merges", max_merges as u64),
        ("max_depth", max_depth as u64),
    ];
    for (name, limit) in of_pdf.into_iter().chain(of_workbooks) {
        assert_eq!(bytes(&told(name)), limit, "{name}");
    }
    assert!(PAGE.contains(&format!("| size of a file | {} MiB |", file >> 20)));
}
