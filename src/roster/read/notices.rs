//! What is told of a sheet as a whole, as opposed to its entries.

use crate::model::Source;
use crate::roster::columns::column::Column;
use crate::roster::columns::match_headers::rival_problems;
use crate::roster::columns::profile::is_name;
use crate::roster::field::Field;
use crate::roster::kind::Kind;
use crate::roster::layout::entry::Entry;
use crate::roster::layout::header::Table;
use crate::roster::layout::row_class::Aside;
use crate::roster::layout::row_patterns::{is_telling, is_total};
use crate::roster::layout::{group_titles, stray_tables};
use crate::roster::problem::{Problem, ProblemCode, Severity};
use crate::roster::read::eligibility;
use crate::roster::record::Record;
use crate::roster::vocabulary::row_words::ROW_WORDS;
use crate::text::excerpt::{excerpt, excerpt_around};
use crate::text::names;
use crate::workbook::a1::column_letters;
use crate::workbook::annotations;
use crate::workbook::sheet::{CellKind, Grid, Row, Torn};

/// A row that is no entry. A title may say of the rows below it that they should not be drawn.
pub(crate) fn dropped(kind: Kind, entry: &Entry<'_>, aside: Aside) -> Problem {
    let row = entry.row.number() + 1;
    let texts: Vec<&str> = entry.row.cells().map(|cell| cell.text).take(8).collect();
    let found = texts.join(" ");
    let why = aside.name();
    let (severity, message) = if matches!(aside, Aside::Title | Aside::Remark)
        && eligibility::is_told_of_others(kind, &found)
    {
        let message = format!(
            "第{row}行像是{why}，写着“{}”，没有读入名录；别的各行照常读入了。请看它说的那些行还该不该参加抽取；不该的，请排除并写明原因。",
            excerpt(&found)
        );
        (Severity::Warning, message)
    } else {
        let severity = if may_be_entry(aside, &entry.row) { Severity::Warning } else { Severity::Note };
        (severity, format!("第{row}行像是{why}，没有读入名录。如果它是名录里的一条，请改正后重新导入。"))
    };
    Problem::of_sheet(&entry.grid.name, severity, ProblemCode::DroppedRow, message).at_row(row).found(&found)
}

/// Whether a row that was left out holds so much that it may be an entry: a row too few is worse than one too many.
fn may_be_entry(aside: Aside, row: &Row<'_>) -> bool {
    match aside {
        Aside::Remark | Aside::Title | Aside::Total | Aside::Count | Aside::Unreadable => values(row) >= 2,
        Aside::Sample | Aside::Hint | Aside::ColumnNumbers | Aside::Header | Aside::PageMark => false,
    }
}

/// How many cells hold a value: neither a number of sequence, nor 填表人：马某, nor 合计, nor 3户.
fn values(row: &Row<'_>) -> usize {
    let is_quantity = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().count() <= 6;
    let is_value =
        |text: &str| !text.contains(['：', ':']) && !is_total(&names::folded_name(text)) && !is_quantity(text);
    row.cells().filter(|cell| is_telling(cell.text) && is_value(cell.text)).count()
}

/// An entry without a name of its own whose other columns hold something: a name may stand in one of them.
pub(crate) fn without_name(kind: Kind, entry: &Entry<'_>) -> Option<Problem> {
    let name = entry.columns.get(kind.required())?;
    if entry.cell(kind.required()).is_some() || entry.goes_on(kind.required(), kind.required(), false).is_some() {
        return None;
    }
    let taken = |column: u32| entry.columns.0.values().any(|c| c.index() == Some(column));
    let others: Vec<_> = entry.row.cells().filter(|cell| !taken(cell.column) && is_name(kind, cell.text)).collect();
    let other = others.first()?;
    let row = entry.row.number() + 1;
    let letters = column_letters(other.column);
    let message = format!(
        "第{row}行没有{}：读的是{}列“{}”，这一行却写在{letters}列（“{}”）。如果{}都在{letters}列，请点“核对表头和各列……”改选；只是这一行的，请点这一格补上，或排除这一行。",
        kind.required().name(),
        name.letters(),
        name.header(),
        excerpt(other.text),
        kind.required().name(),
    );
    let choices = others.iter().map(|cell| names::name(cell.text)).collect();
    let problem = Problem::of_sheet(&entry.grid.name, Severity::Error, ProblemCode::MissingName, message);
    Some(entry.columns.place(problem.choices(choices), kind.required(), row))
}

