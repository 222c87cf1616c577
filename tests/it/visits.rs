//! What is arranged around a visit: planned days, approvals, 检查码. None of it is an inspection.

use crate::common::desk::{Desk, day, drawn};
use crate::common::papers::with_facts;
use crate::common::python;
use chrono::NaiveDate;
use mingchou::course::{
    ALL_DEPARTMENTS, CODE_TITLES, DeadlineState, EntryFacts, EntryReading, Matter, Worklist, WorklistItem,
    approval_told, code_elsewhere, days_between, discrepancies, ics, planned_told, planned_visits, read_entry, spread,
    spread_over, take, take_visits,
};
use mingchou::export::entry_workbook;
use mingchou::forms::{DrawFacts, PlanFacts, chosen, form3, form6};
use mingchou::model::{
    Approval, Conduct, EntityKind, HalfDay, Inspection, InspectionCode, PlannedDay, Settings, Status, Visit,
};
use mingchou::route::Whose;
use mingchou::state::*;
use mingchou::workbook::Workbook;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn planned(day: u32, half: HalfDay) -> PlannedDay {
    PlannedDay { on: self::day(day), half }
}

fn conduct(desk: &Desk) -> &Conduct {
    &desk.campaign().current().unwrap().conduct
}

fn said(desk: &Desk) -> String {
    let last = desk.campaign().log.last().unwrap().said(&str::to_owned);
    desk.check_log();
    last
}

fn inspected(desk: &mut Desk, key: &str, day: u32) {
    let inspection =
        Inspection { date: Some(self::day(day)), result: "未发现问题".into(), ..Inspection::default() };
    let act = Act::Inspect { business: key.into(), inspection: Box::new(inspection) };
    desk.act_on("2018-12-20", act).unwrap();
}

fn approval(department: &str, business: Option<&str>, day: u32, urgent: &str) -> Act {
    Act::Approve(Box::new(Approval {
        department: department.into(),
        business: business.map(Into::into),
        approver: " 李某 ".into(),
        on: self::day(day),
        urgent: urgent.into(),
    }))
}

fn told(list: &Worklist, conduct: &Conduct, settings: &Settings) -> Vec<String> {
    discrepancies(list, conduct, settings).iter().map(ToString::to_string).collect()
}

/// By hand: five over two halves are three and two; eleven over four 3, 3, 3, 2; two over four leave every other half free.
#[test]
fn visits_are_spread_evenly_and_in_order() {
    let halves = [10, 11].into_iter().flat_map(|d| [HalfDay::Morning, HalfDay::Afternoon].map(|h| planned(d, h)));
    let halves: Vec<_> = halves.collect();
    let names: Vec<String> = (1..=11).map(|n| format!("{n}")).collect();
    let keys: Vec<&str> = names.iter().map(String::as_str).collect();
    let places = |n: usize, halves: &[PlannedDay]| -> Vec<usize> {
        let all = spread(&keys[..n], halves);
        assert!(all.iter().map(|(key, _)| *key).eq(keys[..n].iter().copied()), "in the order of the list");
        all.iter().map(|(_, day)| halves.iter().position(|h| h == day).unwrap()).collect()
    };
    assert_eq!(places(5, &halves[..2]), [0, 0, 0, 1, 1]);
    assert_eq!(places(11, &halves), [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3]);
    assert_eq!(places(2, &halves), [0, 2]);
    assert_eq!(places(4, &halves), [0, 1, 2, 3]);
    assert!(spread(&keys, &[]).is_empty() && spread(&[], &halves).is_empty());
}

/// The teams are under way on the same days: each begins on the first of them.
#[test]
fn each_team_is_spread_by_itself() {
    let (_, list) = drawn();
    let halves = [planned(10, HalfDay::Either), planned(11, HalfDay::Either)];
    let all = spread_over(&list, &halves, |_| true);
    assert_eq!(all.len(), list.businesses.len());
    assert!(list.teams().len() > 1);
    for team in list.teams() {
        let of = |key: &String| list.get(key).unwrap().team == team;
        let own: Vec<_> = all.iter().filter(|(key, _)| of(key)).map(|(_, day)| day.on).collect();
        let first = own.len().div_ceil(2);
        assert!(own[..first].iter().all(|d| *d == day(10)) && own[first..].iter().all(|d| *d == day(11)), "{own:?}");
    }
    let one = list.teams()[0];
    assert!(spread_over(&list, &halves, |b| b.team == one).iter().all(|(key, _)| list.get(key).unwrap().team == one));
}

