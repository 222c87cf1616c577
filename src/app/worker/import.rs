//! A roster from the worker into a campaign.

use crate::app::context::AppContext;
use crate::app::store::Msg;
use crate::app::worker::client::Reply;
use crate::app::worker::task::TaskFault;
use crate::browser::clock;
use crate::browser::worker::Payload;
use crate::model::{Business, Digest, EntityKind, Officer};
use crate::roster::{Choice, Edit, FileRead, Hints};
use crate::state::{Act, Action, Blob, Roster, Taken, part_text};
use crate::work::{Answer, ChangesHead, FilePlace, Query, RosterParts, Task};
use std::rc::Rc;

/// A roster that was read and not yet taken.
#[derive(Clone, PartialEq)]
pub enum Arrived {
    Businesses(Taken<Business>),
    Officers(Taken<Officer>),
}

impl Arrived {
    fn of(kind: EntityKind, parts: RosterParts, bytes: Vec<u8>) -> Self {
        fn taken<T>((roster, packed): (Roster<T>, Option<Vec<u8>>), parts: RosterParts) -> Taken<T> {
            let (name, packed) = (parts.name, packed.map(Into::into));
            Taken { roster: Rc::new(roster), name, packed, labels: parts.labels, kept: Vec::new() }
        }
        match kind {
            EntityKind::Business => Self::Businesses(taken(parts.roster(bytes), parts)),
            EntityKind::Officer => Self::Officers(taken(parts.roster(bytes), parts)),
        }
    }

    pub fn name(&self) -> Digest {
        match self {
            Self::Businesses(taken) => taken.name,
            Self::Officers(taken) => taken.name,
        }
    }

    /// The files that it was read from.
    pub fn files(&self) -> &[FileRead] {
        match self {
            Self::Businesses(taken) => &taken.roster.files,
            Self::Officers(taken) => &taken.roster.files,
        }
    }

    fn blob(&self) -> Blob {
        match self {
            Self::Businesses(taken) => Blob::Businesses(taken.roster.clone()),
            Self::Officers(taken) => Blob::Officers(taken.roster.clone()),
        }
    }

    /// How many mends of the roster in use still fit.
    pub fn kept(&self) -> usize {
        let mends = match self {
            Self::Businesses(taken) => &taken.kept,
            Self::Officers(taken) => &taken.kept,
        };
        mends.iter().map(|mend| mend.rows().count()).sum()
    }

    fn keep(&mut self, mends: Vec<Edit>) {
        match self {
            Self::Businesses(taken) => taken.kept = mends,
            Self::Officers(taken) => taken.kept = mends,
        }
    }

    /// Takes it into a campaign; where it is large its stored form follows.
    pub fn take(self, app: &AppContext, id: &str) {
        let name = self.name();
        let (act, packed) = match self {
            Self::Businesses(taken) => (Act::TakeBusinesses(Box::new(taken.clone())), taken.packed.is_some()),
            Self::Officers(taken) => (Act::TakeOfficers(Box::new(taken.clone())), taken.packed.is_some()),
        };
        app.act(id, act);
        if !packed {
            let app = app.clone();
            wasm_bindgen_futures::spawn_local(async move { pack(&app, name).await });
        }
    }
}

/// Has the stored form of a roster made.
async fn pack(app: &AppContext, name: Digest) {
    match app.worker.pack(name).await {
        Ok(packed) => app.send(Msg::Read(Action::Packed(name, packed))),
        // Without a worker it is made here, if slowly, where the roster is.
        Err(_) => {
            let model = &app.store.model;
            let text = model.blobs.get(&name).and_then(|blob| part_text(blob).ok());
            let packed = text.map(|text| text.pack().into());
            packed.into_iter().for_each(|packed| app.send(Msg::Read(Action::Packed(name, packed))));
        }
    }
}

/// Where a file that is read comes.
#[derive(Clone, Copy, PartialEq)]
pub enum Among<'a> {
    /// It is the roster by itself.
    None,
    /// Among the files of the roster in use, whose name this is.
    InUse(Digest, FilePlace),
    /// After the files of one that was read and is not taken yet.
    Arrived(&'a Arrived),
}

/// Reads the open workbook of that kind.
///
/// # Errors
/// The sentence of what went wrong.
pub async fn read(
    app: &AppContext,
    kind: EntityKind,
    choice: Choice,
    among: Among<'_>,
    progress: impl Fn(String) + Clone + 'static,
) -> Result<Arrived, TaskFault> {
    let (among, arrived) = match among {
        Among::None => (None, None),
        Among::InUse(name, place) => (Some((name, place)), None),
        Among::Arrived(arrived) => (Some((arrived.name(), FilePlace::Last)), Some((arrived.name(), arrived.blob()))),
    };
    let arrived = arrived.as_ref().map(|(name, blob)| (*name, blob));
    let task = Task::Read { kind, choice, among };
    let reply = app.worker.ask_with_rosters((&app.store.model, arrived), &task, Payload::Bytes(&[]), progress).await?;
    roster_of(kind, reply)
}

/// Takes a file out of the roster in use, whose name this is.
///
/// # Errors
/// The sentence of what went wrong.
pub async fn take_out(app: &AppContext, kind: EntityKind, roster: Digest, file: usize) -> Result<Arrived, TaskFault> {
    let task = Task::TakeOut { kind, roster, file };
    let reply = app.worker.ask_with_rosters((&app.store.model, None), &task, Payload::Bytes(&[]), |_| {}).await?;
    roster_of(kind, reply)
}

fn roster_of(kind: EntityKind, reply: Reply) -> Result<Arrived, TaskFault> {
    match reply.answer {
        Answer::Roster(parts) => Ok(Arrived::of(kind, *parts, reply.bytes)),
        _ => Err(TaskFault::Garbled("不是名录".into())),
    }
}

/// What a roster that was read changes of the one in use; nothing if there is none, or nothing changes. The mends that
/// still fit go with it.
///
/// # Errors
/// The sentence of what went wrong.
pub async fn compare(
    app: &AppContext,
    id: &str,
    kind: EntityKind,
    arrived: &mut Arrived,
) -> Result<Option<ChangesHead>, TaskFault> {
    let Some(campaign) = app.campaign(id).filter(|c| c.roster(kind).is_some()) else { return Ok(None) };
    let query = Query::Compare { kind, new: arrived.name() };
    let reply = app.worker.about(&app.store.model, (&campaign, clock::now().date_naive()), query).await?;
    let Answer::Changes(mut head) = reply.answer else { return Ok(None) };
    arrived.keep(std::mem::take(&mut head.changes.kept));
    Ok(Some(*head).filter(|head| head.counts.iter().any(|n| *n > 0)))
}

/// Takes the sample workbooks of both kinds into a campaign.
///
/// # Errors
/// The sentence of what went wrong.
pub async fn take_samples(app: &AppContext, id: &str) -> Result<(), TaskFault> {
    for kind in [EntityKind::Business, EntityKind::Officer] {
        let sample = app.worker.ask(&Task::Sample { kind }, Payload::Bytes(&[]), |_| {}).await?;
        let open =
            Task::Open { kind, file: format!("{}（样例）.xlsx", kind.roster_name()), hints: Hints::default() };
        let opened = app.worker.ask(&open, Payload::Bytes(&sample.bytes), |_| {}).await?;
        let choice = match opened.answer {
            Answer::Survey(survey) => survey.guess,
            _ => Choice::default(),
        };
        read(app, kind, choice, Among::None, |_| {}).await?.take(app, id);
    }
    Ok(())
}
