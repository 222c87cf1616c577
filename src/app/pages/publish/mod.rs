//! 公示: what is due, what to publish, what was, and what is left to follow up.

mod batches;
mod follow_up;
mod mark;
mod notices;
mod ready;
mod transfer;
mod transfers;

use super::after_draw::{AfterDraw, DrawnCampaign};
use crate::app::context::{AppContext, use_app};
use crate::app::hooks::worklist::due;
use crate::app::parts::DueList;
use crate::app::worker::download::save_text;
use crate::browser::clock;
use crate::course::{DeadlineState, Matter, ics};
use crate::route::{Route, Step};
use batches::Batches;
pub use batches::of_correction;
use follow_up::FollowUp;
use ready::Ready;
pub use transfer::TransferDialog;
pub use transfers::of_transfer;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PublishPageProps {
    pub id: AttrValue,
}

#[component]
pub fn PublishPage(props: &PublishPageProps) -> Html {
    let app = use_app();
    let Some(campaign) = app.campaign(&props.id) else { return Html::default() };
    let about = format!("检查后 {} 个工作日内公示；谁抽查、谁录入", campaign.settings.publish_within);
    let body = {
        let app = app.clone();
        Callback::from(move |course: DrawnCampaign| {
            html! {
                <>
                    { deadlines(&app, &course) }
                    <Ready ..course.clone() />
                    <Batches ..course.clone() />
                    <FollowUp ..course.clone() />
                    <div class="row end"><a class="btn main big" href={Route::Step(course.campaign.id.clone(), Step::Archive).hash()}>{ "下一步：归档" }</a></div>
                </>
            }
        })
    };
    html! { <AfterDraw {campaign} step={Step::Publish} {about} {body} /> }
}

/// 期限, with the open ones first and those done folded away.
fn deadlines(app: &AppContext, course: &DrawnCampaign) -> Html {
    let all = due(&app.store.model, &course.campaign, Some(&course.list.0));
    let (open, rest): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|d| d.standing.is_open());
    let late = open.iter().filter(|d| d.standing == DeadlineState::Overdue).count();
    let past_end = open.iter().any(|d| d.after_end && matches!(d.matter, Matter::Publication(_)));
    let export = {
        let (campaign, app) = (course.campaign.clone(), app.clone());
        Callback::from(move |_: MouseEvent| {
            let text = ics(&campaign.id, &campaign.title(), &all, clock::now());
            save_text(&app, &format!("{}-期限.ics", campaign.title()), &text);
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
