//! SHA-256 digests: how they are made, written and read (protocol §2).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// A SHA-256 digest, written as 64 lower-case hex digits (protocol §2). Ordering is that of the hex text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// The SHA-256 of bytes that come piece by piece, none of which stays.
#[derive(Debug, Clone, Default)]
pub struct Digesting(Sha256);

impl Digesting {
    /// Takes the next piece.
    pub fn take(&mut self, piece: &[u8]) {
        piece.chunks(AT_ONCE).for_each(|some| self.0.update(some));
    }

    /// The digest of all that was taken.
    pub fn digest(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// The text is not 64 lower-case hex digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是64位小写十六进制摘要")]
pub struct NotADigest(pub String);

/// How many bytes are hashed in one call. An engine that first compiles quickly, then well, never leaves a call that runs
/// for seconds: hashing 97 MB at once takes ten times as long as in pieces (V8).
const AT_ONCE: usize = 1 << 13;

impl Digest {
    /// The SHA-256 of the bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self::of_all([bytes.as_ref()])
    }

    /// The SHA-256 of the pieces, one after another.
    pub fn of_all<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut digesting = Digesting::default();
        pieces.into_iter().for_each(|piece| digesting.take(piece));
        digesting.digest()
    }

    /// The digest with these 32 bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 lower-case hex digits.
    ///
    /// # Errors
    /// [`NotADigest`] for anything else, upper case included.
    pub fn parse(text: &str) -> Result<Self, NotADigest> {
        let wrong = || NotADigest(text.chars().take(80).collect());
        let bytes = unhex(text).ok_or_else(wrong)?;
        bytes.try_into().map(Self).map_err(|_| wrong())
    }

    /// The 64 lower-case hex digits.
    pub fn hex(&self) -> String {
        hex(&self.0)
    }

    /// The digits in groups of four, for reading aloud: `9f2c 41ab …`.
    pub fn groups(&self) -> String {
        let hex = self.hex();
        (0..16).map(|i| &hex[i * 4..i * 4 + 4]).collect::<Vec<_>>().join(" ")
    }

    /// The first `n` groups of four, enough to recognise it by.
    pub fn short(&self, n: usize) -> String {
        self.groups().chars().take((n * 5).saturating_sub(1)).collect()
    }
}

/// Lower-case hex digits of the bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)] as char, DIGITS[usize::from(b & 15)] as char]).collect()
}

/// The bytes of lower-case hex digits, or `None`.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let nibble = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[a, b]| Some(nibble(*a)? << 4 | nibble(*b)?)).collect()
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_abc_is_the_one_of_fips_180() {
        let digest = Digest::of("abc");
        assert_eq!(digest.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(digest.groups().starts_with("ba78 16bf 8f01"));
        assert_eq!(digest.short(2), "ba78 16bf");
        assert_eq!(Digest::parse(&digest.hex()), Ok(digest));
    }

    #[test]
    fn upper_case_short_and_odd_text_is_refused() {
        for text in ["", "a", &"A".repeat(64), &"a".repeat(63), &"a".repeat(66), &"抽".repeat(32)] {
            assert!(Digest::parse(text).is_err(), "{text}");
        }
    }
}
