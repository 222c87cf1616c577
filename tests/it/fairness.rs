//! A smaller run of `make fairness`, with fixed seeds.
//!
//! The bounds: of the statistics below a fair draw makes one deviate beyond p = 1e-6 with a chance of less than 1e-4, so
//! that what fails here is no accident; an unfair draw of the three kinds is beyond it by orders of magnitude.

use crate::common::fair;
use crate::common::fair::{Counts, Meetings, Pairs, Places, Study, UNFAIR, campaign, seed_of, study_unfair};
use mingchou::draw::Mode;

const BOUND: f64 = 1e-6;
const DRAWS: u32 = 2_000;

fn findings(mode: Mode) {
    let mut study = Study::new(campaign(mode, false));
    (0..DRAWS).for_each(|number| study.add(seed_of(number)));
    let findings = study.findings();
    assert!((8..50).contains(&findings.len()), "{}", findings.len());
    for f in findings {
        assert!(f.chi.p() > BOUND, "{f:?}, p = {}", f.chi.p());
        // A statistic that is much too small has the wrong variance.
        assert!(f.chi.p() < 1.0 - BOUND, "{f:?}");
    }
}

#[test]
fn teams_are_drawn_fairly() {
    findings(Mode::Teams);
}

#[test]
fn officers_for_each_business_are_drawn_fairly() {
    findings(Mode::PerBusiness);
}

/// Recusals never change who is drawn; leaving out the draws that they void does.
#[test]
fn recusals_change_nothing_before_the_matching() {
    let mut study = Study::new(campaign(Mode::Teams, true));
    (0..DRAWS).for_each(|number| study.add(seed_of(number)));
    assert!(study.void > 100, "{}", study.void);
    let p = |what: &str| study.findings().iter().find(|f| f.what == what).unwrap().chi.p();
    assert!(p("business drawn, 客运") > BOUND && p("pair of businesses, 客运") > BOUND);
    assert!(p("business drawn, 客运, void draws left out") < BOUND);
    assert!(study.share(0) < study.share_of_all(0) - 0.02, "{} {}", study.share(0), study.share_of_all(0));
}

#[test]
fn an_unfair_draw_is_found() {
    let [modulo, step, naive] = UNFAIR.map(|(_, draw)| study_unfair(draw, DRAWS));
    assert!(modulo.0.p() < BOUND, "{modulo:?}");
    // Each business has its fair chance here, but not together with each other.
    assert!(step.0.p() > BOUND && step.1.p() < BOUND, "{step:?}");
    assert!(naive.0.p() < BOUND, "{naive:?}");
}

/// The statistics on samples small enough to be listed: over all of them a fair draw deviates by nothing, and the mean
/// of the statistic over single draws is exactly its degrees of freedom.
#[test]
fn the_statistics_have_the_right_variance() {
    let subsets: Vec<Vec<usize>> = (0_u32..64)
        .filter(|bits| bits.count_ones() == 3)
        .map(|bits| (0..6).filter(|i| bits >> i & 1 == 1).collect())
        .collect();
    let (mut all, mut mean) = ((Counts::new(6), Pairs::new(6), Places::new(6)), [0.0; 3]);
    for drawn in &subsets {
        let one: Vec<f64> = (0..6).map(|i| f64::from(u8::from(drawn.contains(&i)))).collect();
        let places: Vec<usize> = one.iter().map(|x| *x as usize).collect();
        let mut alone = (Counts::new(6), Pairs::new(6), Places::new(6));
        for (counts, pairs, kinds) in [&mut all, &mut alone].map(|(c, p, k)| (c, p, k)) {
            counts.add(&one);
            pairs.add(drawn);
            kinds.add(&places, 2);
        }
        let chis = [alone.0.chi(), alone.1.chi(), alone.2.chi()];
        mean.iter_mut().zip(chis).for_each(|(m, chi)| *m += chi.statistic / chi.freedom as f64 / 20.0);
    }
    assert_eq!(subsets.len(), 20);
    for statistic in [all.0.chi(), all.1.chi(), all.2.chi()].map(|chi| chi.statistic) {
        assert!(statistic.abs() < 1e-9, "{statistic}");
    }
    for m in mean {
        assert!((m - 1.0).abs() < 1e-9, "{mean:?}");
    }
    let mut meetings = Meetings::new(2, 2);
    meetings.add(&[vec![1.0, 0.0], vec![0.0, 1.0]]);
    meetings.add(&[vec![0.0, 1.0], vec![1.0, 0.0]]);
    assert!(meetings.chi().statistic.abs() < 1e-9 && meetings.chi().freedom == 1);
}

/// The tail of chi-square: for an even number of degrees of freedom it is that of a Poisson sum, which was computed apart
/// (Python: `sum(exp(-x/2 + j*log(x/2) - lgamma(j+1)) for j in range(k//2))`); 3.8415 is the table's 5 % point.
#[test]
fn the_tail_is_that_of_a_poisson_sum() {
    let known = [
        (40.0, 40, 0.470_257_266_839),
        (70.0, 40, 0.002_324_506_608),
        (800.0, 740, 0.062_198_393_626),
        (3.841_458_820_694, 1, 0.05),
    ];
    for (statistic, freedom, p) in known {
        let chi = fair::Chi { statistic, freedom };
        assert!((chi.p() - p).abs() < 1e-9, "{} {p}", chi.p());
    }
}
