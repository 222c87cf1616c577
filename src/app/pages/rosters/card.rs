//! A roster: taken in, told of, mended. What mends it goes through one callback: Ctrl+Z is that of the roster mended last.

use super::add::AddDialog;
use super::card_props::{RosterCardProps, WORKBOOKS, look_again};
use super::changes::changes_dialog;
use super::dialog::ImportDialog;
use super::export::downloads;
use super::files::{errors_by_sheet, file_list};
use super::import::{Handed, Import, Purpose, Stage, use_import};
use super::problems::{Problems, problem_list};
use super::rows::RowTable;
use crate::app::context::use_app;
use crate::app::parts::{DropZone, ReasonDialog, Reasoned, Undo};
use crate::model::{EntityKind, Source};
use crate::roster::{Edit, Field, Record, RowRanges, Rows, Severity};
use crate::route::{Route, Step};
use crate::state::{Act, CheckedRoster, Roster};
use yew::prelude::*;

/// One roster: where to drop it, what is wrong with it, its rows.
#[component]
pub fn RosterCard<T: Record + 'static>(props: &RosterCardProps<T>) -> Html {
    let app = use_app();
    let import = use_import(&app, &props.id, props.kind, &props.handed);
    let asking = use_state(|| None::<(RowRanges, AttrValue)>);
    let adding = use_state_eq(|| false);
    let shown = use_state_eq(|| None::<(Source, Option<Field>, u32)>);
    // Whether it was accepted: a dialog that was filled in stays with what was refused.
    let tries: Callback<Act, bool> = cb!(app, id = props.id, touch = props.on_touch, kind = props.kind, move |act| {
        touch.emit(kind);
        app.try_act(&id, act)
    });
    let act: Callback<Act> = cb!(tries, move |act| {
        tries.emit(act);
    });
    let kind = props.kind;
    let on_mend = act.reform(move |mends| Act::Mend { kind, mends });
    let on_include = act.reform(move |source| Act::Mend { kind, mends: vec![Edit::Include { source }] });
    let on_exclude = cb!(asking, move |rows| asking.set(Some(rows)));
    let on_show = cb!(shown, move |(source, field): (Source, Option<Field>)| {
        let n = shown.as_ref().map_or(0, |(.., n)| *n);
        shown.set(Some((source, field, n + 1)));
    });
    // Of one file alone nothing is told by file.
    let several = props.checked.clone().filter(|checked| checked.all.files.len() > 1);
    let errors = use_memo(several, |several| several.as_ref().map(|all| errors_by_sheet(all)).unwrap_or_default());
    let title_id = title_id(kind);
    html! {
        <section class="card stack" aria-labelledby={title_id}>
            <div class="head">
                <h2 id={title_id}>{ kind.roster_name() }</h2>
                if let Some(checked) = &props.checked { { about(checked, props.checking) } }
                { downloads(&app, props) }
            </div>
            { intake(&import, props.checked.is_some(), props.locked, title_id) }
            if let Some(checked) = &props.checked {
                <div class="row">
                    if !props.locked {
                        <Undo turns={props.turns} keys={props.keys} on_undo={act.reform(move |()| Act::Undo(kind))} on_redo={act.reform(move |()| Act::Redo(kind))} />
                        <button type="button" class="btn" onclick={cb!(adding, move |_: MouseEvent| adding.set(true))}>{ "手工添加一行……" }</button>
                    }
                    if let ([file], false) = (&checked.all.files[..], props.locked) {
                        { look_again(&import, 0, file, "btn") }
                    }
                </div>
                if checked.all.files.len() > 1 {
                    { file_list(props, &import, &errors) }
                }
                { problem_list(&Problems { id: props.id.clone(), kind, checked: checked.clone(), locked: props.locked, on_exclude: on_exclude.clone(), on_mend: on_mend.clone(), on_show }) }
                <RowTable<T> id={props.id.clone()} {kind} title={kind.roster_name()} checked={checked.clone()} locked={props.locked} on_mend={on_mend.clone()} {on_exclude} {on_include} shown={(*shown).clone()} />
                if *adding {
                    <AddDialog kind={T::KIND} source={props.next_added.clone()} on_add={tries.reform(move |mend| Act::Mend { kind, mends: vec![mend] })} on_close={cb!(adding, move |()| adding.set(false))} />
                }
            }
            if let Some((rows, reason)) = &*asking { { ask_reason(kind, rows, reason, &tries, &asking) } }
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct RosterDropProps {
    pub id: AttrValue,
    pub kind: EntityKind,
    pub handed: Handed,
}

/// A roster's place to drop files alone, as a campaign may begin with it; what was read stands on the page of rosters.
#[component]
pub fn RosterDrop(props: &RosterDropProps) -> Html {
    let app = use_app();
    let import = use_import(&app, &props.id, props.kind, &props.handed);
    let read = app.campaign(&props.id).and_then(|c| app.store.model.rows_of(&c, props.kind));
    html! {
        <div class="stack">
            <div class="head">
                <h3>{ props.kind.roster_name() }</h3>
                if let Some(rows) = read {
                    <span class="tag ok">{ format!("已载入{rows}行") }</span>
                    <a class="btn quiet" href={Route::Step(props.id.to_string(), Step::Rosters).hash()}>{ "查看和改正" }</a>
                }
            </div>
            { intake(&import, read.is_some(), false, title_id(props.kind)) }
        </div>
    }
}

/// What a roster's parts are called in the document.
const fn title_id(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Business => "businesses",
        EntityKind::Officer => "officers",
    }
}

