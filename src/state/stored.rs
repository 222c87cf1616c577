//! The stored form: what is written, read back and migrated. The live model may change; a stored version may not.

use super::campaign::{COPY, Campaign, Newer};
use super::model::Blob;
use super::preliminary;
use super::roster::{Roster, RosterHead};
use crate::json;
use crate::model::Digest;
use crate::roster::{CompactRows, Reading, Record};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Read;
use std::rc::Rc;

/// The version of the stored form that this program writes.
pub const VERSION: u32 = 9;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlobKind {
    /// A roster of businesses.
    Businesses,
    /// A roster of officers.
    Officers,
    /// The businesses of a seal, named by its digest of them.
    SealedBusinesses,
    /// The officers of a seal, named by its digest of them.
    SealedOfficers,
    /// A manifest of the preliminary protocol, named by its commitment.
    Preliminary,
    /// An outcome.
    Outcome,
    /// Inspections of an attempt.
    Inspections,
    /// Entries of a log.
    Log,
}

#[derive(Serialize, Deserialize)]
struct Document<T> {
    format: String,
    version: u32,
    campaign: T,
}

/// The JSON under which a campaign is kept; one of a newer program stays as that wrote it.
///
/// # Errors
/// [`StoredFault::Damaged`] if the campaign can't be written, which no campaign made by this program does.
pub fn write_campaign(campaign: &Campaign) -> Result<String, StoredFault> {
    if let Some(newer) = &campaign.newer {
        return Ok(newer.text.to_string());
    }
    let document = Document { format: FORMAT.into(), version: VERSION, campaign: campaign.cut() };
    serde_json::to_string(&document).map_err(damaged)
}

