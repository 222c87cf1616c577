//! The course of a campaign after its draw, through the same actions that the pages dispatch.

use crate::common::desk::{Desk, day, drawn};
use chrono::NaiveDate;
use mingchou::course::{
    Deadline, DeadlineState, Lapsed, Matter, Summary, WorklistItem, compared, corrections_of, discrepancies, ics,
    lapsed, lapsed_told, to_publish_again,
};
use mingchou::forms::{PackPart, chosen, pack_parts};
use mingchou::model::{Conduct, EntityKind, Finding, Inspection, Settings, Status, Transfer};
use mingchou::roster::{Edit, Field, Rows};
use mingchou::route::Whose;
use mingchou::state::*;

fn found(result: &str) -> Inspection {
    Inspection { date: Some(day(3)), result: result.into(), ..Inspection::default() }
}

fn inspect(business: &str, inspection: Inspection) -> Act {
    Act::Inspect { business: business.into(), inspection: Box::new(inspection) }
}

fn publish(businesses: &[&str]) -> Act {
    Act::Publish {
        on: day(3),
        place: "县政府网站".into(),
        businesses: businesses.iter().map(|b| (*b).into()).collect(),
    }
}

fn replace(kind: EntityKind, team: u32, out: &str) -> Act {
    let (out, reason, approved_by) = (out.into(), "已注销".into(), "李主任".into());
    Act::Substitute(Box::new(Replace { kind, team, out, reason, approved_by }))
}

fn said(result: Result<(), Refusal>) -> String {
    result.unwrap_err().to_string()
}

fn acts(desk: &Desk) -> Vec<String> {
    desk.log().iter().map(|e| e.act.clone()).collect()
}

#[test]
fn the_list_says_who_inspects_what() {
    let (desk, list) = drawn();
    assert_eq!(list.businesses.len(), 11);
    assert!(list.businesses.iter().map(|b| b.number).eq(1..=11));
    let outcome = desk.record().attempts[0].outcome.clone().unwrap();
    assert!(list.businesses.iter().map(|b| &b.key).eq(&outcome.businesses));
    for b in &list.businesses {
        // 县安监局 has items for 危货, 站场 and 维修 only, 县公安局 for 客运 and 危货 (domain §1).
        let names: Vec<_> = b.shares.iter().map(|s| s.department.as_str()).collect();
        let mut expected = vec!["县交通运输局", "县公安局", "县安监局", "县市场监管局", "县运管所"];
        expected.retain(|d| match *d {
            "县公安局" => ["客运", "危货"].contains(&b.stratum.as_str()),
            "县安监局" => ["危货", "站场", "维修"].contains(&b.stratum.as_str()),
            _ => true,
        });
        assert_eq!(names, expected, "{}", b.stratum);
        for share in &b.shares {
            let team = outcome.teams.iter().find(|t| t.number == b.team).unwrap();
            assert!(share.officers.iter().map(|o| &o.key).eq(team.officers_of(&share.department)));
            assert!(share.officers.iter().all(|o| !o.name.is_empty()));
        }
        assert_eq!(b.code, b.key, "the sample's codes are right");
        assert!(b.address.starts_with("宁夏"), "{}", b.address);
    }
    let safety = list.businesses.iter().find(|b| b.stratum == "危货").unwrap();
    let items = &safety.shares.iter().find(|s| s.department == "县安监局").unwrap().items;
    assert_eq!(*items, ["危险化学品运输企业安全生产监督检查"], "职业危害 is for 站场 and 维修");
}

#[test]
fn an_inspection_is_entered_and_what_can_not_be_is_refused() {
    let (mut desk, list) = drawn();
    let key = list.businesses[0].key.as_str();
    let of = format!("“{}”（{key}）的", list.businesses[0].name);
    let early = Inspection { date: Some(NaiveDate::from_ymd_opt(2018, 12, 2).unwrap()), ..Inspection::default() };
    assert_eq!(
        said(desk.act(inspect(key, early))),
        format!("{of}检查日期2018-12-02早于抽取日期2018-12-03，请改正日期")
    );
    let late = Inspection { date: Some(day(4)), ..Inspection::default() };
    assert_eq!(said(desk.act(inspect(key, late))), format!("{of}检查日期2018-12-04还没有到，请改正日期"));
    let told = said(desk.act(inspect("91", found("未发现问题"))));
    assert_eq!(told, "“91”不在检查名单中：没有抽中，或者已被替补换下。请查看名称和代码");
    assert!(desk.campaign().current().unwrap().conduct.inspections.is_empty());
    desk.act(inspect(key, found("未发现问题"))).unwrap();
    assert_eq!(desk.campaign().current().unwrap().conduct.status(key), Status::Inspected);
    // All or none.
    let many = vec![(list.businesses[1].key.clone(), found("未发现问题")), ("91".into(), found("未发现问题"))];
    assert!(desk.act(Act::InspectMany(many)).is_err());
    assert_eq!(desk.campaign().current().unwrap().conduct.inspections.len(), 1);
    // Emptied again: nothing was entered.
    desk.act(inspect(key, Inspection::default())).unwrap();
    assert_eq!(desk.campaign().current().unwrap().conduct.status(key), Status::Waiting);
    assert!(!desk.campaign().current().unwrap().conduct.inspections.contains_key(key));
    desk.check_log();
}

