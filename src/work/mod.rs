//! The heavy work, as the worker is asked for it: a [`Request`] has one [`Reply`], and both travel in one [`Envelope`]. Pure:
//! the worker's shell passes messages only. A question about small rosters ([`RosterQuery`]) the page answers by itself, with
//! the same function.

mod arrived;
mod cache;
mod cached_record;
mod campaign;
mod check_inputs;
mod digest_part;
mod envelope;
mod files;
mod intake;
mod ledger_book;
mod lists;
mod marked;
mod meeting_papers;
mod papers;
mod query;
mod records;
mod replies;
mod request;
mod serve;
mod state;
mod workbooks;

pub use arrived::{Arrived, KeepRoster};
pub use campaign::{CampaignFacts, campaign_pieces};
pub use check_inputs::{CheckInputs, RosterFindings, is_small, put_together};
pub use envelope::{Emit, Envelope, Fault, FileBytes, Reply, RowPlaces, WorkerEvent};
pub use files::{ArchiveHead, Content, EntryInputs, Piece};
pub use intake::{Around, Effect, Event, Given, ImportFault, Intake, Purpose, Stage};
pub use ledger_book::year_ledger;
pub use lists::{HeldReport, HeldText, HoldLists, ReadList, ReadRows, from as inspection_from, held};
pub use papers::{CampaignPapers, OutcomeFacts, verify_link};
pub use query::{
    About, CampaignSnapshot, CheckRosters, FindAlike, LatestCheck, MakeSeal, OrderRows, RosterQuery, TrySeal,
};
pub use records::{Vectors, VerifiedFile};
pub use replies::{ChangesHead, MarkedWorkbook, Outline, ReadySeal, SHOWN, Trial};
pub use request::{
    CompareRosters, DigestPart, Draw, DrawnFrom, ExplainBusiness, FilePlace, MakeArchive, MakeFile, MakeRecordPage,
    MakeSample, MakeTemplate, MarkProblems, OpenWorkbook, Original, PackRoster, ReadEntry, ReadItems, ReadPoints,
    ReadRoster, ReadYearPlan, RehearseDraw, Request, SurveyWorkbook, TakeOutFile, UnpackPart, Verify, WarmUp, letter,
};
pub use state::{Served, WorkerState};
