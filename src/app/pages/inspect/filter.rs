//! Which businesses the table of entries shows.

use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{Field, Pick};
use crate::course::{Worklist, WorklistItem};
use crate::draw::Mode;
use crate::model::{Conduct, Status, normal_key};
use yew::prelude::*;

/// What is wanted; empty for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    team: Option<u32>,
    department: String,
    category: String,
    status: Option<Status>,
    words: String,
}

impl Filter {
    /// The places on the list of those that are wanted.
    pub fn places(&self, list: &Worklist, conduct: &Conduct) -> Vec<usize> {
        let words = normal_key(&self.words);
        let has = |text: &String| normal_key(text).contains(&words);
        let fits = |b: &WorklistItem| {
            self.team.is_none_or(|team| b.team == team)
                && (self.department.is_empty() || b.shares.iter().any(|s| s.department == self.department))
                && (self.category.is_empty() || b.stratum == self.category)
                && self.status.is_none_or(|status| conduct.status(&b.key) == status)
                && (words.is_empty()
                    || [&b.name, &b.code, &b.key].into_iter().any(has)
                    || b.officers().any(|officer| has(&officer.name))
                    || conduct.planned(&b.key).is_some_and(|planned| has(&planned.to_string())))
        };
        list.businesses.iter().enumerate().filter(|(_, b)| fits(b)).map(|(place, _)| place).collect()
    }
}

/// The boxes in which it is said. Where each business has officers of its own there are no teams to choose from.
pub fn filters(course: &DrawnCampaign, filter: &UseStateHandle<Filter>) -> Html {
    let set = |change: fn(&mut Filter, String)| {
        cb!(filter, move |text| {
            let mut next = (*filter).clone();
            change(&mut next, text);
            filter.set(next);
        })
    };
    let list = &course.list.0;
    let pick = |name: &'static str, words: Vec<(AttrValue, AttrValue)>, value: AttrValue, on_pick| {
        let all = AttrValue::from(format!("全部{name}"));
        let options: Vec<_> = std::iter::once((AttrValue::Static(""), all)).chain(words).collect();
        html! { <Pick {name} {value} {options} {on_pick} /> }
    };
    let word = |w: &String| (AttrValue::from(w.clone()), AttrValue::from(w.clone()));
    let team = |n: u32| (AttrValue::from(n.to_string()), AttrValue::from(list.team_name(n)));
    let status = |s: Status| (AttrValue::Static(s.title()), AttrValue::Static(s.title()));
    let teams = list.teams().into_iter().map(team).collect();
    let departments = list.departments.iter().map(word).collect();
    let categories = list.strata.iter().map(word).collect();
    let statuses = Status::ALL.map(status).to_vec();
    let status = filter.status.map(|s| AttrValue::Static(s.title())).unwrap_or_default();
    html! {
        <div class="row filters">
            if list.mode == Mode::Teams { { pick("检查组", teams, filter.team.map(|n| n.to_string()).unwrap_or_default().into(), set(|f, t| f.team = t.parse().ok())) } }
            { pick("部门", departments, filter.department.clone().into(), set(|f, t| f.department = t)) }
            if list.strata.len() > 1 { { pick(list.by.title(), categories, filter.category.clone().into(), set(|f, t| f.category = t)) } }
            { pick("状态", statuses, status, set(|f, t| f.status = Status::ALL.into_iter().find(|s| s.title() == t))) }
            <Field class="grow" id="find-business" name="查找企业、代码或检查人员" placeholder="查找企业、代码或检查人员" kind="search" value={filter.words.clone()} on_text={set(|f, t| f.words = t)} />
        </div>
    }
}
