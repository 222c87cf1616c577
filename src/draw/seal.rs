//! The seal: what is fixed before any seed exists (protocol §3). Fields stand in code-point order, in which canonical JSON
//! has them.

use super::canonical;
use super::time::Time;
use crate::model::Digest;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// The protocol that this module implements.
pub const PROTOCOL: &str = "mingchou/2";

/// Numbers of the protocol are smaller than this (protocol §2).
pub(super) const NUMBER_LIMIT: u32 = 1 << 31;

/// The name of the protocol, which is the only one that can be written here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Protocol {
    /// This one.
    #[default]
    #[serde(rename = "mingchou/2")]
    Mingchou2,
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PROTOCOL)
    }
}

/// The seal of protocol §3. Its fields are public so that it can be built and shown; [`Sealed::check`](super::Sealed::check)
/// says whether it may be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The digest of the businesses' roster.
    pub businesses_sha256: Digest,
    /// Which campaign, which attempt.
    pub campaign: Campaign,
    /// Who will give a number, in the order in which the numbers enter the seed.
    pub contributors: Vec<String>,
    /// The departments in the plan's order, the lead first.
    pub departments: Vec<SealedDepartment>,
    /// Teams or per business.
    pub matching: MatchingRule,
    /// SHA-256 of the 16 raw bytes of the nonce.
    pub nonce_sha256: Digest,
    /// The digest of the officers' roster.
    pub officers_sha256: Digest,
    /// What binds the attempt before, [`Attempt::link`](super::Attempt::link); `None` for the first.
    #[serde(deserialize_with = "present")]
    pub previous: Option<Digest>,
    /// Always [`PROTOCOL`].
    pub protocol: Protocol,
    /// When it was sealed.
    pub sealed_at: Time,
    /// The strata; every business belongs to exactly one.
    pub strata: Vec<SealedStratum>,
}

/// The campaign and the number of the attempt (protocol §3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Which attempt this is, from 1.
    pub attempt: u32,
    /// 牵头部门, the first of the departments.
    pub lead: String,
    /// 任务名称.
    pub title: String,
}

/// A department (protocol §3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedDepartment {
    /// Mode `per-business`: the most businesses one officer takes; `None` for the smallest number that suffices.
    #[serde(deserialize_with = "present")]
    pub cap: Option<u32>,
    /// Mode `per-business`: how many officers to draw; `None` for all.
    #[serde(deserialize_with = "present")]
    pub draw: Option<u32>,
    /// Its name.
    pub name: String,
    /// How many of its officers join a team, or serve a business.
    pub per_team: u32,
    /// The labels of the strata that it inspects; `None` for all.
    #[serde(deserialize_with = "present")]
    pub strata: Option<Vec<String>>,
}

/// A stratum (protocol §3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedStratum {
    /// Its label, `全部` when the plan has no strata.
    pub label: String,
    /// How many businesses are listed in it.
    pub population: u32,
    /// How many of them are drawn.
    pub sample: u32,
}

/// How officers meet businesses (protocol §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchingRule {
    /// Which of the two ways.
    pub mode: Mode,
    /// How many teams in mode `teams`; `None` in mode `per-business`.
    #[serde(deserialize_with = "present")]
    pub teams: Option<u32>,
}

/// The two ways of matching (protocol §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// 检查组: joint teams share the businesses.
    Teams,
    /// 按户: every business gets officers of its own.
    PerBusiness,
}

impl Mode {
    /// What a team's number counts: 第1组, or 第1户 where each business has a team of its own.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Teams => "组",
            Self::PerBusiness => "户",
        }
    }
}

impl SealedDepartment {
    /// Whether it applies to a business of the stratum (protocol §6).
    pub fn applies(&self, stratum: &str) -> bool {
        self.strata.as_ref().is_none_or(|labels| labels.iter().any(|l| l == stratum))
    }
}

impl Seal {
    /// Its canonical JSON, which is hashed.
    pub fn canonical(&self) -> String {
        canonical::text(self)
    }

    /// The commitment, 封存码: the digest of its canonical JSON (protocol §3).
    pub fn commitment(&self) -> Digest {
        canonical::digest(self)
    }

    /// How many businesses are drawn in all, *K* of protocol §6.
    pub fn sample(&self) -> usize {
        self.strata.iter().map(|s| size(s.sample)).fold(0, usize::saturating_add)
    }

    /// How many drawn businesses the department applies to, *k* of protocol §3.
    pub fn sample_of(&self, department: &SealedDepartment) -> usize {
        let applying = self.strata.iter().filter(|s| department.applies(&s.label));
        applying.map(|s| size(s.sample)).fold(0, usize::saturating_add)
    }

    /// How many of the department's officers are drawn, *n* of protocol §3; `None` for all.
    pub fn drawn_of(&self, department: &SealedDepartment) -> Option<usize> {
        match self.matching.mode {
            Mode::Teams => Some(size(self.matching.teams.unwrap_or(0)).saturating_mul(size(department.per_team))),
            Mode::PerBusiness => department.draw.map(size),
        }
    }
}

/// A count as an index; on a machine where it would not fit, more than any list holds.
pub(super) fn size(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Reads a field that may be null but not absent: an object has exactly the keys of the protocol.
pub(super) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(d: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(d)
}
