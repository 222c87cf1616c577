//! Work in the worker, typed.

use crate::browser::worker::{Payload, TaskMessage, WorkerFault, WorkerSession};
use crate::json;
use crate::work::{Answer, Task};

/// The sentence of a task that came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum TaskFault {
    #[error(transparent)]
    Worker(#[from] WorkerFault),
    #[error("{0}")]
    Refused(String),
    #[error("后台程序的回答读不懂，请刷新页面重试（{0}）")]
    Garbled(String),
    #[error("已取消")]
    Stopped,
}

/// Asks a session for a task.
pub fn ask(
    session: &WorkerSession,
    task: &Task,
    bytes: &[u8],
    on_message: impl Fn(TaskMessage) + 'static,
    done: impl FnOnce(Result<(Answer, Vec<u8>), TaskFault>) + 'static,
) {
    ask_of(session, task, Payload::Bytes(bytes), on_message, done);
}

/// Asks a session for a task on a file or on bytes.
pub fn ask_of(
    session: &WorkerSession,
    task: &Task,
    payload: Payload<'_>,
    on_message: impl Fn(TaskMessage) + 'static,
    done: impl FnOnce(Result<(Answer, Vec<u8>), TaskFault>) + 'static,
) {
    let task = serde_json::to_string(task).unwrap_or_default();
    session.ask(&task, payload, on_message, move |outcome| {
        let answer = outcome.map_err(TaskFault::from).and_then(|reply| {
            match json::read(&reply.text).map_err(|e| TaskFault::Garbled(e.to_string()))? {
                Answer::Refused(sentence) => Err(TaskFault::Refused(sentence)),
                answer => Ok((answer, reply.bytes)),
            }
        });
        done(answer);
    });
}

/// Runs one task in a worker of its own; dropping the returned session cancels it.
pub fn run(
    task: &Task,
    bytes: &[u8],
    progress: impl Fn(String) + 'static,
    done: impl FnOnce(Result<(Answer, Vec<u8>), TaskFault>) + 'static,
) -> Option<WorkerSession> {
    let session = match WorkerSession::start() {
        Ok(session) => session,
        Err(fault) => {
            done(Err(fault.into()));
            return None;
        }
    };
    let on_message = move |on_message| {
        if let TaskMessage::Progress(text) = on_message {
            progress(text);
        }
    };
    ask(&session, task, bytes, on_message, done);
    Some(session)
}
