//! Problems of rows below the header, found in reading: what was left out, joined, or may stand in other columns than its own.

use crate::roster::field::Field;
use crate::roster::non_entry::NonEntry;
use crate::roster::problem::code::{ProblemCode, Severity};
use crate::roster::problem::kinds::{ProblemKind, ProblemText};
use crate::text::excerpt::excerpt;
use crate::workbook::a1::column_letters;
use crate::workbook::sheet::Torn;

/// What is wrong with a row; `row` and `above` are numbers from 1.
#[derive(Debug)]
pub(crate) enum RowProblem<'a> {
    /// Left out; a row that may be an entry is a warning, for one too few is worse than one too many.
    Dropped { row: u32, non_entry: NonEntry, may_be_entry: bool },
    /// Left out, and it says of other rows that they should not be drawn.
    DroppedOfOthers { row: u32, non_entry: NonEntry, text: &'a str },
    /// Nothing stands below the header of the names, `letters` and `header`, but what may be one in another column.
    NameElsewhere { row: u32, field: Field, letters: &'a str, header: &'a str, other: String, text: &'a str },
    /// A record of a text table with more values than the header has names.
    TooLong { row: u32 },
    /// A record of a text table with too few values, or a wrong quote.
    Torn { row: u32, torn: Torn },
    /// So many records are, the first of them these.
    TornMany { rows: &'a [u32], count: usize },
    /// The same officer goes on.
    Joined { row: u32, above: u32, name: &'a str },
    /// It goes on with the entry above, of a merged name, and it or a later one says otherwise of these fields; `other` and `counts` of
    /// the first of them.
    JoinedOtherwise { row: u32, above: u32, name: &'a str, fields: &'a [Field], other: &'a str, counts: &'a str },
    /// So many rows that one merged name covers tell something more each that they may be as many entries.
    JoinedMany { row: u32, last: u32, name: &'a str },
    /// It says the same, its number of sequence aside.
    Repeated { row: u32, above: u32, name: &'a str },
}

impl ProblemKind for RowProblem<'_> {
    fn text(&self) -> ProblemText {
        use ProblemCode::{DroppedRow, JoinedRow, RowTooLong};
        use Severity::{Error, Note, Warning};
        match self {
            Self::Dropped { row, non_entry, may_be_entry } => (
                if *may_be_entry { Warning } else { Note },
                DroppedRow,
                format!(
                    "第{row}行像是{}，没有读入名录。如果它是名录里的一条，请改正后重新导入。",
                    non_entry.name()
                )
                .into(),
            ),
            Self::DroppedOfOthers { row, non_entry, text } => (
                Warning,
                DroppedRow,
                format!(
                    "第{row}行像是{}，写着“{}”，没有读入名录；别的各行照常读入了。请看它说的那些行还该不该参加抽取；不该的，请排除并写明原因。",
                    non_entry.name(),
                    excerpt(text)
                )
                .into(),
            ),
            Self::NameElsewhere { row, field, letters, header, other, text } => (
                Error,
                ProblemCode::MissingName,
                format!(
                    "第{row}行没有{}：读的是{letters}列“{header}”，这一行却写在{other}列（“{}”）。如果{}都在{other}列，请点“核对表头和各列……”改选；只是这一行的，请点这一格补上，或排除这一行。",
                    field.name(),
                    excerpt(text),
                    field.name(),
                )
                .into(),
            ),
            Self::TooLong { row } => (
                Warning,
                RowTooLong,
                format!(
                    "第{row}行比表头多出几格：多半是名称或地址里有逗号而没有加引号，从那里起各项都错了一格。请核实这一行；在原表改正（给带逗号的内容加上英文引号，或另存为xlsx）后重新导入最稳妥。"
                )
                .into(),
            ),
            Self::Torn { row, torn } => {
                let (severity, why) = match torn {
                    Torn::Short(count, usual) => {
                        (Warning, format!("只有{count}个值，多数行有{usual}个：可能少了一个逗号，或者引号写错了"))
                    }
                    Torn::Shifted(column) => {
                        let letters = column_letters(*column);
                        let why = format!("{letters}列等处写的像是旁边一列的内容：可能少了或多了一个逗号，或者引号写错了");
                        (Warning, why)
                    }
                    Torn::Swallowed(lines) => {
                        (Error, format!("的引号没有配对，后面{lines}行都并进了这一行，这些行没有读入"))
                    }
                    Torn::Quote => (Warning, "里的引号写错了：引号没有成对，或者引号后面还有字".into()),
                };
                let message = format!(
                    "第{row}行{why}，从那里起各项可能错了一格。请核实这一行；在原表改正（给带逗号的内容加上英文引号，或另存为xlsx）后重新导入最稳妥。"
                );
                (severity, RowTooLong, message.into())
            }
            Self::TornMany { rows, count } => {
                let rows: Vec<_> = rows.iter().map(u32::to_string).collect();
                let message = format!(
                    "有{count}行少了几个值，或者写的像是旁边一列的内容，或者引号没有成对（第{}行等）：从那里起各项可能错了一格。请核实这些行；在原表改正（给带逗号的内容加上英文引号，或另存为xlsx）后重新导入最稳妥。",
                    rows.join("、")
                );
                (Warning, RowTooLong, message.into())
            }
            Self::Joined { row, above, name } => (
                Note,
                JoinedRow,
                format!(
                    "第{row}行和第{above}行是同一个人（“{name}”，证号相同，或姓名是一个合并的格），已并为一条。如果不是，请在原表分开、写清证号后重新导入。"
                )
                .into(),
            ),
            Self::JoinedOtherwise { row, above, name, fields, other, counts } => {
                let names: Vec<_> = fields.iter().map(|field| field.name()).collect();
                let message = format!(
                    "从第{above}行起名字是一个合并的格（“{}”），已并为一条；但各行的{}不同（第{row}行写着“{}”，读入的是“{}”）。如果不是同一个，请在原表取消合并、逐行写清名字后重新导入；是同一个的，请核实读入的这几项。",
                    excerpt(name),
                    names.join("、"),
                    excerpt(other),
                    excerpt(counts)
                );
                (Warning, JoinedRow, message.into())
            }
            Self::JoinedMany { row, last, name } => (
                Warning,
                JoinedRow,
                format!(
                    "第{row}行到第{last}行的名字是一个合并的格（“{}”），各行写的不同，已并为一条。如果不是同一个，请在原表取消合并、逐行写清名字后重新导入。",
                    excerpt(name)
                )
                .into(),
            ),
            Self::Repeated { row, above, name } => (
                Note,
                JoinedRow,
                format!(
                    "第{row}行和第{above}行写的完全一样（“{}”，序号除外），算作一条。如果不是同一个，请在原表写清区别后重新导入。",
                    excerpt(name)
                )
                .into(),
            ),
        }
    }
}
