use super::Course;
use crate::app::make::{Job, make, save_text};
use crate::app::parts::{Choice, DayBox, Field, Pager, page_of};
use crate::app::store::{Shop, use_shop};
use crate::browser::clock;
use crate::course::{
    Listed, Notice, NoticeFacts, PublicTable, discrepancies, drawn_notice, drawn_table, result_notice, result_table,
};
use crate::export::{publication_csv, publication_page};
use crate::model::{Digest, Status};
use crate::route::{Route, Step};
use crate::state::Act;
use crate::work::Content;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// 待公示: which results to publish now, the files to publish, and that it was done.
#[component]
pub fn Ready(course: &Course) -> Html {
    let shop = use_shop();
    let conduct = course.conduct();
    let settings = &course.campaign.settings;
    let left_out = use_state_eq(BTreeSet::<String>::new);
    let page = use_state_eq(|| 0_usize);
    let on = use_state_eq(|| clock::now().date_naive());
    let place = use_state_eq(|| settings.published_at.clone());
    let job: Job = use_mut_ref(|| None);
    let ready: Vec<_> =
        course.list.0.businesses.iter().filter(|b| conduct.status(&b.key) == Status::Inspected).collect();
    let chosen: BTreeSet<String> = ready.iter().filter(|b| !left_out.contains(&b.key)).map(|b| b.key.clone()).collect();
    let publish = {
        let (shop, course, on, place, left_out) =
            (shop.clone(), course.clone(), *on, (*place).clone(), (*left_out).clone());
        Callback::from(move |_: MouseEvent| {
            let conduct = course.conduct();
            let keys = course.list.0.businesses.iter().map(|b| b.key.clone());
            let businesses =
                keys.filter(|key| conduct.status(key) == Status::Inspected && !left_out.contains(key)).collect();
            shop.act(&course.campaign.id, Act::Publish { on, place: place.clone(), businesses });
        })
    };
    let only = (!ready.is_empty()).then(|| Rc::new(chosen.clone()));
    let shown = if ready.is_empty() {
        course.list.0.businesses.iter().filter(|b| conduct.status(&b.key) >= Status::Inspected).count()
    } else {
        chosen.len()
    };
    let odd = discrepancies(&course.list.0, conduct, settings);
    let odd: Vec<_> = odd.iter().filter(|d| d.business().is_some_and(|who| chosen.contains(&who.key))).collect();
    let leave_out = |keys: BTreeSet<String>| {
        let left_out = left_out.clone();
        Callback::from(move |_: MouseEvent| left_out.set(keys.clone()))
    };
    let row = |b: &&Listed| {
        let inspection = conduct.inspections.get(&b.key).cloned().unwrap_or_default();
        let (key, left) = (b.key.clone(), left_out.clone());
        let on_pick = Callback::from(move |on: bool| {
            let mut next = (*left).clone();
            if on {
                next.remove(&key)
            } else {
                next.insert(key.clone())
            };
            left.set(next);
        });
        html! {
            <tr key={b.key.clone()}>
                <td data-label="公示"><Choice kind="checkbox" group="ready" checked={chosen.contains(&b.key)} {on_pick}><span class="sr">{ format!("公示{}", b.name) }</span></Choice></td>
                <td class="num" data-label="序号">{ b.number }</td>
                <td data-label="市场主体">{ &b.name }</td>
                <td class="nowrap" data-label="检查日期">{ inspection.date.map(|d| d.to_string()) }</td>
                <td data-label="检查结果">{ inspection.result }</td>
            </tr>
        }
    };
    let drawn = Making { course: course.clone(), shop: shop.clone(), on: *on, what: What::Drawn };
    let result = Making { what: What::Result(only), ..drawn.clone() };
    html! {
        <section class="card stack" aria-labelledby="ready">
            <div class="head"><h2 id="ready">{ format!("待公示 {} 户", ready.len()) }</h2></div>
            <div class="grid">
                <div>
                    <h3>{ "检查前：名单公告" }</h3>
                    <p class="small">{ "抽取之后、检查之前公布抽中了谁。" }</p>
                    { files(&job, &drawn) }
                </div>
                <div>
                    <h3>{ "检查后：结果公示" }</h3>
                    <p class="small">{ if ready.is_empty() { format!("含全部已出结果的 {shown} 户。") } else { format!("含下面勾选的 {shown} 户。") } }</p>
                    { files(&job, &result) }
                </div>
            </div>
            if ready.is_empty() {
                <p class="note">{ "没有待公示的市场主体。填好检查日期和检查结果后，会出现在这里。" }{ " " }<a href={Route::Step(course.campaign.id.clone(), Step::Inspect).hash()}>{ "去填写" }</a></p>
            } else {
                <div class="row">
                    <button type="button" class="btn quiet" disabled={chosen.len() == ready.len()} onclick={leave_out(BTreeSet::new())}>{ "全选" }</button>
                    <button type="button" class="btn quiet" disabled={chosen.is_empty()} onclick={leave_out(ready.iter().map(|b| b.key.clone()).collect())}>{ "全不选" }</button>
                </div>
                <div class="scroll"><table class="wrap-cards">
                    <thead><tr><th>{ "公示" }</th><th class="num">{ "序号" }</th><th>{ "市场主体" }</th><th>{ "检查日期" }</th><th>{ "检查结果" }</th></tr></thead>
                    <tbody>{ for page_of(&ready, *page).iter().map(row) }</tbody>
                </table></div>
                <Pager rows={ready.len()} page={*page} on_page={let page = page.clone(); Callback::from(move |to| page.set(to))} label="待公示翻页" />
                <div class="row">
                    <div class="field"><label for="publish-on">{ "公示日期" }</label><DayBox id="publish-on" name="公示日期" value={Some(*on)} on_day={let on = on.clone(); Callback::from(move |day: Option<NaiveDate>| if let Some(day) = day { on.set(day) })} /></div>
                    <Field class="grow" id="publish-place" label="在哪里公示" value={(*place).clone()} on_text={let place = place.clone(); Callback::from(move |text| place.set(text))} />
                </div>
                if !odd.is_empty() {
                    <p class="note warn">{ format!("勾选的市场主体有 {} 处前后不符，标记之后只能更正，请先到“检查”页核对：", odd.len()) }{ " " }<a href={Route::Step(course.campaign.id.clone(), Step::Inspect).hash()}>{ "去核对" }</a></p>
                    <ul>{ for odd.iter().take(MOST).map(|d| html! { <li>{ d.to_string() }</li> }) }</ul>
                    if odd.len() > MOST { <p class="small">{ format!("另有 {} 处，没有列出。", odd.len() - MOST) }</p> }
                }
                <div class="row end"><button type="button" class="btn main" disabled={chosen.is_empty()} onclick={publish}>{ format!("标记 {} 户已公示", chosen.len()) }</button></div>
                <p class="small">{ "请先在公示的网站发布，再在这里标记；标记之后检查情况不能直接修改，只能更正。" }</p>
            }
        </section>
    }
}

