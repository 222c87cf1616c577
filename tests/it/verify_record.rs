//! A record that was drawn verifies; a record with any single change does not.

use crate::common::cases::{at, case, record};
use mingchou::draw::*;
use mingchou::model::Digest;
use proptest::prelude::*;
use serde_json::Value;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_drawn_is_verified(number: u64) {
        if let Some(record) = record(number) {
            let verification = verify(&record);
            prop_assert!(verification.is_clean(), "{:?}", verification.differences().collect::<Vec<_>>());
            prop_assert_eq!(verification.checks.len(), 6);
            prop_assert_eq!(Record::parse(&record.to_json()), Ok(record));
        }
    }
}

/// Where each text, number and null of the record stands.
fn leaves(value: &Value, path: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| leaves(v, format!("{path}/{k}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, v)| leaves(v, format!("{path}/{i}"), found)),
        _ => found.push(path),
    }
}

/// What no recomputation can know: why, who approved, when, and who had to leave; what was said in an attempt that
/// never came to a seed.
fn is_a_fact(path: &str, record: &Record) -> bool {
    let told = ["/reason", "/approved_by", "/at"].iter().any(|end| path.ends_with(end));
    let left = path.starts_with("/substitutions/") && path.ends_with("/out");
    let unsealed = record.voided.iter().enumerate().any(|(i, v)| {
        v.seed.is_none() && path.starts_with(&format!("/voided/{i}/contributions")) && path.ends_with("/value")
    });
    // An attempt voided before its seed may or may not have opened its nonce.
    let absent = path.starts_with("/voided/") && ["/nonce", "/seed", "/outcome"].iter().any(|end| path.ends_with(end));
    told || left || unsealed || absent
}

fn change(leaf: &mut Value) {
    *leaf = match leaf {
        Value::String(text) if text.len() >= 32 && text.bytes().all(|c| c.is_ascii_hexdigit()) => {
            let first = if text.starts_with('0') { "1" } else { "0" };
            format!("{first}{}", &text[1..]).into()
        }
        Value::String(text) => format!("{text}1").into(),
        Value::Number(n) => (n.as_u64().unwrap() + 1).into(),
        Value::Null => 1.into(),
        other => panic!("{other}"),
    }
}

fn is_verified(json: &Value) -> bool {
    Record::parse(&json.to_string()).is_ok_and(|record| verify(&record).is_clean())
}

#[test]
fn any_single_change_is_found() {
    let mut changes = 0;
    for (number, record) in (0..60).filter_map(|n| Some((n, record(n)?))) {
        let json = serde_json::to_value(&record).unwrap();
        assert!(is_verified(&json));
        let mut paths = Vec::new();
        leaves(&json, String::new(), &mut paths);
        for path in paths.iter().filter(|path| !is_a_fact(path, &record)) {
            let mut changed = json.clone();
            change(changed.pointer_mut(path).unwrap());
            assert!(!is_verified(&changed), "{number}: {path}");
            changes += 1;
        }
    }
    assert!(changes > 2000, "{changes}");
}

/// Every key of the record and of its parts is required, null or not.
#[test]
fn no_key_may_be_missing_or_added() {
    for record in (0..12).filter_map(record) {
        let json = serde_json::to_value(&record).unwrap();
        let mut paths = Vec::new();
        leaves(&json, String::new(), &mut paths);
        for (parent, key) in paths.iter().filter_map(|p| p.rsplit_once('/')) {
            let mut changed = json.clone();
            let Some(map) = changed.pointer_mut(parent).unwrap().as_object_mut() else { continue };
            map.remove(key);
            assert!(Record::parse(&changed.to_string()).is_err(), "{parent} without {key}");
            let mut changed = json.clone();
            changed.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert("more".into(), 1.into());
            assert!(Record::parse(&changed.to_string()).is_err(), "{parent} with more");
        }
    }
}

/// One that every seed draws.
fn drawn_case() -> (Record, u64) {
    let easy = |r: &Record| {
        let m = &r.manifest;
        r.voided.is_empty()
            && r.outcome.teams.len() > 1
            && !r.outcome.businesses.is_empty()
            && m.recusals.is_empty()
            && m.departments.iter().all(|d| d.cap.is_none())
    };
    (0..).find_map(|n| Some((record(n)?, n)).filter(|(r, _)| easy(r))).unwrap()
}

fn sentences(record: &Record) -> String {
    verify(record).differences().map(|d| d.to_string() + "\n").collect()
}

#[test]
fn a_difference_names_whom_it_concerns() {
    let (sound, _) = drawn_case();
    let out = sound.outcome.businesses[0].clone();
    let name = sound.manifest.businesses.iter().find(|b| b.key == out).unwrap().name.clone();

    let mut swapped = sound.clone();
    swapped.outcome.businesses[0] = "别家".into();
    let told = sentences(&swapped);
    assert!(told.contains(&format!("抽中的市场主体中应有“{name}”（{out}），记录中没有")), "{told}");
    assert!(told.contains("抽中的市场主体中不应有“别家”，记录中却有"), "{told}");

    let mut doubled = sound.clone();
    doubled.outcome.businesses.push(out.clone());
    assert!(sentences(&doubled).contains(&format!("不应有“{name}”（{out}）")));

    let mut resealed = sound.clone();
    resealed.manifest.campaign.title.push('改');
    resealed.commitment = resealed.manifest.commitment();
    let told = sentences(&resealed);
    assert!(told.starts_with("种子不符"), "{told}");
}

/// Voided in every state, the last without assignment.
#[test]
fn the_chain_of_attempts_is_followed() {
    let (sound, number) = drawn_case();
    let mut chained = sound.clone();
    let first = case(number);
    let void = |seeded: bool| VoidedAttempt {
        manifest: first.manifest.clone(),
        commitment: first.manifest.commitment(),
        nonce: seeded.then_some(first.nonce),
        contributions: if seeded { first.contributions.clone() } else { Vec::new() },
        seed: seeded.then(|| first.seed()),
        outcome: None,
        reason: "名录有误".into(),
        approved_by: "县长".into(),
        at: at(),
    };
    chained.voided = vec![void(false)];
    let told = sentences(&chained);
    assert!(told.contains("应是第2次，封存内容写的是第1次") && told.contains("封存码不衔接"), "{told}");

    chained.manifest.campaign.attempt = 2;
    chained.manifest.previous = Some(chained.voided[0].commitment);
    chained.commitment = chained.manifest.commitment();
    chained.seed = seed(&chained.commitment, &chained.nonce, &chained.contributions);
    chained.substitutions.clear();
    chained.outcome = draw(&chained.manifest, chained.seed).unwrap().outcome;
    assert_eq!(sentences(&chained), "");
    assert!(verify(&chained).remarks.is_empty());

    // After the seed, but without the outcome that it leads to: no difference, but told.
    chained.voided = vec![void(true)];
    assert_eq!(sentences(&chained), "");
    assert_eq!(verify(&chained).remarks.len(), 1);
    chained.voided[0].seed = None;
    assert_eq!((sentences(&chained).as_str(), verify(&chained).remarks.len()), ("", 1));

    chained.voided[0].outcome = Some(sound.outcome.clone());
    assert!(sentences(&chained).contains("作废的第1次抽取：记录了抽取结果，却没有种子"));
    chained.voided[0] = void(true);
    chained.voided[0].nonce = None;
    assert!(sentences(&chained).contains("种子无从核对"));
    chained.voided[0] = void(false);
    chained.voided[0].reason = " ".into();
    assert!(sentences(&chained).contains("作废的第1次抽取：作废没有写明原因"));
}

#[test]
fn an_attempt_without_assignment_is_void_by_rule() {
    let refused = (0..).map(case).find(|c| draw(&c.manifest, c.seed()).is_err_and(|r| r.depends_on_seed())).unwrap();
    let (mut next, _) = drawn_case();
    let void = VoidedAttempt {
        commitment: refused.manifest.commitment(),
        nonce: Some(refused.nonce),
        contributions: refused.contributions.clone(),
        seed: Some(refused.seed()),
        outcome: None,
        reason: "没有可行的分组，按规则作废".into(),
        approved_by: "联席会议".into(),
        at: at(),
        manifest: refused.manifest.clone(),
    };
    let differences = |record: &Record| -> Vec<String> {
        verify(record).differences().map(ToString::to_string).filter(|d| d.starts_with("作废的")).collect()
    };
    next.voided = vec![void];
    assert_eq!(differences(&next), Vec::<String>::new());
    assert!(verify(&next).remarks.is_empty());
    // An outcome where there is none.
    next.voided[0].outcome = Some(next.outcome.clone());
    assert!(differences(&next)[0].contains("按种子不应有抽取结果"));
}

#[test]
fn a_text_that_is_no_record_is_told_what_it_is() {
    let (sound, _) = drawn_case();
    let json = sound.to_json();
    let manifest = serde_json::to_string(&sound.manifest).unwrap();
    let without_nonce = json.replacen("\"nonce\"", "\"nonze\"", 1);
    let texts = [
        ("", "内容是空的"),
        (" \u{feff}\n", "第1行第2列处不合JSON格式"),
        (&json[..json.len() / 2], "记录不完整，在第"),
        ("企业名称,代码\n", "第1行第1列处不合JSON格式"),
        ("{\"a\": 01}", "不合JSON格式"),
        ("[1, 2]", "但不是抽取记录"),
        ("{\"protocol\": 1}", "但不是抽取记录"),
        (manifest.as_str(), "这只是封存内容"),
        (&json.replacen("mingchou/1", "mingchou/2", 1), "按“mingchou/2”协议生成"),
        (&json.replacen("\"protocol\"", "\"seed\": \"\", \"protocol\"", 1), "同一处写了两个“seed”"),
        (&without_nonce, "“nonce”部分有误：缺少这一部分"),
        (&json.replacen("\"attempt\": 1", "\"attempt\": 99999999999", 1), "“manifest”部分有误"),
        (&json.replacen("\"attempt\": 1", "\"attempt\": 1.0", 1), "“manifest”部分有误"),
        (&"[".repeat(100_000), "不合JSON格式"),
    ];
    for (text, sentence) in texts {
        let fault = Record::parse(text).unwrap_err().to_string();
        assert!(fault.contains(sentence), "{fault}");
    }
    assert_eq!(Record::parse(&format!("\u{feff}{json}")), Ok(sound));
}

/// Numbers from strangers: nothing overflows, nothing panics, nothing takes memory by the number.
#[test]
fn absurd_numbers_are_refused() {
    for number in 0..40 {
        let sound = case(number).manifest;
        let edits: [fn(&mut Manifest); 9] = [
            |m| m.departments[0].per_team = u32::MAX,
            |m| m.departments[0].per_team = 0,
            |m| m.matching = MatchingRule { mode: Mode::Teams, teams: Some(u32::MAX) },
            |m| m.matching = MatchingRule { mode: Mode::Teams, teams: None },
            |m| m.strata[0].sample = u32::MAX,
            |m| m.strata.clear(),
            |m| m.departments.clear(),
            |m| m.officers.clear(),
            |m| m.campaign.attempt = 0,
        ];
        for edit in edits {
            let mut manifest = sound.clone();
            edit(&mut manifest);
            let _ = (impossibilities(&manifest), manifest.check());
            let rehearsal = rehearse(&manifest, [Digest::of("1")], |_| {});
            let drawn = draw(&manifest, Digest::of("1"));
            assert_eq!(rehearsal.without_assignment, u32::from(drawn.is_err()));
        }
        let mut capped = sound.clone();
        capped.departments.iter_mut().for_each(|d| d.cap = Some(u32::MAX));
        capped.matching = MatchingRule { mode: Mode::PerBusiness, teams: None };
        let _ = draw(&capped, Digest::of("1"));
    }
}
