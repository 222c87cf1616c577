//! The canonical JSON of protocol §2, against a slow writer that sorts the keys of any value.

use crate::common::cases::case;
use mingchou::draw::{Businesses, Officers, Outcome, SealedBusiness};
use mingchou::model::Digest;
use proptest::prelude::*;
use serde_json::{Value, json};

fn slow(value: &Value) -> String {
    let joined = |parts: Vec<String>| parts.join(",");
    match value {
        Value::Null => "null".into(),
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => n.as_u64().unwrap().to_string(),
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("[{}]", joined(items.iter().map(slow).collect())),
        Value::Object(map) => {
            let mut keys: Vec<_> = map.keys().collect();
            keys.sort_by(|a, b| a.chars().cmp(b.chars()));
            format!("{{{}}}", joined(keys.iter().map(|k| format!("{}:{}", quoted(k), slow(&map[*k]))).collect()))
        }
    }
}

/// RFC 8785, 3.2.2.2.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' => "\\\"".into(),
        '\\' => "\\\\".into(),
        '\u{8}' => "\\b".into(),
        '\t' => "\\t".into(),
        '\n' => "\\n".into(),
        '\u{c}' => "\\f".into(),
        '\r' => "\\r".into(),
        c if c < ' ' => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

proptest! {
    #[test]
    fn what_is_sealed_and_its_outcome(number: u64, text in "\\PC*|[\u{0}-\u{20}\"\\\\\u{7f}-\u{a0}\u{2028}ａ😀]*") {
        let mut case = case(number);
        if let Ok(drawn) = case.drawn() {
            prop_assert_eq!(drawn.outcome.canonical(), slow(&json!(drawn.outcome)));
        }
        // Texts that no seal may hold, but a stranger's does.
        let business = SealedBusiness { key: text.clone(), name: text.clone(), stratum: text.clone() };
        let businesses = Businesses::new(case.sealed.businesses.iter().cloned().chain([business]).collect());
        prop_assert_eq!(businesses.digest(), Digest::of(slow(&json!(businesses))));
        let Officers { officers, recusals, salt } = (*case.sealed.officers).clone();
        let officers = Officers::new(officers, recusals.into_iter().chain([(text.clone(), text.clone())]).collect(), salt);
        prop_assert_eq!(officers.digest(), Digest::of(slow(&json!(officers))));
        case.sealed.seal.campaign.title = text.clone();
        case.sealed.seal.departments[0].strata = Some(vec![text]);
        prop_assert_eq!(case.sealed.commitment(), Digest::of(slow(&json!(case.sealed.seal))));
    }
}

/// U+FF41 comes before U+1F600 by code point, after it by UTF-16 unit.
#[test]
fn the_keys_of_an_outcome_stand_in_code_point_order() {
    let names = ["县局", "😀局", "ａ局"].map(String::from);
    let outcome = Outcome {
        businesses: vec![],
        officers: Some(names.into_iter().map(|name| (name, vec![])).collect()),
        round: 0,
        teams: vec![],
    };
    let text = outcome.canonical();
    assert!(text.find("ａ局").unwrap() < text.find("😀局").unwrap(), "{text}");
}
