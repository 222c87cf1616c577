//! The three numbers that decide, on top of the plan: businesses and how many are drawn, officers, teams.

use crate::app::context::AppContext;
use crate::state::{Campaign, Mode, officers_needed, population, teams};
use std::rc::Rc;
use yew::prelude::*;

/// The strip of numbers. Who takes part is counted only when the rosters or the categories change.
#[hook]
pub fn use_numbers(app: &AppContext, campaign: &Rc<Campaign>) -> Html {
    let plan = &campaign.plan;
    let made_of =
        ((campaign.businesses.clone(), campaign.officers.clone(), app.store.model.blobs.len()), plan.labels());
    let population = {
        let (app, campaign) = (app.clone(), campaign.clone());
        use_memo(made_of, move |_| population(&app.store.model, &campaign))
    };
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
        (Mode::PerBusiness, _) => "按户匹配".to_owned(),
        (Mode::Teams, Some(teams)) => format!("{teams}组"),
        (Mode::Teams, None) => "未填".to_owned(),
    };
    let one = |name: &'static str, value: String| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> };
    html! { <dl class="figures">{ one("市场主体", businesses) }{ one("执法人员", officers) }{ one("检查组", matching) }</dl> }
}
