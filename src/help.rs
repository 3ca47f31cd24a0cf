//! The texts of `--help` in both languages, for people who do not program.

use clap::Command;

use kaitei_pipeline::Limits;
use kaitei_reports::Format;

use crate::{
    lang::{Lang, Words},
    report,
};

/// What stands around a command's options.
struct Page {
    /// The command's name; `kaitei` is the command itself.
    command: &'static str,
    /// What it does, on one line.
    about: Words,
    /// How it is called.
    usage: &'static str,
    /// Examples, and what else is good to know.
    after: Words,
}

const PAGES: [Page; 11] = [
    Page {
        command: "kaitei",
        about: Words {
            ja: "ガイドラインやチェックリストの改定前と改定後を比べ、どの項目がどう変わったかを報告書にします。",
            en: "Compares two editions of guidelines and checklists, and reports which item changed and how.",
        },
        usage: "kaitei <COMMAND> [OPTIONS]",
        after: Words {
            ja: "例:
  フォルダ「改定前」と「改定後」のPDFとExcelブックを比べ、「結果」に報告書を作る
    kaitei diff --old 改定前 --new 改定後 --out 結果

  1つの文書の項目を一覧にする（Excelで開けます）
    kaitei extract 文書.pdf --as csv > 一覧.csv

コマンドごとの説明: kaitei diff --help
ファイルはこのコンピューターの中だけで処理され、どこにも送信されません。

終了コード:
  0  完了
  1  完了したが、--fail-on に当たる変更があった
  2  実行できなかった（理由と対処を表示し、ファイルは作りません）",
            en: "Examples:
  Compare the PDF files and workbooks of two folders, and write reports to \"out\"
    kaitei diff --old before --new after --out out

  List the items of one document (opens in Excel)
    kaitei extract document.pdf --as csv > items.csv

More about a command: kaitei diff --help
Files are read on this computer only; nothing is sent anywhere.

Exit codes:
  0  done
  1  done, and --fail-on objects to a change
  2  could not be done (the reason and what to do are shown; nothing is written)",
        },
    },
    Page {
        command: "diff",
        about: Words {
            ja: "改定前と改定後の文書を比べ、報告書を作ります",
            en: "Compare two editions and write reports",
        },
        usage: "kaitei diff --old <PATH>... --new <PATH>... --out <DIR> [OPTIONS]",
        after: Words {
            ja: "例:
  フォルダどうしを比べる（文書の組合せは、ファイル名ではなく表題から判断します）
    kaitei diff --old 改定前 --new 改定後 --out 結果

  ファイルを指定して比べる
    kaitei diff --old 6版.pdf チェックリスト令和7.xlsx --new 7版.pdf チェックリスト令和8.xlsx --out 結果

  読めないファイルがあっても、残りを比べる
    kaitei diff --old 改定前 --new 改定後 --out 結果 --keep-going

作成されるもの:
  report.html         報告書。ダブルクリックするとブラウザーで開きます
  新旧対照表….docx    Word形式の新旧対照表
  見え消し….docx      改定前の文に、違いを変更履歴で示したWord文書
  周知文案….docx      鑑文、改定のポイント（1ページ）、新旧対照表の抜粋（.txt はメール用）
  改定内容一覧….xlsx  Excel形式の一覧
  report.md           内容の変わった要求事項をまとめた文章
  changes.json        すべての結果のデータ（kaitei report で報告書を作り直せます）
出力先に前の報告書があるときは、新しいものがすべてできてから置き換えます。
人が編集した報告書は残し、新しいものを「…(2).docx」のような別の名前にします。",
            en: "Examples:
  Compare two folders (documents are paired by their titles, not by file names)
    kaitei diff --old before --new after --out out

  Compare files
    kaitei diff --old v6.pdf checklist-2025.xlsx --new v7.pdf checklist-2026.xlsx --out out

  Compare what can be read, even if some files cannot
    kaitei diff --old before --new after --out out --keep-going

What is written:
  report.html   the report; opens in a browser
  *.docx        for Word: the comparison table, the old text with tracked changes,
                and a covering letter with the points of the revision (also as .txt)
  *.xlsx        the list of changes for Excel
  report.md     the requirements that changed in substance, as plain text
  changes.json  the data (kaitei report makes the reports again from it)
Earlier reports in the folder are replaced only when all of the new ones are complete.
Reports that somebody edited stay; the new ones are then named like \"...(2).docx\".",
        },
    },
    Page {
        command: "extract",
        about: Words {
            ja: "1つの文書の本文や項目を取り出して表示します",
            en: "Print one document's text or items",
        },
        usage: "kaitei extract <FILE> [OPTIONS]",
        after: Words {
            ja: "例:
  本文を、ページ番号や柱（ページ上端の見出し）を除いて表示する
    kaitei extract 文書.pdf --body

  項目を階層で表示する
    kaitei extract 文書.pdf --as tree

  項目の一覧をExcelで開けるファイルにする
    kaitei extract チェックリスト.xlsx --as csv > 一覧.csv",
            en: "Examples:
  The text without page numbers and running headers
    kaitei extract document.pdf --body

  The items as an indented list
    kaitei extract document.pdf --as tree

  The items as a file for Excel
    kaitei extract checklist.xlsx --as csv > items.csv",
        },
    },
    Page {
        command: "inspect",
        about: Words {
            ja: "PDFの1ページを、読み取られたとおりに図にします（読み違いの原因を調べるとき）",
            en: "Draw a page of a PDF as it was read (to find out why something was misread)",
        },
        usage: "kaitei inspect <FILE> --page <N> --svg <OUT> [OPTIONS]",
        after: Words {
            ja: "例:
  3ページの文字・行・段落・表・柱の認識を、ブラウザーで開ける図にする
    kaitei inspect 文書.pdf --page 3 --svg 3ページ.svg

図の色の意味は、図の下の凡例にあります。",
            en: "Examples:
  How glyphs, lines, blocks, tables and running headers of page 3 were recognised (opens in a browser)
    kaitei inspect document.pdf --page 3 --svg page3.svg

The legend below the picture tells what the colours mean.",
        },
    },
    Page {
        command: "report",
        about: Words {
            ja: "作成済みの changes.json から報告書を作り直します",
            en: "Make reports again from a changes.json",
        },
        usage: "kaitei report <CHANGES> --out <DIR> [OPTIONS]",
        after: Words {
            ja: "例:
  変更のあったすべての項目を載せた報告書を作る
    kaitei report 結果/changes.json --out 結果 --scope full

  英語の報告書を作る
    kaitei report 結果/changes.json --out english --lang en",
            en: "Examples:
  Reports with every changed item
    kaitei report out/changes.json --out out --scope full

  Reports in Japanese
    kaitei report out/changes.json --out japanese --lang ja",
        },
    },
    Page {
        command: "check",
        about: Words {
            ja: "比較の結果が、ファイルに書いた期待のとおりかどうかを確かめます",
            en: "Check a comparison against a file of expectations",
        },
        usage: "kaitei check <CHANGES> --expect <FILE>... [OPTIONS]",
        after: Words {
            ja: "例:
  通知が告げた変更が、文書の中で確かめられるか
    kaitei check 結果/changes.json --expect 通知.toml

  自社の製品が拠りどころとする項目が変わっていないか（自動処理用）
    kaitei check 結果/changes.json --expect depends.toml --format junit > check.xml

  拠りどころの項番を、改定後のものに書き換える（注釈は残ります）
    kaitei check 結果/changes.json --expect depends.toml --update

答えは「満たす」「満たさない」「不明」「誤り」のどれかです。「不明」は、読み取れなかった箇所や
確かめていない対応関係があって言い切れないもので、--allow-unknown がなければ終了コード 1 になります。
書き方: docs/ci.md",
            en: "Examples:
  Whether what a notice announces is found in the documents
    kaitei check out/changes.json --expect notice.toml

  Whether the items that a product rests on stayed as they were
    kaitei check out/changes.json --expect depends.toml --format junit > check.xml

  Put the new edition's citations into a file of dependencies (comments are kept)
    kaitei check out/changes.json --expect depends.toml --update

An expectation holds, fails, is unknown, or is in error. Unknown means that parts could not be read
or that a pairing is not settled; without --allow-unknown the exit code is then 1.
How to write such files: docs/ci.md",
        },
    },
    Page {
        command: "decide",
        about: Words {
            ja: "対応関係などを人が確かめた結果（判定）を、ファイルに記録します",
            en: "Record what you settled about pairings in a file of decisions",
        },
        usage: "kaitei decide <CHANGES> --decisions <FILE> [OPTIONS]",
        after: Words {
            ja: "例:
  改定前の「8.⑤」は改定後の「9.②」になった、と記録する
    kaitei decide 結果/changes.json --decisions kaitei.decisions.toml --link 8.⑤ --with 9.②

  1つの項目が2つに分かれた、と記録する
    kaitei decide 結果/changes.json --decisions kaitei.decisions.toml --link 14.⑥ --with 14.⑥ 14.⑦ --note 罰則の部分が独立

  改定後の「10.①」は新設であり、対応する項目はない、と記録する
    kaitei decide 結果/changes.json --decisions kaitei.decisions.toml --link --with 10.①

  報告書のExcelブックのシート「対応確認」に書き込んだ判定を取り込む
    kaitei decide 結果/changes.json --decisions kaitei.decisions.toml --from 改定内容一覧.xlsx --by 事務局

記録した判定は、kaitei diff に --decisions で渡すと、その後の比較でいつも優先されます。
ファイルにすでにある判定や注記は、そのまま残ります。
項番は、ほかの項目と紛れなければ、文書の名前を省いても、全角で書いてもかまいません。

終了コード:
  0  完了
  1  完了したが、使えない行があった（--from のとき）
  2  実行できなかった（ファイルは元のままです）",
            en: "Examples:
  The old item \"8.1\" became the new item \"9.2\"
    kaitei decide out/changes.json --decisions kaitei.decisions.toml --link 8.1 --with 9.2

  One item became two
    kaitei decide out/changes.json --decisions kaitei.decisions.toml --link 14.6 --with 14.6 14.7 --note \"penalties apart\"

  The new item \"10.1\" has no counterpart
    kaitei decide out/changes.json --decisions kaitei.decisions.toml --link --with 10.1

  Take over the verdicts that were entered into the workbook's sheet of pairings
    kaitei decide out/changes.json --decisions kaitei.decisions.toml --from changes.xlsx --by office

Decisions hold in every later comparison that is given the file: kaitei diff ... --decisions FILE
What stands in the file already stays as it is.
A citation may leave out the document's name where no other item could be meant.

Exit codes:
  0  done
  1  done, but a row could not be used (with --from)
  2  could not be done (the file is as it was)",
        },
    },
    Page {
        command: "rules",
        about: Words {
            ja: "変更を分類する規則（重要度・主題・対象者・語句）を、編集できるファイルに書き出します",
            en: "Write out the rules by which changes are classed, to be edited",
        },
        usage: "kaitei rules --export <DIR>",
        after: Words {
            ja: "例:
  規則を書き出し、主題や重要度を書き換えて比較に使う
    kaitei rules --export 規則
    kaitei diff --old 改定前 --new 改定後 --out 結果 --rules 規則

フォルダには、書き換えたファイルだけを残せば足ります。themes.toml と significance.toml は id ごとに、
ほかはファイルごとに、kaitei の規則に代わります。themes.toml に1つの主題だけを書けば、ほかの主題はそのまま使われます。
書き換えたファイルは、もう一度書き出しても上書きされません。",
            en: "Examples:
  Write the rules out, edit themes or significance, and compare by them
    kaitei rules --export rules
    kaitei diff --old before --new after --out out --rules rules

The folder may hold only the files that you edited. themes.toml and significance.toml replace by id, the others by file: a
themes.toml with one theme leaves all other themes as they are.
A file that somebody edited is not overwritten when the rules are written out again.",
        },
    },
    Page {
        command: "audit",
        about: Words {
            ja: "公表された項目移行対応表と、kaitei が見つけた対応関係を突き合わせます",
            en: "Hold a published crosswalk against the pairings that were found",
        },
        usage: "kaitei audit <CHANGES> --crosswalk <FILE> [OPTIONS]",
        after: Words {
            ja: "例:
  対応表と食い違う項目を表示する
    kaitei audit 結果/changes.json --crosswalk 対応表.xlsx

  すべての行の結果を、Excelで開けるファイルにする
    kaitei audit 結果/changes.json --crosswalk 対応表.csv --format csv > 突合.csv

対応表には、改定前と改定後の列が要ります（見出しの例: 改定前、現行、旧／改定後、改定案、新）。
列には、項番（1つのセルにいくつでも）か、項目の本文が入ります。CSVはUTF-8でもシフトJISでもかまいません。

終了コード:
  0  すべて一致した
  1  食い違いか、読めない項番があった
  2  実行できなかった",
            en: "Examples:
  Show where the crosswalk and the pairings differ
    kaitei audit out/changes.json --crosswalk crosswalk.xlsx

  The result of every row, as a file for Excel
    kaitei audit out/changes.json --crosswalk crosswalk.csv --format csv > audit.csv

The crosswalk needs columns for the old and the new items, headed so (such as: old, new). They hold citations, several in a cell if
need be, or the texts of items. A CSV file may be in UTF-8 or Shift_JIS.

Exit codes:
  0  everything agrees
  1  something differs, or a citation is unknown
  2  could not be done",
        },
    },
    Page {
        command: "completions",
        about: Words {
            ja: "シェルの補完に使うスクリプトを表示します",
            en: "Print a shell's completion script",
        },
        usage: "kaitei completions <SHELL>",
        after: Words {
            ja: "例:
  bashで補完を使う
    kaitei completions bash > ~/.local/share/bash-completion/completions/kaitei",
            en: "Example:
  Completion in bash
    kaitei completions bash > ~/.local/share/bash-completion/completions/kaitei",
        },
    },
    Page {
        command: "man",
        about: Words { ja: "manページをフォルダに作ります", en: "Write the manual pages into a folder" },
        usage: "kaitei man --out <DIR>",
        after: Words {
            ja: "例:
  作ったmanページを読む
    kaitei man --out man1 && man -l man1/kaitei.1",
            en: "Example:
  Read a page that was made
    kaitei man --out man1 && man -l man1/kaitei.1",
        },
    },
];