/// 2018-12-22 is a Saturday, 2018-12-29 a Saturday that the notice of 2019 made a workday.
#[test]
fn an_unusual_day_is_told_with_what_to_do() {
    let (settings, stage) = (Settings::default(), Some((day(5), day(20))));
    let told = |day| planned_told(day, &settings, stage, self::day(3)).unwrap_or_default();
    assert_eq!(told(day(10)), "");
    assert_eq!(told(day(8)), "2018-12-08（周六）是休息日，没有要紧的原因请改到工作日");
    let outside = "不在方案的检查阶段（2018-12-05至2018-12-20）内，请改到阶段之内，或者在“方案”中调整阶段日期";
    assert_eq!(told(day(29)), format!("2018-12-29{outside}"));
    assert_eq!(told(day(22)).split('；').count(), 2);
    assert_eq!(told(on("2018-11-30")), "2018-11-30早于抽取日期2018-12-03，请改正");
    assert_eq!(planned_told(day(29), &settings, None, day(3)), None, "a plan without days of the stage");
    let worked: Vec<_> = days_between(&settings, day(28), on("2019-01-02")).into_iter().filter(|d| d.1).collect();
    assert_eq!(worked.iter().map(|d| d.0).collect::<Vec<_>>(), [day(28), day(29), on("2019-01-02")]);
}

#[test]
fn a_planned_day_changes_no_status_starts_no_clock_and_is_undone() {
    let (mut desk, list) = drawn();
    let keys: Vec<&str> = list.businesses.iter().map(|b| b.key.as_str()).collect();
    let before = deadlines(&desk.model, desk.campaign(), Some(&list), day(4));
    let days = vec![
        (keys[0].into(), Some(planned(10, HalfDay::Morning))),
        (keys[1].into(), Some(planned(12, HalfDay::Either))),
    ];
    desk.act(Act::PlanVisits(days.clone())).unwrap();
    assert_eq!(said(&desk), format!("安排2户的计划检查日期（2018-12-10上午至2018-12-12）：{}、{}", keys[0], keys[1]));
    assert_eq!(conduct(&desk).status(keys[0]), Status::Waiting);
    assert_eq!(conduct(&desk).so_far(Status::Entering), 0);
    assert_eq!(deadlines(&desk.model, desk.campaign(), Some(&list), day(4)), before);
    assert!(told(&list, conduct(&desk), &desk.campaign().settings).is_empty());
    // The same again is no act.
    let entries = desk.log().len();
    desk.act(Act::PlanVisits(days)).unwrap();
    assert_eq!(desk.log().len(), entries);
    desk.act(Act::UndoInspect).unwrap();
    assert_eq!(conduct(&desk).planned(keys[0]), None);
    assert_eq!(said(&desk), format!("撤销2户的录入：{}、{}", keys[0].min(keys[1]), keys[0].max(keys[1])));
    desk.act(Act::RedoInspect).unwrap();
    assert_eq!(conduct(&desk).planned(keys[0]).unwrap().to_string(), "2018-12-10上午");
    desk.act(Act::PlanVisits(vec![(keys[1].into(), None)])).unwrap();
    assert_eq!(said(&desk), format!("取消1户的计划检查日期：{}", keys[1]));
    // All or none.
    let stray = vec![(keys[2].into(), Some(planned(10, HalfDay::Either))), ("外来".into(), None)];
    assert!(desk.act(Act::PlanVisits(stray)).is_err());
    assert_eq!(conduct(&desk).planned(keys[2]), None);
    let stored = write_campaign(desk.campaign()).unwrap();
    assert_eq!(read_campaign(&stored).unwrap().current().unwrap().conduct, *conduct(&desk));
}

