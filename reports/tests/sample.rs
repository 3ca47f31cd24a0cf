//! A ChangeSet with one of everything, in sentences written for this project.

use std::collections::BTreeMap;

use kaitei_model::{
    Aspect, Candidate, Certainty, ChangeSet, ClassInfo, Code, Diagnostic, DiffOp, DocumentKind, ItemId,
    ItemKind, Kind, Labels, Related, RelatedKind, RunnerUp, Segment, Side, Significance,
};

use super::builder::Builder;

/// One of everything: a volume with every kind of change, a whole new volume, one that is gone, and two checklists that
/// became one.
pub(super) fn sample() -> ChangeSet {
    let mut b = Builder::new();
    for side in [Side::Old, Side::New] {
        let version = if side == Side::Old { "第6.0版" } else { "第7.0版" };
        b.edition(side).label = version.to_owned();
        b.document(side, "運用編", version, DocumentKind::Guideline);
    }
    b.document(Side::Old, "医療機関確認用", "令和7年度版", DocumentKind::Checklist);
    b.document(Side::Old, "薬局確認用", "令和7年度版", DocumentKind::Checklist);
    b.document(Side::Old, "別添資料", "第6.0版", DocumentKind::Other);
    b.document(Side::New, "委託編", "第7.0版", DocumentKind::Guideline);
    b.document(Side::New, "共通確認用", "令和8年度版", DocumentKind::Checklist);
    b.set.new.sources.push("https://example.jp/guide/7".to_owned());
    b.pair(&["運用編"], &["運用編"], &["title", "volume"]);
    b.pair(&[], &["委託編"], &[]);
    b.pair(&["医療機関確認用", "薬局確認用"], &["共通確認用"], &["title", "items"]);
    b.pair(&["別添資料"], &[], &[]);
    volume(&mut b);
    b.open();
    b.heading(0, None, Some("委託編 1"), "１．", "この編の読み方");
    b.marked(Kind::Added, &[], None, Some(("委託編 1.①", "①")), "{+委託する範囲を書面で定める。+}")
        .significance = Significance::Check;
    checklists(&mut b);
    b.open();
    b.heading(0, Some("別添資料 1"), None, "１", "対応表");
    for (theme, label) in [("password", "パスワード"), ("two-factor", "二要素認証")] {
        let labels = Labels { ja: label.to_owned(), en: theme.to_owned() };
        b.set.themes.insert(theme.to_owned(), labels);
    }
    for (audience, label) in [("clinic", "医療機関"), ("pharmacy", "薬局"), ("vendor", "事業者")] {
        let labels = Labels { ja: label.to_owned(), en: audience.to_owned() };
        b.set.audiences.insert(audience.to_owned(), labels);
    }
    b.set.classes.insert(
        "requirement-removed".to_owned(),
        ClassInfo {
            labels: Labels { ja: "要求事項の削除".to_owned(), en: "requirement removed".to_owned() },
            definition: "続いている項目の中から、求める事柄の一つがなくなったもの。".to_owned(),
            action: "同じ項目に加わった事柄とあわせて読んでください。".to_owned(),
        },
    );
    b.set.diagnostics.push(Diagnostic::plain(Code::TableUnclear).in_document("運用編.pdf").on_page(2));
    b.set.diagnostics.push(
        Diagnostic::new(Code::NumberingGap, [("before", "14.②"), ("after", "14.④")])
            .in_document("運用編.pdf")
            .on_page(2),
    );
    b.set
}

