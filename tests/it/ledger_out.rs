//! 涉企行政检查台账 and its 统计: held against the printed 附件4, counted by hand, read back by this program and by openpyxl.

use crate::common::desk::{Desk, at, day, drawn};
use crate::common::python;
use mingchou::course::{
    Account, LedgerBook, LedgerText, StatRow, Statistics, VisitLine, Worklist, WorklistItem, read_ledger,
    read_own_ledger, year_days,
};
use mingchou::export::ledger_workbook;
use mingchou::forms::{Block, form4};
use mingchou::model::{
    CapRules, EntityKind, Finding, Inspection, JointVisits, LedgerColumn, LedgerField, Reinspection, Settings, Transfer,
};
use mingchou::roster::{Edit, Rows};
use mingchou::state::*;
use mingchou::work::{CampaignPapers, Content, year_ledger};
use mingchou::workbook::Workbook;

fn papers(desk: &Desk) -> CampaignPapers<'_> {
    CampaignPapers { model: &desk.model, campaign: desk.campaign(), address: None }
}

fn book(desk: &Desk) -> LedgerBook {
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    papers(desk).ledger(&list).unwrap()
}

fn found(on: u32, result: &str) -> Inspection {
    Inspection { date: Some(day(on)), result: result.into(), ..Inspection::default() }
}

fn inspect(desk: &mut Desk, business: &str, inspection: Inspection) {
    let business = business.to_owned();
    desk.act_on("2018-12-28", Act::Inspect { business, inspection: Box::new(inspection) }).unwrap();
}

/// What 附件4 prints of each department, and of all: 应检查, 已检查, 需整改, 已整改.
fn printed(desk: &Desk, list: &Worklist) -> Vec<(String, String, [String; 4])> {
    let form =
        papers(desk).of_outcome(list, |known| form4(&known.facts, known.summary(), known.discrepancies())).unwrap();
    let table = form.blocks.iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).unwrap();
    let place = |head: &str| table.columns.iter().position(|c| c.head == head);
    let heads = ["应检查数", "已检查数", "需整改", "已整改"].map(place);
    table
        .groups
        .iter()
        .flatten()
        .map(|row| {
            // 附件4 of a campaign that records no 整改 has no columns of it.
            let counts = heads.map(|head| head.map_or_else(String::new, |i| row[i].text.clone()));
            (row[0].text.clone(), row[2].text.clone(), counts)
        })
        .collect()
}

fn row<'a>(s: &'a Statistics, part: &str, label: &str) -> &'a StatRow {
    s.rows.iter().find(|r| r.part == part && r.label == label).unwrap_or_else(|| panic!("{part} {label}: {:?}", s.rows))
}

/// 统计 says of departments and of all what 附件4 prints, and its own sums fit.
fn equals_form_4(desk: &Desk) -> LedgerBook {
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let book = papers(desk).ledger(&list).unwrap();
    let s = &book.statistics;
    let mut departments = 0;
    for (part, label, [listed, inspected, ordered, rectified]) in printed(desk, &list) {
        if part != "部门" && !part.is_empty() || listed == "0" {
            continue;
        }
        departments += usize::from(part == "部门");
        let row = row(s, &part, &label);
        let [own_listed, own_inspected, _, own_ordered, own_rectified] = row.objects.unwrap().map(|n| n.to_string());
        assert_eq!((own_listed, own_inspected), (listed, inspected), "{part} {label}");
        if !ordered.is_empty() {
            assert_eq!((own_ordered, own_rectified), (ordered, rectified), "{part} {label}");
        }
    }
    assert!(departments > 0);
    let all = row(s, "", "合计").objects.unwrap();
    let of = |part: &str, i: usize| {
        s.rows.iter().filter(|r| r.part == part).filter_map(|r| r.objects).map(|o| o[i]).sum::<u32>()
    };
    assert_eq!([0, 1, 2, 3, 4].map(|i| of("检查类型", i)), all, "by kind nothing is lost");
    let voided = s.rows.iter().any(|r| r.part == "作废的抽取");
    if !voided {
        assert_eq!(s.saved, of("部门", 1) - all[1], "Σ (departments − 1)");
        let uncounted: u32 = s.reasons.iter().map(|(_, n)| n).sum();
        assert_eq!(row(s, "", "合计").uncounted, uncounted);
    }
    book
}

