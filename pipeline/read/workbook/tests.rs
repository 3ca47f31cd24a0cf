//! The reader on small workbooks: each feature, each refusal, and damage inside the parts.

use super::testkit::Kit;
use super::{CellKind, ReadOptions, Sheet, Visibility, Workbook, read, text};

fn inline(cell: &str, value: &str) -> String {
    format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{value}</t></is></c>")
}

fn only(kit: &Kit) -> Sheet {
    kit.read().unwrap().sheets.remove(0)
}

fn code(result: Result<Workbook, Box<kaitei_model::Diagnostic>>) -> String {
    result.map(|book| book.sheets.len()).unwrap_err().code
}

#[test]
fn runs_are_kept_and_struck_text_is_not_live() {
    let kit = Kit::sheet(
        "<sheetData><row r=\"3\"><c r=\"C3\" t=\"s\"><v>0</v></c><c r=\"D3\" t=\"s\" s=\"1\"><v>1</v></c><c r=\"E3\" t=\"s\"><v>2</v></c></row></sheetData>",
    )
    .strings(&[
        "<r><t>前</t></r><r><rPr><strike/><color rgb=\"FFFF0000\"/></rPr><t>古い</t></r><r><rPr><u/></rPr><t xml:space=\"preserve\">新しい </t></r>",
        "<t>取消</t>",
        "<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/>",
    ])
    .with(
        "xl/styles.xml",
        "<styleSheet><fonts><font/><font><strike/><b/></font></fonts><fills><fill/></fills>\
         <cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/></cellXfs></styleSheet>",
    );
    let sheet = only(&kit);
    let cells: Vec<_> = sheet.cells.iter().map(|cell| (cell.row, cell.column, cell.text.as_str())).collect();
    assert_eq!(cells, [(2, 2, "前新しい "), (2, 3, ""), (2, 4, "東京")]);
    let marks: Vec<_> =
        sheet.cells[0].runs.iter().map(|run| (run.text.as_str(), run.struck, run.underlined)).collect();
    assert_eq!(marks, [("前", false, false), ("古い", true, false), ("新しい ", false, true)]);
    assert_eq!(sheet.cells[0].runs[1].color.as_deref(), Some("FF0000"));
    assert!(sheet.cells[1].runs[0].struck && sheet.cells[1].bold);
    assert!(sheet.cells[2].runs.is_empty());
    assert_eq!(text(&kit.read().unwrap()), "前新しい \t東京\n");
}

#[test]
fn values_are_shown_by_their_formats() {
    let kit = Kit::sheet(
        "<sheetData><row><c s=\"1\"><v>0.5</v></c><c s=\"2\"><v>45778</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c>\
         <c t=\"str\"><f>A1</f><v>はい</v></c><c s=\"3\" t=\"b\"><v>1</v></c><c t=\"d\" s=\"2\"><v>2026-06-29T00:00:00</v></c>\
         <c><f>B1</f></c></row></sheetData>",
    )
    .with(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"165\" formatCode=\"[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>\
         <cellXfs><xf/><xf numFmtId=\"9\"/><xf numFmtId=\"165\"/><xf><extLst><ext><x:xfComplement i=\"0\"/></ext></extLst></xf></cellXfs></styleSheet>",
    );
    let book = kit.read().unwrap();
    let sheet = &book.sheets[0];
    let shown: Vec<_> =
        sheet.cells.iter().map(|cell| (cell.text.as_str(), cell.kind, cell.formula)).collect();
    assert_eq!(
        shown,
        [
            ("50%", CellKind::Number, false),
            ("令和7年5月1日", CellKind::Date, false),
            ("TRUE", CellKind::Bool, false),
            ("#REF!", CellKind::Error, false),
            ("はい", CellKind::Text, true),
            ("☑", CellKind::Bool, false),
            ("令和8年6月29日", CellKind::Date, false),
        ]
    );
    assert!(sheet.checkboxes.len() == 1 && sheet.checkboxes[0].checked && sheet.checkboxes[0].column == 5);
    assert_eq!(book.diagnostics.len(), 1);
    assert_eq!(book.diagnostics[0].code, "formula-uncalculated");
    assert_eq!(book.diagnostics[0].location.cells.as_deref(), Some("H1"));
}

