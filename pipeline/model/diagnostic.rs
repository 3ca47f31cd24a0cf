//! Diagnostics: what went wrong or was not certain, with a stable code, a place, and advice.
//!
//! The same type serves for what is noted on the way and for what ends the run, so that both read alike on the terminal, in the
//! data and in the reports.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Location, Side};

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Could not be done.
    Error,
    /// Done, but somebody should look.
    Warning,
    /// Good to know.
    Note,
}

/// Something that somebody should know about the reading, with a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A stable id from [`Code`].
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// File name of the document (as given), where it concerns one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The edition that the document belongs to, where it concerns one of two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Where in the document.
    #[serde(default)]
    pub location: Location,
    /// The code's Japanese sentence with the arguments filled in.
    pub message: String,
    /// The arguments of the sentence, so that it can be said in another language. An argument that reads differently in
    /// English has a second one beside it, named `NAME-en`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Diagnostic {
    /// A diagnostic with the code's own severity and sentence; `args` fill the `{name}` places.
    pub fn new<K: Into<String>, V: Into<String>>(code: Code, args: impl IntoIterator<Item = (K, V)>) -> Self {
        let args: BTreeMap<String, String> = args.into_iter().map(|(k, v)| (k.into(), v.into())).collect();
        Self {
            code: code.id().to_owned(),
            severity: code.severity(),
            document: None,
            side: None,
            location: Location::default(),
            message: fill(code.message_ja(), &args),
            args,
        }
    }

    /// A diagnostic without arguments.
    pub fn plain(code: Code) -> Self {
        Self::new(code, std::iter::empty::<(String, String)>())
    }

    /// The same, in a document.
    #[must_use]
    pub fn in_document(mut self, file: &str) -> Self {
        self.document = Some(file.to_owned());
        self
    }

    /// The same, in a document of that edition.
    #[must_use]
    pub fn on_side(mut self, side: Side) -> Self {
        self.side = Some(side);
        self
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = location;
        self
    }

    /// The same, on a page (from 1).
    #[must_use]
    pub fn on_page(mut self, page: u32) -> Self {
        self.location.page = Some(page);
        self
    }

    /// The sentence in English, from code and arguments.
    pub fn message_en(&self) -> String {
        Code::from_id(&self.code)
            .map_or_else(|| self.message.clone(), |code| fill_en(code.message_en(), &self.args))
    }

    /// What to do about it, Japanese and English; `None` where the code is unknown or there is nothing to do.
    pub fn advice(&self) -> Option<(String, String)> {
        let code = Code::from_id(&self.code)?;
        let (ja, en) = code.advice();
        if ja.is_empty() { None } else { Some((fill(ja, &self.args), fill_en(en, &self.args))) }
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(document) = &self.document {
            write!(f, "{document}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}

/// Fills the `{name}` places of a sentence.
pub(crate) fn fill(template: &str, args: &BTreeMap<String, String>) -> String {
    let mut out = template.to_owned();
    for (name, value) in args {
        out = out.replace(&format!("{{{name}}}"), value);
    }
    out
}

/// Fills the `{name}` places of an English sentence: from `name-en` where there is one.
pub(crate) fn fill_en(template: &str, args: &BTreeMap<String, String>) -> String {
    let english = args
        .iter()
        .filter(|(name, _)| !name.ends_with("-en"))
        .map(|(name, value)| (name.clone(), args.get(&format!("{name}-en")).unwrap_or(value).clone()));
    fill(template, &english.collect())
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident, $ja:literal, $en:literal, advice $aja:literal, $aen:literal;)*) => {
        /// Every diagnostic that kaitei gives. The ids are stable: scripts depend on them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// All codes, in the order in which they are documented.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The stable id.
            pub fn id(self) -> &'static str { match self { $(Self::$name => $id),* } }
            /// How bad it is unless somebody says otherwise.
            pub fn severity(self) -> Severity { match self { $(Self::$name => Severity::$severity),* } }
            /// The Japanese sentence, with `{name}` places.
            pub fn message_ja(self) -> &'static str { match self { $(Self::$name => $ja),* } }
            /// The English sentence, with `{name}` places.
            pub fn message_en(self) -> &'static str { match self { $(Self::$name => $en),* } }
            /// What to do, Japanese and English; empty where there is nothing to do.
            pub fn advice(self) -> (&'static str, &'static str) { match self { $(Self::$name => ($aja, $aen)),* } }
            /// The code with that id.
            pub fn from_id(id: &str) -> Option<Self> { match id { $($id => Some(Self::$name),)* _ => None } }
        }
    };
}

