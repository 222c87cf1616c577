//! Why an action is not carried out, as a sentence for those who did it.

use super::conduct_fault::ConductFault;
use crate::draw::{NumberFault, SubstitutionRefusal};
use crate::model::EntityKind;
use crate::state::campaign::{Rollback, StoredFault};

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
    /// A rehearsal ends with the draw.
    #[error("这是演练，到抽取为止：不登记检查，不公示，没有公开记录")]
    Rehearsal,
    /// A rehearsal is begun anew.
    #[error("演练不用作废：要重来，请在首页删除这次演练，再演练一遍")]
    RehearsalVoid,
    /// A newer program wrote 单位设置.
    #[error("单位设置由更新版本的明抽保存（第{0}版格式），本版本只能查看，不能修改。请使用新版本")]
    OfficeNewer(u32),
    /// A newer program wrote the yearly plans.
    #[error("年度计划由更新版本的明抽保存（第{0}版格式），本版本只能查看，不能修改。请使用新版本")]
    YearsNewer(u32),
    /// The same rows are there already.
    #[error("“{0}”的内容已经导入过，没有重复导入")]
    SameList(String),
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
    #[error("方案或名录刚刚有改动，请再看一遍，然后封存")]
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
