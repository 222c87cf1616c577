use super::problems::ProblemList;
use super::rows::{RowTable, lines};
use crate::app::background;
use crate::app::parts::{DropZone, ReasonDialog};
use crate::app::store::{Shop, use_shop};
use crate::browser::files;
use crate::browser::worker::Session;
use crate::model::Source;
use crate::roster::Severity;
use crate::state::{Act, Checked, Readiness, RosterKind};
use crate::work::{Answer, Task};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

#[derive(Properties)]
pub struct RosterCardProps {
    pub id: AttrValue,
    pub kind: RosterKind,
    pub ready: Rc<Readiness>,
    pub locked: bool,
}

impl PartialEq for RosterCardProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.ready, &other.ready)
            && (&self.id, self.kind, self.locked) == (&other.id, other.kind, other.locked)
    }
}

/// One roster: where to drop it, what is wrong with it, its rows.
#[component]
pub fn RosterCard(props: &RosterCardProps) -> Html {
    let shop = use_shop();
    let import = use_import(&shop, &props.id, props.kind);
    let asking = use_state(|| None::<(Vec<Source>, AttrValue)>);
    let exclude = {
        let asking = asking.clone();
        Callback::from(move |rows| asking.set(Some(rows)))
    };
    let include = {
        let (shop, id, kind) = (shop.clone(), props.id.clone(), props.kind);
        Callback::from(move |row| shop.act(&id, Act::Include { kind, row }))
    };
    let loaded = match props.kind {
        RosterKind::Businesses => {
            props.ready.businesses.as_ref().map(|c| (about(c), lines(c, &c.all.reading.rows), c.problems.clone()))
        }
        RosterKind::Officers => {
            props.ready.officers.as_ref().map(|c| (about(c), lines(c, &c.all.reading.rows), c.problems.clone()))
        }
    };
    let title_id = AttrValue::from(if props.kind == RosterKind::Businesses { "businesses" } else { "officers" });
    let box_id = format!("{title_id}-file");
    html! {
        <section class="card stack" aria-labelledby={title_id.clone()}>
            <div class="head">
                <h2 id={title_id.clone()}>{ props.kind.title() }</h2>
                if let Some((about, ..)) = &loaded { { about.clone() } }
                <span class="right row">
                    <button type="button" class="btn quiet" onclick={import.sample.clone()}>{ "下载样例" }</button>
                </span>
            </div>
            if let Some(fault) = &*import.fault {
                <div class="note bad" role="alert"><b>{ "没有载入。" }</b>{ fault }if loaded.is_some() { { "原来的名录没有变动。" } }</div>
            }
            if let Some(progress) = &*import.progress {
                <div class="note row between" role="status"><span>{ progress }</span><button type="button" class="btn" onclick={import.cancel.clone()}>{ "取消" }</button></div>
            } else if !props.locked {
                <DropZone id={box_id} title={if loaded.is_some() { "拖入新文件即替换这份名录" } else { "把Excel文件拖到这里" }} button={if loaded.is_some() { "重新选择文件" } else { "选择文件" }}
                    slim={loaded.is_some()} accept=".xlsx,.xlsm,.xls,.et,.xlsb,.ods,.csv,.tsv,.txt,.html,.htm" on_file={import.take.clone()} />
            }
            if let Some((_, lines, problems)) = loaded {
                <ProblemList {problems} locked={props.locked} on_exclude={exclude.clone()} />
                <RowTable kind={props.kind} lines={Rc::new(lines)} locked={props.locked} on_exclude={exclude} on_include={include} />
            }
            if let Some((rows, reason)) = &*asking { { ask(&shop, props, rows, reason, &asking) } }
        </section>
    }
}

fn about<T>(checked: &Checked<T>) -> Html {
    let all = &checked.all;
    let (rows, out) = (all.reading.rows.len(), checked.used.excluded.len());
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
            <span class="small">{ format!("{} · 工作表“{}” · 表头第{}行 · 共{rows}行", all.file, all.reading.sheet, all.reading.header_row) }
                if out > 0 { { format!("，其中{out}行不参加") } }
            </span>
            { count(Severity::Error, "tag bad", "处错误") }
            { count(Severity::Warning, "tag warn", "处提醒") }
            if checked.problems.is_empty() { <span class="tag ok">{ "没有问题" }</span> }
        </>
    }
}

