//! Numbers its items as an editor does: in order, in the manner of their neighbours.

/// A manner of numbering and the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Manner {
    /// ① to ㊿.
    Circled,
    /// A counter between fixed words: 第3条, (2), 1.2.3.
    Counted(String, String),
    /// ア イ ウ.
    Kana,
    /// a b c.
    Letter,
}

const KANA: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿";

fn place(among: &str, text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let (first, rest) = (chars.next()?, chars.next());
    among.chars().position(|c| c == first && rest.is_none()).map(|at| at + 1)
}

fn parse(number: &str) -> Option<(Manner, usize)> {
    if let Some(at) = place(CIRCLED, number) {
        return Some((Manner::Circled, at));
    }
    if let Some(at) = place(KANA, number) {
        return Some((Manner::Kana, at));
    }
    if let Some(at) = place("abcdefghijklmnopqrstuvwxyz", number) {
        return Some((Manner::Letter, at));
    }
    let end = number.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = number[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + number[at..].chars().next().map_or(1, char::len_utf8));
    let value = number[start..end].parse().ok().filter(|&v: &usize| v < 1000)?;
    Some((Manner::Counted(number[..start].to_owned(), number[end..].to_owned()), value))
}

fn format(manner: &Manner, value: usize) -> Option<String> {
    let one = |among: &str| among.chars().nth(value.checked_sub(1)?).map(String::from);
    match manner {
        Manner::Circled => one(CIRCLED),
        Manner::Kana => one(KANA),
        Manner::Letter => one("abcdefghijklmnopqrstuvwxyz"),
        Manner::Counted(before, behind) => Some(format!("{before}{value}{behind}")),
    }
}

/// New numbers for siblings. `olds` are their numbers, `None` for one that came from elsewhere; where nothing about the row
/// changed (`touched` false) only the parent's new number is put in the place of its old one (`above`: old, new).
pub(crate) fn anew(
    olds: &[Option<String>],
    touched: bool,
    above: Option<(&str, &str)>,
) -> Vec<Option<String>> {
    let follow = |number: String| match above {
        Some((old, new)) if old != new => match number.strip_prefix(&format!("{old}.")) {
            Some(rest) => format!("{new}.{rest}"),
            None => number,
        },
        _ => number,
    };
    if !touched {
        return olds.iter().map(|o| o.clone().map(follow)).collect();
    }
    let parsed: Vec<Option<(Manner, usize)>> = olds.iter().map(|o| o.as_deref().and_then(parse)).collect();
    let numbered = olds.iter().any(Option::is_some);
    let mut next: Vec<(Manner, usize)> = Vec::new();
    let mut last: Option<Manner> = parsed.iter().flatten().map(|(manner, _)| manner.clone()).next();
    let mut used: Vec<String> = Vec::new();
    olds.iter()
        .zip(&parsed)
        .map(|(old, parsed)| {
            let manner = match (old, parsed) {
                (Some(_), None) => return old.clone().map(follow),
                (_, Some((manner, _))) => manner.clone(),
                (None, None) => last.clone().filter(|_| numbered)?,
            };
            last = Some(manner.clone());
            let first = parsed.as_ref().map_or(1, |(_, value)| *value);
            let value = match next.iter_mut().find(|(m, _)| *m == manner) {
                Some((_, value)) => {
                    *value += 1;
                    *value
                }
                None => {
                    // What came first bears the row's first number, whatever it bore before.
                    let start = parsed_min(olds, &manner).unwrap_or(first);
                    next.push((manner.clone(), start));
                    start
                }
            };
            let number = follow(format(&manner, value)?);
            used.push(number.clone());
            Some(number)
        })
        .collect()
}

/// The least number of a manner among the siblings.
fn parsed_min(olds: &[Option<String>], manner: &Manner) -> Option<usize> {
    olds.iter().flatten().filter_map(|o| parse(o)).filter(|(m, _)| m == manner).map(|(_, v)| v).min()
}

#[test]
fn rows_are_numbered_through() {
    let some = |s: &str| Some(s.to_owned());
    assert_eq!(anew(&[some("①"), None, some("②")], true, None), [some("①"), some("②"), some("③")]);
    assert_eq!(anew(&[some("3.1"), some("3.2")], false, Some(("3", "4"))), [some("4.1"), some("4.2")]);
    assert_eq!(
        anew(&[some("第6条"), some("第5条"), None], true, None),
        [some("第5条"), some("第6条"), some("第7条")]
    );
    assert_eq!(anew(&[some("イ"), None], true, None), [some("イ"), some("ウ")]);
    assert_eq!(anew(&[None, None], true, None), [None, None]);
}
