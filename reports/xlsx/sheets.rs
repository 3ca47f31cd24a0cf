//! What stands on each sheet.

use kaitei_model::Side;
use rust_xlsxwriter::XlsxError;

use super::sheet::Sheet;
use crate::Scope;
use crate::strings::Arg;
use crate::view::{Cell, Label, Row, Section, View};

/// 概要.
pub(super) fn overview(sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
    let view = sheet.view;
    let styles = sheet.styles;
    sheet.columns(&[24.0, 52.0, 38.0, 66.0])?;
    sheet.sheet.write_string_with_format(sheet.row, 0, &view.title, &styles.title)?;
    sheet.row += 1;
    sheet.wide(&view.overview.headline, &styles.lead)?;
    for line in &view.overview.sentences {
        sheet.wide(line, &styles.plain)?;
    }
    sheet.row += 1;
    if view.overview.themes.len() > 1 {
        for (column, id) in (0u16..).zip(["html-theme", "html-theme-about", "html-theme-examples"]) {
            let head = sheet.t(id);
            sheet.cell(column, &head, &styles.head)?;
        }
        sheet.next()?;
        for line in &view.overview.themes {
            sheet.text(0, &line.theme.text)?;
            sheet.text(1, &line.about)?;
            let rows = line.rows.iter().take(2).filter_map(|number| view.rows.get(*number));
            let mut names: Vec<String> = rows.map(|row| row.short_title().to_owned()).collect();
            if line.rows.len() > names.len() {
                let rest = Arg::Count(line.rows.len() - names.len());
                names.push(view.strings.with("html-theme-more", &[("count", rest)]));
            }
            sheet.text(2, &names.join("\n"))?;
            sheet.next()?;
        }
        sheet.row += 1;
    }
    let heads = [sheet.t("md-category"), sheet.t("md-number")];
    for (column, head) in (0u16..).zip(&heads) {
        sheet.cell(column, head, &styles.head)?;
    }
    sheet.row += 1;
    for count in &view.overview.counts {
        sheet.text(0, &count.label)?;
        // A count is far below 2^53.
        let number = u32::try_from(count.count).unwrap_or(u32::MAX);
        sheet.sheet.write_number_with_format(
            sheet.row,
            1,
            number,
            &styles.text.clone().set_num_format("0"),
        )?;
        sheet.row += 1;
    }
    sheet.row += 1;
    let heads = ["html-documents-result", "html-new", "html-old"];
    for (column, id) in (0u16..).zip(heads) {
        let head = sheet.t(id);
        sheet.cell(column, &head, &styles.head)?;
    }
    sheet.row += 1;
    for section in &view.sections {
        sheet.text(0, &section.pairing.label)?;
        sheet.text(1, &section.pairing.new.join("\n"))?;
        sheet.text(2, &section.pairing.old.join("\n"))?;
        sheet.next()?;
    }
    sheet.row += 1;
    for (column, id) in (0u16..).zip(["html-sources-side", "html-sources-title", "html-sources-file"]) {
        let head = sheet.t(id);
        sheet.cell(column, &head, &styles.head)?;
    }
    sheet.cell(3, "SHA-256", &styles.head)?;
    sheet.row += 1;
    for source in &view.sources {
        for (column, text) in (0u16..).zip([&source.side.text, &source.title, &source.file, &source.sha256]) {
            sheet.text(column, text)?;
        }
        sheet.next()?;
    }
    sheet.row += 1;
    let mut notes = vec![
        view.strings.with("html-sources-disclaimer", &[("tool", Arg::Text(&view.tool))]),
        sheet.t("html-sources-only"),
    ];
    notes.extend(
        view.published.iter().map(|url| format!("{}　{url}", view.strings.get("html-sources-published"))),
    );
    notes.extend(view.date.iter().map(|date| format!("{}　{date}", view.strings.get("html-made"))));
    notes.extend(view.not_given.iter().cloned());
    notes.extend(view.glossary.iter().take(5).map(|term| format!("{}　{}", term.label, term.definition)));
    let alarms = view.overview.errors + view.overview.warnings;
    if alarms > 0 {
        notes.push(view.strings.with("docx-note-diagnostics", &[("count", Arg::Count(alarms))]));
    }
    for note in &notes {
        sheet.wide(note, &styles.plain)?;
    }
    Ok(())
}

/// 新旧対照: every change but the unchanged, new on the left.
pub(super) fn comparison(sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
    let rows: Vec<(&Section, &str, &Row)> =
        changes(sheet.view).into_iter().filter(|(_, _, row)| row.kind.id != "unchanged").collect();
    let heads = [
        ("csv-document", 18.0),
        ("csv-chapter", 16.0),
        ("csv-new-citation", 18.0),
        ("csv-new-text", 52.0),
        ("csv-old-citation", 18.0),
        ("csv-old-text", 52.0),
        ("csv-kind", 10.0),
        ("csv-aspects", 22.0),
        ("csv-significance", 9.0),
        ("csv-remarks", 24.0),
        ("csv-audience", 16.0),
        ("csv-themes", 16.0),
        ("xlsx-change-id", 15.0),
    ];
    header(sheet, &heads, rows.len())?;
    // What a reader of paper needs; who filters does so on the screen.
    sheet.print(rows.len(), 9)?;
    for (section, chapter, row) in rows {
        if !sheet.has_room() {
            break;
        }
        sheet.text(0, &section.short)?;
        sheet.text(1, chapter)?;
        sheet.text(2, &row.citations(Side::New))?;
        sheet.wording(3, &side(row, Side::New), section)?;
        sheet.text(4, &row.citations(Side::Old))?;
        sheet.wording(5, &side(row, Side::Old), section)?;
        sheet.text(6, &row.kind.text)?;
        sheet.text(7, &list(sheet, &row.aspects))?;
        significance(sheet, 8, row)?;
        sheet.text(9, &row.remarks.join("\n"))?;
        sheet.text(10, &list(sheet, &row.audience))?;
        sheet.text(11, &list(sheet, &row.themes))?;
        sheet.text(12, &row.id)?;
        sheet.next()?;
    }
    Ok(())
}

