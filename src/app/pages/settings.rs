//! 设置: what the county phrases and counts in its own way. Nothing here is sealed.

mod caps;
mod ledger_columns;
mod own_text;
mod visits;

use self::caps::caps;
use self::ledger_columns::ledger_columns;
use self::own_text::OwnText;
use self::visits::{SettingsChange, visits};
use super::history::History;
use crate::app::context::AppContext;
use crate::app::parts::{Field, Same, anchors, checkbox, radio};
use crate::app::store::Msg;
use crate::browser::clock;
use crate::course::notice_years;
use crate::model::{InOrder, NoticeForm, Settings, Subject, ToSet, Words, normal_key};
use crate::route::Route;
use crate::state::{Act, Action, Campaign, StoredFault};
use crate::text::date::{period, typed};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// What the parts of the page show and change.
struct Page<'a> {
    app: &'a AppContext,
    /// The campaign; none where they are those of the office.
    id: Option<&'a str>,
    settings: &'a Settings,
}

impl Page<'_> {
    /// A callback that changes the settings as they are when it is called.
    fn edit<T: 'static>(&self, change: impl Fn(&mut Settings, T) + 'static) -> Callback<T> {
        let id = self.id.map(str::to_owned);
        cb!(app = self.app, id, move |value: T| match &id {
            Some(id) => {
                let Some(campaign) = app.campaign(id) else { return };
                let mut next = campaign.settings.clone();
                change(&mut next, value);
                app.act(id, Act::EditSettings(Box::new(next)));
            }
            None => {
                let mut next = app.store.model.office.shown(clock::now().date_naive()).into_owned();
                change(&mut next, value);
                app.send(Msg::Do(Action::EditOffice(Box::new(next))));
            }
        })
    }

    /// A line of text.
    fn line(
        &self,
        id: &'static str,
        label: &'static str,
        hint: &'static str,
        value: &str,
        change: fn(&mut Settings, String),
    ) -> Html {
        html! { <Field {id} {label} {hint} value={value.to_owned()} on_text={self.edit(change)} /> }
    }

    /// A list, one entry a line.
    fn lines(
        &self,
        id: &'static str,
        label: &'static str,
        value: &[String],
        change: fn(&mut Settings, Vec<String>),
    ) -> Html {
        let of = |text: &str| text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect::<Vec<_>>();
        let on_text = self.edit(change).reform(move |text: String| of(&text));
        // Changed from elsewhere: 恢复默认用语.
        let says = with!(value, move |text: String| of(&text) == value);
        html! { <OwnText key={id} {id} {label} hint="一行一项" lines=true value={value.join("\n")} says={Callback::from(says)} {on_text} /> }
    }

    /// A number of days from 1 to 365.
    fn number(&self, id: &'static str, label: &'static str, value: u32, change: fn(&mut Settings, u32)) -> Html {
        let number = |text: &str| normal_key(text).parse::<u32>().ok().filter(|n| (1..=365).contains(n));
        let on_number = self.edit(change);
        let on_text = Callback::from(move |text: String| number(&text).into_iter().for_each(|n| on_number.emit(n)));
        let fault = move |text: String| number(&text).is_none().then_some(AttrValue::Static("请填1到365的整数"));
        html! { <OwnText key={id} {id} {label} value={value.to_string()} fault={Callback::from(fault)} {on_text} /> }
    }

    /// Days, a line a day or a period.
    fn days(
        &self,
        id: &'static str,
        label: &'static str,
        value: &[NaiveDate],
        change: fn(&mut Settings, Vec<NaiveDate>),
    ) -> Html {
        let on_text = self.edit(change).reform(|text: String| {
            let mut days: Vec<_> = text.lines().filter_map(days_of).flatten().collect();
            days.order();
            days.dedup();
            days
        });
        let fault = |text: String| {
            let odd = text.lines().find(|line| !line.trim().is_empty() && days_of(line).is_none())?;
            Some(AttrValue::from(format!(
                "“{odd}”看不出是哪些日子。一行写一天或一段，例如 2027年2月8日，2027年2月5日至2月11日"
            )))
        };
        let hint = match value.len() {
            0 => "一行一天或一段，例如 2027年2月5日至2月11日".to_owned(),
            n => format!("一行一天或一段，现在共{n}天"),
        };
        html! { <OwnText key={id} {id} {label} {hint} lines=true value={lines_of(value)} fault={Callback::from(fault)} {on_text} /> }
    }
}

