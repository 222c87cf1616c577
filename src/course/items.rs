//! 附件7 事项表 as others write it: which department inspects what.

use super::EntryProblem;
use super::column_faults::doubled;
use super::item_cells::{categories, departments, value};
use super::item_columns::{
    BASIS, CODE, COLUMNS, CONTENT, DEPARTMENT, FIELD, FREQUENCY, NAME, NOTE, OBJECTS, OTHERS, PUBLISHED, RATIO, WAY,
};
use super::item_owner::{self, NOBODY};
use super::item_rows::{RowJudge, SeenRow, content, is_sure, is_wide};
use super::item_sections::Sections;
use crate::model::{InOrder, Item, Role};
use crate::roster::layout::row_patterns::is_telling;
use crate::roster::non_entry::NonEntry;
use crate::text::{header_key, plain};
use crate::workbook::a1::column_letters;
use crate::workbook::sheet::{Grid, Row};
use crate::workbook::{SheetTable, TableRow, Workbook};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An item as the table has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRow {
    /// The departments that inspect it, the lead first where the table says so; and whether it says of one that it
    /// leads or takes part.
    pub departments: Vec<(String, Option<Role>)>,
    /// The item.
    pub item: Item,
    /// 检查对象 as the cell says it: as a whole it may be a category of the plan.
    pub objects: String,
    /// 抽查比例, to be held against the plan's, which it does not change.
    pub ratio: String,
    /// Where it stands.
    pub place: ItemPlace,
}

/// Where the cells of an item stand: `C5`. For a column that the table does not have, where the item stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemPlace {
    /// The sheet.
    pub sheet: String,
    /// 抽查事项.
    pub name: String,
    /// 抽查依据.
    pub basis: String,
    /// 检查对象.
    pub objects: String,
    /// 抽查比例.
    pub ratio: String,
}

impl ItemPlace {
    fn of(table: &SheetTable, row: &TableRow) -> Self {
        let place = |column: usize| {
            let column = if table.columns.get(column).copied().flatten().is_some() { column } else { NAME };
            table.place(row, column)
        };
        let sheet = table.sheet.clone();
        Self { sheet, name: place(NAME), basis: place(BASIS), objects: place(OBJECTS), ratio: place(RATIO) }
    }

    /// Where the item stands, told at another place: the sheet only where it is another.
    pub(super) fn told_from(&self, other: &Self) -> String {
        if self.sheet == other.sheet { self.name.clone() } else { format!("{} {}", self.sheet, self.name) }
    }
}

/// What a table of items says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemsReading {
    /// The items, in its order, each of a department once.
    pub rows: Vec<ItemRow>,
    /// What could not be taken.
    pub problems: Vec<EntryProblem>,
    /// Rows that are sure to be no items, with what they say.
    pub asides: Vec<EntryProblem>,
}

impl ItemsReading {
    /// Takes out the items of [`NOBODY`]: their names.
    pub fn without_unnamed(&mut self) -> Vec<String> {
        let is_unnamed = |row: &ItemRow| row.departments.iter().any(|(name, _)| name == NOBODY);
        self.rows.extract_if(.., |row| is_unnamed(row)).map(|row| row.item.name).collect()
    }
}

/// Reads the items of every sheet that has them. The name of the `file` may say whose they are.
pub fn read_items(book: &Workbook, file: &str) -> ItemsReading {
    let mut reading = ItemsReading::default();
    let (tables, without) = (book.tables(&COLUMNS), item_owner::tables(book));
    if tables.is_empty() && without.is_empty() {
        let message = "没有找到事项表的表头：至少要有“抽查事项”和“牵头/配合部门”两列，请改好表头后再导入。".to_owned();
        reading.problems.push(EntryProblem { sheet: String::new(), cell: String::new(), message, left: true });
    }
    for table in &tables {
        reading.take(book, table, None);
    }
    for table in without.iter().filter(|table| tables.iter().all(|known| known.sheet != table.sheet)) {
        let Some(grid) = book.grid_of(table).filter(|_| tables.is_empty()) else {
            reading.problems.push(item_owner::left(table));
            continue;
        };
        let (owner, told) = item_owner::of(table, grid, file);
        let before = reading.problems.len();
        let sections = reading.take(book, table, Some(owner.clone()));
        let of_table = reading.rows.iter().filter(|row| row.place.sheet == table.sheet);
        let is_owners = |row: &ItemRow| row.departments.iter().any(|(name, _)| *name == owner);
        // Where each item stands beneath a title, nothing else says whose it is.
        let told = match sections.first {
            Some(title) if !of_table.clone().any(is_owners) => vec![item_owner::by_sections(table, &title)],
            Some(title) => vec![item_owner::by_sections(table, &title), told],
            None => vec![told],
        };
        reading.problems.splice(before..before, told);
    }
    reading.with_departments(&BTreeMap::new())
}

