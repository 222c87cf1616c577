//! The entry workbook goes out, is filled in with openpyxl, and comes back.

use crate::common::desk;
use crate::common::desk::{Desk, day, drawn};
use crate::common::python;
use crate::common::worker::{ask, refusal};
use mingchou::course::{
    EntryFacts, EntryReading, ITEM_TITLES, RESULT_TITLES, Worklist, WorklistItem, read_entry, take,
};
use mingchou::export::entry_workbook;
use mingchou::model::{Conduct, Finding, Inspection, Settings, StratifyBy, Subject};
use mingchou::state::{Act, Action, Model, read_backup, worklist};
use mingchou::work::{Content, EntryInputs, FileBytes, MakeFile, ReadEntry, WorkerState};
use mingchou::workbook::Workbook;

/// As openpyxl filled it in, and as LibreOffice saved that (`soffice --headless --convert-to xlsx`, `ods`, `xls`).
const FILLED: [&[u8]; 4] = [
    include_bytes!("../fixtures/entry-filled.xlsx"),
    include_bytes!("../fixtures/entry-filled-libre.xlsx"),
    include_bytes!("../fixtures/entry-filled-libre.ods"),
    include_bytes!("../fixtures/entry-filled-libre.xls"),
];

/// The campaign that they are of, as version 6 wrote it when it was drawn: what was filled in does not change with the draw.
fn of_filled() -> (Desk, Worklist) {
    let (campaign, parts) = read_backup(include_str!("../stored/backup-v6-drawn.json")).unwrap();
    let model = Model::default().apply(Action::PartsRead(parts)).unwrap();
    let desk = Desk::of(model.apply(Action::Opened(vec![campaign])).unwrap());
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    (desk, list)
}

fn read(bytes: &[u8], list: &Worklist, conduct: &Conduct) -> EntryReading {
    let book = Workbook::open(bytes, "检查录入表.xlsx").unwrap();
    let settings = Settings::default();
    read_entry(&book, EntryFacts { list, conduct, settings: &settings, today: day(14) })
}

