//! `make fairness`: many draws, each with a seed of its own, against what chance leads one to expect. Prints tables.
//!
//!   cargo run --release --example fairness [DRAWS]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../tests/common/fair.rs"]
mod fair;

use fair::{Study, UNFAIR, campaign, seed_of, study_unfair};
use mingchou::draw::Mode;
use std::thread;

const STUDIES: [(&str, Mode, bool); 4] = [
    ("teams", Mode::Teams, false),
    ("per business", Mode::PerBusiness, false),
    ("teams, with recusals", Mode::Teams, true),
    ("per business, with recusals", Mode::PerBusiness, true),
];

fn study(mode: Mode, recusals: bool, draws: u32) -> Study {
    let mut study = Study::new(campaign(mode, recusals));
    (0..draws).for_each(|number| study.add(seed_of(number)));
    study
}

fn main() {
    let draws = std::env::args().nth(1).map_or(100_000, |n| n.parse().expect("the number of draws"));
    // Two threads, each with one study of either mode.
    let pairs = STUDIES.chunks(2).map(|two| {
        let run =
            |(_, mode, recusals): &'static (&str, Mode, bool)| thread::spawn(move || study(*mode, *recusals, draws));
        two.iter().map(run).collect::<Vec<_>>().into_iter().map(|t| t.join().expect("a study")).collect::<Vec<_>>()
    });
    let studies: Vec<Study> = pairs.flatten().collect();
    println!("{draws} draws each.\n\n| draw | counted | χ² | degrees of freedom | p |\n|---|---|---|---|---|");
    for ((name, ..), study) in STUDIES.iter().zip(&studies) {
        for f in study.findings() {
            println!("| {name} | {} | {:.1} | {} | {:.3} |", f.what, f.chi.statistic, f.chi.freedom, f.chi.p());
        }
    }
    println!(
        "\n| with recusals | draws without assignment | business | drawn in all draws | in those with an assignment |"
    );
    println!("|---|---|---|---|---|");
    for ((name, ..), study) in STUDIES.iter().zip(&studies).skip(2) {
        for (i, who) in [(0, "8 of 12 officers recused"), (1, "4 of 12"), (2, "1 of 12"), (20, "none")] {
            let (all, assigned) = (100.0 * study.share_of_all(i), 100.0 * study.share(i));
            println!("| {name} | {} | {who} | {all:.2} % | {assigned:.2} % |", study.void);
        }
    }
    println!("\n| a draw that is not fair | single businesses: p | pairs: p |\n|---|---|---|");
    for (name, draw) in UNFAIR {
        let (single, pair) = study_unfair(draw, draws);
        println!("| {name} | {:.3} | {:.3} |", single.p(), pair.p());
    }
}
