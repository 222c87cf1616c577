//! Up to four windows are simulated with the browser's lock
//! (in line, stolen, let go by a window that dies), words between windows that come late or never, windows that sleep,
//! saves that fail, and a storage in which a window sees only later what another wrote.

use crate::common::cases::rng;
use mingchou::state::writer_lock::{LockAnswer, LockEffect, LockEvent, LockState, WindowRole, Word, step};
use rand::RngExt;
use rand::rngs::StdRng;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What a user, a machine or the browser does next.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    Wait(u64),
    Edit(usize),
    /// Presses the button that is there, if it asks.
    Ask(usize),
    /// Presses the button that is there, whichever it is.
    Press(usize),
    Sleep(usize, u64),
    Die(usize),
    /// Opens a window, the projector's in one case of four.
    Open(u8),
    /// Whether the saves of the window fail from now on.
    Fail(usize, bool),
}

/// What may go wrong besides what the acts do.
#[derive(Debug, Clone, Copy)]
pub struct World {
    /// The browser gives locks.
    pub locks: bool,
    /// Of a hundred words, so many are never heard.
    pub lost_words: u32,
    /// A word takes up to so many milliseconds.
    pub slow_words: u64,
    /// One request of the lock in ten takes up to so many milliseconds.
    pub slow_locks: u64,
    /// What one window wrote is seen by another after up to so many milliseconds.
    pub slow_storage: u64,
    /// A user looks so long at a window that may edit before an entry is made.
    pub slow_user: u64,
}

/// Nobody presses a button sooner after it appears, in milliseconds.
const REACTION: u64 = 200;

/// The entries of the one document.
type Document = BTreeSet<u32>;

#[derive(Debug)]
enum Happening {
    Told(LockEvent),
    /// The browser has got the request.
    Requested(u64, bool),
    /// The browser is asked who holds the lock.
    HolderWanted(u64),
    SavesWanted(u64),
    ReadingEnds(u64),
    /// What was kept and what was on the screen when the save began.
    SaveEnds(Document, Document),
    /// What was stored as this is seen.
    Seen(usize),
}

struct Window {
    lock: LockState,
    /// It is the projector's.
    follows: bool,
    shown: Document,
    kept: Document,
    /// Which of the stored documents it has read or written last.
    known: usize,
    /// How many of the stored documents it sees.
    sees: usize,
    /// Another window changed the document since a reading began.
    changed: bool,
    /// Another window changed what this one thinks it has for itself.
    overwritten: bool,
    /// The user was told that what is on the screen is not saved.
    told: bool,
    saving: bool,
    fails: bool,
    asleep_until: u64,
    /// Since when the user has had this role.
    role_since: u64,
    /// When the last of each kind of news comes, which come one after another.
    news: u64,
    words: BTreeMap<usize, u64>,
}

impl Window {
    fn is_unsaved(&self) -> bool {
        self.overwritten || self.shown != self.kept
    }
}

pub struct Simulation {
    world: World,
    rng: StdRng,
    now: u64,
    happenings: BTreeMap<(u64, u64), (usize, Happening)>,
    happened: u64,
    windows: BTreeMap<usize, Window>,
    holder: Option<(usize, u64)>,
    line: VecDeque<(usize, u64)>,
    /// All documents that were ever stored, one replaced by the next, and the number of the save.
    stored: Vec<(Document, u64)>,
    pub entries: u32,
    opened: usize,
    /// How often a user was told that another window had written what is not on this screen.
    pub stranded: u32,
    pub handed_over: u32,
}

impl Simulation {
    pub fn new(world: World, seed: u64) -> Self {
        Self {
            world,
            rng: rng(seed),
            now: 0,
            happenings: BTreeMap::new(),
            happened: 0,
            windows: BTreeMap::new(),
            holder: None,
            line: VecDeque::new(),
            stored: vec![(Document::new(), 0)],
            entries: 0,
            opened: 0,
            stranded: 0,
            handed_over: 0,
        }
    }

    fn within(&mut self, most: u64) -> u64 {
        self.rng.random_range(0..=most)
    }

