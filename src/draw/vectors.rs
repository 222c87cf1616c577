//! The vectors of the protocol, checked anywhere: on the host and in the browser's wasm. For developers, so in English.

use super::drawn::{Drawn, open};
use super::in_force::InForce;
use super::numbers::Contribution;
use super::outcome::{Outcome, TicketedKey};
use super::record::Record;
use super::sealed::Sealed;
use super::secret::Nonce;
use super::substitution::Substitution;
use super::verify::{Verdict, verify};
use crate::json;
use crate::model::Digest;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A case of a file of vectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VectorCase {
    /// Its name.
    pub name: String,
    /// What was reproduced, or what was not.
    pub reproduced: Result<String, String>,
}

/// `draw-*.json`.
#[derive(Deserialize)]
struct Draw<'a> {
    name: String,
    #[serde(borrow)]
    sealed: &'a RawValue,
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

/// `refused-seals.json`.
#[derive(Deserialize)]
struct Seals<'a> {
    nonce: Nonce,
    contributions: Vec<Contribution>,
    #[serde(borrow)]
    sound: &'a RawValue,
    #[serde(borrow)]
    faults: Vec<Fault<'a>>,
}

#[derive(Deserialize)]
struct Fault<'a> {
    name: String,
    #[serde(borrow)]
    sealed: &'a RawValue,
    contributions: Vec<Contribution>,
}

/// `records.json`, or, without `remarks`, `tampered.json`.
#[derive(Deserialize)]
struct Records<'a> {
    #[serde(borrow)]
    records: Vec<Recorded<'a>>,
}

#[derive(Deserialize)]
struct Recorded<'a> {
    name: String,
    #[serde(borrow)]
    record: &'a RawValue,
    officers_withheld: Option<bool>,
    remarks: Option<usize>,
}

/// `raw.json`.
#[derive(Deserialize)]
struct Texts {
    sound: String,
    refused: Vec<Text>,
}

#[derive(Deserialize)]
struct Text {
    name: String,
    text: String,
}

/// Which file of vectors a text is.
#[derive(Clone, Copy)]
enum Sort {
    Draw,
    Seals,
    Records,
    Texts,
}

fn sort(json: &str) -> Option<Sort> {
    let parts: BTreeMap<String, &RawValue> = json::read(json).ok()?;
    let has = |keys: &[&str]| keys.iter().all(|key| parts.contains_key(*key));
    // A record names its protocol and is nobody's sample.
    if has(&["protocol"]) || !has(&["about"]) {
        None
    } else if has(&["name", "sealed", "nonce", "contributions"]) {
        Some(Sort::Draw)
    } else if has(&["sound", "faults"]) {
        Some(Sort::Seals)
    } else if has(&["records"]) {
        Some(Sort::Records)
    } else {
        has(&["sound", "refused"]).then_some(Sort::Texts)
    }
}

/// Whether the text is a file of `tests/vectors/` rather than a record.
pub fn is_vector(json: &str) -> bool {
    sort(json).is_some()
}

/// Checks one file of `tests/vectors/`, case by case.
///
/// # Errors
/// Why the text is no such file.
pub fn check_vector(json: &str) -> Result<Vec<VectorCase>, String> {
    let read = |e: serde_json::Error| e.to_string();
    match sort(json).ok_or("not a file of vectors")? {
        Sort::Draw => json::read(json).map(|draw| vec![of_draw(&draw)]).map_err(read),
        Sort::Seals => json::read(json).map(|seals| of_seals(&seals)).map_err(read),
        Sort::Records => {
            let file: Records<'_> = json::read(json).map_err(read)?;
            Ok(file.records.into_iter().map(of_record).collect())
        }
        Sort::Texts => json::read(json).map(of_texts).map_err(read),
    }
}

fn same<T: PartialEq>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} differs")) }
}

/// What a draw gives, or why it refuses.
fn drawn(sealed: &str, nonce: &Nonce, numbers: &[Contribution]) -> Result<(Sealed, Drawn), String> {
    let sealed = Sealed::parse(sealed).map_err(|fault| fault.to_string())?;
    let drawn = open(&sealed, nonce, numbers).map_err(|refusal| refusal.to_string())?;
    Ok((sealed, drawn))
}