/// The most discrepancies that are listed.
const MOST: usize = 20;

/// What the files are about.
#[derive(Clone)]
enum What {
    /// Who was drawn.
    Drawn,
    /// What was found: of these businesses, or of all that are ready or published.
    Result(Option<Rc<BTreeSet<String>>>),
}

/// Makes a notice and its table when they are asked for: of thousands that takes a while.
#[derive(Clone)]
struct Making {
    course: Course,
    shop: Shop,
    on: NaiveDate,
    what: What,
}

impl Making {
    const fn name(&self) -> &'static str {
        match self.what {
            What::Drawn => "检查对象名单",
            What::Result(_) => "检查结果公示",
        }
    }

    fn make(&self) -> (Notice, PublicTable) {
        let Course { campaign, list } = &self.course;
        let (conduct, settings, list) = (self.course.conduct(), &campaign.settings, &list.0);
        let attempt = campaign.current();
        let population = attempt.and_then(|a| self.shop.0.model.sealed(a).ok());
        let population =
            population.map_or(0, |sealed| sealed.seal.strata.iter().map(|s| u64::from(s.population)).sum());
        let facts = NoticeFacts {
            list,
            basis: campaign.plan.basis.trim(),
            population,
            commitment: attempt.map_or_else(|| Digest::of(""), |a| a.commitment),
            settings,
            on: self.on,
        };
        match &self.what {
            What::Drawn => (drawn_notice(&facts), drawn_table(list)),
            What::Result(only) => {
                let only = only.as_deref();
                (result_notice(&facts, conduct, only), result_table(list, conduct, settings, only))
            }
        }
    }
}

/// The buttons that save a notice and its table.
fn files(job: &Job, making: &Making) -> Html {
    let title = making.course.campaign.title();
    let name = |ending: &str| format!("{title}-{}.{ending}", making.name());
    let text = |ending: &'static str, text: fn(&Notice, &PublicTable) -> String| {
        let (making, file) = (making.clone(), name(ending));
        Callback::from(move |_: MouseEvent| {
            let (notice, table) = making.make();
            save_text(&making.shop, &file, &text(&notice, &table));
        })
    };
    let workbook = {
        let (making, job, file) = (making.clone(), job.clone(), name("xlsx"));
        Callback::from(move |_: MouseEvent| {
            make(&making.shop, &job, file.clone(), Content::Public(making.make().1));
        })
    };
    html! {
        <div class="row" key={making.name()}>
            <button type="button" class="btn" onclick={text("txt", |notice, _| notice.text())}>{ "公告文字" }</button>
            <button type="button" class="btn" onclick={text("html", publication_page)}>{ "网页" }</button>
            <button type="button" class="btn" onclick={workbook}>{ "xlsx" }</button>
            <button type="button" class="btn" onclick={text("csv", |_, table| publication_csv(table))}>{ "csv" }</button>
        </div>
    }
}
