//! `report.md`: for pull requests and chat.

use std::fmt::Write;

use kaitei_model::{DiffOp, Side};

use crate::strings::Arg;
use crate::view::{Cell, ItemView, Section, Shown, View};
use crate::{OutputFile, Scope};

/// Draws the page.
pub(crate) fn render(view: &View, scope: Scope) -> Vec<OutputFile> {
    let mut out = Markdown { view, scope, text: String::new() };
    out.page();
    vec![OutputFile { name: "report.md".to_owned(), bytes: out.text.into_bytes() }]
}

struct Markdown<'a> {
    view: &'a View,
    scope: Scope,
    text: String,
}

impl Markdown<'_> {
    fn t(&self, id: &str) -> String {
        self.view.strings.get(id)
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn page(&mut self) {
        let view = self.view;
        self.line(&format!("# {}", escape(&view.title)));
        self.line("");
        let marks = view.marks();
        if !marks.is_empty() {
            self.line(&format!("> **{}**", escape(&marks.join("　"))));
            self.line("");
        }
        if let Some(date) = &view.date {
            self.line(&format!("{}: {}", self.t("html-made"), escape(date)));
            self.line("");
        }
        self.line(&format!("**{}**", escape(&view.overview.headline)));
        self.line("");
        for sentence in &view.overview.sentences {
            self.line(&format!("- {}", escape(sentence)));
        }
        self.line("");
        self.counts();
        self.high();
        self.documents();
        self.line(&format!("## {}", self.t("html-nav-table")));
        self.line("");
        self.line(&self.t("html-underline"));
        self.line("");
        if self.scope == Scope::Digest {
            let rest = view.left_out();
            if rest > 0 {
                self.line(&view.strings.with("md-digest-note", &[("count", Arg::Count(rest))]));
                self.line("");
            }
        }
        let mut shown = false;
        for (number, section) in view.sections.iter().enumerate() {
            shown |= self.section(number, section);
        }
        if !shown {
            self.line(&self.t("md-nothing"));
            self.line("");
        }
        self.diagnostics();
        self.sources();
    }

    fn counts(&mut self) {
        self.line(&format!("| {} | {} |", self.t("md-category"), self.t("md-number")));
        self.line("|---|---:|");
        for count in &self.view.overview.counts {
            self.line(&format!("| {} | {} |", escape(&count.label), count.count));
        }
        self.line("");
    }

    fn high(&mut self) {
        let view = self.view;
        self.line(&format!("## {}", self.t("html-nav-high")));
        self.line("");
        if view.overview.high.is_empty() {
            self.line(&self.t("html-high-none"));
            self.line("");
        }
        for group in &view.overview.high {
            if !group.audience.is_empty() || view.overview.high.len() > 1 {
                self.line(&format!("### {}", escape(&group.label)));
                self.line("");
            }
            for condition in &group.conditions {
                self.line(&format!("> {}", escape(&condition.replace('\n', " "))));
                self.line("");
            }
            for row in group.rows.iter().filter_map(|number| view.rows.get(*number)) {
                // The table below quotes both texts; a comment has little room.
                let mut line =
                    format!("- **{}** {}", escape(&row.title), escape(&row.about(&self.view.strings)));
                for remark in &row.remarks {
                    let _ = write!(line, " / {}", escape(remark));
                }
                self.line(&line);
            }
            self.line("");
        }
    }

    fn documents(&mut self) {
        self.line(&format!("## {}", self.t("html-nav-documents")));
        self.line("");
        self.line(&format!(
            "| {} | {} | {} | {} |",
            self.t("html-new"),
            self.t("html-old"),
            self.t("html-documents-result"),
            self.t("html-documents-count")
        ));
        self.line("|---|---|---|---:|");
        for section in &self.view.sections {
            let names = |names: &[String]| {
                if names.is_empty() {
                    self.t("html-none")
                } else {
                    names.iter().map(|name| escape(name)).collect::<Vec<_>>().join("<br>")
                }
            };
            let line = format!(
                "| {} | {} | {} | {} |",
                names(&section.pairing.new),
                names(&section.pairing.old),
                section.pairing.label,
                section.substantive
            );
            self.line(&line);
        }
        self.line("");
    }

    /// Writes a section, and says whether it holds anything.
    fn section(&mut self, number: usize, section: &Section) -> bool {
        if self.scope == Scope::Digest
            && let Some(id) = section.whole()
        {
            self.line(&format!("### {}", escape(&section.title)));
            self.line("");
            self.line(&self.view.strings.with(id, &[("count", Arg::Count(section.total))]));
            self.line("");
            let headings = self.view.headings(number);
            for heading in &headings {
                self.line(&format!("- {}", escape(heading)));
            }
            if !headings.is_empty() {
                self.line("");
            }
            return true;
        }
        let mut headed = false;
        for chapter in &section.chapters {
            let shown = self.view.shown(chapter, self.scope);
            if shown.is_empty() {
                continue;
            }
            if !headed {
                self.line(&format!("### {}", escape(&section.title)));
                self.line("");
                headed = true;
            }
            if !chapter.title.is_empty() {
                self.line(&format!("#### {}", escape(&chapter.title)));
                self.line("");
            }
            let heads: Vec<String> = section.columns.iter().map(|column| escape(&column.heading)).collect();
            self.line(&format!("| {} | {} |", heads.join(" | "), self.t("html-remarks")));
            self.line(&format!("|{}---|", "---|".repeat(heads.len())));
            for line in &shown {
                self.table_line(line, heads.len());
            }
            self.line("");
        }
        headed
    }

    fn table_line(&mut self, shown: &Shown<'_>, columns: usize) {
        match shown {
            Shown::Row(row) => {
                let cells: Vec<String> = row.cells.iter().map(|cell| cell_text(cell, true)).collect();
                let mut remarks = vec![escape(&row.about(&self.view.strings))];
                if row.significance.id != "info" {
                    remarks.push(format!("**{}**", escape(&row.significance.text)));
                }
                remarks.extend(row.remarks.iter().map(|remark| escape(remark)));
                self.line(&format!("| {} | {} |", cells.join(" | "), remarks.join("<br>")));
            }
            Shown::Heading(heading) => {
                let heading = format!("*{}*", escape(heading.trim()));
                self.line(&format!("| {heading} |{}", "  |".repeat(columns)));
            }
            Shown::Fold(fold) => {
                let ranges: Vec<String> = fold.ranges.iter().map(|range| escape(range)).collect();
                self.line(&format!("| {} | {} |", ranges.join(" | "), escape(&fold.remark)));
            }
        }
    }

    fn diagnostics(&mut self) {
        self.line(&format!("## {}", self.t("html-nav-diagnostics")));
        self.line("");
        let alarms: Vec<_> = self.view.diagnostics.iter().filter(|d| d.severity.id != "note").collect();
        if alarms.is_empty() {
            self.line(&self.t("html-diagnostics-none"));
        }
        for diagnostic in alarms {
            let mut line =
                format!("- **{}** {}", escape(&diagnostic.severity.text), escape(&diagnostic.document));
            if !diagnostic.place.is_empty() {
                let _ = write!(line, " {}", escape(&diagnostic.place));
            }
            let _ = write!(line, ": {} ({})", escape(&diagnostic.message), code(&diagnostic.code));
            if !diagnostic.advice.is_empty() {
                let _ = write!(line, " — {}", escape(&diagnostic.advice));
            }
            self.line(&line);
        }
        self.line("");
    }

    fn sources(&mut self) {
        let view = self.view;
        self.line(&format!("## {}", self.t("html-nav-sources")));
        self.line("");
        self.line(&view.strings.with("html-sources-disclaimer", &[("tool", Arg::Text(&view.tool))]));
        self.line("");
        self.line(&format!(
            "| {} | {} | {} | SHA-256 |",
            self.t("html-sources-side"),
            self.t("html-sources-title"),
            self.t("html-sources-file")
        ));
        self.line("|---|---|---|---|");
        for source in &view.sources {
            self.line(&format!(
                "| {} {} | {} | {} | {} |",
                escape(&source.side.text),
                escape(&source.edition),
                escape(&source.title),
                escape(&source.file),
                code(&source.sha256)
            ));
        }
        self.line("");
        for url in &view.published {
            self.line(&format!("- {}", escape(url)));
        }
        if !view.published.is_empty() {
            self.line("");
        }
        if !view.not_given.is_empty() {
            for sentence in &view.not_given {
                self.line(&format!("- {}", escape(sentence)));
            }
            self.line("");
        }
        self.line(&self.t("html-sources-only"));
    }
}

