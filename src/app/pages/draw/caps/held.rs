//! The ledgers and lists of a campaign are held against its roster in the worker, again whenever one of them changes.

use crate::app::context::AppContext;
use crate::app::storage::repository::read_parts;
use crate::app::storage::visited::with_visits;
use crate::app::worker::client::in_memory;
use crate::browser::clock;
use crate::browser::worker::Payload;
use crate::course::{LedgerText, concerned_days};
use crate::model::{CapRules, ListKind, Stamp};
use crate::state::{Blob, BlobKind, Campaign, ListRef, Model, RosterRef, add_visits, has_visits};
use crate::work::{CampaignSnapshot, HeldReport, HeldText, HoldLists, inspection_from};
use chrono::NaiveDate;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What the ledger of this browser's own campaigns is called.
const OWN: &str = "本机各次抽查";

/// What was found, and of what.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// What was found.
    pub report: HeldReport,
    /// The campaigns of this browser whose visits are counted.
    pub own: Vec<OwnVisits>,
    /// These visits.
    pub own_text: Rc<LedgerText>,
    /// Campaigns whose visits could not be read, a sentence each.
    pub faults: Vec<String>,
}

/// The visits of a campaign of this browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnVisits {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many rows.
    pub rows: usize,
    /// It is deleted and not yet gone: it was made all the same.
    pub is_deleted: bool,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
pub enum HeldStatus {
    /// There is nothing to be held against the roster.
    Nothing,
    /// It is being done.
    Busy,
    /// It is done, or was of the same roster before something changed: then it is being done again.
    Done(Rc<Held>, bool),
    /// It came to nothing.
    Failed(String),
}

/// What the findings depend on.
#[derive(Debug, Clone, PartialEq)]
struct HeldInputs {
    businesses: Option<RosterRef>,
    lists: Vec<ListRef>,
    caps: CapRules,
    departments: Vec<String>,
    from: NaiveDate,
    others: Vec<(String, Stamp)>,
    /// Whether the roster is in memory.
    is_here: bool,
}

impl HeldInputs {
    fn of(model: &Model, campaign: &Campaign) -> Self {
        let from = inspection_from(campaign, clock::now().date_naive());
        // What this one has done before does not change any more.
        let since = |c: &Campaign| if c.id == campaign.id { c.created } else { c.touched() };
        let others = others(model, campaign, from).map(|c| (c.id.clone(), since(c))).collect();
        Self {
            businesses: campaign.businesses.clone(),
            lists: campaign.lists.clone(),
            caps: campaign.settings.caps.clone(),
            departments: campaign.plan.departments.iter().map(|d| d.name.clone()).collect(),
            from,
            others,
            is_here: campaign.businesses.as_ref().is_some_and(|used| model.blobs.contains_key(&used.blob)),
        }
    }

    /// Whether it is of the same lists.
    fn is_of(&self, lists: &[ListRef]) -> bool {
        self.lists.len() == lists.len() && self.lists.iter().zip(lists).all(|(a, b)| a.is_same(b))
    }

    const fn is_empty(&self) -> bool {
        self.lists.is_empty() && self.others.is_empty()
    }
}

/// The campaigns of this browser with visits of the year, or a short while before, or that may have had some: this one too, of which a draw was voided
/// after it had begun to inspect; also one that was deleted and is not yet gone; a demonstration counts
/// for demonstrations alone.
fn others<'a>(model: &'a Model, campaign: &'a Campaign, from: NaiveDate) -> impl Iterator<Item = &'a Rc<Campaign>> {
    let days = concerned_days(from, &campaign.settings.caps);
    let beside = move |c: &&Rc<Campaign>| c.plan.demo == campaign.plan.demo;
    // A copy that was restored beside its original is held too: either may have visits that the other has not, and those of one
    // day and department are one.
    // Of one that lacks stored inspections it is not known on which days the lost ones were.
    model.campaigns.values().filter(beside).filter(move |c| has_visits(c, &days) || c.lacks().is_some())
}

