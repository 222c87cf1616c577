//! A roster as it comes from the worker: its rows in parts, then the rest.

use super::background::{TaskFault, ask};
use super::store::Shop;
use crate::browser::worker::{Heard, Session};
use crate::model::{Business, Officer};
use crate::roster::{Changes, Choice, Hints, Mend, Record, compare};
use crate::state::{Act, Roster, RosterKind, Taken};
use crate::work::{Answer, Head, Task};
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;

/// Rows that have come so far.
pub enum Rows {
    Businesses(Vec<Business>),
    Officers(Vec<Officer>),
}

/// A roster that was read and not yet taken.
pub enum Arrived {
    Businesses(Taken<Business>),
    Officers(Taken<Officer>),
}

impl Rows {
    /// None yet.
    pub fn none(kind: RosterKind) -> Self {
        match kind {
            RosterKind::Businesses => Self::Businesses(Vec::new()),
            RosterKind::Officers => Self::Officers(Vec::new()),
        }
    }

    /// Takes in a part.
    pub fn push(&mut self, json: &str) {
        fn parse<T: DeserializeOwned>(json: &str) -> Vec<T> {
            // The worker is of the same build and writes nothing else.
            serde_json::from_str(json).unwrap_or_default()
        }
        match self {
            Self::Businesses(rows) => rows.extend(parse(json)),
            Self::Officers(rows) => rows.extend(parse(json)),
        }
    }

    /// The whole roster, and what it changes of the one in use, if there is one and anything changes.
    pub fn finish(self, answer: Answer, packed: Vec<u8>, shop: &Shop, id: &str) -> Option<(Option<Changes>, Arrived)> {
        let campaign = shop.campaign(id)?;
        let model = &shop.0.model;
        match (answer, self) {
            (Answer::Businesses(head), Self::Businesses(rows)) => {
                let old = campaign.businesses.as_ref().and_then(|u| Some((model.businesses(u.blob)?, u.all_mends())));
                let (changes, taken) = taken(*head, rows, packed, old);
                Some((changes, Arrived::Businesses(taken)))
            }
            (Answer::Officers(head), Self::Officers(rows)) => {
                let old = campaign.officers.as_ref().and_then(|u| Some((model.officers(u.blob)?, u.all_mends())));
                let (changes, taken) = taken(*head, rows, packed, old);
                Some((changes, Arrived::Officers(taken)))
            }
            _ => None,
        }
    }
}

impl Arrived {
    /// The act that takes it.
    pub fn act(self) -> Act {
        match self {
            Self::Businesses(taken) => Act::TakeBusinesses(Box::new(taken)),
            Self::Officers(taken) => Act::TakeOfficers(Box::new(taken)),
        }
    }
}

fn taken<T: Record>(
    head: Head<T>,
    rows: Vec<T>,
    packed: Vec<u8>,
    old: Option<(Rc<Roster<T>>, Vec<Mend>)>,
) -> (Option<Changes>, Taken<T>) {
    let mut roster = head.roster;
    roster.reading.rows = rows;
    let changes = old.map(|(old, mends)| compare(&old.reading, &mends, &roster.reading));
    let kept = changes.as_ref().map(|c| c.kept.clone()).unwrap_or_default();
    let packed = String::from_utf8(packed).unwrap_or_default().into();
    let taken = Taken { roster: Rc::new(roster), name: head.name, packed, kept };
    (changes.filter(|c| !c.is_empty() || !c.lost.is_empty()), taken)
}

/// Reads the session's open workbook; `done` hears the answer with the rows.
pub fn read(
    session: &Session,
    kind: RosterKind,
    choice: Choice,
    progress: impl Fn(String) + 'static,
    done: impl FnOnce(Result<(Answer, Vec<u8>), TaskFault>, Rows) + 'static,
) {
    let rows = Rc::new(RefCell::new(Rows::none(kind)));
    let coming = rows.clone();
    let heard = move |heard| match heard {
        Heard::Progress(text) => progress(text),
        Heard::Part(json) => coming.borrow_mut().push(&json),
    };
    ask(session, &Task::Read { kind, choice }, &[], heard, move |answer| {
        let rows = rows.replace(Rows::none(kind));
        done(answer, rows);
    });
}

/// Takes the sample workbooks of `kinds` into a campaign, the last first; then `done` with the sentence of a failure.
pub fn take_samples(
    session: Rc<Session>,
    shop: Shop,
    id: String,
    mut kinds: Vec<RosterKind>,
    done: impl FnOnce(Option<String>) + 'static,
) {
    let Some(kind) = kinds.pop() else { return done(None) };
    let next = session.clone();
    ask(
        &session,
        &Task::Sample { kind },
        &[],
        |_| {},
        move |made| {
            let bytes = match made {
                Ok((_, bytes)) => bytes,
                Err(fault) => return done(Some(fault.to_string())),
            };
            let open = Task::Open { kind, file: format!("{}（样例）.xlsx", kind.title()), hints: Hints::default() };
            let session = next.clone();
            ask(
                &next,
                &open,
                &bytes,
                |_| {},
                move |opened| {
                    let choice = match opened {
                        Ok((Answer::Survey(survey), _)) => survey.guess.clone(),
                        Ok(_) => Choice::default(),
                        Err(fault) => return done(Some(fault.to_string())),
                    };
                    let again = session.clone();
                    read(
                        &session,
                        kind,
                        choice,
                        |_| {},
                        move |answer, rows| match answer {
                            Ok((answer, packed)) => {
                                if let Some((_, arrived)) = rows.finish(answer, packed, &shop, &id) {
                                    shop.act(&id, arrived.act());
                                }
                                take_samples(again, shop, id, kinds, done);
                            }
                            Err(fault) => done(Some(fault.to_string())),
                        },
                    );
                },
            );
        },
    );
}
