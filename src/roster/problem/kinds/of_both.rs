//! Problems of entries of either roster.

use crate::roster::field::Field;
use crate::roster::problem::code::{ProblemCode, Severity};
use crate::roster::problem::kinds::{ProblemKind, ProblemText};

/// What is wrong with an entry of either roster; `rows` and `names` of two entries begin with the lower one, `noun` is what the
/// user calls entries.
#[derive(Debug)]
pub(crate) enum EntryProblem<'a> {
    /// More text than anything of the field's kind.
    Long {
        field: Field,
        count: usize,
    },
    OddPhone(&'a str),
    /// One key (protocol §2), by the name or the code in `field`.
    Duplicate {
        rows: [String; 2],
        named: String,
        field: Field,
        noun: &'a str,
    },
    /// A wrong code is no key, so that two businesses may share one without being duplicates of the draw.
    SameCode {
        rows: [String; 2],
        names: [&'a str; 2],
        field: Field,
        noun: &'a str,
    },
    /// With other codes, in `field`.
    SameName {
        rows: [String; 2],
        name: &'a str,
        field: Field,
        codes: [&'a str; 2],
        noun: &'a str,
    },
}

impl EntryProblem<'_> {
    /// Characters of the longest name, and of the longest other value.
    pub(crate) const fn longest(field: Field) -> usize {
        if is_name(field) { 200 } else { 1_000 }
    }
}

const fn is_name(field: Field) -> bool {
    matches!(field, Field::Name | Field::Officer | Field::Department)
}

impl ProblemKind for EntryProblem<'_> {
    fn text(&self) -> ProblemText {
        use Severity::{Error, Note, Warning};
        match self {
            Self::Long { field, count } => (
                if is_name(*field) { Error } else { Warning },
                ProblemCode::LongValue,
                format!("{}有{count}个字，太长了，像是别的内容。请点这一格改正。", field.name()).into(),
            ),
            Self::OddPhone(odd) => (
                Note,
                ProblemCode::OddPhone,
                format!("“{odd}”不像电话号码（手机11位，固定电话带区号）。请核实，以便通知。").into(),
            ),
            Self::Duplicate { rows: [second, first], named, field, noun } => (
                Error,
                ProblemCode::Duplicate,
                format!(
                    "{second}与{first}是同一个{noun}（{named}，{}相同）。请删去一行，或改正其中一行，也可以排除一行。",
                    field.name()
                )
                .into(),
            ),
            Self::SameCode { rows: [second, first], names: [its, other], field, noun } => (
                Warning,
                ProblemCode::SameCode,
                format!(
                    "{second}“{its}”与{first}“{other}”的{}相同。请核实；如果是同一个{noun}，请删去或排除一行。",
                    field.name()
                )
                .into(),
            ),
            Self::SameName { rows: [second, first], name, field, codes, noun } => {
                let [its, other] = codes.map(|code| if code.is_empty() { "空" } else { code });
                let message = format!(
                    "{second}与{first}都是“{name}”，{}却不同（{other}；{its}）。如果是同一个{noun}，请删去或排除一行。",
                    field.name()
                );
                (Warning, ProblemCode::SameName, message.into())
            }
        }
    }
}
