//! Texts from strangers that are no record of `mingchou/2`: each is refused, with a sentence that says what and where.

use crate::common::cases::record;
use mingchou::draw::*;

fn sound() -> String {
    (0..)
        .filter_map(record)
        .find(|r| r.attempts.len() > 1 && r.attempts.iter().any(|a| a.outcome.is_some()))
        .unwrap()
        .to_json()
}

fn told(text: &str) -> String {
    Record::parse(text).unwrap_err().to_string()
}

/// The first occurrence changed.
fn with(from: &str, to: &str) -> String {
    let text = sound();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn each_is_refused_by_what_it_is() {
    for (text, words) in [
        (String::new(), "内容是空的"),
        (" \n".into(), "内容是空的"),
        (format!("\u{feff}{}", sound()), "U+FEFF"),
        (sound() + "{}", "不合JSON格式"),
        ("{".into(), "记录不完整，在第1行第1列处中断"),
        ("{\"protocol\": 'x'}".into(), "不合JSON格式"),
        ("[]".into(), "这是JSON文件，但不是抽取记录"),
        ("7".into(), "这是JSON文件，但不是抽取记录"),
        ("{}".into(), "这是JSON文件，但不是抽取记录"),
        ("{\"protocol\": \"mingchou/1\", \"manifest\": {}}".into(), "试用期的“mingchou/1”协议"),
        (with("\"protocol\": \"mingchou/2\"\n}", "\"protocol\": \"mingchou/3\"\n}"), "按“mingchou/3”协议生成"),
        ("{\"protocol\": \"mingchou/2\", \"nonce_sha256\": \"\"}".into(), "这只是封存内容"),
        (with("\"attempt\": 1", "\"attempt\": 1.0"), "attempts[0].seal.campaign.attempt处的数不合规定"),
        (with("\"attempt\": 1", "\"attempt\": 1e0"), "attempts[0].seal.campaign.attempt处的数不合规定"),
        (with("\"attempt\": 1", "\"attempt\": -1"), "attempts[0].seal.campaign.attempt处的数不合规定"),
        (with("\"attempt\": 1", "\"attempt\": -0"), "attempts[0].seal.campaign.attempt处的数不合规定"),
        (with("\"attempt\": 1", "\"attempt\": 2147483648"), "attempts[0].seal.campaign.attempt处的数不合规定"),
        (with("\"attempt\": 1", "\"attempt\": 99999999999999999999"), "attempts[0].seal.campaign.attempt处的数"),
        (with("\"attempt\": 1", "\"attempt\": 01"), "不合JSON格式"),
        (with("\"attempt\": 1", "\"attempt\": true"), "attempts[0].seal.campaign.attempt处的内容类型不对"),
        (with("\"attempt\": 1", "\"attempt\": \"1\""), "这里不应是文字"),
        (with("\"attempt\": 1", "\"attempt\": 1, \"attempt\": 1"), "“attempts[0].seal.campaign”处有两个“attempt”"),
        (with("\"attempt\": 1", "\"attempt\": 1, \"\\u0061ttempt\": 1"), "有两个“attempt”"),
        (with("\"attempt\": 1", "\"attempt\": 1, \"note\": 1"), "attempts[0].seal.campaign处多出“note”一项"),
        (with("\"attempt\": 1,", ""), "attempts[0].seal.campaign处缺少“attempt”一项"),
        (with("\"previous\": null,", ""), "attempts[0].seal处缺少“previous”一项"),
        (with("\"title\": \"随", "\"title\": \"\\ud800随"), "“attempts[0].seal.campaign.title”处有不成字的编码"),
        (with("\"mode\": \"teams\"", "\"mode\": \"random\""), "不认识“random”，应为“teams”或“per-business”"),
        (
            with("\"mode\": \"teams\"", "\"mode\": {\"teams\": null}"),
            "seal.matching.mode处的内容类型不对，这里不应是对象",
        ),
        (with("2018-12-11T09:00:00+08:00", "2018-12-11T09:00:00Z"), "不是规定写法的时间"),
    ] {
        let told = told(&text);
        assert!(told.contains(words), "{words}: {told}");
    }
}

/// serde would read an object of the protocol from an array of its values.
#[test]
fn an_array_is_no_object() {
    let record = (0..).find_map(record).unwrap();
    let mut value = serde_json::to_value(&record).unwrap();
    for place in ["", "/attempts/0", "/attempts/0/seal", "/attempts/0/seal/campaign", "/attempts/0/seal/matching"] {
        let mut changed = value.clone();
        let object = changed.pointer_mut(place).unwrap();
        *object = object.as_object().unwrap().values().cloned().collect::<Vec<_>>().into();
        assert!(Record::parse(&changed.to_string()).is_err(), "{place}");
    }
    let (digest, _) = record.businesses.first_key_value().unwrap();
    let business = &mut value["businesses"][digest.hex()][0];
    *business = business.as_object().unwrap().values().cloned().collect::<Vec<_>>().into();
    let told = told(&value.to_string());
    assert!(told.contains(&format!("businesses.{digest}[0]处的内容类型不对，这里不应是数组")), "{told}");
}

/// Rosters and departments are keys of their own.
#[test]
fn a_roster_twice_is_refused() {
    let text = sound();
    let record = Record::parse(&text).unwrap();
    let (digest, roster) = record.businesses.first_key_value().unwrap();
    let again = format!("\"businesses\": {{\"{digest}\": {},", serde_json::to_string(roster).unwrap());
    let told = told(&text.replacen("\"businesses\": {", &again, 1));
    assert!(told.contains(&format!("“businesses”处有两个“{digest}”")), "{told}");
}

/// Cut anywhere: never a record, and the sentence says that it is cut.
#[test]
fn a_record_cut_short_says_so() {
    let text = sound();
    for end in (1..text.trim_end().len()).filter(|end| text.is_char_boundary(*end)) {
        let told = told(&text[..end]);
        assert!(told.contains("记录不完整，在第"), "{end}: {told}");
    }
}

#[test]
fn bytes_that_are_no_utf_8() {
    let mut bytes = sound().into_bytes();
    bytes[10] = 0xff;
    assert_eq!(Record::from_bytes(&bytes), Err(RecordFault::NotUtf8(11)));
}

/// Texts that cost something are answered soon enough, in few words.
#[test]
fn texts_that_would_cost_much() {
    for text in [
        "[".repeat(1_000_000),
        "{\"a\":".repeat(1_000_000),
        format!("{{{}}}", (0..200_000).map(|i| format!("\"k{i}\":{i}")).collect::<Vec<_>>().join(",")),
        format!("{{\"protocol\":\"mingchou/2\",\"attempts\":[{}]}}", "0,".repeat(1_000_000) + "0"),
        format!("{{\"protocol\":\"{}\"}}", "甲".repeat(1_000_000)),
        format!("{{\"{}\":1}}", "键".repeat(1_000_000)),
        format!("{{\"attempts\":[],\"{}\":1}}", "键".repeat(1_000_000)),
        with("\"mode\": \"", &format!("\"mode\": \"{}", "a".repeat(1_000_000))),
        with("\"sealed_at\": \"", &format!("\"sealed_at\": \"{}", "a".repeat(1_000_000))),
    ] {
        let told = told(&text);
        assert!(told.chars().count() < 400, "{}", told.chars().count());
    }
}
