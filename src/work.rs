//! The heavy work, as it is asked of the worker and answered. Pure: the worker's shell passes messages only.

use crate::draw::{
    Found, Manifest, Outcome, Record, Refusal, Rehearsal, Report, Verification, check_vector, draw, is_vector,
    rehearse, verify, why,
};
use crate::export;
use crate::model::{Business, Digest, Officer};
use crate::roster::{self, Choice, Hints, Kind, Problem, Progress, Reading, Survey, Workbook};
use crate::state::{BusinessRoster, OfficerRoster, Roster, RosterKind, pack};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// Open a workbook, whose bytes come beside, and tell what it looks like; it stays open on the desk.
    Open {
        /// Which roster it should hold.
        kind: RosterKind,
        /// Its file name.
        file: String,
        /// What is known beforehand.
        hints: Hints,
    },
    /// Tell what the open workbook looks like with other hints.
    Survey {
        /// Which roster it should hold.
        kind: RosterKind,
        /// What the user decided so far.
        hints: Hints,
    },
    /// Read the open workbook. Its rows come in parts.
    Read {
        /// Which roster it should hold.
        kind: RosterKind,
        /// How to read it.
        choice: Choice,
    },
    /// Make a sample workbook.
    Sample {
        /// Which.
        kind: RosterKind,
    },
    /// Make a template to fill in.
    Template {
        /// For which roster.
        kind: RosterKind,
        /// The drop-down list: categories or departments.
        labels: Vec<String>,
    },
    /// Write a roster, whose JSON comes beside, as a workbook with its problems marked.
    Marked {
        /// Which roster it is.
        kind: RosterKind,
        /// What is wrong with it.
        problems: Vec<Problem>,
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
    /// Draw from the sealed manifest, whose JSON comes beside.
    Draw {
        /// The seed.
        seed: Digest,
    },
    /// Verify a record, or a vector of the protocol, whose text comes beside; a record stays on the desk.
    Verify,
    /// Tell why a business of the record on the desk was drawn, or not.
    WhyDrawn {
        /// Its key, code or name, or a part of the name.
        business: String,
    },
    /// Write the record on the desk as one page.
    RecordPage {
        /// How officers are named in it.
        names: export::Names,
    },
}

/// What comes back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// What the workbook looks like.
    Survey(Box<Survey>),
    /// A roster of businesses without its rows, which came before; its stored form comes beside.
    Businesses(Box<Head<Business>>),
    /// A roster of officers, likewise.
    Officers(Box<Head<Officer>>),
    /// A file; its bytes come beside.
    File,
    /// How the rehearsal went.
    Rehearsal(Rehearsal),
    /// What was drawn.
    Drawn(Box<Sealed>),
    /// Nothing was drawn.
    NotDrawn(NotDrawn),
    /// What the verification of a record found.
    Verified(Box<Report>),
    /// Whether a vector of the protocol is reproduced, for developers: what was checked, or what differs.
    Vector(Result<String, String>),
    /// Why a business was drawn, or not.
    Why(Found),
    /// It could not be done: the sentence for the user.
    Refused(String),
}

/// An outcome, and the commitment of the manifest that it was drawn from: the page compares it with the one on the seal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sealed {
    /// Recomputed from the manifest.
    pub commitment: Digest,
    /// What was drawn.
    pub outcome: Outcome,
}

/// Why nothing was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotDrawn {
    /// The sentence for the user.
    pub sentence: String,
    /// Whether it is the seed that leaves no assignment, so that the attempt is void by rule (protocol §6).
    pub depends_on_seed: bool,
}

impl From<Refusal> for NotDrawn {
    fn from(refusal: Refusal) -> Self {
        Self { sentence: refusal.to_string(), depends_on_seed: refusal.depends_on_seed() }
    }
}

/// A roster without its rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Head<T> {
    /// All but the rows.
    pub roster: Roster<T>,
    /// The digest of the stored text of the whole.
    pub name: Digest,
}

