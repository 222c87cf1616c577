//! 设置 of 频次: how often a business may be visited in a year, and which visits count.

use super::own_text::OwnText;
use super::visits::SettingsChange;
use crate::app::parts::{Pick, checkbox};
use crate::model::{CapRules, JointVisits, Settings, normal_key};
use crate::roster::uncounted_kinds;
use yew::prelude::*;

type Options = Vec<(AttrValue, AttrValue)>;

/// 检查频次.
pub fn caps(s: &Settings, on_change: &Callback<SettingsChange>) -> Html {
    let rules = &s.caps;
    let edit = |change: fn(&mut CapRules, String)| {
        on_change.reform(move |text: String| -> SettingsChange { Box::new(move |s| change(&mut s.caps, text)) })
    };
    let times = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let joint = match rules.joint {
        JointVisits::Once => "once",
        JointVisits::Each => "each",
        JointVisits::No => "no",
    };
    let own = rules.departments.iter().map(|(name, most)| format!("{name} {most}")).collect::<Vec<_>>().join("\n");
    let known = rules.departments.clone();
    let says = move |text: String| text.lines().filter_map(department).collect::<Vec<_>>() == known;
    let fault = |text: String| {
        let odd = text.lines().find(|line| !line.trim().is_empty() && department(line).is_none())?;
        Some(AttrValue::from(format!("“{odd}”没有写次数，没有采用。一行写一个部门和次数，例如：县卫生健康局 2")))
    };
    html! {
        <section class="card stack" aria-labelledby="cap-rules">
            <h2 id="cap-rules" tabindex="-1">{ "检查频次" }</h2>
            <div class="grid">
                <div class="field"><label for="cap-total">{ "各部门合计，一年至多检查" }</label><Pick id="cap-total" name="各部门合计，一年至多检查" value={times(rules.total)} options={most()} on_pick={edit(|c, text| c.total = text.parse().ok())} /></div>
                <div class="field"><label for="cap-each">{ "每个部门，一年至多检查" }</label><Pick id="cap-each" name="每个部门，一年至多检查" value={times(rules.each)} options={most()} on_pick={edit(|c, text| c.each = text.parse().ok())} /></div>
                <div class="field"><label for="cap-joint">{ "几个部门同一天联合检查一户" }</label><Pick id="cap-joint" name="几个部门同一天联合检查一户" value={joint} options={joint_options()} on_pick={edit(|c, text| c.joint = match text.as_str() { "each" => JointVisits::Each, "no" => JointVisits::No, _ => JointVisits::Once })} /></div>
                <div class="field"><label for="cap-near">{ "刚检查过的提醒" }</label><Pick id="cap-near" name="刚检查过的提醒" value={rules.near_days.to_string()} options={near()} on_pick={edit(|c, text| c.near_days = text.parse().unwrap_or(c.near_days))} /></div>
            </div>
            <OwnText id="cap-departments" label="上限另有规定的部门" hint="一行一个部门，后面写次数，例如：县卫生健康局 2" lines=true value={own} says={Callback::from(says)} fault={Callback::from(fault)} on_text={edit(|c, text| c.departments = text.lines().filter_map(department).collect())} />
            <fieldset class="chips">
                <legend class="label">{ "一般不计入频次的检查；本地计入的，请勾选" }</legend>
                { for uncounted_kinds().into_iter().map(|kind| {
                    let on = rules.counted.iter().any(|counted| counted == kind);
                    let flag = on_change.reform(move |on: bool| -> SettingsChange { Box::new(move |s| {
                        s.caps.counted.retain(|counted| counted != kind);
                        if on { s.caps.counted.push(kind.to_owned()); }
                    }) });
                    checkbox(format!("cap-{kind}"), on, false, flag, kind)
                }) }
            </fieldset>
            <p class="small">{ "抽取页“频次核对”按这里计算。涉企行政检查台账的“是否计次”和统计用同一规则。台账写明计入或不计入的，以台账为准；没有写明的，按不计入理由和检查类型判断。本机的检查，没有登记检查结果的是“记录不完整”，结果或处置写明处罚、罚款的是“作出处罚”。上限和不计入的范围以本地规定为准。" }</p>
        </section>
    }
}

fn most() -> Options {
    let none = (AttrValue::Static(""), AttrValue::Static("不设上限"));
    std::iter::once(none).chain((1..=12).map(|n: u32| (n.to_string().into(), format!("{n} 次").into()))).collect()
}

fn joint_options() -> Options {
    let of = [("once", "合计只算一次"), ("each", "每个部门各算一次"), ("no", "不计入")];
    of.map(|(value, label)| (AttrValue::Static(value), AttrValue::Static(label))).into()
}

fn near() -> Options {
    let label = |n: u32| if n == 0 { "不提醒".to_owned() } else { format!("距上次检查不足 {n} 天") };
    [0, 30, 60, 90, 180].map(|n| (n.to_string().into(), label(n).into())).into()
}

/// A department with its cap, from a line; a line without a number is none.
fn department(line: &str) -> Option<(String, u32)> {
    let folded = normal_key(line);
    let before = folded.trim_end_matches(['次', '。']);
    let name = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let most = before.get(name.len()..)?.parse().ok()?;
    let name = name.trim_end_matches([':', ',', '=', '、']);
    (!name.is_empty()).then(|| (name.to_owned(), most))
}
