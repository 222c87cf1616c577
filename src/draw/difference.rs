//! What a record says against what it should say (protocol §9), each as a sentence.

use super::numbers::NumberFault;
use super::outcome::Who;
use super::seal_fault::SealFault;
use super::substitution::SubstitutionRefusal;
use super::text::CharFault;
use crate::model::{Digest, EntityKind};
use std::fmt;

/// A difference and the attempt in which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The attempt's place in the record, from 1; `None` for the record as a whole.
    pub attempt: Option<usize>,
    /// What.
    pub what: DifferenceKind,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.attempt {
            Some(n) => write!(f, "第{n}次抽取：{}", self.what),
            None => write!(f, "{}", self.what),
        }
    }
}

/// One way in which the record does not follow from what was sealed and said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DifferenceKind {
    /// The seal breaks a rule of protocol §3.
    #[error("封存内容不合规：{0}")]
    Rule(SealFault),
    /// A roster that the seal names is not in the record.
    #[error("记录中没有封存的{kind}名录（摘要{1}），无从核对", kind = roster(.0))]
    RosterMissing(EntityKind, Digest),
    /// A roster that no seal names.
    #[error("记录中多出一份{kind}名录（摘要{1}），没有一次抽取用到它", kind = roster(.0))]
    RosterSurplus(EntityKind, Digest),
    /// A roster that is not the one its digest stands for.
    #[error("{}名录被改动：记录写的摘要是{stated}，由名录算出的是{computed}", roster(.kind))]
    RosterChanged {
        /// Which.
        kind: EntityKind,
        /// As recorded.
        stated: Digest,
        /// Of the roster.
        computed: Digest,
    },
    /// The seal is not the one that was committed to.
    #[error("封存码不符：记录为{recorded}，由封存内容算出的是{computed}，封存内容或封存码被改动")]
    Commitment {
        /// As recorded.
        recorded: Digest,
        /// Of the seal.
        computed: Digest,
    },
    /// The nonce is not the one that was sealed.
    #[error("随机码与封存的不符：封存的摘要是{sealed}，记录的随机码摘要是{computed}")]
    Nonce {
        /// `nonce_sha256`.
        sealed: Digest,
        /// Of the nonce.
        computed: Digest,
    },
    /// Only in an attempt that is void and has no seed may the nonce be lost.
    #[error("没有公开随机码，种子无从核对")]
    NonceMissing,
    /// The contributors are not those sealed.
    #[error("第{place}个出数方应是“{sealed}”，记录为“{recorded}”")]
    Contributor {
        /// From 1.
        place: usize,
        /// As sealed; empty if there is none.
        sealed: String,
        /// As recorded.
        recorded: String,
    },
    /// A number that is none.
    #[error("“{label}”报的数{fault}")]
    Number {
        /// Whose.
        label: String,
        /// What is wrong.
        fault: NumberFault,
    },
    /// All numbers and the nonce are there, the seed is not.
    #[error("各方所报的数和随机码都在，却没有写种子")]
    SeedHidden,
    /// A seed, but not all that it is made from.
    #[error("写有种子，却缺少某方所报的数或随机码，种子无从核对")]
    SeedUnfounded,
    /// The seed is not the one that follows.
    #[error("种子不符：记录为{recorded}，由封存码、随机码和各方所报的数算出的是{computed}")]
    Seed {
        /// As recorded.
        recorded: Digest,
        /// Of the lines of protocol §5.
        computed: Digest,
    },
    /// An outcome, but no seed.
    #[error("写有抽取结果，却没有种子，结果无从核对")]
    OutcomeUnfounded,
    /// Another round counts.
    #[error("人员抽取的轮次（从0起）应为{expected}，记录为{recorded}")]
    Round {
        /// As recomputed.
        expected: u32,
        /// As recorded.
        recorded: u32,
    },
    /// Officers are withheld, and there is no such round.
    #[error("人员抽取的轮次写的是{0}，只能是0到100")]
    RoundBeyond(u32),
    /// Officers are named where they are withheld.
    #[error("{0}写有人员，而本记录不公开执法人员，二者不一致")]
    OfficersGiven(OutcomePlace),
    /// Officers are not named where they should be.
    #[error("{0}没有写人员，而本记录附有执法人员名录，二者不一致")]
    OfficersAbsent(OutcomePlace),
    /// Someone drawn is not recorded.
    #[error("{place}中应有{who}，记录中没有")]
    Missing {
        /// Where.
        place: OutcomePlace,
        /// Who.
        who: Who,
    },
    /// Someone recorded was not drawn, or stands twice.
    #[error("{place}中不应有{who}，记录中却有")]
    Extra {
        /// Where.
        place: OutcomePlace,
        /// Who.
        who: Who,
    },
    /// The right ones in the wrong order.
    #[error("{place}中第{at}位应是{who}，记录为{recorded}")]
    Order {
        /// Where.
        place: OutcomePlace,
        /// From 1.
        at: usize,
        /// Who should stand there.
        who: Who,
        /// Who does.
        recorded: Who,
    },
    /// A department or a number that should not be there, or is not.
    #[error("{place}：应有{expected}，记录为{recorded}")]
    Shape {
        /// Where.
        place: OutcomePlace,
        /// What should be there.
        expected: String,
        /// What is.
        recorded: String,
    },
    /// Substitutions of nothing.
    #[error("没有抽取结果，却写有{0}次替补")]
    SubstitutionsUnfounded(usize),
    /// A substitution that does not say who leaves.
    #[error("第{0}次替补没有写明换下的是谁")]
    NobodyOut(usize),
    /// A substitution that the protocol would not make.
    #[error("第{number}次替补不成立：{refusal}")]
    Substitution {
        /// From 1.
        number: usize,
        /// Why.
        refusal: SubstitutionRefusal,
    },
    /// The wrong one came in.
    #[error("第{number}次替补（第{team}组，换下{out}）应{}，记录为{}", coming(.who), named(.recorded))]
    Incoming {
        /// From 1.
        number: usize,
        /// The team.
        team: u32,
        /// Who left.
        out: Who,
        /// Who should come in; `None` for nobody.
        who: Option<Who>,
        /// Who did.
        recorded: Option<Who>,
    },
    /// A reason, an approver or a witness that is no text.
    #[error("{entry}的{what}{fault}")]
    Unexplained {
        /// Which entry.
        entry: String,
        /// What is wrong.
        what: &'static str,
        /// How.
        fault: CharFault,
    },
    /// A void before nobody.
    #[error("作废没有写见证人，至少要一人")]
    NoWitness,
    /// A record of nothing.
    #[error("记录中没有任何一次抽取")]
    NoAttempt,
    /// The attempts are not numbered in turn.
    #[error("抽取次数不连续：按次序应是第{expected}次，封存内容写的是第{recorded}次")]
    Attempt {
        /// From the place in the record.
        expected: usize,
        /// As sealed.
        recorded: u32,
    },
    /// The seal does not follow the attempt before.
    #[error("与上一次抽取不衔接：封存内容写的上一次摘要是{}，由上一次的记录算出的是{}", digest(.recorded), digest(.expected))]
    Previous {
        /// [`Attempt::link`](super::Attempt::link) of the attempt before.
        expected: Option<Digest>,
        /// As sealed.
        recorded: Option<Digest>,
    },
    /// The nonce of an earlier attempt, which is open.
    #[error("封存的随机码与第{0}次抽取相同，而那一次的随机码已经公开")]
    NonceAgain(usize),
    /// Another attempt follows one that is not void.
    #[error("之后还有抽取，这一次却没有作废记录")]
    VoidMissing,
    /// The last attempt came to nothing, and is not void.
    #[error("既没有抽取结果，也没有作废记录，这份记录没有完成")]
    Unfinished,
}

