//! The public record (protocol §8) of a campaign's attempts.

use crate::draw::{self, Record};
use crate::state::campaign::{Attempt, Campaign, StoredFault, contributions};
use crate::state::model::Model;

/// The public record (protocol §8), with officers: [`Record::withheld`] takes them out. It is made of what was sealed, in
/// which there is no phone, address, identity number or reason for a recusal.
///
/// # Errors
/// [`StoredFault::Rehearsal`] of a rehearsal, [`StoredFault::Missing`] when a part is not in memory, [`StoredFault::Damaged`] while there is neither an outcome nor a void.
pub fn record(model: &Model, campaign: &Campaign) -> Result<Record, StoredFault> {
    if campaign.is_rehearsal {
        return Err(StoredFault::Rehearsal);
    }
    let attempts = || campaign.attempts.iter().filter(|a| !a.is_preliminary());
    if attempts().next_back().is_none_or(|a| a.drawn().is_none() && a.void.is_none()) {
        return Err(StoredFault::Damaged("还没有抽取结果".into()));
    }
    let rosters =
        attempts().map(|a| model.sealed(a).map(|s| (s.businesses, s.officers))).collect::<Result<Vec<_>, _>>()?;
    let attempts = attempts().filter_map(|a| public(model, a).transpose()).collect::<Result<_, _>>()?;
    Ok(Record::new(attempts, rosters))
}

/// An attempt as it is recorded; nothing of one of the preliminary protocol.
fn public(model: &Model, attempt: &Attempt) -> Result<Option<draw::Attempt>, StoredFault> {
    let Some(seal) = &attempt.seal else { return Ok(None) };
    let outcome = match attempt.drawn() {
        Some(drawn) => Some((*model.outcome(drawn.outcome).ok_or(StoredFault::Missing(drawn.outcome))?).clone()),
        None => None,
    };
    Ok(Some(draw::Attempt {
        commitment: attempt.commitment,
        contributions: contributions(&seal.contributors, attempt),
        nonce: attempt.nonce,
        outcome,
        seal: seal.clone(),
        seed: attempt.seed().map(|seeded| seeded.seed),
        substitutions: attempt.substitutions.clone(),
        void: attempt.void.clone(),
    }))
}