/// What an option or argument is, by command and id. Options of several commands stand under `*`.
const OPTIONS: &[(&str, &str, Words)] = &[
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

const USAGE: Words = Words { ja: "使い方:", en: "Usage:" };
const COMMANDS: Words = Words { ja: "コマンド", en: "Commands" };
const ARGUMENTS: Words = Words { ja: "対象", en: "Arguments" };
const SWITCHES: Words = Words { ja: "オプション", en: "Options" };

/// Puts the texts of a language on a command and its subcommands.
pub(crate) fn localize(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let formats = Format::ALL.map(Format::id).join(", ");
    let usual = report::usual_formats().iter().map(|format| format.id()).collect::<Vec<_>>().join(", ");
    let limits = Limits::default();
    let bounds = [limits.file >> 20, limits.pages as u64, limits.unpacked >> 20, limits.cells as u64]
        .map(|bound| bound.to_string());
    let command = subcommands
        .iter()
        .fold(command, |command, sub| command.mut_subcommand(sub, |sub| localize(sub, lang)))
        .subcommand_help_heading(COMMANDS.in_lang(lang))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { ARGUMENTS } else { SWITCHES };
            let text = option_text(&name, arg.get_id().as_str());
            let text = text.map(|words| {
                let names = ["max_file", "max_pages", "max_unpacked", "max_cells"];
                let mut args = vec![("formats", formats.as_str()), ("usual", usual.as_str())];
                args.extend(names.into_iter().zip(bounds.iter().map(String::as_str)));
                words.filled(lang, &args)
            });
            let valued = arg.get_action().takes_values();
            let arg = arg.help(text.unwrap_or_default()).help_heading(heading.in_lang(lang));
            // The texts name the values, in the language.
            if valued { arg.hide_possible_values(true) } else { arg }
        })
        .next_line_help(name != "kaitei")
        .help_template(format!(
            "{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
            USAGE.in_lang(lang)
        ));
    match PAGES.iter().find(|page| page.command == name) {
        Some(page) => command
            .about(page.about.in_lang(lang))
            .override_usage(page.usage)
            .after_help(format!("{}\n", page.after.in_lang(lang))),
        None => command,
    }
}

