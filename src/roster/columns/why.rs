//! Why a column is taken for a field.

use serde::{Deserialize, Serialize};

/// Why a column is taken for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The header is the field's own name.
    Exact,
    /// The header is another name of the field.
    Alias,
    /// So many in a hundred of its values have the field's shape.
    Values {
        /// How many.
        percent: u8,
    },
    /// It was chosen for an earlier file with the same headers.
    Remembered,
    /// The user chose it.
    Chosen,
}

impl Why {
    /// In a few words.
    pub fn sentence(self) -> String {
        match self {
            Self::Exact => "表头就是这一项".into(),
            Self::Alias => "表头是这一项的别称".into(),
            Self::Values { percent } => format!("表头看不出，但{percent}%的内容像这一项"),
            Self::Remembered => "和上次同样表头的文件一样".into(),
            Self::Chosen => "由您选定".into(),
        }
    }
}
