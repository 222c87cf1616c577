//! What happened: the only way in which the model changes.

use crate::course::LedgerText;
use crate::draw::Outcome;
use crate::model::{
    Approval, Business, Digest, EntityKind, Inspection, InspectionCode, ListHead, Meeting, Officer, PlannedDay,
    Settings, Stamp, Transfer, Visit, YearPlan,
};
use crate::roster::{Edit, Mapping};
use crate::state::campaign::{Campaign, ListRef, Part};
use crate::state::office::Office;
use crate::state::plan::PlanDraft;
use crate::state::readiness::Sealing;
use crate::state::rosters::Roster;
use crate::state::year_plan::YearPlans;
use chrono::NaiveDate;
use std::rc::Rc;

/// What happened. Impure facts (bytes, entropy, now) are in it; [`crate::state::Model::apply`] only draws conclusions.
#[derive(Debug, Clone)]
pub enum Action {
    /// Stored campaigns were read.
    Opened(Vec<Campaign>),
    /// All that is stored was read: there are these campaigns and no others.
    Stands(Vec<Campaign>),
    /// A campaign is not stored any more.
    Gone(String),
    /// Parts of campaigns were read.
    PartsRead(Vec<Part>),
    /// The stored form of a new part was made.
    Packed(Digest, Rc<[u8]>),
    /// These parts are in storage now.
    Stored(Vec<Digest>),
    /// The logs were seen by another window or go into a backup: what is typed next is an entry of its own.
    Settle,
    /// A new campaign.
    Create {
        /// Its id: never used before.
        id: String,
        /// Now.
        at: Stamp,
        /// The plan to begin with.
        plan: Box<PlanDraft>,
    },
    /// 演练 of a campaign: a new one with its plan and rosters, of which no record can be made.
    Rehearse {
        /// Of which.
        of: String,
        /// The id of the new one: never used before.
        id: String,
        /// Now.
        at: Stamp,
    },
    /// A new campaign that does not begin from nothing.
    Begin(Box<Beginning>),
    /// 单位设置 were read.
    OfficeRead(Rc<Office>),
    /// 单位设置 were edited.
    EditOffice(Box<Settings>),
    /// 年度检查计划 of all years were read.
    YearsRead(Rc<YearPlans>),
    /// The plan of a year was edited, imported into, or restored.
    EditYear(Box<YearPlan>),
    /// Columns were understood, by us or by the user; remembered for the same headers.
    Remember(Vec<Mapping>),
    /// The user deleted a campaign: it is kept for a while, and can be recovered.
    Delete {
        /// Which.
        id: String,
        /// Now.
        at: Stamp,
    },
    /// A deleted campaign is to stay after all.
    Recover(String),
    /// The user removed a campaign for good.
    Remove(String),
    /// It is this moment: what was deleted long enough ago goes for good.
    Purge(Stamp),
    /// A campaign comes from a backup, in place of the one here with its id, if there is one.
    Restore(Box<Campaign>, Vec<Part>),
    /// Something happened in a campaign.
    In {
        /// Which.
        id: String,
        /// Now.
        at: Stamp,
        /// What.
        act: Act,
    },
}

/// A new campaign and what it begins from.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// Its id: never used before.
    pub id: String,
    /// Now.
    pub at: Stamp,
    /// The plan to begin with.
    pub plan: PlanDraft,
    /// Its settings; those of the office where there are none.
    pub settings: Option<Settings>,
    /// Where this is from; none from nothing.
    pub origin: Option<Origin>,
}

/// Where a new campaign has its plan from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// 沿用 a campaign of this title.
    Campaign(String),
    /// A template file of this name.
    Template(String),
    /// A preset of this name.
    Preset(String),
    /// Rows of the yearly plan, as they are told: 2026年度行政检查计划：道路运输检查.
    YearPlan(String),
}

