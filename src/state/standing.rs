//! A campaign in a backup beside the one that is here; and when a backup is due.

use super::campaign::Campaign;
use super::log::Entry;
use super::stored::write_campaign;
use crate::model::Stamp;
use chrono::Days;

/// How a campaign from a file stands to the one here with the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They say the same.
    Same,
    /// The one here went so many acts further.
    Older(usize),
    /// The one in the file went so many acts further.
    Newer(usize),
    /// Both went on after the same acts, so many here and so many in the file.
    Forked {
        /// Here.
        here: usize,
        /// In the file.
        file: usize,
    },
}

/// The acts that the log merges: typing is one entry, which changes while it goes on.
const TYPED: [&str; 6] = ["plan", "settings", "inspect", "transfer", "answer", "close"];

/// Whether an entry is a later state of the same typing.
fn retyped(earlier: &Entry, later: &Entry) -> bool {
    let about = |e: &Entry| ["business", "id"].map(|key| e.detail.get(key).cloned());
    TYPED.contains(&later.act.as_str())
        && (&earlier.act, earlier.previous) == (&later.act, later.previous)
        && about(earlier) == about(later)
        && earlier.at <= later.at
}

/// Compares by the logs: one that begins with the other is newer.
pub fn standing(here: &Campaign, file: &Campaign) -> Standing {
    if write_campaign(here) == write_campaign(file) {
        return Standing::Same;
    }
    let (h, f) = (here.log.entries(), file.log.entries());
    let common = h.iter().zip(f).take_while(|(a, b)| a.digest == b.digest).count();
    let (h, f) = (&h[common..], &f[common..]);
    match (h, f) {
        ([_, ..], []) => Standing::Older(h.len()),
        ([], [_, ..]) => Standing::Newer(f.len()),
        ([next, ..], [last]) if retyped(last, next) => Standing::Older(h.len()),
        ([last], [next, ..]) if retyped(last, next) => Standing::Newer(f.len()),
        _ => Standing::Forked { here: h.len(), file: f.len() },
    }
}

/// Why a backup is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// It was sealed since.
    Sealed,
    /// It was drawn since.
    Drawn,
    /// Results were published since.
    Published,
    /// What was done so many days ago is in no backup.
    Days(u64),
}

/// What is in no backup for longer than this is due, in days.
const LATEST: u64 = 7;

/// Whether a campaign is due for a backup, the last of which was made at `backed`.
pub fn backup_due(campaign: &Campaign, backed: Option<Stamp>, now: Stamp) -> Option<Due> {
    let since: Vec<_> = campaign.log.entries().iter().filter(|e| backed.is_none_or(|at| e.at > at)).collect();
    let milestone = since.iter().rev().find_map(|e| match e.act.as_str() {
        "seal" => Some(Due::Sealed),
        "draw" => Some(Due::Drawn),
        "publish" => Some(Due::Published),
        _ => None,
    });
    milestone.or_else(|| {
        let first = since.first()?.at;
        let late = first.checked_add_days(Days::new(LATEST)).is_some_and(|limit| now > limit);
        let days = u64::try_from((now - first).num_days()).unwrap_or_default();
        late.then_some(Due::Days(days))
    })
}
