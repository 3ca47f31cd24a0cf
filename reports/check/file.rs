//! The files of expectations. An unknown key is refused: an expectation that says less than its writer meant would pass.

use std::collections::BTreeSet;

use kaitei_model::{Aspect, Certainty, Kind, RelatedKind, Side, Significance};
use serde::Deserialize;
use toml::Spanned;

/// The schemas of such files. They differ in what people usually keep in them, not in what may stand there.
const SCHEMAS: [&str; 3] = ["kaitei.expect/1", "kaitei.claims/1", "kaitei.depends/1"];

/// A file of expectations that was read.
#[derive(Debug)]
pub struct Expectations {
    pub(super) name: String,
    pub(super) content: Content,
    starts: Vec<usize>,
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, in Japanese.
    pub ja: String,
    /// The same in English.
    pub en: String,
}

/// What stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Content {
    schema: String,
    /// Labels of the editions, for people.
    #[serde(default, rename = "old")]
    _old: String,
    #[serde(default, rename = "new")]
    _new: String,
    /// The edition that `depends` follows.
    #[serde(default, rename = "edition")]
    _edition: String,
    #[serde(default)]
    pub(super) expect: Vec<Spanned<Expect>>,
    #[serde(default)]
    pub(super) claim: Vec<Spanned<Claim>>,
    #[serde(default)]
    pub(super) depends: Vec<Spanned<Depends>>,
}

/// An expectation in general. Exactly one of `exists`, `none`, `unchanged`, `review` stands in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expect {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) text: String,
    /// At least one change is like this.
    pub(super) exists: Option<Filter>,
    /// No change is like this.
    pub(super) none: Option<Filter>,
    /// Nothing in these citations, or below them, changed.
    pub(super) unchanged: Option<Many<String>>,
    /// At most this many changes are under review and undecided.
    pub(super) review: Option<usize>,
    /// With `unchanged`: kinds and aspects that do not count, such as `renumbered`.
    #[serde(default)]
    pub(super) ignore: Vec<String>,
}

/// Something that somebody announced about the revision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub(super) id: String,
    pub(super) claim: String,
    #[serde(default, rename = "bullet")]
    _bullet: String,
    #[serde(default, rename = "theme")]
    _theme: String,
    #[serde(default)]
    pub(super) proof: Vec<Proof>,
    #[serde(default)]
    pub(super) related: Vec<RelatedProof>,
}

/// A change that shows a claim.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    #[serde(default)]
    pub(super) old: String,
    #[serde(default)]
    pub(super) new: String,
    pub(super) kind: Option<Kind>,
    /// All of these are among the change's.
    #[serde(default)]
    pub(super) aspects: Vec<Aspect>,
    #[serde(default)]
    pub(super) contains: Many<String>,
    #[serde(default)]
    pub(super) lacks: Many<String>,
}

/// A relation that shows a claim.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RelatedProof {
    pub(super) from: String,
    pub(super) to: String,
    #[serde(rename = "type")]
    pub(super) kind: RelatedKind,
    #[serde(default = "new_side")]
    pub(super) from_side: Side,
    #[serde(default = "new_side")]
    pub(super) to_side: Side,
}

fn new_side() -> Side {
    Side::New
}

/// An item that somebody's work rests on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Depends {
    pub(super) citation: String,
    #[serde(default)]
    pub(super) fingerprint: String,
    #[serde(default)]
    pub(super) component: String,
    #[serde(default)]
    pub(super) owner: String,
    #[serde(default, rename = "note")]
    _note: String,
    #[serde(default)]
    pub(super) ignore: Vec<String>,
}

/// Which changes. What is not named does not matter; of several values one is enough, of several words all must be there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Filter {
    #[serde(default)]
    pub(super) kind: Many<Kind>,
    #[serde(default)]
    pub(super) aspects: Many<Aspect>,
    #[serde(default)]
    pub(super) significance: Many<Significance>,
    #[serde(default)]
    pub(super) certainty: Many<Certainty>,
    #[serde(default)]
    pub(super) theme: Many<String>,
    #[serde(default)]
    pub(super) audience: Many<String>,
    /// Short names or file names.
    #[serde(default)]
    pub(super) document: Many<String>,
    /// Citations: the items themselves and what stands below them.
    #[serde(default)]
    pub(super) within: Many<String>,
    pub(super) requirement: Option<bool>,
    pub(super) substantive: Option<bool>,
    /// Words of the old text that the new one lacks.
    #[serde(default)]
    pub(super) removes: Many<String>,
    /// Words of the new text that the old one lacks.
    #[serde(default)]
    pub(super) adds: Many<String>,
    #[serde(default)]
    pub(super) contains: Many<String>,
    #[serde(default)]
    pub(super) lacks: Many<String>,
    #[serde(default)]
    pub(super) old_contains: Many<String>,
    #[serde(default)]
    pub(super) old_lacks: Many<String>,
}

