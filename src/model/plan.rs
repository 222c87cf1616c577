//! 方案 that was checked, and how many of each stratum it draws: 不少于 rounded up, 不超过 rounded down (protocol §3).

use super::{Department, StratifyBy};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The label of the only stratum of a plan without strata (protocol §3).
pub const WHOLE: &str = "全部";

/// How many businesses of a stratum to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SampleSize {
    /// At least this many basis points (1000 = 10 %) of the population, rounded up.
    Ratio(u32),
    /// At most this many basis points (500 = 5 %) of the population, rounded down, but one at least unless 0 is meant.
    AtMost(u32),
    /// Exactly this many businesses.
    Count(u32),
}

impl SampleSize {
    /// How many of `population` to draw: ceil(population × b / 10000) in integers for 不少于, floor for 不超过 (protocol §3),
    /// never more than there are.
    pub fn of(self, population: u32) -> u32 {
        let points = |b: u32| u64::from(population) * u64::from(b);
        let wanted = match self {
            Self::Ratio(b) => points(b).div_ceil(10_000),
            Self::AtMost(0) => 0,
            Self::AtMost(b) => (points(b) / 10_000).max(1),
            Self::Count(n) => u64::from(n),
        };
        u32::try_from(wanted).unwrap_or(population).min(population)
    }

    /// Whether one is drawn although the ratio leaves none: 5 % of 10 are half a business.
    pub fn is_raised_to_one(self, population: u32) -> bool {
        matches!(self, Self::AtMost(b) if b > 0 && population > 0 && u64::from(population) * u64::from(b) < 10_000)
    }

    /// In words on a paper that tells what it came to: 不超过5%，至少1户 where that is why one is drawn.
    pub fn in_words(self, population: u32) -> String {
        if self.is_raised_to_one(population) { format!("{self}，至少1户") } else { self.to_string() }
    }
}

impl fmt::Display for SampleSize {
    /// 不少于10%, 不超过5%, or 5户.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ratio(b) => write!(f, "不少于{}", percent(*b)),
            Self::AtMost(b) => write!(f, "不超过{}", percent(*b)),
            Self::Count(n) => write!(f, "{n}户"),
        }
    }
}

/// What a spreadsheet shows as 5%, 0.05, in basis points; none of nothing and of more digits than those.
pub fn points_of_share(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("0.").filter(|digits| (1..=4).contains(&digits.len()))?;
    format!("{digits:0<4}").parse().ok().filter(|points| *points > 0)
}

/// Basis points as a percentage without needless zeros: 12.5%.
pub fn percent(points: u32) -> String {
    let (whole, rest) = (points / 100, points % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{whole}%"),
        (tenths, 0) => format!("{whole}.{tenths}%"),
        (..) => format!("{whole}.{rest:02}%"),
    }
}

/// 分层: businesses of a category, a grade, a township drawn from on their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// Its label by [`Plan::by`], or [`WHOLE`].
    pub label: String,
    /// How many to draw.
    pub size: SampleSize,
}

/// 抽查比例 of the strata that an item of these labels applies to, once where they are the same: 不少于10%;
/// 客运不少于10%；危货5户.
pub fn ratio_in_words(by: StratifyBy, strata: &[Stratum], labels: &[String]) -> String {
    let applies = |s: &&Stratum| s.label == WHOLE || labels.is_empty() || labels.contains(&s.label);
    let sizes: Vec<_> = strata.iter().filter(applies).map(|s| (s.label.as_str(), s.size.to_string())).collect();
    sizes_in_words(by, &sizes)
}

/// The sizes of strata, each once with the labels of which it is; without labels where all are the same. Where a grade has one
/// size in all categories, or a category in all grades, that is named alone: A不少于1%；C不少于50%.
pub fn sizes_in_words(by: StratifyBy, strata: &[(&str, String)]) -> String {
    let parts: [&dyn for<'a> Fn(&'a str) -> &'a str; 3] =
        [&|label| by.grade_of(label).unwrap_or(label), &|label| by.category_of(label).unwrap_or(label), &|label| label];
    let is_told = |part: &dyn for<'a> Fn(&'a str) -> &'a str| {
        let same =
            |(one, size): &(&str, String)| strata.iter().all(|(other, own)| part(one) != part(other) || size == own);
        strata.iter().all(same)
    };
    let part = parts.into_iter().find(|part| is_told(*part)).unwrap_or(parts[2]);
    let mut sizes: Vec<(&str, Vec<&str>)> = Vec::new();
    for (label, size) in strata {
        let label = part(label);
        match sizes.iter_mut().find(|(known, _)| known == size) {
            Some((_, labels)) if labels.contains(&label) => {}
            Some((_, labels)) => labels.push(label),
            None => sizes.push((size, vec![label])),
        }
    }
    match sizes.as_slice() {
        [(size, _)] => (*size).to_owned(),
        sizes => {
            let each = sizes.iter().map(|(size, labels)| format!("{}{size}", labels.join("、")));
            each.collect::<Vec<_>>().join("；")
        }
    }
}

/// What of the `strata` is meant by these labels, in words: a category once where all of its strata are among them; 全部 for
/// none.
pub fn objects_in_words<'a>(
    by: StratifyBy,
    strata: impl IntoIterator<Item = &'a str> + Clone,
    labels: &[String],
) -> String {
    let mut words: Vec<&str> = Vec::new();
    for label in labels {
        let whole = by.category_of(label).filter(|own| {
            let mut of_it = strata.clone().into_iter().filter(|s| by.category_of(s) == Some(own));
            of_it.all(|s| labels.iter().any(|label| label == s))
        });
        let word = whole.unwrap_or(label);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.is_empty() { "全部".to_owned() } else { words.join("、") }
}

/// 检查类型 (司法部's kinds, domain §7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InspectionType {
    /// 日常检查.
    Daily,
    /// 专项检查.
    Special,
    /// 个案检查.
    Case,
}

