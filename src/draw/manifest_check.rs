//! Whether a manifest may be sealed (protocol §3).

use super::manifest::{Manifest, Mode, PROTOCOL, SealedDepartment};
use super::manifest_fault::ManifestFault as Fault;
use crate::model::normal_key;
use std::collections::{BTreeMap, BTreeSet, HashSet};

impl Manifest {
    /// Every rule of protocol §2 and §3 that does not depend on a seed.
    ///
    /// # Errors
    /// All faults at once, in the manifest's order.
    pub fn check(&self) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        self.check_campaign(&mut faults);
        self.check_contributors(&mut faults);
        self.check_strata(&mut faults);
        self.check_departments(&mut faults);
        self.check_matching(&mut faults);
        self.check_businesses(&mut faults);
        self.check_officers(&mut faults);
        self.check_recusals(&mut faults);
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn check_campaign(&self, faults: &mut Vec<Fault>) {
        if self.protocol != PROTOCOL {
            faults.push(Fault::Protocol(self.protocol.clone()));
        }
        match (self.campaign.attempt, self.previous) {
            (0, _) => faults.push(Fault::AttemptZero),
            (1, Some(_)) => faults.push(Fault::PreviousOfFirst),
            (n @ 2.., None) => faults.push(Fault::PreviousMissing(n)),
            _ => {}
        }
        text("任务名称", &self.campaign.title, faults);
        text("牵头部门", &self.campaign.lead, faults);
    }

    fn check_contributors(&self, faults: &mut Vec<Fault>) {
        if self.contributors.is_empty() {
            faults.push(Fault::None("出数方"));
        }
        for label in &self.contributors {
            text("出数方", label, faults);
            if label.contains('=') {
                faults.push(Fault::EqualsSign(label.clone()));
            }
        }
        unique("出数方", self.contributors.iter(), faults);
    }

    fn check_strata(&self, faults: &mut Vec<Fault>) {
        if self.strata.is_empty() {
            faults.push(Fault::None("类别"));
        }
        unique("类别", self.strata.iter().map(|s| &s.label), faults);
        let mut listed = BTreeMap::<&str, usize>::new();
        for business in &self.businesses {
            *listed.entry(&business.stratum).or_default() += 1;
        }
        for s in &self.strata {
            text("类别", &s.label, faults);
            let listed = listed.get(s.label.as_str()).copied().unwrap_or(0);
            if usize::try_from(s.population) != Ok(listed) {
                faults.push(Fault::Population { label: s.label.clone(), stated: s.population, listed });
            }
            if s.sample > s.population {
                let (label, population, sample) = (s.label.clone(), s.population, s.sample);
                faults.push(Fault::Sample { label, population, sample });
            }
        }
    }

    fn check_departments(&self, faults: &mut Vec<Fault>) {
        match self.departments.first() {
            None => faults.push(Fault::None("部门")),
            Some(first) if first.name != self.campaign.lead => {
                faults.push(Fault::LeadNotFirst { lead: self.campaign.lead.clone(), first: first.name.clone() });
            }
            Some(_) => {}
        }
        unique("部门", self.departments.iter().map(|d| &d.name), faults);
        for department in &self.departments {
            text("部门", &department.name, faults);
            self.check_reach(department, faults);
            self.check_numbers(department, faults);
        }
    }

    fn check_reach(&self, department: &SealedDepartment, faults: &mut Vec<Fault>) {
        let Some(labels) = &department.strata else { return };
        let of = format!("部门“{}”", department.name);
        unique(&format!("{of}检查的类别"), labels.iter(), faults);
        let known: BTreeSet<_> = self.strata.iter().map(|s| &s.label).collect();
        for label in labels.iter().filter(|l| !known.contains(l)) {
            faults.push(Fault::Unknown { of: of.clone(), what: "类别", text: label.clone() });
        }
    }

    fn check_numbers(&self, department: &SealedDepartment, faults: &mut Vec<Fault>) {
        let fields = [("抽取人数", department.draw), ("每人户数上限", department.cap)];
        if department.per_team == 0 {
            faults.push(Fault::Zero(format!("“{}”每组人数", department.name)));
        }
        for (field, value) in fields.into_iter().filter_map(|(field, value)| Some((field, value?))) {
            if self.matching.mode == Mode::Teams {
                faults.push(Fault::OnlyPerBusiness { department: department.name.clone(), field });
            } else if value == 0 {
                faults.push(Fault::Zero(format!("“{}”{field}", department.name)));
            }
        }
    }

    fn check_matching(&self, faults: &mut Vec<Fault>) {
        match (self.matching.mode, self.matching.teams) {
            (Mode::Teams, None) => faults.push(Fault::TeamsMissing),
            (Mode::Teams, Some(0)) => faults.push(Fault::Zero("组数".to_owned())),
            (Mode::PerBusiness, Some(n)) => faults.push(Fault::TeamsGiven(n)),
            (Mode::Teams, Some(_)) | (Mode::PerBusiness, None) => {}
        }
    }

