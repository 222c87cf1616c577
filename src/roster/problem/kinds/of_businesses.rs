//! Problems of businesses. None but a missing name keeps a business out of the draw: the user decides.

use crate::roster::problem::code::{ProblemCode, Severity};
use crate::roster::problem::kinds::{ProblemKind, ProblemText};
use chrono::NaiveDate;

/// What is wrong with a business, or with the roster.
#[derive(Debug)]
pub(crate) enum BusinessProblem<'a> {
    NoName,
    NameOfDigits,
    /// 甲公司、乙公司 in one cell.
    SeveralNames,
    /// 甲公司（注销）.
    StateInName(&'a str),
    NoCodeColumn,
    NoCode,
    RegistrationNumber,
    LostDigits,
    IdentityNumber,
    /// With the right one.
    WrongCheckDigit(char),
    /// The code that it is with 0 for O and the like.
    LikelyCode(String),
    /// Characters that stand in no code.
    StrangeInCode(String),
    CodeOfLength(usize),
    /// A state with the word that says so, or a bad answer.
    Inactive {
        state: &'a str,
        word: Option<&'a str>,
    },
    UnknownState(&'a str),
    NotADate(&'a str),
    FutureDate(NaiveDate),
    /// Not so many months ago.
    RecentlyInspected {
        name: &'a str,
        date: NaiveDate,
        months: u32,
    },
    ExpiredLicence {
        name: &'a str,
        date: NaiveDate,
    },
}

impl ProblemKind for BusinessProblem<'_> {
    fn text(&self) -> ProblemText {
        use ProblemCode::{InactiveBusiness, OddCode};
        use Severity::{Error, Note, Warning};
        match self {
            Self::NoName => (Error, ProblemCode::MissingName, "没有名称。请点这一格补上，或排除这一行。".into()),
            Self::NameOfDigits => (
                Error,
                ProblemCode::OddName,
                "名称里只有数字，不像检查对象的名称。请点这一格改正，或排除这一行。".into(),
            ),
            Self::SeveralNames => (
                Warning,
                ProblemCode::SeveralNames,
                "名称像是写了几家，抽取时会当作一家。请核实；是几家的，每家一行，改正后重新导入，或在这里改正。".into(),
            ),
            Self::StateInName(word) => (
                Warning,
                InactiveBusiness,
                format!("名称里写着“{word}”。如不应参加抽查，请排除这一行并写明原因；否则请改为登记的名称。").into(),
            ),
            Self::NoCodeColumn => (
                Note,
                ProblemCode::MissingCode,
                "名录没有统一社会信用代码一列，将用名称区分检查对象。如有代码，补上这一列更可靠。".into(),
            ),
            Self::NoCode => {
                (Warning, ProblemCode::MissingCode, "没有代码，将用名称区分。如有统一社会信用代码，请补上。".into())
            }
            Self::RegistrationNumber => (
                Warning,
                ProblemCode::RegistrationNumber,
                "这是15位的老注册号，可以用。如已换发统一社会信用代码，请换成18位的新代码。".into(),
            ),
            Self::LostDigits => (
                Warning,
                ProblemCode::LostDigits,
                "代码的末几位像是被表格软件丢掉了。请点这一格填上完整的代码；很多时，请在原表把这一列设为文本格式、重新填写后再导入。".into(),
            ),
            Self::IdentityNumber => (
                Warning,
                ProblemCode::IdentityNumber,
                "这像是身份证号码，不是统一社会信用代码。代码会写进公开的抽查记录，请改填统一社会信用代码，或清空这一格（将用名称区分）。".into(),
            ),
            Self::WrongCheckDigit(right) => (
                Warning,
                ProblemCode::WrongCheckDigit,
                format!(
                    "统一社会信用代码的校验码不对：按前17位计算，最后一位应为“{right}”。请核实整个代码；不改也能抽取，将用名称区分。"
                )
                .into(),
            ),
            Self::LikelyCode(likely) => (
                Warning,
                OddCode,
                format!(
                    "代码不对。字母O、I、L是不是数字0、1？写成“{likely}”时校验码正确。请核实；不改也能抽取，将用名称区分。"
                )
                .into(),
            ),
            Self::StrangeInCode(strange) => (
                Warning,
                OddCode,
                format!(
                    "统一社会信用代码里不会有“{strange}”（字母I、O、S、V、Z和符号都不用）。请核实；不改也能抽取，将用名称区分。"
                )
                .into(),
            ),
            Self::CodeOfLength(count) => (
                Warning,
                OddCode,
                format!("代码有{count}位，不是18位的统一社会信用代码，也不是15位的注册号。请核实；不改也能抽取，将用名称区分。")
                    .into(),
            ),
            Self::Inactive { state, word } => {
                let word = word.map(|word| format!("，含“{word}”")).unwrap_or_default();
                let message = format!("状态是“{state}”{word}。如不应参加抽查，请排除这一行并写明原因。");
                (Warning, InactiveBusiness, message.into())
            }
            Self::UnknownState(state) => (
                Warning,
                InactiveBusiness,
                format!("状态是“{state}”，不知道是不是还在经营。如不应参加抽查，请排除这一行并写明原因。").into(),
            ),
            Self::NotADate(text) => (
                Note,
                ProblemCode::NotADate,
                format!("“{text}”不是日期。请写成2030-12-31这样的年-月-日。").into(),
            ),
            Self::FutureDate(date) => {
                (Warning, ProblemCode::FutureDate, format!("上次抽查日期{date}在今天之后。请核实。").into())
            }
            Self::RecentlyInspected { name, date, months } => (
                Warning,
                ProblemCode::RecentlyInspected,
                format!("“{name}”{date}查过，距今不到{months}个月。如本次不再检查，请写明理由后不让它参加抽取。").into(),
            ),
            Self::ExpiredLicence { name, date } => (
                Note,
                ProblemCode::ExpiredLicence,
                format!("“{name}”的许可证到{date}已过期。照常参加抽取；请核实是否已换证。").into(),
            ),
        }
    }
}
