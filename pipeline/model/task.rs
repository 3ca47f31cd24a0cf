//! What people entered into the sheet 取組状況 of a workbook.

/// One row of the sheet, as somebody filled it in. Nothing of it comes from the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Id of the change, as the sheet holds it.
    pub change: String,
    /// What the texts of the change were known by; empty in a sheet that does not hold it.
    pub fingerprint: String,
    /// Citations of the old items, as the sheet holds them.
    pub old: String,
    /// Citations of the new items, as the sheet holds them.
    pub new: String,
    /// The columns of the sheet that are there to be filled in.
    pub entries: TaskEntries,
    /// Columns that somebody added: heading and content, from left to right.
    pub more: Vec<(String, String)>,
}

/// What the sheet asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskEntries {
    /// 対応の要否.
    pub need: String,
    /// 取組の内容.
    pub work: String,
    /// 担当.
    pub owner: String,
    /// 期限, as the cell shows it.
    pub due: String,
    /// 状況.
    pub state: String,
    /// メモ.
    pub memo: String,
}

impl TaskEntries {
    /// The entries in the order of the columns.
    pub fn all(&self) -> [&str; 6] {
        [&self.need, &self.work, &self.owner, &self.due, &self.state, &self.memo]
    }
}

impl Task {
    /// Whether nobody entered anything.
    pub fn is_blank(&self) -> bool {
        self.entries.all().iter().all(|entry| entry.is_empty()) && self.more.is_empty()
    }
}
