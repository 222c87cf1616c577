//! By what the strata of a plan are made, and how the label of one is put together: 客运, C, 客运·C, 城关镇.

use serde::{Deserialize, Serialize};

/// By what businesses are sorted into strata.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StratifyBy {
    /// 类别.
    #[default]
    Category,
    /// 信用等级.
    Grade,
    /// 类别 and 信用等级: 客运·C.
    CategoryGrade,
    /// 乡镇 (管辖).
    Township,
}

/// The grade of a business without one: a stratum of its own.
pub const UNRATED: &str = "未评级";

/// The township of a business without one.
pub const NO_TOWNSHIP: &str = "未填乡镇";

/// Between category and grade in a label; the others are what people type for it.
const MIDDLE_DOTS: [char; 4] = ['·', '•', '・', '‧'];

impl StratifyBy {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Category, Self::Grade, Self::CategoryGrade, Self::Township];

    /// As papers and the page name it: 类别.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Category => "类别",
            Self::Grade => "信用等级",
            Self::CategoryGrade => "类别·等级",
            Self::Township => "乡镇",
        }
    }

    /// What an item can be limited to: 类别 wherever the strata have it.
    pub const fn item_title(self) -> &'static str {
        if self.has_category() { Self::Category.title() } else { self.title() }
    }

    /// Whether the categories of businesses, and of items, have a part in it.
    pub const fn has_category(self) -> bool {
        matches!(self, Self::Category | Self::CategoryGrade)
    }

    /// Whether grades have a part in it.
    pub const fn has_grade(self) -> bool {
        matches!(self, Self::Grade | Self::CategoryGrade)
    }

    /// The category in the label of a stratum: 客运 of 客运·C.
    pub fn category_of(self, label: &str) -> Option<&str> {
        match self {
            Self::Category => Some(label),
            Self::CategoryGrade => split(label).map(|(category, _)| category),
            Self::Grade | Self::Township => None,
        }
    }

    /// The grade in the label of a stratum: C of 客运·C.
    pub fn grade_of(self, label: &str) -> Option<&str> {
        match self {
            Self::Grade => Some(label),
            Self::CategoryGrade => split(label).map(|(_, grade)| grade),
            Self::Category | Self::Township => None,
        }
    }
}

/// The label of the stratum of a category and a grade: 客运·C.
pub fn joint_label(category: &str, grade: &str) -> String {
    format!("{category}{}{grade}", MIDDLE_DOTS[0])
}

fn split(label: &str) -> Option<(&str, &str)> {
    let (category, grade) = label.rsplit_once(MIDDLE_DOTS)?;
    let both = (category.trim(), grade.trim());
    (!both.0.is_empty() && !both.1.is_empty()).then_some(both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_its_category_and_its_grade() {
        let by = StratifyBy::CategoryGrade;
        for (label, category, grade) in
            [("客运·C", "客运", "C"), ("危货·爆炸品·未评级", "危货·爆炸品", "未评级"), ("客运 • A", "客运", "A")]
        {
            assert_eq!((by.category_of(label), by.grade_of(label)), (Some(category), Some(grade)), "{label}");
        }
        for label in ["客运", "·C", "客运·", ""] {
            assert_eq!((by.category_of(label), by.grade_of(label)), (None, None), "{label}");
        }
        assert_eq!(joint_label("客运", "C"), "客运·C");
        assert_eq!(StratifyBy::Category.category_of("危货·爆炸品"), Some("危货·爆炸品"));
        assert_eq!(StratifyBy::Township.category_of("城关镇"), None);
    }
}
