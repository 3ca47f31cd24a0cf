//! Draws the pipeline's progress on a terminal: one bar a stage, naming the document at hand.

use std::sync::{Mutex, PoisonError};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use kaitei_pipeline::{Progress, Stage};

use crate::{
    console::Console,
    lang::{Lang, Words},
};

const READ: Words = Words { ja: "読み取り", en: "reading" };
const STRUCTURE: Words = Words { ja: "項目の抽出", en: "finding items" };
const ALIGN: Words = Words { ja: "対応づけ", en: "aligning" };
const CLASSIFY: Words = Words { ja: "変更の分類", en: "classifying" };

/// The bars of one run.
pub(crate) struct Bars {
    lang: Lang,
    screen: MultiProgress,
    bars: Mutex<Vec<(Stage, ProgressBar)>>,
}

impl Bars {
    /// Bars that are drawn where the console draws.
    pub(crate) fn new(console: &Console) -> Self {
        let target =
            if console.draws() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self { lang: console.lang, screen: MultiProgress::with_draw_target(target), bars: Mutex::default() }
    }

    fn bar(&self, stage: Stage) -> Option<ProgressBar> {
        let bars = self.bars.lock().unwrap_or_else(PoisonError::into_inner);
        bars.iter().find(|(of, _)| *of == stage).map(|(_, bar)| bar.clone())
    }
}

impl Progress for Bars {
    fn begin(&self, stage: Stage, total: u64) {
        let name = match stage {
            Stage::Read => READ,
            Stage::Structure => STRUCTURE,
            Stage::Align => ALIGN,
            Stage::Classify => CLASSIFY,
        };
        let bar = self.screen.add(ProgressBar::new(total));
        if let Ok(look) = ProgressStyle::with_template("{prefix:<12} {bar:24} {pos}/{len}  {wide_msg}") {
            bar.set_style(look);
        }
        bar.set_prefix(name.in_lang(self.lang));
        self.bars.lock().unwrap_or_else(PoisonError::into_inner).push((stage, bar));
    }

    fn step(&self, stage: Stage, what: &str) {
        if let Some(bar) = self.bar(stage) {
            bar.set_message(what.to_owned());
            bar.inc(1);
        }
    }

    fn end(&self, stage: Stage) {
        if let Some(bar) = self.bar(stage) {
            bar.finish_and_clear();
        }
        self.bars.lock().unwrap_or_else(PoisonError::into_inner).retain(|(of, _)| *of != stage);
    }
}
