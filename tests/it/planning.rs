//! Edits of 方案 are taken back and done again.

use crate::common::desk::{Desk, ID, at, taken};
use mingchou::model::EntityKind;
use mingchou::state::*;

fn edit(desk: &mut Desk, change: impl FnOnce(&mut PlanDraft)) {
    let mut plan = desk.campaign().plan.clone();
    change(&mut plan);
    desk.act(Act::EditPlan(Box::new(plan))).unwrap();
}

/// As a box dispatches it: a letter a time.
fn type_into(desk: &mut Desk, text: &str, field: impl Fn(&mut PlanDraft) -> &mut String) {
    for letter in text.chars() {
        edit(desk, |plan| field(plan).push(letter));
    }
}

fn turns(desk: &Desk) -> (usize, usize) {
    let turns = &desk.campaign().plan_turns;
    (turns.done.len(), turns.undone.len())
}

fn acts(desk: &Desk) -> Vec<&str> {
    desk.log().iter().map(|e| e.act.as_str()).collect()
}

#[test]
fn a_sentence_is_one_turn_and_each_row_one() {
    let mut desk = Desk::new(PlanDraft::blank());
    assert_eq!(turns(&desk), (0, 0));
    let mut plans = vec![desk.campaign().plan.clone()];
    type_into(&mut desk, "秋季抽查", |p| &mut p.title);
    plans.push(desk.campaign().plan.clone());
    edit(&mut desk, |p| p.add_department(""));
    plans.push(desk.campaign().plan.clone());
    type_into(&mut desk, "县公安局", |p| &mut p.departments[0].name);
    plans.push(desk.campaign().plan.clone());
    edit(&mut desk, |p| p.add_contributor(""));
    plans.push(desk.campaign().plan.clone());
    edit(&mut desk, |p| p.add_stage("", "", ""));
    plans.push(desk.campaign().plan.clone());
    let stage = desk.campaign().plan.stages[0].id;
    edit(&mut desk, |p| p.stages.retain(|s| s.id != stage));
    plans.push(desk.campaign().plan.clone());
    type_into(&mut desk, "年", |p| &mut p.title);
    let now = desk.campaign().plan.clone();
    assert_eq!(turns(&desk), (7, 0));
    for plan in plans.iter().rev() {
        desk.act(Act::UndoPlan).unwrap();
        assert_eq!(desk.campaign().plan, *plan);
    }
    assert_eq!(turns(&desk), (0, 7));
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan, plans[0], "there is nothing more");
    for plan in plans[1..].iter().chain([&now]) {
        desk.act(Act::RedoPlan).unwrap();
        assert_eq!(desk.campaign().plan, *plan);
    }
    assert_eq!(turns(&desk), (7, 0));
    assert_eq!(acts(&desk), [&["create"][..], &["plan"; 7], &["plan-undo"; 7], &["plan-redo"; 7]].concat());
    let said = |place: usize| desk.log()[place].said(&str::to_owned);
    assert_eq!([said(8), said(15)], ["撤销对方案的修改", "恢复对方案的修改"]);
    desk.check_log();
}

#[test]
fn what_was_undone_is_forgotten_after_another_edit() {
    let mut desk = Desk::new(PlanDraft::blank());
    type_into(&mut desk, "春季", |p| &mut p.title);
    edit(&mut desk, |p| p.add_department(""));
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(turns(&desk), (1, 1));
    // Typed after an undo it is a turn of its own.
    type_into(&mut desk, "抽查", |p| &mut p.title);
    assert_eq!(turns(&desk), (2, 0));
    desk.act(Act::RedoPlan).unwrap();
    assert_eq!(desk.campaign().plan.title, "春季抽查");
    assert_eq!(desk.campaign().plan.departments, []);
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan.title, "春季");
}

#[test]
fn typed_and_deleted_again_nothing_was_done() {
    let mut desk = Desk::new(PlanDraft::blank());
    edit(&mut desk, |p| p.add_department(""));
    type_into(&mut desk, "县", |p| &mut p.departments[0].name);
    edit(&mut desk, |p| p.departments[0].name.clear());
    assert_eq!(turns(&desk), (1, 0));
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan, PlanDraft::blank());
}

#[test]
fn two_fields_two_rows_and_two_choices_are_two_turns_each() {
    let mut desk = Desk::new(PlanDraft::pingluo());
    type_into(&mut desk, "甲乙", |p| &mut p.departments[0].name);
    type_into(&mut desk, "丙丁", |p| &mut p.departments[1].name);
    assert_eq!(turns(&desk), (2, 0));
    type_into(&mut desk, "戊己", |p| &mut p.departments[1].items[0].item.content);
    type_into(&mut desk, "庚辛", |p| &mut p.departments[1].items[0].item.basis);
    assert_eq!(turns(&desk), (4, 0));
    for mode in [Mode::PerBusiness, Mode::Teams] {
        edit(&mut desk, |p| p.mode = mode);
    }
    assert_eq!(turns(&desk), (6, 0));
    let ids: Vec<_> = desk.campaign().plan.departments.iter().map(|d| d.id).collect();
    for id in [ids[1], ids[0]] {
        edit(&mut desk, |p| p.set_lead(id));
    }
    assert_eq!(turns(&desk), (8, 0));
}

