//! 归档移出: the packages of finished campaigns are handed out one after the other; then, once somebody looked whether the files are
//! there (a browser may keep a page from handing out several), the campaigns go to 已删除.

use super::bin::VISITS_STAY;
use crate::app::context::{AppContext, use_app};
use crate::app::parts::{Dialog, checkbox};
use crate::app::storage::backup::{hand_over, today};
use crate::app::storage::repository::read_parts;
use crate::app::worker::download::save;
use crate::app::worker::task::run;
use crate::browser::clock;
use crate::model::ToMap;
use crate::state::{Action, Campaign, KEPT_DAYS, Model, worklist};
use crate::work::{CampaignPapers, FileBytes, MakeArchive};
use futures_channel::oneshot;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FinishProps {
    /// The finished campaigns, the newest year first.
    pub finished: Vec<Rc<Campaign>>,
    pub on_close: Callback<()>,
}

/// What is being done, or was.
#[derive(Clone, PartialEq, Default)]
struct Progress {
    busy: bool,
    lines: Vec<String>,
    /// Whose packages were handed out, as they were then; they are still to be taken away.
    handed: Vec<Rc<Campaign>>,
}

/// The dialog in which they are ticked.
#[component]
pub fn Finish(props: &FinishProps) -> Html {
    let app = use_app();
    let ticked = use_state_eq(BTreeSet::<String>::new);
    let progress = use_state_eq(Progress::default);
    let chosen: Vec<_> = props.finished.iter().filter(|c| ticked.contains(&c.id)).cloned().collect();
    let start = cb!(app, progress, chosen, move |_: MouseEvent| {
        spawn_local(finish(app.clone(), chosen.clone(), progress.clone()));
    });
    let remove = cb!(app, progress, move |_: MouseEvent| {
        let mut lines = progress.lines.clone();
        lines.extend(progress.handed.iter().map(|campaign| take_away(&app, campaign)));
        progress.set(Progress { lines, ..Progress::default() });
    });
    let close = cb!(close = props.on_close, progress, move |()| {
        // What is on its way is not left half done.
        if !progress.busy {
            close.emit(());
        }
    });
    let done = !progress.busy && !progress.lines.is_empty();
    let waits = !progress.handed.is_empty() && !progress.busy;
    html! {
        <Dialog title="归档并移出" on_close={close.clone()}>
            <p>{ format!("先存一份备份文件，再逐次导出归档包（zip）。到下载文件夹里看过、文件都在，再移到“已删除”：保留{KEPT_DAYS}天，其间可以恢复；到期以后，用备份文件仍可恢复。{VISITS_STAY}") }</p>
            if !done { { choice(&props.finished, &ticked, progress.busy) } }
            if !progress.lines.is_empty() { <ul class="small" role="status">{ for progress.lines.iter().map(|text| html! { <li>{ text }</li> }) }</ul> }
            if waits {
                <p class="note warn">{ format!("请到下载文件夹里确认：备份文件一个、归档包{}个。没有下载的（浏览器可能拦下了多个文件，请允许后重来），先不要移出。", progress.handed.len()) }</p>
            } else if !done {
                <p class="small">{ "浏览器问是否允许下载多个文件时，请选“允许”。" }</p>
            }
            <div class="row end">
                <button type="button" class="btn" disabled={progress.busy} onclick={close.reform(|_: MouseEvent| ())}>{ if waits { "先不移出" } else if done { "关闭" } else { "取消" } }</button>
                if waits { <button type="button" class="btn main" onclick={remove}>{ format!("文件都在，移出 {} 次", progress.handed.len()) }</button> }
                if !done { <button type="button" class="btn main" disabled={progress.busy || chosen.is_empty()} onclick={start}>{ format!("导出 {} 次", chosen.len()) }</button> }
            </div>
        </Dialog>
    }
}

/// The finished campaigns, to be ticked.
fn choice(finished: &[Rc<Campaign>], ticked: &UseStateHandle<BTreeSet<String>>, locked: bool) -> Html {
    let all: BTreeSet<_> = finished.iter().map(|c| c.id.clone()).collect();
    let is_all = !all.is_empty() && **ticked == all;
    let label = format!("全选（办结的 {} 次）", all.len());
    let tick_all = cb!(ticked, all, move |on: bool| ticked.set(if on { all.clone() } else { BTreeSet::new() }));
    let line = |c: &Rc<Campaign>| {
        let tick = cb!(ticked, id = c.id, move |on: bool| {
            let mut next = (*ticked).clone();
            if on {
                next.insert(id.clone())
            } else {
                next.remove(&id)
            };
            ticked.set(next);
        });
        html! { <li key={c.id.clone()}>{ checkbox("finish", ticked.contains(&c.id), locked, tick, c.full_name()) }</li> }
    };
    html! {
        <div>
            { checkbox("finish-all", is_all, locked, tick_all, label) }
            <ul class="list ticked">{ for finished.iter().map(line) }</ul>
        </div>
    }
}

