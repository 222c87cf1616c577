//! 已删除: a campaign that the user deleted is kept for thirty days. Until then it can be recovered as it was; after that it
//! goes for good the next time the program starts.

use super::action::Refusal;
use super::campaign::Campaign;
use super::model::Model;
use crate::model::Stamp;
use chrono::TimeDelta;
use std::rc::Rc;

/// For so many days a deleted campaign is kept.
pub const KEPT_DAYS: i64 = 30;

impl Campaign {
    /// From when on it is gone for good; `None` of one that is not deleted, or that a newer program wrote.
    pub fn gone_from(&self) -> Option<Stamp> {
        let deleted = self.deleted.filter(|_| self.newer.is_none())?;
        deleted.checked_add_signed(TimeDelta::days(KEPT_DAYS))
    }
}

impl Model {
    /// The campaigns that are not deleted.
    pub fn in_use(&self) -> impl Iterator<Item = &Rc<Campaign>> {
        self.campaigns.values().filter(|c| c.deleted.is_none())
    }

    /// The document of a newer program stays as it is: such a campaign can only be removed for good.
    pub(super) fn set_deleted(&mut self, id: &str, deleted: Option<Stamp>) -> Result<(), Refusal> {
        let campaign = Rc::make_mut(&mut self.campaigns).get_mut(id).ok_or(Refusal::NoCampaign)?;
        if let Some(newer) = &campaign.newer {
            return Err(Refusal::Newer(newer.version));
        }
        if campaign.deleted.is_some() != deleted.is_some() {
            Rc::make_mut(campaign).deleted = deleted;
        }
        Ok(())
    }

    pub(super) fn purge(&mut self, now: Stamp) {
        let is_due = |c: &Campaign| c.gone_from().is_some_and(|from| from <= now);
        if self.campaigns.values().any(|c| is_due(c)) {
            Rc::make_mut(&mut self.campaigns).retain(|_, c| !is_due(c));
        }
    }
}
