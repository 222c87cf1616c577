//! Reading JSON from strangers (protocol §2 and §9), stricter than serde_json alone: exactly the keys of the protocol, each
//! once; an object is an object and no array; a number is an integer below 2³¹; no byte-order mark.
//!
//! [`Strict`] stands between serde_json and the types. What it refuses, and what they do, becomes a typed fault with its
//! place, which is gathered on the way out.

use super::read_fault::{ReadFault, Step, What};
pub use super::record_fault::RecordFault;
use super::seal::NUMBER_LIMIT;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

/// Reads a value of the protocol.
///
/// # Errors
/// [`RecordFault`] for anything that is not exactly one.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, RecordFault> {
    let mut json = serde_json::Deserializer::from_str(text);
    let read = T::deserialize(Strict(&mut json)).and_then(|value| json.end().map(|()| value).map_err(syntax));
    read.map_err(|fault| RecordFault::of(text, fault))
}

/// What serde_json refused, or a deserializer above it after the fault was noted.
fn syntax<E>(_: E) -> ReadFault {
    What::Syntax.into()
}

type Note<'c> = &'c Cell<Option<ReadFault>>;

/// A value that is about to be read.
struct Strict<D>(D);

impl<'de, D: Deserializer<'de>> Strict<D> {
    fn watch<V: Visitor<'de>>(self, visitor: V, form: Form) -> Result<V::Value, ReadFault> {
        let note = Cell::new(None);
        self.0
            .deserialize_any(Watch { visitor, form, note: &note })
            .map_err(|e| note.take().unwrap_or_else(|| syntax(e)))
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<D> {
    type Error = ReadFault;

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct identifier ignored_any
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        self.watch(visitor, Form::Any)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        let note = Cell::new(None);
        let watch = Watch { visitor, form: Form::Any, note: &note };
        self.0.deserialize_option(watch).map_err(|e| note.take().unwrap_or_else(|| syntax(e)))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, ReadFault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadFault> {
        self.watch(visitor, Form::Map)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadFault> {
        self.watch(Fields(visitor), Form::Any)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadFault> {
        self.watch(Named(visitor), Form::Any)
    }
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Any,
    /// An object with keys of its own, of which none may stand twice.
    Map,
}

/// Hands on what it visits, the values within it watched as well.
struct Watch<'c, V> {
    visitor: V,
    form: Form,
    note: Note<'c>,
}

impl<'de, V: Visitor<'de>> Watch<'_, V> {
    fn pass<E: Error>(self, visit: impl FnOnce(V) -> Result<V::Value, ReadFault>) -> Result<V::Value, E> {
        let note = self.note;
        visit(self.visitor).map_err(|fault| noted(note, fault))
    }
}

fn noted<E: Error>(note: Note<'_>, fault: ReadFault) -> E {
    note.set(Some(fault));
    E::custom("")
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Watch<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<V::Value, E> {
        self.pass(|v| v.visit_bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        let right = value < u64::from(NUMBER_LIMIT);
        self.pass(|v| if right { v.visit_u64(value) } else { Err(What::Number.into()) })
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<V::Value, E> {
        self.pass(|_| Err(What::Number.into()))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<V::Value, E> {
        self.pass(|_| Err(What::Number.into()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<V::Value, E> {
        self.pass(|v| v.visit_str(value))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<V::Value, E> {
        self.pass(|v| v.visit_borrowed_str(value))
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.pass(V::visit_none)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.pass(V::visit_unit)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.pass(|v| v.visit_some(Strict(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<V::Value, A::Error> {
        let note = self.note;
        let value = self.pass(|v| v.visit_seq(Items { items: &mut items, at: 0 }))?;
        match items.next_element::<IgnoredAny>()? {
            Some(_) => Err(noted(note, What::TooMany.into())),
            None => Ok(value),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        // Those of an object of the protocol are told apart by its type.
        let seen = (self.form == Form::Map).then(HashSet::new);
        self.pass(|v| v.visit_map(Entries { entries, seen, key: Cow::default() }))
    }
}

/// The items of an array.
struct Items<'m, A> {
    items: &'m mut A,
    at: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<'_, A> {
    type Error = ReadFault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ReadFault> {
        let note = Cell::new(None);
        let item = self.items.next_element_seed(Within { seed, note: &note });
        let at = self.at;
        self.at += 1;
        item.map_err(|e| note.take().unwrap_or_else(|| syntax(e)).within(Step::Item(at)))
    }
}

/// The entries of an object.
struct Entries<'de, A> {
    entries: A,
    /// The keys so far, where it is ours to find one that stands twice.
    seen: Option<HashSet<Cow<'de, str>>>,
    key: Cow<'de, str>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<'de, A> {
    type Error = ReadFault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ReadFault> {
        let Some(Key(key)) = self.entries.next_key().map_err(syntax)? else { return Ok(None) };
        if self.seen.as_mut().is_some_and(|seen| !seen.insert(key.clone())) {
            return Err(What::Duplicate(key.into_owned()).into());
        }
        self.key = key;
        seed.deserialize(StrDeserializer::new(&self.key)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, ReadFault> {
        let note = Cell::new(None);
        let value = self.entries.next_value_seed(Within { seed, note: &note });
        let step = || Step::Key(self.key.to_string());
        value.map_err(|e| note.take().unwrap_or_else(|| syntax(e)).within(step()))
    }
}

/// A key, not copied where it stands in the text as it is.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// A value within another.
struct Within<'c, S> {
    seed: S,
    note: Note<'c>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Within<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<S::Value, D::Error> {
        self.seed.deserialize(Strict(value)).map_err(|fault| noted(self.note, fault))
    }
}

/// One of the words of the protocol, a string; serde would take `{"word": null}` for it too.
struct Named<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Named<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<V::Value, E> {
        self.0.visit_enum(StrDeserializer::new(word))
    }
}

/// An object with the keys of the protocol; serde would take an array for it too.
struct Fields<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Fields<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(entries)
    }
}
