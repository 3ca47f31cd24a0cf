# The report's own words (English). Sentences of documents are quotations and never stand here.

list-comma = {", "}
list-rest = { $list } and { $count } more

side-old = old edition
side-new = new edition
column-of = { $edition } ({ $document })
document-twin = { $title } (the same document as { $leader } in another format; { $leader } was compared)
document-edition = { $title } ({ $edition })
document-quoted = "{ $title }"
document-on-side = { $document } ({ $side })
title = What changed from { $old } to { $new }
title-plain = What changed from the old edition to the new one

kind-added = added
kind-removed = removed
kind-regrouped = regrouped
kind-merged = merged
kind-split = split
kind-moved = moved
kind-modified = modified
kind-unchanged = unchanged
aspect-editorial = editorial
aspect-renumbered = renumbered
aspect-relabelled = relabelled
aspect-reworded = reworded
aspect-requirement-added = requirement added
aspect-requirement-removed = requirement removed
aspect-obligation-strengthened = demanded more firmly
aspect-obligation-relaxed = demanded less firmly
aspect-number-changed = number
aspect-date-changed = date
aspect-scope-changed = scope
aspect-condition-changed = condition
aspect-exception-added = exception or transition added
aspect-exception-removed = exception or transition removed
aspect-references-changed = references
aspect-consolidated = documents consolidated
significance-high = important
significance-check = to consider
significance-info = for information
certainty-certain = certain
certainty-likely = likely
certainty-review = to be checked
severity-error = error
severity-warning = warning
severity-note = note

overview-compared = { $old ->
        [one] One old document
       *[other] { $old } old documents
    } ({ $oldItems ->
        [one] one item
       *[other] { $oldItems } items
    }) and { $new ->
        [one] one new document
       *[other] { $new } new documents
    } ({ $newItems ->
        [one] one item
       *[other] { $newItems } items
    }) were compared.
overview-substantive = { $count ->
        [one] One change touches
       *[other] { $count } changes touch
    } the substance; { $high ->
        [0] none of them is
        [one] one of them is
       *[other] { $high } of them are
    } marked important.
overview-no-items = No item could be read in one of the editions, so nothing was compared. Please look at the documents and the reading notes.
overview-nothing = No change of substance was found.
overview-themes = Most of the "important" changes are about { $themes }.
overview-light = Beside these, { $light ->
        [one] one change is
       *[other] { $light } changes are
    } of number, wording or place only, and { $unchanged ->
        [one] one item is
       *[other] { $unchanged } items are
    } unchanged.
overview-document-added = { $new } has no counterpart in the old edition and is shown as new as a whole.
overview-document-removed = { $old } has no counterpart in the new edition and is shown as gone as a whole.
overview-consolidated = { $old } are taken to have become { $new }.
overview-divided = { $old } is taken to have been divided into { $new }.
overview-regrouped = { $old } are taken to have been regrouped into { $new }.
overview-condition = The document says: “{ $text }” ({ $citation })
overview-review = { $count ->
        [one] One pairing
       *[other] { $count } pairings
    } should be checked against the documents themselves.
overview-diagnostics = { $count ->
        [one] One place
       *[other] { $count } places
    } in the documents could not be read without doubt.

pairing-paired = counterparts
pairing-document-added = new document
pairing-document-removed = document gone
pairing-consolidated = consolidated
pairing-divided = divided
pairing-regrouped = regrouped
pairing-by-title = title
pairing-by-volume = volume
pairing-by-kind = sort of document
pairing-by-items = matching items
pairing-by-decision = a person's decision

row-title = { $new } (was { $old })
md-about = { $kind } ({ $aspects })
placeholder-none = (new)
placeholder-gone = (gone)
placeholder-same = (as on the left)
placeholder-absent = –
fold-one = { $first } (omitted)
fold-range = { $first } to { $last } (omitted)

remark-moved = moved from { $old }
remark-split = { $old } divided
remark-merged = { $old } merged
remark-regrouped = { $old } regrouped into { $new }
remark-renumbered = renumbered from { $old }
remark-review = Pairing not yet checked
remark-decided-right = pairing checked
remark-decided-wrong = pairing found wrong
remark-decided-pending = pairing left open
remark-decided-noted = with a remark
remark-fold-relabelled = marks only
remark-fold-renumbered = numbers only

