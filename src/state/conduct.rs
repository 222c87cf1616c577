//! What follows the draw: inspections, publication, the end of a follow-up. Everything is an entry of the log.

use super::action::{Amend, Refusal};
use super::apply::{CampaignAct, wanted};
use super::campaign::Attempt;
use super::conduct_fault::{ConductFault as Fault, who};
use super::stored::StoredFault;
use super::turns::{Turn, UndoStack};
use super::typing::{only_box, only_box_of};
use crate::course::{DayFault, check_inspection};
use crate::draw::{Businesses, Who, teams_after};
use crate::model::{Correction, Inspection, Publication, Settings, Status};
use chrono::NaiveDate;
use serde_json::json;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The drawn attempt that counts, and what is known of it.
pub(super) struct DrawnAttempt<'a> {
    pub(super) attempt: &'a mut Attempt,
    businesses: Rc<Businesses>,
    listed: BTreeSet<String>,
    pub(super) drawn_on: NaiveDate,
    pub(super) today: NaiveDate,
}

impl DrawnAttempt<'_> {
    pub(super) fn who(&self, key: &str) -> Who {
        who(&self.businesses, key)
    }

    pub(super) fn listed(&self, business: &str) -> Result<(), Fault> {
        if self.listed.contains(business) { Ok(()) } else { Err(Fault::NotListed(self.who(business))) }
    }

    fn published(&self, business: &str) -> bool {
        self.attempt.conduct.published(business).is_some()
    }

    /// The entry as it will be kept, or `None` if it changes nothing.
    fn entry(&self, business: &str, mut inspection: Inspection) -> Result<Option<Inspection>, Fault> {
        self.listed(business)?;
        let was = self.attempt.conduct.inspections.get(business).cloned().unwrap_or_default();
        inspection.closed = was.closed;
        inspection.keep_said();
        if inspection == was {
            return Ok(None);
        }
        if self.published(business) {
            return Err(Fault::PublishedAlready(self.who(business)));
        }
        let day = check_inspection(&inspection, self.drawn_on, self.today);
        day.map_err(|fault| Fault::DayOf(self.who(business), fault))?;
        Ok(Some(inspection))
    }

    /// Puts it in place of what was.
    fn put(&mut self, business: &str, inspection: Inspection) -> Option<Inspection> {
        let inspections = &mut self.attempt.conduct.inspections;
        if inspection == Inspection::default() {
            inspections.remove(business)
        } else {
            inspections.insert(business.to_owned(), inspection)
        }
    }
}

