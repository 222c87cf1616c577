//! 演练: the ceremony on the real rosters, sealed in a way of its own. The commitment is no digest of the seal (protocol §3) but one
//! of a domain of its own: the seed, which is made of the commitment, differs from what the same numbers would make of a real seal,
//! and every program that verifies a record put together of its parts finds the commitment wrong.

use crate::draw::Seal;
use crate::model::Digest;
use crate::state::campaign::Attempt;

/// The domain of the commitments of rehearsals.
const DOMAIN: &str = "mingchou-rehearsal/1\n";

/// 封存码 of a rehearsal.
pub(super) fn rehearsal_commitment(seal: &Seal) -> Digest {
    Digest::of_all([DOMAIN.as_bytes(), seal.canonical().as_bytes()])
}

/// The commitment that a draw of the attempt names: the worker draws from the seal, whatever its kind.
pub(super) fn drawn_from(attempt: &Attempt, is_rehearsal: bool) -> Digest {
    attempt.seal.as_ref().filter(|_| is_rehearsal).map_or(attempt.commitment, Seal::commitment)
}
