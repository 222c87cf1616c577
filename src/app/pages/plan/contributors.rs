//! 报数单位, with advice on how the seed is hardest to steer (protocol §4).

use super::fold::list;
use super::sheet::{Fold, Sheet};
use crate::app::parts::Field;
use crate::model::{Role, normal_key};
use crate::state::{PlanDraft, field};
use yew::prelude::*;

/// 报数单位: who gives a number after the seal.
pub fn contributors(sheet: &Sheet) -> Html {
    let d = &sheet.draft;
    let lines: Vec<_> = d.contributors.iter().map(|c| (c.label.clone(), field("contributor", c.id, "label"))).collect();
    let named = html! {
        <ul class="lines two-up">
            { for d.contributors.iter().map(|c| {
                let id = c.id;
                let box_id = field("contributor", id, "label");
                let rename = move |p: &mut PlanDraft, text: String| {
                    if let Some(c) = p.contributors.iter_mut().find(|c| c.id == id) {
                        c.label = text;
                    }
                };
                html! {
                    <li key={id}>
                        <Field class="grow" id={box_id.clone()} name="报数单位" placeholder="例如：县纪委监委；见证人掷骰" value={c.label.clone()}
                            locked={sheet.locked} error={sheet.error(&box_id)} on_text={sheet.edit(rename)} />
                        <button type="button" class="btn quiet danger" disabled={sheet.locked} aria-label={format!("删除报数单位{}", c.label)}
                            onclick={sheet.click(move |p| p.contributors.retain(|c| c.id != id))}>{ "删除" }</button>
                    </li>
                }
            }) }
        </ul>
    };
    html! {
        <section class="card stack" aria-labelledby="contributors">
            <h2 class="head" id="contributors" tabindex="-1">{ "报数单位" }</h2>
            <p class="hint">{ "封存以后，各方各写一个六位以上的号码，交齐再一起打开，共同产生种子。建议三方以上，至少一方不属于牵头部门，最后一方由见证人掷骰。" }</p>
            <details>
                <summary>{ "怎样报数才可信" }</summary>
                <p class="small">{ "号码写在各自的纸条上，折好交齐再打开。只要有一方写的号码别人猜不到、开封前没人看见，谁也无法左右结果；人人都写惯用的号码，或只是口头报，就没有这层保证。也可以写明以后某期彩票的号码。" }</p>
            </details>
            { list(sheet, Fold::Contributors, &lines, ("方", ""), named) }
            <div>
                <button type="button" id="add-contributor" class="btn" disabled={sheet.locked} onclick={sheet.click(|p| p.add_contributor(""))}>{ "添加报数单位" }</button>
                if let Some(error) = sheet.error("add-contributor") { <span class="error">{ error }</span> }
            </div>
            { for advice(d).map(|text| html! { <p class="note warn">{ text }</p> }) }
        </section>
    }
}

/// What would make the seed harder to steer (protocol §4).
fn advice(d: &PlanDraft) -> Option<&'static str> {
    let labels: Vec<_> =
        d.contributors.iter().map(|c| normal_key(&c.label)).filter(|label| !label.is_empty()).collect();
    let lead = d.departments.iter().find(|d| d.role == Role::Lead).map(|d| normal_key(&d.name)).unwrap_or_default();
    let others = labels.iter().filter(|label| **label != lead).count();
    match labels.len() {
        0 => None,
        1 | 2 => Some("报数单位少于三个。报数的单位越多、越互不隶属，结果越令人信服。"),
        _ if others == 0 => Some("报数单位都属于牵头部门，请至少增加一方不属于它的，如企业代表。"),
        _ if others == labels.len() || labels.last() != Some(&lead) => None,
        _ => Some("最后一个报数的是牵头部门自己。建议最后一方由见证人掷骰。"),
    }
}
