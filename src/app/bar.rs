//! The bar at the head of every page, and the steps below it.

use crate::app::context::{AppContext, use_app};
use crate::app::hooks::readiness::use_known_errors;
use crate::app::pages::step_of;
use crate::app::storage::backup::{BackupOffer, save_backup};
use crate::app::store::{Failure, Save};
use crate::browser::page;
use crate::model::Status;
use crate::route::{Route, Step};
use crate::state::{Campaign, Phase};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BarProps {
    pub route: Route,
}

#[component]
pub fn Bar(props: &BarProps) -> Html {
    let app = use_app();
    let large = use_state_eq(|| false);
    let toggle = cb!(large, move |_: MouseEvent| {
        page::set_root_data("text", if *large { "normal" } else { "large" });
        large.set(!*large);
    });
    let campaign = props.route.campaign().and_then(|id| app.campaign(id));
    html! {
        <div class="chrome">
            <header class={classes!("bar", campaign.is_some().then_some("about"))}>
                <a class="brand" href={Route::Home.hash()}><span class="chop" aria-hidden="true">{ "抽" }</span><span class="name">{ "明抽" }</span></a>
                <span class="title">{ campaign.as_ref().map(|c| c.title()) }</span>
                <div class="right">
                    { save_state(&app, campaign.as_ref()) }
                    if props.route != Route::Home { <a class="btn" href={Route::Home.hash()} aria-label="返回首页">{ "首页" }</a> }
                    if let Some(campaign) = &campaign {
                        <a class="btn" href={Route::Settings(campaign.id.clone()).hash()} aria-current={matches!(props.route, Route::Settings(_)).then_some("page")}>{ "设置" }</a>
                    }
                    <button type="button" class="btn" aria-pressed={large.to_string()} onclick={toggle}>{ "大字" }</button>
                </div>
            </header>
            if let Some(campaign) = campaign.as_ref().filter(|c| c.deleted.is_none()) {
                <Steps app={app.clone()} route={props.route.clone()} campaign={campaign.clone()} />
                <BackupOffer campaign={campaign.clone()} />
            }
        </div>
    }
}

/// 已保存, or 未保存 with the way out.
fn save_state(app: &AppContext, campaign: Option<&Rc<Campaign>>) -> Html {
    match &app.store.save {
        // Nothing has changed since it was read from storage.
        Save::Nothing | Save::Saved(_) if !app.store.role.writes() => {
            html! { if campaign.is_some() { <span class="save" role="status">{ "只能查看" }</span> } }
        }
        // What can't be opened may be missing.
        Save::Nothing => {
            let whole = |c: &Rc<Campaign>| c.parts().iter().all(|(_, name)| app.store.model.blobs.contains_key(name));
            html! { if campaign.is_some_and(whole) { <span class="save saved" role="status">{ "已保存" }<span class="at">{ "" }</span></span> } }
        }
        // Not read out: it is over before that. Its nodes are those of what follows: where one comes or goes, Chromium
        // begins another turn of what is typed, and Ctrl+Z in a box takes back less.
        Save::Pending => {
            html! { <span class="save" role="status" aria-live="off">{ "正在保存……" }<span class="at">{ "" }</span></span> }
        }
        Save::Saved(at) => {
            html! { <span class="save saved" role="status">{ "已保存" }<span class="at">{ at.format(" %H:%M").to_string() }</span></span> }
        }
        Save::Failed(Failure { why, .. }) => html! {
            <>
                <span class="save failed" role="alert" title={why.clone()}>{ "未保存" }</span>
                if let Some(campaign) = campaign {
                    <button type="button" class="btn" onclick={cb!(app, campaign, move |_: MouseEvent| save_backup(&app, &campaign))}>{ "存为文件" }</button>
                }
            </>
        },
    }
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    app: AppContext,
    route: Route,
    campaign: Rc<Campaign>,
}

/// 步骤条.
#[component]
fn Steps(StepsProps { app, route, campaign }: &StepsProps) -> Html {
    let errors = use_known_errors(app, campaign);
    let here = match route {
        Route::Step(_, step) => Some(*step),
        Route::Papers(_, papers, _) => Some(step_of(*papers)),
        _ => None,
    };
    let done = |step| match step {
        Step::Plan => crate::state::check_plan(&campaign.plan).is_ok(),
        Step::Rosters => {
            let sound = campaign.phase() != Phase::Open || errors == Some(0);
            sound && campaign.businesses.is_some() && campaign.officers.is_some()
        }
        Step::Draw => campaign.phase() == Phase::Drawn,
        Step::Inspect => app.store.model.reached(campaign, Status::Inspected),
        Step::Publish => app.store.model.reached(campaign, Status::Published),
        Step::Archive => app.store.model.reached(campaign, Status::Closed),
    };
    html! {
        <nav aria-label="步骤">
            <ol class="steps">
                { for Step::ALL.into_iter().enumerate().map(|(i, step)| {
                    let current = Some(step) == here;
                    let finished = !current && done(step);
                    html! {
                        <li class={classes!(finished.then_some("done"))}>
                            <a href={Route::Step(campaign.id.clone(), step).hash()} aria-current={current.then_some("step")}>
                                <b aria-hidden="true">{ if finished { "✓".to_owned() } else { (i + 1).to_string() } }</b>
                                { step.title() }
                                if current { <small class="sr">{ format!("第 {} 步，共 {} 步", i + 1, Step::ALL.len()) }</small> }
                                if finished { <small>{ "已完成" }</small> }
                            </a>
                        </li>
                    }
                }) }
            </ol>
        </nav>
    }
}
