use super::history::History;
use crate::app::context::{AppContext, use_app};
use crate::app::parts::{Choice, Field, Same};
use crate::browser::clock;
use crate::course::NOTICES;
use crate::model::{Settings, ToSet};
use crate::state::Act;
use crate::text::date::{period, typed};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SettingsPageProps {
    pub id: AttrValue,
    /// Where one came from.
    pub back: AttrValue,
}

/// 设置: what the county phrases and counts in its own way. Nothing here is sealed.
#[component]
pub fn SettingsPage(props: &SettingsPageProps) -> Html {
    let app = use_app();
    let Some(campaign) = app.campaign(&props.id) else { return Html::default() };
    let s = &campaign.settings;
    let reset = edit(&app, &props.id, |s, _: MouseEvent| s.words = Settings::default().words);
    let on = |change: fn(&mut Settings, String)| edit(&app, &props.id, change);
    let line =
        |id: &'static str, label: &'static str, hint: &'static str, value: &str, change: fn(&mut Settings, String)| {
            html! { <Field {id} {label} {hint} value={value.to_owned()} on_text={on(change)} /> }
        };
    let lines = |id: &'static str, label: &'static str, value: &[String], change: fn(&mut Settings, Vec<String>)| {
        html! { <ListField key={id} {id} {label} value={value.to_vec()} on_list={edit(&app, &props.id, change)} /> }
    };
    let w = &s.words;
    html! {
        <div class="page narrow stack">
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ "设置" }</h1>
                <span class="small">{ "只用于这次抽查，封存后也可以改；改动自动保存，表格随之更新" }</span>
                <span class="right"><a class="btn" href={props.back.clone()}>{ "返回" }</a></span>
            </div>
            <section class="card stack" aria-labelledby="terms">
                <h2 id="terms">{ "期限" }</h2>
                <div class="grid">
                    <NumberField id="publish-within" label="检查后几个工作日内公示" value={s.publish_within} on_number={edit(&app, &props.id, |s, n| s.publish_within = n)} />
                    <NumberField id="materials-within" label="结束后几日内报送总结材料" value={s.materials_within} on_number={edit(&app, &props.id, |s, n| s.materials_within = n)} />
                </div>
                <p class="small">{ format!("工作日按国务院办公厅每年的放假通知计算，已有到{}年的通知。以后的年份按周末和法定节假日推算，并标明“预估”；通知公布后把当年放假、调休上班的日子补在下面，补完勾“已录全”。", NOTICES.end()) }</p>
                <div class="grid">
                    <DaysField id="days-off" label="另外放假的日子" value={s.days_off.clone()} on_days={edit(&app, &props.id, |s, days| s.days_off = days)} />
                    <DaysField id="workdays" label="另外上班的日子" value={s.workdays.clone()} on_days={edit(&app, &props.id, |s, days| s.workdays = days)} />
                </div>
                { noted_years(&app, &props.id, s) }
            </section>
            <section class="card stack" aria-labelledby="lists">
                <h2 id="lists">{ "可选的内容" }</h2>
                { lines("results", "检查结果", &s.results, |s, list| s.results = list) }
                { lines("follow-ups", "后续处置措施", &s.follow_ups, |s, list| s.follow_ups = list) }
                { lines("ways", "检查方式", &s.ways, |s, list| s.ways = list) }
            </section>
            <section class="card stack" aria-labelledby="public">
                <h2 id="public">{ "公示与联系" }</h2>
                <div class="grid">
                    { line("published-at", "在哪里公示", "写在公告和告知书中", &s.published_at, |s, t| s.published_at = t) }
                    { line("contact", "联系人", "印在告知书（附件5）上", &s.contact, |s, t| s.contact = t) }
                    { line("contact-phone", "联系电话", "印在告知书（附件5）上", &s.contact_phone, |s, t| s.contact_phone = t) }
                </div>
                <Choice kind="checkbox" group="publish-officers" checked={s.publish_officers} on_pick={edit(&app, &props.id, |s, on| s.publish_officers = on)}>{ "公示表中列出检查人员姓名" }</Choice>
            </section>
            <section class="card stack" aria-labelledby="words">
                <div class="head"><h2 id="words">{ "表格用语" }</h2><span class="right"><button type="button" class="btn quiet" onclick={reset}>{ "恢复默认用语" }</button></span></div>
                <div class="grid">
                    { line("form3-title", "附件3标题", "", &w.form3_title, |s, t| s.words.form3_title = t) }
                    { line("form4-title", "附件4标题", "", &w.form4_title, |s, t| s.words.form4_title = t) }
                    { line("form5-title", "附件5标题", "", &w.form5_title, |s, t| s.words.form5_title = t) }
                    { line("form6-title", "附件6标题", "", &w.form6_title, |s, t| s.words.form6_title = t) }
                    { line("form7-title", "附件7标题", "", &w.form7_title, |s, t| s.words.form7_title = t) }
                    { line("letter-title", "结果告知书标题", "", &w.letter_title, |s, t| s.words.letter_title = t) }
                </div>
                { lines("form2-title", "附件2标题", &w.form2_title, |s, list| s.words.form2_title = list) }
                { line("notice-basis", "附件5的依据", "接在方案的依据之后", &w.notice_basis, |s, t| s.words.notice_basis = t) }
                { lines("materials", "附件5：需要准备的资料", &w.materials, |s, list| s.words.materials = list) }
                <Field id="refusal" label="附件5：不配合的后果" lines=true value={w.refusal.clone()} on_text={on(|s, t| s.words.refusal = t)} />
                <Field id="recusal" label="附件5：回避申请权" lines=true value={w.recusal.clone()} on_text={on(|s, t| s.words.recusal = t)} />
                { lines("integrity", "附件5：廉政监督", &w.integrity, |s, list| s.words.integrity = list) }
                { lines("form2-signatures", "附件2：签名栏", &w.form2_signatures, |s, list| s.words.form2_signatures = list) }
                { lines("form4-signatures", "附件4：签名栏", &w.form4_signatures, |s, list| s.words.form4_signatures = list) }
                { lines("form3-signatures", "附件3：签名栏", &w.form3_signatures, |s, list| s.words.form3_signatures = list) }
                <Field id="form3-note" label="附件3：表下说明" lines=true value={w.form3_note.clone()} on_text={on(|s, t| s.words.form3_note = t)} />
            </section>
            <History campaign={Same(campaign.clone())} />
        </div>
    }
}

