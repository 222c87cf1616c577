//! 检查: what to take along, what was found, how far it is.

mod bulk;
mod carry;
mod day_told;
mod filter;
mod form;
mod one;
mod table;
mod taken;

use super::after_draw::{AfterDraw, DrawnCampaign};
use crate::app::context::use_app;
use crate::app::hooks::worklist::pressing;
use crate::app::parts::{DueList, Same, Undo};
use crate::course::{Summary, Tally};
use crate::model::Status;
use crate::route::{Route, Step};
use crate::state::Act;
use bulk::Bulk;
use carry::Carry;
use day_told::DayTold;
use filter::{Filter, filters};
use one::OneBusiness;
use std::rc::Rc;
use table::EntryTable;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct InspectPageProps {
    pub id: AttrValue,
}

#[component]
pub fn InspectPage(props: &InspectPageProps) -> Html {
    let app = use_app();
    let Some(campaign) = app.campaign(&props.id) else { return Html::default() };
    let about = "谁检查、谁录入；录入的内容随时自动保存";
    let body = {
        let app = app.clone();
        Callback::from(move |course: DrawnCampaign| {
            let pressing = pressing(&app.store.model, &course.campaign, Some(&course.list.0));
            let to_publish = Route::Step(course.campaign.id.clone(), Step::Publish).hash();
            html! {
                <>
                    if !pressing.is_empty() {
                        <section class="card" aria-labelledby="pressing">
                            <div class="head"><h2 id="pressing">{ "到期提醒" }</h2><span class="right"><a class="btn quiet" href={to_publish.clone()}>{ "去公示" }</a></span></div>
                            <DueList deadlines={pressing} />
                        </section>
                    }
                    { progress(&course) }
                    <Carry course={course.clone()} />
                    <Entries ..course />
                    <div class="row end"><a class="btn main big" href={to_publish}>{ "下一步：公示" }</a></div>
                </>
            }
        })
    };
    html! { <AfterDraw {campaign} step={Step::Inspect} {about} {body} /> }
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
    let on_open = {
        let open = open.clone();
        Callback::from(move |key: Option<String>| open.set(key))
    };
    let on_fill = {
        let filling = filling.clone();
        Callback::from(move |on: bool| filling.set(on))
    };
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

/// How far it is: in all, by team where there are teams, by department.
fn progress(course: &DrawnCampaign) -> Html {
    let summary = Summary::counts(&course.list.0, course.conduct(), &course.campaign.settings);
    let tags = Status::ALL.into_iter().zip(summary.total.statuses).filter(|(_, n)| *n > 0);
    let by_team = !summary.by_team.is_empty();
    html! {
        <section class="card" aria-labelledby="progress">
            <div class="head">
                <h2 id="progress">{ "进度" }</h2>
                <span class="row">{ for tags.map(|(status, n)| html! { <span class={tag(status)}>{ format!("{} {n} 户", status.title()) }</span> }) }</span>
            </div>
            <progress max={summary.total.listed.to_string()} value={summary.total.inspected.to_string()} aria-label="已检查的户数" />
            <details>
                <summary>{ if by_team { "按检查组、部门查看" } else { "按部门查看" } }</summary>
                <div class="grid">
                    if by_team { { tallies("检查组", &summary.by_team) } }
                    { tallies("部门", &summary.by_department) }
                </div>
            </details>
        </section>
    }
}

fn tallies(what: &'static str, rows: &[Tally]) -> Html {
    html! {
        <table>
            <thead><tr><th>{ what }</th><th class="num">{ "应检查" }</th><th class="num">{ "已检查" }</th><th class="num">{ "已公示" }</th><th class="num">{ "完结" }</th></tr></thead>
            <tbody>{ for rows.iter().map(|t| html! {
                <tr key={t.label.clone()}><td>{ &t.label }</td><td class="num">{ t.listed }</td><td class="num">{ t.inspected }</td><td class="num">{ t.published }</td><td class="num">{ t.closed }</td></tr>
            }) }</tbody>
        </table>
    }
}

/// The look of a status.
pub const fn tag(status: Status) -> &'static str {
    match status {
        Status::Waiting => "tag",
        Status::Entering | Status::Inspected => "tag warn",
        Status::Published | Status::Closed => "tag ok",
    }
}
