//! Problems of rosters held against the plan, and of one roster held against the other.

use crate::model::StratifyBy;
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
    NoGradeColumn,
    NoTownshipColumn,
    /// A word for a grade that is not known: it is never taken for 未评级.
    UnknownGrade {
        found: &'a str,
        choices: &'a [&'a str],
    },
    /// The plan has no such stratum.
    StratumOutsidePlan {
        label: &'a str,
        by: StratifyBy,
        choices: &'a [&'a str],
    },
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
            Self::NoGradeColumn => (
                Error,
                ProblemCode::MissingColumn,
                "方案按信用等级抽取，名录却没有“信用等级”（信用风险等级）列。请在原表补上这一列后重新导入（导入时可以指明哪一列是“风险”），或把方案改为不按等级。".into(),
            ),
            Self::NoTownshipColumn => (
                Error,
                ProblemCode::MissingColumn,
                "方案按乡镇抽取，名录却没有“管辖”（乡镇、登记机关）列。请在原表补上这一列后重新导入（导入时可以指明哪一列是“管辖”），或把方案改为不按乡镇。".into(),
            ),
            Self::UnknownGrade { found, choices } => (
                Error,
                ProblemCode::UnknownGrade,
                format!(
                    "认不出“{found}”是哪一级，没有当作未评级。认得的有A～D、AAA、守信／警示／失信／严重失信、低风险～高风险、一级～五级等；方案里有{}。请改成其中之一，没有评级的清空这一格，或在方案里加上“{found}”这一级。",
                    choices.join("、")
                )
                .into(),
            ),
            Self::StratumOutsidePlan { label, by, choices } => (
                Error,
                ProblemCode::StratumOutsidePlan,
                format!(
                    "方案按{}抽取，却没有“{label}”（现有{}）。请到“方案”页点“按名录补齐”把它加上，或改正这一格，或排除这一行。",
                    by.title(),
                    listed(choices)
                )
                .into(),
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
                    "“{name}”要回避的“{recusal}”不在检查对象名录里，这条回避不起作用。请写成名录里的全称或统一社会信用代码。"
                )
                .into(),
            ),
        }
    }
}

/// The first of these labels, and how many there are.
fn listed(labels: &[&str]) -> String {
    const SHOWN: usize = 8;
    match labels {
        [] => "一个也没有".to_owned(),
        all if all.len() > SHOWN => format!("{}等{}个", all[..SHOWN].join("、"), all.len()),
        all => all.join("、"),
    }
}
