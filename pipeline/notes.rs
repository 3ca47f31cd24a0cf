//! What a reader should know about the pair of editions: documents without counterpart, editions exchanged, a file on both sides.

use kaitei_model::{Code, Diagnostic, DocumentId, DocumentPair, Edition};

use crate::text::fold;

/// Diagnostics about the two editions together.
pub(crate) fn notes(old: &Edition, new: &Edition, pairs: &[DocumentPair]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for pair in pairs {
        let title =
            |edition: &Edition, id: &DocumentId| {
                edition.documents.iter().find(|d| &d.id == id).map_or(String::new(), |d| {
                    if d.short.is_empty() { d.title.clone() } else { d.short.clone() }
                })
            };
        match (pair.old.as_slice(), pair.new.as_slice()) {
            ([], [n, ..]) => out.push(Diagnostic::new(Code::DocumentAdded, [("title", title(new, n))])),
            ([o, ..], []) => out.push(Diagnostic::new(Code::DocumentRemoved, [("title", title(old, o))])),
            ([_, _, ..], [n, ..]) => {
                let olds: Vec<String> = pair.old.iter().map(|o| title(old, o)).collect();
                out.push(Diagnostic::new(
                    Code::DocumentsConsolidated,
                    [("old", olds.join("」「")), ("new", title(new, n))],
                ));
            }
            _ => {}
        }
    }
    for document in &new.documents {
        if let Some(same) = old.documents.iter().find(|d| d.sha256 == document.sha256 && !d.sha256.is_empty())
        {
            out.push(Diagnostic::new(
                Code::SameFile,
                [("file", format!("{} = {}", same.file, document.file))],
            ));
        }
    }
    let ages: Vec<(f64, f64)> = pairs
        .iter()
        .filter_map(|p| {
            let o = old.documents.iter().find(|d| p.old.contains(&d.id))?;
            let n = new.documents.iter().find(|d| p.new.contains(&d.id))?;
            Some((age(&o.edition)?, age(&n.edition)?))
        })
        .collect();
    let backwards = ages.iter().filter(|(o, n)| o > n).count();
    if backwards * 2 > ages.len() {
        out.push(Diagnostic::new(
            Code::EditionsExchanged,
            [("old", old.label.clone()), ("new", new.label.clone())],
        ));
    }
    out
}

/// A number that grows with the edition: 7.0 of 第7.0版, the year of a date (with month and day).
fn age(label: &str) -> Option<f64> {
    let key = fold(label);
    let mut numbers = Vec::new();
    let mut digits = String::new();
    for c in key.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !digits.is_empty() {
            numbers.push(digits.parse::<f64>().ok()?);
            digits.clear();
        }
    }
    if key.contains("元年") {
        numbers.insert(0, 1.0);
    }
    let era = match () {
        () if key.contains("令和") => 2018.0,
        () if key.contains("平成") => 1988.0,
        () if key.contains("昭和") => 1925.0,
        () => 0.0,
    };
    let first = numbers.first()? + era;
    Some(
        numbers
            .iter()
            .skip(1)
            .take(2)
            .fold((first, 100.0), |(sum, unit), n| (sum + n / unit, unit * 100.0))
            .0,
    )
}

#[cfg(test)]
mod tests {
    use super::age;

    #[test]
    fn editions_have_an_order() {
        assert!(age("第6.0版") < age("第7.0版"));
        assert!(age("第6.9版") < age("第6.10版"));
        assert!(age("平成30年1月") < age("令和4年11月"));
        assert!(age("令和元年度版") < age("令和2年度版"));
        assert_eq!(age(""), None);
    }
}
