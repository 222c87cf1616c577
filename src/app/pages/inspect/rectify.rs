//! 整改与复查 of one business: what it was ordered to put right, by when, and what the re-inspection found. It goes on after the
//! publication, of which it is no part.

use super::change::{Form, edit};
use crate::app::parts::{DayBox, Field, Pick, checkbox, toggle};
use crate::course::{rectification_faults, reinspectors};
use crate::model::{Inspection, Rectification, Reinspection};
use crate::route::{Papers, Route, Whose};
use yew::prelude::*;

/// The part of the form; nothing where nothing was ordered. What is published does not lock it.
pub fn rectification(p: &Form<'_>) -> Html {
    if !p.inspection.orders_rectification() {
        return Html::default();
    }
    let none = Rectification::default();
    let r = p.inspection.rectification.as_ref().unwrap_or(&none);
    let (list, b) = (&p.course.list.0, p.business);
    let papers = |papers| Route::Papers(p.course.campaign.id.clone(), papers, Whose::Business(b.number)).hash();
    let faults = rectification_faults(list, b, p.inspection, false);
    let told = (!faults.is_empty()).then_some(AttrValue::Static("rectify-told"));
    let outcomes = std::iter::once((AttrValue::Static(""), AttrValue::Static("（未复查）")));
    let outcomes =
        outcomes.chain(Reinspection::ALL.map(|o| (AttrValue::Static(o.title()), AttrValue::Static(o.title()))));
    let outcome = r.outcome.map_or("", Reinspection::title);
    let on_outcome = edit(p, |i: &mut Inspection, title: String| {
        i.rectification().outcome = Reinspection::ALL.into_iter().find(|o| o.title() == title);
    });
    let officer = |key: &str| {
        let department = list.officers.get(key).map_or("", |o| &o.department);
        let label = format!("{}（{department}）", list.officer_name(key));
        let on_pick = edit(
            p,
            with!(key = key.to_owned(), move |i: &mut Inspection, on: bool| toggle(
                &mut i.rectification().reinspectors,
                &key,
                on
            )),
        );
        checkbox("reinspector", r.reinspectors.iter().any(|k| k == key), false, on_pick, label)
    };
    let chosen: Vec<&str> = r.reinspectors.iter().map(|key| list.officer_name(key)).collect();
    html! {
        <fieldset class="findings rectify">
            <legend class="label">{ "整改与复查" }</legend>
            <p class="row">
                <span class="small">{ if r == &none { "检查结果是责令改正：请登记文号和期限，整改、复查以后接着填写。公示以后也可以填写。" } else { "公示以后也可以继续填写；复查认定整改到位，才能完结。" } }</span>
                <span class="right row">
                    <a class="btn quiet" href={papers(Papers::Orders)}>{ "打印责令改正通知书" }</a>
                    <a class="btn quiet" href={papers(Papers::Reinspections)}>{ "打印整改复查记录表" }</a>
                </span>
            </p>
            <div class="grid">
                <Field id="rectify-number" label="责令改正文号" value={r.number.clone()} on_text={edit(p, |i, t| i.rectification().number = t)} />
                <div class="field"><label for="rectify-due">{ "整改期限" }</label><DayBox id="rectify-due" name="整改期限" is_end=true value={r.due} on_day={edit(p, |i, day| i.rectification().due = day)} described={told.clone()} /></div>
            </div>
            <Field id="rectify-done" label="整改情况" lines=true value={r.done.clone()} on_text={edit(p, |i, t| i.rectification().done = t)} />
            <div class="grid">
                <div class="field"><label for="rectify-on">{ "复查日期" }</label><DayBox id="rectify-on" name="复查日期" value={r.reinspected} on_day={edit(p, |i, day| i.rectification().reinspected = day)} described={told.clone()} /></div>
                <div class="field"><label for="rectify-outcome">{ "复查结果" }</label><Pick id="rectify-outcome" name="复查结果" value={outcome} options={outcomes.collect::<Vec<_>>()} on_pick={on_outcome} /></div>
            </div>
            <details open={r.reinspected.is_some() && chosen.len() < 2}>
                <summary>{ "复查人员（两人以上）" }{ " " }<span class="small">{ if chosen.is_empty() { "未选".to_owned() } else { chosen.join("、") } }</span></summary>
                <fieldset class="chips"><legend class="sr">{ "复查人员" }</legend>{ for reinspectors(list, b).into_iter().map(officer) }</fieldset>
            </details>
            if !faults.is_empty() { <ul class="note warn" id="rectify-told">{ for faults.iter().map(|fault| html! { <li>{ fault.to_string() }</li> }) }</ul> }
        </fieldset>
    }
}
