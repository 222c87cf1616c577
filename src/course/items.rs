//! 附件7 事项表 as others write it: which department inspects what.

use super::EntryProblem;
use crate::model::{Item, Role, normal_key};
use crate::text::lists;
use crate::text::plain;
use crate::workbook::{Table, TableRow, Wanted, Workbook};
use serde::{Deserialize, Serialize};

/// The headers of 附件7.
pub const ITEM_TABLE_TITLES: [&str; 11] = [
    "序号",
    "抽查领域",
    "抽查事项",
    "抽查内容",
    "抽查依据",
    "检查对象（类别）",
    "牵头/配合部门",
    "抽查方式",
    "抽查比例",
    "频次",
    "备注",
];

/// What is looked for, with other headers in use. 抽查比例 is not read: it is the plan's.
const COLUMNS: [Wanted<'static>; 10] = [
    Wanted { headers: &["抽查领域", "检查领域", "领域", "抽查类别", "监管领域"], needed: false },
    Wanted {
        headers: &["抽查事项", "检查事项", "事项名称", "抽查事项名称", "抽查项目", "事项"], needed: true
    },
    Wanted { headers: &["抽查内容", "检查内容", "内容"], needed: false },
    Wanted { headers: &["抽查依据", "检查依据", "法律依据", "依据"], needed: false },
    Wanted {
        headers: &["检查对象（类别）", "检查对象类别", "检查对象", "抽查对象", "适用类别", "类别"],
        needed: false,
    },
    Wanted {
        headers: &[
            "牵头/配合部门",
            "牵头、配合部门",
            "牵头（配合）部门",
            "检查部门",
            "抽查部门",
            "责任部门",
            "实施部门",
            "检查主体",
            "部门",
            "牵头部门",
            "发起部门",
        ],
        needed: true,
    },
    Wanted { headers: &["配合部门", "参与部门", "联合部门", "协同部门"], needed: false },
    Wanted { headers: &["抽查方式", "检查方式", "方式"], needed: false },
    Wanted { headers: &["频次", "抽查频次", "检查频次"], needed: false },
    Wanted { headers: &["备注"], needed: false },
];
const NAME: usize = 1;
const DEPARTMENT: usize = 5;
const OTHERS: usize = 6;

/// An item as the table has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRow {
    /// The departments that inspect it, the lead first where the table says so; and whether it says of one that it
    /// leads or takes part.
    pub departments: Vec<(String, Option<Role>)>,
    /// The item.
    pub item: Item,
}

/// What a table of items says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemsReading {
    /// The items, in its order.
    pub rows: Vec<ItemRow>,
    /// What could not be taken.
    pub problems: Vec<EntryProblem>,
}

/// Reads the items of every sheet that has them.
pub fn read_items(book: &Workbook) -> ItemsReading {
    let mut reading = ItemsReading::default();
    let tables = book.tables(&COLUMNS);
    if tables.is_empty() {
        let message = "没有找到事项表的表头：至少要有“抽查事项”和“牵头/配合部门”两列，请核对后再导入。".to_owned();
        reading.problems.push(EntryProblem { sheet: String::new(), cell: String::new(), message, left: true });
    }
    for table in &tables {
        let mut above: Vec<String> = vec![String::new(); COLUMNS.len()];
        for row in &table.rows {
            above = (0..COLUMNS.len()).map(|c| value(row, c, &above[c])).collect();
            take(table, row, &above, &mut reading);
        }
    }
    reading
}

/// The text of a cell; that of the cell above where it says so.
fn value(row: &TableRow, column: usize, above: &str) -> String {
    let own = row.text(column);
    if plain::says_as_above(own) { above.to_owned() } else { own.to_owned() }
}

