//! The public record as a page: everything in it, nothing of a user's text as markup, officers hidden if asked.

use crate::common::cases::record;
use mingchou::draw::*;
use mingchou::export::{MaskedPage, Names, record_in_page, record_page};
use sha2::{Digest as _, Sha256};

fn page(record: &Record, names: Names) -> String {
    record_page(record, &verify(record), names)
}

/// The text of the data block.
fn embedded(page: &str) -> &str {
    let after = page.split_once("<script type=\"application/json\" id=\"record\">").unwrap().1;
    after.split_once("</script>").unwrap().0
}

/// With substitutions of both kinds and a voided attempt.
fn rich() -> Record {
    let both = |r: &Record| {
        [Kind::Business, Kind::Officer].iter().all(|k| r.substitutions.iter().any(|s| s.kind == *k))
            && !r.voided.is_empty()
    };
    (0..).find_map(|n| record(n).filter(both)).unwrap()
}

#[test]
fn the_page_holds_the_whole_record() {
    for record in (0..40).filter_map(record) {
        let page = page(&record, Names::Full);
        assert_eq!(Record::parse(embedded(&page)), Ok(record.clone()));
        assert_eq!(record_in_page(&page), Ok(Some(embedded(&page))));
        assert_eq!(record_in_page(&record.to_json()), Ok(None));
        assert_eq!(record_in_page(&record_page(&record, &verify(&record), Names::Masked)), Err(MaskedPage));
        let visible = page.replace(embedded(&page), "");
        for text in [record.commitment.hex(), record.seed.hex(), record.nonce.hex(), record.commitment.groups()] {
            assert!(visible.contains(&text), "{text}");
        }
        let name = |key: &String| record.manifest.businesses.iter().find(|b| b.key == *key).unwrap().name.clone();
        assert!(record.outcome.businesses.iter().all(|key| visible.contains(&format!(">{}<", name(key)))));
        let officers = record.outcome.teams.iter().flat_map(|t| t.officers.values().flatten());
        assert!(officers.into_iter().all(|key| visible.contains(&format!(">{key}<"))));
        assert!(record.contributions.iter().all(|c| visible.contains(&c.value)));
        assert!(record.voided.iter().all(|v| visible.contains(&v.commitment.hex())));
        assert!(visible.contains("<b>一致。</b>") && !visible.contains("不一致"));
        assert_eq!(visible.matches("✓ 一致").count(), 6);
    }
}

#[test]
fn the_page_tells_who_came_in() {
    let record = rich();
    let page = page(&record, Names::Full);
    for (i, s) in (1..).zip(&record.substitutions) {
        assert!(page.contains(&format!("第{i}次替补递补")) && page.contains(&format!("第{i}次替补换下")), "{s:?}");
    }
    assert!(page.contains(&format!("替补（{}次）", record.substitutions.len())));
    assert!(page.contains(&format!("作废的抽取（{}次）", record.voided.len())));
}

/// Every text that a person may have typed, with what would do harm.
#[test]
fn no_text_becomes_markup() {
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'\u{202e}反\u{2066}\u{200b}";
    let mut record = rich();
    record.manifest.campaign.title = evil.into();
    record.manifest.campaign.lead = format!("{evil}单位");
    record.manifest.businesses.iter_mut().for_each(|b| b.name = evil.into());
    record.manifest.officers.iter_mut().for_each(|o| o.name = evil.into());
    record.manifest.strata.iter_mut().for_each(|s| s.label.push_str(evil));
    record.manifest.businesses.iter_mut().for_each(|b| b.stratum.push_str(evil));
    record.contributions.iter_mut().for_each(|c| (c.label, c.value) = (evil.into(), evil.into()));
    record.substitutions.iter_mut().for_each(|s| (s.reason, s.approved_by) = (evil.into(), evil.into()));
    record.voided.iter_mut().for_each(|v| (v.reason, v.approved_by) = (evil.into(), evil.into()));
    for names in [Names::Full, Names::Masked] {
        let page = page(&record, names);
        assert!(!page.contains("<img") && !page.contains("<script>alert"));
        assert_eq!(page.matches("<script").count(), 2);
        assert_eq!(page.matches("</script>").count(), 2);
        let visible = page.replace(embedded(&page), "");
        assert!(!visible.contains(['\u{202e}', '\u{2066}', '\u{200b}']) && visible.contains("[U+202E]反[U+2066]"));
        assert!(visible.contains("&lt;img src=x onerror=alert(1)&gt;&amp;amp;&quot;&#39;"));
        assert!(serde_json::from_str::<serde_json::Value>(embedded(&page)).is_ok());
    }
}