/// One value or a list.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Many<T> {
    One(T),
    List(Vec<T>),
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl<T> Many<T> {
    pub(super) fn iter(&self) -> std::slice::Iter<'_, T> {
        match self {
            Self::One(value) => std::slice::from_ref(value).iter(),
            Self::List(values) => values.iter(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl Expectations {
    /// Reads a file; `name` is how answers call it.
    ///
    /// # Errors
    /// [`ParseError`] with the line.
    pub fn parse(name: &str, text: &str) -> Result<Self, ParseError> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut file = Self { name: name.to_owned(), content: Content::empty(), starts };
        file.content = toml::from_str(text).map_err(|error| ParseError {
            line: error.span().map(|span| file.line(span.start)),
            ja: error.message().to_owned(),
            en: error.message().to_owned(),
        })?;
        if !SCHEMAS.contains(&file.content.schema.as_str()) {
            let (schema, known) = (&file.content.schema, SCHEMAS.join(", "));
            return Err(ParseError {
                line: None,
                ja: format!("schema「{schema}」は使えません。使えるもの: {known}"),
                en: format!("unknown schema \"{schema}\"; known: {known}"),
            });
        }
        file.validate()?;
        Ok(file)
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// Whether nothing is expected: a file that an empty list of answers would let pass.
    fn validate(&self) -> Result<(), ParseError> {
        let content = &self.content;
        let wrong = |at: usize, ja: &str, en: &str| {
            Err(ParseError { line: Some(self.line(at)), ja: ja.to_owned(), en: en.to_owned() })
        };
        if content.expect.is_empty() && content.claim.is_empty() && content.depends.is_empty() {
            return wrong(
                0,
                "[[expect]]・[[claim]]・[[depends]] が一つもありません",
                "holds no [[expect]], [[claim]] or [[depends]]",
            );
        }
        for spanned in &content.expect {
            let expect = spanned.get_ref();
            let asked = [
                expect.exists.is_some(),
                expect.none.is_some(),
                expect.unchanged.is_some(),
                expect.review.is_some(),
            ];
            if asked.iter().filter(|asked| **asked).count() != 1 {
                return wrong(
                    spanned.span().start,
                    "exists・none・unchanged・review のうち一つだけを書いてください",
                    "needs exactly one of exists, none, unchanged, review",
                );
            }
            if expect.unchanged.as_ref().is_some_and(Many::is_empty) {
                return wrong(
                    spanned.span().start,
                    "unchanged に項番がありません",
                    "unchanged names no citation",
                );
            }
        }
        for spanned in &content.claim {
            let claim = spanned.get_ref();
            if claim.proof.is_empty() && claim.related.is_empty() {
                return wrong(
                    spanned.span().start,
                    "[[claim.proof]] か [[claim.related]] を書いてください",
                    "needs a [[claim.proof]] or a [[claim.related]]",
                );
            }
            if claim.proof.iter().any(|proof| proof.old.is_empty() && proof.new.is_empty()) {
                return wrong(
                    spanned.span().start,
                    "[[claim.proof]] に old か new の項番がありません",
                    "a [[claim.proof]] names neither old nor new",
                );
            }
        }
        let ignored = content.expect.iter().map(|e| (e.span(), &e.get_ref().ignore));
        let ignored = ignored.chain(content.depends.iter().map(|d| (d.span(), &d.get_ref().ignore)));
        let known: BTreeSet<&str> = Aspect::ALL.iter().map(|aspect| aspect.id()).chain(["moved"]).collect();
        for (span, ids) in ignored {
            if let Some(id) = ids.iter().find(|id| !known.contains(id.as_str())) {
                return wrong(
                    span.start,
                    &format!("ignore の「{id}」はありません"),
                    &format!("ignore knows no \"{id}\""),
                );
            }
        }
        Ok(())
    }
}

impl Content {
    fn empty() -> Self {
        Self {
            schema: String::new(),
            _old: String::new(),
            _new: String::new(),
            _edition: String::new(),
            expect: Vec::new(),
            claim: Vec::new(),
            depends: Vec::new(),
        }
    }
}
