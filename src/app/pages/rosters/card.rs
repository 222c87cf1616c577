use super::add::AddDialog;
use super::changes::ChangesDialog;
use super::dialog::ImportDialog;
use super::import::{Import, Stage, use_import};
use super::problems::ProblemList;
use super::rows::RowTable;
use crate::app::background;
use crate::app::parts::{DropZone, ReasonDialog, Reasoned};
use crate::app::store::{Shop, use_shop};
use crate::browser::files;
use crate::browser::worker::Session;
use crate::model::Source;
use crate::roster::{Mend, Reading, Record, Severity};
use crate::state::{Act, Checked, PlanDraft, RosterKind};
use crate::work::Task;
use serde::Serialize;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct RosterCardProps<T: Record> {
    pub id: AttrValue,
    pub kind: RosterKind,
    pub checked: Option<Rc<Checked<T>>>,
    pub locked: bool,
    pub can_undo: bool,
    pub can_redo: bool,
    /// The place of the next row added by hand.
    pub next_added: Source,
}

impl<T: Record> PartialEq for RosterCardProps<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.checked, &other.checked) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        let rest = |p: &Self| (p.id.clone(), p.kind, p.locked, p.can_undo, p.can_redo, p.next_added.clone());
        same && rest(self) == rest(other)
    }
}

/// One roster: where to drop it, what is wrong with it, its rows.
#[component]
pub fn RosterCard<T: Record + Serialize + 'static>(props: &RosterCardProps<T>) -> Html {
    let shop = use_shop();
    let import = use_import(&shop, &props.id, props.kind);
    let asking = use_state(|| None::<(Vec<Source>, AttrValue)>);
    let adding = use_state_eq(|| false);
    let act = {
        let (shop, id) = (shop.clone(), props.id.clone());
        Callback::from(move |act| shop.act(&id, act))
    };
    let kind = props.kind;
    let on_mend = act.reform(move |mends| Act::Mend { kind, mends });
    let on_include = act.reform(move |row| Act::Include { kind, row });
    let on_exclude = {
        let asking = asking.clone();
        Callback::from(move |rows| asking.set(Some(rows)))
    };
    let title_id = if kind == RosterKind::Businesses { "businesses" } else { "officers" };
    html! {
        <section class="card stack" aria-labelledby={title_id}>
            <div class="head">
                <h2 id={title_id}>{ kind.title() }</h2>
                if let Some(checked) = &props.checked { { about(checked) } }
                <Tools<T> ..props.clone() />
            </div>
            { intake(&import, props.checked.is_some(), props.locked, title_id) }
            if let Some(checked) = &props.checked {
                <div class="row">
                    if !props.locked {
                        <button type="button" class="btn" disabled={!props.can_undo} onclick={act.reform(move |_: MouseEvent| Act::Undo(kind))}>{ "撤销" }</button>
                        <button type="button" class="btn" disabled={!props.can_redo} onclick={act.reform(move |_: MouseEvent| Act::Redo(kind))}>{ "重做" }</button>
                        <button type="button" class="btn" onclick={let adding = adding.clone(); Callback::from(move |_: MouseEvent| adding.set(true))}>{ "手工添加一行……" }</button>
                    }
                    if import.is_open() && !props.locked {
                        <button type="button" class="btn" onclick={let import = import.clone(); Callback::from(move |_: MouseEvent| import.show())}>{ "核对表头和各列……" }</button>
                    }
                </div>
                <ProblemList<T> checked={checked.clone()} locked={props.locked} on_exclude={on_exclude.clone()} on_mend={on_mend.clone()} />
                <RowTable<T> title={kind.title()} checked={checked.clone()} locked={props.locked} on_mend={on_mend.clone()} {on_exclude} {on_include} />
                if *adding {
                    <AddDialog kind={T::KIND} source={props.next_added.clone()} {on_mend} on_close={let adding = adding.clone(); Callback::from(move |()| adding.set(false))} />
                }
            }
            if let Some((rows, reason)) = &*asking { { ask_reason(kind, rows, reason, &act, &asking) } }
        </section>
    }
}

impl<T: Record> Clone for RosterCardProps<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), checked: self.checked.clone(), next_added: self.next_added.clone(), ..*self }
    }
}

/// The place to drop a file, or how far the import is.
fn intake(import: &Import, loaded: bool, locked: bool, title_id: &str) -> Html {
    let cancel = {
        let import = import.clone();
        Callback::from(move |()| import.cancel())
    };
    let accept = {
        let import = import.clone();
        Callback::from(move |()| import.accept())
    };
    let take = {
        let import = import.clone();
        Callback::from(move |file| import.take(file))
    };
    let look = {
        let import = import.clone();
        Callback::from(move |_: MouseEvent| import.show())
    };
    let (title, button) = if loaded {
        ("拖入新文件即替换这份名录", "重新选择文件")
    } else {
        ("把Excel文件拖到这里", "选择文件")
    };
    let zone = || {
        html! {
            if !locked {
                <DropZone id={format!("{title_id}-file")} {title} {button} slim={loaded} on_file={take.clone()}
                    accept=".xlsx,.xlsm,.xls,.et,.xlsb,.ods,.csv,.tsv,.txt,.html,.htm,.xml" />
            }
        }
    };
    match import.stage() {
        Stage::Idle => zone(),
        Stage::Busy(what) => html! {
            <div class="note row between" role="status"><span>{ what }</span><button type="button" class="btn" onclick={cancel.reform(|_| ())}>{ "取消" }</button></div>
        },
        Stage::Asking(survey) => {
            html! { <><ImportDialog import={import.clone()} survey={survey.clone()} />{ zone() }</> }
        }
        Stage::Comparing(changes) => {
            html! { <><ChangesDialog changes={changes.clone()} on_accept={accept} on_close={cancel} />{ zone() }</> }
        }
        Stage::Failed(why) => html! {
            <>
                <div class="note bad row between" role="alert">
                    <span><b>{ "没有载入。" }</b>{ why }if loaded { { "原来的名录没有变动。" } }</span>
                    if import.is_open() { <button type="button" class="btn" onclick={look}>{ "查看文件内容……" }</button> }
                </div>
                { zone() }
            </>
        },
    }
}

