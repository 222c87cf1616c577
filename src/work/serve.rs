//! What is done for each request.

use super::arrived::{Arrived, KeepRoster};
use super::envelope::{Emit, Fault, FileBytes, WorkerEvent, refused, unpack_all};
use super::lists::{HeldReport, HoldLists, ReadList, ReadRows, held};
use super::marked::marked;
use super::query::{About, RosterQuery};
use super::records::{VerifiedFile, verified};
use super::replies::{ChangesHead, MarkedWorkbook};
use super::request::{
    CompareRosters, DigestPart, Draw, DrawnFrom, ExplainBusiness, MakeArchive, MakeFile, MakeRecordPage, MakeSample,
    MakeTemplate, MarkProblems, OpenWorkbook, PackRoster, ReadEntry, ReadItems, ReadPoints, ReadRoster, ReadYearPlan,
    RehearseDraw, Request, SurveyWorkbook, TakeOutFile, UnpackPart, Verify, WarmUp,
};
use super::state::{Served, WorkerState};
use super::workbooks::sentence;
use crate::course::{
    EntryFacts, EntryReading, ItemsReading, LedgerText, PointsReading, YearReading, read_entry, read_items,
    read_own_ledger, read_points, read_year_plan,
};
use crate::draw::{Rehearsal, Sealed, WhyAnswer, draw, first_ten, rehearse};
use crate::export;
use crate::json;
use crate::model::{Business, Digest, EntityKind, ListKind, Officer};
use crate::roster::{Hints, Survey};
use crate::state::{Blob, part_text};
use crate::workbook::Workbook;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::rc::Rc;

type Answered<T> = Result<T, Fault>;

impl Served for OpenWorkbook {
    // A workbook is packed, and JSON becomes a text for each value.
    const ROOM: usize = 24;

    fn serve(self, state: &mut WorkerState, bytes: &[u8], emit: &mut Emit<'_>) -> Answered<Survey> {
        state.workbooks.open(self.kind, self.file, &self.hints, bytes, emit)
    }
}

