//! What may be wrong with a manifest (protocol §2 and §3), each as a sentence.

use crate::model::normal_key;

/// Something in a manifest that breaks protocol §2 or §3.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestFault {
    /// Another protocol.
    #[error("封存内容的协议是“{0}”，本程序只认“mingchou/1”，请用生成它的版本打开")]
    Protocol(String),
    /// Attempts count from 1.
    #[error("抽取次数是0，应从1数起")]
    AttemptZero,
    /// The first attempt replaces none.
    #[error("第1次抽取不应写有上一次的封存码，请清除")]
    PreviousOfFirst,
    /// A later attempt names the one that it replaces.
    #[error("第{0}次抽取没有写上一次的封存码，请从作废的那一次重新开始")]
    PreviousMissing(u32),
    /// A list that may not be empty.
    #[error("{0}一个也没有，请至少填写一个")]
    None(&'static str),
    /// A text that may not be empty.
    #[error("{0}是空的，请填写")]
    Blank(String),
    /// A text with a control character.
    #[error("{place}“{}”含有换行或其他控制字符，请删去", .text.escape_debug())]
    Control {
        /// What the text is.
        place: String,
        /// The text.
        text: String,
    },
    /// A contributor's label with `=`.
    #[error("出数方“{0}”的名称含有等号“=”，请改写")]
    EqualsSign(String),
    /// Something that may stand only once.
    #[error("{what}“{text}”重复，请只保留一个")]
    Duplicate {
        /// What it is.
        what: String,
        /// Its label or key.
        text: String,
    },
    /// The population is not the number listed.
    #[error("类别“{label}”写明{stated}户，名录中却有{listed}户，请重新生成封存内容")]
    Population {
        /// The stratum.
        label: String,
        /// What the manifest says.
        stated: u32,
        /// What it lists.
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
    /// A key that [`normal_key`] would never make.
    #[error("{what}的标识“{}”没有规范化，应为“{}”", .key.escape_debug(), normal_key(.key))]
    KeyNotNormal {
        /// Business or officer.
        what: &'static str,
        /// The key.
        key: String,
    },
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
}