place-page = page { $page }
place-printed = page { $page } (printed: { $printed })
place-sheet = sheet "{ $sheet }"
place-cells = sheet "{ $sheet }", { $cells }
extent-pages = { $count ->
        [one] one page
       *[other] { $count } pages
    }
extent-sheets = { $count ->
        [one] one sheet
       *[other] { $count } sheets
    }

field-answer = answer
field-target = applies to
field-remarks = remarks
field-date = date checked
field-caption = caption
field-applicability = applies to
field-clause = clause
field-margin = margin
field-target_date = target date
field-group = group
field-number = number
field-note = note

evidence-link = { $old } → { $new }: score { $score }, { $certainty } ({ $method }).
evidence-signals = {" "}Signals: { $signals }.
evidence-runner-up = {" "}Runner-up: { $item } of the { $side } ({ $score }, margin { $margin }).
evidence-candidate = Possible partner of { $of }: { $item } of the { $side } ({ $score })
method-identical = same text
method-assigned = best assignment
method-split = split
method-merged = merged
method-regrouped = regrouped
method-consolidated = documents consolidated
method-decided = a person's decision
signal-text = text
signal-old-in-new = share of the old text kept
signal-new-in-old = share of the new text that is old
signal-heading = heading
signal-number = number
signal-neighbours = neighbours
signal-document = document
signal-parent = parent
verdict-right = right
verdict-wrong = wrong
verdict-pending = left open
verdict-noted = remark
related-restates = { $from } says the same as { $to }
related-implements = { $from } is the checklist row of { $to }
related-cites = { $from } refers to { $to }
related-moved-from-qa = { $from } was said by { $to } of the Q&A

facet-s = Significance
facet-k = Kind
facet-p = What changed
facet-d = Document
facet-t = Theme
facet-a = Audience
facet-c = Certainty of the pairing
facet-g = Applicability and target

term-none = (new)
term-none-definition = No counterpart was found in the old documents that were given. Whether another document (a Q&A, say) already said the same is not shown.
term-gone = (gone)
term-gone-definition = No counterpart was found in the new documents that were given.
term-omitted = (omitted)
term-omitted-definition = Items whose text is the same in both editions.
term-certainty = certain · likely · to be checked
term-certainty-definition = How sure it is that an old and a new item are about the same thing. "To be checked" counts as unconfirmed until a person has looked.
term-significance = important · to consider · for information
term-significance-definition = What to read first. It says nothing about whether anybody has to act.

html-skip = Skip to content
html-eyebrow = Old and new compared
html-specimen = Specimen (not a real document)
html-nav = On this page
html-nav-overview = Overview
html-nav-high = Important changes
html-nav-documents = Documents
html-nav-table = Comparison table
html-nav-review = Checking the pairings
html-nav-diagnostics = Reading notes
html-nav-words = Words
html-nav-sources = Sources
html-old = Old
html-new = New
html-made = Made on
html-counts = Number of changes
html-counts-hint = A figure shows just its changes in the table.
html-high-none = No change is marked important.
html-high-everyone = No particular audience
html-high-more = Show { $count } more
html-documents-result = Result
html-documents-evidence = Told by
html-documents-count = Changes of substance
html-none = none
html-underline = Changed words are underlined. The new edition stands on the left, the old one on the right.
html-toolbar = Search and filter the changes
html-search = Search
html-search-hint = Search words or citations
html-filter = Filter
html-substantive-only = Changes of substance only
html-reset = Clear
html-shown-of = {" "}shown (of{" "}
html-shown-end = )
html-no-match = No change matches.
html-remarks = Remarks
html-section-count = { $substantive } of { $total } touch the substance
html-fold-open = Show the text
html-fold-count = { $count ->
        [one] one item
       *[other] { $count } items
    }
html-evidence = Evidence and decision
html-evidence-links = Pairing
html-evidence-candidates = Other candidates
html-evidence-reasons = Words that show it
html-evidence-related = Related items
html-evidence-decision = Decision
html-evidence-themes = Themes
html-evidence-audience = Audience
html-evidence-tags = Tags
html-evidence-id = Id of the change
html-permalink = Link to this change
html-old-quote = Old
html-new-quote = New
html-diagnostics-intro = What was noticed while the documents were read. Please check these places in the documents themselves.
html-diagnostics-none = Nothing was noticed while the documents were read.
html-diagnostics-kind = Sort
html-diagnostics-where = Place
html-diagnostics-what = What
html-diagnostics-notes = { $count ->
        [one] One note
       *[other] { $count } notes
    }