/// 替补: what was planned of the one that left stays with it, and the one that came has nothing planned.
#[test]
fn a_visit_stays_with_its_business_when_that_is_put_out() {
    let (mut desk, list) = drawn();
    desk.act(Act::EditSettings(Box::new(Settings { report_before: 3, ..Settings::default() }))).unwrap();
    let out = list.businesses[0].clone();
    desk.act(Act::PlanVisits(vec![(out.key.clone(), Some(planned(12, HalfDay::Morning)))])).unwrap();
    let filings = |desk: &Desk, list: Option<&Worklist>| {
        let all = deadlines(&desk.model, desk.campaign(), list, day(4));
        all.into_iter().filter(|d| matches!(d.matter, Matter::Filing(_))).collect::<Vec<_>>()
    };
    let [filing] = &filings(&desk, Some(&list))[..] else { panic!() };
    assert_eq!((filing.due, filing.whom.as_str(), filing.standing), (day(7), out.name.as_str(), DeadlineState::Soon));
    assert_eq!(filing.what(), "报备检查计划");
    assert_eq!(filings(&desk, None).len(), 1);
    let (reason, approved_by) = ("已注销".into(), "李主任".into());
    let replace = Replace { kind: EntityKind::Business, team: out.team, out: out.key.clone(), reason, approved_by };
    desk.act(Act::Substitute(Box::new(replace))).unwrap();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let came = list.businesses.iter().find(|b| b.came_in).unwrap();
    assert_eq!(conduct(&desk).planned(&came.key), None);
    assert!(conduct(&desk).planned(&out.key).is_some(), "nothing is lost");
    assert!(planned_visits(&list, conduct(&desk)).is_empty());
    assert!(filings(&desk, Some(&list)).is_empty() && filings(&desk, None).is_empty());
    let refused = desk.act(Act::PlanVisits(vec![(out.key.clone(), None)])).unwrap_err().to_string();
    assert!(refused.contains("不在检查名单中"), "{refused}");
}

/// By hand: three working days before 2019-01-02 are 12-29 (a Saturday that is worked), 12-28, 12-27.
#[test]
fn filing_is_counted_back_over_the_holidays() {
    let (mut desk, list) = drawn();
    desk.act(Act::EditSettings(Box::new(Settings { report_before: 3, ..Settings::default() }))).unwrap();
    let days = [("2019-01-02", "2018-12-27"), ("2018-12-12", "2018-12-07"), ("2018-12-10", "2018-12-05")];
    for (visit, due) in days {
        let key = list.businesses[0].key.clone();
        let planned = PlannedDay { on: on(visit), half: HalfDay::Either };
        desk.act(Act::PlanVisits(vec![(key, Some(planned))])).unwrap();
        let all = deadlines(&desk.model, desk.campaign(), Some(&list), day(3));
        assert_eq!(all.iter().find(|d| matches!(d.matter, Matter::Filing(_))).unwrap().due, on(due), "{visit}");
    }
    inspected(&mut desk, &list.businesses[0].key, 10);
    let all = deadlines(&desk.model, desk.campaign(), Some(&list), day(20));
    assert!(!all.iter().any(|d| matches!(d.matter, Matter::Filing(_))), "it was made");
}

#[test]
fn planned_visits_are_in_the_calendar_until_they_are_made() {
    let (mut desk, list) = drawn();
    let (a, b) = (&list.businesses[0], &list.businesses[1]);
    let days = [(a, planned(10, HalfDay::Morning)), (b, planned(11, HalfDay::Either))];
    desk.act(Act::PlanVisits(days.map(|(b, day)| (b.key.clone(), Some(day))).to_vec())).unwrap();
    let text = |desk: &Desk| {
        ics("a1", "抽查", &planned_visits(&list, conduct(desk)), "2018-12-04T08:00:00+08:00".parse().unwrap())
    };
    let unfolded = text(&desk).replace("\r\n ", "");
    assert!(unfolded.contains(&format!("SUMMARY:计划检查：{}（上午，第{}组）\r\n", a.name, a.team)), "{unfolded}");
    assert!(unfolded.contains(&format!("SUMMARY:计划检查：{}（第{}组）\r\n", b.name, b.team)), "{unfolded}");
    assert!(unfolded.contains("DTSTART;VALUE=DATE:20181210\r\n"));
    let uid = |text: &str, name: &str| {
        let event = text.split("BEGIN:VEVENT").find(|e| e.contains(name)).unwrap().to_owned();
        event.lines().find(|l| l.starts_with("UID:")).unwrap().to_owned()
    };
    // Another day of the same visit takes the place of the first in the calendar.
    desk.act(Act::PlanVisits(vec![(a.key.clone(), Some(planned(13, HalfDay::Afternoon)))])).unwrap();
    assert_eq!(uid(&unfolded, &a.name), uid(&text(&desk).replace("\r\n ", ""), &a.name));
    inspected(&mut desk, &a.key, 13);
    assert_eq!(text(&desk).matches("BEGIN:VEVENT").count(), 1);
}

