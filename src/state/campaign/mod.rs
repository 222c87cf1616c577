//! 一次抽查 as it is kept: the small document ([`Campaign`]) with its attempts and its chained log, the immutable parts that it
//! points to ([`Blob`]), the stored form of both and its versions, backups and how one stands to what is here, deletion.

pub(crate) mod attempt;
pub(crate) mod backup;
pub(crate) mod backup_due;
pub(crate) mod backup_relation;
pub(crate) mod blob;
pub(crate) mod cut;
pub(crate) mod deletion;
pub(crate) mod document;
pub(crate) mod fault;
pub(crate) mod file_kind;
pub(crate) mod inspection_undo;
pub(crate) mod list_ref;
pub(crate) mod log;
pub(crate) mod log_act;
pub(crate) mod log_words;
pub(crate) mod pages;
pub(crate) mod part_text;
pub(crate) mod preliminary;
pub(crate) mod stored;
mod stored_attempt;

pub use attempt::{Attempt, AttemptStage, ContributionInput, DrawnRef, Numbers, SeedRecord, contributions, link};
pub use backup::{BackupFault, Gathered, Opened, gather, read_backup, read_backups, write_backup, write_backups};
pub use backup_due::{BackupDue, backup_due};
pub use backup_relation::{BackupRelation, Rollback, rollback, standing};
pub use blob::{Blob, BlobKind, Part};
pub use deletion::KEPT_DAYS;
pub use document::{BackupFile, Campaign, Newer, Phase};
pub use fault::StoredFault;
pub(crate) use fault::damaged;
pub(crate) use file_kind::TEMPLATE;
pub use file_kind::{FileKind, file_kind};
pub(crate) use inspection_undo::Turn;
pub use inspection_undo::UndoStack;
pub use list_ref::ListRef;
pub(crate) use log::roster_word;
pub use log::{Log, LogEntry, broken_at};
pub use log_act::LogAct;
pub use log_words::{key_names, log_lines, log_text};
pub use pages::{Page, Pages};
pub(crate) use part_text::{MOST, inflate};
pub use part_text::{PartText, armour, is_whole, part_text, roster_text, unarmour, unpack};
pub use preliminary::Preliminary;
pub use stored::{VERSION, names_in, read_campaign, write_campaign};
