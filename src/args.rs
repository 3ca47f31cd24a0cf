//! The command line: what may be asked for. The texts stand in `help`.

use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum, value_parser};
use kaitei_model::Significance;
use kaitei_pipeline::Limits;
use kaitei_reports::{Scope, Sides, TableStyle, check::CheckFormat};

use crate::{help, lang::Lang};

#[derive(Debug, Parser)]
#[command(name = "kaitei", version = env!("KAITEI_VERSION"), disable_help_flag = true, disable_version_flag = true)]
#[command(subcommand_required = true, arg_required_else_help = true, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) task: Task,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_name = "ja|en", display_order = 900)]
    pub(crate) lang: Option<Lang>,
    #[arg(long, short, global = true, display_order = 901)]
    pub(crate) quiet: bool,
    #[arg(long, global = true, value_name = "text|json", display_order = 902)]
    pub(crate) error_format: Option<ErrorFormat>,
    #[arg(long, short, global = true, action = ArgAction::Help, display_order = 903)]
    help: Option<bool>,
    #[arg(long, short = 'V', action = ArgAction::Version, display_order = 904)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    Diff(Diff),
    Extract(Extract),
    Inspect(Inspect),
    Report(Report),
    Check(Check),
    Decide(Decide),
    Audit(Audit),
    Rules(Rules),
    Completions(Completions),
    Man(Manual),
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    pub(crate) old: Vec<PathBuf>,
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    pub(crate) new: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    #[arg(long, value_name = "high|check|info")]
    pub(crate) fail_on: Option<FailOn>,
    #[arg(long)]
    pub(crate) keep_going: bool,
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) file: PathBuf,
    #[arg(long = "as", value_name = "text|tree|items|csv")]
    pub(crate) shape: Option<Shape>,
    #[arg(long)]
    pub(crate) body: bool,
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "N", required = true, value_parser = value_parser!(u32).range(1..))]
    pub(crate) page: u32,
    #[arg(long, value_name = "OUT", required = true)]
    pub(crate) svg: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    #[arg(value_name = "CHANGES", required = true)]
    pub(crate) changes: PathBuf,
    #[command(flatten)]
    pub(crate) output: Output,
    #[arg(long, value_name = "digest|full")]
    pub(crate) scope: Option<ReportScope>,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[arg(value_name = "CHANGES", required = true)]
    pub(crate) changes: PathBuf,
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    pub(crate) expect: Vec<PathBuf>,
    #[arg(long, value_name = "text|json|junit|sarif|github")]
    pub(crate) format: Option<CheckForm>,
    #[arg(long)]
    pub(crate) allow_unknown: bool,
    #[arg(long)]
    pub(crate) update: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL", required = true)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Manual {
    #[arg(long, value_name = "DIR", required = true)]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Decide {
    #[arg(value_name = "CHANGES", required = true)]
    pub(crate) changes: PathBuf,
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) decisions: PathBuf,
    #[arg(long, value_name = "CITATION", num_args = 0..)]
    pub(crate) link: Option<Vec<String>>,
    #[arg(long, value_name = "CITATION", num_args = 1..)]
    pub(crate) unlink: Option<Vec<String>>,
    #[arg(long, value_name = "CITATION", num_args = 0..)]
    pub(crate) hold: Option<Vec<String>>,
    #[arg(long, value_name = "CITATION", num_args = 0..)]
    pub(crate) old: Option<Vec<String>>,
    #[arg(long, value_name = "CITATION", num_args = 1..)]
    pub(crate) with: Vec<String>,
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) when: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    #[arg(long, value_name = "DIR", required = true)]
    pub(crate) export: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[arg(value_name = "CHANGES", required = true)]
    pub(crate) changes: PathBuf,
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) crosswalk: PathBuf,
    #[arg(long, value_name = "text|json|csv")]
    pub(crate) format: Option<AuditFormat>,
}

/// How an audit is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormat {
    /// For people.
    #[default]
    Text,
    /// The data.
    Json,
    /// A table for Excel.
    Csv,
}

