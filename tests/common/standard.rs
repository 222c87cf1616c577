//! The standard case for what a screen or a sheet must hold: twenty businesses of four categories, five departments, names as
//! long as they come.

use super::desk::{Desk, taken};
use mingchou::model::{Digest, Stamp, check_digit};
use mingchou::roster::{read_businesses, read_officers};
use mingchou::state::*;
use std::fmt::Write as _;

const DEPARTMENTS: [&str; 5] = [
    "平罗县交通运输综合行政执法大队",
    "平罗县公安局交通警察大队",
    "平罗县应急管理综合行政执法大队",
    "平罗县市场监督管理局",
    "国家税务总局平罗县税务局第二税务分局",
];
const CATEGORIES: [&str; 4] = ["客运", "普货", "危险货物道路运输", "机动车维修"];
const PLACES: [&str; 8] = ["沙湖", "德胜", "崇岗", "姚伏", "宝丰", "头闸", "陶乐", "黄渠桥"];
const TRADES: [&str; 5] = [
    "运输有限公司",
    "循环经济工业园区危险化学品道路运输有限责任公司",
    "物流有限公司第三分公司",
    "旅游汽车客运有限责任公司",
    "汽车维修服务部（个体工商户）",
];
const SURNAMES: [&str; 12] = ["马", "王", "李", "张", "刘", "杨", "纳", "哈", "欧阳", "赵", "司马", "阿卜杜热西提·"];

/// One with its rosters, ready to be sealed: in teams, or with each of `drawn` businesses a case of its own.
pub fn standard(start: Stamp, mode: Mode, drawn: u32) -> Desk {
    let mut desk = Desk::begun(start, plan(mode, drawn));
    let businesses = businesses();
    let reading = read_businesses(businesses.as_bytes(), "市场主体名录.csv").unwrap();
    let roster = Roster::of_list("市场主体名录.csv".into(), Digest::of(&businesses), reading);
    desk.act(Act::TakeBusinesses(taken(roster))).unwrap();
    let officers = officers();
    let reading = read_officers(officers.as_bytes(), "执法人员名录.csv").unwrap();
    let roster = Roster::of_list("执法人员名录.csv".into(), Digest::of(&officers), reading);
    desk.act(Act::TakeOfficers(taken(roster))).unwrap();
    desk
}

/// The same, drawn.
pub fn standard_drawn(start: Stamp, mode: Mode, drawn: u32) -> Desk {
    let mut desk = standard(start, mode, drawn);
    desk.seal(7).unwrap();
    desk.draw();
    desk
}

fn plan(mode: Mode, drawn: u32) -> PlanDraft {
    let mut plan = PlanDraft::blank();
    plan.title = "平罗县道路运输、机动车维修和危险货物运输领域跨部门联合双随机抽查".into();
    plan.number = "平双随机〔2026〕12号".into();
    plan.place = "县政务服务中心三楼会议室".into();
    plan.mode = mode;
    plan.teams = "6".into();
    plan.stratified = true;
    for label in CATEGORIES {
        plan.add_stratum(label);
        if let Some(stratum) = plan.strata.last_mut() {
            stratum.size = SizeDraft { by_count: true, value: (drawn / 4).to_string(), at_most: false };
        }
    }
    for department in DEPARTMENTS {
        plan.add_department(department);
        plan.add_contributor(department);
    }
    plan.contributors.remove(0);
    OUTSIDERS.into_iter().for_each(|label| plan.add_contributor(label));
    plan
}

fn businesses() -> String {
    (0..160).fold(
        "企业名称,统一社会信用代码,类别,地址,联系人,联系电话\n".to_owned(),
        |mut text, i| {
            let first = format!("91640221MA{:07}", 7_000_000 + i * 13);
            let check = check_digit(&first).unwrap();
            let (place, trade) = (PLACES[i % 8], TRADES[(i / 3) % 5]);
            let (number, street) = (i / 8 + 1, PLACES[(i + 3) % 8]);
            let name = format!("宁夏平罗县{place}{}{trade}", WORDS[number % 20]);
            let person = format!("{}{}", SURNAMES[i % 11], WORDS[(i + 5) % 20]);
            let address = format!("平罗县{street}镇人民路{number}号院内{}室", 100 + i);
            writeln!(text, "{name},{first}{check},{},{address},{person},139{:08}", CATEGORIES[i % 4], 52_000_000 + i)
                .unwrap();
            text
        },
    )
}

const WORDS: [&str; 20] = [
    "宏运", "顺达", "安途", "通远", "恒泰", "鑫源", "瑞丰", "永兴", "凯捷", "盛通", "金驰", "和顺", "万里", "长河",
    "德运", "嘉诚", "泰和", "兴达", "广源", "捷安",
];

fn officers() -> String {
    (0..80).fold("姓名,单位,执法证号,联系电话\n".to_owned(), |mut text, i| {
        let (department, surname, given) = (DEPARTMENTS[i % 5], SURNAMES[i % 12], WORDS[(i * 7) % 20]);
        writeln!(text, "{surname}{given},{department},3002{:06},138{:08}", 110_000 + i * 37, 95_000_000 + i).unwrap();
        text
    })
}
