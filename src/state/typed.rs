//! What is typed into boxes: one clean line of it, the names in it, and in which box it was.

use crate::json;
use crate::model::{Inspection, ToMap, is_hidden, without_unseen};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// One line without characters that show nothing at its ends or inside: what may be hashed (protocol §2).
pub(crate) fn clean(text: &str) -> String {
    let shown = without_unseen(text);
    let spaced: String =
        shown.chars().filter(|c| !is_hidden(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

/// The names of people in what was typed: 王某、赵某.
pub(crate) fn names(text: &str) -> Vec<String> {
    let names = text.split(['、', '，', ',', '；', ';']).map(clean);
    names.filter(|name| !name.is_empty()).collect()
}

/// The path to the only text or number that differs.
pub(crate) fn only_box<T: Serialize>(was: &T, now: &T) -> Option<String> {
    let mut found = Vec::new();
    differences(&json::to_value(was).ok()?, &json::to_value(now).ok()?, String::new(), &mut found);
    match <[(String, bool); 1]>::try_from(found) {
        Ok([(path, true)]) => Some(path),
        _ => None,
    }
}

/// The path to each value that differs, and whether it can be typed on both sides.
fn differences(a: &Value, b: &Value, path: String, found: &mut Vec<(String, bool)>) {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            for (key, value) in a {
                differences(value, &b[key], format!("{path}/{key}"), found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (place, (a, b)) in a.iter().zip(b).enumerate() {
                differences(a, b, format!("{path}/{place}"), found);
            }
        }
        _ if a != b => found.push((path, (a.is_string() && b.is_string()) || (a.is_number() && b.is_number()))),
        _ => {}
    }
}

/// The only box of what was found at a business that differs. A finding without words is no entry of the list, so that its
/// first key makes one.
pub(crate) fn only_box_of(was: &Inspection, now: &Inspection) -> Option<String> {
    // Nor is a rectification of which nothing is said.
    let rest = |i: &Inspection| {
        let rectification = Some(i.rectification.clone().unwrap_or_default());
        Inspection { findings: Vec::new(), rectification, ..i.clone() }
    };
    let words = |i: &Inspection| -> BTreeMap<(String, String, bool), String> {
        let both = |f: &crate::model::Finding| {
            let key = |handling| (f.department.clone(), f.item.clone(), handling);
            [(key(false), f.problem.clone()), (key(true), f.handling.clone())]
        };
        i.findings.iter().flat_map(both).filter(|(_, text)| !text.is_empty()).to_map()
    };
    let (a, b) = (words(was), words(now));
    let mut differ = a.keys().chain(b.keys()).filter(|key| a.get(*key) != b.get(*key));
    match differ.next() {
        None => only_box(&rest(was), &rest(now)),
        Some(key) => (rest(was) == rest(now) && differ.all(|other| other == key))
            .then(|| format!("findings/{}/{}/{}", key.0, key.1, key.2)),
    }
}