impl InspectionType {
    /// Every type, in the order in which the forms have them.
    pub const ALL: [Self; 3] = [Self::Daily, Self::Special, Self::Case];

    /// Its name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Daily => "日常检查",
            Self::Special => "专项检查",
            Self::Case => "个案检查",
        }
    }
}

/// How officers meet businesses (protocol §6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// 检查组: this many joint teams share the businesses.
    Teams(u32),
    /// 按户: every business gets officers of its own.
    PerBusiness,
}

/// A stage of the campaign with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// 制定工作方案, 抽取, …
    pub name: String,
    /// First day, if set.
    pub from: Option<NaiveDate>,
    /// Last day, if set.
    pub to: Option<NaiveDate>,
}

/// 方案: a plan that was checked and can be sealed. What the form holds while it is typed is `state::PlanDraft`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// 任务名称.
    pub title: String,
    /// 任务编号; may be empty.
    pub number: String,
    /// 依据; may be empty.
    pub basis: String,
    /// 抽取地点; may be empty.
    pub place: String,
    /// 检查类型; none where the plan does not say it.
    pub inspection_type: Option<InspectionType>,
    /// 年度计划编号; may be empty.
    pub annual_number: String,
    /// 年度计划名称; may be empty.
    pub annual_title: String,
    /// The departments, the lead first. The categories of their items are labels of [`Plan::strata`].
    pub departments: Vec<Department>,
    /// The strata in the plan's order; one with the label [`WHOLE`] when the draw is not stratified.
    pub strata: Vec<Stratum>,
    /// By what the strata are made.
    pub by: StratifyBy,
    /// The most basis points of all businesses that may be drawn in all, if there is such a limit.
    pub ceiling: Option<u32>,
    /// Teams or per business.
    pub matching: Matching,
    /// Who gives a number, in order.
    pub contributors: Vec<String>,
    /// The stages with their dates; the campaign's period is from the first day to the last.
    pub stages: Vec<Stage>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counted by hand. 不少于: a platform that rounds half up draws 10 of 104 and breaks the rule (domain §1). 不超过: what a
    /// ceiling leaves is cut off, and one is drawn where that would be none.
    #[test]
    fn twelve_cases_both_ways() {
        // Population, basis points, 不少于, 不超过.
        let cases = [
            (104, 1000, 11, 10),
            (103, 500, 6, 5),
            (100, 1000, 10, 10),
            (101, 1000, 11, 10),
            (10, 500, 1, 1),
            (1, 10_000, 1, 1),
            (31, 1250, 4, 3),
            (200, 50, 1, 1),
            (399, 50, 2, 1),
            (7, 8000, 6, 5),
            (0, 1000, 0, 0),
            (12, 1, 1, 1),
        ];
        for (population, points, least, most) in cases {
            assert_eq!(SampleSize::Ratio(points).of(population), least, "不少于 {points} of {population}");
            assert_eq!(SampleSize::AtMost(points).of(population), most, "不超过 {points} of {population}");
        }
        assert_eq!(SampleSize::AtMost(0).of(31), 0);
        for size in [SampleSize::Ratio(u32::MAX), SampleSize::AtMost(u32::MAX), SampleSize::Count(u32::MAX)] {
            assert_eq!(size.of(u32::MAX), u32::MAX);
        }
        assert_eq!(SampleSize::Count(5).of(3), 3);
    }

    #[test]
    fn sizes_have_their_words() {
        let words = [(1000, "10%"), (1250, "12.5%"), (1205, "12.05%"), (5, "0.05%"), (0, "0%")];
        for (points, text) in words {
            assert_eq!(SampleSize::Ratio(points).to_string(), format!("不少于{text}"));
            assert_eq!(SampleSize::AtMost(points).to_string(), format!("不超过{text}"));
        }
        // One of ten is more than 5 %: the paper says why.
        assert_eq!(SampleSize::AtMost(500).in_words(10), "不超过5%，至少1户");
        assert_eq!(SampleSize::AtMost(500).in_words(20), "不超过5%");
        assert_eq!(SampleSize::AtMost(0).in_words(10), "不超过0%");
        assert_eq!(SampleSize::Ratio(500).in_words(10), "不少于5%");
    }
    #[test]
    fn sizes_are_told_as_shortly_as_they_can_be() {
        let by = StratifyBy::CategoryGrade;
        let told = |by, sizes: &[(&str, &str)]| {
            sizes_in_words(by, &sizes.iter().map(|(label, size)| (*label, (*size).to_owned())).collect::<Vec<_>>())
        };
        let by_grade = [("客运·A", "1%"), ("客运·C", "50%"), ("危货·A", "1%"), ("危货·D", "50%")];
        assert_eq!(told(by, &by_grade), "A1%；C、D50%");
        let by_category = [("客运·A", "1%"), ("客运·C", "1%"), ("危货·A", "2户")];
        assert_eq!(told(by, &by_category), "客运1%；危货2户");
        let neither = [("客运·A", "1%"), ("客运·C", "2%"), ("危货·A", "2%"), ("危货·C", "1%")];
        assert_eq!(told(by, &neither), "客运·A、危货·C1%；客运·C、危货·A2%");
        assert_eq!(told(by, &[("客运·A", "1%"), ("危货·B", "1%")]), "1%");
        // A category may have such a name.
        assert_eq!(told(StratifyBy::Category, &[("危货·A", "1%"), ("客运·A", "2%")]), "危货·A1%；客运·A2%");
    }
}
