//! 名录: both rosters, and whether they can be sealed.

use super::card::RosterCard;
use super::import::Handed;
use crate::app::context::{go, use_app};
use crate::app::hooks::readiness::use_readiness;
use crate::app::parts::Same;
use crate::model::{Business, EntityKind, Officer, Source};
use crate::roster::added_source;
use crate::route::{Route, Step};
use crate::state::{Campaign, Phase, RosterRef};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RostersPageProps {
    pub campaign: Rc<Campaign>,
}

#[component]
pub fn RostersPage(props: &RostersPageProps) -> Html {
    let app = use_app();
    let campaign = &props.campaign;
    let id = AttrValue::from(campaign.id.clone());
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
    let on_touch = cb!(last, move |kind| last.set(kind));
    let handed: Handed = use_state(|| None);
    let locked = campaign.phase() != Phase::Open;
    let errors = standing.errors();
    let both = campaign.businesses.is_some() && campaign.officers.is_some();
    let next = cb!(id = campaign.id, move |_: MouseEvent| go(&Route::Step(id.clone(), Step::Draw)));
    html! {
        <div class="page stack">
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ "名录" }</h1>
                <span class="small">{ "Excel文件直接拖进来即可，表头、标题行会自动识别。文件只在本机读取，不上传。" }</span>
            </div>
            if locked { <p class="note bad">{ "已封存，封存后不可修改名录。" }</p> }
            <RosterCard<Business> id={id.clone()} kind={EntityKind::Business} handed={handed.clone()} checked={ready.businesses.clone().map(Same)} {checking} {locked}
                turns={turns(&campaign.businesses)} keys={*last == EntityKind::Business} on_touch={&on_touch} next_added={next_added(&campaign.businesses)} />
            <RosterCard<Officer> {id} kind={EntityKind::Officer} {handed} checked={ready.officers.clone().map(Same)} {checking} {locked}
                turns={turns(&campaign.officers)} keys={*last == EntityKind::Officer} {on_touch} next_added={next_added(&campaign.officers)} />
            <div class="row end">
                if !both { <span class="small">{ "两份名录都载入后即可抽取" }</span> }
                else if checking { <span class="small">{ "正在查找问题……" }</span> }
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
