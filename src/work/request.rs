//! What the worker is asked, typed: one request, one reply.

use super::arrived::{Arrived, KeepRoster};
use super::check_inputs::RosterFindings;
use super::envelope::{FileBytes, Reply, RowPlaces};
use super::files::{ArchiveHead, Content, EntryInputs, Piece};
use super::lists::{HeldReport, HoldLists, ReadList, ReadRows};
use super::query::{About, CampaignSnapshot, CheckRosters, FindAlike, MakeSeal, OrderRows, TrySeal};
use super::records::VerifiedFile;
use super::replies::{ChangesHead, MarkedWorkbook, ReadySeal, Trial};
use crate::course::{EntryReading, ItemsReading, PointsReading, YearReading};
use crate::draw::{Outcome, Rehearsal, WhyAnswer};
use crate::model::{Digest, EntityKind, Stamp, StratifyBy};
use crate::roster::{Choice, Hints, Survey};
use crate::state::{Blob, BlobKind};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Something that the worker is asked.
pub trait Request: Serialize + DeserializeOwned {
    /// What it is called in a message.
    const NAME: &'static str;
    /// What comes back.
    type Reply: Reply;
}

/// A request as it travels: its name, and it itself as JSON. See [`super::WorkerState::answer`].
pub fn letter<R: Request>(request: &R) -> String {
    // Keys are text and numbers integers: it can always be written.
    format!("{}\n{}", R::NAME, serde_json::to_string(request).unwrap_or_default())
}

/// Hands every request with its reply on to another macro.
macro_rules! each_request {
    ($then:ident) => {
        $then! {
            OpenWorkbook => Survey,
            SurveyWorkbook => Survey,
            ReadRoster => Arrived,
            TakeOutFile => Arrived,
            CompareRosters => ChangesHead,
            KeepRoster => (),
            PackRoster => FileBytes,
            UnpackPart => Blob,
            About<CheckRosters> => RosterFindings,
            About<TrySeal> => Trial,
            About<MakeSeal> => ReadySeal,
            About<OrderRows> => RowPlaces,
            About<FindAlike> => RowPlaces,
            MarkProblems => MarkedWorkbook,
            WarmUp => (),
            MakeSample => FileBytes,
            MakeTemplate => FileBytes,
            MakeFile => FileBytes,
            MakeArchive => FileBytes,
            ReadEntry => EntryReading,
            ReadItems => ItemsReading,
            ReadPoints => PointsReading,
            ReadYearPlan => YearReading,
            ReadList => ReadRows,
            HoldLists => HeldReport,
            RehearseDraw => Rehearsal,
            Draw => DrawnFrom,
            Verify => VerifiedFile,
            ExplainBusiness => WhyAnswer,
            MakeRecordPage => FileBytes,
            DigestPart => Option<Digest>,
        }
    };
}
pub(super) use each_request;

macro_rules! declare {
    ($($request:ty => $reply:ty,)*) => {$(
        impl Request for $request {
            const NAME: &'static str = stringify!($request);
            type Reply = $reply;
        }
    )*};
}
each_request!(declare);

/// Open a workbook, whose bytes come beside, and tell what it looks like; it stays open.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenWorkbook {
    /// Which roster it should hold.
    pub kind: EntityKind,
    /// Its file name.
    pub file: String,
    /// What is known beforehand.
    pub hints: Hints,
}

/// Tell what the open workbook looks like with other hints.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SurveyWorkbook {
    /// Which roster it should hold.
    pub kind: EntityKind,
    /// What the user decided so far.
    pub hints: Hints,
}

/// Read the open workbook of that kind; the roster is kept, and handed over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReadRoster {
    /// Which roster it should hold.
    pub kind: EntityKind,
    /// How to read it.
    pub choice: Choice,
    /// Among which files of a roster that is kept; alone if among none.
    pub among: Option<(Digest, FilePlace)>,
}

/// Where a file comes among those of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilePlace {
    /// After the others.
    Last,
    /// In the place of this one, from 0.
    At(usize),
}

/// Take a file out of a roster that is kept; what is left is kept, and handed over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TakeOutFile {
    /// Of which kind it is.
    pub kind: EntityKind,
    /// Its name.
    pub roster: Digest,
    /// The place of the file.
    pub file: usize,
}