/// 平罗 of 2018 with every end that an inspection has: complete, 整改 re-inspected, handed on, without a result, with a penalty,
/// with a remark alone; the others wait.
fn mixed() -> (Desk, Worklist) {
    let (mut desk, list) = drawn();
    let b = |i: usize| &list.businesses[i];
    inspect(&mut desk, &b(0).key, found(11, "未发现问题"));
    let mut ordered = found(12, "发现问题已责令改正");
    let share = &b(1).shares[0];
    let r = ordered.rectification();
    (r.due, r.reinspected, r.outcome) = (Some(day(19)), Some(day(20)), Some(Reinspection::Rectified));
    r.reinspectors = share.officers.iter().map(|o| o.key.clone()).collect();
    inspect(&mut desk, &b(1).key, ordered);
    let share = &b(2).shares[0];
    let finding = Finding {
        department: share.department.clone(),
        item: share.items[0].clone(),
        problem: "动态监控不在线".into(),
        handling: "当场改正".into(),
    };
    inspect(&mut desk, &b(2).key, Inspection { findings: vec![finding], ..found(12, "发现问题待后续处理") });
    let transfer = Transfer {
        id: 0,
        business: b(2).key.clone(),
        problem: "动态监控不在线".into(),
        from: share.department.clone(),
        to: "县公安局".into(),
        on: day(13),
        due: None,
        answer: String::new(),
        answered: None,
        closed: None,
    };
    desk.act_on("2018-12-28", Act::Transfer(Box::new(transfer))).unwrap();
    inspect(&mut desk, &b(3).key, found(13, ""));
    inspect(&mut desk, &b(4).key, Inspection { follow_up: "已作出行政处罚".into(), ..found(14, "发现问题已责令改正") });
    inspect(&mut desk, &b(5).key, Inspection { notes: "门锁着".into(), ..Inspection::default() });
    (desk, list)
}

#[test]
fn a_campaign_is_counted_as_by_hand_and_as_form_4_prints_it() {
    let (desk, list) = mixed();
    let book = equals_form_4(&desk);
    let s = &book.statistics;
    // By hand: the first, second, third and fifth are complete; problems and orders are those of the second, third (found, not
    // ordered) and fifth. The fourth has no result, the fifth ended in a penalty, the second was re-inspected.
    let all = row(s, "", "合计");
    assert_eq!((all.objects, all.counted, all.uncounted), (Some([11, 4, 3, 2, 1]), 3, 3));
    let reasons: Vec<_> = s.reasons.iter().map(|(why, n)| (why.as_str(), *n)).collect();
    assert_eq!(reasons, [("记录不完整", 1), ("作出处罚", 1), ("整改复核", 1)]);
    let shares = |i: usize| u32::try_from(list.businesses[i].shares.len()).unwrap();
    let joint = [0, 1, 2, 4].map(|i| shares(i) - 1);
    assert_eq!(
        (s.saved, s.joint),
        (joint.iter().sum(), u32::try_from(joint.iter().filter(|n| **n > 0).count()).unwrap())
    );
    assert!(s.saved > 0);
    assert_eq!(s.businesses, 5);
    // One row a business and department, and one for the 复查, whose officers are of one department.
    let rows: u32 = (0..5).map(shares).sum::<u32>() + 1;
    assert_eq!(book.lines.len(), usize::try_from(rows).unwrap());
    assert!(book.lines.is_sorted_by_key(|line| line.when.clone()));
    let again = row(s, "检查类型", "整改复查");
    assert_eq!((again.objects, again.counted, again.uncounted), (None, 0, 1));
    // The lead inspects all.
    let lead = row(s, "部门", &list.lead);
    assert_eq!((lead.objects.unwrap()[..2].to_vec(), lead.counted), (vec![11, 4], 3));
    assert_eq!(s.rows.iter().filter(|r| r.label.contains("作废")).count(), 0);
}

