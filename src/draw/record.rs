//! The record that is published (protocol §9).

use super::manifest::{Manifest, PROTOCOL, present};
use super::outcome::Outcome;
use super::seed::{Contribution, Nonce};
use super::substitution::Substitution;
use crate::model::{Digest, Stamp};
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

/// The record of protocol §9. It holds only what may be public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Always [`PROTOCOL`].
    pub protocol: String,
    /// What was sealed.
    pub manifest: Manifest,
    /// Its commitment, as shown before anyone said a number.
    pub commitment: Digest,
    /// The nonce, opened.
    pub nonce: Nonce,
    /// What each party said, in order.
    pub contributions: Vec<Contribution>,
    /// The seed.
    pub seed: Digest,
    /// What was drawn.
    pub outcome: Outcome,
    /// The substitutions, in turn.
    pub substitutions: Vec<Substitution>,
    /// The attempts that were voided before, in turn.
    pub voided: Vec<VoidedAttempt>,
}

/// A voided attempt, with as much as it came to (protocol §9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoidedAttempt {
    /// What was sealed.
    pub manifest: Manifest,
    /// Its commitment.
    pub commitment: Digest,
    /// The nonce, if it was opened.
    #[serde(deserialize_with = "present")]
    pub nonce: Option<Nonce>,
    /// The numbers given until then.
    pub contributions: Vec<Contribution>,
    /// The seed, if it came to one.
    #[serde(deserialize_with = "present")]
    pub seed: Option<Digest>,
    /// The outcome, if it came to one.
    #[serde(deserialize_with = "present")]
    pub outcome: Option<Outcome>,
    /// Why it is void.
    pub reason: String,
    /// Who approved that.
    pub approved_by: String,
    /// When.
    pub at: Stamp,
}

/// Why a text is not a record that this application can verify.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// Nothing there.
    #[error("内容是空的，请选择导出的抽取记录（.json）或粘贴其全文")]
    Empty,
    /// It ends too early.
    #[error("记录不完整，在第{line}行第{column}列处中断，请重新复制或下载完整的记录")]
    CutShort {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// It is not JSON.
    #[error("这不是抽取记录：第{line}行第{column}列处不合JSON格式，请选择导出的抽取记录（.json）")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A key twice in one object, of which programs see different ones.
    #[error("记录中同一处写了两个“{0}”，不同程序会读出不同内容，这份记录不可采信")]
    DuplicateKey(String),
    /// JSON, but no record.
    #[error("这是JSON文件，但不是抽取记录（缺少protocol、manifest等内容），请选择导出的抽取记录")]
    NotARecord,
    /// A manifest alone.
    #[error("这只是封存内容（manifest），不是抽取记录，请选择抽取后导出的完整记录")]
    ManifestOnly,
    /// Another protocol.
    #[error("这份记录按“{0}”协议生成，本程序只能验证“mingchou/1”，请用相应版本的程序打开")]
    OtherProtocol(String),
    /// A part does not have the shape of protocol §9.
    #[error("抽取记录的“{part}”部分有误：{what}，请核对记录是否被改动或截断")]
    Part {
        /// The top-level key.
        part: String,
        /// What is wrong.
        what: String,
    },
}

impl Record {
    /// Reads a record from text that may come from strangers.
    ///
    /// # Errors
    /// [`RecordFault`]; whether what it says is true is for [`verify`](super::verify).
    pub fn parse(text: &str) -> Result<Self, RecordFault> {
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            return Err(RecordFault::Empty);
        }
        strict(text)?;
        let parts = parts(text).ok_or(RecordFault::NotARecord)?;
        match parts.get("protocol").map(|raw| serde_json::from_str::<String>(raw.get())) {
            Some(Ok(protocol)) if protocol == PROTOCOL => {}
            Some(Ok(protocol)) => return Err(RecordFault::OtherProtocol(protocol.chars().take(80).collect())),
            _ => return Err(RecordFault::NotARecord),
        }
        if parts.contains_key("nonce_sha256") && !parts.contains_key("manifest") {
            return Err(RecordFault::ManifestOnly);
        }
        let record = Self {
            protocol: PROTOCOL.to_owned(),
            manifest: part(&parts, "manifest")?,
            commitment: part(&parts, "commitment")?,
            nonce: part(&parts, "nonce")?,
            contributions: part(&parts, "contributions")?,
            seed: part(&parts, "seed")?,
            outcome: part(&parts, "outcome")?,
            substitutions: part(&parts, "substitutions")?,
            voided: part(&parts, "voided")?,
        };
        match parts.keys().find(|key| !PARTS.contains(&key.as_str())) {
            Some(key) => Err(RecordFault::Part { part: "全文".to_owned(), what: format!("多出“{key}”一项") }),
            None => Ok(record),
        }
    }

    /// The record as indented JSON with a final line feed, its keys in the order of protocol §9: the same record
    /// always gives the same text.
    pub fn to_json(&self) -> String {
        // It cannot fail: every key is text.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

const PARTS: [&str; 9] =
    ["protocol", "manifest", "commitment", "nonce", "contributions", "seed", "outcome", "substitutions", "voided"];

/// The parts of a JSON object, unread; `None` for any other text.
pub(super) fn parts(text: &str) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(text).ok()
}

/// Reads a part by itself, so that a fault says where it is.
fn part<T: DeserializeOwned>(parts: &BTreeMap<String, &RawValue>, name: &str) -> Result<T, RecordFault> {
    let fault = |what: String| RecordFault::Part { part: name.to_owned(), what };
    let raw = parts.get(name).ok_or_else(|| fault("缺少这一部分".to_owned()))?;
    serde_json::from_str(raw.get()).map_err(|e| fault(in_chinese(&e.to_string())))
}

/// serde's message, its common forms translated.
fn in_chinese(message: &str) -> String {
    // The place would be that in the part, which no reader can count.
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    let name = || message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("missing field") {
        format!("缺少“{}”一项", name())
    } else if message.starts_with("unknown field") {
        format!("多出“{}”一项", name())
    } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
        format!("有一项内容的类型或数值不对（{message}）")
    } else if message.starts_with("unknown variant") {
        format!("不认识的取值“{}”", name())
    } else {
        message.to_owned()
    }
}

/// Goes through JSON and refuses an object that has a key twice, which `serde_json` would let pass. Keeps nothing, so
/// that a large record costs no memory here.
fn strict(text: &str) -> Result<(), RecordFault> {
    let duplicate = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Strict(&duplicate).deserialize(&mut reader).and_then(|()| reader.end());
    read.map_err(|e| match duplicate.take() {
        Some(key) => RecordFault::DuplicateKey(key),
        None if e.is_eof() => RecordFault::CutShort { line: e.line(), column: e.column() },
        None => RecordFault::NotJson { line: e.line(), column: e.column() },
    })
}

/// Goes through a value; notes here a key that came twice.
#[derive(Clone, Copy)]
struct Strict<'a>(&'a RefCell<Option<String>>);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut keys = Vec::new();
        while let Some(Key(key)) = entries.next_key()? {
            keys.push(key);
            entries.next_value_seed(self)?;
        }
        keys.sort_unstable();
        match keys.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => {
                *self.0.borrow_mut() = Some(pair[0].chars().take(80).collect());
                Err(A::Error::custom("duplicate key"))
            }
            None => Ok(()),
        }
    }
}

/// A key, not copied where it stands in the text as it is.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);
