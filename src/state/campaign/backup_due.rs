//! When a campaign is due for a backup.

use super::document::{Campaign, Phase};
use super::log::LogEntry;
use super::log_act::LogAct;
use crate::model::Stamp;
use chrono::Days;

/// Why a backup is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupDue {
    /// It was drawn since.
    Drawn,
    /// Results were published since.
    Published,
    /// It was sealed, or got a large roster, since, and the browser does not promise to keep what is stored.
    Unpromised,
    /// What was done so many days ago is in no backup.
    Days(u64),
}

/// What is in no backup for longer than this is due, in days.
const LATEST: u64 = 7;

/// A roster of so many rows is more than one wants to look through twice.
const LARGE: u64 = 5_000;

/// Whether a campaign with this log is due for a backup, the last of which was made at `backed`; `promised` says whether the
/// browser promises to keep what is stored.
pub fn backup_due(
    campaign: &Campaign,
    log: &[&LogEntry],
    backed: Option<Stamp>,
    promised: bool,
    now: Stamp,
) -> Option<BackupDue> {
    // Between seal and seed a backup would be one without its secret, with which nothing can be continued.
    if campaign.phase() == Phase::Sealed || campaign.is_rehearsal {
        return None;
    }
    let since: Vec<_> = log.iter().filter(|e| backed.is_none_or(|at| e.at > at)).collect();
    let milestone = since.iter().rev().find_map(|e| match e.kind() {
        Some(LogAct::Draw) => Some(BackupDue::Drawn),
        Some(LogAct::Publish) => Some(BackupDue::Published),
        Some(LogAct::Seal) if !promised => Some(BackupDue::Unpromised),
        Some(LogAct::Roster) if !promised && e.detail["rows"].as_u64() >= Some(LARGE) => Some(BackupDue::Unpromised),
        _ => None,
    });
    milestone.or_else(|| {
        let first = since.first()?.at;
        let late = first.checked_add_days(Days::new(LATEST)).is_some_and(|limit| now > limit);
        let days = u64::try_from((now - first).num_days()).unwrap_or_default();
        late.then_some(BackupDue::Days(days))
    })
}
