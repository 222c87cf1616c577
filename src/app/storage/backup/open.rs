//! 打开备份: campaigns from a file, and the parts that those here have lost.

use super::template::{Template, template_of};
use crate::app::context::{AppContext, fresh_id, go, use_app};
use crate::app::parts::{Dialog, file_button, radio};
use crate::app::storage::repository::{read_packed, read_parts};
use crate::app::store::Msg;
use crate::browser::{clock, files};
use crate::model::Digest;
use crate::route::{Route, Step};
use crate::state::{
    Action, BackupFile, BackupRelation, Blob, BlobKind, Campaign, FileKind, Part, Rollback, file_kind, is_whole,
    read_backups, read_years, restored_years, rollback, standing,
};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// A campaign of a file that is here already, and what shall become of it.
#[derive(Clone, PartialEq)]
struct Meeting {
    campaign: Campaign,
    parts: Vec<Part>,
    file: Rc<BackupFile>,
    standing: BackupRelation,
    fate: Fate,
    /// What it would take back of the one here.
    rollback: Option<Rollback>,
    /// What the one here has lost, which the file brings back whatever shall become of it.
    lost: Vec<Part>,
}

impl Meeting {
    fn allows(&self, fate: Fate) -> bool {
        match (&self.rollback, fate) {
            (None, _) | (_, Fate::Leave) | (Some(Rollback::LaterSeal { .. }), Fate::Copy) => true,
            (Some(_), _) => false,
        }
    }
}

/// What shall become of a campaign that is here already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Leave,
    Replace,
    Copy,
}

impl Fate {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Leave, "保留本机的"), (Self::Replace, "换成备份中的"), (Self::Copy, "两份都留，备份作为副本")];
}

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
    let meetings = use_state_eq(Vec::new);
    let takes_template = props.on_template.is_some();
    let on_file = cb!(app, meetings, on_template = props.on_template, move |file: File| {
        spawn_local(open(app.clone(), file, meetings.clone(), on_template.clone()));
    });
    html! {
        <>
            { file_button("backup-file", if takes_template { "打开备份、模板" } else { "打开备份" }, ".json,application/json", on_file) }
            if !meetings.is_empty() { { ask(&app, &meetings) } }
        </>
    }
}

