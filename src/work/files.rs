//! Files that the page asks for as values: what exporters make of them is not its own to carry.

use super::envelope::{Emit, WorkerEvent};
use super::records::Verified;
use crate::course::{LedgerBook, PublicTable, Worklist};
use crate::export::{self, ArchiveFacts, ArchiveFile, ItemLine};
use crate::forms::Document;
use crate::model::{CheckPoint, Conduct, Digest, Item, KeptFile, Role, Settings, Stamp};
use serde::{Deserialize, Serialize};

/// What is in a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// Papers as a document to edit.
    Docx(Vec<Document>),
    /// The tables of papers as a workbook.
    Tables(Vec<Document>),
    /// A public table as a workbook.
    Public(PublicTable),
    /// The yearly plan, in the columns of a set, as a workbook.
    YearPlan(PublicTable),
    /// 附件7 as a workbook: department, part, item, ratio in words.
    Items {
        /// Above it.
        title: String,
        /// The rows.
        lines: Vec<(String, Role, Item, String)>,
    },
    /// 检查要点 as a workbook: department, item, point.
    Points {
        /// What the workbook is called.
        title: String,
        /// The rows.
        lines: Vec<(String, String, CheckPoint)>,
    },
    /// The entry workbook.
    Entry {
        /// What is inspected, and what is entered.
        course: Box<EntryInputs>,
        /// The businesses to put in it, by key; all if there are none.
        only: Option<Vec<String>>,
    },
    /// 涉企行政检查台账 with 统计.
    Ledger(Box<LedgerBook>),
    /// A record as a page.
    RecordPage {
        /// Its JSON, with officers or without.
        record: String,
        /// Those present whose names are published, a role a line.
        present: Vec<String>,
    },
    /// The text itself.
    Text(String),
}

/// What is inspected, and what is entered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EntryInputs {
    /// The businesses to inspect.
    pub list: Worklist,
    /// What is entered.
    pub conduct: Conduct,
    /// The lists to choose from.
    pub settings: Settings,
}

/// A file of an archive.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Piece {
    /// Its path, folders parted by `/`.
    pub path: String,
    /// What it is, in a few words.
    pub about: String,
    /// What is in it.
    pub content: Content,
}

/// What the index of an archive tells.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ArchiveHead {
    /// 任务名称.
    pub title: String,
    /// 任务编号; may be empty.
    pub number: String,
    /// The commitment of the attempt that counts.
    pub commitment: Digest,
    /// The workbooks that the rosters were read from: what, name, SHA-256.
    pub sources: Vec<(String, String, Digest)>,
    /// Film and scans of the meeting, which are kept elsewhere.
    pub kept: Vec<KeptFile>,
}

impl Content {
    /// The bytes of the file.
    ///
    /// # Errors
    /// The sentence for the user.
    pub fn make(self, at: Stamp) -> Result<Vec<u8>, String> {
        let made = match self {
            Self::Docx(documents) => export::docx(&documents, at),
            Self::Tables(documents) => export::tables(&documents, at),
            Self::Public(table) => export::publication_workbook(&table),
            Self::YearPlan(table) => export::year_plan_workbook(&table),
            Self::Items { title, lines } => {
                let lines = lines.iter().map(|(department, role, item, ratio)| ItemLine {
                    department,
                    role: *role,
                    item,
                    ratio,
                });
                export::items_workbook(&title, &lines.collect::<Vec<_>>())
            }
            Self::Points { title, lines } => export::points_workbook(&title, &lines),
            Self::Entry { course, only } => {
                export::entry_workbook(&course.list, &course.conduct, &course.settings, only.as_deref())
            }
            Self::Ledger(book) => export::ledger_workbook(&book, at),
            Self::RecordPage { record, present } => {
                let verified = Verified::parse(record.as_bytes()).map_err(|fault| fault.to_string())?;
                Ok(verified.page(&present).into_bytes())
            }
            Self::Text(text) => Ok(text.into_bytes()),
        };
        made.map_err(|fault| fault.to_string())
    }
}

impl ArchiveHead {
    /// 归档包 of these files.
    ///
    /// # Errors
    /// The sentence for the user.
    pub(super) fn archive(&self, pieces: Vec<Piece>, at: Stamp, emit: &mut Emit<'_>) -> Result<Vec<u8>, String> {
        let all = pieces.len();
        let mut files = Vec::new();
        for (done, piece) in pieces.into_iter().enumerate() {
            emit(WorkerEvent::Progress(format!("正在制作第{}个文件，共{all}个", done + 1)));
            files.push(ArchiveFile::new(piece.path, piece.about, piece.content.make(at)?));
        }
        let sources: Vec<_> =
            self.sources.iter().map(|(what, name, digest)| (what.as_str(), name.as_str(), *digest)).collect();
        let facts = ArchiveFacts {
            title: &self.title,
            number: &self.number,
            commitment: self.commitment,
            sources: &sources,
            kept: &self.kept,
            at,
        };
        export::archive(&facts, files).map_err(|fault| fault.to_string())
    }
}
