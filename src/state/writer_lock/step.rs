//! What each event makes of a window's place.

use super::lock_state::{
    LONG_PATIENCE, LOOK, LOOKS, LockAnswer, LockEffect, LockEvent, LockState, MOMENT, Opening, PATIENCE, Place,
    READINGS, Stage, Wait, Word,
};

/// What the event makes of the window's place, and what is to be done, in this order.
pub fn step(state: LockState, event: LockEvent) -> (LockState, Vec<LockEffect>) {
    let mut turn = Turn { state, effects: Vec::new() };
    turn.take(event);
    (turn.state, turn.effects)
}

impl LockState {
    /// A window of this name opens: one that only `follows`, or else one that edits if it can, in a browser that has locks
    /// or not.
    pub fn open(name: String, follows: bool, has_locks: bool) -> (Self, Vec<LockEffect>) {
        let mut turn = Turn {
            state: Self { name, saves: 0, numbers: 0, place: Place::Follows { reading: None } },
            effects: Vec::new(),
        };
        turn.open(follows, has_locks);
        (turn.state, turn.effects)
    }
}

struct Turn {
    state: LockState,
    effects: Vec<LockEffect>,
}

impl Turn {
    fn number(&mut self) -> u64 {
        self.state.numbers += 1;
        self.state.numbers
    }

    fn does(&mut self, effect: LockEffect) {
        self.effects.push(effect);
    }

    fn open(&mut self, follows: bool, has_locks: bool) {
        let number = self.number();
        if follows {
            self.state.place = Place::Follows { reading: Some(number) };
            self.does(LockEffect::Read { number, recover: false });
        } else if has_locks {
            self.does(LockEffect::Request { number, steal: false });
            let look = self.number();
            self.state.place = Place::InLine { line: number, wait: Wait::Unknown { look } };
            self.does(LockEffect::LookForHolder(look, MOMENT));
        } else {
            self.unguarded(true);
        }
    }

    fn take(&mut self, event: LockEvent) {
        match event {
            LockEvent::Heard(word) => self.hear(word),
            LockEvent::Got(request) => self.got(request),
            LockEvent::Ended(request) => self.ended(request),
            LockEvent::Fired(number) => self.fired(number),
            LockEvent::Held(number, held) => self.held(number, held),
            LockEvent::Counted(number, saves) => self.counted(number, saves),
            LockEvent::Read { number, .. } if !self.state.reads(number) => {}
            LockEvent::Read { saves, changed, unsaved, .. } => self.read(saves, changed, unsaved),
            LockEvent::Saved(saves) => self.state.saves = self.state.saves.max(saves),
            LockEvent::AllSaved => self.all_saved(),
            LockEvent::SaveFailed => self.keep(),
            LockEvent::Asks => self.ask(),
            LockEvent::Steals => self.steal(),
        }
    }

    fn hear(&mut self, word: Word) {
        match word {
            // It says what it has seen, and has nothing to hear.
            _ if matches!(self.state.place, Place::Follows { .. }) => return,
            Word::Saved { saves } | Word::Given { saves, .. } => self.state.saves = self.state.saves.max(saves),
            Word::Seen => return self.does(LockEffect::Settle),
            _ => {}
        }
        match &mut self.state.place {
            Place::Holder { stage, .. } => match (word, stage) {
                (Word::Ask { by }, stage @ Stage::Writes) => {
                    *stage = Stage::Gives { to: by.clone() };
                    self.does(LockEffect::Say(Word::Heard { to: by }));
                }
                // Who asks second waits as well, and hears who has got it.
                (Word::Ask { by }, Stage::Gives { to }) if *to != by => {
                    self.does(LockEffect::Say(Word::Heard { to: by }))
                }
                (Word::Ask { by }, Stage::Stranded) => self.does(LockEffect::Say(Word::Unsaved { to: by })),
                _ => {}
            },
            Place::InLine { wait, .. } => match (word, wait) {
                // Whoever asked waits on, also one that was told otherwise by a word from before.
                (
                    Word::Heard { to },
                    Wait::Asked { .. } | Wait::Looks(LockAnswer::Silent | LockAnswer::Unsaved | LockAnswer::Taken),
                ) if to == self.state.name => {
                    self.wait(LONG_PATIENCE);
                }
                (Word::Given { to, .. }, Wait::Asked { .. } | Wait::Looks(LockAnswer::Silent))
                    if to == self.state.name =>
                {
                    self.steal();
                }
                // Whoever asked besides is not heard either.
                (Word::Unsaved { .. }, wait @ Wait::Asked { .. }) => *wait = Wait::Looks(LockAnswer::Unsaved),
                (Word::Edits, wait @ Wait::Asked { .. }) => *wait = Wait::Looks(LockAnswer::Taken),
                _ => {}
            },
            Place::Follows { .. } | Place::Unguarded { .. } => {}
        }
    }