/// Opens a stored campaign of any version so far; one of a newer program to look at, if this one understands it.
///
/// # Errors
/// [`StoredFault`] when it is of a newer program and not understood, or is not a campaign.
pub fn read_campaign(json: &str) -> Result<Campaign, StoredFault> {
    let document: Document<IgnoredAny> = json::read(json).map_err(damaged)?;
    if document.format != FORMAT {
        return Err(StoredFault::Damaged("不是一次抽查".into()));
    }
    let of_today = || json::read::<Document<Campaign>>(json).map(|document| document.campaign);
    let of_old = || json::read::<Document<Value>>(json).map(|document| document.campaign).map_err(damaged);
    match document.version {
        // Version 4 writes rosters in another form, which their own text tells; version 5 knows inspections, of which
        // there are none before; version 6 has transfers withdrawn, whose numbers are not used again, and more words of
        // the forms, which are the usual ones before; version 7 seals by mingchou/2; version 8 cuts what is long into parts; version 9 knows
        // rosters of several files, which their own text tells.
        8 | VERSION => of_today().map_err(damaged),
        7 => read_uncut(of_old()?),
        3..=6 => read_preliminary(of_old()?),
        2 => read_preliminary(from_version_2(of_old()?)),
        1 => read_preliminary(from_version_2(from_version_1(of_old()?))),
        0 => Err(StoredFault::Damaged("格式版本为0".into())),
        version => {
            let newer = Newer { version, text: json.into() };
            of_today()
                .map(|campaign| Campaign { newer: Some(newer), ..campaign })
                .map_err(|_| StoredFault::Newer(version))
        }
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

/// Before version 7 attempts were of the preliminary protocol, which has no seal in the document.
fn read_preliminary(mut campaign: Value) -> Result<Campaign, StoredFault> {
    campaign.get_mut("attempts").and_then(Value::as_array_mut).into_iter().flatten().for_each(preliminary::attempt);
    read_uncut(campaign)
}

/// Before version 8 the whole log was in the document, and told alone that a campaign is a copy.
fn read_uncut(mut campaign: Value) -> Result<Campaign, StoredFault> {
    if let Some(campaign) = campaign.as_object_mut() {
        let log = campaign.remove("log").unwrap_or_else(|| json!([]));
        let copy = log.as_array().is_some_and(|entries| entries.iter().any(|e| e["act"] == COPY));
        campaign.insert("is_copy".into(), json!(copy));
        campaign.insert("log".into(), json!({"entries": log}));
    }
    json::from_value(&campaign).map_err(damaged)
}

impl Campaign {
    /// Every part that this campaign points to.
    pub fn parts(&self) -> Vec<(BlobKind, Digest)> {
        let rosters = [
            self.businesses.as_ref().map(|r| (BlobKind::Businesses, r.blob)),
            self.officers.as_ref().map(|r| (BlobKind::Officers, r.blob)),
        ];
        let sealed = self.attempts.iter().flat_map(|a| match &a.seal {
            Some(seal) => vec![
                (BlobKind::SealedBusinesses, seal.businesses_sha256),
                (BlobKind::SealedOfficers, seal.officers_sha256),
            ],
            None => vec![(BlobKind::Preliminary, a.commitment)],
        });
        let outcomes = self.attempts.iter().filter_map(|a| Some((BlobKind::Outcome, a.drawn.as_ref()?.outcome)));
        let pages = self.attempts.iter().flat_map(|a| a.pages.parts()).map(|name| (BlobKind::Inspections, *name));
        let log = self.log.parts().iter().map(|name| (BlobKind::Log, *name));
        let mut parts: Vec<_> =
            rosters.into_iter().flatten().chain(sealed).chain(outcomes).chain(pages).chain(log).collect();
        parts.sort();
        parts.dedup();
        parts
    }
}

/// The text of a part, whose SHA-256 is its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartText<'a> {
    head: String,
    reading_problems: &'a [u8],
    lines: &'a [u8],
}

impl PartText<'_> {
    const fn of(text: String) -> Self {
        Self { head: text, reading_problems: &[], lines: &[] }
    }

    /// The digest that names the part.
    pub fn name(&self) -> Digest {
        Digest::of_all(self.pieces())
    }

    /// The text, compressed: the form in which a part is kept.
    pub fn pack(&self) -> Vec<u8> {
        let mut packed = Vec::new();
        let [head, reading_problems, end, lines] = self.pieces();
        let text = head.chain(reading_problems).chain(end).chain(lines);
        // Reading from memory into memory can't fail.
        let _ = DeflateEncoder::new(text, Compression::fast()).read_to_end(&mut packed);
        packed
    }

    fn pieces(&self) -> [&[u8]; 4] {
        let end: &[u8] = if self.reading_problems.is_empty() { b"" } else { b"\n" };
        [self.head.as_bytes(), self.reading_problems, end, self.lines]
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.pieces().iter().map(|piece| piece.len()).sum()
    }

    /// Whether it says nothing, which no part does.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The first line of a stored roster; the problems of its reading, then the lines of its ledger follow.
#[derive(Serialize)]
struct FirstLine {
    format: String,
    #[serde(flatten)]
    head: RosterHead,
}

/// What tells that it is one.
#[derive(Deserialize)]
struct FormatOnly {
    format: String,
}

const ROSTER: &str = "mingchou-roster";

/// Before version 3 a roster was one piece of JSON.
#[derive(Deserialize)]
struct OldRoster<T> {
    file: String,
    file_digest: Digest,
    reading: Reading<T>,
}

/// The text of a part.
///
/// # Errors
/// [`StoredFault::Damaged`] if it can't be written, which no part made by this program does.
pub fn part_text(blob: &Blob) -> Result<PartText<'_>, StoredFault> {
    match blob {
        Blob::Businesses(r) => roster_text(r),
        Blob::Officers(r) => roster_text(r),
        Blob::SealedBusinesses(b) => Ok(PartText::of(b.canonical())),
        Blob::SealedOfficers(o) => Ok(PartText::of(o.canonical())),
        Blob::Preliminary(p) => Ok(PartText::of(p.text.clone())),
        Blob::Outcome(o) => Ok(PartText::of(o.canonical())),
        Blob::Inspections(page) => serde_json::to_string(&**page).map(PartText::of).map_err(damaged),
        Blob::Log(entries) => serde_json::to_string(&**entries).map(PartText::of).map_err(damaged),
    }
}

/// The text of a roster.
///
/// # Errors
/// As [`part_text`].
pub fn roster_text<T: Record>(roster: &Roster<T>) -> Result<PartText<'_>, StoredFault> {
    let first = serde_json::to_string(&FirstLine { format: ROSTER.into(), head: roster.head() }).map_err(damaged)?;
    Ok(PartText { head: first + "\n", reading_problems: &roster.reading_problems, lines: roster.reading.rows.lines() })
}

/// The JSON text under which a packed part is kept where only texts can be.
pub fn armour(packed: &[u8]) -> String {
    format!("\"{}\"", STANDARD.encode(packed))
}

