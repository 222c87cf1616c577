//! Model + action -> model or a refusal; the stored form, its versions and migrations. Pure.
//!
//! Each folder is a concept and knows only those before it: `plan` and `rosters` as they are before a campaign has them;
//! `campaign`, the document with its parts and its stored form; `office` and `year_plan`, what holds for all; `model`, all campaigns; `readiness`, what would be sealed;
//! `carry`, what one begins from; `action`, what can happen; then what is done: `preparation` before the seal, `ceremony` at the draw, `conduct` after it,
//! each on a `campaign_act`; `apply` chooses among them.

mod action;
mod apply;
mod campaign;
mod campaign_act;
mod carry;
mod ceremony;
mod conduct;
mod model;
mod office;
mod overview;
mod plan;
mod preparation;
mod readiness;
mod rosters;
mod shared_form;
mod typed;
pub mod writer_lock;
mod year_plan;

pub use action::{Act, Action, Amend, Beginning, ConductFault, Origin, Refusal, Replace, Taken, TakenList};
pub use campaign::{
    Attempt, AttemptStage, BackupDue, BackupFault, BackupFile, BackupRelation, Blob, BlobKind, Campaign,
    ContributionInput, DrawnRef, FileKind, Gathered, KEPT_DAYS, ListRef, Log, LogAct, LogEntry, Newer, Numbers, Opened,
    Page, Pages, Part, PartText, Phase, Preliminary, Rollback, SeedRecord, StoredFault, UndoStack, VERSION, armour,
    backup_due, broken_at, contributions, file_kind, gather, is_whole, key_names, link as attempt_link, log_lines,
    log_text, names_in, part_text, read_backup, read_backups, read_campaign, rollback, roster_text, standing, unarmour,
    unpack, write_backup, write_backups, write_campaign,
};
pub use carry::{
    CarriedOver, TemplateFault, carry_over, days_told, first_day, moved, read_template, template_told, title_of_year,
    write_template, year_later,
};
pub use ceremony::{
    Agreement, BrokenLink, COLUMNS, Chapter, Recomputed, Ruler, Rulers, ScriptLines, Show, Slide, TwoPrograms, checked,
    departments_of, drawn, in_force, is_chance, pack_record, record, slips, turn, unpack_record,
};
pub use conduct::{
    BusyOfficer, Contact, account, add_visits, busy_officers, contact, deadlines, has_visits, inspection_stage,
    specialities, visit_days, worklist,
};
pub use model::Model;
pub use office::{Office, read_office, write_office};
pub use overview::is_finished;
pub use plan::{
    ContributorDraft, DepartmentAnswer, DepartmentAsked, DepartmentDraft, ItemAnswers, ItemChange, ItemDraft,
    ItemsTaken, MOST_STRATA, Mode, OUTSIDERS, PlanDraft, PlanProblem, PlanUndoStack, PlanUndoStep, PointsTaken,
    SizeDraft, StageDraft, StratumDraft, check_plan, field, officers_needed, past_stages, teams,
};
pub use readiness::{
    Basis, PlanAsks, Population, Readiness, SealInput, Sealing, StratumCount, check, left_out, over_ceiling,
    pack_sealed, population, sealed, small_samples, strata_found, strata_of_roster,
};
pub use rosters::{
    Batch, BusinessRoster, CheckedRoster, Findings, FindingsHead, OfficerRoster, ProblemGroup, Roster, RosterHead,
    RosterRef, RowQuery, alike, order, overlay_of,
};
pub use year_plan::{
    BegunFrom, Merged, RowChange, RowProgress, RowState, YearPlans, YearRows, begun_from, merged, outside_the_plan,
    read_years, restored_years, write_years, year_rows,
};
