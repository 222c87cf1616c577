//! Tickets: the smallest wins (protocol §5).

use crate::model::Digest;
use sha2::block_api::compress256;

/// `ticket(domain, id…)` = SHA-256(seed LF domain LF id \[LF id\]), the seed as its 64 hex digits (protocol §5).
pub fn ticket(seed: &Digest, domain: &str, ids: &[&str]) -> Digest {
    digest(Tickets::new(seed).of(domain, ids))
}

/// A ticket as the eight words of SHA-256; they compare as its hex text does.
pub(super) type Ticket = [u32; 8];

/// The ticket as it is written.
pub(super) fn digest(ticket: Ticket) -> Digest {
    let mut bytes = [0; 32];
    for (four, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(ticket) {
        *four = word.to_be_bytes();
    }
    Digest::from_bytes(bytes)
}

/// The tickets of one seed, or of one beginning. A large draw asks for millions. The seed's 64 digits fill the first
/// block of SHA-256, which is hashed once here; what follows nearly always fits into one block, which is laid out once
/// for each beginning.
#[derive(Debug, Clone)]
pub(super) struct Tickets {
    state: Ticket,
    /// What is not hashed yet, zero after `at`.
    block: [u8; 64],
    at: usize,
    /// Bytes hashed, those of `block` not included.
    hashed: u64,
}

/// The initial value of SHA-256 (FIPS 180-4, 5.3.3).
const INITIAL: Ticket =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The bytes of a block before the length, which stands at its end (FIPS 180-4, 5.1.1).
const ROOM: usize = 56;

impl Tickets {
    pub(super) fn new(seed: &Digest) -> Self {
        let mut it = Self { state: INITIAL, block: [0; 64], at: 0, hashed: 0 };
        it.push(seed.hex().as_bytes());
        it
    }

    /// The tickets that begin with this domain and these ids.
    pub(super) fn beginning(&self, domain: &str, ids: &[&str]) -> Self {
        let mut it = self.clone();
        for part in std::iter::once(&domain).chain(ids) {
            it.push(b"\n");
            it.push(part.as_bytes());
        }
        it.push(b"\n");
        it
    }

    /// The ticket that such a beginning makes with its last id.
    pub(super) fn ending(&self, id: &str) -> Ticket {
        let mut it = self.clone();
        it.push(id.as_bytes());
        it.finish()
    }

    pub(super) fn of(&self, domain: &str, ids: &[&str]) -> Ticket {
        match ids {
            [before @ .., last] => self.beginning(domain, before).ending(last),
            [] => self.ending(&format!("\n{domain}")),
        }
    }

    fn push(&mut self, mut bytes: &[u8]) {
        loop {
            let free = &mut self.block[self.at..];
            if bytes.len() < free.len() {
                free[..bytes.len()].copy_from_slice(bytes);
                self.at += bytes.len();
                return;
            }
            let (now, later) = bytes.split_at(free.len());
            free.copy_from_slice(now);
            self.compress();
            self.hashed += 64;
            bytes = later;
        }
    }

    fn compress(&mut self) {
        compress256(&mut self.state, &[self.block]);
        (self.block, self.at) = ([0; 64], 0);
    }

    fn finish(mut self) -> Ticket {
        let bits = (self.hashed + self.at as u64) * 8;
        self.block[self.at] = 0x80;
        if self.at >= ROOM {
            self.compress();
        }
        self.block[ROOM..].copy_from_slice(&bits.to_be_bytes());
        compress256(&mut self.state, &[self.block]);
        self.state
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

    /// Ids of every length, over several blocks, against the library's SHA-256.
    #[test]
    fn a_ticket_of_any_length() {
        let seed = Digest::of("seed");
        for length in 0..300 {
            let (id, long) = ("代".repeat(length / 3) + &"x".repeat(length % 3), "y".repeat(length));
            assert_eq!(ticket(&seed, "match", &[&id]), Digest::of(format!("{seed}\nmatch\n{id}")), "{length}");
            for last in ["", "1", &"z".repeat(60)] {
                let expected = Digest::of(format!("{seed}\nmatch\n{long}\n{last}"));
                assert_eq!(ticket(&seed, "match", &[&long, last]), expected, "{length} {last}");
            }
        }
    }

    #[test]
    fn tickets_compare_as_their_hex_text() {
        let seed = Digest::of("seed");
        let tickets = Tickets::new(&seed);
        let mut all: Vec<_> = (0..500).map(|i| tickets.of("business", &[&i.to_string()])).collect();
        all.sort_unstable();
        assert!(all.is_sorted_by_key(|t| digest(*t).hex()));
    }
}
