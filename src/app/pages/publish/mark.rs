//! 标记已公示: the day, the place, and the mark itself, which is not set over a contradiction unasked.

use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, Dialog, Field, Same};
use crate::course::Discrepancy;
use crate::route::{Route, Step};
use crate::state::Act;
use chrono::NaiveDate;
use std::rc::Rc;
use yew::prelude::*;

/// The most discrepancies that are listed.
const MOST: usize = 20;

#[derive(Properties, PartialEq)]
pub struct MarkProps {
    pub course: DrawnCampaign,
    /// The keys of the businesses that were chosen.
    pub chosen: Same<Vec<String>>,
    /// What does not reconcile of them.
    pub odd: Rc<Vec<Discrepancy>>,
    pub on: NaiveDate,
    pub on_day: Callback<NaiveDate>,
}

/// What is typed here has nothing else of the page made anew.
#[component]
pub fn Mark(p: &MarkProps) -> Html {
    let app = use_app();
    let place = use_state_eq(|| p.course.campaign.settings.published_at.clone());
    let asking = use_state_eq(|| false);
    let odd = p.odd.len();
    let publish =
        cb!(app, id = p.course.campaign.id, on = p.on, place = *place, chosen = p.chosen, asking, move |()| {
            let (place, businesses) = (place.clone(), (*chosen.0).clone());
            app.act(&id, Act::Publish { on, place, businesses });
            asking.set(false);
        });
    let asked = cb!(asking, publish, move |_: MouseEvent| if odd > 0 { asking.set(true) } else { publish.emit(()) });
    let close = cb!(asking, move |()| asking.set(false));
    let on_day = p.on_day.clone();
    let on_day = Callback::from(move |day: Option<NaiveDate>| day.into_iter().for_each(|day| on_day.emit(day)));
    let n = p.chosen.0.len();
    let button = format!("标记 {n} 户已公示{}", if odd > 0 { "……" } else { "" });
    html! {
        <>
            <div class="row">
                <div class="field"><label for="publish-on">{ "公示日期" }</label><DayBox id="publish-on" name="公示日期" value={Some(p.on)} {on_day} /></div>
                <Field class="grow" id="publish-place" label="在哪里公示" value={(*place).clone()} on_text={cb!(place, move |text| place.set(text))} />
            </div>
            if odd > 0 { <p class="note warn">{ format!("勾选的各户有 {odd} 处前后不符，标记之后只能更正，请先改正。") }{ " " }{ to_inspect(&p.course) }</p>{ listed(&p.odd) } }
            <div class="row end"><button type="button" class="btn main" disabled={n == 0} onclick={asked}>{ button }</button></div>
            <p class="small">{ "请先在公示的网站发布，再在这里标记；标记之后检查情况不能直接修改，只能更正。" }</p>
            if *asking {
                <Dialog title={format!("有 {odd} 处前后不符，仍然标记已公示？")} on_close={close.clone()}>
                    { listed(&p.odd) }
                    <p>{ "标记之后只能更正，并且要重新公示。" }</p>
                    <div class="row end">
                        <button type="button" class="btn quiet danger" onclick={publish.reform(|_: MouseEvent| ())}>{ format!("仍然标记 {n} 户已公示") }</button>
                        <button type="button" class="btn" onclick={close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                        <a class="btn main" href={Route::Step(p.course.campaign.id.clone(), Step::Inspect).hash()}>{ "去改正" }</a>
                    </div>
                </Dialog>
            }
        </>
    }
}

fn to_inspect(course: &DrawnCampaign) -> Html {
    html! { <a href={Route::Step(course.campaign.id.clone(), Step::Inspect).hash()}>{ "去“检查”页" }</a> }
}

fn listed(odd: &[Discrepancy]) -> Html {
    html! {
        <>
            <ul>{ for odd.iter().take(MOST).map(|d| html! { <li>{ d.to_string() }</li> }) }</ul>
            if odd.len() > MOST { <p class="small">{ format!("另有 {} 处，没有列出。", odd.len() - MOST) }</p> }
        </>
    }
}