fn option_text(command: &str, id: &str) -> Option<Words> {
    let of = |wanted: &str| OPTIONS.iter().find(|(of, name, _)| *of == wanted && *name == id);
    of(command).or_else(|| of("*")).map(|(.., words)| *words)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::args::Cli;

    fn has_japanese(text: &str) -> bool {
        text.chars().any(|c| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='龠'))
    }

    #[test]
    fn no_option_lacks_a_text_and_no_text_lacks_an_option() {
        let command = Cli::command();
        let mut used = BTreeSet::new();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            let name = command.get_name();
            assert!(PAGES.iter().any(|page| page.command == name), "no page for {name}");
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                let words = option_text(name, id).unwrap_or_else(|| panic!("no text for {name} {id}"));
                assert!(has_japanese(words.ja), "{name} {id}: {}", words.ja);
                assert!(!words.en.is_empty() && !has_japanese(words.en), "{name} {id}: {}", words.en);
                used.insert((name.to_owned(), id.to_owned()));
            }
        }
        for (command, id, _) in OPTIONS {
            let fits = |(of, name): &(String, String)| name == id && (*command == "*" || of == command);
            assert!(used.iter().any(fits), "a text for {command} {id}, which is no option");
        }
    }

    #[test]
    fn no_page_is_left_in_the_other_language() {
        for page in &PAGES {
            assert!(has_japanese(page.about.ja) && has_japanese(page.after.ja), "{}", page.command);
            assert!(!has_japanese(page.about.en) && !has_japanese(page.after.en), "{}", page.command);
        }
    }

    #[test]
    fn the_help_is_of_one_language() {
        let english = ["Usage", "Options", "Arguments", "Commands", "Print", "possible", "default"];
        for page in &PAGES {
            let args: &[&str] = if page.command == "kaitei" {
                &["kaitei", "--help"]
            } else {
                &["kaitei", page.command, "--help"]
            };
            let help = |lang| {
                crate::args::command(lang).try_get_matches_from(args).unwrap_err().render().to_string()
            };
            for word in english {
                assert!(!help(Lang::Ja).contains(word), "{}: {word}", page.command);
            }
            assert!(!has_japanese(&help(Lang::En)), "{}", help(Lang::En));
        }
    }
}
