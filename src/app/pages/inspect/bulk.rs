//! 批量录入 fills gaps only: what stands is never overwritten.

use super::day_told::DayTold;
use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, Dialog, Pick, Same, Ticks, edit_state, ticks, toggle, words};
use crate::browser::clock;
use crate::model::{Conduct, Inspection, Status};
use crate::state::Act;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BulkProps {
    pub course: DrawnCampaign,
    /// The places of the businesses that the table shows.
    pub shown: Same<Vec<usize>>,
    pub on_close: Callback<()>,
}

/// 批量录入: the same day, way, result and follow-up for all that the table shows and where nothing stands yet.
#[component]
pub fn Bulk(p: &BulkProps) -> Html {
    let app = use_app();
    let common = use_state_eq(|| Inspection { date: Some(clock::now().date_naive()), ..Inspection::default() });
    let conduct = p.course.conduct();
    let settings = &p.course.campaign.settings;
    let list = &p.course.list.0.businesses;
    let shown = p.shown.0.iter().filter_map(|i| list.get(*i));
    let open: Vec<String> =
        shown.filter(|b| conduct.status(&b.key) < Status::Published).map(|b| b.key.clone()).collect();
    let on_day = edit_state(&common, |i, date| i.date = date);
    let on_tick = edit_state(&common, |i, (way, on): (String, bool)| toggle(&mut i.ways, &way, on));
    let on_result = edit_state(&common, |i, text| i.result = text);
    let on_follow_up = edit_state(&common, |i, text| i.follow_up = text);
    let told = DayTold::of_all(&p.course, &open, &common);
    let fill = cb!(course = p.course, close = p.on_close, common, open, move |_: MouseEvent| {
        let entries = open.iter().map(|key| (key.clone(), filled(course.conduct(), key, &common))).collect();
        if app.try_act(&course.campaign.id, Act::InspectMany(entries)) {
            close.emit(());
        }
    });
    html! {
        <Dialog title="批量录入" on_close={p.on_close.clone()}>
            <p>{ format!("录入到表中显示的 {} 户尚未公示的{}；只录空着的地方，已经录入的不变，可以撤销。", open.len(), p.course.subject()) }</p>
            <div class="field"><label for="bulk-date">{ "检查日期" }</label><DayBox id="bulk-date" name="检查日期" value={common.date} {on_day} described={told.id()} />{ told.html() }</div>
            { ticks(&Ticks { legend: "检查方式", group: "bulk-way", options: &settings.ways, chosen: &common.ways, locked: false, on_tick }) }
            <div class="field"><label for="bulk-result">{ "检查结果" }</label><Pick id="bulk-result" name="检查结果" value={common.result.clone()} options={words("（不录）", &settings.results)} on_pick={on_result} /></div>
            <div class="field"><label for="bulk-follow-up">{ "后续处置" }</label><Pick id="bulk-follow-up" name="后续处置" value={common.follow_up.clone()} options={words("（不录）", &settings.follow_ups)} on_pick={on_follow_up} /></div>
            <div class="row end">
                <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                <button type="button" class="btn main" disabled={open.is_empty()} onclick={fill}>{ format!("录入 {} 户", open.len()) }</button>
            </div>
        </Dialog>
    }
}

/// What stands at a business, its gaps filled with what is common.
fn filled(conduct: &Conduct, key: &str, common: &Inspection) -> Inspection {
    let mut next = conduct.inspections.get(key).cloned().unwrap_or_default();
    next.date = next.date.or(common.date);
    for (to, from) in [(&mut next.result, &common.result), (&mut next.follow_up, &common.follow_up)] {
        if to.trim().is_empty() {
            to.clone_from(from);
        }
    }
    if next.ways.is_empty() {
        next.ways.clone_from(&common.ways);
    }
    next
}
