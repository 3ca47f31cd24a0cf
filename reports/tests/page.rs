//! What `report.html` promises about itself.

use base64::Engine;
use sha2::{Digest, Sha256};

use super::{sample::sample, summary, text};
use crate::{Format, ReportOptions};

fn page() -> String {
    text(&sample(), Format::Html, &ReportOptions::default())
}

fn between<'a>(page: &'a str, open: &str, close: &str) -> &'a str {
    let start = page.find(open).unwrap() + open.len();
    &page[start..start + page[start..].find(close).unwrap()]
}

#[test]
fn policy_names_its_own_script_and_style_and_nothing_else() {
    let page = page();
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    for (directive, code) in [
        ("style-src", between(&page, "<style>", "</style>")),
        ("script-src", between(&page, "<script>", "</script>")),
    ] {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(code.as_bytes()));
        assert!(policy.contains(&format!("{directive} 'sha256-{hash}'")), "{policy}");
    }
    assert!(policy.starts_with("default-src 'none';"));
    assert!(!policy.contains("unsafe"));
}

#[test]
fn nothing_is_fetched() {
    let page = page();
    let markup = page.replace(between(&page, "<style>", "</style>"), "");
    for needle in ["src=", "@import", "url(", " style=", "<link rel=\"stylesheet\""] {
        assert!(!markup.contains(needle), "{needle}");
    }
    assert!(!between(&page, "<style>", "</style>").contains("url("));
    assert!(!markup.contains("href=\"http"));
}

#[test]
fn every_change_has_a_place_to_link_to_and_every_link_a_target() {
    let page = page();
    let set = sample();
    for change in &set.changes {
        let id = format!("id=\"c-{}\"", change.id);
        assert_eq!(page.matches(&id).count(), 1, "{id}");
    }
    let mut links = 0;
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
        links += 1;
    }
    assert!(links > set.changes.len());
}

#[test]
fn changed_words_are_underlined_on_both_sides() {
    let page = page();
    assert!(page.contains("合言葉は推測されにくい<ins>ものとする。ほかの仕組みとの使い回しをしない。</ins>"));
    assert!(page.contains("合言葉は推測されにくい<del>ものとし、定期的に取り替える。</del>"));
    assert!(between(&page, "<style>", "</style>").contains("ins,del{text-decoration:underline"));
}

#[test]
fn conventions_of_the_table() {
    let page = page();
    for words in [
        "第7.0版（改定後）",
        "第6.0版（改定前）",
        "令和8年度版",
        "令和7年度版（医療機関確認用）",
        "令和7年度版（薬局確認用）",
        "（新設）",
        "（削る）",
        "（同左）",
        "13.①～13.③（略）",
        "12.③から移動",
        "※対応関係未確認",
        "見本（実在の文書ではありません）",
        "厚生労働省など文書の発行元が作成したものではありません",
        "提供された改定前の文書の中に、対応する項目が見つからなかった",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn the_specimen_banner_goes_with_the_specimens() {
    let mut set = sample();
    for document in set.old.documents.iter_mut().chain(&mut set.new.documents) {
        document.specimen = false;
    }
    for format in [Format::Html, Format::Markdown] {
        let options = ReportOptions::default();
        assert!(text(&sample(), format, &options).contains("見本"));
        assert!(!text(&set, format, &options).contains("見本"));
    }
}

/// Elements open and close in order: a report that a browser has to mend is not ours.
#[test]
fn elements_nest() {
    const VOID: [&str; 4] = ["meta", "link", "input", "br"];
    let page = page();
    let page = page.replace(between(&page, "<style>", "</style>"), "");
    let page = page.replace(between(&page, "<script>", "</script>"), "");
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        if tag.starts_with('!') || VOID.contains(&name) {
            continue;
        }
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closing {name}");
        } else {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// Two empty editions have no change; nobody may read that as news.
#[test]
fn an_edition_without_items_is_said_first() {
    let mut set = sample();
    set.new.items.clear();
    set.changes.clear();
    for format in [Format::Html, Format::Markdown] {
        let shown = text(&set, format, &ReportOptions::default());
        assert!(
            shown.contains("項目を読み取れなかった版がある") && !shown.contains("見つかりませんでした。**")
        );
    }
    assert!(summary(&set, crate::Lang::Ja).contains("項目を読み取れなかった版がある"));
}

/// An element in a form hides the form's own member of that name from the script.
#[test]
fn no_control_hides_a_member_of_the_form() {
    let page = page();
    let form = between(&page, "<form", "</form>");
    for attribute in ["id=\"", "name=\""] {
        for name in form.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
            let members =
                ["reset", "submit", "action", "method", "elements", "length", "hidden", "target", "closest"];
            assert!(!members.contains(&name), "{name}");
        }
    }
}

/// What a reader fills in by hand says nothing about the change; what differs does.
#[test]
fn only_fields_that_differ_are_shown() {
    let mut set = sample();
    let change =
        set.changes.iter().find(|change| change.old.len() == 1 && change.new.len() == 1).unwrap().clone();
    for (items, id, remark) in
        [(&mut set.old.items, &change.old[0], "旧い備考"), (&mut set.new.items, &change.new[0], "新しい備考")]
    {
        let item = items.iter_mut().find(|item| item.id == *id).unwrap();
        item.fields.insert("answer_2".to_owned(), "はい・いいえ".to_owned());
        item.fields.insert("remarks".to_owned(), remark.to_owned());
    }
    let kind = set.changes.iter_mut().find(|other| other.id == change.id).unwrap();
    kind.kind = kaitei_model::Kind::Modified;
    let page = text(&set, Format::Html, &ReportOptions::default());
    assert!(!page.contains("はい・いいえ"));
    assert!(page.contains("旧い備考") && page.contains("新しい備考"));
}

#[test]
fn what_makes_somebody_an_audience_is_quoted_where_its_changes_are_listed() {
    let mut set = sample();
    let change = set
        .changes
        .iter()
        .find(|c| !c.audience.is_empty() && c.significance == kaitei_model::Significance::High);
    let audience = change.unwrap().audience[0].clone();
    let condition = set.new.items[0].clone();
    set.conditions.insert(audience, vec![condition.id.clone()]);
    let said = format!("文書の記載:「{}」（{}）", condition.text, condition.citation);
    for format in [Format::Html, Format::Markdown] {
        let report = text(&set, format, &ReportOptions::default());
        assert!(report.contains(&said), "{said}");
    }
}