    fn got(&mut self, got: u64) {
        match &mut self.state.place {
            Place::InLine { line, wait } => {
                let blank = matches!(wait, Wait::Unknown { .. } | Wait::Opens { .. });
                let line = Some(*line).filter(|line| *line != got);
                self.arrive(got, line, blank);
            }
            // It has stolen from itself.
            Place::Holder { request, line, .. } => {
                *request = got;
                *line = line.filter(|line| *line != got);
            }
            Place::Follows { .. } | Place::Unguarded { .. } => {}
        }
    }

    fn ended(&mut self, ended: u64) {
        match &mut self.state.place {
            Place::Holder { request, line, stage } if *request == ended => {
                let (line, blank) = (*line, matches!(stage, Stage::Arrives(at) | Stage::Opens(at) if at.blank));
                self.lose(line, blank);
            }
            Place::Holder { line, .. } if *line == Some(ended) => *line = None,
            // It never had the lock: this browser gives none.
            Place::InLine { line, wait } if *line == ended => {
                let blank = matches!(wait, Wait::Unknown { .. } | Wait::Opens { .. });
                self.unguarded(blank);
            }
            Place::InLine { wait: wait @ Wait::Steals { .. }, .. } if *wait == Wait::Steals { request: ended } => {
                *wait = Wait::Looks(LockAnswer::Taken);
            }
            _ => {}
        }
    }

    /// Another window has the lock: this one waits for it in line.
    fn lose(&mut self, line: Option<u64>, blank: bool) {
        let line = line.unwrap_or_else(|| {
            let number = self.number();
            self.does(LockEffect::Request { number, steal: false });
            number
        });
        self.does(LockEffect::TellLost);
        self.state.place = Place::InLine { line, wait: Wait::Looks(LockAnswer::None) };
        if blank {
            self.look_on();
        }
    }

    /// Opens what is stored, to show it.
    fn look_on(&mut self) {
        let number = self.number();
        if let Place::InLine { wait, .. } = &mut self.state.place {
            *wait = Wait::Opens { reading: number };
            self.does(LockEffect::Read { number, recover: false });
        }
    }

    fn unguarded(&mut self, blank: bool) {
        let number = self.number();
        self.state.place = Place::Unguarded { reading: Some(Opening { number, left: 0, saves: 0, blank }) };
        self.does(LockEffect::Read { number, recover: true });
    }

    /// With the lock, it waits for what another window said it has saved.
    fn arrive(&mut self, request: u64, line: Option<u64>, blank: bool) {
        let number = self.number();
        let stage = Stage::Arrives(Opening { number, left: LOOKS, saves: self.state.saves, blank });
        self.state.place = Place::Holder { request, line, stage };
        self.does(LockEffect::LookForSaves(number, 0));
    }

    fn counted(&mut self, number: u64, seen: u64) {
        let (next, saves) = (self.state.numbers + 1, self.state.saves);
        if let Place::Holder { stage, .. } = &mut self.state.place
            && let Stage::Arrives(at) = stage
            && at.number == number
        {
            self.state.numbers = next;
            if seen < saves && at.left > 0 {
                *at = Opening { number: next, left: at.left - 1, ..*at };
                self.does(LockEffect::LookForSaves(next, LOOK));
            } else {
                *stage = Stage::Opens(Opening { number: next, left: READINGS - 1, saves, ..*at });
                self.does(LockEffect::Read { number: next, recover: true });
            }
        }
    }

    fn held(&mut self, number: u64, held: bool) {
        let Place::InLine { wait: Wait::Unknown { look }, .. } = &self.state.place else { return };
        if *look != number {
            return;
        }
        if held {
            return self.look_on();
        }
        // Where nobody has the lock, it is on its way to this window: a machine under load takes its time.
        let next = self.number();
        if let Place::InLine { wait, .. } = &mut self.state.place {
            *wait = Wait::Unknown { look: next };
            self.does(LockEffect::LookForHolder(next, LOOK));
        }
    }

