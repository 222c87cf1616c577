//! The plans of all years as they are stored.

use crate::model::{ToMap, YearPlan};
use crate::state::campaign::StoredFault;
use crate::state::shared_form::SharedForm;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const FORM: SharedForm = SharedForm { format: "mingchou-year-plans", version: 1, name: "年度计划" };

/// The plans, as far as there are any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearPlans {
    /// By year; those of which nothing was entered are not there.
    pub plans: BTreeMap<i32, YearPlan>,
    /// Why what is stored can't be opened or not be changed.
    pub fault: Option<StoredFault>,
}

#[derive(Serialize, Deserialize)]
struct PlansContent<T> {
    plans: Vec<T>,
}

impl YearPlans {
    /// Whether a newer program wrote them, so that they are not changed here.
    pub const fn is_newer(&self) -> bool {
        matches!(self.fault, Some(StoredFault::Newer(_)))
    }

    /// With this plan in place of the one of its year.
    #[must_use]
    pub fn with(&self, plan: YearPlan) -> Self {
        let mut plans = self.plans.clone();
        if plan.is_empty() {
            plans.remove(&plan.year);
        } else {
            plans.insert(plan.year, plan);
        }
        Self { plans, fault: None }
    }
}

/// The text under which they are kept.
///
/// # Errors
/// [`StoredFault::Damaged`] if they can't be written, which none made by this program does.
pub fn write_years(years: &YearPlans) -> Result<String, StoredFault> {
    FORM.write(PlansContent { plans: years.plans.values().collect() })
}

/// Opens what is stored. What a newer program wrote can be looked at, as far as this one understands it.
pub fn read_years(text: &str) -> YearPlans {
    let (content, fault) = FORM.read::<PlansContent<YearPlan>>(text);
    let plans = content.into_iter().flat_map(|content| content.plans).map(|plan| (plan.year, plan));
    YearPlans { plans: plans.to_map(), fault }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PlanField, PlanRow};

    #[test]
    fn what_is_stored_comes_back_or_is_told_of() {
        let mut row = PlanRow { id: "a-1".into(), ..PlanRow::default() };
        row.set(PlanField::Title, "道路运输检查");
        let plan = YearPlan { office: "县交通运输局".into(), rows: vec![row], ..YearPlan::of(2026) };
        let years = YearPlans::default().with(plan.clone());
        let text = write_years(&years).unwrap();
        assert_eq!(read_years(&text), years);
        assert!(years.with(YearPlan::of(2026)).plans.is_empty());
        let newer = text.replacen("\"version\":1", "\"version\":2", 1);
        let read = read_years(&newer);
        assert!(read.is_newer());
        assert_eq!(read.plans.get(&2026), Some(&plan));
        // A field that this program does not know.
        let unknown = newer.replacen("\"title\":", "\"colour\":", 1);
        assert_eq!(read_years(&unknown), YearPlans { plans: BTreeMap::new(), fault: Some(StoredFault::Newer(2)) });
        for broken in ["", "{}", "[]", &text[..60], &text.replacen(FORM.format, "mingchou-office", 1)] {
            let read = read_years(broken);
            assert!(read.plans.is_empty() && matches!(read.fault, Some(StoredFault::Damaged(_))), "{broken}");
        }
    }
}
