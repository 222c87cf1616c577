//! The documents, one a campaign, and those that could not be opened.

use super::fault::Fault;
use super::parts::{part_key, read_packed, read_packed_of, read_part};
use crate::browser::storage::{self, StorageFault};
use crate::json;
use crate::model::Digest;
use crate::roster::Mapping;
use crate::state::{
    Action, Blob, BlobKind, Campaign, Gathered, Model, Office, Part, StoredFault, YearPlans, gather, names_in,
    read_campaign, read_office, read_years, write_backup, write_office, write_years,
};
use gloo_timers::future::TimeoutFuture;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Which columns mean what, remembered for all campaigns.
pub const MAPPINGS: &str = "mappings";

/// 单位设置.
pub const OFFICE: &str = "office";

/// 年度检查计划.
pub const YEARS: &str = "year-plans";

/// What is kept once for all campaigns.
pub trait SharedDocument: Default + Clone + Eq + 'static {
    /// Where it lies.
    const KEY: &'static str;
    /// What it is called.
    const NAME: &'static str;

    /// As its text says it.
    fn of(text: &str) -> Self;

    /// Its text.
    fn text(&self) -> Result<String, StoredFault>;

    /// Why it can't be opened, or not be changed.
    fn fault(&self) -> Option<&StoredFault>;

    /// As a model has it.
    fn in_model(model: &Model) -> &Rc<Self>;

    /// The same, to be replaced.
    fn in_model_mut(model: &mut Model) -> &mut Rc<Self>;

    /// What is done where it was read anew.
    fn was_read(document: Rc<Self>) -> Action;
}

impl SharedDocument for Office {
    const KEY: &'static str = OFFICE;
    const NAME: &'static str = "单位设置";

    fn of(text: &str) -> Self {
        read_office(text)
    }

    fn text(&self) -> Result<String, StoredFault> {
        write_office(&self.settings.clone().unwrap_or_default())
    }

    fn fault(&self) -> Option<&StoredFault> {
        self.fault.as_ref()
    }

    fn in_model(model: &Model) -> &Rc<Self> {
        &model.office
    }

    fn in_model_mut(model: &mut Model) -> &mut Rc<Self> {
        &mut model.office
    }

    fn was_read(document: Rc<Self>) -> Action {
        Action::OfficeRead(document)
    }
}

impl SharedDocument for YearPlans {
    const KEY: &'static str = YEARS;
    const NAME: &'static str = "年度计划";

    fn of(text: &str) -> Self {
        read_years(text)
    }

    fn text(&self) -> Result<String, StoredFault> {
        write_years(self)
    }

    fn fault(&self) -> Option<&StoredFault> {
        self.fault.as_ref()
    }

    fn in_model(model: &Model) -> &Rc<Self> {
        &model.years
    }

    fn in_model_mut(model: &mut Model) -> &mut Rc<Self> {
        &mut model.years
    }

    fn was_read(document: Rc<Self>) -> Action {
        Action::YearsRead(document)
    }
}

/// After so many documents the page has its turn.
const TURN: usize = 25;

/// The key of a campaign's document begins with this.
const DOCUMENT: &str = "campaign/";

/// The key of a damaged document that another took the place of begins with this.
const ASIDE: &str = "damaged/";

pub fn document_key(id: &str) -> String {
    format!("{DOCUMENT}{id}")
}

/// The campaign whose document is under this key.
pub fn campaign_of(key: &str) -> Option<&str> {
    key.strip_prefix(DOCUMENT)
}

/// All that is stored.
#[derive(Default)]
pub struct StoredCampaigns {
    pub campaigns: Vec<Campaign>,
    /// The pages of their inspections.
    pub pages: Vec<Part>,
    /// The digest of each document as it is stored, by campaign, also of those that can't be opened.
    pub known: BTreeMap<String, Digest>,
    pub unreadable: Vec<Unreadable>,
    pub mappings: Vec<Mapping>,
    pub office: StoredShared<Office>,
    pub years: StoredShared<YearPlans>,
}

/// What is kept once for all, and the digest of its text as it is stored.
#[derive(Default)]
pub struct StoredShared<T> {
    pub digest: Option<Digest>,
    pub document: T,
}

