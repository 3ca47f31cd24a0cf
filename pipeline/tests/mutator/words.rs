//! Japanese words for rewording and for items that no edition had: an editor's habits, written for the mutator.

use crate::random::Random;

/// Exchanges that an editor makes without meaning anything by them; either way round.
const LIGHT: [(&str, &str); 34] = [
    ("行うこと", "実施すること"),
    ("定めること", "規定すること"),
    ("確認すること", "確かめること"),
    ("設けること", "設置すること"),
    ("作成すること", "整備すること"),
    ("講じること", "講ずること"),
    ("および", "及び"),
    ("または", "又は"),
    ("ならびに", "並びに"),
    ("必要な", "所要の"),
    ("速やかに", "遅滞なく"),
    ("定期的に", "定期に"),
    ("あらかじめ", "事前に"),
    ("場合には", "ときは"),
    ("場合は、", "場合には、"),
    ("に関する", "に係る"),
    ("について、", "に関して、"),
    ("によって", "により"),
    ("ため、", "目的で、"),
    ("に応じて", "に応じ"),
    ("適切に", "適正に"),
    ("全ての", "すべての"),
    ("利用者", "使用者"),
    ("職員", "従業者"),
    ("保管", "保存"),
    ("手順", "手続"),
    ("対策", "措置"),
    ("管理", "統制"),
    ("端末", "機器"),
    ("組織", "機関"),
    ("把握", "掌握"),
    ("見直す", "改める"),
    ("なければならない", "ねばならない"),
    ("することができる", "してよい"),
];

/// Exchanges that make another sentence of it: the same demand, said by another hand.
const HEAVY: [(&str, &str); 26] = [
    ("すること。", "しなければならない。"),
    ("行うこと。", "行うものとする。"),
    ("しなければならない。", "するものとする。"),
    ("努めること。", "できる限り行うこと。"),
    ("である。", "とされている。"),
    ("ことができる。", "ことが認められる。"),
    ("を確認", "が守られているかを点検"),
    ("を記録", "の記録を残"),
    ("を定め", "の決まりを設け"),
    ("を作成", "を文書として整え"),
    ("に報告", "へ知らせ"),
    ("必要がある", "べきである"),
    ("安全管理", "保護のための管理"),
    ("情報システム", "情報を扱う仕組み"),
    ("委託", "外部への依頼"),
    ("責任者", "責任を負う者"),
    ("利用", "使用"),
    ("変更", "改め"),
    ("実施", "実行"),
    ("教育", "研修"),
    ("障害", "不具合"),
    ("監査", "検査"),
    ("管理", "統制"),
    ("対策", "手立て"),
    ("手順", "やり方"),
    ("場合", "とき"),
];

/// What an editor puts before a demand.
const LEADS: [&str; 8] = [
    "業務の内容に照らして、",
    "責任者の承認を得た上で、",
    "その都度記録を残しながら、",
    "関係する部署と話し合い、",
    "費用との釣合いを考えつつ、",
    "少なくとも年に一度は、",
    "当面の間は、",
    "外部の助言も受けて、",
];

/// What an editor adds behind it.
const TAILS: [&str; 6] = [
    "なお、詳しくは別に示す。",
    "その結果は文書に残すこと。",
    "急を要するときは、口頭で足りる。",
    "これに要する経費は予算に計上すること。",
    "担当者が不在のときは、代理の者がこれに当たる。",
    "例外を認めるときは、理由を書き留めること。",
];

/// Things of which the same can be demanded.
const THINGS: [&str; 24] = [
    "端末",
    "サーバ",
    "ネットワーク",
    "記録",
    "職員",
    "委託先",
    "利用者",
    "患者",
    "書面",
    "データ",
    "パスワード",
    "プログラム",
    "労働者",
    "使用者",
    "休暇",
    "賃金",
    "薬剤",
    "処方",
    "施設",
    "会議",
    "契約",
    "装置",
    "申請",
    "研究",
];