    fn check_businesses(&self, faults: &mut Vec<Fault>) {
        keys("市场主体", self.businesses.iter().map(|b| &b.key), faults);
        let labels: BTreeSet<_> = self.strata.iter().map(|s| &s.label).collect();
        for b in &self.businesses {
            text("市场主体名称", &b.name, faults);
            if !labels.contains(&b.stratum) {
                let of = format!("市场主体“{}”（{}）", b.name, b.key);
                faults.push(Fault::Unknown { of, what: "类别", text: b.stratum.clone() });
            }
        }
    }

    fn check_officers(&self, faults: &mut Vec<Fault>) {
        keys("执法人员", self.officers.iter().map(|o| &o.key), faults);
        let names: BTreeSet<_> = self.departments.iter().map(|d| &d.name).collect();
        for o in &self.officers {
            text("执法人员姓名", &o.name, faults);
            if !names.contains(&o.department) {
                let of = format!("执法人员“{}”（{}）", o.name, o.key);
                faults.push(Fault::Unknown { of, what: "部门", text: o.department.clone() });
            }
        }
    }

    fn check_recusals(&self, faults: &mut Vec<Fault>) {
        if self.recusals.is_empty() {
            return;
        }
        let officers: HashSet<_> = self.officers.iter().map(|o| o.key.as_str()).collect();
        let businesses: HashSet<_> = self.businesses.iter().map(|b| b.key.as_str()).collect();
        let unknown = |what: &'static str, key: &str| {
            let text = key.to_owned();
            Fault::Unknown { of: "回避".to_owned(), what, text }
        };
        // They are sorted by officer, so that each is looked up once.
        for of_one in self.recusals.chunk_by(|a, b| a.0 == b.0) {
            if !officers.contains(of_one[0].0.as_str()) {
                faults.push(unknown("执法人员", &of_one[0].0));
            }
            let strange = of_one.iter().filter(|(_, business)| !businesses.contains(business.as_str()));
            faults.extend(strange.map(|(_, business)| unknown("市场主体", business)));
        }
        for pair in self.recusals.windows(2) {
            let order = pair[0].cmp(&pair[1]);
            if order.is_lt() {
                continue;
            }
            let [before, after] = [&pair[0], &pair[1]].map(|(officer, business)| format!("{officer} / {business}"));
            faults.push(match order.is_eq() {
                true => Fault::Duplicate { what: "回避".to_owned(), text: after },
                false => Fault::Unsorted { what: "回避", before, after },
            });
        }
    }
}

fn text(place: &str, text: &str, faults: &mut Vec<Fault>) {
    if text.trim().is_empty() {
        faults.push(Fault::Blank(place.to_owned()));
    } else if has_control(text) {
        faults.push(Fault::Control { place: place.to_owned(), text: text.to_owned() });
    }
}

/// Whether one of its characters is a control character. Most texts have none of the bytes that these begin with, and so
/// are not decoded.
fn has_control(text: &str) -> bool {
    text.bytes().any(|b| b < 0x20 || b == 0x7f || b == 0xc2) && text.chars().any(char::is_control)
}

fn unique<'a>(what: &str, texts: impl Iterator<Item = &'a String>, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for text in texts.filter(|t| !seen.insert(*t)) {
        faults.push(Fault::Duplicate { what: what.to_owned(), text: text.clone() });
    }
}

fn keys<'a>(what: &'static str, keys: impl Iterator<Item = &'a String> + Clone, faults: &mut Vec<Fault>) {
    for key in keys.clone().filter(|k| !is_normal(k)) {
        faults.push(match key.is_empty() {
            true => Fault::Blank(format!("{what}的标识")),
            false => Fault::KeyNotNormal { what, key: key.clone() },
        });
    }
    let pairs = || keys.clone().zip(keys.clone().skip(1));
    // In strict order nothing stands twice.
    if pairs().any(|(a, b)| a >= b) {
        for (before, after) in pairs().filter(|(a, b)| a > b) {
            faults.push(Fault::Unsorted { what, before: before.clone(), after: after.clone() });
        }
        unique(what, keys, faults);
    }
}

/// Whether `key(text)` of protocol §2 could have made it. Judged character by character: dropping a format
/// character after NFKC can leave a pair that NFKC would join, so `key` is not idempotent on rare texts.
fn is_normal(key: &str) -> bool {
    let stable = |c: char| {
        let c = c.encode_utf8(&mut [0; 4]).to_owned();
        normal_key(&c) == c
    };
    // Most keys are codes, which need no tables.
    let code = |b: u8| b.is_ascii_graphic() && !b.is_ascii_lowercase();
    !key.is_empty() && (key.bytes().all(code) || normal_key(key) == key || key.chars().all(stable))
}
