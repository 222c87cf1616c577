//! The facts of the frozen vector `teams-small`, as the forms take them.
#![allow(clippy::unwrap_used, dead_code)]

use mingchou::course::{Sources, Summary, Worklist};
use mingchou::draw::{
    Contribution, Manifest, Nonce, PROTOCOL, Record, SealedBusiness, SealedOfficer, SealedStratum, draw, seed,
};
use mingchou::forms::*;
use mingchou::model::{
    Business, Conduct, Department, Finding, Inspection, Item, LeftOut, Matching, Officer, Plan, Publication, Role,
    SampleSize, Settings, Stage, Stamp, Stratum, Transfer,
};
use std::collections::BTreeMap;

/// The vector whose outcome is frozen: 12 businesses, 2 teams, 县安监局 for 危货 only.
pub struct Vector {
    pub manifest: Manifest,
    pub nonce: Nonce,
    pub contributions: Vec<Contribution>,
}

pub fn vector() -> Vector {
    let mut json: serde_json::Value = serde_json::from_str(include_str!("../vectors/teams-small.json")).unwrap();
    Vector {
        manifest: serde_json::from_value(json["manifest"].take()).unwrap(),
        nonce: serde_json::from_value(json["nonce"].take()).unwrap(),
        contributions: serde_json::from_value(json["contributions"].take()).unwrap(),
    }
}

/// 县公安局's two items: one for all, one for 危货 only.
fn plan(manifest: &Manifest) -> Plan {
    let items = |department: &str| match department {
        "县公安局" => vec![
            Item { name: "车辆及驾驶员管理".into(), ..Item::default() },
            Item { name: "危货运输企业管理".into(), categories: vec!["危货".into()], ..Item::default() },
        ],
        "县市场监管局" => vec![Item { name: "营业执照登记事项检查".into(), ..Item::default() }],
        _ => Vec::new(),
    };
    let departments = manifest.departments.iter().map(|d| Department {
        name: d.name.clone(),
        role: if d.name == manifest.campaign.lead { Role::Lead } else { Role::Participant },
        items: items(&d.name),
        per_team: d.per_team,
        draw: d.draw,
        cap: d.cap,
    });
    let strata = manifest.strata.iter().map(|s| Stratum { label: s.label.clone(), size: SampleSize::Ratio(1000) });
    let day = |d| chrono::NaiveDate::from_ymd_opt(2018, 12, d);
    Plan {
        title: manifest.campaign.title.clone(),
        number: "平双随机〔2018〕1号".into(),
        basis: "《平罗县2018年双随机抽查计划》".into(),
        place: "县交通运输局会议室".into(),
        departments: departments.collect(),
        strata: strata.collect(),
        matching: Matching::Teams(2),
        contributors: manifest.contributors.clone(),
        stages: vec![Stage { name: "实施检查".into(), from: day(10), to: day(20) }],
    }
}

pub fn with_facts<T>(use_facts: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    with_conduct(&Conduct::default(), use_facts)
}

pub fn with_conduct<T>(conduct: &Conduct, use_facts: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    let first = Business {
        code: "91640221DQYXYX08M1".into(),
        address: "平罗县人民路1号".into(),
        legal_person: "马某".into(),
        phone: "13800000000".into(),
        ..Business::default()
    };
    let officer = Officer { certificate: "宁C000001".into(), ..Officer::default() };
    let businesses = BTreeMap::from([(first.code.clone(), &first)]);
    let officers = BTreeMap::from([("宁C000001".to_owned(), &officer)]);
    with_rosters(&vector(), &businesses, &officers, conduct, use_facts)
}