html-sources-documents = Documents compared
html-sources-side = Edition
html-sources-title = Document
html-sources-file = File
html-sources-published = Published at
html-sources-conditions = Conditions of the comparison
html-sources-only = Only the documents above were compared. What other documents (a Q&A, a glossary, annexes) say is not in this report.
html-sources-disclaimer = This report was made from the documents above by { $tool }. It was not made by the ministry or any other publisher of the documents; please consult the originals.
html-sources-rules = rules { $rules }
closing-source = { $side }: "{ $title }" { $edition }, { $file }, SHA-256 { $sha256 }
closing-expected = "{ $title }" is listed in edition.toml and was not given as a document of the { $side }.
closing-no-counterpart = No document of the { $side } was given that would be the counterpart of "{ $title }".
html-not-given = Documents that were not given
html-themes = The "important" changes by theme
html-theme = Theme
html-theme-about = What changed (most frequent)
html-theme-examples = Such as
html-theme-more = and { $count } more
html-theme-all = show { $count } in the table
html-theme-note = {" "}Sentences of the documents are quoted as they stand.

md-category = Sort
md-number = Number
md-digest-note = All important changes, and the requirements and checklist rows to consider. { $count ->
        [one] One other change stands
       *[other] { $count } other changes stand
    } in report.html.
md-whole-added = This document is new as a whole ({ $count } items). Its headings:
md-whole-removed = This document is gone as a whole ({ $count } items). Its headings:
md-nothing = No change to show.

summary-counts = Counts: { $counts }
summary-high = Important changes:
summary-high-more = … and { $count } more
summary-review = Pairings to be checked: { $count }
summary-diagnostics = Reading notes: { $errors } errors, { $warnings } warnings, { $notes } notes
summary-specimen = Some of the documents are specimens (not real documents).

docx-table-title = Comparison of the old and new editions
docx-table-title-digest = Comparison of the old and new editions (extract)
docx-underline = (changed words underlined)
docx-draft = [Draft: { $count } unchecked]
docx-digest-note = An extract: all important changes, and the requirements and checklist rows to consider. { $count ->
        [one] One other change is
       *[other] { $count } other changes are
    } not in this table.
docx-full-note = All changes. Items that are the same in both editions are omitted.
docx-whole-added = new document ({ $count } items)
docx-whole-removed = document gone ({ $count } items)
docx-nothing = No change to show in this table.
docx-sources = Sources and notes
docx-source = { $side }  { $edition }  { $file }  SHA-256 { $sha256 }
docx-underline-law = (amended words underlined)
docx-law-new = Amended
docx-law-old = Before the amendment
docx-sentence-gap = {" "}
docx-heading-gap = {" / "}
docx-remark-added = added
docx-remark-removed = deleted
docx-tracked-title = Tracked changes
docx-tracked-how = The old text, with what differs in the new edition as tracked changes. In Word, under Review, accepting all of them gives the new text and rejecting all of them the old one.
docx-tracked-moves = What moved is deleted where it stood and inserted where it went. Layout, figures and tables are not those of the original.

