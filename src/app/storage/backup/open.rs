//! 打开备份: campaigns from a file, and the parts that those here have lost.

use super::already_here::{AlreadyHere, ask};
use super::template::{Template, template_of};
use crate::app::context::{AppContext, go, use_app};
use crate::app::parts::file_button;
use crate::app::storage::repository::{read_packed, read_parts};
use crate::browser::files;
use crate::model::Digest;
use crate::route::{Route, Step};
use crate::state::{
    Action, BackupFile, BackupRelation, Blob, BlobKind, Campaign, FileKind, Part, file_kind, is_whole, read_backups,
    read_years, restored_years, rollback, standing,
};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OpenBackupProps {
    /// Who begins a campaign from 方案模板, which is opened in the same way.
    #[prop_or_default]
    pub on_template: Option<Callback<Template>>,
}

/// 打开备份: campaigns from a file. Of those that are here already the user says what shall become.
#[component]
pub fn OpenBackup(props: &OpenBackupProps) -> Html {
    let app = use_app();
    let known = use_state_eq(Vec::new);
    let takes_template = props.on_template.is_some();
    let on_file = cb!(app, known, on_template = props.on_template, move |file: File| {
        spawn_local(open(app.clone(), file, known.clone(), on_template.clone()));
    });
    html! {
        <>
            { file_button("backup-file", if takes_template { "打开备份、模板" } else { "打开备份" }, ".json,application/json", on_file) }
            if !known.is_empty() { { ask(&app, &known) } }
        </>
    }
}

async fn open(
    app: AppContext,
    file: File,
    known: UseStateHandle<Vec<AlreadyHere>>,
    on_template: Option<Callback<Template>>,
) {
    let (name, bytes) = match files::read(file).await {
        Ok(read) => read,
        Err(fault) => return app.warn(fault),
    };
    let file = Rc::new(BackupFile { name, digest: Digest::of(&bytes) });
    let text = String::from_utf8(bytes).unwrap_or_default();
    if let (Some(on_template), FileKind::Template) = (on_template, file_kind(&text)) {
        return match template_of(file.name.clone(), &text) {
            Ok(template) => on_template.emit(template),
            Err(fault) => app.warn(fault),
        };
    }
    let opened = match read_backups(&text) {
        Err(fault) => return app.warn(fault),
        Ok(opened) => opened,
    };
    let mut taken = TakenBackup::default();
    for (campaign, parts) in opened.campaigns {
        taken.take(&app, &file, campaign, parts).await;
    }
    let unread: Vec<_> =
        opened.faults.iter().map(|(place, fault)| format!("备份中的第{place}次抽查没有恢复：{fault}")).collect();
    let years = opened.year_plans.and_then(|text| take_years(&app, &text));
    if !unread.is_empty() {
        app.warn(unread.into_iter().chain(years).collect::<Vec<_>>().join("；"));
    } else {
        taken.tell(&app, years);
    }
    known.set(taken.already_here);
}

/// What became of the campaigns of a file.
#[derive(Default)]
struct TakenBackup {
    /// Those of which the user is to say it.
    already_here: Vec<AlreadyHere>,
    /// How many are here just so.
    same: usize,
    /// The ids of those that were not here.
    new: Vec<String>,
    /// The titles of those that had lost parts which the file has.
    put_back: Vec<String>,
    /// The titles of those that were deleted.
    recovered: Vec<String>,
}

