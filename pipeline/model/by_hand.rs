//! Advice for people who have no command line: where the usual advice names an option, what else they can do.

use crate::{
    Code, Diagnostic,
    diagnostic::{fill, fill_en},
};

impl Diagnostic {
    /// What to do about it without a command line (in `kaitei.html`, or after a double click), Japanese and English; that of
    /// [`Diagnostic::advice`] where it names no option.
    pub fn advice_by_hand(&self) -> Option<(String, String)> {
        match Code::from_id(&self.code).and_then(Code::advice_by_hand) {
            Some((ja, en)) => Some((fill(ja, &self.args), fill_en(en, &self.args))),
            None => self.advice(),
        }
    }
}

impl Code {
    /// What to do without a command line, Japanese and English; nothing where the usual advice serves.
    fn advice_by_hand(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::PasswordNeeded => {
                ("保護のないファイルを使ってください。", "Use a file without protection.")
            }
            Self::LimitReached => (
                "信頼できる配布元のファイルか確認し、必要な部分だけのファイルにしてください。",
                "Check that the file comes from a publisher you trust, and give the part that is needed.",
            ),
            Self::RowUnusable => (
                "その行を直して保存し、もう一度取り込んでください。ほかの行は取り込みました。",
                "Mend the row, save, and have the workbook taken in again; the other rows were.",
            ),
            Self::NotFinal => (
                "シート「対応確認」か report.html で判定し、もう一度比べてください。",
                "Settle them on the sheet of pairings or in report.html, and compare again.",
            ),
            Self::OutputUnwritable => (
                "デスクトップなど書き込める場所に移すか、権限と空き容量を確認してください。",
                "Move it to a place that can be written to, such as the desktop, or check permissions and free space.",
            ),
            Self::OutputBusy => {
                ("その作業が終わってから、もう一度実行してください。", "Run again when it is done.")
            }
            Self::OutputReadOnly => (
                "そのファイルの読み取り専用を外すか、名前を変えて、もう一度実行してください。",
                "Make the file writable or rename it, and run again.",
            ),
            Self::PageMissing => {
                ("1 から {pages} までのページを指定してください。", "Choose a page from 1 to {pages}.")
            }
            Self::UsageWrong => ("示されたところを見直してください。", "Look again at what is named."),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a text speaks of an option or a subcommand of ours.
    fn typed(text: &str) -> bool {
        let subcommand = |(at, name): (usize, &str)| {
            text[at + name.len()..].starts_with(|c: char| c.is_ascii_lowercase() || c == '-')
        };
        text.contains("--") || text.match_indices("kaitei ").any(subcommand)
    }

    #[test]
    fn no_advice_by_hand_names_what_must_be_typed() {
        assert!(typed("kaitei extract FILE") && typed("--out") && !typed("kaitei が作成したブック"));
        for code in Code::ALL {
            let Some((ja, en)) = Diagnostic::plain(*code).advice_by_hand() else { continue };
            assert!(!typed(&ja) && !typed(&en), "{}: {ja} / {en}", code.id());
        }
    }

    #[test]
    fn where_the_usual_advice_serves_it_is_given() {
        let damaged = Diagnostic::plain(Code::PdfDamaged);
        assert_eq!(damaged.advice_by_hand(), damaged.advice());
    }
}