/// The parts of the page; those of the office are without caps and history.
const PARTS: [(&str, &str); 8] = [
    ("terms", "期限"),
    ("visits", "审批与报备"),
    ("cap-rules", "检查频次"),
    ("lists", "可选的内容"),
    ("public", "公示与联系"),
    ("notice", "附件5"),
    ("words", "表格用语"),
    ("history", "操作日志"),
];

/// 设置: what the county phrases and counts in its own way; `back` is where one came from. Nothing here is sealed.
pub fn settings_page(app: &AppContext, campaign: &Rc<Campaign>, back: &AttrValue) -> Html {
    let p = &Page { app, id: Some(&campaign.id), settings: &campaign.settings };
    html! {
        <div class="page narrow stack" key={campaign.id.clone()}>
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ "设置" }</h1>
                { anchors(PARTS) }
                <span class="small">{ "只用于这次抽查，封存后也可以改；改动自动保存，表格随之更新。以后新建的抽查用什么，在“单位设置”里定" }</span>
                <span class="right row"><a class="btn quiet" href={Route::Office.hash()}>{ "单位设置" }</a><a class="btn" href={back.clone()}>{ "返回" }</a></span>
            </div>
            { terms(p) }
            { visits(p.settings, &p.edit(|s, change: SettingsChange| change(s))) }
            { caps(p.settings, &p.edit(|s, change: SettingsChange| change(s))) }
            { ledger_columns(p.settings, &p.edit(|s, change: SettingsChange| change(s))) }
            { lists(p) }
            { public(p) }
            { notice(p) }
            { words(p) }
            <History campaign={Same(campaign.clone())} />
        </div>
    }
}

/// 单位设置: what new campaigns begin with, and the days that count in all of them.
pub fn office_page(app: &AppContext) -> Html {
    let office = &app.store.model.office;
    let shown = office.shown(clock::now().date_naive());
    let p = &Page { app, id: None, settings: &shown };
    let told = match &office.fault {
        Some(StoredFault::Newer(_)) => {
            "单位设置由更新版本的明抽保存，本版本只能查看，不能修改。新建抽查照样用它。".to_owned()
        }
        Some(fault) => format!("单位设置打不开：{fault}。下面是默认的内容；一改动就重新保存，打不开的原样留在本机。"),
        None => String::new(),
    };
    html! {
        <div class="page narrow stack">
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ "单位设置" }</h1>
                { anchors(PARTS.into_iter().filter(|(id, _)| !["cap-rules", "history"].contains(id))) }
                <span class="small">{ "本机各次抽查共用；改动自动保存" }</span>
            </div>
            if !told.is_empty() { <p class="note warn">{ told }</p> }
            <p class="note">{ "新建抽查时照这里的内容带入，此后各自修改，互不影响；已有的抽查保持原来的设置。只有放假、上班的日子不同：在这里录入一次，本机的各次抽查都按它计算期限，某次抽查自己另有规定的日子，以那次的为准。" }</p>
            // What is typed is drawn once it is known what is stored.
            <div class="stack office" key={if office.is_newer() { "newer" } else { "own" }}>
                { terms(p) }
                { visits(p.settings, &p.edit(|s, change: SettingsChange| change(s))) }
                { caps(p.settings, &p.edit(|s, change: SettingsChange| change(s))) }
                { ledger_columns(p.settings, &p.edit(|s, change: SettingsChange| change(s))) }
                { lists(p) }
                { public(p) }
                { notice(p) }
                { words(p) }
            </div>
        </div>
    }
}

/// 期限.
fn terms(p: &Page<'_>) -> Html {
    let s = p.settings;
    html! {
        <section class="card stack" aria-labelledby="terms">
            <h2 id="terms" tabindex="-1">{ "期限" }</h2>
            <div class="grid">
                { p.number("publish-within", "检查后几个工作日内公示", s.publish_within, |s, n| s.publish_within = n) }
                { p.number("materials-within", "结束后几日内报送总结材料", s.materials_within, |s, n| s.materials_within = n) }
            </div>
            <p class="small">{ format!("工作日按国务院办公厅每年的放假通知计算，已有到{}年的通知。以后的年份按周末和法定节假日推算，并标明“预估”；通知公布后把当年放假、调休上班的日子补在下面，补完勾“已录全”。", last_notice()) }</p>
            <div class="grid">
                { p.days("days-off", "另外放假的日子", &s.days_off, |s, days| s.days_off = days) }
                { p.days("workdays", "另外上班的日子", &s.workdays, |s, days| s.workdays = days) }
            </div>
            { noted_years(p) }
            { days_of_office(p) }
        </section>
    }
}

