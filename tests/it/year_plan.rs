//! 年度计划: plans of the five sources read without a question, written in each column set and read back; what can be joined, by
//! hand; how far the rows are by the campaigns; an inspection outside the plan.

use crate::common::desk::{Desk, day};
use crate::common::python;
use crate::common::worker::{ask, refusal};
use mingchou::course::*;
use mingchou::export::{publication_csv, publication_page, year_plan_workbook};
use mingchou::model::{Inspection, PlanField as F, PlanRow, YearPlan};
use mingchou::roster::PlanSet;
use mingchou::state::*;
use mingchou::work::{Content, MakeFile, ReadYearPlan, WorkerState};
use mingchou::workbook::Workbook;
use std::collections::BTreeMap;

fn read(text: &str) -> Result<YearReading, String> {
    let bytes = format!("\u{feff}{text}");
    read_year_plan(&Workbook::open(bytes.as_bytes(), "计划.csv").unwrap(), "计划.csv")
}

fn cells(all: &[(F, &str)]) -> BTreeMap<F, String> {
    all.iter().map(|(field, text)| (*field, (*text).to_owned())).collect()
}

fn row(id: &str, all: &[(F, &str)]) -> PlanRow {
    PlanRow { id: id.into(), cells: cells(all) }
}

fn told(reading: &YearReading) -> Vec<String> {
    reading.problems.told.iter().map(|p| format!("{} {}", p.cell, p.message)).collect()
}

/// A source, its header row, a row beneath, and what that row says.
type Source = (&'static str, &'static str, &'static str, Vec<(F, &'static str)>);

/// domain-2026 §4, typed off by hand.
fn sources() -> Vec<Source> {
    vec![
        (
            "NX26",
            "检查主体,事项,依据,对象,时间,比例,同一企业频次,可联合部门",
            "县交通运输局,道路运输安全检查,《道路运输条例》,道路运输企业,3-5月,5%,1次/年,县公安局",
            vec![
                (F::Lead, "县交通运输局"),
                (F::Item, "道路运输安全检查"),
                (F::Basis, "《道路运输条例》"),
                (F::Objects, "道路运输企业"),
                (F::When, "3-5月"),
                (F::Ratio, "5%"),
                (F::Cap, "1次/年"),
                (F::MayJoin, "县公安局"),
            ],
        ),
        (
            "FC",
            "序号,任务名称,制定任务依据,检查类型,实施主体,是否联合,联合部门,检查地域,实施层级,检查事项,检查方式,任务日期,是否涉企,检查对象,检查对象基数,检查比例,检查频次上限",
            "1,客运检查,《条例》,日常检查,县交通局,是,县公安局,全县,县级,资质检查,现场检查,2026年3月-6月,是,客运企业,40,10%,2",
            vec![
                (F::Title, "客运检查"),
                (F::Basis, "《条例》"),
                (F::Kind, "日常检查"),
                (F::Lead, "县交通局"),
                (F::Joint, "是"),
                (F::Partners, "县公安局"),
                (F::Area, "全县"),
                (F::Level, "县级"),
                (F::Item, "资质检查"),
                (F::Way, "现场检查"),
                (F::When, "2026年3月-6月"),
                (F::OnBusiness, "是"),
                (F::Objects, "客运企业"),
                (F::Base, "40"),
                (F::Ratio, "10%"),
                (F::Cap, "2"),
            ],
        ),
        (
            "QLM",
            "抽查计划编号,任务名称,抽查类型,抽查对象,发起部门,参与部门,抽查比例（数量）,检查方式,起止时间,抽查事项",
            "P-2026-7,加油站抽查,不定向,加油站,市应急局,\"市商务局、市市场监管局\",3户,实地核查,2026-04-01至2026-05-31,油品质量",
            vec![
                (F::Number, "P-2026-7"),
                (F::Title, "加油站抽查"),
                (F::Kind, "不定向"),
                (F::Objects, "加油站"),
                (F::Lead, "市应急局"),
                (F::Partners, "市商务局、市市场监管局"),
                (F::Ratio, "3户"),
                (F::Way, "实地核查"),
                (F::When, "2026-04-01至2026-05-31"),
                (F::Item, "油品质量"),
            ],
        ),
        (
            "CZ",
            "序号,检查事项名称,实施处室,检查对象,时间安排,频次安排,检查方式,采取“综合查一次”",
            "1,安全生产检查,安全监督处,危险化学品企业,第二季度,每年1次,现场,是",
            vec![
                (F::Item, "安全生产检查"),
                (F::Lead, "安全监督处"),
                (F::Objects, "危险化学品企业"),
                (F::When, "第二季度"),
                (F::Cap, "每年1次"),
                (F::Way, "现场"),
                (F::Combined, "是"),
            ],
        ),
        (
            "QHD",
            "抽查任务名称,抽查事项,发起方式,抽查主体（层级）,抽查对象,抽查比例,抽查目标数,信用风险分类监管要求,时间段,备注（联查部门）",
            "客运站抽查,客运站安全,部门联合,市交通运输局（市级）,客运站,5%,3,\"A类1%，C类50%\",5月至7月,市公安局、市应急管理局",
            vec![
                (F::Title, "客运站抽查"),
                (F::Item, "客运站安全"),
                (F::Joint, "部门联合"),
                (F::Lead, "市交通运输局"),
                (F::Level, "市级"),
                (F::Objects, "客运站"),
                (F::Ratio, "5%"),
                (F::Target, "3"),
                (F::Credit, "A类1%，C类50%"),
                (F::When, "5月至7月"),
                (F::Partners, "市公安局、市应急管理局"),
            ],
        ),
    ]
}

