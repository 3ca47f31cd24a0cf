//! Links (対応関係) and changes (変更).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ChangeId, ItemId, Settles};

/// A set of old and new items that belong together. Every item of both editions stands in exactly one change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// See [`ChangeId`].
    pub id: ChangeId,
    /// What became of the items, exactly one.
    pub kind: Kind,
    /// What the change is about, sorted, without repeats.
    pub aspects: Vec<Aspect>,
    /// Old items, in document order.
    pub old: Vec<ItemId>,
    /// New items, in document order.
    pub new: Vec<ItemId>,
    /// The links that hold the change together.
    pub links: Vec<Link>,
    /// The lowest certainty of its links; `certain` where there is nothing to doubt.
    pub certainty: Certainty,
    /// How much a reader should care.
    pub significance: Significance,
    /// Ids of themes that its texts touch, sorted.
    pub themes: Vec<String>,
    /// Ids of audiences that it concerns, sorted.
    pub audience: Vec<String>,
    /// The wording, segment by segment; see [`Segment`].
    pub diff: Vec<Segment>,
    /// For links under review and for added and removed items: the best other partners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// What a person settled about the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Why each aspect was given: the words in the old or new text that show it, by aspect id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reasons: BTreeMap<Aspect, Vec<String>>,
}

/// What became of the items: the first that applies, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 新設: no old item (0:n).
    Added,
    /// 削る: no new item (n:0).
    Removed,
    /// 再編: n:m.
    Regrouped,
    /// 統合: n:1.
    Merged,
    /// 分割: 1:n.
    Split,
    /// 移動: 1:1, under another parent or out of the common order of its siblings.
    Moved,
    /// 変更: 1:1, the text differs beyond folding.
    Modified,
    /// 変更なし.
    Unchanged,
}

/// What a change is about. Definitions and labels stand in the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// 字句の整理.
    Editorial,
    /// 項番の変更.
    Renumbered,
    /// 記号の変更 (「-」 to 「(1)」).
    Relabelled,
    /// 文言の変更: same demand, other words.
    Reworded,
    /// 要求事項の追加: a whole demand added inside an item that lives on.
    RequirementAdded,
    /// 要求事項の削除: a whole demand dropped inside an item that lives on.
    RequirementRemoved,
    /// 求める程度が強まった.
    ObligationStrengthened,
    /// 求める程度が弱まった.
    ObligationRelaxed,
    /// 数値.
    NumberChanged,
    /// 期日.
    DateChanged,
    /// 対象範囲.
    ScopeChanged,
    /// 条件.
    ConditionChanged,
    /// 例外・経過措置の追加.
    ExceptionAdded,
    /// 例外・経過措置の削除.
    ExceptionRemoved,
    /// 参照先 (follows a renumbering).
    ReferencesChanged,
    /// 文書の統合.
    Consolidated,
}

impl Kind {
    /// The id in data and options, as it stands in the JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Regrouped => "regrouped",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Moved => "moved",
            Self::Modified => "modified",
            Self::Unchanged => "unchanged",
        }
    }
}

impl Aspect {
    /// All aspects, in the order in which they are shown.
    pub const ALL: [Self; 16] = [
        Self::Editorial,
        Self::Renumbered,
        Self::Relabelled,
        Self::Reworded,
        Self::RequirementAdded,
        Self::RequirementRemoved,
        Self::ObligationStrengthened,
        Self::ObligationRelaxed,
        Self::NumberChanged,
        Self::DateChanged,
        Self::ScopeChanged,
        Self::ConditionChanged,
        Self::ExceptionAdded,
        Self::ExceptionRemoved,
        Self::ReferencesChanged,
        Self::Consolidated,
    ];

    /// The id in data and options, as it stands in the JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Renumbered => "renumbered",
            Self::Relabelled => "relabelled",
            Self::Reworded => "reworded",
            Self::RequirementAdded => "requirement-added",
            Self::RequirementRemoved => "requirement-removed",
            Self::ObligationStrengthened => "obligation-strengthened",
            Self::ObligationRelaxed => "obligation-relaxed",
            Self::NumberChanged => "number-changed",
            Self::DateChanged => "date-changed",
            Self::ScopeChanged => "scope-changed",
            Self::ConditionChanged => "condition-changed",
            Self::ExceptionAdded => "exception-added",
            Self::ExceptionRemoved => "exception-removed",
            Self::ReferencesChanged => "references-changed",
            Self::Consolidated => "consolidated",
        }
    }

    /// Whether the aspect leaves the substance alone. A change all of whose aspects do is not counted as substantive.
    pub fn is_light(self) -> bool {
        matches!(
            self,
            Self::Editorial
                | Self::Renumbered
                | Self::Relabelled
                | Self::ReferencesChanged
                | Self::Consolidated
        )
    }
}