#[test]
fn nothing_is_inspected_before_the_draw() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    assert_eq!(desk.act(inspect("x", found("未发现问题"))), Err(Refusal::NotSealed));
    desk.seal(7).unwrap();
    assert_eq!(desk.act(inspect("x", found("未发现问题"))), Err(Refusal::NotDrawn));
    assert_eq!(worklist(&desk.model, desk.campaign()).unwrap_err(), Refusal::NotDrawn);
}

#[test]
fn entries_are_undone_and_done_again_a_sentence_at_once() {
    let (mut desk, list) = drawn();
    let key = list.businesses[0].key.clone();
    let now = |desk: &Desk| desk.campaign().current().unwrap().conduct.inspections.get(&key).cloned();
    desk.act(inspect(&key, found("未发现问题"))).unwrap();
    for notes in ["电", "电话", "电话已通知"] {
        desk.act(inspect(&key, Inspection { notes: notes.into(), ..found("未发现问题") })).unwrap();
    }
    let problem = |problem: &str| Finding {
        department: "县公安局".into(),
        item: "x".into(),
        problem: problem.into(),
        handling: String::new(),
    };
    let whole = Inspection {
        notes: "电话已通知".into(),
        findings: vec![problem("证照过期"), problem(" ")],
        ..found("未发现问题")
    };
    desk.act(inspect(&key, whole)).unwrap();
    assert_eq!(now(&desk).unwrap().findings, [problem("证照过期")], "a finding without words is none");
    desk.act(Act::UndoInspect).unwrap();
    assert_eq!(now(&desk).unwrap().notes, "电话已通知");
    assert_eq!(now(&desk).unwrap().findings, []);
    desk.act(Act::UndoInspect).unwrap();
    assert_eq!(now(&desk), Some(found("未发现问题")), "the sentence went at once");
    desk.act(Act::UndoInspect).unwrap();
    assert_eq!(now(&desk), None);
    desk.act(Act::UndoInspect).unwrap();
    for _ in 0..3 {
        desk.act(Act::RedoInspect).unwrap();
    }
    assert_eq!(now(&desk).unwrap().findings, [problem("证照过期")]);
    // The result, the sentence and the finding are an entry of the log each; so is each undo.
    let acts = acts(&desk);
    assert_eq!(acts.iter().filter(|a| *a == "inspect").count(), 3);
    assert_eq!(acts.iter().filter(|a| *a == "inspect-undo").count(), 3);
    desk.check_log();
    // What can be undone is not stored.
    let back = read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap();
    assert_eq!(back.current().unwrap().conduct, desk.campaign().current().unwrap().conduct);
    assert_eq!(back.current().unwrap().turns, UndoStack::default());
}