fn volume(b: &mut Builder) {
    const DOC: &str = "運用編";
    b.heading(0, Some("運用編 13"), Some("運用編 13"), "13.", "通信の管理");
    b.same(DOC, &[("13.①", "①"), ("13.②", "②"), ("13.③", "③")]);
    b.marked(
        Kind::Modified,
        &[Aspect::Editorial],
        Some(("運用編 13.④", "④")),
        Some(("運用編 13.④", "④")),
        "無線[-ＬＡＮ-]{+LAN+}の電波が届く範囲を把握する。",
    );
    b.heading(0, Some("運用編 14"), Some("運用編 14"), "14.", "利用者の確認");
    b.same(DOC, &[("14.①", "①")]);
    b.heading(1, Some("運用編 14.1"), Some("運用編 14.1"), "14.1", "合言葉の扱い");
    let change = b.marked(
        Kind::Modified,
        &[Aspect::RequirementAdded, Aspect::RequirementRemoved],
        Some(("運用編 14.②", "②")),
        Some(("運用編 14.②", "②")),
        "合言葉は推測されにくい[-ものとし、定期的に取り替える。-]{+ものとする。ほかの仕組みとの使い回しをしない。+}",
    );
    change.significance = Significance::High;
    change.themes = vec!["password".to_owned()];
    change.audience = vec!["clinic".to_owned(), "pharmacy".to_owned()];
    change.reasons = BTreeMap::from([
        (Aspect::RequirementAdded, vec!["使い回しをしない".to_owned()]),
        (Aspect::RequirementRemoved, vec!["定期的に取り替える".to_owned()]),
    ]);
    let change = b.marked(
        Kind::Modified,
        &[Aspect::Relabelled, Aspect::ScopeChanged, Aspect::ExceptionAdded],
        Some(("運用編 14.③", "-")),
        Some(("運用編 14.③(1)", "(1)")),
        "端末{+及びサーバ+}では二つの要素で確かめる。{+ただし、令和9年4月1日時点で行えない場合は、次の更新の時までに行う。+}",
    );
    change.significance = Significance::High;
    change.themes = vec!["two-factor".to_owned()];
    change.audience = vec!["clinic".to_owned(), "pharmacy".to_owned()];
    b.marked(Kind::Removed, &[], Some(("運用編 14.④", "④")), None, "[-紙の控えを金庫に納める。-]")
        .candidates = vec![Candidate {
        of: ItemId("i-運用編 14.④".to_owned()),
        side: Side::New,
        item: ItemId("i-運用編 14.⑧".to_owned()),
        score: 402,
    }];
    for (old, new) in [("⑤", "④"), ("⑥", "⑤")] {
        b.marked(
            Kind::Unchanged,
            &[Aspect::Renumbered],
            Some((&format!("運用編 14.{old}"), old)),
            Some((&format!("運用編 14.{new}"), new)),
            "番号だけが動いた文。",
        );
    }
    for (old, new) in [("14.⑥-1", "14.⑤(1)"), ("14.⑥-2", "14.⑤(2)")] {
        let mark = &new[new.len() - 3..];
        b.marked(
            Kind::Unchanged,
            &[Aspect::Relabelled],
            Some((&format!("運用編 {old}"), "-")),
            Some((&format!("運用編 {new}"), mark)),
            "印だけが替わった文。",
        );
    }
    let change = b.marked(
        Kind::Moved,
        &[Aspect::Renumbered],
        Some(("運用編 12.③", "③")),
        Some(("運用編 14.⑥", "⑥")),
        "入退室の記録を見直す。",
    );
    change.certainty = Certainty::Review;
    let link = change.links.first_mut().unwrap();
    link.certainty = Certainty::Review;
    link.evidence.runner_up =
        Some(RunnerUp {
            side: Side::New, item: ItemId("i-運用編 14.⑧".to_owned()), score: 884, margin: -28
        });
    let old = b.item(Side::Old, "運用編 14.⑦", "⑦", ItemKind::Requirement, "記録を残し、見直す。");
    let first = b.item(Side::New, "運用編 14.⑦", "⑦", ItemKind::Requirement, "記録を残す。");
    let second = b.item(Side::New, "運用編 14.⑧", "⑧", ItemKind::Requirement, "記録を見直す。");
    let segment = |op, text: &str, old: Option<&ItemId>, new: Option<&ItemId>| Segment {
        op,
        text: text.to_owned(),
        old: old.cloned(),
        new: new.cloned(),
    };
    b.change(
        Kind::Split,
        &[Aspect::Reworded],
        vec![old.clone()],
        vec![first.clone(), second.clone()],
        vec![
            segment(DiffOp::Keep, "記録を残", Some(&old), Some(&first)),
            segment(DiffOp::Del, "し、", Some(&old), None),
            segment(DiffOp::Ins, "す。", None, Some(&first)),
            segment(DiffOp::Ins, "記録を", None, Some(&second)),
            segment(DiffOp::Keep, "見直す。", Some(&old), Some(&second)),
        ],
    )
    .significance = Significance::Check;
    let a = b.item(Side::Old, "運用編 14.⑧", "⑧", ItemKind::Requirement, "鍵を替える。");
    let c = b.item(Side::Old, "運用編 14.⑨", "⑨", ItemKind::Requirement, "鍵を預ける。");
    let d = b.item(Side::New, "運用編 14.⑨", "⑨", ItemKind::Requirement, "鍵を替え、預ける。");
    b.change(
        Kind::Merged,
        &[Aspect::Reworded],
        vec![a.clone(), c.clone()],
        vec![d.clone()],
        vec![
            segment(DiffOp::Keep, "鍵を替え", Some(&a), Some(&d)),
            segment(DiffOp::Del, "る。", Some(&a), None),
            segment(DiffOp::Ins, "、", None, Some(&d)),
            segment(DiffOp::Del, "鍵を", Some(&c), None),
            segment(DiffOp::Keep, "預ける。", Some(&c), Some(&d)),
        ],
    );
    let (a, c) = (
        b.item(Side::Old, "運用編 14.⑩", "⑩", ItemKind::Requirement, "甲を行う。"),
        b.item(Side::Old, "運用編 14.⑪", "⑪", ItemKind::Requirement, "乙を行う。"),
    );
    let (d, e) = (
        b.item(Side::New, "運用編 14.⑩", "⑩", ItemKind::Requirement, "甲の半分を行う。"),
        b.item(Side::New, "運用編 14.⑪", "⑪", ItemKind::Requirement, "残りと乙を行う。"),
    );
    b.change(
        Kind::Regrouped,
        &[Aspect::Reworded],
        vec![a.clone(), c.clone()],
        vec![d.clone(), e.clone()],
        vec![
            segment(DiffOp::Keep, "甲", Some(&a), Some(&d)),
            segment(DiffOp::Ins, "の半分", None, Some(&d)),
            segment(DiffOp::Keep, "を行う。", Some(&a), Some(&d)),
            segment(DiffOp::Ins, "残りと", None, Some(&e)),
            segment(DiffOp::Keep, "乙を行う。", Some(&c), Some(&e)),
        ],
    );
    b.set.related.push(Related {
        from: ItemId("i-委託編 1.①".to_owned()),
        to: ItemId("i-運用編 14.②".to_owned()),
        kind: RelatedKind::Restates,
        score: 800,
        from_side: Side::New,
        to_side: Side::New,
        via: None,
    });
}