# The covering letter
letter-name = Covering letter
letter-field-number = reference number
letter-field-date = date
letter-field-to = addressee
letter-field-from = sender
letter-field-subject = subject
letter-field-received-from = sender of the notice
letter-field-contact = contact
letter-field-phone = telephone
letter-field-urls = address of the publication
letter-field-attachments = attachments
letter-field-fetched = date of retrieval
letter-seal = {""}
letter-subject-end = {" (for circulation)"}
letter-body-received-1 = On the above subject, we have received the attached notice from{" "}
letter-body-received-2 = {", and pass it on to you."}
letter-body-annexes = The points of "{ $title }" stand in Annex 1, an extract of the comparison table in Annex 2.
letter-members = your members
letter-body-request = Please take note, and make it known to { $members }.
letter-record = Contents
letter-item-points = 1. Points of the revision (Annex 1)
letter-item-table = 2. Comparison of the old and new editions, extract (Annex 2)
letter-item-urls = 3. Where the documents are published
letter-item-attachments = 4. Attachments
letter-end = (end)
letter-contact = Contact
letter-phone = Telephone{" "}
letter-fax = Fax{" "}
letter-mail = Mail{" "}
letter-annex-1 = Annex 1
letter-annex-2 = Annex 2
letter-points-title = Points of the revision
letter-points-documents = 1. Documents
letter-points-changes = 2. Important changes
letter-points-readers = 3. By reader
letter-points-theme = { $theme } ({ $count })
letter-points-other = Other
letter-points-rest = { $count } more:{" "}
letter-points-more = {" and others"}
letter-points-left = { $count } more important changes stand in Annex 2.
letter-points-none = No change counts as important.
letter-points-reader = - { $reader }, { $count } important:{" "}
letter-quote-new = New{" "}
letter-quote-old = Old{" "}
letter-quote-relief = { $citation }{" "}
letter-quote-near = { $citation } (nearest item){" "}
letter-quote-nothing-near = No item of similar content was found in the new documents.
letter-note-marks = Words in 「 」 are quoted from the documents; what changed is underlined. (new) means that the old documents that were compared have no counterpart. Nothing here says whether action is required.
letter-source-1 = Source:{" "}
letter-source-2 = {" (retrieved "}
letter-source-3 = {"), edited by "}
letter-source-4 = . Not made by the ministry or any other publisher of the documents; please consult the originals.
letter-missing = Still to be filled in (delete this list before sending)
docx-note-diagnostics = { $count ->
        [one] One place
       *[other] { $count } places
    } in the documents could not be read without doubt; see the reading notes of report.html.

csv-id = Change
csv-document = Document
csv-chapter = Chapter
csv-kind = Kind
csv-aspects = What changed
csv-significance = Significance
csv-certainty = Certainty of the pairing
csv-substantive = Touches the substance
csv-new-citation = New citation
csv-new-text = New text
csv-new-place = New place
csv-old-citation = Old citation
csv-old-text = Old text
csv-old-place = Old place
csv-remarks = Remarks
csv-themes = Themes
csv-audience = Audience
csv-yes = yes
csv-no = no

xlsx-name = Changes
xlsx-sheet-overview = Overview
xlsx-sheet-comparison = Comparison
xlsx-sheet-links = Links
xlsx-sheet-tasks = Tasks
xlsx-sheet-checklists = Merged checklists
xlsx-sheet-confirm = Pairings
xlsx-change-id = Change ID
xlsx-fingerprint = Fingerprint
xlsx-candidate-1 = Candidate 1
xlsx-candidate-2 = Candidate 2
xlsx-candidate-3 = Candidate 3
xlsx-candidate-4 = Candidate 4
xlsx-candidate-5 = Candidate 5
xlsx-of-old = Old: { $item }
xlsx-of-new = New: { $item }
xlsx-due-error = This seems to be no date (such as 2026/12/1). Keep it?
xlsx-sheet-left = Not carried over
xlsx-carried = Carried over
xlsx-carried-as-it-was = carried over
xlsx-carried-moved = carried over (other citation or grouping now; please check)
xlsx-carried-changed = carried over (the text has changed; please look again)
xlsx-left-reason = Why it was not carried over
xlsx-left-gone = This comparison has no such change
xlsx-left-light = In this comparison it is no change for the list of tasks
xlsx-left-taken = Another row was carried over to the same change
xlsx-citation = citation
xlsx-score = Score
xlsx-method = Paired by
xlsx-need = To do
xlsx-need-yes = yes
xlsx-need-no = no
xlsx-need-open = undecided
xlsx-work = What to do
xlsx-owner = Owner
xlsx-due = Due
xlsx-state = State
xlsx-state-none = not begun
xlsx-state-doing = under way
xlsx-state-done = done
xlsx-state-out = not applicable
xlsx-memo = Notes
xlsx-verdict = Verdict
xlsx-partner = Right partner
xlsx-who = Checked by