/// An entry whose name or number is struck through.
pub(crate) fn struck(entry: &Entry<'_>, fields: [Field; 2]) -> Option<Problem> {
    let row = entry.row.number();
    let columns = fields.iter().filter_map(|field| entry.columns.get(*field));
    let column = columns.filter_map(Column::index).find(|column| entry.grid.is_struck(row, *column))?;
    let found = entry.row.get(column).map(|cell| cell.text)?;
    let message = "原表里这一格划了删除线，可能是要去掉的，读的时候仍算在内。请看这一行还该不该参加抽取；不该的，请排除并写明原因。";
    let problem = Problem::of_sheet(&entry.grid.name, Severity::Warning, ProblemCode::StruckThrough, message);
    Some(problem.at_cell(&column_letters(column), row + 1).found(found))
}

/// A code or category beside which it is written that the business is no more: 客运（已停运）, 9164…（注销）.
pub(crate) fn state_beside(kind: Kind, entry: &Entry<'_>) -> Option<Problem> {
    let cells = [Field::Code, Field::Category].into_iter().filter(|_| kind == Kind::Business);
    let (field, cell, word) = cells
        .filter_map(|field| {
            let cell = entry.cell(field)?;
            Some((field, cell, eligibility::ended(cell.text).or_else(|| eligibility::suspended(cell.text))?))
        })
        .next()?;
    let message =
        format!("{}里写着“{}”，含“{word}”。如不应参加抽查，请排除这一行并写明原因。", field.name(), excerpt(cell.text));
    let problem = Problem::of_sheet(&entry.grid.name, Severity::Warning, ProblemCode::InactiveBusiness, message);
    Some(entry.columns.place(problem, field, entry.row.number() + 1).found(cell.text))
}

/// Comments on the cells of an entry that say that somebody should look again.
pub(crate) fn noted(kind: Kind, entry: &Entry<'_>) -> Vec<Problem> {
    let row = entry.row.number();
    let problem = |(column, note): (u32, &str)| {
        let text = annotations::remark(note);
        let word = eligibility::told_word(kind, &text)?;
        let message = format!(
            "这一格的批注写着“{}”，批注不参与核对。请看这一行还该不该参加抽取；不该的，请排除并写明原因。",
            excerpt_around(&text, word)
        );
        let problem = Problem::of_sheet(&entry.grid.name, Severity::Warning, ProblemCode::Remark, message);
        Some(problem.at_cell(&column_letters(column), row + 1).found(&text))
    };
    entry.grid.notes_in(row).filter_map(problem).collect()
}

/// What stands above the table and says what a colour or a sign means: 红色底色为已注销企业.
pub(crate) fn legend(table: &Table<'_>, kind: Kind) -> Option<Problem> {
    let Table { grid, header, .. } = table;
    let above = grid.rows().take_while(|row| header.depth > 0 && row.number() < header.row);
    let says = |text: &str| ROW_WORDS.legend.fit(text) && eligibility::is_told_of_others(kind, text);
    let (row, cell) =
        above.flat_map(|row| row.cells().map(move |cell| (row.number(), cell))).find(|(_, c)| says(c.text))?;
    let message = format!(
        "表头上面写着“{}”。读的时候不看颜色和记号，各行照常读入了。请看它说的那些行还该不该参加抽取；不该的，请排除并写明原因。",
        excerpt(cell.text)
    );
    let problem = Problem::of_sheet(&grid.name, Severity::Warning, ProblemCode::DroppedRow, message);
    Some(problem.at_cell(&column_letters(cell.column), row + 1).found(cell.text))
}

/// An entry of a text table that goes on beyond the header, from this row and column (from 0) on.
pub(crate) fn too_long(grid: &Grid, (row, column): (u32, u32)) -> Problem {
    let message = format!(
        "第{}行比表头多出几格：多半是名称或地址里有逗号而没有加引号，从那里起各项都错了一格。请核对这一行；在原表改正（给带逗号的内容加上英文引号，或另存为xlsx）后重新导入最稳妥。",
        row + 1
    );
    let found = grid.row_at(row).and_then(|row| row.get(column)).map(|cell| cell.text).unwrap_or_default();
    let problem = Problem::of_sheet(&grid.name, Severity::Warning, ProblemCode::RowTooLong, message);
    problem.at_cell(&column_letters(column), row + 1).found(found)
}

