//! The same entry twice, and the same name under another code.

use crate::model::{Source, normal_key};
use crate::roster::checks::findings::Findings;
use crate::roster::field::Field;
use crate::roster::problem::kinds::of_both::EntryProblem;
use std::collections::HashMap;

/// What the check needs to know of an entry.
pub(crate) struct KeyedEntry<'a> {
    pub source: &'a Source,
    /// Its key in the draw (protocol §2).
    pub key: String,
    /// Its name; for an officer with the department.
    pub name: String,
    pub code: &'a str,
}

/// How the check speaks of entries.
pub(crate) struct EntryTerms {
    pub name: Field,
    pub code: Field,
    /// 市场主体, 执法人员.
    pub noun: &'static str,
}

/// A duplicate key is an error (protocol §2); the same name with another code a warning.
pub(crate) fn check(entries: &[KeyedEntry<'_>], words: &EntryTerms, findings: &mut Findings<'_>) {
    let mut keys: HashMap<&str, &KeyedEntry<'_>> = HashMap::new();
    let mut names: HashMap<String, &KeyedEntry<'_>> = HashMap::new();
    let mut codes: HashMap<String, &KeyedEntry<'_>> = HashMap::new();
    for entry in entries.iter().filter(|entry| !entry.key.is_empty() && !entry.name.is_empty()) {
        if let Some(first) = keys.get(entry.key.as_str()) {
            duplicate(first, entry, words, findings);
            continue;
        }
        keys.insert(&entry.key, entry);
        let code = normal_key(entry.code);
        match codes.get(&code).filter(|_| !code.is_empty()) {
            Some(first) => same_code(first, entry, words, findings),
            None => drop(codes.insert(code, entry)),
        }
        let name = normal_key(&entry.name);
        match names.get(&name) {
            Some(first) => same_name(first, entry, words, findings),
            None => drop(names.insert(name, entry)),
        }
    }
}

/// 第5行, with its sheet when the other entry stands on another.
fn row(entry: &KeyedEntry<'_>, other: &KeyedEntry<'_>) -> String {
    let Source { sheet, row } = entry.source;
    if *sheet == other.source.sheet { format!("第{row}行") } else { format!("“{sheet}”第{row}行") }
}

fn rows(first: &KeyedEntry<'_>, second: &KeyedEntry<'_>) -> [String; 2] {
    [row(second, first), row(first, second)]
}

fn duplicate(first: &KeyedEntry<'_>, second: &KeyedEntry<'_>, words: &EntryTerms, findings: &mut Findings<'_>) {
    let (field, found) =
        if second.code.is_empty() { (words.name, second.name.as_str()) } else { (words.code, second.code) };
    let named = if normal_key(&first.name) == normal_key(&second.name) {
        format!("“{}”", second.name)
    } else {
        format!("“{}”和“{}”", first.name, second.name)
    };
    let problem = EntryProblem::Duplicate { rows: rows(first, second), named, field, noun: words.noun };
    findings.add((second.source, field), found, &problem);
}

fn same_code(first: &KeyedEntry<'_>, second: &KeyedEntry<'_>, words: &EntryTerms, findings: &mut Findings<'_>) {
    let (field, names) = (words.code, [second.name.as_str(), first.name.as_str()]);
    let problem = EntryProblem::SameCode { rows: rows(first, second), names, field, noun: words.noun };
    findings.add((second.source, field), second.code, &problem);
}

fn same_name(first: &KeyedEntry<'_>, second: &KeyedEntry<'_>, words: &EntryTerms, findings: &mut Findings<'_>) {
    let (name, codes) = (second.name.as_str(), [second.code, first.code]);
    let problem =
        EntryProblem::SameName { rows: rows(first, second), name, field: words.code, codes, noun: words.noun };
    findings.add((second.source, words.name), name, &problem);
}
