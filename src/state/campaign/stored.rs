//! The stored form of the document: what is written, read back and migrated. The live model may change; a stored version may
//! not.

use super::document::{Campaign, Newer};
use super::fault::{StoredFault, damaged};
use super::log_act::LogAct;
use super::preliminary;
use crate::json;
use crate::model::Digest;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The version of the stored form that this program writes.
pub const VERSION: u32 = 10;

const FORMAT: &str = "mingchou-campaign";

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
        // rosters of several files, which their own text tells; version 10 knows rehearsals, the meeting, ledgers and lists, of
        // which there are none before.
        8 | 9 | VERSION => of_today().map_err(damaged),
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
        let copy = log.as_array().is_some_and(|entries| entries.iter().any(|e| e["act"] == LogAct::Copy.word()));
        campaign.insert("is_copy".into(), json!(copy));
        campaign.insert("log".into(), json!({"entries": log}));
    }
    json::from_value(&campaign).map_err(damaged)
}

/// Every part that a stored text may point to, whether or not it can be read: all versions name parts by 64 hexadecimal
/// digits, and so must those to come.
pub fn names_in(text: &str) -> BTreeSet<Digest> {
    let runs = text.split(|c: char| !c.is_ascii_hexdigit());
    runs.filter(|run| run.len() == 64).filter_map(|run| Digest::parse(run).ok()).collect()
}
