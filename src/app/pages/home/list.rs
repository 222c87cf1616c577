//! 我的抽查: what is under way first, then by year what is finished, folded; or what has the words that are sought.

use super::begin::Asked;
use crate::app::context::AppContext;
use crate::app::storage::backup::{save_backup, save_template};
use crate::app::storage::quota::Room;
use crate::model::{InOrder, Status};
use crate::route::{Route, Step};
use crate::state::{Campaign, Model, Phase, is_finished};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// So many campaigns are shown at once.
const SHOWN: usize = 20;

/// What the list shows and changes.
pub struct List<'a> {
    pub app: &'a AppContext,
    pub removing: &'a UseStateHandle<Option<String>>,
    pub asked: &'a UseStateHandle<Option<Asked>>,
    /// Which folds are open, by their names.
    pub open: &'a UseStateHandle<BTreeSet<String>>,
    /// The titles that several campaigns have.
    pub shared: BTreeSet<String>,
}

/// The titles that several of these have.
pub fn shared_titles(campaigns: &[Rc<Campaign>]) -> BTreeSet<String> {
    let mut counts = BTreeMap::new();
    campaigns.iter().for_each(|c| *counts.entry(c.title()).or_insert(0) += 1);
    counts.into_iter().filter(|(_, n)| *n > 1).map(|(title, _)| title).collect()
}

/// Campaigns as they are listed: what is under way, and what is finished by year.
#[derive(Default, PartialEq)]
pub struct Groups {
    pub open: Vec<Rc<Campaign>>,
    pub finished: Vec<(i32, Vec<Rc<Campaign>>)>,
}

impl Groups {
    /// Of campaigns in their order; the newest year first.
    pub fn of(model: &Model, campaigns: &[Rc<Campaign>]) -> Self {
        let mut groups = Self::default();
        for campaign in campaigns {
            if !is_finished(model, campaign) {
                groups.open.push(campaign.clone());
                continue;
            }
            let year = campaign.year();
            match groups.finished.iter_mut().find(|(of, _)| *of == year) {
                Some((_, list)) => list.push(campaign.clone()),
                None => groups.finished.push((year, vec![campaign.clone()])),
            }
        }
        groups.finished.order_by_key(|(year, _)| std::cmp::Reverse(*year));
        groups
    }
}

/// Says which folds are open once one was opened or closed.
pub fn toggle(open: &UseStateHandle<BTreeSet<String>>, name: &str) -> Callback<Event> {
    cb!(open, name, move |event: Event| {
        let is_open = event.target_dyn_into::<Element>().is_some_and(|details| details.has_attribute("open"));
        let mut next = (*open).clone();
        if is_open {
            next.insert(name.clone())
        } else {
            next.remove(&name)
        };
        open.set(next);
    })
}

