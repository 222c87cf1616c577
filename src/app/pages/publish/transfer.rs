use super::Course;
use crate::app::parts::{DayBox, Dialog, Field, Pick};
use crate::app::store::use_shop;
use crate::browser::clock;
use crate::model::Transfer;
use crate::state::Act;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TransferDialogProps {
    pub course: Course,
    /// The key of the business.
    pub business: AttrValue,
    pub on_close: Callback<()>,
}

/// 移送问题 (“谁管辖、谁负责”): what, by whom, to whom, until when.
#[component]
pub fn TransferDialog(p: &TransferDialogProps) -> Html {
    let shop = use_shop();
    let list = &p.course.list.0;
    let tried = use_state_eq(|| false);
    let asked = use_state_eq(|| {
        let found = p.course.conduct().inspections.get(p.business.as_str());
        let problem = found.and_then(|i| i.findings.iter().find(|f| !f.problem.trim().is_empty()));
        Transfer {
            id: 0,
            business: p.business.to_string(),
            problem: problem.map(|f| f.problem.clone()).unwrap_or_default(),
            from: problem.map_or_else(|| list.lead.clone(), |f| f.department.clone()),
            to: String::new(),
            on: clock::now().date_naive(),
            due: None,
            answer: String::new(),
            closed: None,
        }
    });
    let set = |change: fn(&mut Transfer, String)| {
        let asked = asked.clone();
        Callback::from(move |text| {
            let mut next = (*asked).clone();
            change(&mut next, text);
            asked.set(next);
        })
    };
    let wanting =
        |text: &str, what: &'static str| (*tried && text.trim().is_empty()).then_some(AttrValue::Static(what));
    let onsubmit = {
        let (shop, id, asked, tried, close) =
            (shop.clone(), p.course.campaign.id.clone(), asked.clone(), tried.clone(), p.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            event.stop_propagation();
            tried.set(true);
            if !asked.problem.trim().is_empty() && !asked.to.trim().is_empty() {
                shop.act(&id, Act::Transfer(Box::new((*asked).clone())));
                close.emit(());
            }
        })
    };
    let department = |d: &String| (AttrValue::from(d.clone()), AttrValue::from(d.clone()));
    let name = list.get(&p.business).map_or(p.business.as_str(), |b| &b.name);
    let day = |set: fn(&mut Transfer, Option<chrono::NaiveDate>)| {
        let asked = asked.clone();
        Callback::from(move |day| {
            let mut next = (*asked).clone();
            set(&mut next, day);
            asked.set(next);
        })
    };
    html! {
        <Dialog title={format!("移送{name}的问题")} on_close={p.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <Field id="transfer-problem" label="移送的问题" lines=true value={asked.problem.clone()} on_text={set(|t, text| t.problem = text)} error={wanting(&asked.problem, "请写明移送什么问题")} />
                <div class="grid">
                    <div class="field"><label for="transfer-from">{ "移送单位" }</label><Pick id="transfer-from" name="移送单位" value={asked.from.clone()} options={list.departments.iter().map(department).collect::<Vec<_>>()} on_pick={set(|t, text| t.from = text)} /></div>
                    <Field id="transfer-to" label="移送给" value={asked.to.clone()} on_text={set(|t, text| t.to = text)} error={wanting(&asked.to, "请写明移送给哪个单位")} />
                    <div class="field"><label for="transfer-on">{ "移送日期" }</label><DayBox id="transfer-on" name="移送日期" value={Some(asked.on)} on_day={day(|t, day| t.on = day.unwrap_or(t.on))} /></div>
                    <div class="field"><label for="transfer-due">{ "答复期限" }</label><DayBox id="transfer-due" name="答复期限" value={asked.due} on_day={day(|t, day| t.due = day)} /></div>
                </div>
                <div class="row end">
                    <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                    <button type="submit" class="btn main">{ "移送" }</button>
                </div>
            </form>
        </Dialog>
    }
}
