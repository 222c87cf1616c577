//! The log: what is one entry and what is several, and that none which anybody has seen is replaced.

use crate::common::desk::{Desk, ID, at, day, drawn};
use chrono::TimeDelta;
use mingchou::model::{Finding, Inspection, Settings, Stamp, Transfer};
use mingchou::state::*;

/// Types a result at the first business, so long after the campaign was begun.
fn inspect(desk: &mut Desk, after: TimeDelta, change: impl FnOnce(&mut Inspection)) {
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let business = list.businesses[0].key.clone();
    let conduct = &desk.campaign().current().unwrap().conduct;
    let mut inspection = conduct.inspections.get(&business).cloned().unwrap_or_default();
    change(&mut inspection);
    act_at(desk, at(0) + after, Act::Inspect { business, inspection: Box::new(inspection) });
}

fn act_at(desk: &mut Desk, at: Stamp, act: Act) {
    desk.model = desk.model.apply(Action::In { id: ID.into(), at, act }).unwrap();
}

/// How many entries of that act there are.
fn entries(desk: &Desk, act: &str) -> usize {
    desk.check_log();
    desk.log().iter().filter(|e| e.act == act).count()
}

/// As a page that is loaded anew reads it.
fn reload(desk: &mut Desk) {
    let text = write_campaign(desk.campaign()).unwrap();
    desk.model = desk.model.apply(Action::Opened(vec![read_campaign(&text).unwrap()])).unwrap();
}

const fn seconds(n: i64) -> TimeDelta {
    TimeDelta::seconds(3600 + n)
}

#[test]
fn typing_in_one_box_is_one_entry_for_some_minutes() {
    let (mut desk, _) = drawn();
    for (second, notes) in [(0, "轮"), (1, "轮胎"), (100, "轮胎磨"), (180, "轮胎磨损")] {
        inspect(&mut desk, seconds(second), |i| i.notes = notes.into());
        assert_eq!(entries(&desk, "inspect"), 1, "{notes}");
    }
    inspect(&mut desk, seconds(181), |i| i.notes = "轮胎磨损超限".into());
    assert_eq!(entries(&desk, "inspect"), 2, "too long after the entry was begun");
    inspect(&mut desk, seconds(182), |i| i.notes = "轮胎磨损超限，已换".into());
    assert_eq!(entries(&desk, "inspect"), 2);
    inspect(&mut desk, seconds(150), |i| i.notes = "钟倒走".into());
    assert_eq!(entries(&desk, "inspect"), 3, "a clock that goes back is not the same typing");
}

#[test]
fn another_box_and_another_business_begin_another_entry() {
    let (mut desk, list) = drawn();
    inspect(&mut desk, seconds(0), |i| i.notes = "一".into());
    inspect(&mut desk, seconds(1), |i| i.opinion = "无异议".into());
    assert_eq!(entries(&desk, "inspect"), 2);
    inspect(&mut desk, seconds(2), |i| i.notes = "一二".into());
    assert_eq!(entries(&desk, "inspect"), 3);
    let other = Inspection { notes: "一".into(), ..Inspection::default() };
    let business = list.businesses[1].key.clone();
    act_at(&mut desk, at(0) + seconds(3), Act::Inspect { business, inspection: Box::new(other) });
    assert_eq!(entries(&desk, "inspect"), 4);
    // A day is picked, not typed: each is an entry.
    inspect(&mut desk, seconds(4), |i| i.date = Some(day(3)));
    inspect(&mut desk, seconds(5), |i| i.date = None);
    assert_eq!(entries(&desk, "inspect"), 6);
}

/// A finding without words is not in the list: its first key makes it, its last takes it away.
#[test]
fn a_finding_is_one_entry_from_its_first_key() {
    let (mut desk, _) = drawn();
    let finding = |item: &str, problem: &str| Finding {
        department: "县公安局".into(),
        item: item.into(),
        problem: problem.into(),
        handling: String::new(),
    };
    for (second, problem) in [(0, "灯"), (1, "灯光"), (2, "灯光不亮")] {
        inspect(&mut desk, seconds(second), |i| i.findings = vec![finding("车辆", problem)]);
    }
    assert_eq!(entries(&desk, "inspect"), 1);
    inspect(&mut desk, seconds(3), |i| i.findings.push(finding("人员", "缺")));
    assert_eq!(entries(&desk, "inspect"), 2);
}