impl Served for SurveyWorkbook {
    fn serve(self, state: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<Survey> {
        state.workbooks.survey(self.kind, &self.hints)
    }
}

impl Served for ReadRoster {
    fn serve(self, state: &mut WorkerState, _: &[u8], emit: &mut Emit<'_>) -> Answered<Arrived> {
        let (Self { kind, choice, among }, rosters) = (self, &mut state.rosters);
        let open = state.workbooks.of(kind)?;
        match kind {
            EntityKind::Business => rosters.read::<Business>(open, choice, among, emit),
            EntityKind::Officer => rosters.read::<Officer>(open, choice, among, emit),
        }
    }
}

impl Served for TakeOutFile {
    fn serve(self, state: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<Arrived> {
        match self.kind {
            EntityKind::Business => state.rosters.take_out::<Business>(self.roster, self.file),
            EntityKind::Officer => state.rosters.take_out::<Officer>(self.roster, self.file),
        }
    }
}

impl Served for CompareRosters {
    fn serve(self, state: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<ChangesHead> {
        match self.kind {
            EntityKind::Business => state.rosters.compare::<Business>(&self.snapshot, self.new),
            EntityKind::Officer => state.rosters.compare::<Officer>(&self.snapshot, self.new),
        }
    }
}

impl Served for KeepRoster {
    fn serve(self, state: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<()> {
        state.rosters.take_back(self, bytes)
    }
}

impl Served for PackRoster {
    fn serve(self, state: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<FileBytes> {
        state.rosters.pack(self.0)
    }
}

impl Served for UnpackPart {
    fn serve(self, state: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<Blob> {
        state.rosters.unpack(self.kind, self.name, bytes)
    }
}

impl<Q: RosterQuery> Served for About<Q>
where
    Self: Request<Reply = Q::Reply>,
{
    fn serve(self, state: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<Q::Reply> {
        let ready = state.rosters.ready(&self.snapshot)?;
        Ok(self.query.answer(&self.snapshot.campaign, &ready)?)
    }
}

impl Served for MarkProblems {
    const ROOM: usize = OpenWorkbook::ROOM;

    fn serve(self, state: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<MarkedWorkbook> {
        let ready = state.rosters.ready(&self.snapshot)?;
        let at_hand = (&state.workbooks, bytes);
        match self.kind {
            EntityKind::Business => marked::<Business>(&ready, self.file, at_hand, &self.original),
            EntityKind::Officer => marked::<Officer>(&ready, self.file, at_hand, &self.original),
        }
    }
}

impl Served for WarmUp {
    fn serve(self, _: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<()> {
        let (mut scratch, quiet) = (WorkerState::default(), &mut |_| {});
        let kind = EntityKind::Business;
        let FileBytes(sample) = scratch.ask(MakeSample { kind }, &[], quiet)?;
        let open = OpenWorkbook { kind, file: "sample.xlsx".into(), hints: Hints::default() };
        let choice = scratch.ask(open, &sample, quiet)?.guess;
        scratch.ask(ReadRoster { kind, choice, among: None }, &[], quiet).map(drop)
    }
}

impl Served for DigestPart {
    const ROOM: usize = 0;

    fn serve(self, state: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<Option<Digest>> {
        let taken = state.parts.take(self.from, self.length, self.is_last, bytes);
        taken.ok_or_else(|| "文件没有读全：它可能正在被改动，请重新选择".into())
    }
}

impl Served for MakeSample {
    fn serve(self, _: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<FileBytes> {
        file(match self.kind {
            EntityKind::Business => export::sample_businesses(),
            EntityKind::Officer => export::sample_officers(),
        })
    }
}

impl Served for MakeTemplate {
    fn serve(self, _: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<FileBytes> {
        let labels: Vec<_> = self.labels.iter().map(String::as_str).collect();
        file(match self.kind {
            EntityKind::Business => export::template_businesses(self.by, &labels),
            EntityKind::Officer => export::template_officers(&labels),
        })
    }
}

fn file(made: Result<Vec<u8>, impl ToString>) -> Answered<FileBytes> {
    made.map(FileBytes).map_err(refused)
}

impl Served for MakeFile {
    fn serve(self, _: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<FileBytes> {
        file(self.content.make(self.at))
    }
}

impl Served for MakeArchive {
    fn serve(self, _: &mut WorkerState, _: &[u8], emit: &mut Emit<'_>) -> Answered<FileBytes> {
        file(self.head.archive(self.pieces, self.at, emit))
    }
}

impl Served for ReadEntry {
    fn serve(self, _: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<EntryReading> {
        let book = Workbook::open(bytes, &self.file).map_err(refused)?;
        let (of, today) = (&self.course, self.today);
        let facts = EntryFacts { list: &of.list, conduct: &of.conduct, settings: &of.settings, today };
        Ok(read_entry(&book, facts))
    }
}

impl Served for ReadItems {
    fn serve(self, _: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<ItemsReading> {
        let book = Workbook::open(bytes, &self.file).map_err(refused)?;
        Ok(read_items(&book, &self.file))
    }
}

impl Served for ReadPoints {
    fn serve(self, _: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<PointsReading> {
        let book = Workbook::open(bytes, &self.file).map_err(refused)?;
        Ok(read_points(&book))
    }
}

impl Served for ReadYearPlan {
    fn serve(self, _: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<YearReading> {
        let book = Workbook::open(bytes, &self.file).map_err(refused)?;
        Ok(read_year_plan(&book, &self.file)?)
    }
}

impl Served for ReadList {
    // A workbook is packed.
    const ROOM: usize = 24;

    fn serve(self, _: &mut WorkerState, bytes: &[u8], emit: &mut Emit<'_>) -> Answered<ReadRows> {
        let told = |progress| emit(WorkerEvent::Progress(sentence(progress)));
        let book = Workbook::open_with(bytes, &self.file, None, told).map_err(refused)?;
        let (reading, text) = read_own_ledger(&book, self.kind == ListKind::Ledger, &self.own)?;
        let text = Rc::new(text);
        let blob = Blob::List(text.clone());
        let stored = part_text(&blob).map_err(refused)?;
        let (name, packed) = (stored.name(), stored.pack().into());
        Ok(ReadRows { reading, sha256: Digest::of(bytes), name, text, packed })
    }
}

impl Served for HoldLists {
    fn serve(self, state: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<HeldReport> {
        let campaign = &self.snapshot.campaign;
        let Some(roster) = state.rosters.businesses_of(&self.snapshot)? else {
            return Err("还没有载入检查对象名录".into());
        };
        let pieces =
            unpack_all(bytes.to_vec(), self.texts.len()).map_err(|_| "台账没有传全，请刷新页面重试".to_owned())?;
        let mut texts = Vec::new();
        for (held, piece) in self.texts.iter().zip(pieces) {
            texts.push((held, LedgerText::of(piece).ok_or("台账读不懂，请移除后重新导入")?));
        }
        Ok(held(campaign, &roster, &texts, self.snapshot.today))
    }
}

fn sealed(json: &[u8]) -> Result<Sealed, String> {
    json::read_bytes(json).map_err(|fault| format!("封存内容读不懂，请用“存为文件”的备份恢复（{fault}）"))
}

impl Served for RehearseDraw {
    fn serve(self, _: &mut WorkerState, bytes: &[u8], emit: &mut Emit<'_>) -> Answered<Rehearsal> {
        let sealed = sealed(bytes)?;
        let checked = sealed.check_rules().map_err(|faults| first_ten(&faults))?;
        let mut rng = StdRng::from_seed(self.entropy);
        let seeds = (0..self.runs).map(|_| rng.random());
        Ok(rehearse(&checked, seeds, |done| {
            if done % 50 == 0 {
                emit(WorkerEvent::Progress(format!("正在预演，已完成{done}次")));
            }
        }))
    }
}

/// Draws from what is what was sealed: its rosters have the digests that the seal names.
impl Served for Draw {
    fn serve(self, _: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<DrawnFrom> {
        let sealed = sealed(bytes)?;
        let drawn = draw(&sealed, self.seed).map_err(|faults| first_ten(&faults))?;
        Ok(DrawnFrom { commitment: sealed.commitment(), outcome: drawn.outcome })
    }
}

impl Served for Verify {
    fn serve(self, state: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Answered<VerifiedFile> {
        state.record = None;
        let (found, record) = verified(bytes)?;
        state.record = record;
        Ok(found)
    }
}

impl Served for ExplainBusiness {
    fn serve(self, state: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<WhyAnswer> {
        Ok(state.record()?.why(&self.business))
    }
}

impl Served for MakeRecordPage {
    fn serve(self, state: &mut WorkerState, _: &[u8], _: &mut Emit<'_>) -> Answered<FileBytes> {
        let record = state.record()?;
        let page = if self.officers { record.page(&self.present) } else { record.withheld().page(&self.present) };
        Ok(FileBytes(page.into_bytes()))
    }
}
