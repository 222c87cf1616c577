//! Problems of officers. Whose certificate is missing or not valid may never be drawn (道路运输条例 59), and a department must be
//! able to send two (行政处罚法 42): errors until mended or excluded.

use crate::roster::problem::code::{ProblemCode, Severity};
use crate::roster::problem::kinds::{ProblemKind, ProblemText};
use chrono::NaiveDate;

/// What is wrong with an officer, or with the roster; `name` is the officer's, as it is written.
#[derive(Debug)]
pub(crate) enum OfficerProblem<'a> {
    NoName,
    OddName(&'a str),
    /// 马建国、王海霞 in one cell; `sure` when a mark parts them.
    SeveralNames {
        sure: bool,
    },
    NoDepartment {
        name: &'a str,
    },
    TooFew {
        department: &'a str,
        count: usize,
        fewest: usize,
    },
    NoCertificateColumn,
    NoCertificate {
        name: &'a str,
    },
    /// What stands for its number says so.
    NotValid {
        name: &'a str,
        found: &'a str,
    },
    NoDigits(&'a str),
    IsPhone(&'a str),
    IdentityNumber,
    LostZeros {
        model: &'a str,
        found: &'a str,
        whole: &'a str,
    },
    Expired {
        name: &'a str,
        date: NaiveDate,
    },
    /// What stands for the day says so.
    NotValidUntil {
        name: &'a str,
        until: &'a str,
    },
    NotADate,
    /// Before the inspections are over, which are from one day to the other.
    Ends {
        name: &'a str,
        day: NaiveDate,
        inspections: (NaiveDate, NaiveDate),
    },
    Barred {
        name: &'a str,
        state: &'a str,
    },
    Away {
        name: &'a str,
        state: &'a str,
    },
    UnknownState {
        name: &'a str,
        state: &'a str,
    },
    /// The title of somebody who is no officer.
    Title {
        name: &'a str,
        title: &'a str,
    },
}

/// “马建国”, or 这一行 when it has no name.
fn called(name: &str) -> String {
    if name.is_empty() { "这一行".into() } else { format!("“{name}”") }
}

impl ProblemKind for OfficerProblem<'_> {
    fn text(&self) -> ProblemText {
        use ProblemCode::{ExpiredCertificate, InactiveOfficer, MissingCertificate};
        use Severity::{Error, Warning};
        match self {
            Self::NoName => (Error, ProblemCode::MissingName, "没有姓名。请点这一格补上，或排除这一行。".into()),
            Self::OddName(name) => (
                Warning,
                ProblemCode::OddName,
                format!("“{name}”不像一个人的姓名。请点这一格改成姓名（职务、性别等不写在姓名里），或排除这一行。").into(),
            ),
            Self::SeveralNames { sure } => (
                if *sure { Error } else { Warning },
                ProblemCode::SeveralNames,
                "姓名像是写了几个人，抽取时会当作一个人。请核实；是几个人的，每人一行，改正后重新导入，或在这里改正。".into(),
            ),
            Self::NoDepartment { name } => (
                Error,
                ProblemCode::MissingDepartment,
                format!("{}没有填单位，不知道属于哪个部门。请补上，或排除这一行。", called(name)).into(),
            ),
            Self::TooFew { department, count, fewest } => (
                Error,
                ProblemCode::TooFewOfficers,
                format!(
                    "“{department}”只有{count}名执法人员，检查至少要{fewest}人。请补充人员；如果单位名称写得不一致，请改成一样；也可以排除这一行。"
                )
                .into(),
            ),
            Self::NoCertificateColumn => (
                Warning,
                ProblemCode::NoCertificateColumn,
                "名录没有执法证号一列，无法核实执法资格。请确认名单上的人都持有有效执法证，或补上这一列。".into(),
            ),
            Self::NoCertificate { name } => (
                Error,
                MissingCertificate,
                format!("{}没有执法证号。没有执法证的人员不得抽取，请补上证号，或排除这一行。", called(name)).into(),
            ),
            Self::NotValid { name, found } => (
                Error,
                MissingCertificate,
                format!(
                    "{}的执法证号写着“{found}”。没有有效执法证的人员不得抽取，请改成有效的证号，或排除这一行。",
                    called(name)
                )
                .into(),
            ),
            Self::NoDigits(found) => (
                Warning,
                MissingCertificate,
                format!("“{found}”里没有数字，不像执法证号。请核实；没有执法证的，请排除这一行。").into(),
            ),
            Self::IsPhone(found) => (
                Warning,
                MissingCertificate,
                format!("“{found}”和这个人的电话一样，像是手机号，不是执法证号。请核实，改填执法证号。").into(),
            ),
            Self::IdentityNumber => (
                Warning,
                ProblemCode::IdentityNumber,
                "这像是身份证号码，不是执法证号。证号会写进公开的抽查记录，请改填执法证号。".into(),
            ),
            Self::LostZeros { model, found, whole } => (
                Warning,
                ProblemCode::LostDigits,
                format!(
                    "这一列以0开头的证号（如“{model}”）都是{}位，这里只有{}位，像是表格软件丢掉了前面的0。请核实，需要的改为“{whole}”。",
                    model.len(),
                    found.len()
                )
                .into(),
            ),
            Self::Expired { name, date } => (
                Error,
                ExpiredCertificate,
                format!("{}的执法证到{date}已过期，不得抽取。请核实有效期，或排除这一行。", called(name)).into(),
            ),
            Self::NotValidUntil { name, until } => (
                Error,
                ExpiredCertificate,
                format!("{}的执法证“{until}”，不得抽取。请核实，或排除这一行。", called(name)).into(),
            ),
            Self::NotADate => (
                Warning,
                ProblemCode::NotADate,
                "看不出执法证有效到哪一天。请写成2030-12-31这样的年-月-日。".into(),
            ),
            Self::Ends { name, day, inspections: (first, last) } => {
                let (severity, from_then) = if day < first {
                    (Error, "检查开始前就到期")
                } else {
                    (Warning, "检查结束前就到期，到期后不能再去检查")
                };
                let message = format!(
                    "{}的执法证有效到{day}，检查阶段是{first}至{last}，{from_then}。已换发的，请点这一格改正有效期；否则请排除这一行，或调整检查的日期。",
                    called(name)
                );
                (severity, ProblemCode::CertificateEnds, message.into())
            }
            Self::Barred { name, state } => (
                Error,
                InactiveOfficer,
                format!("{}的状态是“{state}”，不得抽取。请核实，或排除这一行。", called(name)).into(),
            ),
            Self::Away { name, state } => (
                Warning,
                InactiveOfficer,
                format!("{}的状态是“{state}”。不能参加检查的，请排除这一行并写明原因。", called(name)).into(),
            ),
            Self::UnknownState { name, state } => (
                Warning,
                InactiveOfficer,
                format!(
                    "{}的状态是“{state}”，不知道能不能参加检查。不能的，请排除这一行并写明原因。",
                    called(name)
                )
                .into(),
            ),
            Self::Title { name, title } => (
                Warning,
                InactiveOfficer,
                format!("{}的职务是“{title}”。不是执法人员的，请排除这一行并写明原因。", called(name)).into(),
            ),
        }
    }
}
