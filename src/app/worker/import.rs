//! A roster from the worker into a campaign.

use crate::app::context::AppContext;
use crate::app::store::Msg;
use crate::app::worker::client::in_memory;
use crate::app::worker::task::TaskFault;
use crate::browser::clock;
use crate::browser::worker::Payload;
use crate::model::{Digest, EntityKind};
use crate::roster::{Choice, Hints};
use crate::state::{Action, part_text};
use crate::work::{
    Arrived, CampaignSnapshot, ChangesHead, CompareRosters, FileBytes, FilePlace, MakeSample, OpenWorkbook, PackRoster,
    ReadRoster, TakeOutFile,
};

/// Takes a roster that was read into a campaign; where it is large its stored form follows.
pub fn take(app: &AppContext, id: &str, arrived: Arrived) {
    let (name, is_packed) = (arrived.name(), arrived.is_packed());
    app.act(id, arrived.into_act());
    if !is_packed {
        let app = app.clone();
        wasm_bindgen_futures::spawn_local(async move { pack(&app, name).await });
    }
}

/// Has the stored form of a roster made.
async fn pack(app: &AppContext, name: Digest) {
    match app.worker.ask(&PackRoster(name), Payload::Bytes(&[]), |_| {}).await {
        Ok(FileBytes(packed)) => app.send(Msg::Read(Action::Packed(name, packed.into()))),
        // Without a worker it is made here, if slowly, where the roster is.
        Err(_) => {
            let model = &app.store.model;
            let text = model.blobs.get(&name).and_then(|blob| part_text(blob).ok());
            let packed = text.map(|text| text.pack().into());
            packed.into_iter().for_each(|packed| app.send(Msg::Read(Action::Packed(name, packed))));
        }
    }
}

/// Reads the open workbook of that kind, among the files of the roster of that name: of the one in use, or of `arrived`, which
/// was read and is not taken yet.
///
/// # Errors
/// The sentence of what went wrong.
pub async fn read(
    app: &AppContext,
    kind: EntityKind,
    choice: Choice,
    (among, arrived): (Option<(Digest, FilePlace)>, Option<&Arrived>),
    progress: impl Fn(String) + 'static,
) -> Result<Arrived, TaskFault> {
    let of_page = in_memory(&app.store.model);
    let roster = |name| match arrived {
        Some(arrived) if arrived.name() == name => Some(arrived.blob()),
        _ => of_page(name),
    };
    app.worker.ask_of_rosters(roster, &ReadRoster { kind, choice, among }, Payload::Bytes(&[]), progress).await
}

/// Takes a file out of the roster in use, whose name this is.
///
/// # Errors
/// The sentence of what went wrong.
pub async fn take_out(app: &AppContext, kind: EntityKind, roster: Digest, file: usize) -> Result<Arrived, TaskFault> {
    let request = TakeOutFile { kind, roster, file };
    app.worker.ask_of_rosters(in_memory(&app.store.model), &request, Payload::Bytes(&[]), |_| {}).await
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
    let snapshot = CampaignSnapshot::of(&campaign, clock::now().date_naive());
    let (of_page, name, blob) = (in_memory(&app.store.model), arrived.name(), arrived.blob());
    let roster = |wanted| if wanted == name { Some(blob.clone()) } else { of_page(wanted) };
    let request = CompareRosters { snapshot, kind, new: name };
    let mut head = app.worker.ask_of_rosters(roster, &request, Payload::Bytes(&[]), |_| {}).await?;
    arrived.keep(std::mem::take(&mut head.changes.kept));
    Ok(Some(head).filter(|head| head.counts.iter().any(|n| *n > 0)))
}

/// Takes the sample workbooks of both kinds into a campaign.
///
/// # Errors
/// The sentence of what went wrong.
pub async fn take_samples(app: &AppContext, id: &str) -> Result<(), TaskFault> {
    for kind in [EntityKind::Business, EntityKind::Officer] {
        let FileBytes(sample) = app.worker.ask(&MakeSample { kind }, Payload::Bytes(&[]), |_| {}).await?;
        let file = format!("{}（样例）.xlsx", kind.roster_name());
        let open = OpenWorkbook { kind, file, hints: Hints::default() };
        let survey = app.worker.ask(&open, Payload::Bytes(&sample), |_| {}).await?;
        take(app, id, read(app, kind, survey.guess, (None, None), |_| {}).await?);
    }
    Ok(())
}
