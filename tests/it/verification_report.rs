//! A record beside the signed papers (protocol §9): what is typed, ticked and scanned, and what the printed report says of
//! it. The records are those of `tests/vectors/`.

use mingchou::draw::*;
use mingchou::forms::*;
use mingchou::model::{Digest, Stamp};

fn vector(name: &str) -> Record {
    let text = include_str!("../vectors/records.json");
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    let one = file["records"].as_array().unwrap().iter().find(|r| r["name"] == name).unwrap();
    Record::parse(&one["record"].to_string()).unwrap()
}

fn report(record: &Record) -> Report {
    Report::new(record, &verify(record))
}

fn items(comparison: &Comparison) -> Vec<Item> {
    comparison.lines.iter().map(|line| line.item).collect()
}

fn of(comparison: &Comparison, item: Item) -> Compared {
    comparison.of(item).unwrap().compared.clone()
}

/// All that the papers of the record's last attempt say.
fn filled(report: &Report) -> Papers {
    let (mut papers, last) = (Papers::default(), report.last().unwrap());
    papers.type_in(Item::Commitment, last.commitment.groups());
    papers.type_in(Item::Seed, last.seed.unwrap().hex().to_uppercase());
    for (at, c) in last.contributions.iter().enumerate() {
        papers.type_in(Item::Number(at), c.value.clone());
    }
    let ticked = [Item::Businesses, Item::Attempts].into_iter();
    let substitutions = (0..last.substitutions.len()).map(Item::Substitution);
    ticked.chain(substitutions).for_each(|item| papers.tick(item, Some(true)));
    papers
}

fn printed(report: &Report, papers: &Papers) -> String {
    let at = Stamp::parse_from_rfc3339("2026-12-03T15:00:00+08:00").unwrap();
    let facts = VerificationFacts { report, file: "记录.json", file_digest: Digest::of(""), at, papers };
    verification(&facts).text()
}

#[test]
fn nothing_is_the_same_that_was_not_compared() {
    let record = vector("three attempts");
    let report = report(&record);
    let empty = Comparison::new(&report, &Papers::default());
    // Three numbers, five substitutions.
    let (numbers, substitutions) = ((0..3).map(Item::Number), (0..5).map(Item::Substitution));
    let before = [Item::Commitment].into_iter().chain(numbers).chain([Item::Seed, Item::Businesses, Item::Attempts]);
    assert_eq!(items(&empty), before.chain(substitutions).collect::<Vec<_>>());
    assert!(empty.lines.iter().all(|line| line.compared == Compared::NotYet));
    assert_eq!((empty.conclusion(), empty.headline()), (Conclusion::Open, "是不是那次会上的记录，还没有核对"));
    assert_eq!(empty.count(), "请对照签过字的封存单和附件2，共12项。");

    let mut papers = filled(&report);
    let all = Comparison::new(&report, &papers);
    assert_eq!((all.conclusion(), all.headline()), (Conclusion::Same, "与签字的纸逐项相同"));
    assert_eq!(all.count(), "已核对12项，都相同；没有剩下的。");

    papers.type_in(Item::Seed, report.last().unwrap().seed.unwrap().hex()[..63].to_owned());
    papers.tick(Item::Attempts, None);
    let some = Comparison::new(&report, &papers);
    assert_eq!(of(&some, Item::Seed), Compared::Partial(1));
    assert_eq!((some.conclusion(), some.headline()), (Conclusion::Open, "是不是那次会上的记录，还没有核对完"));
    assert_eq!(some.count(), "已核对10项，都相同；还有2项没有核对（种子、抽取次数）。");

    papers.tick(Item::Substitution(4), Some(false));
    let one = Comparison::new(&report, &papers);
    assert_eq!((one.conclusion(), one.headline()), (Conclusion::Different, "与签字的纸不同"));
    assert!(one.count().starts_with("已核对10项，相同9项，不同1项（第5次替补）；还有2项没有核对"), "{}", one.count());
}

