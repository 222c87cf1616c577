//! The vectors of the protocol, checked anywhere: on the host and in the browser's wasm.

use super::outcome::{Outcome, Placed, draw};
use super::record::parts;
use super::seed::{Contribution, Nonce, seed};
use super::substitution::{InForce, Kind};
use super::{Manifest, feasible};
use crate::model::{Digest, normal_key};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Keys {
    normal_key: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    manifest: Manifest,
    nonce: Nonce,
    contributions: Vec<Contribution>,
    commitment: Digest,
    seed: Option<Digest>,
    outcome: Option<Outcome>,
    reserve: Option<Reserve>,
    substitutions: Option<Vec<Substitution>>,
    refused: Option<String>,
}

type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize, PartialEq)]
struct Reserve {
    businesses: Lists,
    officers: Lists,
}

#[derive(Deserialize)]
struct Substitution {
    kind: Kind,
    team: u32,
    out: String,
    #[serde(rename = "in")]
    incoming: String,
}

/// Whether the text is a file of `tests/vectors/` rather than a record, which names its protocol and is nobody's sample.
pub fn is_vector(json: &str) -> bool {
    let Some(parts) = parts(json) else { return false };
    let has = |keys: &[&str]| keys.iter().all(|key| parts.contains_key(*key));
    !has(&["protocol"]) && (has(&["normal_key"]) || has(&["name", "about", "manifest"]))
}

/// Checks one file of `tests/vectors/` and says what was checked, or what differed. For developers, so in English.
///
/// # Errors
/// The first thing that is not reproduced exactly.
pub fn check_vector(json: &str) -> Result<String, String> {
    if let Ok(keys) = serde_json::from_str::<Keys>(json) {
        return check_keys(&keys);
    }
    let vector: Vector = serde_json::from_str(json).map_err(|e| e.to_string())?;
    check_draw(&vector).map_err(|e| format!("{}: {e}", vector.name))
}

fn check_keys(keys: &Keys) -> Result<String, String> {
    let wrong = keys.normal_key.iter().find(|(text, key)| normal_key(text) != *key);
    wrong.map_or_else(|| Ok(format!("keys: {}", keys.normal_key.len())), |w| Err(format!("key: {w:?}")))
}

fn same<T: PartialEq>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} differs")) }
}

fn check_draw(v: &Vector) -> Result<String, String> {
    v.manifest.check().map_err(|faults| format!("{faults:?}"))?;
    same("commitment", &v.manifest.commitment(), &v.commitment)?;
    same("nonce", &v.nonce.digest(), &v.manifest.nonce_sha256)?;
    let seed = seed(&v.commitment, &v.nonce, &v.contributions);
    let drawn = match (draw(&v.manifest, seed), &v.refused) {
        (Err(refusal), Some(_)) => return Ok(format!("{}: {refusal}", v.name)),
        (Err(refusal), None) => return Err(refusal.to_string()),
        (Ok(_), Some(reason)) => return Err(format!("not refused: {reason}")),
        (Ok(drawn), None) => drawn,
    };
    same("impossibilities", &feasible::impossibilities(&v.manifest), &Vec::new())?;
    same("seed", &Some(seed), &v.seed)?;
    same("outcome", &Some(&drawn.outcome), &v.outcome.as_ref())?;
    let keys = |lists: &BTreeMap<String, Vec<Placed>>| -> Lists {
        lists.iter().map(|(name, placed)| (name.clone(), placed.iter().map(|p| p.key.clone()).collect())).collect()
    };
    let left = super::Reserve::new(&v.manifest, &drawn);
    let reserve = Reserve { businesses: keys(&left.businesses), officers: keys(&left.officers) };
    same("reserve", &Some(&reserve), &v.reserve.as_ref())?;
    let mut force = InForce::new(&v.manifest, &drawn);
    for s in v.substitutions.iter().flatten() {
        let incoming = force.apply(s.kind, s.team, &s.out).map_err(|e| e.to_string())?;
        same(&format!("substitution of {}", s.out), &incoming.who.key, &s.incoming)?;
    }
    let substitutions = v.substitutions.as_ref().map_or(0, Vec::len);
    Ok(format!("{}: {} businesses, {substitutions} substitutions", v.name, drawn.businesses.len()))
}
