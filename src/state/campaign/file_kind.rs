//! Which of this program's files a text is, by the word that each begins with: a backup is not a template, nor the other way
//! round, and who mixes them up is told so.

use crate::json;
use serde::Deserialize;

pub(super) const BACKUP: &str = "mingchou-backup";
pub(super) const BACKUPS: &str = "mingchou-backups";
/// 方案模板.
pub(crate) const TEMPLATE: &str = "mingchou-template";

/// A file that the user gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A backup, of one campaign or of several.
    Backup,
    /// 方案模板.
    Template,
    /// Neither.
    Other,
}

#[derive(Deserialize)]
struct Head {
    format: String,
}

/// Which file it is. One that is cut off is told by the word that is left in it.
pub fn file_kind(text: &str) -> FileKind {
    let is = |format: &str| match format {
        BACKUP | BACKUPS => FileKind::Backup,
        TEMPLATE => FileKind::Template,
        _ => FileKind::Other,
    };
    if let Ok(head) = json::read::<Head>(text) {
        return is(&head.format);
    }
    let first: String = text.chars().take(200).collect();
    let word = |word: &str| first.contains(&format!("\"{word}\""));
    [BACKUP, BACKUPS, TEMPLATE].into_iter().find(|w| word(w)).map_or(FileKind::Other, is)
}
