use crate::model::{Digest, Stamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Every change of a campaign, each entry with the digest of the one before (行政处罚法 47: the whole process is
/// recorded).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Log(Vec<Entry>);

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Stamp,
    /// What happened, as a fixed word: `create`, `plan`, `roster`, `seal`, …
    pub act: String,
    /// The particulars.
    pub detail: Value,
    /// The digest of the entry before, null for the first.
    pub previous: Option<Digest>,
    /// SHA-256 of this entry's own JSON without this field.
    pub digest: Digest,
}

impl Entry {
    fn digest_of(at: Stamp, act: &str, detail: &Value, previous: Option<Digest>) -> Digest {
        // serde_json's objects are ordered by key, so the text is canonical.
        Digest::of(json!({"at": at, "act": act, "detail": detail, "previous": previous}).to_string())
    }
}

impl Log {
    /// The entries, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// Adds an entry.
    pub(super) fn push(&mut self, at: Stamp, act: &str, detail: Value) {
        let previous = self.0.last().map(|e| e.digest);
        let digest = Entry::digest_of(at, act, &detail, previous);
        self.0.push(Entry { at, act: act.to_owned(), detail, previous, digest });
    }

    /// Adds an entry in place of the last when that was the same kind of act: typing is one change, not one a key.
    pub(super) fn push_merged(&mut self, at: Stamp, act: &str, detail: Value) {
        if self.0.last().is_some_and(|e| e.act == act) {
            self.0.pop();
        }
        self.push(at, act, detail);
    }

    /// [`Log::push_merged`], but only when the last is about the same, too: the same value under `key`.
    pub(super) fn push_merged_of(&mut self, at: Stamp, act: &str, key: &str, detail: Value) {
        if self.0.last().is_some_and(|e| e.act == act && e.detail.get(key) == detail.get(key)) {
            self.0.pop();
        }
        self.push(at, act, detail);
    }

    /// The number, from 1, of the first entry that does not fit the chain.
    pub fn broken_at(&self) -> Option<usize> {
        let mut previous = None;
        for (i, e) in self.0.iter().enumerate() {
            if e.previous != previous || e.digest != Entry::digest_of(e.at, &e.act, &e.detail, previous) {
                return Some(i + 1);
            }
            previous = Some(e.digest);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_entry_breaks_the_chain_there() {
        let at = Stamp::parse_from_rfc3339("2018-12-03T14:32:00+08:00").unwrap();
        let mut log = Log::default();
        for i in 0..4 {
            log.push(at, "plan", json!({ "i": i }));
        }
        assert_eq!(log.broken_at(), None);
        let mut other = log.clone();
        other.0[2].detail = json!({"i": 9});
        assert_eq!(other.broken_at(), Some(3));
        log.0.remove(1);
        assert_eq!(log.broken_at(), Some(2));
    }
}
