//! What is stored and can't be opened.

use crate::app::context::use_app;
use crate::app::parts::Dialog;
use crate::app::storage::repository::Unreadable;
use crate::app::store::LOOKS_ON;
use crate::app::worker::download::save_text;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BrokenProps {
    pub one: Unreadable,
}

/// A stored campaign that can't be opened: why, and what can be done about it.
#[component]
pub fn Broken(props: &BrokenProps) -> Html {
    let app = use_app();
    let removing = use_state_eq(|| false);
    let one = &props.one;
    let save_as_it_is = cb!(app, one, move |_: MouseEvent| {
        let name = format!("明抽-打不开的内容-{}.txt", one.key.replace('/', "-"));
        match one.text() {
            Ok(text) => save_text(&app, &name, &text.unwrap_or_default()),
            Err(fault) => app.warn(fault),
        }
    });
    let ask = cb!(removing, move |_: MouseEvent| removing.set(true));
    let close = cb!(removing, move |()| removing.set(false));
    let remove = cb!(app, key = one.key, close, move |_: MouseEvent| {
        close.emit(());
        if !app.store.role.writes() {
            return app.warn(LOOKS_ON);
        }
        if let Err(fault) = app.saving.discard(&key) {
            app.warn(fault);
        }
    });
    let (look, told) = match &one.fault {
        Some(fault) => ("note bad", format!("有一次抽查打不开：{fault}。")),
        None => (
            "note warn",
            "有一次抽查的内容损坏过，已从备份恢复；损坏的内容原样留在本机，确认不再需要后可以删除。".into(),
        ),
    };
    html! {
        <div class={look} role="alert">
            <p>{ told }</p>
            <p class="row">
                <button type="button" class="btn" onclick={save_as_it_is}>{ "存为文件（原样）" }</button>
                <button type="button" class="btn quiet danger" onclick={ask}>{ "删除" }</button>
            </p>
            if *removing { { ask_first(&close, remove) } }
        </div>
    }
}

/// Asks before what can't be opened is removed.
fn ask_first(close: &Callback<()>, remove: Callback<MouseEvent>) -> Html {
    html! {
        <Dialog title="删除打不开的内容？" on_close={close.clone()}>
            <p>{ "它会从本机删除，不能恢复。有可能需要的，请先“存为文件（原样）”，交给技术人员看看；有备份的，请先用“打开备份”恢复。" }</p>
            <div class="row end">
                <button type="button" class="btn" onclick={close.reform(|_| ())}>{ "保留" }</button>
                <button type="button" class="btn danger" onclick={remove}>{ "删除" }</button>
            </div>
        </Dialog>
    }
}
