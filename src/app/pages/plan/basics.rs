//! 基本信息: what the papers say at their head and foot.

use super::sheet::Sheet;
use crate::app::parts::Field;
use crate::model::Settings;
use crate::state::Act;
use yew::prelude::*;

/// 基本信息.
pub fn basics(sheet: &Sheet) -> Html {
    let d = &sheet.draft;
    let settings = sheet.app.campaign(&sheet.id).map(|c| c.settings.clone()).unwrap_or_default();
    html! {
        <section class="card" aria-labelledby="basics">
            <h2 class="head" id="basics" tabindex="-1">{ "基本信息" }</h2>
            <div class="grid">
                <Field class="wide" id="title" label="任务名称" value={d.title.clone()} error={sheet.error("title")} locked={sheet.locked}
                    placeholder="例如：平罗县道路运输行业跨部门联合随机抽查" on_text={sheet.edit(|p, t| p.title = t)} />
                <div class="wide four">
                <Field id="number" label="任务编号" hint="没有可不填" value={d.number.clone()} on_text={sheet.edit(|p, t| p.number = t)} />
                <Field id="place" label="抽取地点" hint="印在附件2上" value={d.place.clone()} on_text={sheet.edit(|p, t| p.place = t)} />
                <Field id="contact" label="联系人" hint="印在告知书（附件5）上" value={settings.contact} on_text={set(sheet, |s, t| s.contact = t)} />
                <Field id="contact-phone" label="联系电话" hint="印在告知书（附件5）上" value={settings.contact_phone} on_text={set(sheet, |s, t| s.contact_phone = t)} />
                </div>
                <Field class="wide" id="basis" label="依据" hint="方案、通知等文件名称和文号" lines=true value={d.basis.clone()} on_text={sheet.edit(|p, t| p.basis = t)} />
            </div>
        </section>
    }
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
