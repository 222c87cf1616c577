//! Every vector of `mingchou/2` is reproduced exactly. An output that changes is a new protocol.

use mingchou::draw::{VectorCase, check_vector, is_vector};
use serde_json::Value;

fn vectors() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = paths.filter(|p| p.extension().is_some_and(|e| e == "json"));
    json.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(p).unwrap())).collect()
}

fn vector(name: &str) -> Value {
    let (_, json) = vectors().into_iter().find(|(n, _)| n == name).unwrap();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn every_vector_is_reproduced() {
    let (mut files, mut cases, mut wrong) = (0, 0, Vec::new());
    for (name, json) in vectors() {
        files += 1;
        for VectorCase { name: case, reproduced } in check_vector(&json).unwrap_or_else(|e| panic!("{name}: {e}")) {
            println!("{name} {case}: {reproduced:?}");
            cases += 1;
            wrong.extend(reproduced.err().map(|e| format!("{name} {case}: {e}")));
        }
    }
    assert_eq!((files, wrong), (20, Vec::<String>::new()));
    assert!(cases > 160, "{cases}");
}

/// The page tells a vector from a record and from what is neither.
#[test]
fn a_vector_is_told_from_a_record() {
    assert!(vectors().iter().all(|(_, json)| is_vector(json)));
    let record = r#"{"protocol":"mingchou/2","about":"","name":"","sealed":{},"nonce":"","contributions":[]}"#;
    for other in [record, r#"{"sealed":{}}"#, r#"{"about":""}"#, "{}", "[]", "", "{"] {
        assert!(!is_vector(other) && check_vector(other).is_err(), "{other}");
    }
}

/// The check would notice: each output is spoilt in turn.
#[test]
fn a_vector_with_one_output_changed_is_not_reproduced() {
    let mut spoilt_outputs = 0;
    for (name, json) in vectors().into_iter().filter(|(name, _)| name.starts_with("draw-")) {
        let vector: Value = serde_json::from_str(&json).unwrap();
        for output in ["commitment", "seed", "outcome", "reserve", "substitutions", "refused"] {
            let mut spoilt = vector.clone();
            let Some(part) = spoilt.get_mut(output).filter(|v| v.as_array().is_none_or(|a| !a.is_empty())) else {
                continue;
            };
            if output == "commitment" && vector.get("refused").is_some() {
                continue;
            }
            spoil(part);
            let cases = check_vector(&spoilt.to_string());
            assert!(cases.is_err() || cases.unwrap()[0].reproduced.is_err(), "{name}: {output}");
            spoilt_outputs += 1;
        }
    }
    assert!(spoilt_outputs > 60, "{spoilt_outputs}");
}

fn spoil(value: &mut Value) {
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

/// A record that is tampered with is never reproduced as a sound one, and the other way round.
#[test]
fn sound_and_tampered_records_are_told_apart() {
    let (mut sound, mut tampered) = (vector("records.json"), vector("tampered.json"));
    for record in tampered["records"].as_array_mut().unwrap() {
        record["officers_withheld"] = false.into();
        record["remarks"] = 0.into();
    }
    for record in sound["records"].as_array_mut().unwrap() {
        record.as_object_mut().unwrap().remove("remarks");
    }
    for file in [sound, tampered] {
        let cases = check_vector(&file.to_string()).unwrap();
        assert!(cases.len() > 10 && cases.iter().all(|c| c.reproduced.is_err()));
    }
}
