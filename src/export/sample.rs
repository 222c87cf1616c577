//! Two sample workbooks, made up from word lists: what a well-kept roster looks like. They read back without a problem.

use super::safe::{ExportError, new_workbook, write_text};
use crate::model::check_digit;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

/// Category, how many, and how their names end.
const CATEGORIES: [(&str, usize, &[&str]); 5] = [
    ("客运", 20, &["客运有限公司", "旅游客运有限公司"]),
    ("普货", 40, &["运输有限公司", "物流有限公司"]),
    ("危货", 10, &["危险品运输有限公司"]),
    ("站场", 10, &["货运站有限公司"]),
    ("维修", 30, &["汽车维修有限公司", "汽修服务部"]),
];
const WORDS: [&str; 40] = [
    "宏运",
    "顺达",
    "安途",
    "通远",
    "恒泰",
    "鑫源",
    "瑞丰",
    "永兴",
    "凯捷",
    "盛通",
    "金驰",
    "和顺",
    "万里",
    "长河",
    "德运",
    "嘉诚",
    "泰和",
    "兴达",
    "广源",
    "捷安",
    "众合",
    "华顺",
    "利民",
    "富源",
    "腾远",
    "平安",
    "同德",
    "建通",
    "沙湖",
    "塞上",
    "玉皇阁",
    "黄河",
    "贺兰",
    "银北",
    "天河",
    "翰泉",
    "龙腾",
    "鼎盛",
    "信达",
    "正源",
];
const TOWNS: [&str; 8] = [
    "城关镇鼓楼街",
    "城关镇民族街",
    "黄渠桥镇兴旺路",
    "宝丰镇团结路",
    "头闸镇迎宾路",
    "姚伏镇正街",
    "崇岗镇工业路",
    "陶乐镇东街",
];
const SURNAMES: [&str; 15] = ["马", "王", "李", "张", "刘", "杨", "陈", "田", "吴", "周", "丁", "徐", "哈", "郭", "何"];
const GIVEN: [&str; 14] =
    ["建国", "晓燕", "志强", "海霞", "文博", "丽娟", "学军", "静", "少华", "玉兰", "宏伟", "婷", "立新", "春梅"];
const DEPARTMENTS: [&str; 5] = ["县交通运输局", "县公安局", "县安监局", "县市场监管局", "县运管所"];
const TITLES: [&str; 5] = ["科长", "副科长", "科员", "一级行政执法员", "二级行政执法员"];
/// Characters of a 统一社会信用代码.
const CODE_CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 110 made-up road-transport businesses of 平罗县 in five categories.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn sample_businesses() -> Result<Vec<u8>, ExportError> {
    let header = [
        ("序号", 6),
        ("企业名称", 36),
        ("统一社会信用代码", 24),
        ("法定代表人", 12),
        ("联系人", 12),
        ("联系电话", 15),
        ("住所", 32),
        ("类别", 8),
        ("登记状态", 10),
        ("道路运输经营许可证号", 24),
        ("有效期至", 14),
    ];
    table("平罗县道路运输企业名录（示例，均为虚构）", "道路运输企业", &header, &businesses())
}

/// 45 made-up officers, nine of each of five departments.
///
/// # Errors
/// [`ExportError`] if the workbook can't be written.
pub fn sample_officers() -> Result<Vec<u8>, ExportError> {
    let header = [
        ("序号", 6),
        ("姓名", 12),
        ("单位", 20),
        ("执法证号", 20),
        ("执法证有效期至", 16),
        ("职务", 18),
        ("联系电话", 15),
        ("执法人员状态", 14),
        ("回避单位", 36),
    ];
    table("平罗县联合抽查执法人员名录（示例，均为虚构）", "执法人员", &header, &officers())
}

/// The names of the businesses with their categories.
fn names() -> Vec<(&'static str, String)> {
    let of = |(category, count, endings): (&'static str, usize, &[&str])| {
        let name = |i: usize| {
            format!("平罗县{}{}", WORDS[(i * 3 + endings[0].len()) % WORDS.len()], endings[i % endings.len()])
        };
        (0..count).map(|i| (category, name(i))).collect::<Vec<_>>()
    };
    CATEGORIES.into_iter().flat_map(of).collect()
}