    fn later(&mut self, window: usize, at: u64, what: Happening) {
        self.happened += 1;
        self.happenings.insert((at.max(self.now), self.happened), (window, what));
    }

    /// News of the browser about its locks, which a window gets in order.
    fn news(&mut self, window: usize, event: LockEvent) {
        let at = self.now + self.within(20);
        let Some(w) = self.windows.get_mut(&window) else { return };
        w.news = w.news.max(at);
        let at = w.news;
        self.later(window, at, Happening::Told(event));
    }

    pub fn open(&mut self, follows: bool) {
        let name = self.opened;
        self.opened += 1;
        // A page that is opened sees what is stored.
        let sees = self.stored.len();
        let (lock, effects) = LockState::open(name.to_string(), follows, true);
        let window = Window {
            lock,
            follows,
            shown: Document::new(),
            kept: Document::new(),
            known: 0,
            sees,
            changed: false,
            overwritten: false,
            told: false,
            saving: false,
            fails: false,
            asleep_until: 0,
            role_since: 0,
            news: 0,
            words: BTreeMap::new(),
        };
        self.windows.insert(name, window);
        self.carry_out(name, effects);
    }

    fn die(&mut self, window: usize) {
        self.windows.remove(&window);
        self.happenings.retain(|_, (w, _)| *w != window);
        self.line.retain(|(w, _)| *w != window);
        if self.holder.is_some_and(|(w, _)| w == window) {
            self.holder = None;
            self.grant();
        }
    }

    fn grant(&mut self) {
        if self.holder.is_none()
            && let Some((window, request)) = self.line.pop_front()
        {
            self.holder = Some((window, request));
            self.news(window, LockEvent::Got(request));
        }
    }

    fn feed(&mut self, name: usize, event: LockEvent) {
        let Some(window) = self.windows.get_mut(&name) else { return };
        let before = window.lock.role();
        let (lock, effects) = step(window.lock.clone(), event);
        window.lock = lock;
        if window.lock.role() != before {
            window.role_since = self.now;
        }
        self.carry_out(name, effects);
        // As the shell saves whenever the model or the role changes.
        self.save(name);
        self.check(name);
    }

    fn carry_out(&mut self, name: usize, effects: Vec<LockEffect>) {
        for effect in effects {
            match effect {
                LockEffect::Say(word) => self.say(name, &word),
                LockEffect::Request { number, steal } => {
                    // A machine under load takes its time.
                    let most = if self.rng.random_bool(0.1) { self.world.slow_locks } else { 20 };
                    let at = self.now + self.within(most);
                    let w = self.windows.get_mut(&name).unwrap();
                    w.news = w.news.max(at);
                    let at = w.news;
                    self.later(name, at, Happening::Requested(number, steal));
                }
                LockEffect::Time(number, after) => {
                    self.later(name, self.now + u64::from(after), Happening::Told(LockEvent::Fired(number)));
                }
                LockEffect::LookForHolder(number, after) => {
                    self.later(name, self.now + u64::from(after), Happening::HolderWanted(number));
                }
                LockEffect::LookForSaves(number, after) => {
                    self.later(name, self.now + u64::from(after), Happening::SavesWanted(number));
                }
                LockEffect::Read { number, .. } => {
                    let at = self.now + self.within(200);
                    self.windows.get_mut(&name).unwrap().changed = false;
                    self.later(name, at, Happening::ReadingEnds(number));
                }
                LockEffect::Show => {
                    let w = self.windows.get_mut(&name).unwrap();
                    assert!(!w.is_unsaved(), "window {name}: what is kept nowhere else is replaced");
                    w.known = w.sees - 1;
                    w.shown = self.stored[w.known].0.clone();
                    w.kept = w.shown.clone();
                }
                LockEffect::TellLost => self.lost(name, false),
                LockEffect::TellStranded => self.lost(name, true),
                LockEffect::Follow => self.follow(name),
                LockEffect::Begin | LockEffect::Settle => {}
            }
        }
    }

