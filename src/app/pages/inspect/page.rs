//! 检查: the pages of the weeks in the field.

use super::arrange::Arrange;
use super::bulk::Bulk;
use super::carry::Carry;
use super::filter::{Filter, filters};
use super::one::OneBusiness;
use super::progress::Progress;
use super::table::EntryTable;
use crate::app::context::use_app;
use crate::app::pages::after_draw::{DrawnCampaign, after_draw};
use crate::app::parts::{Same, Undo};
use crate::route::{Route, Step};
use crate::state::{Act, Campaign};
use std::rc::Rc;
use yew::prelude::*;

/// 检查.
pub fn inspect_page(campaign: Rc<Campaign>) -> Html {
    after_draw(campaign, Step::Inspect, "谁检查、谁录入；录入的内容随时自动保存", |course| {
        let to_publish = Route::Step(course.campaign.id.clone(), Step::Publish).hash();
        html! {
            <>
                <Progress ..course.clone() />
                <Arrange ..course.clone() />
                <Carry ..course.clone() />
                <Entries ..course />
                <div class="row end"><a class="btn main big" href={to_publish}>{ "下一步：公示" }</a></div>
            </>
        }
    })
}

/// 检查情况: the table of entries with what it shows, and the dialogs in which more is entered. What is sought for is its own,
/// so that a key typed there has nothing else of the page made anew.
#[component]
fn Entries(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let filter = use_state_eq(Filter::default);
    let open = use_state_eq(|| None::<String>);
    let filling = use_state_eq(|| false);
    let campaign = &course.campaign;
    let list = &course.list.0;
    let shown = Rc::new(filter.places(list, course.conduct()));
    let turns = campaign.current().map(|a| (a.turns.done.len(), a.turns.undone.len())).unwrap_or_default();
    let on_open = cb!(open, move |key: Option<String>| open.set(key));
    let on_fill = cb!(filling, move |on: bool| filling.set(on));
    html! {
        <section class="card" aria-labelledby="entries">
            <div class="head">
                <h2 id="entries">{ "检查情况" }</h2>
                <span class="small">{ format!("{} 户中显示 {} 户；回车跳到下一户", list.businesses.len(), shown.len()) }</span>
                <span class="right row"><Undo {turns} on_undo={app.on_act(&campaign.id, Act::UndoInspect)} on_redo={app.on_act(&campaign.id, Act::RedoInspect)} /><button type="button" class="btn" onclick={on_fill.reform(|_| true)}>{ "批量录入……" }</button></span>
            </div>
            { filters(course, &filter) }
            <EntryTable course={course.clone()} shown={Same(shown.clone())} on_open={on_open.reform(Some)} />
            if let Some(key) = &*open { <OneBusiness key={key.clone()} course={course.clone()} business={key.clone()} on_close={on_open.reform(|()| None)} /> }
            if *filling { <Bulk course={course.clone()} shown={Same(shown)} on_close={on_fill.reform(|()| false)} /> }
        </section>
    }
}
