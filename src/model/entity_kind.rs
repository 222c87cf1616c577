//! The two kinds of entries that are drawn.

use serde::{Deserialize, Serialize};

/// What an entry of a roster is; in a record it is `"business"` or `"officer"` (protocol §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// 市场主体, 经营主体, 检查对象: see [`super::Subject`].
    Business,
    /// 执法人员.
    Officer,
}

impl EntityKind {
    /// The name of its roster, whatever the campaign calls the businesses.
    pub const fn roster_name(self) -> &'static str {
        match self {
            Self::Business => "检查对象名录",
            Self::Officer => "执法人员名录",
        }
    }

    /// Its place where both kinds lie side by side.
    pub const fn index(self) -> usize {
        match self {
            Self::Business => 0,
            Self::Officer => 1,
        }
    }
}