#[test]
fn an_inspection_without_approval_or_before_it_is_named_where_approvals_are_in_use() {
    let (mut desk, list) = drawn();
    let b = &list.businesses[0];
    let departments: Vec<String> = b.shares.iter().map(|s| s.department.clone()).collect();
    let settings = Settings { approvals: true, ..Settings::default() };
    let all = |desk: &Desk| told(&list, conduct(desk), &settings);
    assert!(all(&desk).is_empty(), "nothing was inspected");
    inspected(&mut desk, &b.key, 12);
    assert!(told(&list, conduct(&desk), &Settings::default()).is_empty());
    let who = format!("“{}”（{}）", b.name, b.key);
    let none = |departments: &[String]| -> Vec<String> {
        let told = |d: &String| format!("{d}没有登记审批，却检查了{who}。已经批准的请补登记，没有批准的请按规定补办");
        departments.iter().map(told).collect()
    };
    assert_eq!(all(&desk), none(&departments));
    let mut both = desk.clone();
    inspected(&mut both, &list.businesses[1].key, 12);
    let lead =
        format!("{}没有登记审批，却检查了“{}”等2户。已经批准的请补登记，没有批准的请按规定补办", list.lead, b.name);
    assert_eq!(all(&both)[0], lead, "one approval is of all that the department inspects");
    desk.act_on("2018-12-20", approval(&departments[0], None, 5, "")).unwrap();
    assert_eq!(said(&desk), format!("登记{}全部检查的审批：李某于2018-12-05批准", departments[0]));
    assert_eq!(all(&desk), none(&departments[1..]));
    for department in &departments[1..] {
        desk.act_on("2018-12-20", approval(department, None, 12, "")).unwrap();
    }
    assert!(all(&desk).is_empty(), "on the day itself");
    // That of the business goes before that of all.
    let of = &departments[0];
    desk.act_on("2018-12-20", approval(of, Some(&b.key), 14, "")).unwrap();
    let late = format!(
        "{who}的检查日期2018-12-12早于{of}的审批日期2018-12-14。请核实日期；确属紧急、事后补办的，请登记紧急补办的理由"
    );
    assert_eq!(all(&desk), [late]);
    let entered = conduct(&desk).approvals.last().unwrap();
    let sentence = approval_told(&list, conduct(&desk), entered).unwrap();
    assert!(sentence.starts_with(&format!("审批日期2018-12-14晚于“{}”的检查日期2018-12-12", b.name)), "{sentence}");
    desk.act_on("2018-12-20", approval(of, Some(&b.key), 14, "群众举报，当日查处")).unwrap();
    assert_eq!(said(&desk), format!("登记{of}检查{}的审批：李某于2018-12-14批准，紧急补办：群众举报，当日查处", b.key));
    assert!(all(&desk).is_empty());
    assert_eq!(approval_told(&list, conduct(&desk), conduct(&desk).approvals.last().unwrap()), None);
    let n = conduct(&desk).approvals.len();
    let disapprove = Act::Disapprove { department: of.clone(), business: Some(b.key.clone()) };
    desk.act_on("2018-12-20", disapprove).unwrap();
    assert_eq!(conduct(&desk).approvals.len(), n - 1);
    assert_eq!(said(&desk), format!("删除{of}检查{}的审批（李某，2018-12-14）", b.key));
    desk.act_on("2018-12-20", Act::UndoInspect).unwrap();
    assert_eq!((conduct(&desk).approvals.len(), said(&desk).as_str()), (n, "撤销对审批的登记"));
    desk.act_on("2018-12-20", Act::RedoInspect).unwrap();
    assert_eq!(conduct(&desk).approvals.len(), n - 1);
}

#[test]
fn an_approval_that_can_not_be_is_refused() {
    let (mut desk, list) = drawn();
    let mut refused = |act| desk.act_on("2018-12-10", act).unwrap_err().to_string();
    assert_eq!(
        refused(approval("县农业局", None, 5, "")),
        "“县农业局”不是这次抽查的部门，没有登记审批。请从列表中选部门"
    );
    assert_eq!(refused(approval(&list.lead, None, 11, "")), "审批日期2018-12-11还没有到，请改正日期");
    assert!(refused(approval(&list.lead, Some("外来"), 5, "")).contains("不在检查名单中"));
    let b = list.businesses.iter().find(|b| b.shares.len() < list.departments.len()).unwrap();
    let other = list.departments.iter().find(|d| !b.shares.iter().any(|s| s.department == **d)).unwrap();
    let said = refused(approval(other, Some(&b.key), 5, ""));
    assert!(said.starts_with(&format!("“{other}”不检查“{}”", b.name)), "{said}");
    let nameless = Approval {
        department: list.lead.clone(),
        business: None,
        approver: " ".into(),
        on: day(5),
        urgent: String::new(),
    };
    assert_eq!(refused(Act::Approve(Box::new(nameless))), "请填写审批人");
}