impl ItemsReading {
    /// Takes the items of a table; they are all the `owner`'s where it has no departments.
    fn take(&mut self, book: &Workbook, table: &SheetTable, owner: Option<String>) -> Sections {
        let title = |column: usize| COLUMNS.get(column).map_or("", |c| c.headers[0]);
        self.problems.extend(doubled(book, table, &COLUMNS, title));
        let above = vec![String::new(); COLUMNS.len()];
        let mut reader = Reader { table, owner, above, judge: RowJudge::default(), sections: Sections::default() };
        for row in &table.rows {
            if let Some((grid, raw)) = book.row_of(table, row) {
                reader.take(grid, &raw, row, self);
            }
        }
        reader.sections
    }
}

/// Reads the rows of a table from the top.
struct Reader<'a> {
    table: &'a SheetTable,
    owner: Option<String>,
    /// The values of the item above, for what is said to be as above.
    above: Vec<String>,
    judge: RowJudge,
    sections: Sections,
}

impl Reader<'_> {
    fn read(&self, row: &TableRow, values: &[String]) -> ItemRow {
        let mut all = departments(&values[DEPARTMENT], None);
        all.extend(departments(&values[OTHERS], Some(Role::Participant)));
        all.order_by_key(|(_, role)| *role != Some(Role::Lead));
        if values[DEPARTMENT].is_empty() && !values[NAME].is_empty() {
            let owner = || self.owner.iter().map(|owner| (owner.clone(), None)).collect();
            let owners = self.sections.owners().cloned().unwrap_or_else(owner);
            let of_others = |(name, _): &(String, _)| all.iter().any(|(other, _)| other == name);
            let owners: Vec<_> = owners.into_iter().filter(|owner| !of_others(owner)).collect();
            all.extend(owners);
        }
        let item = Item {
            name: plain::line(&values[NAME]),
            categories: categories(&values[OBJECTS]),
            field: plain::line(&values[FIELD]),
            content: values[CONTENT].clone(),
            basis: values[BASIS].clone(),
            way: values[WAY].clone(),
            frequency: plain::line(&values[FREQUENCY]),
            note: values[NOTE].clone(),
            code: plain::line(&values[CODE]),
            published: values[PUBLISHED].clone(),
            ..Item::default()
        };
        let (objects, ratio) = (plain::line(&values[OBJECTS]), plain::line(&values[RATIO]));
        ItemRow { departments: all, item, objects, ratio, place: ItemPlace::of(self.table, row) }
    }

    fn take(&mut self, grid: &Grid, raw: &Row<'_>, row: &TableRow, reading: &mut ItemsReading) {
        let values: Vec<String> = (0..COLUMNS.len()).map(|c| value(row, c, &self.above[c])).collect();
        let content = content(raw);
        let problem = |message: String| {
            let first = raw.cells().next().map_or(0, |cell| cell.column);
            let cell = format!("{}{}", column_letters(first), row.number);
            EntryProblem { sheet: self.table.sheet.clone(), cell, message, left: true }
        };
        if self.sections.begin(raw) {
            self.judge.begin_section();
            let message = format!("像是分组标题，下面没有写部门的事项都算作它的：{content}");
            return reading.asides.push(problem(message));
        }
        if let Some(aside) = self.judge.aside(&self.seen(grid, raw, row)) {
            if aside == NonEntry::Title {
                self.sections.title(raw);
            }
            let told = problem(format!("像是{}，不是事项，没有采用：{content}", aside.name()));
            let list = if is_sure(aside, raw) { &mut reading.asides } else { &mut reading.problems };
            return list.push(told);
        }
        if content.is_empty() {
            return;
        }
        let read = self.read(row, &values);
        if row.cells[NAME].from_above
            && let Some(last) = reading.rows.last_mut().filter(|last| read.goes_on(last))
        {
            let own = |column: usize| if row.cells[column].from_above { "" } else { &*values[column] };
            last.go_on(own);
            self.above = values;
            return;
        }
        let at = |column: usize, message: &str| EntryProblem {
            cell: self.table.place(row, column),
            ..problem(format!("{message}，没有采用：{content}"))
        };
        match (read.item.name.is_empty(), read.departments.is_empty()) {
            (true, true) if self.owner.is_some() => reading.problems.push(at(NAME, "这一行没有抽查事项")),
            (true, true) => {
                reading.problems.push(problem(format!("这一行没有抽查事项，也没有检查部门，没有采用：{content}")))
            }
            (true, false) => reading.problems.push(at(NAME, "这一行没有抽查事项")),
            (false, true) => reading.problems.push(at(DEPARTMENT, "这一行没有检查部门")),
            (false, false) => {
                reading.rows.push(read);
                self.above = values;
            }
        }
    }

    fn seen<'r>(&self, grid: &Grid, raw: &'r Row<'r>, row: &'r TableRow) -> SeenRow<'r> {
        let own = |column: usize| row.cells.get(column).filter(|c| !c.from_above).map_or("", |c| &c.text);
        let wide = is_wide(grid, raw);
        let heads = |column: usize| {
            let key = header_key::fold(own(column));
            !key.is_empty() && COLUMNS[column].headers.iter().any(|header| header_key::fold(header) == key)
        };
        // A number counts, as in 合计｜6项｜3个部门.
        let counts = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let says = |column: usize| !plain::says_nothing(own(column)) && !counts(own(column));
        let owned = self.owner.is_some() || self.sections.owners().is_some();
        // Where no department speaks for the row, what begins with a number may be a count.
        let told = |column: usize| {
            let text = own(column);
            !plain::says_nothing(text) && is_telling(text) && !(owned && counts(text))
        };
        SeenRow {
            row: raw,
            name: own(NAME),
            whole: says(NAME) && (owned || says(DEPARTMENT) || says(OTHERS)) && (told(CONTENT) || told(BASIS)),
            wide,
            header: heads(NAME) && [DEPARTMENT, OTHERS, CONTENT, BASIS].into_iter().any(heads),
        }
    }
}