/// Where reports go, and which.
#[derive(Debug, Args)]
pub(crate) struct Output {
    #[arg(long, value_name = "DIR", required = true)]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "LIST")]
    pub(crate) formats: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) carry: Option<PathBuf>,
    #[arg(long = "final")]
    pub(crate) last: bool,
    #[arg(long, value_name = "new-left|old-left")]
    pub(crate) sides: Option<TableSides>,
    #[arg(long, value_name = "editions|mhlw-law")]
    pub(crate) style: Option<TableWords>,
    #[arg(long, value_name = "FILE")]
    pub(crate) letter: Option<PathBuf>,
}

/// Which edition stands on the left of the tables in Word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableSides {
    NewLeft,
    OldLeft,
}

impl From<TableSides> for Sides {
    fn from(sides: TableSides) -> Self {
        match sides {
            TableSides::NewLeft => Self::NewLeft,
            TableSides::OldLeft => Self::OldLeft,
        }
    }
}

/// The words over the columns of the tables in Word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableWords {
    Editions,
    MhlwLaw,
}

impl From<TableWords> for TableStyle {
    fn from(words: TableWords) -> Self {
        match words {
            TableWords::Editions => Self::Editions,
            TableWords::MhlwLaw => Self::MhlwLaw,
        }
    }
}

/// How documents are read.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Vec<String>,
    #[arg(long)]
    pub(crate) hidden: bool,
    #[command(flatten)]
    pub(crate) bounds: Bounds,
}

/// How much of a file is read.
#[derive(Debug, Args)]
pub(crate) struct Bounds {
    #[arg(long, value_name = "MIB", value_parser = mebibytes(), display_order = 800)]
    pub(crate) max_file: Option<u64>,
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..), display_order = 801)]
    pub(crate) max_pages: Option<u32>,
    #[arg(long, value_name = "MIB", value_parser = mebibytes(), display_order = 802)]
    pub(crate) max_unpacked: Option<u64>,
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..), display_order = 803)]
    pub(crate) max_cells: Option<u32>,
}

/// A size that can still be counted in bytes.
fn mebibytes() -> RangedU64ValueParser {
    RangedU64ValueParser::new().range(1..=u64::MAX >> MIB)
}

/// A mebibyte is 2 to the power of this many bytes.
const MIB: u32 = 20;

impl From<&Bounds> for Limits {
    fn from(bounds: &Bounds) -> Self {
        let usual = Self::default();
        let bytes = |given: Option<u64>, usual| given.map_or(usual, |size| size << MIB);
        let count = |given: Option<u32>, usual| given.map_or(usual, |count| count as usize);
        Self {
            file: bytes(bounds.max_file, usual.file),
            pages: count(bounds.max_pages, usual.pages),
            unpacked: bytes(bounds.max_unpacked, usual.unpacked),
            cells: count(bounds.max_cells, usual.cells),
        }
    }
}

/// How errors and warnings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErrorFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What `extract` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// The text in reading order.
    #[default]
    Text,
    /// The items, indented.
    Tree,
    /// The items as the contract's JSON.
    Items,
    /// The items as a table for Excel.
    Csv,
}

/// How answers to expectations are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckForm {
    Text,
    Json,
    Junit,
    Sarif,
    Github,
}

impl From<CheckForm> for CheckFormat {
    fn from(form: CheckForm) -> Self {
        match form {
            CheckForm::Text => Self::Text,
            CheckForm::Json => Self::Json,
            CheckForm::Junit => Self::Junit,
            CheckForm::Sarif => Self::Sarif,
            CheckForm::Github => Self::Github,
        }
    }
}

/// How much of the comparison a report shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportScope {
    Digest,
    Full,
}

impl From<ReportScope> for Scope {
    fn from(scope: ReportScope) -> Self {
        match scope {
            ReportScope::Digest => Self::Digest,
            ReportScope::Full => Self::Full,
        }
    }
}

/// From which significance on a change is objected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    High,
    Check,
    Info,
}

impl From<FailOn> for Significance {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::High => Self::High,
            FailOn::Check => Self::Check,
            FailOn::Info => Self::Info,
        }
    }
}

/// The command with its help in a language.
pub(crate) fn command(lang: Lang) -> clap::Command {
    help::localize(Cli::command(), lang)
}
