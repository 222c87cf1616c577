//! The names of what was sealed.

use crate::draw::Sealed;
use crate::model::ToMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Names by key, as sealed.
pub struct SealedNames<'a>(BTreeMap<&'a str, Cow<'a, str>>);

impl<'a> SealedNames<'a> {
    pub fn of(sealed: &'a Sealed) -> Self {
        let businesses = sealed.businesses.iter().map(|b| (b.key.as_str(), b.name.as_str()));
        let all =
            || businesses.clone().chain(sealed.officers.officers.iter().map(|o| (o.key.as_str(), o.name.as_str())));
        let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
        all().for_each(|(_, name)| *bearers.entry(name).or_default() += 1);
        // Two of one name are told apart by their numbers.
        let told = |(key, name): (&'a str, &'a str)| match bearers.get(name) {
            Some(2..) if key != name => (key, Cow::Owned(format!("{name}（{key}）"))),
            _ => (key, Cow::Borrowed(name)),
        };
        Self(all().map(told).to_map())
    }

    pub fn get<'b>(&'b self, key: &'b str) -> &'b str {
        self.0.get(key).map_or(key, |name| name)
    }
}