/// A report of a record as long as a book lists the first of each: what is not listed was not compared.
#[test]
fn what_is_not_listed_is_not_the_same() {
    let cuts: [fn(&mut AttemptReport); 3] = [
        |a| drop(a.contributions.pop()),
        |a| drop(a.outcome.as_mut().unwrap().businesses.pop()),
        |a| drop(a.substitutions.pop()),
    ];
    for cut in cuts {
        let mut report = report(&vector("three attempts"));
        cut(report.attempts.last_mut().unwrap());
        let comparison = Comparison::new(&report, &filled(&report));
        assert!(comparison.lines.iter().all(|line| line.compared == Compared::Same));
        assert_eq!(comparison.conclusion(), Conclusion::Open);
        assert_eq!(comparison.headline(), "列出的都相同，没有列出的还没有核对");
        assert!(
            comparison.count().ends_with("都相同；记录太长，没有全部列出，其余的请用记录文件核对。"),
            "{}",
            comparison.count()
        );
    }
}

/// Everybody knows the nonce by then: a number is exchanged, seed and outcome are derived anew. The record agrees with
/// itself; the paper does not.
#[test]
fn a_forged_number_is_found_by_the_papers_alone() {
    let sound = vector("per business");
    let papers = filled(&report(&sound));
    let mut forged = sound.clone();
    let sealed = forged.sealed(&forged.attempts[0]).unwrap();
    let attempt = &mut forged.attempts[0];
    attempt.contributions[1].value = "999999".into();
    let drawn = open(&sealed, &attempt.nonce.unwrap(), &attempt.contributions).unwrap();
    (attempt.seed, attempt.outcome) = (Some(drawn.seed), Some(drawn.outcome));
    attempt.substitutions.clear();
    let report = report(&forged);
    assert_eq!((report.verdict, verdict_told(&report).as_str()), (Verdict::Verified, "记录前后一致"));
    let comparison = Comparison::new(&report, &papers);
    assert_eq!(of(&comparison, Item::Commitment), Compared::Same);
    assert_eq!(of(&comparison, Item::Number(0)), Compared::Same);
    assert!(matches!(of(&comparison, Item::Number(1)), Compared::Different(_)));
    assert!(matches!(of(&comparison, Item::Seed), Compared::Different(_)));
    assert_eq!(comparison.conclusion(), Conclusion::Different);
    let text = printed(&report, &papers);
    assert!(text.contains("与签字的纸不同") && text.contains("不同：第1组，纸上“"), "{text}");
}

#[test]
fn what_is_scanned_is_marked_and_of_a_voided_attempt_is_named() {
    let record = vector("three attempts");
    let report = report(&record);
    let of_attempt = |n: usize| (report.attempts[n].commitment, report.attempts[n].seed);
    let (commitment, seed) = of_attempt(2);
    let comparison = Comparison::new(&report, &Papers::scanned(commitment, seed));
    let line = comparison.of(Item::Seed).unwrap();
    assert_eq!((&line.compared, line.scanned), (&Compared::Same, true));
    assert_eq!(comparison.conclusion(), Conclusion::Open);
    let mut papers = Papers::scanned(commitment, None);
    papers.type_in(Item::Commitment, commitment.hex());
    assert!(!Comparison::new(&report, &papers).of(Item::Commitment).unwrap().scanned);

    // What a scanner types, or somebody pastes: an address, or words where the page has none.
    let (c, s) = (commitment, seed.unwrap());
    for text in [format!("http://10.0.0.1/#/verify/{c}/{s}\n"), format!("mingchou/2 封存码 {c} 种子 {s}")] {
        let mut pasted = Papers::default();
        pasted.type_in(Item::Commitment, text);
        assert_eq!(pasted, Papers::scanned(commitment, seed));
    }
    let mut pasted = Papers::default();
    pasted.type_in(Item::Commitment, format!("http://10.0.0.1/#/verify/{c}"));
    assert_ne!(pasted, Papers::scanned(commitment, None));
    pasted.leave(Item::Commitment);
    assert_eq!(pasted, Papers::scanned(commitment, None));
    let mut papers = Papers::default();
    papers.type_in(Item::Commitment, "http://10.0.0.1/#/verify/eJw".into());
    papers.leave(Item::Commitment);
    assert!(matches!(of(&Comparison::new(&report, &papers), Item::Commitment), Compared::Unreadable(_)));

    let (commitment, seed) = of_attempt(1);
    let comparison = Comparison::new(&report, &Papers::scanned(commitment, seed));
    let told = of(&comparison, Item::Commitment).to_string();
    assert_eq!(told, "不同：这是第2次抽取的，那一次已经作废，请用第3次的纸");
}

