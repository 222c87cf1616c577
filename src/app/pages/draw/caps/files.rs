//! The ledgers in use: imported, carried over from another campaign, put away.

use super::held::Held;
use crate::app::context::AppContext;
use crate::app::parts::{Field, attention_of, file_button};
use crate::app::worker::task::TaskFault;
use crate::browser::clock;
use crate::browser::worker::Payload;
use crate::course::{LedgerReading, years_told};
use crate::model::{ListHead, ListKind, file_stem};
use crate::state::{Act, Blob, Campaign, ListRef, TakenList, part_text};
use crate::work::{ReadList, ReadRows};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// Workbooks and texts.
const FILES: &str = ".xlsx,.xls,.et,.ods,.csv";

/// What the part shows and changes.
pub struct FilesPart<'a> {
    pub app: &'a AppContext,
    pub campaign: &'a Rc<Campaign>,
    /// What is being read.
    pub importing: &'a UseStateHandle<Option<AttrValue>>,
    /// What was found in the file that was read last, and its name.
    pub problems: &'a UseStateHandle<Option<(String, Rc<LedgerReading>)>>,
}

/// The files, and what brings more of them.
pub fn files(p: &FilesPart<'_>) -> Html {
    let mut lists = p.campaign.lists.iter().enumerate().filter(|(_, list)| list.kind == ListKind::Ledger).peekable();
    html! {
        <>
            if lists.peek().is_some() {
                <ul class="list">{ for lists.map(|(place, list)| line(p, place, list)) }</ul>
            }
            <p class="row">
                { import(p, ListKind::Ledger) }
                { carry(p) }
                if let Some(text) = &**p.importing { <span class="small" role="status">{ text }</span> }
            </p>
        </>
    }
}

/// What is to be told of the file that was read last.
pub fn told(p: &FilesPart<'_>) -> Html {
    let Some((file, reading)) = &**p.problems else { return Html::default() };
    if reading.problems.told.is_empty() {
        return Html::default();
    }
    html! {
        <div class="note warn">
            <p>{ format!("“{file}”读到{}行（{}）。", reading.rows, years_told(&reading.years)) }</p>
            { attention_of(&reading.problems) }
        </div>
    }
}

fn line(p: &FilesPart<'_>, place: usize, list: &ListRef) -> Html {
    let drop = drop_list(p, place, list);
    html! {
        <li key={list.blob.hex()}>
            <span class="grow">{ &list.file }<span class="small">{ format!("　{}行", list.rows) }</span></span>
            <Field id={format!("list-{place}-issuer")} name="台账的检查机关" placeholder="默认检查机关" value={list.head.issuer.clone()} on_text={edit_head(p.app, &p.campaign.id, place, |head, text| head.issuer = text)} />
            <button type="button" class="btn quiet" onclick={drop} aria-label={format!("移除{}", list.file)}>{ "移除" }</button>
        </li>
    }
}

/// Puts the list at this place away.
pub fn drop_list(p: &FilesPart<'_>, place: usize, list: &ListRef) -> Callback<MouseEvent> {
    cb!(app = p.app, id = p.campaign.id, file = list.file, move |_: MouseEvent| {
        if app.try_act(&id, Act::DropList(place)) {
            app.tell(format!("已移除“{file}”，需要时可以重新导入"));
        }
    })
}

/// A callback that changes what is known of the list at this place.
pub fn edit_head<T: 'static>(app: &AppContext, id: &str, place: usize, change: fn(&mut ListHead, T)) -> Callback<T> {
    cb!(app, id, move |value: T| {
        let Some(campaign) = app.campaign(&id) else { return };
        let Some(list) = campaign.lists.get(place) else { return };
        let mut head = list.head.clone();
        change(&mut head, value);
        app.act(&id, Act::EditList(place, head));
    })
}

