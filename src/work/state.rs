//! What the worker remembers between requests: the workbooks that lie open, the rosters that it keeps, the record that was
//! verified last, the parts of a file; and how a message finds who answers it. What is done for each request is in `serve`.

use super::arrived::KeepRoster;
use super::cache::RosterCache;
use super::digest_part::PartsTaken;
use super::envelope::{Emit, Envelope, Fault, Reply};
use super::lists::{HoldLists, ReadList};
use super::query::{About, CheckRosters, FindAlike, MakeSeal, OrderRows, TrySeal};
use super::records::Verified;
use super::request::{
    CompareRosters, DigestPart, Draw, ExplainBusiness, MakeArchive, MakeFile, MakeRecordPage, MakeSample, MakeTemplate,
    MarkProblems, OpenWorkbook, PackRoster, ReadEntry, ReadItems, ReadPoints, ReadRoster, ReadYearPlan, RehearseDraw,
    Request, SurveyWorkbook, TakeOutFile, UnpackPart, Verify, WarmUp, each_request,
};
use super::workbooks::Workbooks;
use crate::json;

/// What the worker remembers.
#[derive(Default)]
pub struct WorkerState {
    pub(super) workbooks: Workbooks,
    pub(super) rosters: RosterCache,
    pub(super) record: Option<Verified>,
    pub(super) parts: PartsTaken,
}

/// A request that the worker answers.
pub trait Served: Request {
    /// How many times the bytes beside it the work takes in memory.
    const ROOM: usize = 4;

    /// Does the work; `emit` hears of it meanwhile.
    ///
    /// # Errors
    /// [`Fault`].
    fn serve(self, state: &mut WorkerState, bytes: &[u8], emit: &mut Emit<'_>) -> Result<Self::Reply, Fault>;
}

type Answer = fn(&mut WorkerState, &str, &[u8], &mut Emit<'_>) -> Result<Envelope, Fault>;

macro_rules! answers {
    ($($request:ty => $reply:ty,)*) => {
        const ANSWERS: &[(&str, Answer)] = &[$((<$request as Request>::NAME, answer::<$request>),)*];
    };
}
each_request!(answers);

fn answer<R: Served>(
    state: &mut WorkerState,
    json: &str,
    bytes: &[u8],
    emit: &mut Emit<'_>,
) -> Result<Envelope, Fault> {
    let request = json::read(json).map_err(|fault| other_version(&fault.to_string()))?;
    Ok(state.ask::<R>(request, bytes, emit)?.pack(emit)?)
}

fn other_version(why: &str) -> Fault {
    Fault::Refused(format!("页面与后台程序版本不一致，请刷新页面（{why}）"))
}

impl WorkerState {
    /// Answers a message: see [`super::letter`].
    ///
    /// # Errors
    /// [`Fault`].
    pub fn answer(&mut self, letter: &str, bytes: &[u8], emit: &mut Emit<'_>) -> Result<Envelope, Fault> {
        let (name, json) = letter.split_once('\n').unwrap_or_default();
        let known = ANSWERS.iter().find(|(known, _)| *known == name);
        let (_, answer) = known.ok_or_else(|| other_version(name))?;
        answer(self, json, bytes, emit)
    }

    /// Answers a request in this very memory.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn ask<R: Served>(&mut self, request: R, bytes: &[u8], emit: &mut Emit<'_>) -> Result<R::Reply, Fault> {
        make_room(bytes.len().saturating_mul(R::ROOM));
        request.serve(self, bytes, emit)
    }

    pub(super) fn record(&self) -> Result<&Verified, Fault> {
        self.record.as_ref().ok_or_else(|| "记录已经关闭，请重新选择".into())
    }
}

/// Makes room for what will be made. In wasm the allocator asks for more memory in pieces of 64 KB, which takes longer
/// than the work itself once it is hundreds of megabytes; what it has been given once it keeps.
fn make_room(bytes: usize) {
    let mut room = Vec::<u8>::new();
    // Where there is not so much, the work may do with less.
    let _ = room.try_reserve_exact(bytes.min(MOST_ROOM));
    std::hint::black_box(&room);
}

/// What a roster of half a million rows takes.
const MOST_ROOM: usize = 1 << 29;
