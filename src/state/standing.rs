//! A campaign in a backup beside the one that is here; and when a backup is due.

use super::campaign::{Attempt, Campaign, Phase};
use super::log::Entry;
use super::model::Blob;
use super::stored::write_campaign;
use crate::model::{Digest, Stamp};
use chrono::Days;
use std::collections::BTreeMap;

/// How a campaign from a file stands to the one here with the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupRelation {
    /// They say the same.
    Same,
    /// The same was done; what differs was typed and is not an act yet.
    Typed,
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
    /// A part of the log or of the inspections here is lost.
    Unknown,
}

/// Compares by the logs, with the parts of both: one that begins with the other is newer.
pub fn standing(here: &Campaign, file: &Campaign, parts: &BTreeMap<Digest, Blob>) -> BackupRelation {
    let (Ok(h), Ok(f)) = (here.log.whole(parts), file.log.whole(parts)) else { return BackupRelation::Unknown };
    // The secret of an open seal is never in a file; where something was cut off says nothing.
    let written = |campaign: &Campaign| write_campaign(&campaign.uncut(parts)?.without_secret());
    match (written(here), written(file)) {
        (Ok(here), Ok(file)) if here == file => return BackupRelation::Same,
        (Ok(_), Ok(_)) => {}
        _ => return BackupRelation::Unknown,
    }
    let common = h.iter().zip(&f).take_while(|(a, b)| a.digest == b.digest).count();
    let (h, f) = (&h[common..], &f[common..]);
    match (h, f) {
        ([_, ..], []) => BackupRelation::Older(h.len()),
        ([], [_, ..]) => BackupRelation::Newer(f.len()),
        ([], []) => BackupRelation::Typed,
        _ => BackupRelation::Forked { here: h.len(), file: f.len() },
    }
}

/// Why a campaign of a backup may not take the place of the one here, or stand beside it: a seal could be drawn from again, or
/// would be lost (protocol §10).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rollback {
    /// Under the same seal the campaign here has got further.
    #[error(
        "本机的“{title}”在同一个封存码（{seal}…）之下已经走得更远。恢复这份备份等于退回去另抽一次，因此不能换成备份中的，也不能作为副本"
    )]
    SameSeal {
        /// The campaign here.
        title: String,
        /// The beginning of the commitment.
        seal: String,
    },
    /// The campaign here was sealed after the backup was made.
    #[error(
        "本机的“{title}”在这份备份之后已经封存过（封存码{seal}…），换成备份中的会把那次封存丢掉，因此不能换；可以作为副本"
    )]
    LaterSeal {
        /// The campaign here.
        title: String,
        /// The beginning of the commitment.
        seal: String,
    },
}

/// Whether the attempt of a file says all that the one here says of its draw, and perhaps more: only then nothing is taken
/// back. It is not enough that one of them came further: elsewhere the seal may have been voided that was drawn from here.
fn goes_on(here: &Attempt, file: &Attempt) -> bool {
    // The secret is never in a backup; where it is still here, it would be lost.
    let secret = here.nonce.is_none() || here.nonce == file.nonce;
    let numbers = |a: &Attempt| a.said.iter().take(a.confirmed()).map(|s| s.text.clone()).collect::<Vec<_>>();
    let seed = |a: &Attempt| a.seed.as_ref().map(|s| s.seed);
    let outcome = |a: &Attempt| a.drawn.as_ref().map(|d| d.outcome);
    secret
        && numbers(file).starts_with(&numbers(here))
        && (here.seed.is_none() || seed(here) == seed(file))
        && (here.drawn.is_none() || outcome(here) == outcome(file))
        && file.substitutions.starts_with(&here.substitutions)
        && (here.void.is_none() || here.void == file.void)
}

/// What the campaign of a file would take back of the one here, whatever their ids.
pub fn rollback(here: &Campaign, file: &Campaign) -> Option<Rollback> {
    let (title, seal) = (|| here.title(), |a: &Attempt| a.commitment.short(4));
    for a in &here.attempts {
        let same = file.attempts.iter().find(|b| b.commitment == a.commitment);
        if same.is_some_and(|b| !goes_on(a, b)) {
            return Some(Rollback::SameSeal { title: title(), seal: seal(a) });
        }
    }
    let lost = here.attempts.iter().find(|a| file.attempts.iter().all(|b| b.commitment != a.commitment));
    lost.filter(|_| here.id == file.id).map(|a| Rollback::LaterSeal { title: title(), seal: seal(a) })
}

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
    log: &[&Entry],
    backed: Option<Stamp>,
    promised: bool,
    now: Stamp,
) -> Option<BackupDue> {
    // Between seal and seed a backup would be one without its secret, with which nothing can be continued.
    if campaign.phase() == Phase::Sealed {
        return None;
    }
    let since: Vec<_> = log.iter().filter(|e| backed.is_none_or(|at| e.at > at)).collect();
    let milestone = since.iter().rev().find_map(|e| match e.act.as_str() {
        "draw" => Some(BackupDue::Drawn),
        "publish" => Some(BackupDue::Published),
        "seal" if !promised => Some(BackupDue::Unpromised),
        "roster" if !promised && e.detail["rows"].as_u64() >= Some(LARGE) => Some(BackupDue::Unpromised),
        _ => None,
    });
    milestone.or_else(|| {
        let first = since.first()?.at;
        let late = first.checked_add_days(Days::new(LATEST)).is_some_and(|limit| now > limit);
        let days = u64::try_from((now - first).num_days()).unwrap_or_default();
        late.then_some(BackupDue::Days(days))
    })
}
