//! What a reader should know although nothing differs (protocol §9).

use super::checked::Checked;
use super::drawing::LAST_ROUND;
use super::drawn::{AgainstRecusal, against_recusal};
use super::outcome::{Outcome, Who};
use super::record::Attempt;
use super::seal::size;
use super::substitution::teams_after;
use std::collections::BTreeMap;
use std::fmt;

/// A remark and the attempt that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The attempt's place in the record, from 1.
    pub attempt: usize,
    /// What.
    pub what: RemarkKind,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}次抽取：{}", self.attempt, self.what)
    }
}

/// What is remarked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemarkKind {
    /// The attempt was voided.
    #[error("已作废，原因：{reason}；批准人：{approved_by}。请与签字的作废单核对")]
    Void {
        /// Why.
        reason: String,
        /// Who approved it.
        approved_by: String,
    },
    /// Voided after the seed, and the outcome is not shown: the room may have seen one.
    #[error("在得出种子之后作废，结果没有写入记录；由种子可以算出当时会抽中谁")]
    OutcomeNotShown,
    /// The nonce is lost.
    #[error("随机码没有留下来，当时各方所报的数会抽中谁无从算出，请追问原因")]
    NonceLost,
    /// Recusals gave way.
    #[error("人员抽了一百轮，回避仍无法全部满足，按规则以最后一轮为准，须回避的人员应在检查前替换")]
    LastRound,
    /// Nothing is drawn of a stratum.
    #[error("类别“{label}”有{population}户，一户也不抽")]
    NothingDrawn {
        /// The stratum.
        label: String,
        /// How many are listed in it.
        population: u32,
    },
    /// A department recused most of its officers from a business that was drawn.
    #[error("抽中的{business}，“{department}”{listed}名执法人员中有{recused}名回避，超过一半")]
    MostRecused {
        /// The business.
        business: Who,
        /// The department.
        department: String,
        /// How many of its officers are recused.
        recused: usize,
        /// How many it lists.
        listed: usize,
    },
    /// A team holds officers recused from its businesses, after the last substitution.
    #[error("第{team}组现有人员应回避该组的检查对象：{}，应在检查前替换", pairs(.against))]
    AgainstRecusal {
        /// The team.
        team: u32,
        /// Who stands against what.
        against: Vec<AgainstRecusal>,
    },
}

fn pairs(against: &[AgainstRecusal]) -> String {
    let shown = against.iter().take(10).map(|a| format!("{}应回避{}", a.officer, a.business));
    let text = shown.collect::<Vec<_>>().join("，");
    if against.len() > 10 { format!("{text}，等{}处", against.len()) } else { text }
}

/// What can be remarked whether officers are withheld or not.
pub(super) fn of_attempt(attempt: &Attempt) -> Vec<RemarkKind> {
    let mut remarks = Vec::new();
    if let Some(void) = &attempt.void {
        remarks.push(RemarkKind::Void { reason: void.reason.clone(), approved_by: void.approved_by.clone() });
        if attempt.seed.is_some() && attempt.outcome.is_none() {
            remarks.push(RemarkKind::OutcomeNotShown);
        }
    }
    if attempt.nonce.is_none() {
        remarks.push(RemarkKind::NonceLost);
    }
    if attempt.outcome.as_ref().is_some_and(|outcome| outcome.round == LAST_ROUND) {
        remarks.push(RemarkKind::LastRound);
    }
    let untouched = attempt.seal.strata.iter().filter(|s| s.population > 0 && s.sample == 0);
    remarks.extend(untouched.map(|s| RemarkKind::NothingDrawn { label: s.label.clone(), population: s.population }));
    remarks
}

/// What can be remarked with officers.
pub(super) fn of_officers(checked: &Checked<'_>, attempt: &Attempt, outcome: &Outcome) -> Vec<RemarkKind> {
    let mut remarks: Vec<_> = outcome.businesses.iter().flat_map(|key| most_recused(checked, key)).collect();
    let mut by_team = BTreeMap::<u32, Vec<_>>::new();
    for against in against_recusal(checked, &teams_after(&outcome.teams, &attempt.substitutions)) {
        by_team.entry(against.team).or_default().push(against);
    }
    remarks.extend(by_team.into_iter().map(|(team, against)| RemarkKind::AgainstRecusal { team, against }));
    remarks
}

fn most_recused(checked: &Checked<'_>, key: &str) -> Vec<RemarkKind> {
    let Ok(place) = checked.public.businesses.binary_search_by(|b| b.key.as_str().cmp(key)) else { return Vec::new() };
    let business = &checked.public.businesses[place];
    let officers: Vec<_> = u32::try_from(place).map_or(&[][..], |place| checked.recused_from(place)).to_vec();
    let remark = |(d, part): (usize, &super::checked::Part<'_>)| {
        let recused = officers.iter().filter(|(_, o)| checked.department_of[size(*o)] == d).count();
        let listed = part.officers.len();
        (part.department.applies(&business.stratum) && recused * 2 > listed).then(|| RemarkKind::MostRecused {
            business: Who::new(&business.name, &business.key),
            department: part.department.name.clone(),
            recused,
            listed,
        })
    };
    if officers.is_empty() { Vec::new() } else { checked.parts.iter().enumerate().filter_map(remark).collect() }
}
