//! Strata by grade and township from a roster with 风险: filled, sealed, drawn; 不超过 and a ceiling; officers drawn elsewhere.

use crate::common::desk::{Desk, at, taken};
use mingchou::draw::Seal;
use mingchou::model::{Digest, StratifyBy};
use mingchou::roster::{ProblemCode, read_businesses};
use mingchou::state::*;
use std::fmt::Write as _;

/// So many businesses of a category, a grade and a township.
type Group<'a> = (&'a str, &'a str, &'a str, u32);

fn roster(groups: &[Group<'_>]) -> String {
    let mut text = "企业名称,注册号,类别,信用等级,所属乡镇\n".to_owned();
    let mut n = 0;
    for (category, grade, township, count) in groups {
        for _ in 0..*count {
            n += 1;
            writeln!(text, "平罗县第{n}运输公司,6402{n:011},{category},{grade},{township}").unwrap();
        }
    }
    text
}

/// The founding campaign with this roster in place of its own, and the plan changed.
fn desk(groups: &[Group<'_>], by: Option<StratifyBy>, change: impl FnOnce(&mut PlanDraft)) -> Desk {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let text = roster(groups);
    let reading = read_businesses(text.as_bytes(), "b.csv").unwrap();
    desk.act(Act::TakeBusinesses(taken(Roster::of_list("b.csv".into(), Digest::of(&text), reading)))).unwrap();
    let mut plan = desk.campaign().plan.clone();
    for item in plan.departments.iter_mut().flat_map(|d| &mut d.items) {
        if !by.is_some_and(StratifyBy::has_category) {
            item.item.categories.clear();
        }
    }
    let found = by.and_then(|by| strata_found(&desk.model, desk.campaign(), by)).unwrap_or_default();
    plan.stratify(by, &found);
    change(&mut plan);
    desk.act(Act::EditPlan(Box::new(plan))).unwrap();
    desk
}

fn seal(desk: &Desk) -> Result<Seal, String> {
    let ready = check(&desk.model, desk.campaign(), desk.today());
    sealed(desk.campaign(), &ready, &desk.input(7)).map(|sealed| sealed.seal)
}

fn strata(seal: &Seal) -> Vec<(&str, u32, u32)> {
    seal.strata.iter().map(|s| (s.label.as_str(), s.population, s.sample)).collect()
}

const GRADES: [Group<'_>; 6] = [
    ("客运", "严重失信", "城关镇", 2),
    ("客运", "守信", "城关镇", 60),
    ("危货", "守信企业", "宝丰镇", 20),
    ("普货", "警示", "城关镇", 15),
    ("普货", "失信", "", 4),
    ("维修", "", "陶乐镇", 2),
];

/// At 1 %, 10 %, 50 %, 80 %, of those without a grade 10 %: ceil(0.8), ceil(1.5), 2, ceil(1.6), ceil(0.2).
#[test]
fn a_roster_with_grades_is_drawn_by_grade() {
    let mut desk = desk(&GRADES, Some(StratifyBy::Grade), PlanDraft::set_usual_ratios);
    let wanted = [("守信", 80, 1), ("警示", 15, 2), ("失信", 4, 2), ("严重失信", 2, 2), ("未评级", 2, 1)];
    assert_eq!(strata(&seal(&desk).unwrap()), wanted);
    // At most 5 % of 103 are five, and eight are drawn.
    let mut plan = desk.campaign().plan.clone();
    plan.ceiling = "5".into();
    desk.act(Act::EditPlan(Box::new(plan.clone()))).unwrap();
    let told = seal(&desk).unwrap_err();
    assert!(told.contains("合计抽8户") && told.contains("103户的5%至多5户") && told.contains("多出3户"), "{told}");
    // What it says to lower is enough.
    for (label, count) in [("警示", "1"), ("失信", "1"), ("严重失信", "1")] {
        assert!(told.contains(&format!("“{label}”由2户减为1户")), "{told}");
        let stratum = plan.strata.iter_mut().find(|s| s.label == label).unwrap();
        stratum.size = SizeDraft { by_count: true, value: count.into(), at_most: false };
    }
    desk.act(Act::EditPlan(Box::new(plan))).unwrap();
    assert_eq!(seal(&desk).unwrap().strata.iter().map(|s| s.sample).sum::<u32>(), 5);
    desk.seal(7).unwrap();
    desk.draw();
    assert_eq!(worklist(&desk.model, desk.campaign()).unwrap().businesses.len(), 5);
}

/// An item for 客运 and 危货 is for all their grades, and so is the department that has no other; the others inspect all.
#[test]
fn categories_and_grades_together() {
    let groups = [
        ("客运", "A", "", 10),
        ("客运", "C级", "", 4),
        ("危货", "d类", "", 3),
        ("普货", "", "", 5),
        ("站场", "A", "", 2),
        ("维修", "A", "", 2),
    ];
    let mut desk = desk(&groups, Some(StratifyBy::CategoryGrade), PlanDraft::set_usual_ratios);
    let seal = seal(&desk).unwrap();
    let wanted = [
        ("客运·A", 10, 1),
        ("客运·C", 4, 2),
        ("危货·D", 3, 3),
        ("普货·未评级", 5, 1),
        ("站场·A", 2, 1),
        ("维修·A", 2, 1),
    ];
    assert_eq!(strata(&seal), wanted);
    let police = seal.departments.iter().find(|d| d.name == "县公安局").unwrap();
    assert_eq!(police.strata.as_deref().unwrap(), ["客运·A", "客运·C", "危货·D"]);
    desk.seal(7).unwrap();
    desk.draw();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let items = |department: &str| -> Vec<(String, Vec<String>)> {
        let shares = list.businesses.iter().flat_map(|b| b.shares.iter().map(move |s| (b, s)));
        let own = shares.filter(|(_, s)| s.department == department);
        own.map(|(b, s)| (b.stratum.clone(), s.items.clone())).collect()
    };
    let police = items("县公安局");
    assert_eq!(police.len(), 6, "{police:?}");
    let own = vec!["客运和危货运输企业车辆及驾驶员管理".to_owned()];
    assert!(police.iter().all(|(stratum, items)| !stratum.starts_with("普货") && *items == own), "{police:?}");
    let safety = items("县安监局");
    let of = |stratum: &str| safety.iter().find(|(s, _)| s == stratum).map(|(_, items)| items.join("；"));
    assert_eq!(of("危货·D").unwrap(), "危险化学品运输企业安全生产监督检查");
    assert_eq!(of("站场·A").unwrap(), "各生产经营企业职业危害检查");
    assert_eq!(of("客运·A"), None);
}

#[test]
fn by_township_a_blank_one_is_of_its_own() {
    let desk = desk(&GRADES, Some(StratifyBy::Township), |_| {});
    let wanted = [("城关镇", 77, 8), ("宝丰镇", 20, 2), ("未填乡镇", 4, 1), ("陶乐镇", 2, 1)];
    assert_eq!(strata(&seal(&desk).unwrap()), wanted);
}

/// 103 at not more than 5 % are five, not six.
#[test]
fn at_most_is_cut_off() {
    let whole = |value: &str, at_most| {
        desk(&GRADES, None, |plan| plan.whole = SizeDraft { by_count: false, value: value.into(), at_most })
    };
    assert_eq!(strata(&seal(&whole("5", true)).unwrap()), [("全部", 103, 5)]);
    assert_eq!(strata(&seal(&whole("5", false)).unwrap()), [("全部", 103, 6)]);
    assert_eq!(strata(&seal(&whole("0.5", true)).unwrap()), [("全部", 103, 1)]);
    // Nothing at all is drawn: no seal (protocol §3).
    assert!(seal(&whole("0", true)).is_err());
}

/// The cells, the kinds and the values that would do.
fn problems(desk: &Desk) -> Vec<(Option<String>, ProblemCode, String, Vec<String>)> {
    let ready = check(&desk.model, desk.campaign(), desk.today());
    let findings = ready.businesses.unwrap().findings.clone();
    let all = (0..).map_while(|i| findings.problem(i));
    let own = [ProblemCode::UnknownGrade, ProblemCode::StratumOutsidePlan, ProblemCode::MissingColumn];
    all.filter(|p| own.contains(&p.code)).map(|p| (p.cell, p.code, p.message, p.choices)).collect()
}

#[test]
fn a_grade_that_is_not_known_is_told_and_never_unrated() {
    let groups = [("客运", "A", "", 3), ("客运", "红名单", "", 1), ("客运", "", "", 1)];
    let mut own = desk(&groups, Some(StratifyBy::Grade), |_| {});
    let told = problems(&own);
    let [(cell, code, message, choices)] = &told[..] else { panic!("{told:?}") };
    assert_eq!((cell.as_deref(), *code), (Some("D5"), ProblemCode::UnknownGrade));
    assert!(message.contains("认不出“红名单”是哪一级，没有当作未评级"), "{message}");
    assert_eq!(choices, &["A", "未评级"]);
    assert!(seal(&own).is_err());
    // The plan may know it.
    let mut plan = own.campaign().plan.clone();
    plan.add_stratum("红名单");
    own.act(Act::EditPlan(Box::new(plan.clone()))).unwrap();
    assert_eq!(problems(&own), []);
    assert_eq!(strata(&seal(&own).unwrap()), [("A", 3, 1), ("未评级", 1, 1), ("红名单", 1, 1)]);
    // And may lack one that is known.
    plan.strata.retain(|s| s.label != "未评级");
    own.act(Act::EditPlan(Box::new(plan))).unwrap();
    let told = problems(&own);
    assert_eq!((told[0].0.as_deref(), told[0].1), (Some("D6"), ProblemCode::StratumOutsidePlan));
    assert!(told[0].2.contains("没有“未评级”"), "{told:?}");

    let mut bare = Desk::with_samples(PlanDraft::pingluo());
    let text = "企业名称,注册号,类别\n平罗县甲公司,640200000000001,客运\n";
    let reading = read_businesses(text.as_bytes(), "b.csv").unwrap();
    bare.act(Act::TakeBusinesses(taken(Roster::of_list("b.csv".into(), Digest::of(text), reading)))).unwrap();
    for (by, column) in
        [(StratifyBy::Grade, "信用等级"), (StratifyBy::CategoryGrade, "信用等级"), (StratifyBy::Township, "管辖")]
    {
        let mut plan = bare.campaign().plan.clone();
        plan.departments.iter_mut().flat_map(|d| &mut d.items).for_each(|i| i.item.categories.clear());
        plan.stratify(Some(by), &[("客运·A".to_owned(), 1)]);
        bare.act(Act::EditPlan(Box::new(plan))).unwrap();
        let told = problems(&bare);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].1 == ProblemCode::MissingColumn && told[0].2.contains(column), "{told:?}");
    }
}

