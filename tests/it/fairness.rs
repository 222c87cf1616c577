//! A smaller run of `make fairness`, with fixed seeds.
//!
//! The bounds: of the statistics below a fair draw makes one deviate beyond p = 1e-6 with a chance of less than 1e-4, so
//! that what fails here is no accident; an unfair draw of the three kinds is beyond it by orders of magnitude.

use crate::common::fair;
use crate::common::fair::{
    Counts, Finding, Meetings, Pairs, Places, Recusals, Sample, Study, UNFAIR, study_unfair, tight_per_business_by_hand,
};
use mingchou::draw::Mode;

const BOUND: f64 = 1e-6;
const DRAWS: u32 = 2_000;

fn are_fair(findings: &[Finding]) {
    for f in findings {
        assert!(f.chi.p() > BOUND, "{f:?}, p = {}", f.chi.p());
        // A statistic that is much too small has the wrong variance.
        assert!(f.chi.p() < 1.0 - BOUND, "{f:?}");
    }
}

#[test]
fn teams_are_drawn_fairly() {
    let study = Study::of(Mode::Teams, Recusals::None, DRAWS);
    let findings = study.findings();
    assert_eq!((findings.len(), study.later), (12, 0));
    are_fair(&findings);
}

#[test]
fn officers_for_each_business_are_drawn_fairly() {
    let study = Study::of(Mode::PerBusiness, Recusals::None, DRAWS);
    let findings = study.findings();
    assert_eq!((findings.len(), study.later), (13, 0));
    are_fair(&findings);
}

/// 10 of 40, 6 of 24 and 4 of 16: each business has a chance of 25 %, whatever is recused, and each pair its own, although
/// the officers are drawn again and again for it, or recusals give way.
#[test]
fn recusals_move_no_business() {
    for (mode, recusals, later, last) in [
        (Mode::Teams, Recusals::Heavy, 200..500, 0..1),
        (Mode::PerBusiness, Recusals::Heavy, 0..1, 0..1),
        (Mode::Teams, Recusals::Tight, 1_500..2_000, 200..1_000),
        (Mode::PerBusiness, Recusals::Tight, 700..1_500, 500..1_200),
    ] {
        let study = Study::of(mode, recusals, DRAWS);
        are_fair(&study.findings());
        assert!(later.contains(&study.later) && last.contains(&study.last), "{} {}", study.later, study.last);
        for business in [0, 1, 10, 20] {
            // Five standard deviations.
            let deviation = (0.25 * 0.75 / f64::from(DRAWS)).sqrt();
            assert!((study.share(business) - 0.25).abs() < 5.0 * deviation, "{business}: {}", study.share(business));
        }
    }
}

/// As often as is computed by hand, a round more is needed, or the last.
#[test]
fn rounds_are_as_by_hand() {
    let study = Study::of(Mode::PerBusiness, Recusals::Tight, DRAWS);
    let counted = [study.draws - study.later, study.later - study.last, study.last];
    for (count, chance) in counted.into_iter().zip(tight_per_business_by_hand()) {
        let (draws, count) = (f64::from(DRAWS), f64::from(count));
        let deviation = (draws * chance * (1.0 - chance)).sqrt();
        assert!((count - draws * chance).abs() < 5.0 * deviation, "{count} {}", draws * chance);
    }
}

/// What a void by rule would do instead: of the draws whose first round has an assignment, few hold the business that most
/// officers are recused from, and the statistic says so.
#[test]
fn to_draw_everything_again_would_be_found() {
    let study = Study::of(Mode::Teams, Recusals::Heavy, DRAWS);
    assert!(study.first_round().p() < BOUND, "{:?}", study.first_round());
    assert!(study.share_of_first_round(0) < study.share(0) - 0.1, "{}", study.share_of_first_round(0));
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
    let (mut all, mut mean) = ((Sample::new(6, 3), Pairs::new(6), Places::new(6)), [0.0; 3]);
    for drawn in &subsets {
        let one: Vec<f64> = (0..6).map(|i| f64::from(u8::from(drawn.contains(&i)))).collect();
        let places: Vec<usize> = one.iter().map(|x| *x as usize).collect();
        let mut alone = (Sample::new(6, 3), Pairs::new(6), Places::new(6));
        for (counts, pairs, kinds) in [&mut all, &mut alone].map(|(c, p, k)| (c, p, k)) {
            counts.add(drawn);
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
    // The same, with the spread within the draws for the variance.
    let mut spread = Counts::new(3);
    for one in [[2.0, 0.0, 1.0], [0.0, 1.0, 2.0], [1.0, 2.0, 0.0]] {
        spread.add(&one);
    }
    assert!(spread.chi().statistic.abs() < 1e-9 && spread.chi().freedom == 2);
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
