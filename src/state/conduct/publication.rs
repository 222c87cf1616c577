//! 公示, its withdrawal, and 完结: the end of a follow-up.

use crate::course::DayFault;
use crate::model::{Correction, Publication, Status};
use crate::state::action::{ConductFault as Fault, Refusal};
use crate::state::campaign::{LogAct, UndoStack};
use crate::state::campaign_act::{CampaignAct, required_text};
use chrono::NaiveDate;
use serde_json::json;
use std::collections::BTreeSet;

impl CampaignAct<'_> {
    pub(crate) fn publish(&mut self, on: NaiveDate, place: &str, businesses: Vec<String>) -> Result<(), Refusal> {
        let at = self.at;
        let place = required_text(place, "公示的地方")?;
        let course = self.course()?;
        let businesses: Vec<String> = unique(businesses);
        if businesses.is_empty() {
            return Err(Refusal::Required("要公示的企业：至少选一户"));
        }
        DayFault::not_future("公示日期", on, course.today).map_err(Fault::from)?;
        let conduct = &course.attempt.conduct;
        businesses.iter().try_for_each(|b| course.listed(b))?;
        let is_fit = |b: &&String| conduct.status(b) == Status::Inspected || conduct.corrected(b).is_some();
        let unfit = businesses.iter().filter(|b| !is_fit(b));
        let unfit: Vec<_> = unfit.map(|b| (course.who(b), conduct.status(b))).collect();
        if !unfit.is_empty() {
            return Err(Fault::NotPublishable(unfit).into());
        }
        for day in businesses.iter().filter_map(|b| conduct.inspections.get(b)?.date) {
            DayFault::not_before("公示日期", on, "检查日期", day).map_err(Fault::from)?;
        }
        let detail = json!({"on": on, "place": place, "businesses": businesses});
        let conduct = &mut course.attempt.conduct;
        let open = conduct.corrections.iter_mut().filter(|c| c.published.is_none() && businesses.contains(&c.business));
        open.for_each(|correction| correction.published = Some(at));
        conduct.publications.push(Publication { on, place, businesses, at });
        course.attempt.turns = UndoStack::default();
        self.campaign.log.push(at, LogAct::Publish, detail);
        Ok(())
    }

    pub(crate) fn unpublish(&mut self, batch: usize, reason: &str, approved_by: &str) -> Result<(), Refusal> {
        let reason = required_text(reason, "撤回的理由")?;
        let approved_by = required_text(approved_by, "批准人")?;
        let course = self.course()?;
        let conduct = &mut course.attempt.conduct;
        if batch >= conduct.publications.len() {
            return Err(Fault::NoBatch.into());
        }
        let batch = conduct.publications.remove(batch);
        let by_it = |c: &&mut Correction| c.published == Some(batch.at) && batch.businesses.contains(&c.business);
        conduct.corrections.iter_mut().filter(by_it).for_each(|correction| correction.published = None);
        course.attempt.turns = UndoStack::default();
        let detail = json!({"batch": batch, "reason": reason, "approved_by": approved_by});
        self.campaign.log.push(self.at, LogAct::Unpublish, detail);
        Ok(())
    }

    pub(crate) fn close(&mut self, business: &str, on: Option<NaiveDate>) -> Result<(), Refusal> {
        let course = self.course()?;
        course.listed(business)?;
        let who = course.who(business);
        if course.attempt.conduct.status(business) < Status::Inspected {
            return Err(Fault::NotInspected(who).into());
        }
        let today = course.today;
        let Some(inspection) = course.attempt.conduct.inspections.get_mut(business) else {
            return Err(Fault::NotInspected(who).into());
        };
        if inspection.closed == on {
            return Ok(());
        }
        if let (Some(day), Some(inspected)) = (on, inspection.date) {
            DayFault::not_future("完结日期", day, today).map_err(Fault::from)?;
            DayFault::not_before("完结日期", day, "检查日期", inspected).map_err(Fault::from)?;
        }
        inspection.closed = on;
        course.attempt.turns = UndoStack::default();
        self.campaign.log.push(self.at, LogAct::Close, json!({"business": business, "on": on}));
        Ok(())
    }
}

/// Each once, in the order of first mention.
fn unique(all: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    all.into_iter().filter(|one| seen.insert(one.clone())).collect()
}
