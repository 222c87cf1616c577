//! Papers of a campaign as it stands: which there are before and after seal, draw and void, and that they tell of this campaign.

use crate::common::desk::{Desk, at, taken};
use mingchou::draw::PROTOCOL;
use mingchou::forms::VoidLine;
use mingchou::model::{Business, Digest};
use mingchou::roster::{Edit, Reading, Rows};
use mingchou::state::*;
use mingchou::work::{CampaignPapers, CheckInputs, RosterFindings, is_small, put_together, verify_link};

fn papers(desk: &Desk) -> CampaignPapers<'_> {
    CampaignPapers { model: &desk.model, campaign: desk.campaign(), address: Some("https://a.cn/m.html".into()) }
}

/// Whether there is a paper of the seal, of the outcome, and how many 作废单.
fn there(desk: &Desk) -> (bool, bool, usize) {
    let papers = papers(desk);
    let outcome = worklist(&desk.model, desk.campaign()).ok().and_then(|list| papers.of_outcome(&list, |_| ()));
    (papers.of_seal(|_, _| ()).is_some(), outcome.is_some(), papers.void_sheets(None).len())
}

#[test]
fn each_paper_is_there_once_it_can_be_made() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    assert_eq!(there(&desk), (false, false, 0), "planned");
    desk.seal(7).unwrap();
    assert_eq!(there(&desk), (true, false, 0), "sealed");
    desk.void("名录有误").unwrap();
    assert_eq!(there(&desk), (false, false, 1), "voided");
    desk.seal(8).unwrap();
    assert_eq!(there(&desk), (true, false, 1), "sealed again");
    desk.seed();
    assert_eq!(there(&desk), (true, false, 1), "seeded");
    let drawing = desk.drawing();
    desk.act(drawing).unwrap();
    assert_eq!(there(&desk), (true, true, 1), "drawn");
    desk.void("设备故障").unwrap();
    assert_eq!(there(&desk), (false, false, 2), "voided after the draw");
    assert_eq!(papers(&desk).void_sheets(Some(2)).len(), 1);
    assert_eq!(papers(&desk).void_sheets(Some(3)).len(), 0);
    // Not while what was sealed is not in memory.
    let mut gone = desk.model.clone();
    std::rc::Rc::make_mut(&mut gone.blobs).clear();
    assert_eq!(CampaignPapers { model: &gone, ..papers(&desk) }.void_sheets(None), []);
}

#[test]
fn a_paper_tells_of_its_own_campaign() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let roster = desk.model.businesses(desk.campaign().businesses.as_ref().unwrap().blob).unwrap();
    let (out, renamed) = (roster.reading.rows.iter().nth(3).unwrap(), roster.reading.rows.iter().nth(5).unwrap());
    let mends = vec![
        Edit::Exclude { source: out.source.clone(), reason: "停业".into() },
        Edit::Set {
            source: renamed.source.clone(), field: mingchou::roster::Field::Name, value: "改名公司".into()
        },
    ];
    desk.act(Act::Mend { kind: mingchou::model::EntityKind::Business, mends }).unwrap();
    desk.seal(7).unwrap();
    desk.void("名录有误").unwrap();
    desk.seal(8).unwrap();
    desk.draw();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let [voided, counts] = &desk.campaign().attempts[..] else { panic!() };
    let seed = desk.record().attempts[1].seed.unwrap();
    let told = papers(&desk).of_outcome(&list, |known| {
        let f = &known.facts;
        assert_eq!((f.seal.commitment, f.seed), (counts.commitment, seed));
        assert_eq!(f.seal.link, format!("https://a.cn/m.html#/verify/{}", counts.commitment));
        assert_eq!(f.link, format!("https://a.cn/m.html#/verify/{}/{seed}", counts.commitment));
        assert_eq!(
            f.voided.iter().map(|v: &VoidLine| (v.attempt, v.commitment)).collect::<Vec<_>>(),
            [(1, voided.commitment)]
        );
        let left_out = |out: &mingchou::model::LeftOut| (out.name.clone(), out.reason.clone());
        assert_eq!(f.seal.left_out[0].iter().map(left_out).collect::<Vec<_>>(), [(out.name.clone(), "停业".into())]);
        // The roster as mended: 110 businesses, one of them left out, one renamed.
        assert_eq!((f.businesses.len(), f.officers.len()), (109, 45));
        assert!(f.businesses.values().any(|b| b.name == "改名公司"));
        assert_eq!(f.contributions, desk.contributions());
        assert_eq!(known.summary().total.listed as usize, list.businesses.len());
        f.outcome.businesses.len()
    });
    assert_eq!(told, Some(desk.record().attempts[1].outcome.as_ref().unwrap().businesses.len()));
    let (head, pieces) = papers(&desk).archive(&list, at(30)).unwrap();
    assert_eq!((head.commitment, head.sources.len()), (counts.commitment, 2));
    assert_eq!(head.sources[0].1, "b.xlsx");
    let paths: Vec<_> = pieces.iter().map(|piece| piece.path.as_str()).collect();
    for path in ["表格/作废单.docx", "公开/公开记录（不含执法人员）.json", "日志.jsonl"] {
        assert!(paths.contains(&path), "{path}: {paths:?}");
    }
}

