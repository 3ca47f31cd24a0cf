//! Limits that protect the machine from hostile or broken files.

use std::sync::atomic::{AtomicU64, Ordering};

/// How much of a file is read before reading stops. The defaults lie far above what documents of thousands of pages need; they stand in
/// `docs/limits.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file: u64,
    /// Pages.
    pub pages: usize,
    /// Objects.
    pub objects: usize,
    /// Bytes that one stream of objects or references, which are opened before anything is read, may hold when decompressed.
    pub object_stream: usize,
    /// Bytes that one stream may hold when decompressed.
    pub stream: usize,
    /// Bytes that the content of all pages may hold when decompressed, a form counted whenever it is drawn.
    pub unpacked: u64,
    /// Bytes that the content of one page, with the forms it draws, may hold when decompressed.
    pub page_content: usize,
    /// Operators on a page, those of its forms included.
    pub operators: usize,
    /// Glyphs on a page.
    pub glyphs: usize,
    /// Glyphs of all pages.
    pub all_glyphs: u64,
    /// Ruling lines on a page; further ones are left out.
    pub rules: usize,
    /// Forms drawn within forms.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 512 << 20,
            pages: 20_000,
            objects: 4_000_000,
            object_stream: 16 << 20,
            stream: 64 << 20,
            unpacked: 1 << 30,
            page_content: 64 << 20,
            operators: 4_000_000,
            glyphs: 200_000,
            all_glyphs: 50_000_000,
            rules: 100_000,
            nesting: 12,
        }
    }
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Passwords to try, after the empty one.
    pub passwords: Vec<String>,
    /// See [`Limits`].
    pub limits: Limits,
}

/// What all pages together have used up. The sums do not depend on which thread reads which page, so that the verdict does not either.
#[derive(Debug, Default)]
pub(crate) struct Spent {
    content: AtomicU64,
    glyphs: AtomicU64,
}

impl Spent {
    /// Counts decompressed content; false where it is too much.
    pub(crate) fn content(&self, bytes: usize, limits: &Limits) -> bool {
        add(&self.content, bytes) <= limits.unpacked
    }

    /// Counts a page's glyphs; false where they are too many.
    pub(crate) fn glyphs(&self, count: usize, limits: &Limits) -> bool {
        add(&self.glyphs, count) <= limits.all_glyphs
    }

    /// Whether there was too much content.
    pub(crate) fn too_much_content(&self, limits: &Limits) -> bool {
        self.content.load(Ordering::Relaxed) > limits.unpacked
    }

    /// Whether there were too many glyphs.
    pub(crate) fn too_many_glyphs(&self, limits: &Limits) -> bool {
        self.glyphs.load(Ordering::Relaxed) > limits.all_glyphs
    }
}

fn add(sum: &AtomicU64, count: usize) -> u64 {
    let count = count as u64;
    sum.fetch_add(count, Ordering::Relaxed).saturating_add(count)
}
