//! Random campaigns through the application's own actions: whatever passes the checks before the seal has an outcome, and
//! whatever is done in whatever order leaves a record that verifies, here and by `tools/verify.py`.

use super::attacks_record::theirs;
use crate::common::desk::{Desk, taken};
use mingchou::draw::{Record, Verdict, verify};
use mingchou::model::{Digest, EntityKind};
use mingchou::roster::{read_businesses, read_officers};
use mingchou::state::*;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const CATEGORIES: [&str; 3] = ["客运", "危货", "维修"];
const DEPARTMENTS: [&str; 3] = ["县交通运输局", "县公安局", "县应急局"];

/// A draft of 1 to 3 departments, stratified or not, in either mode.
fn plan(rng: &mut StdRng) -> PlanDraft {
    let mut plan = PlanDraft::blank();
    plan.title = "随机 抽查".into();
    for name in &DEPARTMENTS[..rng.random_range(1..=3)] {
        plan.add_department(name);
    }
    plan.stratified = rng.random_bool(0.6);
    if plan.stratified {
        CATEGORIES.iter().for_each(|label| plan.add_stratum(label));
    }
    let size = |rng: &mut StdRng| SizeDraft {
        by_count: rng.random_bool(0.4),
        value: ["0", "1", "2", "10", "25", "40"][rng.random_range(0..6)].into(),
        at_most: rng.random_bool(0.3),
    };
    plan.strata.iter_mut().for_each(|s| s.size = size(rng));
    plan.whole = size(rng);
    if rng.random_bool(0.4) {
        plan.mode = Mode::PerBusiness;
        for d in &mut plan.departments {
            d.draw = ["", "2", "3", "4"][rng.random_range(0..4)].into();
            d.cap = ["", "2", "4", "8"][rng.random_range(0..4)].into();
        }
    }
    plan.teams = rng.random_range(1..=3).to_string();
    for label in &["县公安局", "企业代表", "骰子"][..rng.random_range(2..=3)] {
        plan.add_contributor(label);
    }
    plan
}

fn businesses(rng: &mut StdRng) -> Vec<String> {
    (0..rng.random_range(4..=14)).map(|i| format!("平罗县第{i}号运输有限公司")).collect()
}

fn rosters(rng: &mut StdRng, desk: &mut Desk) {
    let names = businesses(rng);
    let mut text = String::from("企业名称,注册号,类别\n");
    for (i, name) in names.iter().enumerate() {
        text += &format!("{name},640221{i:09},{}\n", CATEGORIES[rng.random_range(0..3)]);
    }
    let reading = read_businesses(text.as_bytes(), "b.csv").unwrap();
    desk.act(Act::TakeBusinesses(taken(Roster::of_list("b.csv".into(), Digest::of(&text), reading)))).unwrap();
    let share = [0.0, 0.1, 0.3][rng.random_range(0..3)];
    let mut text = String::from("姓名,单位,执法证号,回避企业\n");
    let departments: Vec<_> = desk.campaign().plan.departments.iter().map(|d| d.name.clone()).collect();
    for (d, department) in departments.iter().enumerate() {
        for n in 0..rng.random_range(4..=9) {
            let recused: Vec<_> = names.iter().filter(|_| rng.random_bool(share)).map(String::as_str).collect();
            text += &format!("执法员{d}{n},{department},6402{d:03}{n:04},{}\n", recused.join("、"));
        }
    }
    let reading = read_officers(text.as_bytes(), "o.csv").unwrap();
    desk.act(Act::TakeOfficers(taken(Roster::of_list("o.csv".into(), Digest::of(&text), reading)))).unwrap();
}

fn number(rng: &mut StdRng) -> String {
    let texts =
        ["", "12345", "１２３４５６", "12 34\u{3000}56", "12\u{200b}3456", "一二三四五六", "99999999999999999999"];
    if rng.random_bool(0.3) {
        return texts[rng.random_range(0..texts.len())].into();
    }
    format!("{:06}", rng.random_range(0..1_000_000))
}

/// What people press, in whatever order; most of it is refused.
fn noise(rng: &mut StdRng, desk: &mut Desk) {
    for _ in 0..rng.random_range(0..8) {
        let index = rng.random_range(0..5);
        let act = match rng.random_range(0..6) {
            0 => Act::Type { index, text: number(rng) },
            1 => Act::Confirm(index),
            2 => Act::Correct(index),
            3 => Act::Hide(rng.random_bool(0.5)),
            4 => Act::UndoPlan,
            _ => Act::Undo(EntityKind::Officer),
        };
        let _ = desk.act(act);
    }
}

fn enter(rng: &mut StdRng, desk: &mut Desk, up_to: usize) {
    while attempt(desk).confirmed() < up_to {
        let index = attempt(desk).confirmed();
        desk.act(Act::Type { index, text: format!("{:06}", rng.random_range(0..1_000_000)) }).unwrap();
        desk.act(Act::Confirm(index)).unwrap();
    }
}

fn attempt(desk: &Desk) -> &Attempt {
    desk.campaign().attempts.last().unwrap()
}