    fn lost(&mut self, name: usize, is_stranded: bool) {
        let w = self.windows.get_mut(&name).unwrap();
        if is_stranded || w.is_unsaved() {
            w.told = true;
            self.stranded += 1;
        }
        self.follow(name);
    }

    /// A window that looks on shows what others write.
    fn follow(&mut self, name: usize) {
        let w = self.windows.get_mut(&name).unwrap();
        let follows = match w.lock.role() {
            WindowRole::Reader(_) | WindowRole::Waiting => !w.is_unsaved(),
            WindowRole::Unguarded => !w.saving && !w.is_unsaved(),
            _ => false,
        };
        if follows && w.changed {
            w.changed = false;
            w.known = w.sees - 1;
            w.shown = self.stored[w.known].0.clone();
            w.kept = w.shown.clone();
        }
    }

    fn say(&mut self, from: usize, word: &Word) {
        if matches!(word, Word::Given { .. }) {
            self.handed_over += 1;
        }
        let others: Vec<usize> = self.windows.keys().copied().filter(|w| *w != from).collect();
        for to in others {
            if self.rng.random_range(0..100) < self.world.lost_words {
                continue;
            }
            let at = self.now + self.within(self.world.slow_words);
            // What one window says is heard in order.
            let last = self.windows.get_mut(&to).unwrap().words.entry(from).or_default();
            *last = (*last).max(at);
            let at = *last;
            self.later(to, at, Happening::Told(LockEvent::Heard(word.clone())));
        }
    }

    fn save(&mut self, name: usize) {
        let most = if self.rng.random_bool(0.1) { 4_000 } else { 100 };
        let at = self.now + self.within(most);
        let w = self.windows.get_mut(&name).unwrap();
        let is_due = w.is_unsaved() || w.lock.role() == WindowRole::Giving;
        if w.lock.saves() && is_due && !w.saving {
            w.saving = true;
            let save = Happening::SaveEnds(w.kept.clone(), w.shown.clone());
            self.later(name, at, save);
        }
    }

    /// What has been decided about this window's own locks is told before the browser answers who holds one.
    fn flush_news(&mut self, name: usize) {
        let due: Vec<_> = self
            .happenings
            .iter()
            .filter(|(_, (w, what))| {
                *w == name && matches!(what, Happening::Told(LockEvent::Got(_) | LockEvent::Ended(_)))
            })
            .map(|(key, _)| *key)
            .collect();
        for key in due {
            if let Some((_, Happening::Told(event))) = self.happenings.remove(&key) {
                self.feed(name, event);
            }
        }
    }

    fn save_ends(&mut self, name: usize, old: &Document, document: Document) {
        self.flush_news(name);
        let w = &self.windows[&name];
        let mine = w.lock.role() == WindowRole::Unguarded || w.lock.holds().is_some();
        let is_new = document != *old;
        let done = if w.fails || w.overwritten || !mine {
            if !mine && is_new {
                self.stranded += 1;
            }
            !is_new && !w.overwritten
        } else if !is_new {
            true
        } else if w.sees - 1 != w.known {
            self.stranded += 1;
            false
        } else {
            self.write(name, &document);
            true
        };
        let w = self.windows.get_mut(&name).unwrap();
        w.saving = false;
        if done {
            if is_new {
                w.kept = document;
            }
            // What was entered meanwhile is not saved yet.
            if w.is_unsaved() {
                self.save(name);
            } else {
                w.told = false;
                self.feed(name, LockEvent::AllSaved);
            }
        } else {
            w.told = true;
            self.feed(name, LockEvent::SaveFailed);
        }
        if let Some(w) = self.windows.get(&name)
            && !w.saving
        {
            self.follow(name);
        }
    }