type Asking = UseStateHandle<Option<(Vec<Source>, AttrValue)>>;

fn ask(shop: &Shop, props: &RosterCardProps, rows: &[Source], reason: &AttrValue, asking: &Asking) -> Html {
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let done = {
        let (shop, id, kind, rows, close) = (shop.clone(), props.id.clone(), props.kind, rows.to_vec(), close.clone());
        Callback::from(move |(reason, _)| {
            shop.act(&id, Act::Exclude { kind, rows: rows.clone(), reason });
            close.emit(());
        })
    };
    html! {
        <ReasonDialog title={format!("{}行不参加抽取", rows.len())} about="这些行保留在名录中，标明理由，不进入抽取；封存之前可以恢复。"
            button="不参加抽取" reason={reason.clone()} on_done={done} on_close={close} />
    }
}

struct Import {
    take: Callback<File>,
    sample: Callback<MouseEvent>,
    cancel: Callback<MouseEvent>,
    progress: UseStateHandle<Option<AttrValue>>,
    fault: UseStateHandle<Option<AttrValue>>,
}

/// Reading workbooks in the worker: one at a time, with its progress, and to be cancelled.
#[hook]
fn use_import(shop: &Shop, id: &AttrValue, kind: RosterKind) -> Import {
    let job = use_mut_ref(|| None::<Session>);
    let progress = use_state_eq(|| None::<AttrValue>);
    let fault = use_state_eq(|| None::<AttrValue>);
    let take = {
        let (shop, id, job, progress, fault) = (shop.clone(), id.clone(), job.clone(), progress.clone(), fault.clone());
        Callback::from(move |file: File| {
            fault.set(None);
            progress.set(Some(format!("正在读取“{}”……", file.name()).into()));
            let (shop, id, job, progress, fault) =
                (shop.clone(), id.clone(), job.clone(), progress.clone(), fault.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match files::read(file).await {
                    Ok((name, bytes)) => read(shop, id, kind, &name, &bytes, &job, progress, fault),
                    Err(why) => {
                        progress.set(None);
                        fault.set(Some(why.to_string().into()));
                    }
                }
            });
        })
    };
    let sample = {
        let (shop, job) = (shop.clone(), job.clone());
        Callback::from(move |_: MouseEvent| {
            let shop = shop.clone();
            *job.borrow_mut() = background::run(
                &Task::SampleRoster { kind },
                &[],
                |_| {},
                move |made| {
                    let name = format!("{}（样例）.xlsx", kind.title());
                    let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                    let saved = made
                        .map_err(|e| e.to_string())
                        .and_then(|(_, bytes)| files::save(&name, &bytes, mime).map_err(|e| e.to_string()));
                    match saved {
                        Ok(()) => shop.tell(format!("已下载“{name}”")),
                        Err(why) => shop.warn(why),
                    }
                },
            );
        })
    };
    let cancel = {
        let progress = progress.clone();
        Callback::from(move |_: MouseEvent| {
            job.borrow_mut().take();
            progress.set(None);
        })
    };
    Import { take, sample, cancel, progress, fault }
}

type Line = UseStateHandle<Option<AttrValue>>;

#[allow(clippy::too_many_arguments)] // The parts of one import; a struct would be used here only.
fn read(
    shop: Shop,
    id: AttrValue,
    kind: RosterKind,
    name: &str,
    bytes: &[u8],
    job: &Rc<RefCell<Option<Session>>>,
    progress: Line,
    fault: Line,
) {
    let step = progress.clone();
    let task = Task::ReadRoster { kind, file: name.to_owned() };
    let running = background::run(
        &task,
        bytes,
        move |text| step.set(Some(text.into())),
        move |read| {
            progress.set(None);
            match read {
                Ok((Answer::Businesses(roster), _)) => shop.act(&id, Act::TakeBusinesses(roster)),
                Ok((Answer::Officers(roster), _)) => shop.act(&id, Act::TakeOfficers(roster)),
                Ok(_) => {}
                Err(why) => fault.set(Some(why.to_string().into())),
            }
        },
    );
    *job.borrow_mut() = running;
}