/// 国办发〔2024〕54号 is of 4 January 2025; what was begun before, or is stored, does not suddenly show discrepancies.
#[test]
fn approvals_are_in_use_in_campaigns_begun_since_they_are_asked_for() {
    let (desk, _) = drawn();
    assert!(!desk.campaign().settings.approvals);
    let begun = Desk::begun("2026-03-02T09:00:00+08:00".parse().unwrap(), PlanDraft::pingluo());
    assert!(begun.campaign().settings.approvals);
    assert!(!serde_json::from_str::<Settings>("{}").unwrap().approvals);
    let text = serde_json::to_string(&Settings::default()).unwrap();
    assert!(["approvals", "codes", "code_within", "report_before"].iter().all(|field| !text.contains(field)));
}

fn code(department: &str, code: &str) -> InspectionCode {
    InspectionCode { department: department.into(), code: code.into(), ..InspectionCode::default() }
}

#[test]
fn an_inspection_without_code_and_reason_is_named_where_codes_are_on() {
    let (mut desk, list) = drawn();
    let (b, other) = (&list.businesses[0], &list.businesses[1]);
    let settings = Settings { codes: true, ..Settings::default() };
    let all = |desk: &Desk| told(&list, conduct(desk), &settings);
    let who = |b: &WorklistItem| format!("“{}”（{}）", b.name, b.key);
    let enter = |desk: &mut Desk, codes: Vec<InspectionCode>| {
        desk.act_on("2018-12-20", Act::EnterCodes { business: b.key.clone(), codes }).unwrap();
    };
    inspected(&mut desk, &b.key, 12);
    assert!(told(&list, conduct(&desk), &Settings::default()).is_empty());
    let none = |whom: String| {
        format!("{}{whom}检查时没有检查码，也没有填写未亮码的理由。有码的请补填，确实没有的请写明理由", who(b))
    };
    assert_eq!(all(&desk), [none(String::new())]);
    // One of the departments has a code: the others are named.
    let names: Vec<&str> = b.shares.iter().map(|s| s.department.as_str()).collect();
    enter(&mut desk, vec![code(names[0], "NX-1")]);
    assert_eq!(said(&desk), format!("登记{}的检查码：{} NX-1", b.key, names[0]));
    assert_eq!(all(&desk), [none(format!("（{}）", names[1..].join("、")))]);
    let reason = InspectionCode { reason: "平台故障".into(), ..InspectionCode::default() };
    enter(&mut desk, vec![code(names[0], "NX-1"), reason.clone()]);
    assert!(all(&desk).is_empty());
    enter(&mut desk, vec![InspectionCode { obtained: Some(day(13)), ..code("", "NX-1") }]);
    assert_eq!(
        all(&desk),
        [format!(
            "{}的检查码2018-12-13才取得，晚于检查日期2018-12-12，也没有填写未亮码的理由。请核实日期，或写明理由",
            who(b)
        )]
    );
    enter(&mut desk, vec![InspectionCode { obtained: Some(day(12)), ..code("", "NX-1") }]);
    assert!(all(&desk).is_empty());
    // Twice, also before an inspection.
    desk.act_on("2018-12-20", Act::EnterCodes { business: other.key.clone(), codes: vec![code("", "nx-1")] }).unwrap();
    assert_eq!(all(&desk), [format!("{}和{}的检查码都是“nx-1”，一个码只用于一次检查，请核实", who(other), who(b))]);
    assert_eq!(code_elsewhere(&list, conduct(&desk), &other.key, " NX-1").map(|b| &b.key), Some(&b.key));
    assert!(code_elsewhere(&list, conduct(&desk), &other.key, "").is_none());
    // A day that has not come is refused; what says nothing is no entry.
    let later = InspectionCode { entered_later: Some(day(21)), ..reason };
    let act = Act::EnterCodes { business: b.key.clone(), codes: vec![later] };
    let refused = desk.act_on("2018-12-20", act).unwrap_err().to_string();
    assert_eq!(refused, format!("{}的检查码补录日期2018-12-21还没有到，请改正日期", who(b)));
    desk.act_on("2018-12-20", Act::EnterCodes { business: b.key.clone(), codes: vec![code("", "")] }).unwrap();
    assert!(!conduct(&desk).visits.contains_key(&b.key));
}

