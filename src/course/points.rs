//! 检查要点 of the items as a workbook of their own: 部门｜事项｜编号｜检查要点｜标准或依据｜方法. A department fills it in beside 附件7.

use super::EntryProblem;
use super::column_faults::{doubled, missing};
use super::item_cells::value;
use super::item_rows::{RowJudge, SeenRow, content, is_sure};
use crate::model::{CheckPoint, normal_key};
use crate::text::plain;
use crate::workbook::a1::column_letters;
use crate::workbook::{SheetTable, TableRow, WantedColumn, Workbook};
use serde::{Deserialize, Serialize};

/// The titles of the workbook.
pub const POINT_TABLE_TITLES: [&str; 6] = ["部门", "抽查事项", "编号", "检查要点", "标准或依据", "检查方法"];

const COLUMNS: [WantedColumn<'static>; 6] = [
    WantedColumn {
        headers: &["部门", "检查部门", "责任部门", "实施部门", "检查主体", "单位"], needed: true
    },
    WantedColumn { headers: &["抽查事项", "检查事项", "事项名称", "事项", "检查项目"], needed: true },
    WantedColumn { headers: &["编号", "要点编号", "序号"], needed: false },
    WantedColumn { headers: &["检查要点", "要点", "检查内容", "检查要点内容"], needed: true },
    WantedColumn { headers: &["标准或依据", "检查标准", "标准", "检查依据", "依据"], needed: false },
    WantedColumn { headers: &["检查方法", "方法", "检查方式"], needed: false },
];
const DEPARTMENT: usize = 0;
const ITEM: usize = 1;
const NUMBER: usize = 2;
const TEXT: usize = 3;
const BASIS: usize = 4;
const METHOD: usize = 5;

/// A point as the table has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointRow {
    /// The department.
    pub department: String,
    /// 抽查事项.
    pub item: String,
    /// The point.
    pub point: CheckPoint,
    /// Its sheet.
    pub sheet: String,
    /// Its cell: `D5`.
    pub cell: String,
}

/// What a table of points says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsReading {
    /// The points, in its order.
    pub rows: Vec<PointRow>,
    /// What could not be taken.
    pub problems: Vec<EntryProblem>,
}

/// Reads the points of every sheet that has them.
pub fn read_points(book: &Workbook) -> PointsReading {
    let mut reading = PointsReading::default();
    let tables = book.tables(&COLUMNS);
    if tables.is_empty() {
        let message =
            "没有找到检查要点的表头：要有“部门”“抽查事项”“检查要点”三列，每个只出现一次，请改好表头后再导入".to_owned();
        reading.problems.push(EntryProblem { sheet: String::new(), cell: String::new(), message, left: true });
    }
    for table in &tables {
        let title = |column: usize| COLUMNS.get(column).map_or("", |c| c.headers[0]);
        let more = [NUMBER, BASIS, METHOD].map(|column| (column, title(column)));
        let so = "新的要点没有这一项，原有的不变。要填写的，请补上这一列，再导入";
        reading.problems.extend(missing(table, more, so));
        reading.problems.extend(doubled(book, table, &COLUMNS, title));
        reading.take(book, table);
    }
    reading
}

impl PointsReading {
    fn take(&mut self, book: &Workbook, table: &SheetTable) {
        let mut judge = RowJudge::default();
        let mut above = vec![String::new(); COLUMNS.len()];
        for row in &table.rows {
            let Some((_, raw)) = book.row_of(table, row) else { continue };
            let own = |column: usize| row.cells.get(column).filter(|c| !c.from_above).map_or("", |c| &c.text);
            let whole = [DEPARTMENT, ITEM, TEXT].into_iter().all(|c| !row.text(c).is_empty());
            let header = !own(ITEM).is_empty() && COLUMNS[ITEM].headers.contains(&own(ITEM)) && own(TEXT) == "检查要点";
            let seen = SeenRow { row: &raw, name: own(ITEM), whole, wide: false, header };
            let content = content(&raw);
            let first = raw.cells().next().map_or(0, |cell| cell.column);
            let problem = |column: Option<usize>, message: String| {
                let own = format!("{}{}", column_letters(first), row.number);
                let cell = column.map_or(own, |column| table.place(row, column));
                EntryProblem { sheet: table.sheet.clone(), cell, message, left: true }
            };
            if let Some(aside) = judge.aside(&seen) {
                if !is_sure(aside, &raw) {
                    let message = format!("像是{}，不是检查要点，没有采用：{content}", aside.name());
                    self.problems.push(problem(None, message));
                }
                continue;
            }
            if content.is_empty() {
                continue;
            }
            self.take_row(table, row, &mut above, &content, &problem);
        }
    }

    fn take_row(
        &mut self,
        table: &SheetTable,
        row: &TableRow,
        above: &mut Vec<String>,
        content: &str,
        problem: &dyn Fn(Option<usize>, String) -> EntryProblem,
    ) {
        let values: Vec<String> = (0..COLUMNS.len()).map(|c| value(row, c, &above[c])).collect();
        let titles = ["检查部门", "抽查事项", "编号", "检查要点"];
        if let Some(column) = [DEPARTMENT, ITEM, TEXT].into_iter().find(|c| values[*c].is_empty()) {
            let message = format!("这一行没有{}，没有采用：{content}", titles[column]);
            return self.problems.push(problem(Some(column), message));
        }
        let point = CheckPoint {
            number: plain::line(&values[NUMBER]),
            text: plain::line(&values[TEXT]),
            basis: values[BASIS].clone(),
            method: values[METHOD].clone(),
        };
        let (department, item) = (plain::line(&values[DEPARTMENT]), plain::line(&values[ITEM]));
        let same = |a: &str, b: &str| normal_key(a) == normal_key(b);
        let is_known = |r: &&PointRow| {
            same(&r.department, &department) && same(&r.item, &item) && same(&r.point.text, &point.text)
        };
        if let Some(known) = self.rows.iter().find(is_known) {
            let alike = known.point == point;
            let how = if alike {
                "内容相同，只取一次"
            } else {
                "编号、依据或方法与它不同，没有采用；请并成一行"
            };
            let message = format!("“{item}”的检查要点“{}”在{}已经有了，{how}", point.text, known.cell);
            return self.problems.push(problem(Some(TEXT), message));
        }
        let (sheet, cell) = (table.sheet.clone(), table.place(row, TEXT));
        self.rows.push(PointRow { department, item, point, sheet, cell });
        *above = values;
    }
}
