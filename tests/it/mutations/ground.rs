//! What is broken, while it is still whole: made of the specimens, and of real PDFs where these are at hand.

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
};

use lopdf::{Document, Object};
use serde_json::Value;
use tempfile::TempDir;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::support::{edition, finish, kaitei};

/// The parts of a zip by name.
pub(crate) type Parts = Vec<(String, Vec<u8>)>;

pub(crate) struct Ground {
    folder: TempDir,
    /// Their streams are not compressed.
    pub(crate) pdfs: Vec<Vec<u8>>,
    pub(crate) books: Vec<Parts>,
    /// The workbook of changes that decisions may be written into.
    pub(crate) report: Parts,
    pub(crate) crosswalk: Parts,
    pub(crate) changes: Value,
    pub(crate) items: Value,
    pub(crate) decisions: String,
    pub(crate) expect: String,
    pub(crate) edition: String,
    /// Names and texts.
    pub(crate) rules: Vec<(String, String)>,
    pub(crate) letter: String,
    /// Citations of an old and a new item.
    pub(crate) pair: (String, String),
}

impl Ground {
    /// A small comparison and everything that goes with it.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (old, new) = (
            edition("r7").join("checklist-2025-vendor.xlsx"),
            edition("r8").join("checklist-2026-vendor.xlsx"),
        );
        for (file, name) in [(&old, "old.json"), (&new, "new.json")] {
            let items = finish(kaitei().arg("extract").arg(file).args(["--as", "items"])).done();
            fs::write(at(name), &items.stdout).unwrap();
        }
        let mut diff = kaitei();
        diff.arg("diff").arg("--old").arg(at("old.json")).arg("--new").arg(at("new.json"));
        finish(diff.arg("--out").arg(folder.path()).args(["--formats", "json,xlsx"])).done();
        let changes: Value = serde_json::from_slice(&fs::read(at("changes.json")).unwrap()).unwrap();
        let citation = |side: &str| changes[side]["items"][2]["citation"].as_str().unwrap().to_owned();
        let pair = (citation("old"), citation("new"));
        let mut link = kaitei();
        link.arg("decide").arg(at("changes.json")).arg("--decisions").arg(at("kaitei.decisions.toml"));
        finish(link.arg("--link").arg(&pair.0).arg("--with").arg(&pair.1).args(["--by", "見本"])).done();
        let decisions = fs::read_to_string(at("kaitei.decisions.toml")).unwrap();
        let report = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let report = report.into_iter().find(|path| path.extension().is_some_and(|e| e == "xlsx")).unwrap();
        let book = |path: &Path| unzipped(&fs::read(path).unwrap());
        let expect = expectations(&pair);
        fs::write(at("expect.toml"), &expect).unwrap();
        let crosswalk = crosswalk(&pair);
        fs::write(at("crosswalk.xlsx"), zipped(&crosswalk)).unwrap();
        Self {
            pdfs: pdfs(),
            books: vec![book(&old), book(&new)],
            report: book(&report),
            crosswalk,
            items: serde_json::from_slice(&fs::read(at("old.json")).unwrap()).unwrap(),
            changes,
            decisions,
            expect,
            edition: fs::read_to_string(edition("r8").join("edition.toml")).unwrap(),
            rules: rules(&at("rules")),
            letter: letter(),
            pair,
            folder,
        }
    }

    /// A whole file of the small comparison.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn expectations((old, new): &(String, String)) -> String {
    format!(
        "schema = \"kaitei.expect/1\"\n\n[[expect]]\nid = \"gone\"\ntext = \"見本\"\nexists = {{ requirement = true, removes = \"定期\" }}\n\n\
         [[expect]]\nid = \"same\"\ntext = \"見本\"\nunchanged = [\"{new}\"]\nignore = [\"renumbered\"]\n\n\
         [[expect]]\nid = \"settled\"\ntext = \"見本\"\nreview = 0\n\n[[claim]]\nid = \"claim\"\nclaim = \"見本。\"\n[[claim.proof]]\n\
         old = \"{old}\"\nnew = \"{new}\"\nkind = \"modified\"\ncontains = [\"確認\"]\n\n[[depends]]\ncitation = \"{old}\"\n\
         fingerprint = \"0a1b2c3d4e5f\"\ncomponent = \"login\"\n"
    )
}

/// kaitei's own rules, as they are handed out to be edited.
fn rules(folder: &Path) -> Vec<(String, String)> {
    finish(kaitei().args(["rules", "--export"]).arg(folder)).done();
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    let toml = files.into_iter().filter(|path| path.extension().is_some_and(|e| e == "toml"));
    toml.map(|path| {
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(&path).unwrap())
    })
    .collect()
}

/// The letter of the guides with every field in force.
fn letter() -> String {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/letter.toml")).unwrap();
    let field = |line: &str| match line.strip_prefix("# ") {
        Some(field) if field.contains(" = ") => field.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(|line| field(line) + "\n").collect()
}

/// A published table of which old item became which new one.
fn crosswalk((old, new): &(String, String)) -> Parts {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let row = |n: usize, cells: [&str; 3]| {
        let cell = |(c, text): (usize, &&str)| {
            format!("<c r=\"{}{n}\" t=\"inlineStr\"><is><t>{text}</t></is></c>", ["A", "B", "C"][c])
        };
        format!("<row r=\"{n}\">{}</row>", cells.iter().enumerate().map(cell).collect::<String>())
    };
    let rows =
        row(1, ["改定前", "改定後", "区分"]) + &row(2, [old, new, "変更"]) + &row(3, [old, "－", "削除"]);
    let part = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    vec![
        part(
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        part(
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"対応表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        part(
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ]
}

/// The specimens' PDFs, and those of the corpus that are not too large to be read thousands of times.
fn pdfs() -> Vec<Vec<u8>> {
    let mut folders = vec![edition("r7"), edition("r8")];
    if let Ok(corpus) = std::env::var("KAITEI_CORPUS") {
        folders.extend(
            ["guideline", "crosswalk", "hard-pdf/made", "hard-pdf/real"].map(|f| Path::new(&corpus).join(f)),
        );
    }
    let mut files = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        files
            .extend(entries.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "pdf")));
    }
    files.sort();
    files.iter().filter_map(|file| plain(&fs::read(file).unwrap())).collect()
}

/// The file with its streams unpacked and without its pictures, which nothing reads; none where it needs a password or is broken already.
fn plain(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut document = Document::load_mem(bytes).ok().filter(|document| !document.is_encrypted())?;
    let picture = |object: &Object| {
        let stream = object.as_stream().ok();
        stream.is_some_and(|s| s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image"))
    };
    document.objects.retain(|_, object| !picture(object));
    document.decompress();
    let mut out = Vec::new();
    document.save_to(&mut out).ok()?;
    Some(out)
}

fn unzipped(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut data = Vec::new();
            part.read_to_end(&mut data).unwrap();
            (part.name().unwrap().to_string(), data)
        })
        .collect()
}

/// A zip of parts, not compressed.
pub(crate) fn zipped(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, data) in parts {
        zip.start_file(name.as_str(), stored).unwrap();
        zip.write_all(data).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
