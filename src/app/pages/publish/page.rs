//! 公示, in the order of the work: what is due, what to publish, what was, what is left to follow up.

use super::batches::Batches;
use super::follow_up::FollowUp;
use super::ready::Ready;
use crate::app::context::AppContext;
use crate::app::hooks::worklist::due;
use crate::app::pages::after_draw::{DrawnCampaign, after_draw};
use crate::app::pages::calendar_file::calendar_button;
use crate::app::parts::due_list;
use crate::course::{DeadlineState, Matter};
use crate::route::{Route, Step};
use crate::state::Campaign;
use std::rc::Rc;
use yew::prelude::*;

/// 公示.
pub fn publish_page(app: &AppContext, campaign: Rc<Campaign>) -> Html {
    let about = format!("检查后 {} 个工作日内公示；谁抽查、谁录入", campaign.settings.publish_within);
    let body = with!(app, move |course: DrawnCampaign| {
        html! {
            <>
                { deadlines(&app, &course) }
                <Ready ..course.clone() />
                <Batches ..course.clone() />
                <FollowUp ..course.clone() />
                <div class="row end"><a class="btn main big" href={Route::Step(course.campaign.id.clone(), Step::Archive).hash()}>{ "下一步：归档" }</a></div>
            </>
        }
    });
    after_draw(campaign, Step::Publish, about, body)
}

/// 期限, with the open ones first and those done folded away.
fn deadlines(app: &AppContext, course: &DrawnCampaign) -> Html {
    let all = due(&app.store.model, &course.campaign, Some(&course.list.0));
    let (open, rest): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|d| d.standing.is_open());
    let late = open.iter().filter(|d| d.standing == DeadlineState::Overdue).count();
    let past_end = open.iter().any(|d| d.after_end && matches!(d.matter, Matter::Publication(_)));
    html! {
        <section class="card" aria-labelledby="deadlines">
            <div class="head">
                <h2 id="deadlines">{ "期限" }</h2>
                if late > 0 { <span class="tag bad">{ format!("{late} 项已逾期") }</span> }
                <span class="right">{ calendar_button(app, course) }</span>
            </div>
            if open.is_empty() { <p class="note ok">{ "没有未办的期限。" }</p> } else { { due_list(&open, None, usize::MAX) } }
            if past_end { <p class="small">{ "有的公示期限晚于方案的抽查期限，建议在抽查期限内完成公示。" }</p> }
            if !rest.is_empty() { <details><summary>{ format!("已办和已过的 {} 项", rest.len()) }</summary>{ due_list(&rest, None, usize::MAX) }</details> }
        </section>
    }
}
