//! The heavy work, as it is asked of the worker and answered. Pure: the worker's shell passes messages only.

use crate::draw::{Manifest, rehearse};
use crate::export;
use crate::model::Digest;
use crate::roster::{self, Choice, Progress, Reading};
use crate::state::{BusinessRoster, OfficerRoster, Roster, RosterKind};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "kebab-case")]
pub enum Task {
    /// Read a workbook; its bytes come beside.
    ReadRoster {
        /// Which roster it should be.
        kind: RosterKind,
        /// Its file name.
        file: String,
    },
    /// Make a sample workbook.
    SampleRoster {
        /// Which.
        kind: RosterKind,
    },
    /// Rehearse draws with throw-away seeds whose results nobody sees (protocol §6).
    Rehearse {
        /// The manifest as it would be sealed.
        manifest: Box<Manifest>,
        /// How many draws.
        runs: u32,
        /// Fresh entropy.
        entropy: [u8; 32],
    },
}

/// What comes back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "answer", content = "value", rename_all = "kebab-case")]
pub enum Answer {
    /// A roster of businesses.
    Businesses(Box<BusinessRoster>),
    /// A roster of officers.
    Officers(Box<OfficerRoster>),
    /// A workbook; its bytes come beside.
    Workbook,
    /// How the rehearsal went.
    Rehearsal(RehearsalReport),
    /// It could not be done: the sentence for the user.
    Refused(String),
}

/// How a rehearsal went, in sentences where the screen shows sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalReport {
    /// How many draws were rehearsed.
    pub runs: u32,
    /// How many of them had no assignment.
    pub without_assignment: u32,
    /// What would help, each tried on the same seeds.
    pub advice: Vec<String>,
}

/// Does the work. `progress` hears a sentence now and then.
pub fn run(task: Task, bytes: &[u8], mut progress: impl FnMut(String)) -> (Answer, Vec<u8>) {
    let answer = match task {
        Task::ReadRoster { kind: RosterKind::Businesses, file } => {
            let reading = roster::read_businesses_with(bytes, &file, &Choice::default(), |p| progress(sentence(p)));
            wrap(reading, file, bytes, |r| Answer::Businesses(Box::new(r)))
        }
        Task::ReadRoster { kind: RosterKind::Officers, file } => {
            let reading = roster::read_officers_with(bytes, &file, &Choice::default(), |p| progress(sentence(p)));
            wrap(reading, file, bytes, |r| Answer::Officers(Box::new(r)))
        }
        Task::SampleRoster { kind } => {
            let made = match kind {
                RosterKind::Businesses => export::sample_businesses(),
                RosterKind::Officers => export::sample_officers(),
            };
            return match made {
                Ok(workbook) => (Answer::Workbook, workbook),
                Err(fault) => (Answer::Refused(fault.to_string()), Vec::new()),
            };
        }
        Task::Rehearse { manifest, runs, entropy } => {
            let mut rng = StdRng::from_seed(entropy);
            let seeds = (0..runs).map(|_| Digest::from_bytes(rng.random()));
            let mut told = 0;
            let went = rehearse(&manifest, seeds, |done| {
                if done >= told + 50 {
                    told = done;
                    progress(format!("正在预演，已完成{done}次"));
                }
            });
            Answer::Rehearsal(RehearsalReport {
                runs: went.runs,
                without_assignment: went.without_assignment,
                advice: went.advice.iter().map(ToString::to_string).collect(),
            })
        }
    };
    (answer, Vec::new())
}

fn wrap<T>(
    reading: Result<Reading<T>, roster::ReadError>,
    file: String,
    bytes: &[u8],
    answer: impl Fn(Roster<T>) -> Answer,
) -> Answer {
    match reading {
        Ok(reading) => answer(Roster { file, file_digest: Digest::of(bytes), reading }),
        Err(error) => Answer::Refused(error.to_string()),
    }
}

fn sentence(progress: Progress) -> String {
    match progress {
        Progress::Read(cells) => format!("已读取{cells}个单元格"),
        Progress::Rows(done, all) => format!("正在整理第{done}行，共{all}行"),
        Progress::Checks => "正在检查".into(),
    }
}
