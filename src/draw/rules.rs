//! The rules of protocol §3 for the seal and the businesses: all that can be judged without the officers.

use super::roster::SealedBusiness;
use super::seal::{Mode, NUMBER_LIMIT, Seal, SealedDepartment, size};
use super::seal_fault::SealFault as Fault;
use super::text::{CharFault, key_fault, label_fault, text_fault};
use std::collections::{BTreeSet, HashMap};

/// What the seal itself breaks.
pub(super) fn of_seal(seal: &Seal) -> Vec<Fault> {
    let mut faults = Vec::new();
    of_campaign(seal, &mut faults);
    of_contributors(seal, &mut faults);
    of_strata(seal, &mut faults);
    of_departments(seal, &mut faults);
    of_matching(seal, &mut faults);
    faults
}

fn of_campaign(seal: &Seal, faults: &mut Vec<Fault>) {
    let campaign = &seal.campaign;
    match (campaign.attempt, seal.previous) {
        (0, _) => faults.push(Fault::AttemptZero),
        (1, Some(_)) => faults.push(Fault::PreviousOfFirst),
        (n @ 2.., None) => faults.push(Fault::PreviousMissing(n)),
        _ => {}
    }
    limit(|| "抽取次数".to_owned(), campaign.attempt, faults);
    report("任务名称", &campaign.title, text_fault(&campaign.title), faults);
}

fn of_contributors(seal: &Seal, faults: &mut Vec<Fault>) {
    if seal.contributors.len() < 2 {
        faults.push(Fault::FewContributors(seal.contributors.len()));
    }
    for label in &seal.contributors {
        report("出数方", label, label_fault(label), faults);
        if label.contains('=') {
            faults.push(Fault::EqualsSign(label.clone()));
        }
    }
    unique("出数方", seal.contributors.iter(), faults);
}

fn of_strata(seal: &Seal, faults: &mut Vec<Fault>) {
    if seal.strata.is_empty() {
        faults.push(Fault::None("类别".to_owned()));
    } else if seal.strata.iter().all(|s| s.sample == 0) {
        faults.push(Fault::NothingDrawn);
    }
    for s in &seal.strata {
        report("类别", &s.label, label_fault(&s.label), faults);
        limit(|| format!("类别“{}”的户数", s.label), s.population, faults);
        if s.sample > s.population {
            let (label, population, sample) = (s.label.clone(), s.population, s.sample);
            faults.push(Fault::Sample { label, population, sample });
        }
    }
    unique("类别", seal.strata.iter().map(|s| &s.label), faults);
}

fn of_departments(seal: &Seal, faults: &mut Vec<Fault>) {
    match seal.departments.first() {
        None => faults.push(Fault::None("部门".to_owned())),
        Some(first) if first.name != seal.campaign.lead => {
            faults.push(Fault::LeadNotFirst { lead: seal.campaign.lead.clone(), first: first.name.clone() });
        }
        Some(_) => {}
    }
    for department in &seal.departments {
        report("部门", &department.name, label_fault(&department.name), faults);
        of_reach(seal, department, faults);
        of_numbers(seal, department, faults);
    }
    unique("部门", seal.departments.iter().map(|d| &d.name), faults);
}

fn of_reach(seal: &Seal, department: &SealedDepartment, faults: &mut Vec<Fault>) {
    let Some(labels) = &department.strata else { return };
    let of = format!("部门“{}”", department.name);
    if labels.is_empty() {
        faults.push(Fault::None(format!("{of}检查的类别")));
    }
    unique(&format!("{of}检查的类别"), labels.iter(), faults);
    for label in labels.iter().filter(|l| !seal.strata.iter().any(|s| s.label == **l)) {
        faults.push(Fault::Unknown { of: of.clone(), what: "类别", text: label.clone() });
    }
}

fn of_numbers(seal: &Seal, department: &SealedDepartment, faults: &mut Vec<Fault>) {
    let optional = [("抽取人数", department.draw), ("每人户数上限", department.cap)];
    let optional = optional.into_iter().filter_map(|(field, value)| Some((field, value?)));
    if seal.matching.mode == Mode::Teams {
        let department = &department.name;
        faults.extend(
            optional.clone().map(|(field, _)| Fault::OnlyPerBusiness { department: department.clone(), field }),
        );
    }
    for (field, value) in std::iter::once(("每组人数", department.per_team)).chain(optional) {
        let what = || format!("“{}”{field}", department.name);
        if value == 0 {
            faults.push(Fault::Zero(what()));
        }
        limit(what, value, faults);
    }
}

