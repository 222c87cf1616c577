//! Campaigns of every size that a room may see: many parties, groups, categories, long names.
#![allow(dead_code, reason = "each test takes what it needs")]

use super::desk::{Desk, taken};
use mingchou::model::{Digest, Stamp};
use mingchou::roster::{read_businesses, read_officers};
use mingchou::state::*;
use std::fmt::Write as _;

/// How many of what.
#[derive(Debug, Clone, Copy)]
pub struct Cast {
    /// Who give numbers.
    pub parties: u32,
    /// 0 for 按户.
    pub groups: u32,
    /// Drawn in all, of three times as many.
    pub businesses: u32,
    pub categories: u32,
    pub departments: u32,
}

const DEPARTMENTS: [&str; 8] = [
    "隆安县市场监督管理局",
    "隆安县公安局",
    "隆安县消防救援大队",
    "隆安县文化旅游广电体育局",
    "隆安县住房和城乡建设局",
    "隆安县人民政府安全生产委员会办公室（应急管理综合行政执法大队）",
    "隆安县卫生健康局",
    "隆安县交通运输局",
];

/// Names of five to thirty characters.
fn name(i: u32) -> String {
    match i % 4 {
        0 => format!("第{i}客栈"),
        1 => format!("隆安县那桐壮乡风情度假酒店管理（集团）有限责任公司第{i}分店"),
        2 => format!("隆安县龙床第{i}宾馆"),
        _ => format!("隆安县丁当镇华侨旅社有限公司{i}店"),
    }
}

impl Cast {
    fn plan(&self) -> PlanDraft {
        let mut plan = PlanDraft::blank();
        plan.title =
            "2026年隆安县宾馆、旅馆、民宿行业跨部门联合“双随机、一公开”监督抽查（第二批，含节前安全检查和复查）".into();
        plan.place = "隆安县市场监督管理局三楼会议室".into();
        let departments = &DEPARTMENTS[..self.departments as usize];
        departments.iter().for_each(|name| plan.add_department(name));
        let parties = DEPARTMENTS[1..].iter().take(self.parties as usize - 2).copied().chain(OUTSIDERS);
        parties.for_each(|label| plan.add_contributor(label));
        let count = |n: u32| SizeDraft { by_count: true, value: n.to_string(), at_most: false };
        plan.whole = count(self.businesses);
        plan.stratified = self.categories > 1;
        for i in 0..self.categories {
            plan.add_stratum(&category(i));
            let share = self.businesses / self.categories + u32::from(i < self.businesses % self.categories);
            plan.strata[i as usize].size = count(share);
        }
        match self.groups {
            0 => plan.mode = Mode::PerBusiness,
            groups => plan.teams = groups.to_string(),
        }
        plan
    }

    /// Drawn.
    pub fn drawn(&self, start: Stamp) -> Desk {
        let mut desk = Desk::begun(start, self.plan());
        let text = (0..3 * self.businesses).fold("企业名称,注册号,类别\n".to_owned(), |mut text, i| {
            writeln!(text, "{},6402{i:011},{}", name(i), category(i % self.categories)).unwrap();
            text
        });
        let reading = read_businesses(text.as_bytes(), "b.csv").unwrap();
        desk.act(Act::TakeBusinesses(taken(Roster::of_list("b.csv".into(), Digest::of(&text), reading)))).unwrap();
        let each = 2 * self.groups.max(2) + 2;
        let text = (0..self.departments * each).fold("姓名,部门,执法证号\n".to_owned(), |mut text, i| {
            let name =
                if i % 7 == 3 { format!("买买提·艾力·阿布都热合曼{i}") } else { format!("执法员{i}") };
            writeln!(text, "{name},{},桂A{i:05}", DEPARTMENTS[(i % self.departments) as usize]).unwrap();
            text
        });
        let reading = read_officers(text.as_bytes(), "o.csv").unwrap();
        desk.act(Act::TakeOfficers(taken(Roster::of_list("o.csv".into(), Digest::of(&text), reading)))).unwrap();
        desk.seal(7).unwrap();
        let numbers: Vec<_> = (0..self.parties).map(|i| format!("{}", 530_217_u64 + u64::from(i) * 7_919)).collect();
        let mut numbers: Vec<_> = numbers.iter().map(String::as_str).collect();
        numbers[0] = "99887766554433221100";
        desk.say(&numbers);
        desk.act(Act::MakeSeed).unwrap();
        let drawing = desk.drawing();
        desk.act(drawing).unwrap();
        desk
    }
}

fn category(i: u32) -> String {
    ["城厢镇", "南圩镇", "那桐镇", "乔建镇（含龙虎山自然保护区管理委员会）", "丁当镇", "古潭乡"]
        .get(i as usize)
        .map_or(format!("第{i}片区"), |name| (*name).into())
}
