//! What speaks for a pair of items: wording, heading trail, number, parent and neighbours already matched.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use kaitei_model::DocumentKind;

use super::{candidates::Index, documents::thousandths, prepare::Prepared};
use crate::{decisions::Settled, text::grams::Likeness};

/// Each signal from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signals {
    /// How alike the wording is.
    pub(crate) like: Likeness,
    /// How alike the headings above are.
    pub(crate) heading: f64,
    /// Whether they bear the same number (1), or only the same last mark (0.5).
    pub(crate) number: f64,
    /// Whether their parents are matched to each other.
    pub(crate) parent: f64,
    /// Share of the neighbours before and after that are matched to each other.
    pub(crate) neighbours: f64,
    /// Whether their documents are counterparts.
    pub(crate) document: f64,
    /// How alike what they are about is.
    pub(crate) subject: f64,
    /// Whether terms or titles that stand before both texts are the same (1) or not (0); `None` where not both have one.
    pub(crate) lead: Option<f64>,
    /// Whether both are a short text of one form (a date, a version), with other numbers.
    pub(crate) form: bool,
    /// 1, and less where the shorter text is but a few characters: these stand in many others.
    pub(crate) says: f64,
    /// How much the wording says: 1, and less where the text is but a few characters in another document.
    pub(crate) weight: f64,
}

/// So alike a pair must be that stands between pairs under the same heading.
const SANDWICHED: f64 = 0.18;
/// The same few characters in a longer text, or in another document, say little; so many say all.
const SAYS: f64 = 10.0;
/// What two short texts of one form in the same place count as at least.
const FORM: f64 = 0.7;

/// How much of what two texts mean the letters make; the rest is the subject's.
const LETTERS: f64 = 0.3;

impl Signals {
    /// How alike the wording is, where one text may be a good part of the other.
    pub(crate) fn wording(&self) -> f64 {
        let part = self.like.old_in_new.max(self.like.new_in_old) * self.says;
        let wording = self.like.text.max(0.45 * self.like.text + 0.45 * part) * self.weight;
        let wording = if self.form && self.parent >= 1.0 { wording.max(FORM) } else { wording };
        match self.lead {
            // A definition goes by its term, whatever the definition says now.
            Some(lead) if lead >= 1.0 => wording.max(0.5 + 0.5 * wording),
            Some(lead) => wording * (0.7 + 0.3 * lead),
            None => wording,
        }
    }

    /// How alike wording and subject are together: what a text said by another hand is known by.
    pub(crate) fn sense(&self) -> f64 {
        (self.like.text + self.subject) / 2.0
    }

    /// The same where nothing but the subject may be left: all other words, in another place.
    pub(crate) fn meaning(&self) -> f64 {
        (1.0 - LETTERS) * self.subject + LETTERS * self.like.text
    }

    /// What speaks for the pair apart from its wording.
    pub(crate) fn context(&self) -> f64 {
        0.25 * self.heading
            + 0.2 * self.number
            + 0.25 * self.parent
            + 0.2 * self.neighbours
            + 0.1 * self.document
    }

    /// The pair's score: wording leads, context decides between like wordings and never makes a pair on its own.
    pub(crate) fn score(&self) -> f64 {
        let score = self.of(self.wording());
        // Between pairs under the same heading even a text in all other words is likely the same item.
        let between = self.wording().max(self.sense());
        if self.parent >= 1.0 && self.neighbours >= 1.0 && between >= SANDWICHED {
            score.max((self.of(between) + 0.16).min(0.55))
        } else {
            score
        }
    }

    fn of(&self, wording: f64) -> f64 {
        0.78 * wording + 0.22 * self.context() * (0.35 + 0.65 * wording).min(1.0)
    }

    /// The signals by name, in thousandths, for the evidence.
    pub(crate) fn named(&self) -> BTreeMap<String, u32> {
        [
            ("text", self.like.text),
            ("subject", self.subject),
            ("old-in-new", self.like.old_in_new),
            ("new-in-old", self.like.new_in_old),
            ("heading", self.heading),
            ("number", self.number),
            ("parent", self.parent),
            ("neighbours", self.neighbours),
            ("document", self.document),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), thousandths(value)))
        .collect()
    }
}

/// Between two matched neighbours so many items are looked at.
const GAP: usize = 6;

/// What is matched so far, both ways, with the nearest matched neighbours of every item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matched {
    /// New partner of each old item.
    pub(crate) new_of: Vec<Option<usize>>,
    /// Old partner of each new item.
    pub(crate) old_of: Vec<Option<usize>>,
    before_old: Vec<Option<usize>>,
    after_old: Vec<Option<usize>>,
    before_new: Vec<Option<usize>>,
    after_new: Vec<Option<usize>>,
}

impl Matched {
    /// Nothing matched yet.
    pub(crate) fn none(old: usize, new: usize) -> Self {
        Self { new_of: vec![None; old], old_of: vec![None; new], ..Self::default() }.seen()
    }

    /// Matches a pair; [`Matched::seen`] brings the neighbours up to date.
    pub(crate) fn set(&mut self, old: usize, new: usize) {
        self.new_of[old] = Some(new);
        self.old_of[new] = Some(old);
    }

    /// Works out every item's nearest matched neighbours.
    #[must_use]
    pub(crate) fn seen(mut self) -> Self {
        (self.before_old, self.after_old) = nearest(&self.new_of);
        (self.before_new, self.after_new) = nearest(&self.old_of);
        self
    }