    /// What was read, by the one reading that is waited for.
    fn read(&mut self, seen: u64, changed: bool, unsaved: bool) {
        let (next, saves) = (self.state.numbers + 1, self.state.saves);
        match &mut self.state.place {
            Place::Follows { reading } => {
                *reading = None;
                self.effects.extend([LockEffect::Show, LockEffect::Follow]);
            }
            Place::InLine { wait, .. } => {
                *wait = Wait::Looks(LockAnswer::None);
                self.effects.extend([LockEffect::Show, LockEffect::Follow]);
            }
            Place::Unguarded { reading } => {
                *reading = None;
                self.effects.push(if unsaved { LockEffect::TellStranded } else { LockEffect::Show });
                self.effects.extend([LockEffect::Begin, LockEffect::Follow]);
            }
            // Another save was told of while it was read.
            Place::Holder { request, line, stage: Stage::Opens(at) } if saves > at.saves && seen < saves => {
                let (request, line, blank) = (*request, *line, at.blank);
                self.arrive(request, line, blank);
            }
            Place::Holder { stage: Stage::Opens(at), .. } if changed && at.left > 0 => {
                // The last that another window wrote may be seen only now.
                *at = Opening { number: next, left: at.left - 1, ..*at };
                self.state.numbers = next;
                self.does(LockEffect::Read { number: next, recover: false });
            }
            // What is on the screen and kept nowhere else is not replaced by what is stored.
            Place::Holder { stage, .. } if unsaved => {
                *stage = Stage::Stranded;
                self.does(LockEffect::TellStranded);
            }
            Place::Holder { stage, .. } => {
                *stage = Stage::Writes;
                self.effects.extend([LockEffect::Show, LockEffect::Say(Word::Edits), LockEffect::Begin]);
            }
        }
    }

    fn all_saved(&mut self) {
        match &self.state.place {
            Place::Holder { stage: Stage::Gives { .. }, .. } => self.give(),
            // What was on its way to storage has come there after all.
            Place::Holder { request, line, stage: Stage::Stranded } => self.arrive(*request, *line, false),
            _ => {}
        }
    }

    /// All is saved: the window that asked may edit.
    fn give(&mut self) {
        let timer = self.state.numbers + 1;
        if let Place::Holder { stage, .. } = &mut self.state.place
            && let Stage::Gives { to } = stage
        {
            self.state.numbers = timer;
            let word = Word::Given { to: std::mem::take(to), saves: self.state.saves };
            *stage = Stage::Gave { timer };
            self.effects.extend([LockEffect::Say(word), LockEffect::Time(timer, PATIENCE)]);
        }
    }

    /// Not all could be saved: it goes on editing.
    fn keep(&mut self) {
        if let Place::Holder { stage, .. } = &mut self.state.place
            && let Stage::Gives { to } = stage
        {
            let word = Word::Unsaved { to: std::mem::take(to) };
            *stage = Stage::Writes;
            self.does(LockEffect::Say(word));
        }
    }

    fn ask(&mut self) {
        match &self.state.place {
            Place::InLine { wait: Wait::Looks(_), .. } => {
                let by = self.state.name.clone();
                self.does(LockEffect::Say(Word::Ask { by }));
                self.wait(PATIENCE);
            }
            // It has the lock still: the one it let edit is gone.
            Place::Holder { request, line, stage: Stage::Gave { .. } | Stage::Stranded } => {
                self.arrive(*request, *line, false);
            }
            _ => {}
        }
    }

    /// Waits so long for an answer.
    fn wait(&mut self, after: u32) {
        let timer = self.number();
        if let Place::InLine { wait, .. } = &mut self.state.place {
            *wait = Wait::Asked { timer };
            self.does(LockEffect::Time(timer, after));
        }
    }

    fn steal(&mut self) {
        let request = self.number();
        if let Place::InLine { wait: wait @ (Wait::Looks(_) | Wait::Asked { .. }), .. } = &mut self.state.place {
            *wait = Wait::Steals { request };
            self.does(LockEffect::Request { number: request, steal: true });
        }
    }

    fn fired(&mut self, number: u64) {
        match &mut self.state.place {
            Place::InLine { wait: wait @ Wait::Asked { .. }, .. } if *wait == Wait::Asked { timer: number } => {
                *wait = Wait::Looks(LockAnswer::Silent);
            }
            Place::Holder { request, line, stage: Stage::Gave { timer } } if *timer == number => {
                let (request, line) = (*request, *line);
                self.arrive(request, line, false);
            }
            _ => {}
        }
    }
}
