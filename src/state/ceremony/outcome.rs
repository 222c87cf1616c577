//! What a seal and its numbers drew, as stored.

use crate::draw::{Checked, Drawn, InForce, Outcome, Sealed, Substitution, TicketedKey, first_ten, ticket};
use crate::model::Digest;
use crate::state::action::Refusal;
use crate::state::campaign::{Attempt, StoredFault};
use crate::state::model::Model;
use std::rc::Rc;

/// What was sealed, laid out for drawing. Its rosters are kept under their digests, which need no second look.
///
/// # Errors
/// [`Refusal::NotReady`] for what breaks a rule of the protocol, which nothing sealed here does.
pub fn checked(sealed: &Sealed) -> Result<Checked<'_>, Refusal> {
    sealed.check_rules().map_err(|faults| Refusal::NotReady(first_ten(&faults)))
}

/// The seed of an attempt and its outcome as stored.
pub(super) fn outcome(model: &Model, attempt: &Attempt) -> Result<(Digest, Rc<Outcome>), Refusal> {
    let (Some(seeded), Some(reference)) = (attempt.seed(), attempt.drawn()) else { return Err(Refusal::NotDrawn) };
    let outcome = model.outcome(reference.outcome).ok_or(StoredFault::Missing(reference.outcome))?;
    Ok((seeded.seed, outcome))
}

/// The draw of an attempt as stored, with its tickets.
///
/// # Errors
/// [`Refusal::NotDrawn`] before there is one; [`Refusal::Stored`] when it is not in memory.
pub fn drawn(model: &Model, attempt: &Attempt, sealed: &Sealed) -> Result<Drawn, Refusal> {
    let (seed, outcome) = outcome(model, attempt)?;
    if attempt.is_preliminary() {
        return Ok(preliminary(seed, &outcome));
    }
    Ok(checked(sealed)?.with_teams(seed, outcome.round, outcome.teams.clone()))
}

/// The preliminary protocol had the same tickets of businesses, and those of officers without a round.
fn preliminary(seed: Digest, outcome: &Outcome) -> Drawn {
    let placed = |domain: &'static str| {
        move |key: &String| TicketedKey { key: key.clone(), ticket: ticket(&seed, domain, &[key]) }
    };
    let officers = outcome.officers.iter().flatten();
    Drawn {
        seed,
        outcome: outcome.clone(),
        businesses: outcome.businesses.iter().map(placed("business")).collect(),
        officers: officers.map(|(d, keys)| (d.clone(), keys.iter().map(placed("officer")).collect())).collect(),
    }
}

/// The teams as they stand after the substitutions.
///
/// # Errors
/// [`Refusal::Substitution`] for a substitution that the protocol would not make, which none made here is.
pub fn in_force<'c, 'a>(
    checked: &'c Checked<'a>,
    drawn: &'c Drawn,
    substitutions: &[Substitution],
) -> Result<InForce<'c, 'a>, Refusal> {
    let mut force = InForce::new(checked, drawn);
    for s in substitutions {
        force.apply(s.kind, s.team, s.out.as_deref().unwrap_or_default())?;
    }
    Ok(force)
}
