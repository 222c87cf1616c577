//! The headers of yearly inspection plans (`year_plan_headers.tsv`), and the column sets in which offices publish them
//! (`year_plan_sets.tsv`).

use crate::model::PlanField;
use crate::text::header_key;
use std::sync::LazyLock;

/// What a column of a yearly plan holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanColumn {
    /// A field of a row.
    Field(PlanField),
    /// 序号, which the place of a row says.
    Sequence,
    /// The first day, where first and last have columns of their own.
    From,
    /// The last day.
    To,
}

/// A column set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanSet {
    /// All fields, which loses nothing.
    Whole,
    /// 宁夏, 2026.
    Nx26,
    /// A county's public table of 17 columns.
    Fc,
    /// The plan of a 双随机 platform.
    Qlm,
    /// 常州, with 综合查一次.
    Cz,
    /// A city's transport plan, with what the grades of credit ask for.
    Qhd,
}

/// The header of a column, and what its cells hold: 检查机关, 检查机关+实施层级, 可联合部门|联合部门.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetColumn {
    /// Its header.
    pub header: &'static str,
    /// The first field.
    pub first: PlanColumn,
    /// A second one, and whether it is written beside the first rather than instead of it.
    pub second: Option<(PlanField, bool)>,
}

const HEADERS: &str = include_str!("year_plan_headers.tsv");
const SETS: &str = include_str!("year_plan_sets.tsv");

/// A line of the table: the column, its header, and whether it means that only where no other header does.
pub struct PlanHeader {
    /// What it holds.
    pub column: PlanColumn,
    /// The header.
    pub header: &'static str,
    /// Whether others come first.
    pub is_second: bool,
}

static LINES: LazyLock<Vec<PlanHeader>> = LazyLock::new(|| {
    let lines = HEADERS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.split('\t');
        let (word, header) = (parts.next()?, parts.next()?);
        Some(PlanHeader { column: PlanColumn::named(word)?, header, is_second: parts.next().is_some() })
    });
    lines.collect()
});

impl PlanColumn {
    /// The column of this name.
    fn named(word: &str) -> Option<Self> {
        match word {
            "序号" => Some(Self::Sequence),
            "开始" => Some(Self::From),
            "结束" => Some(Self::To),
            _ => PlanField::ALL.iter().find(|field| field.title() == word).map(|field| Self::Field(*field)),
        }
    }

    /// Every column.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = PlanField::ALL.iter().map(|field| Self::Field(*field));
        fields.chain([Self::Sequence, Self::From, Self::To])
    }

    /// The headers that it may have; those that others come before as well, if they are asked for.
    pub fn headers(self, seconds: bool) -> Vec<&'static str> {
        LINES.iter().filter(|l| l.column == self && l.is_second == seconds).map(|l| l.header).collect()
    }

    /// Whether the text is a header of it, as in a header that stands again amid the rows.
    pub fn is_header(self, text: &str) -> bool {
        let folded = header_key::fold(text);
        LINES.iter().any(|l| l.column == self && header_key::fold(l.header) == folded)
    }
}

impl PlanSet {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Whole, Self::Nx26, Self::Fc, Self::Qlm, Self::Cz, Self::Qhd];

    const fn code(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Nx26 => "NX26",
            Self::Fc => "FC",
            Self::Qlm => "QLM",
            Self::Cz => "CZ",
            Self::Qhd => "QHD",
        }
    }

    /// What an official knows it by: how many columns, and those that are its own.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Whole => "全部栏目（23列，可原样导回）",
            Self::Nx26 => "8列：检查主体、事项……同一企业频次、可联合部门",
            Self::Fc => "17列：任务名称、制定任务依据……检查频次上限",
            Self::Qlm => "10列：抽查计划编号、任务名称……抽查事项",
            Self::Cz => "8列：检查事项名称、实施处室……综合查一次",
            Self::Qhd => "10列：抽查任务名称……信用风险分类监管要求",
        }
    }

    /// Its columns.
    pub fn columns(self) -> Vec<SetColumn> {
        if self == Self::Whole {
            let all = [PlanColumn::Sequence].into_iter().chain(PlanField::ALL.iter().map(|f| PlanColumn::Field(*f)));
            let header = |first| match first {
                PlanColumn::Field(field) => field.title(),
                _ => "序号",
            };
            return all.map(|first| SetColumn { header: header(first), first, second: None }).collect();
        }
        let lines = SETS.lines().filter_map(|line| line.strip_prefix(self.code())?.strip_prefix('\t'));
        lines
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(header, says)| SetColumn::of(header, says))
            .collect()
    }
}

impl SetColumn {
    fn of(header: &'static str, says: &str) -> Option<Self> {
        let parted = says.split_once('+').map(|parts| (parts, true));
        let ((first, second), beside) = match parted.or_else(|| says.split_once('|').map(|parts| (parts, false))) {
            Some(((first, second), beside)) => ((first, Some(second)), beside),
            None => ((says, None), false),
        };
        let second = match second.map(PlanColumn::named) {
            Some(Some(PlanColumn::Field(field))) => Some((field, beside)),
            Some(_) => return None,
            None => None,
        };
        Some(Self { header, first: PlanColumn::named(first)?, second })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_header_is_of_one_column() {
        let written = HEADERS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(LINES.len(), written, "each line names a column");
        let mut seen = HashSet::new();
        for line in LINES.iter() {
            assert!(seen.insert(header_key::fold(line.header)), "{} twice", line.header);
        }
        for column in PlanColumn::all() {
            assert!(!column.headers(false).is_empty(), "{column:?}");
        }
        for field in PlanField::ALL {
            assert_eq!(PlanColumn::Field(*field).headers(false)[0], field.title());
        }
    }

    #[test]
    fn the_sets_have_their_columns() {
        let counts = PlanSet::ALL.map(|set| set.columns().len());
        assert_eq!(counts, [23, 8, 17, 10, 8, 10]);
        for set in PlanSet::ALL {
            for column in set.columns() {
                assert!(
                    LINES.iter().any(|l| header_key::fold(l.header) == header_key::fold(column.header)),
                    "{column:?}"
                );
            }
        }
    }
}