    /// The new items that stand between the partners of an old item's nearest matched neighbours, where these are few: what
    /// became of the item may be one of them, though it has no word in common with it.
    pub(crate) fn between(&self, old: usize) -> std::ops::Range<usize> {
        let partner = |neighbour: Option<usize>| neighbour.and_then(|o| self.new_of[o]);
        match (partner(self.before_old[old]), partner(self.after_old[old])) {
            (Some(a), Some(b)) if a < b && b - a <= GAP => a + 1..b,
            _ => 0..0,
        }
    }

    /// Share of the nearest matched neighbours that are matched to each other.
    fn neighbours(&self, old: usize, new: usize) -> f64 {
        let hit = |old: Option<usize>, new: Option<usize>| match (old, new) {
            (Some(o), Some(n)) if self.new_of[o] == Some(n) => 0.5,
            _ => 0.0,
        };
        hit(self.before_old[old], self.before_new[new]) + hit(self.after_old[old], self.after_new[new])
    }
}

/// For every index the nearest matched one before and after it.
fn nearest(partner: &[Option<usize>]) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let scan = |order: &mut dyn Iterator<Item = usize>| {
        let mut out = vec![None; partner.len()];
        let mut last = None;
        for i in order {
            out[i] = last;
            if partner[i].is_some() {
                last = Some(i);
            }
        }
        out
    };
    (scan(&mut (0..partner.len())), scan(&mut (0..partner.len()).rev()))
}

/// Both editions and the documents that are counterparts.
pub(crate) struct Field<'a> {
    /// 改定前.
    pub(crate) old: &'a Prepared<'a>,
    /// 改定後.
    pub(crate) new: &'a Prepared<'a>,
    /// For every old document the new one that it became.
    pub(crate) becomes: Vec<Option<usize>>,
    /// What people settled.
    pub(crate) settled: &'a Settled,
    /// How many different grams the texts hold.
    pub(crate) grams: usize,
    /// How many different words.
    pub(crate) subjects: usize,
    /// For how many items the search for candidates was cut short.
    pub(crate) cut: AtomicUsize,
}

impl Field<'_> {
    /// Whether the two can be linked: nobody settled otherwise, and their documents are of the same sort.
    pub(crate) fn may(&self, old: usize, new: usize) -> bool {
        self.settled.open(old, new) && self.same_sort(old, new)
    }

    /// Whether the items' documents rule, explain, or answer alike: a rule that only a Q&A stated before is new as a rule.
    fn same_sort(&self, old: usize, new: usize) -> bool {
        let sort = |side: &Prepared<'_>, item: usize| {
            let kind = side.edition.documents.get(side.items[item].document).map(|d| d.kind);
            kind.filter(|k| matches!(k, DocumentKind::Qa | DocumentKind::Manual | DocumentKind::Checklist))
        };
        let (o, n) = (self.old.items[old].document, self.new.items[new].document);
        self.becomes[o] == Some(n) || sort(self.old, old) == sort(self.new, new)
    }

    /// Notes for how many items an index cut the search short.
    pub(crate) fn note_cut(&self, index: &Index) {
        self.cut.fetch_add(index.cut(), Ordering::Relaxed);
    }

    /// Whether the new item stands in a document that some old one became.
    pub(crate) fn continued(&self, new: usize) -> bool {
        self.becomes.contains(&Some(self.new.items[new].document))
    }

    /// Whether the items stand under the same heading, as far as is known.
    pub(crate) fn same_parent(&self, old: usize, new: usize, matched: &Matched) -> bool {
        let (o, n) = (&self.old.items[old], &self.new.items[new]);
        match (o.parent, n.parent) {
            (Some(a), Some(b)) => matched.new_of[a] == Some(b),
            (None, None) => self.becomes[o.document] == Some(n.document),
            _ => false,
        }
    }

    /// All signals of a pair.
    pub(crate) fn signals(&self, old: usize, new: usize, matched: &Matched) -> Signals {
        let (o, n) = (&self.old.items[old], &self.new.items[new]);
        let number = match (&o.item.number, &n.item.number) {
            (Some(_), Some(_)) if o.item.path == n.item.path => 1.0,
            (Some(a), Some(b)) if a == b => 0.5,
            (None, None) if o.item.path == n.item.path => 0.5,
            _ => 0.0,
        };
        let parent = if self.same_parent(old, new, matched) { 1.0 } else { 0.0 };
        let same = o.key == n.key;
        let (like, subject) = if same {
            (Likeness { text: 1.0, old_in_new: 1.0, new_in_old: 1.0 }, 1.0)
        } else {
            (Likeness::of(&o.vector, &n.vector), o.subject.cosine(&n.subject))
        };
        let counterparts = self.becomes[o.document] == Some(n.document);
        #[allow(clippy::cast_precision_loss, reason = "texts are far shorter than 2^52 characters")]
        let says = (o.chars.min(n.chars) as f64 / SAYS).min(1.0);
        Signals {
            like,
            heading: if o.item.trail == n.item.trail { 1.0 } else { Likeness::of(&o.trail, &n.trail).text },
            number,
            parent,
            neighbours: matched.neighbours(old, new),
            document: if counterparts { 1.0 } else { 0.0 },
            subject,
            lead: match (&o.lead, &n.lead) {
                (Some(a), Some(b)) => Some(if a == b { 1.0 } else { 0.0 }),
                _ => None,
            },
            form: !same && o.form.is_some() && o.form == n.form,
            says,
            weight: if counterparts { 1.0 } else { says },
        }
    }
}