/// What is told before the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// How far it is, as a sentence.
    Progress(String),
    /// Rows, as a JSON array.
    Rows(String),
}

/// Rows in a part: few enough that taking them in does not hold up the page.
const PART: usize = 1_000;

/// The worker's desk: the workbook that lies open on it, and the record that was verified last.
#[derive(Default)]
pub struct Desk {
    open: Option<Open>,
    record: Option<(Record, Verification)>,
}

struct Open {
    file: String,
    digest: Digest,
    book: Workbook,
}

type Done = Result<(Answer, Vec<u8>), String>;

impl Desk {
    /// Does the work; `told` hears of it meanwhile.
    pub fn run(&mut self, task: Task, bytes: &[u8], told: &mut dyn FnMut(Told)) -> (Answer, Vec<u8>) {
        self.try_run(task, bytes, told).unwrap_or_else(|sentence| (Answer::Refused(sentence), Vec::new()))
    }

    fn try_run(&mut self, task: Task, bytes: &[u8], told: &mut dyn FnMut(Told)) -> Done {
        match task {
            Task::Open { kind, file, hints } => self.open(kind, file, &hints, bytes, told),
            Task::Survey { kind, hints } => Ok((self.survey(kind, &hints)?, Vec::new())),
            Task::Read { kind: RosterKind::Businesses, choice } => {
                let open = self.opened()?;
                let reading = open.book.businesses(&choice, |p| told(Told::Progress(sentence(p))));
                deliver(open, reading.map_err(said)?, told, |head| Answer::Businesses(Box::new(head)))
            }
            Task::Read { kind: RosterKind::Officers, choice } => {
                let open = self.opened()?;
                let reading = open.book.officers(&choice, |p| told(Told::Progress(sentence(p))));
                deliver(open, reading.map_err(said)?, told, |head| Answer::Officers(Box::new(head)))
            }
            Task::Sample { kind: RosterKind::Businesses } => workbook(export::sample_businesses()),
            Task::Sample { kind: RosterKind::Officers } => workbook(export::sample_officers()),
            Task::Template { kind, labels } => {
                let labels: Vec<_> = labels.iter().map(String::as_str).collect();
                workbook(match kind {
                    RosterKind::Businesses => export::template_businesses(&labels),
                    RosterKind::Officers => export::template_officers(&labels),
                })
            }
            Task::Marked { kind: RosterKind::Businesses, problems } => {
                let roster: BusinessRoster = serde_json::from_slice(bytes).map_err(said)?;
                workbook(export::problem_workbook(&roster.file, &roster.reading, &problems))
            }
            Task::Marked { kind: RosterKind::Officers, problems } => {
                let roster: OfficerRoster = serde_json::from_slice(bytes).map_err(said)?;
                workbook(export::problem_workbook(&roster.file, &roster.reading, &problems))
            }
            Task::Rehearse { manifest, runs, entropy } => Ok((rehearsed(&manifest, runs, entropy, told), Vec::new())),
            Task::Draw { seed } => Ok((drawn(&sealed(bytes)?, seed), Vec::new())),
            Task::Verify => Ok((self.verify(bytes)?, Vec::new())),
            Task::WhyDrawn { business } => {
                let (record, _) = self.record.as_ref().ok_or(CLOSED)?;
                Ok((Answer::Why(why(record, &business)), Vec::new()))
            }
            Task::RecordPage { names } => {
                let (record, verification) = self.record.as_ref().ok_or(CLOSED)?;
                Ok((Answer::File, export::record_page(record, verification, names).into_bytes()))
            }
        }
    }

