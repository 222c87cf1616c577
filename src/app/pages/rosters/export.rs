//! The workbooks of a roster to download.

use super::card_props::RosterCardProps;
use crate::app::context::{AppContext, use_app};
use crate::app::parts::{Dialog, DropZone, first_of};
use crate::app::worker::client::in_memory;
use crate::app::worker::download;
use crate::browser::worker::Payload;
use crate::browser::{clock, files};
use crate::model::{EntityKind, file_stem};
use crate::roster::{FileRead, Record};
use crate::state::PlanDraft;
use crate::work::{
    CampaignSnapshot, FileBytes, MakeSample, MakeTemplate, MarkProblems, MarkedWorkbook, Original, Request,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// What can be downloaded: the marked workbook, the template, the sample.
pub fn downloads<T: Record>(app: &AppContext, props: &RosterCardProps<T>) -> Html {
    let kind = props.kind;
    let (template, sample) = (named(kind, "模板"), named(kind, "样例"));
    let template = cb!(app, id = props.id, move |_: MouseEvent| {
        let plan = app.campaign(&id).map(|c| c.plan.clone()).unwrap_or_default();
        make(
            &app,
            MakeTemplate { kind, labels: labels(kind, &plan), by: plan.stratified.then_some(plan.by) },
            template.clone(),
        );
    });
    let sample = cb!(app, move |_: MouseEvent| make(&app, MakeSample { kind }, sample.clone()));
    html! {
        <span class="right row">
            if let Some(checked) = props.checked.as_ref().filter(|c| !c.findings.is_empty()) {
                if let [file] = &checked.all.files[..] {
                    <MarkedExport id={props.id.clone()} {kind} place={0} file={file.clone()} />
                }
            }
            <button type="button" class="btn quiet" onclick={template}>{ "下载模板" }</button>
            <button type="button" class="btn quiet" onclick={sample}>{ "下载样例" }</button>
        </span>
    }
}

#[derive(Properties, PartialEq, Clone)]
pub struct MarkedExportProps {
    pub id: AttrValue,
    pub kind: EntityKind,
    /// Which of the roster's files, from 0.
    pub place: usize,
    pub file: FileRead,
}

/// 导出问题: the user's workbook, marked. It needs the file itself, which is at hand until the page is loaded again.
#[component]
pub fn MarkedExport(props: &MarkedExportProps) -> Html {
    let app = use_app();
    let asking = use_state_eq(|| false);
    let export = cb!(app, props, asking, move |original: ExportScope| export(&app, &props, original, &asking));
    let onclick = export.reform(|_: MouseEvent| ExportScope::Whole);
    let close = cb!(asking, move |()| asking.set(false));
    html! {
        <>
            <button type="button" class="btn quiet" {onclick}>{ "导出问题" }</button>
            if *asking {
                <Dialog title="导出问题：要用原文件" on_close={close.clone()}>
                    <p>{ format!("原文件已经不在手边（页面重新打开过，或者文件已经移动、改过），这里只留着名录用到的各列。再选一次“{}”，导出的就是整本原表：备注等其余各列、标题和别的工作表都在。", props.file.name) }</p>
                    <DropZone id="original-file" title={format!("把“{}”拖到这里", props.file.name)} button="选择原文件" slim=true
                        on_files={first_of(export.reform(ExportScope::Of))} />
                    <div class="row end">
                        <button type="button" class="btn" onclick={close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                        <button type="button" class="btn" onclick={export.reform(|_: MouseEvent| ExportScope::Columns)}>{ "没有原文件，只导出用到的列" }</button>
                    </div>
                </Dialog>
            }
        </>
    }
}

/// What of the file is written.
enum ExportScope {
    /// All, if it is still at hand.
    Whole,
    /// All, of this file.
    Of(File),
    /// The columns that were read.
    Columns,
}

fn export(app: &AppContext, props: &MarkedExportProps, wanted: ExportScope, asking: &UseStateHandle<bool>) {
    let Some(campaign) = app.campaign(&props.id) else { return };
    let (app, props, asking) = (app.clone(), props.clone(), asking.clone());
    spawn_local(async move {
        let marked = async |original: Original, file: Option<File>| {
            let snapshot = CampaignSnapshot::of(&campaign, clock::now().date_naive());
            let request = MarkProblems { snapshot, kind: props.kind, file: props.place, original };
            let payload = file.as_ref().map_or(Payload::Bytes(&[]), |file| Payload::File(file));
            app.worker.ask_of_rosters(in_memory(&app.store.model), &request, payload, |_| {}).await
        };
        let made = match wanted {
            ExportScope::Whole => {
                let mut made = marked(Original::Open, None).await;
                if let Ok(MarkedWorkbook::FileClosed) = made {
                    let Some(file) = app.worker.file(props.file.digest) else { return asking.set(true) };
                    made = marked(Original::Beside(file.name()), Some(file)).await;
                    // It was moved or changed meanwhile.
                    if made.is_err() {
                        return asking.set(true);
                    }
                }
                made
            }
            ExportScope::Of(file) => match files::check_size(&file) {
                Ok(()) => marked(Original::Beside(file.name()), Some(file)).await,
                Err(fault) => return app.warn(fault),
            },
            ExportScope::Columns => marked(Original::Gone, None).await,
        };
        let made = match made {
            Ok(MarkedWorkbook::Made(bytes)) => Ok(bytes),
            // It was open a moment ago, or did not have to be.
            Ok(MarkedWorkbook::FileClosed) => return asking.set(true),
            Err(fault) => Err(fault),
        };
        if made.is_ok() {
            asking.set(false);
        }
        download::hand_over(&app, &marked_name(&props.file.name), made, "已下载", "");
    });
}

/// The name of a file's marked workbook: its own, so that those of several files are told apart.
fn marked_name(file: &str) -> String {
    const MARKED: &str = "（标出问题）";
    let stem = file_stem(file);
    format!("{}{MARKED}.xlsx", stem.strip_suffix(MARKED).unwrap_or(stem))
}

fn named(kind: EntityKind, what: &str) -> String {
    format!("{}（{what}）.xlsx", kind.roster_name())
}

/// Has a workbook made and hands it to the user.
fn make(app: &AppContext, request: impl Request<Reply = FileBytes> + 'static, name: String) {
    let app = app.clone();
    spawn_local(async move {
        let made = app.worker.ask(&request, Payload::Bytes(&[]), |_| {}).await;
        download::hand_over(&app, &name, made, "已下载", "");
    });
}

/// What the template's drop-down list offers.
fn labels(kind: EntityKind, plan: &PlanDraft) -> Vec<String> {
    match kind {
        EntityKind::Business => plan.categories(),
        EntityKind::Officer => {
            plan.departments.iter().map(|d| d.name.trim().to_owned()).filter(|n| !n.is_empty()).collect()
        }
    }
}
