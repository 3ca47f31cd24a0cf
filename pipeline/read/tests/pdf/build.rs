//! Builds small PDFs byte by byte, so that a test shows what it is about.

use kaitei_read::pdf::{Content, Line, Pdf, ReadOptions, read};

/// A PDF under construction. Object 1 is the catalogue, 2 the page tree.
pub(crate) struct Builder {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    catalog: String,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self { objects: vec![Vec::new(), Vec::new()], pages: Vec::new(), catalog: String::new() }
    }

    /// Adds an object and gives its number.
    pub(crate) fn add(&mut self, body: &str) -> usize {
        self.objects.push(body.as_bytes().to_vec());
        self.objects.len()
    }

    /// Adds a stream with further entries of its dictionary.
    pub(crate) fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.objects.push(body);
        self.objects.len()
    }

    /// Adds entries to the catalogue.
    pub(crate) fn catalog(&mut self, entries: &str) {
        self.catalog.push_str(entries);
    }

    /// Adds an A4 page. `entries` may hold `/Resources` and others.
    pub(crate) fn page(&mut self, entries: &str, content: &[u8]) -> &mut Self {
        let content = self.stream("", content);
        self.bare_page(&format!("/MediaBox [0 0 595 842] /Contents {content} 0 R {entries}"))
    }

    /// Adds a page as given.
    pub(crate) fn bare_page(&mut self, entries: &str) -> &mut Self {
        let page = self.add(&format!("<< /Type /Page /Parent 2 0 R {entries} >>"));
        self.pages.push(page);
        self
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let kids: Vec<String> = self.pages.iter().map(|p| format!("{p} 0 R")).collect();
        let mut objects = self.objects.clone();
        objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog).into_bytes();
        objects[1] =
            format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()).into_bytes();
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut offsets = Vec::new();
        for (i, body) in objects.iter().enumerate() {
            offsets.push(out.len());
            out.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let xref = out.len();
        out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
        for offset in &offsets {
            out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
        }
        let size = objects.len() + 1;
        let tail = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        out.extend_from_slice(tail.as_bytes());
        out
    }

    pub(crate) fn read(&self) -> Pdf {
        read(&self.bytes(), &ReadOptions::default()).unwrap_or_default()
    }
}

/// A font of Japanese text whose codes are UTF-16BE, full-width where nothing else is said.
pub(crate) const JAPANESE: &str = "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UTF16-H \
    /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light \
    /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /W [1 94 500] >>] >>";

/// `JAPANESE` for vertical writing.
pub(crate) fn vertical() -> String {
    JAPANESE.replace("UTF16-H", "UTF16-V")
}

/// A page in Helvetica (`F1`), Japanese (`J`) and vertical Japanese (`V`).
pub(crate) fn one_page(content: &str) -> Pdf {
    page_with("", content)
}

/// The same, with further entries of the page.
pub(crate) fn page_with(entries: &str, content: &str) -> Pdf {
    let mut b = Builder::new();
    b.page(&format!("{} {entries}", resources("")), content.as_bytes());
    b.read()
}

/// The resources of those pages, with further ones.
pub(crate) fn resources(more: &str) -> String {
    format!(
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> \
         /J {JAPANESE} /V {} >> {more} >>",
        vertical()
    )
}

/// A hex string of UTF-16BE.
pub(crate) fn hex(text: &str) -> String {
    let digits: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
    format!("<{digits}>")
}

/// Shows Japanese text at a place, 10 points large.
pub(crate) fn show(x: f32, y: f32, text: &str) -> String {
    sized(10.0, x, y, text)
}

/// Shows Japanese text at a place in a size.
pub(crate) fn sized(size: f32, x: f32, y: f32, text: &str) -> String {
    format!("BT /J {size} Tf 1 0 0 1 {x} {y} Tm {} Tj ET\n", hex(text))
}

/// All lines outside of tables, in reading order.
pub(crate) fn lines(pdf: &Pdf) -> Vec<Line> {
    let blocks = pdf.pages.iter().flat_map(|p| &p.blocks);
    blocks
        .flat_map(|b| match &b.content {
            Content::Lines(lines) => lines.clone(),
            Content::Table(_) => Vec::new(),
        })
        .collect()
}

/// Their texts.
pub(crate) fn texts(pdf: &Pdf) -> Vec<String> {
    lines(pdf).iter().map(|l| l.runs.iter().map(|r| r.text.as_str()).collect()).collect()
}

/// Codes of what was noted.
pub(crate) fn codes(pdf: &Pdf) -> Vec<String> {
    pdf.diagnostics.iter().map(|d| d.code.clone()).collect()
}