#[test]
fn what_is_published_changes_by_a_recorded_correction_only() {
    let (mut desk, list) = drawn();
    let [a, b] = [&list.businesses[0], &list.businesses[1]];
    desk.act(inspect(&a.key, found("未发现问题"))).unwrap();
    let told = said(desk.act(publish(&[&a.key, &b.key])));
    assert_eq!(told, format!("没有标记公示，因为其中有1户不能公示：“{}”（{}）待检查", b.name, b.key));
    desk.act(publish(&[&a.key, &a.key])).unwrap();
    let conduct = |desk: &Desk| desk.campaign().current().unwrap().conduct.clone();
    assert_eq!(conduct(&desk).publications[0].businesses, std::slice::from_ref(&a.key));
    assert_eq!(conduct(&desk).status(&a.key), Status::Closed);
    assert!(said(desk.act(publish(&[&a.key]))).contains("已完结"));
    let changed = found("发现问题已责令改正");
    assert!(said(desk.act(inspect(&a.key, changed.clone()))).contains("已经公示，不能直接修改"));
    desk.act(Act::UndoInspect).unwrap();
    assert_eq!(conduct(&desk).inspections[&a.key], found("未发现问题"), "nothing to undo once it is published");
    let amend = |business: &str, inspection: &Inspection, reason: &str| {
        let (business, inspection) = (business.to_owned(), inspection.clone());
        Act::Amend(Box::new(Amend { business, inspection, reason: reason.into(), approved_by: "李主任".into() }))
    };
    assert_eq!(desk.act(amend(&a.key, &changed, "")), Err(Refusal::Required("更正的理由")));
    assert!(said(desk.act(amend(&b.key, &changed, "录错"))).contains("还没有公示"));
    assert!(said(desk.act(amend(&a.key, &found("未发现问题"), "录错"))).contains("没有改动"));
    desk.act(amend(&a.key, &changed, "录错")).unwrap();
    assert_eq!(conduct(&desk).inspections[&a.key], changed);
    assert_eq!(*conduct(&desk).corrections[0].was, found("未发现问题"));
    let settings = Settings::default();
    let again = |desk: &Desk| {
        let conduct = conduct(desk);
        let all: Vec<String> =
            to_publish_again(&list, &conduct, &settings).iter().map(|c| c.business.key.clone()).collect();
        let told: Vec<String> = discrepancies(&list, &conduct, &settings).iter().map(ToString::to_string).collect();
        let of_it = |t: &String| t.contains("更正之后还没有重新公示") || t.contains("批公示中重复出现");
        (all, told.into_iter().filter(of_it).collect::<Vec<_>>())
    };
    let open = (vec![a.key.clone()], vec![format!("“{}”（{}）更正之后还没有重新公示", a.name, a.key)]);
    assert_eq!(again(&desk), open);
    let c = conduct(&desk);
    let told: Vec<_> = corrections_of(&c, &a.key)
        .into_iter()
        .flat_map(|(_, was, now)| compared(&list, a, was, now))
        .map(|c| c.sentence())
        .collect();
    assert_eq!(told, ["检查结果：“未发现问题”→“发现问题已责令改正”"]);
    // Published again, it is open no more, and no batch is doubled; that batch withdrawn, it is open again.
    desk.act(publish(&[&a.key])).unwrap();
    assert_eq!(again(&desk), (vec![], vec![]));
    assert!(said(desk.act(publish(&[&a.key]))).contains("不能公示"), "once");
    let back_again = Act::Unpublish { batch: 1, reason: "没有上传".into(), approved_by: "李主任".into() };
    desk.act(back_again).unwrap();
    assert_eq!(again(&desk), open);
    // Put back to what was published, there is nothing to publish; neither is there where only a note changed.
    desk.act(amend(&a.key, &found("未发现问题"), "原来的对")).unwrap();
    assert_eq!(again(&desk), (vec![], vec![]));
    desk.act(amend(&a.key, &Inspection { notes: "复查".into(), ..found("未发现问题") }, "补记")).unwrap();
    assert_eq!(again(&desk), (vec![], vec![]));
    let c = conduct(&desk);
    let pairs: Vec<_> =
        corrections_of(&c, &a.key).into_iter().map(|(i, was, now)| (i, &*was.result, &*now.result)).collect();
    assert_eq!(pairs[..2], [(0, "未发现问题", "发现问题已责令改正"), (1, "发现问题已责令改正", "未发现问题")]);
    let stored = read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap();
    assert_eq!(stored.current().unwrap().conduct, c);
    // Marked by mistake: taken back in the open, and 待公示 again.
    let back = |batch| Act::Unpublish { batch, reason: "尚未上传".into(), approved_by: "李主任".into() };
    assert!(said(desk.act(back(1))).contains("没有这一批公示"));
    desk.act(back(0)).unwrap();
    assert_eq!(conduct(&desk).status(&a.key), Status::Inspected);
    assert_eq!(desk.log().last().unwrap().detail["batch"]["place"], "县政府网站");
    desk.check_log();
}

#[test]
fn a_problem_is_handed_on_answered_and_closed() {
    let (mut desk, list) = drawn();
    let key = list.businesses[0].key.clone();
    let transfer = |id, to: &str| {
        Act::Transfer(Box::new(Transfer {
            id,
            business: key.clone(),
            problem: "无证经营".into(),
            from: "县运管所".into(),
            to: to.into(),
            on: day(3),
            due: Some(day(20)),
            answer: "x".into(),
            answered: Some(day(3)),
            closed: Some(day(3)),
        }))
    };
    assert_eq!(desk.act(transfer(0, "")), Err(Refusal::Required("接收单位")));
    assert!(said(desk.act(transfer(4, "县公安局"))).contains("没有第4号移送"));
    desk.act(transfer(0, "县公安局")).unwrap();
    desk.act(transfer(1, "县文旅局")).unwrap();
    desk.act(inspect(&key, Inspection { follow_up: "抄告其他部门".into(), ..found("发现问题待后续处理") })).unwrap();
    desk.act(publish(&[&key])).unwrap();
    let conduct = |desk: &Desk| desk.campaign().current().unwrap().conduct.clone();
    let kept = conduct(&desk).transfers;
    assert_eq!((kept.len(), kept[0].id, kept[0].to.as_str()), (1, 1, "县文旅局"));
    assert_eq!((kept[0].answer.as_str(), kept[0].closed), ("", None), "an answer is an act of its own");
    desk.act(Act::Close { business: key.clone(), on: Some(day(3)) }).unwrap();
    assert_eq!(conduct(&desk).status(&key), Status::Published, "a transfer is open");
    let answer = |answer: &str, on| Act::Answer { id: 1, answer: answer.into(), on };
    let close = |on| Act::CloseTransfer { id: 1, on };
    let due = |desk: &Desk| {
        let all = deadlines(&desk.model, desk.campaign(), Some(&list), day(28));
        all.into_iter().find(|d| d.matter == Matter::Transfer(1)).unwrap().standing
    };
    assert!(said(desk.act(close(Some(day(3))))).contains("先登记答复，再办结"));
    assert!(said(desk.act(answer("已立案", Some(day(4))))).contains("答复日期2018-12-04还没有到"));
    assert_eq!(due(&desk), DeadlineState::Overdue);
    desk.act(answer("已立案", Some(day(3)))).unwrap();
    assert_eq!(due(&desk), DeadlineState::Done, "the answer came in time");
    assert_eq!(conduct(&desk).status(&key), Status::Published, "answered is not ended");
    assert!(said(desk.act(close(Some(day(4))))).contains("办结日期2018-12-04还没有到"));
    let too_early = NaiveDate::from_ymd_opt(2018, 12, 2);
    assert!(said(desk.act(close(too_early))).contains("办结日期2018-12-02早于答复日期2018-12-03"));
    desk.act(close(Some(day(3)))).unwrap();
    assert_eq!(conduct(&desk).status(&key), Status::Closed);
    assert!(said(desk.act(answer(" ", None))).contains("已经办结的移送不能没有"));
    let who = |_: &str| "某公司".to_owned();
    let told: Vec<_> = desk.log().iter().rev().take(2).map(|e| e.said(&who)).collect();
    assert_eq!(told, ["第1号移送于2018-12-03办结", "第1号移送的答复：已立案，2018-12-03答复"]);
    assert!(said(desk.act(transfer(1, "县公安局"))).contains("已经办结"));
    desk.act(Act::Close { business: key.clone(), on: None }).unwrap();
    assert_eq!(conduct(&desk).status(&key), Status::Published);
}

