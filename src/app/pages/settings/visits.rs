//! 设置 of what is arranged around a visit: 审批, 检查码, 报备.

use crate::app::parts::{Pick, checkbox};
use crate::model::Settings;
use yew::prelude::*;

/// A change of the settings as they are by then.
pub type SettingsChange = Box<dyn FnOnce(&mut Settings)>;

/// 审批、检查码与报备.
pub fn visits(s: &Settings, on_change: &Callback<SettingsChange>) -> Html {
    let flag = |change: fn(&mut Settings, bool)| {
        on_change.reform(move |on: bool| -> SettingsChange { Box::new(move |s| change(s, on)) })
    };
    let number = |change: fn(&mut Settings, u32)| {
        on_change.reform(move |text: String| -> SettingsChange {
            Box::new(move |s| text.parse().into_iter().for_each(|n| change(s, n)))
        })
    };
    let days = |of: &[u32], said: fn(u32) -> String| {
        of.iter().map(|n| (AttrValue::from(n.to_string()), AttrValue::from(said(*n)))).collect::<Vec<_>>()
    };
    let before = |n| if n == 0 { "不要求报备".to_owned() } else { format!("提前 {n} 个工作日") };
    let within = |n| format!("检查后 {n} 日内");
    html! {
        <section class="card stack" aria-labelledby="visits">
            <h2 id="visits" tabindex="-1">{ "审批、检查码与报备" }</h2>
            { checkbox("approvals", s.approvals, false, flag(|s, on| s.approvals = on), "登记检查的审批；没有审批、检查早于审批的，列为差异") }
            { checkbox("codes", s.codes, false, flag(|s, on| s.codes = on), "本地使用检查码（亮证亮码）；没有检查码也没有理由的，列为差异") }
            <div class="grid">
                if s.codes { <div class="field"><label for="code-within">{ "没有亮码的，几日内补录" }</label><Pick id="code-within" name="补录检查码的期限" value={s.code_within.to_string()} options={days(&[3, 5, 7, 10, 15, 20, 30], within)} on_pick={number(|s, n| s.code_within = n)} /></div> }
                <div class="field"><label for="report-before">{ "检查计划的报备" }</label><Pick id="report-before" name="提前报备" value={s.report_before.to_string()} options={days(&[0, 1, 2, 3, 5, 7, 10, 15], before)} on_pick={number(|s, n| s.report_before = n)} /></div>
            </div>
            <p class="small">{ "报备期限从计划检查日期往前数，列入到期事项和日历。审批和检查码的要求以本地规定为准。" }</p>
        </section>
    }
}
