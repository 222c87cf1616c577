use super::Department;
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
    /// Exactly this many businesses.
    Count(u32),
}

impl SampleSize {
    /// How many of `population` to draw: ceil(population × b / 10000) in integers for a ratio (protocol §3),
    /// never more than there are.
    pub fn of(self, population: u32) -> u32 {
        match self {
            Self::Ratio(b) => {
                let wanted = (u64::from(population) * u64::from(b)).div_ceil(10_000);
                u32::try_from(wanted).unwrap_or(population).min(population)
            }
            Self::Count(n) => n.min(population),
        }
    }
}

impl fmt::Display for SampleSize {
    /// 不少于10%, or 5户.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ratio(b) if b % 100 == 0 => write!(f, "不少于{}%", b / 100),
            Self::Ratio(b) if b % 10 == 0 => write!(f, "不少于{}.{}%", b / 100, b / 10 % 10),
            Self::Ratio(b) => write!(f, "不少于{}.{:02}%", b / 100, b % 100),
            Self::Count(n) => write!(f, "{n}户"),
        }
    }
}

/// 分层: a category of businesses drawn from on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// The category, or [`WHOLE`].
    pub label: String,
    /// How many to draw.
    pub size: SampleSize,
}

/// 抽查比例 of the strata that an item of these categories applies to, once where they are the same: 不少于10%;
/// 客运不少于10%；危货5户.
pub fn ratio_in_words(strata: &[Stratum], categories: &[String]) -> String {
    let applies = |s: &&Stratum| s.label == WHOLE || categories.is_empty() || categories.contains(&s.label);
    let mut sizes: Vec<(SampleSize, Vec<&str>)> = Vec::new();
    for stratum in strata.iter().filter(applies) {
        match sizes.iter_mut().find(|(size, _)| *size == stratum.size) {
            Some((_, labels)) => labels.push(&stratum.label),
            None => sizes.push((stratum.size, vec![&stratum.label])),
        }
    }
    match sizes.as_slice() {
        [(size, _)] => size.to_string(),
        sizes => {
            let each = sizes.iter().map(|(size, labels)| format!("{}{size}", labels.join("、")));
            each.collect::<Vec<_>>().join("；")
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
    /// The departments, the lead first.
    pub departments: Vec<Department>,
    /// The strata in the plan's order; one with the label [`WHOLE`] when the draw is not stratified.
    pub strata: Vec<Stratum>,
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

    /// 不少于10%: a platform that rounds half up draws 10 of 104 and breaks the rule (domain §1).
    #[test]
    fn a_ratio_is_a_floor() {
        let size = SampleSize::Ratio(1000);
        for (population, sample) in [(0, 0), (1, 1), (10, 1), (101, 11), (104, 11), (110, 11), (111, 12)] {
            assert_eq!(size.of(population), sample, "{population}");
        }
        assert_eq!(SampleSize::Ratio(u32::MAX).of(u32::MAX), u32::MAX);
        assert_eq!(SampleSize::Count(5).of(3), 3);
        let words = [(1000, "不少于10%"), (1250, "不少于12.5%"), (1205, "不少于12.05%"), (5, "不少于0.05%")];
        for (points, text) in words {
            assert_eq!(SampleSize::Ratio(points).to_string(), text);
        }
    }
}
