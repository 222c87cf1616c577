//! Records that are damaged, forged or someone else's, as the worker answers: each is refused or found out, with a sentence
//! that says where.

use crate::common::cases::{plain, record, rng};
use crate::common::worker::{ask, refusal};
use mingchou::draw::*;
use mingchou::export::record_page;
use mingchou::work::{Fault, FileBytes, MakeRecordPage, Vectors, VerifiedFile, Verify, WorkerState};
use rand::RngExt;
use std::path::Path;

fn verified(bytes: &[u8]) -> Result<VerifiedFile, Fault> {
    ask(&mut WorkerState::default(), &Verify, bytes)
}

/// What the user reads: the refusal, or what the verification found.
fn told(bytes: &[u8]) -> Result<Report, String> {
    match verified(bytes) {
        Ok(VerifiedFile::Record(report)) => Ok(*report),
        Ok(VerifiedFile::Vectors(vectors)) => panic!("{vectors:?}"),
        refused => Err(refusal(refused)),
    }
}

fn records() -> impl Iterator<Item = Record> {
    (0..).filter_map(record)
}

/// Substitutions and a voided attempt with an outcome.
fn rich() -> Record {
    let rich = |r: &Record| {
        let (last, before) = r.attempts.split_last().unwrap();
        last.substitutions.len() > 1 && last.void.is_none() && before.iter().any(|v| v.outcome.is_some())
    };
    records().find(rich).unwrap()
}

fn sentences(record: &Record) -> Vec<String> {
    told(record.to_json().as_bytes()).unwrap().checks.into_iter().flat_map(|c| c.differences).collect()
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
        assert!(told(changed.join("\n").as_bytes()).is_err(), "{key}");
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
    // The same key by another spelling.
    let why = told(text.replacen("\"seed\"", "\"s\\u0065ed\": null, \"seed\"", 1).as_bytes()).unwrap_err();
    assert!(why.contains("有两个“seed”"), "{why}");
}

/// What is dropped on the page by mistake.
#[test]
fn what_is_no_record_is_told_what_it_is() {
    let text = rich().to_json();
    for (bytes, words) in [
        (format!("\u{feff}{text}").into_bytes(), "字节顺序标记"),
        (b"\xff\xfe\x00\xd8".to_vec(), "不是UTF-8文字"),
        ("企业名称,代码\n".into(), "不合JSON格式"),
        (b"{\"a\":1}".to_vec(), "不是抽取记录"),
        (b"{\"protocol\":\"mingchou/1\",\"manifest\":{}}".to_vec(), "试用期的“mingchou/1”协议"),
        (
            b"{\"about\":\"\",\"name\":\"\",\"manifest\":{\"protocol\":\"mingchou/1\"}}".to_vec(),
            "试用期的“mingchou/1”协议",
        ),
        (text.replace("mingchou/2", "mingchou/3").into_bytes(), "mingchou/3"),
    ] {
        let why = told(&bytes).unwrap_err();
        assert!(why.contains(words), "{words}: {why}");
    }
}

/// A page holds its record, withheld or not.
#[test]
fn a_page_is_verified_by_the_record_in_it() {
    let record = rich();
    for (record, verdict) in [(record.withheld(), Verdict::OfficersWithheld), (record, Verdict::Verified)] {
        let page = record_page(&record, &verify(&record));
        assert_eq!(told(page.as_bytes()).unwrap(), Report::new(&record, &verify(&record)));
        assert_eq!(told(page.as_bytes()).unwrap().verdict, verdict);
        let cut = &page.as_bytes()[..page.find("\"seal\"").unwrap()];
        assert!(told(cut).unwrap_err().contains("记录不完整"));
        // Of a record with officers the worker makes either page, of one without only that.
        let mut desk = WorkerState::default();
        ask(&mut desk, &Verify, page.as_bytes()).unwrap();
        let mut made = |officers: bool| {
            let FileBytes(bytes) = ask(&mut desk, &MakeRecordPage { officers, present: Vec::new() }, &[]).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(made(true), page);
        assert_eq!(made(false), record_page(&record.withheld(), &verify(&record.withheld())));
    }
}

/// Every file of vectors is reproduced as the worker answers, each case counted; one that is spoilt is not.
#[test]
fn vectors_are_reproduced() {
    let vectors = |text: &[u8]| match verified(text) {
        Ok(VerifiedFile::Vectors(vectors)) => vectors,
        other => panic!("{other:?}"),
    };
    let mut cases = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "json") {
            let Vectors { reproduced, different } = vectors(&std::fs::read(&path).unwrap());
            assert!(!reproduced.is_empty() && different.is_empty(), "{}: {different:?}", path.display());
            cases += reproduced.len();
        }
    }
    // As many as the files have.
    assert_eq!(cases, 178);
    let text = include_str!("../vectors/draw-teams-small.json");
    let mut spoilt: serde_json::Value = serde_json::from_str(text).unwrap();
    spoilt["outcome"]["businesses"].as_array_mut().unwrap().reverse();
    let Vectors { reproduced, different } = vectors(spoilt.to_string().as_bytes());
    assert_eq!((reproduced.len(), different.len()), (0, 1));
}

