//! Every vector of the protocol is reproduced exactly. An output that changes is a new protocol.

use mingchou::draw::{Manifest, check_vector, impossibilities, is_vector};

fn vectors() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = paths.filter(|p| p.extension().is_some_and(|e| e == "json"));
    json.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(p).unwrap())).collect()
}

#[test]
fn every_vector_is_reproduced() {
    let all = vectors();
    assert_eq!(all.len(), 9);
    for (name, json) in all {
        println!("{}", check_vector(&json).unwrap_or_else(|e| panic!("{name}: {e}")));
    }
}

/// The page tells a vector from a record and from what is neither.
#[test]
fn a_vector_is_told_from_a_record() {
    assert!(vectors().iter().all(|(_, json)| is_vector(json)));
    let record = r#"{"protocol":"mingchou/1","name":"","about":"","manifest":{},"normal_key":[]}"#;
    for other in [record, r#"{"manifest":{}}"#, "{}", "[]", "", "{"] {
        assert!(!is_vector(other), "{other}");
    }
}

/// The check would notice: each output is spoilt in turn.
#[test]
fn a_vector_with_one_output_changed_is_not_reproduced() {
    for (name, json) in vectors().into_iter().filter(|(name, _)| name != "keys.json") {
        let vector: serde_json::Value = serde_json::from_str(&json).unwrap();
        for output in ["commitment", "seed", "outcome", "reserve", "substitutions", "refused"] {
            let mut spoilt = vector.clone();
            let Some(part) = spoilt.get_mut(output).filter(|v| v.as_array().is_none_or(|a| !a.is_empty())) else {
                continue;
            };
            spoil(part);
            assert!(check_vector(&spoilt.to_string()).is_err(), "{name}: {output}");
        }
    }
}

fn spoil(value: &mut serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::Array(items) => match items.first_mut() {
            Some(Value::String(_)) => drop(items.pop()),
            Some(first) => spoil(first),
            None => items.push("".into()),
        },
        Value::Object(map) => match map.get_mut("in") {
            Some(incoming) => *incoming = "?".into(),
            None => map.values_mut().next_back().into_iter().for_each(spoil),
        },
        Value::String(text) if text.len() == 64 => *text = "0".repeat(64),
        other => *other = Value::Null,
    }
}

#[test]
fn what_can_never_work_is_named_before_sealing() {
    let of = |name: &str| {
        let json = vectors().into_iter().find(|(n, _)| n == name).unwrap().1;
        let vector: serde_json::Value = serde_json::from_str(&json).unwrap();
        let manifest: Manifest = serde_json::from_value(vector["manifest"].clone()).unwrap();
        impossibilities(&manifest).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let officers = of("refused-officers.json");
    assert!(officers[0].contains("“县交通运输局”要抽8名执法人员，名录中只有3名"), "{officers:?}");
    let recusals = of("refused-recusals.json");
    assert!(recusals[0].contains("91640221F48LC0450L") && recusals[0].contains("宁C000000"), "{recusals:?}");
}
