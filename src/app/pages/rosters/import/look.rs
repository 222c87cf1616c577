//! A file is opened and looked over; the user is asked where something must be asked.

use super::{Import, Purpose, Stage};
use crate::app::worker::task::TaskFault;
use crate::browser::worker::Payload;
use crate::model::WHOLE;
use crate::roster::{Choice, Field, FileRead, Hints, SheetChoice, Survey};
use crate::state::Blob;
use crate::work::{OpenWorkbook, SurveyWorkbook};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Import {
    /// What is known before a file is looked at.
    pub(super) fn hints(&self, choice: Choice) -> Hints {
        let model = &self.app.store.model;
        let plan = self.app.campaign(&self.id).map(|c| c.plan.clone()).unwrap_or_default();
        let departments = plan.departments.iter().map(|d| d.name.clone()).collect();
        let labels = plan.strata.iter().map(|stratum| stratum.label.trim());
        let categories = labels.filter(|label| !label.is_empty() && *label != WHOLE).map(str::to_owned).collect();
        let file = self.file().0;
        Hints { choice, mappings: (*model.mappings).clone(), departments, categories, file }
    }

    /// Opens the file; asks the user if asked to, or if something must be asked.
    pub(super) fn open(&self, choice: Choice, look: bool) {
        let (file, turn) = {
            let mut session = self.session.borrow_mut();
            session.close();
            (session.file.clone(), session.turn)
        };
        let Some(file) = file else { return };
        self.busy(format!("正在读取“{}”……", file.name()));
        let request = OpenWorkbook { kind: self.kind, file: file.name(), hints: self.hints(choice.clone()) };
        let import = self.clone();
        spawn_local(async move {
            let progress = import.progress(turn);
            let (opening, reply) = import.app.worker.open(&request, &file, progress).await;
            if import.is_at(turn) {
                import.session.borrow_mut().opening = opening;
            }
            import.surveyed(turn, reply, choice, look);
        });
    }

    /// Whether what is shown is out of date.
    pub fn is_looking(&self) -> bool {
        self.session.borrow().looking
    }

    /// The user looks again, with other choices.
    pub fn look(&self, choice: Choice) {
        // A click on the dialog that is about to go.
        if matches!(&*self.stage, Stage::Busy(_)) {
            return;
        }
        let known = self.session.borrow().survey.as_ref().map(|s| s.guess.codepage);
        if known.is_some_and(|codepage| codepage != choice.codepage) {
            return self.open(choice, true);
        }
        self.look_as(choice, true);
    }

    /// What was decided of the file whose place this one takes: its sheets, and what their rows have in common.
    pub(super) fn known_choice(&self, survey: &Survey) -> Option<Choice> {
        let Purpose::ReplaceFile(place) = self.purpose() else { return None };
        let (model, used) = (&self.app.store.model, self.in_use()?);
        let files = match model.blobs.get(&used.blob)? {
            Blob::Businesses(roster) => &roster.files,
            Blob::Officers(roster) => &roster.files,
            _ => return None,
        };
        let known = &files.get(place)?.choice;
        let sheet = |sheet: &SheetChoice| {
            let mut given = sheet.given.clone();
            // The newer file may say itself of which township it is.
            let says = survey.guess.sheet(&sheet.name).and_then(|own| own.given.get(&Field::Jurisdiction));
            let was = given.get_mut(&Field::Jurisdiction).filter(|was| !was.is_empty());
            was.into_iter().zip(says).for_each(|(was, says)| was.clone_from(says));
            SheetChoice { given, ..SheetChoice::named(&sheet.name) }
        };
        let sheets: Vec<SheetChoice> = known.sheets.iter().map(sheet).collect();
        let is_there = sheets.iter().all(|sheet| survey.sheet(&sheet.name).is_some());
        (is_there && !sheets.is_empty()).then_some(Choice {
            sheets,
            sheet_name_as: known.sheet_name_as,
            codepage: None,
        })
    }

    pub(super) fn look_as(&self, choice: Choice, look: bool) {
        let request = SurveyWorkbook { kind: self.kind, hints: self.hints(choice.clone()) };
        let turn = {
            let mut session = self.session.borrow_mut();
            session.looking = true;
            session.turn += 1;
            session.turn
        };
        let import = self.clone();
        spawn_local(async move {
            let reply = import.app.worker.ask(&request, Payload::Bytes(&[]), |_| {}).await;
            import.surveyed(turn, reply, choice, look);
        });
    }

    /// Shows again what was seen, as it was read.
    pub fn show(&self) {
        let (survey, read_as) = {
            let session = self.session.borrow();
            (session.survey.clone(), session.read_as.clone())
        };
        match (survey, read_as) {
            (Some(survey), Some((choice, _))) if survey.guess != choice => self.look(choice),
            (Some(survey), _) => self.stage.set(Stage::Asking(survey)),
            (None, _) => {}
        }
    }

    pub(super) fn surveyed(&self, turn: u32, reply: Result<Survey, TaskFault>, choice: Choice, look: bool) {
        if !self.is_at(turn) {
            return;
        }
        let then_read = {
            let mut session = self.session.borrow_mut();
            session.looking = false;
            std::mem::take(&mut session.then_read)
        };
        let survey = match reply {
            Ok(survey) => Rc::new(survey),
            // The worker was stopped for another reason, and with it went the open file.
            Err(TaskFault::Stopped) => return self.open(choice, look),
            Err(fault) => return self.gone(fault),
        };
        self.session.borrow_mut().survey = Some(Rc::clone(&survey));
        let known = self.known_choice(&survey).filter(|_| !look && choice == Choice::default());
        if let Some(known) = known {
            return self.look_as(known, false);
        }
        match &survey.refused {
            Some(refused) if !look => self.fail(refused),
            None if then_read => self.read(survey.guess.clone()),
            _ if look || !survey.questions.is_empty() => match self.left_behind() {
                true => self.next(),
                false => self.stage.set(Stage::Asking(survey)),
            },
            _ => self.read(survey.guess.clone()),
        }
    }

    /// Looks again at a file of the roster in use, as it was read.
    pub fn show_file(&self, place: usize, file: &FileRead) {
        let open = self.session.borrow().read_as.as_ref().is_some_and(|(_, digest)| *digest == file.digest);
        let known = self.app.worker.file(file.digest);
        {
            let mut session = self.session.borrow_mut();
            session.purpose = Purpose::ReplaceFile(place);
            session.drop_files();
            session.given = 1;
            session.file = known.or(session.file.take());
        }
        if open { self.show() } else { self.open(file.choice.clone(), true) }
    }
}
