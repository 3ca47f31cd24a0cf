//! です and ます as the plain style: 必要です, 必要である; 提出します, 提出する.

/// The folded text in the plain style.
pub(crate) fn plain(folded: &str) -> String {
    let mut text = folded.to_owned();
    for (polite, plain) in [
        ("ではありません", "ではない"),
        ("ありません", "ない"),
        ("しません", "しない"),
        ("できません", "できない"),
        ("ていません", "ていない"),
        ("でした", "であった"),
        ("です", "である"),
    ] {
        text = text.replace(polite, plain);
    }
    text = negated(&text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("ます") {
        let (before, after) = (&rest[..at], &rest[at + "ます".len()..]);
        out.push_str(before);
        rest = after;
        if !(after.is_empty() || after.starts_with(['。', '、', 'か', ')', '」', '?'])) {
            out.push_str("ます");
            continue;
        }
        // The row of the verb tells its plain form; する is by far the most frequent of those in し.
        match out.pop() {
            Some('し') => out.push_str("する"),
            Some(c) => {
                match "いきぎちにびみり".chars().zip("うくぐつぬぶむる".chars()).find(|(i, _)| *i == c)
                {
                    Some((_, u)) => out.push(u),
                    None => out.extend([c, 'る']),
                }
            }
            None => out.push_str("ます"),
        }
    }
    out.push_str(rest);
    out
}

/// なりません as ならない: the row of the verb tells.
fn negated(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split("ません").peekable();
    while let Some(piece) = pieces.next() {
        out.push_str(piece);
        if pieces.peek().is_none() {
            break;
        }
        let row = out.chars().next_back();
        if let Some((_, a)) =
            "いきぎちにびみり".chars().zip("わかがたなばまら".chars()).find(|(i, _)| Some(*i) == row)
        {
            out.pop();
            out.push(a);
        }
        out.push_str("ない");
    }
    out
}

/// The text with katakana as hiragana.
pub(crate) fn hiragana(text: &str) -> String {
    text.chars()
        .map(
            |c| {
                if ('ァ'..='ヶ').contains(&c) {
                    char::from_u32(u32::from(c) - 0x60).unwrap_or(c)
                } else {
                    c
                }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn both_styles_are_one() {
        assert_eq!(plain("写しを提出します。"), "写しを提出する。");
        assert_eq!(plain("書類が必要です。"), "書類が必要である。");
        assert_eq!(plain("鍵を預けます。窓を開きます"), "鍵を預ける。窓を開く");
        assert_eq!(plain("ますの寸法"), "ますの寸法");
        assert_eq!(plain("届け出なければなりません。"), "届け出なければならない。");
        assert_eq!(plain("写しは渡しません。窓は開けません"), "写しは渡しない。窓は開けない");
    }
}
