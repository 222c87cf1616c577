//! A campaign as one file: its document and its parts. For moving to another machine, and for when saving failed.

use super::campaign::Campaign;
use super::model::{Blob, Model};
use super::stored::{StoredFault, blob_text, pack, read_campaign, unpack, write_campaign};
use crate::model::Digest;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

const FORMAT: &str = "mingchou-backup";

/// Why a file is no backup, or one that can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    /// Not one of ours.
    #[error("这不是明抽的备份文件。请选择用“存为文件”得到的 .json 文件")]
    NotABackup,
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

/// The backup of one campaign, as the text of a file.
///
/// # Errors
/// [`StoredFault::Missing`] when one of its parts is not in memory.
pub fn write_backup(model: &Model, campaign: &Campaign) -> Result<String, StoredFault> {
    let raw = |text| RawValue::from_string(text).map_err(|e| StoredFault::Damaged(e.to_string()));
    let part = |(_, name)| -> Result<_, StoredFault> {
        let blob = model.blobs.get(&name).ok_or(StoredFault::Missing(name))?;
        Ok((name, raw(pack(&blob_text(blob)?))?))
    };
    let parts = campaign.parts().into_iter().map(part).collect::<Result<_, _>>()?;
    let backup = Backup { format: FORMAT.into(), campaign: raw(write_campaign(campaign)?)?, parts };
    serde_json::to_string(&backup).map_err(|e| StoredFault::Damaged(e.to_string()))
}

/// The campaign and the parts of a backup, every part checked against its digest.
///
/// # Errors
/// [`BackupFault`] when the file is no backup, is damaged, incomplete or newer than this program.
pub fn read_backup(text: &str) -> Result<(Campaign, Vec<(Digest, Blob)>), BackupFault> {
    let backup: Backup<Value> = serde_json::from_str(text).map_err(|_| BackupFault::NotABackup)?;
    if backup.format != FORMAT {
        return Err(BackupFault::NotABackup);
    }
    let campaign = read_campaign(&backup.campaign.to_string())?;
    let part = |(kind, name)| -> Result<_, StoredFault> {
        let json = backup.parts.get(&name).ok_or(StoredFault::Missing(name))?;
        Ok((name, unpack(kind, name, &json.to_string())?))
    };
    let parts = campaign.parts().into_iter().map(part).collect::<Result<_, _>>()?;
    Ok((campaign, parts))
}
