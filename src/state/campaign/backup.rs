//! A campaign as one file: its document and its parts; or all campaigns, one such after the other. For moving to another
//! machine, and for when saving failed.

use super::blob::Part;
use super::document::Campaign;
use super::fault::StoredFault;
use super::file_kind::{BACKUP as FORMAT, BACKUPS as ALL, FileKind, file_kind};
use super::part_text::{armour, is_whole, unarmour, unpack};
use super::stored::{read_campaign, write_campaign};
use crate::json;
use crate::model::{Digest, ToMap};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Why a file is no backup, or one that can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    /// Not one of ours.
    #[error("这不是明抽的备份文件。请选择用“存为文件”得到的 .json 文件")]
    NotABackup,
    /// 方案模板.
    #[error("这是方案模板，不是备份文件。请在首页用“打开备份、模板”打开它")]
    Template,
    /// Its content is damaged or newer.
    #[error("备份文件打不开：{0}")]
    Stored(#[from] StoredFault),
}

#[derive(Serialize, Deserialize)]
struct Backup<T> {
    format: String,
    campaign: T,
    parts: BTreeMap<Digest, T>,
}

/// The backups of several campaigns in one file.
#[derive(Serialize, Deserialize)]
struct Backups {
    format: String,
    backups: Vec<Box<RawValue>>,
    /// 年度检查计划, as it is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year_plans: Option<Box<RawValue>>,
}

/// What a file takes of several campaigns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// The file: of one campaign as [`write_backup`] makes it, of several one such after the other; none where no campaign is
    /// whole.
    pub text: Option<String>,
    /// The campaigns that are not in it, by title, each with the reason.
    pub left_out: Vec<(String, String)>,
}

impl Gathered {
    /// That some are not in the file, as a sentence; empty where all are.
    pub fn missing(&self) -> String {
        let one = |(title, why): &(String, String)| format!("“{title}”没有存进文件：{why}");
        self.left_out.iter().map(one).collect::<Vec<_>>().join("；")
    }
}

/// The file of these campaigns, by title, each a backup as [`write_backup`] makes it, or why there is none; with the yearly
/// plans as they are stored, if they are to go with them.
///
/// # Errors
/// [`StoredFault::Damaged`] if one of the backups is no JSON.
pub fn gather(
    backups: impl IntoIterator<Item = (String, Result<String, StoredFault>)>,
    year_plans: Option<String>,
) -> Result<Gathered, StoredFault> {
    let (mut whole, mut left_out) = (Vec::new(), Vec::new());
    for (title, backup) in backups {
        match backup {
            Ok(text) => whole.push(text),
            Err(why) => left_out.push((title, why.to_string())),
        }
    }
    if year_plans.is_some() {
        return Ok(Gathered { text: Some(file_of(whole, year_plans)?), left_out });
    }
    let text = match <[String; 1]>::try_from(whole) {
        Ok([one]) => Some(one),
        Err(none) if none.is_empty() => None,
        Err(several) => Some(write_backups(several)?),
    };
    Ok(Gathered { text, left_out })
}

/// The file of several backups, each as [`write_backup`] makes it.
///
/// # Errors
/// [`StoredFault::Damaged`] if one of them is no JSON.
pub fn write_backups(backups: Vec<String>) -> Result<String, StoredFault> {
    file_of(backups, None)
}

fn file_of(backups: Vec<String>, year_plans: Option<String>) -> Result<String, StoredFault> {
    let damaged = |e: serde_json::Error| StoredFault::Damaged(e.to_string());
    let backups = backups.into_iter().map(RawValue::from_string).collect::<Result<_, _>>().map_err(damaged)?;
    let year_plans = year_plans.map(RawValue::from_string).transpose().map_err(damaged)?;
    serde_json::to_string(&Backups { format: ALL.into(), backups, year_plans }).map_err(damaged)
}

/// What a file of backups holds.
#[derive(Debug, PartialEq)]
pub struct Opened {
    /// The campaigns with their parts.
    pub campaigns: Vec<(Campaign, Vec<Part>)>,
    /// Of the others, the place in the file, from 1, and the reason.
    pub faults: Vec<(usize, BackupFault)>,
    /// The yearly plans, as they are stored.
    pub year_plans: Option<String>,
}

