//! A campaign of many businesses.

use super::desk::{Desk, taken};
use mingchou::model::{Digest, Stamp};
use mingchou::roster::{read_businesses, read_officers};
use mingchou::state::*;
use std::fmt::Write as _;

/// One, begun then, of so many drawn of twice as many businesses.
pub fn large(start: Stamp, drawn: u32) -> Desk {
    let mut plan = PlanDraft::blank();
    plan.title = "大规模抽查".into();
    for department in ["县交通运输局", "县公安局"] {
        plan.add_department(department);
        plan.add_contributor(department);
    }
    plan.contributors.remove(0);
    OUTSIDERS.into_iter().for_each(|label| plan.add_contributor(label));
    plan.whole = SizeDraft { by_count: true, value: drawn.to_string(), at_most: false };
    plan.teams = "100".into();
    let mut desk = Desk::begun(start, plan);
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
    desk
}

fn roster(header: &str, rows: u32, row: impl Fn(u32) -> String) -> String {
    (0..rows).fold(header.to_owned(), |mut text, i| {
        writeln!(text, "{}", row(i)).unwrap();
        text
    })
}
