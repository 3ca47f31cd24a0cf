//! Characters that fonts name in an odd way, brought back to the ones that were written.
//!
//! Radicals: Unicode's Equivalent_Unified_Ideograph property (UAX #44); U+2F00-2FD5 by their compatibility mapping.

const SUPPLEMENT: &str = "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母\
     民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹\
     艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠\
     饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟⻴⻵⻶⻷⻸⻹⻺⻻⻼⻽⻾⻿";
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土\
     士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手\
     支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉\
     瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳\
     聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
     辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯\
     鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// What a glyph's character stands for in text: radicals become ideographs, vertical presentation forms ordinary punctuation.
/// Ligatures give several characters, see [`ligature`].
pub(crate) fn plain(c: char) -> char {
    let code = u32::from(c);
    match code {
        0x2E80..=0x2EFF => SUPPLEMENT.chars().nth((code - 0x2E80) as usize).unwrap_or(c),
        0x2F00..=0x2FD5 => KANGXI.chars().nth((code - 0x2F00) as usize).unwrap_or(c),
        0xFE10..=0xFE19 | 0xFE30..=0xFE48 => vertical_form(c),
        0x00A0 => ' ',
        // Signs that are letters in every respect (canonical equivalents).
        0x2126 => 'Ω',
        0x212A => 'K',
        0x212B => 'Å',
        0x00AD => '-', // a soft hyphen that was drawn is a hyphen
        _ => c,
    }
}

/// Vertical presentation forms (U+FE10-FE19, FE30-FE48).
fn vertical_form(c: char) -> char {
    match c {
        '︐' => '、',
        '︑' => '、',
        '︒' => '。',
        '︓' => '：',
        '︔' => '；',
        '︕' => '！',
        '︖' => '？',
        '︗' => '〖',
        '︘' => '〗',
        '︙' => '…',
        '︰' => '‥',
        '︱' => '―',
        '︲' => '–',
        '︳' | '︴' => '＿',
        '︵' => '（',
        '︶' => '）',
        '︷' => '｛',
        '︸' => '｝',
        '︹' => '〔',
        '︺' => '〕',
        '︻' => '【',
        '︼' => '】',
        '︽' => '《',
        '︾' => '》',
        '︿' => '〈',
        '﹀' => '〉',
        '﹁' => '「',
        '﹂' => '」',
        '﹃' => '『',
        '﹄' => '』',
        '﹅' => '﹅',
        '﹆' => '﹆',
        '﹇' => '［',
        '﹈' => '］',
        other => other,
    }
}

/// The letters of a Latin ligature.
pub(crate) fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' => "st",
        'ﬆ' => "st",
        _ => return None,
    })
}

/// What a text given for glyphs stands for, character by character: ligatures in letters, the rest [`plain`].
pub(crate) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(|c| {
        let (letters, alone) = match ligature(c) {
            Some(letters) => (letters, None),
            None => ("", Some(plain(c))),
        };
        letters.chars().chain(alone)
    })
}

/// Whether a decoded character can be text at all; the others say that a map is broken.
pub(crate) fn is_text(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs() {
        assert_eq!(plain('⼀'), '一');
        assert_eq!(plain('⿕'), '龠');
        assert_eq!(plain('⺜'), '日');
        assert_eq!(plain('⻑'), '長');
        assert_eq!(plain('一'), '一');
        assert_eq!(SUPPLEMENT.chars().count(), 0x80);
        assert_eq!(KANGXI.chars().count(), 0xD6);
    }

    #[test]
    fn vertical_forms_become_ordinary() {
        assert_eq!(plain('︵'), '（');
        assert_eq!(plain('﹂'), '」');
        assert_eq!(plain('（'), '（');
    }

    #[test]
    fn ligatures_fall_apart() {
        assert_eq!(ligature('ﬃ'), Some("ffi"));
        assert_eq!(ligature('f'), None);
        assert_eq!(letters("postoﬀice ⽇").collect::<String>(), "postoffice 日");
    }
}
