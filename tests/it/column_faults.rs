//! Workbooks that come back with columns that are missing, or there twice: each is told where it stands and what to do, what can
//! be read is read, and nothing that stood is lost.

use crate::common::desk::{day, drawn};
use mingchou::course::{
    EntryFacts, EntryProblem, EntryReading, ITEM_TITLES, POINT_TITLES, RESULT_TITLES, Worklist, read_entry, read_items,
    read_points,
};
use mingchou::model::{CheckPoint, Conduct, Settings};
use mingchou::state::PlanDraft;
use mingchou::workbook::Workbook;

/// Sheets by their names, each row from the first cell.
fn book(sheets: &[(&str, &[Vec<&str>])]) -> Workbook {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (number, row) in (0..).zip(*rows) {
            sheet.write_row(number, 0, row.iter().copied()).unwrap();
        }
    }
    Workbook::open(&book.save_to_buffer().unwrap(), "录入表.xlsx").unwrap()
}

fn entry(sheets: &[(&str, &[Vec<&str>])], list: &Worklist) -> EntryReading {
    let (conduct, settings) = (Conduct::default(), Settings::default());
    read_entry(&book(sheets), EntryFacts { list, conduct: &conduct, settings: &settings, today: day(20) })
}

fn told(problems: &[EntryProblem]) -> Vec<String> {
    let place = |p: &EntryProblem| [p.sheet.as_str(), p.cell.as_str()].join(" ").trim().to_owned();
    problems.iter().map(|p| format!("{}：{}", place(p), p.message)).collect()
}

/// What it would change, by its cells.
fn changes(reading: &EntryReading) -> Vec<String> {
    reading.differences.iter().map(|d| format!("{} {}", d.cell, d.now)).collect()
}

/// The titles without one of them, and with another once more at the end.
fn titles(all: &[&'static str], without: &str, again: &'static str) -> Vec<&'static str> {
    all.iter().copied().filter(|title| *title != without).chain([again]).collect()
}

const SO: &str = "没有读取。请对照导出的录入表补上这一列，再导入";

#[test]
fn each_sheet_of_the_entry_workbook_tells_of_its_own() {
    let (_, list) = drawn();
    let b = &list.businesses[0];
    let (department, item) = (b.shares[0].department.as_str(), b.shares[0].items[0].as_str());
    let results = [
        titles(&RESULT_TITLES, "检查日期", "检查结果"),
        vec!["1", &b.name, &b.code, "", "", "", "", "", "未发现问题", "", "", "", "", "发现问题待后续处理"],
    ];
    let items = [
        titles(&ITEM_TITLES, "处置情况", "发现问题情况"),
        vec!["1", &b.name, &b.code, "", department, item, "灯光不全", "轮胎磨损"],
    ];
    // A column that is there again and empty says nothing that could be lost.
    let points = [[&POINT_TITLES[..], &["检查情况"]].concat()];
    let reading = entry(&[("检查结果", &results), ("检查事项", &items), ("检查要点", &points)], &list);
    let twice = |title: &str, read: &str| {
        format!(
            "表头有不止一列“{title}”，只读取了{read}列，这一列没有读取。请把内容并到{read}列，删去或改名这一列，再导入"
        )
    };
    assert_eq!(
        told(&reading.problems),
        [
            format!("检查结果：表头缺少“检查日期”一列，{SO}"),
            format!("检查结果 N1：{}", twice("检查结果", "I")),
            format!("检查事项：表头缺少“处置情况”一列，{SO}"),
            format!("检查事项 H1：{}", twice("发现问题情况", "G")),
        ]
    );
    assert!(reading.problems.iter().all(|p| p.left));
    assert_eq!(changes(&reading), ["I2 未发现问题", "G2 灯光不全"], "the first of each is read");
}

/// Without 检查结果 the sheet is not the one that went out, and it is not passed over because another was read.
#[test]
fn a_sheet_without_a_column_that_it_needs_is_told() {
    let (_, list) = drawn();
    let b = &list.businesses[0];
    let (department, item) = (b.shares[0].department.as_str(), b.shares[0].items[0].as_str());
    let results = [titles(&RESULT_TITLES, "检查结果", "另一列"), vec!["1", &b.name, &b.code, "", "", "2018-12-11"]];
    let items = [ITEM_TITLES.to_vec(), vec!["1", &b.name, &b.code, "", department, item, "灯光不全", "当场改正"]];
    let reading = entry(&[("检查结果", &results), ("检查事项", &items)], &list);
    assert_eq!(
        told(&reading.problems),
        [
            "检查结果：这张表的表头要有“市场主体名称”“检查结果”各列，现在不全，整张表没有读取。请对照导出的录入表改正表头，再导入"
        ]
    );
    assert_eq!(changes(&reading), ["G2 灯光不全", "H2 当场改正"]);
    // As it went out nothing is told, nor where a team sends one of the sheets alone.
    assert_eq!(entry(&[("检查事项", &items)], &list).problems, []);
}

#[test]
fn points_keep_what_a_table_without_its_columns_can_not_say() {
    let mut plan = PlanDraft::pingluo();
    let point = |text: &str| CheckPoint {
        number: "1".into(),
        text: text.into(),
        basis: "《安全生产法》".into(),
        method: "查阅台账".into(),
    };
    plan.departments[0].items[0].item.points = vec![point("是否持证"), point("是否有台账")];
    let (department, item) = (plan.departments[0].name.clone(), plan.departments[0].items[0].item.name.clone());
    let rows = [
        vec!["部门", "抽查事项", "检查要点", "检查方法", "要点"],
        vec![&*department, &item, "是否持证", "现场查看", "另写的要点"],
        vec![&*department, &item, "是否公示", "", ""],
    ];
    let reading = read_points(&book(&[("要点", &rows)]));
    let so = "新的要点没有这一项，原有的不变。要填写的，请补上这一列，再导入";
    assert_eq!(
        told(&reading.problems),
        [
            format!("要点：表头缺少“编号”一列，{so}"),
            format!("要点：表头缺少“标准或依据”一列，{so}"),
            "要点 E1：表头有不止一列“检查要点”，只读取了C列，这一列没有读取。请把内容并到C列，删去或改名这一列，再导入"
                .to_owned(),
        ]
    );
    let taken = plan.take_points(&reading.rows);
    let changed = "检查要点由2条改为2条，去掉原有的1条，编号、依据或方法有改动的1条";
    assert_eq!(taken.changes, [format!("“{department}”的“{item}”：{changed}")]);
    let kept = CheckPoint { method: "现场查看".into(), ..point("是否持证") };
    let new = CheckPoint { text: "是否公示".into(), ..CheckPoint::default() };
    assert_eq!(taken.plan.departments[0].items[0].item.points, [kept, new]);
}

/// 附件7: another name of the same column counts as the same; one that is empty says nothing.
#[test]
fn an_item_table_with_a_column_twice_is_told() {
    let rows = [
        vec!["抽查事项", "检查部门", "抽查依据", "法律依据", "备注", "备注"],
        vec!["旅馆检查", "县公安局", "《办法》第三条", "《治安管理处罚法》", "新增", ""],
    ];
    let reading = read_items(&book(&[("附件7", &rows)]), "附件7.xlsx");
    assert_eq!(
        told(&reading.problems),
        ["附件7 D1：表头有不止一列“抽查依据”，只读取了C列，这一列没有读取。请把内容并到C列，删去或改名这一列，再导入"]
    );
    assert_eq!(reading.rows[0].item.basis, "《办法》第三条");
}