#[test]
fn hidden_things_are_marked_and_left_out_of_the_text() {
    let content = format!(
        "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"16384\" width=\"0\"/></cols><sheetData>\
         <row r=\"1\">{}{}{}</row><row r=\"2\" hidden=\"1\">{}{}</row><row r=\"3\" ht=\"0\" customHeight=\"1\">{}</row><row r=\"4\">{}</row></sheetData>\
         <mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>",
        inline("A1", "a"),
        inline("C1", "隠"),
        inline("D1", "d"),
        inline("A2", "結合"),
        inline("B2", "隠"),
        inline("B3", "隠"),
        inline("B4", "b")
    );
    let book = Kit::sheets(&[
        ("見", "", &content),
        ("隠", "state=\"hidden\"", ""),
        ("奥", "state=\"veryHidden\"", ""),
        ("次", "", ""),
    ])
    .read()
    .unwrap();
    assert_eq!(book.sheets[0].hidden_rows, [(1, 2)]);
    assert_eq!(book.sheets[0].hidden_columns, [(2, 2), (4, 16_383)]);
    let seen: Vec<_> = book.sheets.iter().map(|sheet| sheet.visibility).collect();
    assert_eq!(seen, [Visibility::Visible, Visibility::Hidden, Visibility::VeryHidden, Visibility::Visible]);
    // The merged cell starts in a hidden row and is seen in the last one.
    assert_eq!(text(&book), "a\td\n結合\nb\n\u{C}");
}

