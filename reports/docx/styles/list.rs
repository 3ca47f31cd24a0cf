//! The paragraph styles and their measures. Nothing that is to be read is smaller than 9 points; the sources are 8.

use crate::letter::Set;

/// A paragraph style.
pub(super) struct Paragraph {
    pub(super) id: &'static str,
    /// The name that Word shows; its own names for its own styles.
    pub(super) name: &'static str,
    pub(super) next: &'static str,
    pub(super) gothic: bool,
    /// Half points.
    pub(super) size: Option<u32>,
    pub(super) keep_next: bool,
    /// A fixed line pitch, in twentieths of a point: the pages do not depend on which Mincho a computer has.
    pub(super) pitch: Option<u32>,
    /// Twentieths of a point, as all that follow.
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) indent: u32,
    pub(super) hanging: u32,
    pub(super) first: u32,
    pub(super) align: Option<Align>,
    pub(super) outline: Option<&'static str>,
}

/// How lines are set between the margins.
#[derive(Clone, Copy)]
pub(super) enum Align {
    Center,
    Right,
    Both,
}

const BASE: Paragraph = Paragraph {
    id: "",
    name: "",
    next: "",
    gothic: false,
    size: None,
    keep_next: false,
    pitch: None,
    before: 0,
    after: 0,
    indent: 0,
    hanging: 0,
    first: 0,
    align: None,
    outline: None,
};

/// Text of the table: 9 points on a pitch of 11.
const CELL: Paragraph = Paragraph { size: Some(18), pitch: Some(220), ..BASE };

/// Text of the 見え消し.
const ITEM: Paragraph =
    Paragraph { pitch: Some(320), next: "KaiteiItem1", align: Some(Align::Both), after: 40, ..BASE };

pub(super) const PARAGRAPHS: [Paragraph; 20] = [
    Paragraph {
        id: "Title",
        name: "Title",
        next: "Normal",
        gothic: true,
        size: Some(30),
        after: 80,
        align: Some(Align::Center),
        ..BASE
    },
    Paragraph {
        id: "Heading1",
        name: "heading 1",
        next: "Normal",
        gothic: true,
        size: Some(22),
        keep_next: true,
        before: 140,
        after: 30,
        outline: Some("0"),
        ..BASE
    },
    Paragraph {
        id: "Heading2",
        name: "heading 2",
        next: "KaiteiText",
        gothic: true,
        outline: Some("1"),
        ..CELL
    },
    Paragraph {
        id: "Header",
        name: "header",
        next: "Header",
        size: Some(17),
        align: Some(Align::Right),
        ..BASE
    },
    Paragraph {
        id: "Footer",
        name: "footer",
        next: "Footer",
        size: Some(17),
        align: Some(Align::Center),
        ..BASE
    },
    Paragraph { id: "KaiteiLead", name: "改定 説明", next: "KaiteiLead", pitch: Some(260), ..BASE },
    Paragraph {
        id: "KaiteiUnderlineNote",
        name: "改定 下線の注",
        next: "Normal",
        keep_next: true,
        align: Some(Align::Right),
        ..CELL
    },
    Paragraph {
        id: "KaiteiHead",
        name: "改定 表の見出し",
        next: "KaiteiHead",
        gothic: true,
        align: Some(Align::Center),
        ..CELL
    },
    Paragraph {
        id: "KaiteiSubheading",
        name: "改定 表の中の見出し",
        next: "KaiteiText",
        gothic: true,
        ..CELL
    },
    Paragraph {
        id: "KaiteiText", name: "改定 条文", next: "KaiteiText", align: Some(Align::Both), ..CELL
    },
    Paragraph { id: "KaiteiPlaceholder", name: "改定 新設・削る・略", next: "KaiteiText", ..CELL },
    Paragraph { id: "KaiteiRemark", name: "改定 備考", next: "KaiteiRemark", ..CELL },
    Paragraph {
        id: "KaiteiSource",
        name: "改定 出典",
        next: "KaiteiSource",
        size: Some(16),
        pitch: Some(205),
        ..BASE
    },
    Paragraph {
        id: "KaiteiNotes",
        name: "改定 注記の見出し",
        next: "KaiteiSource",
        gothic: true,
        size: Some(20),
        keep_next: true,
        before: 160,
        after: 20,
        ..BASE
    },
    Paragraph {
        id: "KaiteiItemChapter",
        name: "改定 章",
        gothic: true,
        size: Some(22),
        keep_next: true,
        before: 160,
        outline: Some("1"),
        ..ITEM
    },
    Paragraph {
        id: "KaiteiItemHeading",
        name: "改定 節",
        gothic: true,
        keep_next: true,
        before: 80,
        outline: Some("2"),
        ..ITEM
    },
    Paragraph { id: "KaiteiItem1", name: "改定 項目１", ..ITEM },
    Paragraph { id: "KaiteiItem2", name: "改定 項目２", indent: 400, ..ITEM },
    Paragraph { id: "KaiteiItem3", name: "改定 項目３", indent: 800, ..ITEM },
    Paragraph { id: "KaiteiItem4", name: "改定 項目４", indent: 1200, ..ITEM },
];

/// The style of a line of the letter.
pub(super) fn of_letter(set: Set) -> Paragraph {
    let shape = set.shape();
    let (name, align) = match set {
        Set::Right => ("周知 右寄せ", Some(Align::Right)),
        Set::Left => ("周知 左寄せ", None),
        Set::Subject => ("周知 件名", Some(Align::Center)),
        Set::Body => ("周知 本文", Some(Align::Both)),
        Set::Centre => ("周知 記", Some(Align::Center)),
        Set::Item => ("周知 記の項目", None),
        Set::Annex => ("周知 別紙番号", Some(Align::Right)),
        Set::Title => ("周知 ポイントの題名", Some(Align::Center)),
        Set::Part => ("周知 ポイントの区分", None),
        Set::Theme => ("周知 ポイントのテーマ", None),
        Set::Cite => ("周知 ポイントの項目", None),
        Set::Quote => ("周知 引用", Some(Align::Both)),
        Set::Note => ("周知 注", None),
    };
    Paragraph {
        id: set.style(),
        name,
        next: set.style(),
        gothic: matches!(set, Set::Title | Set::Part | Set::Theme),
        size: Some(shape.size),
        keep_next: matches!(set, Set::Part | Set::Theme),
        pitch: Some(shape.pitch),
        before: shape.before,
        indent: shape.indent,
        hanging: shape.hanging,
        // The first line of a letter's paragraph begins with a space.
        first: if set == Set::Body { shape.size * 10 } else { 0 },
        align,
        ..BASE
    }
}
