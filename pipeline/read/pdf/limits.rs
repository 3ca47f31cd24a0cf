//! Limits that protect the machine from hostile or broken files.

/// How much of a file is read before reading stops. The defaults lie far above what documents of thousands of pages need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file: usize,
    /// Bytes that one stream may hold when decompressed.
    pub stream: usize,
    /// Bytes that the content of one page, with the forms it draws, may hold when decompressed.
    pub page_content: usize,
    /// Pages.
    pub pages: usize,
    /// Operators on a page, those of its forms included.
    pub operators: usize,
    /// Glyphs on a page.
    pub glyphs: usize,
    /// Ruling lines on a page.
    pub rules: usize,
    /// Forms drawn within forms.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 1 << 30,
            stream: 64 << 20,
            page_content: 64 << 20,
            pages: 20_000,
            operators: 4_000_000,
            glyphs: 200_000,
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