/// What happened in a campaign.
#[derive(Debug, Clone)]
pub enum Act {
    /// The plan was edited.
    EditPlan(Box<PlanDraft>),
    /// 附件7 was taken into the plan.
    TakeItems {
        /// The plan with it.
        plan: Box<PlanDraft>,
        /// What it changed, a sentence each.
        changes: Vec<String>,
    },
    /// The last edit of the plan, typing or 附件7, was taken back.
    UndoPlan,
    /// What was taken back last was done again.
    RedoPlan,
    /// A workbook of businesses was read.
    TakeBusinesses(Box<Taken<Business>>),
    /// A workbook of officers was read.
    TakeOfficers(Box<Taken<Officer>>),
    /// A roster was mended: cells edited, rows added or left out with a reason.
    Mend {
        /// Which.
        kind: EntityKind,
        /// The mends, undone together.
        mends: Vec<Edit>,
    },
    /// The last mend was taken back.
    Undo(EntityKind),
    /// What was taken back last was done again.
    Redo(EntityKind),
    /// A ledger or a list was read.
    TakeList(Box<TakenList>),
    /// The ledgers and lists of another campaign, by its id, are used here as well.
    CarryLists(String),
    /// What is known of the list at this place was edited.
    EditList(usize, ListHead),
    /// The list at this place is not used any more.
    DropList(usize),
    /// What was made ready is sealed.
    Seal(Box<Sealing>),
    /// A contributor's box was typed into.
    Type {
        /// Which contributor, from 0.
        index: usize,
        /// The raw text.
        text: String,
    },
    /// A contributor's number was read back and confirmed; it then stays as it is.
    Confirm(usize),
    /// A confirmed number shall be corrected, while it is the last one and another is missing (protocol §4); the log tells.
    Correct(usize),
    /// Whether numbers are typed unseen until all are in (sealed-paper style).
    Hide(bool),
    /// The numbers are in and confirmed: make the seed.
    MakeSeed,
    /// The worker drew.
    Drawn {
        /// The commitment of the seal that it drew from.
        commitment: Digest,
        /// What it drew.
        outcome: Rc<Outcome>,
    },
    /// The attempt shall not count. Once a number was opened, all of them are entered first (protocol §4).
    Void {
        /// Why.
        reason: String,
        /// Who approved it.
        approved_by: String,
        /// Who witnessed it, at least one; several with 、 between them.
        witnesses: String,
        /// A number can't be had any more, as the reason says: the attempt is voided with those that are in.
        incomplete: bool,
    },
    /// Someone drawn is replaced by whom the protocol brings in.
    Substitute(Box<Replace>),
    /// What was found at a business was entered or changed, until it is published. 完结 is not its matter, but
    /// [`Act::Close`]'s.
    Inspect {
        /// The business, by key.
        business: String,
        /// What stands there now; a default one takes the entry away.
        inspection: Box<Inspection>,
    },
    /// Several at once, as from a workbook: all, or none.
    InspectMany(Vec<(String, Inspection)>),
    /// What an entry workbook says of inspections and of visits: all, or none.
    TakeEntry {
        /// What stands there then, by business.
        inspections: Vec<(String, Inspection)>,
        /// What is arranged then, by business.
        visits: Vec<(String, Visit)>,
    },
    /// 计划检查日期 of these businesses, by key; none takes it away. It changes no status.
    PlanVisits(Vec<(String, Option<PlannedDay>)>),
    /// 检查码 of a business were entered or changed.
    EnterCodes {
        /// The business, by key.
        business: String,
        /// What stands there now.
        codes: Vec<InspectionCode>,
    },
    /// 审批 was given, in place of one of the same department for the same.
    Approve(Box<Approval>),
    /// An approval was recorded by mistake: it is taken out, the log keeps it.
    Disapprove {
        /// Of which department.
        department: String,
        /// For which business; none for all of the department.
        business: Option<String>,
    },
    /// The last entry of inspections, visits or approvals was taken back.
    UndoInspect,
    /// What was taken back last was done again.
    RedoInspect,
    /// 更正: what was published is changed; what was is kept.
    Amend(Box<Amend>),
    /// 公示: results were published together.
    Publish {
        /// The day.
        on: NaiveDate,
        /// Where.
        place: String,
        /// The businesses, by key; each is 待公示, or was corrected since it was published.
        businesses: Vec<String>,
    },
    /// A batch was marked as published by mistake: its businesses are 待公示 again, the log keeps it.
    Unpublish {
        /// Which of the publications, from 0.
        batch: usize,
        /// Why.
        reason: String,
        /// Who approved it.
        approved_by: String,
    },
    /// 移送: a problem is handed on; with the id of one that is open, that one is changed, with 0 it is new.
    Transfer(Box<Transfer>),
    /// A transfer was entered by mistake: it is taken out, the log keeps it; its number is not used again.
    Withdraw {
        /// Which, by its id.
        id: u32,
        /// Why.
        reason: String,
        /// Who approved it.
        approved_by: String,
    },
    /// 登记答复: a transfer was answered.
    Answer {
        /// Which.
        id: u32,
        /// The answer; without words there is none.
        answer: String,
        /// When it was given.
        on: Option<NaiveDate>,
    },
    /// 办结 of a transfer, once it was answered; `None` opens it again.
    CloseTransfer {
        /// Which.
        id: u32,
        /// When.
        on: Option<NaiveDate>,
    },
    /// 完结 of the follow-up at a business; `None` opens it again.
    Close {
        /// The business, by key.
        business: String,
        /// When.
        on: Option<NaiveDate>,
    },
    /// The settings were edited.
    EditSettings(Box<Settings>),
    /// What is known of the meeting was entered or changed, at any time.
    EditMeeting(Box<Meeting>),
}

/// A correction after publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amend {
    /// The business, by key.
    pub business: String,
    /// What shall stand there.
    pub inspection: Inspection,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approved_by: String,
}

/// A replacement as the user asks for it (protocol §8); who comes in is not the user's to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replace {
    /// A business or an officer.
    pub kind: EntityKind,
    /// In which team.
    pub team: u32,
    /// The key of the one who leaves.
    pub out: String,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approved_by: String,
}

/// A roster as it comes from the worker.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken<T> {
    /// The roster.
    pub roster: Rc<Roster<T>>,
    /// The digest of its stored text, its name.
    pub name: Digest,
    /// Its stored form, once that is made; it follows as [`Action::Packed`].
    pub packed: Option<Rc<[u8]>>,
    /// Its [`Roster::labels`].
    pub labels: Vec<(String, u32)>,
    /// Mends of the roster it replaces that still fit.
    pub kept: Vec<Edit>,
}

/// A ledger or a list as it comes from the worker.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenList {
    /// What it is.
    pub list: ListRef,
    /// Its rows.
    pub text: Rc<LedgerText>,
    /// Their stored form.
    pub packed: Rc<[u8]>,
}
