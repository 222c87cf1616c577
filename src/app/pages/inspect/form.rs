//! 附件3 of one business. Every change is one of what stands by then.

use super::change::edit;
pub use super::change::{Form, FormChange};
use super::day_told::DayTold;
use super::points::points;
use super::rectify::rectification;
use crate::app::parts::{DayBox, Field, Pick, Ticks, checkbox, ticks, toggle, words};
use crate::model::{Finding, Inspection};
use yew::prelude::*;

/// Everything of 附件3 that is known after the inspection.
pub fn inspection_form(p: &Form<'_>) -> Html {
    let (b, i, settings) = (p.business, p.inspection, &p.course.campaign.settings);
    let text = |id: &'static str,
                label: &'static str,
                value: &str,
                lines: bool,
                change: fn(&mut Inspection, String)| {
        html! { <Field {id} {label} value={value.to_owned()} {lines} locked={p.locked} on_text={edit(p, change)} /> }
    };
    let told = DayTold::of(p.course, b, i, "one-date-told");
    html! {
        <div class="stack">
            <div class="grid">
                <div class="field"><label for="one-date">{ "检查日期" }</label><DayBox id="one-date" name="检查日期" value={i.date} locked={p.locked} on_day={edit(p, |i, day| i.date = day)} described={told.id()} />{ told.html() }</div>
                <div class="field"><label for="one-result">{ "检查结果" }</label><Pick id="one-result" name="检查结果" value={i.result.clone()} options={words("（未录）", &settings.results)} locked={p.locked} on_pick={edit(p, |i, t| i.result = t)} /></div>
                <div class="field"><label for="one-follow-up">{ "后续处置" }</label><Pick id="one-follow-up" name="后续处置" value={i.follow_up.clone()} options={words("（未录）", &settings.follow_ups)} locked={p.locked} on_pick={edit(p, |i, t| i.follow_up = t)} /></div>
            </div>
            <Field id="one-place" label="检查地点" value={i.place.clone()} placeholder={if b.address.is_empty() { "登记的住所".to_owned() } else { b.address.clone() }} locked={p.locked} on_text={edit(p, |i, t| i.place = t)} />
            { ticks(&Ticks { legend: "检查方式", group: "way", options: &settings.ways, chosen: &i.ways, locked: p.locked, on_tick: edit(p, |i, (way, on): (String, bool)| toggle(&mut i.ways, &way, on)) }) }
            <fieldset class="chips"><legend class="label">{ "到场检查人员" }</legend>{ present(p) }</fieldset>
            { for b.shares.iter().map(|share| html! {
                <fieldset class="findings" key={share.department.clone()}>
                    <legend class="label">{ &share.department }</legend>
                    { for share.items.iter().enumerate().map(|(n, item)| finding(p, &share.department, item, n)) }
                    { points(p, &share.department) }
                </fieldset>
            }) }
            { rectification(p) }
            <div class="grid">
                { text("one-opinion", "被检查单位意见", &i.opinion, true, |i, t| i.opinion = t) }
                { text("one-notes", "备注", &i.notes, true, |i, t| i.notes = t) }
            </div>
            { checkbox("refused", i.refused, p.locked, edit(p, |i, on| i.refused = on), "被检查单位拒绝签字（请在意见栏注明情况）") }
        </div>
    }
}

/// 到场检查人员: the team on the day of the visit, and whoever else is entered.
fn present(p: &Form<'_>) -> Html {
    let (b, i) = (p.business, p.inspection);
    let team: Vec<String> = b.officers_on(i.date).map(|o| o.key.clone()).collect();
    let others = i.present.iter().flatten().filter(|key| !team.contains(key));
    let one = |key: &String| {
        let here = i.present.as_ref().is_none_or(|keys| keys.contains(key));
        let (team, own) = (team.clone(), key.clone());
        let on_pick = edit(p, move |i: &mut Inspection, on: bool| {
            let mut keys = i.present.take().unwrap_or_else(|| team.clone());
            toggle(&mut keys, &own, on);
            i.present = Some(keys).filter(|keys| !(keys.len() == team.len() && team.iter().all(|k| keys.contains(k))));
        });
        checkbox("present", here, p.locked, on_pick, p.course.list.0.officer_name(key))
    };
    html! { <>{ for team.iter().chain(others).map(one) }</> }
}

fn finding(p: &Form<'_>, department: &str, item: &str, n: usize) -> Html {
    let known = p.inspection.findings.iter().find(|f| f.department == department && f.item == item);
    let put = |change: fn(&mut Finding, String)| {
        let (department, item) = (department.to_owned(), item.to_owned());
        edit(p, move |i: &mut Inspection, text| change(i.finding(&department, &item), text))
    };
    let (problem, handling) = known.map(|f| (f.problem.clone(), f.handling.clone())).unwrap_or_default();
    html! {
        <div class="finding" key={n}>
            if !item.is_empty() { <p class="small">{ item }</p> }
            <div class="grid">
                <Field id={format!("problem-{department}-{n}")} label="发现问题情况" value={problem} lines=true locked={p.locked} on_text={put(|f, t| f.problem = t)} />
                <Field id={format!("handling-{department}-{n}")} label="处置情况" value={handling} lines=true locked={p.locked} on_text={put(|f, t| f.handling = t)} />
            </div>
        </div>
    }
}
