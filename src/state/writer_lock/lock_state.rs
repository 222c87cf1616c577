//! A window's place among the others, what happens to it, and what it has to do.

use serde::{Deserialize, Serialize};

/// How long, in milliseconds, another window may hold the lock before this one only looks on: a page that is loaded anew
/// gets it from itself.
pub const MOMENT: u32 = 400;
/// How long the window that edits may take to answer, and the one that was given the lock to take it.
pub const PATIENCE: u32 = 3_000;
/// How long the window that edits may take to save.
pub const LONG_PATIENCE: u32 = 30_000;
/// How often a window looks whether what it waits for is there.
pub const LOOK: u32 = 100;
/// How many times it looks for what another said it has saved.
pub const LOOKS: u32 = 30;
/// How often it reads all that another still changes.
pub const READINGS: u32 = 6;

/// What windows tell each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// `by` wants to edit.
    Ask {
        /// The name of a window.
        by: String,
    },
    /// The window that edits has heard `to`.
    Heard {
        /// The name of a window.
        to: String,
    },
    /// All is saved, `to` may edit.
    Given {
        /// The name of a window.
        to: String,
        /// The number of the last save.
        saves: u64,
    },
    /// Something can't be saved.
    Unsaved {
        /// The name of a window.
        to: String,
    },
    /// The window that says it edits from now on.
    Edits,
    /// So often has been saved now.
    Saved {
        /// The number of the last save.
        saves: u64,
    },
    /// A window that does not edit has read what is stored.
    Seen,
}

/// What a window may do, as its user sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WindowRole {
    /// It is not known yet whether another window edits: there is nothing on the screen.
    #[default]
    Asking,
    /// It edits.
    Writer,
    /// It edits, in a browser that can't keep other windows from it.
    Unguarded,
    /// Another window asked to edit: what is pending is saved first.
    Giving,
    /// Another window edits.
    Reader(LockAnswer),
    /// It asked the window that edits, and waits.
    Waiting,
    /// It is about to edit.
    Taking,
}

impl WindowRole {
    /// Whether what the user does in this window counts.
    pub const fn writes(self) -> bool {
        matches!(self, Self::Writer | Self::Unguarded)
    }
}

