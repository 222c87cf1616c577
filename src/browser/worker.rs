//! The heavy work's own thread: the page's wasm once more, with a memory of its own. It may die: a file that panics the
//! parser or exhausts memory kills the worker, never the page, and the next session starts a new one.
//!
//! Where it comes from is [`boot`]'s business. A message to it is `[task, bytes]` or `[task, file]`; from it `["ready"]`,
//! `["progress", text]`, `["part", text]`, and at last `["done", text, bytes]` or `["refused", text]`. A session keeps its worker, and what that
//! remembers, between tasks.

use super::boot;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, MessageEvent, Worker};

/// A task did not end as one should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkerFault {
    /// It could not be started: the browser has no memory for it, or forbids workers.
    #[error("后台程序没有启动，可能是内存不足。请关掉不用的页面和程序，刷新后重试；仍不行时请换用新版浏览器")]
    NotStarted,
    /// It died.
    #[error(
        "处理这个文件时后台程序崩溃或超过了2GB内存的上限，已自动停止；页面和已有数据不受影响。文件可能已损坏或过大，请用WPS或Excel打开，只留名录，另存为xlsx再试"
    )]
    Died,
    /// It took longer than a task may.
    #[error("处理超过{0}秒仍未完成，已停止；页面和已有数据不受影响。请删去文件中无关的工作表和空白行列后再试")]
    TooLong(u32),
}

/// What comes back from a task.
pub struct RawReply {
    /// The JSON of the answer, or of why there is none.
    pub text: String,
    /// What comes beside it.
    pub bytes: Vec<u8>,
    /// Whether there is none.
    pub is_refused: bool,
}

/// The longest a task may take, in seconds.
pub const LIMIT_SECONDS: u32 = 120;

/// To take in so many bytes is a task of the page by itself: what is made of them comes in the next.
const LARGE: usize = 1 << 20;

/// The bytes that a message carries.
pub fn carried(value: &JsValue) -> Vec<u8> {
    // `Uint8Array::new` would copy them first.
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()
}

/// What a task says before it is done.
pub enum TaskMessage {
    /// How far it is, for the user.
    Progress(String),
    /// A part of the answer, so that no message is too large to take in at once.
    Part(String),
}

type CallResult = Result<RawReply, WorkerFault>;
type OnDone = Box<dyn FnOnce(CallResult)>;