/// The place to drop a file, or how far the import is.
fn intake(import: &Import, loaded: bool, locked: bool, title_id: &str) -> Html {
    let cancel = cb!(import, move |()| import.cancel());
    let accept = cb!(import, move |()| import.accept());
    let skip = cb!(import, move |()| import.skip());
    let look = cb!(import, move |_: MouseEvent| import.show());
    let zone = || {
        let take = |purpose| cb!(import, move |files| import.take(files, purpose));
        let drop = |name: &str, title: &'static str, button: &'static str, purpose| {
            html! { <DropZone id={format!("{title_id}-{name}")} {title} {button} slim={loaded} multiple=true on_files={take(purpose)} accept={WORKBOOKS} /> }
        };
        match (locked, loaded) {
            (true, _) => Html::default(),
            (false, false) => drop("file", "把Excel文件拖到这里，可以一次拖入几个", "选择文件", Purpose::Replace),
            (false, true) => html! {
                <div class="drops">
                    { drop("more", "还有别的文件，拖到这里", "追加文件", Purpose::Append) }
                    { drop("file", "拖入新文件即替换这份名录", "重新选择文件", Purpose::Replace) }
                </div>
            },
        }
    };
    match import.stage() {
        Stage::Idle => zone(),
        Stage::Busy(what) => html! {
            <div class="note row between" role="status"><span>{ what }</span><button type="button" class="btn" onclick={cancel.reform(|_| ())}>{ "取消" }</button></div>
        },
        Stage::Asking(survey) => {
            html! { <><ImportDialog import={import.clone()} {survey} on_close={skip} />{ zone() }</> }
        }
        Stage::Comparing(changes, kept) => {
            html! { <>{ changes_dialog(import.purpose(), &changes, kept, &accept, &cancel) }{ zone() }</> }
        }
        Stage::Failed(why, taken) => html! {
            <>
                <div class="note bad row between" role="alert">
                    <span class="as-typed">if taken { <b>{ "有文件没有载入，其余的已经载入。" }</b> } else { <b>{ "没有载入。" }</b> }{ why }if loaded && !taken { { "原来的名录没有变动。" } }</span>
                    if import.is_open() { <button type="button" class="btn" onclick={look}>{ "查看文件内容……" }</button> }
                </div>
                { zone() }
            </>
        },
    }
}

fn about<T: Record>(checked: &CheckedRoster<T>, checking: bool) -> Html {
    let all = &checked.all;
    let (rows, out, cells) = (checked.len(), checked.findings.excluded, checked.findings.cells);
    let added = checked.laid.added();
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    let open = checked.findings.open_warnings();
    html! {
        <>
            <span class="small">{ read_from(all) }{ format!(" · 共{rows}行") }
                if out > 0 { { format!("，其中{out}行不参加") } }
                if cells > 0 { { format!("，改过{cells}格") } }
                if added > 0 { { format!("，手工添加{added}行") } }
            </span>
            if errors > 0 { <span class="tag bad">{ format!("{errors} 处错误") }</span> }
            if open > 0 { <span class="tag warn">{ format!("{open} 处提醒") }</span> }
            else if warnings > 0 { <span class="tag ok">{ format!("{warnings} 处提醒已核对") }</span> }
            if checking { <span class="small" role="status">{ "正在查找问题……" }</span> }
            else if checked.findings.is_empty() { <span class="tag ok">{ "没有问题" }</span> }
        </>
    }
}

/// File, sheets and header; of several files how many there are.
fn read_from<T: Record>(all: &Roster<T>) -> String {
    let reading = &all.reading;
    match &all.files[..] {
        [file] => {
            let sheets = reading.sheets_of(reading.rows.len());
            let names: Vec<_> = sheets.iter().map(|sheet| sheet.sheet.as_str()).collect();
            format!("{} · 工作表“{}” · 表头第{}行", file.name, names.join("”“"), reading.header_row)
        }
        files => format!("{}个文件", files.len()),
    }
}

type Asking = UseStateHandle<Option<(RowRanges, AttrValue)>>;

fn ask_reason(
    kind: EntityKind,
    rows: &RowRanges,
    reason: &AttrValue,
    tries: &Callback<Act, bool>,
    asking: &Asking,
) -> Html {
    let close = cb!(asking, move |()| asking.set(None));
    let done = cb!(tries, rows, close, move |said: Reasoned| {
        let mends = vec![Edit::ExcludeAll { rows: rows.clone(), reason: said.reason }];
        if tries.emit(Act::Mend { kind, mends }) {
            close.emit(());
        }
    });
    html! {
        <ReasonDialog title={format!("{}行不参加抽取", rows.len())} about="这些行保留在名录中，标明理由，不进入抽取；封存之前可以恢复。"
            button="不参加抽取" reason={reason.clone()} on_done={done} on_close={close} />
    }
}