/// A transfer that was entered by mistake goes with its reason; its number is not given to another.
#[test]
fn a_transfer_is_withdrawn_and_its_number_with_it() {
    let (mut desk, list) = drawn();
    let key = list.businesses[0].key.clone();
    let transfer = |problem: &str| {
        let (problem, from, to) = (problem.into(), "县运管所".into(), "县公安局".into());
        let (answer, answered, closed) = (String::new(), None, None);
        Act::Transfer(Box::new(Transfer {
            id: 0,
            business: key.clone(),
            problem,
            from,
            to,
            on: day(3),
            due: None,
            answer,
            answered,
            closed,
        }))
    };
    let withdraw = |id, reason: &str, by: &str| Act::Withdraw { id, reason: reason.into(), approved_by: by.into() };
    let ids =
        |desk: &Desk| desk.campaign().current().unwrap().conduct.transfers.iter().map(|t| t.id).collect::<Vec<_>>();
    desk.act(inspect(&key, found("发现问题待后续处理"))).unwrap();
    desk.act(publish(&[&key])).unwrap();
    desk.act(transfer("无证经营")).unwrap();
    // The same to the same, while it is open: however it is spaced.
    let told = said(desk.act(transfer("无证 经营")));
    assert!(told.contains("已经移送给同一个单位（第1号移送，还没有办结）"), "{told}");
    desk.act(transfer("超载")).unwrap();
    assert_eq!(desk.act(withdraw(2, " ", "马局长")), Err(Refusal::Required("撤回的理由")));
    assert_eq!(desk.act(withdraw(2, "重复登记", "")), Err(Refusal::Required("批准人")));
    assert!(said(desk.act(withdraw(3, "重复登记", "马局长"))).contains("没有第3号移送"));
    assert_eq!(desk.campaign().current().unwrap().conduct.status(&key), Status::Published);
    desk.act(withdraw(2, "重复登记", "马局长")).unwrap();
    assert_eq!(ids(&desk), [1]);
    desk.act(transfer("超载")).unwrap();
    assert_eq!(ids(&desk), [1, 3]);
    for id in [1, 3] {
        desk.act(withdraw(id, "移错单位", "马局长")).unwrap();
    }
    assert_eq!(desk.campaign().current().unwrap().conduct.status(&key), Status::Closed, "nothing is open");
    let entry = desk.campaign().log.last().unwrap();
    let who = |_: &str| "某公司".to_owned();
    assert_eq!(entry.said(&who), "撤回第3号移送（某公司，移送县公安局）：移错单位（批准人：马局长）");
    assert_eq!(
        (entry.act.as_str(), &entry.detail["transfer"]["to"], &entry.detail["reason"]),
        ("withdraw", &"县公安局".into(), &"移错单位".into())
    );
    desk.check_log();
}

#[test]
fn a_business_that_was_inspected_is_not_substituted_and_one_that_left_is_not_inspected() {
    let (mut desk, list) = drawn();
    let [a, b] = [&list.businesses[0], &list.businesses[1]];
    desk.act(inspect(&a.key, found("未发现问题"))).unwrap();
    assert!(said(desk.act(replace(EntityKind::Business, a.team, &a.key))).contains("已经录入检查情况，不能再替补"));
    desk.act(replace(EntityKind::Business, b.team, &b.key)).unwrap();
    assert!(said(desk.act(inspect(&b.key, found("未发现问题")))).contains("不在检查名单中"));
    let now = worklist(&desk.model, desk.campaign()).unwrap();
    let incoming = &now.businesses[1];
    assert!(incoming.came_in && incoming.stratum == b.stratum && incoming.team == b.team);
    desk.act(inspect(&incoming.key, found("未发现问题"))).unwrap();
    // An officer who left stays known to have been of the team.
    let officer = now.businesses[0].officers().next().unwrap().clone();
    desk.act(replace(EntityKind::Officer, a.team, &officer.key)).unwrap();
    let now = worklist(&desk.model, desk.campaign()).unwrap();
    assert!(now.businesses[0].officers().all(|o| o.key != officer.key));
    assert!(now.officers[&officer.key].teams.contains(&a.team));
    // A void attempt keeps what was found; the next begins with nothing.
    desk.void("名录有误").unwrap();
    assert_eq!(desk.campaign().attempts[0].conduct.inspections.len(), 2);
    assert_eq!(desk.act(inspect(&a.key, found("未发现问题"))), Err(Refusal::NotSealed));
}