fn of_draw(vector: &Draw<'_>) -> VectorCase {
    let reproduced = match (drawn(vector.sealed.get(), &vector.nonce, &vector.contributions), &vector.refused) {
        (Err(refusal), Some(_)) => Ok(format!("refused: {refusal}")),
        (Err(refusal), None) => Err(format!("refused: {refusal}")),
        (Ok(_), Some(reason)) => Err(format!("not refused: {reason}")),
        (Ok((sealed, drawn)), None) => of_outcome(vector, &sealed, &drawn),
    };
    VectorCase { name: vector.name.clone(), reproduced }
}

fn of_outcome(vector: &Draw<'_>, sealed: &Sealed, drawn: &Drawn) -> Result<String, String> {
    same("commitment", &sealed.commitment(), &vector.commitment)?;
    same("seed", &Some(drawn.seed), &vector.seed)?;
    same("outcome", &Some(&drawn.outcome), &vector.outcome.as_ref())?;
    let checked = sealed.check().map_err(|faults| format!("{faults:?}"))?;
    let keys = |lists: &BTreeMap<String, Vec<TicketedKey>>| -> Lists {
        lists.iter().map(|(name, placed)| (name.clone(), placed.iter().map(|p| p.key.clone()).collect())).collect()
    };
    let left = super::Reserve::new(&checked, drawn);
    let reserve = Reserve { businesses: keys(&left.businesses), officers: keys(&left.officers) };
    same("reserve", &Some(&reserve), &vector.reserve.as_ref())?;
    let mut force = InForce::new(&checked, drawn);
    let substitutions = vector.substitutions.as_ref().ok_or("no substitutions")?;
    for (number, s) in (1..).zip(substitutions) {
        let out = s.out.as_deref().ok_or_else(|| format!("substitution {number} names nobody"))?;
        let incoming = force.apply(s.kind, s.team, out).map_err(|e| e.to_string())?;
        same(&format!("substitution {number}"), &incoming.who.map(|who| who.key), &s.incoming)?;
    }
    let (businesses, round) = (drawn.businesses.len(), drawn.outcome.round);
    Ok(format!("{businesses} businesses, round {round}, {} substitutions", substitutions.len()))
}

fn of_seals(file: &Seals<'_>) -> Vec<VectorCase> {
    let sound = drawn(file.sound.get(), &file.nonce, &file.contributions).map(|_| "drawn".to_owned());
    let refused = |fault: &Fault<'_>| {
        let drawn = drawn(fault.sealed.get(), &file.nonce, &fault.contributions);
        VectorCase { name: fault.name.clone(), reproduced: refused(drawn) }
    };
    let sound = VectorCase { name: "sound".to_owned(), reproduced: sound };
    std::iter::once(sound).chain(file.faults.iter().map(refused)).collect()
}

fn refused<T>(result: Result<T, String>) -> Result<String, String> {
    match result {
        Ok(_) => Err("not refused".to_owned()),
        Err(refusal) => Ok(format!("refused: {refusal}")),
    }
}

/// What a text is as a record: whether officers are withheld, and how many remarks there are; or the first that is wrong.
fn verified(text: &str) -> Result<(bool, usize), String> {
    let record = Record::parse(text).map_err(|fault| fault.to_string())?;
    let verification = verify(&record);
    match verification.verdict() {
        Verdict::Verified => Ok((false, verification.remarks.len())),
        Verdict::OfficersWithheld => Ok((true, verification.remarks.len())),
        Verdict::Different => {
            Err(verification.differences().next().map_or_else(|| "a check not made".to_owned(), ToString::to_string))
        }
    }
}

fn of_record(vector: Recorded<'_>) -> VectorCase {
    let found = verified(vector.record.get());
    let reproduced = match (vector.officers_withheld, vector.remarks) {
        (Some(withheld), Some(remarks)) => found.and_then(|found| {
            same("whether officers are withheld", &found.0, &withheld)?;
            same(&format!("the number of remarks, {},", found.1), &found.1, &remarks)?;
            Ok(format!("verified, {remarks} remarks"))
        }),
        _ => refused(found),
    };
    VectorCase { name: vector.name, reproduced }
}

fn of_texts(file: Texts) -> Vec<VectorCase> {
    let sound = verified(&file.sound).map(|_| "verified".to_owned());
    let sound = VectorCase { name: "sound".to_owned(), reproduced: sound };
    // These are refused outright, before anything is verified.
    let outright = |text: Text| {
        let read = Record::parse(&text.text).map_err(|fault| fault.to_string());
        VectorCase { name: text.name, reproduced: refused(read) }
    };
    std::iter::once(sound).chain(file.refused.into_iter().map(outright)).collect()
}