# Expectations (kaitei check)
check-state-holds = holds
check-state-fails = fails
check-state-unknown = unknown
check-state-error = error
check-counts = Result: { $holds } hold, { $fails } fail, { $unknown } unknown, { $errors } in error
check-found = { $count ->
    [one] One change is like this.
   *[other] { $count } changes are like this.
}
check-none = No change is like this.
check-not-found = No change is like this.
check-unchanged = Nothing changed.
check-changed = { $count ->
    [one] One change.
   *[other] { $count } changes.
}
check-review = { $count ->
    [one] One pairing is not settled.
   *[other] { $count } pairings are not settled.
}
check-gap = The numbering has a gap beside "{ $citation }": something may have been overlooked.
check-unread = Parts of { $document } could not be read ({ $code }), so nobody can tell.
check-no-citation = "{ $name }" is in neither edition. Check the citation.
check-no-theme = This comparison has no theme "{ $name }".
check-no-audience = This comparison has no audience "{ $name }".
check-no-document = This comparison has no document "{ $name }".
check-claim-found = Found in the documents in { $count ->
    [one] one place.
   *[other] { $count } places.
}
check-claim-not-found = No such place could be found in the documents.
check-proof-citation = "{ $citation }" is not there. { $detail }
check-proof-partner = "{ $citation }" is not the counterpart of "{ $detail }".
check-proof-kind = "{ $citation }" is of kind { $detail }.
check-proof-aspect = The change of "{ $citation }" lacks { $detail }.
check-proof-contains = "{ $citation }" lacks the words "{ $detail }".
check-proof-lacks = "{ $citation }" has the words "{ $detail }".
check-proof-related = The relation "{ $citation }" is not there.
check-depends-text = "{ $citation }" did not change
check-depends-added = It is in the new edition only.
check-depends-follows = It says what the new edition says.
check-depends-other = Neither edition says what was noted (fingerprint). In this comparison it is { $fingerprint }.
check-depends-no-fingerprint = The data has no fingerprints. Run kaitei diff again.
check-update-done = { $citation } → { $new }
check-update-gone = { $citation }: the new edition has no counterpart.
check-update-review = { $citation }: the pairing is not settled (it may be { $new }).
check-update-several = { $citation }: the new edition has several counterparts ({ $new }).
check-update-other = { $citation }: neither edition says what was noted (fingerprint).
check-update-nowhere = { $citation }: in neither edition.

# Checking the pairings (words in {"{"}…{"}"} are filled in on the page)
decide-intro = Which item is the counterpart of which was judged by how alike the texts are. Compare those under review with the documents, and choose whether they are right. Any other change can be settled too, under "Evidence and decision" in the remarks.
decide-step-1 = Choose right, wrong or open in the remarks. Where it is wrong, choose the right partner if you know it.
decide-step-2 = "Save decisions" saves kaitei.decisions.toml. Nothing is sent anywhere.
decide-step-3 = Compare again with the kaitei.decisions.toml that was saved (kaitei.html: "Load decisions"; Windows: put it beside kaitei.exe and double-click; command: --decisions): the reports then follow your decisions, and so do later runs.
decide-step-here = The comparison is then made anew by itself, and the report follows your decisions. Load the saved kaitei.decisions.toml the next time, and it still does.
decide-who = Checked by
decide-save = Save decisions
decide-load = Load saved decisions
decide-more = List
decide-list = { $count } under review
decide-noscript = This part needs JavaScript.
decide-group = Decision about the pairing
decide-ask-pair = Is this pairing right?
decide-ask-alone = Is it right that it has no counterpart?
decide-note = Note
decide-open = not yet checked
decide-count = { "{count}" } decided. Of { "{open}" } under review, { "{left}" } not yet checked.
decide-unsaved = { "{count}" } decided, not yet saved.
decide-saved = kaitei.decisions.toml was saved.
decide-loaded = { "{count}" } decisions loaded ({ "{shown}" } shown in this report, { "{kept}" } kept as they are).
decide-restored = { "{count}" } decisions that were not saved last time are back.
decide-load-first = { "{count}" } pairings in this report have been decided before. Load the earlier kaitei.decisions.toml first, so that all decisions stand in one file. To save without it, press "Save decisions" again.
decide-not-ours = This does not seem to be a kaitei.decisions.toml.
decide-pairs = Which of these are wrong
decide-partner-of = The right partner of "{ "{item}" }"
decide-partner-unknown = not known (looked for anew on the next run)
decide-partner-none = none
decide-partner-other = another citation
decide-partner-missing = There is no such citation.
decide-partner-open = the right partner is not known
