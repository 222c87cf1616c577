//! Records that are damaged, forged or someone else's: each is refused or found out, with a sentence that says where.

use crate::common::cases;
use crate::common::cases::{distinct, record, rng};
use mingchou::draw::*;
use mingchou::work::{Answer, Desk, Task};
use rand::RngExt;

/// What the user reads: the refusal, or what the verification found.
fn told(bytes: &[u8]) -> Result<Report, String> {
    match Desk::default().run(Task::Verify, bytes, &mut |_| {}).0 {
        Answer::Verified(report) => Ok(*report),
        Answer::Refused(why) => Err(why),
        other => panic!("{other:?}"),
    }
}

fn records() -> impl Iterator<Item = Record> {
    (0..).filter_map(record)
}

/// Substitutions and a voided attempt with a seed.
fn rich() -> Record {
    let rich = |r: &Record| r.substitutions.len() > 1 && r.voided.iter().any(|v| v.outcome.is_some());
    records().find(rich).unwrap()
}

/// Without what no recomputation can know: why, who approved, when, who had to leave, and what was said in an attempt
/// that never came to a seed.
fn without_facts(mut record: Record) -> Record {
    for s in &mut record.substitutions {
        s.at = cases::at();
        for text in [&mut s.reason, &mut s.approved_by, &mut s.out] {
            text.clear();
        }
    }
    for v in &mut record.voided {
        v.at = cases::at();
        (v.reason, v.approved_by) = (String::new(), String::new());
        if v.seed.is_none() {
            v.contributions.iter_mut().for_each(|c| c.value.clear());
        }
    }
    record
}

/// Any byte changed in any bit: it is no record any more, or a difference is found, or it says the same as before but for
/// facts that nothing could show.
#[test]
fn a_changed_byte_is_found() {
    let (mut refused, mut differs, mut same, mut facts) = (0, 0, 0, 0);
    let rng = &mut rng(1);
    for (record, step) in [(records().next().unwrap(), 1), (rich(), 4)] {
        for text in [record.to_json(), serde_json::to_string(&record).unwrap()] {
            for at in (0..text.len()).step_by(step) {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << rng.random_range(0..8);
                let parsed = String::from_utf8(bytes.clone()).ok().map(|text| Record::parse(&text));
                let Some(Ok(changed)) = parsed else {
                    assert!(!told(&bytes).unwrap_err().is_empty());
                    refused += 1;
                    continue;
                };
                if changed == record {
                    same += 1;
                } else if !verify(&changed).is_clean() {
                    differs += 1;
                } else {
                    assert_eq!(without_facts(changed), without_facts(record.clone()), "byte {at}");
                    facts += 1;
                }
            }
        }
    }
    assert!(refused > 1_000 && differs > 1_000 && same + facts > 10, "{refused} {differs} {same} {facts}");
}

/// Cut anywhere: never a record, and the sentence says that it is cut, in the middle of a character too.
#[test]
fn a_record_cut_short_says_so() {
    let text = rich().to_json();
    for end in 1..text.trim_end().len() {
        let why = told(&text.as_bytes()[..end]).unwrap_err();
        assert!(why.contains("记录不完整，在第"), "{end}: {why}");
    }
    assert!(told(b"").unwrap_err().contains("内容是空的"));
}

