//! Ledgers and lists: read from a workbook, and held against the roster of a campaign.

use super::envelope::{Emit, Envelope, Reply, pack};
use super::query::CampaignSnapshot;
use crate::course::{
    CapFacts, CapReport, HeldBusiness, Ledger, LedgerReading, LedgerText, ListMatch, hold, match_list,
};
use crate::model::{Digest, LedgerField, ListKind};
use crate::roster::{Field, Rows};
use crate::state::{BusinessRoster, Campaign, inspection_stage, overlay_of};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::rc::Rc;

/// Read a ledger or a list, whose bytes come beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReadList {
    /// Its file name.
    pub file: String,
    /// What it is.
    pub kind: ListKind,
    /// The headings of the county's own 涉企行政检查台账.
    #[serde(default)]
    pub own: Vec<(LedgerField, String)>,
}

/// A ledger or a list that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRows {
    /// What is to be told of it.
    pub reading: LedgerReading,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// The digest of the rows, their name.
    pub name: Digest,
    /// The rows.
    pub text: Rc<LedgerText>,
    /// Their stored form.
    pub packed: Rc<[u8]>,
}

impl Reply for ReadRows {
    fn pack(self, _: &mut Emit<'_>) -> Result<Envelope, String> {
        let pieces = [self.text.text().as_bytes(), &self.packed].map(Cow::Borrowed);
        Envelope::of(&(&self.reading, self.sha256, self.name), pieces)
    }

    fn unpack(envelope: Envelope) -> Result<Self, String> {
        let ((reading, sha256, name), [text, packed]) = envelope.open()?;
        let text = LedgerText::of(text).ok_or("no rows")?;
        Ok(Self { reading, sha256, name, text: Rc::new(text), packed: packed.into() })
    }
}

/// Hold the roster of businesses of a campaign against its ledgers and lists, whose texts come beside, one after the other.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HoldLists {
    /// The campaign.
    pub snapshot: CampaignSnapshot,
    /// The texts: what each is.
    pub texts: Vec<HeldText>,
}

/// A text that comes beside [`HoldLists`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldText {
    /// What it is.
    pub kind: ListKind,
    /// What to call it.
    pub title: String,
    /// 检查机关 of rows that name none.
    pub department: String,
}

impl HoldLists {
    /// The question, and the texts as they come beside it.
    pub fn of(snapshot: CampaignSnapshot, texts: Vec<(HeldText, Rc<LedgerText>)>) -> (Self, Vec<u8>) {
        let bytes = pack(texts.iter().map(|(_, text)| text.text().as_bytes().into()));
        (Self { snapshot, texts: texts.into_iter().map(|(held, _)| held).collect() }, bytes)
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldReport {
    /// Of the ledgers.
    pub caps: CapReport,
    /// Of each text that is no ledger, in their order.
    pub lists: Vec<ListMatch>,
}

/// Holds the roster of a campaign, as mended, against these texts.
pub fn held(
    campaign: &Campaign,
    roster: &BusinessRoster,
    texts: &[(&HeldText, LedgerText)],
    today: NaiveDate,
) -> HeldReport {
    let businesses = businesses(campaign, roster);
    let ledgers: Vec<_> = texts.iter().filter(|(held, _)| held.kind == ListKind::Ledger).map(of_text).collect();
    let departments: Vec<String> = campaign.plan.departments.iter().map(|d| d.name.clone()).collect();
    let facts = CapFacts { rules: &campaign.settings.caps, departments: &departments, from: from(campaign, today) };
    let others = texts.iter().filter(|(held, _)| held.kind != ListKind::Ledger);
    HeldReport {
        caps: hold(&businesses, &ledgers, &facts),
        lists: others.map(|(_, text)| match_list(&businesses, text)).collect(),
    }
}

fn of_text<'a>((held, text): &'a (&HeldText, LedgerText)) -> Ledger<'a> {
    Ledger { title: &held.title, department: &held.department, text }
}

/// The first day on which the campaign may inspect: its stage of inspection, today where that began before or is not said.
pub fn from(campaign: &Campaign, today: NaiveDate) -> NaiveDate {
    inspection_stage(campaign).map_or(today, |(from, to)| if to < today { from } else { from.max(today) })
}

/// The businesses, as mended.
fn businesses(campaign: &Campaign, roster: &BusinessRoster) -> Vec<HeldBusiness> {
    let Some(used) = &campaign.businesses else { return Vec::new() };
    let (rows, laid) = (&roster.reading.rows, overlay_of(roster, used));
    let mut all = Vec::with_capacity(laid.len());
    for place in 0..laid.len() {
        let (name, code, out) = if place < rows.len() && !laid.is_touched(place) {
            (rows.cell(place, Field::Name).into_owned(), rows.cell(place, Field::Code).into_owned(), false)
        } else {
            match laid.row(rows, place) {
                Some(row) => (row.row.name, row.row.code, row.out.is_some()),
                None => continue,
            }
        };
        if let Ok(place) = u32::try_from(place) {
            all.push(HeldBusiness { place, name, code, out });
        }
    }
    all
}