fn businesses() -> Vec<Vec<String>> {
    let row = |(i, (category, name)): (usize, (&str, String))| {
        let licence = if category == "维修" {
            String::new()
        } else {
            format!("宁交运管许可石字640221{:06}号", 300 + i * 7)
        };
        let until = if licence.is_empty() { String::new() } else { format!("20{}-{:02}-28", 27 + i % 4, 1 + i % 12) };
        vec![
            (i + 1).to_string(),
            name,
            credit_code(i),
            person(i * 11 + 5),
            person(i * 17 + 60),
            format!("1380000{:04}", 1000 + i * 7),
            format!("宁夏平罗县{}{}号", TOWNS[i % TOWNS.len()], 3 + i * 5 % 180),
            category.to_owned(),
            "存续".to_owned(),
            licence,
            until,
        ]
    };
    names().into_iter().enumerate().map(row).collect()
}

/// A code of 平罗县 (640221) that nobody has been given, with a right check digit.
fn credit_code(i: usize) -> String {
    let mut code = "91640221MA7".to_owned();
    for shift in [7, 3, 1] {
        code.push(char::from(CODE_CHARACTERS[(i * shift + shift) % 31]));
    }
    code.push_str(&format!("{i:03}"));
    let check = check_digit(&code).unwrap_or('0');
    code.push(check);
    code
}

/// One of 210 names, all different.
fn person(i: usize) -> String {
    format!("{}{}", SURNAMES[i % SURNAMES.len()], GIVEN[i / SURNAMES.len() % GIVEN.len()])
}

fn officers() -> Vec<Vec<String>> {
    let names = names();
    let recused = [(2, 0), (13, 25), (40, 99)];
    let row = |i: usize| {
        let department = i / 9;
        let recusal = recused.iter().find(|(officer, _)| *officer == i).map(|(_, business)| names[*business].1.clone());
        vec![
            (i + 1).to_string(),
            person(i * 4 + 1),
            DEPARTMENTS[department].to_owned(),
            format!("64022{}{:05}", department + 1, 18_001 + i * 3),
            format!("2030-{:02}-{:02}", 1 + i % 12, 1 + i * 5 % 28),
            TITLES[i % TITLES.len()].to_owned(),
            format!("1380000{:04}", 5000 + i * 11),
            "在岗".to_owned(),
            recusal.unwrap_or_default(),
        ]
    };
    (0..45).map(row).collect()
}

fn table(title: &str, name: &str, header: &[(&str, u32)], rows: &[Vec<String>]) -> Result<Vec<u8>, ExportError> {
    let mut book = new_workbook(title)?;
    let sheet = book.add_worksheet().set_name(name)?;
    write_head(sheet, title, header)?;
    let cell = Format::new().set_num_format("@").set_border(FormatBorder::Thin);
    for (row, values) in (2..).zip(rows) {
        for (column, value) in (0..).zip(values) {
            write_text(sheet, row, column, value, &cell)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

fn write_head(sheet: &mut Worksheet, title: &str, header: &[(&str, u32)]) -> Result<(), ExportError> {
    let big = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    let bold = Format::new().set_bold().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
    let last = u16::try_from(header.len()).unwrap_or(1).saturating_sub(1);
    sheet.merge_range(0, 0, 0, last, title, &big)?;
    for (column, (text, width)) in (0..).zip(header) {
        sheet.set_column_width(column, *width)?;
        write_text(sheet, 1, column, text, &bold)?;
    }
    sheet.set_freeze_panes(2, 2)?.set_repeat_rows(0, 1)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CodeKind, code_kind};
    use std::collections::{BTreeMap, HashSet};

    #[test]
    fn businesses_are_distinct_with_right_codes_in_five_categories() {
        let rows = businesses();
        let distinct = |column: usize| rows.iter().map(|r| r[column].clone()).collect::<HashSet<_>>().len();
        assert_eq!((rows.len(), distinct(1), distinct(2)), (110, 110, 110));
        assert!(rows.iter().all(|row| code_kind(&row[2]) == CodeKind::CreditCode));
        let mut counts = BTreeMap::new();
        rows.iter().for_each(|row| *counts.entry(row[7].as_str()).or_insert(0) += 1);
        assert_eq!(counts, BTreeMap::from([("客运", 20), ("普货", 40), ("危货", 10), ("站场", 10), ("维修", 30)]));
    }

    #[test]
    fn officers_are_distinct_nine_a_department_with_three_recusals() {
        let rows = officers();
        let distinct = |column: usize| rows.iter().map(|r| r[column].clone()).collect::<HashSet<_>>().len();
        assert_eq!((rows.len(), distinct(1), distinct(2), distinct(3)), (45, 45, 5, 45));
        assert_eq!(rows.iter().filter(|row| !row[8].is_empty()).count(), 3);
    }

    #[test]
    fn the_same_bytes_every_time() {
        assert_eq!(sample_businesses().unwrap(), sample_businesses().unwrap());
        assert_eq!(sample_officers().unwrap(), sample_officers().unwrap());
    }
}
