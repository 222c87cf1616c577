//! Saves after every change: first the immutable parts, each read back, then the document that points to them.

use super::store::{Msg, Save, Store};
use crate::browser::storage::{self, StorageFault};
use crate::browser::{clock, page};
use crate::model::Digest;
use crate::state::{
    Action, Blob, Campaign, Model, StoredFault, blob_text, pack, read_campaign, unpack, write_campaign,
};
use std::collections::BTreeSet;
use yew::prelude::*;

/// Something was not saved or not opened.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Storage(#[from] StorageFault),
    #[error(transparent)]
    Stored(#[from] StoredFault),
}

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
    dispatcher.dispatch(Msg::Faults(faults));
}

/// Reads the parts of a campaign that are not in memory.
///
/// # Errors
/// The first part that is missing or damaged.
pub fn read_parts(model: &Model, campaign: &Campaign) -> Result<Vec<(Digest, Blob)>, Fault> {
    let absent = campaign.parts().into_iter().filter(|(_, name)| !model.blobs.contains_key(name));
    absent
        .map(|(kind, name)| {
            let json = storage::read(&part_key(name))?.ok_or(StoredFault::Missing(name))?;
            Ok((name, unpack(kind, name, &json)?))
        })
        .collect()
}

/// Whether anything had to be written.
fn write(model: &Model, campaign: &Campaign) -> Result<bool, Fault> {
    let (key, json) = (document_key(&campaign.id), write_campaign(campaign)?);
    if storage::read(&key)?.as_deref() == Some(&json) {
        return Ok(false);
    }
    for (_, name) in campaign.parts() {
        let key = part_key(name);
        if storage::read(&key)?.is_none()
            && let Some(blob) = model.blobs.get(&name)
        {
            storage::write(&key, &pack(&blob_text(blob)?))?;
        }
    }
    storage::write(&key, &json)?;
    Ok(true)
}

/// Removes the document, then the parts that no campaign points to any more.
fn forget(model: &Model, campaign: &Campaign) -> Result<(), Fault> {
    storage::remove(&document_key(&campaign.id))?;
    let used: BTreeSet<_> = model.campaigns.values().flat_map(|c| c.parts()).collect();
    for (_, name) in campaign.parts().into_iter().filter(|part| !used.contains(part)) {
        storage::remove(&part_key(name))?;
    }
    Ok(())
}

fn save(old: &Model, new: &Model) -> Result<bool, Fault> {
    let mut wrote = false;
    for (id, campaign) in new.campaigns.iter() {
        if old.campaigns.get(id) != Some(campaign) {
            wrote |= write(new, campaign)?;
        }
    }
    for (id, campaign) in old.campaigns.iter() {
        if !new.campaigns.contains_key(id) {
            forget(new, campaign)?;
            wrote = true;
        }
    }
    Ok(wrote)
}

/// Opens what is stored once, then saves every change of the model.
#[hook]
pub fn use_autosave(store: &UseReducerHandle<Store>) {
    let kept = use_mut_ref(Model::default);
    let dispatcher = store.dispatcher();
    {
        let dispatcher = dispatcher.clone();
        use_effect_with((), move |()| open(&dispatcher));
    }
    use_effect_with(store.model.clone(), move |model| {
        let mut kept = kept.borrow_mut();
        match save(&kept, model) {
            Ok(true) => dispatcher.dispatch(Msg::Saved(clock::now())),
            Ok(false) => {}
            // What is kept stays as it was, so that the next change tries again.
            Err(fault) => return dispatcher.dispatch(Msg::SaveFailed(fault.to_string())),
        }
        *kept = model.clone();
    });
    let failed = matches!(store.save, Save::Failed(_));
    use_effect_with(failed, |failed| {
        let guard = page::leave_guard(*failed);
        move || drop(guard)
    });
}