/// What came of asking the window that edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockAnswer {
    /// It was not asked, or has let this one edit before.
    None,
    /// It does not answer.
    Silent,
    /// It has something that can't be saved.
    Unsaved,
    /// A third window was given it, or took it, at the same time.
    Taken,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockEvent {
    /// Another window said it.
    Heard(Word),
    /// The request of this number has the lock.
    Got(u64),
    /// The request of this number has ended: the lock was lost, or never had.
    Ended(u64),
    /// The time is over.
    Fired(u64),
    /// Whether any window holds the lock, also where the browser does not say.
    Held(u64, bool),
    /// This many saves are seen in storage.
    Counted(u64, u64),
    /// What is stored was read.
    Read {
        /// The reading.
        number: u64,
        /// This many saves are seen in storage.
        saves: u64,
        /// Another window changed something meanwhile.
        changed: bool,
        /// What is on the screen is kept nowhere else.
        unsaved: bool,
    },
    /// A save of this number is known of.
    Saved(u64),
    /// Nothing is left to be saved.
    AllSaved,
    /// Something could not be saved.
    SaveFailed,
    /// The user wants to edit here.
    Asks,
    /// The user wants to edit here, whatever the other window has.
    Steals,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockEffect {
    /// Tell all other windows.
    Say(Word),
    /// Request the lock, in line or from whoever holds it: [`LockEvent::Got`], [`LockEvent::Ended`].
    Request {
        /// The request.
        number: u64,
        /// From whoever holds it.
        steal: bool,
    },
    /// [`LockEvent::Fired`] after so many milliseconds.
    Time(u64, u32),
    /// Ask the browser after so many milliseconds whether the lock is held: [`LockEvent::Held`].
    LookForHolder(u64, u32),
    /// Look after so many milliseconds how many saves are seen in storage: [`LockEvent::Counted`].
    LookForSaves(u64, u32),
    /// Read what is stored: [`LockEvent::Read`].
    Read {
        /// The reading.
        number: u64,
        /// Put back first what only the database has: this window is going to write.
        recover: bool,
    },
    /// What was read takes the place of what is on the screen.
    Show,
    /// This window edits from now on: what lies about in storage is put in order.
    Begin,
    /// What other windows changed is to be read.
    Follow,
    /// Another window has taken the lock: tell, and what could not be saved.
    TellLost,
    /// Tell that what is on the screen can't be saved, since another window wrote meanwhile.
    TellStranded,
    /// What is stored has been seen, so that no entry of it is replaced.
    Settle,
}

/// How far a window is on its way to edit or to look on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    /// The look or the reading whose answer is waited for.
    pub(super) number: u64,
    /// How many of them may follow.
    pub(super) left: u32,
    /// How many saves were known of when it began to look or to read.
    pub(super) saves: u64,
    /// Nothing is on the screen yet.
    pub(super) blank: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A window that never edits: the projector's.
    Follows { reading: Option<u64> },
    /// The browser gives no locks.
    Unguarded { reading: Option<Opening> },
    /// It has a request in line behind the window that edits.
    InLine { line: u64, wait: Wait },
    /// It has the lock, and still a request in line if it stole it.
    Holder { request: u64, line: Option<u64>, stage: Stage },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wait {
    /// It is not known yet whether another window has the lock.
    Unknown {
        look: u64,
    },
    /// Another has it: what is stored is read to be shown.
    Opens {
        reading: u64,
    },
    Looks(LockAnswer),
    Asked {
        timer: u64,
    },
    Steals {
        request: u64,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stage {
    /// What another window has saved may take a moment to be seen here.
    Arrives(Opening),
    Opens(Opening),
    Writes,
    Gives {
        to: String,
    },
    /// It let another window edit, which has not taken the lock yet and may be gone.
    Gave {
        timer: u64,
    },
    /// What is on the screen is kept nowhere, and another window wrote meanwhile.
    Stranded,
}

/// Where a window stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockState {
    pub(super) name: String,
    pub(super) saves: u64,
    pub(super) numbers: u64,
    pub(super) place: Place,
}

impl LockState {
    /// What its user may do.
    pub const fn role(&self) -> WindowRole {
        match &self.place {
            Place::Follows { reading: Some(_) }
            | Place::Unguarded { reading: Some(Opening { blank: true, .. }) }
            | Place::InLine { wait: Wait::Unknown { .. } | Wait::Opens { .. }, .. }
            | Place::Holder {
                stage: Stage::Arrives(Opening { blank: true, .. }) | Stage::Opens(Opening { blank: true, .. }),
                ..
            } => WindowRole::Asking,
            Place::Unguarded { reading: None } => WindowRole::Unguarded,
            Place::InLine { wait: Wait::Looks(answer), .. } => WindowRole::Reader(*answer),
            Place::InLine { wait: Wait::Asked { .. }, .. } => WindowRole::Waiting,
            Place::Holder { stage: Stage::Writes, .. } => WindowRole::Writer,
            Place::Holder { stage: Stage::Gives { .. }, .. } => WindowRole::Giving,
            Place::Follows { reading: None } | Place::Holder { stage: Stage::Gave { .. } | Stage::Stranded, .. } => {
                WindowRole::Reader(LockAnswer::None)
            }
            Place::Unguarded { .. }
            | Place::InLine { wait: Wait::Steals { .. }, .. }
            | Place::Holder { stage: Stage::Arrives(_) | Stage::Opens(_), .. } => WindowRole::Taking,
        }
    }

    /// The request by which it holds the lock, as far as it has heard.
    pub const fn holds(&self) -> Option<u64> {
        if let Place::Holder { request, .. } = &self.place { Some(*request) } else { None }
    }

    /// Whether its changes are written.
    pub const fn saves(&self) -> bool {
        matches!(self.role(), WindowRole::Writer | WindowRole::Unguarded | WindowRole::Giving)
    }

    /// How often was saved, as any window said.
    pub const fn known_saves(&self) -> u64 {
        self.saves
    }

    /// Whether the reading of this number is still wanted.
    pub fn reads(&self, number: u64) -> bool {
        match &self.place {
            Place::Follows { reading } => *reading == Some(number),
            Place::Unguarded { reading: Some(at) } | Place::Holder { stage: Stage::Opens(at), .. } => {
                at.number == number
            }
            Place::InLine { wait: Wait::Opens { reading }, .. } => *reading == number,
            _ => false,
        }
    }
}
