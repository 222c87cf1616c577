//! Problems of single cells, found in reading: what could not be read, and what they say beside their value.

use crate::roster::field::Field;
use crate::roster::problem::code::{ProblemCode, Severity};
use crate::roster::problem::kinds::{ProblemKind, ProblemText};
use crate::text::excerpt::{excerpt, excerpt_around};

/// What is wrong with a cell, mostly that of a field.
#[derive(Debug)]
pub(crate) enum CellProblem<'a> {
    FormulaError(Field),
    /// Its result was not saved.
    FormulaWithoutValue(Field),
    /// A name that begins like a formula is read.
    LikeFormula(Field),
    /// A formula as text is not.
    FormulaAsText(Field),
    Picture(Field),
    Garbled(Field),
    /// A number of more than 15 digits.
    LostDigits(Field),
    /// A number that a spreadsheet program made a date of.
    BecameDate(Field),
    /// 2026.1 in a column of dates, which may have been 2026.10.
    MayBeOctober {
        field: Field,
        found: &'a str,
    },
    StruckThrough,
    /// 客运（已停运）, with the word that says that the business is no more.
    StateBeside {
        field: Field,
        text: &'a str,
        word: &'a str,
    },
    /// A comment, with the word for which the entry may not be drawn.
    Comment {
        text: &'a str,
        word: &'a str,
    },
    /// A remark below a header that is no field.
    Remark {
        header: &'a str,
        text: &'a str,
    },
    /// A remark on a recusal, below a header that is no field; quoted around the word that says it.
    RecusalInRemark {
        header: &'a str,
        quoted: String,
    },
    /// The same in a comment.
    RecusalInComment {
        quoted: String,
    },
}

/// An error where the draw depends on the field, else a warning.
const fn severity(field: Field) -> Severity {
    match field {
        Field::Name
        | Field::Code
        | Field::Category
        | Field::Officer
        | Field::Department
        | Field::Certificate
        | Field::ValidUntil
        | Field::Recusal => Severity::Error,
        Field::Title
        | Field::Speciality
        | Field::LegalPerson
        | Field::Contact
        | Field::Phone
        | Field::Address
        | Field::Risk
        | Field::Status
        | Field::Jurisdiction
        | Field::LastInspected
        | Field::Licence
        | Field::LicenceUntil => Severity::Warning,
    }
}

impl ProblemKind for CellProblem<'_> {
    fn text(&self) -> ProblemText {
        use ProblemCode::{LostDigits, NotText, RecusalInRemark};
        use Severity::{Error, Warning};
        match self {
            Self::FormulaError(field) => (
                severity(*field),
                ProblemCode::FormulaError,
                format!("{}的公式算不出结果。请点这一格填上正确的值，或在原表改成文字后重新导入。", field.name()).into(),
            ),
            Self::FormulaWithoutValue(field) => (
                severity(*field),
                ProblemCode::FormulaWithoutValue,
                format!(
                    "{}的公式没有算出值：文件由别的程序写成，没有保存计算结果。请点这一格填写，或用WPS、Excel打开保存一次后重新导入。",
                    field.name()
                )
                .into(),
            ),
            Self::LikeFormula(field) => (
                Warning,
                NotText,
                format!("{}写的像是公式，照原样读入了。请核实，不对的请点这一格改正。", field.name()).into(),
            ),
            Self::FormulaAsText(field) => (
                Warning,
                NotText,
                format!("{}一格写的是公式的文字，不是可读的内容，没有读入。请点这一格填写。", field.name()).into(),
            ),
            Self::Picture(field) => (
                severity(*field),
                NotText,
                format!("{}一格放的是图片，不是可读的内容，没有读入。请点这一格填写。", field.name()).into(),
            ),
            Self::Garbled(field) => (
                severity(*field),
                ProblemCode::GarbledText,
                format!("{}里有认不出的字（�），文件可能不完整或编码有误。请对照原表改正。", field.name()).into(),
            ),
            Self::LostDigits(field) => (
                if *field == Field::Certificate { Error } else { Warning },
                LostDigits,
                format!(
                    "{}存成了数字，表格软件只保留15位，后面的已经丢失。请点这一格填上完整的号码；很多时，请在原表把这一列设为文本格式、重新填写后再导入。",
                    field.name()
                )
                .into(),
            ),
            Self::BecameDate(field) => (
                Warning,
                LostDigits,
                format!(
                    "{}成了日期，多半是表格软件自动改的。请点这一格填上原来的号码；很多时，请在原表把这一列设为文本格式、重新填写后再导入。",
                    field.name()
                )
                .into(),
            ),
            Self::MayBeOctober { field, found } => (
                Warning,
                ProblemCode::ShownOtherwise,
                format!(
                    "{}存成了数字{found}，分不清是1月还是10月：表格软件会去掉小数末尾的0，现在按1月读。请点这一格填上年-月-日；很多时，请在原表把这一列设为文本格式、重新填写后再导入。",
                    field.name()
                )
                .into(),
            ),
            Self::StruckThrough => (
                Warning,
                ProblemCode::StruckThrough,
                "原表里这一格划了删除线，可能是要去掉的，读的时候仍算在内。请看这一行还该不该参加抽取；不该的，请排除并写明原因。".into(),
            ),
            Self::StateBeside { field, text, word } => (
                Warning,
                ProblemCode::InactiveBusiness,
                format!(
                    "{}里写着“{}”，含“{word}”。如不应参加抽查，请排除这一行并写明原因。",
                    field.name(),
                    excerpt(text)
                )
                .into(),
            ),
            Self::Comment { text, word } => (
                Warning,
                ProblemCode::Remark,
                format!(
                    "这一格的批注写着“{}”，批注不参与判断。请看这一行还该不该参加抽取；不该的，请排除并写明原因。",
                    excerpt_around(text, word)
                )
                .into(),
            ),
            Self::Remark { header, text } => (
                Warning,
                ProblemCode::Remark,
                format!(
                    "“{header}”一列写着“{}”，这一列不参与判断。请看这一行还该不该参加抽取；不该的，请排除并写明原因。",
                    excerpt(text)
                )
                .into(),
            ),
            Self::RecusalInRemark { header, quoted } => {
                (Warning, RecusalInRemark, recusal(&format!("“{header}”一列写着“{quoted}”")).into())
            }
            Self::RecusalInComment { quoted } => {
                (Warning, RecusalInRemark, recusal(&format!("这一格的批注写着“{quoted}”")).into())
            }
        }
    }
}

fn recusal(told: &str) -> String {
    format!(
        "{told}，这个人可能要回避，而那里写的不参与判断。需要回避的，请在“回避”里写上检查对象的全称或统一社会信用代码；不需要的，请点“已核对”。"
    )
}
