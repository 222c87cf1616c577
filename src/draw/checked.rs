//! A seal that passed the rules of protocol §3, so that it has an outcome, whatever the seed; laid out for drawing.

use super::outcome::Who;
use super::roster::{Businesses, Officers, SealedBusiness, SealedOfficer};
use super::rules;
use super::rules_officers::{self, Recusal};
use super::seal::{Mode, Seal, SealedDepartment, size};
use super::seal_fault::SealFault;

/// What is published in any case: the seal and the businesses, with every rule kept that can be judged without officers.
#[derive(Debug, Clone)]
pub struct CheckedPublic<'a> {
    pub(super) seal: &'a Seal,
    pub(super) businesses: &'a Businesses,
    /// Places in the roster, by stratum in the seal's order.
    pub(super) strata: Vec<Vec<u32>>,
}

/// A seal with both its rosters, every rule kept. Only [`Sealed::check`](super::Sealed::check) makes one, so that a draw
/// of it can't be refused.
#[derive(Debug, Clone)]
pub struct Checked<'a> {
    pub(super) public: CheckedPublic<'a>,
    pub(super) officers: &'a Officers,
    /// The departments, in plan order.
    pub(super) parts: Vec<Part<'a>>,
    /// Per officer, the place of its department.
    pub(super) department_of: Vec<usize>,
    /// Sorted by business.
    pub(super) recusals: Vec<Recusal>,
}

/// A department's part in the draw.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub department: &'a SealedDepartment,
    /// Places of its officers in the roster.
    pub officers: Vec<u32>,
    /// How many of them are drawn, *n*.
    pub drawn: usize,
    /// How many drawn businesses it applies to, *k*.
    pub businesses: usize,
    /// Mode `per-business`: the most businesses an officer takes (protocol §6).
    pub limit: usize,
}

impl<'a> CheckedPublic<'a> {
    /// Checks the rules, but for the digest of the roster.
    pub(super) fn new(seal: &'a Seal, businesses: &'a Businesses) -> Result<Self, Vec<SealFault>> {
        let (checked, mut faults) = Self::gather(seal, businesses);
        if faults.is_empty() {
            faults = rules::of_counts(seal, None);
        }
        if faults.is_empty() { Ok(checked) } else { Err(faults) }
    }

    /// All rules but the counts.
    fn gather(seal: &'a Seal, businesses: &'a Businesses) -> (Self, Vec<SealFault>) {
        let mut faults = rules::of_seal(seal);
        let strata = rules::of_businesses(seal, businesses, &mut faults);
        (Self { seal, businesses, strata }, faults)
    }

    /// The seal.
    pub const fn seal(&self) -> &'a Seal {
        self.seal
    }

    pub(super) fn business(&self, place: u32) -> &'a SealedBusiness {
        &self.businesses[size(place)]
    }

    /// The business as sentences name it.
    pub(super) fn who(&self, key: &str) -> Who {
        Who::new(self.businesses.get(key).map_or("", |b| &b.name), key)
    }
}

impl<'a> Checked<'a> {
    /// Checks the rules, but for the digests of the rosters.
    pub(super) fn new(
        seal: &'a Seal,
        businesses: &'a Businesses,
        officers: &'a Officers,
    ) -> Result<Self, Vec<SealFault>> {
        let (public, mut faults) = CheckedPublic::gather(seal, businesses);
        let departments = rules_officers::of_officers(seal, officers, &mut faults);
        // Who is recused from what is looked up in rosters that are in order.
        let recusals = if faults.iter().any(|f| matches!(f, SealFault::Unsorted { .. })) {
            Vec::new()
        } else {
            rules_officers::of_recusals(businesses, officers, &mut faults)
        };
        if faults.is_empty() {
            let listed: Vec<_> = departments.iter().map(Vec::len).collect();
            faults = rules::of_counts(seal, Some(&listed));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut department_of = vec![0; officers.officers.len()];
        for (d, places) in departments.iter().enumerate() {
            places.iter().for_each(|place| department_of[size(*place)] = d);
        }
        let parts = seal.departments.iter().zip(departments).map(|(d, officers)| Part::new(seal, d, officers));
        Ok(Self { parts: parts.collect(), public, officers, department_of, recusals })
    }

    /// The seal.
    pub const fn seal(&self) -> &'a Seal {
        self.public.seal
    }

    /// What of it is published in any case.
    pub const fn public(&self) -> &CheckedPublic<'a> {
        &self.public
    }

    pub(super) fn mode(&self) -> Mode {
        self.public.seal.matching.mode
    }

    /// *G* of protocol §6.
    pub(super) fn teams(&self) -> usize {
        size(self.public.seal.matching.teams.unwrap_or(1)).max(1)
    }

    pub(super) fn officer(&self, place: u32) -> &'a SealedOfficer {
        &self.officers.officers[size(place)]
    }

    /// The officers recused from the business, by places.
    pub(super) fn recused_from(&self, business: u32) -> &[Recusal] {
        let from = self.recusals.partition_point(|(b, _)| *b < business);
        let to = from + self.recusals[from..].partition_point(|(b, _)| *b == business);
        &self.recusals[from..to]
    }

    /// A business or officer as sentences name it.
    pub(super) fn who(&self, key: &str) -> Who {
        let officer = || self.officers.get(key).map_or("", |o| o.name.as_str());
        Who::new(self.public.businesses.get(key).map_or_else(officer, |b| b.name.as_str()), key)
    }
}

impl<'a> Part<'a> {
    fn new(seal: &Seal, department: &'a SealedDepartment, officers: Vec<u32>) -> Self {
        let drawn = seal.drawn_of(department).unwrap_or(officers.len());
        let businesses = seal.sample_of(department);
        // In 128 bits, because on wasm a usize has 32.
        let fair = || (u128::from(department.per_team) * businesses as u128).div_ceil(drawn.max(1) as u128);
        let limit = department.cap.map_or_else(|| usize::try_from(fair()).unwrap_or(usize::MAX), size);
        Self { department, officers, drawn, businesses, limit }
    }

    /// Whether some officers are drawn and others not, so that the next round draws others.
    pub(super) fn varies(&self) -> bool {
        self.drawn < self.officers.len()
    }
}
