//! A seal together with the two rosters that it names (protocol §3).

use super::checked::{Checked, CheckedPublic};
use super::roster::{Businesses, Officers, SealedBusiness};
use super::seal::{Campaign, MatchingRule, Protocol, Seal, SealedDepartment, SealedStratum};
use super::seal_fault::SealFault;
use super::secret::Nonce;
use super::strict::{self, RecordFault};
use super::time::Time;
use crate::model::Digest;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::rc::Rc;

/// Everything that a draw is made from, but the seed. Cheap to clone: the rosters are shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// The businesses, of which the seal has the digest.
    pub businesses: Rc<Businesses>,
    /// The officers, of which the seal has the digest.
    pub officers: Rc<Officers>,
    /// The seal.
    pub seal: Seal,
}

/// What the application decides about a seal; the digests follow from the rosters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealPlan {
    /// Which campaign, which attempt.
    pub campaign: Campaign,
    /// Who will give a number, in order.
    pub contributors: Vec<String>,
    /// The departments, the lead first.
    pub departments: Vec<SealedDepartment>,
    /// Teams or per business.
    pub matching: MatchingRule,
    /// The link to the attempt before.
    pub previous: Option<Digest>,
    /// Now.
    pub sealed_at: Time,
    /// Label and sample of each stratum; the populations are counted.
    pub strata: Vec<(String, u32)>,
}

impl Sealed {
    /// Seals: counts the strata and fills the digests in. Whether it may be sealed is for [`Sealed::check`].
    pub fn new(plan: SealPlan, nonce: &Nonce, businesses: Rc<Businesses>, officers: Rc<Officers>) -> Self {
        let seal = Seal {
            businesses_sha256: businesses.digest(),
            campaign: plan.campaign,
            contributors: plan.contributors,
            departments: plan.departments,
            matching: plan.matching,
            nonce_sha256: nonce.digest(),
            officers_sha256: officers.digest(),
            previous: plan.previous,
            protocol: Protocol::Mingchou2,
            sealed_at: plan.sealed_at,
            strata: counted(&businesses, plan.strata),
        };
        Self { businesses, officers, seal }
    }

    /// Reads `{"seal", "businesses", "officers"}` from text that may come from strangers.
    ///
    /// # Errors
    /// [`RecordFault`]; whether it may be drawn from is for [`Sealed::check`].
    pub fn parse(text: &str) -> Result<Self, RecordFault> {
        strict::read(text)
    }

    /// The name of a business or an officer; the key itself where it is not listed.
    pub fn name_of<'a>(&'a self, key: &'a str) -> &'a str {
        let officer = || self.officers.get(key).map(|o| o.name.as_str());
        self.businesses.get(key).map(|b| b.name.as_str()).or_else(officer).unwrap_or(key)
    }

    /// 封存码 (protocol §3).
    pub fn commitment(&self) -> Digest {
        self.seal.commitment()
    }

    /// [`Sealed::check`] but for the digests of the rosters: of what is kept under its digests, where they were compared.
    ///
    /// # Errors
    /// All faults at once, in the seal's order.
    pub fn check_rules(&self) -> Result<Checked<'_>, Vec<SealFault>> {
        Checked::new(&self.seal, &self.businesses, &self.officers)
    }

    /// Every rule of protocol §3, the digests of both rosters included. What passes has an outcome, whatever the seed.
    ///
    /// # Errors
    /// All faults at once, in the seal's order.
    pub fn check(&self) -> Result<Checked<'_>, Vec<SealFault>> {
        let checked = self.check_rules();
        let mut faults: Vec<_> = digest_of_businesses(&self.seal, &self.businesses).into_iter().collect();
        faults.extend(digest_of_officers(&self.seal, &self.officers));
        match checked {
            Ok(checked) if faults.is_empty() => Ok(checked),
            Ok(_) => Err(faults),
            Err(mut broken) => {
                broken.append(&mut faults);
                Err(broken)
            }
        }
    }
}

/// Every rule of protocol §3 that can be judged without the officers (protocol §8), the digest of the businesses included.
///
/// # Errors
/// All faults at once, in the seal's order.
pub fn check_withheld<'a>(seal: &'a Seal, businesses: &'a Businesses) -> Result<CheckedPublic<'a>, Vec<SealFault>> {
    match (CheckedPublic::new(seal, businesses), digest_of_businesses(seal, businesses)) {
        (Err(mut faults), fault) => {
            faults.extend(fault);
            Err(faults)
        }
        (Ok(_), Some(fault)) => Err(vec![fault]),
        (Ok(checked), None) => Ok(checked),
    }
}

fn digest_of_businesses(seal: &Seal, businesses: &Businesses) -> Option<SealFault> {
    let (sealed, computed) = (seal.businesses_sha256, businesses.digest());
    (sealed != computed).then_some(SealFault::BusinessesDigest { sealed, computed })
}

fn digest_of_officers(seal: &Seal, officers: &Officers) -> Option<SealFault> {
    let (sealed, computed) = (seal.officers_sha256, officers.digest());
    (sealed != computed).then_some(SealFault::OfficersDigest { sealed, computed })
}

fn counted(businesses: &[SealedBusiness], strata: Vec<(String, u32)>) -> Vec<SealedStratum> {
    let mut listed = HashMap::<&str, u32>::new();
    for business in businesses {
        *listed.entry(&business.stratum).or_default() += 1;
    }
    let population = |label: &str| listed.get(label).copied().unwrap_or(0);
    let line = |(label, sample): (String, u32)| SealedStratum { population: population(&label), label, sample };
    strata.into_iter().map(line).collect()
}
