//! The drawn attempt that counts, and what may be entered of it.

use crate::course::{check_inspection, check_visit};
use crate::draw::{Businesses, Who, teams_after};
use crate::model::{Inspection, Visit};
use crate::state::action::{ConductFault as Fault, Refusal, who};
use crate::state::campaign::{Attempt, StoredFault};
use crate::state::campaign_act::CampaignAct;
use chrono::NaiveDate;
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

    /// 类别 of a business as it was sealed.
    pub(super) fn stratum(&self, business: &str) -> Option<&str> {
        self.businesses.get(business).map(|b| b.stratum.as_str())
    }

    pub(super) fn listed(&self, business: &str) -> Result<(), Fault> {
        if self.listed.contains(business) { Ok(()) } else { Err(Fault::NotListed(self.who(business))) }
    }

    pub(super) fn published(&self, business: &str) -> bool {
        self.attempt.conduct.published(business).is_some()
    }

    /// The entry as it will be kept, or `None` if it changes nothing.
    pub(super) fn entry(&self, business: &str, mut inspection: Inspection) -> Result<Option<Inspection>, Fault> {
        self.listed(business)?;
        let was = self.attempt.conduct.inspections.get(business).cloned().unwrap_or_default();
        inspection.closed = was.closed;
        inspection.keep_said();
        if inspection == was {
            return Ok(None);
        }
        // What is put right after the publication is no correction of it.
        let published = Inspection { rectification: was.rectification.clone(), ..inspection.clone() };
        if self.published(business) && published != was {
            return Err(Fault::PublishedAlready(self.who(business)));
        }
        let day = check_inspection(&inspection, self.drawn_on, self.today);
        day.map_err(|fault| Fault::DayOf(self.who(business), fault))?;
        Ok(Some(inspection))
    }

    /// The visit as it will be kept, or `None` if it changes nothing.
    pub(super) fn visit(&self, business: &str, mut visit: Visit) -> Result<Option<Visit>, Fault> {
        self.listed(business)?;
        visit.keep_said();
        if visit == self.attempt.conduct.visits.get(business).cloned().unwrap_or_default() {
            return Ok(None);
        }
        check_visit(&visit, self.today).map_err(|fault| Fault::DayOf(self.who(business), fault))?;
        Ok(Some(visit))
    }

    /// Puts it in place of what was.
    pub(super) fn put_visit(&mut self, business: String, visit: Visit) {
        let visits = &mut self.attempt.conduct.visits;
        if visit == Visit::default() {
            visits.remove(&business);
        } else {
            visits.insert(business, visit);
        }
    }

    /// Puts it in place of what was.
    pub(super) fn put(&mut self, business: &str, inspection: Inspection) -> Option<Inspection> {
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
        if self.campaign.is_rehearsal {
            return Err(Refusal::Rehearsal);
        }
        let (model, today) = (self.model, self.at.date_naive());
        let (attempt, sealed) = self.sealed()?;
        let drawn = attempt.drawn().ok_or(Refusal::NotDrawn)?;
        let outcome = model.outcome(drawn.outcome).ok_or(StoredFault::Missing(drawn.outcome))?;
        let drawn_on = drawn.at.date_naive();
        let teams = teams_after(&outcome.teams, &attempt.substitutions);
        let listed = teams.into_iter().flat_map(|t| t.businesses).collect();
        Ok(DrawnAttempt { attempt, businesses: sealed.businesses, listed, drawn_on, today })
    }
}
