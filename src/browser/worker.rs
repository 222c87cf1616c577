//! The heavy work's own thread and its own wasm, loaded when first needed. It may die: a file that panics the parser
//! or exhausts memory kills the worker, never the page, and the next job starts a new one.
//!
//! The worker's script is a Blob that imports the built one, so that it inherits the page's Content-Security-Policy.
//! A message to it is `[task, bytes]`; from it `["ready"]`, `["progress", text]` or `["done", text, bytes]`.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker};

/// The job did not end as one should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkerFault {
    /// It could not be started: the file is missing on the server, or the browser forbids workers.
    #[error("后台程序没有启动。请刷新页面重试；仍不行时请换用新版浏览器，或请管理员检查页面文件是否完整")]
    NotStarted,
    /// It died.
    #[error(
        "处理这个文件时后台程序崩溃，已自动停止；页面和已有数据不受影响。文件可能已损坏，请用WPS或Excel打开后另存为xlsx再试"
    )]
    Died,
    /// It took longer than a job may.
    #[error("处理超过{0}秒仍未完成，已停止；页面和已有数据不受影响。请删去文件中无关的工作表和空白行列后再试")]
    TooLong(u32),
    /// The user gave up.
    #[error("已取消")]
    Cancelled,
}

/// What comes back from a job.
pub struct Reply {
    /// The answer's JSON.
    pub text: String,
    /// A file, if the job makes one.
    pub bytes: Vec<u8>,
}

/// The longest a job may take, in seconds.
pub const LIMIT_SECONDS: u32 = 120;

type Outcome = Result<Reply, WorkerFault>;

/// A running job; dropping it ends the worker.
pub struct Job {
    worker: Worker,
    _listeners: Vec<EventListener>,
    _timeout: Timeout,
    url: String,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.worker.terminate();
        let _ = Url::revoke_object_url(&self.url);
    }
}

/// The bootstrap script: imports the built worker, starts its wasm, and says so when either fails.
fn bootstrap() -> Option<String> {
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    let address = |name: &str| Url::new_with_base(name, &base).ok().map(|u| u.href());
    let (script, wasm) = (address("worker.js")?, address("worker_bg.wasm")?);
    let (script, wasm) = (serde_json::to_string(&script).ok()?, serde_json::to_string(&wasm).ok()?);
    Some(format!(
        "importScripts({script});wasm_bindgen({{module_or_path:{wasm}}}).catch(e=>setTimeout(()=>{{throw e}}));"
    ))
}

fn start() -> Option<(Worker, String)> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&bootstrap()?.into()), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    Some((Worker::new(&url).ok()?, url))
}

/// Runs one job in a worker of its own. `progress` hears of its steps; `done` hears once, unless the returned [`Job`]
/// is dropped before.
pub fn run(
    task: &str,
    bytes: &[u8],
    progress: impl Fn(String) + 'static,
    done: impl FnOnce(Outcome) + 'static,
) -> Option<Job> {
    let done = Rc::new(RefCell::new(Some(done)));
    let finish = move |outcome: Outcome| {
        let taken = done.borrow_mut().take();
        if let Some(done) = taken {
            done(outcome);
        }
    };
    let Some((worker, url)) = start() else {
        finish(Err(WorkerFault::NotStarted));
        return None;
    };
    let ready = Rc::new(RefCell::new(false));
    let request = Array::of2(&JsValue::from_str(task), &Uint8Array::from(bytes));
    let (w, f, r) = (worker.clone(), finish.clone(), ready.clone());
    let on_message = EventListener::new(&worker, "message", move |event| {
        let Some(message) = event.dyn_ref::<MessageEvent>().map(|e| Array::from(&e.data())) else { return };
        let text = |i| message.get(i).as_string().unwrap_or_default();
        match text(0).as_str() {
            "ready" => {
                *r.borrow_mut() = true;
                if w.post_message(&request).is_err() {
                    f(Err(WorkerFault::Died));
                }
            }
            "progress" => progress(text(1)),
            _ => f(Ok(Reply { text: text(1), bytes: Uint8Array::new(&message.get(2)).to_vec() })),
        }
    });
    let f = finish.clone();
    let on_error = EventListener::new(&worker, "error", move |_| {
        f(Err(if *ready.borrow() { WorkerFault::Died } else { WorkerFault::NotStarted }));
    });
    let timeout = Timeout::new(LIMIT_SECONDS * 1000, move || finish(Err(WorkerFault::TooLong(LIMIT_SECONDS))));
    Some(Job { worker, _listeners: vec![on_message, on_error], _timeout: timeout, url })
}