impl List<'_> {
    /// All campaigns by state and year.
    pub fn grouped(&self, groups: &Groups) -> Html {
        // A heading is one too many where there is one kind only.
        let titled = !groups.finished.is_empty();
        html! {
            <>
                if titled && !groups.open.is_empty() { <h3 class="under-way">{ format!("进行中 {} 次", groups.open.len()) }</h3> }
                { self.some("more", &groups.open) }
                { for groups.finished.iter().map(|(year, list)| self.year(*year, list)) }
            </>
        }
    }

    fn year(&self, year: i32, list: &[Rc<Campaign>]) -> Html {
        let name = format!("year-{year}");
        let open = self.open.contains(&name);
        html! {
            <details key={name.clone()} {open} ontoggle={toggle(self.open, &name)}>
                <summary>{ format!("{year}年 办结 {} 次", list.len()) }</summary>
                if open { { self.some(&format!("{name}-more"), list) } }
            </details>
        }
    }

    /// Those that have the words.
    pub fn found(&self, campaigns: &[Rc<Campaign>], words: &str) -> Html {
        let found: Vec<_> = campaigns.iter().filter(|c| c.has_words(words)).cloned().collect();
        html! {
            <>
                <p class="small" role="status">{ match found.len() {
                    0 => format!("没有含“{}”的抽查。可以找任务名称、编号、年份和部门，几个词用空格隔开。", words.trim()),
                    n => format!("含“{}”的 {n} 次，共 {} 次", words.trim(), campaigns.len()),
                } }</p>
                { self.some("found-more", &found) }
            </>
        }
    }

    /// The first of a list, the others when they are asked for.
    pub fn some(&self, name: &str, list: &[Rc<Campaign>]) -> Html {
        let left = list.len().saturating_sub(SHOWN);
        let open = self.open.contains(name);
        html! {
            <>
                <ul class="list">{ for list.iter().take(SHOWN).map(|c| self.line(c)) }</ul>
                if left > 0 {
                    <details {open} ontoggle={toggle(self.open, name)}>
                        <summary>{ format!("另有 {left} 次") }</summary>
                        if open { <ul class="list">{ for list.iter().skip(SHOWN).map(|c| self.line(c)) }</ul> }
                    </details>
                }
            </>
        }
    }

    fn line(&self, campaign: &Rc<Campaign>) -> Html {
        let (app, removing, asked) = (self.app, self.removing, self.asked);
        let step = next_step(&app.store.model, campaign);
        let here = format!("第 {} 步：{}", step as usize + 1, step.title());
        let (tag, text) = match campaign.phase() {
            Phase::Open => ("tag", here),
            Phase::Sealed => ("tag bad", "已封存，等待报数".to_owned()),
            Phase::Seeded => ("tag bad", "种子已产生，等待抽取".to_owned()),
            Phase::Drawn => ("tag ok", here),
        };
        // What a button is for is told in full where two have one title.
        let title = if self.shared.contains(&campaign.title()) { campaign.full_name() } else { campaign.title() };
        let remove = cb!(removing, id = campaign.id, move |_: MouseEvent| removing.set(Some(id.clone())));
        let keep = cb!(app, campaign, move |_: MouseEvent| save_backup(&app, &campaign));
        let template = cb!(app, campaign, move |_: MouseEvent| save_template(&app, &campaign));
        let carry = cb!(asked, id = campaign.id, move |_: MouseEvent| {
            asked.set(Some(Asked { campaign: Some(id.clone()), template: None }));
        });
        html! {
            <li key={campaign.id.clone()}>
                <span class="grow">
                    <a href={Route::Step(campaign.id.clone(), step).hash()}><b>{ campaign.title() }</b></a>
                    <span class="small apart">{ campaign.particulars() }</span>
                </span>
                <span class={tag}>{ text }</span>
                if campaign.lacks().is_some() { <span class="tag bad">{ "缺少一部分内容，打不开" }</span> }
                if campaign.newer.is_some() { <span class="tag warn">{ "由更新版本的明抽保存，只能查看" }</span> }
                <span class="small">{ campaign.touched().format("%Y年%-m月%-d日 %H:%M").to_string() }</span>
                <Room campaign={campaign.clone()} />
                <span class="row acts">
                    if campaign.newer.is_none() && !campaign.is_rehearsal {
                        <button type="button" class="btn quiet" aria-label={format!("沿用{title}新建")} onclick={carry}>{ "沿用" }</button>
                        <button type="button" class="btn quiet" aria-label={format!("把{title}存为方案模板")} onclick={template}>{ "存为模板" }</button>
                    }
                    <button type="button" class="btn quiet" aria-label={format!("把{title}存为文件")} onclick={keep}>{ "存为文件" }</button>
                    <button type="button" class="btn quiet danger" aria-label={format!("删除{title}")} onclick={remove}>{ "删除" }</button>
                </span>
            </li>
        }
    }
}

/// The step to go on with.
fn next_step(model: &Model, campaign: &Campaign) -> Step {
    if campaign.phase() == Phase::Drawn {
        let wanted = [(Step::Inspect, Status::Inspected), (Step::Publish, Status::Published)];
        let next = wanted.into_iter().find(|(_, least)| !model.reached(campaign, *least));
        next.map_or(Step::Archive, |(step, _)| step)
    } else if campaign.phase() != Phase::Open || !campaign.attempts.is_empty() {
        Step::Draw
    } else if campaign.plan.title.trim().is_empty() {
        Step::Plan
    } else if campaign.businesses.is_none() || campaign.officers.is_none() {
        Step::Rosters
    } else {
        Step::Draw
    }
}