#[test]
fn the_rows_have_what_the_form_wants() {
    let (mut desk, list) = mixed();
    let b = &list.businesses[0];
    let share = &b.shares[0];
    let approve = mingchou::model::Approval {
        department: share.department.clone(),
        business: None,
        approver: "王局长".into(),
        on: day(8),
        urgent: String::new(),
    };
    desk.act_on("2018-12-28", Act::Approve(Box::new(approve))).unwrap();
    let book = book(&desk);
    let line = |name: &str, again: bool| {
        book.lines.iter().find(|l| l.name == name && l.again == again && l.department == share.department).unwrap()
    };
    let first = line(&b.name, false);
    let text = |line: &VisitLine, field| line.text(field, 7).into_owned();
    assert_eq!(text(first, LedgerField::Number), "7");
    assert_eq!((text(first, LedgerField::Code), text(first, LedgerField::Day)), (b.code.clone(), "2018-12-11".into()));
    assert_eq!((text(first, LedgerField::Kind), text(first, LedgerField::Counted)), ("双随机抽查".into(), "是".into()));
    assert_eq!(text(first, LedgerField::Approved), "2018-12-08");
    assert_eq!(text(first, LedgerField::Plan), "平双随机〔2018〕1号");
    assert_eq!(text(first, LedgerField::Item), share.items.join("、"));
    assert_eq!(text(first, LedgerField::Problems), "0");
    let officer = &share.officers[0];
    assert!(text(first, LedgerField::Officers).contains(&format!("{}（{}）", officer.name, officer.key)), "{first:?}");
    assert!(!text(first, LedgerField::Basis).is_empty());
    let third = line(&list.businesses[2].name, false);
    assert_eq!(
        (text(third, LedgerField::Problems), text(third, LedgerField::Handling)),
        ("1".into(), "当场改正".into())
    );
    let again = line(&list.businesses[1].name, true);
    assert_eq!(
        (text(again, LedgerField::Kind), text(again, LedgerField::Result)),
        ("整改复查".into(), "已整改到位".into())
    );
    assert_eq!(text(again, LedgerField::Counted), "否（整改复核）");
    assert_eq!(
        text(line(&list.businesses[1].name, false), LedgerField::Rectification),
        "整改期限2018-12-19，2018-12-20复查：已整改到位"
    );
    assert_eq!(text(line(&list.businesses[3].name, false), LedgerField::Counted), "否（记录不完整）");
    // Nothing of people but the officers.
    let all = format!("{:?}", book.lines);
    assert!(!all.contains("王局长") && !all.contains(&b.address));
}

#[test]
fn the_settings_say_what_counts_here_as_they_do_for_the_caps() {
    let (desk, _) = mixed();
    let counts = |rules: CapRules| {
        let mut account = account(&desk.model, desk.campaign(), None).unwrap();
        let s = Statistics::of(&mut account, &rules, false);
        let all = row(&s, "", "合计").clone();
        (all.counted, all.uncounted, s)
    };
    let all = ["整改复核", "记录不完整", "作出处罚"].map(str::to_owned).to_vec();
    let (counted, uncounted, s) = counts(CapRules { counted: all, ..CapRules::default() });
    assert_eq!((counted, uncounted), (6, 0));
    assert!(s.rule.iter().any(|line| line.contains("整改复核、记录不完整、作出处罚按设置计次")), "{:?}", s.rule);
    // By department each counts: the sum of the departments.
    let (counted, _, s) = counts(CapRules { joint: JointVisits::Each, ..CapRules::default() });
    let departments: u32 = s.rows.iter().filter(|r| r.part == "部门").map(|r| r.counted).sum();
    assert_eq!(counted, departments);
    assert!(counted > 3);
    let (counted, _, s) = counts(CapRules { joint: JointVisits::No, ..CapRules::default() });
    assert_eq!(counted, 0, "each was visited by several departments");
    assert!(s.reasons.iter().any(|(why, _)| why == "联合检查"));
}

