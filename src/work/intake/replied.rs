//! The transitions of an import: what the worker replied.

use super::steps::Turn;
use super::{Effect, Given, ImportFault, Meanwhile, OpenFile, Purpose, Step};
use crate::roster::{Choice, Field, Mapping, ReadError, SheetChoice, Survey};
use crate::work::arrived::Arrived;
use crate::work::replies::ChangesHead;
use std::rc::Rc;

impl<F: Clone> Turn<'_, F> {
    /// A file was opened or looked at again.
    pub(super) fn surveyed(
        &mut self,
        seen: Result<OpenFile<F>, ImportFault>,
        (file, choice): (Given<F>, Choice),
        is_wanted: bool,
        then_read: bool,
    ) {
        let open = match seen {
            Ok(open) => open,
            Err(ImportFault::Stopped(_)) => return self.open(file, choice, is_wanted),
            Err(fault) => return self.gone(fault),
        };
        let survey = open.survey.clone();
        self.of.open = Some(open);
        let known = self.known_choice(&survey).filter(|_| !is_wanted && choice == Choice::default());
        if let Some(known) = known {
            return self.look_as(known, false, Meanwhile::Busy);
        }
        match &survey.refused {
            Some(ReadError::WrongRoster { .. }) if !is_wanted && self.is_for_the_other() => {
                self.of.open = None;
                self.of.files.others.push(file);
                self.next();
            }
            Some(refused) if !is_wanted => self.fail(&refused.to_string()),
            None if then_read => self.read(survey.guess.clone()),
            _ if is_wanted || !survey.questions.is_empty() => match self.left_behind() {
                true => self.next(),
                false => self.to(Step::Asking),
            },
            _ => self.read(survey.guess.clone()),
        }
    }

    /// Whether a file of the other roster goes there: it was chosen together with others, and nothing stands there.
    fn is_for_the_other(&self) -> bool {
        self.of.files.given > 1 && self.around.is_other_wanting && !self.of.is_left
    }

    /// What was decided of the file whose place this one takes: its sheets, and what their rows have in common.
    fn known_choice(&self, survey: &Survey) -> Option<Choice> {
        let Purpose::ReplaceFile(place) = self.of.purpose else { return None };
        let known = &self.around.files.get(place)?.choice;
        let sheet = |sheet: &SheetChoice| {
            let mut given = sheet.given.clone();
            // The newer file may say itself of which township it is.
            let says = survey.guess.sheet(&sheet.name).and_then(|own| own.given.get(&Field::Jurisdiction));
            let was = given.get_mut(&Field::Jurisdiction).filter(|was| !was.is_empty());
            was.into_iter().zip(says).for_each(|(was, says)| was.clone_from(says));
            SheetChoice { given, proposed: sheet.proposed.clone(), ..SheetChoice::named(&sheet.name) }
        };
        let sheets: Vec<SheetChoice> = known.sheets.iter().map(sheet).collect();
        let is_there = sheets.iter().all(|sheet| survey.sheet(&sheet.name).is_some());
        let sheet_name_as = known.sheet_name_as;
        (is_there && !sheets.is_empty()).then_some(Choice { sheets, sheet_name_as, codepage: None })
    }

    pub(super) fn arrived(&mut self, reply: Result<Arrived, ImportFault>) {
        let choice = match &self.of.step {
            Step::Reading { choice } => choice.clone(),
            Step::TakingOut => {
                return match reply {
                    Ok(left) => self.compare(left),
                    Err(fault) => self.gone(fault),
                };
            }
            _ => return,
        };
        let Some(open) = &mut self.of.open else { return };
        let arrived = match reply {
            Ok(arrived) => arrived,
            Err(ImportFault::Stopped(_)) => {
                let file = open.file.clone();
                return self.open(file, choice, false);
            }
            Err(fault) => return self.gone(fault),
        };
        self.effects.push(Effect::Remember(Mapping::of(&open.survey, &choice)));
        let file = match (self.of.purpose, &self.of.files.read) {
            (Purpose::ReplaceFile(place), None) => arrived.files().get(place),
            _ => arrived.files().last(),
        };
        if let Some(read) = file {
            self.effects.push(Effect::KeepFile(read.digest, open.file.file.clone()));
            open.read_as = Some((choice, read.digest));
        }
        self.of.files.read = Some(arrived);
        self.next();
    }

    /// Takes it; asks where something is lost by it.
    pub(super) fn compared(&mut self, arrived: Arrived, reply: Result<Option<ChangesHead>, ImportFault>) {
        let Step::Comparing { with } = self.of.step.clone() else { return };
        match reply {
            Err(fault) => self.gone(fault),
            Ok(changes) => match changes.filter(|changes| self.is_to_ask(changes)) {
                Some(_) if self.left_behind() => self.conclude(false),
                Some(changes) => self.to(Step::Confirming { arrived, with, changes: Rc::new(changes) }),
                None if with.as_ref() == self.around.in_use => self.accept(arrived),
                None => self.compare(arrived),
            },
        }
    }

    /// Whether the user must see what changes: always, but where entries are added only, as was wished.
    fn is_to_ask(&self, changes: &ChangesHead) -> bool {
        let [_, removed, changed, lost] = changes.counts;
        self.of.purpose != Purpose::Append || removed + changed + lost > 0
    }

    /// The worker did not do it; what is open can be looked at again if it only refused.
    fn gone(&mut self, fault: ImportFault) {
        let name = self.of.name().map(str::to_owned);
        let why = match fault {
            ImportFault::Refused(why) => why,
            ImportFault::Stopped(why) | ImportFault::Lost(why) => {
                self.of.open = None;
                why
            }
        };
        self.fail_of(name, &why);
    }
}
