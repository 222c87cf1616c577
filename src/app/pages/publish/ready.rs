use super::Course;
use crate::app::make::{Job, make, save_text};
use crate::app::parts::{Choice, DayBox, Field};
use crate::app::store::{Shop, use_shop};
use crate::browser::clock;
use crate::course::{
    Notice, NoticeFacts, PublicTable, discrepancies, drawn_notice, drawn_table, result_notice, result_table,
};
use crate::export::{publication_csv, publication_page};
use crate::model::Status;
use crate::route::{Route, Step};
use crate::state::Act;
use crate::work::Content;
use chrono::NaiveDate;
use yew::prelude::*;

/// 待公示: which results to publish now, the files to publish, and that it was done.
#[component]
pub fn Ready(course: &Course) -> Html {
    let shop = use_shop();
    let conduct = course.conduct();
    let settings = &course.campaign.settings;
    let left_out = use_state_eq(Vec::<String>::new);
    let on = use_state_eq(|| clock::now().date_naive());
    let place = use_state_eq(|| settings.published_at.clone());
    let job: Job = use_mut_ref(|| None);
    let ready: Vec<_> =
        course.list.0.businesses.iter().filter(|b| conduct.status(&b.key) == Status::Inspected).collect();
    let chosen: Vec<String> = ready.iter().map(|b| b.key.clone()).filter(|key| !left_out.contains(key)).collect();
    let publish = {
        let (shop, id, on, place, chosen) =
            (shop.clone(), course.campaign.id.clone(), *on, (*place).clone(), chosen.clone());
        Callback::from(move |_: MouseEvent| {
            shop.act(&id, Act::Publish { on, place: place.clone(), businesses: chosen.clone() });
        })
    };
    let population = course.campaign.current().and_then(|a| shop.0.model.sealed(a).ok());
    let population = population.map_or(0, |sealed| sealed.seal.strata.iter().map(|s| u64::from(s.population)).sum());
    let facts = facts(course, population, *on);
    let drawn = (drawn_notice(&facts), drawn_table(&course.list.0), "检查对象名单");
    let only = (!ready.is_empty()).then_some(chosen.as_slice());
    let result =
        (result_notice(&facts, conduct, only), result_table(&course.list.0, conduct, settings, only), "检查结果公示");
    let rows = result.1.rows.len();
    let odd = discrepancies(&course.list.0, conduct, settings);
    let odd: Vec<_> = odd.iter().filter(|d| d.business().is_some_and(|who| chosen.contains(&who.key))).collect();
    let leave_out = |keys: Vec<String>| {
        let left_out = left_out.clone();
        Callback::from(move |_: MouseEvent| left_out.set(keys.clone()))
    };
    let row = |b: &&crate::course::Listed| {
        let inspection = conduct.inspections.get(&b.key).cloned().unwrap_or_default();
        let (key, left) = (b.key.clone(), left_out.clone());
        let on_pick = Callback::from(move |on: bool| {
            let mut next: Vec<String> = (*left).iter().filter(|k| **k != key).cloned().collect();
            if !on {
                next.push(key.clone());
            }
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
    html! {
        <section class="card stack" aria-labelledby="ready">
            <div class="head"><h2 id="ready">{ format!("待公示 {} 户", ready.len()) }</h2></div>
            <div class="grid">
                <div>
                    <h3>{ "检查前：名单公告" }</h3>
                    <p class="small">{ "抽取之后、检查之前公布抽中了谁。" }</p>
                    { files(&shop, &job, course, drawn, "") }
                </div>
                <div>
                    <h3>{ "检查后：结果公示" }</h3>
                    <p class="small">{ if ready.is_empty() { format!("含全部已出结果的 {rows} 户。") } else { format!("含下面勾选的 {rows} 户。") } }</p>
                    { files(&shop, &job, course, result, "结果") }
                </div>
            </div>
            if ready.is_empty() {
                <p class="note">{ "没有待公示的市场主体。填好检查日期和检查结果后，会出现在这里。" }{ " " }<a href={Route::Step(course.campaign.id.clone(), Step::Inspect).hash()}>{ "去填写" }</a></p>
            } else {
                <div class="row">
                    <button type="button" class="btn quiet" disabled={chosen.len() == ready.len()} onclick={leave_out(Vec::new())}>{ "全选" }</button>
                    <button type="button" class="btn quiet" disabled={chosen.is_empty()} onclick={leave_out(ready.iter().map(|b| b.key.clone()).collect())}>{ "全不选" }</button>
                </div>
                <div class="scroll"><table class="wrap-cards">
                    <thead><tr><th>{ "公示" }</th><th class="num">{ "序号" }</th><th>{ "市场主体" }</th><th>{ "检查日期" }</th><th>{ "检查结果" }</th></tr></thead>
                    <tbody>{ for ready.iter().map(row) }</tbody>
                </table></div>
                <div class="row">
                    <div class="field"><label for="publish-on">{ "公示日期" }</label><DayBox id="publish-on" name="公示日期" value={Some(*on)} on_day={let on = on.clone(); Callback::from(move |day: Option<NaiveDate>| if let Some(day) = day { on.set(day) })} /></div>
                    <Field class="grow" id="publish-place" label="在哪里公示" value={(*place).clone()} on_text={let place = place.clone(); Callback::from(move |text| place.set(text))} />
                </div>
                if !odd.is_empty() {
                    <p class="note warn">{ format!("勾选的市场主体有 {} 处前后不符，标记之后只能更正，请先到“检查”页核对：", odd.len()) }{ " " }<a href={Route::Step(course.campaign.id.clone(), Step::Inspect).hash()}>{ "去核对" }</a></p>
                    <ul>{ for odd.iter().map(|d| html! { <li>{ d.to_string() }</li> }) }</ul>
                }
                <div class="row end"><button type="button" class="btn main" disabled={chosen.is_empty()} onclick={publish}>{ format!("标记 {} 户已公示", chosen.len()) }</button></div>
                <p class="small">{ "请先在公示的网站发布，再在这里标记；标记之后检查情况不能直接修改，只能更正。" }</p>
            }
        </section>
    }
}

fn facts(course: &Course, population: u64, on: NaiveDate) -> NoticeFacts<'_> {
    let attempt = course.campaign.current();
    NoticeFacts {
        list: &course.list.0,
        basis: course.campaign.plan.basis.trim(),
        population,
        commitment: attempt.map_or_else(|| crate::model::Digest::of(""), |a| a.commitment),
        settings: &course.campaign.settings,
        on,
    }
}

/// The buttons that save a notice and its table.
fn files(
    shop: &Shop,
    job: &Job,
    course: &Course,
    (notice, table, what): (Notice, PublicTable, &'static str),
    key: &'static str,
) -> Html {
    let name = move |title: &str, ending: &str| format!("{title}-{what}.{ending}");
    let title = course.campaign.title();
    let text = |ending: &'static str, text: String| {
        let (shop, file) = (shop.clone(), name(&title, ending));
        Callback::from(move |_: MouseEvent| save_text(&shop, &file, &text))
    };
    let workbook = {
        let (shop, job, file, table) = (shop.clone(), job.clone(), name(&title, "xlsx"), table.clone());
        Callback::from(move |_: MouseEvent| make(&shop, &job, file.clone(), Content::Public(table.clone())))
    };
    html! {
        <div class="row" key={key}>
            <button type="button" class="btn" onclick={text("txt", notice.text())}>{ "公告文字" }</button>
            <button type="button" class="btn" onclick={text("html", publication_page(&notice, &table))}>{ "网页" }</button>
            <button type="button" class="btn" onclick={workbook}>{ "xlsx" }</button>
            <button type="button" class="btn" onclick={text("csv", publication_csv(&table))}>{ "csv" }</button>
        </div>
    }
}
