//! The import of a roster on its card: what happens is told to [`Intake`], and what that wants done is done.

use crate::app::context::AppContext;
use crate::app::parts::Same;
use crate::app::store::Msg;
use crate::app::worker::import::{compare, read, take, take_out};
use crate::app::worker::task::TaskFault;
use crate::browser::files;
use crate::browser::worker::Payload;
use crate::model::{EntityKind, WHOLE};
use crate::roster::{Choice, FileRead, Hints, Survey};
use crate::state::{Action, Blob, RosterRef};
use crate::work::{Around, Effect, Event, Given, ImportFault, Intake, OpenWorkbook, SurveyWorkbook};
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

pub use crate::work::{Purpose, Stage};

/// The import of one roster.
#[derive(Clone)]
pub struct Import {
    app: AppContext,
    id: AttrValue,
    kind: EntityKind,
    intake: Same<RefCell<Intake<File>>>,
    redraw: UseForceUpdateHandle,
    handed: UseStateSetter<Option<(EntityKind, Vec<File>)>>,
}

/// Files that one roster's place was given and that are of the other.
pub type Handed = UseStateHandle<Option<(EntityKind, Vec<File>)>>;

impl PartialEq for Import {
    /// Where it stands is asked of it when it is drawn: a card is redrawn by every step.
    fn eq(&self, other: &Self) -> bool {
        self.app == other.app && self.id == other.id && self.kind == other.kind && self.intake == other.intake
    }
}

#[hook]
pub fn use_import(app: &AppContext, id: &AttrValue, kind: EntityKind, handed: &Handed) -> Import {
    let intake = Same(use_mut_ref(Intake::default));
    let redraw = use_force_update();
    let import = Import { app: app.clone(), id: id.clone(), kind, intake, redraw, handed: handed.setter() };
    let own = handed.as_ref().filter(|(to, _)| *to == kind).map(|(_, files)| files.clone());
    use_effect_with(
        own,
        with!(import, move |own: &Option<Vec<File>>| {
            if let Some(files) = own {
                import.take(files.clone(), Purpose::Replace);
            }
        }),
    );
    {
        let import = import.clone();
        use_effect_with((), move |()| move || import.tell(Event::Left));
    }
    import
}

impl Import {
    pub fn stage(&self) -> Stage {
        self.intake.borrow().stage()
    }

    pub fn purpose(&self) -> Purpose {
        self.intake.borrow().purpose()
    }

    /// Whether a file is still open, so that its header can be looked at again.
    pub fn is_open(&self) -> bool {
        self.intake.borrow().is_open()
    }

    /// Whether what is shown is out of date.
    pub fn is_looking(&self) -> bool {
        self.intake.borrow().is_looking()
    }

    /// Whether this file of the roster in use can be looked at again.
    pub fn is_at_hand(&self, file: &FileRead) -> bool {
        self.app.worker.file(file.digest).is_some()
    }

    /// The file that is looked at, and which it is of how many.
    pub fn file(&self) -> (String, usize, usize) {
        self.intake.borrow().file()
    }

    /// Files were dropped or chosen.
    pub fn take(&self, files: Vec<File>, purpose: Purpose) {
        self.tell(Event::Given(files.into_iter().map(given).collect(), purpose));
    }

    /// Looks again at a file of the roster in use, as it was read.
    pub fn show_file(&self, place: usize, file: &FileRead) {
        if let Some(known) = self.app.worker.file(file.digest) {
            self.tell(Event::ShowFile(place, file.clone(), given(known)));
        }
    }

    pub fn take_out(&self, file: usize) {
        self.tell(Event::TakeOut(file));
    }

    pub fn show(&self) {
        self.tell(Event::Show);
    }

    pub fn look(&self, choice: Choice) {
        self.tell(Event::Look(choice));
    }

    pub fn read(&self, choice: Choice) {
        self.tell(Event::Read(choice));
    }

    pub fn skip(&self) {
        self.tell(Event::Skip);
    }

    pub fn accept(&self) {
        self.tell(Event::Accept);
    }

    pub fn cancel(&self) {
        self.tell(Event::Cancel);
    }

