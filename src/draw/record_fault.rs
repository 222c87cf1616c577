//! Why a text is refused outright (protocol §9), as sentences with the place.

use super::read_fault::{ReadFault, What};
use super::seal::PROTOCOL;
use serde::de::IgnoredAny;
use serde_json::error::Category;
use std::collections::BTreeMap;

/// Why a text is not a record that this application can verify.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// Nothing there.
    #[error("内容是空的，请选择导出的抽取记录（.json）或粘贴其全文")]
    Empty,
    /// Bytes that are no UTF-8.
    #[error("这份文件不是UTF-8文字（第{0}个字节起），请选择导出的抽取记录（.json），不要用其他程序另存")]
    NotUtf8(usize),
    /// A byte-order mark, with which the text is another one.
    #[error("文字开头有字节顺序标记（U+FEFF），记录中不应有，请用导出的原文件，不要另存")]
    ByteOrderMark,
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
    /// Half of a surrogate pair, which is no character.
    #[error("记录中{}有不成字的编码（孤立的代理码），这份记录不可采信", place(.0))]
    LoneSurrogate(ReadFault),
    /// A key twice in one object.
    #[error("记录中{}有两个“{key}”，不同程序会读出不同内容，这份记录不可采信", place(.fault))]
    DuplicateKey {
        /// The key.
        key: String,
        /// Where.
        fault: ReadFault,
    },
    /// The protocol of before the first release.
    #[error("这份记录按试用期的“mingchou/1”协议生成，该协议没有正式启用，本程序只验证“mingchou/2”的记录")]
    Preliminary,
    /// Another protocol.
    #[error("这份记录按“{0}”协议生成，本程序只能验证“mingchou/2”，请用相应版本的程序打开")]
    OtherProtocol(String),
    /// JSON, but no record.
    #[error("这是JSON文件，但不是抽取记录（缺少protocol、attempts等内容），请选择导出的抽取记录")]
    NotARecord,
    /// A seal alone.
    #[error("这只是封存内容，不是抽取记录，请选择抽取后导出的完整记录")]
    SealOnly,
    /// A part does not have the shape of the protocol.
    #[error("抽取记录{0}，请核对记录是否被改动")]
    Shape(ReadFault),
}

fn place(fault: &ReadFault) -> String {
    match fault.place() {
        place if place.is_empty() => "最外层".to_owned(),
        place => format!("“{place}”处"),
    }
}

impl RecordFault {
    /// Why the text, in which the reader met the fault, is refused.
    pub(super) fn of(text: &str, fault: ReadFault) -> Self {
        if text.starts_with('\u{feff}') {
            return Self::ByteOrderMark;
        }
        if text.trim_ascii().is_empty() {
            return Self::Empty;
        }
        match &fault.what {
            What::Syntax => match serde_json::from_str::<IgnoredAny>(text) {
                Err(e) if e.classify() == Category::Eof => Self::CutShort { line: e.line(), column: e.column() },
                Err(e) => Self::NotJson { line: e.line(), column: e.column() },
                // All that is left: what is skipped may hold them, what is read may not.
                Ok(IgnoredAny) => Self::LoneSurrogate(fault),
            },
            What::Duplicate(key) => Self::DuplicateKey { key: key.clone(), fault },
            _ => Self::by_keys(text).unwrap_or(Self::Shape(fault)),
        }
    }

    /// What the outermost keys say about a text that is JSON.
    fn by_keys(text: &str) -> Option<Self> {
        // The end may be cut or broken: what was read until then was told first.
        let Ok(parts) = serde_json::from_str::<BTreeMap<String, &serde_json::value::RawValue>>(text) else {
            return match serde_json::from_str::<IgnoredAny>(text) {
                Ok(IgnoredAny) => Some(Self::NotARecord),
                Err(e) if e.classify() == Category::Eof => Some(Self::CutShort { line: e.line(), column: e.column() }),
                Err(e) => Some(Self::NotJson { line: e.line(), column: e.column() }),
            };
        };
        let has = |key| parts.contains_key(key);
        match parts.get("protocol").map(|raw| serde_json::from_str::<String>(raw.get())) {
            Some(Ok(protocol)) if protocol == PROTOCOL => {
                (!has("attempts") && has("nonce_sha256")).then_some(Self::SealOnly)
            }
            Some(Ok(protocol)) if protocol == "mingchou/1" => Some(Self::Preliminary),
            Some(Ok(protocol)) => Some(Self::OtherProtocol(protocol.chars().take(80).collect())),
            Some(Err(_)) => Some(Self::NotARecord),
            None if has("seal") && has("businesses") && has("officers") => None,
            None => (!has("attempts")).then_some(Self::NotARecord),
        }
    }
}
