//! The rules of protocol §3 for the officers' roster and the recusals.

use super::roster::{Officers, SealedBusiness};
use super::rules::{report, rising};
use super::seal::Seal;
use super::seal_fault::SealFault as Fault;
use super::text::{key_fault, text_fault};
use crate::model::InOrder;
use std::collections::HashMap;

/// A recusal by places in the rosters: business, officer.
pub(super) type Recusal = (u32, u32);

/// What the officers break. Gives their places in the roster, by department in plan order.
pub(super) fn of_officers(seal: &Seal, roster: &Officers, faults: &mut Vec<Fault>) -> Vec<Vec<u32>> {
    let mut departments = vec![Vec::new(); seal.departments.len()];
    let places: HashMap<_, _> = seal.departments.iter().enumerate().map(|(i, d)| (d.name.as_str(), i)).collect();
    rising("执法人员", roster.officers.iter().map(|o| o.key.as_str()), faults);
    for (at, o) in (0..).zip(&roster.officers) {
        report("执法人员的标识", &o.key, key_fault(&o.key), faults);
        report("执法人员姓名", &o.name, text_fault(&o.name), faults);
        match places.get(o.department.as_str()) {
            Some(place) => departments[*place].push(at),
            None => faults.push(Fault::Unknown {
                of: format!("执法人员“{}”（{}）", o.name, o.key),
                what: "部门",
                text: o.department.clone(),
            }),
        }
    }
    departments
}

/// What the recusals break. Gives them by places, sorted by business. Both rosters are rising.
pub(super) fn of_recusals(businesses: &[SealedBusiness], roster: &Officers, faults: &mut Vec<Fault>) -> Vec<Recusal> {
    let unknown =
        |what: &'static str, key: &str| Fault::Unknown { of: "回避".to_owned(), what, text: key.to_owned() };
    let mut recusals = Vec::with_capacity(roster.recusals.len());
    // They are sorted by officer, so that each is looked up once.
    for of_one in roster.recusals.chunk_by(|a, b| a.0 == b.0) {
        let officer = roster.place(&of_one[0].0).and_then(|i| u32::try_from(i).ok());
        if officer.is_none() {
            faults.push(unknown("执法人员", &of_one[0].0));
        }
        for (_, key) in of_one {
            let found = businesses.binary_search_by(|b| b.key.cmp(key)).ok().and_then(|i| u32::try_from(i).ok());
            match (found, officer) {
                (None, _) => faults.push(unknown("检查对象", key)),
                (Some(business), Some(officer)) => recusals.push((business, officer)),
                (Some(_), None) => {}
            }
        }
    }
    for pair in roster.recusals.windows(2).filter(|pair| pair[0] >= pair[1]) {
        let [before, after] = [&pair[0], &pair[1]].map(|(officer, business)| format!("{officer} / {business}"));
        faults.push(if before == after {
            Fault::Duplicate { what: "回避".to_owned(), text: after }
        } else {
            Fault::Unsorted { what: "回避", before, after }
        });
    }
    recusals.order();
    recusals
}
