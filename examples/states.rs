//! `cargo run --example states -- START`: the founding campaign as it lies in localStorage after each of its steps, and one of
//! hundreds of results, as JSON `{state: {key: text}}`, for browser tests that begin in the middle (`tests/e2e/harness.mjs`). It is made by the same
//! actions as the application's; each is a minute after the one before, the first at START (RFC 3339).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "an example may fail loudly")]

#[path = "../tests/common/cast.rs"]
mod cast;
#[path = "../tests/common/desk.rs"]
mod desk;
#[path = "../tests/common/large.rs"]
mod large;
#[path = "../tests/common/standard.rs"]
mod standard;

use cast::Cast;
use chrono::TimeDelta;
use desk::{Desk, ID, taken};
use mingchou::model::{Digest, EntityKind, Inspection, Stamp};
use mingchou::roster::{Edit, Field, Hints, Rows, read_businesses, read_officers};
use mingchou::state::*;
use mingchou::work::{OpenWorkbook, ReadRoster, WorkerState};
use serde_json::{Map, Value, json};

/// What the contributors of the plan say (`NUMBERS` of `tests/e2e/steps.mjs`).
const NUMBERS: [&str; 6] = ["007351", "820416", "553109", "19 4402", "380257", "604913"];

fn main() {
    let start: Stamp = std::env::args().nth(1).expect("a start").parse().expect("a time as of RFC 3339");
    let mut states = Map::new();
    let mut keep = |name: &str, desk: &Desk| {
        states.insert(name.into(), stored(desk));
    };
    let mut desk = Desk::begun(start, PlanDraft::pingluo());
    keep("planned", &desk);
    desk.act(take(EntityKind::Business, "clean-businesses.xlsx")).unwrap();
    desk.act(take(EntityKind::Officer, "clean-officers.xlsx")).unwrap();
    keep("rostered", &desk);
    keep("ending", &ending(desk.clone()));
    desk.seal(7).unwrap();
    keep("sealed", &desk);
    desk.say(&NUMBERS);
    keep("numbered", &desk);
    desk.act(Act::MakeSeed).unwrap();
    let drawing = desk.drawing();
    keep("bent", &bent(desk.clone(), &drawing));
    desk.act(drawing).unwrap();
    keep("drawn", &desk);
    let today = desk.today();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let found = |key: &String| {
        let (result, follow_up) = ("未发现问题".into(), "无需后续处置".into());
        (key.clone(), Inspection { date: Some(today), result, follow_up, ..Inspection::default() })
    };
    let businesses: Vec<String> = list.businesses.iter().map(|b| b.key.clone()).collect();
    desk.act(Act::InspectMany(businesses.iter().map(found).collect())).unwrap();
    keep("inspected", &desk);
    desk.act(Act::Publish { on: today, place: "县政府网站".into(), businesses }).unwrap();
    keep("published", &desk);
    states.insert("long".into(), stored(&long(start)));
    states.insert("per-business".into(), stored(&households(start)));
    states.insert("standard".into(), stored(&standard::standard(start, Mode::Teams, 20)));
    states.insert("standard-drawn".into(), stored(&standard::standard_drawn(start, Mode::Teams, 20)));
    states.insert("households".into(), stored(&standard::standard_drawn(start, Mode::PerBusiness, 40)));
    for (name, cast) in CASTS {
        states.insert(format!("stage/{name}"), stored(&cast.drawn(start)));
    }
    println!("{}", Value::Object(states));
}

/// What 大屏 has to hold: parties, groups, businesses, categories, departments.
const CASTS: [(&str, Cast); 4] = [
    ("one", Cast { parties: 2, groups: 1, businesses: 1, categories: 1, departments: 2 }),
    ("ten", Cast { parties: 5, groups: 2, businesses: 20, categories: 3, departments: 5 }),
    ("most", Cast { parties: 8, groups: 12, businesses: 200, categories: 12, departments: 8 }),
    ("households", Cast { parties: 5, groups: 0, businesses: 40, categories: 4, departments: 5 }),
];

/// Drawn of officers whose certificates end ten days later.
fn ending(mut desk: Desk) -> Desk {
    let officers = desk.model.officers(desk.campaign().officers.as_ref().unwrap().blob).unwrap();
    let rows = (0..officers.reading.rows.len()).filter_map(|place| officers.reading.rows.source(place)).collect();
    let value = (desk.today() + TimeDelta::days(10)).to_string();
    let mends = vec![Edit::SetAll { rows, field: Field::ValidUntil, value }];
    desk.act(Act::Mend { kind: EntityKind::Officer, mends }).unwrap();
    desk.seal(7).unwrap();
    desk.draw();
    desk
}

