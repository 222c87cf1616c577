//! 公示记录: the batches and what was corrected after them, in the order in which they came.

use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{ReasonDialog, Reasoned};
use crate::course::{Worklist, WorklistItem, compared, corrections_of, to_publish_again};
use crate::model::{Correction, InOrder, Inspection, Publication};
use crate::state::Act;
use yew::prelude::*;

/// The most businesses of a batch that are named.
const MOST: usize = 100;

/// A batch that was marked by mistake is withdrawn with its reason.
#[component]
pub fn Batches(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let withdrawing = use_state_eq(|| None::<usize>);
    let conduct = course.conduct();
    if conduct.publications.is_empty() {
        return Html::default();
    }
    let close = cb!(withdrawing, move |()| withdrawing.set(None));
    let again = to_publish_again(&course.list.0, conduct, &course.campaign.settings);
    let mut lines: Vec<_> =
        conduct.publications.iter().enumerate().map(|(i, p)| (p.at, 1, batch(course, i, p, &withdrawing))).collect();
    for (i, c) in conduct.corrections.iter().enumerate() {
        let is_open = again.iter().any(|a| a.business.key == c.business) && c.published.is_none();
        // Of one second: what a batch published comes before it, what was corrected after a batch behind it.
        let place = if c.published == Some(c.at) { 0 } else { 2 };
        lines.push((c.at, place, correction(course, i, c, is_open)));
    }
    lines.order_by_key(|(at, place, _)| (*at, *place));
    html! {
        <section class="card" aria-labelledby="batches">
            <h2 id="batches" class="head">{ "公示记录" }</h2>
            <ul class="list batches">{ for lines.into_iter().map(|(.., line)| line) }</ul>
            if let Some(batch) = *withdrawing {
                <ReasonDialog title="撤回这一批的公示标记？" about="这一批会回到“待公示”，检查情况又可以修改；已经在网站上公布的，还要另行更正。撤回留在日志中。" button="撤回" approval=true
                    on_done={cb!(app, id = course.campaign.id, close, move |said: Reasoned| {
                        if app.try_act(&id, Act::Unpublish { batch, reason: said.reason, approved_by: said.approved_by }) {
                            close.emit(());
                        }
                    })} on_close={close} />
            }
        </section>
    }
}

fn batch(course: &DrawnCampaign, i: usize, batch: &Publication, withdrawing: &UseStateHandle<Option<usize>>) -> Html {
    let name = |key: &String| course.list.0.get(key).map_or(key.as_str(), |b| &b.name).to_owned();
    let told = batch.businesses.iter().take(MOST).map(name).collect::<Vec<_>>().join("、");
    let names = if batch.businesses.len() > MOST { format!("{told}等，全部见公示表") } else { told };
    let corrections = &course.conduct().corrections;
    let again =
        corrections.iter().filter(|c| c.published == Some(batch.at) && batch.businesses.contains(&c.business)).count();
    html! {
        <li key={format!("batch-{i}")}>
            <b class="nowrap">{ batch.on.format("%Y年%-m月%-d日").to_string() }</b>
            <span class="nowrap">{ format!("公示 {} 户", batch.businesses.len()) }</span>
            if again > 0 { <span class="tag">{ format!("含更正 {again} 次") }</span> }
            <span class="grow">{ format!("{}：{names}", batch.place) }</span>
            <button type="button" class="btn quiet danger" onclick={cb!(w = withdrawing, move |_: MouseEvent| w.set(Some(i)))} aria-label={format!("撤回{}的公示标记", batch.on)}>{ "撤回……" }</button>
        </li>
    }
}

fn correction(course: &DrawnCampaign, i: usize, c: &Correction, is_open: bool) -> Html {
    let list = &course.list.0;
    let Some(b) = list.get(&c.business) else { return Html::default() };
    let changed = corrections_of(course.conduct(), &c.business).into_iter().find(|(place, ..)| *place == i);
    let Some((_, was, now)) = changed else { return Html::default() };
    let standing = match c.published {
        Some(_) => html! { <span class="tag ok">{ "已重新公示" }</span> },
        None if is_open => html! { <span class="tag warn">{ "待重新公示" }</span> },
        None => html! { <span class="tag">{ "公示的内容没有变" }</span> },
    };
    html! {
        <li key={format!("correction-{i}")}>
            <b class="nowrap">{ c.at.format("%Y年%-m月%-d日").to_string() }</b>
            <span class="nowrap">{ "更正" }</span>
            { standing }
            <span class="grow">{ format!("{}：", b.name) }{ of_change(list, b, c, (was, now)) }</span>
        </li>
    }
}

/// A correction: when, what was and what is, why, who approved it.
pub fn of_correction(list: &Worklist, b: &WorklistItem, c: &Correction, pair: (&Inspection, &Inspection)) -> Html {
    html! { <>{ c.at.format("%Y年%-m月%-d日 更正：").to_string() }{ of_change(list, b, c, pair) }</> }
}

fn of_change(list: &Worklist, b: &WorklistItem, c: &Correction, (was, now): (&Inspection, &Inspection)) -> Html {
    let changed: Vec<_> = compared(list, b, was, now).iter().map(crate::course::FieldChange::sentence).collect();
    html! { format!("{}。理由：{}（批准人：{}）", changed.join("；"), c.reason, c.approved_by) }
}
