//! 检查台账 of a year: the visits of all campaigns of this browser.

use super::statistics::statistics_card;
use crate::app::context::{AppContext, use_app};
use crate::app::parts::{Pick, Same, checkbox};
use crate::app::storage::visited::with_visits;
use crate::app::worker::download::Job;
use crate::browser::clock;
use crate::course::{Account, year_days};
use crate::model::{InOrder, Stamp, ToSet};
use crate::route::Route;
use crate::state::{Campaign, Model, account, has_visits, visit_days};
use crate::work::year_ledger;
use chrono::Datelike;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What a campaign put down, or why it could not be read; in the order of the list.
type Read = Vec<Result<Account, String>>;
/// Of which campaigns it is, as they were by then.
type ReadOf = (i32, Vec<(String, Stamp)>);

/// From so many campaigns on their list is scrolled.
const MANY: usize = 6;

/// Campaigns that were held; a demonstration or a rehearsal is none.
fn held(model: &Model) -> impl Iterator<Item = &Rc<Campaign>> {
    model.campaigns.values().filter(|c| !c.plan.demo && !c.is_rehearsal)
}

/// The years of which there are visits, the latest first.
fn years(model: &Model) -> Vec<i32> {
    let years: BTreeSet<i32> = held(model).flat_map(|c| visit_days(c)).map(|day| day.year()).to_set();
    years.into_iter().rev().collect()
}

/// The campaign of the list that has the same draw, where this one is a copy of it.
fn original<'a>(of_year: &'a [Rc<Campaign>], copy: &Campaign) -> Option<&'a Rc<Campaign>> {
    let sealed = |c: &Campaign| c.attempts.iter().map(|a| a.commitment).to_set();
    let own: BTreeSet<_> = sealed(copy);
    let same = |c: &&Rc<Campaign>| c.id != copy.id && !sealed(c).is_disjoint(&own);
    // Of two copies of which the original is gone, the first stands for it.
    of_year.iter().filter(same).find(|c| (c.is_copy, &c.id) < (copy.is_copy, &copy.id))
}

/// 检查台账 of a year.
#[component]
pub fn LedgerPage() -> Html {
    let app = use_app();
    let job: Job = use_mut_ref(|| None);
    let chosen = use_state_eq(|| None::<i32>);
    // Those of which the user said that they are taken in after all, or are not.
    let turned = use_state_eq(BTreeSet::<String>::new);
    let model = app.store.model.clone();
    let years = years(&model);
    let today = clock::now().date_naive();
    let year = chosen.filter(|year| years.contains(year)).or_else(|| years.first().copied()).unwrap_or(today.year());
    let mut of_year: Vec<Rc<Campaign>> = held(&model).filter(|c| has_visits(c, &year_days(year))).cloned().collect();
    of_year.order_by_key(|c| (c.is_copy, c.full_name()));
    let read = use_read(&app, year, &of_year);
    let originals: Vec<_> = of_year.iter().map(|c| original(&of_year, c)).collect();
    let taken = |place: usize| originals[place].is_none() != turned.contains(&of_year[place].id);
    let ticks: Vec<bool> = (0..of_year.len()).map(taken).collect();
    let made_of = (read.clone().map(Same), ticks.clone(), year, Same(model.office.clone()), today);
    let book = use_memo(made_of, |(read, ticks, year, office, today)| {
        let all = read.as_ref()?.0.iter().zip(ticks).filter(|(_, taken)| **taken);
        let accounts = all.filter_map(|(account, _)| account.as_ref().ok().cloned()).collect();
        Some(Rc::new(year_ledger(accounts, *year, &office.0.shown(*today))))
    });
    let options = years.iter().map(|y| (y.to_string().into(), format!("{y}年").into())).collect::<Vec<_>>();
    let on_year = cb!(chosen, move |text: String| chosen.set(text.parse().ok()));
    let lacking: Vec<String> = held(&model).filter(|c| c.lacks().is_some()).map(|c| c.title()).collect();
    let one = |(place, c): (usize, &Rc<Campaign>)| {
        let found = read.as_ref().and_then(|read| read.get(place));
        let tick = cb!(turned, id = c.id, move |_: bool| {
            let mut next = (*turned).clone();
            if !next.remove(&id) {
                next.insert(id.clone());
            }
            turned.set(next);
        });
        line(c, found, originals[place], checkbox("ledger-of", ticks[place], false, tick, c.full_name()))
    };
    html! {
        <div class="page stack">
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ "检查台账" }</h1>
                <span class="small">{ "本机各次抽查一年的检查，按检查日期" }</span>
                <span class="right row">
                    if !years.is_empty() { <Pick id="ledger-year" name="哪一年" value={year.to_string()} {options} on_pick={on_year} /> }
                    <a class="btn" href={Route::Home.hash()}>{ "返回首页" }</a>
                </span>
            </div>
            if years.is_empty() {
                <section class="card empty"><h2>{ "还没有登记过检查" }</h2><p>{ "各次抽查在“检查”页登记检查日期和结果以后，这里汇总成全年的台账和统计。演示和演练不计。" }</p><p class="row"><a class="btn main" href={Route::Home.hash()}>{ "返回首页" }</a></p></section>
            } else {
                <section class="card" aria-labelledby="ledger-of">
                    <div class="head"><h2 id="ledger-of">{ format!("{year}年有检查的抽查") }</h2><span class="small">{ "不列入的，去掉勾选。演示和演练不计" }</span></div>
                    <ul class={classes!("list", (of_year.len() > MANY).then_some("ticked"))}>{ for of_year.iter().enumerate().map(one) }</ul>
                    if !lacking.is_empty() { <p class="note warn">{ format!("缺少一部分检查记录，可能没有列全：{}。请用备份文件恢复后再导出。", lacking.join("、")) }</p> }
                </section>
                if let Some(book) = &*book { { statistics_card(&app, &job, book, Route::Office.hash()) } } else { <p class="note" role="status">{ "正在读取各次抽查的检查记录……" }</p> }
            }
        </div>
    }
}

