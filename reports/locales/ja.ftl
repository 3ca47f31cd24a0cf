# レポートの文言（日本語）。文書の文は引用だけで、ここには書かない。

list-comma = 、
list-rest = { $list } ほか{ $count }件

# 文書と版
side-old = 改定前
side-new = 改定後
column-of = { $edition }（{ $document }）
document-twin = { $title }（{ $leader } と同じ文書の別形式。比較には { $leader } を使用）
document-edition = { $title }（{ $edition }）
document-quoted = 「{ $title }」
document-on-side = { $document }（{ $side }）
title = { $old } から { $new } への変更点
title-plain = 改定前から改定後への変更点

# 種別・側面・重要度・確度（規則に名前がないとき）
kind-added = 新設
kind-removed = 削る
kind-regrouped = 再編
kind-merged = 統合
kind-split = 分割
kind-moved = 移動
kind-modified = 変更
kind-unchanged = 変更なし
aspect-editorial = 字句の整理
aspect-renumbered = 項番の変更
aspect-relabelled = 記号の変更
aspect-reworded = 文言の変更
aspect-requirement-added = 要求事項の追加
aspect-requirement-removed = 要求事項の削除
aspect-obligation-strengthened = 求める程度が強まった
aspect-obligation-relaxed = 求める程度が弱まった
aspect-number-changed = 数値
aspect-date-changed = 期日
aspect-scope-changed = 対象範囲
aspect-condition-changed = 条件
aspect-exception-added = 例外・経過措置の追加
aspect-exception-removed = 例外・経過措置の削除
aspect-references-changed = 参照先
aspect-consolidated = 文書の統合
significance-high = 重要
significance-check = 要検討
significance-info = 参考
certainty-certain = 確実
certainty-likely = おおむね確実
certainty-review = 要照合
severity-error = エラー
severity-warning = 注意
severity-note = 参考

# 概要
overview-compared = 改定前の{ $old }文書（{ $oldItems }項目）と、改定後の{ $new }文書（{ $newItems }項目）を比べました。
overview-substantive = 内容に関わる変更は{ $count }件で、そのうち「重要」は{ $high }件です。
overview-no-items = 項目を読み取れなかった版があるため、比べられていません。元の文書と「読み取りの注意」を確認してください。
overview-nothing = 内容に関わる変更は見つかりませんでした。
overview-light = ほかに、項番・字句・配置だけの変更が{ $light }件、変更のない項目が{ $unchanged }件あります。
overview-document-added = { $new }は、改定前に対応する文書がありません。全体を（新設）として示します。
overview-document-removed = { $old }は、改定後に対応する文書がありません。全体を（削る）として示します。
overview-consolidated = { $old }は、{ $new }に統合されたものとして比べています。
overview-divided = { $old }は、{ $new }に分かれたものとして比べています。
overview-regrouped = { $old }は、{ $new }に再編されたものとして比べています。
overview-review = 対応関係の確認が要るもの（要照合）が{ $count }件あります。原文と見比べてください。
overview-diagnostics = 文書の読み取りで注意の要る箇所が{ $count }件あります。

# 文書の対応
pairing-paired = 対応
pairing-document-added = 新しい文書
pairing-document-removed = なくなった文書
pairing-consolidated = 統合
pairing-divided = 分割
pairing-regrouped = 再編
pairing-by-title = 題名
pairing-by-volume = 編名
pairing-by-kind = 文書の種類
pairing-by-items = 項目の一致
pairing-by-decision = 利用者の判定

# 表
row-title = { $new }（改定前 { $old }）
md-about = { $kind }（{ $aspects }）
placeholder-none = （新設）
placeholder-gone = （削る）
placeholder-same = （同左）
placeholder-absent = －
fold-one = { $first }（略）
fold-range = { $first }～{ $last }（略）

remark-moved = { $old }から移動
remark-split = { $old }を分割
remark-merged = { $old }を統合
remark-regrouped = { $old }を{ $new }に再編
remark-renumbered = { $old }から項番の変更
remark-review = ※対応関係未確認
remark-decided-right = 対応関係は確認済み
remark-decided-wrong = 対応関係は誤りと判定
remark-decided-pending = 対応関係は判定保留
remark-decided-noted = 付記あり
remark-fold-relabelled = 記号の変更のみ
remark-fold-renumbered = 項番の変更のみ

# 掲載箇所
place-page = { $page }ページ
place-printed = { $page }ページ（紙面 { $printed }）
place-sheet = シート「{ $sheet }」
place-cells = シート「{ $sheet }」{ $cells }
extent-pages = { $count }ページ
extent-sheets = { $count }シート

