use super::campaign::{Attempt, Campaign};
use super::model::Model;
use super::stored::StoredFault;
use crate::draw::{Contribution, Manifest, PROTOCOL, Record, VoidedAttempt};

/// Who said what, in the manifest's order; the seed must have been made.
pub fn contributions(manifest: &Manifest, attempt: &Attempt) -> Vec<Contribution> {
    let pairs = manifest.contributors.iter().zip(&attempt.said);
    pairs.map(|(label, said)| Contribution { label: label.clone(), value: said.text.clone() }).collect()
}

/// The public record of the drawn attempt and of those voided before it (protocol §9). It is made of the manifests,
/// which hold no phone, address, identity number or reason for a recusal.
///
/// # Errors
/// [`StoredFault::Missing`] when a part is not in memory or nothing has been drawn.
pub fn record(model: &Model, campaign: &Campaign) -> Result<Record, StoredFault> {
    let missing = || StoredFault::Damaged("还没有抽取结果".into());
    let attempt = campaign.current().ok_or_else(missing)?;
    let manifest = model.manifest(attempt.commitment).ok_or(StoredFault::Missing(attempt.commitment))?;
    let drawn = attempt.drawn.as_ref().ok_or_else(missing)?;
    let seeded = attempt.seed.as_ref().ok_or_else(missing)?;
    let outcome = model.outcome(drawn.outcome).ok_or(StoredFault::Missing(drawn.outcome))?;
    let voided = campaign.attempts.iter().filter_map(|a| voided(model, a).transpose()).collect::<Result<_, _>>()?;
    Ok(Record {
        protocol: PROTOCOL.to_owned(),
        contributions: contributions(&manifest, attempt),
        manifest: (*manifest).clone(),
        commitment: attempt.commitment,
        nonce: attempt.nonce,
        seed: seeded.seed,
        outcome: (*outcome).clone(),
        substitutions: attempt.substitutions.clone(),
        voided,
    })
}

/// An attempt that does not count; its nonce stays secret unless the seed was made.
fn voided(model: &Model, attempt: &Attempt) -> Result<Option<VoidedAttempt>, StoredFault> {
    let Some(void) = &attempt.void else { return Ok(None) };
    let manifest = model.manifest(attempt.commitment).ok_or(StoredFault::Missing(attempt.commitment))?;
    let seeded = attempt.seed.as_ref();
    let outcome = match &attempt.drawn {
        Some(drawn) => Some((*model.outcome(drawn.outcome).ok_or(StoredFault::Missing(drawn.outcome))?).clone()),
        None => None,
    };
    Ok(Some(VoidedAttempt {
        contributions: seeded.map(|_| contributions(&manifest, attempt)).unwrap_or_default(),
        manifest: (*manifest).clone(),
        commitment: attempt.commitment,
        nonce: seeded.map(|_| attempt.nonce),
        seed: seeded.map(|s| s.seed),
        outcome,
        reason: void.reason.clone(),
        approved_by: void.approval(),
        at: void.at,
    }))
}
