//! 频次核对: the ledger of a year held against a roster, by hand of twenty rows; and the way from a ledger to 封存单.

use crate::common::desk::Desk;
use crate::common::worker::ask;
use chrono::NaiveDate;
use mingchou::course::{
    CapFacts, HeldBusiness, Ledger, LedgerText, concerned_days, hold, match_list, read_ledger, year_days,
};
use mingchou::forms::{Block, form2, seal_sheet};
use mingchou::model::{CapRules, EntityKind, Inspection, JointVisits, ListHead, ListKind, check_digit, must_reason};
use mingchou::roster::{Edit, Rows};
use mingchou::state::*;
use mingchou::work::{
    CampaignPapers, CampaignSnapshot, HeldText, HoldLists, KeepRoster, ReadList, ReadRows, WorkerState,
};
use mingchou::workbook::Workbook;

/// A right credit code.
fn code(n: u32) -> String {
    let first = format!("91640221MA75{n:05}");
    format!("{first}{}", check_digit(&first).unwrap())
}

/// Twenty rows as departments send them, and a total that is none.
fn twenty() -> String {
    let [a, b, d, x, y] = [1, 2, 4, 8, 9].map(code);
    let rows = [
        format!("甲公司,{a},县交通局,2018-03-05,日常检查,是,"),
        format!("甲公司,{a},县消防大队,2018年3月5日,日常检查,,"),
        format!("甲公司,{a},县交通局,2018/6/1,专项检查,,"),
        "甲 公司,,县公安局,2018.9.10,双随机抽查,,".into(),
        format!("乙公司,{b},县交通局,2018-03-06,日常检查,,"),
        format!("乙公司,{b},县交通局,2018-05-06,日常检查,,"),
        format!("乙公司,{b},县交通局,2018-07-20,整改复查,,"),
        "丙公司,,县交通局,2018-04-01,日常检查,,".into(),
        "丙公司,无,县交通局,2018-05-01,日常检查,√,".into(),
        "丙公司,,县交通局,2018-08-20,日常检查,,".into(),
        "丙公司,,县消防大队,2018-08-21,日常检查,否,投诉举报".into(),
        format!("丁公司,{d},县消防大队,2018-11-15,日常检查,,"),
        format!("丁公司,{d},县消防大队,2017-11-15,日常检查,,"),
        format!("丁公司的旧名,{d},县消防大队,2017-12-01,日常检查,,"),
        "戊公司,,县交通局,2018-02-02,日常检查,,".into(),
        "戊公司,,县交通局,2018-02-03,日常检查,,".into(),
        format!("己公司,{x},县交通局,2018-02-03,日常检查,,"),
        format!("乙公司,{y},县交通局,2018-02-05,日常检查,,"),
        format!("丁公司,{d},县消防大队,2018-06-01,日常检查,否（企业申请）,"),
        format!("丁公司,{d},县公安局,不详,日常检查,,"),
    ];
    let head = "企业名称,统一社会信用代码,检查机关,检查日期,检查类型,是否计入,不计入理由";
    format!("\u{feff}{head}\n{}\n合计,,,20次,,,\n", rows.join("\n"))
}

fn roster() -> Vec<HeldBusiness> {
    let all = [("甲公司", code(1)), ("乙公司", code(2)), ("丙公司", String::new()), ("丁公司", code(4))];
    let twice = [("戊公司", String::new()), ("戊公司", "9164".into())];
    let all = all.into_iter().chain(twice).enumerate();
    all.map(|(i, (name, code))| HeldBusiness { place: u32::try_from(i).unwrap(), name: name.into(), code, out: false })
        .collect()
}

fn read(csv: &str) -> LedgerText {
    read_ledger(&Workbook::open(csv.as_bytes(), "台账.csv").unwrap(), true).unwrap().1
}

fn names(lines: &[mingchou::course::CapLine]) -> Vec<&str> {
    lines.iter().map(|line| line.name.as_str()).collect()
}

