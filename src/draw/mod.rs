//! The draw protocol `mingchou/2`, from the seal to the verified record. Pure: time and entropy are arguments. The outputs
//! are frozen by `tests/vectors/`; a change of one is a new protocol.
//!
//! In the order of a campaign: [`Sealed::new`], [`Sealed::check`], [`impossibilities`], [`rehearse`](fn@rehearse),
//! [`Sealed::commitment`], [`typed_number`], [`seed`](fn@seed), [`Checked::draw`], [`InForce`], [`Record`],
//! [`verify`](fn@verify), [`Report`], [`why`](fn@why).

mod canonical;
mod chain;
mod checked;
mod compare;
mod difference;
mod drawing;
mod drawn;
mod feasible;
mod flow;
mod in_force;
mod numbers;
mod outcome;
mod per_business;
mod read_fault;
mod record;
mod record_fault;
mod rehearse;
mod remark;
mod report;
mod roster;
mod rules;
mod rules_officers;
mod sample;
mod seal;
mod seal_fault;
mod sealed;
mod secret;
mod seed;
mod strict;
mod substitution;
mod teams;
mod text;
mod ticket;
mod time;
mod vectors;
mod verify;
mod verify_attempt;
mod verify_withheld;
mod why;

pub use checked::{Checked, CheckedPublic};
pub use difference::{Difference, DifferenceKind, OutcomePlace};
pub use drawing::LAST_ROUND;
pub use drawn::{AgainstRecusal, DrawRefusal, Drawn, against_recusal, draw, open};
pub use feasible::{Impossibility, impossibilities};
pub use in_force::InForce;
pub use numbers::{Contribution, FEWEST_DIGITS, MOST_DIGITS, NumberFault, check_number, is_number, typed_number};
pub use outcome::{ByDepartment, Outcome, Team, TicketedKey, Who};
pub use read_fault::{ReadFault, What};
pub use record::{Attempt, Link, Record, Void};
pub use record_fault::RecordFault;
pub use rehearse::{Advice, Change, REHEARSALS, Rehearsal, rehearse};
pub use remark::{Remark, RemarkKind};
pub use report::{AttemptReport, CheckReport, OutcomeReport, Report, SubstitutionReport};
pub use roster::{Businesses, Officers, SealedBusiness, SealedOfficer};
pub use sample::Reserve;
pub use seal::{Campaign, MatchingRule, Mode, PROTOCOL, Protocol, Seal, SealedDepartment, SealedStratum};
pub use seal_fault::{SealFault, first_ten};
pub use sealed::{SealPlan, Sealed, check_withheld};
pub use secret::{Nonce, NotHex32, Salt};
pub use seed::{Shell, seed, seed_text};
pub use substitution::{Incoming, Substitution, SubstitutionRefusal, Via, in_place_of, teams_after};
pub use text::{CharFault, is_control, is_hidden, is_white_space};
pub use ticket::ticket;
pub use time::{NotATime, Time};
pub use vectors::{VectorCase, check_vector, is_vector};
pub use verify::{Check, CheckName, CheckResult, Verdict, Verification, verify};
pub use why::{Exchange, Why, WhyAnswer, why};