/// What was filled in, as it is told before it is taken.
fn check_filled(bytes: &[u8]) {
    let (mut desk, list) = of_filled();
    let reading = read(bytes, &list, &Conduct::default());
    let key = |row: usize| list.businesses[row - 2].key.as_str();
    let of = |row: usize| -> Vec<(String, String)> {
        let own = reading.differences.iter().filter(|d| d.business.key == key(row));
        own.map(|d| (format!("{} {}", d.cell, d.change.title()), d.now.clone())).collect()
    };
    let told = |all: &[(&str, &str)]| all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    let everybody: Vec<&str> = list.businesses[0].officers().map(|o| o.name.as_str()).collect();
    let (item, other) = (&list.businesses[0].shares[0], &list.businesses[0].shares[1]);
    assert_eq!(
        of(2),
        told(&[
            ("F2 检查日期", "2018-12-11"),
            ("H2 检查方式", "实地检查、书面检查"),
            ("I2 到场人员", &everybody[1..].join("、")),
            ("J2 检查结果", "发现问题待后续处理"),
            ("K2 后续处置措施", "抄告其他部门"),
            ("L2 被检查单位意见", "无异议\n属实"),
            (&format!("G2 发现问题情况（{}，{}）", item.department, item.items[0]), "动态监控不在线"),
            (&format!("H2 处置情况（{}，{}）", item.department, item.items[0]), "责令改正"),
            (&format!("G3 发现问题情况（{}，{}）", other.department, other.items[0]), "未发现异常"),
        ])
    );
    assert_eq!(
        of(3),
        told(&[("F3 检查日期", "2018-12-11"), ("J3 检查结果", "注销／被吊销／被撤销／迁出"), ("M3 拒签", "是")]),
        "the result as the settings spell it; the officers in another order are the same"
    );
    let expected = [("F4 检查日期", "2018-12-12"), ("J4 检查结果", "未发现问题"), ("N4 备注", "电话0952-6000000")];
    assert_eq!(of(4), told(&expected), "43446 is a day");
    assert_eq!(of(5), told(&[("J5 检查结果", "当场改正")]));
    assert!(of(6).is_empty() && of(7).is_empty() && of(9).is_empty() && of(10).is_empty());
    assert_eq!(of(8), told(&[("F8 检查日期", "2018-12-12"), ("J8 检查结果", "未发现问题")]), "by its name");
    assert!((11..=12).all(|row| of(row).is_empty()), "nothing was filled in");
    let problems: Vec<_> =
        reading.problems.iter().map(|p| format!("{} {}", p.cell, p.message.split('，').next().unwrap())).collect();
    let name = |row: usize| &list.businesses[row - 2].name;
    assert_eq!(
        problems,
        [
            "F5 “12月中旬”不是日期".into(),
            "J5 “当场改正”不在检查结果的选项中".into(),
            "M5 “也许”看不出是否拒签".into(),
            format!("C6 代码是“{}”的", name(6)),
            format!("C7 代码是“{}”的", name(7)),
            "F9 检查日期2018-11-12早于抽取日期2018-12-03".into(),
            "F10 检查日期2018-12-15还没有到".into(),
            format!("I10 “某某某”不是第{}组的人员", list.businesses[8].team),
            "B13 “平罗县外来运输有限公司”不在检查名单中：没有抽中".into(),
            format!("F{} “{}”对“{}”没有检查事项“没有这一事项”", last_item(&list) + 1, item.department, name(2)),
            format!("F{} 前面已有同一户同一事项的一行", last_item(&list) + 2),
        ]
    );
    assert!(reading.problems.iter().all(|p| p.left != p.cell.starts_with("J5")));
    // Taken, they read back as no difference, and publish as they stand.
    let taken = take(&Conduct::default(), &reading.differences);
    assert_eq!(taken.len(), 5);
    desk.act_on("2018-12-14", Act::InspectMany(taken)).unwrap();
    let conduct = desk.campaign().current().unwrap().conduct.clone();
    assert_eq!(conduct.inspections[key(2)].present.as_ref().unwrap().len(), everybody.len() - 1);
    assert_eq!(conduct.inspections[key(3)].present, None);
    assert_eq!(read(bytes, &list, &conduct).differences, []);
    let publish = Act::Publish { on: day(14), place: "县政府网站".into(), businesses: vec![key(4).into()] };
    desk.act_on("2018-12-14", publish).unwrap();
    desk.act_on("2018-12-14", Act::Close { business: key(4).into(), on: Some(day(14)) }).unwrap();
    let mut published = desk.campaign().current().unwrap().conduct.clone();
    assert_eq!(read(bytes, &list, &published).differences, []);
    published.inspections.get_mut(key(4)).unwrap().notes = "更正后".into();
    let reading = read(bytes, &list, &published);
    assert_eq!(reading.differences, []);
    assert!(reading.problems.iter().any(|p| p.cell == "N4" && p.message.contains("已经公示")));
}

/// The last row of the items as they went out.
fn last_item(list: &Worklist) -> usize {
    1 + list.businesses.iter().flat_map(|b| &b.shares).map(|s| s.items.len()).sum::<usize>()
}

#[test]
fn what_openpyxl_and_libreoffice_saved_is_read() {
    FILLED.into_iter().for_each(check_filled);
}