/// Tell what the roster that was read last changes of the one in use.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompareRosters {
    /// The campaign.
    pub snapshot: CampaignSnapshot,
    /// Which.
    pub kind: EntityKind,
    /// The name of the one that was read.
    pub new: Digest,
}

/// Make the stored form of a roster that is kept, by its name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PackRoster(pub Digest);

/// Open a stored part, whose stored form comes beside; a roster is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UnpackPart {
    /// What it is.
    pub kind: BlobKind,
    /// Its name.
    pub name: Digest,
}

/// Write a file of a roster with its problems marked. The file itself may come beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MarkProblems {
    /// The campaign.
    pub snapshot: CampaignSnapshot,
    /// Of which roster.
    pub kind: EntityKind,
    /// Which of its files, from 0.
    pub file: usize,
    /// Where that is.
    pub original: Original,
}

/// Where the file that a roster was read from is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Original {
    /// Open in the worker; if it is not, the reply is [`MarkedWorkbook::FileClosed`].
    Open,
    /// Beside the request, under this name.
    Beside(String),
    /// Gone: only the columns that were read are written.
    Gone,
}

/// Read a sample and forget it: the browser compiles what reads workbooks when it first runs, which takes longer than
/// reading a small roster.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WarmUp;

/// Take the next part of a file, which comes beside; the digest comes after the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestPart {
    /// Where in the file it begins, in bytes; another file begins at 0.
    pub from: u64,
    /// How many bytes it has.
    pub length: u64,
    /// Whether it is the last one.
    pub is_last: bool,
}

/// Make a sample workbook.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MakeSample {
    /// Which.
    pub kind: EntityKind,
}

/// Make a template to fill in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MakeTemplate {
    /// For which roster.
    pub kind: EntityKind,
    /// The drop-down list: categories or departments.
    pub labels: Vec<String>,
    /// By what businesses are drawn; none where they are drawn as a whole.
    pub by: Option<StratifyBy>,
}

/// Make a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MakeFile {
    /// What is in it.
    pub content: Content,
    /// Now.
    pub at: Stamp,
}

/// Make 归档包.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MakeArchive {
    /// What its index tells.
    pub head: ArchiveHead,
    /// Its files.
    pub pieces: Vec<Piece>,
    /// Now.
    pub at: Stamp,
}

/// Read a filled entry workbook, whose bytes come beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReadEntry {
    /// What it is read against.
    pub course: EntryInputs,
    /// Its file name.
    pub file: String,
    /// Now.
    pub today: NaiveDate,
}

/// Read a table of items (附件7), whose bytes come beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReadItems {
    /// Its file name.
    pub file: String,
}

/// Read a table of 检查要点, whose bytes come beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReadPoints {
    /// Its file name.
    pub file: String,
}

/// Read a yearly plan, whose bytes come beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReadYearPlan {
    /// Its file name.
    pub file: String,
}

/// RehearseDraw draws with throw-away seeds whose results nobody sees (protocol §6); the JSON of what would be sealed comes
/// beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RehearseDraw {
    /// How many draws.
    pub runs: u32,
    /// Fresh entropy.
    pub entropy: [u8; 32],
}

/// Draw from what was sealed, whose JSON comes beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draw {
    /// The seed.
    pub seed: Digest,
}

/// An outcome, and the commitment of the seal that it was drawn from: the page compares it with its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawnFrom {
    /// The digest of the seal, whose rules and whose digests of the rosters were checked.
    pub commitment: Digest,
    /// What was drawn.
    pub outcome: Outcome,
}

/// Verify a record, or a vector of the protocol, whose text comes beside; a record stays for questions about it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Verify;

/// Tell why a business of the record that was verified last was drawn, or not.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExplainBusiness {
    /// Its key, code or name, or a part of the name.
    pub business: String,
}

/// Write the record that was verified last as one page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MakeRecordPage {
    /// With officers; without them it is the record as it is published.
    pub officers: bool,
    /// Those present whose names are published, a role a line.
    pub present: Vec<String>,
}