async fn open(
    app: AppContext,
    file: File,
    meetings: UseStateHandle<Vec<Meeting>>,
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
    let (mut met, mut same, mut new, mut put_back) = (Vec::new(), 0, Vec::new(), Vec::new());
    let mut recovered = Vec::new();
    for (campaign, parts) in opened.campaigns {
        // Who opens its backup wants a deleted one again.
        if app.campaign(&campaign.id).is_some_and(|here| here.deleted.is_some())
            && app.try_do(Action::Recover(campaign.id.clone()))
        {
            recovered.push(format!("“{}”", campaign.title()));
        }
        let here = app.campaign(&campaign.id);
        let rollback = here.as_ref().and_then(|here| rollback(here, &campaign));
        let lost = match &here {
            Some(here) => lost_parts(here, &parts).await,
            None => Vec::new(),
        };
        let stands = match &here {
            Some(here) => Some(standing(here, &campaign, &known_parts(&app, here, &parts).await)),
            None => None,
        };
        match stands {
            None => {
                let id = campaign.id.clone();
                if app.try_do(Action::Restore(Box::new(campaign), parts)) {
                    new.push(id);
                }
            }
            Some(BackupRelation::Same) if lost.is_empty() => same += 1,
            Some(BackupRelation::Same) => {
                if app.try_do(Action::PartsRead(lost)) {
                    put_back.push(format!("“{}”", campaign.title()));
                }
            }
            Some(standing) => {
                // What loses nothing is proposed.
                let newer = rollback.is_none() && matches!(standing, BackupRelation::Newer(_));
                let fate = if newer { Fate::Replace } else { Fate::Leave };
                met.push(Meeting { campaign, parts, file: file.clone(), standing, fate, rollback, lost });
            }
        }
    }
    let unread: Vec<_> =
        opened.faults.iter().map(|(place, fault)| format!("备份中的第{place}次抽查没有恢复：{fault}")).collect();
    let years = opened.year_plans.and_then(|text| take_years(&app, &text));
    if !unread.is_empty() {
        app.warn(unread.into_iter().chain(years).collect::<Vec<_>>().join("；"));
        return meetings.set(met);
    }
    let mut told: Vec<String> = Vec::new();
    if !put_back.is_empty() {
        told.push(format!("{}缺少或损坏的部分已从备份补回", put_back.join("、")));
    } else if !recovered.is_empty() {
        told.push(format!("{}已从“已删除”中恢复", recovered.join("、")));
    } else if let ([id], true, 0) = (&new[..], met.is_empty(), same) {
        if app.store.role.writes() {
            go(&Route::Step(id.clone(), Step::Draw));
        }
    } else if new.is_empty() && met.is_empty() && same > 0 {
        told.push(format!("备份中的{same}次抽查与本机的完全一样，不需要恢复"));
    }
    told.extend(years);
    if !told.is_empty() {
        app.tell(told.join("；"));
    }
    meetings.set(met);
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

fn told(standing: BackupRelation) -> String {
    match standing {
        BackupRelation::Same => "与本机的完全一样".into(),
        BackupRelation::Unknown => "本机的缺少一部分日志或检查情况，比不出哪一份新".into(),
        BackupRelation::Typed => "做过的步骤与本机的完全一样，只有还没确认的输入不同".into(),
        BackupRelation::Older(acts) => format!("备份较旧：本机的在备份之后又做了{acts}步操作"),
        BackupRelation::Newer(acts) => format!("备份较新：比本机的多{acts}步操作"),
        BackupRelation::Forked { here, file } => {
            format!("两边各改各的：从同一处开始，本机的又做了{here}步操作，备份中的又做了{file}步操作，不能合并")
        }
    }
}

fn last(campaign: &Campaign) -> String {
    campaign.touched().format("%Y年%-m月%-d日 %H:%M").to_string()
}

fn ask(app: &AppContext, meetings: &UseStateHandle<Vec<Meeting>>) -> Html {
    let close = cb!(app, meetings, move |()| {
        let lost: Vec<_> = meetings.iter().flat_map(|m| m.lost.clone()).collect();
        if !lost.is_empty() {
            app.send(Msg::Do(Action::PartsRead(lost)));
        }
        meetings.set(Vec::new());
    });
    let choose = |place: usize, fate: Fate| {
        cb!(meetings, move |_: bool| {
            let mut next = (*meetings).clone();
            next[place].fate = fate;
            meetings.set(next);
        })
    };
    let done = cb!(app, meetings, close, move |_: MouseEvent| {
        for meeting in meetings.iter() {
            restore(&app, meeting);
        }
        close.emit(());
    });
    html! {
        <Dialog title="备份中的抽查已在本机" on_close={close.clone()}>
            { for meetings.iter().enumerate().map(|(place, m)| {
                let here = app.campaign(&m.campaign.id);
                html! {
                    <fieldset key={m.campaign.id.clone()}>
                        <legend><b>{ m.campaign.title() }</b></legend>
                        <p>{ told(m.standing) }{ "。" }</p>
                        <p class="small">{ format!("本机的最后一步：{}；备份的最后一步：{}。", here.map(|c| last(&c)).unwrap_or_default(), last(&m.campaign)) }</p>
                        if !m.lost.is_empty() { <p class="small">{ "本机的缺少或损坏了一部分内容，会从备份补回，不论怎样选。" }</p> }
                        if let Some(why) = &m.rollback { <p class="note warn">{ why.to_string() }{ "。" }</p> }
                        { for Fate::ALL.into_iter().map(|(fate, label)| radio(format!("restore-{place}"), m.fate == fate, !m.allows(fate), choose(place, fate), label)) }
                    </fieldset>
                }
            }) }
            <div class="row end">
                <button type="button" class="btn" onclick={close.reform(|_| ())}>{ "取消" }</button>
                <button type="button" class="btn main" onclick={done}>{ "确定" }</button>
            </div>
        </Dialog>
    }
}

fn restore(app: &AppContext, meeting: &Meeting) {
    let mut campaign = meeting.campaign.clone();
    if meeting.fate == Fate::Leave || !meeting.allows(meeting.fate) {
        return;
    }
    if meeting.fate == Fate::Copy {
        match (fresh_id(), &campaign.newer) {
            (_, Some(_)) => return app.warn("由更新版本的明抽保存的，不能作为副本，请用新版本打开"),
            (Err(fault), _) => return app.warn(fault),
            (Ok(id), None) => campaign = campaign.copied(id, clock::now(), &meeting.file),
        }
    }
    app.send(Msg::Do(Action::Restore(Box::new(campaign), meeting.parts.clone())));
}
