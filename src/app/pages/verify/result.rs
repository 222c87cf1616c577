use super::why::WhyCard;
use super::{Checked, Finding, Held};
use crate::app::make;
use crate::app::parts::Paper;
use crate::app::store::use_shop;
use crate::browser::page;
use crate::forms::{VerificationFacts, verification};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct ResultViewProps {
    pub name: AttrValue,
    pub checked: Checked,
    pub held: Held,
}

impl PartialEq for ResultViewProps {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.checked == other.checked
    }
}

/// What became of the record.
#[component]
pub fn ResultView(p: &ResultViewProps) -> Html {
    let card = |body: Html| html! { <section class="card stack"><h2>{ &p.name }</h2>{ body }</section> };
    match &p.checked {
        Checked::Busy => card(html! { <p role="status">{ "正在重算……" }</p> }),
        Checked::Unreadable(why) => card(html! { <p class="note bad" id="verdict">{ why }</p> }),
        Checked::Vector(Ok(what)) => card(html! {
            <><p class="note ok" id="verdict"><b>{ "样例一致。" }</b>{ "这是协议 mingchou/1 的样例，本浏览器算出的与样例完全相同。" }</p><p class="small">{ what }</p></>
        }),
        Checked::Vector(Err(what)) => card(html! {
            <><p class="note bad" id="verdict"><b>{ "样例不一致。" }</b>{ "这是协议 mingchou/1 的样例，本浏览器算出的与样例不同，请勿用它抽取。" }</p><p class="small">{ what }</p></>
        }),
        Checked::Done(finding) => html! { <FindingView finding={finding.clone()} held={p.held.clone()} /> },
    }
}

#[derive(Properties)]
struct FindingViewProps {
    finding: Rc<Finding>,
    held: Held,
}

impl PartialEq for FindingViewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.finding, &other.finding)
    }
}

#[component]
fn FindingView(p: &FindingViewProps) -> Html {
    let shop = use_shop();
    let f = &p.finding;
    let r = &f.report;
    let other = f.expected.filter(|e| *e != r.commitment);
    let report = use_memo(Rc::as_ptr(f), |_| verification(&facts(f)));
    let save = {
        let (report, title) = (report.clone(), r.title.clone());
        Callback::from(move |_: MouseEvent| {
            let name = format!("{title}-验证报告.txt");
            match make::save(&name, report.text().as_bytes()) {
                Ok(name) => shop.tell(format!("已下载“{name}”")),
                Err(fault) => shop.warn(fault),
            }
        })
    };
    html! {
        <>
            <section class="card stack chrome">
                if let Some(other) = other {
                    <p class="note bad" id="other-seal"><b>{ "不是封存单上的那一次。" }</b>{ format!("封存单上的封存码是 {}…，这份记录的是 {}…。", other.short(4), r.commitment.short(4)) }</p>
                } else if f.expected.is_some() {
                    <p class="note ok" id="same-seal"><b>{ "封存码与封存单相同。" }</b></p>
                }
                if r.is_clean() {
                    <p class="note ok" id="verdict"><b>{ "一致。" }</b>{ "按公开规则重算，封存码、种子、名单、分组与记录完全相同。" }</p>
                } else {
                    <p class="note bad" id="verdict"><b>{ format!("不一致：有 {} 处不同。", r.differences()) }</b>{ "这份记录被改动过，或不是由这次抽取得出的。" }</p>
                }
                <h2>{ &r.title }</h2>
                <p class="small">{ format!("{} · 牵头单位：{} · 第 {} 次抽取 · 名录 {} 户，抽中 {} 户", f.name, r.lead, r.attempt, r.businesses, r.drawn) }</p>
                { for r.remarks.iter().map(|r| html! { <p class="note warn">{ r }</p> }) }
                <ul class="list">
                    { for r.checks.iter().map(|check| html! {
                        <li>
                            if check.passed() { <span class="tag ok">{ "✓ 一致" }</span> } else { <span class="tag bad">{ "✗ 不同" }</span> }
                            <b>{ check.name.to_string() }</b>
                            <span class="grow small">{ check.name.about() }</span>
                            if !check.passed() {
                                <ul class="wide">
                                    { for check.differences.iter().map(|d| html! { <li>{ d }</li> }) }
                                    if check.more > 0 { <li>{ format!("……另有 {} 处", check.more) }</li> }
                                </ul>
                            }
                        </li>
                    }) }
                </ul>
                <div class="row end">
                    <button type="button" class="btn" onclick={save}>{ "下载验证报告" }</button>
                    <button type="button" class="btn" onclick={Callback::from(|_: MouseEvent| page::print())}>{ "打印验证报告" }</button>
                </div>
            </section>
            <WhyCard held={p.held.clone()} title={r.title.clone()} />
            <div class="print-only"><Paper document={(*report).clone()} /></div>
        </>
    }
}

fn facts(f: &Finding) -> VerificationFacts<'_> {
    VerificationFacts { report: &f.report, file: &f.name, file_digest: f.digest, at: f.at, expected: f.expected }
}
