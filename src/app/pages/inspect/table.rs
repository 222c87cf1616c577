//! 录入表: what is entered of every business, in a row.

use super::day_told::DayTold;
use super::spread::planned_words;
use super::status::tag;
use crate::app::context::{AppContext, use_app};
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, PAGE, Pick, Same, page_of, pager, words};
use crate::browser::page::step_row;
use crate::course::{Worklist, WorklistItem};
use crate::draw::Mode;
use crate::model::{Inspection, Status};
use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EntryTableProps {
    pub course: DrawnCampaign,
    /// The places of the businesses to show.
    pub shown: Same<Vec<usize>>,
    pub on_open: Callback<String>,
}

/// 录入表: a row a business, by keyboard alone if need be: Tab to the next box, Enter to the same box of the next row.
#[component]
pub fn EntryTable(p: &EntryTableProps) -> Html {
    let app = use_app();
    let page = use_state_eq(|| 0_usize);
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        let target = event.target_dyn_into::<HtmlElement>();
        if event.key() == "Enter" && !event.is_composing() && target.is_some_and(|t| step_row(&t, event.shift_key())) {
            event.prevent_default();
        }
    });
    let shown = &p.shown.0;
    if shown.is_empty() {
        return html! { <p class="note">{ format!("没有符合条件的{}，请放宽上面的条件。", p.course.subject()) }</p> };
    }
    let place = (*page).min((shown.len() - 1) / PAGE);
    html! {
        <>
            <div class="scroll">
                <table class="wrap-cards entry" {onkeydown}>
                    <thead><tr><th class="num">{ "序号" }</th><th>{ p.course.subject() }</th><th>{ "检查日期" }</th><th>{ "检查结果" }</th><th>{ "后续处置" }</th><th>{ "状态" }</th></tr></thead>
                    <tbody>{ for page_of(shown, place).iter().filter_map(|i| p.course.list.0.businesses.get(*i)).map(|b| row(&app, p, b)) }</tbody>
                </table>
            </div>
            { pager(shown.len(), &page, "检查情况翻页") }
        </>
    }
}

/// A row: what is entered at once, and the button to the rest.
fn row(app: &AppContext, p: &EntryTableProps, b: &WorklistItem) -> Html {
    let (conduct, settings) = (p.course.conduct(), &p.course.campaign.settings);
    let inspection = conduct.inspections.get(&b.key).cloned().unwrap_or_default();
    let status = conduct.status(&b.key);
    let locked = status >= Status::Published;
    let edit = with!(app, id = p.course.campaign.id, key = b.key, move |change: &dyn Fn(&mut Inspection)| app
        .inspect(&id, &key, change));
    let on_day = cb!(edit, move |day| edit(&|i: &mut Inspection| i.date = day));
    let on_result = cb!(edit, move |text: String| edit(&|i: &mut Inspection| i.result.clone_from(&text)));
    let on_follow_up = Callback::from(move |text: String| edit(&|i: &mut Inspection| i.follow_up.clone_from(&text)));
    let problems = inspection.findings.iter().filter(|f| !f.problem.trim().is_empty()).count();
    let open = p.on_open.reform(with!(key = b.key, move |_: MouseEvent| key.clone()));
    let name = |what: &str| format!("{}的{what}", b.name);
    let planned = conduct.planned(&b.key).filter(|_| inspection.date.is_none());
    let told = DayTold::of(&p.course, b, &inspection, format!("day-told-{}", b.number));
    html! {
        <tr key={b.key.clone()}>
            <td class="num" data-label="序号">{ b.number }</td>
            <td data-label={p.course.subject()}><b>{ &b.name }</b>if b.came_in { { " " }<span class="tag warn">{ "替补" }</span> }<br /><span class="small"><span class="mono">{ if b.code.is_empty() { "无代码" } else { &b.code } }</span>{ "　" }{ team(&p.course.list.0, b) }</span></td>
            <td data-label="检查日期"><DayBox name={name("检查日期")} value={inspection.date} {on_day} {locked} described={told.id()} />{ told.html() }if let Some(day) = planned { <span class="small planned nowrap">{ format!("计划 {}", planned_words(day)) }</span> }</td>
            <td data-label="检查结果"><Pick name={name("检查结果")} value={inspection.result.clone()} options={words("（未录）", &settings.results)} on_pick={on_result} {locked} /></td>
            <td data-label="后续处置"><Pick name={name("后续处置")} value={inspection.follow_up.clone()} options={words("（未录）", &settings.follow_ups)} on_pick={on_follow_up} {locked} /></td>
            <td class="state" data-label="状态"><span><span class={tag(status)}>{ if status == Status::Entering { "录入中" } else { status.title() } }</span>{ " " }<button type="button" class="btn quiet" aria-label={name("详细情况")} onclick={open}>{ if problems == 0 { "详细……".to_owned() } else { format!("{problems} 个问题……") } }</button></span></td>
        </tr>
    }
}

/// In which team it is, or of which category where each business has officers of its own: 第9户 would only repeat its number.
pub fn team(list: &Worklist, b: &WorklistItem) -> Html {
    let text = if list.mode == Mode::Teams { list.team_name(b.team) } else { b.stratum.clone() };
    html! { <span class="nowrap">{ text }</span> }
}
