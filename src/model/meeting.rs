//! The meeting at which is drawn: who was there, what was objected, what was filmed or scanned. None of it is sealed, and the
//! draw does not know it; names are personal data, which reach the public page only where the county says so.

use super::Digest;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is known of the meeting; all of it may be left open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meeting {
    /// 会议日期.
    pub on: Option<NaiveDate>,
    /// 会议时间 as it is written: 下午2:30.
    pub time: String,
    /// 在场人员, in the order of the lists.
    pub people: Vec<Attendee>,
    /// 异议 that were raised, and what became of them.
    pub objections: String,
    /// Whether the names of those present stand on the public page (个人信息保护法 13).
    pub publish_names: bool,
    /// Film, photographs and scans, which are kept elsewhere.
    pub files: Vec<KeptFile>,
    /// The last id given to a row of one of the lists; ids are never used again.
    pub last_id: u32,
}

/// Someone at the meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attendee {
    /// Identity within the list, for the screen.
    pub id: u32,
    /// 姓名.
    pub name: String,
    /// 单位.
    pub unit: String,
    /// 职务.
    pub office: String,
    /// 身份.
    pub role: MeetingRole,
}

/// 身份 at the meeting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingRole {
    /// 主持.
    Host,
    /// 操作.
    Operator,
    /// 监督.
    Supervisor,
    /// 见证.
    Witness,
    /// 代表 of a department or a party.
    #[default]
    Delegate,
}

/// A file that is kept elsewhere: by its SHA-256 anyone sees later that it is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Identity within the list, for the screen.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// Of its bytes.
    pub sha256: Digest,
    /// 保管人.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub keeper: String,
}

impl MeetingRole {
    /// All, in the order of the lists.
    pub const ALL: [Self; 5] = [Self::Host, Self::Operator, Self::Supervisor, Self::Witness, Self::Delegate];

    /// 主持, 操作, 监督, 见证, 代表.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Host => "主持",
            Self::Operator => "操作",
            Self::Supervisor => "监督",
            Self::Witness => "见证",
            Self::Delegate => "代表",
        }
    }
}

impl Meeting {
    /// Whether nothing is known of it.
    pub fn is_empty(&self) -> bool {
        *self == Self { last_id: self.last_id, ..Self::default() }
    }

    /// An id that no row had before.
    pub const fn fresh_id(&mut self) -> u32 {
        self.last_id = self.last_id.saturating_add(1);
        self.last_id
    }

    /// Those who are named, of a role.
    pub fn named(&self, role: MeetingRole) -> impl Iterator<Item = &Attendee> {
        self.people.iter().filter(move |p| p.role == role && !p.name.trim().is_empty())
    }

    /// What the public page tells of those present, a role a line: `主持：张某（县市场监管局 副局长）`; nothing where their names are
    /// not published.
    pub fn published(&self) -> Vec<String> {
        let of = |role: MeetingRole| {
            let named: Vec<String> = self.named(role).map(Attendee::in_words).collect();
            (self.publish_names && !named.is_empty()).then(|| format!("{}：{}", role.title(), named.join("、")))
        };
        MeetingRole::ALL.into_iter().filter_map(of).collect()
    }
}

impl Attendee {
    /// 张某（县市场监管局 副局长）.
    pub fn in_words(&self) -> String {
        let whence: Vec<&str> = [&self.unit, &self.office].map(|text| text.trim()).into();
        let whence: Vec<&str> = whence.into_iter().filter(|text| !text.is_empty()).collect();
        let name = self.name.trim();
        if whence.is_empty() { name.to_owned() } else { format!("{name}（{}）", whence.join(" ")) }
    }
}

impl KeptFile {
    /// Its size as file managers write it: 1.5 GB, 20 MB, 512 KB, 3字节. 1 MB is 1024 × 1024 bytes.
    pub fn size_in_words(&self) -> String {
        let units = [("GB", 30), ("MB", 20), ("KB", 10)];
        let Some((unit, bits)) = units.into_iter().find(|(_, bits)| self.size >> bits > 0) else {
            return format!("{}字节", self.size);
        };
        let tenths = (u128::from(self.size) * 10) >> bits;
        match (tenths / 10, tenths % 10) {
            (whole, 0) => format!("{whole} {unit}"),
            (whole, tenth) => format!("{whole}.{tenth} {unit}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_published_only_where_the_county_says_so() {
        let mut meeting = Meeting::default();
        assert!(meeting.is_empty());
        let person = |name: &str, unit: &str, office: &str, role| Attendee {
            name: name.into(),
            unit: unit.into(),
            office: office.into(),
            role,
            ..Attendee::default()
        };
        meeting.people = vec![
            person("李某", "县公安局", "", MeetingRole::Delegate),
            person("张某", "县市场监管局", "副局长", MeetingRole::Host),
            person("", "县司法局", "科员", MeetingRole::Supervisor),
            person("王某", "", "", MeetingRole::Delegate),
        ];
        assert!(!meeting.is_empty());
        assert_eq!(meeting.published(), Vec::<String>::new());
        meeting.publish_names = true;
        assert_eq!(meeting.published(), ["主持：张某（县市场监管局 副局长）", "代表：李某（县公安局）、王某"]);
    }

    #[test]
    fn a_size_is_told_as_file_managers_do() {
        let told = |size| KeptFile { id: 1, name: "片".into(), size, sha256: Digest::of(""), keeper: String::new() };
        let sizes = [0, 1023, 1024, 1536, 20 << 20, (3 << 30) / 2, 5 << 30].map(|size| told(size).size_in_words());
        assert_eq!(sizes, ["0字节", "1023字节", "1 KB", "1.5 KB", "20 MB", "1.5 GB", "5 GB"]);
    }
}