fn roster(kind: &EntityKind) -> &'static str {
    match kind {
        EntityKind::Business => "检查对象",
        EntityKind::Officer => "执法人员",
    }
}

fn digest(digest: &Option<Digest>) -> String {
    digest.map_or_else(|| "无".to_owned(), |d| d.to_string())
}

fn coming(who: &Option<Who>) -> String {
    who.as_ref().map_or_else(|| "无人可补、该位空缺".to_owned(), |who| format!("由{who}递补"))
}

fn named(who: &Option<Who>) -> String {
    who.as_ref().map_or_else(|| "空缺".to_owned(), Who::to_string)
}

/// Where in the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutcomePlace {
    /// The businesses drawn.
    Businesses,
    /// The officers drawn, as a whole or of a department.
    Officers(Option<String>),
    /// The teams as a whole.
    Teams,
    /// A team's businesses.
    TeamBusinesses(u32),
    /// A team's officers, as a whole or of a department.
    TeamOfficers(u32, Option<String>),
    /// A substitution, from 1.
    Substitution(usize),
}

impl fmt::Display for OutcomePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Businesses => f.write_str("抽中的检查对象"),
            Self::Officers(None) => f.write_str("抽中的执法人员"),
            Self::Officers(Some(department)) => write!(f, "“{department}”抽中的执法人员"),
            Self::Teams => f.write_str("检查组"),
            Self::TeamBusinesses(n) => write!(f, "第{n}组的检查对象"),
            Self::TeamOfficers(n, None) => write!(f, "第{n}组的执法人员"),
            Self::TeamOfficers(n, Some(department)) => write!(f, "第{n}组“{department}”的执法人员"),
            Self::Substitution(n) => write!(f, "第{n}次替补"),
        }
    }
}
