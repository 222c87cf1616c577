//! 公告 of the plan: its wording, its table in the columns of a set, to copy or to save.

use super::sheet::{Open, Sheet};
use crate::app::parts::{Dialog, Field, PAGE, Pick, copy};
use crate::app::worker::download::{Job, make, save_text};
use crate::browser::clock;
use crate::course::{Notice, USUAL_BASIS, year_notice, year_table};
use crate::export::publication_page;
use crate::forms::notice_document;
use crate::model::{YearPlan, spelt_out};
use crate::roster::PlanSet;
use crate::work::Content;
use yew::prelude::*;

pub fn dialog(sheet: &Sheet, plan: &YearPlan, set: PlanSet, job: &Job) -> Html {
    let notice = year_notice(plan, clock::now().date_naive());
    let table = year_table(plan, set);
    let field =
        |id: &'static str, label: &'static str, value: &str, usual: String, change: fn(&mut YearPlan, String)| {
            let on_text = cb!(sheet, plan, move |text: String| {
                let mut next = plan.clone();
                change(&mut next, text);
                sheet.show(Some(Open::Notice(Box::new(next), set)));
            });
            html! { <Field {id} {label} value={value.to_owned()} placeholder={usual} {on_text} /> }
        };
    let sets: Vec<_> =
        PlanSet::ALL.iter().enumerate().map(|(i, s)| (i.to_string().into(), AttrValue::Static(s.title()))).collect();
    let chosen = PlanSet::ALL.iter().position(|known| *known == set).unwrap_or_default().to_string();
    let pick = cb!(sheet, plan, move |place: String| {
        let set = place.parse().ok().and_then(|at: usize| PlanSet::ALL.get(at).copied()).unwrap_or(PlanSet::Fc);
        sheet.show(Some(Open::Notice(Box::new(plan.clone()), set)));
    });
    let file = |ending: &str| format!("{}-公告.{ending}", plan.name());
    // What was worded is kept with the plan.
    let close = cb!(sheet, plan, move |()| {
        let now = YearPlan { rows: sheet.plan().rows, ..plan.clone() };
        sheet.save(now);
        sheet.show(None);
    });
    let whole = notice.text(&table);
    let on_copy = cb!(app = sheet.app, whole, move |_: MouseEvent| copy(&app, &whole));
    let page = publication_page(&notice, &table);
    let on_page = cb!(app = sheet.app, name = file("html"), page, move |_: MouseEvent| save_text(&app, &name, &page));
    let on_docx = cb!(sheet, job, name = file("docx"), notice, table, move |_: MouseEvent| {
        make(&sheet.app, &job, name.clone(), Content::Docx(vec![notice_document(&notice, &table)]));
    });
    let told = |text: &str| spelt_out(text).into_owned();
    let Notice { title, paragraphs, signed } = &notice;
    html! {
        <Dialog title="年度计划公告" wide=true on_close={close.clone()}>
            <div class="grid">
                { field("year-title", "计划名称", &plan.title, YearPlan::of(plan.year).name(), |p, t| p.title = t) }
                { field("year-office", "发布机关", &plan.office, "例如 平罗县交通运输局".to_owned(), |p, t| p.office = t) }
                { field("year-basis", "依据", &plan.basis, USUAL_BASIS.to_owned(), |p, t| p.basis = t) }
                <div class="field"><label for="notice-set">{ "附表用哪些列" }</label><Pick id="notice-set" name="附表用哪些列" value={chosen} options={sets} on_pick={pick} /></div>
            </div>
            <div class="notice" tabindex="0" role="region" aria-label="公告文字">
                <h3>{ told(title) }</h3>
                { for paragraphs.iter().map(|paragraph| html! { <p>{ told(paragraph) }</p> }) }
                { for signed.iter().filter(|line| !line.is_empty()).map(|line| html! { <p class="signed">{ told(line) }</p> }) }
                <h4>{ format!("附：{}", told(&table.title)) }</h4>
                <table class="wrap-cards">
                    <thead><tr>{ for table.head.iter().map(|head| html! { <th>{ head.to_string() }</th> }) }</tr></thead>
                    <tbody>{ for table.rows.iter().take(PAGE).map(|row| html! {
                        <tr>{ for table.head.iter().zip(row).map(|(head, cell)| html! { <td class="as-typed" data-label={head.to_string()}>{ told(cell) }</td> }) }</tr>
                    }) }</tbody>
                </table>
                if table.rows.len() > PAGE { <p class="small">{ format!("这里列出前 {PAGE} 行；复制和保存的是全部 {} 行。", table.rows.len()) }</p> }
            </div>
            <p class="small">{ "依据的说法请对照原文核对、修改后使用。备注里写着联系人、负责人、电话的，不写进公告。" }</p>
            <div class="row end">
                <button type="button" class="btn" onclick={on_copy}>{ "复制" }</button>
                <button type="button" class="btn" onclick={on_page}>{ "存为网页" }</button>
                <button type="button" class="btn" onclick={on_docx}>{ "存为docx" }</button>
                <button type="button" class="btn main" onclick={close.reform(|_: MouseEvent| ())}>{ "关闭" }</button>
            </div>
        </Dialog>
    }
}