/// A choice of strata is one turn, taken back with the strata that were there.
#[test]
fn the_choice_of_strata_is_taken_back() {
    let mut desk = desk(&GRADES, Some(StratifyBy::Grade), |_| {});
    let before = desk.campaign().plan.clone();
    let turns = desk.campaign().plan_turns.done.len();
    let mut plan = before.clone();
    plan.stratify(
        Some(StratifyBy::Township),
        &strata_found(&desk.model, desk.campaign(), StratifyBy::Township).unwrap(),
    );
    desk.act(Act::EditPlan(Box::new(plan))).unwrap();
    for letter in ["1", "12", "12.", "12.5"] {
        let plan = PlanDraft { ceiling: letter.into(), ..desk.campaign().plan.clone() };
        desk.act(Act::EditPlan(Box::new(plan))).unwrap();
    }
    assert_eq!(desk.campaign().plan_turns.done.len(), turns + 2);
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan.ceiling, "");
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan, before);
    // It is stored, and read as it was.
    let stored: PlanDraft = serde_json::from_str(&serde_json::to_string(&before).unwrap()).unwrap();
    assert_eq!((stored.by, stored), (StratifyBy::Grade, before));
}

/// Another campaign of the same officers, its inspections from this day to that.
fn beside(mut desk: Desk, from: &str, to: &str) -> Desk {
    let own = desk.campaign().clone();
    let mut plan = own.plan.clone();
    plan.title = "另一次抽查".into();
    let stage = plan.stages.iter_mut().find(|s| s.name == "实施检查").unwrap();
    (stage.from, stage.to) = (from.into(), to.into());
    let create = Action::Create { id: "other".into(), at: at(50), plan: Box::new(plan) };
    desk.model = desk.model.apply(create).unwrap();
    let officers = own.officers.as_ref().unwrap();
    let roster = desk.model.officers(officers.blob).unwrap();
    let act = Act::TakeOfficers(taken((*roster).clone()));
    desk.model = desk.model.apply(Action::In { id: "other".into(), at: at(51), act }).unwrap();
    desk
}

