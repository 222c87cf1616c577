use super::campaign::{Campaign, Roster, RosterKind};
use super::draft::PlanDraft;
use super::model::Part;
use super::ready::Sealing;
use super::stored::StoredFault;
use crate::draw::ContributionFault;
use crate::model::{Business, Digest, Officer, Stamp};
use crate::roster::{Mapping, Mend};
use std::rc::Rc;

/// What happened. Impure facts (bytes, entropy, now) are in it; [`super::Model::apply`] only draws conclusions.
#[derive(Debug, Clone)]
pub enum Action {
    /// Stored campaigns were read.
    Opened(Vec<Campaign>),
    /// Parts of campaigns were read.
    PartsRead(Vec<Part>),
    /// The stored form of a new part was made.
    Packed(Digest, Rc<[u8]>),
    /// These parts are in storage now.
    Stored(Vec<Digest>),
    /// A new campaign.
    Create {
        /// Its id: never used before.
        id: String,
        /// Now.
        at: Stamp,
        /// The plan to begin with.
        plan: Box<PlanDraft>,
    },
    /// Columns were understood, by us or by the user; remembered for the same headers.
    Remember(Vec<Mapping>),
    /// The user deleted a campaign.
    Remove(String),
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

/// What happened in a campaign.
#[derive(Debug, Clone)]
pub enum Act {
    /// The plan was edited.
    EditPlan(Box<PlanDraft>),
    /// A workbook of businesses was read.
    TakeBusinesses(Box<Taken<Business>>),
    /// A workbook of officers was read.
    TakeOfficers(Box<Taken<Officer>>),
    /// A roster was mended: cells edited, rows added or left out with a reason.
    Mend {
        /// Which.
        kind: RosterKind,
        /// The mends, undone together.
        mends: Vec<Mend>,
    },
    /// The last mend was taken back.
    Undo(RosterKind),
    /// What was taken back last was done again.
    Redo(RosterKind),
    /// What was made ready is sealed.
    Seal(Box<Sealing>),
    /// A contributor's box was typed into.
    Type {
        /// Which contributor, from 0.
        index: usize,
        /// The raw text.
        text: String,
    },
    /// The numbers are in: make the seed.
    MakeSeed,
    /// Draw.
    Draw,
    /// The attempt shall not count.
    Void {
        /// Why.
        reason: String,
        /// Who approved it.
        approved_by: String,
    },
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
    pub kept: Vec<Mend>,
}

/// Why an action was not carried out; nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The campaign is not there.
    #[error("找不到这次抽查，可能已在另一个窗口删除。请回到首页")]
    NoCampaign,
    /// There is no roster to mend.
    #[error("还没有载入{}", .0.title())]
    NoRoster(RosterKind),
    /// Sealed things do not change.
    #[error("已经封存，封存后不可修改。确有错误时，请先在“抽取”页说明理由作废本次封存，再修改")]
    SealedAlready,
    /// There is nothing sealed to act on.
    #[error("还没有封存，请先封存")]
    NotSealed,
    /// The seed is made.
    #[error("种子已经产生，报数不可再改")]
    SeededAlready,
    /// There is no seed yet.
    #[error("种子还没有产生，请先让各方报数")]
    NotSeeded,
    /// Drawn already.
    #[error("已经抽取，结果不可更改。确需重抽时，请说明理由作废")]
    DrawnAlready,
    /// The campaign is no longer what was made ready to seal.
    #[error("方案或名录刚刚有改动，请核对后再封存")]
    NotWhatWasChecked,
    /// Something must be put right before sealing.
    #[error("还不能封存：{0}")]
    NotReady(String),
    /// A number can't be used.
    #[error("“{0}”的报数不能用：{1}")]
    Contribution(String, ContributionFault),
    /// A reason or a name is wanting.
    #[error("请填写{0}")]
    Wanting(&'static str),
    /// A part is not in memory.
    #[error(transparent)]
    Stored(#[from] StoredFault),
}