/// What a task works on.
#[derive(Clone, Copy)]
pub enum Payload<'a> {
    /// Bytes, none too.
    Bytes(&'a [u8]),
    /// A file or a part of one, which the worker reads itself.
    File(&'a Blob),
}

/// A task that was asked and not yet answered.
struct PendingCall {
    request: Array,
    /// What goes over without being copied.
    given: Array,
    on_message: Rc<dyn Fn(TaskMessage)>,
    done: OnDone,
}

/// What the session's listeners share.
#[derive(Default)]
struct CallQueue {
    ready: bool,
    /// Why no task can be done any more.
    dead: Option<WorkerFault>,
    /// The first is being done.
    asked: VecDeque<PendingCall>,
    timeout: Option<Timeout>,
    /// The session was dropped.
    over: bool,
}

/// A worker with what it remembers; dropping the session ends it, and with it whatever it is doing.
pub struct WorkerSession {
    worker: Worker,
    line: Rc<RefCell<CallQueue>>,
    _listeners: Vec<EventListener>,
}

impl Drop for WorkerSession {
    fn drop(&mut self) {
        self.worker.terminate();
        let asked = {
            let mut line = self.line.borrow_mut();
            line.over = true;
            // Its time holds the line as well.
            line.timeout = None;
            std::mem::take(&mut line.asked)
        };
        // Who waits learns by it that nothing will come.
        drop(asked);
    }
}

impl WorkerSession {
    /// Starts a worker.
    ///
    /// # Errors
    /// [`WorkerFault::NotStarted`] where the browser has none.
    pub fn start() -> Result<Self, WorkerFault> {
        let worker = boot::start_worker().ok_or(WorkerFault::NotStarted)?;
        let line = Rc::new(RefCell::new(CallQueue::default()));
        let (w, l) = (worker.clone(), line.clone());
        let on_message = EventListener::new(&worker, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                hear(&w, &l, &Array::from(&event.data()));
            }
        });
        let l = line.clone();
        let on_error = EventListener::new(&worker, "error", move |_| {
            let ready = l.borrow().ready;
            die(&l, if ready { WorkerFault::Died } else { WorkerFault::NotStarted });
        });
        Ok(Self { worker, line, _listeners: vec![on_message, on_error] })
    }

    /// Whether no task can be done any more.
    pub fn is_dead(&self) -> bool {
        self.line.borrow().dead.is_some()
    }

    /// Asks for a task after those asked before. `on_message` hears of its steps; `done` hears once, unless the session is
    /// dropped before.
    pub fn ask(
        &self,
        task: &str,
        payload: Payload<'_>,
        on_message: impl Fn(TaskMessage) + 'static,
        done: impl FnOnce(CallResult) + 'static,
    ) {
        let dead = self.line.borrow().dead.clone();
        if let Some(fault) = dead {
            return done(Err(fault));
        }
        let task = JsValue::from_str(task);
        let (request, given) = match payload {
            Payload::File(file) => (Array::of2(&task, file), Array::new()),
            Payload::Bytes(bytes) => {
                let bytes = Uint8Array::from(bytes);
                (Array::of2(&task, &bytes), Array::of1(&bytes.buffer()))
            }
        };
        let asked = PendingCall { request, given, on_message: Rc::new(on_message), done: Box::new(done) };
        let first = {
            let mut line = self.line.borrow_mut();
            line.asked.push_back(asked);
            line.ready && line.asked.len() == 1
        };
        if first {
            post(&self.worker, &self.line);
        }
    }
}

/// Takes a message from the worker.
fn hear(worker: &Worker, line: &Rc<RefCell<CallQueue>>, message: &Array) {
    let text = |i| message.get(i).as_string().unwrap_or_default();
    let on_message = line.borrow().asked.front().map(|a| a.on_message.clone());
    match (text(0).as_str(), on_message) {
        ("ready", _) => {
            line.borrow_mut().ready = true;
            post(worker, line);
        }
        ("progress", Some(on_message)) => on_message(TaskMessage::Progress(text(1))),
        ("part", Some(on_message)) => on_message(TaskMessage::Part(text(1))),
        (how @ ("done" | "refused"), _) => {
            let asked = line.borrow_mut().asked.pop_front();
            post(worker, line);
            let Some(asked) = asked else { return };
            let reply = RawReply { text: text(1), bytes: carried(&message.get(2)), is_refused: how == "refused" };
            if reply.bytes.len() < LARGE {
                (asked.done)(Ok(reply));
            } else {
                let line = line.clone();
                Timeout::new(0, move || {
                    let over = line.borrow().over;
                    if !over {
                        (asked.done)(Ok(reply));
                    }
                })
                .forget();
            }
        }
        _ => {}
    }
}

/// Sends the first task that was asked, and begins its time.
fn post(worker: &Worker, line: &Rc<RefCell<CallQueue>>) {
    let request = line.borrow().asked.front().map(|a| (a.request.clone(), a.given.clone()));
    line.borrow_mut().timeout = request.as_ref().map(|_| {
        let (worker, line) = (worker.clone(), line.clone());
        Timeout::new(LIMIT_SECONDS * 1000, move || {
            worker.terminate();
            die(&line, WorkerFault::TooLong(LIMIT_SECONDS));
        })
    });
    if let Some((request, given)) = request
        && worker.post_message_with_transfer(&request, &given).is_err()
    {
        die(line, WorkerFault::Died);
    }
}

/// Tells everyone who waits.
fn die(line: &Rc<RefCell<CallQueue>>, fault: WorkerFault) {
    let asked = {
        let mut line = line.borrow_mut();
        line.dead = Some(fault.clone());
        std::mem::take(&mut line.asked)
    };
    for asked in asked {
        (asked.done)(Err(fault.clone()));
    }
}
