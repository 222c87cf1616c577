//! What is sealed before any seed exists (protocol §3).

use crate::model::Digest;
use serde::{Deserialize, Deserializer, Serialize};

/// The protocol that this module implements.
pub const PROTOCOL: &str = "mingchou/1";

/// The manifest of protocol §3. Its fields are public so that it can be built and shown; [`Manifest::check`] says
/// whether it may be sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always [`PROTOCOL`].
    pub protocol: String,
    /// Which campaign, which attempt.
    pub campaign: Campaign,
    /// The commitment of the attempt that this one replaces; `None` for the first.
    #[serde(deserialize_with = "present")]
    pub previous: Option<Digest>,
    /// SHA-256 over the 16 raw bytes of the nonce.
    pub nonce_sha256: Digest,
    /// Who will give a number, in order.
    pub contributors: Vec<String>,
    /// The strata; every business belongs to exactly one.
    pub strata: Vec<SealedStratum>,
    /// The departments in the plan's order, the lead first.
    pub departments: Vec<SealedDepartment>,
    /// Teams or per business.
    pub matching: MatchingRule,
    /// The businesses, sorted by key.
    pub businesses: Vec<SealedBusiness>,
    /// The officers, sorted by key.
    pub officers: Vec<SealedOfficer>,
    /// Pairs of officer key and business key, sorted.
    pub recusals: Vec<(String, String)>,
}

/// The campaign and the number of the attempt (protocol §3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// 任务名称.
    pub title: String,
    /// 牵头部门, the first of the departments.
    pub lead: String,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

/// A stratum (protocol §3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedStratum {
    /// Its label, `全部` when the plan has no strata.
    pub label: String,
    /// How many businesses are listed.
    pub population: u32,
    /// How many of them to draw.
    pub sample: u32,
}

/// A department (protocol §3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedDepartment {
    /// Its name.
    pub name: String,
    /// How many of its officers join a team, or serve a business.
    pub per_team: u32,
    /// The labels of the strata that it inspects; `None` for all.
    #[serde(deserialize_with = "present")]
    pub strata: Option<Vec<String>>,
    /// Mode `per-business`: how many officers to draw into the pool first; `None` for all.
    #[serde(deserialize_with = "present")]
    pub draw: Option<u32>,
    /// Mode `per-business`: the most businesses one officer takes; `None` for the smallest that suffices.
    #[serde(deserialize_with = "present")]
    pub cap: Option<u32>,
}

impl SealedDepartment {
    /// Whether it applies to a business of the stratum (protocol §6).
    pub fn applies(&self, stratum: &str) -> bool {
        self.strata.as_ref().is_none_or(|labels| labels.iter().any(|l| l == stratum))
    }
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

/// A business as sealed (protocol §3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedBusiness {
    /// Its key (protocol §2).
    pub key: String,
    /// Its name.
    pub name: String,
    /// The label of its stratum.
    pub stratum: String,
}

/// An officer as sealed (protocol §3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedOfficer {
    /// The officer's key (protocol §2).
    pub key: String,
    /// The officer's name.
    pub name: String,
    /// The name of the officer's department.
    pub department: String,
}

impl Manifest {
    /// Brings businesses, officers and recusals into the order of protocol §3.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.businesses.sort_by(|a, b| a.key.cmp(&b.key));
        self.officers.sort_by(|a, b| a.key.cmp(&b.key));
        self.recusals.sort();
        self
    }
}

/// Reads a field that may be null but not absent: a record that lost one differs from what was sealed.
pub(super) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(d: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(d)
}