/// What the ledgers and lists say of the roster.
#[hook]
pub fn use_held(app: &AppContext, campaign: &Rc<Campaign>) -> HeldStatus {
    let inputs = HeldInputs::of(&app.store.model, campaign);
    let found = use_state(|| None::<(HeldInputs, Result<Rc<Held>, String>)>);
    {
        let (app, campaign, set) = (app.clone(), campaign.clone(), found.setter());
        use_effect_with(inputs.clone(), move |inputs| {
            if inputs.is_here && !inputs.is_empty() {
                let inputs = inputs.clone();
                spawn_local(async move {
                    let held = hold(&app, &campaign, inputs.from).await.map(Rc::new);
                    set.set(Some((inputs, held)));
                });
            }
        });
    }
    if inputs.is_empty() {
        return HeldStatus::Nothing;
    }
    let name = |inputs: &HeldInputs| inputs.businesses.as_ref().map(|used| used.blob);
    match &*found {
        Some((of, Ok(held))) if *of == inputs => HeldStatus::Done(held.clone(), false),
        Some((of, Err(why))) if *of == inputs => HeldStatus::Failed(why.clone()),
        // Of other lists nothing is shown: their findings are told apart by their places.
        Some((of, Ok(held))) if name(of) == name(&inputs) && of.is_of(&inputs.lists) => {
            HeldStatus::Done(held.clone(), true)
        }
        _ => HeldStatus::Busy,
    }
}

async fn hold(app: &AppContext, campaign: &Campaign, from: NaiveDate) -> Result<Held, String> {
    let model = &app.store.model;
    let (own_text, own, faults) = own_visits(app, campaign, from).await;
    let own_text = Rc::new(own_text);
    // What was kept of a campaign counts where the campaign itself is not here, or not whole.
    let is_here = |id: &str| model.campaigns.contains_key(id) && !faults.iter().any(|(of, _)| of == id);
    let mut texts: Vec<(HeldText, Rc<LedgerText>)> = Vec::new();
    let names: Vec<_> = campaign.lists.iter().map(|list| (BlobKind::List, list.blob)).collect();
    let read = read_parts(&app.worker, model, names).await.map_err(|fault| fault.to_string())?;
    for list in &campaign.lists {
        let read = read.iter().find(|part| part.name == list.blob).map(|part| &part.blob);
        let Some(Blob::List(text)) = read.or_else(|| model.blobs.get(&list.blob)) else {
            return Err(format!("“{}”还没有读出来，请稍候再试", list.file));
        };
        let text = text.without_kept(is_here).map_or_else(|| text.clone(), Rc::new);
        let held = HeldText {
            kind: list.kind,
            title: list.head.told(list.kind),
            department: list.head.issuer.trim().to_owned(),
        };
        texts.push((held, text));
    }
    if !own_text.is_empty() {
        let held = HeldText { kind: ListKind::Ledger, title: OWN.into(), department: String::new() };
        texts.push((held, own_text.clone()));
    }
    let snapshot = CampaignSnapshot::of(campaign, clock::now().date_naive());
    let (request, bytes) = HoldLists::of(snapshot, texts);
    let asked = app.worker.ask_of_rosters(in_memory(model), &request, Payload::Bytes(&bytes), |_| {}).await;
    let faults = faults.into_iter().map(|(_, fault)| fault).collect();
    Ok(Held { report: asked.map_err(|fault| fault.to_string())?, own, own_text, faults })
}

/// The visits that concern this campaign and that campaigns of this browser made; those that can't be read are told, each with
/// the id of its campaign.
async fn own_visits(
    app: &AppContext,
    campaign: &Campaign,
    from: NaiveDate,
) -> (LedgerText, Vec<OwnVisits>, Vec<(String, String)>) {
    let days = concerned_days(from, &campaign.settings.caps);
    let (mut text, mut own, mut faults) = (LedgerText::default(), Vec::new(), Vec::new());
    let all: Vec<_> = others(&app.store.model, campaign, from).cloned().collect();
    for other in all {
        let before = text.len();
        let model = with_visits(app, &other).await;
        let added = model.and_then(|m| add_visits(&mut text, &m, &other, &days).map_err(|why| why.to_string()));
        match added {
            Ok(()) => {
                let (rows, is_deleted) = (text.len() - before, other.deleted.is_some());
                let voided = if other.id == campaign.id { "（作废的抽取）" } else { "" };
                let (id, title) = (other.id.clone(), format!("{}{voided}", other.title()));
                own.extend((rows > 0).then_some(OwnVisits { id, title, rows, is_deleted }));
                if other.lacks().is_some() {
                    let fault = format!("“{}”缺少一部分检查记录，没有计全，请用备份文件恢复", other.title());
                    faults.push((other.id.clone(), fault));
                }
            }
            Err(why) => faults.push((other.id.clone(), format!("“{}”的检查记录没有计入：{why}", other.title()))),
        }
    }
    (text, own, faults)
}
