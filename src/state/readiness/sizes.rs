//! What the sizes of a plan come to: strata of which none is drawn, and a ceiling over all of them.

use crate::model::{InOrder, Plan, SampleSize, Stratum, WHOLE, percent};

/// A stratum as it is drawn: how many are listed, and how many are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StratumCount {
    /// Its label.
    pub label: String,
    /// How many are listed.
    pub population: u32,
    /// How many are drawn.
    pub sample: u32,
}

impl StratumCount {
    /// What the stratum comes to with so many listed.
    pub fn of(stratum: &Stratum, population: u32) -> Self {
        Self { label: stratum.label.clone(), population, sample: stratum.size.of(population) }
    }
}

/// The strata that have businesses and of which none is drawn, each as a sentence that says what to do; and those of which one
/// is drawn although the ratio leaves less.
pub fn small_samples(strata: &[Stratum], counts: &[StratumCount]) -> Vec<String> {
    let told = strata.iter().zip(counts).filter_map(|(stratum, count)| {
        let StratumCount { population, sample, .. } = *count;
        let label = if stratum.label == WHOLE { "全部名录" } else { &stratum.label };
        if sample == 0 && population > 0 {
            let size = stratum.size;
            return Some(format!(
                "“{label}”抽0户：名录里有{population}户，按“{size}”一户也不抽。要抽的，请改大比例或户数；确实不抽的，可以保留"
            ));
        }
        let raised = stratum.size.is_raised_to_one(population);
        let SampleSize::AtMost(points) = stratum.size else { return None };
        raised.then(|| {
            format!(
                "“{label}”只有{population}户，{}不到1户，按至少1户抽；一户也不抽的，请把比例改为0",
                percent(points)
            )
        })
    });
    told.collect()
}

/// The most that may be drawn in all under the ceiling: cut off, one at least.
fn most(ceiling: u32, population: u32) -> u32 {
    SampleSize::AtMost(ceiling).of(population)
}

/// That more is drawn in all than the plan's ceiling allows, and what to lower: the largest samples first, none below one.
/// Nothing where the plan has no ceiling or keeps to it.
pub fn over_ceiling(plan: &Plan, counts: &[StratumCount]) -> Option<String> {
    let ceiling = plan.ceiling?;
    let population = counts.iter().map(|c| c.population).fold(0, u32::saturating_add);
    let sample = counts.iter().map(|c| c.sample).fold(0, u32::saturating_add);
    let most = most(ceiling, population);
    let over = sample.checked_sub(most).filter(|over| *over > 0)?;
    let lower = lowered(counts, over);
    let each: Vec<_> = lower
        .iter()
        .map(|(c, less)| {
            let label = if c.label == WHOLE { String::new() } else { format!("“{}”", c.label) };
            format!("{label}由{}户减为{}户（少{less}户）", c.sample, c.sample - less)
        })
        .collect();
    let left = over - lower.iter().map(|(_, less)| less).sum::<u32>();
    let rest = if left == 0 {
        String::new()
    } else {
        format!("；每层都留1户还多{left}户，请合并几层，或把其中几层改为0户，或调高总体上限")
    };
    let how = if each.is_empty() { String::new() } else { format!("可以把{}", each.join("、")) };
    let end = if left == 0 { "；也可以调高或清空总体上限" } else { "" };
    Some(format!(
        "各层合计抽{sample}户，超过了总体上限：{population}户的{}至多{most}户，多出{over}户。{how}{rest}{end}",
        percent(ceiling)
    ))
}

