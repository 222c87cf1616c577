//! 验证: a record is recomputed, every difference named.

mod result;
mod why;

use crate::app::background::{self, TaskFault};
use crate::app::parts::DropZone;
use crate::browser::worker::{Heard, Session};
use crate::browser::{clock, files};
use crate::draw::Report;
use crate::model::{Digest, Stamp, spelt_out};
use crate::state::unpack_record;
use crate::work::{Answer, Task};
use result::ResultView;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{File, HtmlTextAreaElement};
use yew::prelude::*;

/// What became of the last record.
#[derive(Clone, PartialEq)]
pub enum Checked {
    /// It is being recomputed.
    Busy,
    /// It can't be read as a record.
    Unreadable(AttrValue),
    /// It was recomputed.
    Done(Rc<Finding>),
    /// It is no record but a vector of the protocol, which shows that this browser computes as every other program.
    Vector(Result<String, String>),
}

/// A verified record: what was found, of which text, when.
#[derive(PartialEq)]
pub struct Finding {
    /// The file's name, or where else it came from.
    pub name: String,
    /// SHA-256 of the text.
    pub digest: Digest,
    pub at: Stamp,
    pub report: Report,
    /// The commitment that the link or QR code carried, if one did.
    pub expected: Option<Digest>,
}

/// The worker that holds the record.
type Held = Rc<RefCell<Option<Session>>>;

#[derive(Properties, PartialEq)]
pub struct VerifyPageProps {
    /// What the address carries: a commitment, a packed record, or nothing.
    pub carried: String,
}

#[component]
pub fn VerifyPage(props: &VerifyPageProps) -> Html {
    let checked = use_state_eq(|| None::<(AttrValue, Checked)>);
    let held: Held = use_mut_ref(|| None);
    let text = use_node_ref();
    let expected = Digest::parse(&props.carried).ok();
    let check = {
        let (checked, held) = (checked.clone(), held.clone());
        Callback::from(move |(name, text): (String, String)| check(&held, &checked, name, text, expected))
    };
    {
        let (check, checked) = (check.clone(), checked.clone());
        use_effect_with(props.carried.clone(), move |carried| {
            if carried.is_empty() || expected.is_some() {
                checked.set(None);
            } else {
                match unpack_record(carried) {
                    Ok(text) => check.emit(("链接中的记录".into(), text)),
                    Err(fault) => checked.set(Some(("链接".into(), Checked::Unreadable(fault.to_string().into())))),
                }
            }
        });
    }
    let on_file = {
        let (check, checked) = (check.clone(), checked.clone());
        Callback::from(move |file: File| {
            let (check, checked) = (check.clone(), checked.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let unreadable = |name: String, why: String| Some((name.into(), Checked::Unreadable(why.into())));
                let read = files::read(file).await;
                match read.map(|(name, bytes)| (spelt_out(&name).into_owned(), String::from_utf8(bytes))) {
                    Ok((name, Ok(text))) => check.emit((name, text)),
                    Ok((name, Err(_))) => checked.set(unreadable(name, NOT_TEXT.into())),
                    Err(fault) => checked.set(unreadable(String::new(), fault.to_string())),
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
            <div class="head chrome">
                <h1 tabindex="-1" id="page-title">{ "验证记录" }</h1>
                <span class="small">{ "用公开记录把抽取从头重算一遍，逐项核对。全部在本机进行。" }</span>
            </div>
            <section class="card stack chrome">
                if let Some(expected) = expected {
                    <div class="note"><p>{ "封存单上的封存码是：" }</p><p class="digest">{ expected.groups() }</p><p>{ "请选择公示的公开记录，核对它是不是封存的那一次。" }</p></div>
                }
                <DropZone id="record-file" title="把公开记录（.json或.html文件）拖到这里" button="选择记录文件" accept=".json,.html,.htm,application/json,text/html" {on_file} />
                <details>
                    <summary>{ "或者粘贴记录内容" }</summary>
                    <form class="stack" onsubmit={on_paste}>
                        <textarea ref={text} rows="6" aria-label="记录内容" spellcheck="false" />
                        <div class="row end"><button class="btn main" type="submit">{ "验证" }</button></div>
                    </form>
                </details>
            </section>
            <div aria-live="polite">
                if let Some((name, checked)) = (*checked).clone() { <ResultView {name} {checked} {held} /> }
            </div>
        </div>
    }
}

const NOT_TEXT: &str = "这不是公开记录：文件不是文本。公开记录是“导出公开记录”得到的 .json 或 .html 文件";

/// Asks a new worker, which then holds the record for questions about it; the one before is ended.
fn check(
    held: &Held,
    checked: &UseStateHandle<Option<(AttrValue, Checked)>>,
    name: String,
    text: String,
    expected: Option<Digest>,
) {
    let (shown, set) = (AttrValue::from(name.clone()), checked.clone());
    let session = match Session::start() {
        Ok(session) => session,
        Err(fault) => return checked.set(Some((shown, Checked::Unreadable(fault.to_string().into())))),
    };
    checked.set(Some((shown.clone(), Checked::Busy)));
    let bytes = text.into_bytes();
    let digest = Digest::of(&bytes);
    let done = move |answer: Result<(Answer, Vec<u8>), TaskFault>| {
        let found = match answer {
            Ok((Answer::Verified(report), _)) => {
                Checked::Done(Rc::new(Finding { name, digest, at: clock::now(), report: *report, expected }))
            }
            Ok((Answer::Vector(result), _)) => Checked::Vector(result),
            Ok(_) => return,
            Err(fault) => Checked::Unreadable(fault.to_string().into()),
        };
        set.set(Some((shown, found)));
    };
    background::ask(&session, &Task::Verify, &bytes, |_: Heard| {}, done);
    *held.borrow_mut() = Some(session);
}
