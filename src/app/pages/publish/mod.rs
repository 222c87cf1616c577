//! 公示: what is due, what to publish, what was, and what is left to follow up.

mod batches;
mod follow_up;
mod ready;
mod transfer;

use super::inspect::{Course, NeedsDraw};
use crate::app::course::{due, use_worklist};
use crate::app::make::save_text;
use crate::app::parts::DueList;
use crate::app::store::use_shop;
use crate::browser::clock;
use crate::course::{Matter, Standing, ics};
use crate::route::{Route, Step};
use crate::state::Campaign;
use batches::Batches;
use follow_up::FollowUp;
use ready::Ready;
use std::rc::Rc;
pub use transfer::TransferDialog;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PublishPageProps {
    pub id: AttrValue,
}

#[component]
pub fn PublishPage(props: &PublishPageProps) -> Html {
    let shop = use_shop();
    let Some(campaign) = shop.campaign(&props.id) else { return Html::default() };
    html! {
        <div class="page stack">
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ "公示" }</h1>
                <span class="small">{ format!("检查后 {} 个工作日内公示；谁抽查、谁录入", campaign.settings.publish_within) }</span>
                <span class="right"><a class="btn" href={Route::Settings(campaign.id.clone()).hash()}>{ "设置" }</a></span>
            </div>
            <NeedsDraw campaign={campaign.clone()}><Body campaign={campaign.clone()} /></NeedsDraw>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct BodyProps {
    campaign: Rc<Campaign>,
}

#[component]
fn Body(props: &BodyProps) -> Html {
    let shop = use_shop();
    let list = match use_worklist(&shop, &props.campaign) {
        Ok(list) => list,
        Err(why) => {
            return html! { <section class="card"><p class="note" role="status">{ why.to_string() }</p></section> };
        }
    };
    let course = Course { campaign: props.campaign.clone(), list };
    html! {
        <>
            <Deadlines ..course.clone() />
            <Ready ..course.clone() />
            <Batches ..course.clone() />
            <FollowUp ..course.clone() />
            <div class="row end"><a class="btn main big" href={Route::Step(props.campaign.id.clone(), Step::Archive).hash()}>{ "下一步：归档" }</a></div>
        </>
    }
}

/// 期限, with the open ones first and those done folded away.
#[component]
fn Deadlines(course: &Course) -> Html {
    let shop = use_shop();
    let all = due(&course.campaign, Some(&course.list.0));
    let (open, rest): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|d| d.standing.is_open());
    let late = open.iter().filter(|d| d.standing == Standing::Overdue).count();
    let past_end = open.iter().any(|d| d.after_end && matches!(d.matter, Matter::Publication(_)));
    let export = {
        let (campaign, shop) = (course.campaign.clone(), shop.clone());
        Callback::from(move |_: MouseEvent| {
            let text = ics(&campaign.id, campaign.title(), &all, clock::now());
            save_text(&shop, &format!("{}-期限.ics", campaign.title()), &text);
        })
    };
    html! {
        <section class="card" aria-labelledby="deadlines">
            <div class="head">
                <h2 id="deadlines">{ "期限" }</h2>
                if late > 0 { <span class="tag bad">{ format!("{late} 项已逾期") }</span> }
                <span class="right"><button type="button" class="btn" onclick={export}>{ "导出日历（ics）" }</button></span>
            </div>
            if open.is_empty() { <p class="note ok">{ "没有未办的期限。" }</p> } else { <DueList deadlines={open} /> }
            if past_end { <p class="small">{ "有的公示期限晚于方案的抽查期限，建议在抽查期限内完成公示。" }</p> }
            if !rest.is_empty() { <details><summary>{ format!("已办和已过的 {} 项", rest.len()) }</summary><DueList deadlines={rest} /></details> }
        </section>
    }
}