/// By how many the samples are lowered so that `over` less are drawn: again and again the largest, none below one.
fn lowered(counts: &[StratumCount], over: u32) -> Vec<(&StratumCount, u32)> {
    let mut order: Vec<(usize, &StratumCount, u32)> =
        counts.iter().enumerate().map(|(i, c)| (i, c, c.sample)).collect();
    order.order_by_key(|(i, c, _)| (u32::MAX - c.sample, *i));
    let mut over = over;
    // The largest are brought down together, level by level.
    while over > 0 {
        let top = order.iter().map(|(.., now)| *now).max().unwrap_or(0);
        if top <= 1 {
            break;
        }
        let below = order.iter().map(|(.., now)| *now).filter(|now| *now < top).max().unwrap_or(1).max(1);
        let tops = order.iter().filter(|(.., now)| *now == top).count();
        let each = (over / u32::try_from(tops).unwrap_or(u32::MAX)).min(top - below);
        // Where it does not go round, the first of them.
        let (each, many) = if each == 0 { (1, over as usize) } else { (each, tops) };
        for (.., now) in order.iter_mut().filter(|(.., now)| *now == top).take(many) {
            *now -= each;
            over -= each;
        }
    }
    order.order_by_key(|(i, ..)| *i);
    order.into_iter().map(|(_, c, now)| (c, c.sample - now)).filter(|(_, less)| *less > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::plan::{PlanDraft, check_plan};

    fn counts(samples: &[(&str, u32, u32)]) -> Vec<StratumCount> {
        let count = |(label, population, sample): &(&str, u32, u32)| StratumCount {
            label: (*label).to_owned(),
            population: *population,
            sample: *sample,
        };
        samples.iter().map(count).collect()
    }

    fn with_ceiling(text: &str) -> Plan {
        check_plan(&PlanDraft { ceiling: text.into(), ..PlanDraft::pingluo() }).unwrap()
    }

    #[test]
    fn a_ceiling_says_what_to_lower() {
        let plan = with_ceiling("5");
        // 5 % of 103 are 5.15: five.
        assert_eq!(
            over_ceiling(&plan, &counts(&[("守信", 80, 1), ("警示", 15, 2), ("失信", 4, 2), ("未评级", 4, 0)])),
            None
        );
        let told =
            over_ceiling(&plan, &counts(&[("守信", 80, 1), ("警示", 15, 2), ("失信", 6, 3), ("严重失信", 2, 2)]));
        let told = told.unwrap();
        for part in ["合计抽8户", "103户的5%至多5户", "多出3户", "“失信”由3户减为1户（少2户）"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(told.contains("少1户"), "{told}");
        // Four strata of one each and two allowed: it can't be lowered any further.
        let told = over_ceiling(&plan, &counts(&[("A", 10, 2), ("B", 10, 1), ("C", 10, 1), ("D", 10, 1)])).unwrap();
        assert!(told.contains("“A”由2户减为1户") && told.contains("还多2户"), "{told}");
        assert_eq!(over_ceiling(&with_ceiling(""), &counts(&[("客运", 1, 1)])), None);
        // One at least: a ceiling is never none.
        assert_eq!(over_ceiling(&plan, &counts(&[("A", 3, 1)])), None);
    }

    #[test]
    fn what_is_lowered_sums_up_to_what_is_over() {
        for over in 0..14 {
            let counts = counts(&[("A", 99, 3), ("B", 99, 7), ("C", 99, 0), ("D", 99, 7), ("E", 99, 1)]);
            let less = lowered(&counts, over);
            // Of 18 four can stay, one each.
            assert_eq!(less.iter().map(|(_, n)| n).sum::<u32>(), over.min(14), "{over}");
            let now = |label: &str| {
                let count = counts.iter().find(|c| c.label == label).unwrap();
                count.sample - less.iter().find(|(c, _)| c.label == label).map_or(0, |(_, n)| *n)
            };
            assert!(now("B").abs_diff(now("D")) <= 1 && now("A") >= 1 && now("E") == 1 && now("C") == 0, "{over}");
        }
    }

    #[test]
    fn a_stratum_of_which_none_is_drawn_is_told() {
        let strata = |size| vec![Stratum { label: "客运".into(), size }];
        let told = |size, population| {
            let strata = strata(size);
            let counts: Vec<_> = strata.iter().map(|s| StratumCount::of(s, population)).collect();
            small_samples(&strata, &counts)
        };
        assert!(told(SampleSize::AtMost(0), 31)[0].starts_with("“客运”抽0户：名录里有31户，按“不超过0%”"));
        assert!(told(SampleSize::Count(0), 31)[0].contains("按“0户”"));
        assert!(told(SampleSize::AtMost(500), 10)[0].contains("5%不到1户，按至少1户抽"));
        for (size, population) in [
            (SampleSize::AtMost(0), 0),
            (SampleSize::AtMost(500), 20),
            (SampleSize::Ratio(1), 5),
            (SampleSize::Count(2), 5),
        ] {
            assert!(told(size, population).is_empty(), "{size} {population}");
        }
    }
}
