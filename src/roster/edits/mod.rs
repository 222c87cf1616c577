//! Mends: what the user changed of a roster, kept beside the rows as they were read and laid over them.

pub(crate) mod acknowledged;
pub(crate) mod apply;
pub(crate) mod compare;
pub(crate) mod edited;
pub(crate) mod overlay;
pub(crate) mod row_ranges;

use crate::model::{Source, normal_key};
use crate::roster::edits::row_ranges::RowRanges;
use crate::roster::field::Field;
use crate::roster::problem::ProblemCode;
use crate::roster::record::Record;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The sheet that rows added by hand are said to stand on.
pub const ADDED: &str = "手工添加";

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mend", rename_all = "kebab-case")]
pub enum Edit {
    /// A field of a row, read or added, gets another value.
    #[serde(rename = "edit")]
    Set {
        /// The row.
        source: Source,
        /// The field.
        field: Field,
        /// What was typed.
        value: String,
    },
    /// The same field of several rows gets the same value.
    #[serde(rename = "edit-all")]
    SetAll {
        /// The rows.
        rows: RowRanges,
        /// The field.
        field: Field,
        /// What was typed.
        value: String,
    },
    /// A row does not take part; it is kept and printed with the reason.
    Exclude {
        /// The row.
        source: Source,
        /// Why.
        reason: String,
    },
    /// Several rows do not take part, for one reason.
    ExcludeAll {
        /// The rows.
        rows: RowRanges,
        /// Why.
        reason: String,
    },
    /// A row that was left out takes part again.
    Include {
        /// The row.
        source: Source,
    },
    /// A row that the workbook does not have.
    Add {
        /// Its place: [`added_source`].
        source: Source,
        /// What was typed.
        values: BTreeMap<Field, String>,
    },
    /// 已核对: warnings were looked at and stand as they are. It changes no row.
    Acknowledge {
        /// What kind of warnings they are.
        code: ProblemCode,
        /// Which, by their marks ([`acknowledged::mark`]).
        marks: Vec<String>,
        /// They shall be looked at again after all.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        withdrawn: bool,
    },
}

impl Edit {
    /// The rows that it is about.
    pub fn rows(&self) -> Box<dyn Iterator<Item = Source> + '_> {
        match self {
            Self::Set { source, .. }
            | Self::Exclude { source, .. }
            | Self::Include { source }
            | Self::Add { source, .. } => Box::new(std::iter::once(source.clone())),
            Self::SetAll { rows, .. } | Self::ExcludeAll { rows, .. } => Box::new(rows.iter()),
            Self::Acknowledge { .. } => Box::new(std::iter::empty()),
        }
    }

    /// The same for one of its rows, which stands at `source` now.
    pub(crate) fn of_one(&self, source: Source) -> Self {
        match self.clone() {
            Self::Set { field, value, .. } | Self::SetAll { field, value, .. } => Self::Set { source, field, value },
            Self::Exclude { reason, .. } | Self::ExcludeAll { reason, .. } => Self::Exclude { source, reason },
            Self::Include { .. } => Self::Include { source },
            Self::Add { values, .. } => Self::Add { source, values },
            acknowledged @ Self::Acknowledge { .. } => acknowledged,
        }
    }

    /// Takes in the next mend if it does the same to another row.
    fn absorb(&mut self, next: &Self) -> bool {
        let joined = match (&*self, next) {
            (
                Self::Set { field, value, .. } | Self::SetAll { field, value, .. },
                Self::Set { field: f, value: v, .. },
            ) if field == f && value == v => {
                Self::SetAll { rows: self.rows().chain(next.rows()).collect(), field: *field, value: value.clone() }
            }
            (Self::Exclude { reason, .. } | Self::ExcludeAll { reason, .. }, Self::Exclude { reason: r, .. })
                if reason == r =>
            {
                Self::ExcludeAll { rows: self.rows().chain(next.rows()).collect(), reason: reason.clone() }
            }
            _ => return false,
        };
        *self = joined;
        true
    }
}

/// The rows whose field has this value, but for width, spaces and case: those that one mend can change together.
pub fn alike<T: Record>(rows: &[T], field: Field, value: &str) -> Vec<Source> {
    let wanted = normal_key(value);
    let same = |row: &&T| {
        let own = row.value(field);
        own == value || normal_key(&own) == wanted
    };
    rows.iter().filter(same).map(|row| row.source().clone()).collect()
}

/// The edit of these rows; nothing if there are none.
pub fn edit_all(sources: &[Source], field: Field, value: &str) -> Vec<Edit> {
    let value = value.to_owned();
    match sources {
        [] => Vec::new(),
        [source] => vec![Edit::Set { source: source.clone(), field, value }],
        _ => vec![Edit::SetAll { rows: sources.iter().cloned().collect(), field, value }],
    }
}

/// Mends that do the same one after another, told as one.
pub(crate) fn gathered(mends: Vec<Edit>) -> Vec<Edit> {
    let mut gathered: Vec<Edit> = Vec::new();
    for mend in mends {
        if !gathered.last_mut().is_some_and(|last| last.absorb(&mend)) {
            gathered.push(mend);
        }
    }
    gathered
}

/// The place of the next row that is added by hand.
pub fn added_source<'a>(mends: impl IntoIterator<Item = &'a Edit>) -> Source {
    let row = |mend: &Edit| match mend {
        Edit::Add { source, .. } => Some(source.row),
        _ => None,
    };
    let last = mends.into_iter().filter_map(row).max();
    Source { sheet: ADDED.into(), row: last.unwrap_or(0).saturating_add(1) }
}
