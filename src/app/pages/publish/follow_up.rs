//! 后续处置: what was found is ended, or handed on, on a day.

use super::transfers::{Doing, dialog, transfers};
use crate::app::context::{AppContext, use_app};
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, Dialog, page_of, pager};
use crate::model::{Inspection, Status};
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
    let asking = use_state_eq(|| None::<(String, NaiveDate)>);
    let conduct = course.conduct();
    let list = &course.list.0;
    let waiting: Vec<_> = list
        .businesses
        .iter()
        .filter(|b| {
            conduct.inspections.get(&b.key).is_some_and(|i| i.needs_follow_up() || i.rectification.is_some())
                && conduct.status(&b.key) >= Status::Inspected
        })
        .collect();
    // Over something open it is not ended unasked.
    let ended = |key: &String, open: bool| {
        cb!(app, id = course.campaign.id, business = key, asking, move |on: Option<NaiveDate>| match on {
            Some(on) if open => asking.set(Some((business.clone(), on))),
            on => app.act(&id, Act::Close { business: business.clone(), on }),
        })
    };
    let start = cb!(doing, move |what: Doing| doing.set(Some(what)));
    let close = cb!(doing, move |()| doing.set(None));
    let print = |papers, text: &'static str| html! { <a class="btn" href={Route::Papers(course.campaign.id.clone(), papers, Whose::All).hash()}>{ text }</a> };
    html! {
        <section class="card stack" aria-labelledby="follow-up">
            <div class="head">
                <h2 id="follow-up">{ "后续处置与移送" }</h2>
                <span class="right row">
                    <button type="button" class="btn" onclick={start.reform(|_| Doing::HandOn)}>{ "登记移送……" }</button>
                    if conduct.inspections.values().any(Inspection::orders_rectification) {
                        { print(Papers::Orders, "打印责令改正通知书") }{ print(Papers::Reinspections, "打印整改复查记录表") }
                    }
                    { print(Papers::Letters, "打印结果告知书") }
                </span>
            </div>
            if waiting.is_empty() && conduct.transfers.is_empty() {
                <p class="note">{ "没有需要跟踪的后续处置。发现问题需要移送的，点右上的“登记移送”。" }</p>
            }
            if !waiting.is_empty() {
                <table class="wrap-cards">
                    <thead><tr><th>{ course.subject() }</th><th>{ "检查结果" }</th><th>{ "后续处置措施" }</th><th>{ "状态" }</th><th>{ "完结日期" }</th></tr></thead>
                    <tbody>{ for page_of(&waiting, *page).iter().filter_map(|b| Some((b, conduct.inspections.get(&b.key)?))).map(|(b, i)| html! {
                        <tr key={b.key.clone()}>
                            <td data-label={course.subject()}>{ &b.name }</td><td data-label="检查结果">{ &i.result }</td><td data-label="后续处置">{ &i.follow_up }{ put_right(i) }</td>
                            <td class="nowrap" data-label="状态">{ conduct.status(&b.key).title() }</td>
                            <td data-label="完结日期"><DayBox name={format!("{}的完结日期", b.name)} value={i.closed} on_day={ended(&b.key, i.lacks_rectification() || conduct.open_transfers(&b.key) > 0)} /></td>
                        </tr>
                    }) }</tbody>
                </table>
                { pager(waiting.len(), &page, "后续处置翻页") }
            }
            { transfers(&app, course, &start) }
            if let Some((business, on)) = &*asking { { ask(&app, course, (business, *on), &asking) } }
            if let Some(doing) = *doing { { dialog(&app, course, doing, &close) } }
        </section>
    }
}

/// How the rectification of a business stands, if anything was ordered.
fn put_right(i: &Inspection) -> Html {
    if !i.orders_rectification() {
        return Html::default();
    }
    let (class, text) = match &i.rectification {
        None => ("tag", "整改未登记".to_owned()),
        Some(r) => match (r.verified(), r.due) {
            (Some(outcome), _) => {
                (if r.is_rectified() { "tag ok" } else { "tag bad" }, format!("复查：{}", outcome.title()))
            }
            (None, Some(due)) => ("tag warn", format!("整改期限{due}，未复查")),
            (None, None) => ("tag warn", "整改未复查".to_owned()),
        },
    };
    html! { <>{ " " }<span class={class}>{ text }</span></> }
}

/// Asks before a business is ended over something open, and tells what is.
fn ask(
    app: &AppContext,
    course: &DrawnCampaign,
    (business, on): (&String, NaiveDate),
    asking: &UseStateHandle<Option<(String, NaiveDate)>>,
) -> Html {
    let conduct = course.conduct();
    let name = course.list.0.get(business).map_or(business, |b| &b.name);
    let transfers = conduct.open_transfers(business);
    let found = conduct.inspections.get(business);
    let outcome = found.and_then(|i| i.rectification.as_ref()?.verified());
    let close = cb!(asking, move |()| asking.set(None));
    let end = cb!(app, id = course.campaign.id, business, asking, move |_: MouseEvent| {
        app.act(&id, Act::Close { business: business.clone(), on: Some(on) });
        asking.set(None);
    });
    html! {
        <Dialog title={format!("“{name}”还有没有办完的事项，仍然登记完结？")} on_close={close.clone()}>
            <ul>
                if let Some(i) = found.filter(|i| i.lacks_rectification()) {
                    <li>{ match outcome {
                        Some(outcome) => format!("整改：复查结果是“{}”。已经另行处理（立案处罚、移送等）的，可以完结。", outcome.title()),
                        None => "整改：还没有复查。登记以后仍是“已公示”，复查认定整改到位后才转为“已完结”。".to_owned(),
                    } }{ put_right(i) }</li>
                }
                if transfers > 0 { <li>{ format!("移送：{transfers} 件没有办结。登记以后仍是“已公示”，全部办结后才转为“已完结”。") }</li> }
            </ul>
            <div class="row end">
                // First, and so in focus: an Enter that was meant for the day does not end anything.
                <button type="button" class="btn main" onclick={close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                <button type="button" class="btn quiet danger" onclick={end}>{ format!("仍然登记{on}完结") }</button>
            </div>
        </Dialog>
    }
}
