//! What `--help` says around a command's options: what it does, how it is called, examples.

use crate::lang::Words;

/// What stands around a command's options.
pub(super) struct Page {
    /// The command's name; `kaitei` is the command itself.
    pub(super) command: &'static str,
    /// What it does, on one line.
    pub(super) about: Words,
    /// How it is called.
    pub(super) usage: &'static str,
    /// Examples, and what else is good to know.
    pub(super) after: Words,
}

/// A page for the command and for each subcommand.
pub(super) const PAGES: [Page; 11] = [
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
