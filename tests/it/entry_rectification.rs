//! 整改与复查 by the entry workbook: out where something was ordered, filled in with openpyxl, and back.

use crate::common::desk::{Desk, day, drawn};
use crate::common::python;
use mingchou::course::{
    EntryFacts, EntryReading, RECTIFICATION_TITLES, Worklist, read_entry, reinspectors, take, take_visits,
};
use mingchou::export::entry_workbook;
use mingchou::model::{Conduct, Inspection, Rectification, Reinspection, Settings};
use mingchou::state::*;
use mingchou::workbook::Workbook;

/// Inspected on 12-11: the first two are to put something right by 12-18, of the second nothing is recorded; the third has none.
fn ordered() -> (Desk, Worklist) {
    let (mut desk, list) = drawn();
    let of = |result: &str, rectification| Inspection {
        date: Some(day(11)),
        result: result.into(),
        rectification,
        ..Inspection::default()
    };
    let r = Rectification { number: "平责改〔2018〕3号".into(), due: Some(day(18)), ..Rectification::default() };
    let ordered = "发现问题已责令改正";
    let entries = [of(ordered, Some(r)), of(ordered, None), of("未发现问题", None)];
    let entries = list.businesses.iter().map(|b| b.key.clone()).zip(entries).collect();
    desk.act_on("2018-12-14", Act::InspectMany(entries)).unwrap();
    let businesses = vec![list.businesses[0].key.clone()];
    desk.act_on("2018-12-14", Act::Publish { on: day(14), place: "县政府网站".into(), businesses }).unwrap();
    (desk, list)
}

fn conduct(desk: &Desk) -> &Conduct {
    &desk.campaign().current().unwrap().conduct
}

fn read(bytes: &[u8], list: &Worklist, conduct: &Conduct) -> EntryReading {
    let book = Workbook::open(bytes, "检查录入表.xlsx").unwrap();
    read_entry(&book, EntryFacts { list, conduct, settings: &Settings::default(), today: day(20) })
}

fn told(reading: &EntryReading) -> Vec<String> {
    reading.problems.iter().map(|p| format!("{} {} {}", p.sheet, p.cell, p.message)).collect()
}

fn changes(reading: &EntryReading) -> Vec<String> {
    let one = |d: &mingchou::course::Difference| format!("{} {}：{}→{}", d.cell, d.change.title(), d.was, d.now);
    reading.differences.iter().map(one).collect()
}

#[test]
fn it_goes_out_where_something_was_ordered_and_comes_back_the_same() {
    let (desk, list) = ordered();
    let bytes = entry_workbook(&list, conduct(&desk), &Settings::default(), None).unwrap();
    let reading = read(&bytes, &list, conduct(&desk));
    assert_eq!((changes(&reading), told(&reading)), (vec![], vec![]));
    // A campaign without has the workbook that it always had, and one that comes back without the sheet changes nothing of it.
    let without = entry_workbook(&list, &Conduct::default(), &Settings::default(), None).unwrap();
    let sheets = |bytes: &[u8]| {
        let book = Workbook::open(bytes, "b.xlsx").unwrap();
        book.has_sheet("整改复查")
    };
    assert!(sheets(&bytes) && !sheets(&without));
    assert!(!changes(&read(&without, &list, conduct(&desk))).iter().any(|c| c.contains("整改")));
}

