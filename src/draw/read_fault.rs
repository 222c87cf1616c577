//! What keeps a text from being a value of the protocol, with its place.

use serde::de::{Error, Expected, Unexpected};
use std::fmt;

/// A fault and where it is: `attempts[0].seal.strata[2].sample`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFault {
    /// The way to it, the innermost step first.
    steps: Vec<Step>,
    /// What is wrong.
    pub what: What,
}

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// By a key of an object.
    Key(String),
    /// To an item of an array, from 0.
    Item(usize),
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// No JSON.
    Syntax,
    /// A key that should be there.
    Missing(String),
    /// A key that should not be there.
    Additional(String),
    /// A key twice, of which programs see different ones.
    Duplicate(String),
    /// A number that is no integer below 2³¹.
    Number,
    /// More items than there may be.
    TooMany,
    /// Fewer items than there must be.
    TooFew,
    /// A word that is none of the protocol's: the word, and those that are.
    Word(String, String),
    /// Something of another kind: what is found.
    EntityKind(&'static str),
    /// A value of the right kind that is not right: a sentence.
    Value(String),
}

/// The longest piece of a stranger's text that is told.
const TOLD: usize = 80;

fn cut(text: &str) -> String {
    text.chars().take(TOLD).collect()
}

impl From<What> for ReadFault {
    fn from(what: What) -> Self {
        Self { steps: Vec::new(), what }
    }
}

impl ReadFault {
    /// The fault, seen from one step further out.
    pub(super) fn within(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Where it is, as programs write it; empty for the whole.
    pub fn place(&self) -> String {
        let mut place = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Key(key) if place.is_empty() => place.push_str(&cut(key)),
                Step::Key(key) => place.extend([".", &cut(key)]),
                Step::Item(at) => place.push_str(&format!("[{at}]")),
            }
        }
        place
    }
}

impl fmt::Display for ReadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place() {
            place if place.is_empty() => write!(f, "{}", self.what),
            place => write!(f, "{place}处{}", self.what),
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax => f.write_str("不合JSON格式"),
            Self::Missing(key) => write!(f, "缺少“{key}”一项"),
            Self::Additional(key) => write!(f, "多出“{key}”一项"),
            Self::Duplicate(key) => write!(f, "写了两个“{key}”"),
            Self::Number => f.write_str("的数不合规定，只能是小于2147483648的非负整数，不写小数点和指数"),
            Self::TooMany => f.write_str("多出了内容"),
            Self::TooFew => f.write_str("缺少内容"),
            Self::Word(word, words) => write!(f, "不认识“{word}”，应为{words}"),
            Self::EntityKind(found) => write!(f, "的内容类型不对，这里不应是{found}"),
            Self::Value(sentence) => f.write_str(sentence),
        }
    }
}

impl std::error::Error for ReadFault {}

impl Error for ReadFault {
    fn custom<T: fmt::Display>(sentence: T) -> Self {
        What::Value(sentence.to_string()).into()
    }

    fn invalid_type(found: Unexpected<'_>, _: &dyn Expected) -> Self {
        What::EntityKind(kind(found)).into()
    }

    fn invalid_value(found: Unexpected<'_>, _: &dyn Expected) -> Self {
        What::EntityKind(kind(found)).into()
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        What::TooFew.into()
    }

    fn unknown_variant(word: &str, words: &'static [&'static str]) -> Self {
        let words = words.iter().map(|w| format!("“{w}”")).collect::<Vec<_>>().join("或");
        What::Word(cut(word), words).into()
    }

    fn unknown_field(key: &str, _: &'static [&'static str]) -> Self {
        What::Additional(cut(key)).into()
    }

    fn missing_field(key: &'static str) -> Self {
        What::Missing(key.to_owned()).into()
    }

    fn duplicate_field(key: &'static str) -> Self {
        What::Duplicate(key.to_owned()).into()
    }
}

const fn kind(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "true或false",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "数",
        Unexpected::Str(_) | Unexpected::Char(_) => "文字",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "数组",
        Unexpected::Map => "对象",
        _ => "这种内容",
    }
}