/// A code that was not shown is to be entered within ten days, as the calendar counts; off, nothing of it is due.
#[test]
fn entering_a_code_afterwards_has_a_deadline() {
    let (mut desk, list) = drawn();
    let key = list.businesses[0].key.clone();
    inspected(&mut desk, &key, 12);
    let reason = InspectionCode { reason: "平台故障".into(), ..InspectionCode::default() };
    let enter = |codes| Act::EnterCodes { business: key.clone(), codes };
    desk.act_on("2018-12-20", enter(vec![reason.clone()])).unwrap();
    let due = |desk: &Desk| {
        let all = deadlines(&desk.model, desk.campaign(), Some(&list), day(20));
        all.into_iter().find(|d| matches!(d.matter, Matter::Code(_)))
    };
    assert_eq!(due(&desk), None);
    let settings = Settings { codes: true, ..Settings::default() };
    desk.act_on("2018-12-20", Act::EditSettings(Box::new(settings))).unwrap();
    let found = due(&desk).unwrap();
    assert_eq!((found.due, found.standing, found.what().as_str()), (day(22), DeadlineState::Soon, "补录检查码"));
    let later = InspectionCode { entered_later: Some(day(20)), ..reason };
    desk.act_on("2018-12-20", enter(vec![later])).unwrap();
    assert_eq!(due(&desk).unwrap().standing, DeadlineState::Done);
}

/// What is typed letter by letter is one entry of the log and one turn.
#[test]
fn a_code_that_is_typed_is_one_entry() {
    let (mut desk, list) = drawn();
    let key = &list.businesses[0].key;
    let enter = |text: &str| Act::EnterCodes { business: key.clone(), codes: vec![code("", text)] };
    desk.act(enter("N")).unwrap();
    let entries = desk.log().len();
    for text in ["NX", "NX-", "NX-1"] {
        desk.act_on("2018-12-03", enter(text)).unwrap();
    }
    assert_eq!(desk.log().len(), entries + 1, "the first key made the entry");
    desk.act_on("2018-12-03", Act::UndoInspect).unwrap();
    assert_eq!(conduct(&desk).visits[key].codes[0].code, "N");
    desk.act_on("2018-12-03", Act::UndoInspect).unwrap();
    assert!(conduct(&desk).visits.is_empty());
}

/// What the forms say of visits: 附件3 and 附件6 the planned day until it is inspected, 附件3 the codes where they are on.
#[test]
fn forms_print_the_planned_day_and_the_codes() {
    let made = |visit: &Visit, inspected: bool, codes: bool| {
        with_facts(|f| {
            let key = f.teams[0].businesses[0].clone();
            let mut conduct = Conduct::default();
            conduct.visits.insert(key.clone(), visit.clone());
            if inspected {
                let inspection = Inspection { date: Some(day(12)), ..Inspection::default() };
                conduct.inspections.insert(key.clone(), inspection);
            }
            let settings = Settings { codes, ..Settings::default() };
            let plan = PlanFacts { settings: &settings, ..f.plan };
            let f = &DrawFacts { conduct: &conduct, plan, ..*f };
            [form3(f, &key), form6(f)].map(|document| format!("{document:?}").replace("\\u{3000}", "　"))
        })
    };
    let visit =
        Visit { planned: Some(planned(10, HalfDay::Afternoon)), codes: vec![code("", "https://code.example/7")] };
    let [form3, form6] = made(&visit, false, false);
    for text in [&form3, &form6] {
        assert!(text.contains("（计划2018年12月10日下午）"), "{text}");
        assert!(!text.contains("检查码") && !text.contains("code.example"), "off, nothing of it shows");
    }
    assert!(form3.contains("日\\n（计划"), "the day of inspection is written by hand");
    let [form3, form6] = made(&visit, true, true);
    assert!(!form3.contains("计划2018") && !form6.contains("计划2018"));
    assert!(form3.contains("https://code.example/7；□已亮证　□已亮码"), "{form3}");
    let reason =
        InspectionCode { reason: "平台故障".into(), entered_later: Some(day(14)), ..code("县公安局", "") };
    let [form3, _] = made(&Visit { planned: None, codes: vec![reason] }, false, true);
    assert!(form3.contains("县公安局：未亮码，理由：平台故障；2018年12月14日补录"), "{form3}");
    let [form3, _] = made(&Visit::default(), false, true);
    assert!(form3.contains("□已亮证　□已亮码　□未亮码（理由："), "room to write");
}

