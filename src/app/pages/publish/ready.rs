//! 待公示: which results to publish now, those that were corrected among them, the files to publish, and that it was done.

use super::mark::Mark;
use super::notices::{Making, NoticeDialog, What, files};
use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{Same, checkbox, page_of, pager};
use crate::app::worker::download::Job;
use crate::browser::clock;
use crate::course::{Corrected, Discrepancy, WorklistItem, compared, discrepancies, to_publish_again};
use crate::model::Status;
use crate::route::{Route, Step};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

#[component]
pub fn Ready(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let (list, conduct, settings) = (&course.list.0, course.conduct(), &course.campaign.settings);
    let left_out = use_state_eq(BTreeSet::<String>::new);
    let page = use_state_eq(|| 0_usize);
    let on = use_state_eq(|| clock::now().date_naive());
    let looking = use_state_eq(|| None::<Making>);
    let job: Job = use_mut_ref(|| None);
    let all_odd =
        use_memo(course.clone(), |of: &DrawnCampaign| discrepancies(&of.list.0, of.conduct(), &of.campaign.settings));
    let again = to_publish_again(list, conduct, settings);
    let corrected = |b: &WorklistItem| again.iter().find(|c| c.business.key == b.key);
    let is_ready = |b: &&WorklistItem| conduct.status(&b.key) == Status::Inspected || corrected(b).is_some();
    let ready: Vec<&WorklistItem> = list.businesses.iter().filter(is_ready).collect();
    let chosen: BTreeSet<String> =
        ready.iter().map(|b| &b.key).filter(|key| !left_out.contains(*key)).cloned().collect();
    // That a correction is published is what the mark is for.
    let odd = all_odd.iter().filter(|d| !matches!(d, Discrepancy::Corrected(_)));
    let odd: Vec<_> = odd.filter(|d| chosen.iter().any(|key| d.concerns(key))).cloned().collect();
    let on_look = cb!(looking, move |making: Making| looking.set(Some(making)));
    let only = (!ready.is_empty()).then(|| Rc::new(chosen.clone()));
    let making = |what| Making { course: course.clone(), on: *on, what };
    let of_files = |what| files(&app, &job, &making(what), &on_look);
    let shown = match &only {
        Some(only) => format!("含下面勾选的 {} 户。", only.len()),
        None => format!("含全部已出结果的 {} 户。", conduct.so_far(Status::Inspected)),
    };
    let leave_out = |keys: BTreeSet<String>| cb!(left_out, move |_: MouseEvent| left_out.set(keys.clone()));
    let in_order = || ready.iter().map(|b| b.key.clone()).filter(|key| chosen.contains(key)).collect();
    html! {
        <section class="card stack" aria-labelledby="ready">
            <div class="head">
                <h2 id="ready">{ format!("待公示 {} 户", ready.len()) }</h2>
                if !again.is_empty() { <span class="tag warn">{ format!("其中 {} 户更正后要重新公示", again.len()) }</span> }
            </div>
            { notices(of_files, shown, only, !again.is_empty()) }
            if ready.is_empty() {
                <p class="note">{ format!("没有待公示的{}。录入检查日期和检查结果后，会出现在这里。", course.subject()) }{ " " }<a href={Route::Step(course.campaign.id.clone(), Step::Inspect).hash()}>{ "去录入" }</a></p>
            } else {
                <div class="row">
                    <button type="button" class="btn quiet" disabled={chosen.len() == ready.len()} onclick={leave_out(BTreeSet::new())}>{ "全选" }</button>
                    <button type="button" class="btn quiet" disabled={chosen.is_empty()} onclick={leave_out(ready.iter().map(|b| b.key.clone()).collect())}>{ "全不选" }</button>
                </div>
                <div class="scroll"><table class="wrap-cards ready">
                    <thead><tr><th>{ "公示" }</th><th class="num">{ "序号" }</th><th>{ course.subject() }</th><th>{ "检查日期" }</th><th>{ "检查结果" }</th></tr></thead>
                    <tbody>{ for page_of(&ready, *page).iter().map(|b| row(course, b, corrected(b), &left_out)) }</tbody>
                </table></div>
                { pager(ready.len(), &page, "待公示翻页") }
                <Mark course={course.clone()} chosen={Same(Rc::new(in_order()))} odd={Rc::new(odd)} on={*on} on_day={cb!(on, move |day| on.set(day))} />
            }
            if let Some(making) = &*looking {
                <NoticeDialog making={making.clone()} on_close={cb!(l = looking, move |()| l.set(None))} />
            }
        </section>
    }
}

/// The notices that can be put on the office's site; `of_files` are the files of each.
fn notices(
    of_files: impl Fn(What) -> Html,
    shown: String,
    only: Option<Rc<BTreeSet<String>>>,
    has_corrected: bool,
) -> Html {
    html! {
        <div class="grid">
            <div>
                <h3>{ "检查前：名单公告" }</h3>
                <p class="small">{ "抽取之后、检查之前公布抽中了谁。" }</p>
                { of_files(What::Drawn) }
            </div>
            <div>
                <h3>{ "检查后：结果公示" }</h3>
                <p class="small">{ shown }</p>
                { of_files(What::Result(only.clone())) }
            </div>
            if let (true, Some(only)) = (has_corrected, &only) {
                <div>
                    <h3>{ "更正后：更正公告" }</h3>
                    <p class="small">{ "原公示与更正后的内容对照，含下面勾选的。" }</p>
                    { of_files(What::Correction(only.clone())) }
                </div>
            }
        </div>
    }
}

/// A business with its box to tick, and what was published of it before where that was corrected.
fn row(
    course: &DrawnCampaign,
    b: &WorklistItem,
    corrected: Option<&Corrected<'_>>,
    left_out: &UseStateHandle<BTreeSet<String>>,
) -> Html {
    let inspection = course.conduct().inspections.get(&b.key);
    let (key, left) = (b.key.clone(), left_out.clone());
    let on_pick = Callback::from(move |on: bool| {
        let mut next = (*left).clone();
        if on {
            next.remove(&key)
        } else {
            next.insert(key.clone())
        };
        left.set(next);
    });
    let changed = corrected.map(|c| compared(&course.list.0, b, c.was, c.now)).unwrap_or_default();
    html! {
        <tr key={b.key.clone()}>
            <td data-label="公示">{ checkbox("ready", !left_out.contains(&b.key), false, on_pick, html! { <span class="sr">{ format!("公示{}", b.name) }</span> }) }</td>
            <td class="num" data-label="序号">{ b.number }</td>
            <td data-label={course.subject()}>{ &b.name }</td>
            <td class="nowrap" data-label="检查日期">{ inspection.and_then(|i| i.date).map(|d| d.to_string()) }</td>
            <td data-label="检查结果"><span>
                { inspection.map(|i| i.result.clone()) }
                if corrected.is_some() { { " " }<span class="tag warn">{ "更正" }</span> }
                { for changed.iter().map(|c| html! { <><br /><span class="small">{ c.sentence() }</span></> }) }
            </span></td>
        </tr>
    }
}