pub fn with_rosters<T>(
    v: &Vector,
    businesses: &BTreeMap<String, &Business>,
    officers: &BTreeMap<String, &Officer>,
    conduct: &Conduct,
    use_facts: impl FnOnce(&DrawFacts<'_>) -> T,
) -> T {
    let commitment = v.manifest.commitment();
    let seed = seed(&commitment, &v.nonce, &v.contributions);
    let drawn = draw(&v.manifest, seed).unwrap();
    let at = Stamp::parse_from_rfc3339("2018-12-03T14:32:00+08:00").unwrap();
    let sizes: Vec<String> = vec!["不少于10%".into(); v.manifest.strata.len()];
    let voided = [VoidLine { attempt: 1, commitment, reason: "投影中断".into(), approved_by: "王某".into(), at }];
    let seal = SealFacts {
        number: "平双随机〔2018〕1号",
        place: "县交通运输局会议室",
        sizes: &sizes,
        manifest: &v.manifest,
        commitment,
        sealed_at: at,
        link: "mingchou/1",
        left_out: &[vec![LeftOut { name: "平罗县停业运输有限公司".into(), reason: "已停业".into() }], Vec::new()],
    };
    let plan = plan(&v.manifest);
    use_facts(&DrawFacts {
        plan: PlanFacts { plan: &plan, settings: &Settings::default() },
        conduct,
        seal,
        contributions: &v.contributions,
        seed,
        drawn_at: at,
        outcome: &drawn.outcome,
        teams: &drawn.outcome.teams,
        substitutions: &[],
        voided: &voided,
        businesses,
        officers,
    })
}

/// The record of such a draw, without substitutions or voided attempts.
pub fn record(f: &DrawFacts<'_>, v: &Vector) -> Record {
    Record {
        protocol: PROTOCOL.into(),
        manifest: v.manifest.clone(),
        commitment: f.seal.commitment,
        nonce: v.nonce,
        contributions: v.contributions.clone(),
        seed: f.seed,
        outcome: f.outcome.clone(),
        substitutions: Vec::new(),
        voided: Vec::new(),
    }
}

/// The rosters of `clean-businesses.xlsx` and `clean-officers.xlsx` as openpyxl read them (`expected.json`), `times` over.
pub fn rosters(times: usize) -> (Vec<Business>, Vec<Officer>) {
    let read: serde_json::Value = serde_json::from_str(include_str!("../fixtures/expected.json")).unwrap();
    let rows = |file: &str| read[file]["rows"].as_array().unwrap().clone();
    let text = |row: &serde_json::Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    let business = |n: usize, r: &serde_json::Value| Business {
        name: format!("{}{}", text(r, "名称"), if n > 0 { format!("第{n}分公司") } else { String::new() }),
        code: if n > 0 { format!("X{n}{}", &text(r, "代码")[2..]) } else { text(r, "代码") },
        categories: vec![text(r, "类别")],
        legal_person: text(r, "负责人"),
        phone: text(r, "电话"),
        address: text(r, "地址"),
        ..Business::default()
    };
    let listed = rows("clean-businesses.xlsx");
    let businesses = (0..times).flat_map(|n| listed.iter().map(move |r| business(n, r))).collect();
    let officer = |r: &serde_json::Value| Officer {
        name: text(r, "姓名"),
        department: text(r, "单位"),
        certificate: text(r, "证号"),
        ..Officer::default()
    };
    (businesses, rows("clean-officers.xlsx").iter().map(officer).collect())
}

/// A draw of `share` per cent of each category of those rosters for four teams.
pub fn with_roster<T>(times: usize, share: u32, use_facts: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    let (businesses, officers) = rosters(times);
    let mut v = vector();
    let sealed = |b: &Business| SealedBusiness { key: b.key(), name: b.name.clone(), stratum: b.categories[0].clone() };
    v.manifest.businesses = businesses.iter().map(sealed).collect();
    let officer = |o: &Officer| SealedOfficer { key: o.key(), name: o.name.clone(), department: o.department.clone() };
    v.manifest.officers = officers.iter().map(officer).collect();
    v.manifest.recusals.clear();
    v.manifest.matching.teams = Some(4);
    let count = |label: &str| u32::try_from(businesses.iter().filter(|b| b.categories[0] == label).count()).unwrap();
    let stratum = |label: &str| {
        let population = count(label);
        SealedStratum { label: label.into(), population, sample: (population * share).div_ceil(100) }
    };
    v.manifest.strata = ["客运", "普货", "危货", "站场", "维修"].map(stratum).into();
    v.manifest = v.manifest.sorted();
    let by_key = businesses.iter().map(|b| (b.key(), b)).collect();
    let officer_by_key = officers.iter().map(|o| (o.key(), o)).collect();
    with_rosters(&v, &by_key, &officer_by_key, &Conduct::default(), use_facts)
}

pub const FIRST: &str = "91640221DQYXYX08M1";
pub const DANGEROUS: &str = "916402219X1E45C9XT";

/// The first business was inspected, published and a problem handed on; the others wait.
pub fn conduct() -> Conduct {
    let day = |d| chrono::NaiveDate::from_ymd_opt(2018, 12, d).unwrap();
    let inspection = Inspection {
        date: Some(day(12)),
        ways: vec!["实地检查".into(), "抽样".into()],
        findings: vec![Finding {
            department: "县公安局".into(),
            item: "车辆及驾驶员管理".into(),
            problem: "2名驾驶员从业资格证过期 <A&B>".into(),
            handling: "责令3日内改正".into(),
        }],
        result: "发现问题已责令改正".into(),
        follow_up: "抄告其他部门".into(),
        opinion: "属实".into(),
        ..Inspection::default()
    };
    let transfer = Transfer {
        id: 1,
        business: FIRST.into(),
        problem: "驾驶员从业资格证过期".into(),
        from: "县公安局".into(),
        to: "县运管所".into(),
        on: day(21),
        due: Some(day(28)),
        answer: String::new(),
        closed: None,
    };
    let at = Stamp::parse_from_rfc3339("2018-12-21T09:00:00+08:00").unwrap();
    let batch = Publication { on: day(21), place: "县政府网站".into(), businesses: vec![FIRST.into()], at };
    Conduct {
        inspections: BTreeMap::from([(FIRST.into(), inspection)]),
        publications: vec![batch],
        transfers: vec![transfer],
        corrections: Vec::new(),
        ..Conduct::default()
    }
}

/// What is to be inspected, as it is made for the screen.
pub fn worklist(f: &DrawFacts<'_>) -> Worklist {
    let items: Vec<_> = f.plan.plan.departments.iter().map(|d| (d.name.clone(), d.items.clone())).collect();
    Worklist::new(Sources {
        manifest: f.seal.manifest,
        drawn: &f.outcome.businesses,
        teams: &f.outcome.teams,
        substitutions: f.substitutions,
        drawn_on: f.drawn_at.date_naive(),
        items: &items,
        rows: &f.businesses.iter().map(|(key, b)| (key.clone(), (*b).clone())).collect(),
    })
}

/// The counts of what was entered.
pub fn summary(f: &DrawFacts<'_>) -> Summary {
    Summary::new(&worklist(f), f.conduct, f.plan.settings)
}

pub fn facts(document: &Document) -> BTreeMap<&str, &str> {
    let rows = document.blocks.iter().filter_map(|b| if let Block::Facts(rows) = b { Some(rows) } else { None });
    rows.flatten().flatten().map(|f| (f.label.as_ref(), f.value.as_str())).collect()
}

pub fn tables(document: &Document) -> Vec<&Table> {
    document.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect()
}

pub fn texts(row: &[Cell]) -> Vec<&str> {
    row.iter().map(|c| c.text.as_str()).collect()
}
