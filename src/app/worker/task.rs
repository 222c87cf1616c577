//! A request to a worker, and its reply as exactly its own type.

use crate::browser::worker::{Payload, RawReply, TaskMessage, WorkerFault, WorkerSession};
use crate::draw::SealedBusiness;
use crate::json;
use crate::model::Digest;
use crate::work::{Envelope, Fault, Reply, Request, letter};
use std::cell::RefCell;
use std::rc::Rc;

/// The sentence of a task that came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum TaskFault {
    #[error(transparent)]
    Worker(#[from] WorkerFault),
    #[error("{0}")]
    Refused(String),
    /// The worker does not have these rosters, nor the page.
    #[error("名录还没有打开，请稍候再试")]
    MissingRosters(Vec<Digest>),
    #[error("后台程序的回答读不懂，请刷新页面重试（{0}）")]
    Garbled(String),
    #[error("已取消")]
    Stopped,
}

impl From<Fault> for TaskFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(sentence) => Self::Refused(sentence),
            Fault::MissingRosters(names) => Self::MissingRosters(names),
        }
    }
}

/// Who hears how far a task is.
pub type OnProgress = Rc<dyn Fn(String)>;

type OnDone = Box<dyn FnOnce(Result<Envelope, TaskFault>)>;

/// Asks a session for what a request asks.
pub fn ask<R: Request>(
    session: &WorkerSession,
    request: &R,
    payload: Payload<'_>,
    progress: impl Fn(String) + 'static,
    done: impl FnOnce(Result<R::Reply, TaskFault>) + 'static,
) {
    let done = move |envelope: Result<Envelope, TaskFault>| done(envelope.and_then(opened));
    send(session, &letter(request), payload, Rc::new(progress), Box::new(done));
}

/// Runs one request in a worker of its own; dropping the returned session cancels it.
pub fn run<R: Request>(
    request: &R,
    bytes: &[u8],
    progress: impl Fn(String) + 'static,
    done: impl FnOnce(Result<R::Reply, TaskFault>) + 'static,
) -> Option<WorkerSession> {
    match WorkerSession::start() {
        Ok(session) => {
            ask(&session, request, Payload::Bytes(bytes), progress, done);
            Some(session)
        }
        Err(fault) => {
            done(Err(fault.into()));
            None
        }
    }
}

/// The reply of an envelope.
pub fn opened<R: Reply>(envelope: Envelope) -> Result<R, TaskFault> {
    R::unpack(envelope).map_err(TaskFault::Garbled)
}

/// Sends a request as it travels (see [`letter`]); of its own, so that the compiler makes it once.
pub fn send(session: &WorkerSession, letter: &str, payload: Payload<'_>, progress: OnProgress, done: OnDone) {
    let businesses = Rc::new(RefCell::new(Ok(Vec::<SealedBusiness>::new())));
    let coming = businesses.clone();
    let on_message = move |message| match message {
        TaskMessage::Progress(text) => progress(text),
        TaskMessage::Part(text) => {
            let mut known = coming.borrow_mut();
            match (&mut *known, json::read::<Vec<SealedBusiness>>(&text)) {
                (Ok(known), Ok(more)) => known.extend(more),
                (Ok(_), Err(fault)) => *known = Err(TaskFault::Garbled(fault.to_string())),
                (Err(_), _) => {}
            }
        }
    };
    session.ask(letter, payload, on_message, move |reply| {
        done(reply.map_err(TaskFault::from).and_then(|reply| {
            let RawReply { text: head, bytes, is_refused } = reply;
            if is_refused {
                let fault = json::read::<Fault>(&head).map_err(|fault| TaskFault::Garbled(fault.to_string()))?;
                return Err(fault.into());
            }
            let businesses = std::mem::replace(&mut *businesses.borrow_mut(), Ok(Vec::new()))?;
            Ok(Envelope { head, bytes, businesses })
        }));
    });
}