/// The same demand of something else: a text beside which the first goes on standing.
pub(crate) fn of_something_else(text: &str, random: &mut Random) -> Option<String> {
    let here: Vec<&str> = THINGS.into_iter().filter(|thing| text.contains(thing)).collect();
    if here.is_empty() {
        return None;
    }
    let thing = random.pick(&here);
    let others: Vec<&str> = THINGS.into_iter().filter(|other| !text.contains(other)).collect();
    Some(text.replace(thing, random.pick(&others)))
}

/// Other words for a few places, the sense untouched; `None` where the text offers none.
pub(crate) fn lightly(text: &str, random: &mut Random) -> Option<String> {
    let mut pairs: Vec<(&str, &str)> = LIGHT.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
    random.shuffle(&mut pairs);
    let mut out = text.to_owned();
    let mut left = 1 + random.below(2);
    let mut used: Vec<&str> = Vec::new();
    for (a, b) in pairs {
        if left > 0 && out.contains(a) && !out.contains(b) && !used.contains(&a) {
            out = out.replacen(a, b, 1);
            used.extend([a, b]);
            left -= 1;
        }
    }
    if out == text {
        out = format!("{}{text}", random.pick(&LEADS));
    }
    (alike(text, &out) >= 0.6).then_some(out)
}

/// The same demand by another hand: other words throughout, clauses exchanged, left out and put in. Half of the pairs of
/// characters stay on the whole, never less than two fifths: a reader still knows it again.
pub(crate) fn heavily(text: &str, random: &mut Random) -> Option<String> {
    for _ in 0..12 {
        let mut out = text.to_owned();
        for (a, b) in HEAVY.iter().chain(&LIGHT) {
            if out.contains(a) && !out.contains(b) && random.percent(85) {
                out = out.replace(a, b);
            }
        }
        let mut sentences: Vec<String> = sentences(&out).iter().map(|s| shorten(s, random)).collect();
        if sentences.len() > 2 && random.percent(50) {
            sentences.remove(random.below(sentences.len()));
        }
        if sentences.len() > 1 && random.percent(50) {
            let at = random.below(sentences.len() - 1);
            sentences.swap(at, at + 1);
        }
        out = sentences.concat();
        if random.percent(60) {
            out = format!("{}{out}", random.pick(&LEADS));
        }
        if out.ends_with('。') && random.percent(50) {
            out.push_str(random.pick(&TAILS));
        }
        if (0.4..0.75).contains(&alike(text, &out)) {
            return Some(out);
        }
    }
    None
}

/// A sentence with a clause left out or put elsewhere, where it has several.
fn shorten(sentence: &str, random: &mut Random) -> String {
    let mut clauses: Vec<&str> = sentence.split_inclusive('、').collect();
    if clauses.len() > 2 && random.percent(50) {
        clauses.remove(random.below(clauses.len() - 1));
    }
    if clauses.len() > 2 && random.percent(50) {
        let at = random.below(clauses.len() - 2);
        clauses.swap(at, at + 1);
    }
    clauses.concat()
}

/// Sentences with their full stops.
pub(crate) fn sentences(text: &str) -> Vec<String> {
    text.split_inclusive('。').map(ToOwned::to_owned).collect()
}

/// Parts that can each stand as an item of its own: of some length, cut behind sentences, or, where there is but one, behind a
/// clause that can end as a sentence does. The topic of the whole may be said again.
pub(crate) fn parts(text: &str, most: usize, random: &mut Random) -> Option<Vec<String>> {
    let long = |part: &String| part.chars().count() >= 14;
    let whole = join_short(sentences(text));
    if whole.len() > 1 && whole.iter().all(long) {
        return Some(gather(whole, most));
    }
    let clauses: Vec<&str> = text.split_inclusive('、').collect();
    let cuts: Vec<usize> = (1..clauses.len()).filter(|&at| ended(clauses[at - 1]).is_some()).collect();
    let at = *cuts.get(cuts.len() / 2)?;
    let first = format!("{}{}", clauses[..at - 1].concat(), ended(clauses[at - 1])?);
    let topic = text.find("は、").filter(|&end| end < 60 && random.percent(60));
    let topic = topic.map_or("", |end| &text[..end + "は、".len()]);
    let second = if first.starts_with(topic) {
        format!("{topic}{}", clauses[at..].concat())
    } else {
        clauses[at..].concat()
    };
    let parts = vec![first, second];
    parts.iter().all(long).then_some(parts)
}

