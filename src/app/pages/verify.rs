use crate::app::parts::DropZone;
use crate::browser::files;
use crate::draw::{Record, Verification, check_vector, is_vector, verify};
use std::rc::Rc;
use web_sys::{File, HtmlTextAreaElement};
use yew::prelude::*;

/// What became of the last record.
#[derive(Clone)]
enum Checked {
    /// It can't be read as a record.
    Unreadable(String),
    /// It was recomputed.
    Done(Rc<Record>, Rc<Verification>),
    /// It is no record but a vector of the protocol, which shows that this browser computes as every other program.
    Vector(Result<String, String>),
}

impl Checked {
    fn of(text: &str) -> Self {
        match Record::parse(text) {
            Ok(record) => {
                let verification = verify(&record);
                Self::Done(Rc::new(record), Rc::new(verification))
            }
            Err(_) if is_vector(text) => Self::Vector(check_vector(text)),
            Err(fault) => Self::Unreadable(fault.to_string()),
        }
    }
}

/// 验证: a record is recomputed, every difference named.
#[component]
pub fn VerifyPage() -> Html {
    let checked = use_state(|| None::<(AttrValue, Checked)>);
    let text = use_node_ref();
    let check = {
        let checked = checked.clone();
        Callback::from(move |(name, text): (AttrValue, String)| {
            checked.set(Some((name, Checked::of(&text))));
        })
    };
    let on_file = {
        let (check, checked) = (check.clone(), checked.clone());
        Callback::from(move |file: File| {
            let (check, checked) = (check.clone(), checked.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match files::read(file).await.map(|(name, bytes)| (name, String::from_utf8(bytes))) {
                    Ok((name, Ok(text))) => check.emit((name.into(), text)),
                    Ok((name, Err(_))) => {
                        let why = "这不是公开记录：文件不是文本。公开记录是“导出公开记录”得到的 .json 文件".to_owned();
                        checked.set(Some((name.into(), Checked::Unreadable(why))));
                    }
                    Err(fault) => checked.set(Some((AttrValue::default(), Checked::Unreadable(fault.to_string())))),
                }
            });
        })
    };
    let on_paste = {
        let text = text.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(area) = text.cast::<HtmlTextAreaElement>() {
                check.emit(("粘贴的记录".into(), area.value()));
            }
        })
    };
    html! {
        <div class="page narrow stack">
            <div class="head">
                <h1 tabindex="-1" id="page-title">{ "验证记录" }</h1>
                <span class="small">{ "用公开记录把抽取从头重算一遍，逐项核对。全部在本机进行。" }</span>
            </div>
            <section class="card stack">
                <DropZone id="record-file" title="把公开记录（.json文件）拖到这里" button="选择记录文件" accept=".json,application/json" {on_file} />
                <details>
                    <summary>{ "或者粘贴记录内容" }</summary>
                    <form class="stack" onsubmit={on_paste}>
                        <textarea ref={text} rows="6" aria-label="记录内容" spellcheck="false" />
                        <div class="row end"><button class="btn main" type="submit">{ "验证" }</button></div>
                    </form>
                </details>
            </section>
            <div aria-live="polite">
                if let Some((name, checked)) = &*checked { { result(name, checked) } }
            </div>
        </div>
    }
}

fn result(name: &AttrValue, checked: &Checked) -> Html {
    let (record, verification) = match checked {
        Checked::Unreadable(why) => {
            return html! { <section class="card"><h2>{ name }</h2><p class="note bad" id="verdict">{ why }</p></section> };
        }
        Checked::Vector(Ok(what)) => {
            return html! { <section class="card stack"><h2>{ name }</h2><p class="note ok" id="verdict"><b>{ "样例一致。" }</b>{ "这是协议 mingchou/1 的样例，本浏览器算出的与样例完全相同。" }</p><p class="small">{ what }</p></section> };
        }
        Checked::Vector(Err(what)) => {
            return html! { <section class="card stack"><h2>{ name }</h2><p class="note bad" id="verdict"><b>{ "样例不一致。" }</b>{ "这是协议 mingchou/1 的样例，本浏览器算出的与样例不同，请勿用它抽取。" }</p><p class="small">{ what }</p></section> };
        }
        Checked::Done(record, verification) => (record, verification),
    };
    let m = &record.manifest;
    let count = verification.differences().count();
    html! {
        <section class="card stack">
            if verification.is_clean() {
                <p class="note ok" id="verdict"><b>{ "一致。" }</b>{ "按公开规则重算，封存码、种子、名单、分组与记录完全相同。" }</p>
            } else {
                <p class="note bad" id="verdict"><b>{ format!("不一致：有 {count} 处不同。") }</b>{ "这份记录被改动过，或不是由这次抽取得出的。" }</p>
            }
            <h2>{ &m.campaign.title }</h2>
            <p class="small">{ format!("{name} · 牵头单位：{} · 第 {} 次抽取 · 名录 {} 户，抽中 {} 户", m.campaign.lead, m.campaign.attempt, m.businesses.len(), record.outcome.businesses.len()) }</p>
            { for verification.remarks.iter().map(|r| html! { <p class="note warn">{ r.to_string() }</p> }) }
            <ul class="list">
                { for verification.checks.iter().map(|check| html! {
                    <li>
                        if check.differences.is_empty() { <span class="tag ok">{ "✓ 一致" }</span> } else { <span class="tag bad">{ "✗ 不同" }</span> }
                        <b>{ check.name.to_string() }</b>
                        <span class="grow small">{ check.name.about() }</span>
                        if !check.differences.is_empty() {
                            <ul class="wide">
                                { for check.differences.iter().take(100).map(|d| html! { <li>{ d.to_string() }</li> }) }
                                if check.differences.len() > 100 { <li>{ format!("……另有 {} 处", check.differences.len() - 100) }</li> }
                            </ul>
                        }
                    </li>
                }) }
            </ul>
        </section>
    }
}