#[test]
fn drawings_comments_and_controls_are_read() {
    let kit = Kit::sheet(&format!(
        "<sheetData><row r=\"1\">{}</row></sheetData><dataValidations><dataValidation type=\"list\" sqref=\"D3:D5 E1\"><formula1>\"はい,いいえ\"</formula1></dataValidation></dataValidations>",
        inline("A1", "x")
    ))
    .links(&[
        ("drawing", "../drawings/drawing1.xml"),
        ("vmlDrawing", "../drawings/vml1.vml"),
        ("comments", "/xl/comments1.xml"),
        ("threadedComment", "../threadedComments/t1.xml"),
        ("table", "../tables/table1.xml"),
    ])
    .with(
        "xl/drawings/drawing1.xml",
        "<wsDr><twoCellAnchor><from><col>5</col><row>1</row></from><grpSp><sp><nvSpPr><cNvPr name=\"x\"/></nvSpPr><txBody><p><r><t>注</t></r><r><rPr strike=\"sngStrike\"/><t>旧</t></r><br/><r><t>記</t></r></p><p/></txBody></sp>\
         <sp><nvSpPr><cNvPr hidden=\"1\"/></nvSpPr><txBody><p><r><t>影</t></r></p></txBody></sp></grpSp></twoCellAnchor>\
         <AlternateContent><Choice/><Fallback><sp><txBody><p><r><t>代</t></r></p></txBody></sp></Fallback></AlternateContent></wsDr>",
    )
    .with(
        "xl/drawings/vml1.vml",
        "<xml><v:shape><v:textbox><div>同意<br>する</div></v:textbox><x:ClientData ObjectType=\"Checkbox\"><x:Anchor>\n 5, 3, 16, 4, 5, 27, 16, 26</x:Anchor><x:Checked>1</x:Checked></x:ClientData></v:shape>\
         <v:shape><x:ClientData ObjectType=\"Radio\"><x:Anchor>1,0,2,0,1,0,2,0</x:Anchor></x:ClientData></v:shape>\
         <v:shape><v:textbox/><x:ClientData ObjectType=\"Note\"/></v:shape></xml>",
    )
    .with(
        "xl/comments1.xml",
        "<comments><authors><author>課</author><author>tc={1}</author></authors><commentList>\
         <comment ref=\"C3\" authorId=\"0\"><text><r><t>追</t></r><r><t>加</t></r></text></comment>\
         <comment ref=\"A1\" authorId=\"1\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>",
    )
    .with(
        "xl/threadedComments/t1.xml",
        "<ThreadedComments><threadedComment ref=\"A1\" personId=\"{P}\" id=\"1\"><text>問</text></threadedComment><threadedComment ref=\"A1\" personId=\"{P}\" parentId=\"1\"><text>答</text></threadedComment></ThreadedComments>",
    )
    .with("xl/tables/table1.xml", "<table ref=\"A3:C9\"/>");
    let book = kit.read().unwrap();
    assert_eq!(book.diagnostics, []);
    let sheet = &book.sheets[0];
    let shapes: Vec<_> = sheet.shapes.iter().map(|s| (s.row, s.column, s.text.as_str())).collect();
    assert_eq!(shapes, [(1, 5, "注\n記")]);
    let boxes: Vec<_> =
        sheet.checkboxes.iter().map(|b| (b.row, b.column, b.checked, b.radio, b.label.as_str())).collect();
    assert_eq!(boxes, [(2, 1, false, true, ""), (16, 5, true, false, "同意\nする")]);
    let comments: Vec<_> =
        sheet.comments.iter().map(|c| (c.row, c.column, c.author.as_str(), c.text.as_str())).collect();
    assert_eq!(comments, [(0, 0, "", "問"), (0, 0, "", "答"), (2, 2, "課", "追加")]);
    assert_eq!(sheet.choices[0].values, ["はい", "いいえ"]);
    assert_eq!(sheet.choices[0].ranges.iter().map(super::Range::a1).collect::<Vec<_>>(), ["D3:D5", "E1"]);
    assert_eq!(sheet.filters.iter().map(super::Range::a1).collect::<Vec<_>>(), ["A3:C9"]);
}

#[test]
fn damage_beside_the_sheets_is_noted() {
    let kit = Kit::sheet(&format!("<sheetData><row>{}</row></sheetData>", inline("A1", "x")))
        .links(&[("drawing", "../drawings/drawing1.xml"), ("comments", "../comments1.xml")])
        .with("xl/styles.xml", "<styleSheet><fonts>")
        .with("xl/drawings/drawing1.xml", "<wsDr><sp></wsDr>");
    let book = kit.read().unwrap();
    let codes: Vec<_> = book.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["part-skipped", "part-skipped"]);
    assert_eq!(book.sheets[0].cells[0].text, "x");
}

#[test]
fn names_give_print_areas_and_title_rows() {
    let kit = Kit::sheet("<sheetData/><autoFilter ref=\"A5:D9\"/>");
    let main =
        String::from_utf8(kit.parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1.clone())
            .unwrap();
    let names = "</sheets><definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'表'!$A$1:$D$61</definedName>\
         <definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">表!$A:$B,表!$5:$6</definedName></definedNames>";
    let sheet = only(&kit.with("xl/workbook.xml", &main.replace("</sheets>", names)));
    assert_eq!(sheet.print_areas.iter().map(super::Range::a1).collect::<Vec<_>>(), ["A1:D61"]);
    assert_eq!(sheet.title_rows, [(4, 5)]);
    assert_eq!(sheet.filters.len(), 1);
}

#[test]
fn strict_workbooks_and_other_part_names_are_read() {
    let mut kit = Kit::sheet(&format!(
        "<x:sheetData><x:row>{}</x:row></x:sheetData>",
        inline("A1", "x").replace("<c ", "<x:c ").replace("</c>", "</x:c>")
    ));
    for (name, content) in &mut kit.parts {
        let text = String::from_utf8(content.clone()).unwrap();
        let text = text
            .replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            .replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            );
        *content = text.into_bytes();
        // Names compare without case, and some writers use backslashes.
        *name = name.replace("xl/worksheets/", "XL\\Worksheets\\");
    }
    assert_eq!(only(&kit).cells[0].text, "x");
}

