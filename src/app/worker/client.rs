//! The worker that reads this page's files and keeps its rosters: what is heavy about them is asked of it. What is asked of
//! small rosters is answered on the page itself, where the answer is there before a message would have gone and come.

use crate::app::worker::task::{self, OnProgress, TaskFault, opened};
use crate::browser::worker::{Payload, WorkerFault, WorkerSession};
use crate::model::{Digest, EntityKind};
use crate::state::{Blob, BlobKind, Campaign, Model};
use crate::work::{
    About, CampaignSnapshot, CheckInputs, CheckRosters, Envelope, KeepRoster, LatestCheck, OpenWorkbook, Request,
    RosterFindings, RosterQuery, UnpackPart, WarmUp, is_small, letter,
};
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
    /// What was found last in large rosters, and of what.
    found: Rc<RefCell<Option<(CheckInputs, RosterFindings)>>>,
    /// What was checked on the page last.
    checked: Rc<RefCell<LatestCheck>>,
}

/// The files that rosters were read from since the page was opened, by the SHA-256 of their bytes. The browser keeps no
/// more than where they are.
type FilesAtHand = BTreeMap<Digest, File>;

impl PartialEq for WorkerClient {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.session, &other.session)
    }
}

impl WorkerClient {
    /// Starts the worker, so that it is there and warm when it is needed.
    pub fn begin(&self) {
        let running = self.session.borrow().as_ref().is_some_and(|session| !session.is_dead());
        // Whoever needs it is told if it can't be started.
        if let (false, Ok(session)) = (running, self.session()) {
            task::ask(&session, &WarmUp, Payload::Bytes(&[]), |_| {}, drop);
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

    /// Asks the worker.
    pub async fn ask<R: Request>(
        &self,
        request: &R,
        payload: Payload<'_>,
        progress: impl Fn(String) + 'static,
    ) -> Result<R::Reply, TaskFault> {
        opened(self.send(&letter(request), payload, Rc::new(progress)).await?)
    }

    /// Asks the worker about rosters; those that it does not have are handed to it, as far as `roster` has them.
    pub async fn ask_of_rosters<R: Request>(
        &self,
        roster: impl Fn(Digest) -> Option<Blob>,
        request: &R,
        payload: Payload<'_>,
        progress: impl Fn(String) + 'static,
    ) -> Result<R::Reply, TaskFault> {
        opened(self.send_with_rosters(&roster, &letter(request), payload, Rc::new(progress)).await?)
    }

    async fn send(&self, letter: &str, payload: Payload<'_>, progress: OnProgress) -> Result<Envelope, TaskFault> {
        let (send, answered) = oneshot::channel();
        // Who asked may have gone meanwhile.
        let done = Box::new(move |envelope| drop(send.send(envelope)));
        task::send(&*self.session()?, letter, payload, progress, done);
        answered.await.map_err(|_| TaskFault::Stopped)?
    }

    async fn send_with_rosters(
        &self,
        roster: &dyn Fn(Digest) -> Option<Blob>,
        request: &str,
        payload: Payload<'_>,
        progress: OnProgress,
    ) -> Result<Envelope, TaskFault> {
        let missing = match self.send(request, payload, progress.clone()).await {
            Err(TaskFault::MissingRosters(names)) => names,
            reply => return reply,
        };
        for name in &missing {
            let Some((keep, bytes)) = roster(*name).and_then(|blob| KeepRoster::of(*name, &blob)) else {
                return Err(TaskFault::MissingRosters(missing));
            };
            self.ask(&keep, Payload::Bytes(&bytes), |_| {}).await?;
        }
        self.send(request, payload, progress).await
    }

    /// Answers a question about the rosters of a campaign: at once where they are small, of the worker where they are large.
    pub async fn about<Q: RosterQuery>(
        &self,
        model: &Model,
        at: (&Campaign, NaiveDate),
        query: Q,
    ) -> Result<Q::Reply, TaskFault>
    where
        About<Q>: Request<Reply = Q::Reply>,
    {
        if let Some(answer) = self.at_once(model, at, &query) {
            return answer;
        }
        let about = About { snapshot: CampaignSnapshot::of(at.0, at.1), query };
        self.ask_of_rosters(in_memory(model), &about, Payload::Bytes(&[]), |_| {}).await
    }

    /// Answers a question about small rosters here and now; nothing where they are large.
    pub fn at_once<Q: RosterQuery>(
        &self,
        model: &Model,
        at: (&Campaign, NaiveDate),
        query: &Q,
    ) -> Option<Result<Q::Reply, TaskFault>> {
        is_small(model, at.0).then(|| self.here(model, at, query).map_err(TaskFault::Refused))
    }

    /// Answers a question on the page, however large the rosters are.
    fn here<Q: RosterQuery>(
        &self,
        model: &Model,
        (campaign, today): (&Campaign, NaiveDate),
        query: &Q,
    ) -> Result<Q::Reply, String> {
        let ready = self.checked.borrow_mut().ready(model, campaign, today);
        query.answer(campaign, &ready)
    }

    /// The findings of both rosters; where there is no worker, they are made here, if slowly.
    ///
    /// # Errors
    /// [`TaskFault::Stopped`] where the user stopped the worker for another reason.
    pub async fn check(&self, model: &Model, at: (&Campaign, NaiveDate)) -> Result<RosterFindings, TaskFault> {
        match self.about(model, at, CheckRosters).await {
            Err(TaskFault::Stopped) => Err(TaskFault::Stopped),
            Err(_) => self.here(model, at, &CheckRosters).map_err(TaskFault::Refused),
            found => found,
        }
    }

    /// What was found last in large rosters, if it was of these rosters and this plan.
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

    /// Which opening of a roster's file was the last: the worker keeps one file open of each kind.
    pub fn opening(&self, kind: EntityKind) -> u32 {
        self.openings.borrow().get(&kind).copied().unwrap_or_default()
    }

    /// Opens a file that the user gave; which opening it was comes with the reply.
    pub async fn open(
        &self,
        request: &OpenWorkbook,
        file: &File,
        progress: impl Fn(String) + 'static,
    ) -> (u32, Result<<OpenWorkbook as Request>::Reply, TaskFault>) {
        let opening = self.opening(request.kind) + 1;
        self.openings.borrow_mut().insert(request.kind, opening);
        (opening, self.ask(request, Payload::File(file), progress).await)
    }

    /// Opens a stored part.
    pub async fn unpack(&self, kind: BlobKind, name: Digest, packed: &[u8]) -> Result<Blob, TaskFault> {
        self.ask(&UnpackPart { kind, name }, Payload::Bytes(packed), |_| {}).await
    }
}

/// The rosters of a model, for [`WorkerClient::ask_of_rosters`].
pub fn in_memory(model: &Model) -> impl Fn(Digest) -> Option<Blob> {
    |name| model.blobs.get(&name).cloned()
}