#[test]
fn openpyxl_fills_it_in() {
    if !python::has("openpyxl") {
        return;
    }
    let (mut desk, list) = ordered();
    let [a, b, c] = [0, 1, 2].map(|i| &list.businesses[i]);
    let able = reinspectors(&list, a);
    let (first, second) = (list.officer_name(able[0]), list.officer_name(able[1]));
    let folder = python::folder("entry-rectifications");
    let (out, back) = (folder.join("out.xlsx"), folder.join("back.xlsx"));
    std::fs::write(&out, entry_workbook(&list, conduct(&desk), &Settings::default(), None).unwrap()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/rectifications.py");
    let said = python::run(script, &[&out, &back, first.as_ref(), second.as_ref(), c.name.as_ref()]);
    let seen: serde_json::Value = serde_json::from_str(&said).unwrap();
    let rows = seen["rows"].as_array().unwrap();
    assert_eq!(rows[0], serde_json::json!(RECTIFICATION_TITLES));
    let shown = |row: usize| rows[row].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(shown(1)[1..3], [&*a.name, &*a.code]);
    assert_eq!(shown(1)[4..], ["平责改〔2018〕3号", "2018-12-18 00:00:00", "", "", "", ""]);
    assert_eq!((shown(2)[1], &shown(2)[4..]), (&*b.name, &[""; 6][..]));
    assert_eq!(rows.len(), 3, "where nothing was ordered there is no row");
    assert_eq!(
        (&seen["due"], &seen["lists"]),
        (&"yyyy-mm-dd".into(), &serde_json::json!(["\"已整改到位,部分整改,未整改\""]))
    );

    let reading = read(&std::fs::read(&back).unwrap(), &list, conduct(&desk));
    assert_eq!(
        changes(&reading),
        [
            "G2 整改情况：→已更换，\n有照片".to_owned(),
            "H2 复查日期：→2018-12-19".into(),
            format!("I2 复查人员：→{second}、{first}"),
            "J2 复查结果：→已整改到位".into(),
            "E3 责令改正文号：→=平责改〔2018〕4号".into(),
            "F3 整改期限：→2018-12-10".into(),
        ],
        "of the first though it is published: what is put right goes on"
    );
    let of = |cell: &str, message: String| format!("整改复查 {cell} {message}");
    assert_eq!(
        told(&reading),
        [
            of("H3", "复查日期2018-12-30还没有到，请改正日期".into()),
            of("I3", "“某某某”不是检查这一户的部门的人员，或者有同名的，请核实".into()),
            of("J3", "“基本到位”不是复查结果，请填写“已整改到位”“部分整改”或“未整改”".into()),
            of("B3", format!("“{}”：整改期限2018-12-10早于检查日期2018-12-11，请改正其中一个", b.name)),
            of("B4", "前面已有同一户的一行，这一行没有采用。请合并后再导入".into()),
            of(
                "B5",
                format!(
                    "“{}”的检查结果和后续处置都不是责令改正，这一行没有采用。请先录入检查结果，或删去这一行",
                    c.name
                )
            ),
        ]
    );
    let left: Vec<_> = reading.problems.iter().map(|p| p.left).collect();
    assert_eq!(left, [true, true, true, false, true, true], "what contradicts itself is taken, and told");

    // Taken as one turn, it reads back as no difference, ends the first business, and is taken back as one.
    let inspections = take(conduct(&desk), &reading.differences);
    let visits = take_visits(conduct(&desk), &reading.differences);
    let before = conduct(&desk).clone();
    desk.act_on("2018-12-20", Act::TakeEntry { inspections, visits }).unwrap();
    assert_eq!(read(&std::fs::read(&back).unwrap(), &list, conduct(&desk)).differences, []);
    let r = conduct(&desk).inspections[&a.key].rectification.clone().unwrap();
    assert_eq!((r.outcome, r.reinspected), (Some(Reinspection::Rectified), Some(day(19))));
    assert_eq!(r.reinspectors, [able[1], able[0]]);
    desk.act_on("2018-12-20", Act::UndoInspect).unwrap();
    assert_eq!(conduct(&desk).inspections, before.inspections);
}

/// Emptied where the cell says so; a sheet whose columns are not there, or there twice, is told.
#[test]
fn what_is_to_be_emptied_goes_and_columns_that_are_missing_are_told() {
    let (desk, list) = ordered();
    let b = &list.businesses[0];
    let book = |rows: [Vec<&str>; 2]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet().set_name("整改复查").unwrap();
        for (number, row) in (0..).zip(rows) {
            sheet.write_row(number, 0, row).unwrap();
        }
        book.save_to_buffer().unwrap()
    };
    let row = vec!["1", &b.name, &b.code, "", "清空", "清空", "", "", "", ""];
    let reading = read(&book([RECTIFICATION_TITLES.to_vec(), row]), &list, conduct(&desk));
    assert_eq!(changes(&reading), ["E2 责令改正文号：平责改〔2018〕3号→", "F2 整改期限：2018-12-18→"]);
    let titles = vec!["市场主体名称", "整改情况", "复查结果", "整改情况"];
    let reading = read(&book([titles, vec![&*b.name, "已更换", "", "已换新"]]), &list, conduct(&desk));
    assert_eq!(changes(&reading), ["B2 整改情况：→已更换"]);
    let so = "没有读取。请对照导出的录入表补上这一列，再导入";
    let missing = ["责令改正文号", "整改期限", "复查日期", "复查人员"];
    let mut wanted: Vec<_> = missing.iter().map(|title| format!("整改复查  表头缺少“{title}”一列，{so}")).collect();
    wanted.push(
        "整改复查 D1 表头有不止一列“整改情况”，只读取了B列，这一列没有读取。请把内容并到B列，删去或改名这一列，再导入"
            .to_owned(),
    );
    assert_eq!(told(&reading), wanted);
    let titles = vec!["市场主体名称", "整改情况"];
    let told = told(&read(&book([titles, vec![&*b.name, "已更换"]]), &list, conduct(&desk)));
    assert_eq!(told.len(), 1, "alone it is no entry workbook at all: {told:?}");
}
