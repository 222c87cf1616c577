//! What may be wrong with a seal and its rosters (protocol §3), each as a sentence.

use super::text::CharFault;
use crate::model::Digest;

/// Something that breaks a rule of protocol §3.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// Attempts count from 1.
    #[error("抽取次数是0，应从1数起")]
    AttemptZero,
    /// The first attempt replaces none.
    #[error("第1次抽取不应写有上一次的摘要，请清除")]
    PreviousOfFirst,
    /// A later attempt names the one that it replaces.
    #[error("第{0}次抽取没有写上一次的摘要，请从作废的那一次重新开始")]
    PreviousMissing(u32),
    /// A number of 2³¹ or more.
    #[error("{what}是{number}，超出了2147483647，请改小")]
    TooLarge {
        /// What it counts.
        what: String,
        /// The number.
        number: u32,
    },
    /// A text, label or key that may not stand where it does.
    #[error("{place}“{}”{fault}", .text.escape_debug())]
    Text {
        /// What it is.
        place: String,
        /// The text.
        text: String,
        /// What is wrong.
        fault: CharFault,
    },
    /// A contributor's label with `=`.
    #[error("出数方“{0}”的名称含有等号“=”，请改写")]
    EqualsSign(String),
    /// One party alone could choose the seed.
    #[error("出数方只有{0}个，至少要两个，请增加一方")]
    FewContributors(usize),
    /// A list that may not be empty.
    #[error("{0}一个也没有，请至少填写一个")]
    None(String),
    /// Something that may stand only once.
    #[error("{what}“{text}”重复，请只保留一个")]
    Duplicate {
        /// What it is.
        what: String,
        /// Its label or key.
        text: String,
    },
    /// No stratum is drawn from.
    #[error("各类别的抽取数都是0，请至少抽1户")]
    NothingDrawn,
    /// The population is not the number listed.
    #[error("类别“{label}”写明{stated}户，名录中却有{listed}户，请重新生成封存内容")]
    Population {
        /// The stratum.
        label: String,
        /// What the seal says.
        stated: u32,
        /// What the roster lists.
        listed: usize,
    },
    /// More to draw than there are.
    #[error("类别“{label}”共{population}户，却要抽{sample}户，请减少抽取数")]
    Sample {
        /// The stratum.
        label: String,
        /// How many are listed.
        population: u32,
        /// How many to draw.
        sample: u32,
    },
    /// A name that points to nothing.
    #[error("{of}所写的{what}“{text}”不在封存内容里，请改正或补上")]
    Unknown {
        /// Who names it.
        of: String,
        /// What it should be.
        what: &'static str,
        /// The name.
        text: String,
    },
    /// The lead stands first.
    #[error("牵头部门是“{lead}”，各部门中排第一的却是“{first}”，请把牵头部门排在最前")]
    LeadNotFirst {
        /// The campaign's lead.
        lead: String,
        /// The first department.
        first: String,
    },
    /// A number that must be at least 1.
    #[error("{0}是0，应至少为1")]
    Zero(String),
    /// `draw` or `cap` in mode `teams`.
    #[error("“{department}”写有{field}，它只用于按户匹配，检查组方式请留空")]
    OnlyPerBusiness {
        /// The department.
        department: String,
        /// Which field.
        field: &'static str,
    },
    /// Mode `teams` without their number.
    #[error("检查组方式没有写明组数，请填写")]
    TeamsMissing,
    /// Mode `per-business` with a number of teams.
    #[error("按户匹配不应写有组数（{0}），请留空")]
    TeamsGiven(u32),
    /// A list out of order.
    #[error("{what}没有按标识排序：“{after}”应在“{before}”之前")]
    Unsorted {
        /// Which list.
        what: &'static str,
        /// The one that stands first and should not.
        before: String,
        /// The one that follows it.
        after: String,
    },
    /// More officers are to be drawn than are listed.
    #[error("“{department}”要抽{wanted}名执法人员，名录中只有{listed}名，请增加人员，或减少组数、人数")]
    TooFewOfficers {
        /// The department.
        department: String,
        /// How many are to be drawn.
        wanted: usize,
        /// How many are listed.
        listed: usize,
    },
    /// Mode `per-business`: fewer officers are drawn than one business needs.
    #[error("“{department}”每户要派{per_team}名，抽取的只有{drawn}名，请增加人员或抽取人数")]
    PoolTooSmall {
        /// The department.
        department: String,
        /// How many one business needs.
        per_team: u32,
        /// How many are drawn.
        drawn: usize,
    },
    /// Mode `per-business`: the cap leaves places empty.
    #[error(
        "“{department}”抽{drawn}名、每人至多{cap}户，而{businesses}户每户要派{per_team}名，安排不下，请提高每人户数上限或增加抽取人数"
    )]
    CapTooSmall {
        /// The department.
        department: String,
        /// How many officers are drawn.
        drawn: usize,
        /// The most businesses one officer takes.
        cap: usize,
        /// How many drawn businesses the department applies to.
        businesses: usize,
        /// How many officers each needs.
        per_team: u32,
    },
    /// The businesses are not those of the seal.
    #[error("检查对象名录与封存的不符：封存的摘要是{sealed}，这份名录的摘要是{computed}，名录或封存内容被改动")]
    BusinessesDigest {
        /// As sealed.
        sealed: Digest,
        /// Of the roster.
        computed: Digest,
    },
    /// The officers are not those of the seal.
    #[error("执法人员名录与封存的不符：封存的摘要是{sealed}，这份名录的摘要是{computed}，名录或封存内容被改动")]
    OfficersDigest {
        /// As sealed.
        sealed: Digest,
        /// Of the roster.
        computed: Digest,
    },
}

/// The first ten, and how many there are: a stranger's roster may have a million.
pub fn first_ten(faults: &[impl ToString]) -> String {
    let told = faults.iter().take(10).map(ToString::to_string).collect::<Vec<_>>().join("；");
    if faults.len() > 10 { format!("{told}；等共{}处", faults.len()) } else { told }
}