fn held(rules: &CapRules) -> mingchou::course::CapReport {
    let text = read(&twenty());
    let departments = ["县交通局", "县消防大队", "县公安局"].map(str::to_owned);
    let from = NaiveDate::from_ymd_opt(2018, 12, 10).unwrap();
    let ledger = Ledger { title: "台账", department: "", text: &text };
    hold(&roster(), &[ledger], &CapFacts { rules, departments: &departments, from })
}

#[test]
fn twenty_rows_propose_exactly_those_at_the_cap() {
    let r = held(&CapRules { total: Some(3), ..CapRules::default() });
    // By hand: 甲 on 3-5 (two departments, once), 6-1 and 9-10; 丙 on 4-1, 5-1 and 8-20; 乙 twice, its 复查 does not count.
    assert_eq!(names(&r.at_cap), ["甲公司", "丙公司"]);
    assert_eq!(r.at_cap[0].says, "检查频次已达上限（2018年已检查3次，上限3次）");
    assert_eq!(names(&r.near), ["乙公司", "丁公司"]);
    assert_eq!(r.near[0].says, "2018年已检查2次，再查1次就到上限3次");
    // 25 days before 10 December.
    assert_eq!(r.near[1].says, "11月15日刚检查过，到本次检查开始不足60天");
    // The twentieth row has no day, the total is no row.
    assert_eq!((r.rows, r.counted, r.unmatched, r.unclear_rows), (19, 10, 2, 2));
    assert_eq!(r.other_years, [(2017, 2)]);
    let uncounted: Vec<_> = r.uncounted.iter().map(|(why, n)| (why.as_str(), *n)).collect();
    assert_eq!(uncounted, [("企业申请", 1), ("投诉举报", 1), ("整改复核", 1)]);
    assert!(r.unclear[0].contains("“戊公司”没有代码，名录里有2户同名"), "{:?}", r.unclear);
    assert!(r.at_cap[0].visits.iter().any(|v| v == "2018-03-05 县消防大队 日常检查"), "{:?}", r.at_cap[0].visits);
}

