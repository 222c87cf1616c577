//! What differs between rosters of businesses and of officers where both are kept in one place.

use super::arrived::Arrived;
use crate::model::{Business, Digest, Officer};
use crate::roster::Record;
use crate::state::{Blob, CheckedRoster, Model, Readiness, Roster, Taken};
use serde::de::DeserializeOwned;
use std::rc::Rc;

/// Rosters of either kind.
pub(super) trait CachedRecord: Record + DeserializeOwned + 'static {
    fn blob(roster: Rc<Roster<Self>>) -> Blob;
    fn arrived(taken: Taken<Self>) -> Arrived;
    fn of(model: &Model, name: Digest) -> Option<Rc<Roster<Self>>>;
    fn checked(ready: &Readiness) -> Option<&CheckedRoster<Self>>;
}

impl CachedRecord for Business {
    fn blob(roster: Rc<Roster<Self>>) -> Blob {
        Blob::Businesses(roster)
    }

    fn arrived(taken: Taken<Self>) -> Arrived {
        Arrived::Businesses(taken)
    }

    fn of(model: &Model, name: Digest) -> Option<Rc<Roster<Self>>> {
        model.businesses(name)
    }

    fn checked(ready: &Readiness) -> Option<&CheckedRoster<Self>> {
        ready.businesses.as_deref()
    }
}

impl CachedRecord for Officer {
    fn blob(roster: Rc<Roster<Self>>) -> Blob {
        Blob::Officers(roster)
    }

    fn arrived(taken: Taken<Self>) -> Arrived {
        Arrived::Officers(taken)
    }

    fn of(model: &Model, name: Digest) -> Option<Rc<Roster<Self>>> {
        model.officers(name)
    }

    fn checked(ready: &Readiness) -> Option<&CheckedRoster<Self>> {
        ready.officers.as_deref()
    }
}
