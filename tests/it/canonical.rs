//! The canonical JSON of protocol §2, against a slow writer that sorts the keys of any value.

use crate::common::cases::case;
use mingchou::draw::draw;
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
    fn a_manifest_and_its_outcome(number: u64, text in "\\PC*|[\u{0}-\u{20}\"\\\\\u{7f}-\u{a0}\u{2028}ａ😀]*") {
        let mut case = case(number);
        if let Ok(drawn) = draw(&case.manifest, case.seed()) {
            prop_assert_eq!(drawn.outcome.canonical(), slow(&json!(drawn.outcome)));
        }
        // Texts that no manifest may hold, but a stranger's does.
        case.manifest.campaign.title = text.clone();
        case.manifest.departments[0].strata = Some(vec![text]);
        let expected = slow(&json!(case.manifest));
        prop_assert_eq!(case.manifest.commitment(), Digest::of(&expected));
        prop_assert_eq!(case.manifest.canonical(), expected);
    }
}

/// U+FF41 comes before U+1F600 by code point, after it by UTF-16 unit.
#[test]
fn the_keys_of_an_outcome_stand_in_code_point_order() {
    let mut case = case(1);
    case.manifest.departments.truncate(1);
    let one = case.manifest.departments[0].clone();
    for name in ["😀局", "ａ局"] {
        case.manifest.departments.push(mingchou::draw::SealedDepartment { name: name.into(), ..one.clone() });
    }
    let outcome = mingchou::draw::Outcome {
        businesses: vec![],
        officers: case.manifest.departments.iter().map(|d| (d.name.clone(), vec![])).collect(),
        teams: vec![],
    };
    let text = outcome.canonical();
    assert!(text.find("ａ局").unwrap() < text.find("😀局").unwrap(), "{text}");
}
