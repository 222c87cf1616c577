//! The three numbers that decide, on top of the plan: businesses and how many are drawn, officers, teams.

use crate::app::context::AppContext;
use crate::state::{Campaign, Mode, Population, officers_needed, population, teams};
use std::rc::Rc;
use yew::prelude::*;

/// Who takes part, counted only when the rosters or the strata change.
#[hook]
pub fn use_population(app: &AppContext, campaign: &Rc<Campaign>) -> Rc<Population> {
    let plan = &campaign.plan;
    let rosters = (campaign.businesses.clone(), campaign.officers.clone(), app.store.model.blobs.len());
    let (app, campaign) = (app.clone(), campaign.clone());
    use_memo((rosters, plan.by, plan.labels()), move |_| population(&app.store.model, &campaign))
}

/// The strip of numbers.
pub fn figures(campaign: &Campaign, population: &Population) -> Html {
    let plan = &campaign.plan;
    let unknown = || "名录未载入".to_owned();
    let businesses = match (population.businesses, population.sample(plan)) {
        (Some(all), Some(drawn)) => format!("{all}户 → 抽{drawn}户"),
        _ => unknown(),
    };
    let officers = match (population.officers, officers_needed(plan)) {
        (Some(all), Some(drawn)) => format!("{all}人 → 抽{drawn}人"),
        (Some(all), None) => format!("{all}人"),
        (None, _) => unknown(),
    };
    let matching = match (plan.mode, teams(plan)) {
        (Mode::PerBusiness, _) => ("匹配", "每户另配人员".to_owned()),
        (Mode::Teams, Some(teams)) => ("检查组", format!("{teams}组")),
        (Mode::Teams, None) => ("检查组", "未填".to_owned()),
    };
    let one = |name: &'static str, value: String| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> };
    html! { <dl class="figures">{ one(campaign.settings.subject.title(), businesses) }{ one("执法人员", officers) }{ one(matching.0, matching.1) }</dl> }
}
