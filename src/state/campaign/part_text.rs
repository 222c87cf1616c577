//! The text of an immutable part, whose SHA-256 is its name, and the compressed form in which it is kept.

use super::blob::{Blob, BlobKind};
use super::fault::{StoredFault, damaged, unpackable};
use super::preliminary;
use crate::course::LedgerText;
use crate::json;
use crate::model::Digest;
use crate::roster::{CompactRows, Reading, Record};
use crate::state::rosters::{Roster, RosterHead};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::rc::Rc;

/// The most text that a stored part may unpack to, in bytes.
pub(crate) const MOST: u64 = 512 << 20;

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
        Blob::List(text) => Ok(PartText { head: String::new(), reading_problems: &[], lines: text.text().as_bytes() }),
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
pub(crate) fn inflate(packed: &[u8], most: u64) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    DeflateDecoder::new(packed).take(most).read_to_end(&mut text)?;
    Ok(text)
}

/// Whether this is the stored form of the part of that name.
pub fn is_whole(name: Digest, packed: &[u8]) -> bool {
    inflate(packed, MOST).is_ok_and(|text| Digest::of(text) == name)
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
        BlobKind::List => {
            let rows = LedgerText::of(text).ok_or_else(|| StoredFault::Damaged("不是一份台账或名单".into()))?;
            Blob::List(Rc::new(rows))
        }
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