# 欄
field-answer = 確認結果
field-target = 対象
field-remarks = 備考
field-date = 確認日
field-caption = 見出し
field-applicability = 適用区分
field-clause = 項
field-margin = 欄外
field-target_date = 目標日
field-group = 区分
field-number = 項番
field-note = 注

# 根拠
evidence-link = { $old } → { $new }：一致度 { $score }、{ $certainty }（{ $method }）。
evidence-signals = 内訳：{ $signals }。
evidence-runner-up = 次点は{ $side }の { $item }（{ $score }、差 { $margin }）。
evidence-candidate = { $of } の相手の候補：{ $side }の { $item }（{ $score }）
method-identical = 同じ文
method-assigned = 最もよく合う組合せ
method-split = 分割
method-merged = 統合
method-regrouped = 再編
method-consolidated = 文書の統合
method-decided = 利用者の判定
signal-text = 文
signal-old-in-new = 改定前の文が改定後に残る割合
signal-new-in-old = 改定後の文が改定前にある割合
signal-heading = 見出し
signal-number = 項番
signal-neighbours = 前後の項目
signal-document = 文書
signal-parent = 親の項目
verdict-right = 正しい
verdict-wrong = 誤り
verdict-pending = 保留
verdict-noted = 付記
related-restates = { $from } は { $to } と同じ内容を述べています
related-implements = { $from } は { $to } に対応する確認項目です
related-cites = { $from } は { $to } を参照しています
related-moved-from-qa = { $from } は Q&A の { $to } にあった内容です

# 絞り込み
facet-s = 重要度
facet-k = 種別
facet-p = 変更の内容
facet-d = 文書
facet-t = テーマ
facet-a = 対象者
facet-c = 対応の確度

# 言葉の説明
term-none = （新設）
term-none-definition = 提供された改定前の文書の中に、対応する項目が見つからなかったことを示します。ほかの文書（Q&Aなど）に同じ内容がなかったことまでは示しません。
term-gone = （削る）
term-gone-definition = 提供された改定後の文書の中に、対応する項目が見つからなかったことを示します。
term-omitted = （略）
term-omitted-definition = 改定前と改定後で同じ文の項目です。
term-certainty = 確実・おおむね確実・要照合
term-certainty-definition = 改定前と改定後の項目が同じ事柄を述べていることの確からしさです。「要照合」は、人が原文と見比べて確かめるまで未確認として扱います。
term-significance = 重要・要検討・参考
term-significance-definition = 読む順番の目安です。対応の要否や義務の有無を判定するものではありません。

# HTML
html-skip = 本文へ移動
html-eyebrow = 新旧対照
html-specimen = 見本（実在の文書ではありません）
html-nav = このページの内容
html-nav-overview = 概要
html-nav-high = 重要な変更
html-nav-documents = 文書の対応
html-nav-table = 新旧対照表
html-nav-diagnostics = 読み取りの注意
html-nav-words = 言葉の説明
html-nav-sources = 出典
html-old = 改定前
html-new = 改定後
html-made = 作成日
html-counts = 変更の件数
html-high-none = 「重要」とされた変更はありません。
html-high-everyone = 対象者の別なし
html-high-more = さらに{ $count }件を表示
html-documents-result = 扱い
html-documents-evidence = 手がかり
html-documents-count = 内容に関わる変更
html-none = なし
html-underline = 下線部分は改定部分です。新しい版を左、古い版を右に示します。
html-toolbar = 変更の検索と絞り込み
html-search = 検索
html-search-hint = 語句・項番で検索（例：パスワード、14.⑥）
html-filter = 絞り込み
html-substantive-only = 内容に関わる変更のみ
html-reset = 条件を消す
html-shown-of = 件を表示（全
html-shown-end = 件）
html-no-match = 条件に合う変更はありません。
html-remarks = 備考
html-section-count = 全{ $total }件のうち、内容に関わる変更 { $substantive }件
html-fold-open = 本文を表示
html-fold-count = { $count }項目
html-evidence = 根拠
html-evidence-links = 対応関係
html-evidence-candidates = ほかの候補
html-evidence-reasons = 手がかりとなった語句
html-evidence-related = 関連する項目
html-evidence-decision = 判定
html-evidence-themes = テーマ
html-evidence-audience = 対象者
html-evidence-tags = 区分
html-evidence-id = 変更の番号
html-permalink = この変更へのリンク
html-old-quote = 改定前
html-new-quote = 改定後
html-diagnostics-intro = 文書を読み取る際に気づいた点です。ここに挙げた箇所は、元の文書で確認してください。
html-diagnostics-none = 読み取りで注意の要る箇所はありませんでした。
html-diagnostics-kind = 種類
html-diagnostics-where = 箇所
html-diagnostics-what = 内容
html-diagnostics-notes = 参考情報 { $count }件
html-sources-documents = 比べた文書
html-sources-side = 版
html-sources-title = 文書
html-sources-file = ファイル
html-sources-published = 公表元
html-sources-conditions = 比較の条件
html-sources-only = 上に挙げた文書だけを比べています。ここにない文書（Q&A、用語集、別添など）の内容は、このレポートに含まれません。
html-sources-disclaimer = このレポートは、上記の文書を { $tool } で比較し、加工して作成したものです。厚生労働省など文書の発行元が作成したものではありません。正確な内容は原文をご確認ください。
html-sources-rules = 判定規則 { $rules }
html-theme-note = 文書の文は原文のまま引用しています。

