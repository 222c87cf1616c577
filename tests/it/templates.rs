//! The drop-down lists of the templates, in the bytes that a spreadsheet program gets. Templates that openpyxl filled in
//! are fixtures (`template-filled-*.xlsx`).

use mingchou::export::{template_businesses, template_officers};
use std::io::{Cursor, Read};

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The cells' texts of a sheet's first column, by the table of shared strings.
fn first_column(bytes: &[u8], sheet: &str) -> Vec<String> {
    let strings = part(bytes, "xl/sharedStrings.xml");
    let strings: Vec<&str> =
        strings.split("<t").skip(1).filter_map(|t| Some(t.split_once('>')?.1.split_once('<')?.0)).collect();
    let cells = part(bytes, sheet);
    let index = |cell: &str| cell.split_once("<v>")?.1.split_once('<')?.0.parse::<usize>().ok();
    cells.split("<c r=\"A").skip(1).filter_map(|cell| Some((*strings.get(index(cell)?)?).to_owned())).collect()
}

/// Category stands in D, department in C; the list is on the hidden sheet, below its title.
#[test]
fn drop_downs_offer_what_the_plan_has() {
    let businesses = template_businesses(None, &["客运", "普货", "维修"]).unwrap();
    let officers = template_officers(&["县公安局", "县安监局"]).unwrap();
    for (bytes, column, title, values) in [
        (&businesses, "D", "方案的类别", &["客运", "普货", "维修"][..]),
        (&officers, "C", "方案的部门", &["县公安局", "县安监局"][..]),
    ] {
        let sheet = part(bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains(&format!("sqref=\"{column}3:{column}5001\"")), "{sheet}");
        assert!(sheet.contains("type=\"list\"") && sheet.contains("errorStyle=\"warning\""));
        assert!(sheet.contains(&format!("<formula1>选项!$A$2:$A${}</formula1>", values.len() + 1)));
        let list = first_column(bytes, "xl/worksheets/sheet2.xml");
        assert_eq!(
            (list[0].as_str(), &list[1..]),
            (title, &values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>()[..])
        );
        assert!(part(bytes, "xl/workbook.xml").contains("name=\"选项\" sheetId=\"2\" state=\"hidden\""));
    }
    // Nothing to offer, no list.
    assert!(!part(&template_officers(&[]).unwrap(), "xl/worksheets/sheet1.xml").contains("dataValidation"));
}