/// The bytes that openpyxl gets, and what it makes of them.
#[test]
fn openpyxl_opens_fills_and_saves_it() {
    let (_, list) = of_filled();
    let settings = Settings::default();
    let bytes = entry_workbook(&list, &Conduct::default(), &settings, None).unwrap();
    let none = EntryReading { rows: 11, ..EntryReading::default() };
    assert_eq!(read(&bytes, &list, &Conduct::default()), none, "as it went out");
    if !python::has("openpyxl") {
        return;
    }
    let (seen, filled) = filled("entry", &bytes);
    let frame = |title: &str| serde_json::json!([title, "visible", "D2", "$1:$1", "landscape"]);
    assert_eq!(seen["sheets"][0], frame("检查结果"));
    assert_eq!(seen["sheets"][1], frame("检查事项"));
    assert_eq!(seen["sheets"][2][1], "hidden");
    let validations = seen["validations"].to_string();
    for known in
        ["[\"J2:J12\",\"list\",\"选项!$A$2:$A$11\"]", "[\"K2:K12\",\"list\",\"选项!$B$2:$B$6\"]", "\"H2:H12\",\"list\""]
    {
        assert!(validations.contains(known), "{validations}");
    }
    let items = last_item(&list);
    for place in ["F2:F12", "J2:J12", "K2:K12", "G2:G12", "L2:L12", "N2:N12", &format!("H2:H{items}")] {
        assert!(
            seen["prompts"][place].as_str().unwrap().contains("要清空的填写“清空”"),
            "{place}: {}",
            seen["prompts"]
        );
    }
    assert_eq!(seen["types"], serde_json::json!(["n", "s"]), "blanks and texts; no formula");
    assert_eq!(seen["date"], "yyyy-mm-dd");
    for (b, row) in list.businesses.iter().zip(seen["rows"].as_array().unwrap()) {
        let officers = b.officers().map(|o| o.name.as_str()).collect::<Vec<_>>().join("、");
        assert_eq!(
            (row[1].as_str(), row[2].as_str(), row[8].as_str()),
            (Some(&*b.name), Some(&*b.code), Some(&*officers))
        );
    }
    assert_eq!(seen["items"].as_array().unwrap().len(), last_item(&list) - 1);
    let choices: Vec<_> = seen["choices"].as_array().unwrap().iter().skip(1).map(|row| &row[0]).collect();
    assert_eq!(choices, settings.results.iter().collect::<Vec<_>>());
    check_filled(&filled);
}

/// What openpyxl saw, and the workbook that it filled in.
fn filled(name: &str, bytes: &[u8]) -> (serde_json::Value, Vec<u8>) {
    let folder = python::folder(name);
    let (out, back) = (folder.join("out.xlsx"), folder.join("back.xlsx"));
    std::fs::write(&out, bytes).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/entry.py");
    let seen = python::run(script, &[&out, &back]);
    (serde_json::from_str(&seen).unwrap(), std::fs::read(&back).unwrap())
}

#[test]
fn what_is_entered_already_goes_out_as_text_and_comes_back_as_no_difference() {
    let (_, list) = drawn();
    let mut conduct = Conduct::default();
    let share = &list.businesses[10].shares[0];
    let finding = |item: &str, problem: &str| Finding {
        department: share.department.clone(),
        item: item.into(),
        problem: problem.into(),
        handling: "@x".into(),
    };
    let risky = Inspection {
        date: Some(day(11)),
        place: "+86".into(),
        ways: vec!["利用行政部门检查结果或专业机构结论".into(), "网络监测".into()],
        present: Some(list.businesses[10].officers().skip(1).map(|o| o.key.clone()).collect()),
        findings: vec![finding(&share.items[0], "-1"), finding("方案里已改名的事项", "=1+1")],
        result: "注销／被吊销／被撤销／迁出".into(),
        refused: true,
        notes: "=HYPERLINK(\"x\")\n第二行".into(),
        ..Inspection::default()
    };
    conduct.inspections.insert(list.businesses[10].key.clone(), risky);
    let bytes = entry_workbook(&list, &conduct, &Settings::default(), None).unwrap();
    let reading = read(&bytes, &list, &conduct);
    assert_eq!((reading.differences, reading.problems), (vec![], vec![]));
    // The one entry is all that differs from nothing, and it comes back whole.
    let reading = read(&bytes, &list, &Conduct::default());
    let taken = take(&Conduct::default(), reading.differences.iter());
    assert_eq!(taken.len(), 1);
    let mut back = taken[0].1.clone();
    // An item that the plan does not have is not taken for a business that has no such entry.
    assert_eq!(reading.problems.len(), 1);
    back.findings.push(conduct.inspections[&taken[0].0].findings[1].clone());
    assert_eq!(back, conduct.inspections[&taken[0].0]);
    if !python::has("openpyxl") {
        return;
    }
    let (seen, _) = filled("entry-risky", &bytes);
    assert_eq!(seen["types"], serde_json::json!(["d", "n", "s"]), "no formula");
    assert_eq!(seen["rows"][10][13], "=HYPERLINK(\"x\")\n第二行");
    assert_eq!(seen["rows"][10][5], "2018-12-11 00:00:00");
}