#[test]
fn the_five_sources_are_read_without_a_question() {
    for (source, header, line, says) in sources() {
        // As they are published: a title above, a total and a remark below.
        let text = format!("{source}县2026年度行政检查计划表\n{header}\n{line}\n合计,,,,,\n注：本表以公告为准\n");
        let reading = read(&text).unwrap();
        assert_eq!(told(&reading), Vec::<String>::new(), "{source}");
        assert_eq!(reading.rows.len(), 1, "{source}");
        assert_eq!(reading.rows[0].cells, cells(&says), "{source}");
        assert_eq!(reading.years, [2026], "{source}");
    }
}

#[test]
fn what_a_plan_has_no_place_for_is_kept_and_told() {
    let reading = read(
        "任务名称,实施主体,检查内容,检查对象,时间,开展科室,备注\n客运检查,县交通局,查资质,客运企业,同上,运管科,每季\n货运检查,县交通局,,货运企业,46082,〃,\n,县交通局,,,,,\n普货检查,,查车,普货企业,8月,,\n",
    )
    .unwrap();
    assert_eq!(
        told(&reading),
        [
            "F1 “开展科室”这一列年度计划里没有，内容记在“备注”里，写作“开展科室：……”",
            "第4行 这一行没有任务名称，也没有检查事项，没有采用：县交通局",
            "第5行 “普货检查”没有写检查机关，照样采用；由此新建抽查之前请补上",
        ]
    );
    let [first, second, third] = reading.rows.as_slice() else { panic!("{:?}", reading.rows) };
    assert_eq!(first.cells[&F::Note], "每季\n开展科室：运管科");
    // 检查内容 is what is inspected where no column says it otherwise.
    assert_eq!(first.cells[&F::Item], "查资质");
    assert_eq!(second.place, "第3行");
    assert_eq!(third.cells[&F::Title], "普货检查");
    // A total is none, however many sums it has; a share is what the spreadsheet shows.
    let sums = read("任务名称,检查部门,对象基数,目标数,检查比例\n甲,县交通局,10,1,0.05\n合计,,10,1,5%\n").unwrap();
    assert_eq!((sums.rows.len(), sums.rows[0].cells[&F::Ratio].as_str()), (1, "5%"));
    // A department a line.
    let lines =
        read("任务名称,检查部门,联合部门,检查对象\n甲,县交通局,\"县公安局\n县应急局\",\"客运\n货运\"\n").unwrap();
    assert_eq!(lines.rows[0].cells[&F::Partners], "县公安局、县应急局");
    assert_eq!(lines.rows[0].cells[&F::Objects], "客运\n货运");
    // Beside 检查事项 it is a column of its own.
    let both = read("检查事项,检查内容,检查主体\n资质检查,查许可证,县交通局\n").unwrap();
    assert_eq!(both.rows[0].cells[&F::Note], "检查内容：查许可证");
    // Two columns of days are one period.
    let days = read("任务名称,检查部门,开始时间,结束时间\n甲,县交通局,2026-03-01,2026年4月30日\n").unwrap();
    assert_eq!(days.rows[0].cells[&F::When], "2026-03-01至2026-04-30");
    for (text, why) in [
        ("企业名称,统一社会信用代码\n甲公司,91640221MA75000011\n", "没有找到年度计划表的表头"),
        ("任务名称,检查部门\n", "表头下面没有一行可以读取"),
    ] {
        assert!(read(text).unwrap_err().starts_with(why), "{text}");
    }
    let many: String = (0..2_001).map(|n| format!("任务{n},县交通局\n")).collect();
    assert!(read(&format!("任务名称,检查部门\n{many}")).unwrap_err().starts_with("表中共有2001行"));
    let mut worker = WorkerState::default();
    let request = ReadYearPlan { file: "a.xlsx".into() };
    assert!(!refusal(ask(&mut worker, &request, b"nothing")).is_empty());
}

