//! The same entry twice, and the same name under another code.

use crate::model::Source;
use crate::roster::checks::findings::Findings;
use crate::roster::field::Field;
use crate::roster::problem::kinds::of_both::EntryProblem;
use crate::text::plain;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};

/// What the check needs to know of an entry.
pub(crate) struct KeyedEntry<'a> {
    pub source: &'a Source,
    /// Its key in the draw (protocol §2).
    pub key: Cow<'a, str>,
    /// Its name; for an officer with the department.
    pub name: Cow<'a, str>,
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
    let mut keys: HashMap<&str, &KeyedEntry<'_>> = HashMap::with_capacity(entries.len());
    let mut names: HashMap<Cow<'_, str>, &KeyedEntry<'_>> = HashMap::with_capacity(entries.len());
    let mut codes: HashMap<Cow<'_, str>, &KeyedEntry<'_>> = HashMap::new();
    for entry in entries.iter().filter(|entry| !entry.key.is_empty() && !entry.name.is_empty()) {
        match keys.entry(&entry.key) {
            Vacant(place) => drop(place.insert(entry)),
            Occupied(first) => {
                duplicate(first.get(), entry, words, findings);
                continue;
            }
        }
        let code = plain::key(entry.code);
        // A code that is the key is no other's.
        if !code.is_empty() && code != entry.key {
            match codes.entry(code) {
                Vacant(place) => drop(place.insert(entry)),
                Occupied(first) => same_code(first.get(), entry, words, findings),
            }
        }
        match names.entry(plain::key(&entry.name)) {
            Vacant(place) => drop(place.insert(entry)),
            Occupied(first) => same_name(first.get(), entry, words, findings),
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
    let (field, found) = if second.code.is_empty() { (words.name, &*second.name) } else { (words.code, second.code) };
    let named = if plain::key(&first.name) == plain::key(&second.name) {
        format!("“{}”", second.name)
    } else {
        format!("“{}”和“{}”", first.name, second.name)
    };
    let problem = EntryProblem::Duplicate { rows: rows(first, second), named, field, noun: words.noun };
    findings.add((second.source, field), found, &problem);
}

fn same_code(first: &KeyedEntry<'_>, second: &KeyedEntry<'_>, words: &EntryTerms, findings: &mut Findings<'_>) {
    let (field, names) = (words.code, [&*second.name, &*first.name]);
    let problem = EntryProblem::SameCode { rows: rows(first, second), names, field, noun: words.noun };
    findings.add((second.source, field), second.code, &problem);
}

fn same_name(first: &KeyedEntry<'_>, second: &KeyedEntry<'_>, words: &EntryTerms, findings: &mut Findings<'_>) {
    let (name, codes) = (&*second.name, [second.code, first.code]);
    let problem =
        EntryProblem::SameName { rows: rows(first, second), name, field: words.code, codes, noun: words.noun };
    findings.add((second.source, words.name), name, &problem);
}
