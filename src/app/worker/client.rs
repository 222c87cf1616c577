//! The worker that reads this page's files and keeps its rosters: what is heavy about them is asked of it. A small
//! roster is looked after on the page itself, where the answer is there before a message would have gone and come.

use crate::app::worker::task::{TaskFault, ask_of};
use crate::browser::worker::{Payload, TaskMessage, WorkerFault, WorkerSession};
use crate::draw::{Businesses, Sealed, SealedBusiness};
use crate::json;
use crate::model::{Digest, EntityKind};
use crate::roster::{Field, Record};
use crate::state::{
    Basis, Blob, BlobKind, Campaign, CheckedRoster, Model, Readiness, RowQuery, SealInput, Sealing, alike, check,
    order, sealed,
};
use crate::work::{Answer, CampaignSnapshot, CheckInputs, Outline, Query, RosterFindings, RosterParts, Task, is_small};
use chrono::NaiveDate;
use futures_channel::oneshot;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::File;

/// Starts its worker when it is first needed, and another one when that died.
#[derive(Clone, Default)]
pub struct WorkerClient {
    session: Rc<RefCell<Option<Rc<WorkerSession>>>>,
    openings: Rc<RefCell<BTreeMap<EntityKind, u32>>>,
    files: Rc<RefCell<FilesAtHand>>,
    /// What was found last, and of what.
    found: Rc<RefCell<Option<(CheckInputs, RosterFindings)>>>,
}

/// The files that rosters were read from since the page was opened, by the SHA-256 of their bytes. The browser keeps no
/// more than where they are.
type FilesAtHand = BTreeMap<Digest, File>;

impl PartialEq for WorkerClient {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.session, &other.session)
    }
}

/// An answer, the bytes beside it, and the businesses that came before it.
pub struct Reply {
    pub answer: Answer,
    pub bytes: Vec<u8>,
    businesses: Vec<SealedBusiness>,
}

/// What would be sealed.
#[derive(Clone, PartialEq)]
pub struct Trial {
    pub outline: Outline,
    /// Its JSON, with a nonce and a salt that nobody uses.
    pub json: Rc<[u8]>,
}

impl WorkerClient {
    /// Starts the worker, so that it is there and warm when it is needed.
    pub fn begin(&self) {
        let running = self.session.borrow().as_ref().is_some_and(|session| !session.is_dead());
        // Whoever needs it is told if it can't be started.
        if let (false, Ok(session)) = (running, self.session()) {
            ask_of(&session, &Task::WarmUp, Payload::Bytes(&[]), |_| {}, drop);
        }
    }

    fn session(&self) -> Result<Rc<WorkerSession>, WorkerFault> {
        let known = self.session.borrow().clone().filter(|session| !session.is_dead());
        if let Some(session) = known {
            return Ok(session);
        }
        let session = Rc::new(WorkerSession::start()?);
        *self.session.borrow_mut() = Some(session.clone());
        Ok(session)
    }

    /// Ends the worker and whatever it is doing.
    pub fn stop(&self) {
        self.session.borrow_mut().take();
    }

    /// Asks for a task.
    pub async fn ask(
        &self,
        task: &Task,
        payload: Payload<'_>,
        progress: impl Fn(String) + 'static,
    ) -> Result<Reply, TaskFault> {
        let (send, answered) = oneshot::channel();
        let businesses = Rc::new(RefCell::new(Vec::new()));
        let coming = businesses.clone();
        let heard = move |heard| match heard {
            TaskMessage::Progress(text) => progress(text),
            // The worker is of the same build and writes nothing else.
            TaskMessage::Part(json) => {
                coming.borrow_mut().extend(json::read::<Vec<SealedBusiness>>(&json).unwrap_or_default());
            }
        };
        // Who asked may have gone meanwhile.
        ask_of(&*self.session()?, task, payload, heard, move |answer| drop(send.send(answer)));
        let (answer, bytes) = answered.await.map_err(|_| TaskFault::Stopped)??;
        Ok(Reply { answer, bytes, businesses: businesses.take() })
    }

    /// What was found last, if it was of these rosters and this plan.
    pub fn found(&self, facts: &CheckInputs) -> Option<RosterFindings> {
        self.found.borrow().as_ref().filter(|(known, _)| known == facts).map(|(_, found)| found.clone())
    }

