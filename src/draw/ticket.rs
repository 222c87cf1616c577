//! Tickets: the smallest wins (protocol §5). One is made by hand with
//! `printf '%s\nbusiness\n%s' "$SEED" "$CODE" | sha256sum`.

use crate::model::Digest;
use sha2::{Digest as _, Sha256};

/// A ticket in four words, which compare as its hex text does, and soon: a large draw compares millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ticket(u64, u64, u64, u64);

impl Ticket {
    fn new(bytes: &[u8; 32]) -> Self {
        let word = |i: usize| u64::from_be_bytes(bytes.as_chunks().0[i]);
        Self(word(0), word(1), word(2), word(3))
    }

    /// As it is recorded.
    pub(super) fn digest(self) -> Digest {
        let mut bytes = [0; 32];
        for (eight, word) in bytes.as_chunks_mut().0.iter_mut().zip([self.0, self.1, self.2, self.3]) {
            *eight = word.to_be_bytes();
        }
        Digest::from_bytes(bytes)
    }
}

/// `ticket(domain, part…)`: SHA-256 of the seed's 64 hex digits, the domain and the parts, joined by line feeds, none at
/// the end; numbers in decimal (protocol §5).
pub fn ticket(seed: &Digest, domain: &str, parts: &[&str]) -> Digest {
    let mut hash = Tickets::new(seed).0;
    for part in std::iter::once(&domain).chain(parts) {
        hash.update(b"\n");
        hash.update(part);
    }
    Digest::from_bytes(hash.finalize().into())
}

/// The tickets of one seed, or of one beginning: a hash that has read it and is cloned for each ticket. The seed's 64
/// digits fill a block of SHA-256, so that each ticket costs one block more, whatever comes before its last part.
#[derive(Debug, Clone)]
pub(super) struct Tickets(Sha256);

impl Tickets {
    pub(super) fn new(seed: &Digest) -> Self {
        Self(Sha256::new_with_prefix(seed.hex()))
    }

    /// The tickets that begin with this domain and these parts.
    pub(super) fn beginning(&self, domain: &str, parts: &[&str]) -> Self {
        let mut hash = self.0.clone();
        for part in std::iter::once(&domain).chain(parts) {
            hash.update(b"\n");
            hash.update(part);
        }
        hash.update(b"\n");
        Self(hash)
    }

    /// The ticket that such a beginning makes with its last part.
    pub(super) fn ending(&self, part: &str) -> Ticket {
        // Neither moved nor returned by the hash: of millions, each copy of it is a tenth of a ticket's time.
        let (mut hash, mut bytes) = (self.0.clone(), [0; 32]);
        hash.update(part);
        hash.finalize_into_reset((&mut bytes).into());
        Ticket::new(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_the_digest_of_its_lines() {
        let seed = Digest::of("seed");
        assert_eq!(ticket(&seed, "business", &["A"]), Digest::of(format!("{seed}\nbusiness\nA")));
        assert_eq!(ticket(&seed, "match", &["7", "A", "甲"]), Digest::of(format!("{seed}\nmatch\n7\nA\n甲")));
    }

    /// Parts of every length, over several blocks.
    #[test]
    fn a_beginning_and_an_ending_make_the_ticket() {
        let seed = Digest::of("seed");
        for length in 0..200 {
            let (key, last) = ("代".repeat(length / 3) + &"x".repeat(length % 3), "y".repeat(200 - length));
            let beginning = Tickets::new(&seed).beginning("match", &["0", &key]);
            assert_eq!(beginning.ending(&last).digest(), ticket(&seed, "match", &["0", &key, &last]), "{length}");
        }
    }

    #[test]
    fn tickets_compare_as_their_hex_text() {
        let tickets = Tickets::new(&Digest::of("seed")).beginning("business", &[]);
        let mut all: Vec<_> = (0..500).map(|i| tickets.ending(&i.to_string())).collect();
        all.sort_unstable();
        assert!(all.is_sorted_by_key(|ticket| ticket.digest().hex()));
    }
}
