//! 封存的内容: what would be sealed, as numbers.

use crate::browser::page;
use crate::draw::{Mode, Seal};
use crate::model::{StratifyBy, objects_in_words};
use crate::work::Outline;
use yew::prelude::*;

/// What is drawn from what: the numbers that decide, and the rest folded on a phone.
pub fn contents(outline: &Outline, by: StratifyBy) -> Html {
    let Outline { seal: m, businesses, officers, recusals } = outline;
    let sample: u64 = m.strata.iter().map(|s| u64::from(s.sample)).sum();
    let people: usize = officers.iter().sum();
    let matched = m.matching.teams.map_or_else(|| "每户各配人员".to_owned(), |t| format!("分{t}个联合检查组"));
    html! {
        <section class="card stack" aria-labelledby="contents">
            <h2 id="contents">{ "封存的内容" }</h2>
            <p class="lead">{ format!("{businesses}户中抽{sample}户，{matched}；执法人员{people}人，{}方报数", m.contributors.len()) }</p>
            <div class="grid"><table>
                <thead><tr><th>{ by.title() }</th><th class="num">{ "名录" }</th><th class="num">{ "抽取" }</th></tr></thead>
                <tbody>
                    { for m.strata.iter().map(|s| html! { <tr><td>{ &s.label }</td><td class="num">{ format!("{} 户", s.population) }</td><td class="num"><b>{ format!("{} 户", s.sample) }</b></td></tr> }) }
                    if m.strata.len() > 1 { <tr><td><b>{ "合计" }</b></td><td class="num">{ format!("{businesses} 户") }</td><td class="num"><b>{ format!("{sample} 户") }</b></td></tr> }
                </tbody>
            </table>
            <details open={!page::is_narrow()}>
                <summary>{ "各部门、报数单位和其他" }</summary>
                { departments(m, officers, by) }
                <dl class="kv left">
                    <dt>{ "任务名称" }</dt><dd>{ &m.campaign.title }</dd>
                    <dt>{ "牵头单位" }</dt><dd>{ &m.campaign.lead }</dd>
                    <dt>{ "次数" }</dt><dd>{ format!("第{}次抽取", m.campaign.attempt) }if let Some(previous) = m.previous { { format!("，接在已作废的第{}次之后，上次记录的摘要 {}…", m.campaign.attempt.saturating_sub(1), previous.short(4)) } }</dd>
                    <dt>{ "报数单位" }</dt><dd>{ m.contributors.join("、") }</dd>
                    <dt>{ "回避关系" }</dt><dd>{ format!("{recusals}条") }</dd>
                    <dt>{ "名单" }</dt><dd>{ "每一户、每一人的名称和标识都封存在内" }</dd>
                </dl>
            </details></div>
        </section>
    }
}

/// How many officers each department lists, and how many of them are sent.
fn departments(m: &Seal, officers: &[usize], by: StratifyBy) -> Html {
    let pools = m.matching.mode == Mode::PerBusiness;
    let labels = m.strata.iter().map(|s| s.label.as_str());
    let inspected = if by.has_category() { "检查的类别" } else { "检查的对象" };
    let or_all = |n: Option<u32>, all: &str| n.map_or_else(|| all.to_owned(), |n| n.to_string());
    html! {
        <table class={pools.then_some("wrap-cards")}>
            <thead><tr><th>{ "部门" }</th><th class="num">{ "名录" }</th><th class="num">{ if pools { "每户" } else { "每组" } }</th>if pools { <th class="num">{ "先抽" }</th><th class="num">{ "每人最多" }</th> }<th>{ inspected }</th></tr></thead>
            <tbody>
                { for m.departments.iter().zip(officers).map(|(d, n)| html! { <tr><td data-label="部门">{ &d.name }</td><td class="num" data-label="名录">{ format!("{n} 人") }</td><td class="num" data-label={if pools { "每户" } else { "每组" }}>{ format!("{} 人", d.per_team) }</td>
                    if pools { <td class="num" data-label="先抽">{ or_all(d.draw, "全部") }</td><td class="num" data-label="每人最多">{ or_all(d.cap, "平均") }</td> }
                    <td data-label={inspected}>{ objects_in_words(by, labels.clone(), d.strata.as_deref().unwrap_or(&[])) }</td></tr> }) }
            </tbody>
        </table>
    }
}