#[test]
fn the_settings_say_what_counts() {
    let total = |rules: CapRules| {
        let r = held(&CapRules { total: Some(3), near_days: 0, ..rules });
        names(&r.at_cap).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    // 复查 counts: 乙 has three.
    assert_eq!(
        total(CapRules { counted: vec!["整改复核".into()], ..CapRules::default() }),
        ["甲公司", "乙公司", "丙公司"]
    );
    // Joint visits don't: 甲 is left with two.
    assert_eq!(total(CapRules { joint: JointVisits::No, ..CapRules::default() }), ["丙公司"]);
    // Each department once: 甲 has four.
    let four = held(&CapRules { total: Some(4), joint: JointVisits::Each, near_days: 0, ..CapRules::default() });
    assert_eq!(names(&four.at_cap), ["甲公司"]);
    // By department: 甲 was visited by 县交通局 on two days, 乙 too, 丙 on three; 县消防大队 may come once and was at 丁 and 甲.
    let own = vec![("县消防大队".to_owned(), 1)];
    let each = held(&CapRules { each: Some(3), departments: own, near_days: 0, ..CapRules::default() });
    assert_eq!(names(&each.at_cap), ["甲公司", "丙公司", "丁公司"]);
    assert_eq!(each.at_cap[0].says, "检查频次已达上限（县消防大队2018年已检查1次，上限1次）");
    assert_eq!(each.at_cap[1].department.as_deref(), Some("县交通局"));
    assert_eq!(names(&each.near), ["乙公司"]);
    // Without a cap nobody is proposed.
    assert!(held(&CapRules::default()).at_cap.is_empty());
}

#[test]
fn what_is_no_ledger_or_too_long_is_told_with_the_way_on() {
    let fault = |csv: &str| read_ledger(&Workbook::open(csv.as_bytes(), "台账.csv").unwrap(), true).unwrap_err();
    assert!(fault("姓名,电话\n张三,1\n").contains("没有找到检查台账的表头"));
    assert!(fault("企业名称,检查日期\n甲公司,\n").contains("没有一行可以读取"));
    let row = "甲公司,2018-03-05\n".repeat(300_001);
    let long = fault(&format!("企业名称,检查日期\n{row}"));
    assert!(long.contains("300002行") && long.contains("逐个导入"), "{long}");
}

#[test]
fn a_year_alone_several_departments_and_a_column_of_both_are_understood() {
    let csv = format!("年度,代码或名称,检查部门\n2018,{},县交通局、县公安局\n2018年,丙公司,县交通局\n", code(1));
    let text = read(&csv);
    let rows: Vec<_> = text.rows().map(|r| (r.name, r.code, r.department, r.when)).collect();
    let a = code(1);
    assert_eq!(
        rows,
        [("", a.as_str(), "县交通局", "2018"), ("", &a, "县公安局", "2018"), ("丙公司", "", "县交通局", "2018")]
    );
}

/// A row without a day is one visit however many departments it names, unless each counts; what an item is called does not
/// make a visit one that does not count where its kind is said.
#[test]
fn a_year_alone_is_one_visit_and_an_item_is_no_kind() {
    let a = code(1);
    let csv = format!(
        "年度,企业名称,统一社会信用代码,检查部门,检查类型,检查事项\n2018,甲公司,{a},县交通局、县公安局,日常检查,突发环境事件应急预案检查\n"
    );
    let text = read(&csv);
    let departments = ["县交通局", "县公安局"].map(str::to_owned);
    let from = NaiveDate::from_ymd_opt(2018, 12, 10).unwrap();
    let says = |joint, total| {
        let ledger = Ledger { title: "台账", department: "", text: &text };
        let rules = CapRules { total: Some(total), joint, ..CapRules::default() };
        let report = hold(&roster(), &[ledger], &CapFacts { rules: &rules, departments: &departments, from });
        (report.at_cap.len(), report.near.len(), report.counted)
    };
    assert_eq!(says(JointVisits::Once, 1), (1, 0, 2));
    assert_eq!(says(JointVisits::Once, 2), (0, 1, 2));
    assert_eq!(says(JointVisits::Each, 2), (1, 0, 2));
    assert_eq!(says(JointVisits::No, 1), (0, 0, 0));
}

/// The worker holds the ledger against the campaign's roster.
fn report(worker: &mut WorkerState, desk: &Desk) -> mingchou::work::HeldReport {
    let campaign = desk.campaign();
    let today = NaiveDate::from_ymd_opt(2018, 12, 3).unwrap();
    let mut texts = Vec::new();
    for list in &campaign.lists {
        let Some(Blob::List(text)) = desk.model.blobs.get(&list.blob) else { panic!("not kept") };
        let (kind, department) = (list.kind, list.head.issuer.clone());
        texts.push((HeldText { kind, title: list.head.told(kind), department }, text.clone()));
    }
    let (request, bytes) = HoldLists::of(CampaignSnapshot::of(campaign, today), texts);
    ask(worker, &request, &bytes).unwrap()
}

/// A worker that has the desk's rosters.
fn worker_of(desk: &Desk) -> WorkerState {
    let mut worker = WorkerState::default();
    for (name, blob) in desk.model.blobs.iter() {
        if let Some((keep, bytes)) = KeepRoster::of(*name, blob) {
            ask(&mut worker, &keep, &bytes).unwrap();
        }
    }
    worker
}

/// Takes a list in as the page does.
fn take(worker: &mut WorkerState, desk: &mut Desk, kind: ListKind, csv: &str) -> Result<(), Refusal> {
    let read = ReadList { file: "名单.csv".into(), kind, own: Vec::new() };
    let ReadRows { reading, sha256, name, text, packed } = ask(worker, &read, csv.as_bytes()).unwrap();
    let head = ListHead { title: "县里的名单".into(), ..ListHead::default() };
    let list = ListRef { blob: name, at: desk.next(), kind, file: read.file, sha256, rows: reading.rows, head };
    desk.act(Act::TakeList(Box::new(TakenList { list, text, packed })))
}

fn small(desk: &Desk) -> Vec<String> {
    let papers = CampaignPapers { model: &desk.model, campaign: desk.campaign(), address: None };
    let sheet = papers.of_seal(|_, facts| seal_sheet(&facts)).unwrap();
    sheet
        .blocks
        .into_iter()
        .filter_map(|block| if let Block::Small(text) = block { Some(text) } else { None })
        .collect()
}

#[test]
fn who_is_at_the_cap_is_left_out_with_the_reason_on_the_seal_sheet_and_in_the_log() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let mut settings = desk.campaign().settings.clone();
    settings.caps.total = Some(2);
    desk.act(Act::EditSettings(Box::new(settings))).unwrap();
    let mut worker = worker_of(&desk);
    let used = desk.campaign().businesses.clone().unwrap();
    let roster = desk.model.businesses(used.blob).unwrap();
    let row = |place: usize| roster.reading.rows.row(place).unwrap().into_owned();
    let (one, two) = (row(3), row(5));
    let line = |b: &mingchou::model::Business, day: &str| format!("{},{},县交通局,{day}\n", b.name, b.code);
    let lines = [line(&one, "2018-01-05"), line(&one, "2018-06-05"), line(&two, "2018-02-05")].concat();
    let csv = format!("企业名称,统一社会信用代码,检查机关,检查日期\n{lines}");
    take(&mut worker, &mut desk, ListKind::Ledger, &csv).unwrap();
    assert_eq!(take(&mut worker, &mut desk, ListKind::Ledger, &csv), Err(Refusal::SameList("名单.csv".into())));
    let r = report(&mut worker, &desk);
    assert_eq!(r.caps.at_cap.iter().map(|l| (l.place, l.name.as_str())).collect::<Vec<_>>(), [(3, one.name.as_str())]);
    assert_eq!(names(&r.caps.near), [two.name.as_str()]);
    // Nothing is left out by itself.
    assert!(left_out(&desk.model, desk.campaign())[0].is_empty());
    let reason = r.caps.at_cap[0].says.clone();
    let rows = [one.source.clone()].into_iter().collect();
    let mends = vec![Edit::ExcludeAll { rows, reason: reason.clone() }];
    desk.act(Act::Mend { kind: EntityKind::Business, mends }).unwrap();
    // Who is left out is proposed no more.
    assert!(report(&mut worker, &desk).caps.at_cap.is_empty());
    desk.seal(7).unwrap();
    assert!(
        small(&desk).iter().any(|text| text.contains(&format!("{reason}1户（{}）", one.name))),
        "{:?}",
        small(&desk)
    );
    let said: Vec<String> = desk.log().iter().map(|e| e.said(&str::to_owned)).collect();
    assert!(said.iter().any(|s| s.starts_with("导入检查台账“县里的名单”，文件“名单.csv”，3行，SHA-256 ")), "{said:?}");
    assert!(said.iter().any(|s| s.contains(&format!("不参加抽取，理由：{reason}"))), "{said:?}");
    desk.check_log();
    // Sealed, the lists stay as they are; stored, they come back.
    assert_eq!(desk.act(Act::DropList(0)), Err(Refusal::SealedAlready));
    let stored = read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap();
    assert_eq!(stored.lists, desk.campaign().lists);
    let list = &stored.lists[0];
    let Blob::List(text) = unpack(BlobKind::List, list.blob, &desk.packed()[&list.blob]).unwrap() else {
        panic!("no list")
    };
    assert_eq!(text.len(), 3);
}