/// Papers are printed for a planned day before it comes; once inspected, the day of inspection counts.
#[test]
fn papers_can_be_chosen_by_the_planned_day() {
    let (mut desk, list) = drawn();
    let b = &list.businesses[0];
    desk.act(Act::PlanVisits(vec![(b.key.clone(), Some(planned(12, HalfDay::Morning)))])).unwrap();
    let chosen = |desk: &Desk, day| chosen(&list, conduct(desk), Whose::Day(day)).len();
    assert_eq!((chosen(&desk, day(12)), chosen(&desk, day(13))), (1, 0));
    inspected(&mut desk, &b.key, 13);
    assert_eq!((chosen(&desk, day(12)), chosen(&desk, day(13))), (0, 1));
}

fn read(bytes: &[u8], list: &Worklist, conduct: &Conduct, settings: &Settings) -> EntryReading {
    let book = Workbook::open(bytes, "检查录入表.xlsx").unwrap();
    read_entry(&book, EntryFacts { list, conduct, settings, today: day(20) })
}

fn with_codes(list: &Worklist) -> Conduct {
    let mut conduct = Conduct::default();
    let full = InspectionCode {
        department: String::new(),
        code: "=HYPERLINK(\"x\")".into(),
        obtained: Some(day(10)),
        reason: "@平台故障".into(),
        entered_later: Some(day(14)),
    };
    let b = &list.businesses[3];
    let of = InspectionCode { department: b.shares[0].department.clone(), ..full.clone() };
    conduct.visits.insert(
        b.key.clone(),
        Visit { planned: None, codes: vec![full, InspectionCode { code: "NX-9".into(), ..of }] },
    );
    conduct
}

#[test]
fn codes_go_out_with_the_entry_workbook_and_come_back() {
    let (_, list) = drawn();
    let (on, off) = (Settings { codes: true, ..Settings::default() }, Settings::default());
    let conduct = with_codes(&list);
    let bytes = entry_workbook(&list, &conduct, &on, None).unwrap();
    let same = read(&bytes, &list, &conduct, &on);
    assert_eq!((same.differences, same.problems), (vec![], vec![]));
    let reading = read(&bytes, &list, &Conduct::default(), &on);
    assert_eq!(reading.problems, []);
    assert_eq!(take(&Conduct::default(), &reading.differences), [], "none of it is an inspection");
    let taken = take_visits(&Conduct::default(), &reading.differences);
    assert_eq!(taken.into_iter().collect::<std::collections::BTreeMap<_, _>>(), conduct.visits);
    // Off, nothing of it goes out; a sheet that comes in is told of, not dropped unseen.
    let without = entry_workbook(&list, &conduct, &off, None).unwrap();
    let reading = read(&without, &list, &conduct, &off);
    assert_eq!((reading.differences, reading.problems), (vec![], vec![]));
    let [problem] = &read(&bytes, &list, &conduct, &off).problems[..] else { panic!() };
    assert_eq!(problem.message, "设置中没有启用检查码，这张表没有读取。要采用的，请先在“设置”中启用，再导入");
    // On, a workbook without the sheet is told of.
    let [problem] = &read(&without, &list, &conduct, &on).problems[..] else { panic!() };
    assert!(problem.message.starts_with("没有找到有“市场主体名称”和“检查码”两列的表"), "{}", problem.message);
}

#[test]
fn columns_that_are_missing_or_doubled_are_told() {
    let (_, list) = drawn();
    let settings = Settings { codes: true, ..Settings::default() };
    let b = &list.businesses[0];
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("检查码").unwrap();
    sheet.write_row(0, 0, ["市场主体名称", "部门", "检查码", "检查码", "未亮码理由"]).unwrap();
    sheet.write_row(1, 0, [&b.name, "", "NX-1", "NX-2", "清空"]).unwrap();
    let reading = read(&book.save_to_buffer().unwrap(), &list, &Conduct::default(), &settings);
    let told: Vec<_> = reading.problems.iter().map(|p| (p.cell.as_str(), p.message.as_str())).collect();
    assert_eq!(
        told,
        [
            ("", "表头缺少“检查码取得日期”一列，没有读取。请对照导出的录入表补上这一列，再导入"),
            ("", "表头缺少“补录日期”一列，没有读取。请对照导出的录入表补上这一列，再导入"),
            ("D1", "表头有不止一列“检查码”，只读取了C列，这一列没有读取。请把内容并到C列，删去或改名这一列，再导入"),
        ]
    );
    let [difference] = &reading.differences[..] else { panic!("{:?}", reading.differences) };
    assert_eq!((difference.cell.as_str(), difference.now.as_str()), ("C2", "NX-1"));
}