/// That days of the office count as well.
fn days_of_office(p: &Page<'_>) -> Html {
    let Some(office) = p.app.store.model.office.settings.as_ref().filter(|_| p.id.is_some()) else {
        return Html::default();
    };
    let (off, worked) = (office.days_off.len(), office.workdays.len());
    if off + worked + office.noted_years.len() == 0 {
        return Html::default();
    }
    let years: Vec<_> = office.noted_years.iter().map(|year| format!("{year}年已录全")).collect();
    let noted = if years.is_empty() { String::new() } else { format!("，{}", years.join("、")) };
    html! { <p class="small">{ format!("“单位设置”里录入的放假{off}天、上班{worked}天一并计算{noted}；上面填的与它不同的，以上面的为准。") }</p> }
}

/// 可选的内容.
fn lists(p: &Page<'_>) -> Html {
    let s = p.settings;
    html! {
        <section class="card stack" aria-labelledby="lists">
            <h2 id="lists" tabindex="-1">{ "可选的内容" }</h2>
            { p.lines("results", "检查结果", &s.results, |s, list| s.results = list) }
            { p.lines("follow-ups", "后续处置措施", &s.follow_ups, |s, list| s.follow_ups = list) }
            { p.lines("ways", "检查方式", &s.ways, |s, list| s.ways = list) }
        </section>
    }
}

/// 公示与联系.
fn public(p: &Page<'_>) -> Html {
    let s = p.settings;
    html! {
        <section class="card stack" aria-labelledby="public">
            <h2 id="public" tabindex="-1">{ "公示与联系" }</h2>
            <div class="grid">
                { p.line("published-at", "在哪里公示", "写在公告和告知书中", &s.published_at, |s, t| s.published_at = t) }
                { p.line("contact", "联系人", "印在附件5上", &s.contact, |s, t| s.contact = t) }
                { p.line("contact-phone", "联系电话", "印在附件5上", &s.contact_phone, |s, t| s.contact_phone = t) }
                { p.line("oversight-phone", "行政执法监督电话", "印在行政检查通知书上，与12345并列", &s.oversight_phone, |s, t| s.oversight_phone = t) }
            </div>
            { checkbox("publish-officers", s.publish_officers, false, p.edit(|s, on| s.publish_officers = on), "公示表中列出检查人员姓名") }
        </section>
    }
}

/// 附件5: which form it has, and its words.
fn notice(p: &Page<'_>) -> Html {
    let form = |form: NoticeForm, label: &'static str| {
        radio(
            "notice",
            p.settings.notice == form,
            false,
            p.edit(move |s: &mut Settings, _: bool| s.notice = form),
            label,
        )
    };
    html! {
        <section class="card stack" aria-labelledby="notice">
            <h2 id="notice" tabindex="-1">{ "附件5" }</h2>
            <fieldset class="chips">
                <legend class="label">{ "用哪种文书" }</legend>
                { form(NoticeForm::Inspection, "行政检查通知书") }
                { form(NoticeForm::Letter, "联合随机抽查告知书（2018年的式样）") }
            </fieldset>
            { p.line("notice-basis", "附件5的依据", "接在方案的依据之后", &p.settings.words.notice_basis, |s, t| s.words.notice_basis = t) }
            { match p.settings.notice { NoticeForm::Inspection => inspection_notice(p), NoticeForm::Letter => letter(p) } }
        </section>
    }
}

fn inspection_notice(p: &Page<'_>) -> Html {
    let w = &p.settings.words.inspection_notice;
    html! {
        <>
            <p class="note warn">{ "下面的话是按公开报道转述的，不是原文，以国办发〔2024〕54号原文为准。原文见中国政府网（www.gov.cn）“政策”栏，搜索“国办发〔2024〕54号”；通知书的项目见司法部《行政检查文书基本格式文本（试行）》和本省（区）印发的格式。请对照原文修改后使用。" }</p>
            { p.line("inspection-notice-title", "标题", "", &w.title, |s, t| s.words.inspection_notice.title = t) }
            { p.lines("rights", "权利", &w.rights, |s, list| s.words.inspection_notice.rights = list) }
            { p.lines("duties", "义务", &w.duties, |s, list| s.words.inspection_notice.duties = list) }
            { p.lines("prohibitions", "五个严禁、八个不得", &w.prohibitions, |s, list| s.words.inspection_notice.prohibitions = list) }
            { p.lines("notice-materials", "需要准备的资料", &w.materials, |s, list| s.words.inspection_notice.materials = list) }
        </>
    }
}

