//! How far the rows of a plan are, by the campaigns that are made of them.

use crate::course::{joinable, row_departments, says_joint, years_named};
use crate::model::{PlanField as F, PlanRow, Status, YearPlan, normal_key};
use crate::state::campaign::{Campaign, Phase};
use crate::state::model::Model;
use crate::state::plan::PlanDraft;
use std::rc::Rc;

/// How far a row is: as far as the one of its campaigns that is behind the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowState {
    /// No campaign is made of it.
    #[default]
    Unplanned,
    /// 方案.
    Planned,
    /// Sealed.
    Sealed,
    /// Drawn.
    Drawn,
    /// Some of what was drawn is inspected.
    Inspecting,
    /// All is inspected.
    Inspected,
    /// All is published.
    Published,
    /// All is 完结.
    Closed,
}

impl RowState {
    /// Its name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Unplanned => "未安排",
            Self::Planned => "方案",
            Self::Sealed => "已封存",
            Self::Drawn => "已抽取",
            Self::Inspecting => "检查中",
            Self::Inspected => "已检查",
            Self::Published => "已公示",
            Self::Closed => "已办结",
        }
    }

    fn of(model: &Model, campaign: &Campaign) -> Self {
        let so_far = [
            (Status::Closed, Self::Closed),
            (Status::Published, Self::Published),
            (Status::Inspected, Self::Inspected),
        ];
        match campaign.phase() {
            Phase::Open => Self::Planned,
            Phase::Sealed | Phase::Seeded => Self::Sealed,
            Phase::Drawn => so_far.into_iter().find(|(least, _)| model.reached(campaign, *least)).map_or_else(
                || {
                    let begun = campaign.current().is_some_and(|a| a.conduct.so_far(Status::Inspected) > 0);
                    if begun { Self::Inspecting } else { Self::Drawn }
                },
                |(_, state)| state,
            ),
        }
    }
}

/// How far a row is, and its campaigns with how far each is.
pub type RowProgress = (RowState, Vec<(Rc<Campaign>, RowState)>);

/// What is known of the rows of a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct YearRows {
    /// How far each row is, in their order.
    pub states: Vec<RowProgress>,
    /// Which rows are joint: they say so, or were begun together with a row of another department.
    pub joint: Vec<bool>,
    /// The groups of rows that can be joined, by their places.
    pub joinable: Vec<Vec<usize>>,
}

impl YearRows {
    /// How many rows are so far at least.
    pub fn so_far(&self, least: RowState) -> usize {
        self.states.iter().filter(|(state, _)| *state >= least).count()
    }

    /// How many rows are joint.
    pub fn joint(&self) -> usize {
        self.joint.iter().filter(|joint| **joint).count()
    }

    /// How many rows can be joined that are not.
    pub fn could_join(&self) -> usize {
        self.joinable.iter().flatten().filter(|place| self.joint.get(**place) == Some(&false)).count()
    }
}

/// What is known of the rows of this plan.
pub fn year_rows(model: &Model, plan: &YearPlan) -> YearRows {
    let campaigns: Vec<_> = model.in_use().filter(|c| counts(c)).collect();
    let mut rows = YearRows {
        states: vec![Default::default(); plan.rows.len()],
        joint: plan.rows.iter().map(says_joint).collect(),
        joinable: joinable(plan),
    };
    for campaign in campaigns {
        let places = places_of(plan, campaign);
        let state = RowState::of(model, campaign);
        let leads = |place: &usize| plan.rows.get(*place).and_then(|row| row_departments(row).into_iter().next());
        let first = places.first().and_then(leads);
        let is_joint = places.iter().any(|place| leads(place) != first);
        for place in places {
            rows.joint[place] |= is_joint;
            rows.states[place].1.push((campaign.clone(), state));
        }
    }
    for (state, campaigns) in &mut rows.states {
        *state = campaigns.iter().map(|(_, state)| *state).min().unwrap_or_default();
    }
    rows
}

/// Whether what a campaign does is of the plan: neither a rehearsal nor a demonstration is.
fn counts(campaign: &Campaign) -> bool {
    !campaign.is_rehearsal && !campaign.plan.demo
}

/// Whether a campaign remembers that it was begun from the row.
fn remembers(plan: &YearPlan, draft: &PlanDraft, row: &PlanRow) -> bool {
    draft.year_rows.iter().any(|id| plan.is_row(row, id))
}

/// The numbers that 年度计划编号 of a campaign says.
fn numbers(draft: &PlanDraft) -> Vec<String> {
    let parts = draft.annual_number.split(['、', '，', ',', ';', '；', ' ', '\n']);
    let all = parts.map(normal_key).chain([normal_key(&draft.annual_number)]);
    all.filter(|number| !number.is_empty()).collect()
}

/// The rows that a campaign is made of, by their places: those that it remembers and those of its 年度计划编号, unless one that it
/// remembers has that number; else those whose 任务名称 it has, in their year.
fn places_of(plan: &YearPlan, campaign: &Campaign) -> Vec<usize> {
    let draft = &campaign.plan;
    let in_year = campaign.year() == plan.year;
    let title = normal_key(&draft.title);
    let all = |is_it: &dyn Fn(&PlanRow) -> bool| -> Vec<usize> {
        plan.rows.iter().enumerate().filter(|(_, row)| is_it(row)).map(|(place, _)| place).collect()
    };
    let number = |row: &PlanRow| normal_key(row.get(F::Number));
    let known: Vec<String> = plan.rows.iter().filter(|row| remembers(plan, draft, row)).map(number).collect();
    let numbers: Vec<String> = numbers(draft).into_iter().filter(|number| !known.contains(number)).collect();
    let named = all(&|row| remembers(plan, draft, row) || in_year && numbers.contains(&number(row)));
    if !named.is_empty() || !in_year || title.is_empty() {
        return named;
    }
    all(&|row| normal_key(row.name()) == title)
}

/// Whether a campaign is of a row of this plan, though perhaps not of its year: it remembers the row, or it has the number of one
/// and 年度计划名称 says the year.
fn is_of_any_year(plan: &YearPlan, draft: &PlanDraft) -> bool {
    let numbers = if years_named(&draft.annual_title).contains(&plan.year) { numbers(draft) } else { Vec::new() };
    plan.rows.iter().any(|row| remembers(plan, draft, row) || numbers.contains(&normal_key(row.get(F::Number))))
}

/// That a campaign is of no row of the plan of its year, before it is sealed; none where there is no such plan, or it is, or it is
/// of the plan of another year (next year's may begin in December).
pub fn outside_the_plan(model: &Model, campaign: &Campaign) -> Option<String> {
    let year = campaign.year();
    let plan = model.years.plans.get(&year).filter(|plan| !plan.rows.is_empty())?;
    let is_of_other = || model.years.plans.values().any(|other| is_of_any_year(other, &campaign.plan));
    (counts(campaign) && places_of(plan, campaign).is_empty() && !is_of_other()).then(|| {
        format!(
            "这次抽查不在{year}年度计划里：{}项任务中，没有编号或名称与它一致的。在计划里的，请把方案中的年度计划编号或任务名称写得与计划一致；计划之外的，请在审批表和通知书里写明任务来源。不影响封存",
            plan.rows.len()
        )
    })
}
