//! 安排检查日期: the visits of a team, or of all teams, are spread over days; what comes of it is seen before it is taken.

use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{DayBox, Dialog, Pick, checkbox, edit_state};
use crate::browser::clock;
use crate::course::{WorklistItem, days_between, is_inspected, planned_told, spread_over, weekday};
use crate::draw::Mode;
use crate::model::{HalfDay, PlannedDay};
use crate::state::{Act, inspection_stage};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SpreadProps {
    pub course: DrawnCampaign,
    pub on_close: Callback<()>,
}

/// Over what they are spread.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    team: Option<u32>,
    first: NaiveDate,
    last: NaiveDate,
    /// Workdays that are not wanted, and days off that are.
    others: BTreeSet<NaiveDate>,
    halves: Halves,
    /// Those that are planned already as well.
    again: bool,
}

/// Which halves of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Halves {
    Whole,
    Both,
    Morning,
    Afternoon,
}

impl Halves {
    const ALL: [Self; 4] = [Self::Whole, Self::Both, Self::Morning, Self::Afternoon];

    const fn title(self) -> &'static str {
        match self {
            Self::Whole => "不分上午、下午",
            Self::Both => "上午和下午",
            Self::Morning => "只在上午",
            Self::Afternoon => "只在下午",
        }
    }

    const fn of(self) -> &'static [HalfDay] {
        match self {
            Self::Whole => &[HalfDay::Either],
            Self::Both => &[HalfDay::Morning, HalfDay::Afternoon],
            Self::Morning => &[HalfDay::Morning],
            Self::Afternoon => &[HalfDay::Afternoon],
        }
    }
}

/// 安排检查日期.
#[component]
pub fn SpreadDialog(p: &SpreadProps) -> Html {
    let app = use_app();
    let course = &p.course;
    let (list, conduct, settings) = (&course.list.0, course.conduct(), &course.campaign.settings);
    let stage = inspection_stage(&course.campaign);
    let wanted = use_state_eq(|| first_wanted(stage, list.drawn_on));
    let settings = &*app.store.model.office.over(settings);
    let days = days_between(settings, wanted.first, wanted.last);
    let taken: Vec<NaiveDate> =
        days.iter().filter(|(day, worked)| *worked != wanted.others.contains(day)).map(|(day, _)| *day).collect();
    let halves: Vec<PlannedDay> =
        taken.iter().flat_map(|on| wanted.halves.of().iter().map(|half| PlannedDay { on: *on, half: *half })).collect();
    let open = |key: &str| !is_inspected(conduct, key);
    let of_team = |team: u32| wanted.team.is_none_or(|wanted| wanted == team);
    let planned = spread_over(list, &halves, |b| {
        of_team(b.team) && open(&b.key) && (wanted.again || conduct.planned(&b.key).is_none())
    });
    let before = |b: &&WorklistItem| of_team(b.team) && open(&b.key) && conduct.planned(&b.key).is_some();
    let before: Vec<String> = list.businesses.iter().filter(before).map(|b| b.key.clone()).collect();
    let before_count = before.len();
    let told: Vec<String> = taken.iter().filter_map(|day| planned_told(*day, settings, stage, list.drawn_on)).collect();
    let n = planned.len();
    let take = cb!(app, id = course.campaign.id, planned, close = p.on_close, move |_: MouseEvent| {
        let days = planned.iter().map(|(key, day)| (key.clone(), Some(*day))).collect();
        if app.try_act(&id, Act::PlanVisits(days)) {
            app.tell(format!("已安排 {n} 户，可以撤销。计划日期不是检查日期：检查以后另行录入"));
            close.emit(());
        }
    });
    let clear = cb!(app, id = course.campaign.id, close = p.on_close, move |_: MouseEvent| {
        if app.try_act(&id, Act::PlanVisits(before.iter().map(|key| (key.clone(), None)).collect())) {
            app.tell(format!("已清除 {before_count} 户的计划日期，可以撤销"));
            close.emit(());
        }
    });
    html! {
        <Dialog title="安排检查日期" wide=true on_close={p.on_close.clone()}>
            <p class="small">{ format!("按检查名单的次序，平均分到下面的日子；已经检查的不安排。{}计划日期不改变检查状态，也不起算公示期限。", if list.mode == Mode::Teams { "各检查组分别安排。" } else { "" }) }</p>
            { boxes(course, &wanted) }
            <fieldset class="chips"><legend class="label">{ format!("哪些天（选了 {} 天）", taken.len()) }</legend>
                { for days.iter().map(|(day, worked)| {
                    let day = *day;
                    let on_pick = edit_state(&wanted, move |w: &mut Wanted, _: bool| if !w.others.remove(&day) { w.others.insert(day); });
                    let rest = if *worked { "" } else { " 休" };
                    checkbox("spread-day", taken.contains(&day), false, on_pick, format!("{} {}{rest}", day.format("%-m月%-d日"), weekday(day)))
                }) }
            </fieldset>
            if days.last().is_some_and(|(day, _)| *day < wanted.last) { <p class="small">{ format!("一次最多列出 {} 天，更晚的请分次安排。", days.len()) }</p> }
            if before_count > 0 { { checkbox("spread-again", wanted.again, false, edit_state(&wanted, |w: &mut Wanted, on| w.again = on), format!("已有计划日期的 {before_count} 户也重新安排")) } }
            if !told.is_empty() { <ul class="note warn told" role="status">{ for told.iter().map(|t| html! { <li>{ t }</li> }) }</ul> }
            { preview(course, &planned) }
            <div class="row end">
                if before_count > 0 { <button type="button" class="btn quiet danger" onclick={clear}>{ format!("清除 {before_count} 户的计划日期") }</button> }
                <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button>
                <button type="button" class="btn main" disabled={n == 0} onclick={take}>{ format!("安排 {n} 户") }</button>
            </div>
        </Dialog>
    }
}

