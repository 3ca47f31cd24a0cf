//! `kaitei audit`: a published crosswalk against ours.

use kaitei_model::{Certainty, ChangeSet, Diagnostic, Kind};
use kaitei_pipeline::audit::{AUDIT_SCHEMA, Audit, Finding, Ours, Verdict};
use serde::Serialize;

use crate::{
    args::{self, AuditFormat},
    console::Console,
    exit, input,
    lang::{Lang, Words},
    report,
};

const AGREE: Words = Words { ja: "一致", en: "agree" };
const DIFFER: Words = Words { ja: "相違", en: "differ" };
const WE_MISS: Words = Words { ja: "こちらにない", en: "only in the crosswalk" };
const THEY_MISS: Words = Words { ja: "対応表にない", en: "only here" };
const UNREAD: Words = Words { ja: "読めない項番あり", en: "with unknown citations" };
const ROW: Words = Words { ja: "{row}行目　", en: "row {row}: " };
const NOTHING: Words = Words { ja: "（なし）", en: "(none)" };
const UNKNOWN: Words = Words { ja: "見つからない項番: {names}", en: "unknown: {names}" };
const HERE: Words = Words { ja: "こちら: {kind}　", en: "here: {kind}, " };
const CANDIDATES: Words = Words { ja: "候補: {names}", en: "candidates: {names}" };
const DECIDED: Words = Words { ja: "判定済み", en: "decided" };
const UNMENTIONED: Words = Words {
    ja: "このほか、変更のない {count} 組は対応表に書かれていません。\n",
    en: "The crosswalk does not mention {count} pairs without a change.\n",
};
const HEAD: [Words; 10] = [
    Words { ja: "結果", en: "result" },
    Words { ja: "対応表の行", en: "row" },
    Words { ja: "改定前項番", en: "old citation" },
    Words { ja: "改定後項番", en: "new citation" },
    Words { ja: "見つからない項番", en: "unknown" },
    Words { ja: "こちらの種別", en: "kind here" },
    Words { ja: "こちらの改定前項番", en: "old citation here" },
    Words { ja: "こちらの改定後項番", en: "new citation here" },
    Words { ja: "確度", en: "certainty" },
    Words { ja: "候補", en: "candidates" },
];

/// Runs the subcommand; returns the exit code.
///
/// # Errors
/// Everything that stood in the way.
pub(crate) fn run(args: &args::Audit, console: &Console) -> Result<u8, Vec<Diagnostic>> {
    let changes = report::load(&args.changes).map_err(|error| vec![*error])?;
    let (file, places) = input::file(&args.crosswalk, kaitei_pipeline::Limits::default().file)
        .map_err(|error| vec![*error])?;
    let audit = kaitei_pipeline::audit::audit(&changes, &file)
        .map_err(|errors| errors.into_iter().map(|error| places.name(error)).collect::<Vec<_>>())?;
    let bytes = match args.format.unwrap_or_default() {
        AuditFormat::Text => text(&audit, &changes, console.lang).into_bytes(),
        AuditFormat::Csv => csv(&audit, &changes, console.lang).into_bytes(),
        AuditFormat::Json => json(&audit, &file.name),
    };
    // Nobody is left to tell when stdout is gone.
    let _ = console.data(&bytes);
    console.diagnostics_at(&audit.diagnostics, &places);
    let agreed = audit.findings.iter().all(|finding| finding.verdict == Verdict::Agree);
    Ok(if agreed { exit::DONE } else { exit::OBJECTED })
}

fn words(verdict: Verdict) -> Words {
    match verdict {
        Verdict::Agree => AGREE,
        Verdict::Unread => UNREAD,
        Verdict::WeMiss => WE_MISS,
        Verdict::Differ => DIFFER,
        Verdict::TheyMiss => THEY_MISS,
    }
}

fn certainty(certainty: Certainty) -> Words {
    match certainty {
        Certainty::Certain => Words { ja: "確実", en: "certain" },
        Certainty::Likely => Words { ja: "おおむね確実", en: "likely" },
        Certainty::Review => Words { ja: "要照合", en: "to be checked" },
    }
}

/// The name of a kind, as the data gives it.
fn kind(changes: &ChangeSet, kind: Kind, lang: Lang) -> String {
    changes.classes.get(kind.id()).map_or_else(
        || kind.id().to_owned(),
        |class| if lang == Lang::Ja { class.labels.ja.clone() } else { class.labels.en.clone() },
    )
}

