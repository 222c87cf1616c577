//! 现场用表与结果回收: papers for the field, the entry workbook out and in; of all businesses, or of those of a team, a
//! department, a category, an officer, a day.

use super::taken::Taken;
use crate::app::context::{AppContext, use_app};
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{Pick, Same, WORKBOOK, file_button};
use crate::app::worker::download::{Job, make, read};
use crate::browser::clock;
use crate::course::{CLEAR, EntryReading, WorklistItem};
use crate::draw::Mode;
use crate::forms::{PackPart, chosen, pack_parts};
use crate::route::{Papers, Route, Whose};
use crate::work::{Content, EntryInputs, ReadEntry};
use chrono::NaiveDate;
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

#[component]
pub fn Carry(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let asked = use_state_eq(|| Whose::All);
    let found = use_state(|| None::<Rc<EntryReading>>);
    let job: Job = use_mut_ref(|| None);
    let id = course.campaign.id.clone();
    let list = &course.list;
    // How the list is parted depends on what was entered by the days alone, entered or planned.
    let planned = |b: &WorklistItem| course.conduct().planned(&b.key).map(|p| p.on);
    let day = |b: &WorklistItem| course.conduct().inspections.get(&b.key).and_then(|i| i.date).or_else(|| planned(b));
    let days: Vec<Option<NaiveDate>> = list.businesses.iter().map(day).collect();
    let parts = use_memo((list.clone(), days), |(list, _)| pack_parts(list, course.conduct()));
    let place = |of: Whose| parts.iter().position(|(_, some)| some.iter().any(|part| part.whose == of));
    // A day on which nothing is entered any more is none.
    let by = place(*asked);
    let whose = by.map_or(Whose::All, |_| *asked);
    let some = by.map_or(&[][..], |by| &parts[by].1);
    let name = some.iter().find(|part| part.whose == whose).map(|part| part.name.clone());
    let link = |papers, text: &'static str| html! { <a class="btn" href={Route::Papers(id.clone(), papers, whose).hash()}>{ text }</a> };
    let write = cb!(app, course, job, move |_: MouseEvent| write(&app, &course, (whose, name.as_deref()), &job));
    let on_file = cb!(app, course, job, found, move |file: File| {
        let (course, found) = (inputs(&course), found.clone());
        let request = move |file| ReadEntry { course, file, today: clock::now().date_naive() };
        read(&app, &job, file, request, move |reading| found.set(Some(Rc::new(reading))));
    });
    let to_whom = if list.mode == Mode::Teams { "各检查组" } else { "检查人员" };
    html! {
        <section class="card" aria-labelledby="carry">
            <div class="head">
                <h2 id="carry">{ "现场用表与结果回收" }</h2>
                { picks(course, &parts, (by, whose), &asked) }
            </div>
            <div class="row">
                { link(Papers::Approvals, "打印审批表") }
                { link(Papers::Field, "打印附件5和记录表") }
                { link(Papers::Notices, "只打印附件5") }
                { link(Papers::Records, "只打印附件3") }
                if list.has_points() { { link(Papers::Checklists, "打印检查表单") } }
                { link(Papers::Scenes, "打印现场检查笔录") }
                <button type="button" class="btn" onclick={write}>{ "导出录入表（xlsx）" }</button>
                { file_button("entry-file", "导入录入表", WORKBOOK, on_file) }
            </div>
            <p class="small">{ format!("录入表发给{to_whom}填写，收回后在这里导入；先列出与现在不同的地方，确认后才采用。要清空已经录入的一格，在那一格填写“{CLEAR}”。") }</p>
            if let Some(reading) = &*found { <Taken course={course.clone()} reading={Same(reading.clone())} on_close={cb!(found, move |()| found.set(None))} /> }
        </section>
    }
}

/// How the list is parted, by the place of that way among `parts` if it is, and which part is meant.
fn picks(
    course: &DrawnCampaign,
    parts: &[(&'static str, Vec<PackPart>)],
    (by, whose): (Option<usize>, Whose),
    asked: &UseStateHandle<Whose>,
) -> Html {
    let some = by.map_or(&[][..], |by| &parts[by].1);
    let first: Vec<_> = parts.iter().filter_map(|(_, some)| some.first()).map(|part| part.whose).collect();
    let all: Vec<_> = some.iter().map(|part| part.whose).collect();
    let on_kind = cb!(asked, move |n: String| {
        let n = n.parse::<usize>().unwrap_or(0);
        asked.set(first.get(n.wrapping_sub(1)).copied().unwrap_or(Whose::All));
    });
    let on_part = cb!(asked, move |n: String| {
        n.parse::<usize>().ok().and_then(|n| all.get(n)).iter().for_each(|whose| asked.set(**whose))
    });
    let numbered = |n: usize, text: String| (AttrValue::from(n.to_string()), AttrValue::from(text));
    let kinds = parts.iter().enumerate().map(|(n, (what, _))| numbered(n + 1, format!("按{what}")));
    let kinds: Vec<_> = std::iter::once(numbered(0, format!("全部{}", course.subject()))).chain(kinds).collect();
    let name = |part: &PackPart| format!("{}　{} 户", part.name, part.businesses);
    let named: Vec<_> = some.iter().enumerate().map(|(n, part)| numbered(n, name(part))).collect();
    let at = some.iter().position(|part| part.whose == whose).unwrap_or_default();
    html! {
        <span class="row packs">
            <Pick name="打印和导出的范围" value={by.map_or(0, |by| by + 1).to_string()} options={kinds} on_pick={on_kind} />
            if !named.is_empty() { <Pick name="打印和导出哪些" value={at.to_string()} options={named} on_pick={on_part} /> }
        </span>
    }
}

fn inputs(of: &DrawnCampaign) -> EntryInputs {
    let (list, conduct) = ((*of.list.0).clone(), of.conduct().clone());
    EntryInputs { list, conduct, settings: of.campaign.settings.clone() }
}

fn write(app: &AppContext, of: &DrawnCampaign, (whose, part): (Whose, Option<&str>), job: &Job) {
    let keys = || chosen(&of.list.0, of.conduct(), whose).into_iter().map(|b| b.key.clone()).collect();
    let only = (whose != Whose::All).then(keys);
    let part = part.map(|part| format!("-{part}")).unwrap_or_default();
    let name = format!("{}-检查录入表{part}.xlsx", of.campaign.title());
    make(app, job, name, Content::Entry { course: Box::new(inputs(of)), only });
}