/// An outcome in which another business stands in the place of the first that was drawn.
fn bent(mut desk: Desk, drawing: &Act) -> Desk {
    let Act::Drawn { commitment, outcome } = drawing else { panic!("{drawing:?}") };
    let mut outcome = (**outcome).clone();
    let sealed = desk.model.sealed(desk.campaign().current().unwrap()).unwrap();
    let (first, stratum) =
        (outcome.businesses[0].clone(), |key: &str| sealed.businesses.get(key).unwrap().stratum.clone());
    let other = sealed.businesses.iter().find(|b| b.stratum == stratum(&first) && !outcome.businesses.contains(&b.key));
    let other = other.unwrap().key.clone();
    let teams = outcome.teams.iter_mut().flat_map(|team| &mut team.businesses);
    teams.chain(&mut outcome.businesses).filter(|key| **key == first).for_each(|key| key.clone_from(&other));
    desk.act(Act::Drawn { commitment: *commitment, outcome: outcome.into() }).unwrap();
    desk
}

/// 按户, with long names: 20 businesses, each with officers of its own from five departments.
fn households(start: Stamp) -> Desk {
    let mut plan = PlanDraft::blank();
    plan.title = "平罗县二〇二六年度食品、药品和特种设备使用单位跨部门联合随机抽查".into();
    plan.mode = Mode::PerBusiness;
    let departments = DEPARTMENTS.map(|short| format!("平罗县{short}综合行政执法大队"));
    for department in &departments {
        plan.add_department(department);
        plan.add_contributor(department);
    }
    plan.contributors.remove(0);
    plan.stratified = true;
    for label in ["仓储", "餐饮"] {
        plan.add_stratum(label);
    }
    for stratum in &mut plan.strata {
        stratum.size = SizeDraft { by_count: true, value: "10".into(), at_most: false };
    }
    let mut desk = Desk::begun(start, plan);
    let businesses = (1..=60).map(|i| {
        format!(
            "平罗县宝丰镇第{i}号金穗源农副产品冷链物流仓储有限责任公司,64022100{i:07},{}\n",
            ["仓储", "餐饮"][i % 2]
        )
    });
    let businesses = format!("企业名称,注册号,类别\n{}", businesses.collect::<String>());
    let reading = read_businesses(businesses.as_bytes(), "b.csv").unwrap();
    let of = |text: &str| Digest::of(text);
    desk.act(Act::TakeBusinesses(taken(Roster::of_list("b.csv".into(), of(&businesses), reading)))).unwrap();
    let officers = (0..100).map(|i| {
        let (family, given) = (["欧阳", "马", "慕容", "纳"][i % 4], ["建国", "秀英", "志强", "玉兰", "晓东"][i / 20]);
        format!("{family}{given}{},{},宁C{i:05}\n", ["一", "二", "三", "四", "五"][i % 5], departments[i % 5])
    });
    let officers = format!("姓名,部门,执法证号\n{}", officers.collect::<String>());
    let reading = read_officers(officers.as_bytes(), "o.csv").unwrap();
    desk.act(Act::TakeOfficers(taken(Roster::of_list("o.csv".into(), of(&officers), reading)))).unwrap();
    desk.seal(7).unwrap();
    desk.say(&["530217", "884102", "006931", "120934"]);
    desk.act(Act::MakeSeed).unwrap();
    let drawing = desk.drawing();
    desk.act(drawing).unwrap();
    desk
}

const DEPARTMENTS: [&str; 5] = ["市场监督管理局", "应急管理局", "生态环境保护局", "卫生健康委员会", "住房和城乡建设局"];

/// Results of 700 businesses, gone over again and again.
fn long(start: Stamp) -> Desk {
    let mut desk = large::large(start, 700);
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    for result in ["发现问题已责令改正", "未发现问题"].repeat(5) {
        let found = Inspection { date: Some(desk.today()), result: result.into(), ..Inspection::default() };
        let all = list.businesses.iter().map(|b| (b.key.clone(), found.clone())).collect();
        desk.act(Act::InspectMany(all)).unwrap();
    }
    desk
}

/// What the worker makes of a fixture, as the page takes it.
fn take(kind: EntityKind, file: &str) -> Act {
    let bytes = std::fs::read(format!("{}/tests/fixtures/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (mut worker, quiet) = (WorkerState::default(), &mut |_| {});
    let open = OpenWorkbook { kind, file: file.into(), hints: Hints::default() };
    let choice = worker.ask(open, &bytes, quiet).unwrap().guess;
    worker.ask(ReadRoster { kind, choice, among: None }, &[], quiet).unwrap().into_act()
}

/// localStorage as the application leaves it (`src/app/shelf/`).
fn stored(desk: &Desk) -> Value {
    let mut local = Map::new();
    for (name, packed) in desk.packed() {
        local.insert(format!("mingchou/blob/{name}"), json!(armour(&packed)));
    }
    local.insert(format!("mingchou/campaign/{ID}"), json!(write_campaign(desk.campaign()).unwrap()));
    local.insert("mingchou/saves".into(), json!("1"));
    Value::Object(local)
}