# Markdown
md-category = 区分
md-number = 件
md-digest-note = 内容に関わる変更のうち、「重要」なものと、遵守事項・確認項目の「要検討」を示しています。ほかの変更{ $count }件は report.html にあります。
md-whole-added = この文書は全体が（新設）です（{ $count }項目）。見出しは次のとおりです。
md-whole-removed = この文書は全体が（削る）です（{ $count }項目）。見出しは次のとおりです。
md-nothing = 示す変更はありません。

# 端末のまとめ
summary-counts = 件数: { $counts }
summary-high = 重要な変更:
summary-high-more = …ほか{ $count }件
summary-review = 要照合（対応関係を確かめるもの）: { $count }件
summary-diagnostics = 読み取りの注意: エラー{ $errors }件、注意{ $warnings }件、参考{ $notes }件
summary-specimen = 見本の文書を含みます（実在の文書ではありません）。

# Word の新旧対照表
docx-table-title = 新旧対照表
docx-table-title-digest = 新旧対照表（抜粋）
docx-underline = （下線部分は改定部分）
docx-draft = 【案・未確認{ $count }件】
docx-digest-note = 内容に関わる変更のうち、「重要」なものと、遵守事項・確認項目の「要検討」の抜粋です。ほかの変更{ $count }件は、この表にはありません。
docx-full-note = すべての変更を示しています。改定前と改定後で同じ項目は（略）としています。
docx-whole-added = 文書の新設（全{ $count }項目）
docx-whole-removed = 文書の削除（全{ $count }項目）
docx-nothing = この表に示す変更はありません。
docx-sources = 出典と注記
docx-source = { $side }　{ $file }　SHA-256 { $sha256 }
docx-note-diagnostics = 文書の読み取りで注意の要る箇所が{ $count }件あります。report.html の「読み取りの注意」を確認してください。

# CSV・表計算の列
csv-id = 変更の番号
csv-document = 文書
csv-chapter = 章
csv-kind = 種別
csv-aspects = 変更の内容
csv-significance = 重要度
csv-certainty = 対応の確度
csv-substantive = 内容に関わる変更
csv-new-citation = 改定後の項番
csv-new-text = 改定後
csv-new-place = 改定後の掲載箇所
csv-old-citation = 改定前の項番
csv-old-text = 改定前
csv-old-place = 改定前の掲載箇所
csv-remarks = 備考
csv-themes = テーマ
csv-audience = 対象者
csv-yes = はい
csv-no = いいえ

# Excel ブック
xlsx-name = 改定内容一覧
xlsx-sheet-overview = 概要
xlsx-sheet-comparison = 新旧対照
xlsx-sheet-links = 対応関係
xlsx-sheet-tasks = 取組状況
xlsx-sheet-checklists = チェックリスト統合
xlsx-sheet-confirm = 対応確認
xlsx-citation = 項番
xlsx-score = 一致度
xlsx-method = 対応のしかた
xlsx-need = 対応の要否
xlsx-need-yes = 対応する
xlsx-need-no = 対応しない
xlsx-need-open = 検討中
xlsx-work = 取組の内容
xlsx-owner = 担当
xlsx-due = 期限
xlsx-state = 状況
xlsx-state-none = 未着手
xlsx-state-doing = 実施中
xlsx-state-done = 完了
xlsx-state-out = 対象外
xlsx-memo = メモ
xlsx-verdict = 判定
xlsx-partner = 正しい相手の項番
xlsx-who = 確認者