#[test]
fn a_file_without_an_address_still_says_what_to_compare() {
    let (commitment, seed) = (Digest::of("c"), Digest::of("s"));
    assert_eq!(verify_link(Some("x"), commitment, None), format!("x#/verify/{commitment}"));
    assert_eq!(verify_link(None, commitment, None), format!("{PROTOCOL} 封存码 {commitment}"));
    assert_eq!(verify_link(None, commitment, Some(seed)), format!("{PROTOCOL} 封存码 {commitment} 种子 {seed}"));
}

#[test]
fn what_was_found_is_shown_until_the_next_check_but_of_its_own_roster_only() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let inputs = |desk: &Desk| CheckInputs::of(&desk.model, desk.campaign(), desk.today());
    let (before, ready) = (inputs(&desk), check(&desk.model, desk.campaign(), desk.today()));
    let found = RosterFindings::of(&ready);
    let put = put_together(&desk.model, desk.campaign(), found.clone());
    assert_eq!(
        (put.plan.clone().ok(), &put.businesses, &put.officers),
        (ready.plan.ok(), &ready.businesses, &ready.officers)
    );
    // Mended: another state of the same roster.
    let roster = desk.model.businesses(desk.campaign().businesses.as_ref().unwrap().blob).unwrap();
    let source = roster.reading.rows.iter().next().unwrap().source;
    let mends = vec![Edit::Exclude { source, reason: "停业".into() }];
    desk.act(Act::Mend { kind: mingchou::model::EntityKind::Business, mends }).unwrap();
    let after = inputs(&desk);
    assert_ne!(after, before);
    assert_eq!(after.still_shown(&(before.clone(), found.clone())), found);
    // Replaced: what was found of the other roster stays, what was found of this one is of none.
    let reading = Reading::<Business> { rows: roster.reading.rows.iter().take(5).collect(), ..Default::default() };
    let another = Roster::of_list("c.xlsx".into(), Digest::of("c"), reading);
    desk.act(Act::TakeBusinesses(taken(another))).unwrap();
    let shown = inputs(&desk).still_shown(&(before, found.clone()));
    assert_eq!(shown, RosterFindings([None, found.0[1].clone()]));
    let put = put_together(&desk.model, desk.campaign(), shown);
    assert!(put.businesses.unwrap().findings.is_empty(), "nothing is said of what was not compared");
}

#[test]
fn rosters_are_small_up_to_two_thousand_rows_of_both() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let officers = desk.model.officers(desk.campaign().officers.as_ref().unwrap().blob).unwrap().reading.rows.len();
    let mut of = |businesses: usize| {
        let rows = (0..businesses).map(|i| Business { name: format!("第{i}户"), ..Business::default() }).collect();
        let reading = Reading::<Business> { rows, ..Default::default() };
        desk.act(Act::TakeBusinesses(taken(Roster::of_list("c.xlsx".into(), Digest::of("c"), reading)))).unwrap();
        is_small(&desk.model, desk.campaign())
    };
    assert_eq!((of(2_000 - officers), of(2_001 - officers)), (true, false));
}