#[test]
fn openpyxl_fills_in_codes() {
    if !python::has("openpyxl") {
        return;
    }
    let (mut desk, list) = drawn();
    let settings = Settings { codes: true, ..Settings::default() };
    let bytes = entry_workbook(&list, &Conduct::default(), &settings, None).unwrap();
    let folder = python::folder("entry-codes");
    let (out, back) = (folder.join("out.xlsx"), folder.join("back.xlsx"));
    std::fs::write(&out, bytes).unwrap();
    let third = &list.businesses[2];
    let own = &third.shares[0].department;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/codes.py");
    let seen: serde_json::Value =
        serde_json::from_str(&python::run(script, &[&out, &back, own.as_ref(), "县农业局".as_ref()])).unwrap();
    let rows = seen["rows"].as_array().unwrap();
    assert_eq!(rows[0], serde_json::json!(CODE_TITLES));
    assert_eq!(rows.len(), 1 + list.businesses.len());
    assert!(list.businesses.iter().zip(&rows[1..]).all(|(b, row)| row[1] == b.name && row[4] == ALL_DEPARTMENTS));
    let reading = read(&std::fs::read(&back).unwrap(), &list, &Conduct::default(), &settings);
    let told: Vec<_> = reading.differences.iter().map(|d| (d.cell.clone(), d.change.title(), d.now.clone())).collect();
    let end = list.businesses.len() + 2;
    let line = |cell: &str, title: &str, now: &str| (cell.to_owned(), title.to_owned(), now.to_owned());
    assert_eq!(
        told,
        [
            line("F2", "检查码", "https://code.example/1"),
            line("G2", "检查码取得日期", "2018-12-10"),
            line("H3", "未亮码理由", "平台故障，现场没有生成"),
            line("I3", "补录日期", "2018-12-14"),
            line("F4", "检查码", "HTTPS://code.example/1"),
            line(&format!("F{end}"), &format!("检查码（{own}）"), "NX-0042"),
        ]
    );
    let problems: Vec<_> = reading.problems.iter().map(|p| (p.cell.clone(), p.left, p.message.clone())).collect();
    let first = &list.businesses[0].name;
    assert_eq!(
        problems,
        [
            ("F4".to_owned(), false, format!("“{first}”已经登记了同一个检查码，一个码只用于一次检查，请核实")),
            ("G5".to_owned(), true, "“12月中旬”不是日期，请写成 2018-12-12 的样子".to_owned()),
            ("I6".to_owned(), true, "检查码补录日期2018-12-30还没有到，请改正日期".to_owned()),
            (
                format!("E{}", end + 1),
                true,
                "前面已有同一户同一部门的一行，这一行没有采用。请合并后再导入；部门各有检查码的，请填写“部门”"
                    .to_owned()
            ),
            (
                format!("E{}", end + 2),
                true,
                format!("“县农业局”不检查“{}”，这一行没有采用。请改正部门；各部门共用一个码的，部门空着", third.name)
            ),
        ]
    );
    // Taken with inspections as one turn, it goes back as one.
    let visits = take_visits(&Conduct::default(), &reading.differences);
    let key = list.businesses[0].key.clone();
    let entry = (key.clone(), Inspection { date: Some(day(12)), ..Inspection::default() });
    desk.act_on("2018-12-20", Act::TakeEntry { inspections: vec![entry], visits }).unwrap();
    assert_eq!(conduct(&desk).visits.len(), 3);
    assert!(said(&desk).starts_with("录入3户的检查情况："), "{}", said(&desk));
    assert_eq!(read(&std::fs::read(&back).unwrap(), &list, conduct(&desk), &settings).differences, []);
    desk.act_on("2018-12-20", Act::UndoInspect).unwrap();
    assert!(conduct(&desk).visits.is_empty() && conduct(&desk).inspections.is_empty());
    desk.act_on("2018-12-20", Act::RedoInspect).unwrap();
    assert_eq!((conduct(&desk).visits.len(), conduct(&desk).inspections.len()), (3, 1));
}