/// A paper with a seed, and a record that came to none.
#[test]
fn a_seed_that_the_record_does_not_have() {
    let report = report(&vector("the nonce lost with all numbers in"));
    assert!(Comparison::new(&report, &Papers::default()).of(Item::Seed).is_none());
    let papers = Papers::scanned(report.attempts[0].commitment, Some(Digest::of("")));
    let comparison = Comparison::new(&report, &papers);
    assert_eq!(of(&comparison, Item::Seed).to_string(), "不同：记录里最后一次没有");
    assert_eq!(comparison.conclusion(), Conclusion::Different);
}

#[test]
fn what_an_address_carries() {
    let (a, b) = (Digest::of("a"), Digest::of("b"));
    assert_eq!(Carried::parse(""), Carried::Nothing);
    assert_eq!(Carried::parse(&a.hex()), Carried::Codes(a, None));
    assert_eq!(Carried::parse(&format!("{a}/{b}")), Carried::Codes(a, Some(b)));
    for other in [a.hex()[1..].to_owned(), format!("{a}/{}", &b.hex()[1..]), format!("{a}/"), a.hex().to_uppercase()] {
        assert_eq!(Carried::parse(&other), Carried::Record(&other));
    }
}

/// Another record on the page: the codes of the papers stay, what was compared by eye does not.
#[test]
fn ticks_are_of_one_record() {
    let report = report(&vector("per business"));
    let papers = filled(&report).for_another_record();
    let comparison = Comparison::new(&report, &papers);
    let same = |item: Item| of(&comparison, item) == Compared::Same;
    assert!(same(Item::Commitment) && same(Item::Seed));
    assert!(!same(Item::Number(0)) && !same(Item::Businesses) && !same(Item::Attempts));
}

#[test]
fn the_printed_report_says_the_same() {
    let record = vector("three attempts");
    let report = report(&record);
    let mut papers = filled(&report);
    papers.tick(Item::Businesses, None);
    let text = printed(&report, &papers);
    for words in [
        "记录前后一致",
        "是不是那次会上的记录，还没有核对完",
        "还有1项没有核对（抽中名单）",
        "未核对",
        "抽取3次（作废2次），最后一次的替补5次",
        "第1次抽取：已作废",
        "第2次抽取（已作废）",
        "没有打开号码",
    ] {
        assert_eq!(text.contains(words), words != "没有打开号码", "{words}: {text}");
    }
    let place = |words: &str| text.find(words).unwrap();
    assert!(place("请注意") < place("与签字的纸核对") && place("与签字的纸核对") < place("由种子重新分组匹配"));
    for attempt in &record.attempts {
        let codes = attempt.seed.iter().chain([&attempt.commitment]).map(|d| d.groups());
        assert!(codes.into_iter().all(|groups| text.replace('\n', " ").contains(&groups)));
        for key in attempt.outcome.iter().flat_map(|o| &o.businesses) {
            assert!(text.contains(key), "{key}");
        }
    }
}

/// Officers withheld: what could not be checked is said where it was not checked.
#[test]
fn claims_are_called_claims() {
    let report = report(&vector("three attempts, officers withheld"));
    assert_eq!(verdict_told(&report), "公开的部分前后一致");
    let text = printed(&report, &Papers::default());
    assert!(text.contains("都只是记录的说法，没有重算") && text.contains("公开部分一致"), "{text}");
    assert!(text.contains("哪一户分到哪一组，要有执法人员名录才能重算，没有重算"));
    assert!(text.contains("替换一名执法人员（姓名没有公开）"));
}

/// A check that failed, or was not made, never says that anything is right.
#[test]
fn a_failed_check_says_no_good_word() {
    let mut record = vector("per business");
    record.attempts[0].seal.contributors[0].push('=');
    let report = report(&record);
    let told: Vec<_> = report.checks.iter().map(|check| check_told(&report, check)).collect();
    assert_eq!(told[0], "封存的内容、名录的摘要或封存码不符，有2处不同");
    assert!(told[1].starts_with("随机码、号码或种子不符，有1处不同"));
    for unmade in &told[2..5] {
        assert_eq!(unmade, "因为别的检查发现了不同，这一项没有能重算");
    }
    assert!(verdict_told(&report).starts_with("记录前后不符：有3处不同"));
    // Equal to the papers, but at odds with itself: never green.
    let comparison = Comparison::new(&report, &filled(&report));
    assert_eq!(
        (comparison.conclusion(), comparison.headline()),
        (Conclusion::Open, "与签字的纸逐项相同，但记录自己前后不符")
    );
}