/// Moves a campaign to 已删除, unless it was changed since its package was made; the sentence that tells of it.
fn take_away(app: &AppContext, made: &Rc<Campaign>) -> String {
    let title = made.title();
    match app.campaign(&made.id) {
        None => format!("“{title}”已不在本机"),
        Some(now) if now.deleted.is_some() => format!("“{title}”已在“已删除”"),
        Some(now) if now != *made => format!("“{title}”没有移出：导出以后又有改动，请重新导出"),
        Some(_) if app.try_do(Action::Delete { id: made.id.clone(), at: clock::now() }) => {
            format!("“{title}”已移到“已删除”")
        }
        Some(_) => format!("“{title}”没有移出：本窗口现在不能修改"),
    }
}

/// Hands out a backup of all, then the package of each; what goes wrong with one keeps no other from it.
async fn finish(app: AppContext, chosen: Vec<Rc<Campaign>>, progress: UseStateHandle<Progress>) {
    let (mut lines, mut handed) = (Vec::new(), Vec::new());
    let told = |lines: &[String]| progress.set(Progress { busy: true, lines: lines.to_vec(), handed: Vec::new() });
    told(&["正在制作备份文件……".to_owned()]);
    let ids: Vec<_> = chosen.iter().map(|c| c.id.clone()).collect();
    let backup = hand_over(&app, &ids, &format!("明抽-归档移出的备份-{}.json", today()), false).await;
    let kept = match backup {
        Ok(backup) => {
            lines.push(format!("已存为“{}”", backup.name));
            if !backup.missing.is_empty() {
                lines.push(backup.missing);
            }
            backup.whole
        }
        Err(why) => {
            lines.push(format!("备份文件没有存成，归档包也没有导出：{why}"));
            return progress.set(Progress { lines, ..Progress::default() });
        }
    };
    // As they are in the backup: what was being typed is settled by it.
    let kept: Vec<_> = kept.iter().filter_map(|id| app.campaign(id)).collect();
    for (place, campaign) in kept.iter().enumerate() {
        let mut now = lines.clone();
        now.push(format!("正在制作第{}个归档包，共{}个……", place + 1, kept.len()));
        told(&now);
        match hand_out(&app, campaign).await {
            Ok(name) => {
                lines.push(format!("已导出“{name}”"));
                handed.push(campaign.clone());
            }
            Err(why) => lines.push(format!("“{}”没有导出：{why}", campaign.title())),
        }
    }
    progress.set(Progress { busy: false, lines, handed });
}

/// Makes the package of a campaign and hands it over; its name. What is read for it does not stay in memory.
async fn hand_out(app: &AppContext, campaign: &Rc<Campaign>) -> Result<String, String> {
    let parts = read_parts(&app.worker, &app.store.model, campaign.parts()).await.map_err(|why| why.to_string())?;
    let mut blobs = (*app.store.model.blobs).clone();
    blobs.extend(parts.into_iter().map(|part| (part.name, part.blob)));
    let campaigns = Rc::new([(campaign.id.clone(), campaign.clone())].into_iter().to_map());
    let model = Model { campaigns, blobs: Rc::new(blobs), ..Model::default() };
    let list = worklist(&model, campaign).map_err(|why| why.to_string())?;
    let at = clock::now();
    let papers = CampaignPapers { model: &model, campaign, address: crate::browser::page::address() };
    let (head, pieces) = papers.archive(&list, at)?;
    let (send, made) = oneshot::channel();
    let session = run(&MakeArchive { head, pieces, at }, &[], |_| {}, move |made| drop(send.send(made)));
    let made = made.await;
    drop(session);
    let FileBytes(bytes) = made.map_err(|_| "已取消".to_owned())?.map_err(|fault| fault.to_string())?;
    let name = format!("{}-归档包-{}.zip", campaign.title(), at.format("%Y%m%d"));
    save(&name, &bytes).map_err(|fault| fault.to_string())
}
