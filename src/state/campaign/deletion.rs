//! 已删除: a campaign that the user deleted is kept for thirty days. Until then it can be recovered as it was; after that it
//! goes for good the next time the program starts.

use super::document::Campaign;
use crate::model::Stamp;
use chrono::TimeDelta;

/// For so many days a deleted campaign is kept.
pub const KEPT_DAYS: i64 = 30;

impl Campaign {
    /// From when on it is gone for good; `None` of one that is not deleted, or that a newer program wrote.
    pub fn gone_from(&self) -> Option<Stamp> {
        let deleted = self.deleted.filter(|_| self.newer.is_none())?;
        deleted.checked_add_signed(TimeDelta::days(KEPT_DAYS))
    }
}