#[test]
fn what_is_no_workbook_is_refused_by_name() {
    let options = ReadOptions::default();
    assert_eq!(code(read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", &options)), "old-excel");
    assert_eq!(code(read(b"\x09\x04\x06\x00\x00\x00", &options)), "old-excel");
    assert_eq!(code(read(b"%PDF-1.7", &options)), "not-readable");
    assert_eq!(code(read(b"", &options)), "not-readable");
    assert_eq!(code(read(b"PK\x03\x04 cut off", &options)), "workbook-damaged");
    assert_eq!(code(Kit::default().with("word/document.xml", "<d/>").read()), "not-a-workbook");
    assert_eq!(code(Kit::default().with("a.pdf", "%PDF").read()), "not-a-workbook");
    assert_eq!(code(Kit::default().with("xl/workbook.bin", "x").read()), "other-spreadsheet");
    assert_eq!(code(Kit::sheets(&[]).read()), "workbook-damaged");
    let gone = Kit::sheet("<sheetData/>").with("xl/_rels/workbook.xml.rels", "<Relationships/>");
    assert_eq!(code(gone.read()), "workbook-damaged");
    let index = Kit::sheet("<sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData>");
    assert_eq!(code(index.read()), "workbook-damaged");
}

#[test]
fn bombs_meet_their_bounds() {
    let entity = Kit::sheet("<sheetData/>").with(
        "xl/sharedStrings.xml",
        "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>",
    );
    assert_eq!(code(entity.read()), "workbook-damaged");
    let deep = Kit::sheet(&"<a>".repeat(100_000));
    assert_eq!(code(deep.read()), "limit-reached");
    let options = ReadOptions { max_part_bytes: 10_000, ..ReadOptions::default() };
    let big = Kit::sheet(&" ".repeat(20_000)).zip();
    assert!(big.len() < 5_000);
    assert_eq!(code(read(&big, &options)), "limit-reached");
    // One long string in many cells.
    let long = "あ".repeat(1000);
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(100);
    let many = Kit::sheet(&format!("<sheetData><row>{cells}</row></sheetData>"))
        .strings(&[&format!("<t>{long}</t>")])
        .zip();
    let options = ReadOptions { max_text_bytes: 100_000, ..ReadOptions::default() };
    assert_eq!(code(read(&many, &options)), "limit-reached");
    let options = ReadOptions { max_cells: 99, ..ReadOptions::default() };
    assert_eq!(code(read(&many, &options)), "limit-reached");
    let options = ReadOptions { max_parts: 3, ..ReadOptions::default() };
    assert_eq!(code(read(&many, &options)), "limit-reached");
}

#[test]
fn a_part_that_declares_two_gigabytes_is_refused_before_it_is_unpacked() {
    let mut bytes = Kit::sheet("<sheetData/>").zip();
    // The uncompressed size in every central directory header.
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|window| window == b"PK\x01\x02") {
        let size = at + found + 24;
        bytes[size..size + 4].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
        at = size;
    }
    assert_eq!(code(read(&bytes, &ReadOptions::default())), "limit-reached");
}

#[test]
fn a_cell_in_the_last_row_costs_no_more_than_one_in_the_first() {
    let sheet = only(&Kit::sheet(&format!(
        "<sheetData><row r=\"1048576\">{}</row></sheetData>",
        inline("XFD1048576", "x")
    )));
    assert_eq!((sheet.cells[0].row, sheet.cells[0].column), (1_048_575, 16_383));
    let rows: String = (1..=200_000).map(|row| format!("<row r=\"{row}\" hidden=\"1\"/>")).collect();
    let sheet = only(&Kit::sheet(&format!("<sheetData>{rows}</sheetData>")));
    assert_eq!(sheet.hidden_rows, [(0, 199_999)]);
    let beyond = Kit::sheet("<sheetData><row r=\"1048577\"/></sheetData>");
    assert_eq!(code(beyond.read()), "workbook-damaged");
}

#[test]
fn overlapping_merges_are_told() {
    let kit = Kit::sheet(&format!(
        "<sheetData><row>{}{}{}</row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"B2:C3\"/><mergeCell ref=\"nonsense\"/></mergeCells>",
        inline("A1", "a"),
        inline("B1", "覆"),
        inline("C1", "c")
    ));
    let book = kit.read().unwrap();
    assert_eq!(book.diagnostics.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["merges-overlap"]);
    assert_eq!(text(&book), "a\tc\n");
}

/// Damage inside the XML of every part, re-zipped: no panic, and never more text than the parts can hold.
#[test]
fn mutated_parts_do_no_harm() {
    let kit = Kit::sheets(&[
        (
            "表",
            "",
            "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45778.5</v></c>\
             <c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>x_x000D_y&amp;z</t></r></is></c></row></sheetData>\
             <mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells><dataValidations><dataValidation type=\"list\" sqref=\"A1\"><formula1>\"a,b\"</formula1></dataValidation></dataValidations>",
        ),
        ("隠", "state=\"hidden\"", "<sheetData/>"),
    ])
    .strings(&["<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh>"])
    .with(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"165\" formatCode=\"[$-411]ggge&quot;年&quot;m[h]0.00E+00\"/></numFmts><fonts><font><color theme=\"1\" tint=\"-0.5\"/></font></fonts>\
         <fills><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFAABBCC\"/></patternFill></fill></fills><cellXfs><xf/><xf numFmtId=\"165\" fillId=\"0\"/></cellXfs></styleSheet>",
    )
    .links(&[("drawing", "../drawings/d.xml"), ("vmlDrawing", "../drawings/v.vml")])
    .with("xl/drawings/d.xml", "<wsDr><from><col>1</col><row>1</row></from><sp><txBody><p><r><t>注</t></r></p></txBody></sp></wsDr>")
    .with("xl/drawings/v.vml", "<xml><shape><ClientData ObjectType=\"Checkbox\"><Anchor>1,2,3</Anchor></ClientData></shape></xml>");
    let mut random: u64 = 0x5EED;
    let mut roll = |bound: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or(0) % bound.max(1)
    };
    let pieces: [&[u8]; 12] = [
        b"<",
        b">",
        b"\"",
        b"&",
        b"/",
        b"&#x0;",
        b"&#xD800;",
        b"-1",
        b"99999999999999999999",
        b"\xFF",
        b"<!DOCTYPE a>",
        b"]]>",
    ];
    let (mut read, mut refused) = (0, 0);
    for _ in 0..3000 {
        let mut kit = kit.clone();
        let part = roll(kit.parts.len());
        let content = &mut kit.parts[part].1;
        for _ in 0..=roll(3) {
            let at = roll(content.len() + 1);
            match roll(4) {
                0 => content.truncate(at),
                1 => drop(content.splice(at..at, pieces[roll(pieces.len())].iter().copied())),
                2 if at < content.len() => content[at] = u8::try_from(roll(256)).unwrap_or(0),
                _ => {
                    let end = (at + roll(20)).min(content.len());
                    drop(content.drain(at..end));
                }
            }
        }
        match kit.read() {
            Ok(book) => {
                read += 1;
                assert!(text(&book).len() < 1000);
            }
            Err(fault) => {
                refused += 1;
                assert!(!fault.message.is_empty() && kaitei_model::Code::from_id(&fault.code).is_some());
            }
        }
    }
    assert!(read > 300 && refused > 300, "{read} read, {refused} refused");
}
