//! 別紙1, 改定のポイント: one A4 page. What does not fit is counted and stands in 別紙2; the page is filled by measure.

use kaitei_model::ChangeSet;

use super::choose::{self, Theme};
use super::fields::Letter;
use super::line::{Line, Part, Set};
use super::quote::Quotes;
use crate::strings::Arg;
use crate::view::View;

/// What the margins of a portrait A4 page leave: width and height, in twentieths of a point.
pub(crate) const ROOM: (u32, u32) = (11906 - 2 * 1134, 16838 - 1134 - 964);

/// Kept free at the foot of the page: programs round differently.
const SPARE: u32 = 400;

/// Citations named of a theme's other changes, and of a reader's.
const NAMED: usize = 2;

/// The lines of the page.
pub(crate) fn points(changes: &ChangeSet, view: &View, letter: &Letter) -> Vec<Line> {
    let quotes = Quotes::new(changes, view);
    let strings = &view.strings;
    let mut head = vec![
        Line::of(Set::Annex, strings.get("letter-annex-1")),
        Line::of(Set::Title, strings.get("letter-points-title")),
        Line::of(Set::Theme, view.title.clone()),
        Line::of(Set::Note, view.overview.headline.clone()),
    ];
    let structure = documents(view);
    if !structure.is_empty() {
        head.push(Line::of(Set::Part, strings.get("letter-points-documents")));
        head.extend(structure);
    }
    let mut tail = Vec::new();
    let readers = choose::readers(view);
    if !readers.is_empty() {
        tail.push(Line::of(Set::Part, strings.get("letter-points-readers")));
        tail.extend(readers.iter().map(|(label, rows)| reader(view, label, rows)));
    }
    tail.extend(notes(view, letter));
    fit(&mut tail, height(&head));
    let free = ROOM.1.saturating_sub(SPARE + height(&head) + height(&tail));
    let mut out = head;
    out.extend(themes(&choose::themes(changes, view), view, &quotes, free));
    out.extend(tail);
    out
}

fn height(lines: &[Line]) -> u32 {
    lines.iter().map(|line| line.height(ROOM.0)).sum()
}

/// Drops readers from the end until half of the page is left for the changes.
fn fit(tail: &mut Vec<Line>, head: u32) {
    while head + height(tail) > ROOM.1 * 3 / 5 {
        let Some(last) = tail.iter().rposition(|line| line.set == Set::Cite) else { break };
        tail.remove(last);
    }
}

/// Documents that are new, gone, or joined.
fn documents(view: &View) -> Vec<Line> {
    let mut out = Vec::new();
    for (number, section) in
        view.sections.iter().enumerate().filter(|(_, section)| section.pairing.id != "paired")
    {
        let comma = view.strings.get("list-comma");
        let said = view.strings.with(
            &format!("overview-{}", section.pairing.id),
            &[
                ("old", Arg::Text(&section.pairing.old_short.join(&comma))),
                ("new", Arg::Text(&section.pairing.new_short.join(&comma))),
            ],
        );
        out.push(Line::of(Set::Cite, format!("・{said}")));
        if section.pairing.id == "document-added" {
            out.extend(opening(view, number));
        }
    }
    out
}

/// How a new document speaks of itself: the paragraphs at its beginning, whole. Its headings stand in 別紙2.
fn opening(view: &View, number: usize) -> Vec<Line> {
    /// More than this is left to the document.
    const PARAGRAPHS: usize = 3;
    let own = view.rows.iter().enumerate().filter(|(_, row)| row.section == number);
    let items =
        own.flat_map(|(at, row)| row.cells.iter().flat_map(|cell| &cell.items).map(move |item| (at, item)));
    let mut out: Vec<Line> = Vec::new();
    let mut words = 0;
    for (at, item) in
        items.skip_while(|(_, item)| item.heading).take_while(|(_, item)| !item.heading).take(PARAGRAPHS)
    {
        words += item.text.chars().count();
        if words > 260 {
            break;
        }
        out.push(Line {
            set: Set::Quote,
            parts: vec![Part::Cite(item.full.clone(), at), Part::Text(format!("「{}」", item.words()))],
        });
    }
    out
}

