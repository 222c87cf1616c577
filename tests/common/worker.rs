//! The worker as the page asks it.
#![allow(clippy::unwrap_used, dead_code)]

use mingchou::work::{Envelope, Fault, Reply, Request, WorkerEvent, WorkerState, letter};

/// Request and reply as the messages go: as text and bytes.
pub fn ask<R: Request>(worker: &mut WorkerState, request: &R, bytes: &[u8]) -> Result<R::Reply, Fault> {
    let mut businesses = Vec::new();
    let mut hear = |event| {
        if let WorkerEvent::Businesses(json) = event {
            let more: Vec<mingchou::draw::SealedBusiness> = serde_json::from_str(&json).unwrap();
            businesses.extend(more);
        }
    };
    let envelope = worker.answer(&letter(request), bytes, &mut hear)?;
    Ok(R::Reply::unpack(Envelope { businesses, ..envelope }).unwrap())
}

/// The sentence of a refusal.
pub fn refusal<T: std::fmt::Debug>(reply: Result<T, Fault>) -> String {
    match reply.unwrap_err() {
        Fault::Refused(sentence) => sentence,
        Fault::MissingRosters(names) => format!("{} rosters are missing", names.len()),
    }
}
