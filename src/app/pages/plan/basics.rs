//! 基本信息: what the papers say at their head and foot.

use super::fold::rest;
use super::sheet::{Fold, Sheet};
use crate::app::parts::{Field, Pick};
use crate::browser::page;
use crate::model::{InspectionType, Settings};
use crate::route::{Papers, Route, Whose};
use crate::state::Act;
use yew::prelude::*;

/// 基本信息.
pub fn basics(sheet: &Sheet) -> Html {
    let d = &sheet.draft;
    let settings = sheet.app.campaign(&sheet.id).map(|c| c.settings.clone()).unwrap_or_default();
    let said = [&d.number, &d.place, &settings.contact, &d.basis].map(|text| text.trim());
    let said = said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("；");
    let narrow = page::is_narrow();
    let more = html! {
        <>
            <Field id="number" label="任务编号" placeholder="没有可不填" value={d.number.clone()} on_text={sheet.edit(|p, t| p.number = t)} />
                <Field id="place" label="抽取地点" hint="印在附件2上" value={d.place.clone()} on_text={sheet.edit(|p, t| p.place = t)} />
                <Field id="contact" label="联系人" hint="印在附件5上" value={settings.contact} on_text={set(sheet, |s, t| s.contact = t)} />
                <Field id="contact-phone" label="联系电话" hint="印在附件5上" value={settings.contact_phone} on_text={set(sheet, |s, t| s.contact_phone = t)} />
                <div class="field">
                    <label for="inspection-type">{ "检查类型" }</label>
                    <span class="hint">{ "印在附件5和审批表上" }</span>
                    { types(sheet) }
                </div>
                <Field id="annual-number" label="年度计划编号" hint="没有可不填" value={d.annual_number.clone()} on_text={sheet.edit(|p, t| p.annual_number = t)} />
                <Field id="annual-title" label="年度计划名称" hint="公布的年度行政检查计划" value={d.annual_title.clone()} on_text={sheet.edit(|p, t| p.annual_title = t)} />
                <Field class="two" id="basis" label="依据" hint="方案、通知等文件名称和文号" lines=true value={d.basis.clone()} on_text={sheet.edit(|p, t| p.basis = t)} />
        </>
    };
    html! {
        <section class="card" aria-labelledby="basics">
            <div class="head">
                <h2 id="basics" tabindex="-1">{ "基本信息" }</h2>
                <span class="right"><a class="btn" href={Route::Papers(sheet.id.to_string(), Papers::Form1, Whose::All).hash()}>{ "打印附件1（实施方案）" }</a></span>
            </div>
            <div class="four">
                <Field class="three" id="title" label="任务名称" value={d.title.clone()} error={sheet.error("title")} locked={sheet.locked}
                    placeholder="例如：平罗县道路运输行业跨部门联合随机抽查" on_text={sheet.edit(|p, t| p.title = t)} />
                { if narrow { Html::default() } else { more.clone() } }
            </div>
            if narrow { { rest(sheet, Fold::Basics, false, ("编号、地点、联系人和其他", &said), html! { <div class="four">{ more }</div> }) } }
        </section>
    }
}

/// 检查类型, one of three, or not said.
fn types(sheet: &Sheet) -> Html {
    let none = (AttrValue::Static(""), AttrValue::Static("不写，由人工勾选"));
    let titled = |t: InspectionType| (AttrValue::Static(t.title()), AttrValue::Static(t.title()));
    let options = std::iter::once(none).chain(InspectionType::ALL.map(titled)).collect::<Vec<_>>();
    let value = sheet.draft.inspection_type.map_or("", InspectionType::title);
    let on_pick = sheet.edit(|p, title: String| {
        p.inspection_type = InspectionType::ALL.into_iter().find(|t| t.title() == title);
    });
    html! { <Pick id="inspection-type" name="检查类型" {value} {options} {on_pick} /> }
}

/// A callback that changes the settings as they are when it is called.
fn set(sheet: &Sheet, change: fn(&mut Settings, String)) -> Callback<String> {
    cb!(app = sheet.app, id = sheet.id, move |text| {
        let Some(campaign) = app.campaign(&id) else { return };
        let mut next = campaign.settings.clone();
        change(&mut next, text);
        app.act(&id, Act::EditSettings(Box::new(next)));
    })
}
