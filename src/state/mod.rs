//! Model + action -> model or a refusal; the stored form, its versions and migrations. Pure.

mod action;
mod apply;
mod backup;
mod campaign;
mod ceremony;
mod check_plan;
mod conduct;
mod conduct_fault;
mod cut;
mod deletion;
mod draft;
mod due;
mod findings;
mod item_questions;
mod link;
mod log;
mod log_words;
mod model;
mod numbers;
mod order;
mod planning;
mod preliminary;
mod public;
mod ready;
mod roster;
mod rulers;
mod stage;
mod standing;
mod stored;
mod take_items;
mod transfers;
mod turns;
mod typing;
mod worklist;

pub use action::{Act, Action, Amend, Refusal, Replace, Taken};
pub use backup::{BackupFault, Gathered, Opened, gather, read_backup, read_backups, write_backup, write_backups};
pub use campaign::{
    Attempt, BackupFile, Batch, Campaign, ContributionInput, DrawnRef, Newer, Phase, RosterRef, SeedRecord,
};
pub use ceremony::{checked, drawn, in_force};
pub use check_plan::{PlanProblem, check_plan, field, past_stages};
pub use conduct_fault::ConductFault;
pub use cut::{Page, Pages};
pub use deletion::KEPT_DAYS;
pub use draft::{
    ContributorDraft, DepartmentDraft, ItemDraft, Mode, OUTSIDERS, PlanDraft, SizeDraft, StageDraft, StratumDraft,
};
pub use due::{deadlines, reached};
pub use findings::{Findings, FindingsHead, ProblemGroup};
pub use item_questions::{DepartmentAnswer, DepartmentAsked, ItemAnswers, ItemsTaken};
pub use link::{BrokenLink, pack_record, unpack_record};
pub use log::{Entry, Log, broken_at};
pub use log_words::{key_names, log_lines, log_text};
pub use model::{Blob, Model, Part};
pub use numbers::{Population, officers_needed, population, teams};
pub use order::{RowQuery, alike, order};
pub use planning::{PlanUndoStack, PlanUndoStep};
pub use preliminary::Preliminary;
pub use public::{contributions, link as attempt_link, record};
pub use ready::{Basis, CheckedRoster, Readiness, SealInput, Sealing, check, laid, left_out, pack_sealed, sealed};
pub use roster::{BusinessRoster, OfficerRoster, Roster, RosterHead};
pub use rulers::{COLUMNS, Ruler, Rulers};
pub use stage::{Chapter, Show, Slide, departments_of, is_chance, slips, turn};
pub use standing::{BackupDue, BackupRelation, Rollback, backup_due, rollback, standing};
pub use stored::{
    BlobKind, PartText, StoredFault, VERSION, armour, is_whole, names_in, part_text, read_campaign, roster_text,
    unarmour, unpack, write_campaign,
};
pub use take_items::ItemChange;
pub use turns::UndoStack;
pub use worklist::{Contact, contact, worklist};