/// By hand: the numbers of the tasks are kept, what counts the rows is not.
#[test]
fn numbers_of_tasks_are_kept_and_numbers_of_rows_are_not() {
    for (head, lines, numbers) in [
        ("序号,编号", ["1,甲-7", "2,20260012"], ["甲-7", "20260012"]),
        ("编号,序号", ["20260011,1", "20260012,2"], ["20260011", "20260012"]),
        ("序号,编号", ["1,1", "2,2"], ["", ""]),
        ("序号,编号", ["1,31", "2,32"], ["31", "32"]),
        ("编号,检查方式", ["20260011,现场", "20260012,现场"], ["20260011", "20260012"]),
        ("编号,检查方式", ["101,现场", "105,现场"], ["101", "105"]),
        ("编号,检查方式", ["1,现场", "2,现场"], ["", ""]),
        ("序号,检查方式", ["一,现场", "二,现场"], ["", ""]),
        ("序号,检查方式", ["1-1,现场", "1－2,现场"], ["", ""]),
        ("序号,检查方式", ["（一）,现场", "A-3,现场"], ["", "A-3"]),
        ("序号,检查方式", ["3,现场", "7,现场"], ["", ""]),
        ("编号,计划编号", ["20260011,P-1", "20260012,P-2"], ["P-1", "P-2"]),
    ] {
        let text = format!(
            "{head},任务名称,检查机关\n{},客运检查,县交通局\n{},货运检查,县公安局\n合计,,,\n",
            lines[0], lines[1]
        );
        let reading = read(&text).unwrap();
        let read: Vec<_> =
            reading.rows.iter().map(|row| row.cells.get(&F::Number).map_or("", String::as_str)).collect();
        assert_eq!(read, numbers, "{head} {lines:?}");
        assert!(reading.rows.iter().all(|row| !row.cells.contains_key(&F::Note)), "{head} {lines:?}");
    }
}

/// Two rows: one that says all, in several lines and with what looks like a formula, and one that says little.
fn plan() -> YearPlan {
    let mut whole: Vec<(F, &str)> = F::ALL.iter().map(|field| (*field, field.title())).collect();
    for (field, text) in &mut whole {
        *text = match field {
            F::Title => "客运检查",
            F::Item => "资质检查\n=1+1",
            F::Lead => "县交通运输局",
            F::Partners => "县公安局、县应急管理局",
            F::MayJoin => "县税务局",
            F::Level => "县级",
            F::Note => "每季一次",
            F::When => "3-5月",
            _ => text,
        };
    }
    let few = [
        (F::Title, "货运检查"),
        (F::Item, "货运检查"),
        (F::Lead, "县交通运输局"),
        (F::Partners, "县公安局"),
        (F::Target, "20"),
    ];
    YearPlan { rows: vec![row("a", &whole), row("b", &few)], ..YearPlan::of(2026) }
}

/// By hand, from the columns: the fields that each set has.
const FIELDS: [(PlanSet, &[F]); 5] = [
    (PlanSet::Nx26, &[F::Lead, F::Item, F::Basis, F::Objects, F::When, F::Ratio, F::Cap, F::MayJoin]),
    (
        PlanSet::Fc,
        &[
            F::Title,
            F::Basis,
            F::Kind,
            F::Lead,
            F::Joint,
            F::Partners,
            F::Area,
            F::Level,
            F::Item,
            F::Way,
            F::When,
            F::OnBusiness,
            F::Objects,
            F::Base,
            F::Ratio,
            F::Cap,
        ],
    ),
    (
        PlanSet::Qlm,
        &[F::Number, F::Title, F::Kind, F::Objects, F::Lead, F::Partners, F::Ratio, F::Way, F::When, F::Item],
    ),
    (PlanSet::Cz, &[F::Item, F::Lead, F::Objects, F::When, F::Cap, F::Way, F::Combined]),
    (
        PlanSet::Qhd,
        &[
            F::Title,
            F::Item,
            F::Joint,
            F::Lead,
            F::Level,
            F::Objects,
            F::Ratio,
            F::Target,
            F::Credit,
            F::When,
            F::Partners,
            F::Note,
        ],
    ),
];