fn replace(kind: EntityKind, team: u32, out: &str) -> Act {
    let (out, reason, approved_by) = (out.into(), "已注销".into(), "李主任".into());
    Act::Substitute(Box::new(Replace { kind, team, out, reason, approved_by }))
}

/// More of each stratum, so that a second draw takes some again.
fn large(mode: Mode) -> Desk {
    let mut plan = PlanDraft::pingluo();
    plan.mode = mode;
    for stratum in &mut plan.strata {
        stratum.size = SizeDraft { by_count: true, value: "8".into(), at_most: false };
    }
    let mut desk = Desk::with_samples(plan);
    desk.seal(7).unwrap();
    desk.draw();
    desk
}

/// Leaves out the officers of departments that the plan does not have.
fn only_planned_officers(desk: &mut Desk) {
    let roster = desk.model.officers(desk.campaign().officers.as_ref().unwrap().blob).unwrap();
    let names: Vec<String> = desk.campaign().plan.departments.iter().map(|d| d.name.clone()).collect();
    let rows = &roster.reading.rows;
    let all = (0..rows.len()).filter_map(|place| rows.row(place));
    let others = all.filter(|o| !names.contains(&o.department)).map(|o| o.source.clone()).collect();
    let mends = vec![Edit::ExcludeAll { rows: others, reason: "不参加本次抽查".into() }];
    desk.act(Act::Mend { kind: EntityKind::Officer, mends }).unwrap();
}

#[test]
fn sums_equal_form_4_whatever_happened() {
    // Nothing was inspected yet.
    let (desk, list) = drawn();
    let empty = equals_form_4(&desk);
    assert_eq!((empty.lines.len(), row(&empty.statistics, "", "合计").objects.unwrap()), (0, [11, 0, 0, 0, 0]));
    // A business and an officer were replaced.
    let mut desk = desk;
    let out = &list.businesses[1];
    desk.act(replace(EntityKind::Business, out.team, &out.key)).unwrap();
    let officer = list.businesses[0].shares[0].officers[0].key.clone();
    desk.act(replace(EntityKind::Officer, list.businesses[0].team, &officer)).unwrap();
    let now = worklist(&desk.model, desk.campaign()).unwrap();
    for b in &now.businesses[..3] {
        inspect(&mut desk, &b.key, found(12, "发现问题已责令改正"));
    }
    let replaced = equals_form_4(&desk);
    assert!(replaced.lines.iter().all(|line| line.name != out.name && !line.officers.contains(&officer)));
    // Each business with officers of its own; all of them inspected.
    let mut desk = large(Mode::PerBusiness);
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let all = list.businesses.iter().map(|b| (b.key.clone(), found(3, "未发现问题"))).collect();
    desk.act(Act::InspectMany(all)).unwrap();
    assert_eq!(row(&equals_form_4(&desk).statistics, "", "合计").objects.unwrap()[..2], [40, 40]);
    // Two departments.
    let mut plan = PlanDraft::pingluo();
    plan.departments.truncate(2);
    let mut desk = Desk::with_samples(plan);
    only_planned_officers(&mut desk);
    desk.seal(7).unwrap();
    desk.draw();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    inspect(&mut desk, &list.businesses[0].key, found(12, "未发现问题"));
    assert_eq!(equals_form_4(&desk).statistics.rows.iter().filter(|r| r.part == "部门").count(), 2);
    equals_form_4(&mixed().0);
}

/// What earlier versions stored is counted too, also what the preliminary protocol drew.
#[test]
fn sums_equal_form_4_of_stored_campaigns() {
    let backups = [
        include_str!("../stored/backup-v5.json"),
        include_str!("../stored/backup-v6.json"),
        include_str!("../stored/backup-v6-drawn.json"),
    ];
    let mut inspected = 0;
    for backup in backups {
        let (campaign, parts) = read_backup(backup).unwrap();
        let model = Model::default().apply(Action::PartsRead(parts)).unwrap();
        let desk = Desk::of(model.apply(Action::Opened(vec![campaign])).unwrap());
        let book = equals_form_4(&desk);
        inspected += row(&book.statistics, "", "合计").objects.map_or(0, |o| o[1]);
    }
    assert!(inspected > 0);
}

