//! What was drawn by the preliminary protocol `mingchou/1`, which was never released: it is opened, shown and printed in the
//! terms of this one, and can't be verified or drawn on.

use crate::draw::{
    Businesses, ByDepartment, Campaign, MatchingRule, Officers, Outcome, Protocol, Salt, Seal, Sealed, SealedBusiness,
    SealedDepartment, SealedOfficer, SealedStratum, Team, Time,
};
use crate::json;
use crate::model::{Digest, Stamp};
use crate::state::typed::names;
use serde::Deserialize;
use serde_json::{Value, json};
use std::rc::Rc;

/// A manifest of the preliminary protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preliminary {
    /// What it says, as a seal with its rosters; the digests of them are not what was sealed.
    pub sealed: Sealed,
    /// As it is stored; its SHA-256 is the commitment.
    pub(crate) text: String,
}

#[derive(Deserialize)]
struct Manifest {
    campaign: Campaign,
    nonce_sha256: Digest,
    contributors: Vec<String>,
    strata: Vec<SealedStratum>,
    departments: Vec<SealedDepartment>,
    matching: MatchingRule,
    businesses: Vec<SealedBusiness>,
    officers: Vec<SealedOfficer>,
    recusals: Vec<(String, String)>,
}

/// An outcome of either protocol: the preliminary one knew no rounds.
#[derive(Deserialize)]
struct AnyOutcome {
    businesses: Vec<String>,
    officers: Option<ByDepartment>,
    #[serde(default)]
    round: u32,
    teams: Vec<Team>,
}

pub(crate) fn read_manifest(text: Vec<u8>) -> Result<Preliminary, String> {
    let text = String::from_utf8(text).map_err(|e| e.to_string())?;
    let m: Manifest = json::read(&text).map_err(|e| e.to_string())?;
    let businesses = Rc::new(Businesses::new(m.businesses));
    let officers = Rc::new(Officers::new(m.officers, m.recusals, Salt::from_bytes([0; 16])));
    let seal = Seal {
        businesses_sha256: businesses.digest(),
        campaign: m.campaign,
        contributors: m.contributors,
        departments: m.departments,
        matching: m.matching,
        nonce_sha256: m.nonce_sha256,
        officers_sha256: officers.digest(),
        previous: None,
        protocol: Protocol::Mingchou2,
        // The manifest did not say; the attempt does.
        sealed_at: Time::parse("1970-01-01T00:00:00+00:00").map_err(|e| e.to_string())?,
        strata: m.strata,
    };
    Ok(Preliminary { sealed: Sealed { businesses, officers, seal }, text })
}

pub(crate) fn read_outcome(text: &[u8]) -> serde_json::Result<Outcome> {
    let AnyOutcome { businesses, officers, round, teams } = json::read_bytes(text)?;
    Ok(Outcome { businesses, officers, round, teams })
}

/// Brings an attempt of a stored document into the form of this version: one witness was a text, times had fractions.
pub(crate) fn attempt(attempt: &mut Value) {
    if let Some(void) = attempt.get_mut("void").filter(|v| v.is_object()) {
        if !void["witnesses"].is_array() {
            void["witnesses"] = names(void["witnesses"].as_str().unwrap_or_default()).into();
        }
        whole_seconds(&mut void["at"]);
    }
    let entries = attempt.get_mut("substitutions").and_then(Value::as_array_mut).into_iter().flatten();
    entries.filter_map(|entry| entry.get_mut("at")).for_each(whole_seconds);
}

fn whole_seconds(at: &mut Value) {
    let stamp = at.as_str().and_then(|text| Stamp::parse_from_rfc3339(text).ok());
    if let Some(time) = stamp.and_then(|stamp| Time::of(&stamp).ok()) {
        *at = json!(time);
    }
}
