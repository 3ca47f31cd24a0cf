//! Damage to texts that the command reads: JSON by its nodes, TOML by its lines, both by their bytes.

use serde_json::Value;

use super::bytes::{Random, mutate};

/// A JSON text with a few of its nodes changed; now and then its bytes.
pub(crate) fn json(whole: &Value, random: &mut Random) -> Vec<u8> {
    let mut value = whole.clone();
    for _ in 0..=random.next(4) {
        let count = nodes(&mut value, &mut |_, _| {});
        let (at, from) = (random.next(count), random.next(count));
        let mut other = Value::Null;
        nodes(&mut value, &mut |i, node| {
            if i == from {
                other = node.clone();
            }
        });
        let put = replacement(random, other);
        nodes(&mut value, &mut |i, node| {
            if i == at {
                *node = put.clone();
            }
        });
    }
    let mut text = serde_json::to_vec(&value).unwrap();
    if random.next(4) == 0 {
        let words: &[&[u8]] =
            &[b"{", b"}", b"[", b"]", b"\"", b"\\u0000", b"\\uD800", b"1e999", b",", b":", b"null"];
        let end = text.len();
        mutate(random, &mut text, 0, end, words);
    }
    if random.next(16) == 0 {
        let depth = 1 + random.next(200_000);
        let at = random.next(text.len());
        text.splice(at..at, std::iter::repeat_n(b'[', depth));
    }
    text
}

fn replacement(random: &mut Random, other: Value) -> Value {
    match random.next(12) {
        0 => Value::Null,
        1 => Value::from(-1),
        2 => Value::from(u64::MAX),
        3 => Value::from(1e300),
        4 => Value::from(""),
        5 => Value::from("見本\u{0}\u{202E}<script>]]>&\r\n"),
        6 => Value::from("長".repeat(1 + random.next(100_000))),
        7 => Value::Array(Vec::new()),
        8 => Value::Object(serde_json::Map::new()),
        _ => other,
    }
}

/// Visits every node of a value; returns how many there are.
fn nodes(value: &mut Value, visit: &mut dyn FnMut(usize, &mut Value)) -> usize {
    fn walk(value: &mut Value, seen: &mut usize, visit: &mut dyn FnMut(usize, &mut Value)) {
        let at = *seen;
        *seen += 1;
        match value {
            Value::Array(all) => all.iter_mut().for_each(|one| walk(one, seen, visit)),
            Value::Object(all) => all.values_mut().for_each(|one| walk(one, seen, visit)),
            _ => {}
        }
        visit(at, value);
    }
    let mut seen = 0;
    walk(value, &mut seen, visit);
    seen
}

/// A text with a few of its lines changed: left out, doubled, exchanged, given another value, cut.
pub(crate) fn lines(whole: &str, random: &mut Random) -> Vec<u8> {
    const VALUES: &[&str] = &[
        "\"\"",
        "-1",
        "99999999999999999999",
        "1e999",
        "[]",
        "{}",
        "[[[[[[[[",
        "true",
        "\"\\u0000\"",
        "\"(((((((((*\"",
        "[\"[\"]",
        "{ a = { a = { a = 1 } } }",
        "2026-13-99",
        "'''",
        "\"\"\"",
    ];
    let mut all: Vec<String> = whole.lines().map(str::to_owned).collect();
    for _ in 0..=random.next(4) {
        let at = random.next(all.len());
        let other = random.next(all.len());
        match random.next(6) {
            0 if all.len() > 1 => drop(all.remove(at)),
            1 => all.insert(other, all[at].clone()),
            2 => all.swap(at, other),
            3 | 4 => {
                if let Some((key, _)) = all[at].split_once('=') {
                    all[at] = format!("{key}= {}", VALUES[random.next(VALUES.len())]);
                }
            }
            _ => {
                let cut = random.next(all[at].chars().count());
                all[at] = all[at].chars().take(cut).collect();
            }
        }
    }
    let mut text = all.join("\n").into_bytes();
    if random.next(4) == 0 {
        let end = text.len();
        mutate(
            random,
            &mut text,
            0,
            end,
            &[b"[[", b"]]", b"=", b"\"", b"'''", b"\xFF", b"\0", b"{", b"}", b"#"],
        );
    }
    text
}
