//! Canonical JSON (protocol §2).

use serde_json::Value;

/// The value is outside what the protocol hashes: it holds a number that is not an integer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是整数，规范JSON（协议第2节）只收整数，请改为整数")]
pub struct NotCanonical(pub String);

/// The canonical JSON of protocol §2: RFC 8785 restricted to objects, arrays, strings, integers, booleans and null;
/// keys in code-point order (not RFC 8785's UTF-16 order), no white space, non-ASCII text as is.
///
/// # Errors
/// [`NotCanonical`] for a number that is not an integer.
pub fn canonical(value: &Value) -> Result<String, NotCanonical> {
    let mut out = String::new();
    write(value, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), NotCanonical> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Number(n) if n.is_i64() || n.is_u64() => out.push_str(&n.to_string()),
        Value::Number(n) => return Err(NotCanonical(n.to_string())),
        Value::String(s) => write_text(s, out),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                comma(i, out);
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            // Sorted here and not left to serde_json, whose map keeps insertion order under a feature that any
            // dependency may turn on. The order of UTF-8 bytes is the order of code points.
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (i, (key, item)) in entries.into_iter().enumerate() {
                comma(i, out);
                write_text(key, out);
                out.push(':');
                write(item, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn comma(index: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_stand_in_code_point_order_and_text_as_is() {
        // U+FF41 comes before U+1F600 by code point, after it by UTF-16 unit.
        let value = json!({"😀": 1, "ａ": [true, null, -7], "b": {"z": "一\n\u{1}\u{7f}\"\\/", "a": ""}});
        let expected = "{\"b\":{\"a\":\"\",\"z\":\"一\\n\\u0001\u{7f}\\\"\\\\/\"},\"ａ\":[true,null,-7],\"😀\":1}";
        assert_eq!(canonical(&value), Ok(expected.to_owned()));
    }

    #[test]
    fn only_integers_are_numbers() {
        assert_eq!(canonical(&json!([u64::MAX, i64::MIN])).unwrap(), "[18446744073709551615,-9223372036854775808]");
        for wrong in [json!(1.5), json!([2.0]), json!({"a": 1e300})] {
            assert!(canonical(&wrong).is_err(), "{wrong}");
        }
    }
}
