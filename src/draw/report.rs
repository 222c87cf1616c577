//! What a verification found, in sentences, beside what is to be compared with the signed papers (protocol §9): what a page
//! shows, small enough to be sent to it whatever the record is.

use super::numbers::Contribution;
use super::outcome::Who;
use super::record::{Attempt, Record, Void};
use super::seal::Mode;
use super::secret::Nonce;
use super::substitution::Substitution;
use super::time::Time;
use super::verify::{Check, CheckName, CheckResult, Verdict, Verification};
use crate::model::{Digest, EntityKind, spelt_out};
use serde::{Deserialize, Serialize};

/// The most differences of a check, and remarks, that are told one by one.
const TOLD: usize = 100;

/// The most businesses, substitutions, numbers and witnesses that are listed of an attempt.
const LISTED: usize = 2_000;

/// The most bytes of one such list: every business of a large county, and not whatever a stranger writes.
const ROOM: usize = 300_000;

/// The most characters of one sentence: names in a stranger's record have no limit.
const LENGTH: usize = 1_000;

/// A verified record, without its rosters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What it comes to.
    pub verdict: Verdict,
    /// Whether officers are withheld, so that all that is said of them is a claim.
    pub officers_withheld: bool,
    /// The checks, in the order of [`CheckName::ALL`].
    pub checks: Vec<CheckReport>,
    /// What a reader should know besides, the first hundred.
    pub remarks: Vec<String>,
    /// How many remarks there are.
    pub remark_count: usize,
    /// What is to be compared with the signed papers: each attempt, the last one counts.
    pub attempts: Vec<AttemptReport>,
    /// How many attempts there are.
    pub attempt_count: usize,
}

/// A check in sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Which one.
    pub name: CheckName,
    /// How it ended.
    pub result: CheckResult,
    /// What it found, the first hundred.
    pub differences: Vec<String>,
    /// How many it found besides.
    pub more: usize,
}

/// An attempt as the papers show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptReport {
    /// 任务名称.
    pub title: String,
    /// 牵头部门.
    pub lead: String,
    /// Its number.
    pub attempt: u32,
    /// Teams or per business.
    pub mode: Mode,
    /// When it was sealed.
    pub sealed_at: Time,
    /// How many businesses are listed.
    pub population: usize,
    /// 封存码, as recorded.
    pub commitment: Digest,
    /// The nonce, as recorded.
    pub nonce: Option<Nonce>,
    /// What each party wrote.
    pub contributions: Vec<Contribution>,
    /// How many wrote something.
    pub contribution_count: usize,
    /// How many parties were to give a number.
    pub contributors: usize,
    /// The seed, as recorded.
    pub seed: Option<Digest>,
    /// What was drawn, as recorded.
    pub outcome: Option<OutcomeReport>,
    /// The substitutions.
    pub substitutions: Vec<SubstitutionReport>,
    /// How many there are.
    pub substitution_count: usize,
    /// That it is void.
    pub void: Option<Void>,
}

/// An outcome as the papers show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeReport {
    /// The businesses drawn, in the record's order, the first two thousand.
    pub businesses: Vec<Who>,
    /// How many are drawn.
    pub drawn: usize,
    /// The round that counts.
    pub round: u32,
    /// How many teams.
    pub teams: usize,
}

/// A substitution as the papers show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubstitutionReport {
    /// What is replaced.
    pub kind: EntityKind,
    /// In which team.
    pub team: u32,
    /// Who left; `None` where officers are withheld.
    pub out: Option<Who>,
    /// Who came in; `None` where nobody was left or officers are withheld.
    pub incoming: Option<Who>,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approved_by: String,
    /// When.
    pub at: Time,
}

impl CheckReport {
    fn new(check: &Check) -> Self {
        let told = check.differences.iter().take(TOLD);
        Self {
            name: check.name,
            result: check.result,
            differences: told.map(|d| cut(&d.to_string())).collect(),
            more: check.differences.len().saturating_sub(TOLD),
        }
    }
}