/// Of the roster's rows at these places as a list of them, one more that it does not have.
fn list_of(desk: &Desk, places: &[usize]) -> (String, Vec<mingchou::model::Business>) {
    let roster = desk.model.businesses(desk.campaign().businesses.as_ref().unwrap().blob).unwrap();
    let rows: Vec<_> = places.iter().map(|place| roster.reading.rows.row(*place).unwrap().into_owned()).collect();
    let lines: String = rows.iter().map(|b| format!("{},{}\n", b.name, b.code)).collect();
    (format!("单位名称,信用代码\n{lines}平罗县没有的公司,\n"), rows)
}

#[test]
fn must_inspect_have_no_ticket_and_stand_on_the_seal_sheet_and_form_2() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let mut worker = worker_of(&desk);
    let (csv, rows) = list_of(&desk, &[0, 4]);
    take(&mut worker, &mut desk, ListKind::Must, &csv).unwrap();
    let found = report(&mut worker, &desk).lists.remove(0);
    assert_eq!((found.places.as_slice(), found.unmatched_rows), (&[0, 4][..], 1));
    assert_eq!(found.unmatched, ["平罗县没有的公司（第4行）"]);
    let told = desk.campaign().lists[0].head.told(ListKind::Must);
    let reason = must_reason(&told);
    let sources = rows.iter().map(|b| b.source.clone()).collect();
    let mends = vec![Edit::ExcludeAll { rows: sources, reason }];
    desk.act(Act::Mend { kind: EntityKind::Business, mends }).unwrap();
    // Whoever is left out is on the list all the same.
    let found = report(&mut worker, &desk).lists.remove(0);
    assert_eq!((found.places.len(), found.out, found.unmatched_rows), (0, 2, 1));
    desk.seal(7).unwrap();
    desk.draw();
    let attempt = desk.campaign().current().unwrap();
    let sealed = desk.model.sealed(attempt).unwrap();
    let outcome = desk.model.outcome(attempt.drawn().unwrap().outcome).unwrap();
    let record = desk.record().to_json();
    for b in &rows {
        assert!(sealed.businesses.get(&b.key()).is_none() && !outcome.businesses.contains(&b.key()));
        assert!(!record.contains(&b.name));
    }
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let papers = CampaignPapers { model: &desk.model, campaign: desk.campaign(), address: None };
    let sheet = papers.of_seal(|_, facts| seal_sheet(&facts)).unwrap();
    let form = papers.of_outcome(&list, |known| form2(&known.facts)).unwrap();
    for paper in [sheet, form] {
        let tables = paper.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
        let texts: Vec<String> = tables.flat_map(|t| t.groups.iter().flatten()).map(|row| format!("{row:?}")).collect();
        for b in &rows {
            assert_eq!(texts.iter().filter(|text| text.contains(&b.name)).count(), 1, "{texts:?}");
        }
        let small = |block: &Block| matches!(block, Block::Small(text) if text.contains("2户不编签、不参加抽取，不计入抽取户数"));
        assert!(paper.blocks.iter().any(small));
        let again = |block: &Block| matches!(block, Block::Small(text) if text.starts_with("名录中不参加抽取的") && text.contains(&rows[0].name));
        assert!(!paper.blocks.iter().any(again), "told once");
    }
}