/// Parts of another campaign's record.
#[test]
fn another_campaign_is_found_in_every_part() {
    let (mine, other) =
        (rich(), records().filter(|r| r.attempts.len() == 3 && r.attempts[2].outcome.is_some()).nth(3).unwrap());
    let theirs = other.attempts.last().unwrap();
    type Edit<'a> = &'a dyn Fn(&mut Attempt);
    let has = |words: &str, edit: Edit<'_>| {
        let mut record = mine.clone();
        edit(record.attempts.last_mut().unwrap());
        let told = sentences(&record);
        assert!(told.iter().any(|s| s.contains(words)), "{words}: {told:?}");
    };
    has("封存码不符：记录为", &|a| a.seal = theirs.seal.clone());
    has("封存码不符：记录为", &|a| a.commitment = theirs.commitment);
    has("种子不符：记录为", &|a| a.seed = theirs.seed);
    has("随机码与封存的不符", &|a| a.nonce = theirs.nonce);
    has("抽中的检查对象中", &|a| a.outcome = theirs.outcome.clone());
    let mut record = mine.clone();
    record.attempts.remove(0);
    let told = sentences(&record);
    assert!(told.iter().any(|s| s.contains("抽取次数不连续")), "{told:?}");
    assert!(told.iter().any(|s| s.contains("与上一次抽取不衔接")), "{told:?}");
    record = Record { businesses: other.businesses.clone(), ..mine.clone() };
    assert!(sentences(&record).iter().any(|s| s.contains("没有封存的检查对象名录")));
}

/// A byte changed in any bit, as the worker answers: refused with a sentence, found, or a fact that nothing could show.
#[test]
fn a_changed_byte_is_answered() {
    let (mut refused, mut differs) = (0, 0);
    let (record, rng) = (rich(), &mut rng(1));
    let text = record.canonical();
    for at in (0..text.len()).step_by(7) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1 << rng.random_range(0..8);
        match told(&bytes) {
            Err(why) => {
                assert!(!why.is_empty());
                refused += 1;
            }
            Ok(report) => differs += usize::from(!report.is_clean()),
        }
    }
    assert!(refused > 100 && differs > 100, "{refused} {differs}");
}

/// A province's record is read and verified; one business of it forged is found and named.
#[test]
fn a_large_record() {
    let case = plain(50_000, 500);
    let (sealed, mut record) = (&case.sealed, case.record(case.drawn().unwrap()));
    assert!(told(record.to_json().as_bytes()).unwrap().is_clean());

    let drawn = &mut record.attempts[0].outcome.as_mut().unwrap().businesses;
    let left = sealed.businesses.iter().find(|b| !drawn.contains(&b.key)).unwrap().clone();
    let right = std::mem::replace(&mut drawn[250], left.key.clone());
    let told = sentences(&record);
    assert!(told.iter().any(|s| s.contains(&format!("不应有“{}”（{}）", left.name, left.key))), "{told:?}");
    assert!(told.iter().any(|s| s.contains(&format!("（{right}），记录中没有"))), "{told:?}");
}
