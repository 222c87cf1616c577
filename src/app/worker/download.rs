//! Files that the worker makes and the user saves, and that the user gives and the worker reads.

use crate::app::context::AppContext;
use crate::app::worker::task::{self, TaskFault};
use crate::browser::clock;
use crate::browser::files::{self, FileFault};
use crate::browser::worker::WorkerSession;
use crate::model::file_name;
use crate::work::{Content, FileBytes, MakeFile, Request};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// The worker at work; dropping it stops it.
pub type Job = Rc<RefCell<Option<WorkerSession>>>;

/// Makes a file in the worker and hands it over under this name.
pub fn make(app: &AppContext, job: &Job, name: String, content: Content) {
    run(app, job, name, &MakeFile { content, at: clock::now() }, |_| {});
}

/// The same for any request for a file; `progress` hears how far it is, and nothing once it is done.
pub fn run<R: Request<Reply = FileBytes>>(
    app: &AppContext,
    job: &Job,
    name: String,
    request: &R,
    progress: impl Fn(Option<String>) + Clone + 'static,
) {
    let heard = progress.clone();
    let app = app.clone();
    let done = move |made: Result<FileBytes, TaskFault>| {
        progress(None);
        hand_over(&app, &name, made, "已导出", "，请在下载文件夹中查看");
    };
    *job.borrow_mut() = task::run(request, &[], move |text| heard(Some(text)), done);
}

/// Hands a file that was made to the user and says that it is there, or says why it was not made.
pub fn hand_over(app: &AppContext, name: &str, made: Result<FileBytes, TaskFault>, done: &str, then: &str) {
    let saved = made.map_err(|fault| fault.to_string());
    match saved.and_then(|FileBytes(bytes)| save(name, &bytes).map_err(|fault| fault.to_string())) {
        Ok(name) => app.tell(format!("{done}“{name}”{then}")),
        Err(why) => app.warn(why),
    }
}

/// Has the worker read a file that the user gave; `done` hears what it says.
pub fn read<R: Request + 'static>(
    app: &AppContext,
    job: &Job,
    file: File,
    request: impl FnOnce(String) -> R + 'static,
    done: impl FnOnce(R::Reply) + 'static,
) {
    let (app, job) = (app.clone(), job.clone());
    spawn_local(async move {
        let (name, bytes) = match files::read(file).await {
            Ok(read) => read,
            Err(fault) => return app.warn(fault),
        };
        let heard = move |reply: Result<R::Reply, TaskFault>| match reply {
            Ok(reply) => done(reply),
            Err(fault) => app.warn(fault),
        };
        *job.borrow_mut() = task::run(&request(name), &bytes, |_| {}, heard);
    });
}

/// Hands over a text that the page has made itself.
pub fn save_text(app: &AppContext, name: &str, text: &str) {
    match save(name, text.as_bytes()) {
        Ok(name) => app.tell(format!("已导出“{name}”，请在下载文件夹中查看")),
        Err(fault) => app.warn(fault),
    }
}

/// Hands a file over under this name, or one near it that every system takes, and tells which.
///
/// # Errors
/// [`FileFault`] when the browser refuses.
pub fn save(name: &str, bytes: &[u8]) -> Result<String, FileFault> {
    let name = file_name(name);
    files::save(&name, bytes, mime(&name)).map(|()| name)
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "zip" => "application/zip",
        "html" => "text/html;charset=utf-8",
        "csv" => "text/csv;charset=utf-8",
        "ics" => "text/calendar;charset=utf-8",
        "json" => "application/json",
        _ => "text/plain;charset=utf-8",
    }
}