codes! {
    // --- what ends the reading of a file ---------------------------------------------------------------------------
    /// The bytes are not what the file's name says, and nothing that we read.
    NotReadable = "not-readable", Error,
        "PDFでもExcelブック（xlsx）でもないため読めません（先頭の内容: {found}）。",
        "This is neither a PDF nor an Excel workbook (xlsx); it begins with {found}.",
        advice "正しいファイルかどうか確認し、配布元から取り直してください。", "Check that it is the right file, and fetch it again from its publisher.";
    /// A PDF whose objects cannot be found even by repair.
    PdfDamaged = "pdf-damaged", Error,
        "PDFが壊れていて読めません（{detail}）。",
        "The PDF is damaged and cannot be read ({detail}).",
        advice "ダウンロードが途中で切れた可能性があります。配布元から取り直してください。", "The download may have been cut off. Fetch the file again from its publisher.";
    /// A PDF that opens with a password only.
    PasswordNeeded = "password-needed", Error,
        "パスワードで保護されたPDFです。",
        "The PDF is protected by a password.",
        advice "--password でパスワードを指定するか、保護のないファイルを使ってください。", "Give the password with --password, or use a file without protection.";
    /// A zip that is no workbook.
    NotAWorkbook = "not-a-workbook", Error,
        "zip形式ですが、Excelブックではありません（{detail}）。",
        "This is a zip archive, but no Excel workbook ({detail}).",
        advice "zipを展開し、中のPDFやxlsxを指定してください。", "Unpack the archive and give the PDF and xlsx files in it.";
    /// The old binary Excel format.
    OldExcel = "old-excel", Error,
        "古いExcel形式（.xls）または暗号化されたブックで、読めません。",
        "This is an old Excel file (.xls) or an encrypted workbook, which cannot be read.",
        advice "Excelで開き（保護を外し）、「名前を付けて保存」で .xlsx 形式にしてください。", "Open it in Excel, remove the protection, and save it as .xlsx.";
    /// A spreadsheet in a format that we do not read (`.xlsb`, `.ods`).
    OtherSpreadsheet = "other-spreadsheet", Error,
        "この形式の表計算ファイル（{format}）は読めません。",
        "Spreadsheets of this format ({format}) cannot be read.",
        advice "Excelで開き、「名前を付けて保存」で .xlsx 形式にしてください。", "Open it in Excel and save it as .xlsx.";
    /// A workbook whose parts are damaged.
    WorkbookDamaged = "workbook-damaged", Error,
        "Excelブックが壊れていて読めません（{part}: {detail}）。",
        "The workbook is damaged and cannot be read ({part}: {detail}).",
        advice "Excelで開けるか確認し、配布元から取り直してください。", "Check that Excel opens it, and fetch the file again from its publisher.";
    /// A limit that protects the machine was reached.
    LimitReached = "limit-reached", Error,
        "{what}が上限（{limit}）を超えたため、読むのをやめました。",
        "Stopped reading: {what} is over the limit of {limit}.",
        advice "信頼できる配布元のファイルか確認してください。確かなら、--max-file などで上限を上げられます（kaitei extract --help）。",
            "Check that the file comes from a publisher you trust; if so, --max-file and the like raise the limits (kaitei extract --help).";

    // --- what is noted while reading -------------------------------------------------------------------------------
    /// Pages without text: images or outlines.
    PageWithoutText = "page-without-text", Warning,
        "文字情報のないページです（画像か、輪郭に変換された文字です）: {pages}ページ。この部分は比較されていません。",
        "Pages without text (images, or letters turned into outlines): {pages}. They are not compared.",
        advice "文字を選択できるPDFを入手するか、その部分を目で確認してください。", "Get a PDF whose text can be selected, or check these pages by eye.";
    /// Pages on which some of the letters seem to be drawn as outlines, beside text.
    OutlinedText = "outlined-text", Warning,
        "文字の一部が図形（輪郭）として描かれているようです: {pages}ページ。その文字は読めず、比較されていません。",
        "Some letters seem to be drawn as outlines, which cannot be read, on page(s) {pages}. They are not compared.",
        advice "該当ページを元のPDFで確認してください。", "Check these pages in the PDF itself.";
    /// A font whose glyphs cannot be turned into characters.
    UndecodableFont = "undecodable-font", Warning,
        "{page}ページのフォント「{font}」の文字{count}個を解読できず、「\u{FFFD}」としました。",
        "{count} glyphs of the font \"{font}\" on page {page} cannot be decoded and stand as U+FFFD.",
        advice "該当箇所を元のPDFで確認してください。", "Check the places in the PDF itself.";
    /// A damaged object that was repaired or left out.
    ObjectRepaired = "object-repaired", Note,
        "PDFの一部が壊れていたため、修復して読みました（{detail}）。",
        "A part of the PDF was damaged and was repaired ({detail}).",
        advice "", "";
    /// Parts of a page that a limit cut off.
    PageCut = "page-cut", Warning,
        "{page}ページは{what}が上限（{limit}）を超えたため、途中までしか読んでいません。",
        "Page {page} was read in part only: {what} is over the limit of {limit}.",
        advice "該当ページを元のPDFで確認してください。", "Check the page in the PDF itself.";
    /// A table without rules that could not be put into cells.
    TableUnclear = "table-unclear", Note,
        "表らしい部分の列を判別できず、行として読みました。",
        "What looks like a table could not be put into columns and was read as lines.",
        advice "", "";
    /// Struck-out text, left out of the live text.
    StruckText = "struck-text", Warning,
        "取り消し線の引かれた文字が{count}字あります。見え消しの資料の可能性があり、取り消された文字は本文に含めていません。",
        "{count} characters are struck out (the file may be a marked-up draft); they are left out of the text.",
        advice "溶け込み版（反映後）の資料を使ってください。", "Use the clean edition of the document.";
    /// Text that lies outside of its clipping path: nobody sees it on the page.
    ClippedText = "clipped-text", Note,
        "切り抜かれて表示されない文字が{count}字あり、読んでいません: {pages}ページ。",
        "{count} characters that are clipped away and cannot be seen were left out, on page(s) {pages}.",
        advice "", "";
    /// Hidden sheets that were left out.
    HiddenSheet = "hidden-sheet", Note,
        "非表示のシート「{sheet}」は読んでいません。",
        "The hidden sheet \"{sheet}\" was left out.",
        advice "", "";
    /// Hidden rows or columns that were left out.
    HiddenCells = "hidden-cells", Note,
        "シート「{sheet}」の非表示の行・列（{cells}）は読んでいません。",
        "Hidden rows or columns of the sheet \"{sheet}\" ({cells}) were left out.",
        advice "", "";
    /// A part of a workbook that was left out because it is damaged; the sheets themselves were read.
    PartSkipped = "part-skipped", Warning,
        "Excelブックの一部を読めなかったため除きました（{part}: {detail}）。",
        "A part of the workbook could not be read and was left out ({part}: {detail}).",
        advice "図形・コメントなどの内容を元のブックで確認してください。", "Check shapes, comments and the like in the workbook itself.";
    /// Formulas whose results were not saved.
    FormulaUncalculated = "formula-uncalculated", Warning,
        "シート「{sheet}」に、計算結果の保存されていない数式が{count}個あります（{cells} など）。空欄として読みました。",
        "{count} formulas of the sheet \"{sheet}\" ({cells} …) have no saved result and were read as empty.",
        advice "Excelで開いて上書き保存してください。", "Open the workbook in Excel and save it.";
    /// Merged ranges that overlap; the later one was ignored.
    MergesOverlap = "merges-overlap", Warning,
        "シート「{sheet}」の結合セル {cells} が他の結合セルと重なっているため、結合していないものとして読みました。",
        "The merged range {cells} of the sheet \"{sheet}\" overlaps another one and was read as not merged.",
        advice "該当箇所を元のブックで確認してください。", "Check the place in the workbook itself.";
    /// A sheet on which no table of items was found.
    NoTable = "no-table", Warning,
        "シート「{sheet}」に項目の表を見つけられず、行ごとに読みました。",
        "No table of items was found on the sheet \"{sheet}\"; it was read row by row.",
        advice "見出し行（「チェック項目」など）があるか確認してください。", "Check that the sheet has a header row.";
    /// An entry of the table of contents that was not found in the body.
    HeadingMissing = "heading-missing", Warning,
        "目次にある見出し「{heading}」が本文に見つかりません。",
        "The heading \"{heading}\" of the table of contents was not found in the body.",
        advice "元の資料で該当箇所を確認してください。", "Check the place in the document itself.";
    /// Numbers that skip or repeat.
    NumberingGap = "numbering-gap", Warning,
        "番号が続いていません: {before} の次が {after} です。",
        "The numbering does not run on: {before} is followed by {after}.",
        advice "元の資料で、欠けた項目がないか確認してください。", "Check the document itself for a missing item.";
    /// Text of the body that lies in no item.
    TextOutsideItems = "text-outside-items", Warning,
        "本文の{permille}‰（{count}字）がどの項目にも入っていません。",
        "{count} characters of the body ({permille} in a thousand) lie in no item.",
        advice "", "";
    /// A document in which no numbered item was found.
    NoItems = "no-items", Warning,
        "番号の付いた項目が見つからず、段落ごとに比較します。",
        "No numbered items were found; paragraphs are compared instead.",
        advice "", "";
    /// Two items with the same citation; the later one got a suffix.
    CitationRepeated = "citation-repeated", Note,
        "項番表記「{citation}」が重なるため、「{renamed}」としました。",
        "The citation \"{citation}\" occurs more than once; one stands as \"{renamed}\".",
        advice "", "";

    /// A reference into the edition whose target does not exist.
    ReferenceDangling = "reference-dangling", Warning,
        "「{citation}」にある参照「{text}」の指す箇所が、「{document}」にありません。",
        "\"{citation}\" refers to \"{text}\", which \"{document}\" does not have.",
        advice "番号の誤りか、改定で番号が変わったのに参照が直されていない可能性があります。", "The number may be wrong, or left as it was before a renumbering.";

    // --- about the editions ----------------------------------------------------------------------------------------
    /// A document without a counterpart in the old edition.
    DocumentAdded = "document-added", Note,
        "「{title}」に対応する文書が改定前にありません。全体を新設として扱います。",
        "\"{title}\" has no counterpart in the old edition; it counts as added as a whole.",
        advice "改定前の文書を入れ忘れていないか確認してください。", "Check that no old document was forgotten.";
    /// A document without a counterpart in the new edition.
    DocumentRemoved = "document-removed", Note,
        "「{title}」に対応する文書が改定後にありません。全体を削除として扱います。",
        "\"{title}\" has no counterpart in the new edition; it counts as removed as a whole.",
        advice "改定後の文書を入れ忘れていないか確認してください。", "Check that no new document was forgotten.";
    /// Two old documents that became one.
    DocumentsConsolidated = "documents-consolidated", Note,
        "「{old}」は「{new}」に統合されたものとして扱います。",
        "{old} are taken to have become \"{new}\".",
        advice "", "";
    /// A PDF that holds what a workbook of the same edition holds.
    DocumentTwin = "document-twin", Note,
        "{file} は {leader} と同じ文書の別形式です。比較には {leader} を使い、{file} は記載の一致だけを確かめました。",
        "{file} is the same document as {leader} in another format; {leader} is compared, and {file} was only checked against it.",
        advice "", "";
    /// A row that reads otherwise in the PDF than in the workbook.
    TwinDiffers = "twin-differs", Warning,
        "「{row}」の記載が形式によって違います。{file}（{place}）:「{text}」／{leader}（{leader-place}）:「{leader-text}」",
        "\"{row}\" reads differently in its two formats. {file} ({place}): \"{text}\"; {leader} ({leader-place}): \"{leader-text}\"",
        advice "どちらが正しいか配布元に確かめてください。比較にはExcelブックの記載を使っています。", "Ask the publisher which one is right. The workbook's wording was compared.";
    /// A row that only one of the two formats has.
    TwinRowMissing = "twin-row-missing", Warning,
        "{has} にある行が {lacks} にありません:「{text}」",
        "{has} has a row that {lacks} lacks: \"{text}\"",
        advice "元の資料で、欠けた行がないか確認してください。", "Check both documents for a missing row.";
    /// A comparison so large that partners may have been missed.
    Budget = "budget", Warning,
        "似た項目が非常に多いため、{items}項目では候補の一部だけを調べました。対応する項目を見落としている可能性があります。",
        "Because very many items are alike, only some candidates were looked at for {items} items; counterparts may have been missed.",
        advice "文書ごとに分けて比較するか、新設・削るとされた項目を確認してください。", "Compare the documents one by one, or look through the items given as added and removed.";
    /// Old and new seem exchanged.
    EditionsExchanged = "editions-exchanged", Warning,
        "改定前（{old}）のほうが改定後（{new}）より新しいようです。",
        "The old edition ({old}) seems newer than the new one ({new}).",
        advice "「改定前」と「改定後」が逆になっていないか確認してください。", "Check that the old and the new edition are not exchanged.";
    /// The same file on both sides.
    SameFile = "same-file", Warning,
        "改定前と改定後に同じ内容のファイルがあります: {file}",
        "The same file stands on both sides: {file}",
        advice "新しい版のファイルか確認してください。", "Check that the file of the new edition was given.";
    /// A document that the manifest expects and the folder lacks.
    DocumentExpected = "document-expected", Warning,
        "edition.toml にある「{title}」がフォルダにありません。",
        "edition.toml expects \"{title}\", which is not in the folder.",
        advice "ファイルを追加するか、edition.toml を直してください。", "Add the file, or mend edition.toml.";
    /// A file that was not read.
    FileIgnored = "file-ignored", Note,
        "読み飛ばしたファイル: {file}（{reason}）",
        "File left out: {file} ({reason})",
        advice "", "";
    /// A file that could not be read and was left out because the user said so.
    FileSkipped = "file-skipped", Warning,
        "読めなかったため比較から除いたファイル: {file}（{reason}）",
        "File left out of the comparison because it could not be read: {file} ({reason})",
        advice "結果にはこのファイルの変更が含まれていません。", "Changes of this file are not in the result.";

    // --- about decisions -------------------------------------------------------------------------------------------------
    /// An item of a decision stands under another citation now.
    DecisionRenumbered = "decision-renumbered", Note,
        "判定（{line}行目）の「{citation}」は、いまは「{now}」です。判定はそこに適用しました。",
        "The decision on line {line} names \"{citation}\", which is \"{now}\" now; it was applied there.",
        advice "", "";
    /// An item of a decision has another text than when it was decided.
    DecisionEdited = "decision-edited", Warning,
        "判定（{line}行目）の「{citation}」は、判定した時と本文が少し違います（いまは「{now}」）。判定は適用しました。",
        "The text of \"{citation}\" has changed a little since the decision on line {line} (now \"{now}\"); it was applied.",
        advice "判定がいまの本文にも当てはまるか確認してください。", "Check that the decision still holds for the text.";
    /// A decision names an item by its citation alone.
    DecisionUnmarked = "decision-unmarked", Note,
        "判定（{line}行目）の「{citation}」は、項番だけで探しました。",
        "The decision on line {line} names \"{citation}\" without its text; the citation alone was used.",
        advice "fingerprint を書き加えると、項番が変わっても判定が生きます。", "With its fingerprint the decision would survive a renumbering.";
    /// An item of a decision is not there any more.
    DecisionStale = "decision-stale", Warning,
        "判定（{line}行目、{what}）は適用していません。{side}に見つからない項目: 「{citation}」",
        "The decision on line {line} ({what}) was not applied. Not found in the {side} edition: \"{citation}\"",
        advice "項目が変わったのであれば、判定し直してください。判定はファイルに残っています。", "If the item changed, decide anew. The decision is still in the file.";
    /// Two decisions that cannot both hold.
    DecisionConflict = "decision-conflict", Warning,
        "判定（{line}行目、{what}）は、{other}行目の判定（{other-what}）と矛盾するため適用していません。",
        "The decision on line {line} ({what}) was not applied: it contradicts the one on line {other} ({other-what}).",
        advice "後に書かれたほうを採りました。どちらかをファイルから除いてください。", "The later one was taken. Remove one of the two from the file.";
    /// A kind that was decided for items that do not stand in one change of their own.
    DecisionUnfit = "decision-unfit", Warning,
        "判定（{line}行目）の種別「{kind}」は適用していません。その項目だけからなる変更がありません。",
        "The kind \"{kind}\" of the decision on line {line} was not applied: there is no change of exactly its items.",
        advice "対応関係も判定するか、この判定を除いてください。", "Decide which items belong together as well, or remove the decision.";
    /// Documents that somebody paired, and that are not there, or not paired like this any more.
    PairingStale = "pairing-stale", Warning,
        "文書の対応づけ（{line}行目）は適用していません。{side}に見つからないか、1つに決まらない文書: 「{title}」",
        "The pairing of documents on line {line} was not applied. Not found in the {side} edition, or not one document alone: \"{title}\"",
        advice "文書の名前かファイル名を直すか、その文書を加えてください。", "Mend the document's title or file name, or add the document.";
    /// Two pairings of one document.
    PairingConflict = "pairing-conflict", Warning,
        "文書の対応づけ（{line}行目）は、{other}行目と同じ文書についてのものなので適用していません。",
        "The pairing of documents on line {line} was not applied: line {other} pairs one of its documents otherwise.",
        advice "後に書かれたほうを採りました。どちらかをファイルから除いてください。", "The later one was taken. Remove one of the two from the file.";
    /// A key in the file of decisions that means nothing to us.
    DecisionKey = "decision-key", Warning,
        "判定（{line}行目）の「{key}」は使われません。",
        "\"{key}\" of the decision on line {line} means nothing to kaitei.",
        advice "つづりを確認してください。", "Check the spelling.";
    /// A citation that names no item.
    CitationUnknown = "citation-unknown", Error,
        "「{citation}」という項番は{side}にありません。",
        "There is no item \"{citation}\" in the {side} edition.",
        advice "近い項番: {near}", "The nearest: {near}";
    /// A citation that names several items.
    CitationAmbiguous = "citation-ambiguous", Error,
        "「{citation}」に当たる項目が{side}にいくつもあります。",
        "\"{citation}\" may be any of several items of the {side} edition.",
        advice "文書の名前から書いてください。候補: {near}", "Write it with the document's name; one of {near}.";
    /// A workbook without the sheet of decisions.
    SheetMissing = "sheet-missing", Error,
        "判定を書き込むシート（対応確認）がありません。",
        "The workbook has no sheet with verdicts (対応確認).",
        advice "kaitei が作成した改定内容一覧のブックか、「変更ID」「判定」の見出しが残っているか確認してください。", "Check that it is the workbook made by kaitei, with its headings.";
    /// A row of a workbook that cannot be used.
    RowUnusable = "row-unusable", Warning,
        "{row}行目は使えません: {reason}",
        "Row {row} cannot be used: {reason}",
        advice "その行を直して、もう一度実行してください。ほかの行は記録しました。", "Mend the row and run again; the other rows were recorded.";
    /// A workbook without the sheet on which the work is planned.
    TasksMissing = "tasks-missing", Error,
        "取組状況のシートがありません。",
        "The workbook has no sheet of tasks (取組状況).",
        advice "kaitei が作成した改定内容一覧のブックか、「変更ID」「担当」「状況」などの見出しが残っているか確認してください。", "Check that it is the workbook made by kaitei, with its headings.";
    /// What was taken over from an earlier workbook.
    TasksCarried = "tasks-carried", Note,
        "取組状況 {count}件を引き継ぎました。うち本文か項番が変わったため、見直しの要るものは {changed}件です。",
        "{count} rows of tasks were carried over; {changed} of them want a look, since their text or citation changed.",
        advice "", "";
    /// Tasks of an earlier workbook that no row of the new one takes.
    TasksLeft = "tasks-left", Warning,
        "引き継げなかった取組状況が {count}件あります。",
        "{count} rows of tasks could not be carried over.",
        advice "新しいブックのシート「引継ぎ不可」に、理由とともに残しました。", "They stand on the sheet \"Not carried over\" of the new workbook, each with the reason.";
    /// A final report was asked for while pairings are open.
    NotFinal = "not-final", Warning,
        "対応関係の確認が済んでいない変更が {count}件あるため、報告書は確定版ではありません。",
        "{count} pairings are still to be checked, so that the reports are drafts.",
        advice "シート「対応確認」か report.html で判定し、--decisions を付けてもう一度実行してください。", "Settle them on the sheet of pairings or in report.html, and run again with --decisions.";

    // --- about a crosswalk -----------------------------------------------------------------------------------------------
    /// A file without columns for old and new items.
    CrosswalkColumns = "crosswalk-columns", Error,
        "対応表に、改定前と改定後の列が見つかりません。",
        "The crosswalk has no columns for old and new items.",
        advice "見出しの行に「改定前」「改定後」と書いてください（例: 改定前,改定後）。", "Name the columns in a first row, such as: old,new";
    /// A row of a crosswalk with a name that is none of the items'.
    CrosswalkRow = "crosswalk-row", Warning,
        "対応表の{row}行目: {reason}",
        "Row {row} of the crosswalk: {reason}",
        advice "", "";

    // --- what a user gave --------------------------------------------------------------------------------------------
    /// A path that does not exist.
    PathMissing = "path-missing", Error,
        "ファイルまたはフォルダがありません: {path}",
        "There is no such file or folder: {path}",
        advice "名前とつづりを確認してください。", "Check the name and the spelling.";
    /// A folder without a PDF or workbook.
    FolderEmpty = "folder-empty", Error,
        "フォルダにPDFもExcelブック（xlsx）もありません: {path}",
        "The folder holds neither a PDF nor an Excel workbook (xlsx): {path}",
        advice "比較するファイルをフォルダに入れてください。", "Put the files to be compared into the folder.";
    /// A file that the system does not let us read.
    FileUnreadable = "file-unreadable", Error,
        "ファイルを開けません: {path}（{detail}）",
        "Cannot open {path} ({detail})",
        advice "他のプログラムで開いていないか、読み取りの権限があるか確認してください。", "Check that no other program holds it and that you may read it.";
    /// The output folder cannot be written.
    OutputUnwritable = "output-unwritable", Error,
        "出力先に書き込めません: {path}（{detail}）",
        "Cannot write to {path} ({detail})",
        advice "別のフォルダを --out で指定するか、権限と空き容量を確認してください。", "Give another folder with --out, or check permissions and free space.";
    /// Another run of ours works in the output folder.
    OutputBusy = "output-busy", Error,
        "出力先では、別の kaitei が作業中です: {path}",
        "Another kaitei is at work in {path}",
        advice "その作業が終わってから、もう一度実行してください。同時に実行するときは、別のフォルダを --out で指定してください。", "Run again when it is done, or give another folder with --out.";
    /// An output of an earlier run that an office program has open.
    OutputOpen = "output-open", Error,
        "前の報告書が、ほかのプログラムで開かれています: {path}",
        "An earlier report is open in another program: {path}",
        advice "保存して閉じてから、もう一度実行してください（開いていないときは、残っている「{lock}」を削除してください）。", "Save and close it, then run again. If nobody has it open, delete the leftover file {lock}.";
    /// An output of an earlier run that must not be written.
    OutputReadOnly = "output-read-only", Error,
        "前の報告書が読み取り専用のため、置き換えられません: {path}",
        "An earlier report is read-only and cannot be replaced: {path}",
        advice "読み取り専用を外すか、名前を変えるか、別のフォルダを --out で指定してください。", "Make it writable, rename it, or give another folder with --out.";
    /// An output that a person edited; the new one has another name.
    OutputKept = "output-kept", Warning,
        "前の報告書が編集されているため残し、新しいものを別の名前にしました: {path} → {other}",
        "An earlier report was edited and stays; the new one has another name: {path} → {other}",
        advice "両方を見比べ、要らないほうを削除してください。", "Compare the two, and delete the one that you do not need.";
    /// A TOML file of the user's that does not parse.
    FileMalformed = "file-malformed", Error,
        "{path} を読めません: {detail}",
        "Cannot understand {path}: {detail}",
        advice "示された行を直してください。", "Mend the line that is named.";
    /// A contract file of a version that we do not know.
    SchemaUnknown = "schema-unknown", Error,
        "{path} の形式「{schema}」は、このバージョンの kaitei では読めません。",
        "This version of kaitei does not know the schema \"{schema}\" of {path}.",
        advice "新しい kaitei を使ってください。", "Use a newer kaitei.";
    /// A file of another kind where only a PDF will do.
    PdfExpected = "pdf-expected", Error,
        "PDFではないため、ページを描けません。",
        "This is no PDF, so that there is no page to draw.",
        advice "PDFを指定してください。", "Give a PDF file.";
    /// A page that a PDF does not have.
    PageMissing = "page-missing", Error,
        "{page}ページはありません（全{pages}ページ）。",
        "There is no page {page}; the file has {pages}.",
        advice "--page に 1 から {pages} までの数を指定してください。", "Give --page a number from 1 to {pages}.";
    /// An option that cannot be used as given.
    UsageWrong = "usage-wrong", Error,
        "指定が正しくありません: {detail}",
        "The command line is not right: {detail}",
        advice "kaitei --help をご覧ください。", "See kaitei --help.";
}