/// Each key once more, in each object of the record.
#[test]
fn a_key_twice_is_refused_wherever_it_stands() {
    let text = rich().to_json();
    let lines: Vec<_> = text.lines().collect();
    let mut tried = 0;
    for (i, line) in lines.iter().enumerate() {
        let Some((key, _)) = line.trim_start().split_once("\": ") else { continue };
        let key = &key[1..];
        let doubled = format!("\"{key}\": null,");
        let mut changed = lines.clone();
        changed.insert(i, &doubled);
        let why = told(changed.join("\n").as_bytes()).unwrap_err();
        assert_eq!(why, RecordFault::DuplicateKey(key.to_owned()).to_string());
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
    // The same key by another spelling.
    let why = told(text.replacen("\"seed\"", "\"s\\u0065ed\": null, \"seed\"", 1).as_bytes()).unwrap_err();
    assert!(why.contains("写了两个“seed”"), "{why}");
}

fn sentences(record: &Record) -> Vec<String> {
    told(record.to_json().as_bytes()).unwrap().checks.into_iter().flat_map(|c| c.differences).collect()
}

#[test]
fn a_nonce_that_does_not_open_the_seal() {
    let mut record = rich();
    record.nonce = Nonce::from_bytes([7; 16]);
    let (sealed, computed) = (record.manifest.nonce_sha256, record.nonce.digest());
    let expected = format!("随机码与封存的不符：封存的摘要是{sealed}，记录的随机码摘要是{computed}");
    assert!(sentences(&record).contains(&expected), "{:?}", sentences(&record));
    let json = record.to_json().replace(&record.nonce.hex(), "07");
    assert!(told(json.as_bytes()).unwrap_err().contains("“nonce”部分有误"));
}

/// Parts of another campaign's record.
#[test]
fn another_campaign_is_found_in_every_part() {
    let (mine, other) = (rich(), records().find(|r| r.outcome.businesses.len() > 4 && r.voided.len() == 2).unwrap());
    let has = |record: &Record, words: &str| {
        let told = sentences(record);
        assert!(told.iter().any(|s| s.contains(words)), "{words}: {told:?}");
    };
    has(&Record { manifest: other.manifest.clone(), ..mine.clone() }, "封存码不符：记录为");
    has(&Record { commitment: other.commitment, ..mine.clone() }, "封存码不符：记录为");
    has(&Record { seed: other.seed, ..mine.clone() }, "种子不符：记录为");
    has(&Record { contributions: other.contributions.clone(), ..mine.clone() }, "种子不符：记录为");
    has(&Record { outcome: other.outcome.clone(), ..mine.clone() }, "抽中的市场主体中");
    has(&Record { substitutions: other.substitutions.clone(), ..mine.clone() }, "第1次替补");
    has(&Record { voided: other.voided.clone(), ..mine.clone() }, "与上一次抽取的封存码不衔接");
    has(&Record { voided: Vec::new(), ..mine.clone() }, "抽取次数不连续");
}

/// Texts that cost something: the worker answers each, soon enough and in little memory.
#[test]
fn texts_that_would_cost_much() {
    for text in [
        "[".repeat(1_000_000),
        "{\"a\":".repeat(1_000_000),
        format!("{{{}}}", (0..200_000).map(|i| format!("\"k{i}\":{i}")).collect::<Vec<_>>().join(",")),
        format!("{{\"protocol\":\"mingchou/1\",\"manifest\":[{}]}}", "0,".repeat(1_000_000) + "0"),
        format!("{{\"protocol\":\"{}\"}}", "甲".repeat(1_000_000)),
        format!("{{\"{}\":1}}", "键".repeat(1_000_000)),
    ] {
        let why = told(text.as_bytes()).unwrap_err();
        assert!(why.chars().count() < 300, "{}", why.chars().count());
    }
}

/// A province's record is read and verified; one business of it forged is found and named.
#[test]
fn a_large_record() {
    let mut record = records().find(|r| r.manifest.matching.mode == Mode::Teams && r.voided.is_empty()).unwrap();
    let business =
        |i: u32| SealedBusiness {
            key: format!("9164022{i:011}"), name: format!("第{i}号"), stratum: "全部".into()
        };
    let m = &mut record.manifest;
    m.businesses = (0..50_000).map(business).collect();
    m.strata = vec![SealedStratum { label: "全部".into(), population: 50_000, sample: 500 }];
    m.departments.iter_mut().for_each(|d| d.strata = None);
    m.recusals.clear();
    record.commitment = m.commitment();
    record.seed = seed(&record.commitment, &record.nonce, &record.contributions);
    record.outcome = draw(&record.manifest, record.seed).unwrap().outcome;
    record.substitutions.clear();
    assert!(distinct(&record.outcome.businesses) && told(record.to_json().as_bytes()).unwrap().is_clean());

    let left = record.manifest.businesses.iter().find(|b| !record.outcome.businesses.contains(&b.key)).unwrap().clone();
    let right = std::mem::replace(&mut record.outcome.businesses[250], left.key.clone());
    let told = sentences(&record);
    assert!(told.iter().any(|s| s.contains(&format!("不应有“{}”（{}）", left.name, left.key))), "{told:?}");
    assert!(told.iter().any(|s| s.contains(&format!("（{right}），记录中没有"))), "{told:?}");
    record.manifest.businesses[7].name.push('改');
    assert!(sentences(&record)[0].starts_with("封存码不符"));
}