/// 存为台账: the visits of other campaigns here, kept with this one, so that they count when those are removed.
pub fn keep_own(p: &FilesPart<'_>, held: &Held) -> Html {
    if held.own_text.is_empty() {
        return Html::default();
    }
    let keep = cb!(app = p.app, id = p.campaign.id, own_text = held.own_text, own = held.own, move |_: MouseEvent| {
        let text = Rc::new(own_text.kept(own.iter().map(|own| (own.id.as_str(), own.rows))));
        let blob = Blob::List(text.clone());
        let (name, packed) = match part_text(&blob) {
            Ok(part) => (part.name(), Rc::from(part.pack())),
            Err(fault) => return app.warn(fault),
        };
        let (at, rows) = (clock::now(), text.len());
        let file = format!("本机检查记录（{}）", at.format("%Y年%-m月%-d日"));
        let head = ListHead { title: file.clone(), ..ListHead::default() };
        let list = ListRef { blob: name, at, kind: ListKind::Ledger, file, sha256: name, rows, head };
        if app.try_act(&id, Act::TakeList(Box::new(TakenList { list, text: text.clone(), packed }))) {
            app.tell(format!("已存为台账，{rows}行；那些抽查以后删除了，也仍计入"));
        }
    });
    html! { <button type="button" class="btn quiet" onclick={keep}>{ "存为台账" }</button> }
}

/// A button that asks for a list of this kind.
pub fn import(p: &FilesPart<'_>, kind: ListKind) -> Html {
    let on_file =
        cb!(app = p.app, id = p.campaign.id, importing = p.importing, problems = p.problems, move |file: File| {
            let (app, id, importing, problems) = (app.clone(), id.clone(), importing.clone(), problems.clone());
            let own = app.campaign(&id).map(|c| c.settings.shown_ledger_columns()).unwrap_or_default();
            let name = file.name();
            importing.set(Some(format!("正在读取“{name}”……").into()));
            problems.set(None);
            spawn_local(async move {
                let request = ReadList { file: name.clone(), kind, own };
                let heard = with!(importing, move |text: String| importing.set(Some(text.into())));
                let read = app.worker.ask(&request, Payload::File(&file), heard).await;
                importing.set(None);
                match read {
                    Ok(rows) => take(&app, &id, kind, name, rows, &problems),
                    Err(TaskFault::Stopped) => {}
                    Err(fault) => app.warn(format!("“{name}”没有导入：{fault}")),
                }
            });
        });
    file_button(format!("list-{}", kind as u8), import_label(kind), FILES, on_file)
}

fn take(
    app: &AppContext,
    id: &str,
    kind: ListKind,
    file: String,
    read: ReadRows,
    problems: &UseStateHandle<Option<(String, Rc<LedgerReading>)>>,
) {
    let ReadRows { reading, sha256, name, text, packed } = read;
    let title = file_stem(&file).to_owned();
    let list = ListRef {
        blob: name,
        at: clock::now(),
        kind,
        file: file.clone(),
        sha256,
        rows: reading.rows,
        head: ListHead { title, ..ListHead::default() },
    };
    if app.try_act(id, Act::TakeList(Box::new(TakenList { list, text, packed }))) {
        app.tell(format!("已导入“{file}”，{}行", reading.rows));
        problems.set(Some((file, Rc::new(reading))));
    }
}

/// 沿用: the ledgers and lists of the campaign that took some in last.
fn carry(p: &FilesPart<'_>) -> Html {
    let is_new = |list: &ListRef| p.campaign.lists.iter().all(|own| !own.is_same(list));
    let others = p.app.store.model.in_use();
    let beside = |c: &&Rc<Campaign>| c.id != p.campaign.id && c.plan.demo == p.campaign.plan.demo;
    let others = others.filter(beside).filter(|c| c.lists.iter().any(is_new));
    let Some(other) = others.max_by_key(|c| c.lists.iter().map(|list| list.at).max()) else { return Html::default() };
    let on_carry = cb!(app = p.app, id = p.campaign.id, from = other.id, move |_: MouseEvent| {
        app.act(&id, Act::CarryLists(from.clone()));
    });
    let many = other.lists.iter().filter(|list| is_new(list)).count();
    html! { <button type="button" class="btn" onclick={on_carry}>{ format!("沿用“{}”的台账和名单（{many}份）", other.title()) }</button> }
}

/// What the files of a kind are called, for buttons.
const fn import_label(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Ledger => "导入检查台账",
        ListKind::White => "导入白名单",
        ListKind::Key => "导入重点名单",
        ListKind::Must => "导入必查名单",
    }
}
