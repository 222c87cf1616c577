//! The stored form: what is written, read back and migrated. The live model may change; a stored version may not.

use super::campaign::Campaign;
use super::model::Blob;
use crate::draw::{Manifest, Outcome};
use crate::model::Digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::io::Read;
use std::rc::Rc;

/// The version of the stored form that this program writes.
pub const VERSION: u32 = 3;

const FORMAT: &str = "mingchou-campaign";

/// The most text that a stored part may unpack to, in bytes.
pub(super) const MOST: u64 = 512 << 20;

/// A stored text can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoredFault {
    /// Written by a newer program.
    #[error("这次抽查由更新版本的明抽保存（第{0}版格式），本版本不能打开，也不会改动它。请使用新版本")]
    Newer(u32),
    /// Not what this program writes.
    #[error("保存的内容已损坏（{0}），原样保留未动。请用备份文件恢复")]
    Damaged(String),
    /// A part that the campaign points to is not there.
    #[error("保存的内容缺少一部分（{}…），可能是浏览器数据被清理过。请用备份文件恢复", .0.short(2))]
    Missing(Digest),
}

/// What kind of part a digest names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlobKind {
    /// A roster of businesses.
    Businesses,
    /// A roster of officers.
    Officers,
    /// A sealed manifest, named by its commitment.
    Manifest,
    /// An outcome.
    Outcome,
}

#[derive(Serialize, Deserialize)]
struct Document<T> {
    format: String,
    version: u32,
    campaign: T,
}

/// The JSON under which a campaign is kept.
///
/// # Errors
/// [`StoredFault::Damaged`] if the campaign can't be written, which no campaign made by this program does.
pub fn write_campaign(campaign: &Campaign) -> Result<String, StoredFault> {
    let document = Document { format: FORMAT.into(), version: VERSION, campaign };
    serde_json::to_string(&document).map_err(damaged)
}

/// Opens a stored campaign of any version so far.
///
/// # Errors
/// [`StoredFault`] when it is newer than this program, or is not a campaign.
pub fn read_campaign(json: &str) -> Result<Campaign, StoredFault> {
    let document: Document<Value> = serde_json::from_str(json).map_err(damaged)?;
    if document.format != FORMAT {
        return Err(StoredFault::Damaged("不是一次抽查".into()));
    }
    match document.version {
        VERSION => serde_json::from_value(document.campaign).map_err(damaged),
        2 => serde_json::from_value(from_version_2(document.campaign)).map_err(damaged),
        1 => serde_json::from_value(from_version_2(from_version_1(document.campaign))).map_err(damaged),
        0 => Err(StoredFault::Damaged("格式版本为0".into())),
        newer => Err(StoredFault::Newer(newer)),
    }
}

/// Version 1 knew rows left out only; from version 2 on they are mends like others.
fn from_version_1(mut campaign: Value) -> Value {
    for kind in ["businesses", "officers"] {
        let Some(roster) = campaign.get_mut(kind).and_then(Value::as_object_mut) else { continue };
        let excluded = roster.remove("excluded").unwrap_or_default();
        let mend = |e: &Value| json!({"mend": "exclude", "source": e["source"], "reason": e["reason"]});
        let mends: Vec<_> = excluded.as_array().into_iter().flatten().map(mend).collect();
        if !mends.is_empty() {
            let at = roster.get("at").cloned();
            roster.insert("mends".into(), json!([{"at": at, "mends": mends}]));
        }
    }
    campaign
}

/// Version 2 kept the bare text of each contributor's box; from version 3 on numbers are confirmed one by one. Those
/// that made a seed count as confirmed when it was made.
fn from_version_2(mut campaign: Value) -> Value {
    for attempt in campaign.get_mut("attempts").and_then(Value::as_array_mut).into_iter().flatten() {
        let seeded = attempt.get("seed").and_then(|s| s.get("at")).cloned().unwrap_or_default();
        let Some(attempt) = attempt.as_object_mut() else { continue };
        let boxes = attempt.remove("boxes").unwrap_or_default();
        let said = boxes.as_array().into_iter().flatten().map(|text| json!({"text": text, "confirmed": seeded}));
        attempt.insert("said".into(), said.collect());
    }
    campaign
}

impl Campaign {
    /// Every part that this campaign points to.
    pub fn parts(&self) -> Vec<(BlobKind, Digest)> {
        let rosters = [
            self.businesses.as_ref().map(|r| (BlobKind::Businesses, r.blob)),
            self.officers.as_ref().map(|r| (BlobKind::Officers, r.blob)),
        ];
        let manifests = self.attempts.iter().map(|a| (BlobKind::Manifest, a.commitment));
        let outcomes = self.attempts.iter().filter_map(|a| Some((BlobKind::Outcome, a.drawn.as_ref()?.outcome)));
        let mut parts: Vec<_> = rosters.into_iter().flatten().chain(manifests).chain(outcomes).collect();
        parts.sort();
        parts.dedup();
        parts
    }
}

/// The text of a part, whose SHA-256 is its name.
///
/// # Errors
/// [`StoredFault::Damaged`] if it can't be written, which no part made by this program does.
pub fn blob_text(blob: &Blob) -> Result<String, StoredFault> {
    match blob {
        Blob::Businesses(r) => serde_json::to_string(&**r).map_err(damaged),
        Blob::Officers(r) => serde_json::to_string(&**r).map_err(damaged),
        Blob::Manifest(m) => Ok(m.canonical()),
        Blob::Outcome(o) => Ok(o.canonical()),
    }
}

/// The JSON under which a part is kept: its text, compressed, as a base64 string.
pub fn pack(text: &str) -> String {
    let mut packed = Vec::new();
    // Reading from memory into memory can't fail.
    let _ = DeflateEncoder::new(text.as_bytes(), Compression::fast()).read_to_end(&mut packed);
    format!("\"{}\"", STANDARD.encode(packed))
}

/// The text that was deflated, `most` bytes of it at most.
pub(super) fn inflate(packed: &[u8], most: u64) -> std::io::Result<String> {
    let mut text = String::new();
    DeflateDecoder::new(packed).take(most).read_to_string(&mut text)?;
    Ok(text)
}

/// Opens a stored part and checks that its text has the digest that names it.
///
/// # Errors
/// [`StoredFault::Damaged`] for anything else.
pub fn unpack(kind: BlobKind, name: Digest, json: &str) -> Result<Blob, StoredFault> {
    let base64: String = serde_json::from_str(json).map_err(damaged)?;
    let packed = STANDARD.decode(base64).map_err(damaged)?;
    let text = inflate(&packed, MOST).map_err(damaged)?;
    if Digest::of(&text) != name {
        return Err(StoredFault::Damaged("内容与摘要不符".into()));
    }
    fn parse<T: DeserializeOwned>(text: &str) -> Result<Rc<T>, StoredFault> {
        serde_json::from_str(text).map(Rc::new).map_err(damaged)
    }
    Ok(match kind {
        BlobKind::Businesses => Blob::Businesses(parse(&text)?),
        BlobKind::Officers => Blob::Officers(parse(&text)?),
        BlobKind::Manifest => Blob::Manifest(parse::<Manifest>(&text)?),
        BlobKind::Outcome => Blob::Outcome(parse::<Outcome>(&text)?),
    })
}

fn damaged(error: impl std::fmt::Display) -> StoredFault {
    StoredFault::Damaged(error.to_string())
}