impl Report {
    /// Of a record and what its verification found.
    pub fn new(record: &Record, verification: &Verification) -> Self {
        // The last one counts, so that it is told whatever comes before.
        let before = record.attempts.len().saturating_sub(TOLD);
        Self {
            verdict: verification.verdict(),
            officers_withheld: verification.officers_withheld,
            checks: verification.checks.iter().map(CheckReport::new).collect(),
            remarks: verification.remarks.iter().take(TOLD).map(|r| cut(&r.to_string())).collect(),
            remark_count: verification.remarks.len(),
            attempts: record.attempts[before..].iter().map(|a| AttemptReport::new(record, a)).collect(),
            attempt_count: record.attempts.len(),
        }
    }

    /// Whether nothing differs.
    pub fn is_clean(&self) -> bool {
        self.verdict != Verdict::Different
    }

    /// How many differences there are.
    pub fn differences(&self) -> usize {
        self.checks.iter().map(|c| c.differences.len() + c.more).sum()
    }

    /// The attempt that counts.
    pub fn last(&self) -> Option<&AttemptReport> {
        self.attempts.last()
    }
}

impl AttemptReport {
    /// Whether every number, business and substitution is listed: only then can all of them be compared.
    pub fn is_whole(&self) -> bool {
        self.contributions.len() == self.contribution_count
            && self.outcome.as_ref().is_none_or(|outcome| outcome.businesses.len() == outcome.drawn)
            && self.substitutions.len() == self.substitution_count
    }

    fn new(record: &Record, attempt: &Attempt) -> Self {
        let (seal, businesses) = (&attempt.seal, record.businesses_of(attempt));
        let name = |key: &str| {
            let officer = || record.officers_of(attempt).and_then(|all| all.get(key)).map(|o| o.name.as_str());
            let name = businesses.and_then(|all| all.get(key)).map(|b| b.name.as_str()).or_else(officer);
            Who::new(cut(name.unwrap_or_default()), cut(key))
        };
        let outcome = attempt.outcome.as_ref().map(|outcome| OutcomeReport {
            businesses: listed(&outcome.businesses, |key| name(key)),
            drawn: outcome.businesses.len(),
            round: outcome.round,
            teams: outcome.teams.len(),
        });
        let substitution = |s: &Substitution| SubstitutionReport {
            kind: s.kind,
            team: s.team,
            out: s.out.as_deref().map(name),
            incoming: s.incoming.as_deref().map(name),
            reason: cut(&s.reason),
            approved_by: cut(&s.approved_by),
            at: s.at.clone(),
        };
        let number = |c: &Contribution| Contribution { label: cut(&c.label), value: cut(&c.value) };
        Self {
            title: cut(&seal.campaign.title),
            lead: cut(&seal.campaign.lead),
            attempt: seal.campaign.attempt,
            mode: seal.matching.mode,
            sealed_at: seal.sealed_at.clone(),
            population: businesses.map_or(0, |all| all.len()),
            commitment: attempt.commitment,
            nonce: attempt.nonce,
            contributions: listed(&attempt.contributions, number),
            contribution_count: attempt.contributions.len(),
            contributors: seal.contributors.len(),
            seed: attempt.seed,
            outcome,
            substitutions: listed(&attempt.substitutions, substitution),
            substitution_count: attempt.substitutions.len(),
            void: attempt.void.as_ref().map(|void| Void {
                approved_by: cut(&void.approved_by),
                at: void.at.clone(),
                reason: cut(&void.reason),
                witnesses: listed(&void.witnesses, |w| cut(w)),
            }),
        }
    }
}

/// The first of a list, as many as there is room for.
fn listed<T, R: Serialize>(all: &[T], told: impl Fn(&T) -> R) -> Vec<R> {
    let mut room = ROOM;
    let mut fits = |one: &R| {
        let size = serde_json::to_string(one).map_or(ROOM, |text| text.len());
        let left = room.checked_sub(size);
        room = left.unwrap_or_default();
        left.is_some()
    };
    all.iter().take(LISTED).map(told).take_while(|one| fits(one)).collect()
}

/// The text, or its beginning, with what shows nothing spelt out.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{}……", spelt_out(&text[..at])),
        None => spelt_out(text).into_owned(),
    }
}
