//! A province's draw: 10,000 businesses drawn, five departments. Timed by hand:
//! `cargo test --release --test large_draw -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use mingchou::draw::*;
use mingchou::model::Digest;
use rand::RngExt;
use std::time::Instant;

fn large(businesses: u32, officers: u32, mode: Mode) -> Manifest {
    let mut rng = common::rng(1);
    let mut manifest = common::case(0).manifest;
    let teams = (mode == Mode::Teams).then_some(officers / 2);
    manifest.matching = MatchingRule { mode, teams };
    manifest.strata = vec![SealedStratum { label: "全部".into(), population: businesses, sample: businesses }];
    manifest.businesses = (0..businesses)
        .map(|i| SealedBusiness { key: format!("9164022{i:011}"), name: format!("{i}"), stratum: "全部".into() })
        .collect();
    let department =
        |i| SealedDepartment { name: format!("部门{i}"), per_team: 2, strata: None, draw: None, cap: None };
    manifest.departments = (0..5).map(department).collect();
    manifest.campaign.lead = "部门0".into();
    let officer =
        |i, d| SealedOfficer { key: format!("宁C{d}{i:05}"), name: format!("{i}"), department: format!("部门{d}") };
    manifest.officers = (0..5).flat_map(|d| (0..officers).map(move |i| officer(i, d))).collect();
    let mut recusals = Vec::new();
    let share = if mode == Mode::Teams { 0.001 } else { 0.05 };
    for o in &manifest.officers {
        let barred = manifest.businesses.iter().filter(|_| rng.random_bool(share));
        recusals.extend(barred.map(|b| (o.key.clone(), b.key.clone())));
    }
    manifest.recusals = recusals;
    manifest.sorted()
}

#[test]
#[ignore = "timing, by hand in release"]
fn timings() {
    for (businesses, officers, mode) in
        [(10_000, 100, Mode::PerBusiness), (10_000, 500, Mode::PerBusiness), (10_000, 100, Mode::Teams)]
    {
        let manifest = large(businesses, officers, mode);
        let start = Instant::now();
        manifest.check().unwrap();
        let checked = start.elapsed();
        let drawn = draw(&manifest, Digest::of("seed"));
        println!("{businesses} × {officers} × 5 {mode:?}: check {checked:?}, draw {:?}", start.elapsed() - checked);
        assert_eq!(drawn.unwrap().outcome.businesses.len(), businesses as usize);
    }
    for name in ["per-business-county", "teams-county", "teams-tight"] {
        let path = format!("{}/tests/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let vector: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let manifest: Manifest = serde_json::from_value(vector["manifest"].clone()).unwrap();
        let start = Instant::now();
        let rehearsal = rehearse(&manifest, (0..1000_u32).map(|i| Digest::of(i.to_le_bytes())), |_| {});
        println!(
            "1,000 rehearsals of {name}: {:?}, {} without assignment",
            start.elapsed(),
            rehearsal.without_assignment
        );
        rehearsal.advice.iter().for_each(|a| println!("  {a}"));
    }
}
