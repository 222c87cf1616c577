//! `cargo run --release --example large -- DRAWN`: a campaign of twice so many businesses as it lies in storage once that
//! many are drawn and inspected, as JSON `{local: {key: text}, vault: {key: base64}}`, for `make bench-smooth`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "an example may fail loudly")]

#[path = "../tests/common/desk.rs"]
mod desk;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use desk::{Desk, ID, at, taken};
use mingchou::model::{Digest, Inspection};
use mingchou::roster::{read_businesses, read_officers};
use mingchou::state::*;
use serde_json::{Map, json};
use std::fmt::Write as _;

/// Packed parts of more bytes than this lie in the database (`src/app/shelf.rs`).
const LARGE: usize = 300_000;

fn main() {
    let drawn: u32 = std::env::args().nth(1).expect("how many are drawn").parse().expect("a number");
    let mut plan = PlanDraft::blank();
    plan.title = "大规模抽查".into();
    for department in ["县交通运输局", "县公安局"] {
        plan.add_department(department);
        plan.add_contributor(department);
    }
    plan.contributors.remove(0);
    OUTSIDERS.into_iter().for_each(|label| plan.add_contributor(label));
    plan.whole = SizeDraft { by_count: true, value: drawn.to_string() };
    plan.teams = "100".into();
    let mut desk = Desk::new(plan);
    let businesses =
        roster("企业名称,注册号,类别\n", 2 * drawn, |i| format!("平罗县第{i}号运输有限公司,6402{i:011},客运"));
    let reading = read_businesses(businesses.as_bytes(), "b.csv").unwrap();
    let roster_of = |text: &str| Digest::of(text);
    desk.act(Act::TakeBusinesses(taken(Roster::of_list("b.csv".into(), roster_of(&businesses), reading)))).unwrap();
    let officers = roster("姓名,部门,执法证号\n", 500, |i| {
        format!("执法员{i},{},宁C{i:05}", if i % 2 == 0 { "县交通运输局" } else { "县公安局" })
    });
    let reading = read_officers(officers.as_bytes(), "o.csv").unwrap();
    desk.act(Act::TakeOfficers(taken(Roster::of_list("o.csv".into(), roster_of(&officers), reading)))).unwrap();
    desk.seal(7).unwrap();
    desk.say(&["530217", "884102", "006931"]);
    desk.act(Act::MakeSeed).unwrap();
    let drawing = desk.drawing();
    desk.act(drawing).unwrap();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let today = at(0).date_naive();
    let mut all = Vec::new();
    for business in &list.businesses {
        let (result, follow_up) = ("未发现问题".into(), "无需后续处置".into());
        let inspection = Inspection { date: Some(today), result, follow_up, ..Inspection::default() };
        all.push((business.key.clone(), inspection));
    }
    desk.act(Act::InspectMany(all)).unwrap();
    let (mut local, mut vault) = (Map::new(), Map::new());
    for (name, packed) in desk.packed() {
        match packed.len() < LARGE {
            true => local.insert(format!("mingchou/blob/{name}"), json!(armour(&packed))),
            false => vault.insert(format!("blob/{name}"), json!(STANDARD.encode(&packed))),
        };
    }
    local.insert(format!("mingchou/campaign/{ID}"), json!(write_campaign(desk.campaign()).unwrap()));
    println!("{}", json!({"local": local, "vault": vault}));
}

fn roster(header: &str, rows: u32, row: impl Fn(u32) -> String) -> String {
    (0..rows).fold(header.to_owned(), |mut text, i| {
        writeln!(text, "{}", row(i)).unwrap();
        text
    })
}