#[test]
fn settings_change_at_any_time_and_typing_is_one_entry() {
    let (mut desk, _) = drawn();
    for publish_within in [2, 20] {
        let settings = Settings { publish_within, ..desk.campaign().settings.clone() };
        desk.act(Act::EditSettings(Box::new(settings))).unwrap();
    }
    assert_eq!(desk.campaign().settings.publish_within, 20);
    assert_eq!(acts(&desk).iter().filter(|a| *a == "settings").count(), 1);
}

/// The dates of domain §1 and §6: inspected on 12-20, published by 2019-01-04, after the campaign's end on 12-31;
/// materials by 01-10.
#[test]
fn what_is_due_and_when() {
    let (mut desk, list) = drawn();
    let due = |desk: &Desk, today: &str| deadlines(&desk.model, desk.campaign(), Some(&list), today.parse().unwrap());
    let told = |d: &Deadline| format!("{} {}{} {}", d.due, d.what(), d.whom, d.standing.title());
    let all: Vec<_> = due(&desk, "2018-12-03").iter().map(told).collect();
    assert_eq!(
        all,
        [
            "2018-11-30 “制定工作方案”阶段结束 已完成",
            "2018-12-08 “抽取”阶段结束 已完成",
            "2018-12-20 “实施检查”阶段结束 未到期",
            "2018-12-31 “公示”阶段结束 未到期",
            "2018-12-31 “总结”阶段结束 未到期",
            "2019-01-10 向牵头部门报送总结材料各部门 未到期",
        ]
    );
    let key = &list.businesses[4].key;
    let found = Inspection { date: Some(day(20)), ..found("未发现问题") };
    desk.act_on("2018-12-20", inspect(key, found)).unwrap();
    let publication = |desk: &Desk, today: &str| {
        due(desk, today).into_iter().find(|d| d.matter == Matter::Publication(key.clone())).unwrap()
    };
    let one = publication(&desk, "2018-12-20");
    assert_eq!((one.due.to_string().as_str(), one.estimated, one.after_end), ("2019-01-04", false, true));
    assert_eq!(one.whom, list.businesses[4].name);
    // 12-29 is worked, 12-30 to 01-01 are not: 12-28, 12-29, 01-02, 01-03, 01-04.
    for (today, standing) in [
        ("2018-12-28", DeadlineState::Open),
        ("2018-12-29", DeadlineState::Soon),
        ("2019-01-04", DeadlineState::Soon),
        ("2019-01-05", DeadlineState::Overdue),
    ] {
        assert_eq!(publication(&desk, today).standing, standing, "{today}");
    }
    assert_eq!(
        due(&desk, "2019-01-11").last().unwrap().standing,
        DeadlineState::Passed,
        "not kept whether it was done"
    );
    let publish =
        |on: &str| Act::Publish {
            on: on.parse().unwrap(), place: "县政府网站".into(), businesses: vec![key.clone()]
        };
    let mut late = Desk::clone(&desk);
    late.act_on("2019-01-07", publish("2019-01-07")).unwrap();
    assert_eq!(publication(&late, "2019-01-08").standing, DeadlineState::DoneLate);
    desk.act_on("2018-12-25", publish("2018-12-25")).unwrap();
    assert_eq!(publication(&desk, "2019-01-08").standing, DeadlineState::Done);
    let stage =
        |all: &[Deadline], name: &str| all.iter().find(|d| d.matter == Matter::Stage(name.into())).unwrap().standing;
    assert_eq!(stage(&due(&desk, "2018-12-21"), "实施检查"), DeadlineState::Overdue, "ten are not inspected");
    // On the start page neither the rosters nor the outcome are in memory: what was sealed says how many were drawn.
    let unread = deadlines(&Model::default(), desk.campaign(), None, day(21));
    assert_eq!(stage(&unread, "实施检查"), DeadlineState::Overdue);
    let bare = deadlines(&desk.model, desk.campaign(), None, day(21));
    assert_eq!(stage(&bare, "实施检查"), DeadlineState::Overdue);
    let rest = list.businesses.iter().map(|b| &b.key).filter(|k| *k != key);
    let mut done = desk.clone();
    for key in rest {
        done.act_on(
            "2018-12-21",
            inspect(key, Inspection { date: Some(day(21)), result: "未发现问题".into(), ..Inspection::default() }),
        )
        .unwrap();
    }
    let bare_done = deadlines(&done.model, done.campaign(), None, day(21));
    assert_eq!((stage(&bare_done, "实施检查"), stage(&bare_done, "公示")), (DeadlineState::Done, DeadlineState::Open));
    let unnamed = bare.iter().find(|d| matches!(d.matter, Matter::Publication(_))).unwrap();
    assert_eq!(unnamed.whom, "", "a business is not named by its key");
    let stamp = mingchou::model::Stamp::parse_from_rfc3339("2018-12-21T09:00:00+08:00").unwrap();
    let text = ics("a1", "抽查", &due(&desk, "2018-12-21"), stamp);
    let days = text.lines().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"));
    assert!(days.eq(["20181231", "20181231", "20190110"]), "neither what is done nor what has passed: {text}");
}

