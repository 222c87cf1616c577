//! 后续处置: what was found is ended, or handed on, on a day.

use super::transfers::{Doing, dialog, transfers};
use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, page_of, pager};
use crate::model::Status;
use crate::route::{Papers, Route, Whose};
use crate::state::Act;
use chrono::NaiveDate;
use yew::prelude::*;

/// 后续处置: what is handed on and what is to be ended, the open ones first.
#[component]
pub fn FollowUp(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let doing = use_state_eq(|| None::<Doing>);
    let page = use_state_eq(|| 0_usize);
    let conduct = course.conduct();
    let list = &course.list.0;
    let waiting: Vec<_> = list
        .businesses
        .iter()
        .filter(|b| {
            conduct.inspections.get(&b.key).is_some_and(|i| i.needs_follow_up())
                && conduct.status(&b.key) >= Status::Inspected
        })
        .collect();
    let ended = |key: &String| {
        cb!(app, id = course.campaign.id, business = key, move |on: Option<NaiveDate>| app
            .act(&id, Act::Close { business: business.clone(), on }))
    };
    let start = cb!(doing, move |what: Doing| doing.set(Some(what)));
    let close = cb!(doing, move |()| doing.set(None));
    html! {
        <section class="card stack" aria-labelledby="follow-up">
            <div class="head">
                <h2 id="follow-up">{ "后续处置与移送" }</h2>
                <span class="right row">
                    <button type="button" class="btn" onclick={start.reform(|_| Doing::HandOn)}>{ "登记移送……" }</button>
                    <a class="btn" href={Route::Papers(course.campaign.id.clone(), Papers::Letters, Whose::All).hash()}>{ "打印结果告知书" }</a>
                </span>
            </div>
            if waiting.is_empty() && conduct.transfers.is_empty() {
                <p class="note">{ "没有需要跟踪的后续处置。发现问题需要移送的，点右上的“登记移送”。" }</p>
            }
            if !waiting.is_empty() {
                <table class="wrap-cards">
                    <thead><tr><th>{ "市场主体" }</th><th>{ "检查结果" }</th><th>{ "后续处置措施" }</th><th>{ "状态" }</th><th>{ "完结日期" }</th></tr></thead>
                    <tbody>{ for page_of(&waiting, *page).iter().filter_map(|b| Some((b, conduct.inspections.get(&b.key)?))).map(|(b, i)| html! {
                        <tr key={b.key.clone()}>
                            <td data-label="市场主体">{ &b.name }</td><td data-label="检查结果">{ &i.result }</td><td data-label="后续处置">{ &i.follow_up }</td>
                            <td class="nowrap" data-label="状态">{ conduct.status(&b.key).title() }</td>
                            <td data-label="完结日期"><DayBox name={format!("{}的完结日期", b.name)} value={i.closed} on_day={ended(&b.key)} /></td>
                        </tr>
                    }) }</tbody>
                </table>
                { pager(waiting.len(), &page, "后续处置翻页") }
            }
            { transfers(&app, course, &start) }
            if let Some(doing) = *doing { { dialog(&app, course, doing, &close) } }
        </section>
    }
}