/// 清空 in a cell empties what stands, and is told before it is taken; where nothing stands it changes nothing.
#[test]
fn what_is_to_be_emptied_is_told_and_goes() {
    let (mut desk, list) = drawn();
    let (b, other) = (&list.businesses[0], &list.businesses[1]);
    let (department, item) = (b.shares[0].department.clone(), b.shares[0].items[0].clone());
    let full = Inspection {
        date: Some(day(11)),
        place: "停车场".into(),
        ways: vec!["实地检查".into()],
        present: Some(b.officers().take(1).map(|o| o.key.clone()).collect()),
        findings: vec![Finding { department, item, problem: "证照过期".into(), handling: "责令改正".into() }],
        result: "发现问题已责令改正".into(),
        follow_up: "其他".into(),
        opinion: "属实".into(),
        refused: true,
        notes: "已拍照".into(),
        closed: None,
        ..Inspection::default()
    };
    desk.act_on("2018-12-12", Act::Inspect { business: b.key.clone(), inspection: Box::new(full) }).unwrap();
    let conduct = desk.campaign().current().unwrap().conduct.clone();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("检查结果").unwrap();
    sheet.write_row(0, 0, RESULT_TITLES).unwrap();
    for (row, b) in (1..).zip([b, other]) {
        sheet.write_row(row, 1, [&b.name, &b.code]).unwrap();
        sheet.write_row(row, 5, [" 清空 "; 9]).unwrap();
    }
    let sheet = book.add_worksheet().set_name("检查事项").unwrap();
    sheet.write_row(0, 0, ITEM_TITLES).unwrap();
    for (row, b) in (1..).zip([b, other]) {
        let share = &b.shares[0];
        sheet.write_row(row, 1, [&b.name, &b.code, "", &share.department, &share.items[0], "清空", "清空"]).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let reading = read(&bytes, &list, &conduct);
    assert_eq!(reading.problems, []);
    let told: Vec<_> = reading.differences.iter().map(|d| (d.cell.as_str(), d.was.as_str(), d.now.as_str())).collect();
    let (one, everybody) = (
        b.officers().next().unwrap().name.clone(),
        b.officers().map(|o| o.name.as_str()).collect::<Vec<_>>().join("、"),
    );
    assert_eq!(
        told,
        [
            ("F2", "2018-12-11", ""),
            ("G2", "停车场", ""),
            ("H2", "实地检查", ""),
            ("I2", &*one, &*everybody),
            ("J2", "发现问题已责令改正", ""),
            ("K2", "其他", ""),
            ("L2", "属实", ""),
            ("M2", "是", "否"),
            ("N2", "已拍照", ""),
            ("G2", "证照过期", ""),
            ("H2", "责令改正", ""),
        ]
    );
    desk.act_on("2018-12-12", Act::InspectMany(take(&conduct, &reading.differences))).unwrap();
    assert!(desk.campaign().current().unwrap().conduct.inspections.is_empty(), "nothing is entered any more");
}

/// A day after the end of a certificate is told at its cell with the officer's name, and is taken.
#[test]
fn a_day_after_the_end_of_a_certificate_is_told_and_taken() {
    let (_, mut list) = drawn();
    let (b, other) = (list.businesses[0].clone(), list.businesses[1].clone());
    let team: Vec<_> = b.officers().cloned().collect();
    list.officers.get_mut(&team[0].key).unwrap().valid_until = Some(day(11));
    let others = team[1..].iter().map(|o| o.name.as_str()).collect::<Vec<_>>().join("、");
    let read_row = |b: &WorklistItem, date: &str, present: &str, conduct: &Conduct| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet().set_name("检查结果").unwrap();
        sheet.write_row(0, 0, RESULT_TITLES).unwrap();
        sheet.write_row(1, 1, [&b.name, &b.code, "", "", date, "", "", present, "未发现问题"]).unwrap();
        read(&book.save_to_buffer().unwrap(), &list, conduct)
    };
    let none = Conduct::default();
    let reading = read_row(&b, "2018-12-12", "", &none);
    let [problem] = &reading.problems[..] else { panic!("{:?}", reading.problems) };
    let told = format!("“{}”（有效到2018-12-11）的执法证在检查日期2018-12-12已经到期", team[0].name);
    assert!(problem.message.starts_with(&told), "{}", problem.message);
    assert_eq!((problem.cell.as_str(), problem.left), ("F2", false));
    assert!(reading.differences.iter().any(|d| d.now == "2018-12-12"), "it is taken as it stands");
    for (date, present) in [("2018-12-11", ""), ("2018-12-12", others.as_str())] {
        assert_eq!(read_row(&b, date, present, &none).problems, [], "{date} {present}");
    }
    let of_team = |b: &WorklistItem| b.officers().any(|o| o.key == team[0].key);
    assert_eq!(read_row(&other, "2018-12-12", "", &none).problems.len(), usize::from(of_team(&other)));
    // A row that brings the officer to an inspection whose day stands already.
    let mut conduct = Conduct::default();
    let there = Inspection {
        date: Some(day(12)),
        present: Some(team[1..].iter().map(|o| o.key.clone()).collect()),
        ..Inspection::default()
    };
    conduct.inspections.insert(b.key.clone(), there);
    let all = team.iter().map(|o| o.name.as_str()).collect::<Vec<_>>().join("、");
    let reading = read_row(&b, "", &all, &conduct);
    assert_eq!((reading.problems.len(), reading.problems[0].cell.as_str()), (1, "I2"));
}

