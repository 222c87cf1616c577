//! 附件2, 附件6 and 封存单 as data, against what a clerk would write by hand.

#![allow(clippy::unwrap_used, reason = "a test file outside `cfg(test)`")]

use mingchou::draw::{Contribution, Manifest, Nonce, draw, seed};
use mingchou::forms::*;
use mingchou::model::{Business, Officer, Stamp};
use std::collections::BTreeMap;

/// The vector whose outcome is frozen: 12 businesses, 2 teams, 县安监局 for 危货 only.
struct Vector {
    manifest: Manifest,
    nonce: Nonce,
    contributions: Vec<Contribution>,
}

fn vector() -> Vector {
    let mut json: serde_json::Value = serde_json::from_str(include_str!("vectors/teams-small.json")).unwrap();
    Vector {
        manifest: serde_json::from_value(json["manifest"].take()).unwrap(),
        nonce: serde_json::from_value(json["nonce"].take()).unwrap(),
        contributions: serde_json::from_value(json["contributions"].take()).unwrap(),
    }
}

fn with_facts<T>(use_facts: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    let v = vector();
    let commitment = v.manifest.commitment();
    let seed = seed(&commitment, &v.nonce, &v.contributions);
    let drawn = draw(&v.manifest, seed).unwrap();
    let at = Stamp::parse_from_rfc3339("2018-12-03T14:32:00+08:00").unwrap();
    let first = Business {
        code: "91640221DQYXYX08M1".into(),
        address: "平罗县人民路1号".into(),
        legal_person: "马某".into(),
        phone: "13800000000".into(),
        ..Business::default()
    };
    let businesses = BTreeMap::from([(first.code.clone(), &first)]);
    let officer = Officer { certificate: "宁C000001".into(), ..Officer::default() };
    let officers = BTreeMap::from([("宁C000001".to_owned(), &officer)]);
    let sizes: Vec<String> = vec!["不少于10%".into(); 5];
    let voided = [VoidLine { attempt: 1, commitment, reason: "投影中断".into(), approved_by: "王某".into(), at }];
    let seal = SealFacts {
        number: "平双随机〔2018〕1号",
        place: "县交通运输局会议室",
        sizes: &sizes,
        manifest: &v.manifest,
        commitment,
        sealed_at: at,
        link: "mingchou/1",
    };
    use_facts(&DrawFacts {
        seal,
        contributions: &v.contributions,
        seed,
        drawn_at: at,
        outcome: &drawn.outcome,
        teams: &drawn.outcome.teams,
        substitutions: &[],
        voided: &voided,
        businesses: &businesses,
        officers: &officers,
    })
}

fn facts(document: &Document) -> BTreeMap<&str, &str> {
    let rows = document.blocks.iter().filter_map(|b| if let Block::Facts(rows) = b { Some(rows) } else { None });
    rows.flatten().flatten().map(|f| (f.label, f.value.as_str())).collect()
}

fn tables(document: &Document) -> Vec<&Table> {
    document.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect()
}

fn texts(row: &[Cell]) -> Vec<&str> {
    row.iter().map(|c| c.text.as_str()).collect()
}

#[test]
fn form2_tells_the_whole_draw() {
    let document = with_facts(form2);
    let facts = facts(&document);
    assert_eq!(facts["任务名称"], "平罗县道路运输行业跨部门联合随机抽查");
    assert_eq!(facts["抽取时间"], "2018年12月3日14时32分");
    assert_eq!(facts["抽取基数"], "12户");
    assert_eq!((facts["应抽户数"], facts["实抽户数"]), ("5户", "5户"));
    assert_eq!(facts["抽取比例"], "不少于10%");
    assert_eq!(facts["各方报数"], "县公安局：230804；县安监局：566671；县市场监管局：898319");
}

#[test]
fn form2_lists_businesses_in_ticket_order_and_officers_by_department() {
    let document = with_facts(form2);
    let tables = tables(&document);
    let first = texts(&tables[0].groups[0][0]);
    // The first of the vector's outcome; its contact is 法定代表人 where the roster names no 联系人.
    let wanted =
        ["1", "平罗县第0009号运输有限公司", "91640221DQYXYX08M1", "站场", "平罗县人民路1号", "马某", "13800000000"];
    assert_eq!(first, wanted);
    assert_eq!(tables[0].groups.len(), 5);
    assert_eq!(tables[1].groups.len(), 20, "2 teams × 2 officers × 5 departments");
    let officer = texts(&tables[1].groups[0][0]);
    assert_eq!((officer[2], officer[4]), ("县交通运输局", "第1组"));
    assert_eq!(texts(&tables[2].groups[0][0])[2], "投影中断");
}

#[test]
fn form6_names_only_departments_that_inspect_the_business() {
    let document = with_facts(form6);
    let table = tables(&document)[0];
    assert_eq!(table.groups.len(), 5);
    // 站场: everyone but 县安监局, which inspects 危货 only.
    let first: Vec<_> =
        table.groups[0].iter().map(|row| row[if row.len() == 8 { 4 } else { 0 }].text.as_str()).collect();
    assert_eq!(first, ["县交通运输局", "县公安局", "县市场监管局", "县运管所"]);
    assert!(table.groups.iter().any(|g| g.iter().flatten().any(|c| c.text == "县安监局")));
    // 组长: the first officer of the lead in team 2 (protocol §7), by the vector 宁C000000, 执法员0-0.
    let row = &table.groups[0][0];
    assert_eq!(row[7].text, "执法员0-0");
    assert_eq!((row[0].rows, row[7].rows, row[4].rows), (4, 4, 1));
}

#[test]
fn every_row_fills_its_table() {
    for document in [with_facts(form2), with_facts(form6), with_facts(|f| seal_sheet(&f.seal))] {
        for table in tables(&document) {
            assert_eq!(table.columns.iter().map(|c| u32::from(c.width)).sum::<u32>(), 100, "{:?}", document.title);
            for group in &table.groups {
                assert_eq!(group[0].len(), table.columns.len(), "{:?}", document.title);
            }
        }
    }
}

#[test]
fn the_seal_sheet_shows_what_is_sealed_and_no_more() {
    let document = with_facts(|f| seal_sheet(&f.seal));
    let facts = facts(&document);
    // The vector's commitment in groups of four.
    assert!(facts["封存码"].replace([' ', '\n'], "").starts_with(&vector().manifest.commitment().hex()));
    assert_eq!(facts["报数单位"], "县公安局、县安监局、县市场监管局");
    assert!(!facts.contains_key("种　子"));
}
