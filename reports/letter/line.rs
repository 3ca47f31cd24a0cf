//! A line of the letter: how it is set, what stands in it, and how much of a page it takes.

/// How a line is set. The style of Word with the same shape draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    /// 文書番号, 日付, 発信者, 以上: at the right margin.
    Right,
    /// 宛名, 担当: at the left margin.
    Left,
    /// 件名.
    Subject,
    /// A paragraph of the letter.
    Body,
    /// 記.
    Centre,
    /// A numbered line below 記.
    Item,
    /// 別紙１, at the right margin above its title.
    Annex,
    /// 改定のポイント.
    Title,
    /// A part of 別紙1.
    Part,
    /// A theme of 別紙1, or a reader.
    Theme,
    /// A change: its citation and what became of it.
    Cite,
    /// A quotation.
    Quote,
    /// Small print.
    Note,
}

/// Measures of a line, in twentieths of a point but for the size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Half points.
    pub(crate) size: u32,
    /// From line to line, fixed: what a page holds does not depend on which fonts a computer has.
    pub(crate) pitch: u32,
    /// Above the paragraph.
    pub(crate) before: u32,
    /// From the left margin.
    pub(crate) indent: u32,
    /// How much further to the left the first line begins.
    pub(crate) hanging: u32,
}

impl Set {
    /// Every way of setting a line.
    pub(crate) const ALL: [Self; 13] = [
        Self::Right,
        Self::Left,
        Self::Subject,
        Self::Body,
        Self::Centre,
        Self::Item,
        Self::Annex,
        Self::Title,
        Self::Part,
        Self::Theme,
        Self::Cite,
        Self::Quote,
        Self::Note,
    ];

    /// The id of its style.
    pub(crate) fn style(self) -> &'static str {
        match self {
            Self::Right => "KaiteiLetterRight",
            Self::Left => "KaiteiLetterLeft",
            Self::Subject => "KaiteiLetterSubject",
            Self::Body => "KaiteiLetterBody",
            Self::Centre => "KaiteiLetterCentre",
            Self::Item => "KaiteiLetterItem",
            Self::Annex => "KaiteiPointAnnex",
            Self::Title => "KaiteiPointTitle",
            Self::Part => "KaiteiPointPart",
            Self::Theme => "KaiteiPointTheme",
            Self::Cite => "KaiteiPointCite",
            Self::Quote => "KaiteiPointQuote",
            Self::Note => "KaiteiPointNote",
        }
    }

    /// Its measures.
    pub(crate) fn shape(self) -> Shape {
        let shape = |size, pitch, before, indent, hanging| Shape { size, pitch, before, indent, hanging };
        match self {
            Self::Right | Self::Left | Self::Centre => shape(22, 360, 0, 0, 0),
            Self::Subject => shape(24, 400, 120, 0, 0),
            Self::Body => shape(22, 360, 0, 0, 0),
            Self::Item => shape(22, 360, 0, 880, 440),
            Self::Annex => shape(20, 260, 0, 0, 0),
            Self::Title => shape(30, 400, 0, 0, 0),
            Self::Part => shape(21, 300, 90, 0, 0),
            Self::Theme => shape(20, 270, 50, 0, 0),
            Self::Cite => shape(19, 255, 0, 360, 180),
            Self::Quote => shape(18, 245, 0, 1260, 900),
            Self::Note => shape(16, 215, 0, 0, 0),
        }
    }
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Words.
    Text(String),
    /// What only the sender knows, by its name: 【要記入】.
    Blank(String),
    /// Words of a document that differ between the editions.
    Changed(String),
    /// The citation of a change, by its place among the rows of the view.
    Cite(String, usize),
}

/// A line of the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) set: Set,
    pub(crate) parts: Vec<Part>,
}

impl Line {
    /// A line of words alone.
    pub(crate) fn of(set: Set, text: impl Into<String>) -> Self {
        Self { set, parts: vec![Part::Text(text.into())] }
    }

    /// The line's words.
    pub(crate) fn text(&self) -> String {
        self.parts.iter().map(Part::text).collect()
    }

    /// How high the line stands on a page of the width, in twentieths of a point. Rather too high than too low: a letter counts for
    /// more than half an em, and each line loses an em to the rules of line breaking.
    pub(crate) fn height(&self, width: u32) -> u32 {
        let shape = self.set.shape();
        let em = shape.size * 10;
        let room = (width.saturating_sub(shape.indent) / em).saturating_sub(1).max(1) * 100;
        let first = shape.hanging * 100 / em;
        let printed: u32 = self
            .text()
            .split('\n')
            .map(|line| line.chars().map(hundredths).sum::<u32>().saturating_sub(first).div_ceil(room).max(1))
            .sum();
        shape.before + shape.pitch * printed
    }
}

impl Part {
    /// What is printed.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Changed(text) | Self::Cite(text, _) => text.clone(),
            Self::Blank(name) => format!("【要記入】（{name}）"),
        }
    }
}

/// The width of a character in hundredths of an em.
fn hundredths(c: char) -> u32 {
    match c {
        ' '..='~' => 60,
        '\u{FF61}'..='\u{FF9F}' => 50,
        _ => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Set};

    #[test]
    fn height_grows_with_what_stands_in_the_line() {
        let height = |count| Line::of(Set::Note, "あ".repeat(count)).height(9638);
        // 9638 / 160 is 60 characters, one of them kept back.
        assert_eq!((height(0), height(1), height(59), height(60), height(119)), (215, 215, 215, 430, 645));
        assert_eq!(Line::of(Set::Note, "あ\nあ").height(9638), 430);
    }
}
