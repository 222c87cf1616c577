//! 公告 of the plan: its wording, its table in the columns of a set, to copy or to save.

use super::sheet::{Open, Sheet, pick_set};
use crate::app::parts::{Dialog, Field, copy, notice_text};
use crate::app::worker::download::{Job, make, save_text};
use crate::browser::clock;
use crate::course::{USUAL_BASIS, private_lines, year_notice, year_table};
use crate::export::publication_page;
use crate::forms::notice_document;
use crate::model::{PlanField, PlanRow, YearPlan};
use crate::roster::PlanSet;
use crate::work::Content;
use std::rc::Rc;
use yew::prelude::*;

pub fn dialog(sheet: &Sheet, plan: &YearPlan, set: PlanSet, job: &Job) -> Html {
    let made = Rc::new((year_notice(plan, clock::now().date_naive()), year_table(plan, set)));
    let field =
        |id: &'static str, label: &'static str, value: &str, usual: String, change: fn(&mut YearPlan, String)| {
            let on_text = cb!(sheet, plan, move |text: String| {
                let mut next = plan.clone();
                change(&mut next, text);
                sheet.show(Some(Open::Notice(Box::new(next), set)));
            });
            html! { <Field {id} {label} value={value.to_owned()} placeholder={usual} {on_text} /> }
        };
    let on_set = cb!(sheet, plan, move |set: PlanSet| sheet.show(Some(Open::Notice(Box::new(plan.clone()), set))));
    let file = |ending: &str| format!("{}-公告.{ending}", plan.name());
    // What was worded is kept with the plan.
    let close = cb!(sheet, plan, move |()| {
        let now = YearPlan { rows: sheet.plan().rows, ..plan.clone() };
        sheet.save(now);
        sheet.show(None);
    });
    let on_copy = cb!(app = sheet.app, made, move |_: MouseEvent| copy(&app, &made.0.text(&made.1)));
    let on_page = cb!(app = sheet.app, name = file("html"), made, move |_: MouseEvent| {
        save_text(&app, &name, &publication_page(&made.0, &made.1));
    });
    let on_docx = cb!(sheet, job, name = file("docx"), made, move |_: MouseEvent| {
        make(&sheet.app, &job, name.clone(), Content::Docx(vec![notice_document(&made.0, &made.1)]));
    });
    html! {
        <Dialog title="年度计划公告" wide=true on_close={close.clone()}>
            <div class="grid">
                { field("year-title", "计划名称", &plan.title, YearPlan::of(plan.year).name(), |p, t| p.title = t) }
                { field("year-office", "发布机关", &plan.office, "例如 平罗县交通运输局".to_owned(), |p, t| p.office = t) }
                { field("year-basis", "依据", &plan.basis, USUAL_BASIS.to_owned(), |p, t| p.basis = t) }
                <div class="field"><label for="notice-set">{ "附表用哪些列" }</label>{ pick_set("notice-set", "附表用哪些列", set, &on_set) }</div>
            </div>
            { notice_text(&made.0, &made.1, Some("as-typed")) }
            <p class="small">{ "依据的说法请对照原文修改后使用。" }</p>
            { left_out(plan) }
            <div class="row end">
                <button type="button" class="btn" onclick={on_copy}>{ "复制" }</button>
                <button type="button" class="btn" onclick={on_page}>{ "存为网页" }</button>
                <button type="button" class="btn" onclick={on_docx}>{ "存为docx" }</button>
                <button type="button" class="btn main" onclick={close.reform(|_: MouseEvent| ())}>{ "关闭" }</button>
            </div>
        </Dialog>
    }
}

/// The lines of 备注 that the announcement does not have, by the place of their row.
fn left_out(plan: &YearPlan) -> Html {
    let of_row = |(place, row): (usize, &PlanRow)| {
        let lines = private_lines(row.get(PlanField::Note));
        (!lines.is_empty()).then(|| format!("第{place}项：{}", lines.join("　")))
    };
    let all: Vec<String> = (1..).zip(&plan.rows).filter_map(of_row).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <details open=true>
            <summary>{ format!("{}项任务的备注里写有人员或者电话，这几行没有写进公告", all.len()) }</summary>
            <ul class="small">{ for all.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            <p class="small">{ "要公告的，请在计划的备注里改写，不写姓名和电话。" }</p>
        </details>
    }
}