fn checklists(b: &mut Builder) {
    b.open();
    let rows: [(&str, &str, &str, &[Aspect], Significance); 4] = [
        ("①", "責任者を置いている。", "責任者を置いている。", &[Aspect::Consolidated], Significance::Info),
        ("②", "台帳を備えている。", "台帳を備えている。", &[Aspect::Consolidated], Significance::Info),
        (
            "③",
            "合言葉を定期的に替えている。",
            "合言葉を使い回していない。",
            &[Aspect::RequirementAdded, Aspect::RequirementRemoved, Aspect::Consolidated],
            Significance::High,
        ),
        (
            "④",
            "連絡先を掲げている。",
            "連絡先を掲げている。",
            &[Aspect::Editorial, Aspect::Consolidated],
            Significance::Info,
        ),
    ];
    for (mark, old, new, aspects, significance) in rows {
        let clinic = b.item(Side::Old, &format!("医療機関確認用 2-{mark}"), mark, ItemKind::Requirement, old);
        let role = if mark == "④" { "薬局の連絡先を掲げている。" } else { old };
        let pharmacy = b.item(Side::Old, &format!("薬局確認用 2-{mark}"), mark, ItemKind::Requirement, role);
        let joint = b.item(Side::New, &format!("共通確認用 2-{mark}"), mark, ItemKind::Requirement, new);
        let segment = |op, text: &str, old: Option<&ItemId>, new: Option<&ItemId>| Segment {
            op,
            text: text.to_owned(),
            old: old.cloned(),
            new: new.cloned(),
        };
        let diff = match mark {
            "③" => vec![
                segment(DiffOp::Keep, "合言葉を", Some(&clinic), Some(&joint)),
                segment(DiffOp::Del, "定期的に替えている。", Some(&clinic), None),
                segment(DiffOp::Keep, "合言葉を", Some(&pharmacy), None),
                segment(DiffOp::Del, "定期的に替えている。", Some(&pharmacy), None),
                segment(DiffOp::Ins, "使い回していない。", None, Some(&joint)),
            ],
            "④" => vec![
                segment(DiffOp::Keep, old, Some(&clinic), Some(&joint)),
                segment(DiffOp::Del, "薬局の", Some(&pharmacy), None),
                segment(DiffOp::Keep, old, Some(&pharmacy), None),
            ],
            _ => vec![
                segment(DiffOp::Keep, old, Some(&clinic), Some(&joint)),
                segment(DiffOp::Keep, old, Some(&pharmacy), None),
            ],
        };
        let change = b.change(Kind::Merged, aspects, vec![clinic, pharmacy], vec![joint], diff);
        change.significance = significance;
        change.audience = vec!["clinic".to_owned(), "pharmacy".to_owned()];
    }
    b.marked(Kind::Added, &[], None, Some(("共通確認用 2-⑤", "⑤")), "{+予備の機器を備えている。+}")
        .significance = Significance::Check;
    b.marked(
        Kind::Modified,
        &[Aspect::NumberChanged],
        Some(("薬局確認用 2-⑥", "⑥")),
        Some(("共通確認用 2-⑥", "⑥")),
        "控えを[-1-]{+3+}部取っている。",
    )
    .significance = Significance::Check;
}