    fn verify(&mut self, bytes: &[u8]) -> Result<Answer, String> {
        self.record = None;
        let text = std::str::from_utf8(bytes).map_err(|_| NOT_TEXT)?;
        let text = export::record_in_page(text).map_err(said)?.unwrap_or(text);
        let record = match Record::parse(text) {
            Ok(record) => record,
            Err(_) if is_vector(text) => return Ok(Answer::Vector(check_vector(text))),
            Err(fault) => return Err(fault.to_string()),
        };
        let verification = verify(&record);
        let report = Report::new(&record, &verification);
        self.record = Some((record, verification));
        Ok(Answer::Verified(Box::new(report)))
    }

    fn open(
        &mut self,
        kind: RosterKind,
        file: String,
        hints: &Hints,
        bytes: &[u8],
        told: &mut dyn FnMut(Told),
    ) -> Done {
        self.open = None;
        let progress = |p| told(Told::Progress(sentence(p)));
        let book = Workbook::open_with(bytes, &file, hints.choice.codepage, progress).map_err(said)?;
        self.open = Some(Open { file, digest: Digest::of(bytes), book });
        Ok((self.survey(kind, hints)?, Vec::new()))
    }

    fn opened(&self) -> Result<&Open, String> {
        self.open.as_ref().ok_or_else(|| "文件已经关闭，请重新选择".to_owned())
    }

    fn survey(&self, kind: RosterKind, hints: &Hints) -> Result<Answer, String> {
        let kind = match kind {
            RosterKind::Businesses => Kind::Business,
            RosterKind::Officers => Kind::Officer,
        };
        Ok(Answer::Survey(Box::new(self.opened()?.book.survey(kind, hints))))
    }
}

const NOT_TEXT: &str = "这不是公开记录：文件不是文本。公开记录是“导出公开记录”得到的 .json 或 .html 文件";
const CLOSED: &str = "记录已经关闭，请重新选择";

fn sealed(json: &[u8]) -> Result<Manifest, String> {
    serde_json::from_slice(json).map_err(|fault| format!("封存内容读不懂，请用“存为文件”的备份恢复（{fault}）"))
}

fn drawn(manifest: &Manifest, seed: Digest) -> Answer {
    match draw(manifest, seed) {
        Ok(drawn) => Answer::Drawn(Box::new(Sealed { commitment: manifest.commitment(), outcome: drawn.outcome })),
        Err(refusal) => Answer::NotDrawn(refusal.into()),
    }
}

fn said(fault: impl ToString) -> String {
    fault.to_string()
}

fn workbook(made: Result<Vec<u8>, export::ExportError>) -> Done {
    Ok((Answer::File, made.map_err(said)?))
}

/// The roster in parts, and its stored form.
fn deliver<T: roster::Record + Clone + Serialize>(
    open: &Open,
    reading: Reading<T>,
    told: &mut dyn FnMut(Told),
    answer: impl FnOnce(Head<T>) -> Answer,
) -> Done {
    let mut roster = Roster { file: open.file.clone(), file_digest: open.digest, reading };
    told(Told::Progress("正在保存".into()));
    let text = serde_json::to_string(&roster).map_err(said)?;
    for rows in roster.reading.rows.chunks(PART) {
        told(Told::Rows(serde_json::to_string(rows).map_err(said)?));
    }
    roster.reading.rows = Vec::new();
    Ok((answer(Head { roster, name: Digest::of(&text) }), pack(&text).into_bytes()))
}

fn rehearsed(manifest: &Manifest, runs: u32, entropy: [u8; 32], told: &mut dyn FnMut(Told)) -> Answer {
    let mut rng = StdRng::from_seed(entropy);
    let seeds = (0..runs).map(|_| Digest::from_bytes(rng.random()));
    Answer::Rehearsal(rehearse(manifest, seeds, |done| {
        if done % 50 == 0 {
            told(Told::Progress(format!("正在预演，已完成{done}次")));
        }
    }))
}

fn sentence(progress: Progress) -> String {
    match progress {
        Progress::Read(cells) => format!("已读取{cells}个单元格"),
        Progress::Rows(done, all) => format!("正在整理第{done}行，共{all}行"),
        Progress::Checks => "正在检查".into(),
    }
}
