//! A record recomputed by two programs: a worker of this one verifies it as a stranger would, and beside it runs the script
//! of the public page.

use crate::app::parts::Same;
use crate::app::worker::task::{self, TaskFault};
use crate::browser::script::{self, ScriptRun};
use crate::browser::worker::WorkerSession;
use crate::draw::{CheckResult, Record, Report};
use crate::export::RECORD_SCRIPT;
use crate::state::{Recomputed, ScriptLines, StoredFault, TwoPrograms};
use crate::work::{VerifiedFile, Verify};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// The worker that holds the verified record.
pub type RecordWorker = Rc<RefCell<Option<WorkerSession>>>;
/// The record of what is drawn, or why there is none.
pub type RecordResult = Result<Rc<Record>, StoredFault>;

/// What both programs find; the worker is kept in `held` as long as the record is the same.
#[hook]
pub fn use_two_programs(record: &Rc<RecordResult>, held: &RecordWorker) -> TwoPrograms {
    let own = use_state_eq(|| Recomputed::Running);
    let other = use_state_eq(|| Recomputed::Running);
    let both = TwoPrograms { own: (*own).clone(), script: (*other).clone() };
    let held = held.clone();
    use_effect_with(Same(record.clone()), move |Same(record)| {
        let mut run = None;
        match record.as_ref().as_ref().map(|r| r.to_json()) {
            Err(why) => {
                own.set(Recomputed::Failed(why.to_string()));
                other.set(Recomputed::Failed(why.to_string()));
            }
            Ok(text) => {
                own.set(Recomputed::Running);
                other.set(Recomputed::Running);
                let done = move |verified| own.set(found(verified));
                *held.borrow_mut() = task::run(&Verify, text.as_bytes(), |_| {}, done);
                run = script_of(&text, other);
            }
        }
        move || {
            drop(run);
            drop(held.borrow_mut().take());
        }
    });
    both
}

/// Runs the script on a record.
fn script_of(text: &str, found: UseStateHandle<Recomputed>) -> Option<ScriptRun> {
    let lines = Rc::new(RefCell::new(ScriptLines::default()));
    let set = found.setter();
    let hear = move |line: Option<Vec<String>>| set.set(lines.borrow_mut().hear(line.as_deref()));
    let run = script::run(RECORD_SCRIPT, text, hear);
    if run.is_none() {
        found.set(Recomputed::Failed("浏览器没有启动它".into()));
    }
    run
}

/// What this program found.
fn found(verified: Result<VerifiedFile, TaskFault>) -> Recomputed {
    match verified {
        Ok(VerifiedFile::Record(report)) if report.is_clean() => Recomputed::Same,
        Ok(VerifiedFile::Record(report)) => Recomputed::Different(different(&report)),
        Ok(VerifiedFile::Vectors(_)) => Recomputed::Failed("不是一份记录".into()),
        Err(fault) => Recomputed::Failed(fault.to_string()),
    }
}

/// The checks that found a difference, each with the first.
fn different(report: &Report) -> Vec<String> {
    let wrong = report.checks.iter().filter(|check| check.result == CheckResult::Different);
    let one = |name: String, first: Option<&String>| first.map_or(name.clone(), |first| format!("{name}（{first}）"));
    wrong.map(|check| one(check.name.to_string(), check.differences.first())).collect()
}
