//! The official forms (附件1–7, domain §2 and §7), letters and the final report as data: what stands where, never how it is
//! drawn. Pure.

mod afterwards;
mod approval;
pub mod chart;
mod checklist;
mod document;
mod drawn_list;
mod facts;
mod form1;
mod form2;
mod form3;
mod form4;
mod form5;
mod form6;
mod form7;
mod inspection_notice;
mod letter;
mod meeting;
mod minutes;
mod must;
mod nonce_sheet;
mod notice;
mod pack;
mod qr;
mod rectification;
mod recusal;
mod report;
mod scene_record;
mod seal_facts;
mod seal_sheet;
mod task;
mod text;
mod verification;
mod visit_lines;
mod void_sheet;
mod words;

pub use approval::{approvals, approvals_of};
pub use checklist::checklist;
pub use document::{Block, Cell, Column, Document, Fact, Layout, Para, Set, Table, half_ems, lines, parts_within};
pub use drawn_list::{ListBy, drawn_list, drawn_text};
pub use facts::{DrawFacts, PlanFacts, VoidLine, date, day, time};
pub use form1::form1;
pub use form2::form2;
pub use form3::form3;
pub use form4::form4;
pub use form5::form5;
pub use form6::form6;
pub use form7::form7;
pub use letter::letter;
pub use meeting::{MeetingFacts, SIGN_IN_TITLE, meeting_notice, sign_in_sheet};
pub use minutes::{AttemptMinutes, DrawnMinutes, MINUTES_TITLE, MinutesFacts, minutes};
pub use nonce_sheet::nonce_sheet;
pub use notice::notice_document;
pub use pack::{FIELD, PackPart, Scope, Sheet, businesses, chosen, pack, pack_of, pack_parts};
pub use qr::{Qr, qr};
pub use rectification::{order_notice, reinspection_sheet};
pub use report::report;
pub use scene_record::scene_record;
pub use seal_facts::{SealFacts, VoidFacts};
pub use seal_sheet::seal_sheet;
pub use verification::{
    Carried, Compared, Comparison, ComparisonLine, Conclusion, Item, Papers, VerificationFacts, attempts_told,
    check_told, result_told, substitution_told, verdict_meaning, verdict_told, verification,
};
pub use void_sheet::void_sheet;
pub use words::leader_word;
