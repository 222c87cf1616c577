//! Problems of rosters held against the plan, and of one roster held against the other.

use crate::roster::problem::code::{ProblemCode, Severity};
use crate::roster::problem::kinds::{ProblemKind, ProblemText};

/// What does not fit; `choices` are what the plan has.
#[derive(Debug)]
pub(crate) enum PlanProblem<'a> {
    NoCategoryColumn,
    NoCategory {
        name: &'a str,
        choices: &'a [&'a str],
    },
    UnknownCategory {
        found: &'a str,
        choices: &'a [&'a str],
    },
    /// Those of the plan: in a stratified draw each business belongs to one (protocol §3).
    SeveralCategories(&'a [&'a str]),
    UnknownDepartment {
        found: &'a str,
        choices: &'a [String],
    },
    NoOfficers {
        department: &'a str,
    },
    TooFewOfficers {
        department: &'a str,
        needed: usize,
        count: usize,
    },
    /// A recusal of an officer that names no business of the roster.
    RecusalOfNobody {
        name: &'a str,
        recusal: &'a str,
    },
}

impl ProblemKind for PlanProblem<'_> {
    fn text(&self) -> ProblemText {
        use Severity::{Error, Warning};
        match self {
            Self::NoCategoryColumn => (
                Error,
                ProblemCode::MissingColumn,
                "方案按类别抽取，名录却没有“类别”列。请在原表补上这一列后重新导入，或把方案改为不分类别。".into(),
            ),
            Self::NoCategory { name, choices } => (
                Error,
                ProblemCode::CategoryOutsidePlan,
                format!(
                    "“{name}”没有类别，不知道属于哪一类。请填上方案的类别之一（{}），或排除这一行。",
                    choices.join("、")
                )
                .into(),
            ),
            Self::UnknownCategory { found, choices } => (
                Error,
                ProblemCode::CategoryOutsidePlan,
                format!(
                    "方案里没有“{found}”这一类。请改为方案的类别之一（{}），或在方案里加上，或排除这一行。",
                    choices.join("、")
                )
                .into(),
            ),
            Self::SeveralCategories(of_plan) => (
                Error,
                ProblemCode::CategoryAmbiguous,
                format!("同时属于方案的几类（{}），抽取时每户只能属于一类。请只留下一类。", of_plan.join("、")).into(),
            ),
            Self::UnknownDepartment { found, choices } => (
                Error,
                ProblemCode::UnknownDepartment,
                format!(
                    "方案里没有“{found}”。请改为方案的部门之一（{}），或在方案里加上，或排除这一行。",
                    choices.join("、")
                )
                .into(),
            ),
            Self::NoOfficers { department } => (
                Error,
                ProblemCode::DepartmentAbsent,
                format!("方案里的“{department}”在名录里没有执法人员。请补充名录，或从方案里去掉这个部门。").into(),
            ),
            Self::TooFewOfficers { department, needed, count } => (
                Error,
                ProblemCode::DepartmentShort,
                format!(
                    "“{department}”需要{needed}名执法人员，名录里只有{count}名。请补充名录，或在方案里减少检查组或每组人数。"
                )
                .into(),
            ),
            Self::RecusalOfNobody { name, recusal } => (
                Warning,
                ProblemCode::RecusalNamesNobody,
                format!(
                    "“{name}”要回避的“{recusal}”不在市场主体名录里，这条回避不起作用。请写成名录里的全称或统一社会信用代码。"
                )
                .into(),
            ),
        }
    }
}
