//! 验证: a record comes by file, by link or by paste, and a worker holds it.

use super::papers::{PapersAct, PapersHandle, PapersState};
use super::result::result;
use super::state::{Finding, RecordWorker, VerifyState};
use crate::app::parts::{DropZone, Same, digest_text, first_of};
use crate::app::worker::task::{self, TaskFault};
use crate::browser::worker::{Payload, WorkerSession};
use crate::browser::{clock, files};
use crate::forms::Carried;
use crate::model::{Digest, spelt_out};
use crate::state::unpack_record;
use crate::work::{VerifiedFile, Verify};
use std::rc::Rc;
use web_sys::{File, HtmlTextAreaElement};
use yew::prelude::*;

/// The last record, by its name.
type Checked = UseStateHandle<Option<(AttrValue, VerifyState)>>;
type ToPapers = UseReducerDispatcher<PapersState>;

#[derive(Properties, PartialEq)]
pub struct VerifyPageProps {
    /// What the address carries: the codes of a signed paper, a packed record, or nothing.
    pub carried: AttrValue,
}

#[component]
pub fn VerifyPage(props: &VerifyPageProps) -> Html {
    let checked = use_state_eq(|| None::<(AttrValue, VerifyState)>);
    let papers = use_reducer_eq(PapersState::default);
    let held: RecordWorker = Same(use_mut_ref(|| None));
    let text = use_node_ref();
    let to_papers = papers.dispatcher();
    let check = cb!(checked, held, to_papers, move |(name, bytes): (String, Vec<u8>)| {
        to_papers.dispatch(PapersAct::AnotherRecord);
        check(&held, &checked, name, &bytes);
    });
    use_carried(&props.carried, &check, &checked, to_papers);
    let on_file = cb!(check, checked, move |file: File| {
        let (check, checked) = (check.clone(), checked.clone());
        wasm_bindgen_futures::spawn_local(async move {
            match files::read(file).await {
                Ok((name, bytes)) => check.emit((spelt_out(&name).into_owned(), bytes)),
                Err(fault) => {
                    checked.set(Some((AttrValue::default(), VerifyState::Unreadable(fault.to_string().into()))));
                }
            }
        });
    });
    let on_paste = cb!(text, move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(area) = text.cast::<HtmlTextAreaElement>() {
            check.emit(("粘贴的记录".into(), area.value().into_bytes()));
        }
    });
    let is_open = matches!(&*checked, Some((_, VerifyState::Done(_))));
    html! {
        <div class="page stack verify">
            <div class="head chrome">
                <h1 tabindex="-1" id="page-title">{ "验证记录" }</h1>
                <span class="small">{ "先由本机重算，看记录自己有没有矛盾；再对照签过字的纸，看它是不是那次会上的记录。" }</span>
            </div>
            if let (Carried::Codes(commitment, seed), false) = (Carried::parse(&props.carried), is_open) {
                { scanned(commitment, seed) }
            }
            <section class="card stack chrome">
                <DropZone id="record-file" title="把公开记录（.json或.html文件）拖到这里" button="选择记录文件" accept=".json,.html,.htm,application/json,text/html" on_files={first_of(on_file)} slim={is_open} />
                <details>
                    <summary>{ "或者粘贴记录内容" }</summary>
                    <form class="stack" onsubmit={on_paste}>
                        <textarea ref={text} rows="6" aria-label="记录内容" spellcheck="false" />
                        <div class="row end"><button class="btn main" type="submit">{ "验证" }</button></div>
                    </form>
                </details>
            </section>
            if let Some((name, checked)) = (*checked).clone() { { result(&name, &checked, &held, PapersHandle(papers)) } }
        </div>
    }
}

/// Takes what the address carries, whenever that changes.
#[hook]
fn use_carried(carried: &AttrValue, check: &Callback<(String, Vec<u8>)>, checked: &Checked, papers: ToPapers) {
    use_effect_with(
        carried.clone(),
        with!(check, checked, move |carried| match Carried::parse(carried) {
            Carried::Nothing => {
                papers.dispatch(PapersAct::Begin(None));
                checked.set(None);
            }
            // A record that lies open stays: it is what the codes are for.
            Carried::Codes(commitment, seed) => papers.dispatch(PapersAct::Begin(Some((commitment, seed)))),
            Carried::Record(packed) => {
                papers.dispatch(PapersAct::Begin(None));
                match unpack_record(packed) {
                    Ok(text) => check.emit(("链接中的记录".into(), text.into_bytes())),
                    Err(fault) => checked.set(Some(("链接".into(), VerifyState::Unreadable(fault.to_string().into())))),
                }
            }
        }),
    );
}

/// What was scanned, and what to do with it, until a record is opened.
fn scanned(commitment: Digest, seed: Option<Digest>) -> Html {
    let paper = if seed.is_some() { "附件2" } else { "封存单" };
    html! {
        <section class="card stack chrome" id="scanned">
            <h2>{ format!("已收到{paper}上的二维码") }</h2>
            <p class="label">{ "封存码" }</p>
            { digest_text(commitment, "digest") }
            if let Some(seed) = seed {
                <p class="label">{ "种子" }</p>
                { digest_text(seed, "digest red") }
            }
            <p class="note">{ "二维码里只有这些，没有记录。下一步：在下面打开这次抽查公示的公开记录（.json 或 .html 文件），本页会重算它，并与扫到的逐位核对。没有这个文件，请向牵头单位要。" }</p>
        </section>
    }
}

/// Asks a new worker, which then holds the record for questions about it; the one before is ended.
fn check(held: &RecordWorker, checked: &Checked, name: String, bytes: &[u8]) {
    let (shown, set) = (AttrValue::from(name.clone()), checked.clone());
    let session = match WorkerSession::start() {
        Ok(session) => session,
        Err(fault) => return checked.set(Some((shown, VerifyState::Unreadable(fault.to_string().into())))),
    };
    checked.set(Some((shown.clone(), VerifyState::Busy)));
    let digest = Digest::of(bytes);
    let done = move |verified: Result<VerifiedFile, TaskFault>| {
        let found = match verified {
            Ok(VerifiedFile::Record(report)) => {
                VerifyState::Done(Same(Rc::new(Finding { name, digest, at: clock::now(), report: *report })))
            }
            Ok(VerifiedFile::Vectors(vectors)) => VerifyState::Vectors(Rc::new(vectors)),
            Err(fault) => VerifyState::Unreadable(fault.to_string().into()),
        };
        set.set(Some((shown, found)));
    };
    task::ask(&session, &Verify, Payload::Bytes(bytes), |_| {}, done);
    *held.borrow_mut() = Some(session);
}