/// A record of a text table whose values may stand below other headers than their own.
pub(crate) fn torn(entry: &Entry<'_>) -> Option<Problem> {
    let row = entry.row.number();
    let at = entry.grid.torn.binary_search_by_key(&row, |(row, _)| *row).ok()?;
    let (severity, why) = match entry.grid.torn.get(at)?.1 {
        Torn::Short(count, usual) => {
            (Severity::Warning, format!("只有{count}个值，多数行有{usual}个：可能少了一个逗号，或者引号写错了"))
        }
        Torn::Swallowed(lines) => {
            (Severity::Error, format!("的引号没有配对，后面{lines}行都并进了这一行，这些行没有读入"))
        }
        Torn::Quote => (Severity::Warning, "里的引号写错了：引号没有成对，或者引号后面还有字".into()),
    };
    let row = row + 1;
    let message = format!(
        "第{row}行{why}，从那里起各项可能错了一格。请核对这一行；在原表改正（给带逗号的内容加上英文引号，或另存为xlsx）后重新导入最稳妥。"
    );
    let found = entry.row.cells().map(|cell| cell.text).collect::<Vec<_>>().join(" ");
    let problem = Problem::of_sheet(&entry.grid.name, severity, ProblemCode::RowTooLong, message);
    Some(problem.at_row(row).found(&found))
}

/// A row that was taken in by the one above.
pub(crate) fn joined<T: Record>(above: &Source, more: &T) -> Problem {
    let Source { sheet, row } = more.source();
    let message = format!(
        "第{row}行和第{}行是同一个人（“{}”，证号相同，或姓名是一个合并的格），已并为一条。如果不是，请在原表分开、写清证号后重新导入。",
        above.row,
        more.name()
    );
    Problem::of_sheet(sheet, Severity::Note, ProblemCode::JoinedRow, message).at_row(*row).found(more.name())
}

/// A row that says what the row `above` (from 0) says, its number of sequence aside.
pub(crate) fn repeated(kind: Kind, entry: &Entry<'_>, above: u32) -> Problem {
    let row = entry.row.number() + 1;
    let name = entry.cell(kind.required()).map(|cell| cell.text).unwrap_or_default();
    let message = format!(
        "第{row}行和第{}行写的完全一样（“{}”，序号除外），算作一条。如果不是同一个，请在原表写清区别后重新导入。",
        above + 1,
        excerpt(name)
    );
    Problem::of_sheet(&entry.grid.name, Severity::Note, ProblemCode::JoinedRow, message).at_row(row).found(name)
}

/// What is wrong with the sheet; `named_by_sheet` is the field that its name stands for.
pub(crate) fn problems_of_sheet(table: &Table<'_>, kind: Kind, named_by_sheet: Option<Field>) -> Vec<Problem> {
    let Table { grid, header, .. } = table;
    let of_sheet = |severity, code, message: String| Problem::of_sheet(&grid.name, severity, code, message);
    let beside = stray_tables::told_beside(table, kind);
    let rivals: &[_] = if beside.is_some() { &[] } else { &header.rivals };
    let mut problems = rival_problems(&grid.name, header.number(), &header.columns, rivals);
    problems.extend(stray_tables::told_above(table, kind));
    problems.extend(legend(table, kind));
    problems.extend(beside);
    if kind == Kind::Officer && !header.columns.has(Field::Department) && named_by_sheet != Some(Field::Department) {
        let message = "没有找到“单位”列（也可写作工作单位、所属部门、部门等），不知道执法人员属于哪个部门。请补上这一列后重新导入。";
        problems
            .push(of_sheet(Severity::Error, ProblemCode::MissingColumn, message.into()).at_row(header.number().max(1)));
    }
    if grid.hidden {
        let message =
            format!("工作表“{}”在工作簿里是隐藏的，只有它像{}，所以读了它。请确认没有用错表。", grid.name, kind.name());
        problems.push(of_sheet(Severity::Warning, ProblemCode::HiddenSheet, message));
    }
    let is_entry = |row: &&u32| **row >= header.top() && grid.row_at(**row).is_some();
    let hidden = grid.hidden_rows.iter().filter(is_entry).count();
    if hidden > 0 {
        let message = format!(
            "表头下面有{hidden}行是隐藏的（可能筛选过），也读入了。如果只要看得见的行，请把它们复制到新的工作表，另存后重新导入。"
        );
        problems.push(of_sheet(Severity::Warning, ProblemCode::HiddenRows, message));
    }
    problems.extend(disguised(table));
    if let Some((count, (row, column))) = grid.stray {
        let at = format!("{}{}", column_letters(column), u64::from(row) + 1);
        let message =
            format!("表格右边或下面很远处（{at}等）还有{count}个单元格，没有读入。名录若不在那里，可以不管。");
        problems.push(of_sheet(Severity::Note, ProblemCode::StrayCells, message));
    }
    problems
}