#[test]
fn each_set_is_read_back_to_the_same_rows() {
    let plan = plan();
    let mut worker = WorkerState::default();
    for (set, fields) in FIELDS.iter().copied().chain([(PlanSet::Whole, F::ALL)]) {
        let table = plan_table(&plan, set);
        let at = "2026-11-30T10:00:00+08:00".parse().unwrap();
        let made = ask(&mut worker, &MakeFile { content: Content::YearPlan(table), at }, &[]).unwrap();
        let reading = ask(&mut worker, &ReadYearPlan { file: "计划.xlsx".into() }, &made.0).unwrap();
        assert_eq!(told(&reading), Vec::<String>::new(), "{set:?}");
        let read: Vec<_> = reading.rows.into_iter().map(|row| row.cells).collect();
        let wanted = plan.rows.iter().map(|row| {
            let mut cells = row.cells.clone();
            cells.retain(|field, _| fields.contains(field));
            // Where nothing could be joined, those that take part stand there; where there is no ratio, the number.
            if set == PlanSet::Nx26 && row.id == "b" {
                cells.insert(F::MayJoin, "县公安局".into());
            }
            if set == PlanSet::Qlm && row.id == "b" {
                cells.insert(F::Ratio, "20".into());
            }
            cells
        });
        assert_eq!(read, wanted.collect::<Vec<_>>(), "{set:?}");
    }
}

#[test]
fn another_program_reads_the_same_and_no_formula() {
    if !python::has("openpyxl") {
        return;
    }
    let mut plan = plan();
    plan.rows[1].set(F::Title, "=cmd|'/c'!A1");
    let folder = python::folder("year-plan");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_publication.py");
    for set in PlanSet::ALL {
        let table = plan_table(&plan, set);
        let files = ["a.csv", "a.xlsx", "a.html"].map(|name| folder.join(name));
        let [a, b, c] = &files;
        std::fs::write(a, publication_csv(&table)).unwrap();
        std::fs::write(b, year_plan_workbook(&table).unwrap()).unwrap();
        std::fs::write(c, publication_page(&year_notice(&plan, day(1)), &year_table(&plan, set))).unwrap();
        let read: serde_json::Value = serde_json::from_str(&python::run(script, &[a, b, c])).unwrap();
        let head: Vec<String> = table.head.iter().map(ToString::to_string).collect();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(table.rows.clone()).collect();
        assert_eq!(read["xlsx"], serde_json::json!(rows), "{set:?}");
        assert_eq!(read["kinds"], serde_json::json!(["n", "s"]), "{set:?}: texts, and blanks below the title");
    }
}

/// By hand: 1 and 2 go to the same businesses; 3 to a part of them in an overlapping time; 4 to the same part, at another time
/// than 3 and 1 is (it is not said when); 5 is of the department of 1; 6 goes elsewhere; 7 says that it is joint.
fn joint_plan() -> YearPlan {
    let rows = [
        [("1"), "县交通运输局", "道路运输企业", "3-5月", ""],
        [("2"), "县公安局", "全县道路运输企业", "10月", ""],
        [("3"), "县应急管理局", "危险货物道路运输企业、加油站", "5-6月", ""],
        [("4"), "县生态环境局", "机动车维修企业、危险货物道路运输企业（含自备）", "择机", ""],
        [("5"), "交通运输局", "道路运输企业", "3-5月", ""],
        [("6"), "县教育局", "学校", "3-5月", ""],
        [("7"), "县市场监管局", "餐饮店", "全年", "县公安局"],
        [("8"), "县卫健局", "餐饮店", "6月", ""],
    ];
    let rows = rows.map(|[id, lead, objects, when, partners]| {
        let mut row = row(id, &[(F::Title, id), (F::Lead, lead), (F::Objects, objects), (F::When, when)]);
        row.set(F::Partners, partners);
        row
    });
    YearPlan { rows: rows.into(), ..YearPlan::of(2026) }
}

