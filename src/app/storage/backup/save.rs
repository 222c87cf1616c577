//! 存为文件: campaigns as a file, also when nothing can be stored.

use crate::app::context::AppContext;
use crate::app::storage::repository::{YEARS, packed_again, read_packed};
use crate::app::store::Msg;
use crate::app::worker::download::save;
use crate::browser::{clock, storage};
use crate::json;
use crate::model::{Digest, Stamp};
use crate::state::{Action, Campaign, Model, StoredFault, gather, is_whole, write_backup, write_years};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// When each campaign was last handed out as a file.
const BACKED: &str = "backed";

/// When each campaign was last handed out as a file, as far as this browser knows.
pub fn backed() -> BTreeMap<String, Stamp> {
    // A convenience: where it can't be read a backup is offered once more.
    let stored = storage::read(BACKED).ok().flatten();
    stored.and_then(|json| json::read(&json).ok()).unwrap_or_default()
}

fn remember(ids: impl Iterator<Item = String>) {
    let mut all = backed();
    all.extend(ids.map(|id| (id, clock::now())));
    if let Ok(json) = serde_json::to_string(&all) {
        // See above.
        let _ = storage::write(BACKED, &json);
    }
}

/// Hands the campaign to the user as one file, also when nothing can be stored.
pub fn save_backup(app: &AppContext, campaign: &Rc<Campaign>) {
    // Of a name that is too long the end is cut off, which is not to be the day.
    let title: String = campaign.title().chars().take(60).collect();
    begin(app, vec![campaign.id.clone()], format!("{title}-备份-{}.json", today()), false);
}

/// Hands all campaigns that are not deleted, and the yearly plans, to the user in one file: those that are whole; the others are
/// named.
pub fn save_all(app: &AppContext) {
    let all = app.store.model.in_use().map(|c| c.id.clone()).collect();
    begin(app, all, format!("明抽-全部备份-{}.json", today()), true);
}

/// 2026-11-29, as it stands in the name of a file.
pub fn today() -> String {
    clock::now().format("%Y-%m-%d").to_string()
}

fn begin(app: &AppContext, ids: Vec<String>, name: String, with_years: bool) {
    let app = app.clone();
    spawn_local(async move {
        match hand_over(&app, &ids, &name, with_years).await {
            Ok(HandedOver { name, missing, .. }) => {
                let told = format!("已存为“{name}”，请在下载文件夹中查看");
                if missing.is_empty() { app.tell(told) } else { app.warn(format!("{told}。{missing}")) }
            }
            Err(why) => app.warn(why),
        }
    });
}

/// A file of campaigns that the user was given.
pub struct HandedOver {
    /// Its name.
    pub name: String,
    /// The campaigns that are in it.
    pub whole: Vec<String>,
    /// That others are not, as a sentence; empty where all are.
    pub missing: String,
}

/// Hands these campaigns to the user in one file, as far as they are whole, and the yearly plans if they are to go with them.
///
/// # Errors
/// The sentence why there is no file.
pub async fn hand_over(app: &AppContext, ids: &[String], name: &str, with_years: bool) -> Result<HandedOver, String> {
    // What the file tells is not replaced by what is typed from now on.
    app.send(Msg::Read(Action::Settle));
    let campaigns: Vec<_> = ids.iter().filter_map(|id| app.campaign(id)).collect();
    let mut backups = Vec::new();
    for campaign in &campaigns {
        backups.push(backup_of(&app.store.model, campaign).await);
    }
    let made = campaigns.iter().zip(&backups).filter(|(_, backup)| backup.is_ok());
    let whole: Vec<_> = made.map(|(c, _)| c.id.clone()).collect();
    let (years, without) = if with_years { years_for_file(app)? } else { (None, String::new()) };
    let gathered = gather(campaigns.iter().map(|c| c.title()).zip(backups), years).map_err(|why| why.to_string())?;
    let missing =
        [gathered.missing(), without].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("；");
    let Some(text) = &gathered.text else { return Err(missing) };
    let name = save(name, text.as_bytes()).map_err(|fault| fault.to_string())?;
    remember(whole.iter().cloned());
    Ok(HandedOver { name, whole, missing })
}

/// The yearly plans as a file takes them, and a sentence where it does not. What a newer program wrote goes over as it is.
fn years_for_file(app: &AppContext) -> Result<(Option<String>, String), String> {
    let years = &app.store.model.years;
    match &years.fault {
        None if years.plans.is_empty() => Ok((None, String::new())),
        None => Ok((Some(write_years(years).map_err(|why| why.to_string())?), String::new())),
        Some(StoredFault::Newer(_)) => Ok((storage::raw(YEARS).map_err(|why| why.to_string())?, String::new())),
        Some(why) => Ok((None, format!("年度计划没有存进文件：{why}"))),
    }
}

async fn backup_of(model: &Model, campaign: &Campaign) -> Result<String, StoredFault> {
    let mut packed = BTreeMap::new();
    for (_, name) in campaign.parts() {
        packed.extend(part(model, name).await.map(|part| (name, part)));
    }
    write_backup(campaign, &packed)
}

/// A part as it is kept: in memory until it is stored, in storage, or made again of what is in memory.
async fn part(model: &Model, name: Digest) -> Option<Rc<[u8]>> {
    if let Some(Some(packed)) = model.packed.get(&name) {
        return Some(packed.clone());
    }
    match read_packed(name).await {
        Ok(Some(packed)) if is_whole(name, &packed) => Some(packed.into()),
        // Without either it is told that it is missing.
        _ => packed_again(model, name).ok(),
    }
}
