//! 整改与复查: what is entered, told, counted, due, and printed. The counts are made by hand.

use crate::common::desk::{Desk, day, drawn};
use crate::common::papers::{FIRST, facts, summary, tables, texts, with_conduct, worklist};
use mingchou::course::{
    Deadline, DeadlineState, Matter, Worklist, compared, discrepancies, ics, rectification_faults, reinspectors,
};
use mingchou::forms::*;
use mingchou::model::{
    CheckPoint, Conduct, Conformity, Finding, Inspection, PointAnswer, Publication, Rectification, Reinspection,
    Settings, Stamp, Status,
};
use mingchou::state::*;

const ORDERED: &str = "发现问题已责令改正";

fn noon(on: &str) -> Stamp {
    Stamp::parse_from_rfc3339(&format!("{on}T12:00:00+08:00")).unwrap()
}

fn found(result: &str, rectification: Option<Rectification>) -> Inspection {
    Inspection { date: Some(day(11)), result: result.into(), rectification, ..Inspection::default() }
}

fn ordered(due: u32) -> Rectification {
    Rectification { number: "平责改〔2018〕3号".into(), due: Some(day(due)), ..Rectification::default() }
}

fn seen(r: Rectification, on: u32, outcome: Reinspection) -> Rectification {
    let reinspectors = vec!["a".into(), "b".into()];
    Rectification { reinspected: Some(day(on)), outcome: Some(outcome), reinspectors, ..r }
}

