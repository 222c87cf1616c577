//! 检查要点: out to the departments and back, on paper, answered on the page and in the entry workbook, told against the findings.

use crate::common::desk::{Desk, day, drawn};
use crate::common::python;
use crate::common::worker::ask;
use mingchou::course::{
    EntryFacts, POINT_TABLE_TITLES, POINT_TITLES, PointRow, Worklist, compared, discrepancies, read_entry, read_items,
    take,
};
use mingchou::export::{ItemLine, entry_workbook, items_workbook, points_workbook};
use mingchou::model::{CheckPoint, Conduct, Conformity, Finding, Inspection, Settings};
use mingchou::state::*;
use mingchou::work::{ReadPoints, WorkerState};
use mingchou::workbook::Workbook;
use rust_xlsxwriter::Worksheet;

fn point(number: &str, text: &str) -> CheckPoint {
    CheckPoint {
        number: number.into(), text: text.into(), basis: "《安全生产法》".into(), method: "查阅台账".into()
    }
}

/// The preset with points on the first item of its first two departments.
fn with_points() -> PlanDraft {
    let mut plan = PlanDraft::pingluo();
    for d in plan.departments.iter_mut().filter(|d| !d.items.is_empty()).take(2) {
        let item = &mut d.items[0].item;
        item.points = vec![point("1", "动态监控是否在线"), point("2", "=1+1 是否有人值守\n第二行")];
        (item.code, item.published) = ("640221-07".into(), "县政府网站".into());
    }
    plan
}

fn read(bytes: &[u8]) -> mingchou::course::PointsReading {
    ask(&mut WorkerState::default(), &ReadPoints { file: "检查要点.xlsx".into() }, bytes).unwrap()
}

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