/// Counted by hand: of the eleven, the first four are inspected, the first three published, of which the third waits
/// for its follow-up.
#[test]
fn the_summary_counts_what_the_list_has() {
    let (mut desk, list) = drawn();
    let keys: Vec<_> = list.businesses.iter().map(|b| b.key.clone()).collect();
    let on = |d, result: &str| Inspection { date: Some(day(d)), result: result.into(), ..Inspection::default() };
    let handed_on = Inspection {
        follow_up: "抄告其他部门".into(),
        findings: vec![Finding {
            department: "县交通运输局".into(),
            item: "客运、货运及运输站场监督检查".into(),
            problem: "动态监控不在线".into(),
            handling: "限期整改".into(),
        }],
        ..on(12, "发现问题待后续处理")
    };
    let many = vec![
        (keys[0].clone(), on(11, "未发现问题")),
        (keys[1].clone(), on(11, "未发现问题")),
        (keys[2].clone(), handed_on),
        (keys[3].clone(), on(13, "当场改正")),
        (keys[4].clone(), Inspection { notes: "门锁着".into(), ..Inspection::default() }),
    ];
    desk.act_on("2018-12-14", Act::InspectMany(many)).unwrap();
    let batch = |on: &str, keys: &[String]| Act::Publish {
        on: on.parse().unwrap(),
        place: "县政府网站".into(),
        businesses: keys.to_vec(),
    };
    desk.act_on("2018-12-14", batch("2018-12-13", &keys[..1])).unwrap();
    desk.act_on("2018-12-14", batch("2018-12-14", &keys[1..3])).unwrap();
    let conduct = desk.campaign().current().unwrap().conduct.clone();
    let settings = Settings::default();
    let s = Summary::new(&list, &conduct, &settings);
    let t = &s.total;
    assert_eq!((t.listed, t.inspected, t.published, t.closed), (11, 4, 3, 2));
    assert_eq!((t.completion().as_str(), t.closing().as_str()), ("27.3%", "66.7%"));
    assert_eq!(t.statuses, [6, 1, 1, 1, 2]);
    assert_eq!(s.results.len(), 11, "ten of the settings, and 当场改正");
    assert_eq!(s.results[10], "当场改正");
    assert_eq!(t.results, [2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]);
    assert_eq!(t.follow_ups, [0, 0, 0, 1, 0]);
    // 2 + 4 + 1 + 1 + 3 were drawn; the lead inspects all of them.
    assert!(s.by_category.iter().map(|t| t.listed).eq([2, 4, 1, 1, 3]));
    assert!(s.by_department.iter().map(|t| t.listed).eq([11, 3, 5, 11, 11]));
    for rows in [&s.by_category, &s.by_team] {
        let sum = |get: fn(&mingchou::course::Tally) -> u32| rows.iter().map(get).sum::<u32>();
        assert_eq!((sum(|t| t.listed), sum(|t| t.inspected), sum(|t| t.published)), (11, 4, 3));
    }
    assert_eq!(s.by_department[0].closing(), t.closing());
    let progress: Vec<_> = s.progress.iter().map(|p| (p.on, p.inspected, p.published)).collect();
    assert_eq!(progress, [(day(3), 0, 0), (day(11), 2, 0), (day(12), 3, 0), (day(13), 4, 1), (day(14), 4, 3)]);
    assert_eq!(s.lines[2].problems, ["县交通运输局：动态监控不在线"]);
    assert_eq!(s.lines[2].handling, ["县交通运输局：限期整改", "抄告其他部门"]);
    assert_eq!((s.lines[2].published, s.lines[3].published), (Some(day(14)), None));
    let told: Vec<_> = discrepancies(&list, &conduct, &settings).iter().map(ToString::to_string).collect();
    let b = &list.businesses[3];
    assert_eq!(told, [format!("“{}”（{}）的检查结果“当场改正”不在结果选项中", b.name, b.key)]);
}