#[test]
fn another_workbook_is_told() {
    let (_, list) = drawn();
    let reading = read(include_bytes!("../fixtures/clean-businesses.xlsx"), &list, &Conduct::default());
    assert!(reading.differences.is_empty());
    assert!(reading.problems[0].message.starts_with("没有找到“检查结果”“检查事项”这两张表的表头"));
}

#[test]
fn a_teams_part_holds_its_businesses_only() {
    let (_, list) = drawn();
    let own: Vec<_> = list.businesses.iter().filter(|b| b.team == 1).map(|b| b.key.clone()).collect();
    let bytes = entry_workbook(&list, &Conduct::default(), &Settings::default(), Some(&own)).unwrap();
    assert_eq!(read(&bytes, &list, &Conduct::default()).rows as usize, own.len());
}

/// As the page asks the worker, through the messages between them.
#[test]
fn the_worker_writes_and_reads_it() {
    let (_, list) = of_filled();
    let course = EntryInputs { list, conduct: Conduct::default(), settings: Settings::default() };
    let worker = &mut WorkerState::default();
    let content = Content::Entry { course: Box::new(course.clone()), only: None };
    let FileBytes(bytes) = ask(worker, &MakeFile { content, at: desk::at(0) }, &[]).unwrap();
    let request = ReadEntry { course, file: "x.xlsx".into(), today: day(14) };
    let mut read = |bytes: &[u8]| ask(worker, &request, bytes);
    assert_eq!(read(&bytes).unwrap(), EntryReading { rows: 11, ..EntryReading::default() });
    assert_eq!(take(&Conduct::default(), &read(FILLED[0]).unwrap().differences).len(), 5);
    assert!(!refusal(read(b"")).is_empty());
}

