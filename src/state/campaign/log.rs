//! Every change of a campaign, each entry chained to the one before.

use super::log_act::LogAct;
use crate::model::{Digest, EntityKind, Stamp};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Every change of a campaign, each entry with the digest of the one before (行政处罚法 47: the whole process is
/// recorded). Of a long one all but the latest entries lie in parts: [`crate::state::Model::log`] has them all.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Log {
    /// The parts that hold the entries before, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Digest>,
    /// The latest entries, oldest first.
    #[serde(default)]
    entries: Vec<LogEntry>,
    /// The box that is being typed in; forgotten with the page.
    #[serde(skip)]
    typing: Option<Typing>,
}

/// The word for a roster in the detail of an entry.
pub(crate) const fn roster_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Business => "businesses",
        EntityKind::Officer => "officers",
    }
}

/// The last entry tells of typing that may still go on.
#[derive(Debug, Clone)]
struct Typing {
    /// Which box, as its path.
    place: String,
    since: Stamp,
}

/// Who types in a box for longer than this, in minutes, begins another entry.
const TYPING: i64 = 3;

impl PartialEq for Log {
    /// They tell the same; whether somebody is still typing is not told.
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts && self.entries == other.entries
    }
}

impl Eq for Log {}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// When.
    pub at: Stamp,
    /// What happened, as a fixed word: `create`, `plan`, `roster`, `seal`, …; [`LogEntry::kind`] knows it.
    pub act: String,
    /// The particulars.
    pub detail: Value,
    /// The digest of the entry before, null for the first.
    pub previous: Option<Digest>,
    /// SHA-256 of this entry's own JSON without this field.
    pub digest: Digest,
}

impl LogEntry {
    /// What happened; none where a newer program wrote what this one does not know.
    pub fn kind(&self) -> Option<LogAct> {
        LogAct::of(&self.act)
    }

    /// Whether it fits the chain after this entry.
    pub fn follows(&self, before: Option<&Self>) -> bool {
        let previous = before.map(|e| e.digest);
        self.previous == previous && self.digest == Self::digest_of(self.at, &self.act, &self.detail, previous)
    }

    fn digest_of(at: Stamp, act: &str, detail: &Value, previous: Option<Digest>) -> Digest {
        // serde_json's objects are ordered by key, so the text is canonical.
        Digest::of(json!({"at": at, "act": act, "detail": detail, "previous": previous}).to_string())
    }
}

impl Log {
    /// The last entry.
    pub fn last(&self) -> Option<&LogEntry> {
        self.entries.last()
    }

    /// The parts that hold the entries before those of the document, in order.
    pub fn parts(&self) -> &[Digest] {
        &self.parts
    }

    /// The latest entries, those of the document, oldest first.
    pub(crate) fn latest(&self) -> &[LogEntry] {
        &self.entries
    }

    /// The entries of the document that nothing can change any more: all but the last.
    pub(crate) fn settled(&self) -> &[LogEntry] {
        self.entries.split_last().map_or(&[], |(_, before)| before)
    }

    /// Whether they have the same settled entries.
    pub fn settled_alike(&self, other: &Self) -> bool {
        self.parts == other.parts && self.settled() == other.settled()
    }

    /// The settled entries lie in this part from now on.
    pub(crate) fn cut(&mut self, part: Digest) {
        self.parts.push(part);
        self.entries.drain(..self.entries.len().saturating_sub(1));
    }

    /// Adds an entry.
    pub(crate) fn push(&mut self, at: Stamp, act: LogAct, detail: Value) {
        let previous = self.entries.last().map(|e| e.digest);
        self.push_after(previous, at, act, detail);
    }

    fn push_after(&mut self, previous: Option<Digest>, at: Stamp, act: LogAct, detail: Value) {
        let act = act.word().to_owned();
        let digest = LogEntry::digest_of(at, &act, &detail, previous);
        self.entries.push(LogEntry { at, act, detail, previous, digest });
        self.typing = None;
    }

    /// Adds an entry of what was typed in a box, in place of the last while the same page goes on typing in the same box:
    /// a sentence is one change, not one a key. What anybody else may have seen is never replaced.
    pub(crate) fn push_typed(&mut self, at: Stamp, act: LogAct, place: Option<String>, detail: Value) {
        let goes_on = |t: &Typing| {
            let took = at - t.since;
            Some(&t.place) == place.as_ref() && TimeDelta::zero() <= took && took <= TimeDelta::minutes(TYPING)
        };
        let going_on = self.typing.take().filter(goes_on);
        let replaced = going_on.and_then(|typing| Some((typing, self.entries.pop_if(|e| e.kind() == Some(act))?)));
        let since = match replaced {
            // The one before it may lie in a part.
            Some((typing, entry)) => {
                self.push_after(entry.previous, at, act, detail);
                typing.since
            }
            None => {
                self.push(at, act, detail);
                at
            }
        };
        self.typing = place.map(|place| Typing { place, since });
    }

    /// The entries have been seen by another window or are in a backup: what is typed next is an entry of its own.
    pub(crate) fn settle(&mut self) {
        self.typing = None;
    }

    /// Whether typing may still change the last entry.
    pub(crate) const fn is_settled(&self) -> bool {
        self.typing.is_none()
    }
}

impl FromIterator<LogEntry> for Log {
    fn from_iter<I: IntoIterator<Item = LogEntry>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect(), ..Self::default() }
    }
}

/// The number, from 1, of the first entry of a whole log that does not fit the chain.
pub fn broken_at(log: &[&LogEntry]) -> Option<usize> {
    let before = [None].into_iter().chain(log.iter().copied().map(Some));
    log.iter().zip(before).position(|(e, before)| !e.follows(before)).map(|i| i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_entry_breaks_the_chain_there() {
        let at = Stamp::parse_from_rfc3339("2018-12-03T14:32:00+08:00").unwrap();
        let mut log = Log::default();
        for i in 0..4 {
            log.push(at, LogAct::Plan, json!({ "i": i }));
        }
        let broken = |log: &Log| broken_at(&log.entries.iter().collect::<Vec<_>>());
        assert_eq!(broken(&log), None);
        let mut other = log.clone();
        other.entries[2].detail = json!({"i": 9});
        assert_eq!(broken(&other), Some(3));
        log.entries.remove(1);
        assert_eq!(broken(&log), Some(2));
    }

    /// Who types changes the last entry only: what is before it need not be compared with its digests again.
    #[test]
    fn typing_leaves_what_is_settled_and_another_entry_does_not() {
        let at = Stamp::parse_from_rfc3339("2018-12-03T14:32:00+08:00").unwrap();
        let mut log = Log::default();
        log.push(at, LogAct::Create, json!({}));
        let typed = |log: &mut Log, text: &str| {
            log.push_typed(at, LogAct::Settings, Some("contact".into()), json!({ "contact": text }));
        };
        typed(&mut log, "李");
        let before = log.clone();
        typed(&mut log, "李某");
        assert!(log != before && log.settled_alike(&before));
        let [first, last] = &log.entries[..] else { panic!("one change") };
        assert!(last.follows(Some(first)) && !last.follows(None) && first.follows(None));
        log.push(at, LogAct::Plan, json!({}));
        assert!(!log.settled_alike(&before));
        let mut other = before.clone();
        other.entries[0].detail = json!({"i": 9});
        assert!(!other.settled_alike(&before));
    }
}