fn pair(old: &[String], new: &[String], lang: Lang) -> String {
    let side = |names: &[String]| {
        if names.is_empty() { NOTHING.in_lang(lang).to_owned() } else { names.join("、") }
    };
    format!("{} → {}", side(old), side(new))
}

/// For people: how many of each, then everything that is not agreed on.
fn text(audit: &Audit, changes: &ChangeSet, lang: Lang) -> String {
    let counts: Vec<String> =
        Verdict::ALL.iter().map(|v| format!("{} {}", words(*v).in_lang(lang), audit.count(*v))).collect();
    let mut out = format!("{}\n", counts.join(if lang == Lang::Ja { "　" } else { ", " }));
    if audit.unmentioned > 0 {
        out += &UNMENTIONED.filled(lang, &[("count", &audit.unmentioned.to_string())]);
    }
    for verdict in Verdict::ALL.into_iter().filter(|v| *v != Verdict::Agree && audit.count(*v) > 0) {
        out += &format!("\n■ {} {}\n", words(verdict).in_lang(lang), audit.count(verdict));
        for finding in audit.findings.iter().filter(|f| f.verdict == verdict) {
            out += &entry(finding, changes, lang);
        }
    }
    out
}

fn entry(finding: &Finding, changes: &ChangeSet, lang: Lang) -> String {
    let row = finding.row.map(|row| ROW.filled(lang, &[("row", &row.to_string())])).unwrap_or_default();
    let mut out = format!("  {row}{}\n", pair(&finding.old, &finding.new, lang));
    if !finding.unknown.is_empty() {
        out += &format!("    {}\n", UNKNOWN.filled(lang, &[("names", &finding.unknown.join("、"))]));
    }
    for ours in &finding.ours {
        let evidence = evidence(ours, lang);
        let here = HERE.filled(lang, &[("kind", &kind(changes, ours.kind, lang))]);
        out += &format!("    {here}{}　{evidence}\n", pair(&ours.old, &ours.new, lang));
        if !ours.candidates.is_empty() {
            out += &format!("      {}\n", CANDIDATES.filled(lang, &[("names", &ours.candidates.join("、"))]));
        }
    }
    out
}

fn evidence(ours: &Ours, lang: Lang) -> String {
    if ours.decided {
        return DECIDED.in_lang(lang).to_owned();
    }
    match ours.score {
        Some(score) => {
            format!("{} {}.{:03}", certainty(ours.certainty).in_lang(lang), score / 1000, score % 1000)
        }
        None => String::new(),
    }
}

/// For Excel: a row for each finding and change of ours.
fn csv(audit: &Audit, changes: &ChangeSet, lang: Lang) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> =
            cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        cells.join(",") + "\r\n"
    };
    // Excel takes a file without a mark for something else than UTF-8.
    let mut out = String::from("\u{feff}");
    out += &line(&HEAD.map(|head| head.in_lang(lang).to_owned()));
    for finding in &audit.findings {
        let start = [
            words(finding.verdict).in_lang(lang).to_owned(),
            finding.row.map(|row| row.to_string()).unwrap_or_default(),
            finding.old.join("\n"),
            finding.new.join("\n"),
            finding.unknown.join("\n"),
        ];
        if finding.ours.is_empty() {
            out += &line(&[start.as_slice(), &std::array::from_fn::<_, 5, _>(|_| String::new())].concat());
        }
        for ours in &finding.ours {
            let end = [
                kind(changes, ours.kind, lang),
                ours.old.join("\n"),
                ours.new.join("\n"),
                evidence(ours, lang),
                ours.candidates.join("\n"),
            ];
            out += &line(&[start.as_slice(), &end].concat());
        }
    }
    out
}

fn json(audit: &Audit, file: &str) -> Vec<u8> {
    #[derive(Serialize)]
    struct File<'a> {
        schema: &'a str,
        tool: kaitei_model::Tool,
        crosswalk: &'a str,
        summary: std::collections::BTreeMap<&'a str, usize>,
        #[serde(flatten)]
        audit: &'a Audit,
    }
    let file = File {
        schema: AUDIT_SCHEMA,
        tool: kaitei_pipeline::tool(&kaitei_pipeline::rules::Rules::builtin()),
        crosswalk: file,
        summary: Verdict::ALL.iter().map(|v| (v.id(), audit.count(*v))).collect(),
        audit,
    };
    let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