#[test]
fn what_does_not_reconcile_is_named() {
    let (_, list) = drawn();
    let b = &list.businesses[0];
    let settings = Settings::default();
    let other = list.businesses.iter().find(|o| o.team != b.team).unwrap();
    let stranger = other.officers().next().unwrap().clone();
    let own = b.officers().next().unwrap().key.clone();
    let finding = |department: &str| Finding {
        department: department.into(),
        item: String::new(),
        problem: "x".into(),
        handling: String::new(),
    };
    let told = |conduct: &Conduct| -> Vec<String> {
        discrepancies(&list, conduct, &settings).iter().map(|d| d.to_string()).collect()
    };
    let with = |inspection: Inspection| {
        let mut conduct = Conduct::default();
        conduct.inspections.insert(b.key.clone(), inspection);
        conduct
    };
    assert!(told(&Conduct::default()).is_empty());
    let present = |keys: &[&String]| Some(keys.iter().map(|k| (*k).clone()).collect());
    let all = told(&with(Inspection { present: present(&[&own, &stranger.key]), ..found("未发现问题") }));
    assert_eq!(all.len(), 1);
    assert!(all[0].contains(&format!("到场人员{stranger}不是第{}组的人员", b.team)), "{all:?}");
    assert!(
        told(&with(Inspection { present: present(&[&own]), ..found("未发现问题") }))[0].contains("只有1人，少于2人")
    );
    assert!(told(&with(found("发现问题已责令改正")))[0].contains("没有填写问题"));
    let contradiction = Inspection { findings: vec![finding("县水务局")], ..found("未发现问题") };
    let all = told(&with(contradiction));
    assert!(all[0].contains("却填写了问题") && all[1].contains("“县水务局”"), "{all:?}");
    // What only a hand at the stored text, or another program, can have made.
    let mut conduct = with(Inspection::default());
    let at = mingchou::model::Stamp::parse_from_rfc3339("2018-12-21T09:00:00+08:00").unwrap();
    let batch =
        |key: &str| mingchou::model::Publication { on: day(2), place: String::new(), businesses: vec![key.into()], at };
    conduct.publications = vec![batch(&b.key), batch("甲"), batch(&b.key)].into();
    conduct.inspections.insert("甲".into(), found("未发现问题"));
    let all = told(&conduct);
    assert!(all[0].contains("“甲”不在检查名单中，却录入了检查情况"), "{all:?}");
    assert!(all[1].contains("“甲”不在检查名单中，却标记了公示"));
    assert!(all[2].contains("没有检查日期或检查结果") && all[3].contains("在2批公示中重复出现"));
    conduct.inspections.insert(b.key.clone(), found("未发现问题"));
    assert!(told(&conduct).iter().any(|t| t.contains("公示日期2018-12-02早于检查日期2018-12-03")));
    let teams: Vec<_> = pack_parts(&list, &conduct).remove(0).1.into_iter().map(|part| part.whose).collect();
    assert_eq!(teams, [1, 2, 3, 4].map(Whose::Team));
    let mut longer = list.clone();
    longer.sample = 12;
    let told = discrepancies(&longer, &Conduct::default(), &settings)[0].to_string();
    assert_eq!(told, "应抽12户，检查名单有11户");
}

/// The certificates' ends are those of the roster as mended, by month where it names no day; without the roster none is known.
#[test]
fn the_list_knows_when_certificates_end() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let officers = desk.model.officers(desk.campaign().officers.as_ref().unwrap().blob).unwrap();
    let sources: Vec<_> = (0..officers.reading.rows.len()).map(|i| officers.reading.rows.source(i).unwrap()).collect();
    let until = |i: usize| ["2018-12-11", "2018年12月", "长期", ""][i % 4];
    let mends = sources.iter().enumerate().map(|(i, source)| Edit::Set {
        source: source.clone(),
        field: Field::ValidUntil,
        value: until(i).into(),
    });
    desk.act(Act::Mend { kind: EntityKind::Officer, mends: mends.collect() }).unwrap();
    desk.seal(7).unwrap();
    desk.draw();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let key = |i: usize| officers.reading.rows.row(i).unwrap().key();
    for (i, _) in sources.iter().enumerate().filter(|(i, _)| list.officers.contains_key(&key(*i))) {
        let expected = [Some(day(11)), Some(day(31)), None, None][i % 4];
        assert_eq!(list.officers[&key(i)].valid_until, expected, "{}", until(i));
    }
    assert!(list.officers.values().any(|o| o.valid_until == Some(day(31))), "some of them were drawn");
    let mut model = desk.model.clone();
    let blob = desk.campaign().officers.as_ref().unwrap().blob;
    std::rc::Rc::make_mut(&mut model.blobs).remove(&blob);
    let list = worklist(&model, desk.campaign()).unwrap();
    assert!(list.officers.values().all(|o| o.valid_until.is_none()), "nothing is said without the roster");
}

