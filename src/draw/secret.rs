//! The two secrets of a seal, 16 bytes of entropy each: the nonce, opened with the seed, and the salt of the officers'
//! roster, without which withheld names cannot be guessed (protocol §3).

use crate::model::Digest;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The secret nonce, committed in the seal and opened after the numbers. `Debug` does not print it, so that no log gives it
/// away.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nonce([u8; 16]);

/// The salt of the officers' roster. `Debug` does not print it: with it, names could be guessed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; 16]);

/// The text is not 32 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("应为32位小写十六进制数字（0-9、a-f），请逐位核对")]
pub struct NotHex32;

fn parse(text: &str) -> Result<[u8; 16], NotHex32> {
    crate::model::unhex(text).and_then(|bytes| bytes.try_into().ok()).ok_or(NotHex32)
}

impl Nonce {
    /// The nonce with these bytes, from the browser's cryptographic generator.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads 32 lower-case hex digits.
    ///
    /// # Errors
    /// [`NotHex32`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotHex32> {
        parse(text).map(Self)
    }

    /// The 32 lower-case hex digits.
    pub fn hex(&self) -> String {
        crate::model::hex(&self.0)
    }

    /// SHA-256 of the raw bytes: `nonce_sha256` of the seal.
    pub fn digest(&self) -> Digest {
        Digest::of(self.0)
    }
}

impl Salt {
    /// The salt with these bytes, from the browser's cryptographic generator.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads 32 lower-case hex digits.
    ///
    /// # Errors
    /// [`NotHex32`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotHex32> {
        parse(text).map(Self)
    }

    /// The 32 lower-case hex digits.
    pub fn hex(&self) -> String {
        crate::model::hex(&self.0)
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nonce(…)")
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

impl Serialize for Nonce {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.hex())
    }
}

impl Serialize for Salt {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.hex())
    }
}

impl<'de> Deserialize<'de> for Nonce {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_keep_silent() {
        let (nonce, salt) = (Nonce::from_bytes([0xab; 16]), Salt::from_bytes([1; 16]));
        assert_eq!(format!("{nonce:?} {salt:?}"), "Nonce(…) Salt(…)");
        assert_eq!(Nonce::parse(&nonce.hex()), Ok(nonce));
        assert_eq!(Salt::parse(&salt.hex()), Ok(salt));
        for wrong in ["", "0011", "00112233445566778899AABBCCDDEEFF", "00112233445566778899aabbccddeeff00"] {
            assert_eq!(Nonce::parse(wrong), Err(NotHex32), "{wrong}");
        }
    }
}