/// The name of a category takes the items that mention it with it; it is typed all the same.
#[test]
fn a_category_renamed_is_one_turn_with_the_items_that_mention_it() {
    let mut desk = Desk::new(PlanDraft::pingluo());
    let danger = desk.campaign().plan.strata[2].id;
    for name in ["危", "危险", "危险品"] {
        edit(&mut desk, |p| p.rename_stratum(danger, name));
    }
    let categories = |desk: &Desk| desk.campaign().plan.departments[1].items[0].item.categories.clone();
    assert_eq!(categories(&desk), ["客运", "危险品"]);
    assert_eq!(turns(&desk), (1, 0));
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(categories(&desk), ["客运", "危货"]);
    assert_eq!(desk.campaign().plan, PlanDraft::pingluo());
}

#[test]
fn what_a_roster_filled_in_is_taken_back_before_what_was_typed() {
    let mut desk = Desk::new(PlanDraft::blank());
    type_into(&mut desk, "抽查", |p| &mut p.title);
    let typed = desk.campaign().plan.clone();
    let samples = Desk::with_samples(PlanDraft::blank());
    let roster = samples.model.officers(samples.campaign().officers.as_ref().unwrap().blob).unwrap();
    desk.act(Act::TakeOfficers(taken((*roster).clone()))).unwrap();
    assert!(desk.campaign().plan.departments.len() > 1);
    assert_eq!(turns(&desk), (2, 0));
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan, typed);
    // Another one that fills in nothing is no turn.
    desk.act(Act::RedoPlan).unwrap();
    desk.act(Act::TakeOfficers(taken((*roster).clone()))).unwrap();
    assert_eq!(turns(&desk), (2, 0));
}

#[test]
fn taking_the_items_is_undone_and_done_again() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let before = desk.campaign().plan.clone();
    let mut after = before.clone();
    after.departments[0].items[0].item.way = "现场检查".into();
    after.add_department("县住建局");
    let take = |plan: &PlanDraft| Act::TakeItems {
        plan: Box::new(plan.clone()),
        changes: vec!["新增部门“县住建局”".into()],
    };
    desk.act(take(&after)).unwrap();
    edit(&mut desk, |p| p.title.push('！'));
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan, after);
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan, before);
    desk.act(Act::RedoPlan).unwrap();
    assert_eq!(desk.campaign().plan, after);
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(acts(&desk)[3..], ["items", "plan", "plan-undo", "items-undo", "items-redo", "items-undo"]);
    let told: Vec<_> = desk.log()[3..8].iter().map(|e| e.said(&str::to_owned)).collect();
    let import = ["导入附件7：新增部门“县住建局”", "修改方案", "撤销对方案的修改", "撤销导入附件7", "恢复导入附件7"];
    assert_eq!(told, import);
    desk.check_log();

    desk.seal(7).unwrap();
    assert_eq!(desk.act(Act::RedoPlan), Err(Refusal::SealedAlready), "a department more is no longer possible");
    assert_eq!(desk.campaign().plan, before);
    let mut wording = before.clone();
    wording.departments[0].items[0].item.way = "现场检查".into();
    desk.act(take(&wording)).unwrap();
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan, before);
}

#[test]
fn nothing_from_before_the_seal_is_undone_also_when_it_is_void() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    edit(&mut desk, |p| p.place = "会议室".into());
    edit(&mut desk, |p| p.stages.clear());
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(turns(&desk), (1, 1));
    desk.seal(7).unwrap();
    let sealed = desk.campaign().plan.clone();
    assert_eq!(turns(&desk), (0, 0));
    for act in [Act::UndoPlan, Act::RedoPlan] {
        assert_eq!(desk.act(act), Err(Refusal::SealedAlready));
    }
    // What the seal does not hold is edited, and that is undone.
    type_into(&mut desk, "二楼", |p| &mut p.place);
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan, sealed);
    desk.void("名单有误").unwrap();
    desk.act(Act::UndoPlan).unwrap();
    assert_eq!(desk.campaign().plan, sealed, "void, it can be edited again, not gone back behind");
}

/// What another window wrote, and what is read on taking over, has nothing to undo.
#[test]
fn what_is_read_from_storage_has_no_turns() {
    let mut desk = Desk::new(PlanDraft::blank());
    type_into(&mut desk, "抽查", |p| &mut p.title);
    let stored = || read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap();
    for read in [Action::Opened(vec![stored()]), Action::Stands(vec![stored()])] {
        let model = desk.model.apply(read).unwrap();
        assert_eq!(model.campaigns[ID].plan_turns, PlanUndoStack::default());
        let after = model.apply(Action::In { id: ID.into(), at: at(30), act: Act::UndoPlan }).unwrap();
        assert_eq!(after.campaigns[ID].plan.title, "抽查");
    }
}

