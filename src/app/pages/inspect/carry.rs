use super::Course;
use super::taken::Taken;
use crate::app::make::{Job, make, read};
use crate::app::parts::{FileButton, Pick, Same};
use crate::app::store::{Shop, use_shop};
use crate::browser::clock;
use crate::course::{CLEAR, EntryReading};
use crate::draw::Mode;
use crate::route::{Papers, Route, Whose};
use crate::work::{self, Answer, Content, Task};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CarryProps {
    pub course: Course,
}

/// 出发与回来: papers to take along, the entry workbook out and in.
#[component]
pub fn Carry(p: &CarryProps) -> Html {
    let shop = use_shop();
    let team = use_state_eq(|| None::<u32>);
    let found = use_state(|| None::<Rc<EntryReading>>);
    let job: Job = use_mut_ref(|| None);
    let id = p.course.campaign.id.clone();
    let list = &p.course.list.0;
    let teams = list.teams();
    let whose = team.map_or(Whose::All, Whose::Team);
    let link = |papers, text: &'static str| html! { <a class="btn" href={Route::Papers(id.clone(), papers, whose).hash()}>{ text }</a> };
    let write = {
        let (shop, course, job, team) = (shop.clone(), p.course.clone(), job.clone(), *team);
        Callback::from(move |_: MouseEvent| write(&shop, &course, team, &job))
    };
    let on_file = {
        let (shop, of, job, found) = (shop.clone(), p.course.clone(), job.clone(), found.clone());
        Callback::from(move |file: File| {
            let (course, found) = (course(&of), found.clone());
            let task = move |file| Task::ReadEntry { course, file, today: clock::now().date_naive() };
            read(&shop, &job, file, task, move |answer| {
                if let Answer::Entry(reading) = answer {
                    found.set(Some(Rc::from(reading)));
                }
            });
        })
    };
    let options = std::iter::once(("".into(), "全部市场主体".into()))
        .chain(teams.iter().map(|n| (AttrValue::from(n.to_string()), AttrValue::from(list.team_name(*n)))))
        .collect::<Vec<(AttrValue, AttrValue)>>();
    html! {
        <section class="card" aria-labelledby="carry">
            <div class="head">
                <h2 id="carry">{ "带去、带回" }</h2>
                if list.mode == Mode::Teams || teams.len() > 1 {
                    <Pick name="打印和导出哪一组" class="w8" value={team.map(|n| n.to_string()).unwrap_or_default()} {options} on_pick={let team = team.clone(); Callback::from(move |t: String| team.set(t.parse().ok()))} />
                }
            </div>
            <div class="row">
                { link(Papers::Field, "打印告知书和记录表") }
                { link(Papers::Notices, "只打印附件5") }
                { link(Papers::Records, "只打印附件3") }
                <button type="button" class="btn" onclick={write}>{ "导出录入表（xlsx）" }</button>
                <FileButton id="entry-file" button="导入录入表" {on_file} />
            </div>
            <p class="small">{ format!("录入表发给各检查组填写，收回后在这里导入；先列出与现在不同的地方，确认后才采用。要清空已经录入的一格，在那一格填写“{CLEAR}”。") }</p>
            if let Some(reading) = &*found { <Taken course={p.course.clone()} reading={Same(reading.clone())} on_close={let found = found.clone(); Callback::from(move |()| found.set(None))} /> }
        </section>
    }
}

fn course(of: &Course) -> Box<work::Course> {
    let (list, conduct) = ((*of.list.0).clone(), of.conduct().clone());
    Box::new(work::Course { list, conduct, settings: of.campaign.settings.clone() })
}

fn write(shop: &Shop, of: &Course, team: Option<u32>, job: &Job) {
    let only = team.map(|team| of.list.0.businesses.iter().filter(|b| b.team == team).map(|b| b.key.clone()).collect());
    let part = team.map(|team| format!("-{}", of.list.0.team_name(team))).unwrap_or_default();
    let name = format!("{}-检查录入表{part}.xlsx", of.campaign.title());
    make(shop, job, name, Content::Entry { course: course(of), only });
}