    /// Keeps what was found.
    pub fn keep_found(&self, facts: CheckInputs, found: RosterFindings) {
        self.found.replace(Some((facts, found)));
    }

    /// The file of these bytes, if it was read since the page was opened.
    pub fn file(&self, digest: Digest) -> Option<File> {
        self.files.borrow().get(&digest).cloned()
    }

    /// Keeps a file at hand.
    pub fn keep_file(&self, digest: Digest, file: File) {
        self.files.borrow_mut().insert(digest, file);
    }

    /// Asks for a task on rosters; those of them that the worker does not have are handed to it, from the model or as the
    /// one that was read and is not taken yet.
    pub async fn ask_with_rosters(
        &self,
        (model, arrived): (&Model, Option<(Digest, &Blob)>),
        task: &Task,
        payload: Payload<'_>,
        progress: impl Fn(String) + Clone + 'static,
    ) -> Result<Reply, TaskFault> {
        let reply = self.ask(task, payload, progress.clone()).await?;
        let Answer::MissingRosters(names) = &reply.answer else { return Ok(reply) };
        for name in names {
            let blob = arrived.filter(|(known, _)| known == name).map(|(_, blob)| blob);
            let (kind, (parts, bytes)) = match blob.or_else(|| model.blobs.get(name)) {
                Some(Blob::Businesses(roster)) => (EntityKind::Business, RosterParts::back(*name, roster)),
                Some(Blob::Officers(roster)) => (EntityKind::Officer, RosterParts::back(*name, roster)),
                _ => return Err(TaskFault::Refused("名录还没有打开，请稍候再试".into())),
            };
            self.ask(&Task::Keep { kind, parts: Box::new(parts) }, Payload::Bytes(&bytes), |_| {}).await?;
        }
        self.ask(task, payload, progress).await
    }

    /// Which opening of a roster's file was the last: the worker keeps one file open of each kind.
    pub fn opening(&self, kind: EntityKind) -> u32 {
        self.openings.borrow().get(&kind).copied().unwrap_or_default()
    }

    /// Opens a file that the user gave; which opening it was comes with the reply.
    pub async fn open(
        &self,
        kind: EntityKind,
        task: &Task,
        file: &File,
        progress: impl Fn(String) + 'static,
    ) -> (u32, Result<Reply, TaskFault>) {
        let opening = self.opening(kind) + 1;
        self.openings.borrow_mut().insert(kind, opening);
        (opening, self.ask(task, Payload::File(file), progress).await)
    }

    /// Asks about the rosters of a campaign; those that the worker does not have are handed to it.
    pub async fn about(
        &self,
        model: &Model,
        (campaign, today): (&Campaign, NaiveDate),
        query: Query,
    ) -> Result<Reply, TaskFault> {
        self.about_with(model, (campaign, today), query, Payload::Bytes(&[])).await
    }

    /// As [`WorkerClient::about`], with what the question needs beside it.
    pub async fn about_with(
        &self,
        model: &Model,
        (campaign, today): (&Campaign, NaiveDate),
        query: Query,
        payload: Payload<'_>,
    ) -> Result<Reply, TaskFault> {
        let task = Task::About { snapshot: Box::new(CampaignSnapshot::of(campaign, today)), query };
        self.ask_with_rosters((model, None), &task, payload, |_| {}).await
    }

    /// The findings of both rosters.
    pub async fn check(
        &self,
        model: &Model,
        campaign: &Campaign,
        today: NaiveDate,
    ) -> Result<RosterFindings, TaskFault> {
        let reply = self.about(model, (campaign, today), Query::Check).await?;
        match reply.answer {
            Answer::Checked(head) => Ok(RosterFindings(head.findings(reply.bytes).map(|found| found.map(Rc::new)))),
            _ => Err(unexpected()),
        }
    }

    /// The places of the rows to show.
    pub async fn order<T: Record>(
        &self,
        model: &Model,
        at: (&Campaign, NaiveDate),
        checked: &CheckedRoster<T>,
        (kind, row_query): (EntityKind, &RowQuery),
    ) -> Result<Vec<u32>, TaskFault> {
        if is_small(model, at.0) {
            return Ok(order(checked, row_query));
        }
        places(self.about(model, at, Query::Order { kind, row_query: row_query.clone() }).await?)
    }

