//! What the roster of a kind has.

use crate::model::EntityKind;
use crate::roster::field::Field;

impl EntityKind {
    /// The fields of this roster in the order in which they are shown and kept.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        use Field::*;
        const BUSINESS: &[Field] = &[
            Name,
            Code,
            LegalPerson,
            Contact,
            Phone,
            Address,
            Category,
            Risk,
            Status,
            Jurisdiction,
            LastInspected,
            Licence,
            LicenceUntil,
        ];
        const OFFICER: &[Field] =
            &[Officer, Department, Certificate, ValidUntil, Title, Speciality, Phone, Status, Recusal];
        let fields = if self == Self::Business { BUSINESS } else { OFFICER };
        fields.iter().copied()
    }

    /// The field without which there is no such roster.
    pub fn required(self) -> Field {
        match self {
            Self::Business => Field::Name,
            Self::Officer => Field::Officer,
        }
    }

    /// That of the other roster.
    pub fn other(self) -> Self {
        match self {
            Self::Business => Self::Officer,
            Self::Officer => Self::Business,
        }
    }

    /// Ways in which the header of the required field is written.
    pub(crate) fn examples(self) -> &'static str {
        match self {
            Self::Business => "（也可写作企业名称、经营主体名称、市场主体名称、单位名称、检查对象等）",
            Self::Officer => "（也可写作执法人员、执法人员姓名、检查人员等）",
        }
    }
}