fn of_matching(seal: &Seal, faults: &mut Vec<Fault>) {
    match (seal.matching.mode, seal.matching.teams) {
        (Mode::Teams, None) => faults.push(Fault::TeamsMissing),
        (Mode::Teams, Some(0)) => faults.push(Fault::Zero("组数".to_owned())),
        (Mode::Teams, Some(n)) => limit(|| "组数".to_owned(), n, faults),
        (Mode::PerBusiness, Some(n)) => faults.push(Fault::TeamsGiven(n)),
        (Mode::PerBusiness, None) => {}
    }
}

/// What the businesses break. Gives their places in the roster, by stratum in the seal's order.
pub(super) fn of_businesses(seal: &Seal, businesses: &[SealedBusiness], faults: &mut Vec<Fault>) -> Vec<Vec<u32>> {
    let mut strata = vec![Vec::new(); seal.strata.len()];
    let places: HashMap<_, _> = seal.strata.iter().enumerate().map(|(i, s)| (s.label.as_str(), i)).collect();
    rising("检查对象", businesses.iter().map(|b| b.key.as_str()), faults);
    let find = |label| (label, places.get(label).copied());
    let mut found = find("");
    for (at, b) in (0..).zip(businesses) {
        report("检查对象的标识", &b.key, key_fault(&b.key), faults);
        report("检查对象名称", &b.name, text_fault(&b.name), faults);
        // Mostly that of the one before.
        if found.0 != b.stratum {
            found = find(b.stratum.as_str());
        }
        match found.1 {
            Some(place) => strata[place].push(at),
            None => faults.push(Fault::Unknown {
                of: format!("检查对象“{}”（{}）", b.name, b.key),
                what: "类别",
                text: b.stratum.clone(),
            }),
        }
    }
    for (s, listed) in seal.strata.iter().zip(&strata).filter(|(s, listed)| size(s.population) != listed.len()) {
        faults.push(Fault::Population { label: s.label.clone(), stated: s.population, listed: listed.len() });
    }
    strata
}

/// "Counts" of protocol §3. `listed` says how many officers each department lists; `None` where they are withheld.
pub(super) fn of_counts(seal: &Seal, listed: Option<&[usize]>) -> Vec<Fault> {
    let count = |(i, department): (usize, &SealedDepartment)| {
        let listed = listed.and_then(|listed| listed.get(i).copied());
        let wanted = seal.drawn_of(department).or(listed)?;
        match listed {
            Some(listed) if wanted > listed => {
                Some(Fault::TooFewOfficers { department: department.name.clone(), wanted, listed })
            }
            _ if seal.matching.mode == Mode::PerBusiness => of_pool(seal, department, wanted),
            _ => None,
        }
    };
    seal.departments.iter().enumerate().filter_map(count).collect()
}

fn of_pool(seal: &Seal, department: &SealedDepartment, drawn: usize) -> Option<Fault> {
    let (businesses, per_team) = (seal.sample_of(department), department.per_team);
    if businesses == 0 {
        return None;
    }
    let name = || department.name.clone();
    if drawn < size(per_team) {
        return Some(Fault::PoolTooSmall { department: name(), per_team, drawn });
    }
    let cap = department.cap.map_or(businesses, size);
    // In 128 bits, because on wasm a usize has 32.
    let places = |a: usize, b: usize| (a as u128) * (b as u128);
    let short = places(drawn, cap.min(businesses)) < places(size(per_team), businesses);
    short.then(|| Fault::CapTooSmall { department: name(), drawn, cap, businesses, per_team })
}

pub(super) fn report(place: &str, text: &str, fault: Option<CharFault>, faults: &mut Vec<Fault>) {
    faults.extend(fault.map(|fault| Fault::Text { place: place.to_owned(), text: text.to_owned(), fault }));
}

fn limit(what: impl FnOnce() -> String, number: u32, faults: &mut Vec<Fault>) {
    if number >= NUMBER_LIMIT {
        faults.push(Fault::TooLarge { what: what(), number });
    }
}

fn unique<'a>(what: &str, texts: impl Iterator<Item = &'a String>, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for text in texts.filter(|t| !seen.insert(*t)) {
        faults.push(Fault::Duplicate { what: what.to_owned(), text: text.clone() });
    }
}

/// Whether the keys are rising; says what stands twice or out of order.
pub(super) fn rising<'a, I>(what: &'static str, keys: I, faults: &mut Vec<Fault>) -> bool
where
    I: Iterator<Item = &'a str> + Clone,
{
    let before = faults.len();
    for (before, after) in keys.clone().zip(keys.skip(1)).filter(|(before, after)| before >= after) {
        faults.push(if before == after {
            Fault::Duplicate { what: what.to_owned(), text: after.to_owned() }
        } else {
            Fault::Unsorted { what, before: before.to_owned(), after: after.to_owned() }
        });
    }
    faults.len() == before
}
