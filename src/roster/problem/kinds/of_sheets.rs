//! Problems of sheets as a whole, found in reading: their columns, what stands beside the table, what was not read.

use crate::model::EntityKind;
use crate::roster::field::Field;
use crate::roster::problem::code::{ProblemCode, Severity};
use crate::roster::problem::kinds::{ProblemKind, ProblemText};
use crate::text::excerpt::excerpt;

/// What is wrong with a sheet; numbers of rows are from 1.
#[derive(Debug)]
pub(crate) enum SheetProblem<'a> {
    /// Two columns claim one field; letters and header of the one that was taken, and of the other.
    DuplicateColumn {
        field: Field,
        taken: (&'a str, &'a str),
        rival: (&'a str, &'a str),
    },
    /// Another column than that of the names (letters and header of both) holds people of a team who stand in no row of their own.
    PeopleElsewhere {
        column: (&'a str, &'a str),
        names: (&'a str, &'a str),
        people: Vec<&'a str>,
    },
    NoDepartmentColumn,
    /// Titles amid the rows name the departments, and no column does.
    DepartmentsFromTitles {
        title: String,
    },
    /// Titles amid the rows name departments, and the column that was taken others.
    DepartmentsBesideTitles {
        title: String,
        header: &'a str,
    },
    HiddenSheet {
        name: &'a str,
        kind: EntityKind,
    },
    HiddenRows(usize),
    /// Comments and the like were not looked for.
    Overlooked,
    /// So many cells far outside the table, the first of them here.
    StrayCells {
        count: usize,
        cell: String,
    },
    /// So many numbers that are shown as Chinese numerals (一二三, 壹贰叁): the digits are read.
    ShownAsNumerals {
        count: usize,
        cell: String,
        found: &'a str,
    },
    /// So many days of which the month or the year alone is shown, and read.
    ShownAsMonth {
        count: usize,
        cell: String,
        found: &'a str,
    },
    /// A note above the table says what a colour or a sign means: 红色底色为已注销企业.
    Legend(&'a str),
    /// Other sheets hold the roster too and were not read: all of them hidden, or none.
    OtherSheets {
        names: Vec<&'a str>,
        read: &'a str,
        hidden: bool,
        kind: EntityKind,
    },
    /// Sheets with so many rows in which no header was recognised: the first of them, and how many there are.
    WithoutHeader {
        sheets: Vec<(&'a str, usize)>,
        count: usize,
        read: &'a str,
        kind: EntityKind,
    },
    /// The header of another table, and how many rows follow it.
    TableBelow {
        row: u32,
        rows: usize,
    },
    /// Rows above the header that look like entries.
    RowsAbove {
        rows: Vec<u32>,
        header: u32,
    },
    /// The header's words come again on the right of the table.
    TableBeside {
        letters: &'a str,
        header: &'a str,
    },
    /// The header's words come again among its columns.
    SeveralInRow {
        letters: &'a str,
        header: &'a str,
    },
    NoRows {
        header: u32,
        kind: EntityKind,
    },
    /// With another code page than the file names.
    SecondReading,
}

impl ProblemKind for SheetProblem<'_> {
    fn text(&self) -> ProblemText {
        use Severity::{Error, Note, Warning};
        match self {
            Self::DuplicateColumn { field, taken: (letters, header), rival: (other, other_header) } => (
                Warning,
                ProblemCode::DuplicateColumn,
                format!(
                    "{letters}列“{header}”和{other}列“{other_header}”都表示{}，读的是{letters}列。如果应读另一列，请在表里删去或改名其中一列后重新导入。",
                    field.name()
                )
                .into(),
            ),
            Self::PeopleElsewhere { column: (letters, header), names: (own, own_header), people } => {
                let first: String = people.iter().take(3).map(|name| format!("“{}”", excerpt(name))).collect();
                let message = format!(
                    "{letters}列“{header}”写的也像人名（{first}等{}人），他们不在{own}列“{own_header}”里，没有读入名录。要抽取的，请在原表改成每人一行、写清证号后重新导入，或手工添加；不抽取的，请点“已核对”。",
                    people.len()
                );
                (Warning, ProblemCode::DuplicateColumn, message.into())
            }
            Self::NoDepartmentColumn => (
                Error,
                ProblemCode::MissingColumn,
                "没有找到“单位”列（也可写作工作单位、所属部门、部门等），不知道执法人员属于哪个部门。请补上这一列后重新导入。".into(),
            ),
            Self::DepartmentsFromTitles { title } => (
                Warning,
                ProblemCode::GroupTitles,
                format!("没有“单位”列，单位是按分组标题（如“{title}”）填的。请核实各人的单位。").into(),
            ),
            Self::DepartmentsBesideTitles { title, header } => (
                Warning,
                ProblemCode::GroupTitles,
                format!(
                    "分组标题像是单位（如“{title}”），读的却是“{header}”列。如果那一列写的是内设机构，请点“核对表头和各列……”改为不用它，单位就按分组标题填。"
                )
                .into(),
            ),
            Self::HiddenSheet { name, kind } => (
                Warning,
                ProblemCode::HiddenSheet,
                format!("工作表“{name}”在工作簿里是隐藏的，只有它像{}，所以读了它。请确认没有用错表。", kind.roster_name()).into(),
            ),
            Self::HiddenRows(count) => (
                Warning,
                ProblemCode::HiddenRows,
                format!(
                    "表头下面有{count}行是隐藏的（可能筛选过），也读入了。如果只要看得见的行，请把它们复制到新的工作表，另存后重新导入。"
                )
                .into(),
            ),
            Self::Overlooked => (
                Note,
                ProblemCode::Overlooked,
                "这个文件的写法少见，各格的内容都读入了，但批注、删除线、隐藏的行和没有算出结果的公式没有查看。表里有这些的，请用WPS或Excel打开，另存为xlsx后重新导入。".into(),
            ),
            Self::StrayCells { count, cell } => (
                Note,
                ProblemCode::StrayCells,
                format!("表格右边或下面很远处（{cell}等）还有{count}个单元格，没有读入。名录若不在那里，可以不管。").into(),
            ),
            Self::ShownAsNumerals { count, cell, found } => (
                Warning,
                ProblemCode::ShownOtherwise,
                format!(
                    "{cell}等{count}格在表里显示为中文数字（一二三或壹贰叁），存的是数字，读的是“{found}”这样的数字。请核实；要照显示的读，请在原表把这些格设为文本格式、重新填写后再导入。"
                )
                .into(),
            ),
            Self::ShownAsMonth { count, cell, found } => (
                Warning,
                ProblemCode::ShownOtherwise,
                format!(
                    "{cell}等{count}格在表里只显示年月，存的却是其中某一天，读的是显示的“{found}”。请核实；要按那一天算的，请在原表把这些格的格式改为年-月-日后再导入。"
                )
                .into(),
            ),
            Self::Legend(text) => (
                Warning,
                ProblemCode::DroppedRow,
                format!(
                    "表头上面写着“{}”。读的时候不看颜色和记号，各行照常读入了。请看它说的那些行还该不该参加抽取；不该的，请排除并写明原因。",
                    excerpt(text)
                )
                .into(),
            ),
            Self::OtherSheets { names, read, hidden, kind } => {
                let (severity, which, way) = if *hidden {
                    (Note, "隐藏的工作表", "要用隐藏的，请重新导入，选择那张工作表。")
                } else {
                    (Warning, "工作表", "如果都要用，请重新导入，选择合并几张工作表。")
                };
                let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
                let message =
                    format!("{which}{}里也有{}，没有读入；读的是“{read}”。{way}", names.join("、"), kind.roster_name());
                (severity, ProblemCode::OtherSheet, message.into())
            }
            Self::WithoutHeader { sheets, count, read, kind } => {
                let names: Vec<String> = sheets.iter().map(|(name, rows)| format!("“{name}”（{rows}行）")).collect();
                let more = if *count > sheets.len() { format!("等{count}张") } else { String::new() };
                let message = format!(
                    "工作表{}{more}没有读入：没有认出表头。如果里面也是{}，请点“核对表头和各列……”，勾选它并指定表头；没有表头的，请把“{read}”的表头复制过去后重新导入。",
                    names.join("、"),
                    kind.roster_name(),
                );
                (Warning, ProblemCode::SheetWithoutHeader, message.into())
            }
            Self::TableBelow { row, rows } => (
                Error,
                ProblemCode::TableBelow,
                format!(
                    "第{row}行起像是另一张表（表头不同），其后{rows}行没有读入。请把它移到另一张工作表，或另存为一个文件，然后重新导入。"
                )
                .into(),
            ),
            Self::RowsAbove { rows, header } => (
                Warning,
                ProblemCode::RowsAbove,
                format!(
                    "第{}行在表头（第{header}行）的上面，像是名录里的内容，没有读入。请把它们移到表头下面后重新导入；如果表头认错了，请点“核对表头和各列……”指定表头。",
                    spans(rows)
                )
                .into(),
            ),
            Self::TableBeside { letters, header } => (
                Error,
                ProblemCode::TableBeside,
                format!(
                    "{letters}列起表头又来了一遍（“{}”），像是左右并排的两张表，只读了左边的一张。请把右边的一张移到下面接起来，然后重新导入。",
                    excerpt(header)
                )
                .into(),
            ),
            Self::SeveralInRow { letters, header } => (
                Error,
                ProblemCode::TableBeside,
                format!(
                    "{letters}列的表头“{}”等重复出现，像是一行里并排写了几条，每行只读了一条。请改为一行一条，然后重新导入。",
                    excerpt(header)
                )
                .into(),
            ),
            Self::NoRows { header, kind } => (
                Error,
                ProblemCode::NoRows,
                format!("第{header}行的表头下面没有{}的内容。请填好后重新导入，或确认选对了文件。", kind.roster_name()).into(),
            ),
            Self::SecondReading => (
                Warning,
                ProblemCode::SecondReading,
                "文件写明的文字编码不对（直接读是乱码），已按中文编码（GBK）读取。请核实文字是否正确。".into(),
            ),
        }
    }
}

/// `2–4、7`; what is beyond the tenth span is only counted.
fn spans(numbers: &[u32]) -> String {
    let runs: Vec<&[u32]> = numbers.chunk_by(|a, b| a + 1 == *b).collect();
    let one = |run: &&[u32]| match run {
        [first, .., last] => format!("{first}–{last}"),
        _ => run.iter().map(u32::to_string).collect(),
    };
    let told: Vec<String> = runs.iter().take(10).map(one).collect();
    format!("{}{}", told.join("、"), if runs.len() > 10 { "等" } else { "" })
}
