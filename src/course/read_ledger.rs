//! 检查台账 and lists of businesses as others write them, from any workbook: columns by their headers
//! (`roster/vocabulary/ledger_headers.tsv`), rows that are none told apart as in 附件7.

use super::EntryProblems;
use super::item_rows::{RowJudge, SeenRow, content, is_sure};
use super::ledger::{LedgerRow, LedgerText};
use super::ledger_tables::{column_of, tables};
use crate::model::{LedgerField, code_kind, normal_key};
use crate::roster::{LedgerColumn as C, is_ledger_header};
use crate::text::{date, header_key, lists, plain};
use crate::workbook::{SheetTable, TableRow, Workbook};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rows that one file may have: more than any county writes in a year, and what a page holds beside its rosters.
pub const MOST_LEDGER_ROWS: usize = 300_000;

/// What a ledger or a list says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerReading {
    /// How many rows were read.
    pub rows: usize,
    /// How many rows each year has; those without a year are in none.
    pub years: BTreeMap<i32, usize>,
    /// Rows without a code.
    pub without_code: usize,
    /// Whether it names the departments.
    pub has_departments: bool,
    /// What could not be taken, or is to be looked at.
    pub problems: EntryProblems,
}

/// Reads a ledger, or, where `visits` is false, a list of businesses, of every sheet that has one.
///
/// # Errors
/// The sentence that says what is wrong with the file as a whole, and what to do.
pub fn read_ledger(book: &Workbook, visits: bool) -> Result<(LedgerReading, LedgerText), String> {
    read_own_ledger(book, visits, &[])
}

/// The same of a workbook that this program may have written with these headings, which go before the vocabulary.
///
/// # Errors
/// As [`read_ledger`].
pub fn read_own_ledger(
    book: &Workbook,
    visits: bool,
    own: &[(LedgerField, String)],
) -> Result<(LedgerReading, LedgerText), String> {
    let rows: usize = book.grids().iter().filter(|grid| !grid.hidden).map(|grid| grid.rows().count()).sum();
    if rows > MOST_LEDGER_ROWS {
        return Err(format!(
            "文件共有{rows}行，一次最多读取{MOST_LEDGER_ROWS}行。请只留下本年度的行，或按机关、按季度分成几个文件，逐个导入；各文件一并计算"
        ));
    }
    let mut found = if visits { own_tables(book, own) } else { Vec::new() };
    let others = tables(book, visits, &|column| column.headers().to_vec());
    let is_new = |table: &SheetTable| found.iter().all(|known| known.sheet != table.sheet);
    let others: Vec<_> = others.into_iter().filter(is_new).collect();
    found.extend(others);
    if found.is_empty() {
        return Err(if visits {
            "没有找到检查台账的表头：至少要有“企业名称”（或“统一社会信用代码”）和“检查日期”（或“年度”）两列，最好还有“检查机关”“检查类型”。请改好表头后再导入".into()
        } else {
            "没有找到名单的表头：至少要有“企业名称”或“统一社会信用代码”一列。请改好表头后再导入".into()
        });
    }
    let several = found.len() > 1;
    let (mut reading, mut text) = (LedgerReading::default(), LedgerText::default());
    for table in &found {
        let mut reader = Reader { table, visits, several, judge: RowJudge::default(), above: BTreeMap::new() };
        reading.has_departments |= reader.has(C::Department);
        for row in &table.rows {
            reader.take(book, row, &mut reading, &mut text);
        }
    }
    if reading.rows == 0 {
        return Err("表头下面没有一行可以读取，请看看是不是选错了文件".into());
    }
    Ok((reading, text))
}

