//! Papers of a campaign as it stands: the facts that forms and 归档包 are made of, put together.

use super::campaign::{CampaignFacts, campaign_pieces};
use super::files::{ArchiveHead, Content, Piece};
use crate::course::{Discrepancy, LEDGER_TITLE, Summary, Worklist, discrepancies};
use crate::draw::{PROTOCOL, teams_after};
use crate::forms::{Document, DrawFacts, PlanFacts, SealFacts, VoidFacts, VoidLine, void_sheet};
use crate::model::{Business, Digest, EntityKind, Officer, Stamp, ToMap, spelt_out};
use crate::roster::{FileRead, Record};
use crate::state::{
    Attempt, Campaign, Model, Roster, RosterRef, attempt_link, check_plan, contributions, key_names, left_out,
    log_lines, log_text, overlay_of, record,
};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// What the papers of a campaign are made of.
#[derive(Debug, Clone)]
pub struct CampaignPapers<'a> {
    /// Where its parts are.
    pub model: &'a Model,
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The address of the page, for the links on the papers (see [`verify_link`]).
    pub address: Option<String>,
}

/// What papers of the outcome are made of.
#[derive(Debug)]
pub struct OutcomeFacts<'a> {
    /// The draw and what was found.
    pub facts: DrawFacts<'a>,
    /// What is inspected.
    pub list: &'a Worklist,
    summary: OnceCell<Summary>,
    discrepancies: OnceCell<Vec<Discrepancy>>,
}

impl OutcomeFacts<'_> {
    /// The counts.
    pub fn summary(&self) -> &Summary {
        self.summary.get_or_init(|| Summary::new(self.list, self.facts.conduct, self.facts.plan.settings))
    }

    /// What does not reconcile.
    pub fn discrepancies(&self) -> &[Discrepancy] {
        self.discrepancies.get_or_init(|| discrepancies(self.list, self.facts.conduct, self.facts.plan.settings))
    }
}