#[test]
fn of_more_than_a_hundred_edits_the_oldest_are_forgotten() {
    let mut desk = Desk::new(PlanDraft::blank());
    for _ in 0..105 {
        let mut plan = desk.campaign().plan.clone();
        plan.add_contributor("");
        desk.act_on("2018-12-04", Act::EditPlan(Box::new(plan))).unwrap();
    }
    assert_eq!(turns(&desk), (100, 0));
    for _ in 0..105 {
        desk.act_on("2018-12-05", Act::UndoPlan).unwrap();
    }
    assert_eq!(desk.campaign().plan.contributors.len(), 5);
}

/// What a preset brings is for another year: nothing of 2018 but what nobody sees.
#[test]
fn the_preset_brings_no_number_and_no_days() {
    let plan = PlanDraft::transport();
    assert_eq!(plan.stages.len(), 5);
    assert!(!serde_json::to_string(&plan).unwrap().contains("2018"));
    assert_eq!(plan.sealed_part(), PlanDraft::pingluo().sealed_part());
    assert!(check_plan(&plan).is_ok());
    assert_eq!(past_stages(&plan, "2026-11-29".parse().unwrap()), []);
}

/// Opened on its day or years later, sealed or not, nothing of a demonstration is overdue; of a campaign with its days it is.
#[test]
fn nothing_of_a_demonstration_is_overdue() {
    use mingchou::course::DeadlineState::Overdue;
    let today = "2026-11-29".parse().unwrap();
    let plan = PlanDraft::demo(today);
    let days: Vec<_> = plan.stages.iter().map(|s| format!("{} {}", s.from, s.to)).collect();
    assert_eq!(days[..3], ["2026-11-24 2026-11-26", "2026-11-29 2026-12-04", "2026-12-06 2026-12-16"]);
    assert_eq!(past_stages(&plan, today), []);
    let later = "2031-01-01".parse().unwrap();
    let overdue = |plan: PlanDraft, on| {
        let desk = Desk::with_samples(plan);
        deadlines(&desk.model, desk.campaign(), None, on).iter().filter(|d| d.standing == Overdue).count()
    };
    assert_eq!([overdue(plan.clone(), today), overdue(plan.clone(), later)], [0, 0]);
    assert_eq!(overdue(PlanDraft { demo: false, ..plan }, later), 3);
}

#[test]
fn a_stage_that_ends_before_today_is_told_but_does_not_bar() {
    let mut plan = PlanDraft::pingluo();
    let told = |plan: &PlanDraft, today: &str| {
        past_stages(plan, today.parse().unwrap()).into_iter().map(|p| (p.field, p.message)).collect::<Vec<_>>()
    };
    assert_eq!(told(&plan, "2018-12-08"), [], "the plan was made before; the last day of 抽取 is one");
    let one = |plan: &PlanDraft, place: usize, message: &str| {
        (
            field("stage", plan.stages[place].id, "to"),
            format!("“{}”阶段{message}就结束了，早于今天，请核实日期", plan.stages[place].name),
        )
    };
    assert_eq!(told(&plan, "2018-12-21"), [one(&plan, 1, "2018年12月8日"), one(&plan, 2, "2018年12月20日")]);
    assert_eq!(told(&plan, "2026-11-29").len(), 4);
    plan.stages[2].to.clear();
    assert_eq!(told(&plan, "2018-12-21"), [one(&plan, 1, "2018年12月8日")]);
    assert!(check_plan(&plan).is_ok());
}

/// As the seal counts: by category, rounded up, without who was left out.
#[test]
fn the_numbers_on_top_are_those_of_the_seal() {
    use mingchou::roster::{Edit, Rows};
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let sealed = desk.sealing(7).unwrap().sealed;
    let count = |desk: &Desk| {
        let found = population(&desk.model, desk.campaign());
        (found.businesses, found.sample(&desk.campaign().plan), found.officers)
    };
    let sample: u32 = sealed.seal.strata.iter().map(|s| s.sample).sum();
    let (businesses, officers) = (sealed.businesses.len(), sealed.officers.officers.len());
    assert_eq!(count(&desk), (Some(businesses as u32), Some(sample), Some(officers as u32)));
    let plan = &desk.campaign().plan;
    assert_eq!((teams(plan), officers_needed(plan)), (Some(4), Some(40)));
    let roster = desk.model.businesses(desk.campaign().businesses.as_ref().unwrap().blob).unwrap();
    let rows = [roster.reading.rows.source(0).unwrap()].into_iter().collect();
    let mends = vec![Edit::ExcludeAll { rows, reason: "已注销".into() }];
    desk.act(Act::Mend { kind: EntityKind::Business, mends }).unwrap();
    assert_eq!(count(&desk).0, Some(businesses as u32 - 1));
    edit(&mut desk, |p| p.stratified = false);
    edit(&mut desk, |p| p.whole = SizeDraft { by_count: true, value: "１２".into(), at_most: false });
    assert_eq!(count(&desk).1, Some(12));
    edit(&mut desk, |p| p.mode = Mode::PerBusiness);
    let plan = &desk.campaign().plan;
    assert_eq!((teams(plan), officers_needed(plan)), (None, None));
    assert_eq!(count(&Desk::new(PlanDraft::pingluo())), (None, None, None));
}