impl CampaignAct<'_> {
    pub(super) fn course(&mut self) -> Result<DrawnAttempt<'_>, Refusal> {
        let (model, today) = (self.model, self.at.date_naive());
        let (attempt, sealed) = self.sealed()?;
        let drawn = attempt.drawn.as_ref().ok_or(Refusal::NotDrawn)?;
        let outcome = model.outcome(drawn.outcome).ok_or(StoredFault::Missing(drawn.outcome))?;
        let drawn_on = drawn.at.date_naive();
        let teams = teams_after(&outcome.teams, &attempt.substitutions);
        let listed = teams.into_iter().flat_map(|t| t.businesses).collect();
        Ok(DrawnAttempt { attempt, businesses: sealed.businesses, listed, drawn_on, today })
    }

    pub(super) fn inspect(&mut self, business: String, inspection: Inspection) -> Result<(), Refusal> {
        let mut course = self.course()?;
        let Some(inspection) = course.entry(&business, inspection)? else { return Ok(()) };
        let detail = json!({
            "business": business, "date": inspection.date, "result": inspection.result,
            "follow_up": inspection.follow_up, "findings": inspection.findings.len(),
        });
        let was = course.attempt.conduct.inspections.get(&business).cloned().unwrap_or_default();
        let place = only_box_of(&was, &inspection).map(|place| format!("{business}/{place}"));
        let entries = [(business, inspection)];
        course.attempt.turns.note(&course.attempt.conduct, &entries);
        entries.into_iter().for_each(|(business, inspection)| drop(course.put(&business, inspection)));
        self.campaign.log.push_typed(self.at, "inspect", place, detail);
        Ok(())
    }

    pub(super) fn inspect_many(&mut self, entries: Vec<(String, Inspection)>) -> Result<(), Refusal> {
        let mut course = self.course()?;
        let mut changed = Vec::new();
        for (business, inspection) in entries {
            if let Some(inspection) = course.entry(&business, inspection)? {
                changed.push((business, inspection));
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        course.attempt.turns.note(&course.attempt.conduct, &changed);
        let detail = json!({"businesses": changed.iter().map(|(b, _)| b).collect::<Vec<_>>()});
        changed.into_iter().for_each(|(business, inspection)| drop(course.put(&business, inspection)));
        self.campaign.log.push(self.at, "inspect-many", detail);
        Ok(())
    }

    /// The last entry goes from the one list to the other.
    pub(super) fn turn_inspections(
        &mut self,
        act: &str,
        lists: impl FnOnce(&mut UndoStack) -> (&mut Vec<Turn>, &mut Vec<Turn>),
    ) -> Result<(), Refusal> {
        let course = self.course()?;
        let (from, to) = lists(&mut course.attempt.turns);
        let Some(turn) = from.pop() else { return Ok(()) };
        let detail = json!({"businesses": turn.was.keys().collect::<Vec<_>>()});
        to.push(turn.take(&mut course.attempt.conduct));
        self.campaign.log.push(self.at, act, detail);
        Ok(())
    }

    pub(super) fn amend(&mut self, asked: Amend) -> Result<(), Refusal> {
        let at = self.at;
        let reason = wanted(&asked.reason, "更正的理由")?;
        let approved_by = wanted(&asked.approved_by, "批准人")?;
        let mut course = self.course()?;
        let Amend { business, mut inspection, .. } = asked;
        course.listed(&business)?;
        if !course.published(&business) {
            return Err(Fault::NotPublished(course.who(&business)).into());
        }
        check_inspection(&inspection, course.drawn_on, course.today).map_err(Fault::from)?;
        let was = course.attempt.conduct.inspections.get(&business).cloned().unwrap_or_default();
        inspection.closed = was.closed;
        inspection.keep_said();
        if inspection == was {
            return Err(Fault::NothingToCorrect(course.who(&business)).into());
        }
        if inspection.date.is_none() || inspection.result.trim().is_empty() {
            return Err(Refusal::Required("检查日期和检查结果：已公示的不能没有"));
        }
        let detail = json!({
            "business": business, "was": was, "now": inspection, "reason": reason, "approved_by": approved_by,
        });
        course.put(&business, inspection);
        let correction = Correction { business, was: Box::new(was), reason, approved_by, at, published: None };
        course.attempt.conduct.corrections.push(correction);
        course.attempt.turns = UndoStack::default();
        self.campaign.log.push(at, "amend", detail);
        Ok(())
    }

    pub(super) fn publish(&mut self, on: NaiveDate, place: &str, businesses: Vec<String>) -> Result<(), Refusal> {
        let at = self.at;
        let place = wanted(place, "公示的地方")?;
        let course = self.course()?;
        let businesses: Vec<String> = unique(businesses);
        if businesses.is_empty() {
            return Err(Refusal::Required("要公示的市场主体：至少选一户"));
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
        self.campaign.log.push(at, "publish", detail);
        Ok(())
    }

    pub(super) fn unpublish(&mut self, batch: usize, reason: &str, approved_by: &str) -> Result<(), Refusal> {
        let reason = wanted(reason, "撤回的理由")?;
        let approved_by = wanted(approved_by, "批准人")?;
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
        self.campaign.log.push(self.at, "unpublish", detail);
        Ok(())
    }

    pub(super) fn close(&mut self, business: &str, on: Option<NaiveDate>) -> Result<(), Refusal> {
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
        self.campaign.log.push(self.at, "close", json!({"business": business, "on": on}));
        Ok(())
    }

    pub(super) fn edit_settings(&mut self, settings: Settings) -> Result<(), Refusal> {
        if settings != self.campaign.settings {
            let place = only_box(&self.campaign.settings, &settings);
            self.campaign.settings = settings;
            let s = &self.campaign.settings;
            let detail = json!({"publish_within": s.publish_within, "materials_within": s.materials_within});
            self.campaign.log.push_typed(self.at, "settings", place, detail);
        }
        Ok(())
    }
}

/// Each once, in the order of first mention.
fn unique(all: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    all.into_iter().filter(|one| seen.insert(one.clone())).collect()
}