impl CampaignPapers<'_> {
    /// What `make` makes of the seal; nothing before there is one.
    pub fn of_seal<T>(&self, make: impl FnOnce(&Attempt, SealFacts<'_>) -> T) -> Option<T> {
        self.seal_of(self.campaign.current()?, make)
    }

    /// What `make` makes of the seal of any attempt; nothing where its parts are not in memory.
    fn seal_of<T>(&self, attempt: &Attempt, make: impl FnOnce(&Attempt, SealFacts<'_>) -> T) -> Option<T> {
        let sealed = self.model.sealed(attempt).ok()?;
        let plan = check_plan(&self.campaign.plan).ok();
        let planned = plan.iter().flat_map(|plan| &plan.strata);
        let sizes: Vec<_> = planned.zip(&sealed.seal.strata).map(|(s, of)| s.size.in_words(of.population)).collect();
        let by = self.campaign.plan.drawn_by();
        let preliminary = attempt.is_preliminary();
        let link =
            if preliminary || self.campaign.is_rehearsal { String::new() } else { self.link(attempt.commitment, None) };
        let left_out = left_out(self.model, self.campaign);
        let facts = SealFacts {
            number: self.campaign.plan.number.trim(),
            place: self.campaign.plan.place.trim(),
            sizes: &sizes,
            by,
            sealed: &sealed,
            commitment: attempt.commitment,
            sealed_at: attempt.sealed_at,
            link: &link,
            preliminary,
            subject: self.campaign.settings.subject,
            left_out: &left_out,
        };
        Some(make(attempt, facts))
    }

    /// What `make` makes of the outcome and the list of what is inspected; nothing before there is one.
    pub fn of_outcome<T>(&self, list: &Worklist, make: impl FnOnce(&OutcomeFacts<'_>) -> T) -> Option<T> {
        let (mut make, mut made) = (Some(make), None);
        self.with_outcome(list, &mut |known| made = make.take().map(|make| make(known)));
        made
    }

    /// Shows `look` the outcome, once. Of its own: the compiler makes what follows once, not for each paper.
    fn with_outcome(&self, list: &Worklist, look: &mut dyn FnMut(&OutcomeFacts<'_>)) -> Option<()> {
        self.of_seal(|attempt, seal| {
            let (model, campaign) = (self.model, self.campaign);
            let (seeded, reference) = (attempt.seed()?, attempt.drawn()?);
            let outcome = model.outcome(reference.outcome)?;
            let businesses = model.businesses(campaign.businesses.as_ref()?.blob)?;
            let officers = model.officers(campaign.officers.as_ref()?.blob)?;
            let businesses: Vec<Business> = rows(&businesses, campaign.businesses.as_ref()?);
            let officers: Vec<Officer> = rows(&officers, campaign.officers.as_ref()?);
            let by_key: BTreeMap<String, &Business> = businesses.iter().map(|b| (b.key(), b)).to_map();
            let officer_by_key: BTreeMap<String, &Officer> = officers.iter().map(|o| (o.key(), o)).to_map();
            let voided: Vec<_> = void_lines(campaign).collect();
            let plan = check_plan(&campaign.plan).ok()?;
            let has_link = !seal.preliminary && !campaign.is_rehearsal;
            let link = if has_link { self.link(attempt.commitment, Some(seeded.seed)) } else { String::new() };
            let facts = DrawFacts {
                plan: PlanFacts { plan: &plan, settings: &campaign.settings },
                conduct: &attempt.conduct,
                seal,
                contributions: &contributions(&seal.sealed.seal.contributors, attempt),
                seed: seeded.seed,
                link: &link,
                drawn_at: reference.at,
                outcome: &outcome,
                teams: &teams_after(&outcome.teams, &attempt.substitutions),
                substitutions: &attempt.substitutions,
                voided: &voided,
                businesses: &by_key,
                officers: &officer_by_key,
            };
            look(&OutcomeFacts { facts, list, summary: OnceCell::new(), discrepancies: OnceCell::new() });
            Some(())
        })
        .flatten()
    }

    /// 作废单 of the attempts that were voided: of the one at this place, from 1, or of all of them.
    pub fn void_sheets(&self, only: Option<u32>) -> Vec<Document> {
        let chosen = (1..).zip(&self.campaign.attempts).filter(|(place, _)| only.is_none_or(|only| only == *place));
        chosen.filter_map(|(_, attempt)| self.of_void(attempt, void_sheet)).collect()
    }

    /// What `make` makes of an attempt that was voided; nothing of one that was not.
    fn of_void<T>(&self, attempt: &Attempt, make: impl FnOnce(&VoidFacts<'_>) -> T) -> Option<T> {
        let void = attempt.void.as_ref()?;
        let outcome = match attempt.drawn() {
            Some(drawn) => Some((drawn.at, self.model.outcome(drawn.outcome)?)),
            None => None,
        };
        self.seal_of(attempt, |attempt, seal| {
            make(&VoidFacts {
                seal,
                contributions: &contributions(&seal.sealed.seal.contributors, attempt),
                nonce: attempt.nonce,
                seed: attempt.seed().map(|seeded| seeded.seed),
                drawn: outcome.as_ref().map(|(at, outcome)| (*at, &**outcome)),
                substitutions: attempt.substitutions.len(),
                void,
                link: attempt_link(attempt),
            })
        })
    }

    fn link(&self, commitment: Digest, seed: Option<Digest>) -> String {
        verify_link(self.address.as_deref(), commitment, seed)
    }

    /// What goes into 归档包: what its index tells, and its files.
    ///
    /// # Errors
    /// The sentence for the user.
    pub fn archive(&self, list: &Worklist, at: Stamp) -> Result<(ArchiveHead, Vec<Piece>), String> {
        let (model, campaign) = (self.model, self.campaign);
        if campaign.is_rehearsal {
            return Err("这是演练，不归档".into());
        }
        // What was drawn by the preliminary protocol has no record that this program could verify.
        let has_record = campaign.current().is_some_and(|attempt| !attempt.is_preliminary());
        let record = has_record.then(|| record(model, campaign)).transpose().map_err(|fault| fault.to_string())?;
        let log = model.log(campaign).map_err(|fault| fault.to_string())?;
        let lines = log_lines(&log);
        let void_sheets = self.void_sheets(None);
        let meeting = self.meeting_pieces();
        let present = campaign.meeting.published();
        let pieces = |known: &OutcomeFacts<'_>| {
            campaign_pieces(&CampaignFacts {
                draw: &known.facts,
                void_sheets: &void_sheets,
                list: known.list,
                summary: known.summary(),
                discrepancies: known.discrepancies(),
                record: record.as_ref(),
                meeting: &meeting,
                present: &present,
                log: &lines,
                log_words: &log_text(&log, &key_names(Some(known.facts.seal.sealed))),
                at,
            })
        };
        let mut pieces = self.of_outcome(list, pieces).ok_or("还有内容没有读出来，请稍候再试")?;
        let ledger = self.ledger(list)?;
        if !ledger.lines.is_empty() {
            let (path, about) = (format!("表格/{LEDGER_TITLE}.xlsx"), "检查台账和统计".to_owned());
            pieces.push(Piece { path, about, content: Content::Ledger(Box::new(ledger)) });
        }
        let head = ArchiveHead {
            title: spelt_out(campaign.plan.title.trim()).into_owned(),
            number: campaign.plan.number.trim().to_owned(),
            commitment: campaign.current().ok_or("还没有抽取结果")?.commitment,
            sources: self.sources(),
            kept: campaign.meeting.files.clone(),
        };
        Ok((head, pieces))
    }

    /// The files that the rosters were read from: what, name, SHA-256.
    fn sources(&self) -> Vec<(String, String, Digest)> {
        let (model, campaign) = (self.model, self.campaign);
        let businesses = campaign.businesses.as_ref().and_then(|r| model.businesses(r.blob));
        let officers = campaign.officers.as_ref().and_then(|r| model.officers(r.blob));
        let of = |kind: EntityKind, files: &[FileRead]| {
            let file = |file: &FileRead| (kind.roster_name().to_owned(), file.name.clone(), file.digest);
            files.iter().map(file).collect::<Vec<_>>()
        };
        let businesses = businesses.map(|r| of(EntityKind::Business, &r.files)).unwrap_or_default();
        businesses.into_iter().chain(officers.map(|r| of(EntityKind::Officer, &r.files)).unwrap_or_default()).collect()
    }
}

/// What a QR code of a commitment, or of commitment and seed, says: the address of the 验证 page of the application with
/// them, so that who scans it can compare a record with it; the bare digits where the page is a file and has no address.
pub fn verify_link(address: Option<&str>, commitment: Digest, seed: Option<Digest>) -> String {
    match (address, seed) {
        (Some(address), None) => format!("{address}#/verify/{commitment}"),
        (Some(address), Some(seed)) => format!("{address}#/verify/{commitment}/{seed}"),
        (None, None) => format!("{PROTOCOL} 封存码 {commitment}"),
        (None, Some(seed)) => format!("{PROTOCOL} 封存码 {commitment} 种子 {seed}"),
    }
}

/// The rows that count, as mended: of one that was entered twice the one that is left.
fn rows<T: Record>(roster: &Roster<T>, used: &RosterRef) -> Vec<T> {
    let laid = overlay_of(roster, used);
    laid.rows(&roster.reading.rows).filter(|laid| laid.out.is_none()).map(|laid| laid.row).collect()
}

/// The attempts that were voided, each with its number among those of its protocol.
fn void_lines(campaign: &Campaign) -> impl Iterator<Item = VoidLine> {
    (1..).zip(&campaign.attempts).filter_map(|(place, a)| {
        let (attempt, preliminary, commitment) = (campaign.number_of(place), a.is_preliminary(), a.commitment);
        Some(VoidLine { attempt, preliminary, commitment, void: a.void.clone()? })
    })
}
