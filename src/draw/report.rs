//! What a verification found, in sentences: what a page shows, small enough to be sent to it whatever the record is.

use super::record::Record;
use super::seed::{Contribution, Nonce};
use super::verify::{CheckName, Verification};
use crate::model::{Digest, spelt_out};
use serde::{Deserialize, Serialize};

/// The most differences of a check that are told one by one.
const TOLD: usize = 100;

/// The most characters of one sentence: names in a stranger's record have no limit.
const LENGTH: usize = 1_000;

/// A verified record, without its rosters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// 任务名称.
    pub title: String,
    /// 牵头部门.
    pub lead: String,
    /// Which attempt counts.
    pub attempt: u32,
    /// Businesses listed.
    pub businesses: usize,
    /// Businesses drawn, as recorded.
    pub drawn: usize,
    /// Officers listed.
    pub officers: usize,
    /// Teams, as recorded; as many as businesses where each has its own.
    pub teams: usize,
    /// Substitutions recorded.
    pub substitutions: usize,
    /// Voided attempts recorded.
    pub voided: usize,
    /// The commitment, as recorded.
    pub commitment: Digest,
    /// The nonce, as recorded.
    pub nonce: Nonce,
    /// What each party said, as recorded.
    pub contributions: Vec<Contribution>,
    /// The seed, as recorded.
    pub seed: Digest,
    /// The checks, in the order of [`CheckName`].
    pub checks: Vec<CheckReport>,
    /// What a reader should know besides.
    pub remarks: Vec<String>,
}

/// A check in sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Which one.
    pub name: CheckName,
    /// What it found, the first hundred.
    pub differences: Vec<String>,
    /// How many it found besides.
    pub more: usize,
}

impl CheckReport {
    /// Whether nothing was found.
    pub fn passed(&self) -> bool {
        self.differences.is_empty()
    }
}

impl Report {
    /// Of a record and what its verification found.
    pub fn new(record: &Record, verification: &Verification) -> Self {
        let manifest = &record.manifest;
        let check = |check: &super::verify::Check| CheckReport {
            name: check.name,
            differences: check.differences.iter().take(TOLD).map(|d| cut(&d.to_string())).collect(),
            more: check.differences.len().saturating_sub(TOLD),
        };
        Self {
            title: cut(&manifest.campaign.title),
            lead: cut(&manifest.campaign.lead),
            attempt: manifest.campaign.attempt,
            businesses: manifest.businesses.len(),
            drawn: record.outcome.businesses.len(),
            officers: manifest.officers.len(),
            teams: record.outcome.teams.len(),
            substitutions: record.substitutions.len(),
            voided: record.voided.len(),
            commitment: record.commitment,
            nonce: record.nonce,
            contributions: record.contributions.iter().map(said).collect(),
            seed: record.seed,
            checks: verification.checks.iter().map(check).collect(),
            remarks: verification.remarks.iter().take(TOLD).map(|r| cut(&r.to_string())).collect(),
        }
    }

    /// Whether every check passed.
    pub fn is_clean(&self) -> bool {
        self.checks.iter().all(CheckReport::passed)
    }

    /// How many differences there are.
    pub fn differences(&self) -> usize {
        self.checks.iter().map(|c| c.differences.len() + c.more).sum()
    }
}

fn said(c: &Contribution) -> Contribution {
    Contribution { label: cut(&c.label), value: cut(&c.value) }
}

/// The text, or its beginning, with what shows nothing spelt out.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{}……", spelt_out(&text[..at])),
        None => spelt_out(text).into_owned(),
    }
}
