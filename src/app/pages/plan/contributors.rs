use super::Sheet;
use crate::app::parts::Field;
use crate::state::{PlanDraft, field};
use yew::prelude::*;

/// 报数单位: who gives a number after the seal.
#[component]
pub fn Contributors(sheet: &Sheet) -> Html {
    let d = &sheet.draft;
    html! {
        <section class="card stack" aria-labelledby="contributors">
            <h2 class="head" id="contributors">{ "报数单位" }</h2>
            <p class="hint">{ "封存以后，由这些单位当场各报一个数，共同产生种子；只要有一方如实报数，谁也无法左右结果。建议三个以上，可以请纪检、企业代表报数，也可以写明以后某期彩票的号码。" }</p>
            <ul class="lines">
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
                            <Field class="grow" id={box_id.clone()} name="报数单位" placeholder="单位或来源，例如：县纪委监委；福彩双色球第2018142期红球" value={c.label.clone()}
                                locked={sheet.locked} error={sheet.error(&box_id)} on_text={sheet.edit(rename)} />
                            <button type="button" class="btn quiet danger" disabled={sheet.locked} aria-label={format!("删除报数单位{}", c.label)}
                                onclick={sheet.click(move |p| p.contributors.retain(|c| c.id != id))}>{ "删除" }</button>
                        </li>
                    }
                }) }
            </ul>
            <div>
                <button type="button" id="add-contributor" class="btn" disabled={sheet.locked} onclick={sheet.click(|p| p.add_contributor(""))}>{ "添加报数单位" }</button>
                if let Some(error) = sheet.error("add-contributor") { <span class="error">{ error }</span> }
            </div>
            if (1..3).contains(&d.contributors.len()) {
                <p class="note warn">{ "报数单位少于三个。报数的单位越多、越互不隶属，结果越令人信服。" }</p>
            }
        </section>
    }
}