    fn tell(&self, event: Event<File>) {
        let in_use = self.in_use();
        let blob = in_use.as_ref().and_then(|used| self.app.store.model.blobs.get(&used.blob));
        let files = match blob {
            Some(Blob::Businesses(roster)) => &roster.files[..],
            Some(Blob::Officers(roster)) => &roster.files[..],
            _ => &[],
        };
        let is_other_wanting = self.app.campaign(&self.id).is_some_and(|c| c.roster(self.kind.other()).is_none());
        let opening = self.app.worker.opening(self.kind);
        let around = Around { in_use: in_use.as_ref(), files, opening, is_other_wanting };
        let effects = self.intake.borrow_mut().step(event, around);
        effects.into_iter().for_each(|effect| self.run(effect));
        if !self.intake.borrow().is_left() {
            self.redraw.force_update();
        }
    }

    /// The roster in use, with its mends.
    fn in_use(&self) -> Option<RosterRef> {
        self.app.campaign(&self.id)?.roster(self.kind).cloned()
    }

    fn run(&self, effect: Effect<File>) {
        match effect {
            Effect::KeepFile(digest, file) => self.app.worker.keep_file(digest, file),
            Effect::Remember(mappings) => self.app.send(Msg::Do(Action::Remember(mappings))),
            Effect::Take(arrived) => take(&self.app, &self.id, arrived),
            Effect::HandOver(given) => {
                let files = given.into_iter().map(|given| given.file).collect();
                self.handed.set(Some((self.kind.other(), files)));
            }
            Effect::StopWorker => self.app.worker.stop(),
            Effect::Warn(sentence) => self.app.warn(sentence),
            asked => {
                let import = self.clone();
                spawn_local(async move {
                    let answer = import.ask(asked).await;
                    answer.into_iter().for_each(|event| import.tell(event));
                });
            }
        }
    }

    /// What the worker is asked, and what it answers.
    async fn ask(&self, effect: Effect<File>) -> Option<Event<File>> {
        let (app, kind) = (&self.app, self.kind);
        Some(match effect {
            Effect::Open(turn, given, choice) => {
                let (opening, survey) = self.open(turn, given, choice).await;
                Event::Opened(turn, opening, survey)
            }
            Effect::Survey(turn, choice) => {
                let request = SurveyWorkbook { kind, hints: self.hints(choice, self.file().0) };
                let survey = app.worker.ask(&request, Payload::Bytes(&[]), |_| {}).await;
                Event::Surveyed(turn, survey.map_err(fault))
            }
            Effect::Read(turn, choice, among, arrived) => {
                let read = read(app, kind, choice, (among, arrived.as_ref()), self.progress(turn)).await;
                Event::Arrived(turn, read.map_err(fault))
            }
            Effect::TakeOut(turn, roster, file) => {
                Event::Arrived(turn, take_out(app, kind, roster, file).await.map_err(fault))
            }
            Effect::Compare(turn, mut arrived) => {
                let changes = compare(app, &self.id, kind, &mut arrived).await.map_err(fault);
                Event::Compared(turn, arrived, changes)
            }
            _ => return None,
        })
    }

    async fn open(&self, turn: u32, given: Given<File>, choice: Choice) -> (u32, Result<Survey, ImportFault>) {
        if let Err(why) = files::check_size(&given.file) {
            return (0, Err(ImportFault::Refused(why.to_string())));
        }
        let hints = self.hints(choice, given.name.clone());
        let request = OpenWorkbook { kind: self.kind, file: given.name, hints };
        let (opening, survey) = self.app.worker.open(&request, &given.file, self.progress(turn)).await;
        (opening, survey.map_err(fault))
    }

    fn progress(&self, turn: u32) -> impl Fn(String) + 'static {
        let import = self.clone();
        move |text| import.tell(Event::Progress(turn, text))
    }

    /// What is known before a file is looked at.
    fn hints(&self, choice: Choice, file: String) -> Hints {
        let model = &self.app.store.model;
        let plan = self.app.campaign(&self.id).map(|c| c.plan.clone()).unwrap_or_default();
        let departments = plan.departments.iter().map(|d| d.name.clone()).collect();
        let categories = plan.categories().into_iter().filter(|label| label != WHOLE).collect();
        Hints { choice, mappings: (*model.mappings).clone(), departments, categories, file }
    }
}

fn given(file: File) -> Given<File> {
    Given { name: file.name(), file }
}

fn fault(fault: TaskFault) -> ImportFault {
    let why = fault.to_string();
    match fault {
        TaskFault::Stopped => ImportFault::Stopped(why),
        TaskFault::Refused(_) | TaskFault::MissingRosters(_) => ImportFault::Refused(why),
        TaskFault::Worker(_) | TaskFault::Garbled(_) => ImportFault::Lost(why),
    }
}