#[test]
fn what_was_seen_elsewhere_stays_in_the_log() {
    let (mut desk, _) = drawn();
    inspect(&mut desk, seconds(0), |i| i.result = "未发现问题".into());
    // Six days later, by the same page.
    inspect(&mut desk, TimeDelta::days(6), |i| i.result = "发现问题已责令改正".into());
    assert_eq!(entries(&desk, "inspect"), 2);
    // By a page that was loaded anew.
    reload(&mut desk);
    inspect(&mut desk, TimeDelta::days(6), |i| i.result = "不配合检查情节严重".into());
    assert_eq!(entries(&desk, "inspect"), 3);
    // After another window or a backup has it.
    desk.model = desk.model.apply(Action::Settle).unwrap();
    inspect(&mut desk, TimeDelta::days(6), |i| i.result = "未发现问题".into());
    assert_eq!(entries(&desk, "inspect"), 4);
    let said: Vec<_> = desk.log().iter().rev().take(4).map(|e| e.detail["result"].clone()).collect();
    assert_eq!(said, ["未发现问题", "不配合检查情节严重", "发现问题已责令改正", "未发现问题"]);
}

#[test]
fn the_plan_and_the_settings_are_told_box_by_box() {
    let mut desk = Desk::new(PlanDraft::blank());
    let edit = |desk: &mut Desk, second, change: fn(&mut PlanDraft)| {
        let mut plan = desk.campaign().plan.clone();
        change(&mut plan);
        act_at(desk, at(0) + seconds(second), Act::EditPlan(Box::new(plan)));
    };
    edit(&mut desk, 0, |p| p.title = "甲".into());
    edit(&mut desk, 1, |p| p.title = "甲乙".into());
    assert_eq!(entries(&desk, "plan"), 1);
    edit(&mut desk, 2, |p| p.basis = "依据".into());
    edit(&mut desk, 3, |p| p.title = "甲乙丙".into());
    assert_eq!(entries(&desk, "plan"), 3);
    let settle = |desk: &mut Desk, second, change: fn(&mut Settings)| {
        let mut settings = desk.campaign().settings.clone();
        change(&mut settings);
        act_at(desk, at(0) + seconds(second), Act::EditSettings(Box::new(settings)));
    };
    settle(&mut desk, 10, |s| s.publish_within = 1);
    settle(&mut desk, 11, |s| s.publish_within = 12);
    assert_eq!(entries(&desk, "settings"), 1);
    settle(&mut desk, 12, |s| s.contact = "张".into());
    assert_eq!(entries(&desk, "settings"), 2);
}

/// What is entered in a dialog and confirmed is an act each time.
#[test]
fn transfers_answers_and_closings_are_never_replaced() {
    let (mut desk, list) = drawn();
    let business = list.businesses[0].key.clone();
    let mut transfer = Transfer {
        id: 0,
        business: business.clone(),
        problem: "无证".into(),
        from: "县公安局".into(),
        to: "县运管所".into(),
        on: day(3),
        due: None,
        answer: String::new(),
        answered: None,
        closed: None,
    };
    act_at(&mut desk, at(0) + seconds(0), Act::Transfer(Box::new(transfer.clone())));
    transfer.id = 1;
    for (second, problem) in [(1, "无证经营"), (2, "无证经营两车")] {
        transfer.problem = problem.into();
        act_at(&mut desk, at(0) + seconds(second), Act::Transfer(Box::new(transfer.clone())));
    }
    assert_eq!(entries(&desk, "transfer"), 3);
    for (second, answer) in [(3, "已收"), (4, "已立案")] {
        act_at(&mut desk, at(0) + seconds(second), Act::Answer { id: 1, answer: answer.into(), on: None });
    }
    assert_eq!(entries(&desk, "answer"), 2);
    inspect(&mut desk, seconds(5), |i| {
        (i.date, i.result) = (Some(day(3)), "未发现问题".into());
    });
    for (second, on) in [(6, Some(day(3))), (7, None)] {
        act_at(&mut desk, at(0) + seconds(second), Act::Close { business: business.clone(), on });
    }
    assert_eq!(entries(&desk, "close"), 2);
}