#[test]
fn what_can_be_joined_and_the_rate_are_counted_by_hand() {
    let plan = joint_plan();
    // 5 goes with 2, which goes with 1; 3 with 1 and 5 in May; 4 with nobody, since nobody knows when.
    assert_eq!(joinable(&plan), [vec![0, 1, 2, 4], vec![6, 7]]);
    let rows = year_rows(&Model::default(), &plan);
    assert_eq!((rows.joint(), rows.could_join()), (1, 5));
    for (joint, partners, says) in [
        ("是", "", true),
        ("否", "县公安局", false),
        ("", "县公安局", true),
        ("部门联合", "", true),
        ("部门单独", "县公安局", false),
        ("非联合", "", false),
        ("未联合", "县公安局", false),
        ("暂不联合", "", false),
        ("没有联合", "", false),
        ("拟联合", "", true),
        ("市级发起", "", false),
        ("", "", false),
    ] {
        let mut row = row("x", &[(F::Title, "甲"), (F::Lead, "县交通局")]);
        row.set(F::Joint, joint);
        row.set(F::Partners, partners);
        assert_eq!(says_joint(&row), says, "{joint} {partners}");
    }
    // Many rows are compared two by two.
    let many = (0..600).map(|n| {
        let (lead, objects) = (format!("第{}局", n % 40), format!("第{}类企业", n % 150));
        row(&n.to_string(), &[(F::Title, "甲"), (F::Lead, &lead), (F::Objects, &objects), (F::When, "全年")])
    });
    assert!(!joinable(&YearPlan { rows: many.collect(), ..YearPlan::of(2026) }).is_empty());
}

/// The yearly plan of 2018 of which the founding campaign is.
fn of_2018() -> YearPlan {
    let rows = vec![
        row("r1", &[(F::Number, "T-1"), (F::Title, "客运检查"), (F::Lead, "县交通运输局")]),
        row("r2", &[(F::Title, "危货检查"), (F::Lead, "县公安局")]),
        row("r3", &[(F::Title, "平罗县道路运输行业跨部门联合随机抽查"), (F::Lead, "县交通运输局")]),
    ];
    YearPlan { rows, ..YearPlan::of(2018) }
}

fn with_years(desk: &mut Desk) {
    desk.model = desk.model.apply(Action::EditYear(Box::new(of_2018()))).unwrap();
}

fn states(desk: &Desk) -> Vec<&'static str> {
    year_rows(&desk.model, &desk.model.years.plans[&2018]).states.iter().map(|(state, _)| state.title()).collect()
}

#[test]
fn the_rows_are_as_far_as_their_campaigns() {
    let plan = PlanDraft { year_rows: vec!["r1".into(), "r2".into()], ..PlanDraft::pingluo() };
    let mut desk = Desk::with_samples(plan);
    with_years(&mut desk);
    // What it remembers goes before its title.
    assert_eq!(states(&desk), ["方案", "方案", "未安排"]);
    let rows = year_rows(&desk.model, &of_2018());
    assert_eq!(rows.joint, [true, true, false], "begun together by two departments");
    desk.seal(7).unwrap();
    assert_eq!(states(&desk)[0], "已封存");
    desk.draw();
    assert_eq!(states(&desk)[0], "已抽取");
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let found = || Inspection {
        date: Some(day(11)),
        result: "未发现问题".into(),
        follow_up: "无需处置".into(),
        ..Inspection::default()
    };
    let keys: Vec<_> = list.businesses.iter().map(|b| b.key.clone()).collect();
    desk.act_on("2018-12-14", Act::InspectMany(vec![(keys[0].clone(), found())])).unwrap();
    assert_eq!(states(&desk)[0], "检查中");
    let all = keys.iter().map(|key| (key.clone(), found())).collect();
    desk.act_on("2018-12-14", Act::InspectMany(all)).unwrap();
    assert_eq!(states(&desk), ["已检查", "已检查", "未安排"]);
    let publish = Act::Publish { on: day(15), place: "县政府网站".into(), businesses: keys };
    desk.act_on("2018-12-15", publish).unwrap();
    assert!(["已公示", "已办结"].contains(&states(&desk)[0]));
    // A second campaign of the row that is behind holds it back; a rehearsal and a deleted one do not.
    let second = PlanDraft { annual_number: "T-0、T-1".into(), ..PlanDraft::pingluo() };
    let at = "2018-12-20T10:00:00+08:00".parse().unwrap();
    let create = Action::Create { id: "second".into(), at, plan: Box::new(second) };
    desk.model = desk.model.apply(create).unwrap();
    assert_eq!(states(&desk)[0], "方案");
    desk.model = desk.model.apply(Action::Delete { id: "second".into(), at }).unwrap();
    assert_ne!(states(&desk)[0], "方案");
    let rehearse = Action::Rehearse { of: crate::common::desk::ID.into(), id: "r".into(), at };
    desk.model = desk.model.apply(rehearse).unwrap();
    assert_ne!(states(&desk)[0], "方案");
}

