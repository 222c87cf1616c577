//! Work in the worker, typed.

use crate::browser::worker::{self, Job, WorkerFault};
use crate::work::{Answer, Task};

/// The sentence of a job that came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum JobFault {
    #[error(transparent)]
    Worker(#[from] WorkerFault),
    #[error("{0}")]
    Refused(String),
    #[error("后台程序的回答读不懂，请刷新页面重试（{0}）")]
    Garbled(String),
}

/// Runs a task; dropping the returned job cancels it.
pub fn run(
    task: &Task,
    bytes: &[u8],
    progress: impl Fn(String) + 'static,
    done: impl FnOnce(Result<(Answer, Vec<u8>), JobFault>) + 'static,
) -> Option<Job> {
    let task = serde_json::to_string(task).unwrap_or_default();
    worker::run(&task, bytes, progress, move |outcome| {
        let answer = outcome.map_err(JobFault::from).and_then(|reply| {
            match serde_json::from_str(&reply.text).map_err(|e| JobFault::Garbled(e.to_string()))? {
                Answer::Refused(sentence) => Err(JobFault::Refused(sentence)),
                answer => Ok((answer, reply.bytes)),
            }
        });
        done(answer);
    })
}