/// A clause that goes on (し、 / 定め、) as the end of a sentence (すること。 / 定めること。).
fn ended(clause: &str) -> Option<String> {
    let stem = clause.strip_suffix('、')?;
    let last = stem.chars().next_back()?;
    match last {
        'し' => Some(format!("{}すること。", stem.strip_suffix('し')?)),
        'り' => Some(format!("{}ること。", stem.strip_suffix('り')?)),
        'え' | 'け' | 'せ' | 'め' | 'れ' | 'べ' | 'げ' => Some(format!("{stem}ること。")),
        _ => None,
    }
}

/// Joins what is too short to stand alone with what follows it.
fn join_short(pieces: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if last.chars().count() < 14 || piece.chars().count() < 14 => last.push_str(&piece),
            _ => out.push(piece),
        }
    }
    out
}

/// At most so many parts, of like length.
fn gather(pieces: Vec<String>, most: usize) -> Vec<String> {
    let all: usize = pieces.iter().map(|p| p.chars().count()).sum();
    let count = most.min(pieces.len()).max(1);
    let mut out = vec![String::new()];
    let mut done = 0;
    for piece in pieces {
        let here = out.last().map_or(0, |p| p.chars().count());
        if out.len() < count && here > 0 && done * count >= all * out.len() {
            out.push(String::new());
        }
        done += piece.chars().count();
        out.last_mut().unwrap().push_str(&piece);
    }
    out
}

/// The pairs of neighbouring characters of a text, each once.
fn pairs(text: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut pairs: Vec<_> = chars.windows(2).map(|w| (w[0], w[1])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Share of the pairs of neighbouring characters that two texts have in common, of those of both.
pub(crate) fn alike(a: &str, b: &str) -> f64 {
    let (a, b) = (pairs(a), pairs(b));
    let shared = a.iter().filter(|pair| b.binary_search(pair).is_ok()).count();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    2.0 * count(shared) / count((a.len() + b.len()).max(1))
}

const WHERE: [&str; 12] = [
    "分院",
    "往診の車両",
    "仮設の受付",
    "院内の売店",
    "駐車場",
    "厨房",
    "託児室",
    "図書室",
    "献血の会場",
    "屋上の設備室",
    "職員寮",
    "見学者の控室",
];
const WHAT: [&str; 14] = [
    "非常用の発電機",
    "来訪者の名簿",
    "貸出用の車椅子",
    "温度計の校正",
    "廃棄物の計量",
    "防犯カメラの映像",
    "鍵の複製",
    "井戸水の検査",
    "掲示物の期限",
    "寄付の品",
    "遺失物",
    "電光掲示の文面",
    "自動販売機の契約",
    "写真撮影の同意",
];
const DO: [&str; 12] = [
    "月に一度数を合わせ、過不足を帳簿に記す。",
    "二人で扱い、互いに署名する。",
    "五年を過ぎたら新しいものと取り替える。",
    "図面に色を付けて示し、入口に掲げる。",
    "使った者が片付け、次の者へ声をかける。",
    "雨の日は中へ入れ、濡らさないようにする。",
    "買い入れる前に三者から見積りを取る。",
    "休日の当番が朝と夕に見て回る。",
    "写しを作らず、見たらすぐに返す。",
    "子どもの手の届かない高さに置く。",
    "英語と中国語の札を添える。",
    "苦情があれば翌日までに返事をする。",
];

/// An item that no edition had.
pub(crate) fn fresh(random: &mut Random) -> String {
    let (a, b) = (random.pick(&WHERE), random.pick(&WHAT));
    match random.below(3) {
        0 => format!("{a}における{b}については、{}", random.pick(&DO)),
        1 => format!("{b}は、{a}ごとに{}", random.pick(&DO)),
        _ => format!("{a}では、{b}を{}{}", random.pick(&DO), random.pick(&DO)),
    }
}
