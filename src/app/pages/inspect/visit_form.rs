//! What is arranged for the visit to one business: the planned day, its approvals, 检查码. It is kept at once, also of a business
//! whose result is published: a code is entered later as well.

use super::approval::Asked;
use super::arrange::said;
use crate::app::context::AppContext;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, Field, Pick};
use crate::course::{WorklistItem, code_elsewhere, code_twice_told, is_inspected, planned_told};
use crate::model::{HalfDay, InspectionCode, PlannedDay, Visit};
use crate::state::{Act, inspection_stage};
use chrono::{Days, NaiveDate};
use yew::prelude::*;

/// What the form is of.
pub struct VisitForm<'a> {
    pub app: &'a AppContext,
    pub course: &'a DrawnCampaign,
    pub business: &'a WorklistItem,
    /// An approval is to be recorded.
    pub on_approve: Callback<Asked>,
}

/// 检查安排 of one business.
pub fn visit_form(f: &VisitForm<'_>) -> Html {
    let settings = &f.course.campaign.settings;
    html! {
        <section class="stack visit" aria-label="检查安排">
            { planned(f) }
            if settings.approvals { { approvals(f) } }
            if settings.codes { { codes(f) } }
        </section>
    }
}

/// What is arranged as it stands by then.
fn stands(app: &AppContext, id: &str, business: &str) -> Visit {
    let campaign = app.campaign(id);
    let visits = campaign.as_ref().and_then(|c| c.current()).map(|a| &a.conduct.visits);
    visits.and_then(|visits| visits.get(business)).cloned().unwrap_or_default()
}

fn planned(f: &VisitForm<'_>) -> Html {
    let (campaign, list, b) = (&f.course.campaign, &f.course.list.0, f.business);
    let now = f.course.conduct().planned(&b.key);
    let plan = with!(app = f.app, id = campaign.id, key = b.key, move |day: Option<PlannedDay>| {
        app.act(&id, Act::PlanVisits(vec![(key.clone(), day)]));
    });
    let half = now.map(|p| p.half).unwrap_or_default();
    let on_day = cb!(plan, move |day: Option<NaiveDate>| plan(day.map(|on| PlannedDay { on, half })));
    let on_half = Callback::from(move |title: String| {
        let half = HalfDay::ALL.into_iter().find(|h| h.title() == title);
        now.zip(half).into_iter().for_each(|(planned, half)| plan(Some(PlannedDay { half, ..planned })));
    });
    let title = |h: HalfDay| if h == HalfDay::Either { "（不分）" } else { h.title() };
    let options = HalfDay::ALL.map(|h| (AttrValue::Static(h.title()), AttrValue::Static(title(h)))).to_vec();
    let stage = inspection_stage(campaign);
    let open = now.filter(|_| !is_inspected(f.course.conduct(), &b.key));
    let told =
        open.and_then(|p| planned_told(p.on, &f.app.store.model.office.over(&campaign.settings), stage, list.drawn_on));
    html! {
        <div class="grid">
            <div class="field"><label for="one-planned">{ "计划检查日期" }</label><DayBox id="one-planned" name="计划检查日期" value={now.map(|p| p.on)} {on_day} described={told.as_ref().map(|_| AttrValue::Static("one-planned-told"))} />if let Some(told) = told { <span class="small day-told" id="one-planned-told">{ told }</span> }</div>
            <div class="field"><label for="one-half">{ "上午或下午" }</label><Pick id="one-half" name="上午或下午" value={half.title()} {options} locked={now.is_none()} on_pick={on_half} /></div>
        </div>
    }
}

fn approvals(f: &VisitForm<'_>) -> Html {
    let (conduct, key) = (f.course.conduct(), &f.business.key);
    let line = |department: &String| {
        let approval = conduct.approval(department, key);
        let own = approval.is_some_and(|a| a.business.is_some());
        let asked = Asked { department: department.clone(), business: Some(key.clone()) };
        let what = if own { "修改本户的审批……" } else { "登记本户的审批……" };
        html! {
            <li key={department.clone()}>
                <b>{ department }</b>
                <span class="grow">{ approval.map_or_else(|| "没有登记审批".to_owned(), said) }</span>
                <button type="button" class="btn quiet" aria-label={format!("{department}：{what}")} onclick={f.on_approve.reform(move |_: MouseEvent| asked.clone())}>{ what }</button>
            </li>
        }
    };
    html! {
        <details>
            <summary>{ summary_of(f) }</summary>
            <ul class="list due approvals">{ for f.business.shares.iter().map(|s| line(&s.department)) }</ul>
        </details>
    }
}