impl ItemRow {
    /// Whether the row below an item's, which a merged cell gives the same name, is a part of that item.
    fn goes_on(&self, last: &Self) -> bool {
        let same = self.departments.is_empty() || self.departments == last.departments;
        same && self.place.sheet == last.place.sheet && self.item.name == last.item.name
    }

    /// Adds what a further row of the item says in its own cells, each text on a line of its own.
    fn go_on<'a>(&mut self, own: impl Fn(usize) -> &'a str) {
        let i = &mut self.item;
        let texts = [
            (&mut i.field, FIELD),
            (&mut i.content, CONTENT),
            (&mut i.basis, BASIS),
            (&mut i.way, WAY),
            (&mut i.frequency, FREQUENCY),
            (&mut i.note, NOTE),
            (&mut i.code, CODE),
            (&mut i.published, PUBLISHED),
            (&mut self.ratio, RATIO),
        ];
        for (text, column) in texts {
            let more = own(column);
            let known = text.strip_suffix(more).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
            if more.is_empty() || known {
                continue;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(more);
        }
        let objects = own(OBJECTS);
        if objects.is_empty() || objects == self.objects {
            return;
        }
        let more = categories(objects);
        // All and some are all.
        if !self.objects.is_empty() && (more.is_empty() || self.item.categories.is_empty()) {
            self.item.categories.clear();
        } else {
            plain::add_each(&mut self.item.categories, more);
        }
        self.objects = self.item.categories.join("、");
    }
}
