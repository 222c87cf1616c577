//! The draw's steps one by one, by hand: `cargo test --release --test it large_draw -- --ignored --nocapture`.
//! `make bench` measures the whole in the browser.

use crate::common::cases::{Case, at, rng};
use mingchou::draw::*;
use rand::RngExt;
use std::rc::Rc;
use std::time::Instant;

/// A province: five departments, two officers of each to a team or business.
struct Province {
    businesses: u32,
    sample: u32,
    /// In each department.
    officers: u32,
    /// How many of them are drawn in mode `per-business`; `None` for all.
    draw: Option<u32>,
    /// `None` for mode `per-business`.
    teams: Option<u32>,
    /// How likely it is that an officer is recused from a business.
    share: f64,
    /// Of every so many-th business all but four officers of the first department are recused.
    shunned: Option<u32>,
}

const PROVINCE: Province = Province {
    businesses: 10_000,
    sample: 100,
    officers: 400,
    draw: None,
    teams: Some(200),
    share: 0.0,
    shunned: None,
};

const NONCE: [u8; 16] = [0; 16];

impl Province {
    fn sealed(&self) -> Sealed {
        let code = |i: u32| format!("9164022{i:011}");
        let certificate = |d: u32, i: u32| format!("宁C{d}{i:05}");
        let business =
            |i| SealedBusiness {
                key: code(i), name: format!("平罗县第{i}号运输有限公司"), stratum: "全部".into()
            };
        let department =
            |i| SealedDepartment { cap: None, draw: self.draw, name: format!("部门{i}"), per_team: 2, strata: None };
        let officer =
            |d, i| SealedOfficer {
                department: format!("部门{d}"), key: certificate(d, i), name: format!("执法员{i}")
            };
        let mut rng = rng(1);
        let mut recusals = Vec::new();
        for (d, i) in (0..5).flat_map(|d| (0..self.officers).map(move |i| (d, i))) {
            let from = |b: &u32| match self.shunned {
                Some(each) => d == 0 && i >= 4 && b.is_multiple_of(each),
                None => self.share > 0.0 && rng.random_bool(self.share),
            };
            recusals.extend((0..self.businesses).filter(from).map(|b| (certificate(d, i), code(b))));
        }
        let plan = SealPlan {
            campaign: Campaign { attempt: 1, lead: "部门0".into(), title: "测速".into() },
            contributors: vec!["甲".into(), "乙".into()],
            departments: (0..5).map(department).collect(),
            matching: MatchingRule {
                mode: if self.teams.is_some() { Mode::Teams } else { Mode::PerBusiness },
                teams: self.teams,
            },
            previous: None,
            sealed_at: at(0),
            strata: vec![("全部".into(), self.sample)],
        };
        let officers = (0..5).flat_map(|d| (0..self.officers).map(move |i| officer(d, i))).collect();
        let officers = Officers::new(officers, recusals, Salt::from_bytes([0; 16]));
        let businesses = Businesses::new((0..self.businesses).map(business).collect());
        Sealed::new(plan, &Nonce::from_bytes(NONCE), Rc::new(businesses), Rc::new(officers))
    }
}

#[test]
#[ignore = "timing, by hand in release"]
fn timings() {
    let per_business = Province { businesses: 2_000, sample: 2_000, teams: None, share: 0.05, ..PROVINCE };
    for (name, province) in [
        ("10,000 businesses", PROVINCE),
        ("100,000 businesses", Province { businesses: 100_000, sample: 1_000, ..PROVINCE }),
        ("1,000,000 businesses", Province { businesses: 1_000_000, sample: 10_000, ..PROVINCE }),
        ("per business, 2,000 drawn, 5 % recused", Province { ..per_business }),
        ("per business, 2,000 drawn, 50 % recused", Province { share: 0.5, ..per_business }),
        (
            "per business, 2,000 drawn, 50 % recused, 300 of 400 drawn",
            Province { share: 0.5, draw: Some(300), ..per_business },
        ),
        (
            "per business, 2,000 drawn, 90 % recused, 300 of 400 drawn",
            Province { share: 0.9, draw: Some(300), ..per_business },
        ),
        ("per business, 2,000 drawn, the last round, all drawn", Province { shunned: Some(4), ..per_business }),
        (
            "per business, 2,000 drawn, the last round, 300 of 400 drawn",
            Province { shunned: Some(4), draw: Some(300), ..per_business },
        ),
        (
            "per business, 2,000 drawn, hardly the last round, 300 of 400 drawn",
            Province { shunned: Some(77), draw: Some(300), ..per_business },
        ),
        ("teams, 2,000 drawn, 1 % recused", Province { teams: Some(200), share: 0.01, ..per_business }),
        ("teams, 2,000 drawn, 20 % recused", Province { teams: Some(200), share: 0.2, ..per_business }),
        ("teams, 2,000 drawn, 50 % recused", Province { teams: Some(20), share: 0.05, ..per_business }),
        ("teams, 2,000 drawn, the last round", Province { teams: Some(200), shunned: Some(4), ..per_business }),
    ] {
        let sealed = province.sealed();
        let mut start = Instant::now();
        let mut lap = |what: &str| {
            let lap = format!(", {what} {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
            start = Instant::now();
            lap
        };
        let text = serde_json::to_string(&sealed).unwrap();
        let mut laps = format!("{name}, {} MB{}", text.len() / 1_000_000, lap("written"));
        let numbers = ["甲", "乙"].map(|label| Contribution { label: label.into(), value: "123456".into() }).into();
        let case = Case { sealed: Sealed::parse(&text).unwrap(), nonce: Nonce::from_bytes(NONCE), numbers };
        laps += &lap("parsed");
        let checked = case.sealed.check().unwrap();
        laps += &lap("checked");
        let drawn = checked.draw(case.seed());
        laps += &lap("drawn");
        let round = drawn.outcome.round;
        assert_eq!(drawn.outcome.businesses.len(), usize::try_from(province.sample).unwrap());
        let rehearsal = rehearse(&checked, (0..10).map(|n| [n; 32]), |_| {});
        laps += &lap("rehearsed ten");
        let text = case.record(drawn).to_json();
        laps += &lap("recorded");
        let record = Record::parse(&text).unwrap();
        laps += &lap("read");
        assert_eq!(verify(&record).verdict(), Verdict::Verified);
        laps += &lap("verified");
        println!("{laps}; round {round}, {} of ten the last", rehearsal.last_round);
    }
}
