//! A record in a link: `#/verify/…` of a hosted page.

use crate::draw::Record;
use crate::state::campaign::{MOST, inflate};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::DeflateEncoder;
use std::io::Read;

/// A link carries no record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("链接不完整或被改动，读不出其中的记录。请重新复制完整的链接，或改用公开记录文件")]
pub struct BrokenLink;

/// The record as a link carries it: its JSON without white space, deflated, in base64url.
pub fn pack_record(record: &Record) -> String {
    let json = serde_json::to_vec(record).unwrap_or_default();
    let mut packed = Vec::new();
    // Reading from memory into memory can't fail.
    let _ = DeflateEncoder::new(&*json, Compression::best()).read_to_end(&mut packed);
    URL_SAFE_NO_PAD.encode(packed)
}

/// The JSON text that a link carries; whether it is a record is for [`Record::parse`].
///
/// # Errors
/// [`BrokenLink`] for anything that is not deflated text, or unpacks to more than a stored part may.
pub fn unpack_record(carried: &str) -> Result<String, BrokenLink> {
    let packed = URL_SAFE_NO_PAD.decode(carried).map_err(|_| BrokenLink)?;
    let text = inflate(&packed, MOST).map_err(|_| BrokenLink)?;
    String::from_utf8(text).map_err(|_| BrokenLink)
}