/// A document that can't be opened: it is left as it is until the user takes it away.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreadable {
    /// Where it lies, in place or aside.
    pub key: String,
    /// Why it can't be opened; none of one that lies aside, since a backup took its place.
    pub fault: Option<StoredFault>,
}

impl Unreadable {
    /// The campaign whose document it is, if it lies in its place.
    pub fn campaign(&self) -> Option<&str> {
        campaign_of(&self.key)
    }

    /// Its text, as it was found.
    ///
    /// # Errors
    /// [`StorageFault`] without storage.
    pub fn text(&self) -> Result<Option<String>, StorageFault> {
        match self.campaign() {
            Some(_) => storage::raw(&self.key),
            None => Ok(storage::read(&self.key)?.and_then(|json| json::read(&json).ok())),
        }
    }

    /// The parts that it may point to; none can be told of what a newer program wrote.
    pub fn names(&self) -> Option<BTreeSet<Digest>> {
        let text = self.text().ok()?.unwrap_or_default();
        (!matches!(self.fault, Some(StoredFault::Newer(_)))).then(|| names_in(&text))
    }
}

/// A document of storage.
pub struct StoredDocument {
    /// The digest of its text.
    pub digest: Digest,
    /// The campaign with its inspections, as far as they are there, and the pages of them; or why it can't be opened.
    pub opened: Result<(Campaign, Vec<Part>), StoredFault>,
}

/// Reads every stored campaign; what is among these parts is not read again.
pub async fn read_all(known: &BTreeMap<Digest, Blob>) -> StoredCampaigns {
    let mut found = StoredCampaigns::default();
    let keys = match storage::keys(DOCUMENT) {
        Ok(keys) => keys,
        // It is told when something is to be saved.
        Err(_) => return found,
    };
    for (place, id) in keys.iter().filter_map(|key| campaign_of(key)).enumerate() {
        if place % TURN == TURN - 1 {
            TimeoutFuture::new(0).await;
        }
        let Ok(Some(document)) = read_document(id, known).await else { continue };
        found.known.insert(id.to_owned(), document.digest);
        match document.opened {
            Ok((campaign, pages)) => {
                found.campaigns.push(campaign);
                found.pages.extend(pages);
            }
            Err(fault) => found.unreadable.push(Unreadable { key: document_key(id), fault: Some(fault) }),
        }
    }
    let aside = storage::keys(ASIDE).unwrap_or_default();
    found.unreadable.extend(aside.into_iter().map(|key| Unreadable { key, fault: None }));
    // Mappings are a convenience: what can't be read is asked again.
    let mappings = storage::read(MAPPINGS).ok().flatten();
    found.office = stored_shared().unwrap_or_default();
    found.years = stored_shared().unwrap_or_default();
    found.mappings = mappings.and_then(|json| json::read(&json).ok()).unwrap_or_default();
    found
}

/// What is kept once for all, as it is now.
///
/// # Errors
/// [`StorageFault`] without storage.
pub fn stored_shared<T: SharedDocument>() -> Result<StoredShared<T>, StorageFault> {
    let text = storage::raw(T::KEY)?;
    let document = text.as_deref().map(T::of).unwrap_or_default();
    Ok(StoredShared { digest: text.map(Digest::of), document })
}

/// Writes it, whose text it gives back; what lies in its place and can't be opened is kept aside.
///
/// # Errors
/// When it is not there afterwards.
pub fn store_shared<T: SharedDocument>(document: &T) -> Result<String, Fault> {
    let text = document.text()?;
    if let Some(was) = storage::raw(T::KEY)?.filter(|was| T::of(was).fault().is_some()) {
        storage::write(&format!("{}-damaged", T::KEY), &serde_json::Value::String(was).to_string())?;
    }
    storage::write(T::KEY, &text)?;
    Ok(text)
}

/// How often a document is read that another window goes on changing: each time its pages may be others.
const READINGS: usize = 5;

/// The document of a campaign as it is now; none if it is not there. What is among these parts is not read again.
///
/// # Errors
/// When storage fails.
pub async fn read_document(id: &str, known: &BTreeMap<Digest, Blob>) -> Result<Option<StoredDocument>, StorageFault> {
    let key = document_key(id);
    let mut reading = 1;
    loop {
        let Some(text) = storage::raw(&key)? else { return Ok(None) };
        let opened = match opened(id, &text) {
            Ok(campaign) => Ok(with_pages(campaign, known).await),
            Err(fault) => Err(fault),
        };
        if reading >= READINGS || storage::raw(&key)?.as_ref() == Some(&text) {
            return Ok(Some(StoredDocument { digest: Digest::of(text), opened }));
        }
        reading += 1;
    }
}

