//! Broken on purpose: bytes changed in whole files and inside content streams, CMaps and fonts. Nothing may panic or run on.

use std::time::{Duration, Instant};

use kaitei_read::pdf::{Limits, ReadOptions, read, text};

use crate::build::*;
use crate::mutate::{PDF_WORDS, Random, mutate, streams};

/// A CID-keyed CFF font without glyphs: header, name, top dictionary with its collection, strings.
const CFF: &[u8] =
    b"\x01\x00\x04\x01\x00\x01\x01\x01\x05Name\x00\x01\x01\x01\x0A\x1C\x01\x87\x1C\x01\x88\x91\x0C\x1E\
    \x00\x02\x01\x01\x06\x0CAdobeJapan1\x00\x00";

/// Small files that touch most of the reader, all their streams plain.
fn seeds() -> Vec<Vec<u8>> {
    let mut b = Builder::new();
    let map = b.stream("", b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
        2 beginbfrange <0001> <0010> <3042> <0011> <0012> [<682A> <0066006600690041>] endbfrange 1 beginbfchar <0020> <D842DFB7> endbfchar endcmap");
    let cmap = b.stream(
        "/Type /CMap /CMapName /Own",
        b"/Own /WMode 1 def 2 begincodespacerange <00> <7F> <8140> <9FFC> endcodespacerange \
        2 begincidrange <41> <5A> 843 <8140> <81FF> 1200 endcidrange",
    );
    let mut font = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    font.extend_from_slice(
        b"cmap\0\0\0\0\0\0\0\x1C\0\0\0\x60\0\0\0\x02\0\x03\0\x01\0\0\0\x14\0\x03\0\x0A\0\0\0\x24",
    );
    font.extend_from_slice(b"\0\x06\0\x10\0\0\x30\x42\0\x03\0\x07\0\x08\0\x09\0\x0C\0\0\0\0\0\x28\0\0\0\0\0\0\0\x02\0\0\x4E\0\0\0\x4E\x10\0\0\0\x01\0\0\x50\0\0\0\x50\x20\0\0\0\x12");
    let file = b.stream("", &font);
    let type1 =
        b.stream("", b"/Encoding 256 array dup 65 /B put dup 66 /fi put readonly def currentfile eexec");
    let cff = b.stream("/Subtype /CIDFontType0C", CFF);
    let form = b.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 100]",
        b"BT /J 10 Tf 10 10 Td <30423044> Tj ET",
    );
    let system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>";
    let fonts = format!(
        "/A << /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode {map} 0 R /DescendantFonts [<< /Subtype /CIDFontType2 {system} /W [1 [500 600] 3 9 250] >>] >> \
         /B << /Type /Font /Subtype /Type0 /BaseFont /B /Encoding {cmap} 0 R /DescendantFonts [<< /Subtype /CIDFontType2 {system} /DW2 [880 -1000] /W2 [843 [-900 500 880]] >>] >> \
         /C << /Type /Font /Subtype /Type0 /BaseFont /C /Encoding /Identity-H /DescendantFonts [<< /Subtype /CIDFontType2 /FontDescriptor << /FontFile2 {file} 0 R >> >>] >> \
         /D << /Type /Font /Subtype /Type1 /BaseFont /D /FirstChar 65 /LastChar 66 /Widths [500 500] /FontDescriptor << /Flags 4 /FontFile {type1} 0 R >> >> \
         /E << /Type /Font /Subtype /Type0 /BaseFont /E /Encoding /Identity-H /DescendantFonts [<< /Subtype /CIDFontType0 /FontDescriptor << /FontFile3 {cff} 0 R >> >>] >> \
         /G << /Type /Font /Subtype /Type1 /BaseFont /G /FirstChar 65 /LastChar 66 /Widths [500 500] /FontDescriptor << /Flags 4 /FontFile3 {cff} 0 R >> >> \
         /J {JAPANESE}"
    );
    let mut content = String::from(
        "/Span << /ActualText (abc) >> BDC BT /A 10 Tf 1 0 0 1 50 800 Tm [<00010002> -200 <00110020>] TJ ET EMC\n",
    );
    content += "BT /B 12 Tf 500 800 Td <41428140> Tj T* (x) ' ET BT /C 10 Tf 50 780 Td <000700080001> Tj ET BT /D 10 Tf 50 760 Td (AB) Tj ET BT /E 10 Tf 150 760 Td <034B0001> Tj ET BT /G 10 Tf 250 760 Td (AB) Tj ET\n";
    content +=
        "/Artifact <</Type/Pagination/Subtype/Header>> BDC BT /J 9 Tf 50 830 Td <898B51FA3057> Tj ET EMC\n";
    content += "q 1 0 0 1 10 10 cm /X Do Q 50 600 m 350 600 l S 50 560 300 40 re S 150 560 m 150 600 l S 200 500 0.5 60 re f\n";
    content += "BI /W 1 /H 1 /BPC 8 /CS /G ID \x01 EI 1 2 3 4 5 6 c 5 5 l h B* n W n\n";
    for i in 0..12 {
        content +=
            &show(50.0, 540.0 - 16.0 * i as f32, "医療機関等は、管理規程を整備し、年一回以上見直すこと。");
    }
    for page in 0..4 {
        let page = format!("{content}{}", show(290.0, 30.0, &format!("{page}")));
        b.page(
            &format!("/Resources << /Font << {fonts} >> /XObject << /X {form} 0 R >> >>"),
            page.as_bytes(),
        );
    }
    let mut table = String::new();
    for i in 0..8 {
        table += &format!("50 {0} m 500 {0} l S {1} 100 m {1} 800 l S\n", 800 - i * 100, 50 + i * 64);
        table += &show(60.0 + 64.0 * i as f32, 760.0, "欄");
    }
    let mut two = Builder::new();
    two.page(&format!("/Rotate 90 {}", resources("")), table.as_bytes());
    vec![b.bytes(), two.bytes()]
}

