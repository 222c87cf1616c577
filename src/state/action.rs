use super::campaign::Campaign;
use super::conduct_fault::ConductFault;
use super::draft::PlanDraft;
use super::model::Part;
use super::ready::Sealing;
use super::roster::Roster;
use super::standing::Rollback;
use super::stored::StoredFault;
use crate::draw::{NumberFault, Outcome, SubstitutionRefusal};
use crate::model::{Business, Digest, EntityKind, Inspection, Officer, Settings, Stamp, Transfer};
use crate::roster::{Edit, Mapping};
use chrono::NaiveDate;
use std::rc::Rc;

/// What happened. Impure facts (bytes, entropy, now) are in it; [`super::Model::apply`] only draws conclusions.
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
    /// The last entry of inspections was taken back.
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

/// Why an action was not carried out; nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The campaign is not there.
    #[error("找不到这次抽查，可能已在另一个窗口删除。请回到首页")]
    NoCampaign,
    /// It was deleted, and not recovered.
    #[error("这次抽查已经删除，请先在首页的“已删除”里恢复")]
    Deleted,
    /// A newer program wrote it.
    #[error("这次抽查由更新版本的明抽保存（第{0}版格式），本版本只能查看，不能修改。请使用新版本")]
    Newer(u32),
    /// There is no roster to mend.
    #[error("还没有载入{}", .0.roster_name())]
    NoRoster(EntityKind),
    /// Sealed things do not change.
    #[error("已经封存，封存后不可修改。确有错误时，请先在“抽取”页说明理由作废本次封存，再修改")]
    SealedAlready,
    /// There is nothing sealed to act on.
    #[error("还没有封存，请先封存")]
    NotSealed,
    /// The seed is made.
    #[error("种子已经产生，报数不可再改")]
    SeededAlready,
    /// The worker drew from something else.
    #[error("抽取用的名录不是封存的那一份，结果没有采用。请刷新页面后再点“抽取”")]
    OtherSeal,
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
    /// A confirmed number does not change by typing.
    #[error("“{0}”的号码已经核对确认")]
    Confirmed(String),
    /// Numbers are typed in the sealed order.
    #[error("请按封存单的次序录入：现在应录“{0}”的号码")]
    NotInOrder(String),
    /// Only the last number can be corrected, while one is missing (protocol §4).
    #[error("“{0}”的号码不能再更正：只有最后确认的一个，在号码还没有录齐时可以更正。确实录错的，请作废本次封存")]
    NotCorrectable(String),
    /// What is typed unseen stays so until all numbers are in.
    #[error("号码录齐之前不能显示已经录入的号码")]
    HiddenUntilAll,
    /// A void after a number was opened enters all of them first (protocol §4).
    #[error("已经开封的号码要留在记录里：请先录入“{0}”等其余各方的号码，看到本来会抽出的结果，再作废")]
    NumbersFirst(String),
    /// The secret did not come with the backup.
    #[error("随机码没有存进备份，这次封存不能继续，只能说明理由作废，再重新封存")]
    NonceLost,
    /// A backup would take back what was sealed.
    #[error(transparent)]
    Rollback(#[from] Rollback),
    /// It is shown only.
    #[error("这次抽取用的是试行规则（mingchou/1），本版本只能查看和打印，不能继续。需要重抽的，请说明理由作废")]
    Preliminary,
    /// The computer's clock tells a year beyond 9999.
    #[error("这台电脑的日期不对，请先把系统日期和时间调准")]
    Clock,
    /// A number was not read back.
    #[error("“{0}”的号码还没有核对确认，请对照封存单读一遍，再点“核对无误”")]
    Unconfirmed(String),
    /// Nothing is drawn yet.
    #[error("还没有抽取结果，请先在“抽取”页完成抽取")]
    NotDrawn,
    /// What follows the draw is not as it must be.
    #[error(transparent)]
    Conduct(#[from] ConductFault),
    /// Nobody comes in.
    #[error(transparent)]
    Substitution(#[from] SubstitutionRefusal),
    /// A number can't be used.
    #[error("“{0}”的号码{1}")]
    Number(String, NumberFault),
    /// A reason or a name is wanting.
    #[error("请填写{0}")]
    Required(&'static str),
    /// A part is not in memory.
    #[error(transparent)]
    Stored(#[from] StoredFault),
}