#[test]
fn officers_drawn_elsewhere_are_told_while_the_days_overlap() {
    let drawn = Desk::with_samples(PlanDraft::pingluo());
    let mut drawn = drawn;
    drawn.seal(7).unwrap();
    drawn.draw();
    let list = worklist(&drawn.model, drawn.campaign()).unwrap();
    let sent = list.officers.len();
    let busy = |desk: &Desk| {
        let other = &desk.model.campaigns["other"];
        busy_officers(&desk.model, other, &check(&desk.model, other, desk.today()))
    };
    // The founding campaign inspects from 2018-12-10 to 12-20.
    for (from, to, told) in [
        ("2018-12-20", "2018-12-28", sent),
        ("2018-12-01", "2018-12-10", sent),
        ("2018-12-21", "2018-12-28", 0),
        ("2018-12-01", "2018-12-09", 0),
        ("", "", 0),
    ] {
        let found = busy(&beside(drawn.clone(), from, to));
        assert_eq!(found.len(), told, "{from} {to}");
        for officer in &found {
            assert_eq!(officer.campaign, drawn.campaign().plan.title);
            assert_eq!(officer.days, ("2018-12-10".parse().unwrap(), "2018-12-20".parse().unwrap()));
            assert!(list.officers.values().any(|o| o.name == officer.name && o.department == officer.department));
        }
    }
    // Of a campaign in the bin, or not drawn, nobody.
    let mut other = beside(drawn.clone(), "2018-12-12", "2018-12-12");
    other.model = other.model.apply(Action::Delete { id: crate::common::desk::ID.into(), at: at(55) }).unwrap();
    assert_eq!(busy(&other).len(), 0);
}
