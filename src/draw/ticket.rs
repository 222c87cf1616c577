//! Tickets: the smallest wins (protocol §5).

use crate::model::Digest;
use sha2::{Digest as _, Sha256};

/// `ticket(domain, id…)` = SHA-256(seed LF domain LF id \[LF id\]), the seed as its 64 hex digits (protocol §5).
pub fn ticket(seed: &Digest, domain: &str, ids: &[&str]) -> Digest {
    Tickets::new(seed).of(domain, ids)
}

/// The tickets of one seed. The seed's 64 digits fill the first block of SHA-256, which is hashed once here: a
/// large draw asks for millions of tickets.
#[derive(Debug, Clone)]
pub(super) struct Tickets(Sha256);

impl Tickets {
    pub(super) fn new(seed: &Digest) -> Self {
        Self(Sha256::new_with_prefix(seed.hex()))
    }

    pub(super) fn of(&self, domain: &str, ids: &[&str]) -> Digest {
        let mut hash = self.0.clone();
        for part in std::iter::once(&domain).chain(ids) {
            hash.update(b"\n");
            hash.update(part);
        }
        Digest::from_bytes(hash.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: `printf '%s\nbusiness\n%s' "$SEED" "$CODE" | sha256sum`.
    #[test]
    fn a_ticket_is_the_digest_of_three_lines() {
        let seed = Digest::of("seed");
        assert_eq!(ticket(&seed, "business", &["A"]), Digest::of(format!("{seed}\nbusiness\nA")));
        assert_eq!(ticket(&seed, "match", &["A", "1"]), Digest::of(format!("{seed}\nmatch\nA\n1")));
    }
}
