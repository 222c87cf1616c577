//! 导入录入表: nothing of a file counts before it was looked at.

use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{Dialog, Same, attention, page_of, pager};
use crate::course::{CLEAR, EntryReading, take, take_visits};
use crate::state::Act;
use std::collections::BTreeSet;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TakenProps {
    pub course: DrawnCampaign,
    pub reading: Same<EntryReading>,
    pub on_close: Callback<()>,
}

/// 导入录入表: what it would change, and what could not be taken, before anything is.
#[component]
pub fn Taken(p: &TakenProps) -> Html {
    let app = use_app();
    let page = use_state_eq(|| 0_usize);
    let reading = &p.reading.0;
    let differences = &reading.differences;
    let accept = cb!(course = p.course, reading, close = p.on_close, move |_: MouseEvent| {
        let inspections = take(course.conduct(), &reading.differences);
        let visits = take_visits(course.conduct(), &reading.differences);
        let n = reading.differences.iter().map(|d| &d.business.key).collect::<BTreeSet<_>>().len();
        if app.try_act(&course.campaign.id, Act::TakeEntry { inspections, visits }) {
            app.tell(format!("已采用 {n} 户的录入，可以撤销"));
            close.emit(());
        }
    });
    html! {
        <Dialog title="导入录入表" wide=true on_close={p.on_close.clone()}>
            <p>{ format!("读到 {} 行，与现在不同的有 {} 处，需要留意的有 {} 处。空着的格子不改变已有的内容，写“{CLEAR}”的格子清空已有的内容。", reading.rows, differences.len(), reading.problems.len()) }</p>
            { attention(&reading.problems) }
            if differences.is_empty() {
                <p class="note">{ "没有可以采用的改动。" }</p>
            } else {
                <div class="scroll tall" tabindex="0" role="region" aria-label="改动">
                    <table>
                        <thead><tr><th>{ p.course.subject() }</th><th>{ "项目" }</th><th>{ "现在" }</th><th>{ "改为" }</th><th>{ "位置" }</th></tr></thead>
                        <tbody>{ for page_of(differences, *page).iter().map(|d| html! {
                            <tr><td>{ &d.business.name }</td><td>{ d.change.title() }</td><td>{ if d.was.is_empty() { "（空）" } else { &d.was } }</td><td><b>{ if d.now.is_empty() { "（空）" } else { &d.now } }</b></td><td class="small nowrap">{ format!("{} {}", d.sheet, d.cell) }</td></tr>
                        }) }</tbody>
                    </table>
                </div>
                { pager(differences.len(), &page, "改动翻页") }
            }
            <div class="row end">
                <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "不采用" }</button>
                if !differences.is_empty() { <button type="button" class="btn main" onclick={accept}>{ format!("采用 {} 处改动", differences.len()) }</button> }
            </div>
        </Dialog>
    }
}