#[test]
fn they_go_out_and_come_back() {
    let plan = with_points();
    let bytes = points_workbook("抽查 检查要点", &plan.point_lines()).unwrap();
    let reading = read(&bytes);
    // An item without points goes out as a row to be filled in; left so, it is told and changes nothing.
    let without = plan.departments.iter().flat_map(|d| &d.items).filter(|i| i.item.points.is_empty()).count();
    assert_eq!((reading.rows.len(), reading.problems.len()), (4, without));
    assert!(reading.problems.iter().all(|p| p.message.starts_with("这一行没有检查要点，没有采用")));
    let mut wanted = plan.clone();
    // What a cell of one line holds.
    let items = wanted.departments.iter_mut().flat_map(|d| &mut d.items).flat_map(|i| &mut i.item.points);
    items.for_each(|p| p.text = p.text.replace('\n', " "));
    let taken = PlanDraft::pingluo().take_points(&reading.rows);
    let points = |plan: &PlanDraft| {
        let items = plan.departments.iter().flat_map(|d| &d.items).map(|i| i.item.points.clone());
        items.collect::<Vec<_>>()
    };
    assert_eq!(points(&taken.plan), points(&wanted));
    assert_eq!((taken.changes.len(), taken.left.len()), (2, 0));
    let first = plan.departments.iter().find(|d| !d.items.is_empty()).unwrap();
    let told = format!("“{}”的“{}”：检查要点由0条改为2条", first.name, first.items[0].item.name);
    assert_eq!(taken.changes[0], told);
    if !python::has("openpyxl") {
        return;
    }
    let folder = python::folder("points");
    let (out, back) = (folder.join("out.xlsx"), folder.join("back.xlsx"));
    std::fs::write(&out, &bytes).unwrap();
    let seen = python::run(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/points.py"), &[&out, &back]);
    let seen: serde_json::Value = serde_json::from_str(&seen).unwrap();
    assert_eq!(seen["head"], serde_json::json!(POINT_TABLE_TITLES));
    assert_eq!(seen["types"], serde_json::json!(["s"]), "texts; no formula");
    // openpyxl added a point to an item that had none, merged the department's cells, and changed the basis of the first.
    let reading = read(&std::fs::read(&back).unwrap());
    let taken = plan.take_points(&reading.rows);
    assert_eq!(reading.rows[0].point.basis, "《道路运输条例》第五十九条");
    assert!(reading.rows.iter().any(|r| r.point.text == "openpyxl补的要点"), "{reading:?}");
    assert!(taken.left.is_empty(), "{:?}", taken.left);
}

/// Rows of what the plan does not have are told where they stand; what stands is not lost.
#[test]
fn what_the_plan_does_not_have_is_told() {
    let plan = with_points();
    let d = plan.departments.iter().find(|d| !d.items.is_empty()).unwrap();
    let (own, item) = (d.name.as_str(), d.items[0].item.name.as_str());
    let bytes = book(|sheet| {
        sheet.write_row(0, 0, ["检查要点填报表"]).unwrap();
        sheet.write_row(1, 0, POINT_TABLE_TITLES).unwrap();
        sheet.write_row(2, 0, ["县住建局", "燃气安全检查", "1", "是否持证"]).unwrap();
        sheet.write_row(3, 0, [own, "没有的事项", "1", "是否持证"]).unwrap();
        sheet.write_row(4, 0, [own, item, "1", "是否持证", "《条例》", "查证"]).unwrap();
        sheet.write_row(5, 0, ["同上", "同上", "2", "是否有台账"]).unwrap();
        sheet.write_row(6, 0, [own, item, "3", "是否持证", "另一依据"]).unwrap();
        sheet.write_row(7, 0, [own, "", "4", "是否公示"]).unwrap();
        sheet.write_row(8, 0, ["填表说明：每行一条。"]).unwrap();
    });
    let reading = read(&bytes);
    let problems: Vec<_> = reading.problems.iter().map(|p| format!("{} {}", p.cell, p.message)).collect();
    assert_eq!(
        problems,
        [
            format!("D7 “{item}”的检查要点“是否持证”在D5已经有了，编号、依据或方法与它不同，没有采用；请并成一行"),
            format!("B8 这一行没有抽查事项，没有采用：{own}｜4｜是否公示"),
        ]
    );
    let taken = plan.take_points(&reading.rows);
    let left: Vec<_> = taken.left.iter().map(|p| format!("{} {}", p.cell, p.message)).collect();
    assert_eq!(
        left,
        [
            "D3 方案中没有部门“县住建局”，“燃气安全检查”的检查要点“是否持证”没有采用。请改正部门名称，或先在方案中添加这个部门".to_owned(),
            format!("D4 “{own}”没有抽查事项“没有的事项”，检查要点“是否持证”没有采用。请改正事项名称，或先在方案中添加这一事项"),
        ]
    );
    assert_eq!(taken.changes, [format!("“{own}”的“{item}”：检查要点由2条改为2条，去掉原有的2条")]);
    // An item that the table does not name keeps its own.
    let kept = taken.plan.departments.iter().flat_map(|d| &d.items).filter(|i| i.item.points.len() == 2).count();
    assert_eq!(kept, 2);
}

#[test]
fn a_table_without_its_columns_is_told() {
    for titles in [["部门", "抽查事项", "编号"], ["抽查事项", "检查要点", "依据"]] {
        let reading = read(&book(|sheet| {
            sheet.write_row(0, 0, titles).unwrap();
        }));
        assert!(reading.rows.is_empty());
        assert!(reading.problems[0].message.starts_with("没有找到检查要点的表头"), "{:?}", reading.problems);
    }
}

/// 附件7 imported again changes its own columns: points, code and where it was published stay, sealed or not.
#[test]
fn another_table_of_items_loses_nothing() {
    let plan = with_points();
    let lines: Vec<ItemLine<'_>> = plan
        .departments
        .iter()
        .flat_map(|d| d.items.iter().map(|i| ItemLine { department: &d.name, role: d.role, item: &i.item, ratio: "" }))
        .collect();
    let bytes = items_workbook("附件7", &lines).unwrap();
    let mut rows = read_items(&Workbook::open(&bytes, "附件7.xlsx").unwrap(), "附件7.xlsx").rows;
    rows.iter_mut().for_each(|row| row.item.basis = "新的依据".into());
    let kept = |plan: &PlanDraft| {
        let items = plan.departments.iter().flat_map(|d| &d.items);
        items.map(|i| (i.item.points.clone(), i.item.code.clone(), i.item.published.clone())).collect::<Vec<_>>()
    };
    for next in [plan.take_items(&rows, true).0, plan.take_items(&rows, false).0, plan.take_wording(&rows).0] {
        assert_eq!(kept(&next), kept(&plan));
        assert!(next.departments.iter().flat_map(|d| &d.items).all(|i| i.item.basis == "新的依据"));
    }
}

/// The founding campaign drawn, then with points in its plan, which the seal does not hold.
fn drawn_with_points() -> (Desk, Worklist) {
    let (mut desk, _) = drawn();
    let taken = desk.campaign().plan.take_points(&rows(&desk.campaign().plan));
    desk.act(Act::EditPlan(Box::new(taken.plan))).unwrap();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    (desk, list)
}

fn rows(plan: &PlanDraft) -> Vec<PointRow> {
    let mut rows = Vec::new();
    for d in &plan.departments {
        for item in d.items.iter().map(|i| &i.item) {
            for (number, text) in [("1", "证照是否有效"), ("2", "台账是否完整")] {
                let point = point(number, text);
                let (department, item) = (d.name.clone(), item.name.clone());
                rows.push(PointRow { department, item, point, ..PointRow::default() });
            }
        }
    }
    rows
}

#[test]
fn what_fails_without_a_finding_is_told() {
    let (_, list) = drawn_with_points();
    let b = &list.businesses[0];
    let (department, item) = (&b.shares[0].department, &b.shares[0].items[0]);
    assert_eq!(list.points(department, item).len(), 2);
    let mut inspection = Inspection { date: Some(day(11)), result: "未发现问题".into(), ..Inspection::default() };
    inspection.set_answer(department, item, "证照是否有效", Some(Conformity::Fails));
    inspection.set_answer(department, item, "台账是否完整", Some(Conformity::Conforms));
    let told = |inspection: &Inspection| {
        let mut conduct = Conduct::default();
        conduct.inspections.insert(b.key.clone(), inspection.clone());
        let all = discrepancies(&list, &conduct, &Settings::default());
        all.iter().map(ToString::to_string).filter(|t| t.contains("检查要点")).collect::<Vec<_>>()
    };
    let [sentence] = &told(&inspection)[..] else { panic!() };
    assert!(
        sentence.ends_with(&format!(
            "的检查要点“证照是否有效”不符合（{department}，{item}），却没有填写这一事项发现的问题"
        )),
        "{sentence}"
    );
    let none = Inspection { answers: Vec::new(), ..inspection.clone() };
    let changes: Vec<_> = compared(&list, b, &none, &inspection).iter().map(|c| c.sentence()).collect();
    assert_eq!(changes[0], format!("检查要点“证照是否有效”（{department}，{item}）：（空）→“不符合”"));
    inspection.findings.push(Finding {
        department: department.clone(),
        item: item.clone(),
        problem: "许可证过期".into(),
        handling: String::new(),
    });
    assert_eq!(told(&inspection), [""; 0]);
}

fn read_back(list: &Worklist, conduct: &Conduct, bytes: &[u8]) -> mingchou::course::EntryReading {
    let settings = Settings::default();
    let book = Workbook::open(bytes, "检查录入表.xlsx").unwrap();
    read_entry(&book, EntryFacts { list, conduct, settings: &settings, today: day(14) })
}

#[test]
fn the_entry_workbook_takes_them_out_and_back() {
    let (mut desk, list) = drawn_with_points();
    let bytes = entry_workbook(&list, &Conduct::default(), &Settings::default(), None).unwrap();
    let reading = read_back(&list, &Conduct::default(), &bytes);
    assert_eq!((reading.differences, reading.problems), (vec![], vec![]), "as it went out");
    let b = &list.businesses[0];
    let (department, item) = (b.shares[0].department.clone(), b.shares[0].items[0].clone());
    let row =
        |text: &str, answer: &str| ["1", &b.name, &b.code, &department, &item, "", text, "", answer].map(str::to_owned);
    let filled = book(|sheet| {
        sheet.write_row(0, 0, POINT_TITLES).unwrap();
        let rows = [
            row("证照是否有效", "不符合"),
            row("台账是否完整", "√"),
            row("没有的要点", "符合"),
            row("证照是否有效", "符合"),
        ];
        for (n, row) in (1..).zip(rows) {
            sheet.write_row(n, 0, row).unwrap();
        }
        let other = &list.businesses[1];
        let share = &other.shares[0];
        let row = ["2", &other.name, &other.code, &share.department, &share.items[0], "", "证照是否有效", "", "大概"];
        sheet.write_row(5, 0, row).unwrap();
    });
    let reading = read_back(&list, &Conduct::default(), &filled);
    let told: Vec<_> =
        reading.differences.iter().map(|d| (d.cell.as_str(), d.change.title(), d.now.as_str())).collect();
    let title = |text: &str| format!("检查要点“{text}”（{department}，{item}）");
    assert_eq!(told, [("I2", title("证照是否有效"), "不符合"), ("I3", title("台账是否完整"), "符合")]);
    let problems: Vec<_> = reading.problems.iter().map(|p| format!("{} {}", p.cell, p.message)).collect();
    assert_eq!(
        problems,
        [
            format!("G4 “{department}”对“{}”的“{item}”没有检查要点“没有的要点”，请改正", b.name),
            "G5 前面已有同一户同一事项的一行，这一行没有采用。请合并后再导入".to_owned(),
            "I6 “大概”看不出是否符合，请填写“符合”“不符合”或“不适用”".to_owned(),
        ]
    );
    desk.act_on("2018-12-14", Act::InspectMany(take(&Conduct::default(), &reading.differences))).unwrap();
    let conduct = desk.campaign().current().unwrap().conduct.clone();
    assert_eq!(conduct.inspections[&b.key].answer(&department, &item, "证照是否有效"), Some(Conformity::Fails));
    // Out again with what is entered, and back as no difference; 清空 and 未查 take it back.
    let bytes = entry_workbook(&list, &conduct, &Settings::default(), None).unwrap();
    assert_eq!(read_back(&list, &conduct, &bytes).differences, []);
    let emptied = book(|sheet| {
        sheet.write_row(0, 0, POINT_TITLES).unwrap();
        sheet.write_row(1, 0, row("证照是否有效", "清空")).unwrap();
        sheet.write_row(2, 0, row("台账是否完整", "未查")).unwrap();
    });
    let reading = read_back(&list, &conduct, &emptied);
    desk.act_on("2018-12-14", Act::InspectMany(take(&conduct, &reading.differences))).unwrap();
    assert!(desk.campaign().current().unwrap().conduct.inspections.is_empty());
    if !python::has("openpyxl") {
        return;
    }
    // Filled in with openpyxl: every row of the first business conforms.
    let folder = python::folder("point-answers");
    let (out, back) = (folder.join("out.xlsx"), folder.join("back.xlsx"));
    std::fs::write(&out, &bytes).unwrap();
    let seen = python::run(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/point_answers.py"), &[&out, &back]);
    let seen: serde_json::Value = serde_json::from_str(&seen).unwrap();
    let all: usize = list.businesses.iter().flat_map(|b| &b.shares).map(|s| s.items.len() * 2).sum();
    assert_eq!(seen["rows"].as_u64(), Some(all as u64), "two points an item of each business");
    assert_eq!(seen["list"], "\"符合,不符合,不适用\"");
    assert_eq!(seen["first"], "不符合");
    let reading = read_back(&list, &Conduct::default(), &std::fs::read(&back).unwrap());
    let own: usize = b.shares.iter().map(|s| s.items.len() * 2).sum();
    assert_eq!(reading.problems, []);
    assert_eq!(reading.differences.iter().filter(|d| d.business.key == b.key && d.now == "符合").count(), own);
}

/// 附件7 read with 以表为准 takes items out: what goes with them is told.
#[test]
fn points_that_go_with_an_item_are_told() {
    let plan = with_points();
    let d = plan.departments.iter().find(|d| !d.items.is_empty()).unwrap();
    let (own, item) = (d.name.as_str(), d.items[0].item.name.as_str());
    let bytes = book(|sheet| {
        sheet.write_row(0, 0, ["抽查事项", "牵头/配合部门"]).unwrap();
        sheet.write_row(1, 0, ["另一事项", own]).unwrap();
    });
    let reading = read_items(&Workbook::open(&bytes, "附件7.xlsx").unwrap(), "附件7.xlsx");
    let (_, changes) = plan.take_items(&reading.rows, true);
    let told: Vec<_> = changes.iter().map(ToString::to_string).collect();
    assert!(told.contains(&format!("“{own}”去掉事项“{item}”，连同它的2条检查要点")), "{told:?}");
    // Named, it keeps them.
    let bytes = book(|sheet| {
        sheet.write_row(0, 0, ["抽查事项", "牵头/配合部门"]).unwrap();
        sheet.write_row(1, 0, [item, own]).unwrap();
    });
    let reading = read_items(&Workbook::open(&bytes, "附件7.xlsx").unwrap(), "附件7.xlsx");
    let (taken, _) = plan.take_items(&reading.rows, true);
    let kept = taken.departments.iter().find(|d| d.name == own).unwrap();
    assert_eq!(kept.items[0].item.points.len(), 2);
}
