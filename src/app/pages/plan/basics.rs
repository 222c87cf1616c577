use super::Sheet;
use crate::app::parts::Field;
use yew::prelude::*;

/// 基本信息.
#[component]
pub fn Basics(sheet: &Sheet) -> Html {
    let d = &sheet.draft;
    html! {
        <section class="card" aria-labelledby="basics">
            <h2 class="head" id="basics">{ "基本信息" }</h2>
            <div class="grid">
                <Field class="wide" id="title" label="任务名称" value={d.title.clone()} error={sheet.error("title")} locked={sheet.locked}
                    placeholder="例如：平罗县道路运输行业跨部门联合随机抽查" on_text={sheet.edit(|p, t| p.title = t)} />
                <Field id="number" label="任务编号" hint="没有可不填" value={d.number.clone()} on_text={sheet.edit(|p, t| p.number = t)} />
                <Field id="place" label="抽取地点" hint="印在附件2上" value={d.place.clone()} on_text={sheet.edit(|p, t| p.place = t)} />
                <Field class="wide" id="basis" label="依据" hint="方案、通知等文件名称和文号" lines=true value={d.basis.clone()} on_text={sheet.edit(|p, t| p.basis = t)} />
            </div>
        </section>
    }
}
