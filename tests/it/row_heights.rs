//! Rows of the workbooks show every line of their cells, as LibreOffice measures it (tests/read_heights.py).

use crate::common::papers::{summary, with_standard, worklist};
use crate::common::python;
use mingchou::course::{drawn_table, result_table};
use mingchou::export::{ItemLine, entry_workbook, items_workbook, publication_workbook, tables, template_officers};
use mingchou::forms::{form2, form4, form6, form7};
use mingchou::model::{Conduct, Inspection, Item, Role, Settings};
use std::process::Command;

fn check(name: &str, bytes: &[u8], rows: usize) {
    if !python::has("openpyxl") || Command::new("soffice").arg("--version").output().is_err() {
        eprintln!("SKIPPED: no openpyxl or LibreOffice, heights were not measured");
        return;
    }
    let folder = python::folder(&format!("heights-{name}"));
    let file = folder.join(format!("{name}.xlsx"));
    std::fs::write(&file, bytes).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_heights.py");
    let read: serde_json::Value = serde_json::from_str(&python::run(script, &[&file, &folder])).unwrap();
    let read = read.as_array().unwrap();
    assert!(read.len() >= rows, "{name}: {} rows", read.len());
    for row in read {
        // A row without a height of its own has the 15 points of the sheet.
        let (has, needs) = (row["has"].as_f64().unwrap_or(15.0), row["needs"].as_f64().unwrap());
        assert!(has + 0.5 >= needs || has >= 409.0, "{name}: {row}");
        // Nor more than twice as high as they must be and a line.
        assert!(has <= needs * 2.0 + 17.0, "{name}: {row}");
    }
}

#[test]
fn rows_show_all_their_lines() {
    let at = "2018-12-21T09:00:00+08:00".parse().unwrap();
    with_standard(Some(4), false, |f| {
        let (list, settings) = (worklist(f), Settings::default());
        let documents = [form2(f), form4(f, &summary(f), &[]), form6(f), form7(&f.plan)];
        check("forms", &tables(&documents, at).unwrap(), 20 + 60 + 200);
        let told = |n: usize| Inspection {
            date: chrono::NaiveDate::from_ymd_opt(2018, 12, 12),
            result: "发现问题已责令改正".into(),
            opinion: "情况属实，没有异议，已经安排专人逐项整改，请县局指导。".repeat(n % 5),
            notes: "Room 12-A, ".repeat(n % 7),
            ..Inspection::default()
        };
        let inspections = list.businesses.iter().enumerate().map(|(n, b)| (b.key.clone(), told(n))).collect();
        let conduct = Conduct { inspections, ..Conduct::default() };
        check("entry", &entry_workbook(&list, &conduct, &settings, None).unwrap(), 20);
        let named = Settings { publish_officers: true, ..settings };
        check("published", &publication_workbook(&result_table(&list, &conduct, &named, None)).unwrap(), 20);
        check("listed", &publication_workbook(&drawn_table(&list)).unwrap(), 20);
    });
    let item = Item {
        name: "道路运输经营许可条件保持情况".into(),
        basis: "《中华人民共和国道路运输条例》第六十三条".repeat(3),
        ..Item::default()
    };
    let line = ItemLine {
        department: "县文化旅游和广播电视局",
        role: Role::Lead,
        item: &item,
        ratio: "客运、普货不少于10%；危货不少于20%",
    };
    check("items", &items_workbook("平罗县道路运输行业跨部门联合随机抽查事项表", &[line]).unwrap(), 2);
    check("template", &template_officers(&["县公安局"]).unwrap(), 2);
}
