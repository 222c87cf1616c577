//! What the steps after the draw share: there is nothing on them before there is a list.

use crate::app::context::use_app;
use crate::app::hooks::worklist::use_list;
use crate::app::parts::Same;
use crate::course::Worklist;
use crate::model::Conduct;
use crate::route::{Route, Step};
use crate::state::{Campaign, Phase};
use std::rc::Rc;
use yew::prelude::*;

/// The drawn attempt, its list, and what a part of a page needs besides.
#[derive(Properties, Clone, PartialEq)]
pub struct DrawnCampaign {
    pub campaign: Rc<Campaign>,
    pub list: Same<Worklist>,
}

impl DrawnCampaign {
    /// The trade's term for the businesses.
    pub fn subject(&self) -> &'static str {
        self.campaign.settings.subject.title()
    }

    /// What was entered. The page of a campaign without a drawn attempt has no list.
    pub fn conduct(&self) -> &Conduct {
        static NONE: std::sync::OnceLock<Conduct> = std::sync::OnceLock::new();
        self.campaign.current().map_or_else(|| NONE.get_or_init(Conduct::default), |a| &a.conduct)
    }
}

#[derive(Properties, PartialEq)]
struct AfterDrawProps {
    campaign: Rc<Campaign>,
    step: Step,
    /// A line beside the heading.
    about: AttrValue,
    /// What stands on the page once there is a list.
    body: Callback<DrawnCampaign, Html>,
}

/// A page of a step that begins after the draw; each of them is one of its own.
pub fn after_draw(
    campaign: Rc<Campaign>,
    step: Step,
    about: impl Into<AttrValue>,
    body: impl Fn(DrawnCampaign) -> Html + 'static,
) -> Html {
    let key = Route::Step(campaign.id.clone(), step).hash();
    html! { <AfterDraw {key} {campaign} {step} about={about.into()} body={Callback::from(body)} /> }
}

/// Its heading, and its body or what to do first.
#[component]
fn AfterDraw(p: &AfterDrawProps) -> Html {
    let app = use_app();
    let id = &p.campaign.id;
    let list = use_list(&app, &p.campaign);
    let body = match list {
        _ if p.campaign.is_rehearsal => html! {
            <section class="card empty">
                <h2>{ "演练到抽取为止" }</h2>
                <p>{ "这是演练：不登记检查，不公示，不归档，没有公开记录。正式的抽查在首页。" }</p>
                <p class="row"><a class="btn main" href={Route::Step(id.clone(), Step::Draw).hash()}>{ "回到抽取" }</a><a class="btn" href={Route::Home.hash()}>{ "首页" }</a></p>
            </section>
        },
        _ if p.campaign.phase() != Phase::Drawn => html! {
            <section class="card empty">
                <h2>{ "还没有抽取结果" }</h2>
                <p>{ format!("抽取之后，这里列出要检查的{}。", p.campaign.settings.subject.title()) }</p>
                <p class="row"><a class="btn main" href={Route::Step(id.clone(), Step::Draw).hash()}>{ "去抽取" }</a></p>
            </section>
        },
        None => html! { <section class="card"><p class="note" role="status">{ "正在整理检查名单……" }</p></section> },
        Some(Ok(list)) => p.body.emit(DrawnCampaign { campaign: p.campaign.clone(), list }),
        Some(Err(why)) => {
            html! { <section class="card"><p class="note" role="status">{ why.to_string() }</p></section> }
        }
    };
    html! {
        <div class="page stack">
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ p.step.title() }</h1>
                <span class="small">{ &p.about }</span>
            </div>
            { body }
        </div>
    }
}
