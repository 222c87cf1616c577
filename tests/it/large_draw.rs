//! The draw's steps one by one, by hand: `cargo test --release --test it large_draw -- --ignored --nocapture`.
//! `make bench` measures the whole in the browser.

use crate::common::cases;
use mingchou::draw::*;
use mingchou::model::Digest;
use rand::RngExt;
use std::time::Instant;

/// A province's roster: `officers` in each of five departments, recused from a `share` of the businesses.
fn large(businesses: u32, sample: u32, officers: u32, teams: Option<u32>, share: f64) -> Manifest {
    let mut rng = cases::rng(1);
    let mut manifest = cases::case(0).manifest;
    let mode = if teams.is_some() { Mode::Teams } else { Mode::PerBusiness };
    manifest.matching = MatchingRule { mode, teams };
    manifest.strata = vec![SealedStratum { label: "全部".into(), population: businesses, sample }];
    let business = |i| SealedBusiness {
        key: format!("9164022{i:011}"),
        name: format!("平罗县第{i}号运输有限公司"),
        stratum: "全部".into(),
    };
    manifest.businesses = (0..businesses).map(business).collect();
    let department =
        |i| SealedDepartment { name: format!("部门{i}"), per_team: 2, strata: None, draw: None, cap: None };
    manifest.departments = (0..5).map(department).collect();
    manifest.campaign.lead = "部门0".into();
    let officer =
        |i, d| SealedOfficer { key: format!("宁C{d}{i:05}"), name: format!("{i}"), department: format!("部门{d}") };
    manifest.officers = (0..5).flat_map(|d| (0..officers).map(move |i| officer(i, d))).collect();
    manifest.recusals.clear();
    if share > 0.0 {
        for o in &manifest.officers {
            let barred = manifest.businesses.iter().filter(|_| rng.random_bool(share));
            manifest.recusals.extend(barred.map(|b| (o.key.clone(), b.key.clone())));
        }
    }
    manifest.sorted()
}

#[test]
#[ignore = "timing, by hand in release"]
fn timings() {
    for (businesses, sample, officers, teams, share) in [
        (1_000, 10, 400, Some(200), 0.0),
        (10_000, 100, 400, Some(200), 0.0),
        (100_000, 1_000, 400, Some(200), 0.0),
        (1_000_000, 10_000, 400, Some(200), 0.0),
        (10_000, 10_000, 100, None, 0.05),
        (10_000, 10_000, 500, None, 0.05),
        (10_000, 10_000, 100, Some(50), 0.001),
    ] {
        let manifest = large(businesses, sample, officers, teams, share);
        let start = Instant::now();
        let lap = |from: Instant| format!("{:.1} ms", from.elapsed().as_secs_f64() * 1e3);
        let text = manifest.canonical();
        let (written, start) = (lap(start), Instant::now());
        let read: Manifest = serde_json::from_str(&text).unwrap();
        let (parsed, start) = (lap(start), Instant::now());
        let _ = read.commitment();
        let (sealed, start) = (lap(start), Instant::now());
        read.check().unwrap();
        let (checked, start) = (lap(start), Instant::now());
        let drawn = draw(&read, Digest::of("seed")).unwrap();
        println!(
            "{businesses} of which {sample}, {officers} × 5, {teams:?}: {} MB written {written}, parsed {parsed}, sealed {sealed}, checked {checked}, drawn {}",
            text.len() / 1_000_000,
            lap(start)
        );
        assert_eq!(drawn.outcome.businesses.len(), sample as usize);
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