/// The policy lets the page's own script and style run, and nothing else, and nothing be loaded or sent.
#[test]
fn the_policy_names_the_script_and_the_style() {
    use base64::Engine;
    let page = page(&rich(), Names::Full);
    let policy = page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split_once('"').unwrap().0;
    let policy = policy.replace("&#39;", "'");
    let inside = |open: &str, close: &str| page.rsplit_once(open).unwrap().1.split_once(close).unwrap().0.to_owned();
    let hash =
        |text: &str| format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)));
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.contains(&format!("script-src {};", hash(&inside("<script>", "</script>")))));
    assert!(policy.contains(&format!("style-src {};", hash(&inside("<style>", "</style>")))));
    assert!(!policy.contains("unsafe") && !policy.contains("self"));
    assert!(
        !page.contains(" style=")
            && !page.contains(" onclick")
            && !page.contains("http://")
            && !page.contains("https://")
    );
}

#[test]
fn masked_officers_are_nowhere() {
    let mut record = rich();
    let family = ["张", "马", "欧"];
    for (i, o) in record.manifest.officers.iter_mut().enumerate() {
        o.name = format!("{}建国{i}", family[i % 3]);
    }
    // A record that does not verify is told without the names that its differences hold.
    let unclean = page(&record, Names::Masked);
    record.commitment = record.manifest.commitment();
    for page in [page(&record, Names::Masked), unclean] {
        for o in &record.manifest.officers {
            assert!(!page.contains(&o.name) && !page.contains(&o.key), "{}", o.name);
        }
        assert!(page.contains("张***") && page.contains("本页不能重算封存码"));
        assert!(Record::parse(embedded(&page)).is_err());
        let data: serde_json::Value = serde_json::from_str(embedded(&page)).unwrap();
        assert!(data.get("recusals").is_none() && data.get("manifest").is_none());
        assert_eq!(data["businesses"].as_array().unwrap().len(), record.manifest.businesses.len());
        assert_eq!(data["drawn"].as_array().unwrap().len(), record.outcome.businesses.len());
    }
}

#[test]
fn a_record_that_does_not_verify_says_so() {
    let mut record = rich();
    record.outcome.businesses.reverse();
    record.contributions[0].value.push('1');
    let differences = verify(&record).differences().count();
    assert!(differences > 0);
    let page = page(&record, Names::Full);
    assert!(page.contains("<b>不一致。</b>") && page.contains(&format!("有{differences}处不同")));
    assert!(verify(&record).differences().all(|d| page.contains(&d.to_string())));
}

/// The commands on the page give what stands below them.
#[test]
fn the_commands_give_what_they_say() {
    let record = rich();
    let page = page(&record, Names::Full);
    let mut ran = 0;
    for part in page.split("<pre>").skip(1) {
        let (command, rest) = part.split_once("</pre>").unwrap();
        let command = command.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
        if !command.starts_with("printf") {
            continue;
        }
        let expected = rest.split_once("<p class=\"code\">").unwrap().1.split_once('<').unwrap().0;
        let output = std::process::Command::new("sh").args(["-c", &command]).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{expected}  -\n"), "{command}");
        ran += 1;
    }
    assert!(ran >= 3, "{ran}");
}

/// What the page of a county weighs: 1,000 businesses of which 100 are drawn. The manifest alone is 110 kB of it.
#[test]
fn a_thousand_businesses_are_a_light_page() {
    let mut record = (0..)
        .find_map(|n| record(n).filter(|r| r.manifest.matching.mode == Mode::Teams && r.voided.is_empty()))
        .unwrap();
    let business = |i: u32| SealedBusiness {
        key: format!("9164022{i:011}"),
        name: format!("平罗县第{i}号运输有限公司"),
        stratum: "全部".into(),
    };
    let m = &mut record.manifest;
    m.businesses = (0..1_000).map(business).collect();
    m.strata = vec![SealedStratum { label: "全部".into(), population: 1_000, sample: 100 }];
    m.departments.iter_mut().for_each(|d| d.strata = None);
    m.recusals.clear();
    record.commitment = m.commitment();
    record.seed = seed(&record.commitment, &record.nonce, &record.contributions);
    record.outcome = draw(&record.manifest, record.seed).unwrap().outcome;
    record.substitutions.clear();
    let (full, masked) = (page(&record, Names::Full).len(), page(&record, Names::Masked).len());
    println!("the page of 1,000 businesses: {full} bytes; masked: {masked}");
    assert!(full < 200_000 && masked < 200_000, "{full} {masked}");
}