/// A packed part from its JSON text.
///
/// # Errors
/// [`StoredFault::Damaged`] for anything else.
pub fn unarmour(json: &str) -> Result<Vec<u8>, StoredFault> {
    let base64: String = json::read(json).map_err(damaged)?;
    STANDARD.decode(base64).map_err(unpackable)
}

/// What was deflated, `most` bytes of it at most.
pub(super) fn inflate(packed: &[u8], most: u64) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    DeflateDecoder::new(packed).take(most).read_to_end(&mut text)?;
    Ok(text)
}

/// Whether this is the stored form of the part of that name.
pub fn is_whole(name: Digest, packed: &[u8]) -> bool {
    inflate(packed, MOST).is_ok_and(|text| Digest::of(text) == name)
}

/// Every part that a stored text may point to, whether or not it can be read: all versions name parts by 64 hexadecimal
/// digits, and so must those to come.
pub fn names_in(text: &str) -> BTreeSet<Digest> {
    let runs = text.split(|c: char| !c.is_ascii_hexdigit());
    runs.filter(|run| run.len() == 64).filter_map(|run| Digest::parse(run).ok()).collect()
}

/// Opens a packed part and checks that its text has the digest that names it.
///
/// # Errors
/// [`StoredFault::Damaged`] for anything else.
pub fn unpack(kind: BlobKind, name: Digest, packed: &[u8]) -> Result<Blob, StoredFault> {
    let text = inflate(packed, MOST).map_err(unpackable)?;
    if Digest::of(&text) != name {
        return Err(StoredFault::Damaged("内容与摘要不符".into()));
    }
    Ok(match kind {
        BlobKind::Businesses => Blob::Businesses(Rc::new(read_roster(text)?)),
        BlobKind::Officers => Blob::Officers(Rc::new(read_roster(text)?)),
        BlobKind::SealedBusinesses => Blob::SealedBusinesses(Rc::new(json::read_bytes(&text).map_err(damaged)?)),
        BlobKind::SealedOfficers => Blob::SealedOfficers(Rc::new(json::read_bytes(&text).map_err(damaged)?)),
        BlobKind::Preliminary => {
            Blob::Preliminary(Rc::new(preliminary::read_manifest(text).map_err(StoredFault::Damaged)?))
        }
        BlobKind::Outcome => Blob::Outcome(Rc::new(preliminary::read_outcome(&text).map_err(damaged)?)),
        BlobKind::Inspections => Blob::Inspections(Rc::new(json::read_bytes(&text).map_err(damaged)?)),
        BlobKind::Log => Blob::Log(Rc::new(json::read_bytes(&text).map_err(damaged)?)),
    })
}

fn read_roster<T: Record + DeserializeOwned>(mut text: Vec<u8>) -> Result<Roster<T>, StoredFault> {
    let line = |text: &mut Vec<u8>| {
        let end = memchr::memchr(b'\n', text).map_or(text.len(), |end| end + 1);
        text.drain(..end).collect::<Vec<u8>>()
    };
    if !text.starts_with(b"{\"format\":") {
        let OldRoster { file, file_digest, reading } = json::read_bytes(&text).map_err(damaged)?;
        return Ok(Roster::of_list(file, file_digest, reading));
    }
    let first = line(&mut text);
    if json::read_bytes::<FormatOnly>(&first).map_err(damaged)?.format != ROSTER {
        return Err(StoredFault::Damaged("不是一份名录".into()));
    }
    // Not by way of `FirstLine`: what is flattened can't be read with numbers as keys.
    let head: RosterHead = json::read_bytes(&first).map_err(damaged)?;
    let mut reading_problems = line(&mut text);
    reading_problems.pop();
    let starts = CompactRows::<T>::starts_of(&text);
    Ok(Roster::from_parts(head, reading_problems, text, starts))
}

/// That JSON is not what this program writes, and where.
#[allow(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn damaged(error: serde_json::Error) -> StoredFault {
    StoredFault::Damaged(match error.line() {
        0 => "缺少应有的内容".into(),
        line => format!("第{line}行第{}字节起读不懂", error.column()),
    })
}

/// That what is packed can't be unpacked.
fn unpackable<E>(_: E) -> StoredFault {
    StoredFault::Damaged("压缩的内容读不出来".into())
}