impl Change {
    /// Whether the change touches substance: items appear or vanish, or an aspect that is not light.
    pub fn is_substantive(&self) -> bool {
        matches!(self.kind, Kind::Added | Kind::Removed) || self.aspects.iter().any(|a| !a.is_light())
    }
}

/// How much a reader should care; never a verdict on compliance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Significance {
    /// 重要.
    High,
    /// 要検討.
    Check,
    /// 参考.
    Info,
}

/// How sure a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// 確実.
    Certain,
    /// おおむね確実.
    Likely,
    /// 要照合.
    Review,
}

impl Significance {
    /// The id in data and options.
    pub fn id(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Check => "check",
            Self::Info => "info",
        }
    }
}

impl Certainty {
    /// The id in data and options.
    pub fn id(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Review => "review",
        }
    }
}

/// An old and a new item are about the same requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The old item.
    pub old: ItemId,
    /// The new item.
    pub new: ItemId,
    /// 0 to 1000.
    pub score: u32,
    /// How sure it is.
    pub certainty: Certainty,
    /// Why.
    pub evidence: Evidence,
}

/// Why two items were linked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// How the link was found: `identical`, `assigned`, `split`, `merged`, `regrouped`, `consolidated`, `decided`.
    pub method: String,
    /// Signals in thousandths, by name (`text`, `old-in-new`, `new-in-old`, `heading`, `number`, `neighbours` …).
    pub signals: BTreeMap<String, u32>,
    /// The next best partner of either item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runner_up: Option<RunnerUp>,
}

/// The next best partner of a linked item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunnerUp {
    /// The side that `item` stands on.
    pub side: Side,
    /// The other partner.
    pub item: ItemId,
    /// Its score, 0 to 1000.
    pub score: u32,
    /// How far the link's score lies above it; negative where other evidence outweighed the score.
    pub margin: i32,
}

/// One of the two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// 改定前.
    Old,
    /// 改定後.
    New,
}

/// A possible partner that was not chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The item of the change that it would be a partner of.
    pub of: ItemId,
    /// The side that `item` stands on.
    pub side: Side,
    /// The possible partner.
    pub item: ItemId,
    /// 0 to 1000.
    pub score: u32,
}

/// A stretch of wording.
///
/// For every new item, the texts of its `keep` and `ins` segments in order are exactly its text; for every old item, those of
/// its `keep` and `del` segments. A `keep` segment with an old item alone repeats what the new text already has from another
/// old item (two documents that became one).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// What became of it.
    pub op: DiffOp,
    /// The words as printed.
    pub text: String,
    /// The old item that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<ItemId>,
    /// The new item that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<ItemId>,
}

/// What became of a stretch of wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffOp {
    /// Stands in both.
    Keep,
    /// Stands in the old text only.
    Del,
    /// Stands in the new text only.
    Ins,
}

/// What a person settled about a link or a change (判定).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was settled.
    pub verdict: Verdict,
    /// The decision's kind in the file of decisions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<Settles>,
    /// The old items that the decision is about. Of a pairing found wrong, these and `new` were taken apart: those of them that
    /// are not the change's own stand in other changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub old: Vec<ItemId>,
    /// The new items that the decision is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub new: Vec<ItemId>,
    /// By whom, as they wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When, as they wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// Their note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What a person settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// 正しい: the change is as a person said (links, or its kind).
    Right,
    /// 誤り: a pairing of its items was found wrong, and is gone from the change.
    Wrong,
    /// 保留: looked at and left open; nothing about the change was altered.
    Pending,
    /// A remark alone.
    Noted,
}

/// Two items that have to do with each other, beside the partition into changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The item that points.
    pub from: ItemId,
    /// The item pointed at.
    pub to: ItemId,
    /// How they relate.
    #[serde(rename = "type")]
    pub kind: RelatedKind,
    /// 0 to 1000.
    pub score: u32,
    /// The side that `from` stands on.
    pub from_side: Side,
    /// The side that `to` stands on.
    pub to_side: Side,
    /// The item whose reference says so, where one does (a box of the manual); without it, likeness of wording speaks for the relation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<ItemId>,
}

/// How two items relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelatedKind {
    /// A new item repeats a rule that also lives on elsewhere.
    Restates,
    /// A checklist row and its guideline item.
    Implements,
    /// One item's text names the other.
    Cites,
    /// What only the old Q&A said stands in the guideline now.
    MovedFromQa,
}
