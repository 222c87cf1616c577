//! Saves after every change: first the immutable parts, each read back, then the document that points to them.

use super::background::TaskFault;
use super::store::{Msg, Save, Shop, Store};
use crate::browser::storage::{self, StorageFault};
use crate::browser::vault::Kept;
use crate::browser::{clock, page, vault};
use crate::model::Digest;
use crate::state::{
    Action, BlobKind, Campaign, Model, Part, StoredFault, armour, read_campaign, unarmour, unpack, write_campaign,
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Something was not saved or not opened.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Storage(#[from] StorageFault),
    #[error(transparent)]
    Stored(#[from] StoredFault),
    #[error("{0}")]
    Refused(String),
}

/// Which columns mean what, remembered for all campaigns.
const MAPPINGS: &str = "mappings";

fn document_key(id: &str) -> String {
    format!("campaign/{id}")
}

fn part_key(name: Digest) -> String {
    format!("blob/{name}")
}

/// Reads every stored campaign; those that can't be opened are told and left alone.
pub fn open(dispatcher: &UseReducerDispatcher<Store>) {
    let keys = match storage::keys("campaign/") {
        Ok(keys) => keys,
        Err(fault) => {
            dispatcher.dispatch(Msg::SaveFailed(fault.to_string()));
            return;
        }
    };
    let read = |key: &String| -> Result<Option<Campaign>, Fault> {
        Ok(storage::read(key)?.map(|json| read_campaign(&json)).transpose()?)
    };
    let (mut campaigns, mut faults) = (Vec::new(), Vec::new());
    for key in &keys {
        match read(key) {
            Ok(campaign) => campaigns.extend(campaign),
            Err(fault) => faults.push(AttrValue::from(fault.to_string())),
        }
    }
    dispatcher.dispatch(Msg::Do(Action::Opened(campaigns)));
    // Mappings are a convenience: what can't be read is asked again.
    if let Ok(Some(mappings)) = storage::read(MAPPINGS).map(|json| json.and_then(|j| serde_json::from_str(&j).ok())) {
        dispatcher.dispatch(Msg::Do(Action::Remember(mappings)));
    }
    dispatcher.dispatch(Msg::Faults(faults));
}

/// A packed part of more bytes than this goes to the vault: all campaigns share five million in localStorage.
const LARGE: usize = 300_000;

/// A packed part of more bytes than this is opened in the worker.
const HEAVY: usize = 100_000;

/// A part as it is stored.
///
/// # Errors
/// When storage fails or has not what this program writes.
pub async fn read_packed(name: Digest) -> Result<Option<Vec<u8>>, Fault> {
    let key = part_key(name);
    if let Some(json) = storage::read(&key)? {
        return Ok(Some(unarmour(&json)?));
    }
    Ok(match vault::read(&key).await? {
        Some(Kept::Bytes(bytes)) => Some(bytes),
        Some(Kept::Text(json)) => Some(unarmour(&json)?),
        None => None,
    })
}

/// Reads those of these parts that are not in memory.
///
/// # Errors
/// The first part that is missing or damaged.
pub async fn read_parts(shop: &Shop, wanted: Vec<(BlobKind, Digest)>) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::new();
    let known = &shop.0.model.blobs;
    for (kind, name) in wanted.into_iter().filter(|(_, name)| !known.contains_key(name)) {
        let packed = read_packed(name).await?.ok_or(StoredFault::Missing(name))?;
        let blob = match packed.len() {
            0..=HEAVY => unpack(kind, name, &packed)?,
            _ => match shop.1.unpack(kind, name, &packed).await {
                Ok(blob) => blob,
                // Without a worker it is done here, if slowly.
                Err(TaskFault::Worker(_) | TaskFault::Stopped | TaskFault::Garbled(_)) => unpack(kind, name, &packed)?,
                Err(TaskFault::Refused(sentence)) => return Err(Fault::Refused(sentence)),
            },
        };
        parts.push(Part { name, blob, packed: None });
    }
    Ok(parts)
}

/// Writes a new part where its size belongs.
async fn write_part(name: Digest, packed: &[u8]) -> Result<(), Fault> {
    let key = part_key(name);
    if packed.len() < LARGE {
        storage::write(&key, &armour(packed))?;
    } else {
        vault::write(&key, packed).await?;
    }
    Ok(())
}

/// What became of a campaign that changed.
#[derive(Default)]
struct Wrote {
    /// Whether anything had to be written.
    any: bool,
    /// The parts that are stored now.
    stored: Vec<Digest>,
    /// Campaigns of which a part is still being packed: they are saved when it is.
    waiting: Vec<String>,
}

impl Wrote {
    async fn campaign(&mut self, model: &Model, campaign: &Campaign) -> Result<(), Fault> {
        let new: Vec<_> =
            campaign.parts().into_iter().filter_map(|(_, name)| Some((name, model.packed.get(&name)?))).collect();
        if new.iter().any(|(_, packed)| packed.is_none()) {
            self.waiting.push(campaign.id.clone());
            return Ok(());
        }
        let (key, json) = (document_key(&campaign.id), write_campaign(campaign)?);
        if storage::read(&key)?.as_deref() == Some(&json) {
            return Ok(());
        }
        for (name, packed) in new {
            if let Some(packed) = packed {
                write_part(name, packed).await?;
                self.stored.push(name);
            }
        }
        storage::write(&key, &json)?;
        self.any = true;
        Ok(())
    }
}

/// Removes the document, then the parts that no campaign points to any more.
async fn forget(model: &Model, campaign: &Campaign) -> Result<(), Fault> {
    storage::remove(&document_key(&campaign.id))?;
    let used: BTreeSet<_> = model.campaigns.values().flat_map(|c| c.parts()).collect();
    for (_, name) in campaign.parts().into_iter().filter(|part| !used.contains(part)) {
        let key = part_key(name);
        if storage::read(&key)?.is_some() {
            storage::remove(&key)?;
        } else {
            vault::remove(&key).await?;
        }
    }
    Ok(())
}

async fn save(old: &Model, new: &Model) -> Result<Wrote, Fault> {
    let mut wrote = Wrote::default();
    if old.mappings != new.mappings && !new.mappings.is_empty() {
        let json = serde_json::to_string(&*new.mappings).map_err(|e| StoredFault::Damaged(e.to_string()))?;
        storage::write(MAPPINGS, &json)?;
    }
    for (id, campaign) in new.campaigns.iter() {
        if old.campaigns.get(id) != Some(campaign) {
            wrote.campaign(new, campaign).await?;
        }
    }
    for (id, campaign) in old.campaigns.iter() {
        if !new.campaigns.contains_key(id) {
            forget(new, campaign).await?;
            wrote.any = true;
        }
    }
    Ok(wrote)
}

/// What is kept now: all of the new but the campaigns that wait.
fn kept(old: &Model, new: Model, waiting: &[String]) -> Model {
    let mut kept = new;
    for id in waiting {
        let campaigns = Rc::make_mut(&mut kept.campaigns);
        match old.campaigns.get(id) {
            Some(before) => drop(campaigns.insert(id.clone(), before.clone())),
            None => drop(campaigns.remove(id)),
        }
    }
    kept
}

/// One save at a time; what changed meanwhile is saved after it, in one go.
#[derive(Default)]
struct Saver {
    kept: Model,
    next: Option<Model>,
    busy: bool,
}

async fn run(saver: Rc<RefCell<Saver>>, dispatcher: UseReducerDispatcher<Store>) {
    loop {
        let (old, new) = {
            let mut saver = saver.borrow_mut();
            let Some(new) = saver.next.take() else {
                saver.busy = false;
                return;
            };
            saver.busy = true;
            (saver.kept.clone(), new)
        };
        match save(&old, &new).await {
            Ok(wrote) => {
                saver.borrow_mut().kept = kept(&old, new, &wrote.waiting);
                if wrote.any && wrote.waiting.is_empty() {
                    dispatcher.dispatch(Msg::Saved(clock::now()));
                }
                if !wrote.stored.is_empty() {
                    dispatcher.dispatch(Msg::Do(Action::Stored(wrote.stored)));
                }
            }
            // What is kept stays as it was, so that the next change tries again.
            Err(fault) => dispatcher.dispatch(Msg::SaveFailed(fault.to_string())),
        }
    }
}

/// Reads a campaign that another window wrote or removed.
fn follow(dispatcher: &UseReducerDispatcher<Store>, key: &str) {
    let Some(id) = key.strip_prefix("campaign/") else { return };
    let action = match storage::read(key).map(|json| json.map(|j| read_campaign(&j))) {
        Ok(Some(Ok(campaign))) => Action::Opened(vec![campaign]),
        Ok(None) => Action::Remove(id.to_owned()),
        Ok(Some(Err(fault))) => return dispatcher.dispatch(Msg::Warn(fault.to_string())),
        Err(fault) => return dispatcher.dispatch(Msg::Warn(fault.to_string())),
    };
    dispatcher.dispatch(Msg::Do(action));
}

/// Opens what is stored once, then saves every change of the model. A window that only `follows` (the projector's)
/// writes nothing: it reads what the others write.
#[hook]
pub fn use_autosave(store: &UseReducerHandle<Store>, follows: bool) {
    let saver = use_mut_ref(Saver::default);
    let dispatcher = store.dispatcher();
    {
        let dispatcher = dispatcher.clone();
        use_effect_with((), move |()| {
            open(&dispatcher);
            let listener = if follows { storage::on_change(move |key| follow(&dispatcher, key)) } else { None };
            move || drop(listener)
        });
    }
    use_effect_with(store.model.clone(), move |model| {
        if follows {
            return;
        }
        saver.borrow_mut().next = Some(model.clone());
        let busy = saver.borrow().busy;
        if !busy {
            spawn_local(run(saver, dispatcher));
        }
    });
    let failed = matches!(store.save, Save::Failed(_));
    use_effect_with(failed, |failed| {
        let guard = page::leave_guard(*failed);
        move || drop(guard)
    });
}