/// A callback that changes the settings as they are when it is called.
fn edit<T: 'static>(app: &AppContext, id: &AttrValue, change: impl Fn(&mut Settings, T) + 'static) -> Callback<T> {
    let (app, id) = (app.clone(), id.clone());
    Callback::from(move |value: T| {
        let Some(campaign) = app.campaign(&id) else { return };
        let mut next = campaign.settings.clone();
        change(&mut next, value);
        app.act(&id, Act::EditSettings(Box::new(next)));
    })
}

#[derive(Properties, PartialEq)]
struct ListFieldProps {
    id: AttrValue,
    label: AttrValue,
    value: Vec<String>,
    on_list: Callback<Vec<String>>,
}

/// A list, one entry a line. The box keeps its own text, so that an empty line can be typed.
#[component]
fn ListField(p: &ListFieldProps) -> Html {
    let text = use_state_eq(|| p.value.join("\n"));
    let of = |text: &str| text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect::<Vec<_>>();
    // Changed from elsewhere: 恢复默认用语.
    let shown = if of(&text) == p.value { (*text).clone() } else { p.value.join("\n") };
    let on_text = {
        let on_list = p.on_list.clone();
        Callback::from(move |typed: String| {
            on_list.emit(of(&typed));
            text.set(typed);
        })
    };
    html! { <Field id={p.id.clone()} class="lines-box" label={p.label.clone()} hint="一行一项" lines=true value={shown} {on_text} /> }
}

#[derive(Properties, PartialEq)]
struct DaysFieldProps {
    id: AttrValue,
    label: AttrValue,
    value: Vec<NaiveDate>,
    on_days: Callback<Vec<NaiveDate>>,
}

