//! Tickets: the smallest wins (protocol §5).

use crate::model::Digest;
use sha2::{Digest as _, Sha256};

/// `ticket(domain, id…)` = SHA-256(seed LF domain LF id \[LF id\]), the seed as its 64 hex digits (protocol §5).
pub fn ticket(seed: &Digest, domain: &str, ids: &[&str]) -> Digest {
    Tickets::new(seed).of(domain, ids)
}

/// The tickets of one seed, or of one beginning. The seed's 64 digits fill the first block of SHA-256, which is hashed
/// once here: a large draw asks for millions of tickets.
#[derive(Debug, Clone)]
pub(super) struct Tickets(Sha256);

impl Tickets {
    pub(super) fn new(seed: &Digest) -> Self {
        Self(Sha256::new_with_prefix(seed.hex()))
    }

    /// The tickets that begin with this domain and these ids.
    pub(super) fn beginning(&self, domain: &str, ids: &[&str]) -> Self {
        let mut hash = self.0.clone();
        for part in std::iter::once(&domain).chain(ids) {
            hash.update(b"\n");
            hash.update(part);
        }
        hash.update(b"\n");
        Self(hash)
    }

    /// The ticket that such a beginning makes with its last id.
    pub(super) fn ending(&self, id: &str) -> Digest {
        Digest::from_bytes(self.0.clone().chain_update(id).finalize().into())
    }

    pub(super) fn of(&self, domain: &str, ids: &[&str]) -> Digest {
        match ids {
            [before @ .., last] => self.beginning(domain, before).ending(last),
            [] => self.ending(&format!("\n{domain}")),
        }
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
        assert_eq!(ticket(&seed, "match", &[]), Digest::of(format!("{seed}\nmatch")));
        assert_eq!(ticket(&seed, "match", &["A", "1"]), Digest::of(format!("{seed}\nmatch\nA\n1")));
    }
}