#[test]
fn an_inspection_outside_the_plan_is_told() {
    let mut desk = Desk::with_samples(PlanDraft { title: "临时检查".into(), ..PlanDraft::pingluo() });
    let outside = |desk: &Desk| outside_the_plan(&desk.model, desk.campaign());
    assert_eq!(outside(&desk), None, "there is no plan");
    with_years(&mut desk);
    assert!(outside(&desk).unwrap().starts_with("这次抽查不在2018年度计划里：3项任务中，没有编号或名称与它一致的。"));
    desk.seal(7).unwrap();
    for of_plan in [
        PlanDraft { annual_number: "Ｔ-1".into(), title: "临时检查".into(), ..PlanDraft::pingluo() },
        PlanDraft { year_rows: vec!["r2".into()], title: "临时检查".into(), ..PlanDraft::pingluo() },
        PlanDraft::pingluo(),
        PlanDraft { title: "临时检查".into(), demo: true, ..PlanDraft::pingluo() },
    ] {
        let mut desk = Desk::new(of_plan);
        with_years(&mut desk);
        assert_eq!(outside(&desk), None, "{:?}", desk.campaign().plan.title);
    }
}

/// Two rows of one number, of which a campaign is made of the first: the second is not begun. A row that another machine knows by
/// another identity is the one that the campaign remembers.
#[test]
fn a_campaign_marks_the_rows_that_it_was_begun_from() {
    let mut desk = Desk::with_samples(PlanDraft {
        year_rows: vec!["r1".into()],
        annual_number: "T-1、T-2".into(),
        title: "临时检查".into(),
        ..PlanDraft::pingluo()
    });
    let mut year = of_2018();
    year.rows[1].set(F::Number, "T-1");
    year.rows[2].set(F::Number, "T-2");
    desk.model = desk.model.apply(Action::EditYear(Box::new(year.clone()))).unwrap();
    assert_eq!(states(&desk), ["方案", "未安排", "方案"]);
    year.rows.iter_mut().for_each(|row| {
        row.id = format!("other-{}", row.id);
        row.set(F::Number, "");
    });
    year.aliases.insert("r1".into(), "other-r1".into());
    desk.model = desk.model.apply(Action::EditYear(Box::new(year.clone()))).unwrap();
    assert_eq!(states(&desk), ["方案", "未安排", "未安排"]);
    let stored = read_years(&write_years(&YearPlans::default().with(year.clone())).unwrap());
    assert_eq!(stored.plans[&2018], year);
}

/// The plan of next year may begin in December.
#[test]
fn an_inspection_of_next_years_plan_is_not_outside() {
    let next = YearPlan {
        rows: vec![row("n1", &[(F::Number, "N-1"), (F::Title, "春运检查"), (F::Lead, "县交通运输局")])],
        ..YearPlan::of(2019)
    };
    let outside = |year_rows: &[&str], number: &str, title: &str| {
        let mut desk = Desk::with_samples(PlanDraft {
            year_rows: year_rows.iter().map(|id| (*id).to_owned()).collect(),
            annual_number: number.into(),
            annual_title: title.into(),
            title: "临时检查".into(),
            ..PlanDraft::pingluo()
        });
        with_years(&mut desk);
        desk.model = desk.model.apply(Action::EditYear(Box::new(next.clone()))).unwrap();
        outside_the_plan(&desk.model, desk.campaign()).is_some()
    };
    assert!(!outside(&["n1"], "", ""));
    assert!(!outside(&[], "N-1", "2019年度行政检查计划"));
    // Each year has a first row: the number alone says nothing of which.
    assert!(outside(&[], "N-1", "2018年度行政检查计划"));
    assert!(outside(&["n2"], "N-2", "2019年度行政检查计划"));
}

