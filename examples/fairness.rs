//! `make fairness`: many draws, each with a seed of its own, against what chance leads one to expect. Prints tables.
//!
//!   cargo run --release --example fairness [DRAWS]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../tests/common/fair.rs"]
mod fair;

use fair::{Recusals, Study, UNFAIR, study_unfair, tight_per_business_by_hand};
use mingchou::draw::Mode;
use std::ops::Range;
use std::thread;

type Kind = (&'static str, Mode, Recusals);

const STUDIES: [Kind; 6] = [
    ("teams", Mode::Teams, Recusals::None),
    ("per business", Mode::PerBusiness, Recusals::None),
    ("teams, heavy", Mode::Teams, Recusals::Heavy),
    ("per business, heavy", Mode::PerBusiness, Recusals::Heavy),
    ("teams, tight", Mode::Teams, Recusals::Tight),
    ("per business, tight", Mode::PerBusiness, Recusals::Tight),
];

/// Businesses and who is recused from each.
const HEAVY_BUSINESSES: [(&str, Range<usize>); 4] =
    [("8 of 12 officers recused", 0..1), ("4 of 12", 1..2), ("1 of 12", 2..10), ("none", 10..40)];
const TIGHT_BUSINESSES: [(&str, Range<usize>); 3] =
    [("10 of 12 officers recused", 0..9), ("11 of 12", 10..13), ("none", 13..40)];

/// Officers by department, and what they are recused from.
const HEAVY_OFFICERS: [(usize, &str, Range<usize>); 4] = [
    (0, "交通局, from both; two of them from one more", 0..4),
    (0, "交通局, from the one with 8, and from one more", 4..8),
    (0, "交通局, from one other", 8..10),
    (0, "交通局, from none", 10..12),
];
const TIGHT_OFFICERS: [(usize, &str, Range<usize>); 4] = [
    (0, "交通局, from nine", 0..10),
    (0, "交通局, from none", 10..12),
    (1, "公安局, from three", 0..11),
    (1, "公安局, from none", 11..12),
];

fn main() {
    let draws = std::env::args().nth(1).map_or(100_000, |n| n.parse().expect("the number of draws"));
    let run = |(_, mode, recusals): Kind| thread::spawn(move || Study::of(mode, recusals, draws));
    // Two threads, each with one study of either mode.
    let pairs = STUDIES.chunks(2).map(|two| two.iter().map(|kind| run(*kind)).collect::<Vec<_>>());
    let studies: Vec<_> = pairs.flatten().map(|thread| thread.join().expect("a study")).collect();
    let named: Vec<_> = STUDIES.iter().zip(&studies).map(|((name, ..), study)| (*name, study)).collect();
    println!("{draws} draws each.");
    as_chance_has_it(&named);
    rounds(&named);
    businesses(&named);
    officers(&named);
    unfair(draws);
}

fn as_chance_has_it(studies: &[(&str, &Study)]) {
    println!("\n| draw | counted | χ² | degrees of freedom | p |\n|---|---|---|---|---|");
    for (name, study) in studies {
        for f in study.findings() {
            println!("| {name} | {} | {:.1} | {} | {:.3} |", f.what, f.chi.statistic, f.chi.freedom, f.chi.p());
        }
    }
}

fn rounds(studies: &[(&str, &Study)]) {
    println!("\n| draw | first round | a later one | the last, against recusals |\n|---|---|---|---|");
    for (name, study) in studies {
        let (first, later) = (study.draws - study.later, study.later - study.last);
        println!("| {name} | {first} | {later} | {} |", study.last);
    }
    let draws = studies.iter().map(|(_, study)| f64::from(study.draws)).next().unwrap_or(0.0);
    let [first, later, last] = tight_per_business_by_hand().map(|chance| draws * chance);
    println!("| the same, by hand | {first:.0} | {later:.0} | {last:.0} |");
}

fn businesses(studies: &[(&str, &Study)]) {
    println!("\n| draw | business | by hand | drawn in all draws | in those that the first round settled |");
    println!("|---|---|---|---|---|");
    for (name, study) in &studies[2..] {
        let kinds = if name.ends_with("heavy") { &HEAVY_BUSINESSES[..] } else { &TIGHT_BUSINESSES };
        for (who, which) in kinds {
            let mean = |share: fn(&Study, usize) -> f64| {
                100.0 * which.clone().map(|i| share(study, i)).sum::<f64>() / which.len() as f64
            };
            let (all, first) = (mean(Study::share), mean(Study::share_of_first_round));
            println!("| {name} | {who} ({}) | 25 % | {all:.2} % | {first:.2} % |", which.len());
        }
    }
}

fn officers(studies: &[(&str, &Study)]) {
    println!("\n| draw | officer | drawn | if nobody were recused | businesses a draw | if nobody were recused |");
    println!("|---|---|---|---|---|---|");
    for (name, study) in &studies[2..] {
        let kinds = if name.ends_with("heavy") { &HEAVY_OFFICERS } else { &TIGHT_OFFICERS };
        for (department, who, which) in kinds {
            let (drawn, load) = study.of_officers(*department, &which.clone().collect::<Vec<_>>());
            let by_hand = study.officers_by_hand(*department);
            println!(
                "| {name} | {who} ({}) | {:.2} % | {:.2} % | {load:.3} | {:.3} |",
                which.len(),
                100.0 * drawn,
                100.0 * by_hand.0,
                by_hand.1,
            );
        }
    }
}

fn unfair(draws: u32) {
    println!("\n| a draw that is not fair | single businesses: p | pairs: p |\n|---|---|---|");
    for (name, draw) in UNFAIR {
        let (single, pair) = study_unfair(draw, draws);
        println!("| {name} | {:.3} | {:.3} |", single.p(), pair.p());
    }
}