fn take(table: &Table, row: &TableRow, values: &[String], reading: &mut ItemsReading) {
    let name = plain::line(&values[NAME]);
    let mut departments = departments(&values[DEPARTMENT], None);
    departments.extend(self::departments(&values[OTHERS], Some(Role::Participant)));
    departments.sort_by_key(|(_, role)| *role != Some(Role::Lead));
    let mut problem = |column: usize, message: &str| {
        let (sheet, cell) = (table.sheet.clone(), table.place(row, column));
        reading.problems.push(EntryProblem { sheet, cell, message: message.to_owned(), left: true });
    };
    match (name.is_empty(), departments.is_empty()) {
        // A row below the table: a note, who signs.
        (true, true) => return,
        (true, false) => return problem(NAME, "这一行没有抽查事项，没有采用"),
        // A title amid the rows, or a note, says nothing else.
        (false, true) if row.is_empty((0..COLUMNS.len()).filter(|c| *c != NAME)) => return,
        (false, true) => return problem(DEPARTMENT, "这一行没有检查部门，没有采用"),
        (false, false) => {}
    }
    let item = Item {
        name,
        categories: categories(&values[4]),
        field: plain::line(&values[0]),
        content: values[2].clone(),
        basis: values[3].clone(),
        way: values[7].clone(),
        frequency: plain::line(&values[8]),
        note: values[9].clone(),
    };
    reading.rows.push(ItemRow { departments, item });
}

/// The categories that are named; none where it is all businesses.
fn categories(text: &str) -> Vec<String> {
    let all = ["全部", "所有", "各类", "不限", "全部市场主体", "所有市场主体", "全部企业"];
    let values = lists::words(text);
    if values.iter().any(|v| all.contains(&v.as_str())) { Vec::new() } else { values }
}

/// The departments that a cell names: 县交通运输局（牵头）、县公安局（配合）; 牵头：县交通运输局 配合：县公安局.
fn departments(text: &str, role: Option<Role>) -> Vec<(String, Option<Role>)> {
    let mut role = role;
    let mut out: Vec<(String, Option<Role>)> = Vec::new();
    for part in lists::words(text).iter().flat_map(|part| part.split_whitespace()) {
        let folded = part.replace(['('], "（").replace([')'], "）").replace(':', "：");
        let (before, rest) = folded.split_once('：').unwrap_or(("", &folded));
        role = named(before).or(role);
        let (name, inside) = rest.split_once('（').unwrap_or((rest, ""));
        let own = named(inside);
        // A bracket that is no role is of the name.
        let name = if own.is_some() { name } else { rest };
        let known = |(n, _): &(String, Option<Role>)| normal_key(n) == normal_key(name);
        if !name.is_empty() && !out.iter().any(known) {
            out.push((name.to_owned(), own.or(role)));
        }
    }
    out
}

fn named(text: &str) -> Option<Role> {
    if text.contains("牵头") || text.contains("发起") || text.contains("主办") {
        Some(Role::Lead)
    } else if ["配合", "参与", "责任", "协同", "联合"].iter().any(|word| text.contains(word)) {
        Some(Role::Participant)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_as_tables_name_them() {
        use Role::{Lead, Participant};
        let of = |text: &str| departments(text, None);
        let (a, b, c) = ("县交通运输局", "县公安局", "县市场监管局");
        let some = |all: &[(&str, Option<Role>)]| all.iter().map(|(n, r)| ((*n).to_owned(), *r)).collect::<Vec<_>>();
        assert_eq!(of("县交通运输局（牵头）、县公安局（配合）"), some(&[(a, Some(Lead)), (b, Some(Participant))]));
        assert_eq!(of("县交通运输局(牵头)\n县公安局"), some(&[(a, Some(Lead)), (b, None)]));
        let expected = some(&[(a, Some(Lead)), (b, Some(Participant)), (c, Some(Participant))]);
        assert_eq!(of("牵头：县交通运输局\n配合：县公安局、县市场监管局"), expected);
        assert_eq!(of("县公安局、县公安局"), some(&[(b, None)]));
        assert_eq!(of("县应急局（安监）"), some(&[("县应急局（安监）", None)]));
        assert!(of(" / ").is_empty());
        assert_eq!(categories("全部"), Vec::<String>::new());
        assert_eq!(categories("客运、危货"), ["客运", "危货"]);
    }
}