#[test]
fn a_campaign_remembers_its_rows_and_hands_them_on_to_none() {
    let year = plan();
    let rows: Vec<&PlanRow> = year.rows.iter().collect();
    let BegunFrom { plan, told } = begun_from(&year, &rows);
    assert_eq!(plan.year_rows, ["a", "b"]);
    assert!(told.iter().any(|text| text.contains("可联合部门没有带过去")), "{told:?}");
    let beginning = Beginning {
        id: "c".into(),
        at: "2026-03-01T10:00:00+08:00".parse().unwrap(),
        plan,
        settings: None,
        origin: Some(Origin::YearPlan("2026年度行政检查计划：客运检查".into())),
    };
    let model = Model::default().apply(Action::Begin(Box::new(beginning))).unwrap();
    let campaign = &model.campaigns["c"];
    let log = log_text(&model.log(campaign).unwrap(), &|key| key.to_owned());
    assert!(log.contains("由年度计划“2026年度行政检查计划：客运检查”"), "{log}");
    let stored = read_campaign(&write_campaign(campaign).unwrap()).unwrap();
    assert_eq!(stored.plan.year_rows, ["a", "b"]);
    assert!(carry_over(campaign).plan.year_rows.is_empty());
    assert!(!write_template(campaign).unwrap().contains("year_rows"));
    // Nothing of it is sealed: the plan with other rows seals the same.
    let other = PlanDraft { year_rows: Vec::new(), ..campaign.plan.clone() };
    assert_eq!(other.sealed_part(), campaign.plan.sealed_part());
}

#[test]
fn the_plan_goes_into_a_backup_and_comes_back() {
    let desk = Desk::with_samples(PlanDraft::pingluo());
    let years = YearPlans::default().with(of_2018());
    let text = write_years(&years).unwrap();
    let backup = || ("甲".to_owned(), write_backup(desk.campaign(), &desk.packed()));
    for backups in [vec![backup()], vec![], vec![backup(), backup()]] {
        let many = backups.len();
        let made = gather(backups, Some(text.clone())).unwrap();
        let opened = read_backups(&made.text.unwrap()).unwrap();
        assert_eq!((opened.campaigns.len(), opened.faults.len()), (many, 0));
        assert_eq!(read_years(&opened.year_plans.unwrap()), years);
    }
    // Without them a file is as it was before.
    let one = gather([backup()], None).unwrap().text.unwrap();
    assert!(!one.contains("year_plans") && read_backups(&one).unwrap().year_plans.is_none());
    // What a newer program wrote is not changed.
    let newer = YearPlans { fault: Some(StoredFault::Newer(9)), ..years };
    let model = Model::default().apply(Action::YearsRead(newer.into())).unwrap();
    assert_eq!(model.apply(Action::EditYear(Box::new(YearPlan::of(2026)))).unwrap_err(), Refusal::YearsNewer(9));
}

#[test]
fn the_announcement_says_what_is_planned() {
    let mut plan = joint_plan();
    plan.office = "平罗县交通运输局".into();
    plan.rows[0].set(F::Note, "每季一次\n联系人：张某 13895201234\n主管领导：李某\n问 13895201234");
    let notice = year_notice(&plan, day(1));
    assert_eq!(notice.title, "关于2026年度行政检查计划的公告");
    assert_eq!(
        notice.paragraphs[0],
        format!(
            "根据{USUAL_BASIS}，平罗县交通运输局编制了《2026年度行政检查计划》，共8项，其中联合检查1项，现予公告（附后）。"
        )
    );
    assert_eq!(notice.signed, ["平罗县交通运输局".to_owned(), "2018年12月1日".to_owned()]);
    for set in PlanSet::ALL {
        let table = year_table(&plan, set);
        assert_eq!((&*table.head[0], table.rows[7][0].as_str()), ("序号", "8"), "{set:?}");
        assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
        let text = notice.text(&table);
        assert!(["13895201234", "张某", "李某"].iter().all(|who| !text.contains(who)), "{set:?}");
        let has_notes = [PlanSet::Whole, PlanSet::Qhd].contains(&set);
        assert_eq!(text.contains("每季一次") && text.contains("138****1234"), has_notes, "{set:?}");
    }
    plan.basis = "《条例》".into();
    assert!(year_notice(&plan, day(1)).paragraphs[0].starts_with("根据《条例》，"));
}
