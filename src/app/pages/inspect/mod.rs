//! 检查: what to take along, what was found, how far it is.

mod bulk;
mod carry;
mod day_told;
mod form;
mod one;
mod table;
mod taken;

use super::after_draw::{AfterDraw, Course};
use crate::app::course::pressing;
use crate::app::parts::{DueList, Field, Pick, Same, Undo};
use crate::app::store::use_shop;
use crate::course::{Listed, Summary, Tally};
use crate::model::{Conduct, Status, normal_key};
use crate::route::{Route, Step};
use crate::state::Act;
use bulk::Bulk;
use carry::Carry;
use day_told::DayTold;
use one::OneBusiness;
use std::rc::Rc;
use table::EntryTable;
use yew::prelude::*;

/// Which businesses the table shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub team: Option<u32>,
    pub department: String,
    pub status: Option<Status>,
    pub words: String,
}

impl Filter {
    fn fits(&self, b: &Listed, conduct: &Conduct) -> bool {
        let words = normal_key(&self.words);
        self.team.is_none_or(|team| b.team == team)
            && (self.department.is_empty() || b.shares.iter().any(|s| s.department == self.department))
            && self.status.is_none_or(|status| conduct.status(&b.key) == status)
            && (words.is_empty() || [&b.name, &b.code, &b.key].iter().any(|t| normal_key(t).contains(&words)))
    }
}

#[derive(Properties, PartialEq)]
pub struct InspectPageProps {
    pub id: AttrValue,
}

#[component]
pub fn InspectPage(props: &InspectPageProps) -> Html {
    let shop = use_shop();
    let Some(campaign) = shop.campaign(&props.id) else { return Html::default() };
    let about = "谁检查、谁录入；录入的内容随时自动保存";
    let body = Callback::from(|course: Course| html! { <Body ..course /> });
    html! { <AfterDraw {campaign} step={Step::Inspect} {about} {body} /> }
}

#[component]
fn Body(course: &Course) -> Html {
    let filter = use_state_eq(Filter::default);
    let open = use_state_eq(|| None::<String>);
    let filling = use_state_eq(|| false);
    let campaign = &course.campaign;
    let conduct = course.conduct();
    let shown: Rc<Vec<usize>> = Rc::new(
        course.list.0.businesses.iter().enumerate().filter(|(_, b)| filter.fits(b, conduct)).map(|(i, _)| i).collect(),
    );
    let shop = use_shop();
    let turns = campaign.current().map(|a| (a.turns.done.len(), a.turns.undone.len())).unwrap_or_default();
    let pressing = pressing(&shop.0.model, campaign, Some(&course.list.0));
    let on_open = {
        let open = open.clone();
        Callback::from(move |key: Option<String>| open.set(key))
    };
    let on_fill = {
        let filling = filling.clone();
        Callback::from(move |on: bool| filling.set(on))
    };
    html! {
        <>
            if !pressing.is_empty() {
                <section class="card" aria-labelledby="pressing">
                    <div class="head"><h2 id="pressing">{ "到期提醒" }</h2><span class="right"><a class="btn quiet" href={Route::Step(campaign.id.clone(), Step::Publish).hash()}>{ "去公示" }</a></span></div>
                    <DueList deadlines={pressing} />
                </section>
            }
            <ProgressCard ..course.clone() />
            <Carry course={course.clone()} />
            <section class="card" aria-labelledby="entries">
                <div class="head">
                    <h2 id="entries">{ "检查情况" }</h2>
                    <span class="small">{ format!("{} 户中显示 {} 户；回车跳到下一户", course.list.0.businesses.len(), shown.len()) }</span>
                    <span class="right row"><Undo {turns} on_undo={shop.on_act(&campaign.id, Act::UndoInspect)} on_redo={shop.on_act(&campaign.id, Act::RedoInspect)} /><button type="button" class="btn" onclick={on_fill.reform(|_| true)}>{ "批量填写……" }</button></span>
                </div>
                <Filters course={course.clone()} filter={(*filter).clone()} on_filter={let filter = filter.clone(); Callback::from(move |f| filter.set(f))} />
                <EntryTable course={course.clone()} shown={Same(shown.clone())} on_open={on_open.reform(Some)} />
            </section>
            <div class="row end"><a class="btn main big" href={Route::Step(campaign.id.clone(), Step::Publish).hash()}>{ "下一步：公示" }</a></div>
            if let Some(key) = &*open { <OneBusiness key={key.clone()} course={course.clone()} business={key.clone()} on_close={on_open.reform(|()| None)} /> }
            if *filling { <Bulk course={course.clone()} shown={Same(shown)} on_close={on_fill.reform(|()| false)} /> }
        </>
    }
}

