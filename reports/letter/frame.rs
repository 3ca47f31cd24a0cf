//! 鑑文: number and date, addressees, sender, subject, what is asked, 記 … 以上, contact.

use super::date::japanese;
use super::fields::Letter;
use super::line::{Line, Part, Set};
use crate::Lang;
use crate::strings::Arg;
use crate::view::View;

/// The letter itself, without its annexes.
pub(crate) fn letter(view: &View, letter: &Letter, date: Option<&str>, lang: Lang) -> Vec<Line> {
    let strings = &view.strings;
    let say = |id: &str| strings.get(id);
    let or_blank = |text: &str, name: &str| match text {
        "" => Part::Blank(say(name)),
        text => Part::Text(text.to_owned()),
    };
    let gap = || Line::of(Set::Left, "");
    let mut out = vec![
        Line { set: Set::Right, parts: vec![or_blank(&letter.number, "letter-field-number")] },
        Line {
            set: Set::Right,
            parts: vec![or_blank(&printed_date(letter, date, lang), "letter-field-date")],
        },
        gap(),
    ];
    out.extend(list(&letter.to, Set::Left, say("letter-field-to")));
    out.push(gap());
    out.extend(list(&letter.from, Set::Right, say("letter-field-from")));
    let seal = letter.seal.clone().unwrap_or_else(|| say("letter-seal"));
    if !seal.is_empty() {
        out.push(Line::of(Set::Right, seal));
    }
    out.push(gap());
    out.push(Line {
        set: Set::Subject,
        parts: match letter.subject.as_str() {
            "" => vec![Part::Blank(say("letter-field-subject")), Part::Text(say("letter-subject-end"))],
            subject => vec![Part::Text(subject.to_owned())],
        },
    });
    out.push(gap());
    out.push(Line {
        set: Set::Body,
        parts: vec![
            Part::Text(say("letter-body-received-1")),
            or_blank(&letter.received_from, "letter-field-received-from"),
            Part::Text(say("letter-body-received-2")),
        ],
    });
    out.push(Line::of(Set::Body, strings.with("letter-body-annexes", &[("title", Arg::Text(&view.title))])));
    let members = match letter.members.as_str() {
        "" => say("letter-members"),
        members => members.to_owned(),
    };
    out.push(Line::of(Set::Body, strings.with("letter-body-request", &[("members", Arg::Text(&members))])));
    out.push(gap());
    out.push(Line::of(Set::Centre, say("letter-record")));
    out.extend([
        Line::of(Set::Item, say("letter-item-points")),
        Line::of(Set::Item, say("letter-item-table")),
        Line::of(Set::Item, say("letter-item-urls")),
    ]);
    out.extend(urls(view, letter));
    out.push(Line::of(Set::Item, say("letter-item-attachments")));
    out.extend(list(&letter.attachments, Set::Item, say("letter-field-attachments")));
    out.push(Line::of(Set::Right, say("letter-end")));
    out.push(gap());
    out.extend(contact(view, letter));
    out
}

/// The letter's own date, or that of the reports; in Japanese by 元号.
fn printed_date(letter: &Letter, date: Option<&str>, lang: Lang) -> String {
    if !letter.date.is_empty() {
        return letter.date.clone();
    }
    let date = date.map(crate::clean::clean).unwrap_or_default();
    match lang {
        Lang::Ja => japanese(&date),
        Lang::En => date,
    }
}

fn list(entries: &[String], set: Set, name: String) -> Vec<Line> {
    if entries.is_empty() {
        return vec![Line { set, parts: vec![Part::Blank(name)] }];
    }
    entries.iter().map(|entry| Line::of(set, entry.clone())).collect()
}

/// Where the documents are published: the sender's own list, or what the editions say of themselves.
fn urls(view: &View, letter: &Letter) -> Vec<Line> {
    let mut out: Vec<Line> = letter
        .urls
        .iter()
        .map(|url| Line::of(Set::Item, format!("{}　{}", url.title, url.address).trim().to_owned()))
        .collect();
    if out.is_empty() {
        out.extend(view.published.iter().map(|url| Line::of(Set::Item, url.clone())));
    }
    if out.is_empty() {
        out.push(Line { set: Set::Item, parts: vec![Part::Blank(view.strings.get("letter-field-urls"))] });
    }
    out
}

fn contact(view: &View, letter: &Letter) -> Vec<Line> {
    let strings = &view.strings;
    let mut out = vec![Line::of(Set::Left, strings.get("letter-contact"))];
    out.extend(list(&letter.contact, Set::Left, strings.get("letter-field-contact")));
    out.push(Line {
        set: Set::Left,
        parts: vec![
            Part::Text(strings.get("letter-phone")),
            match letter.phone.as_str() {
                "" => Part::Blank(strings.get("letter-field-phone")),
                phone => Part::Text(phone.to_owned()),
            },
        ],
    });
    for (id, text) in [("letter-fax", &letter.fax), ("letter-mail", &letter.mail)] {
        if !text.is_empty() {
            out.push(Line::of(Set::Left, format!("{}{text}", strings.get(id))));
        }
    }
    out
}
