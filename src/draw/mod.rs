//! The draw protocol `mingchou/1`, from the sealed manifest to the verified record. Pure: time and entropy are
//! arguments. The outputs are frozen by `tests/vectors/`; a change of one is a new protocol.
//!
//! In the order of a campaign: [`Manifest::check`], [`impossibilities`], [`rehearse`](fn@rehearse),
//! [`Manifest::commitment`], [`clean_value`], [`seed`](fn@seed), [`draw`], [`InForce`], [`Record`],
//! [`verify`](fn@verify), [`why`](fn@why).

mod canonical;
mod difference;
mod feasible;
mod flow;
mod manifest;
mod manifest_check;
mod manifest_fault;
mod outcome;
mod per_business;
mod record;
mod rehearse;
mod report;
mod sample;
mod seed;
mod substitution;
mod teams;
mod ticket;
mod vectors;
mod verify;
mod why;

pub use difference::{Difference, Place};
pub use feasible::{Impossibility, impossibilities};
pub use manifest::{
    Campaign, Manifest, MatchingRule, Mode, PROTOCOL, SealedBusiness, SealedDepartment, SealedOfficer, SealedStratum,
};
pub use manifest_fault::ManifestFault;
pub use outcome::{Drawn, Outcome, Placed, Refusal, Team, Who, draw, with_teams};
pub use record::{Record, RecordFault, VoidedAttempt};
pub use rehearse::{Advice, Change, Rehearsal, rehearse};
pub use report::{CheckReport, Report};
pub use sample::Reserve;
pub use seed::{
    Contribution, ContributionFault, Nonce, NotANonce, clean_value, seed, seed_command, seed_text, typed_value,
};
pub use substitution::{InForce, Incoming, Kind, Substitution, SubstitutionRefusal, Via, teams_after};
pub use ticket::ticket;
pub use vectors::{check_vector, is_vector};
pub use verify::{Check, CheckName, Remark, Verification, verify};
pub use why::{Exchange, Found, Why, ticket_command, why};