/// The ledgers of the sheets that have who and when under these headings. A column that such a sheet has not by its own heading
/// is looked for by the vocabulary, for another's ledger may have these two as well; what is the heading of another field
/// stays that.
fn own_tables(book: &Workbook, own: &[(LedgerField, String)]) -> Vec<SheetTable> {
    let own_of = |column: C| {
        let own = own.iter().filter(|(field, _)| column_of(*field) == Some(column));
        own.map(|(_, heading)| heading.as_str()).collect::<Vec<_>>()
    };
    // Their rows are read again with all their columns: what is kept meanwhile is small.
    let sheets: Vec<_> = tables(book, true, &own_of).into_iter().map(|table| (table.sheet, table.columns)).collect();
    if sheets.is_empty() {
        return Vec::new();
    }
    let has = |column: C| sheets.iter().all(|(_, columns)| columns.get(column as usize).is_some_and(Option::is_some));
    let keys: Vec<_> = own.iter().map(|(field, heading)| (column_of(*field), header_key::fold(heading))).collect();
    let is_free = |column: C, header: &str| {
        let key = header_key::fold(header);
        keys.iter().all(|(of, heading)| *of == Some(column) || *heading != key)
    };
    let headings = |column: C| {
        let mut all = own_of(column);
        if !has(column) {
            all.extend(column.headers().iter().filter(|header| is_free(column, header)));
        }
        all
    };
    let mut found = tables(book, true, &headings);
    found.retain(|table| sheets.iter().any(|(sheet, _)| *sheet == table.sheet));
    found
}

struct Reader<'a> {
    table: &'a SheetTable,
    visits: bool,
    several: bool,
    judge: RowJudge,
    /// What stood last in columns that are filled in once for several rows, by their place.
    above: BTreeMap<usize, String>,
}

