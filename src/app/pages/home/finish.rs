//! 归档移出: the packages of finished campaigns are handed out one after the other, and each campaign goes to 已删除 once its
//! package was.

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
}

/// The dialog in which they are ticked.
#[component]
pub fn Finish(props: &FinishProps) -> Html {
    let app = use_app();
    let ticked = use_state_eq(BTreeSet::<String>::new);
    let progress = use_state_eq(Progress::default);
    let all: BTreeSet<_> = props.finished.iter().map(|c| c.id.clone()).collect();
    let tick_all = cb!(ticked, all, move |on: bool| ticked.set(if on { all.clone() } else { BTreeSet::new() }));
    let chosen: Vec<_> = props.finished.iter().filter(|c| ticked.contains(&c.id)).cloned().collect();
    let start = cb!(app, progress, chosen, move |_: MouseEvent| {
        spawn_local(finish(app.clone(), chosen.clone(), progress.clone()));
    });
    let close = cb!(close = props.on_close, progress, move |()| {
        // What is on its way is not left half done.
        if !progress.busy {
            close.emit(());
        }
    });
    let done = !progress.busy && !progress.lines.is_empty();
    let locked = progress.busy || done;
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
        <Dialog title="归档并移出" on_close={close.clone()}>
            <p>{ format!("逐次导出归档包（zip），另存一份备份文件；一次抽查的归档包交出以后，它才移到“已删除”，保留{KEPT_DAYS}天，其间可以恢复。到期以后，用备份文件仍可恢复。") }</p>
            if !done {
                <div>
                    { checkbox("finish-all", !all.is_empty() && *ticked == all, locked, tick_all, format!("全选（办结的 {} 次）", all.len())) }
                    <ul class="list ticked">{ for props.finished.iter().map(line) }</ul>
                </div>
            }
            if !progress.lines.is_empty() { <ul class="small" role="status">{ for progress.lines.iter().map(|text| html! { <li>{ text }</li> }) }</ul> }
            <p class="small">{ "浏览器问是否允许下载多个文件时，请选“允许”，并到下载文件夹里看文件齐不齐。" }</p>
            <div class="row end">
                <button type="button" class="btn" disabled={progress.busy} onclick={close.reform(|_: MouseEvent| ())}>{ if done { "关闭" } else { "取消" } }</button>
                if !done { <button type="button" class="btn main" disabled={locked || chosen.is_empty()} onclick={start}>{ format!("导出并移出 {} 次", chosen.len()) }</button> }
            </div>
        </Dialog>
    }
}

/// Hands out a backup of all, then the package of each, after which that one is deleted; what goes wrong with one keeps no other
/// from it.
async fn finish(app: AppContext, chosen: Vec<Rc<Campaign>>, progress: UseStateHandle<Progress>) {
    let mut lines = Vec::new();
    let told = |lines: &[String], busy: bool| progress.set(Progress { busy, lines: lines.to_vec() });
    told(&["正在制作备份文件……".to_owned()], true);
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
            lines.push(format!("备份文件没有存成，一次也没有移出：{why}"));
            return told(&lines, false);
        }
    };
    for (place, campaign) in chosen.iter().filter(|c| kept.contains(&c.id)).enumerate() {
        let mut now = lines.clone();
        now.push(format!("正在制作第{}个归档包，共{}个……", place + 1, kept.len()));
        told(&now, true);
        lines.push(match hand_out(&app, campaign).await {
            Ok(name) if app.try_do(Action::Delete { id: campaign.id.clone(), at: clock::now() }) => {
                format!("已导出“{name}”，“{}”已移到“已删除”", campaign.title())
            }
            Ok(name) => format!("已导出“{name}”，但“{}”没有移出：本窗口不能修改", campaign.title()),
            Err(why) => format!("“{}”没有导出，也没有移出：{why}", campaign.title()),
        });
    }
    told(&lines, false);
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
