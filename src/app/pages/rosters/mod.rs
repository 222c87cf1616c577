//! 名录.

mod add;
mod card;
mod cell;
mod changes;
mod dialog;
mod export;
mod files;
mod import;
mod problems;
mod rows;

use crate::app::context::{go, use_app};
use crate::app::hooks::readiness::use_readiness;
use crate::model::{Business, EntityKind, Officer, Source};
use crate::roster::added_source;
use crate::route::{Route, Step};
use crate::state::{Phase, RosterRef};
use card::RosterCard;
pub use card::RosterDrop;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RostersPageProps {
    pub id: AttrValue,
}

#[component]
pub fn RostersPage(props: &RostersPageProps) -> Html {
    let app = use_app();
    let Some(campaign) = app.campaign(&props.id) else { return Html::default() };
    html! { <Rosters id={props.id.clone()} {campaign} /> }
}

#[derive(Properties, PartialEq)]
struct RostersProps {
    id: AttrValue,
    campaign: std::rc::Rc<crate::state::Campaign>,
}

#[component]
fn Rosters(props: &RostersProps) -> Html {
    let app = use_app();
    let campaign = &props.campaign;
    let standing = use_readiness(&app, campaign);
    let (ready, checking) = (&standing.ready, standing.checking);
    {
        // It takes a moment to start; a file is chosen sooner or later.
        let worker = app.worker.clone();
        use_effect_with((), move |()| worker.begin());
    }
    // Ctrl+Z is the roster's that was mended last.
    let mended = |used: &Option<RosterRef>| used.as_ref().and_then(|u| Some(u.mends.last()?.at));
    let last = use_state_eq(|| {
        let officers = mended(&campaign.officers) > mended(&campaign.businesses);
        if officers { EntityKind::Officer } else { EntityKind::Business }
    });
    let on_touch = {
        let last = last.clone();
        Callback::from(move |kind| last.set(kind))
    };
    let locked = campaign.phase() != Phase::Open;
    let errors = standing.errors();
    let both = campaign.businesses.is_some() && campaign.officers.is_some();
    let next = {
        let id = props.id.to_string();
        Callback::from(move |_: MouseEvent| go(&Route::Step(id.clone(), Step::Draw)))
    };
    html! {
        <div class="page stack">
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ "名录" }</h1>
                <span class="small">{ "Excel文件直接拖进来即可，表头、标题行会自动识别。文件只在本机读取，不上传。" }</span>
            </div>
            if locked { <p class="note bad">{ "已封存，封存后不可修改名录。" }</p> }
            <RosterCard<Business> id={props.id.clone()} kind={EntityKind::Business} checked={ready.businesses.clone()} {checking} {locked}
                turns={turns(&campaign.businesses)} keys={*last == EntityKind::Business} on_touch={&on_touch} next_added={next_added(&campaign.businesses)} />
            <RosterCard<Officer> id={props.id.clone()} kind={EntityKind::Officer} checked={ready.officers.clone()} {checking} {locked}
                turns={turns(&campaign.officers)} keys={*last == EntityKind::Officer} {on_touch} next_added={next_added(&campaign.officers)} />
            <div class="row end">
                if !both { <span class="small">{ "两份名录都载入后即可抽取" }</span> }
                else if checking { <span class="small">{ "正在核对……" }</span> }
                else if errors > 0 { <span class="tag bad">{ format!("还有{errors}处错误，改正或排除后才能封存") }</span> }
                else { <span class="tag ok">{ "两份名录都没有错误" }</span> }
                <button type="button" class="btn main big" onclick={next} disabled={!both}>{ "下一步：抽取" }</button>
            </div>
        </div>
    }
}

/// How many mends can be undone, and done again.
fn turns(used: &Option<RosterRef>) -> (usize, usize) {
    used.as_ref().map_or((0, 0), |u| (u.mends.len(), u.undone.len()))
}

fn next_added(used: &Option<RosterRef>) -> Source {
    added_source(used.iter().flat_map(RosterRef::all_mends))
}
