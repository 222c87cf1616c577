//! 进度.

use super::status::tag;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::course::{Summary, Tally};
use crate::model::Status;
use yew::prelude::*;

/// How far it is: in all, by team where there are teams, by department.
pub fn progress(course: &DrawnCampaign) -> Html {
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