/// What is told of the first business.
fn told(list: &Worklist, inspection: Inspection) -> Vec<String> {
    let faults = rectification_faults(list, &list.businesses[0], &inspection, true);
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn every_contradiction_has_its_sentence() {
    let (_, list) = drawn();
    let b = &list.businesses[0];
    let able: Vec<String> = reinspectors(&list, b).into_iter().map(str::to_owned).collect();
    let two = able[..2].to_vec();
    let none: [&str; 0] = [];
    assert_eq!(told(&list, found("未发现问题", None)), none);
    assert_eq!(told(&list, found(ORDERED, None)), ["检查结果是责令改正，还没有登记整改期限，请在“整改与复查”中填写"]);
    assert_eq!(told(&list, found(ORDERED, Some(ordered(20)))), none);
    assert_eq!(
        told(&list, found(ORDERED, Some(ordered(10)))),
        ["整改期限2018-12-10早于检查日期2018-12-11，请改正其中一个"]
    );
    let again = |r: Rectification| told(&list, found(ORDERED, Some(Rectification { reinspectors: two.clone(), ..r })));
    assert_eq!(again(seen(ordered(20), 21, Reinspection::Rectified)), none);
    assert_eq!(
        again(seen(ordered(20), 10, Reinspection::Rectified)),
        ["复查日期2018-12-10早于检查日期2018-12-11，请改正其中一个"]
    );
    let only_day = Rectification { reinspected: Some(day(21)), ..ordered(20) };
    assert_eq!(again(only_day.clone()), ["有复查日期2018-12-21，没有复查结果，请补上"]);
    let only_outcome = Rectification { outcome: Some(Reinspection::Partly), ..ordered(20) };
    assert_eq!(again(only_outcome), ["有复查结果，没有复查日期，请补上"]);
    let by = |reinspectors: Vec<String>| {
        let r = Rectification { reinspectors, ..seen(ordered(20), 21, Reinspection::Rectified) };
        told(&list, found(ORDERED, Some(r)))
    };
    assert_eq!(by(able[..1].to_vec()), ["复查人员只有1人，少于2人，请补上实际到场的人员"]);
    // Of a department that has nothing to do with the business.
    let stranger = list.officers.iter().find(|(key, _)| !able.contains(key));
    if let Some((key, officer)) = stranger {
        let told = by(vec![able[0].clone(), key.clone()]);
        assert_eq!(told, [format!("复查人员“{}”不是检查这一户的部门的人员，请改正", officer.name)]);
    }
    // As a discrepancy it begins with the business; a campaign that records none is told of none.
    let mut conduct = Conduct::default();
    conduct.inspections.insert(b.key.clone(), found("发现问题已责令改正", None));
    let told = |conduct: &Conduct| {
        let all = discrepancies(&list, conduct, &Settings::default());
        all.iter().map(ToString::to_string).filter(|t| t.contains("整改")).collect::<Vec<_>>()
    };
    assert_eq!(told(&conduct), none);
    conduct.inspections.insert(list.businesses[1].key.clone(), found(ORDERED, Some(ordered(10))));
    let [first, second] = &told(&conduct)[..] else { panic!() };
    assert!(first.contains(&b.name) && first.ends_with("请在“整改与复查”中填写"), "{first}");
    assert!(second.contains("整改期限2018-12-10早于检查日期2018-12-11"), "{second}");
}

/// 待公示 → 已公示, held there until the re-inspection, → 已完结.
#[test]
fn an_open_rectification_keeps_a_business_from_its_end() {
    let mut conduct = Conduct::default();
    let mut put = |r: Rectification, closed: Option<u32>| {
        let inspection = Inspection { closed: closed.map(day), ..found(ORDERED, Some(r)) };
        conduct.inspections.insert("甲".into(), inspection);
        if conduct.publications.is_empty() {
            let businesses = vec!["甲".to_owned()];
            conduct.publications.push(Publication {
                on: day(14),
                place: String::new(),
                businesses,
                at: noon("2018-12-14"),
            });
        }
        conduct.status("甲")
    };
    assert_eq!(put(ordered(20), None), Status::Published);
    assert_eq!(put(ordered(20), Some(15)), Status::Published, "what is closed early is not ended");
    let done = Rectification { done: "已整改".into(), ..ordered(20) };
    assert_eq!(put(done, Some(15)), Status::Published, "that the business says so does not end it");
    assert_eq!(put(seen(ordered(20), 21, Reinspection::Rectified), None), Status::Closed);
    assert_eq!(put(seen(ordered(20), 21, Reinspection::Partly), None), Status::Published);
    assert_eq!(put(seen(ordered(20), 21, Reinspection::NotRectified), Some(28)), Status::Closed, "it ended otherwise");
    let without_day = Rectification { reinspected: None, ..seen(ordered(20), 21, Reinspection::Rectified) };
    assert_eq!(put(without_day, Some(28)), Status::Published);
}

/// The five businesses that the vector draws: one rectified, one re-inspected and wanting, one not re-inspected, one whose result
/// orders it and that is not recorded, one without problems.
fn five(list: &Worklist) -> Conduct {
    let mut conduct = Conduct::default();
    let of = [
        found(ORDERED, Some(seen(ordered(20), 21, Reinspection::Rectified))),
        found(ORDERED, Some(seen(ordered(20), 22, Reinspection::Partly))),
        found(ORDERED, Some(Rectification { done: "已换新".into(), ..ordered(20) })),
        found(ORDERED, None),
        found("未发现问题", None),
    ];
    for (b, inspection) in list.businesses.iter().zip(of) {
        conduct.inspections.insert(b.key.clone(), inspection);
    }
    conduct
}

#[test]
fn form4_counts_what_was_put_right() {
    let list = with_conduct(&Conduct::default(), worklist);
    assert_eq!(list.businesses.len(), 5);
    let conduct = five(&list);
    let (heads, total, small) = with_conduct(&conduct, |f| {
        let document = form4(f, &summary(f), &[]);
        let table = tables(&document)[0].clone();
        let small =
            document.blocks.iter().find_map(|b| if let Block::Small(text) = b { Some(text.clone()) } else { None });
        let total = texts(&table.groups.last().unwrap()[0]).into_iter().map(str::to_owned).collect::<Vec<_>>();
        (table.columns.iter().map(|c| c.head.to_string()).collect::<Vec<_>>(), total, small.unwrap())
    });
    let of = |head: &str| total[heads.iter().position(|h| h == head).unwrap()].as_str();
    // By hand: 4 ordered, 1 put right, 2 re-inspected; 1 ÷ 4 = 25 %.
    assert_eq!(["需整改", "已整改", "已复查", "整改率"].map(of), ["4", "1", "2", "25.0%"]);
    assert_eq!(of("已检查数"), "5");
    assert!(small.contains("整改率＝已整改÷需整改"), "{small}");
    // A department counts the businesses that it inspects: those of the vector whose stratum is its own.
    let by_department = with_conduct(&conduct, |f| summary(f).by_department);
    for t in &by_department {
        let own = list.businesses.iter().filter(|b| b.shares.iter().any(|s| s.department == t.label));
        let places: Vec<usize> = own.map(|b| b.number as usize).collect();
        let count = |all: &[usize]| places.iter().filter(|place| all.contains(place)).count() as u32;
        let counted = (t.ordered, t.rectified, t.reinspected);
        assert_eq!(counted, (count(&[1, 2, 3, 4]), count(&[1]), count(&[1, 2])), "{}", t.label);
    }
    // A campaign that records none has the form that it always had.
    let mut old = conduct.clone();
    old.inspections.values_mut().for_each(|i| i.rectification = None);
    let heads = with_conduct(&old, |f| tables(&form4(f, &summary(f), &[]))[0].columns.clone());
    assert!(heads.iter().all(|c| !c.head.contains("整改") || c.head.as_ref() == ORDERED), "{heads:?}");
}

#[test]
fn letter_and_report_tell_it() {
    let list = with_conduct(&Conduct::default(), worklist);
    let mut conduct = five(&list);
    let key = |place: usize| list.businesses[place].key.clone();
    conduct.inspections.get_mut(&key(2)).unwrap().rectification.as_mut().unwrap().done = "已更换灭火器。".into();
    let words = |document: &Document| format!("{document:?}");
    let [first, third, report] = with_conduct(&conduct, |f| {
        let report = report(f, &summary(f), &[], noon("2018-12-28"));
        [letter(f, &key(0)), letter(f, &key(2)), report].map(|d| words(&d))
    });
    let sentence = "请于2018年12月20日前改正（责令改正通知书平责改〔2018〕3号）。2018年12月21日复查，已整改到位。";
    assert!(first.contains(sentence), "{first}");
    let sentence =
        "前改正（责令改正通知书平责改〔2018〕3号）。整改情况：已更换灭火器。期限届满后，将由两名以上执法人员复查。";
    assert!(third.contains(sentence), "{third}");
    for told in [
        "责令改正4户，已复查2户，复查认定整改到位1户，整改率25.0%：",
        "责令改正、尚未复查到位的2户",
        "2018年12月22日，部分整改",
    ] {
        assert!(report.contains(told), "{told}: {report}");
    }
}

/// By hand from the calendar: the deadline itself, and ten days after it.
#[test]
fn what_is_due_is_the_deadline_and_the_reinspection() {
    let (mut desk, list) = drawn();
    let key = list.businesses[0].key.clone();
    let due = |desk: &Desk, today: u32| -> Vec<Deadline> {
        let list = worklist_of(desk);
        let all = deadlines(&desk.model, desk.campaign(), Some(&list), day(today));
        all.into_iter().filter(|d| matches!(d.matter, Matter::Rectification(_) | Matter::Reinspection(_))).collect()
    };
    let put = |desk: &mut Desk, on: &str, r: Rectification| {
        let inspection = Box::new(found(ORDERED, Some(r)));
        desk.act_on(on, Act::Inspect { business: key.clone(), inspection })
    };
    put(&mut desk, "2018-12-12", ordered(15)).unwrap();
    let all = due(&desk, 12);
    let told: Vec<_> = all.iter().map(|d| (d.what(), d.due, d.whom.clone(), d.standing)).collect();
    let name = &list.businesses[0].name;
    assert_eq!(
        told,
        [
            ("整改期限".to_owned(), day(15), name.clone(), DeadlineState::Soon),
            ("复查".to_owned(), day(25), name.clone(), DeadlineState::Open),
        ]
    );
    let calendar = ics("a1", "抽查", &all, noon("2018-12-12")).replace("\r\n ", "");
    assert!(calendar.contains(&format!("SUMMARY:整改期限：{name}\r\n")), "{calendar}");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20181225\r\n"), "{calendar}");
    assert_eq!(due(&desk, 16)[0].standing, DeadlineState::Overdue);
    put(&mut desk, "2018-12-17", Rectification { done: "已整改".into(), ..ordered(15) }).unwrap();
    assert_eq!(
        due(&desk, 17).iter().map(|d| d.standing).collect::<Vec<_>>(),
        [DeadlineState::Done, DeadlineState::Open]
    );
    put(&mut desk, "2018-12-26", seen(ordered(15), 26, Reinspection::Rectified)).unwrap();
    let standing: Vec<_> = due(&desk, 26).iter().map(|d| d.standing).collect();
    assert_eq!(standing, [DeadlineState::Done, DeadlineState::DoneLate]);
    let early = put(&mut desk, "2018-12-26", seen(ordered(15), 27, Reinspection::Rectified)).unwrap_err().to_string();
    assert!(early.contains("复查日期2018-12-27还没有到，请改正日期"), "{early}");
}

fn worklist_of(desk: &Desk) -> Worklist {
    mingchou::state::worklist(&desk.model, desk.campaign()).unwrap()
}

/// A sentence typed letter by letter is one entry of the log, and one step back; what is published goes on to be put right
/// without a correction, and nothing else of it does.
#[test]
fn typing_is_one_entry_and_publication_does_not_lock_it() {
    let (mut desk, list) = drawn();
    let key = list.businesses[0].key.clone();
    let act = |inspection: Inspection| Act::Inspect { business: key.clone(), inspection: Box::new(inspection) };
    let at = "2018-12-12";
    desk.act_on(at, act(found(ORDERED, None))).unwrap();
    let (entries, turns) = (desk.log().len(), desk.campaign().current().unwrap().turns.done.len());
    for text in ["平", "平责", "平责改〔2018〕3号"] {
        let r = Rectification { number: text.into(), ..Rectification::default() };
        desk.act_on(at, act(found(ORDERED, Some(r)))).unwrap();
    }
    assert_eq!(desk.log().len(), entries + 1);
    assert_eq!(desk.campaign().current().unwrap().turns.done.len(), turns + 1);
    desk.act_on(at, Act::UndoInspect).unwrap();
    assert_eq!(desk.campaign().current().unwrap().conduct.inspections[&key], found(ORDERED, None));
    // Erased, nothing of it is kept.
    desk.act_on(at, act(found(ORDERED, Some(Rectification::default())))).unwrap();
    assert_eq!(desk.campaign().current().unwrap().conduct.inspections[&key].rectification, None);
    let publish = Act::Publish { on: day(12), place: "县政府网站".into(), businesses: vec![key.clone()] };
    desk.act_on(at, publish).unwrap();
    desk.act_on(at, act(found(ORDERED, Some(ordered(20))))).unwrap();
    let changed = Inspection { notes: "另有说明".into(), ..found(ORDERED, Some(ordered(20))) };
    let refused = desk.act_on(at, act(changed.clone())).unwrap_err().to_string();
    assert!(refused.contains("公示"), "{refused}");
    desk.check_log();
    // As a correction it may change, and the correction shows it.
    let amended = found(ORDERED, Some(seen(ordered(21), 12, Reinspection::Partly)));
    let mut wanted = amended.clone();
    let able: Vec<String> = reinspectors(&list, &list.businesses[0]).into_iter().map(str::to_owned).collect();
    wanted.rectification.as_mut().unwrap().reinspectors = able[..2].to_vec();
    let (reason, approved_by) = ("期限写错".into(), "李主任".into());
    let amend = Amend { business: key.clone(), inspection: wanted.clone(), reason, approved_by };
    let was = desk.campaign().current().unwrap().conduct.inspections[&key].clone();
    desk.act_on(at, Act::Amend(Box::new(amend))).unwrap();
    let changes: Vec<_> =
        compared(&list, &list.businesses[0], &was, &wanted).iter().map(|change| change.sentence()).collect();
    let names: Vec<_> = able[..2].iter().map(|key| list.officer_name(key)).collect();
    assert_eq!(
        changes,
        [
            "整改期限：“2018-12-20”→“2018-12-21”".to_owned(),
            "复查日期：（空）→“2018-12-12”".into(),
            format!("复查人员：（空）→“{}”", names.join("、")),
            "复查结果：（空）→“部分整改”".into(),
        ]
    );
}

#[test]
fn the_papers_hold_what_was_ordered() {
    let finding = Finding {
        department: "县公安局".into(),
        item: "车辆及驾驶员管理".into(),
        problem: "两名驾驶员从业资格证过期".into(),
        handling: "责令改正".into(),
    };
    let mut conduct = Conduct::default();
    let findings = vec![finding];
    let r = Rectification { done: "已重新取证".into(), ..seen(ordered(20), 21, Reinspection::Rectified) };
    conduct.inspections.insert(FIRST.into(), Inspection { findings, ..found(ORDERED, Some(r)) });
    with_conduct(&conduct, |f| {
        let notice = order_notice(f, FIRST).unwrap();
        let text = format!("{notice:?}");
        for told in [
            "平责改〔2018〕3号",
            "2018年12月11日，县公安局按照",
            "两名驾驶员从业资格证过期",
            "现责令你单位于2018年12月20日前改正",
            "申请行政复议",
            "县公安局（公章）",
            "《责令改正通知书》",
        ] {
            assert!(text.contains(told), "{told}: {text}");
        }
        let sheet = reinspection_sheet(f, FIRST).unwrap();
        let facts = facts(&sheet);
        assert_eq!(facts["整改情况"], "已重新取证");
        assert_eq!(facts["复查结果"], "☑已整改到位　□部分整改　□未整改");
        assert_eq!((facts["整改期限"], facts["复查日期"]), ("2018年12月20日", "2018年12月21日"));
        let scene = scene_record(f, FIRST);
        assert_eq!(crate::common::papers::facts(&scene)["检查时间"], "2018年12月11日　　时　　分至　　时　　分");
        let record = format!("{scene:?}");
        for told in ["出示证件", "告知权利", "是否申请回避", "当事人意见", "本页签名：当事人"]
        {
            assert!(record.contains(told), "{told}: {record}");
        }
        assert!(record.contains("两名驾驶员从业资格证过期"));
        // Where nothing was ordered there is no paper.
        let other = f.outcome.businesses.iter().find(|key| *key != FIRST).unwrap();
        assert_eq!((order_notice(f, other), reinspection_sheet(f, other)), (None, None));
        assert_eq!(pack(f, Scope::Whole, &[Sheet::Order, Sheet::Reinspection]).len(), 2);
        assert_eq!(pack(f, Scope::Whole, &[Sheet::Checklist]).len(), 0, "no item has points");
    });
}

/// 检查表单: the points of the items that apply, department by department in the plan's order, what is answered ticked.
#[test]
fn the_checklist_has_the_points_in_the_order_of_the_departments() {
    let point = |text: &str| CheckPoint {
        number: "1".into(),
        text: text.into(),
        basis: "《安全生产法》".into(),
        method: "查阅台账".into(),
    };
    let answer = PointAnswer {
        department: "县公安局".into(),
        item: "车辆及驾驶员管理".into(),
        point: "驾驶员资格".into(),
        answer: Conformity::Fails,
    };
    let mut conduct = Conduct::default();
    conduct.inspections.insert(FIRST.into(), Inspection { answers: vec![answer], ..found("未发现问题", None) });
    with_conduct(&conduct, |f| {
        let mut plan = f.plan.plan.clone();
        for d in &mut plan.departments {
            let text = if d.name == "县公安局" { "驾驶员资格" } else { "登记事项" };
            d.items.iter_mut().for_each(|item| item.points = vec![point(text), point("台账")]);
        }
        let f = &DrawFacts { plan: PlanFacts { plan: &plan, ..f.plan }, ..*f };
        let document = checklist(f, FIRST).unwrap();
        let heads = document
            .blocks
            .iter()
            .filter_map(|b| if let Block::Heading(text) = b { Some(text.as_str()) } else { None });
        assert_eq!(heads.collect::<Vec<_>>(), ["一、县公安局", "二、县市场监管局"], "those whose items have points");
        let tables = tables(&document);
        // 危货运输企业管理 is for 危货 only, and this business is none.
        assert_eq!(tables[0].groups.len(), 1);
        let rows = &tables[0].groups[0];
        assert_eq!(texts(&rows[0])[..3], ["车辆及驾驶员管理", "1", "驾驶员资格"]);
        assert_eq!(texts(&rows[0])[5], "□符合　☑不符合\n□不适用　□未查");
        assert_eq!(
            texts(&rows[1])[4],
            "□符合　□不符合\n□不适用　☑未查",
            "once something is answered, the rest was not seen"
        );
        assert!(document.text().contains("县公安局检查人员（签名）"));
        assert_eq!(pack(f, Scope::Whole, &[Sheet::Checklist]).len(), f.outcome.businesses.len());
    });
}