    fn write(&mut self, name: usize, document: &Document) {
        if self.world.locks {
            let holds = self.windows[&name].lock.holds().map(|request| (name, request));
            assert_eq!(holds, self.holder, "window {name} writes without the lock");
            let (before, _) = self.stored.last().unwrap();
            assert!(before.is_subset(document), "window {name} writes over {before:?}: {document:?}");
        }
        let seen = self.windows[&name].sees - 1;
        let count = self.stored[seen].1.max(self.windows[&name].lock.known_saves()) + 1;
        let place = self.stored.len();
        self.stored.push((document.clone(), count));
        let w = self.windows.get_mut(&name).unwrap();
        (w.known, w.sees) = (place, place + 1);
        let others: Vec<usize> = self.windows.keys().copied().filter(|w| *w != name).collect();
        for other in others {
            let at = self.now + self.within(self.world.slow_storage);
            self.later(other, at, Happening::Seen(place));
        }
        self.feed(name, LockEvent::Saved(count));
        self.say(name, &Word::Saved { saves: count });
    }

    fn sees(&mut self, name: usize, place: usize) {
        let w = self.windows.get_mut(&name).unwrap();
        if place < w.sees {
            return;
        }
        w.sees = place + 1;
        w.changed = true;
        if w.lock.holds().is_some() && w.lock.saves() && w.known != place {
            w.overwritten = true;
            w.told = true;
            self.stranded += 1;
        }
        self.follow(name);
    }

    /// What holds in every moment.
    fn check(&self, name: usize) {
        let w = &self.windows[&name];
        let role = w.lock.role();
        if role.writes() && role != WindowRole::Unguarded {
            assert!(w.lock.holds().is_some(), "window {name} edits without the lock");
        }
        if !w.lock.saves() && w.is_unsaved() {
            assert!(w.told, "window {name} has what is not saved, and says nothing");
        }
        let has_heard = !self
            .happenings
            .values()
            .any(|(to, what)| *to == name && matches!(what, Happening::Told(LockEvent::Got(_) | LockEvent::Ended(_))));
        if self.world.locks && has_heard {
            let holds = w.lock.holds().map(|request| (name, request));
            assert!(holds.is_none() || holds == self.holder, "window {name} thinks that it has the lock");
        }
    }

    pub fn run(&mut self, milliseconds: u64) {
        let end = self.now + milliseconds;
        while let Some(entry) = self.happenings.first_entry()
            && entry.key().0 <= end
        {
            let ((at, place), (name, what)) = entry.remove_entry();
            self.now = self.now.max(at);
            let Some(w) = self.windows.get(&name) else { continue };
            // Whoever sleeps hears and does everything later; the browser does not sleep.
            let asleep = w.asleep_until;
            if asleep > self.now && !matches!(what, Happening::Requested(..)) {
                // What comes one after another keeps its order.
                self.happenings.insert((asleep, place), (name, what));
                continue;
            }
            self.happens(name, what);
        }
        self.now = end;
    }

    fn happens(&mut self, name: usize, what: Happening) {
        match what {
            Happening::Told(event) => self.feed(name, event),
            Happening::Requested(request, _) if !self.world.locks => self.news(name, LockEvent::Ended(request)),
            Happening::Requested(request, steal) => {
                if steal && self.rng.random_bool(0.02) {
                    // It should have had the lock, and has not.
                    self.news(name, LockEvent::Ended(request));
                } else if steal {
                    if let Some((from, stolen)) = self.holder.replace((name, request)) {
                        self.news(from, LockEvent::Ended(stolen));
                    }
                    self.news(name, LockEvent::Got(request));
                } else {
                    self.line.push_back((name, request));
                    self.grant();
                }
            }
            Happening::HolderWanted(number) => self.news(name, LockEvent::Held(number, self.holder.is_some())),
            Happening::SavesWanted(number) => {
                let seen = self.stored[self.windows[&name].sees - 1].1;
                self.feed(name, LockEvent::Counted(number, seen));
            }
            Happening::ReadingEnds(number) => {
                let w = &self.windows[&name];
                let saves = self.stored[w.sees - 1].1;
                let event = LockEvent::Read { number, saves, changed: w.changed, unsaved: w.is_unsaved() };
                self.feed(name, event);
            }
            Happening::SaveEnds(old, new) => self.save_ends(name, &old, new),
            Happening::Seen(place) => self.sees(name, place),
        }
    }

