//! What `--help` says of each option: command (`*`: every command), the option's id, the text.

use crate::lang::Words;

/// What an option or argument is, by command and id. Options of several commands stand under `*`.
pub(super) const OPTIONS: &[(&str, &str, Words)] = &[
    (
        "completions",
        "shell",
        Words {
            ja: "シェル（bash、elvish、fish、powershell、zsh）",
            en: "The shell: bash, elvish, fish, powershell or zsh",
        },
    ),
    ("man", "out", Words { ja: "manページを作るフォルダ", en: "The folder for the pages" }),
    (
        "diff",
        "old",
        Words {
            ja: "改定前の文書。PDF、Excelブック（xlsx）、またはそれらを入れたフォルダ。いくつでも並べられます",
            en: "The old edition: PDF files, workbooks (xlsx), or folders of them; as many as needed",
        },
    ),
    (
        "diff",
        "new",
        Words {
            ja: "改定後の文書。指定のしかたは --old と同じです",
            en: "The new edition, given like --old",
        },
    ),
    (
        "diff",
        "decisions",
        Words {
            ja: "判定のファイル（kaitei.decisions.toml）。人が確かめた対応関係を、見つけたものより優先します",
            en: "A file of decisions (kaitei.decisions.toml): what people settled goes before what is found",
        },
    ),
    (
        "diff",
        "fail_on",
        Words {
            ja: "この重要度以上の変更があれば終了コードを 1 にします（high: 重要、check: 要検討、info: 参考）。自動処理用",
            en: "Exit with 1 where a change is at least as significant (high, check or info); for scripts",
        },
    ),
    (
        "diff",
        "keep_going",
        Words {
            ja: "読めないファイルを除いて続けます。除いたファイルは報告書に記します",
            en: "Leave out files that cannot be read, and say so in the reports",
        },
    ),
    ("extract", "file", Words { ja: "PDFまたはExcelブック（xlsx）", en: "A PDF file or a workbook (xlsx)" }),
    (
        "extract",
        "shape",
        Words {
            ja: "出力の形（text: 本文、tree: 項目の階層、items: 項目のJSON、csv: Excel用の一覧）。指定しなければ text",
            en: "What to print: text, tree (items, indented), items (JSON) or csv (for Excel); text by default",
        },
    ),
    (
        "extract",
        "body",
        Words {
            ja: "本文から、柱（ページ上端の見出し）・ページ番号・透かしを除きます（text のとき）",
            en: "Leave out running headers, page numbers and watermarks (with text)",
        },
    ),
    ("inspect", "file", Words { ja: "図にするPDFファイル", en: "The PDF file to draw" }),
    (
        "inspect",
        "page",
        Words {
            ja: "何ページ目か。印刷されたページ番号ではなく、先頭から 1、2… と数えます",
            en: "Which page, counted from 1 at the beginning of the file (not the number that is printed on it)",
        },
    ),
    (
        "inspect",
        "svg",
        Words {
            ja: "図（SVG）を書き込むファイル。「-」なら標準出力に出します",
            en: "The file for the picture (SVG); - prints it",
        },
    ),
    (
        "report",
        "changes",
        Words {
            ja: "kaitei diff が作成した changes.json、またはそれが入っているフォルダ",
            en: "The changes.json that kaitei diff made, or the folder that holds it",
        },
    ),
    (
        "report",
        "scope",
        Words {
            ja: "載せる範囲（digest: 内容の変わった要求事項のみ、full: 変更すべて）。指定しなければ digest",
            en: "digest (requirements that changed in substance) or full (every change); digest by default",
        },
    ),
    (
        "check",
        "changes",
        Words {
            ja: "kaitei diff が作成した changes.json、またはそれが入っているフォルダ",
            en: "The changes.json that kaitei diff made, or the folder that holds it",
        },
    ),
    (
        "check",
        "expect",
        Words {
            ja: "期待を書いたファイル（TOML）。いくつでも並べられます",
            en: "A file of expectations (TOML); as many as needed",
        },
    ),
    (
        "check",
        "format",
        Words {
            ja: "答えの形（text: 文章、json、junit、sarif、github: GitHub Actions の注釈）。指定しなければ text（GitHub Actions の中では github）",
            en: "How answers are given: text, json, junit, sarif, or github (annotations); text by default, github within GitHub Actions",
        },
    ),
    (
        "check",
        "allow_unknown",
        Words {
            ja: "「不明」があっても終了コードを 1 にしません",
            en: "Exit with 0 though something is unknown",
        },
    ),
    (
        "check",
        "update",
        Words {
            ja: "確かめる代わりに、ファイルの [[depends]] の項番を改定後のものに書き換えます",
            en: "Instead of checking, put the new edition's citations into the file's [[depends]]",
        },
    ),
    (
        "decide",
        "changes",
        Words {
            ja: "kaitei diff が作成した changes.json、またはそれが入っているフォルダ",
            en: "The changes.json that kaitei diff made, or the folder that holds it",
        },
    ),
    (
        "decide",
        "decisions",
        Words {
            ja: "判定を記録するファイル（kaitei.decisions.toml）。なければ作ります",
            en: "The file of decisions (kaitei.decisions.toml); made where it is missing",
        },
    ),
    (
        "decide",
        "link",
        Words {
            ja: "改定前の項番（いくつでも）。--with の項目と対応し、ほかとは対応しません。省くと「新設」、--with を省くと「削る」",
            en: "Old citations: these belong to the items of --with and to no others; none: added; without --with: removed",
        },
    ),
    (
        "decide",
        "unlink",
        Words {
            ja: "改定前の項番。--with のどの項目とも対応しません",
            en: "Old citations: none of these belongs to any item of --with",
        },
    ),
    (
        "decide",
        "hold",
        Words {
            ja: "改定前の項番。--with の項目との対応を保留にします", en: "Old citations: left open"
        },
    ),
    (
        "decide",
        "old",
        Words {
            ja: "改定前の項番。対応関係は変えず、--kind で種別を、--note で備考を記録します",
            en: "Old citations whose kind (--kind) or remark (--note) is recorded; the pairing stays as found",
        },
    ),
    ("decide", "with", Words { ja: "改定後の項番（いくつでも）", en: "New citations, as many as needed" }),
    (
        "decide",
        "kind",
        Words {
            ja: "変更の種別（added: 新設、removed: 削る、regrouped: 再編、merged: 統合、split: 分割、moved: 移動、modified: 変更、unchanged: 変更なし）",
            en: "The change's kind: added, removed, regrouped, merged, split, moved, modified or unchanged",
        },
    ),
    (
        "decide",
        "from",
        Words {
            ja: "シート「対応確認」の「判定」に書き込んだExcelブック",
            en: "The workbook of a report, with verdicts entered into its sheet of pairings",
        },
    ),
    ("decide", "note", Words { ja: "備考（理由など）", en: "A remark, such as the reason" }),
    ("decide", "by", Words { ja: "確認した人", en: "Who settled it" }),
    (
        "decide",
        "when",
        Words { ja: "確認した日（例: 2026-11-23）", en: "When it was settled (such as 2026-11-23)" },
    ),
    (
        "audit",
        "changes",
        Words {
            ja: "kaitei diff が作成した changes.json、またはそれが入っているフォルダ",
            en: "The changes.json that kaitei diff made, or the folder that holds it",
        },
    ),
    (
        "audit",
        "crosswalk",
        Words {
            ja: "改定前と改定後の項目の対応表。CSVまたはExcelブック（xlsx）",
            en: "The crosswalk of old and new items: a CSV file or a workbook (xlsx)",
        },
    ),
    (
        "audit",
        "format",
        Words {
            ja: "出力の形（text: 食い違いの一覧、json: データ、csv: Excel用の一覧）。指定しなければ text",
            en: "What to print: text (what differs), json or csv (for Excel); text by default",
        },
    ),
    (
        "*",
        "out",
        Words {
            ja: "報告書を入れるフォルダ。なければ作ります",
            en: "The folder for the reports; made where it is missing",
        },
    ),
    (
        "*",
        "formats",
        Words {
            ja: "作成する形式を「,」で区切って並べます（使えるのは {formats}）。指定しなければ {usual}",
            en: "The formats to write, separated by commas (any of {formats}); {usual} by default",
        },
    ),
    (
        "*",
        "date",
        Words {
            ja: "報告書に印字する日付（例: 2026-07-01）。指定しなければ印字しません",
            en: "The date to print on the reports (such as 2026-07-01); none by default",
        },
    ),
    (
        "rules",
        "export",
        Words {
            ja: "規則のファイルを書き出すフォルダ。なければ作ります",
            en: "The folder that the rule files are written to; made where it is missing",
        },
    ),
    (
        "*",
        "rules",
        Words {
            ja: "kaitei の規則に代えて使う規則のフォルダ（kaitei rules --export で書き出したものを編集して使います）",
            en: "A folder of rules to use in place of kaitei's own, written out by kaitei rules --export and edited",
        },
    ),
    (
        "*",
        "carry",
        Words {
            ja: "シート「取組状況」に書き込んだ前のExcelブック。担当・期限・状況などを新しいブックへ引き継ぎます",
            en: "An earlier workbook: what was entered into its sheet of tasks is carried over to the new one",
        },
    ),
    (
        "*",
        "last",
        Words {
            ja: "確定版のつもりで作成します。対応関係の確認が済んでいない変更があれば、案のまま作成し、終了コードを 1 にします",
            en: "Meant to be final: while pairings are still to be checked, the reports stay drafts and the exit code is 1",
        },
    ),
    (
        "*",
        "sides",
        Words {
            ja: "Word の新旧対照表の左右。new-left（改定後を左、指定しなければこちら）か old-left（改定前を左）",
            en: "What stands on the left of the tables in Word: new-left (the default) or old-left",
        },
    ),
    (
        "*",
        "style",
        Words {
            ja: "Word の新旧対照表の見出しの言葉。editions（第7.0版（改定後）など、指定しなければこちら）か mhlw-law（改正後／改正前、傍線部分）",
            en: "The words over the tables in Word: editions (named as they are, the default) or mhlw-law (as in the ministry's tables for laws)",
        },
    ),
    (
        "*",
        "letter",
        Words {
            ja: "周知文案に入れる文書番号・宛名・担当などを書いたファイル（書き方は docs/letter.toml）",
            en: "A file with the fields of the covering letter (number, addressees, contact …; see docs/letter.toml)",
        },
    ),
    (
        "*",
        "password",
        Words {
            ja: "保護されたPDFを開くパスワード。いくつかあるときは繰り返し指定します",
            en: "A password for protected PDF files; may be given several times",
        },
    ),
    (
        "*",
        "hidden",
        Words {
            ja: "Excelブックの非表示のシート・行・列も読みます",
            en: "Read hidden sheets, rows and columns of workbooks too",
        },
    ),
    (
        "*",
        "max_file",
        Words {
            ja: "1つのファイルの大きさの上限（MiB）。指定しなければ {max_file}",
            en: "The largest file that is read, in MiB; {max_file} by default",
        },
    ),
    (
        "*",
        "max_pages",
        Words {
            ja: "1つのPDFのページ数の上限。指定しなければ {max_pages}",
            en: "The most pages of a PDF; {max_pages} by default",
        },
    ),
    (
        "*",
        "max_unpacked",
        Words {
            ja: "1つのファイルの圧縮を解いた大きさの上限（MiB）。指定しなければ {max_unpacked}",
            en: "The most that a file may unpack to, in MiB; {max_unpacked} by default",
        },
    ),
    (
        "*",
        "max_cells",
        Words {
            ja: "1つのExcelブックのセルの数の上限。指定しなければ {max_cells}",
            en: "The most cells of a workbook; {max_cells} by default",
        },
    ),
    (
        "*",
        "lang",
        Words {
            ja: "表示と報告書の言語（ja: 日本語、en: 英語）。指定しなければ環境変数 KAITEI_LANG、それもなければ日本語",
            en: "The language of messages and reports, ja or en; the variable KAITEI_LANG or ja by default",
        },
    ),
    ("*", "quiet", Words { ja: "エラーのほかは何も表示しません", en: "Show nothing but errors" }),
    (
        "*",
        "error_format",
        Words {
            ja: "エラーや警告の形（text: 文章、json: 1行に1件のJSON）。指定しなければ text",
            en: "How errors and warnings are written: text, or json (an object a line); text by default",
        },
    ),
    ("*", "help", Words { ja: "この説明を表示します", en: "Show this help" }),
    ("*", "version", Words { ja: "バージョンを表示します", en: "Show the version" }),
];
