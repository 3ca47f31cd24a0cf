//! `seeds DIR FILE…`: seeds for the fuzz targets from PDF files and workbooks, their streams and parts unpacked, a folder of DIR a target.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use lopdf::{Document, Object};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let Some(out) = args.next() else { return Ok(()) };
    let mut count = 0;
    let mut write = |target: &str, data: &[u8]| {
        // Long seeds make a fuzzer slow, and it finds nothing more in them.
        if data.is_empty() || data.len() > 200_000 {
            return Ok(());
        }
        count += 1;
        let folder = Path::new(&out).join(target);
        fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(format!("seed-{count}")), data))
    };
    for file in args {
        let bytes = fs::read(&file)?;
        if bytes.starts_with(b"PK") {
            for (at, part) in parts(&bytes).into_iter().enumerate() {
                write("workbook", &[&[at as u8], part.as_slice()].concat())?;
            }
        } else if let Ok(mut document) = Document::load_mem(&bytes) {
            document.decompress();
            let mut plain = Vec::new();
            document.save_to(&mut plain)?;
            write("pdf", &plain)?;
            for (target, data) in streams(&document) {
                write(target, &data)?;
            }
        }
    }
    Ok(())
}

/// Content streams, CMaps and font programs.
fn streams(document: &Document) -> Vec<(&'static str, Vec<u8>)> {
    let content = |id| document.get_object(id).and_then(Object::as_stream).map(|s| s.content.clone()).ok();
    let mut out = Vec::new();
    for page in document.get_pages().into_values().take(20) {
        out.extend(document.get_page_contents(page).into_iter().filter_map(content).map(|c| ("content", c)));
    }
    for object in document.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        for (key, target) in
            [("ToUnicode", "cmap"), ("FontFile", "font"), ("FontFile2", "font"), ("FontFile3", "font")]
        {
            let found = dict.get(key.as_bytes()).and_then(Object::as_reference).ok().and_then(content);
            out.extend(found.map(|c| (target, c)));
        }
    }
    out
}

/// The parts of a zip, in its order.
fn parts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut out = Vec::new();
    for at in 0..archive.len() {
        let mut data = Vec::new();
        if let Ok(mut part) = archive.by_index(at)
            && part.read_to_end(&mut data).is_ok()
        {
            out.push(data);
        }
    }
    out
}