    /// The places of the rows that say the same in a field.
    pub async fn alike<T: Record>(
        &self,
        model: &Model,
        at: (&Campaign, NaiveDate),
        checked: &CheckedRoster<T>,
        (kind, field, value): (EntityKind, Field, &str),
    ) -> Result<Vec<u32>, TaskFault> {
        if is_small(model, at.0) {
            return Ok(alike(checked, field, value));
        }
        places(self.about(model, at, Query::Alike { kind, field, value: value.to_owned() }).await?)
    }

    /// What would be sealed, or the sentence that says what must be put right first.
    pub async fn trial(
        &self,
        model: &Model,
        at: (&Campaign, NaiveDate),
        (ready, input): (&Readiness, SealInput),
    ) -> Result<Result<Trial, String>, TaskFault> {
        if is_small(model, at.0) {
            let trial = sealed(at.0, ready, &input);
            // Keys are text and numbers integers: it can always be written.
            let json = |sealed: &Sealed| serde_json::to_vec(sealed).unwrap_or_default().into();
            return Ok(trial.map(|sealed| Trial { outline: Outline::of(&sealed), json: json(&sealed) }));
        }
        let reply = self.about(model, at, Query::Outline { input }).await?;
        match reply.answer {
            Answer::Outline(made) => Ok(made.map(|outline| Trial { outline: *outline, json: reply.bytes.into() })),
            _ => Err(unexpected()),
        }
    }

    /// Makes a campaign ready to seal.
    pub async fn seal(
        &self,
        model: &Model,
        at: (&Campaign, NaiveDate),
        ready: &Readiness,
        input: SealInput,
    ) -> Result<Sealing, TaskFault> {
        if is_small(model, at.0) {
            return Sealing::new(at.0, ready, &input).map_err(TaskFault::Refused);
        }
        let nonce = input.nonce;
        let reply = self.about(model, at, Query::Seal { input }).await?;
        match reply.answer {
            Answer::Sealed { seal, officers, sizes: [size, _] } => {
                let businesses = Rc::new(Businesses::new(reply.businesses));
                let sealed = Sealed { businesses, officers: Rc::from(officers), seal: *seal };
                let (businesses, officers) = reply.bytes.split_at(size.min(reply.bytes.len()));
                Ok(Sealing { nonce, sealed, packed: [businesses.into(), officers.into()], basis: Basis::of(at.0) })
            }
            _ => Err(unexpected()),
        }
    }

    /// Opens a stored part.
    pub async fn unpack(&self, kind: BlobKind, name: Digest, packed: &[u8]) -> Result<Blob, TaskFault> {
        let reply = self.ask(&Task::Unpack { kind, name }, Payload::Bytes(packed), |_| {}).await?;
        match (reply.answer, kind) {
            (Answer::Roster(parts), BlobKind::Businesses) => Ok(Blob::Businesses(Rc::new(parts.roster(reply.bytes).0))),
            (Answer::Roster(parts), BlobKind::Officers) => Ok(Blob::Officers(Rc::new(parts.roster(reply.bytes).0))),
            (Answer::SealedBusinesses, _) => Ok(Blob::SealedBusinesses(Rc::new(Businesses::new(reply.businesses)))),
            (Answer::SealedOfficers(officers), _) => Ok(Blob::SealedOfficers(Rc::from(officers))),
            (Answer::Outcome(outcome), _) => Ok(Blob::Outcome(Rc::from(outcome))),
            _ => Err(unexpected()),
        }
    }

    /// The stored form of a roster that was just read.
    pub async fn pack(&self, name: Digest) -> Result<Rc<[u8]>, TaskFault> {
        let reply = self.ask(&Task::Pack(name), Payload::Bytes(&[]), |_| {}).await?;
        match reply.answer {
            Answer::Packed => Ok(reply.bytes.into()),
            _ => Err(unexpected()),
        }
    }
}

/// The findings that the page makes itself, of rosters that are small, or because there is no worker.
pub fn check_here(model: &Model, campaign: &Campaign, today: NaiveDate) -> RosterFindings {
    RosterFindings::of(&check(model, campaign, today))
}

fn places(reply: Reply) -> Result<Vec<u32>, TaskFault> {
    match reply.answer {
        Answer::Places => Ok(reply.bytes.as_chunks::<4>().0.iter().map(|n| u32::from_le_bytes(*n)).collect()),
        _ => Err(unexpected()),
    }
}

fn unexpected() -> TaskFault {
    TaskFault::Garbled("不是所问的回答".into())
}