fn about<T: Record>(checked: &Checked<T>) -> Html {
    let all = &checked.all;
    let (rows, out) = (checked.mended.rows.len(), checked.mended.excluded.len());
    let count = |severity, class: &'static str, word: &str| {
        let n = checked.count(severity);
        if n == 0 {
            Html::default()
        } else {
            html! { <span class={class}>{ format!("{n} {word}") }</span> }
        }
    };
    html! {
        <>
            <span class="small">{ format!("{} · 工作表“{}” · 表头第{}行 · 共{rows}行", all.file, sheets(&all.reading), all.reading.header_row) }
                if out > 0 { { format!("，其中{out}行不参加") } }
                if !checked.mended.cells.is_empty() { { format!("，改过{}格", checked.mended.cells.len()) } }
            </span>
            { count(Severity::Error, "tag bad", "处错误") }
            { count(Severity::Warning, "tag warn", "处提醒") }
            if checked.problems.is_empty() { <span class="tag ok">{ "没有问题" }</span> }
        </>
    }
}

/// The sheets that were read, by name.
fn sheets<T>(reading: &Reading<T>) -> String {
    let names: Vec<_> = reading.sheets.iter().map(|s| s.sheet.as_str()).collect();
    if names.is_empty() { reading.sheet.clone() } else { names.join("”“") }
}

type Asking = UseStateHandle<Option<(Vec<Source>, AttrValue)>>;

fn ask_reason(kind: RosterKind, rows: &[Source], reason: &AttrValue, act: &Callback<Act>, asking: &Asking) -> Html {
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let done = {
        let (act, rows, close) = (act.clone(), rows.to_vec(), close.clone());
        Callback::from(move |said: Reasoned| {
            let exclude = |source: &Source| Mend::Exclude { source: source.clone(), reason: said.reason.clone() };
            act.emit(Act::Mend { kind, mends: rows.iter().map(exclude).collect() });
            close.emit(());
        })
    };
    html! {
        <ReasonDialog title={format!("{}行不参加抽取", rows.len())} about="这些行保留在名录中，标明理由，不进入抽取；封存之前可以恢复。"
            button="不参加抽取" reason={reason.clone()} on_done={done} on_close={close} />
    }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Templates, samples and the marked workbook, to download.
#[component]
fn Tools<T: Record + Serialize + 'static>(props: &RosterCardProps<T>) -> Html {
    let shop = use_shop();
    let kept = use_mut_ref(|| None::<Session>);
    let make = move |shop: &Shop, task: Task, bytes: Vec<u8>, name: String| {
        let told = shop.clone();
        let made = move |made: Result<(_, Vec<u8>), background::TaskFault>| {
            let saved = made
                .map_err(|e| e.to_string())
                .and_then(|(_, bytes)| files::save(&name, &bytes, XLSX).map_err(|e| e.to_string()));
            match saved {
                Ok(()) => told.tell(format!("已下载“{name}”")),
                Err(why) => told.warn(why),
            }
        };
        *kept.borrow_mut() = background::run(&task, &bytes, |_| {}, made);
    };
    let kind = props.kind;
    let sample = {
        let (shop, make) = (shop.clone(), make.clone());
        Callback::from(move |_: MouseEvent| {
            make(&shop, Task::Sample { kind }, Vec::new(), format!("{}（样例）.xlsx", kind.title()))
        })
    };
    let template = {
        let (shop, make, id) = (shop.clone(), make.clone(), props.id.clone());
        Callback::from(move |_: MouseEvent| {
            let plan = shop.campaign(&id).map(|c| c.plan.clone()).unwrap_or_default();
            let task = Task::Template { kind, labels: labels(kind, &plan) };
            make(&shop, task, Vec::new(), format!("{}（模板）.xlsx", kind.title()));
        })
    };
    let marked = props.checked.as_ref().filter(|c| !c.problems.is_empty()).map(|checked| {
        let (shop, make, checked) = (shop.clone(), make.clone(), checked.clone());
        Callback::from(move |_: MouseEvent| {
            let mut roster = (*checked.all).clone();
            roster.reading.rows.clone_from(&checked.mended.rows);
            match serde_json::to_vec(&roster) {
                Ok(bytes) => make(
                    &shop,
                    Task::Marked { kind, problems: checked.problems.clone() },
                    bytes,
                    format!("{}（标出问题）.xlsx", kind.title()),
                ),
                Err(fault) => shop.warn(fault),
            }
        })
    });
    html! {
        <span class="right row">
            if let Some(onclick) = marked { <button type="button" class="btn quiet" {onclick}>{ "导出问题" }</button> }
            <button type="button" class="btn quiet" onclick={template}>{ "下载模板" }</button>
            <button type="button" class="btn quiet" onclick={sample}>{ "下载样例" }</button>
        </span>
    }
}

/// What the template's drop-down list offers.
fn labels(kind: RosterKind, plan: &PlanDraft) -> Vec<String> {
    match kind {
        RosterKind::Businesses => {
            plan.strata.iter().map(|s| s.label.trim().to_owned()).filter(|l| !l.is_empty()).collect()
        }
        RosterKind::Officers => {
            plan.departments.iter().map(|d| d.name.trim().to_owned()).filter(|n| !n.is_empty()).collect()
        }
    }
}