/// A campaign of the list: whether it is taken in, how many rows, and what is to be known of it.
fn line(c: &Campaign, found: Option<&Result<Account, String>>, copy_of: Option<&Rc<Campaign>>, tick: Html) -> Html {
    html! {
        <li key={c.id.clone()}>
            <span class="grow">{ tick }
            if let Some(other) = copy_of { <span class="small apart">{ format!("与“{}”是同一次抽取，默认不列入；两份登记不同的，比较后选一份", other.title()) }</span> }
            if c.deleted.is_some() { <span class="small apart">{ "已删除，检查照样计入" }</span> }
            </span>
            { match found {
                Some(Ok(account)) => html! { <span class="small num">{ format!("{}行", account.lines.len()) }</span> },
                Some(Err(why)) => html! { <span class="tag bad">{ format!("没有列入：{why}") }</span> },
                None => Html::default(),
            } }
        </li>
    }
}

/// What the campaigns put down in the year; none while they are read.
#[hook]
fn use_read(app: &AppContext, year: i32, of_year: &[Rc<Campaign>]) -> Option<Rc<Read>> {
    let found = use_state(|| None::<(ReadOf, Rc<Read>)>);
    let turns = use_mut_ref(|| 0_u32);
    let read_of: ReadOf = (year, of_year.iter().map(|c| (c.id.clone(), c.touched())).collect());
    {
        let (app, of_year, set) = (app.clone(), of_year.to_vec(), found.setter());
        use_effect_with(read_of.clone(), move |read_of| {
            let read_of = read_of.clone();
            *turns.borrow_mut() += 1;
            let turn = *turns.borrow();
            spawn_local(async move {
                let mut read = Read::new();
                for campaign in &of_year {
                    let model = with_visits(&app, campaign).await;
                    let put_down = model.and_then(|m| account(&m, campaign, None).map_err(|why| why.to_string()));
                    read.push(put_down.map(|account| account.within(&year_days(read_of.0))));
                }
                // What was asked for later counts.
                if *turns.borrow() == turn {
                    set.set(Some((read_of, Rc::new(read))));
                }
            });
        });
    }
    let (of, read) = found.as_ref()?;
    (*of == read_of).then(|| read.clone())
}