fn void(desk: &mut Desk, incomplete: bool) {
    let (reason, approved_by, witnesses) = ("名录有误".into(), "李主任".into(), "赵某，钱某".into());
    desk.act(Act::Void { reason, approved_by, witnesses, incomplete }).unwrap();
}

fn substitute(rng: &mut StdRng, desk: &mut Desk) {
    for _ in 0..rng.random_range(0..6) {
        let outcome = desk.model.outcome(attempt(desk).drawn().unwrap().outcome).unwrap();
        let teams = mingchou::draw::teams_after(&outcome.teams, &attempt(desk).substitutions);
        let team = &teams[rng.random_range(0..teams.len())];
        let kind = if rng.random_bool(0.5) { EntityKind::Business } else { EntityKind::Officer };
        let all: Vec<_> = match kind {
            EntityKind::Business => team.businesses.clone(),
            EntityKind::Officer => team.all_officers().cloned().collect(),
        };
        if all.is_empty() {
            continue;
        }
        let (out, number) = (all[rng.random_range(0..all.len())].clone(), team.number);
        let replace = Replace { kind, team: number, out, reason: "注销".into(), approved_by: "李主任".into() };
        desk.act(Act::Substitute(Box::new(replace))).unwrap();
    }
}

/// One to three attempts, the last one drawn or void; none where the checks refuse to seal.
fn campaign(number: u64) -> Result<Desk, String> {
    let rng = &mut StdRng::seed_from_u64(number);
    let mut desk = Desk::new(plan(rng));
    rosters(rng, &mut desk);
    let attempts = rng.random_range(1..=3);
    for n in 1..=attempts {
        match desk.seal(rng.random()) {
            Err(Refusal::NotReady(why)) => {
                assert!(n == 1 && !why.is_empty(), "{number}: {why}");
                return Err(why);
            }
            sealed => sealed.unwrap(),
        }
        let all = attempt(&desk).said().len();
        noise(rng, &mut desk);
        let stage = if n == attempts { rng.random_range(3..8) } else { rng.random_range(0..5) };
        match stage {
            // Before the numbers, or with some of them.
            0 | 1 => {
                // What is being corrected is confirmed again first.
                let some = rng
                    .random_range(0..all)
                    .max(attempt(&desk).confirmed() + usize::from(attempt(&desk).is_correcting()));
                enter(rng, &mut desk, some);
                void(&mut desk, true);
            }
            2 => {
                enter(rng, &mut desk, all);
                void(&mut desk, false);
            }
            3 => {
                enter(rng, &mut desk, all);
                desk.act(Act::MakeSeed).unwrap();
                noise(rng, &mut desk);
                void(&mut desk, false);
            }
            _ => {
                enter(rng, &mut desk, all);
                desk.act(Act::MakeSeed).unwrap();
                // Whatever passes the checks before the seal has an outcome (protocol §3).
                let drawing = desk.drawing();
                desk.act(drawing).unwrap();
                noise(rng, &mut desk);
                substitute(rng, &mut desk);
                if n < attempts {
                    void(&mut desk, false);
                }
            }
        }
    }
    Ok(desk)
}

#[test]
fn whatever_is_sealed_has_an_outcome_and_a_record_that_verifies() {
    let (mut records, mut refused): (Vec<Record>, _) = (Vec::new(), 0);
    for number in 0..60 {
        let desk = match campaign(number) {
            Ok(desk) => desk,
            Err(why) => {
                println!("{number}: {why}");
                refused += 1;
                continue;
            }
        };
        let record = desk.record();
        assert_eq!(record.attempts.len(), desk.campaign().attempts.len());
        assert_eq!(Record::parse(&record.to_json()).unwrap(), record);
        let told: Vec<_> = verify(&record).differences().map(ToString::to_string).collect();
        assert_eq!((verify(&record).verdict(), &told[..]), (Verdict::Verified, &[][..]), "{number}");
        assert_eq!(verify(&record.withheld()).verdict(), Verdict::OfficersWithheld, "{number}");
        desk.check_log();
        let written = write_campaign(desk.campaign()).unwrap();
        assert_eq!(write_campaign(&read_campaign(&written).unwrap()).unwrap(), written);
        records.push(record);
    }
    let count = |test: &dyn Fn(&mingchou::draw::Attempt) -> bool| {
        records.iter().flat_map(|r| &r.attempts).filter(|a| test(a)).count()
    };
    let counts = [
        records.len(),
        count(&|a| a.outcome.is_some()),
        count(&|a| a.void.is_some()),
        count(&|a| !a.substitutions.is_empty()),
        count(&|a| a.seed.is_none() && !a.contributions.is_empty()),
        count(&|a| a.outcome.as_ref().is_some_and(|o| o.round > 0)),
    ];
    println!("{counts:?}, {refused} refused before the seal");
    assert!(counts[0] >= 25 && counts[1] >= 20 && counts[2] >= 10 && counts[3] >= 10 && counts[4] >= 2, "{counts:?}");
    let some: Vec<_> = records.iter().take(12).flat_map(|r| [r.clone(), r.withheld()]).collect();
    if let Some(theirs) = theirs("random", &some) {
        assert!(theirs.chunks(2).all(|pair| pair == ["verified", "withheld"]), "{theirs:?}");
    }
}