    /// The living window that comes at this place.
    fn named(&self, place: usize) -> Option<usize> {
        self.windows.keys().copied().nth(place % self.windows.len().max(1))
    }

    pub fn act(&mut self, act: Act) {
        match act {
            Act::Wait(milliseconds) => self.run(milliseconds),
            Act::Open(kind) if self.windows.len() < 4 => self.open(kind % 4 == 3),
            Act::Open(_) => {}
            Act::Edit(w) | Act::Ask(w) | Act::Press(w) | Act::Sleep(w, _) | Act::Die(w) | Act::Fail(w, _) => {
                if let Some(name) = self.named(w) {
                    self.act_in(name, act);
                }
            }
        }
    }

    fn act_in(&mut self, name: usize, act: Act) {
        let (now, entry) = (self.now, self.entries + 1);
        let w = self.windows.get_mut(&name).unwrap();
        // Nobody reaches the buttons of a window that does not move.
        let awake = w.asleep_until <= now;
        match act {
            Act::Edit(_) if awake && w.lock.role().writes() && w.role_since + self.world.slow_user <= now => {
                w.shown.insert(entry);
                self.entries = entry;
                self.save(name);
            }
            Act::Ask(_) | Act::Press(_) if awake && !w.told && w.role_since + REACTION <= now => match w.lock.role() {
                WindowRole::Reader(LockAnswer::None | LockAnswer::Taken) => self.feed(name, LockEvent::Asks),
                WindowRole::Reader(LockAnswer::Silent | LockAnswer::Unsaved) if matches!(act, Act::Press(_)) => {
                    self.feed(name, LockEvent::Steals);
                }
                _ => {}
            },
            Act::Sleep(_, milliseconds) => w.asleep_until = w.asleep_until.max(now + milliseconds),
            Act::Die(_) => self.die(name),
            Act::Fail(_, fails) => w.fails = fails,
            _ => {}
        }
    }

    /// When all that is wrong is over and everyone has waited long enough, nobody waits any more; and whoever wants to edit
    /// does so in the end, or is told why not.
    pub fn ends_well(&mut self) {
        self.world.lost_words = 0;
        for w in self.windows.values_mut() {
            w.fails = false;
        }
        self.settle();
        if let Some(holder) = self.holder.and_then(|(name, _)| self.windows.get(&name)) {
            let edits = holder.lock.role() == WindowRole::Writer;
            assert!(edits || holder.told, "nobody edits, though the one with the lock could: {:?}", holder.lock);
        }
        let windows: Vec<usize> = self.windows.keys().copied().collect();
        let mut editors = 0;
        for name in windows {
            for _ in 0..5 {
                self.act_in(name, Act::Press(0));
                self.settle();
            }
            let w = &self.windows[&name];
            if w.follows {
                assert_eq!(w.lock.role(), WindowRole::Reader(LockAnswer::None));
            } else {
                assert!(w.lock.role().writes() || w.told, "window {name} can't edit: {:?}", w.lock);
                editors += usize::from(w.lock.role().writes());
                let (latest, _) = self.stored.last().unwrap();
                let all = w.told || !self.world.locks || w.shown == *latest;
                assert!(all, "window {name} shows {:?}, stored is {latest:?}", w.shown);
            }
        }
        let can_edit = self.windows.values().filter(|w| !w.follows && !w.told).count();
        assert!(editors > 0 || can_edit == 0);
    }

    fn settle(&mut self) {
        self.run(100_000);
        for (name, w) in &self.windows {
            let role = w.lock.role();
            let waits =
                matches!(role, WindowRole::Asking | WindowRole::Waiting | WindowRole::Taking | WindowRole::Giving);
            assert!(!waits, "window {name} waits for ever: {:?}", w.lock);
            let is_next = self.line.iter().map(|(w, _)| w).chain(self.holder.iter().map(|(w, _)| w)).any(|w| w == name);
            assert!(is_next || w.follows || !self.world.locks, "window {name} never gets the lock by itself");
            assert!(!w.lock.saves() || !w.is_unsaved() || w.told, "window {name} does not save");
        }
    }
}
