//! What is told beside the day of an inspection: whose certificate had ended by then.

use super::DrawnCampaign;
use crate::course::{WorklistItem, lapsed, lapsed_told};
use crate::model::Inspection;
use yew::prelude::*;

/// What is told of a day, if anything is, under an id by which the day's box names it.
pub struct DayTold {
    id: AttrValue,
    message: Option<String>,
}

impl DayTold {
    /// Of the day of one inspection.
    pub fn of(course: &DrawnCampaign, b: &WorklistItem, inspection: &Inspection, id: impl Into<AttrValue>) -> Self {
        let message = inspection.date.and_then(|day| lapsed_told(&lapsed(&course.list.0, b, inspection), day));
        Self { id: id.into(), message }
    }

    /// Of the day that those of these businesses would get which have none yet: each officer once.
    pub fn of_all(course: &DrawnCampaign, businesses: &[String], common: &Inspection) -> Self {
        let (list, entered) = (&course.list.0, &course.conduct().inspections);
        let mut all = Vec::new();
        for b in businesses.iter().filter_map(|key| list.get(key)) {
            let was = entered.get(&b.key);
            if was.is_some_and(|was| was.date.is_some()) {
                continue;
            }
            let present = was.and_then(|was| was.present.clone());
            let next = Inspection { date: common.date, present, ..Inspection::default() };
            lapsed(list, b, &next).into_iter().for_each(|one| {
                if !all.contains(&one) {
                    all.push(one);
                }
            });
        }
        let message = common.date.and_then(|day| lapsed_told(&all, day));
        Self { id: AttrValue::Static("bulk-date-told"), message }
    }

    /// The id, where something is told.
    pub fn id(&self) -> Option<AttrValue> {
        self.message.as_ref().map(|_| self.id.clone())
    }

    /// What is told.
    pub fn html(&self) -> Html {
        html! { if let Some(message) = &self.message { <span class="small day-told" id={self.id.clone()}>{ message }</span> } }
    }
}
