//! A desk at which a campaign is run through the same actions that the pages dispatch.
#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

use chrono::{NaiveDate, TimeDelta};
use mingchou::course::Worklist;
use mingchou::draw::{Contribution, Nonce, Record, Salt, Time, draw};
use mingchou::export::{sample_businesses, sample_officers};
use mingchou::model::{Digest, Stamp};
use mingchou::roster::{read_businesses, read_officers};
use mingchou::state::*;
use std::collections::BTreeMap;
use std::rc::Rc;

pub const ID: &str = "a1b2c3";

pub fn at(minute: u32) -> Stamp {
    Stamp::parse_from_rfc3339(&format!("2018-12-03T14:{minute:02}:00+08:00")).unwrap()
}

/// A day of December 2018.
pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 12, day).unwrap()
}

/// The founding campaign, drawn at 14:0x on 2018-12-03, and what is to be inspected.
pub fn drawn() -> (Desk, Worklist) {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.seal(7).unwrap();
    desk.draw();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    (desk, list)
}

/// As the worker hands a roster over.
pub fn taken<T: mingchou::roster::Record>(roster: Roster<T>) -> Box<Taken<T>> {
    let (name, packed) = {
        let text = roster_text(&roster).unwrap();
        (text.name(), Some(text.pack().into()))
    };
    let labels = roster.labels();
    Box::new(Taken { roster: Rc::new(roster), name, packed, labels, kept: Vec::new() })
}

#[derive(Clone)]
pub struct Desk {
    pub model: Model,
    /// When the campaign was begun; each act is a minute later than the one before.
    start: Stamp,
    minute: u32,
}

impl Desk {
    pub fn new(plan: PlanDraft) -> Self {
        Self::begun(at(0), plan)
    }

    /// One whose campaign is begun then.
    pub fn begun(start: Stamp, plan: PlanDraft) -> Self {
        let create = Action::Create { id: ID.into(), at: start, plan: Box::new(plan) };
        Self { model: Model::default().apply(create).unwrap(), start, minute: 0 }
    }

    /// The day of the act before; an act a minute later may already be of the next.
    pub fn today(&self) -> NaiveDate {
        (self.start + TimeDelta::minutes(self.minute.into())).date_naive()
    }

    /// With what another desk left.
    pub fn of(model: Model) -> Self {
        Self { model, start: at(0), minute: 0 }
    }

    pub fn with_samples(plan: PlanDraft) -> Self {
        let mut desk = Self::new(plan);
        let bytes = sample_businesses().unwrap();
        let reading = read_businesses(&bytes, "b.xlsx").unwrap();
        let roster = Roster::of_list("b.xlsx".into(), Digest::of(&bytes), reading);
        desk.act(Act::TakeBusinesses(taken(roster))).unwrap();
        let bytes = sample_officers().unwrap();
        let reading = read_officers(&bytes, "o.xlsx").unwrap();
        let roster = Roster::of_list("o.xlsx".into(), Digest::of(&bytes), reading);
        desk.act(Act::TakeOfficers(taken(roster))).unwrap();
        desk
    }

    pub fn act(&mut self, act: Act) -> Result<(), Refusal> {
        self.minute += 1;
        let at = self.start + TimeDelta::minutes(self.minute.into());
        self.model = self.model.apply(Action::In { id: ID.into(), at, act })?;
        Ok(())
    }

    /// On a day of the campaign, at noon.
    pub fn act_on(&mut self, day: &str, act: Act) -> Result<(), Refusal> {
        let at = Stamp::parse_from_rfc3339(&format!("{day}T12:00:00+08:00")).unwrap();
        self.model = self.model.apply(Action::In { id: ID.into(), at, act })?;
        Ok(())
    }

    /// Its parts as they are stored.
    pub fn packed(&self) -> BTreeMap<Digest, Rc<[u8]>> {
        let pack = |(name, blob): (&Digest, &Blob)| (*name, part_text(blob).unwrap().pack().into());
        self.model.blobs.iter().map(pack).collect()
    }

    /// Every entry of the log.
    pub fn log(&self) -> Vec<&LogEntry> {
        self.model.log(self.campaign()).unwrap()
    }

    pub fn check_log(&self) {
        assert_eq!(broken_at(&self.log()), None);
    }

    pub fn campaign(&self) -> &Campaign {
        &self.model.campaigns[ID]
    }

    /// When the next act is.
    pub fn next(&self) -> Stamp {
        self.start + TimeDelta::minutes((self.minute + 1).into())
    }

    /// What a seal of the next minute is made with.
    pub fn input(&self, byte: u8) -> SealInput {
        let at = Time::of(&self.next()).unwrap();
        SealInput { at, nonce: Nonce::from_bytes([byte; 16]), salt: Salt::from_bytes([!byte; 16]) }
    }

    /// As the check page makes it ready.
    pub fn sealing(&self, byte: u8) -> Result<Box<Sealing>, Refusal> {
        let ready = check(&self.model, self.campaign(), self.start.date_naive());
        let sealing = Sealing::new(self.campaign(), &ready, &self.input(byte));
        sealing.map(Box::new).map_err(Refusal::NotReady)
    }

    pub fn seal(&mut self, byte: u8) -> Result<(), Refusal> {
        self.act(Act::Seal(self.sealing(byte)?))
    }

    pub fn say(&mut self, values: &[&str]) {
        for (index, value) in values.iter().enumerate() {
            self.act(Act::Type { index, text: (*value).into() }).unwrap();
            let _ = self.act(Act::Confirm(index));
        }
    }

    pub fn seed(&mut self) {
        self.say(&["530217", "884102", "006931", "０２ 11 17 ", "120934", "775618"]);
        self.act(Act::MakeSeed).unwrap();
    }

    /// As the worker draws.
    pub fn drawing(&self) -> Act {
        let attempt = self.campaign().attempts.last().unwrap();
        let sealed = self.model.sealed(attempt).unwrap();
        let seed = attempt.seed().map_or(Digest::of(""), |s| s.seed);
        let outcome = draw(&sealed, seed).unwrap().outcome;
        Act::Drawn { commitment: sealed.commitment(), outcome: Rc::new(outcome) }
    }

    pub fn draw(&mut self) {
        self.seed();
        let drawing = self.drawing();
        self.act(drawing).unwrap();
    }

    /// Voids what is sealed, with the numbers that are in.
    pub fn void(&mut self, reason: &str) -> Result<(), Refusal> {
        let (reason, approved_by, witnesses) = (reason.into(), "李主任".into(), "王某、赵某".into());
        self.act(Act::Void { reason, approved_by, witnesses, incomplete: false })
    }

    /// The numbers that are confirmed in the last attempt.
    pub fn contributions(&self) -> Vec<Contribution> {
        let attempt = self.campaign().attempts.last().unwrap();
        contributions(&self.model.sealed(attempt).unwrap().seal.contributors, attempt)
    }

    pub fn record(&self) -> Record {
        record(&self.model, self.campaign()).unwrap()
    }
}

/// Every entry of the log of a campaign that has no parts of it.
pub fn log_of(campaign: &Campaign) -> Vec<LogEntry> {
    Model::default().log(campaign).unwrap().into_iter().cloned().collect()
}

/// The first entry that does not fit the chain of such a log.
pub fn broken(campaign: &Campaign) -> Option<usize> {
    broken_at(&log_of(campaign).iter().collect::<Vec<_>>())
}