/// Numbers of entries that are shown as Chinese numerals (一二三, 壹贰叁), of which the digits are read; and days of which the
/// month or year alone is shown and read.
fn disguised(table: &Table<'_>) -> impl Iterator<Item = Problem> {
    let numbers = [Field::Code, Field::Certificate, Field::Licence, Field::Phone];
    let days = [Field::ValidUntil, Field::LicenceUntil, Field::LastInspected];
    let of_numbers = disguised_in(table, &numbers, |kind| kind != CellKind::Date).map(|(letters, row, count, found)| {
        let message = format!(
            "{letters}{row}等{count}格在表里显示为中文数字（一二三或壹贰叁），存的是数字，读的是“{found}”这样的数字。请核对；要照显示的读，请在原表把这些格设为文本格式、重新填写后再导入。"
        );
        (letters, row, found, message)
    });
    let of_days = disguised_in(table, &days, |kind| kind == CellKind::Date).map(|(letters, row, count, found)| {
        let message = format!(
            "{letters}{row}等{count}格在表里只显示年月，存的却是其中某一天，读的是显示的“{found}”。请核对；要按那一天算的，请在原表把这些格的格式改为年-月-日后再导入。"
        );
        (letters, row, found, message)
    });
    let problem = |(letters, row, found, message): (String, u32, &str, String)| {
        let problem = Problem::of_sheet(&table.grid.name, Severity::Warning, ProblemCode::ShownOtherwise, message);
        problem.at_cell(&letters, row).found(found)
    };
    of_numbers.into_iter().chain(of_days).map(problem)
}

/// The first cell of these fields that shows another text than it holds, how many there are, and what is read of the first.
fn disguised_in<'a>(
    Table { grid, header, .. }: &Table<'a>,
    fields: &[Field],
    is_kind: impl Fn(CellKind) -> bool,
) -> Option<(String, u32, usize, &'a str)> {
    let columns: Vec<u32> = fields.iter().filter_map(|f| header.columns.get(*f)?.index()).collect();
    let mut cells = grid.disguised().iter().filter_map(|(row, column)| {
        let cell = grid.row_at(*row)?.get(*column)?;
        let is_one = *row >= header.top() && columns.contains(column) && is_kind(cell.kind);
        is_one.then_some((*row, cell))
    });
    let (row, cell) = cells.next()?;
    Some((column_letters(cell.column), row + 1, 1 + cells.count(), cell.text))
}

/// Titles amid the rows that name departments: where no column does, those were taken; where one does, it may name parts of
/// them.
pub(crate) fn groups(table: &Table<'_>, kind: Kind, grouped: bool) -> Option<Problem> {
    let first = group_titles::first(table).filter(|_| kind == Kind::Officer)?;
    let message = match (grouped, table.header.columns.get(Field::Department)) {
        (true, _) => format!("没有“单位”列，单位是按分组标题（如“{first}”）填的。请核对各人的单位。"),
        (false, Some(column)) if column.index().is_none_or(|at| group_titles::agrees(table, &first, at)) => {
            return None;
        }
        (false, Some(column)) => format!(
            "分组标题像是单位（如“{first}”），读的却是“{}”列。如果那一列写的是内设机构，请点“核对表头和各列……”改为不用它，单位就按分组标题填。",
            column.header()
        ),
        (false, None) => return None,
    };
    Some(Problem::of_sheet(&table.grid.name, Severity::Warning, ProblemCode::GroupTitles, message))
}

/// Sheets that hold the roster too but were not read; all of them hidden, or none.
pub(crate) fn other_sheets(grid: &Grid, others: &[&Grid], kind: Kind) -> Option<Problem> {
    let (severity, which, way) = if others.first()?.hidden {
        (Severity::Note, "隐藏的工作表", "要用隐藏的，请重新导入，选择那张工作表。")
    } else {
        (Severity::Warning, "工作表", "如果都要用，请重新导入，选择合并几张工作表。")
    };
    let names: Vec<String> = others.iter().map(|other| format!("“{}”", other.name)).collect();
    let names = names.join("、");
    let message = format!("{which}{names}里也有{}，没有读入；读的是“{}”。{way}", kind.name(), grid.name);
    Some(Problem::of_sheet(&grid.name, severity, ProblemCode::OtherSheet, message))
}

/// There is no entry under the header.
pub(crate) fn no_rows(table: &Table<'_>, kind: Kind) -> Problem {
    let row = table.header.number();
    let message = format!("第{row}行的表头下面没有{}的内容。请填好后重新导入，或确认选对了文件。", kind.name());
    Problem::of_sheet(&table.grid.name, Severity::Error, ProblemCode::NoRows, message).at_row(row)
}

/// The text was read with another code page than the file names.
pub(crate) fn second_reading(sheet: &str) -> Problem {
    let message = "文件写明的文字编码不对（直接读是乱码），已按中文编码（GBK）读取。请核对文字是否正确。";
    Problem::of_sheet(sheet, Severity::Warning, ProblemCode::SecondReading, message)
}