impl TakenBackup {
    async fn take(&mut self, app: &AppContext, file: &Rc<BackupFile>, campaign: Campaign, parts: Vec<Part>) {
        // Who opens its backup wants a deleted one again.
        if app.campaign(&campaign.id).is_some_and(|here| here.deleted.is_some())
            && app.try_do(Action::Recover(campaign.id.clone()))
        {
            self.recovered.push(format!("“{}”", campaign.title()));
        }
        let Some(here) = app.campaign(&campaign.id) else {
            let id = campaign.id.clone();
            if app.try_do(Action::Restore(Box::new(campaign), parts)) {
                self.new.push(id);
            }
            return;
        };
        let rollback = rollback(&here, &campaign);
        let lost = lost_parts(&here, &parts).await;
        match standing(&here, &campaign, &known_parts(app, &here, &parts).await) {
            BackupRelation::Same if lost.is_empty() => self.same += 1,
            BackupRelation::Same => {
                if app.try_do(Action::PartsRead(lost)) {
                    self.put_back.push(format!("“{}”", campaign.title()));
                }
            }
            standing => {
                self.already_here.push(AlreadyHere::new((campaign, parts), file, standing, rollback, lost));
            }
        }
    }

    /// Tells what was done; a single campaign that was not here is shown.
    fn tell(&self, app: &AppContext, years: Option<String>) {
        let mut told: Vec<String> = Vec::new();
        let asks = !self.already_here.is_empty();
        if !self.put_back.is_empty() {
            told.push(format!("{}缺少或损坏的部分已从备份补回", self.put_back.join("、")));
        } else if !self.recovered.is_empty() {
            told.push(format!("{}已从“已删除”中恢复", self.recovered.join("、")));
        } else if let ([id], false, 0) = (&self.new[..], asks, self.same) {
            if app.store.role.writes() {
                go(&Route::Step(id.clone(), Step::Draw));
            }
        } else if self.new.is_empty() && !asks && self.same > 0 {
            told.push(format!("备份中的{}次抽查与本机的完全一样，不需要恢复", self.same));
        }
        told.extend(years);
        if !told.is_empty() {
            app.tell(told.join("；"));
        }
    }
}

/// Brings the rows of the yearly plans back that are not here; what became of them, if there is anything to say.
fn take_years(app: &AppContext, text: &str) -> Option<String> {
    let backup = read_years(text);
    if let Some(fault) = &backup.fault {
        return Some(format!("备份中的年度计划没有恢复：{fault}"));
    }
    let here = &app.store.model.years;
    let (next, back, other) = restored_years(here, &backup);
    for (year, plan) in &next.plans {
        if here.plans.get(year) != Some(plan) && !app.try_do(Action::EditYear(Box::new(plan.clone()))) {
            return None;
        }
    }
    if back == 0 && other == 0 && !backup.plans.is_empty() {
        return Some("备份中的年度计划与本机的一样".into());
    }
    let other =
        if other > 0 { format!("；另有{other}项与本机的不同，保留本机的") } else { String::new() };
    (back > 0 || !other.is_empty()).then(|| format!("年度计划补回{back}项任务{other}"))
}

/// The parts that are in memory, those of the backup, and the log of the campaign here as far as it can be read.
async fn known_parts(app: &AppContext, here: &Campaign, parts: &[Part]) -> BTreeMap<Digest, Blob> {
    let mut known = (*app.store.model.blobs).clone();
    known.extend(parts.iter().map(|part| (part.name, part.blob.clone())));
    for part in here.log.parts().iter().map(|name| (BlobKind::Log, *name)) {
        // Without it nothing is said of which is newer.
        let read = read_parts(&app.worker, &app.store.model, vec![part]).await.unwrap_or_default();
        known.extend(read.into_iter().map(|part| (part.name, part.blob)));
    }
    known
}

/// Of these parts of a backup those that the campaign here has no longer, or not as they were.
async fn lost_parts(here: &Campaign, parts: &[Part]) -> Vec<Part> {
    let mut lost = Vec::new();
    for (_, name) in here.parts() {
        let Some(part) = parts.iter().find(|part| part.name == name) else { continue };
        // What can't be read is lost as well. Most are the same to the byte, which is soon seen.
        let stored = read_packed(name).await.ok().flatten();
        let whole = |stored: Vec<u8>| part.packed.as_deref() == Some(&stored[..]) || is_whole(name, &stored);
        if !stored.is_some_and(whole) {
            lost.push(part.clone());
        }
    }
    lost
}
