//! The tests of the core as its users see it, on the host: one binary, a module a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by them")]

#[path = "../common/mod.rs"]
mod common;

mod acknowledged;
mod archive;
mod attacks;
mod attacks_backup;
mod attacks_random;
mod attacks_record;
mod attacks_stored;
mod attacks_void;
mod backups;
mod bad_record;
mod campaign;
mod campaign_papers;
mod canonical;
mod conduct;
mod deletion;
mod docs;
mod documents;
mod draw_properties;
mod draw_work;
mod entry_workbook;
mod fairness;
mod feasts;
mod forms;
mod fuzz_seeds;
mod hostile;
mod import;
mod intake;
mod items;
mod large_draw;
mod layers;
mod lock_simulation;
mod log;
mod long;
mod marked;
mod papers_of_today;

mod planning;
mod protocol_changes;
mod protocol_draws;
mod protocol_reading;
mod protocol_second_reading;
mod protocol_vectors;
mod protocol_why;
mod publication;
mod reading_properties;
mod record_page;
mod recusals;
mod report;
mod roster;
mod roster_files;
mod roster_left_out;
mod roster_rules;
mod roster_states;
mod rosters_work;
mod row_heights;
mod stage;
mod stored;
mod strata;
mod templates;
mod verification_report;
mod verify_record;
mod writer_lock;
