//! The nouns of the trade. Pure, without rules that need more than one of them.

mod business;
mod caps;
mod credit_code;
mod department;
mod digest;
mod entity_kind;
mod inspection;
mod key;
mod ledger_columns;
mod ledger_field;
mod meeting;
mod officer;
mod ordered;
mod plan;
mod public_source;
mod settings;
mod source;
mod stratify;
mod subject;
mod unseen;
mod visit;
mod year_plan;

pub use business::Business;
pub use caps::{CapRules, JointVisits, ListHead, ListKind, must_list, must_reason};
pub use credit_code::{CodeKind, check_digit, code_kind};
pub use department::{Department, Item, Role, may_be_one_department, names_department};
pub use digest::{Digest, Digesting, NotADigest};
pub(crate) use digest::{hex, unhex};
pub use entity_kind::EntityKind;
pub use inspection::{Conduct, Correction, Finding, Inspection, Publication, Publications, Status, Transfer};
pub use key::{business_key, normal_key, officer_key};
pub use ledger_field::{LedgerColumn, LedgerField};
pub use meeting::{Attendee, KeptFile, Meeting, MeetingRole};
pub use officer::Officer;
pub use ordered::{InOrder, ToMap, ToSet};
pub use plan::{
    InspectionType, Matching, Plan, SampleSize, Stage, Stratum, WHOLE, objects_in_words, percent, points_of_share,
    ratio_in_words, sizes_in_words,
};
pub use public_source::how_to_look_up;
pub use settings::{NO_FOLLOW_UP, NoticeForm, NoticeWords, Settings, Words};
pub use source::{Excluded, LeftOut, Source};
pub use stratify::{NO_TOWNSHIP, StratifyBy, UNRATED, joint_label};
pub use subject::Subject;
pub use unseen::{code_point, entity, file_name, file_stem, is_hidden, is_unseen, spelt_out, without_unseen, xml_text};
pub use visit::{
    Approval, Assistant, CheckPoint, Conformity, HalfDay, InspectionCode, PlannedDay, PointAnswer, Rectification,
    Reinspection, Visit,
};
pub use year_plan::{PlanField, PlanRow, YearPlan};

/// A moment with its offset from UTC, as the machine at the meeting told it.
pub type Stamp = chrono::DateTime<chrono::FixedOffset>;
