//! Records that come from strangers: verified, asked about, written as pages.

use crate::draw::{Record, RecordFault, Report, Verification, WhyAnswer, check_vector, is_vector, verify, why};
use crate::export;
use crate::json;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// What of a file of vectors is reproduced, each case as a line for developers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vectors {
    /// The cases that are.
    pub reproduced: Vec<String>,
    /// The cases that are not.
    pub different: Vec<String>,
}

/// What a file that was to be verified holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerifiedFile {
    /// A record, and what its verification found.
    Record(Box<Report>),
    /// A file of vectors of the protocol, and what of it is reproduced: for developers.
    Vectors(Vectors),
}

impl VerifiedFile {
    /// Whether it is a record in which nothing was found wrong.
    pub fn is_clean_record(&self) -> bool {
        match self {
            Self::Record(report) => report.is_clean(),
            Self::Vectors(_) => false,
        }
    }
}

/// A record with what its verification found.
#[derive(Debug)]
pub(super) struct Verified {
    record: Record,
    verification: Verification,
}

impl Verified {
    /// The record in this text.
    pub(super) fn parse(text: &[u8]) -> Result<Self, RecordFault> {
        Record::from_bytes(text).map(Self::new)
    }

    fn new(record: Record) -> Self {
        Self { verification: verify(&record), record }
    }

    /// Why a business was drawn, or not.
    pub(super) fn why(&self, business: &str) -> WhyAnswer {
        why(&self.record, business)
    }

    /// The record as it is published, without officers.
    pub(super) fn withheld(&self) -> Self {
        Self::new(self.record.withheld())
    }

    /// As a page, with a line for each role of those present.
    pub(super) fn page(&self, present: &[String]) -> String {
        export::record_page_of_meeting(&self.record, &self.verification, present)
    }
}

/// Verifies the record in a file, or checks the vectors in it.
pub(super) fn verified(bytes: &[u8]) -> Result<(VerifiedFile, Option<Verified>), String> {
    let bytes = match std::str::from_utf8(bytes) {
        Ok(text) => export::record_in_page(text).unwrap_or(text).as_bytes(),
        // Cut in the middle of a character: what is before it says the rest.
        Err(e) if e.error_len().is_none() => &bytes[..e.valid_up_to()],
        Err(_) => bytes,
    };
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    match Verified::parse(bytes) {
        Ok(verified) => {
            let report = Report::new(&verified.record, &verified.verification);
            Ok((VerifiedFile::Record(Box::new(report)), Some(verified)))
        }
        Err(_) if is_preliminary_vector(text) => Err(RecordFault::Preliminary.to_string()),
        Err(_) if is_vector(text) => Ok((VerifiedFile::Vectors(vectors(text)?), None)),
        Err(fault) => Err(fault.to_string()),
    }
}

fn vectors(text: &str) -> Result<Vectors, String> {
    let mut found = Vectors::default();
    for case in check_vector(text)? {
        match case.reproduced {
            Ok(what) => found.reproduced.push(format!("{}: {what}", case.name)),
            Err(what) => found.different.push(format!("{}: {what}", case.name)),
        }
    }
    Ok(found)
}

/// Whether it is a vector of the protocol of before the first release, which holds what was sealed as `manifest`.
fn is_preliminary_vector(text: &str) -> bool {
    let parts = |text| json::read::<BTreeMap<String, &RawValue>>(text).ok();
    let manifest = parts(text).and_then(|parts| parts.get("manifest").and_then(|raw| parts_of(raw)));
    manifest.is_some_and(|manifest| manifest.get("protocol").is_some_and(|raw| raw.get() == "\"mingchou/1\""))
}

fn parts_of(raw: &RawValue) -> Option<BTreeMap<String, &RawValue>> {
    json::read(raw.get()).ok()
}
