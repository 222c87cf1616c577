//! 到期提醒 and 进度.

use super::status::tag;
use crate::app::context::use_app;
use crate::app::hooks::worklist::pressing;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::due_list;
use crate::browser::clock;
use crate::course::{Deadline, Summary, Tally};
use crate::model::Status;
use crate::route::{Route, Step};
use yew::prelude::*;

/// What presses, and how far it is. Both go over the whole list, which is not done for every word that is said to be saved.
#[component]
pub fn Progress(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let made_of = (course.clone(), app.store.model.blobs.len(), clock::now().date_naive());
    let told = use_memo(made_of, |(course, ..)| {
        let summary = Summary::counts(&course.list, course.conduct(), &course.campaign.settings);
        (pressing(&app.store.model, &course.campaign, Some(&course.list)), summary)
    });
    html! { <>{ due_card(&course.campaign.id, &told.0) }{ progress(&told.1) }</> }
}

fn due_card(id: &str, pressing: &[Deadline]) -> Html {
    let to_publish = Route::Step(id.to_owned(), Step::Publish).hash();
    html! {
        if !pressing.is_empty() {
            <section class="card" aria-labelledby="pressing">
                <div class="head"><h2 id="pressing">{ "到期提醒" }</h2><span class="right"><a class="btn quiet" href={to_publish}>{ "去公示" }</a></span></div>
                { due_list(pressing, None, usize::MAX) }
            </section>
        }
    }
}

/// How far it is: in all, by team where there are teams, by department.
fn progress(summary: &Summary) -> Html {
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
