//! Whether a manifest may be sealed (protocol §3).

use super::manifest::{Manifest, Mode, PROTOCOL, SealedDepartment};
use crate::model::normal_key;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Something in a manifest that breaks protocol §2 or §3.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestFault {
    /// Another protocol.
    #[error("封存内容的协议是“{0}”，本程序只认“mingchou/1”，请用生成它的版本打开")]
    Protocol(String),
    /// Attempts count from 1.
    #[error("抽取次数是0，应从1数起")]
    AttemptZero,
    /// The first attempt replaces none.
    #[error("第1次抽取不应写有上一次的封存码，请清除")]
    PreviousOfFirst,
    /// A later attempt names the one that it replaces.
    #[error("第{0}次抽取没有写上一次的封存码，请从作废的那一次重新开始")]
    PreviousMissing(u32),
    /// A list that may not be empty.
    #[error("{0}一个也没有，请至少填写一个")]
    None(&'static str),
    /// A text that may not be empty.
    #[error("{0}是空的，请填写")]
    Blank(String),
    /// A text with a control character.
    #[error("{place}“{}”含有换行或其他控制字符，请删去", .text.escape_debug())]
    Control {
        /// What the text is.
        place: String,
        /// The text.
        text: String,
    },
    /// A contributor's label with `=`.
    #[error("出数方“{0}”的名称含有等号“=”，请改写")]
    EqualsSign(String),
    /// Something that may stand only once.
    #[error("{what}“{text}”重复，请只保留一个")]
    Duplicate {
        /// What it is.
        what: String,
        /// Its label or key.
        text: String,
    },
    /// The population is not the number listed.
    #[error("类别“{label}”写明{stated}户，名录中却有{listed}户，请重新生成封存内容")]
    Population {
        /// The stratum.
        label: String,
        /// What the manifest says.
        stated: u32,
        /// What it lists.
        listed: usize,
    },
    /// More to draw than there are.
    #[error("类别“{label}”共{population}户，却要抽{sample}户，请减少抽取数")]
    Sample {
        /// The stratum.
        label: String,
        /// How many are listed.
        population: u32,
        /// How many to draw.
        sample: u32,
    },
    /// A name that points to nothing.
    #[error("{of}所写的{what}“{text}”不在封存内容里，请改正或补上")]
    Unknown {
        /// Who names it.
        of: String,
        /// What it should be.
        what: &'static str,
        /// The name.
        text: String,
    },
    /// The lead stands first.
    #[error("牵头部门是“{lead}”，各部门中排第一的却是“{first}”，请把牵头部门排在最前")]
    LeadNotFirst {
        /// The campaign's lead.
        lead: String,
        /// The first department.
        first: String,
    },
    /// A number that must be at least 1.
    #[error("{0}是0，应至少为1")]
    Zero(String),
    /// `draw` or `cap` in mode `teams`.
    #[error("“{department}”写有{field}，它只用于按户匹配，检查组方式请留空")]
    OnlyPerBusiness {
        /// The department.
        department: String,
        /// Which field.
        field: &'static str,
    },
    /// Mode `teams` without their number.
    #[error("检查组方式没有写明组数，请填写")]
    TeamsMissing,
    /// Mode `per-business` with a number of teams.
    #[error("按户匹配不应写有组数（{0}），请留空")]
    TeamsGiven(u32),
    /// A key that [`normal_key`] would never make.
    #[error("{what}的标识“{}”没有规范化，应为“{}”", .key.escape_debug(), normal_key(.key))]
    KeyNotNormal {
        /// Business or officer.
        what: &'static str,
        /// The key.
        key: String,
    },
    /// A list out of order.
    #[error("{what}没有按标识排序：“{after}”应在“{before}”之前")]
    Unsorted {
        /// Which list.
        what: &'static str,
        /// The one that stands first and should not.
        before: String,
        /// The one that follows it.
        after: String,
    },
}

use ManifestFault as Fault;

impl Manifest {
    /// Every rule of protocol §2 and §3 that does not depend on a seed.
    ///
    /// # Errors
    /// All faults at once, in the manifest's order.
    pub fn check(&self) -> Result<(), Vec<ManifestFault>> {
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
    } else if text.chars().any(char::is_control) {
        faults.push(Fault::Control { place: place.to_owned(), text: text.to_owned() });
    }
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