impl Reader<'_> {
    fn has(&self, column: C) -> bool {
        self.table.columns.get(column as usize).copied().flatten().is_some()
    }

    /// What a cell says: nothing where it says that there is nothing, what is above where it says so.
    fn value(&mut self, row: &TableRow, column: C) -> String {
        let own = row.text(column as usize);
        let value = match own {
            _ if plain::says_as_above(own) => self.above.get(&(column as usize)).cloned().unwrap_or_default(),
            _ if plain::says_nothing(own) => String::new(),
            _ => plain::line(own),
        };
        self.above.insert(column as usize, value.clone());
        value
    }

    fn take(&mut self, book: &Workbook, row: &TableRow, reading: &mut LedgerReading, text: &mut LedgerText) {
        let Some((_, raw)) = book.row_of(self.table, row) else { return };
        let (name, code) = self.who(row);
        let who = if name.is_empty() { code.clone() } else { name.clone() };
        let content = content(&raw);
        // Numbers of sequence alone are no row.
        if content.is_empty() && who.is_empty() {
            return;
        }
        let is_whole = !who.is_empty() && (!self.visits || self.when(row).is_some());
        let header = is_ledger_header(row.text(C::Name as usize), C::Name)
            || is_ledger_header(row.text(C::Code as usize), C::Code);
        let seen = SeenRow { row: &raw, name: &who, whole: is_whole, wide: false, header };
        let sheet = &self.table.sheet;
        if let Some(aside) = self.judge.aside(&seen) {
            if !is_sure(aside, &raw) {
                let message = format!("像是{}，没有采用：{content}", aside.name());
                reading.problems.push(sheet, format!("第{}行", row.number), message, true);
            }
            return;
        }
        if who.is_empty() {
            let message = format!("这一行没有企业名称，也没有代码，没有采用：{content}");
            return reading.problems.push(sheet, self.table.place(row, C::Name as usize), message, true);
        }
        let when = self.when(row).unwrap_or_default();
        if self.visits && when.is_empty() {
            let at = if self.has(C::Day) { C::Day } else { C::Year };
            let message = format!("“{who}”这一行看不出检查日期，没有采用。请写成 2026-03-05 的样子");
            return reading.problems.push(sheet, self.table.place(row, at as usize), message, true);
        }
        if let Some(message) = self.narrowed(row, &when) {
            reading.problems.push(sheet, self.table.place(row, C::Day as usize), format!("“{who}”{message}"), false);
        }
        self.push(row, &[name, code, when], reading, text);
    }

    /// Puts the row down, once for each department that it names.
    fn push(
        &mut self,
        row: &TableRow,
        [name, code, when]: &[String; 3],
        reading: &mut LedgerReading,
        text: &mut LedgerText,
    ) {
        let (counted, why) = self.counted(row, reading);
        let of = [C::Kind, C::Item, C::Batch, C::Source].map(|column| self.value(row, column));
        let [kind, item, batch, source] = of.each_ref().map(String::as_str);
        let place = if self.several {
            format!("{} 第{}行", self.table.sheet, row.number)
        } else {
            format!("第{}行", row.number)
        };
        let mut departments = lists::words(&self.value(row, C::Department));
        departments.retain(|department| !department.is_empty());
        if departments.is_empty() {
            departments.push(String::new());
        }
        for department in departments {
            text.push(&LedgerRow {
                name,
                code,
                department: &department,
                when,
                kind,
                item,
                batch,
                counted,
                reason: &why,
                source,
                place: &place,
            });
        }
        reading.rows += 1;
        reading.without_code += usize::from(!code_kind(code).is_right());
        if let Some(year) = when.get(..4).and_then(|year| year.parse().ok()) {
            *reading.years.entry(year).or_default() += 1;
        }
    }

    /// Name and code, from whichever columns have them.
    fn who(&mut self, row: &TableRow) -> (String, String) {
        let [mut name, code, either] = [C::Name, C::Code, C::NameOrCode].map(|column| self.value(row, column));
        let mut code = normal_key(&code);
        if !either.is_empty() {
            let key = normal_key(&either);
            if code_kind(&key).is_right() || (key.len() == 18 && key.bytes().all(|c| c.is_ascii_alphanumeric())) {
                code = if code.is_empty() { key } else { code };
            } else if name.is_empty() {
                name = either;
            }
        }
        // A code in the column of names is one all the same.
        if code.is_empty() && code_kind(&normal_key(&name)).is_right() {
            code = normal_key(&std::mem::take(&mut name));
        }
        (name, code)
    }

    /// That the cell of the day says more, or less, than the day that was taken of it.
    fn narrowed(&self, row: &TableRow, when: &str) -> Option<String> {
        let text = plain::line(row.text(C::Day as usize));
        if !self.visits || text.is_empty() {
            return None;
        }
        if when.len() == 4 {
            let rest = normal_key(&text).replacen(when, "", 1);
            let is_year = matches!(rest.trim_end_matches("度"), "" | "年");
            return (!is_year).then(|| {
                format!("的检查日期写着“{text}”，看不出是哪一天，只按{when}年采用。请写成 2026-03-05 的样子")
            });
        }
        let (first, last) = date::period(&text)?;
        (first < last).then(|| {
            format!(
                "的检查日期写着“{text}”，是一段时间，按最后一天{when}采用，算一次。分几天检查了几次的，请每次写一行"
            )
        })
    }

    /// The day, of a period its last, else the year; none where neither can be told.
    fn when(&self, row: &TableRow) -> Option<String> {
        let period = || date::period(row.text(C::Day as usize)).map(|(_, last)| last);
        let day = row.cells.get(C::Day as usize).and_then(|cell| cell.day).or_else(period);
        let year = |column: C| {
            let digits: String =
                normal_key(row.text(column as usize)).chars().take_while(char::is_ascii_digit).collect();
            (digits.len() == 4 && (digits.starts_with("20") || digits.starts_with("19"))).then_some(digits)
        };
        day.map(|day| day.to_string()).or_else(|| year(C::Year)).or_else(|| year(C::Day))
    }

    /// 计入: `1`, `0` or nothing, and the reason.
    fn counted(&mut self, row: &TableRow, reading: &mut LedgerReading) -> (&'static str, String) {
        let text = self.value(row, C::Counted);
        let mut why = self.value(row, C::Reason);
        let key = normal_key(&text);
        let yes = ["是", "计入", "计次", "计", "√", "✓", "1", "Y", "T"];
        let no = ["否", "不", "未", "×", "✗", "0", "N", "X", "F"];
        let begins = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
        if key.is_empty() {
            return ("", why);
        }
        if begins(&no) {
            // 否（整改复查）: the reason stands with it.
            let rest = text.trim_start_matches(|c: char| "否不计入次未算×✗0NnXxFf".contains(c));
            let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
            if why.is_empty() {
                rest.clone_into(&mut why);
            }
            return ("0", why);
        }
        if begins(&yes) {
            return ("1", why);
        }
        let message = format!("“是否计入”写着“{text}”，看不出是或否，按检查类型判断。请写“是”或“否”");
        reading.problems.push(&self.table.sheet, self.table.place(row, C::Counted as usize), message, false);
        // Of a column of both it may be the reason alone.
        ("", if why.is_empty() { text } else { why })
    }
}

/// The years of a ledger in words: 2025年30行、2026年1200行.
pub fn years_told(years: &BTreeMap<i32, usize>) -> String {
    years.iter().map(|(year, rows)| format!("{year}年{rows}行")).collect::<Vec<_>>().join("、")
}
