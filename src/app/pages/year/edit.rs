//! 编辑任务: a box for each field, from the table of fields.

use super::sheet::{Open, Sheet};
use crate::app::context::fresh_id;
use crate::app::parts::{Dialog, Field};
use crate::course::{plan_days, years_named};
use crate::model::{PlanField as F, PlanRow};
use yew::prelude::*;

/// The dialog; `tried` once it was tried to save a row without a name.
pub fn dialog(sheet: &Sheet, row: &PlanRow, tried: bool) -> Html {
    let is_new = row.id.is_empty();
    let save = cb!(sheet, row, move |event: SubmitEvent| {
        event.prevent_default();
        if row.name().is_empty() {
            return sheet.show(Some(Open::Row(row.clone(), true)));
        }
        let mut plan = sheet.plan();
        let mut row = row.clone();
        row.cells.values_mut().for_each(|text| *text = text.trim().to_owned());
        match plan.rows.iter_mut().find(|known| known.id == row.id) {
            Some(known) => *known = row,
            None => match fresh_id() {
                Ok(id) => plan.rows.push(PlanRow { id, ..row }),
                Err(fault) => return sheet.app.warn(fault),
            },
        }
        if sheet.save(plan) {
            sheet.show(None);
        }
    });
    let one = |field: F| {
        let on_text = cb!(sheet, row, tried, move |text: String| {
            let mut next = row.clone();
            // As it is typed: what stands around it goes when it is saved.
            if text.is_empty() {
                next.cells.remove(&field);
            } else {
                next.cells.insert(field, text);
            }
            sheet.show(Some(Open::Row(next, tried)));
        });
        let wants = tried && row.name().is_empty() && matches!(field, F::Title | F::Item);
        let error = wants.then_some(AttrValue::Static("请填写任务名称或检查事项"));
        let class = if field.has_lines() { "wide" } else { "" };
        html! {
            <Field key={field as u8} id={format!("row-{}", field as u8)} {class} label={field.title()} hint={hint(field, row, sheet.year)} lines={field.has_lines()}
                value={row.get(field).to_owned()} {on_text} {error} />
        }
    };
    html! {
        <Dialog title={if is_new { "添加任务" } else { "编辑任务" }} wide=true on_close={sheet.close()}>
            <form class="stack begin" onsubmit={save} novalidate=true>
                <div class="grid">{ for F::ALL.iter().map(|field| one(*field)) }</div>
                <div class="row end">
                    <button type="button" class="btn" onclick={sheet.close().reform(|_: MouseEvent| ())}>{ "取消" }</button>
                    <button type="submit" class="btn main">{ "保存" }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// What a field is for, and how what stands there is read.
fn hint(field: F, row: &PlanRow, year: i32) -> AttrValue {
    match field {
        F::Item => "一行一项".into(),
        F::Lead => "发起、实施的机关；几个的用顿号隔开".into(),
        F::Partners => "参与的部门，用顿号隔开".into(),
        F::MayJoin => "可以联合、还没有定的部门".into(),
        F::Ratio => "例如 5%、不超过5%、3户".into(),
        F::Joint => "是、否，或怎样发起".into(),
        F::When => {
            let text = row.get(F::When);
            let other = years_named(text);
            match plan_days(text, year) {
                _ if text.is_empty() => "例如 3-5月、第二季度、3月1日至20日".into(),
                None => "看不出是哪几天，新建抽查时要自己填日期".into(),
                Some(_) if !other.is_empty() && !other.contains(&year) => format!("写的不是{year}年，请核实").into(),
                Some((from, to)) => {
                    let day = |day: Option<chrono::NaiveDate>| day.map_or("……".to_owned(), |day| day.to_string());
                    format!("读作 {} 至 {}", day(from), day(to)).into()
                }
            }
        }
        _ => AttrValue::default(),
    }
}
