//! JSON of our own into values, in one way. serde makes the code of every type anew for each way of reading, and for each
//! struct one that reads it from an array, which nothing here writes: [`Objects`] leaves that out. Together a tenth of
//! the wasm. (What strangers write is read by `draw::strict`.)

use serde::Serialize;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::Value;
use std::fmt;

/// A value from its JSON.
///
/// # Errors
/// What serde_json says, with line and column.
pub fn read<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(json);
    let value = T::deserialize(Objects(&mut json))?;
    json.end().map(|()| value)
}

/// A value from the bytes of its JSON.
///
/// # Errors
/// What serde_json says; without line and column (line 0) where the bytes are no UTF-8.
pub fn read_bytes<'de, T: Deserialize<'de>>(json: &'de [u8]) -> Result<T, serde_json::Error> {
    read(std::str::from_utf8(json).map_err(Error::custom)?)
}

/// A value of some type from one of any shape.
///
/// # Errors
/// What serde_json says; its line and column are those of the value's own text.
pub fn from_value<T: for<'de> Deserialize<'de>>(value: &Value) -> Result<T, serde_json::Error> {
    read(&value.to_string())
}

/// A value of any shape from one of some type.
///
/// # Errors
/// What serde_json says of a value that has no JSON.
pub fn to_value(value: &impl Serialize) -> Result<Value, serde_json::Error> {
    read(&serde_json::to_string(value)?)
}

/// Stands between a deserializer and the types, at every depth: a struct is an object.
struct Objects<T>(T);

/// Asks the deserializer below for the same.
macro_rules! ask {
    ($($what:ident)*) => {$(
        #[inline(always)]
        fn $what<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$what(Objects(visitor))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Objects<D> {
    type Error = D::Error;

    ask! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_option
        deserialize_unit deserialize_seq deserialize_map deserialize_identifier deserialize_ignored_any
    }

    #[inline(always)]
    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_unit_struct(name, Objects(visitor))
    }

    #[inline(always)]
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, Objects(visitor))
    }

    #[inline(always)]
    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple(length, Objects(visitor))
    }

    #[inline(always)]
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple_struct(name, length, Objects(visitor))
    }

    #[inline(always)]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Objects(visitor))
    }

    #[inline(always)]
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, Objects(visitor))
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// Hands a value on as it is.
macro_rules! hand_on {
    ($($what:ident $type:ty)*) => {$(
        #[inline(always)]
        fn $what<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.0.$what(value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Objects<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    hand_on! {
        visit_bool bool visit_i64 i64 visit_i128 i128 visit_u64 u64 visit_u128 u128 visit_f64 f64 visit_str &str
        visit_borrowed_str &'de str visit_string String visit_bytes &[u8] visit_borrowed_bytes &'de [u8] visit_byte_buf Vec<u8>
    }

    #[inline(always)]
    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    #[inline(always)]
    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    #[inline(always)]
    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Objects(value))
    }

    #[inline(always)]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Objects(value))
    }

    #[inline(always)]
    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Objects(items))
    }

    #[inline(always)]
    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Objects(entries))
    }

    #[inline(always)]
    fn visit_enum<A: EnumAccess<'de>>(self, choice: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Objects(choice))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Objects<S> {
    type Value = S::Value;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Objects(value))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Objects<A> {
    type Error = A::Error;

    #[inline(always)]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Objects<A> {
    type Error = A::Error;

    #[inline(always)]
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(Objects(seed))
    }

    #[inline(always)]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Objects<A> {
    type Error = A::Error;
    type Variant = Objects<A::Variant>;

    #[inline(always)]
    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), A::Error> {
        self.0.variant_seed(Objects(seed)).map(|(word, content)| (word, Objects(content)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Objects<A> {
    type Error = A::Error;

    #[inline(always)]
    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    #[inline(always)]
    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(Objects(seed))
    }

    #[inline(always)]
    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(length, Objects(visitor))
    }

    #[inline(always)]
    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, A::Error> {
        self.0.newtype_variant_seed(Fields(visitor))
    }
}

/// The object that is the content of an enum's variant.
struct Fields<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Fields<V> {
    type Value = V::Value;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, content: D) -> Result<V::Value, D::Error> {
        content.deserialize_map(Objects(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::value::RawValue;
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Inner {
        at: u32,
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Word {
        Unit,
        New(Inner),
        Pair(u8, String),
        Struct { inner: Inner, more: Option<i64> },
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    #[serde(tag = "kind")]
    enum Tagged {
        One { inner: Inner },
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct All<'a> {
        words: Vec<Word>,
        tagged: Tagged,
        by_number: BTreeMap<u32, (bool, f64)>,
        #[serde(borrow)]
        text: Cow<'a, str>,
        any: Value,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left_out: Option<Inner>,
    }

    #[test]
    fn what_serde_json_reads_is_read_alike() {
        let text = r#"{"words":["unit",{"new":{"at":1}},{"pair":[2,"\u4e2d"]},{"struct":{"inner":{"at":3},"more":-4}}],
            "tagged":{"kind":"One","inner":{"at":5}},"by_number":{"6":[true,7.5]},"text":"八","any":[null,{"a":"\n"}]}"#;
        let ours: All<'_> = read(text).unwrap();
        assert_eq!(ours, serde_json::from_str(text).unwrap());
        assert_eq!(from_value::<Word>(&serde_json::json!({"new": {"at": 9}})).unwrap(), Word::New(Inner { at: 9 }));
        assert_eq!(to_value(&ours.words[0]).unwrap(), "unit");
        let raw: BTreeMap<String, Box<RawValue>> = read(r#"{"a": [1, 2 ]}"#).unwrap();
        assert_eq!(raw["a"].get(), "[1, 2 ]");
    }

    #[test]
    fn what_is_no_object_is_no_struct_and_where_is_told() {
        for wrong in ["[1]", "1", r#"{"at":[]}"#, r#"{"at":1} 2"#, "{", r#"{"at":-1}"#, "{}"] {
            assert!(read::<Inner>(wrong).is_err(), "{wrong}");
        }
        assert!(read::<Word>(r#"{"struct":[{"at":3},-4]}"#).is_err());
        let fault = read::<Inner>("{\n \"at\": true}").unwrap_err();
        assert_eq!((fault.line(), fault.column()), (2, 11));
        assert_eq!(read_bytes::<Inner>(b"\xff").unwrap_err().line(), 0);
    }
}
