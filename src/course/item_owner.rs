//! A table of items without a column of departments: all are the department's whose list it is, as title, sheet or file say
//! (县公安局抽查事项清单). Where they do not, the items are of the department [`NOBODY`], which is asked for.

use super::EntryProblem;
use super::item_columns::{BASIS, COLUMNS, CONTENT, DEPARTMENT, OBJECTS};
use crate::model::{file_stem, normal_key};
use crate::roster::survey::common_values::department_in;
use crate::workbook::sheet::Grid;
use crate::workbook::{SheetTable, Workbook};

/// The department of items of which nothing says whose they are.
pub const NOBODY: &str = "";

/// Rows above the header that are looked at.
const TITLES: u32 = 10;

/// The tables of the sheets that have items, but no column of departments.
pub(super) fn tables(book: &Workbook) -> Vec<SheetTable> {
    let mut tables: Vec<SheetTable> = Vec::new();
    // 抽查事项 alone is the header of many a table.
    for also in [CONTENT, BASIS, OBJECTS] {
        let mut wanted = COLUMNS;
        (wanted[DEPARTMENT].needed, wanted[also].needed) = (false, true);
        let new = book.tables(&wanted).into_iter().filter(|table| table.columns[DEPARTMENT].is_none());
        for table in new {
            if tables.iter().all(|known| known.sheet != table.sheet) {
                tables.push(table);
            }
        }
    }
    tables
}

/// The department of a table, and what to tell of it.
pub(super) fn of(table: &SheetTable, grid: &Grid, file: &str) -> (String, EntryProblem) {
    let above = grid.rows().take_while(|row| row.number() < table.header.min(TITLES));
    let mut texts: Vec<String> = above.flat_map(|row| row.cells().map(|cell| cell.text.to_owned())).collect();
    texts.extend([table.sheet.clone(), file_stem(file).to_owned()]);
    let mut named: Vec<(String, String)> = Vec::new();
    for (department, text) in texts.into_iter().filter_map(|text| Some((department_in(&text)?, text))) {
        if named.iter().all(|(known, _)| normal_key(known) != normal_key(&department)) {
            named.push((department, text));
        }
    }
    let (name, message) = match &named[..] {
        [(name, text)] => {
            (name.clone(), format!("这张表没有“牵头/配合部门”一列，按“{}”都当作“{name}”的事项，请确认", text.trim()))
        }
        _ => {
            (NOBODY.to_owned(), "这张表没有“牵头/配合部门”一列，标题也没有写明是哪个部门的事项，请选好部门".to_owned())
        }
    };
    (name, EntryProblem { sheet: table.sheet.clone(), cell: String::new(), message, left: false })
}

/// What is told of such a table in which titles amid the rows, the first of them this, say whose the items are.
pub(super) fn by_sections(table: &SheetTable, title: &str) -> EntryProblem {
    let message = format!("这张表没有“牵头/配合部门”一列，按各段的标题（如“{title}”）算作各部门的事项，请确认");
    EntryProblem { sheet: table.sheet.clone(), cell: String::new(), message, left: false }
}

/// What is told of such a table beside others that name departments: it may be a form for the inspection itself.
pub(super) fn left(table: &SheetTable) -> EntryProblem {
    let message = "这张表有抽查事项，但没有“牵头/配合部门”一列，没有采用".to_owned();
    EntryProblem { sheet: table.sheet.clone(), cell: String::new(), message, left: true }
}