fn letter(p: &Page<'_>) -> Html {
    let w = &p.settings.words;
    html! {
        <>
            { p.line("form5-title", "附件5标题", "", &w.form5_title, |s, t| s.words.form5_title = t) }
            { p.lines("materials", "附件5：需要准备的资料", &w.materials, |s, list| s.words.materials = list) }
            <Field id="refusal" label="附件5：不配合的后果" lines=true value={w.refusal.clone()} on_text={p.edit(|s: &mut Settings, t| s.words.refusal = t)} />
            <Field id="recusal" label="附件5：回避申请权" lines=true value={w.recusal.clone()} on_text={p.edit(|s: &mut Settings, t| s.words.recusal = t)} />
            { p.lines("integrity", "附件5：廉政监督", &w.integrity, |s, list| s.words.integrity = list) }
        </>
    }
}

/// What the businesses are called.
fn subject(p: &Page<'_>) -> Html {
    let one = |subject: Subject| {
        let edit = p.edit(move |s: &mut Settings, _: bool| s.set_subject(subject));
        radio("subject", p.settings.subject == subject, false, edit, subject.title())
    };
    html! { <fieldset class="chips"><legend class="label">{ "页面、各表和公告中怎样称呼被抽查的企业" }</legend>{ for Subject::ALL.map(one) }</fieldset> }
}

/// 表格用语.
fn words(p: &Page<'_>) -> Html {
    let w = &p.settings.words;
    html! {
        <section class="card stack" aria-labelledby="words">
            <div class="head"><h2 id="words" tabindex="-1">{ "表格用语" }</h2><span class="right"><button type="button" class="btn quiet" onclick={p.edit(|s, _: MouseEvent| s.words = Words::of_today(s.subject))}>{ "恢复默认用语" }</button></span></div>
            { subject(p) }
            <div class="grid">
                { p.line("form3-title", "附件3标题", "", &w.form3_title, |s, t| s.words.form3_title = t) }
                { p.line("form4-title", "附件4标题", "", &w.form4_title, |s, t| s.words.form4_title = t) }
                { p.line("form6-title", "附件6标题", "", &w.form6_title, |s, t| s.words.form6_title = t) }
                { p.line("form7-title", "附件7标题", "", &w.form7_title, |s, t| s.words.form7_title = t) }
                { p.line("letter-title", "结果告知书标题", "", &w.letter_title, |s, t| s.words.letter_title = t) }
            </div>
            { p.lines("form2-title", "附件2标题", &w.form2_title, |s, list| s.words.form2_title = list) }
            { p.lines("form2-signatures", "附件2：签名栏", &w.form2_signatures, |s, list| s.words.form2_signatures = list) }
            { p.lines("form4-signatures", "附件4：签名栏", &w.form4_signatures, |s, list| s.words.form4_signatures = list) }
            { p.lines("form3-signatures", "附件3：签名栏", &w.form3_signatures, |s, list| s.words.form3_signatures = list) }
            <Field id="form3-note" label="附件3：表下说明" lines=true value={w.form3_note.clone()} on_text={p.edit(|s: &mut Settings, t| s.words.form3_note = t)} />
        </section>
    }
}

fn last_notice() -> i32 {
    notice_years().last().copied().unwrap_or_default()
}

/// 已录全: for each year without a notice that is near, or of which days are entered.
fn noted_years(p: &Page<'_>) -> Html {
    let s = p.settings;
    let first = last_notice() + 1;
    let mut years: BTreeSet<i32> = s.days_off.iter().chain(&s.workdays).map(Datelike::year).to_set();
    years.extend(first..=clock::now().date_naive().year().saturating_add(1));
    years.insert(first);
    years.extend(&s.noted_years);
    let box_of = |year: i32| {
        let on_pick = p.edit(move |s: &mut Settings, on: bool| {
            s.noted_years.retain(|other| *other != year);
            if on {
                s.noted_years.push(year);
            }
        });
        checkbox("noted-years", s.noted_years.contains(&year), false, on_pick, format!("{year}年已录全"))
    };
    html! { <div class="row">{ for years.into_iter().filter(|year| !notice_years().contains(year)).map(box_of) }</div> }
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