/// The campaign with the inspections of its pages, and these, as far as they are there.
async fn with_pages(mut campaign: Campaign, known: &BTreeMap<Digest, Blob>) -> (Campaign, Vec<Part>) {
    let (mut pages, mut blobs) = (Vec::new(), BTreeMap::new());
    for (kind, name) in campaign.parts().into_iter().filter(|(kind, _)| *kind == BlobKind::Inspections) {
        let page = match known.get(&name) {
            Some(blob) => Part { name, blob: blob.clone(), packed: None },
            None => match read_part(None, kind, name).await {
                Ok(page) => page,
                // It is told when the campaign is opened.
                Err(_) => continue,
            },
        };
        blobs.insert(name, page.blob.clone());
        pages.push(page);
    }
    // It then says itself that it lacks inspections.
    let _ = campaign.read_pages(&blobs);
    (campaign, pages)
}

fn opened(id: &str, text: &str) -> Result<Campaign, StoredFault> {
    let campaign = read_campaign(text)?;
    if campaign.id == id { Ok(campaign) } else { Err(StoredFault::Damaged("不在它自己的位置".into())) }
}

/// Keeps the text of a damaged document aside, so that another can take its place; where it then lies.
///
/// # Errors
/// [`StorageFault`] when it is not there afterwards.
pub fn set_aside(id: &str) -> Result<Option<Unreadable>, StorageFault> {
    let Some(text) = storage::raw(&document_key(id))? else { return Ok(None) };
    let key = format!("{ASIDE}{id}/{}", &Digest::of(&text).hex()[..12]);
    storage::write(&key, &serde_json::Value::String(text).to_string())?;
    Ok(Some(Unreadable { key, fault: None }))
}

/// The campaigns whose documents are stored.
///
/// # Errors
/// [`StorageFault`] without storage.
pub fn stored_campaigns() -> Result<BTreeSet<String>, StorageFault> {
    Ok(storage::keys(DOCUMENT)?.iter().filter_map(|key| campaign_of(key)).map(str::to_owned).collect())
}

/// The room that a campaign takes: UTF-16 units in localStorage, and bytes in the vault. What campaigns share counts
/// for each.
pub async fn room(campaign: &Campaign) -> (usize, usize) {
    let (mut units, mut bytes) = (storage::size(&document_key(&campaign.id)), 0);
    for (_, name) in campaign.parts() {
        match storage::size(&part_key(name)) {
            // What can't be read is told when the campaign is opened.
            0 => bytes += read_packed(name).await.ok().flatten().map_or(0, |packed| packed.len()),
            taken => units += taken,
        }
    }
    (units, bytes)
}

/// A file of these campaigns of localStorage, `local` by key, with what the vault has of them: for when the page has broken.
///
/// # Errors
/// [`StoredFault::Damaged`] if it can't be written, which no such file does.
pub async fn rescue(local: &BTreeMap<String, String>) -> Result<Gathered, StoredFault> {
    let mut backups = Vec::new();
    for (key, text) in local {
        let Some(id) = campaign_of(key) else { continue };
        let backup = async || {
            let campaign = opened(id, text)?;
            let title = campaign.title();
            let mut packed = BTreeMap::new();
            for (_, name) in campaign.parts() {
                let part = read_packed_of(local.get(&part_key(name)).cloned(), name).await;
                packed.extend(part.ok().flatten().map(|part| (name, part.into())));
            }
            Ok::<_, StoredFault>((title, write_backup(&campaign, &packed)))
        };
        backups.push(backup().await.unwrap_or_else(|fault| (id.to_owned(), Err(fault))));
    }
    let years = local.get(YEARS).map(|text| (text.clone(), read_years(text).fault));
    let years = match years {
        Some((_, Some(fault @ StoredFault::Damaged(_)))) => {
            backups.push((YearPlans::NAME.to_owned(), Err(fault)));
            None
        }
        years => years.map(|(text, _)| text),
    };
    gather(backups, years)
}
