//! The seed, made in front of everyone (protocol §4).

use super::manifest::PROTOCOL;
use crate::model::{Digest, is_unseen};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// The secret nonce of 16 bytes, committed in the seal and opened after the numbers are spoken (protocol §3).
/// `Debug` does not print it, so that no log gives it away.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nonce([u8; 16]);

/// The text is not 32 lower-case hex digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("随机码应为32位小写十六进制数字，请逐位核对")]
pub struct NotANonce;

impl Nonce {
    /// The nonce with these bytes, from the browser's cryptographic generator.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads 32 lower-case hex digits.
    ///
    /// # Errors
    /// [`NotANonce`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotANonce> {
        crate::model::unhex(text).and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or(NotANonce)
    }

    /// The 32 lower-case hex digits.
    pub fn hex(&self) -> String {
        crate::model::hex(&self.0)
    }

    /// SHA-256 over the raw bytes: `nonce_sha256` of the manifest.
    pub fn digest(&self) -> Digest {
        Digest::of(self.0)
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nonce(…)")
    }
}

impl Serialize for Nonce {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.hex())
    }
}

impl<'de> Deserialize<'de> for Nonce {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

/// What one party said (protocol §4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// The contributor's label, as sealed.
    pub label: String,
    /// The value, as [`clean_value`] gives it.
    pub value: String,
}

/// Why a text cannot be a contribution (protocol §4).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContributionFault {
    /// Nothing but white space.
    #[error("没有填写数字，请填写")]
    Empty,
    /// More than one line.
    #[error("有不止一行，请写成一行")]
    Lines,
    /// A control character.
    #[error("含有看不见的控制字符，请重新输入")]
    Control,
}

/// The value of a contribution as it is hashed (protocol §4): NFKC, trimmed, not empty, one line. It stays text:
/// `007` is not `7`.
///
/// # Errors
/// [`ContributionFault`] when nothing is left, or more than one line, or a control character.
pub fn clean_value(text: &str) -> Result<String, ContributionFault> {
    let folded: String = text.nfkc().collect();
    let value = folded.trim();
    let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    if value.is_empty() {
        Err(ContributionFault::Empty)
    } else if value.contains(breaks) {
        Err(ContributionFault::Lines)
    } else if value.chars().any(char::is_control) {
        Err(ContributionFault::Control)
    } else {
        Ok(value.to_owned())
    }
}

/// [`clean_value`] of what is typed at the meeting, where nothing may be hashed that those present cannot see. A record
/// is judged by the protocol alone.
///
/// # Errors
/// As [`clean_value`], and [`ContributionFault::Control`] for any character that shows nothing.
pub fn typed_value(text: &str) -> Result<String, ContributionFault> {
    let value = clean_value(text)?;
    if value.contains(is_unseen) { Err(ContributionFault::Control) } else { Ok(value) }
}

/// The text whose SHA-256 is the seed, each line ended by one line feed (protocol §4).
pub fn seed_text(commitment: &Digest, nonce: &Nonce, contributions: &[Contribution]) -> String {
    let mut text = format!("{PROTOCOL}\n{commitment}\n{}\n", nonce.hex());
    for Contribution { label, value } in contributions {
        text.push_str(&format!("{label}={value}\n"));
    }
    text
}

/// The seed (protocol §4).
pub fn seed(commitment: &Digest, nonce: &Nonce, contributions: &[Contribution]) -> Digest {
    Digest::of(seed_text(commitment, nonce, contributions))
}

/// `printf … | sha256sum`, for a POSIX shell: the seed.
pub fn seed_command(commitment: &Digest, nonce: &Nonce, contributions: &[Contribution]) -> String {
    let lines = contributions.iter().map(|c| format!(" {}", quoted(&format!("{}={}", c.label, c.value))));
    format!("printf '%s\\n' {PROTOCOL} {commitment} {}{} | sha256sum", nonce.hex(), lines.collect::<String>())
}

/// A word of a POSIX shell.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_text_on_one_line() {
        assert_eq!(clean_value("　００７ \n").as_deref(), Ok("007"));
        assert_eq!(clean_value("3, 12 + 05").as_deref(), Ok("3, 12 + 05"));
        assert_eq!(clean_value(" \u{3000}\t"), Err(ContributionFault::Empty));
        assert_eq!(clean_value("1\r\n2"), Err(ContributionFault::Lines));
        assert_eq!(clean_value("1\u{2028}2"), Err(ContributionFault::Lines));
        assert_eq!(clean_value("1\u{0}2"), Err(ContributionFault::Control));
    }

    #[test]
    fn a_nonce_keeps_silent() {
        let nonce = Nonce::parse("00112233445566778899aabbccddeeff").unwrap();
        assert_eq!(format!("{nonce:?} {:?}", Some(nonce)), "Nonce(…) Some(Nonce(…))");
        assert_eq!(nonce.hex(), "00112233445566778899aabbccddeeff");
        for wrong in ["", "0011", "00112233445566778899AABBCCDDEEFF", "00112233445566778899aabbccddeeff00"] {
            assert_eq!(Nonce::parse(wrong), Err(NotANonce), "{wrong}");
        }
    }
}