/// 対応関係: old to new, one row a link; what has no counterpart stands with an empty cell.
pub(super) fn links(sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
    let rows = changes(sheet.view);
    let count = rows.iter().map(|(_, _, row)| row.evidence.links.len().max(1)).sum();
    let heads = [
        ("csv-old-citation", 34.0),
        ("csv-new-citation", 34.0),
        ("csv-kind", 10.0),
        ("xlsx-score", 9.0),
        ("csv-certainty", 14.0),
        ("xlsx-method", 22.0),
        ("csv-remarks", 28.0),
        ("xlsx-change-id", 15.0),
    ];
    header(sheet, &heads, count)?;
    for (_, _, row) in rows {
        let links: Vec<[String; 5]> = if row.evidence.links.is_empty() {
            let blank = String::new;
            vec![[row.citations(Side::Old), row.citations(Side::New), blank(), blank(), blank()]]
        } else {
            let link = |link: &crate::view::LinkView| {
                [&link.old, &link.new, &link.score, &link.certainty, &link.method].map(Clone::clone)
            };
            row.evidence.links.iter().map(link).collect()
        };
        for [old, new, score, certainty, method] in links {
            if !sheet.has_room() {
                return Ok(());
            }
            for (column, text) in (0u16..).zip([
                &old,
                &new,
                &row.kind.text,
                &score,
                &certainty,
                &method,
                &row.remarks.join("\n"),
                &row.id,
            ]) {
                sheet.text(column, text)?;
            }
            sheet.next()?;
        }
    }
    Ok(())
}

/// チェックリスト統合: the new items with where each came from.
pub(super) fn checklists(sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
    let view = sheet.view;
    let widest = view
        .sections
        .iter()
        .filter(|section| section.consolidated)
        .map(|section| section.columns.len())
        .max();
    let mut heads: Vec<(String, f64)> = Vec::new();
    if let (Some(widest), Some(section)) =
        (widest, view.sections.iter().filter(|s| s.consolidated).max_by_key(|s| s.columns.len()))
    {
        for column in section.columns.iter().take(widest) {
            heads.push((format!("{}　{}", column.heading, view.strings.get("xlsx-citation")), 16.0));
            heads.push((column.heading.clone(), 46.0));
        }
    }
    for (id, width) in
        [("csv-kind", 10.0), ("csv-aspects", 22.0), ("csv-remarks", 24.0), ("xlsx-change-id", 15.0)]
    {
        heads.push((view.strings.get(id), width));
    }
    let texts: Vec<(&str, f64)> = heads.iter().map(|(head, width)| (head.as_str(), *width)).collect();
    let rows: Vec<_> =
        changes(sheet.view).into_iter().filter(|(section, _, _)| section.consolidated).collect();
    sheet.header(&texts, u32::try_from(rows.len()).unwrap_or(u32::MAX))?;
    let last = u16::try_from(heads.len().saturating_sub(4)).unwrap_or_default();
    for (section, _, row) in rows {
        if !sheet.has_room() {
            break;
        }
        for column in 0..last {
            sheet.text(column, "")?;
        }
        for (i, cell) in (0u16..).zip(&row.cells) {
            let citations: Vec<&str> = cell.items.iter().map(|item| item.full.as_str()).collect();
            sheet.text(i * 2, &citations.join("\n"))?;
            sheet.wording(i * 2 + 1, &[cell], section)?;
        }
        for (column, text) in
            (last..).zip([&row.kind.text, &list(sheet, &row.aspects), &row.remarks.join("\n"), &row.id])
        {
            sheet.text(column, text)?;
        }
        sheet.next()?;
    }
    Ok(())
}

pub(super) fn header(sheet: &mut Sheet<'_>, columns: &[(&str, f64)], rows: usize) -> Result<(), XlsxError> {
    let names: Vec<(String, f64)> = columns.iter().map(|(id, width)| (sheet.t(id), *width)).collect();
    let names: Vec<(&str, f64)> = names.iter().map(|(name, width)| (name.as_str(), *width)).collect();
    sheet.header(&names, u32::try_from(rows).unwrap_or(u32::MAX).min(super::sheet::ROW_LIMIT))
}

/// Every change with its section and chapter, in order.
pub(super) fn changes(view: &View) -> Vec<(&Section, &str, &Row)> {
    let mut out = Vec::new();
    for section in &view.sections {
        for chapter in &section.chapters {
            out.extend(
                view.changes_of(chapter, Scope::Full).map(|row| (section, chapter.title.as_str(), row)),
            );
        }
    }
    out
}

pub(super) fn side(row: &Row, side: Side) -> Vec<&Cell> {
    row.cells.iter().filter(|cell| cell.side == side).collect()
}

pub(super) fn list(sheet: &Sheet<'_>, labels: &[Label]) -> String {
    let texts: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
    texts.join(&sheet.t("list-comma"))
}

pub(super) fn significance(sheet: &mut Sheet<'_>, column: u16, row: &Row) -> Result<(), XlsxError> {
    let styles = sheet.styles;
    let format = if row.significance.id == "high" { &styles.high } else { &styles.text };
    sheet.cell(column, &row.significance.text, format)
}