/// Who is present after the last day of a certificate is told with the day, wherever the inspection is looked at.
#[test]
fn a_day_after_the_end_of_a_certificate_is_told() {
    let (_, mut list) = drawn();
    let b = list.businesses[0].clone();
    let team: Vec<_> = b.officers().cloned().collect();
    let (ended, other) = (&team[0], &team[1]);
    list.officers.get_mut(&ended.key).unwrap().valid_until = Some(day(11));
    let told = |date: u32, present: Option<Vec<String>>| {
        let inspection = Inspection { date: Some(day(date)), present, ..found("未发现问题") };
        let all = lapsed(&list, &b, &inspection);
        let mut conduct = Conduct::default();
        conduct.inspections.insert(b.key.clone(), inspection);
        let odd: Vec<_> =
            discrepancies(&list, &conduct, &Settings::default()).iter().map(ToString::to_string).collect();
        (lapsed_told(&all, day(date)).unwrap_or_default(), odd)
    };
    assert_eq!(told(11, None), (String::new(), vec![]), "on its last day it is valid");
    let (beside, odd) = told(12, None);
    let who = format!("“{}”（有效到2018-12-11）的执法证在检查日期2018-12-12已经到期。请换人", ended.name);
    assert!(beside.starts_with(&who) && beside.contains("或改正检查日期"), "{beside}");
    let expected = format!(
        "“{}”（{}）的检查日期2018-12-12在到场人员“{}”的执法证到期（2018-12-11）之后",
        b.name, b.key, ended.name
    );
    assert_eq!(odd, [expected]);
    assert!(!odd[0].contains(&ended.key), "no more of an officer than the name");
    let others = team[1..].iter().map(|o| o.key.clone()).collect();
    assert_eq!(told(12, Some(others)), (String::new(), vec![]), "the others alone may inspect");
    let both = told(12, Some(vec![other.key.clone(), ended.key.clone()])).0;
    assert!(both.contains(&ended.name) && !both.contains(&format!("“{}”", other.name)), "{both}");
    assert_eq!(lapsed(&list, &b, &Inspection::default()), [], "without a day nothing is told");
    let ended = |officer: &str, on: u32| Lapsed { officer: officer.into(), until: day(on) };
    let of_several = lapsed_told(&[ended("马甲", 11), ended("马乙", 9), ended("马丙", 11)], day(12)).unwrap();
    assert!(
        of_several.starts_with("“马乙”（有效到2018-12-09）、“马甲”、“马丙”（有效到2018-12-11）的执法证在"),
        "{of_several}"
    );
}

/// 按户: each business has officers of its own, and no tally by team.
#[test]
fn a_campaign_per_business_goes_the_same_way() {
    let mut plan = PlanDraft::pingluo();
    plan.mode = Mode::PerBusiness;
    plan.whole.by_count = true;
    for stratum in &mut plan.strata {
        stratum.size = SizeDraft { by_count: true, value: "8".into(), at_most: false };
    }
    let mut desk = Desk::with_samples(plan);
    desk.seal(7).unwrap();
    desk.draw();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    assert_eq!(list.businesses.len(), 40);
    assert!(list.businesses.iter().map(|b| b.team).eq(1..=40), "a team for each, in the record's order");
    assert_eq!(list.team_name(40), "第40户");
    assert!(list.businesses.iter().flat_map(|b| &b.shares).all(|s| s.officers.len() == 2));
    // No teams to choose papers by; by each officer those of the officer's own businesses, by a day those of the day.
    let none = Conduct::default();
    let by = |conduct: &Conduct| pack_parts(&list, conduct).iter().map(|(what, _)| *what).collect::<Vec<_>>();
    assert_eq!(by(&none), ["部门", "类别", "检查人员"]);
    let (_, officers) = pack_parts(&list, &none).remove(2);
    assert_eq!(officers.len(), list.officers.len());
    for PackPart { whose, name, businesses } in &officers {
        let meant = chosen(&list, &none, *whose);
        assert_eq!(meant.len(), *businesses);
        let (named, _) = name.split_once('（').unwrap();
        let goes = |b: &WorklistItem| b.officers().any(|o| o.name == named);
        assert!(!meant.is_empty() && meant.iter().all(|b| goes(b)), "{name}");
        assert_eq!(meant.len(), list.businesses.iter().filter(|b| goes(b)).count(), "{name}: no two of one name");
    }
    let (_, categories) = pack_parts(&list, &none).remove(1);
    assert!(categories.iter().all(|part| {
        let meant = chosen(&list, &none, part.whose);
        (meant.len(), part.businesses) == (8, 8) && meant.iter().all(|b| b.stratum == part.name)
    }));
    assert_eq!(chosen(&list, &none, Whose::Officer(0)), Vec::<&WorklistItem>::new(), "there is none before the first");
    assert_eq!(chosen(&list, &none, Whose::Department(6)).len(), 0, "there are five");
    let all: Vec<_> = list.businesses.iter().map(|b| (b.key.clone(), found("未发现问题"))).collect();
    desk.act(Act::InspectMany(all[..3].to_vec())).unwrap();
    let some = desk.campaign().current().unwrap().conduct.clone();
    assert_eq!(by(&some), ["部门", "类别", "检查人员", "检查日期"]);
    assert!(chosen(&list, &some, Whose::Day(day(3))).iter().map(|b| b.number).eq(1..=3));
    desk.act(Act::InspectMany(all)).unwrap();
    let keys = list.businesses.iter().map(|b| b.key.as_str()).collect::<Vec<_>>();
    desk.act(publish(&keys)).unwrap();
    let conduct = &desk.campaign().current().unwrap().conduct;
    let settings = Settings::default();
    let s = Summary::new(&list, conduct, &settings);
    assert!(s.by_team.is_empty());
    assert_eq!((s.total.completion().as_str(), s.total.closing().as_str()), ("100.0%", "100.0%"));
    assert_eq!(discrepancies(&list, conduct, &settings), []);
    let open =
        deadlines(&desk.model, desk.campaign(), Some(&list), day(3)).into_iter().filter(|d| d.standing.is_open());
    assert!(open.map(|d| d.what()).eq(["“总结”阶段结束", "向牵头部门报送总结材料"]), "the rest is done");
}
