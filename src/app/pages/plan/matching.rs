//! 匹配方式: how officers meet businesses.

use super::sheet::Sheet;
use crate::app::parts::{Field, radio};
use crate::state::Mode;
use yew::prelude::*;

/// 匹配方式.
pub fn matching(sheet: &Sheet) -> Html {
    let d = &sheet.draft;
    let locked = sheet.locked;
    html! {
        <section class="card stack" aria-labelledby="matching">
            <h2 class="head" id="matching" tabindex="-1">{ "匹配方式" }</h2>
            <fieldset>
                <legend class="hint">{ "检查组：各部门抽出的人员组成联合检查组，分担抽中的各户。按户：每户分别抽配检查人员。" }</legend>
                { radio("mode", d.mode == Mode::Teams, locked, sheet.edit(|p, _| p.mode = Mode::Teams), "检查组") }
                { radio("mode", d.mode == Mode::PerBusiness, locked, sheet.edit(|p, _| p.mode = Mode::PerBusiness), "按户") }
            </fieldset>
            if d.mode == Mode::Teams {
                <Field class="w8" id="teams" label="检查组数" inputmode="numeric" value={d.teams.clone()} {locked} error={sheet.error("teams")} on_text={sheet.edit(|p, t| p.teams = t)} />
            }
        </section>
    }
}