/// How far it is: in all, by team, by department.
#[component]
fn ProgressCard(course: &Course) -> Html {
    let summary = Summary::counts(&course.list.0, course.conduct(), &course.campaign.settings);
    let tags = Status::ALL.into_iter().zip(summary.total.statuses);
    let table = |what: &'static str, rows: &[Tally]| {
        html! {
            <table>
                <thead><tr><th>{ what }</th><th class="num">{ "应检查" }</th><th class="num">{ "已检查" }</th><th class="num">{ "已公示" }</th><th class="num">{ "完结" }</th></tr></thead>
                <tbody>{ for rows.iter().map(|t| html! {
                    <tr key={t.label.clone()}><td>{ &t.label }</td><td class="num">{ t.listed }</td><td class="num">{ t.inspected }</td><td class="num">{ t.published }</td><td class="num">{ t.closed }</td></tr>
                }) }</tbody>
            </table>
        }
    };
    html! {
        <section class="card" aria-labelledby="progress">
            <div class="head">
                <h2 id="progress">{ "进度" }</h2>
                <span class="row">{ for tags.map(|(status, n)| html! { <span class={tag(status)}>{ format!("{} {n} 户", status.title()) }</span> }) }</span>
            </div>
            <progress max={summary.total.listed.to_string()} value={summary.total.inspected.to_string()} aria-label="已检查的户数" />
            <details>
                <summary>{ "按检查组、部门查看" }</summary>
                <div class="grid">
                    if !summary.by_team.is_empty() { { table("检查组", &summary.by_team) } }
                    { table("部门", &summary.by_department) }
                </div>
            </details>
        </section>
    }
}

/// The look of a status.
pub const fn tag(status: Status) -> &'static str {
    match status {
        Status::Waiting => "tag",
        Status::Entering | Status::Inspected => "tag warn",
        Status::Published | Status::Closed => "tag ok",
    }
}

#[derive(Properties, PartialEq)]
struct FiltersProps {
    course: Course,
    filter: Filter,
    on_filter: Callback<Filter>,
}

#[component]
fn Filters(p: &FiltersProps) -> Html {
    let set = |change: fn(&mut Filter, String)| {
        let filter = p.filter.clone();
        p.on_filter.reform(move |text| {
            let mut next = filter.clone();
            change(&mut next, text);
            next
        })
    };
    let list = &p.course.list.0;
    let all = |text: &'static str| (AttrValue::Static(""), AttrValue::Static(text));
    let teams = list.teams();
    let team = |n: &u32| (AttrValue::from(n.to_string()), AttrValue::from(list.team_name(*n)));
    let teams = std::iter::once(all("全部检查组")).chain(teams.iter().map(team)).collect::<Vec<_>>();
    let department = |d: &String| (AttrValue::from(d.clone()), AttrValue::from(d.clone()));
    let departments = std::iter::once(all("全部部门")).chain(list.departments.iter().map(department));
    let status = |s: Status| (AttrValue::Static(s.title()), AttrValue::Static(s.title()));
    let statuses = std::iter::once(all("全部状态")).chain(Status::ALL.map(status));
    html! {
        <div class="row filters">
            <Pick name="检查组" value={p.filter.team.map(|n| n.to_string()).unwrap_or_default()} options={teams} on_pick={set(|f, t| f.team = t.parse().ok())} />
            <Pick name="部门" value={p.filter.department.clone()} options={departments.collect::<Vec<_>>()} on_pick={set(|f, t| f.department = t)} />
            <Pick name="状态" value={p.filter.status.map(|s| AttrValue::Static(s.title())).unwrap_or_default()} options={statuses.collect::<Vec<_>>()} on_pick={set(|f, t| f.status = Status::ALL.into_iter().find(|s| s.title() == t))} />
            <Field class="grow" id="find-business" name="查找企业名称或代码" placeholder="查找企业名称或代码" kind="search" value={p.filter.words.clone()} on_text={set(|f, t| f.words = t)} />
        </div>
    }
}