/// The changes that fit, one of each theme before the second of any.
fn themes(themes: &[Theme], view: &View, quotes: &Quotes<'_>, free: u32) -> Vec<Line> {
    let title = Line::of(Set::Part, view.strings.get("letter-points-changes"));
    let mut used = title.height(ROOM.0);
    let mut shown: Vec<Vec<(usize, Vec<Line>)>> = themes.iter().map(|_| Vec::new()).collect();
    let rest = |theme: &Theme, shown: &[(usize, Vec<Line>)]| rest(view, theme, shown);
    // A theme costs its name and a line for what it leaves out; the fullest line is taken as the measure.
    let frame = |theme: &Theme| {
        name(view, theme).height(ROOM.0) + rest(theme, &[]).map_or(0, |line| line.height(ROOM.0))
    };
    let mut tried: Vec<usize> = themes.iter().map(|_| 0).collect();
    loop {
        let mut moved = false;
        for (i, theme) in themes.iter().enumerate() {
            let (Some(own), Some(tried)) = (shown.get_mut(i), tried.get_mut(i)) else { continue };
            while let Some(number) = theme.rows.get(*tried) {
                *tried += 1;
                moved = true;
                let Some(lines) = quotes.change(*number) else { continue };
                let cost = height(&lines) + if own.is_empty() { frame(theme) } else { 0 };
                if used + cost <= free {
                    used += cost;
                    own.push((*number, lines));
                    break;
                }
            }
        }
        if !moved {
            break;
        }
    }
    let mut out = vec![title];
    let mut left = 0;
    for (theme, own) in themes.iter().zip(shown) {
        if own.is_empty() {
            left += theme.rows.len();
            continue;
        }
        out.push(name(view, theme));
        let more = rest(theme, &own);
        out.extend(own.into_iter().flat_map(|(_, lines)| lines));
        out.extend(more);
    }
    if left > 0 {
        out.push(Line::of(
            Set::Cite,
            view.strings.with("letter-points-left", &[("count", Arg::Count(left))]),
        ));
    }
    if out.len() == 1 {
        out.push(Line::of(Set::Cite, view.strings.get("letter-points-none")));
    }
    out
}

fn name(view: &View, theme: &Theme) -> Line {
    let label = match theme.label.as_str() {
        "" => view.strings.get("letter-points-other"),
        label => label.to_owned(),
    };
    let count = Arg::Count(theme.rows.len());
    Line::of(
        Set::Theme,
        view.strings.with("letter-points-theme", &[("theme", Arg::Text(&label)), ("count", count)]),
    )
}

/// The changes of a theme that the page does not quote, by their citations.
fn rest(view: &View, theme: &Theme, shown: &[(usize, Vec<Line>)]) -> Option<Line> {
    let others: Vec<usize> =
        theme.rows.iter().copied().filter(|row| !shown.iter().any(|(own, _)| own == row)).collect();
    (!others.is_empty()).then(|| Line {
        set: Set::Cite,
        parts: citations(
            view,
            &view.strings.with("letter-points-rest", &[("count", Arg::Count(others.len()))]),
            &others,
        ),
    })
}

/// A reader, and where to read.
fn reader(view: &View, label: &str, rows: &[usize]) -> Line {
    let lead = view
        .strings
        .with("letter-points-reader", &[("reader", Arg::Text(label)), ("count", Arg::Count(rows.len()))]);
    Line { set: Set::Cite, parts: citations(view, &lead, rows) }
}

/// Words, then the first citations of a list.
fn citations(view: &View, lead: &str, rows: &[usize]) -> Vec<Part> {
    let mut parts = vec![Part::Text(lead.to_owned())];
    let comma = view.strings.get("list-comma");
    for (i, number) in rows.iter().take(NAMED).enumerate() {
        let Some(row) = view.rows.get(*number) else { continue };
        if i > 0 {
            parts.push(Part::Text(comma.clone()));
        }
        parts.push(Part::Cite(row.citation().to_owned(), *number));
    }
    if rows.len() > NAMED {
        parts.push(Part::Text(view.strings.get("letter-points-more")));
    }
    parts
}

/// What a reader of the page has to know, and where the text comes from.
fn notes(view: &View, letter: &Letter) -> Vec<Line> {
    let strings = &view.strings;
    let or_blank = |text: Option<&str>, name: &str| match text.filter(|text| !text.is_empty()) {
        Some(text) => Part::Text(text.to_owned()),
        None => Part::Blank(strings.get(name)),
    };
    let url = letter.urls.first().map(|url| url.address.as_str());
    let url = url.or_else(|| view.published.first().map(String::as_str));
    vec![
        Line::of(Set::Note, strings.get("letter-note-marks")),
        Line {
            set: Set::Note,
            parts: vec![
                Part::Text(strings.get("letter-source-1")),
                or_blank(url, "letter-field-urls"),
                Part::Text(strings.get("letter-source-2")),
                or_blank(Some(&letter.fetched), "letter-field-fetched"),
                Part::Text(strings.get("letter-source-3")),
                or_blank(letter.from.first().map(String::as_str), "letter-field-from"),
                Part::Text(strings.get("letter-source-4")),
            ],
        },
    ]
}
