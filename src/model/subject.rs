//! What the businesses of a campaign are called. One setting: every screen, paper and workbook of the campaign says this word.
//! What belongs to no campaign needs none: the roster is 检查对象名录, as 双随机 has it, and a record, which holds no term, is
//! told of by 户.

use serde::{Deserialize, Serialize};

/// The trade's term for the businesses of a roster.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// 市场主体, as it was said in 2018.
    #[default]
    Market,
    /// 经营主体, as it is said now; new campaigns have it.
    Operating,
    /// 检查对象.
    Inspected,
}

impl Subject {
    /// Every term, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Operating, Self::Market, Self::Inspected];

    /// The headers of the column of their names, one for each term: a workbook may come back after the setting was changed.
    pub const NAME_TITLES: [&'static str; 3] = ["市场主体名称", "经营主体名称", "检查对象名称"];

    /// The term.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Market => "市场主体",
            Self::Operating => "经营主体",
            Self::Inspected => "检查对象",
        }
    }

    /// The header of the column of their names.
    pub const fn name_title(self) -> &'static str {
        let [market, operating, inspected] = Self::NAME_TITLES;
        match self {
            Self::Market => market,
            Self::Operating => operating,
            Self::Inspected => inspected,
        }
    }

    // Serde hands a reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub(super) fn is_market(&self) -> bool {
        *self == Self::Market
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_of_the_names_begins_with_the_term() {
        for subject in Subject::ALL {
            assert_eq!(subject.name_title(), format!("{}名称", subject.title()));
        }
    }
}