#[test]
fn lists_are_shared_edited_and_put_away_until_the_seal() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let mut worker = worker_of(&desk);
    let (csv, _) = list_of(&desk, &[1]);
    take(&mut worker, &mut desk, ListKind::White, &csv).unwrap();
    let plan = Box::new(PlanDraft::pingluo());
    desk.model = desk.model.apply(Action::Create { id: "other".into(), at: desk.next(), plan }).unwrap();
    let at = desk.next();
    let act = |model: &Model, act| model.apply(Action::In { id: "other".into(), at, act });
    let model = act(&desk.model, Act::CarryLists(crate::common::desk::ID.into())).unwrap();
    let other = &model.campaigns["other"];
    assert_eq!(other.lists.len(), 1);
    assert!(other.parts().contains(&(BlobKind::List, desk.campaign().lists[0].blob)));
    // Twice is once.
    let model = act(&model, Act::CarryLists(crate::common::desk::ID.into())).unwrap();
    assert_eq!(model.campaigns["other"].lists.len(), 1);
    let head = ListHead { title: "白名单".into(), issuer: "县局".into(), ..ListHead::default() };
    desk.act(Act::EditList(0, head.clone())).unwrap();
    assert_eq!(desk.campaign().lists[0].head, head);
    desk.act(Act::DropList(0)).unwrap();
    assert!(desk.campaign().lists.is_empty());
    let said: Vec<String> = desk.log().iter().map(|e| e.said(&str::to_owned)).collect();
    let last = said.last().unwrap();
    assert!(last.starts_with("移除白名单“白名单”（县局），文件“名单.csv”，2行"), "{last}");
    // A backup of the one has the rows of its lists.
    let text = write_backup(&model.campaigns["other"], &Desk::of(model.clone()).packed()).unwrap();
    let (_, parts) = read_backup(&text).unwrap();
    assert!(parts.iter().any(|part| matches!(part.blob, Blob::List(_))));
}