/// The campaigns of a file of one backup or of several: one of them that can't be opened keeps no other from being.
///
/// # Errors
/// As [`read_backup`], where there is nothing else in the file.
pub fn read_backups(text: &str) -> Result<Opened, BackupFault> {
    let Backups { backups, year_plans, .. } = match json::read::<Backups>(text) {
        Ok(all) if all.format == ALL => all,
        _ => return Ok(Opened { campaigns: vec![read_backup(text)?], faults: Vec::new(), year_plans: None }),
    };
    let year_plans = year_plans.map(|raw| raw.get().to_owned());
    let mut opened = Opened { campaigns: Vec::new(), faults: Vec::new(), year_plans };
    for (place, backup) in backups.iter().enumerate() {
        match read_backup(backup.get()) {
            Ok(one) => opened.campaigns.push(one),
            Err(fault) => opened.faults.push((place + 1, fault)),
        }
    }
    Ok(opened)
}

/// The backup of one campaign, as the text of a file, without the secret of a seal that is still open: whoever has the file
/// could draw from it again (protocol §10). `packed` are its parts as they are kept.
///
/// # Errors
/// [`StoredFault::Missing`] when one of its parts is not among them, [`StoredFault::Damaged`] when one is not what its name
/// says; [`StoredFault::Newer`] of one that a newer program sealed and has not drawn.
pub fn write_backup(campaign: &Campaign, packed: &BTreeMap<Digest, Rc<[u8]>>) -> Result<String, StoredFault> {
    // What a newer program wrote stays as it wrote it, the secret included.
    if let Some(newer) = &campaign.newer
        && campaign.attempts.iter().any(|a| a.is_open() && a.nonce.is_some())
    {
        return Err(StoredFault::Newer(newer.version));
    }
    let raw = |text| RawValue::from_string(text).map_err(|e| StoredFault::Damaged(e.to_string()));
    let part = |(_, name)| -> Result<_, StoredFault> {
        let packed = packed.get(&name).ok_or(StoredFault::Missing(name))?;
        if !is_whole(name, packed) {
            return Err(StoredFault::Damaged("内容与摘要不符".into()));
        }
        Ok((name, raw(armour(packed))?))
    };
    let parts = campaign.parts().into_iter().map(part).collect::<Result<_, _>>()?;
    let backup =
        Backup { format: FORMAT.into(), campaign: raw(write_campaign(&campaign.clone().without_secret())?)?, parts };
    serde_json::to_string(&backup).map_err(|e| StoredFault::Damaged(e.to_string()))
}

/// The campaign and the parts of a backup, every part checked against its digest.
///
/// # Errors
/// [`BackupFault`] when the file is no backup, is damaged, incomplete or newer than this program.
pub fn read_backup(text: &str) -> Result<(Campaign, Vec<Part>), BackupFault> {
    let no_backup = || match file_kind(text) {
        FileKind::Template => BackupFault::Template,
        FileKind::Backup | FileKind::Other => BackupFault::NotABackup,
    };
    let backup: Backup<Box<RawValue>> = json::read(text).map_err(|_| no_backup())?;
    if backup.format != FORMAT {
        return Err(no_backup());
    }
    let mut campaign = read_campaign(backup.campaign.get())?;
    let part = |(kind, name)| -> Result<_, StoredFault> {
        let json = backup.parts.get(&name).ok_or(StoredFault::Missing(name))?;
        let packed = unarmour(json.get())?;
        Ok(Part { name, blob: unpack(kind, name, &packed)?, packed: Some(packed.into()) })
    };
    let parts = campaign.parts().into_iter().map(part).collect::<Result<Vec<_>, _>>()?;
    campaign.read_pages(&parts.iter().map(|part| (part.name, part.blob.clone())).to_map())?;
    // One of an earlier version may have it.
    Ok((campaign.without_secret(), parts))
}