/// All teams, on the workdays of the stage that are left of it.
fn first_wanted(stage: Option<(NaiveDate, NaiveDate)>, drawn_on: NaiveDate) -> Wanted {
    let today = clock::now().date_naive();
    let (from, last) = stage.unwrap_or_else(|| (today, today.checked_add_days(Days::new(6)).unwrap_or(today)));
    let first = from.max(today).max(drawn_on);
    // A stage that has passed is shown as it was.
    let first = if first <= last { first } else { from };
    Wanted { team: None, first, last, others: BTreeSet::new(), halves: Halves::Both, again: false }
}

fn boxes(course: &DrawnCampaign, wanted: &UseStateHandle<Wanted>) -> Html {
    let list = &course.list.0;
    let team = |n: u32| (AttrValue::from(n.to_string()), AttrValue::from(list.team_name(n)));
    let all = (AttrValue::Static(""), AttrValue::Static("全部检查组"));
    let teams: Vec<_> = std::iter::once(all).chain(list.teams().into_iter().map(team)).collect();
    let halves: Vec<_> = Halves::ALL.map(|h| (AttrValue::Static(h.title()), AttrValue::Static(h.title()))).to_vec();
    let on_team = edit_state(wanted, |w: &mut Wanted, team: String| w.team = team.parse().ok());
    let on_halves = edit_state(wanted, |w: &mut Wanted, title: String| {
        w.halves = Halves::ALL.into_iter().find(|h| h.title() == title).unwrap_or(w.halves);
    });
    let on_first = edit_state(wanted, |w: &mut Wanted, day: Option<NaiveDate>| {
        w.first = day.unwrap_or(w.first);
        w.last = w.last.max(w.first);
    });
    let on_last = edit_state(wanted, |w: &mut Wanted, day: Option<NaiveDate>| {
        w.last = day.unwrap_or(w.last);
        w.first = w.first.min(w.last);
    });
    html! {
        <div class="grid">
            if list.mode == Mode::Teams { <div class="field"><label for="spread-team">{ "检查组" }</label><Pick id="spread-team" name="安排哪个检查组" value={wanted.team.map(|n| n.to_string()).unwrap_or_default()} options={teams} on_pick={on_team} /></div> }
            <div class="field"><label for="spread-first">{ "从" }</label><DayBox id="spread-first" name="从哪一天" value={Some(wanted.first)} on_day={on_first} /></div>
            <div class="field"><label for="spread-last">{ "到" }</label><DayBox id="spread-last" name="到哪一天" value={Some(wanted.last)} is_end=true on_day={on_last} /></div>
            <div class="field"><label for="spread-halves">{ "每天" }</label><Pick id="spread-halves" name="每天的哪些时段" value={wanted.halves.title()} options={halves} on_pick={on_halves} /></div>
        </div>
    }
}

/// Who is visited when.
fn preview(course: &DrawnCampaign, planned: &[(String, PlannedDay)]) -> Html {
    if planned.is_empty() {
        return html! { <p class="note">{ "没有要安排的：请至少选一天；已有计划日期的，勾选“也重新安排”。" }</p> };
    }
    let list = &course.list.0;
    let mut halves: BTreeMap<(PlannedDay, u32), Vec<&str>> = BTreeMap::new();
    for (key, day) in planned {
        let Some(b) = list.get(key) else { continue };
        let team = if list.mode == Mode::Teams { b.team } else { 0 };
        halves.entry((*day, team)).or_default().push(&b.name);
    }
    html! {
        <div class="scroll tall" tabindex="0" role="region" aria-label="安排预览">
            <table class="spread">
                <thead><tr><th>{ "计划日期" }</th>if list.mode == Mode::Teams { <th>{ "检查组" }</th> }<th class="num">{ "户数" }</th><th>{ course.subject() }</th></tr></thead>
                <tbody>{ for halves.iter().map(|((day, team), names)| html! {
                    <tr>
                        <td class="nowrap">{ planned_words(*day) }</td>
                        if list.mode == Mode::Teams { <td class="nowrap">{ list.team_name(*team) }</td> }
                        <td class="num">{ names.len() }</td>
                        <td>{ names.join("、") }</td>
                    </tr>
                }) }</tbody>
            </table>
        </div>
    }
}

/// 12月10日 周一 上午.
pub fn planned_words(day: PlannedDay) -> String {
    format!("{} {} {}", day.on.format("%-m月%-d日"), weekday(day.on), day.half.title()).trim_end().to_owned()
}