/// A second campaign of the year is told of exactly those whom the first brought to the cap; its 复查 is not counted.
#[test]
fn own_campaigns_enter_the_ledger_by_themselves() {
    let (mut desk, list) = crate::common::desk::drawn();
    let visit = |day: &str| Inspection {
        date: Some(day.parse().unwrap()),
        result: "未发现问题".into(),
        ..Inspection::default()
    };
    let [one, two] = [&list.businesses[0], &list.businesses[1]];
    desk.act_on("2018-12-12", Act::Inspect { business: one.key.clone(), inspection: Box::new(visit("2018-12-12")) })
        .unwrap();
    let mut again = visit("2018-12-11");
    again.result = "发现问题已责令改正".into();
    again.rectification().reinspected = Some("2018-12-20".parse().unwrap());
    desk.act_on("2018-12-21", Act::Inspect { business: two.key.clone(), inspection: Box::new(again) }).unwrap();
    let year = |year| has_visits(desk.campaign(), &year_days(year));
    assert!(year(2018) && !year(2019));
    let mut text = LedgerText::default();
    add_visits(&mut text, &desk.model, desk.campaign(), &year_days(2018)).unwrap();
    let departments = |b: &mingchou::course::WorklistItem| b.shares.len();
    assert_eq!(text.len(), departments(one) + 2 * departments(two));
    let businesses = [one, two].map(|b| (b.name.clone(), b.code.clone()));
    let businesses: Vec<_> =
        (0..).zip(businesses).map(|(place, (name, code))| HeldBusiness { place, name, code, out: false }).collect();
    let from = "2018-12-25".parse().unwrap();
    let held = |total, counted: &[&str]| {
        let counted = counted.iter().map(ToString::to_string).collect();
        let rules = CapRules { total: Some(total), counted, near_days: 0, ..CapRules::default() };
        let ledger = Ledger { title: "本机", department: "", text: &text };
        let r = hold(&businesses, &[ledger], &CapFacts { rules: &rules, departments: &list.departments, from });
        names(&r.at_cap).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(held(1, &[]), [one.name.clone(), two.name.clone()]);
    assert!(held(2, &[]).is_empty(), "several departments on one day are one visit");
    assert_eq!(held(2, &["整改复核"]), std::slice::from_ref(&two.name));
}

/// A visit of December is told of in January; it is no visit of the new year. By hand: 20 December 2026 is 21 days before 10 January
/// 2027, 12 November 59 days, 11 November 60.
#[test]
fn who_was_visited_a_short_while_ago_is_told_across_new_year() {
    let [a, b, d] = [1, 2, 4].map(code);
    let rows = [
        format!("甲公司,{a},县交通局,2026-12-20,日常检查,,"),
        format!("乙公司,{b},县交通局,2026-11-12,日常检查,,"),
        "丙公司,,县交通局,2026-11-11,日常检查,,".into(),
        format!("丁公司,{d},县交通局,2026-12-28,整改复查,,"),
        format!("乙公司,{b},县交通局,2027-01-04,日常检查,,"),
    ];
    let text = read(&format!(
        "企业名称,统一社会信用代码,检查机关,检查日期,检查类型,是否计入,不计入理由\n{}\n",
        rows.join("\n")
    ));
    let held = |near_days| {
        let rules = CapRules { total: Some(1), near_days, ..CapRules::default() };
        let from = NaiveDate::from_ymd_opt(2027, 1, 10).unwrap();
        let facts = CapFacts { rules: &rules, departments: &["县交通局".to_owned()], from };
        hold(&roster(), &[Ledger { title: "台账", department: "", text: &text }], &facts)
    };
    let r = held(60);
    // 乙 has one visit of 2027 and is at the cap; those of 2026 count for no cap.
    assert_eq!((names(&r.at_cap), names(&r.near)), (vec!["乙公司"], vec!["甲公司"]));
    assert_eq!(r.at_cap[0].says, "检查频次已达上限（2027年已检查1次，上限1次）");
    assert_eq!(r.near[0].says, "2026年12月20日刚检查过，到本次检查开始不足60天");
    assert_eq!((r.counted, r.other_years.as_slice(), r.near_before), (1, &[(2026, 4)][..], 3));
    assert_eq!(names(&held(0).near), Vec::<&str>::new());
    // With no cap 乙 is told of by its visit of January, 丙 by none: its sixtieth day is over.
    let days = concerned_days(NaiveDate::from_ymd_opt(2027, 1, 10).unwrap(), &CapRules::default());
    assert_eq!((days.start().to_string(), days.end().to_string()), ("2026-11-12".into(), "2027-12-31".into()));
    let in_june = concerned_days(NaiveDate::from_ymd_opt(2027, 6, 1).unwrap(), &CapRules::default());
    assert_eq!(in_june.start().to_string(), "2027-01-01");
}

/// A visit whose record is not finished, a patrol and one that ended in a penalty do not count unless the county says so; whoever
/// was there all the same is told of.
#[test]
fn an_unfinished_record_a_patrol_and_a_penalty_count_where_the_county_says_so() {
    let text = |reason: &str| {
        let mut text = LedgerText::default();
        let kind = if reason == "巡查" { "日常巡查" } else { "双随机抽查" };
        let reason = if reason == "巡查" { "" } else { reason };
        let (code, when) = (code(1), "2018-12-01");
        text.push(&mingchou::course::LedgerRow {
            name: "甲公司",
            code: &code,
            when,
            kind,
            reason,
            ..Default::default()
        });
        text
    };
    for (reason, is_told) in [("记录不完整", true), ("作出处罚", true), ("巡查", false)] {
        let held = |counted: Vec<String>| {
            let rules = CapRules { total: Some(1), counted, ..CapRules::default() };
            let from = NaiveDate::from_ymd_opt(2018, 12, 10).unwrap();
            let facts = CapFacts { rules: &rules, departments: &["县交通局".to_owned()], from };
            hold(&roster(), &[Ledger { title: "台账", department: "", text: &text(reason) }], &facts)
        };
        let r = held(Vec::new());
        assert_eq!((r.at_cap.len(), r.uncounted.as_slice()), (0, &[(reason.to_owned(), 1)][..]));
        assert_eq!(r.near.len(), usize::from(is_told), "{reason}");
        assert_eq!(held(vec![reason.into()]).at_cap.len(), 1, "{reason}");
    }
}

/// Of many rows that are unclear it is told how many there are.
#[test]
fn unclear_rows_are_counted_beyond_those_that_are_told() {
    let text = read(&format!("企业名称,检查日期\n{}", "戊公司,2018-03-05\n".repeat(70)));
    let facts = CapFacts {
        rules: &CapRules::default(),
        departments: &[],
        from: NaiveDate::from_ymd_opt(2018, 12, 10).unwrap(),
    };
    let r = hold(&roster(), &[Ledger { title: "台账", department: "", text: &text }], &facts);
    assert_eq!((r.unclear.len(), r.unclear_rows), (20, 70));
    let list = match_list(&roster(), &text);
    assert_eq!((list.unclear.len(), list.unclear_rows), (50, 70));
}

/// A cell that says more, or less, than one day is told of with what was taken of it.
#[test]
fn what_was_taken_of_a_cell_that_is_no_single_day_is_told() {
    let csv = "企业名称,检查日期\n甲公司,2018-03-05至2018-03-06\n乙公司,2018年3月5日至7日\n丙公司,2018-03-05\n丁公司,2018年3月\n戊公司,2018年\n己公司,2018-03-05 10:30\n";
    let (reading, text) = read_ledger(&Workbook::open(csv.as_bytes(), "台账.csv").unwrap(), true).unwrap();
    let when: Vec<_> = text.rows().map(|r| r.when).collect();
    assert_eq!(when, ["2018-03-06", "2018-03-07", "2018-03-05", "2018", "2018", "2018-03-05"]);
    let told: Vec<_> = reading.problems.told.iter().map(|p| (p.cell.as_str(), p.left, p.message.as_str())).collect();
    assert_eq!(
        told.iter().map(|(cell, left, _)| (*cell, *left)).collect::<Vec<_>>(),
        [("B2", false), ("B3", false), ("B5", false)]
    );
    assert!(told[0].2.contains("“2018-03-05至2018-03-06”，是一段时间，按最后一天2018-03-06采用"), "{told:?}");
    assert!(told[2].2.contains("看不出是哪一天，只按2018年采用"), "{told:?}");
}

/// Visits of an attempt that was voided later were made: a campaign beside it is told of them, once each.
#[test]
fn visits_of_a_voided_attempt_count() {
    let (mut desk, list) = crate::common::desk::drawn();
    let b = &list.businesses[0];
    let visit =
        Inspection {
            date: Some("2018-12-03".parse().unwrap()), result: "未发现问题".into(), ..Inspection::default()
        };
    desk.act(Act::Inspect { business: b.key.clone(), inspection: Box::new(visit) }).unwrap();
    desk.void("名录有误").unwrap();
    assert!(desk.campaign().current().is_none() && has_visits(desk.campaign(), &year_days(2018)));
    let mut text = LedgerText::default();
    add_visits(&mut text, &desk.model, desk.campaign(), &year_days(2018)).unwrap();
    assert_eq!(text.len(), b.shares.len());
    assert!(text.rows().all(|r| r.batch.ends_with("（第1次抽取，已作废）") && r.when == "2018-12-03"));
    let business = HeldBusiness { place: 0, name: b.name.clone(), code: b.code.clone(), out: false };
    let rules = CapRules { total: Some(1), ..CapRules::default() };
    let from = "2018-12-25".parse().unwrap();
    let facts = CapFacts { rules: &rules, departments: &list.departments, from };
    assert_eq!(
        names(&hold(&[business], &[Ledger { title: "本机", department: "", text: &text }], &facts).at_cap).len(),
        1
    );
}

/// Without a kind an item may say that a visit does not count, but not that it ended in a penalty or was a patrol.
#[test]
fn what_an_item_looks_at_is_no_penalty_and_no_patrol() {
    let head = "企业名称,检查日期,检查事项,不计入理由\n";
    let uncounted = |item: &str, reason: &str| {
        let text = read(&format!("{head}甲公司,2018-03-05,{item},{reason}\n"));
        let facts = CapFacts {
            rules: &CapRules::default(),
            departments: &[],
            from: NaiveDate::from_ymd_opt(2018, 12, 10).unwrap(),
        };
        let ledger = Ledger { title: "台账", department: "", text: &text };
        hold(&roster(), &[ledger], &facts).uncounted.into_iter().map(|(why, _)| why).collect::<Vec<_>>()
    };
    for item in ["行政处罚信息公示情况检查", "罚款收缴情况检查", "安全巡查制度落实情况检查"]
    {
        assert!(uncounted(item, "").is_empty(), "{item}");
    }
    assert_eq!(uncounted("投诉举报核查", ""), ["投诉举报"]);
    assert_eq!(uncounted("行政处罚信息公示情况检查", "已作出行政处罚"), ["作出处罚"]);
}