/// 已录全: for each year without a notice that is near, or of which days are entered.
fn noted_years(app: &AppContext, id: &AttrValue, s: &Settings) -> Html {
    let first = NOTICES.end() + 1;
    let mut years: BTreeSet<i32> = s.days_off.iter().chain(&s.workdays).map(Datelike::year).to_set();
    years.extend(first..=clock::now().date_naive().year().saturating_add(1));
    years.insert(first);
    years.extend(&s.noted_years);
    let box_of = |year: i32| {
        let on_pick = edit(app, id, move |s: &mut Settings, on: bool| {
            s.noted_years.retain(|other| *other != year);
            if on {
                s.noted_years.push(year);
            }
        });
        html! { <Choice key={year} kind="checkbox" group="noted-years" checked={s.noted_years.contains(&year)} {on_pick}>{ format!("{year}年已录全") }</Choice> }
    };
    html! { <div class="row">{ for years.into_iter().filter(|year| !NOTICES.contains(year)).map(box_of) }</div> }
}

/// The most days that one line names.
const MOST_DAYS: i64 = 60;

/// The days that a line names: one, or each of a period.
fn days_of(line: &str) -> Option<Vec<NaiveDate>> {
    // Of a month it would be its first or its last day.
    let alone = || {
        let day = |is_end| typed(line, clock::now().date_naive(), is_end);
        day(false).filter(|first| day(true) == Some(*first))
    };
    let (first, last) = period(line).or_else(|| alone().map(|day| (day, day)))?;
    ((last - first).num_days() < MOST_DAYS).then(|| first.iter_days().take_while(|day| *day <= last).collect())
}

/// Days as lines, those that follow each other as a period.
fn lines_of(days: &[NaiveDate]) -> String {
    let mut periods: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match periods.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(*day) => *last = *day,
            _ => periods.push((*day, *day)),
        }
    }
    let line = |(first, last): &(NaiveDate, NaiveDate)| {
        if first == last { first.to_string() } else { format!("{first}至{last}") }
    };
    periods.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Days, a line a day or a period.
#[component]
fn DaysField(p: &DaysFieldProps) -> Html {
    let text = use_state_eq(|| lines_of(&p.value));
    let wrong = text.lines().find(|l| !l.trim().is_empty() && days_of(l).is_none());
    let error = wrong.map(|l| {
        AttrValue::from(format!("“{l}”看不出是哪些日子。一行写一天或一段，例如 2027年2月8日，2027年2月5日至2月11日"))
    });
    let hint = match p.value.len() {
        0 => "一行一天或一段，例如 2027年2月5日至2月11日".to_owned(),
        n => format!("一行一天或一段，现在共{n}天"),
    };
    let on_text = {
        let (text, on_days) = (text.clone(), p.on_days.clone());
        Callback::from(move |typed: String| {
            let mut days: Vec<_> = typed.lines().filter_map(days_of).flatten().collect();
            days.sort_unstable();
            days.dedup();
            on_days.emit(days);
            text.set(typed);
        })
    };
    html! { <Field id={p.id.clone()} class="lines-box" label={p.label.clone()} {hint} lines=true value={(*text).clone()} {error} {on_text} /> }
}

#[derive(Properties, PartialEq)]
struct NumberFieldProps {
    id: AttrValue,
    label: AttrValue,
    value: u32,
    on_number: Callback<u32>,
}

/// A number of days from 1 to 365.
#[component]
fn NumberField(p: &NumberFieldProps) -> Html {
    let text = use_state_eq(|| p.value.to_string());
    let number = |text: &str| crate::model::normal_key(text).parse::<u32>().ok().filter(|n| (1..=365).contains(n));
    let error = number(&text).is_none().then_some(AttrValue::Static("请填1到365的整数"));
    let on_text = {
        let (text, on_number) = (text.clone(), p.on_number.clone());
        Callback::from(move |typed: String| {
            if let Some(n) = number(&typed) {
                on_number.emit(n);
            }
            text.set(typed);
        })
    };
    html! { <Field id={p.id.clone()} label={p.label.clone()} inputmode="numeric" value={(*text).clone()} {error} {on_text} /> }
}
