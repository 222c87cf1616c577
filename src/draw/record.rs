//! The record that is published (protocol §9).

use super::manifest::{Manifest, PROTOCOL, present};
use super::outcome::Outcome;
use super::seed::{Contribution, Nonce};
use super::substitution::Substitution;
use crate::model::{Digest, Stamp};
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use std::cell::RefCell;
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
        let Value::Object(map) = strict(text)? else { return Err(RecordFault::NotARecord) };
        match map.get("protocol") {
            Some(Value::String(protocol)) if protocol == PROTOCOL => {}
            Some(Value::String(protocol)) => {
                return Err(RecordFault::OtherProtocol(protocol.chars().take(80).collect()));
            }
            _ => return Err(RecordFault::NotARecord),
        }
        if map.contains_key("nonce_sha256") && !map.contains_key("manifest") {
            return Err(RecordFault::ManifestOnly);
        }
        locate(&map)?;
        from_value("全文", Value::Object(map))
    }

    /// The record as indented JSON with a final line feed, its keys in the order of protocol §9: the same record
    /// always gives the same text.
    pub fn to_json(&self) -> String {
        // It cannot fail: every key is text.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// Says in which part the fault is, which an error about the whole would not.
fn locate(map: &Map<String, Value>) -> Result<(), RecordFault> {
    part::<Manifest>(map, "manifest")?;
    part::<Digest>(map, "commitment")?;
    part::<Nonce>(map, "nonce")?;
    part::<Vec<Contribution>>(map, "contributions")?;
    part::<Digest>(map, "seed")?;
    part::<Outcome>(map, "outcome")?;
    part::<Vec<Substitution>>(map, "substitutions")?;
    part::<Vec<VoidedAttempt>>(map, "voided")
}

fn part<T: DeserializeOwned>(map: &Map<String, Value>, name: &str) -> Result<(), RecordFault> {
    let value = map
        .get(name)
        .ok_or_else(|| RecordFault::Part { part: name.to_owned(), what: "缺少这一部分".to_owned() })?;
    from_value::<T>(name, value.clone()).map(drop)
}

fn from_value<T: DeserializeOwned>(part: &str, value: Value) -> Result<T, RecordFault> {
    let wrong = |e: serde_json::Error| RecordFault::Part { part: part.to_owned(), what: in_chinese(&e.to_string()) };
    serde_json::from_value(value).map_err(wrong)
}

/// serde's message, its common forms translated.
fn in_chinese(message: &str) -> String {
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

/// Reads JSON and refuses an object that has a key twice, which `serde_json` would let pass.
fn strict(text: &str) -> Result<Value, RecordFault> {
    let duplicate = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Strict(&duplicate).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|e| match duplicate.take() {
        Some(key) => RecordFault::DuplicateKey(key),
        None if e.is_eof() => RecordFault::CutShort { line: e.line(), column: e.column() },
        None => RecordFault::NotJson { line: e.line(), column: e.column() },
    })
}

/// Reads a value; notes here a key that came twice.
#[derive(Clone, Copy)]
struct Strict<'a>(&'a RefCell<Option<String>>);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, b: bool) -> Result<Value, E> {
        Ok(b.into())
    }

    fn visit_i64<E>(self, n: i64) -> Result<Value, E> {
        Ok(n.into())
    }

    fn visit_u64<E>(self, n: u64) -> Result<Value, E> {
        Ok(n.into())
    }

    fn visit_f64<E>(self, n: f64) -> Result<Value, E> {
        Ok(n.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if map.contains_key(&key) {
                *self.0.borrow_mut() = Some(key);
                return Err(A::Error::custom("duplicate key"));
            }
            let value = entries.next_value_seed(self)?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}
