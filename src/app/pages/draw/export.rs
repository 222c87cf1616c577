//! 导出公开记录: for whom, and in which form.

use crate::app::context::use_app;
use crate::app::parts::{Dialog, Same, radio};
use crate::app::worker::download;
use crate::draw::Record;
use crate::state::Campaign;
use std::rc::Rc;
use yew::prelude::*;

/// What can be recomputed without the officers.
const WITHOUT: &str =
    "不含执法人员：挂网公示用。任何人都能重算封存码、种子、抽中的每一户和各户的替补；分组和人员只能听凭记录";

#[derive(Properties, PartialEq)]
pub struct ExportDialogProps {
    pub campaign: Rc<Campaign>,
    pub record: Same<Record>,
    /// Hands the page over, with officers or without; none while the record is not recomputed yet, or differs.
    pub on_page: Option<Callback<bool>>,
    pub on_close: Callback<()>,
}

/// 导出公开记录: for whom, and in which form.
#[component]
pub fn ExportDialog(p: &ExportDialogProps) -> Html {
    let app = use_app();
    let officers = use_state_eq(|| false);
    let pick = |on: bool| cb!(officers, move |_: bool| officers.set(on));
    let save = cb!(app, campaign = p.campaign, record = p.record, officers = *officers, move |_: MouseEvent| {
        let json = if officers { record.0.to_json() } else { record.0.withheld().to_json() };
        match download::save(&named(&campaign, officers, "json"), json.as_bytes()) {
            Ok(name) => app.tell(format!("已导出“{name}”")),
            Err(fault) => app.warn(fault),
        }
    });
    let page =
        p.on_page.clone().map(|on_page| on_page.reform(with!(officers = *officers, move |_: MouseEvent| officers)));
    html! {
        <Dialog title="导出公开记录" on_close={p.on_close.clone()}>
            <fieldset>
                <legend><b>{ "给谁看" }</b></legend>
                { radio("officers", !*officers, false, pick(false), WITHOUT) }
                { radio("officers", *officers, false, pick(true), "含执法人员姓名：存档、审计用，全部都能重算") }
            </fieldset>
            <ul class="list">
                <li><span class="grow"><b>{ "公开网页（.html）" }</b><br /><span class="small">{ "不联网也能打开，打开的人当场重算；也能拖到“验证”页" }</span></span>
                    <button type="button" class="btn main" disabled={page.is_none()} onclick={page.unwrap_or_default()}>{ "导出网页" }</button></li>
                <li><span class="grow"><b>{ "公开记录（.json）" }</b><br /><span class="small">{ "供“验证”页和其他程序重算" }</span></span>
                    <button type="button" class="btn" onclick={save}>{ "导出记录" }</button></li>
            </ul>
            <div class="row end"><button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "关闭" }</button></div>
        </Dialog>
    }
}

/// The name of a public file: 平罗县……-公开记录-第1次（不含执法人员）.html.
pub fn named(campaign: &Campaign, officers: bool, ending: &str) -> String {
    let without = if officers { "" } else { "（不含执法人员）" };
    format!("{}-公开记录-第{}次{without}.{ending}", campaign.title(), campaign.attempt_number())
}