fn survives(data: &[u8], what: &str) {
    let limits = Limits {
        stream: 8 << 20,
        page_content: 8 << 20,
        operators: 500_000,
        glyphs: 50_000,
        ..Limits::default()
    };
    let started = Instant::now();
    if let Ok(pdf) = read(data, &ReadOptions { limits, ..ReadOptions::default() }) {
        let _ = text(&pdf, true);
        for page in &pdf.pages {
            let sane = |v: f32| v.is_finite();
            assert!(
                page.blocks.iter().all(|b| sane(b.bounds.x0) && sane(b.bounds.y1)),
                "{what}: a box without place"
            );
        }
    }
    assert!(started.elapsed() < Duration::from_secs(10), "{what}: {:?}", started.elapsed());
}

#[test]
fn files_broken_at_random() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for (s, seed) in seeds().into_iter().enumerate() {
        assert!(
            read(&seed, &ReadOptions::default()).is_ok_and(|p| text(&p, false).len() > 20),
            "seed {s} is readable"
        );
        let inside = streams(&seed);
        for round in 0..300 {
            let mut data = seed.clone();
            // Two of three inside a stream, where the interpreter is reached.
            if round % 3 > 0 {
                let (from, to) = inside[random.next(inside.len())];
                mutate(&mut random, &mut data, from, to, PDF_WORDS);
            } else {
                let end = data.len();
                mutate(&mut random, &mut data, 0, end, PDF_WORDS);
            }
            survives(&data, &format!("seed {s}, round {round}"));
        }
        for cut in (0..seed.len()).step_by(211) {
            survives(&seed[..cut], &format!("seed {s}, cut at {cut}"));
        }
    }
}

/// Real files, their streams inflated, broken inside of them: with `KAITEI_CORPUS` set. `KAITEI_MUTATIONS` says how many.
#[test]
fn real_files_broken_inside_their_streams() {
    let Ok(corpus) = std::env::var("KAITEI_CORPUS") else {
        println!("skipped: KAITEI_CORPUS is not set");
        return;
    };
    let rounds: usize = std::env::var("KAITEI_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let mut files = Vec::new();
    for folder in ["guideline", "crosswalk", "hard-pdf/made", "hard-pdf/real"] {
        let entries =
            std::fs::read_dir(format!("{corpus}/{folder}")).unwrap_or_else(|e| panic!("{corpus}: {e}"));
        files.extend(
            entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "pdf")),
        );
    }
    files.sort();
    assert!(!files.is_empty());
    let plain: Vec<Vec<u8>> = files
        .iter()
        .filter_map(|f| lopdf::Document::load(f).ok())
        .filter(|d| !d.is_encrypted())
        .map(|mut d| {
            // Pictures are not interpreted; without them mutations meet what is.
            d.objects.retain(|_, o| {
                !o.as_stream().is_ok_and(|s| {
                    s.dict.get(b"Subtype").is_ok_and(|n| n.as_name().is_ok_and(|n| n == b"Image"))
                })
            });
            d.decompress();
            let mut out = Vec::new();
            d.save_to(&mut out).unwrap_or_else(|e| panic!("{e}"));
            out
        })
        .collect();
    let mut random = Random(0xDEAD_BEEF_CAFE_F00D);
    for round in 0..rounds {
        let seed = &plain[round % plain.len()];
        let inside = streams(seed);
        let mut data = seed.clone();
        if let Some((from, to)) = inside.get(random.next(inside.len())).copied().filter(|_| round % 4 > 0) {
            for _ in 0..=random.next(12) {
                mutate(&mut random, &mut data, from, to, PDF_WORDS);
            }
        } else {
            let end = data.len();
            mutate(&mut random, &mut data, 0, end, PDF_WORDS);
        }
        survives(&data, &format!("round {round}"));
    }
}