/// Whatever somebody hands in as a filled entry workbook, it is told what it is not, and nothing of it is taken by mistake: no
/// fixture of a roster, no damaged archive, no other format is an entry of this campaign.
#[test]
fn what_is_no_entry_workbook_is_refused_or_says_nothing() {
    let (desk, list) = of_filled();
    let course = || EntryInputs { list: list.clone(), conduct: Conduct::default(), settings: Settings::default() };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let mut tried = 0;
    for entry in std::fs::read_dir(folder).unwrap().chain(std::fs::read_dir(format!("{folder}/hostile")).unwrap()) {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // Those two kill the worker that reads them, as the browser tests show.
        if !path.is_file() || name.starts_with("entry-filled") || path.to_string_lossy().contains("/hostile/") {
            continue;
        }
        let request = ReadEntry { course: course(), file: name.clone(), today: day(14) };
        match ask(&mut WorkerState::default(), &request, &std::fs::read(&path).unwrap()) {
            Ok(reading) => assert_eq!(reading.differences, [], "{name}"),
            refused => {
                let sentence = refusal(refused);
                assert!(sentence.chars().any(|c| c > '\u{3000}'), "{name}: {sentence}");
            }
        }
        tried += 1;
    }
    assert!(tried > 100, "{tried}");
    assert_eq!(desk.campaign().current().unwrap().conduct, Conduct::default());
}

/// The columns say the term and the strata of the campaign, and a workbook of any other term reads back.
#[test]
fn the_headers_follow_the_settings_and_all_of_them_read_back() {
    let (_, mut list) = drawn();
    let conduct = Conduct {
        inspections: [(
            list.businesses[0].key.clone(),
            Inspection { date: Some(day(11)), result: "未发现问题".into(), ..Inspection::default() },
        )]
        .into(),
        ..Conduct::default()
    };
    list.by = StratifyBy::Grade;
    for (subject, title) in
        [(Subject::Market, "市场主体名称"), (Subject::Operating, "经营主体名称"), (Subject::Inspected, "检查对象名称")]
    {
        let settings = Settings { subject, codes: true, ..Settings::default() };
        let bytes = entry_workbook(&list, &conduct, &settings, None).unwrap();
        let book = Workbook::open(&bytes, "检查录入表.xlsx").unwrap();
        let mut strings = String::new();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        std::io::Read::read_to_string(&mut archive.by_name("xl/sharedStrings.xml").unwrap(), &mut strings).unwrap();
        let has = |text: &str| strings.contains(&format!(">{text}</t>"));
        for other in Subject::NAME_TITLES {
            assert_eq!(has(other), other == title, "{other}");
        }
        assert!(has("信用等级") && !has("类别"));
        // Read by a campaign that says another term, or the same.
        let other = Settings { codes: true, ..Settings::of_today() };
        let facts = EntryFacts { list: &list, conduct: &Conduct::default(), settings: &other, today: day(14) };
        let reading = read_entry(&book, facts);
        assert_eq!(reading.problems, []);
        assert_eq!(reading.differences.len(), 2, "{:?}", reading.differences);
        if python::has("openpyxl") {
            let path = python::folder("entry-terms").join("out.xlsx");
            std::fs::write(&path, &bytes).unwrap();
            let script = "import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\nprint([s.cell(1, 2).value for s in book if s.title != '选项'])";
            let said = std::process::Command::new("python3").args(["-c", script]).arg(&path).output().unwrap();
            assert_eq!(String::from_utf8(said.stdout).unwrap().matches(title).count(), 3);
        }
    }
}