/// Visits of an attempt that was voided were made: they are in the ledger and in the caps, each once.
fn voided() -> (Desk, [String; 3]) {
    let mut desk = large(Mode::Teams);
    let first = worklist(&desk.model, desk.campaign()).unwrap();
    let all = first.businesses.iter().map(|b| (b.key.clone(), found(3, "未发现问题"))).collect();
    desk.act(Act::InspectMany(all)).unwrap();
    desk.void("名录有误").unwrap();
    desk.seal(8).unwrap();
    desk.draw();
    let second = worklist(&desk.model, desk.campaign()).unwrap();
    let mut both = first.businesses.iter().filter(|b| second.get(&b.key).is_some()).map(|b| b.key.clone());
    let (same_day, other_day) = (both.next().unwrap(), both.next().unwrap());
    let once = first.businesses.iter().find(|b| second.get(&b.key).is_none()).unwrap().key.clone();
    inspect(&mut desk, &same_day, found(3, "发现问题待后续处理"));
    inspect(&mut desk, &other_day, found(5, "未发现问题"));
    (desk, [same_day, other_day, once])
}

#[test]
fn visits_of_a_voided_attempt_are_kept_and_counted_once() {
    let (desk, [same_day, other_day, once]) = voided();
    let book = equals_form_4(&desk);
    let s = &book.statistics;
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let lead: Vec<&VisitLine> = book.lines.iter().filter(|l| l.department == list.lead).collect();
    let visits = |key: &String| {
        let of = lead.iter().filter(|l| l.code == *key);
        of.map(|l| (l.when.as_str(), l.voided, l.result.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(visits(&same_day), [("2018-12-03", false, "发现问题待后续处理")], "of one day the record that goes on");
    assert_eq!(
        visits(&other_day),
        [("2018-12-03", true, "未发现问题"), ("2018-12-05", false, "未发现问题")],
        "two days are two visits"
    );
    assert_eq!(visits(&once), [("2018-12-03", true, "未发现问题")]);
    let gone = lead.iter().find(|l| l.code == once).unwrap();
    assert_eq!(gone.plan, "平双随机〔2018〕1号（第1次抽取，已作废）");
    assert!(gone.batch.ends_with("（第1次抽取，已作废）"));
    // 40 were inspected before the void, one of them again on that day, one on another.
    assert_eq!(row(s, "", "合计").objects.unwrap()[..2], [40, 2]);
    let before = row(s, "作废的抽取", "作废前已作的检查");
    assert_eq!((before.objects.unwrap()[1], before.counted), (39, 39));
    assert_eq!(row(s, "", "台账合计").counted, 41);
    assert!(s.rule.iter().any(|line| line.contains("抽取作废前已经作了的检查")));
}

#[test]
fn the_rows_read_back_once_each_without_a_question() {
    let (desk, _) = voided();
    let (mut other, list) = mixed();
    let usual = book(&desk);
    // Named, ordered and left out by the county.
    let mut settings = other.campaign().settings.clone();
    let column = |field, heading: &str, off| LedgerColumn { field, heading: heading.into(), off };
    settings.ledger_columns = vec![
        column(LedgerField::Counted, "算不算一次", false),
        column(LedgerField::Day, "哪天去的", false),
        column(LedgerField::Name, "去了谁家", false),
        column(LedgerField::Approved, "日期", false),
        column(LedgerField::Department, "哪家去的", false),
        column(LedgerField::Officers, "", true),
    ];
    other.act_on("2018-12-28", Act::EditSettings(Box::new(settings))).unwrap();
    let renamed = papers(&other).ledger(&list).unwrap();
    assert_eq!(renamed.columns.len(), 18);
    for book in [&usual, &renamed] {
        let bytes = ledger_workbook(book, at(0)).unwrap();
        let open = Workbook::open(&bytes, "台账.xlsx").unwrap();
        let (reading, text) = read_own_ledger(&open, true, &book.columns).unwrap();
        assert_eq!(reading.problems.told, []);
        same_rows(book, &text);
    }
    // The usual headings need no settings.
    let bytes = ledger_workbook(&usual, at(0)).unwrap();
    let (reading, text) = read_ledger(&Workbook::open(&bytes, "台账.xlsx").unwrap(), true).unwrap();
    assert_eq!((reading.problems.told.len(), reading.rows), (0, usual.lines.len()));
    same_rows(&usual, &text);
}

fn same_rows(book: &LedgerBook, text: &LedgerText) {
    let read: Vec<_> = text.rows().map(|r| (r.name, r.code, r.department, r.when, r.kind, r.item, r.batch)).collect();
    let own = book.lines.iter().map(|l| {
        (
            l.name.as_str(),
            l.code.as_str(),
            l.department.as_str(),
            l.when.as_str(),
            l.kind.as_str(),
            l.item.as_str(),
            l.plan.as_str(),
        )
    });
    assert_eq!(read, own.collect::<Vec<_>>());
    let counted: Vec<_> = text.rows().map(|r| (r.counted, r.reason.to_owned())).collect();
    let own = book.lines.iter().map(|l| l.uncounted.as_ref().map_or(("1", String::new()), |why| ("0", why.clone())));
    assert_eq!(counted, own.collect::<Vec<_>>());
}

#[test]
fn a_year_is_what_its_campaigns_put_down_in_it() {
    let (one, _) = mixed();
    let (two, _) = voided();
    let of = |desk: &Desk| account(&desk.model, desk.campaign(), None).unwrap();
    let settings = Settings::default();
    let year = year_ledger(vec![of(&one), of(&two)], 2018, &settings);
    let (a, b) = (book(&one), book(&two));
    assert_eq!(year.title, "2018年涉企行政检查台账");
    assert_eq!(year.lines.len(), a.lines.len() + b.lines.len());
    let all = |s: &Statistics| row(s, "", "合计").objects.unwrap();
    // 已检查, 发现问题, 责令改正, 已整改 are the sums; nobody waits in a year.
    let sums: Vec<u32> = (1..5).map(|i| all(&a.statistics)[i] + all(&b.statistics)[i]).collect();
    assert_eq!(all(&year.statistics)[1..], sums);
    assert!(!year.statistics.headings().contains(&"应检查户数"));
    assert_eq!(year.statistics.saved, a.statistics.saved + b.statistics.saved);
    // Another year has nothing of it; the 复查 of the next January would be of that year.
    assert!(year_ledger(vec![of(&one)], 2019, &settings).lines.is_empty());
    let early: Account = of(&one).within(&(day(1)..=day(12)));
    assert!(early.lines.iter().all(|l| l.when.as_str() <= "2018-12-12") && !early.lines.is_empty());
    assert_eq!(*year_days(2018).end(), day(31));
}

/// What another program makes of the workbook: text stays text, counts are numbers, nothing is a formula.
#[test]
fn openpyxl_reads_both_sheets() {
    if !python::has("openpyxl") {
        return;
    }
    let (desk, _) = mixed();
    let mut book = book(&desk);
    book.lines[0].name = "=HYPERLINK(\"x\")".into();
    let folder = python::folder("ledger-out");
    std::fs::write(folder.join("a.xlsx"), Content::Ledger(Box::new(book.clone())).make(at(0)).unwrap()).unwrap();
    let script = folder.join("read.py");
    let code = "import json, openpyxl, sys\nbook = openpyxl.load_workbook(sys.argv[1])\n\
        assert not any(c.data_type == 'f' for s in book for row in s.iter_rows() for c in row)\n\
        print(json.dumps({s.title: [[c.value for c in row] for row in s.iter_rows()] for s in book}))\n";
    std::fs::write(&script, code).unwrap();
    let read: serde_json::Value =
        serde_json::from_str(&python::run(script.to_str().unwrap(), &[&folder.join("a.xlsx")])).unwrap();
    let rows = read["检查台账"].as_array().unwrap();
    assert_eq!(rows.len(), book.lines.len() + 2);
    assert_eq!(rows[1].as_array().unwrap().len(), 19);
    assert_eq!(rows[1][18], "是否计次、理由");
    assert_eq!((&rows[2][0], &rows[2][1], &rows[2][9]), (&1.into(), &"=HYPERLINK(\"x\")".into(), &"2018-12-11".into()));
    let sheet = read["统计"].as_array().unwrap();
    assert_eq!(sheet[1].as_array().unwrap()[..4], ["分项", "部门、类型", "应检查户数", "已检查户数"]);
    let all = sheet.iter().find(|r| r[1] == "合计").unwrap().as_array().unwrap();
    assert_eq!(all[2..], [11, 4, 3, 3, 3, 2, 1]);
    let texts: Vec<&str> = sheet.iter().filter_map(|r| r[0].as_str()).collect();
    assert!(texts.iter().any(|t| t.starts_with("减少入企次数：")), "{texts:?}");
    for line in &book.statistics.rule {
        assert!(texts.iter().any(|t| t.ends_with(line.as_str())), "{line}");
    }
}

/// The headings of this campaign's ledger go first and hide nothing: another's ledger has some of them too, and a sheet behind ours
/// is another's.
#[test]
fn own_headings_hide_neither_columns_nor_sheets_of_others() {
    let own = Settings::default().shown_ledger_columns();
    let csv = "企业,统一社会信用代码,检查部门,检查日期,检查类型,是否计入\n甲公司,91640221MA75000013,县交通局,2018-03-05,整改复查,否\n";
    let (reading, text) = read_own_ledger(&Workbook::open(csv.as_bytes(), "台账.csv").unwrap(), true, &own).unwrap();
    assert!(reading.has_departments);
    let row = text.rows().next().unwrap();
    assert_eq!(
        (row.name, row.code, row.department, row.when, row.kind, row.counted),
        ("甲公司", "91640221MA75000013", "县交通局", "2018-03-05", "整改复查", "0")
    );
    let html = |head: [&str; 2], row: [&str; 2]| {
        let cells = |texts: [&str; 2]| texts.map(|text| format!("<td>{text}</td>")).concat();
        format!("<table><tr>{}</tr><tr>{}</tr></table>", cells(head), cells(row))
    };
    let ours = html(["企业", "检查日期"], ["甲公司", "2018-03-05"]);
    let theirs = html(["企业名称", "检查时间"], ["乙公司", "2018-03-06"]);
    let page = format!("<html><body>{ours}{theirs}</body></html>");
    let (_, text) = read_own_ledger(&Workbook::open(page.as_bytes(), "台账.xls").unwrap(), true, &own).unwrap();
    let rows: Vec<_> = text.rows().map(|r| (r.name, r.when)).collect();
    assert_eq!(rows, [("甲公司", "2018-03-05"), ("乙公司", "2018-03-06")]);
    // What heads another of the county's columns is no day.
    let mut settings = Settings::default();
    let column = |field, heading: &str| LedgerColumn { field, heading: heading.into(), off: false };
    settings.ledger_columns = vec![column(LedgerField::Published, "年度"), column(LedgerField::Result, "检查内容")];
    let csv = "企业,检查日期,年度,检查内容,检查部门\n甲公司,2018-03-05,2017,未发现问题,县交通局\n";
    let book = Workbook::open(csv.as_bytes(), "台账.csv").unwrap();
    let (_, text) = read_own_ledger(&book, true, &settings.shown_ledger_columns()).unwrap();
    let row = text.rows().next().unwrap();
    assert_eq!((row.when, row.item, row.department), ("2018-03-05", "", "县交通局"));
}

/// A fine that one department imposed leaves the visit of the others one that counts; what is said of the whole is of all.
#[test]
fn a_penalty_is_of_the_department_that_imposed_it() {
    let (mut desk, list) = drawn();
    let b = list.businesses.iter().find(|b| b.shares.len() > 1).unwrap();
    let by = &b.shares[0];
    let finding = Finding {
        department: by.department.clone(),
        item: by.items[0].clone(),
        problem: "动态监控不在线".into(),
        handling: "罚款500元".into(),
    };
    let inspection = Inspection { findings: vec![finding], ..found(12, "发现问题待后续处理") };
    inspect(&mut desk, &b.key, inspection.clone());
    for line in &book(&desk).lines {
        assert_eq!(line.uncounted.is_some(), line.department == by.department, "{line:?}");
    }
    inspect(&mut desk, &b.key, Inspection { follow_up: "已作出行政处罚".into(), ..inspection });
    assert!(book(&desk).lines.iter().all(|line| line.uncounted.as_deref() == Some("作出处罚")));
}

#[test]
fn a_department_written_another_way_keeps_its_businesses() {
    let (desk, _) = mixed();
    let of = |account: &mut Account| Statistics::of(account, &CapRules::default(), false);
    let mut account = account(&desk.model, desk.campaign(), None).unwrap();
    let usual = of(&mut account.clone());
    account.departments.iter_mut().for_each(|name| *name = format!("{name} "));
    let other = of(&mut account);
    let objects = |s: &Statistics| {
        s.rows.iter().filter(|r| r.part == "部门").map(|r| (r.label.trim().to_owned(), r.objects)).collect::<Vec<_>>()
    };
    assert_eq!(objects(&other), objects(&usual));
}

/// A visit of several departments that was voided and goes on with fewer of them is one visit: the others' rows stay, it is counted
/// where it goes on.
#[test]
fn a_voided_visit_that_goes_on_with_fewer_departments_is_counted_once() {
    let mut desk = large(Mode::Teams);
    let first = worklist(&desk.model, desk.campaign()).unwrap();
    let all = first.businesses.iter().map(|b| (b.key.clone(), found(3, "未发现问题"))).collect();
    desk.act(Act::InspectMany(all)).unwrap();
    desk.void("参加部门有误").unwrap();
    let mut plan = desk.campaign().plan.clone();
    plan.departments.truncate(2);
    desk.act(Act::EditPlan(Box::new(plan))).unwrap();
    only_planned_officers(&mut desk);
    desk.seal(8).unwrap();
    desk.draw();
    let second = worklist(&desk.model, desk.campaign()).unwrap();
    let fewer = |b: &&WorklistItem| second.get(&b.key).is_some_and(|now| now.shares.len() < b.shares.len());
    let b = first.businesses.iter().find(fewer).unwrap();
    inspect(&mut desk, &b.key, found(3, "未发现问题"));
    let book = book(&desk);
    assert!(book.lines.iter().any(|line| line.voided && line.code == b.code));
    let before = row(&book.statistics, "作废的抽取", "作废前已作的检查");
    assert_eq!(before.objects.unwrap()[1], 39, "40 before the void, one of them goes on");
}

/// Whoever was replaced after the visit was there; whoever was replaced before was not.
#[test]
fn the_officers_of_a_visit_are_those_of_its_day() {
    let (mut desk, list) = drawn();
    let b = &list.businesses[0];
    let officer = b.shares[0].officers[0].clone();
    let named = |desk: &Desk| {
        let list = worklist(&desk.model, desk.campaign()).unwrap();
        let book = account(&desk.model, desk.campaign(), Some(&list)).unwrap();
        let line = book.lines.iter().find(|line| line.name == b.name && line.department == b.shares[0].department);
        line.unwrap().officers.clone()
    };
    inspect(&mut desk, &b.key, found(12, "未发现问题"));
    let then = named(&desk);
    assert!(then.contains(&officer.key), "{then}");
    desk.act_on("2018-12-28", replace(EntityKind::Officer, b.team, &officer.key)).unwrap();
    assert_eq!(named(&desk), then);
    // A visit of after that day is the other's.
    inspect(&mut desk, &b.key, found(28, "未发现问题"));
    assert!(!named(&desk).contains(&officer.key));
}