/// A cell on one line, changed words in `<ins>` and `<del>`: emphasis marks do not work beside Japanese punctuation.
fn cell_text(cell: &Cell, citations: bool) -> String {
    if let Some(placeholder) = &cell.placeholder {
        return escape(&placeholder.text);
    }
    let items: Vec<String> = cell
        .items
        .iter()
        .map(|item| {
            let mut out = String::new();
            if citations {
                let _ = write!(out, "**{}**<br>", escape(&item.citation));
            }
            out.push_str(&marked(cell.side, item));
            out
        })
        .collect();
    items.join("<br>")
}

fn marked(side: Side, item: &ItemView) -> String {
    let mut out = String::new();
    if !item.mark.is_empty() {
        let op = match (item.mark_changed, side) {
            (false, _) => DiffOp::Keep,
            (true, Side::Old) => DiffOp::Del,
            (true, Side::New) => DiffOp::Ins,
        };
        push(&mut out, op, &item.mark);
        out.push('　');
    }
    for segment in &item.segments {
        push(&mut out, segment.op, &segment.text);
    }
    out
}

fn push(out: &mut String, op: DiffOp, text: &str) {
    let text = escape(text);
    let _ = match op {
        DiffOp::Keep => write!(out, "{text}"),
        DiffOp::Del => write!(out, "<del>{text}</del>"),
        DiffOp::Ins => write!(out, "<ins>{text}</ins>"),
    };
}

/// An id or a hash as code; anything else as the text that it is.
fn code(text: &str) -> String {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        format!("`{text}`")
    } else {
        escape(text)
    }
}

/// Text of documents as inline Markdown that shows as the same text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // A name after @ would call somebody, a number after # would link an issue.
            '@' | '#' if chars.peek().is_some_and(char::is_ascii_alphanumeric) => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            '\n' => out.push_str("<br>"),
            _ => out.push(c),
        }
    }
    out
}
