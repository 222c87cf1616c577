//! The public record as a page: the whole record in it, with officers or without, nothing of a user's text as markup.

use crate::common::cases::{at, plain, record};
use mingchou::draw::*;
use mingchou::export::{record_in_page, record_page};
use mingchou::forms::check_told;
use mingchou::model::EntityKind;
use sha2::{Digest as _, Sha256};
use std::rc::Rc;

fn page(record: &Record) -> String {
    record_page(record, &verify(record))
}

/// The text of the data block.
fn embedded(page: &str) -> &str {
    let after = page.split_once("<script type=\"application/json\" id=\"record\">").unwrap().1;
    after.split_once("</script>").unwrap().0
}

/// With substitutions of both kinds in its last attempt, and one before that was drawn and voided.
fn rich() -> Record {
    let both = |r: &Record| {
        let (last, before) = r.attempts.split_last().unwrap();
        [EntityKind::Business, EntityKind::Officer].iter().all(|k| last.substitutions.iter().any(|s| s.kind == *k))
            && last.void.is_none()
            && before.iter().any(|a| a.outcome.as_ref().is_some_and(|o| !o.businesses.is_empty()))
    };
    (0..).find_map(|n| record(n).filter(both)).unwrap()
}

fn name(record: &Record, attempt: &Attempt, key: &str) -> String {
    record.businesses_of(attempt).unwrap().get(key).unwrap().name.clone()
}

#[test]
fn the_page_holds_the_whole_record() {
    for record in (0..40).filter_map(record).flat_map(|r| [r.withheld(), r]) {
        let page = page(&record);
        assert_eq!(Record::parse(embedded(&page)), Ok(record.clone()));
        assert_eq!(record_in_page(&page), Some(embedded(&page)));
        assert_eq!(record_in_page(&record.to_json()), None);
        let visible = page.replace(embedded(&page), "");
        let last = record.attempts.last().unwrap();
        let fours = last.commitment.groups().split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(fours.chunks(4).all(|four| visible.contains(&format!("<span>{}</span>", four.join(" ")))));
        for attempt in &record.attempts {
            let texts = [Some(attempt.commitment.hex()), attempt.seed.map(|s| s.hex()), attempt.nonce.map(|n| n.hex())];
            assert!(texts.into_iter().flatten().all(|text| visible.contains(&text)));
            assert!(attempt.contributions.iter().all(|c| visible.contains(&c.value)));
            let drawn = attempt.outcome.iter().flat_map(|o| &o.businesses);
            drawn.for_each(|key| assert!(visible.contains(&format!(">{}<", name(&record, attempt, key))), "{key}"));
        }
        let officers = last.outcome.iter().flat_map(|o| &o.teams).flat_map(Team::all_officers);
        officers.for_each(|key| assert!(visible.contains(&format!(">{key}<")), "{key}"));
        let verdict = if record.is_withheld() { "公开的部分前后一致" } else { "记录前后一致" };
        assert!(visible.contains(&format!("<b>导出时重算：{verdict}。</b>")) && !visible.contains("<b class=\"bad\">"));
        assert_eq!(visible.matches("<b class=\"ok\">").count(), 6);
        assert!(visible.contains("与封存单上亲笔写的号码、附件2的种子逐一核对"));
    }
}

#[test]
fn the_page_tells_who_came_in() {
    let record = rich();
    let page = page(&record);
    let last = record.attempts.last().unwrap();
    for (i, s) in (1..).zip(&last.substitutions) {
        assert!(page.contains(&format!("第{i}次替补换下")), "{s:?}");
        assert_eq!(page.contains(&format!("第{i}次替补递补")), s.incoming.is_some(), "{s:?}");
    }
    assert!(page.contains(&format!("替补（{}次）", last.substitutions.len())));
    for n in 1..record.attempts.len() {
        assert!(page.contains(&format!("<h2>第{n}次抽取，已作废：")));
    }
}

/// Every text that a person may have typed, with what would do harm.
#[test]
fn no_text_becomes_markup() {
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'\u{202e}反\u{2066}\u{200b}";
    let mut record = rich();
    for all in record.businesses.values_mut() {
        let changed = all.iter().map(|b| SealedBusiness { name: evil.into(), ..b.clone() });
        *all = Rc::new(Businesses::new(changed.collect()));
    }
    for all in record.officers.values_mut() {
        Rc::make_mut(all).officers.iter_mut().for_each(|o| o.name = evil.into());
    }
    for attempt in &mut record.attempts {
        attempt.seal.campaign.title = evil.into();
        attempt.seal.campaign.lead = format!("{evil}单位");
        attempt.seal.strata.iter_mut().for_each(|s| s.label.push_str(evil));
        attempt.contributions.iter_mut().for_each(|c| (c.label, c.value) = (evil.into(), evil.into()));
        attempt.substitutions.iter_mut().for_each(|s| (s.reason, s.approved_by) = (evil.into(), evil.into()));
        let void = Void { approved_by: evil.into(), at: at(1), reason: evil.into(), witnesses: vec![evil.into()] };
        attempt.void = attempt.void.as_ref().map(|_| void);
    }
    for record in [record.withheld(), record] {
        let page = page(&record);
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
    let page = page(&rich());
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

/// Neither names nor certificates of officers, nor the salt, nor who is recused.
#[test]
fn withheld_officers_are_nowhere() {
    let record = rich();
    let withheld = record.withheld();
    let page = page(&withheld);
    for all in record.officers.values() {
        assert!(!page.contains(&serde_json::to_string(&all.salt).unwrap()));
        for o in &all.officers {
            assert!(!page.contains(&o.name) && !page.contains(&o.key), "{}", o.name);
        }
    }
    assert_eq!(Record::parse(embedded(&page)).map(|r| r.is_withheld()), Ok(true));
    assert!(page.contains("这份公开记录不含执法人员") && page.contains("没有重算"));
}

/// What a check says beside ✗ never says that it passed.
#[test]
fn a_record_that_does_not_verify_says_so() {
    let mut record = rich();
    let last = record.attempts.last_mut().unwrap();
    last.outcome.as_mut().unwrap().businesses.reverse();
    last.contributions[0].value.push('1');
    let verification = verify(&record);
    let report = Report::new(&record, &verification);
    let differences = verification.differences().count();
    assert!(differences > 0);
    let page = page(&record);
    assert!(page.contains(&format!("记录前后不符：有{differences}处不同。</b>")));
    assert!(verification.differences().all(|d| page.contains(&d.to_string())));
    for check in &report.checks {
        let told = check_told(&report, check);
        assert_eq!(check.result == CheckResult::Different, told.contains("不符，有"), "{told}");
        assert!(check.result != CheckResult::Different || !told.contains("相同"), "{told}");
        assert!(page.contains(&told));
    }
}

/// The commands on the page give what stands below them.
#[test]
fn the_commands_give_what_they_say() {
    let record = rich();
    let page = page(&record);
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

/// What the page of a county weighs: 1,000 businesses of which 100 are drawn. The roster alone is 110 kB of it.
#[test]
fn a_thousand_businesses_are_a_light_page() {
    let case = plain(1_000, 100);
    let record = case.record(case.drawn().unwrap());
    let (full, withheld) = (page(&record).len(), page(&record.withheld()).len());
    println!("the page of 1,000 businesses: {full} bytes; without officers: {withheld}");
    assert!(full < 200_000 && withheld < 200_000, "{full} {withheld}");
}
