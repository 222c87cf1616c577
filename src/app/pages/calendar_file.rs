//! 导出日历: what is due and which visits are planned, to be taken into an office's calendar.

use crate::app::context::AppContext;
use crate::app::hooks::worklist::due;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::worker::download::save_text;
use crate::browser::clock;
use crate::course::{ics, planned_visits};
use yew::prelude::*;

/// The button that saves the file as things stand when the page was drawn.
pub fn calendar_button(app: &AppContext, course: &DrawnCampaign) -> Html {
    let export = cb!(app, course, move |_: MouseEvent| {
        let (campaign, list) = (&course.campaign, &course.list.0);
        let mut all = due(&app.store.model, campaign, Some(list));
        all.extend(planned_visits(list, course.conduct()));
        let text = ics(&campaign.id, &campaign.title(), &all, clock::now());
        save_text(&app, &format!("{}-期限.ics", campaign.title()), &text);
    });
    html! { <button type="button" class="btn" onclick={export}>{ "导出日历（ics）" }</button> }
}
