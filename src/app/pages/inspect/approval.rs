//! 登记审批 of a department, for all that it inspects or for one business.

use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, Dialog, Field, Pick, edit_state, wanting};
use crate::browser::clock;
use crate::course::approval_told;
use crate::model::Approval;
use crate::state::Act;
use yew::prelude::*;

/// Which approval is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Of which department.
    pub department: String,
    /// For which business, by key; none for all of the department.
    pub business: Option<String>,
}

#[derive(Properties, PartialEq)]
pub struct ApprovalDialogProps {
    pub course: DrawnCampaign,
    pub asked: Asked,
    pub on_close: Callback<()>,
}

/// 登记审批: who approved, when, and for what was urgent why afterwards.
#[component]
pub fn ApprovalDialog(p: &ApprovalDialogProps) -> Html {
    let app = use_app();
    let tried = use_state_eq(|| false);
    let asked = use_state_eq(|| recorded(&p.course, &p.asked).cloned().unwrap_or_else(|| nothing(&p.asked)));
    let list = &p.course.list.0;
    let id = &p.course.campaign.id;
    let known = recorded(&p.course, &p.asked).is_some();
    let told = approval_told(list, p.course.conduct(), &asked);
    let onsubmit = cb!(app, id, asked, tried, close = p.on_close, move |event: SubmitEvent| {
        event.prevent_default();
        event.stop_propagation();
        tried.set(true);
        if !asked.approver.trim().is_empty() && app.try_act(&id, Act::Approve(Box::new((*asked).clone()))) {
            close.emit(());
        }
    });
    let remove = cb!(app, id, of = p.asked, close = p.on_close, move |_: MouseEvent| {
        let Asked { department, business } = of.clone();
        if app.try_act(&id, Act::Disapprove { department, business }) {
            app.tell("已删除，可以撤销");
            close.emit(());
        }
    });
    let departments: Vec<_> = list.departments.iter().map(|d| (d.clone().into(), d.clone().into())).collect();
    let of_what = match p.asked.business.as_ref().and_then(|key| list.get(key)) {
        Some(b) => format!("只对{}。", b.name),
        None => "对这个部门在本次抽查中的全部检查；某一户另有审批的，以该户的为准。".to_owned(),
    };
    let set = |change: fn(&mut Approval, String)| edit_state(&asked, change);
    // Another department's own approval is another entry.
    let on_department = cb!(asked, course = p.course, business = p.asked.business, move |department: String| {
        let of = Asked { department, business: business.clone() };
        asked.set(recorded(&course, &of).cloned().unwrap_or_else(|| nothing(&of)));
    });
    let fixed = known || p.asked.business.is_none();
    html! {
        <Dialog title={format!("{}审批", if known { "修改" } else { "登记" })} on_close={p.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <p>{ of_what }</p>
                <div class="grid">
                    <div class="field"><label for="approval-department">{ "部门" }</label><Pick id="approval-department" name="审批的部门" value={asked.department.clone()} options={departments} locked={fixed} on_pick={on_department} /></div>
                    <Field id="approval-approver" label="审批人" hint="机关负责人" value={asked.approver.clone()} on_text={set(|a, t| a.approver = t)} error={wanting(*tried, &asked.approver, "请填写审批人姓名")} />
                    <div class="field"><label for="approval-on">{ "审批日期" }</label><DayBox id="approval-on" name="审批日期" value={Some(asked.on)} on_day={edit_state(&asked, |a: &mut Approval, day: Option<_>| a.on = day.unwrap_or(a.on))} described={told.as_ref().map(|_| AttrValue::Static("approval-told"))} /></div>
                </div>
                <Field id="approval-urgent" label="紧急补办的理由" hint="检查前来不及审批、事后补办的才填" value={asked.urgent.clone()} on_text={set(|a, t| a.urgent = t)} />
                if let Some(told) = &told { <p class="note warn" id="approval-told" role="status">{ told }</p> }
                <div class="row end">
                    if known { <button type="button" class="btn quiet danger" onclick={remove}>{ "删除" }</button> }
                    <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                    <button type="submit" class="btn main">{ if known { "修改" } else { "登记" } }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn recorded<'a>(course: &'a DrawnCampaign, of: &Asked) -> Option<&'a Approval> {
    course.conduct().approvals.iter().find(|a| a.department == of.department && a.business == of.business)
}

fn nothing(of: &Asked) -> Approval {
    Approval {
        department: of.department.clone(),
        business: of.business.clone(),
        approver: String::new(),
        on: clock::now().date_naive(),
        urgent: String::new(),
    }
}