/// 审批：3个部门已登记，1个没有登记.
fn summary_of(f: &VisitForm<'_>) -> String {
    let has = |department: &str| f.course.conduct().approval(department, &f.business.key).is_some();
    let (all, known) = (f.business.shares.len(), f.business.shares.iter().filter(|s| has(&s.department)).count());
    match all - known {
        0 => "审批：各部门都已登记".to_owned(),
        missing => format!("审批：{missing} 个部门没有登记"),
    }
}

fn codes(f: &VisitForm<'_>) -> Html {
    let visit = f.course.conduct().visits.get(&f.business.key);
    let known = |department: &str| visit.and_then(|v| v.codes.iter().find(|c| c.department == department));
    let own = visit.is_some_and(|v| v.codes.iter().any(|c| !c.department.is_empty()));
    html! {
        <>
            { code(f, "", "检查码", known(""), 0) }
            <details open={own}>
                <summary>{ "部门各有检查码的，在这里分别填写" }</summary>
                { for f.business.shares.iter().zip(1..).map(|(s, n)| code(f, &s.department, &s.department, known(&s.department), n)) }
            </details>
        </>
    }
}

/// The boxes of one code.
fn code(f: &VisitForm<'_>, department: &str, legend: &str, known: Option<&InspectionCode>, n: usize) -> Html {
    let now = known.cloned().unwrap_or_default();
    let (conduct, list, b) = (f.course.conduct(), &f.course.list.0, f.business);
    let edit = with!(
        app = f.app,
        id = f.course.campaign.id,
        business = b.key,
        department = department.to_owned(),
        move |change: &dyn Fn(&mut InspectionCode)| {
            let mut visit = stands(&app, &id, &business);
            change(visit.code(&department));
            app.act(&id, Act::EnterCodes { business: business.clone(), codes: visit.codes });
        }
    );
    let text = |change: fn(&mut InspectionCode) -> &mut String| {
        cb!(edit, move |text: String| edit(&|c: &mut InspectionCode| change(c).clone_from(&text)))
    };
    let day = |change: fn(&mut InspectionCode) -> &mut Option<NaiveDate>| {
        cb!(edit, move |day| edit(&|c: &mut InspectionCode| *change(c) = day))
    };
    let error = code_elsewhere(list, conduct, &b.key, &now.code).map(|b| AttrValue::from(code_twice_told(&b.name)));
    let within = u64::from(f.course.campaign.settings.code_within);
    let due = conduct.inspections.get(&b.key).and_then(|i| i.date?.checked_add_days(Days::new(within)));
    let due = due.filter(|_| !now.reason.trim().is_empty() && now.entered_later.is_none());
    let name = |what: &str| if department.is_empty() { what.to_owned() } else { format!("{department}的{what}") };
    html! {
        <fieldset class="findings" key={n}>
            <legend class="label">{ legend }</legend>
            <div class="grid">
                <Field id={format!("code-{n}")} label={if n == 0 { "检查码或网址" } else { "检查码" }} value={now.code} on_text={text(|c| &mut c.code)} {error} />
                <div class="field"><label for={format!("code-obtained-{n}")}>{ "取得日期" }</label><DayBox id={format!("code-obtained-{n}")} name={name("检查码取得日期")} value={now.obtained} on_day={day(|c| &mut c.obtained)} /></div>
                <Field id={format!("code-reason-{n}")} label="未亮码理由" value={now.reason} on_text={text(|c| &mut c.reason)} />
                <div class="field"><label for={format!("code-later-{n}")}>{ "补录日期" }</label><DayBox id={format!("code-later-{n}")} name={name("检查码补录日期")} value={now.entered_later} on_day={day(|c| &mut c.entered_later)} />if let Some(due) = due { <span class="small day-told">{ format!("请在{due}之前补录") }</span> }</div>
            </div>
        </fieldset>
    }
}
