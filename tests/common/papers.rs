//! The facts of the frozen vector `draw-teams-small`, as the forms take them.
#![allow(clippy::unwrap_used, dead_code)]

use mingchou::course::{Sources, Summary, Worklist};
use mingchou::draw::{
    Attempt, Businesses, Contribution, Nonce, Officers, Outcome, Record, SealPlan, Sealed, SealedBusiness,
    SealedOfficer, Substitution, Time, Void, draw, seed, teams_after,
};
use mingchou::forms::*;
use mingchou::model::{
    Business, Conduct, Department, Digest, Finding, Inspection, Item, LeftOut, Matching, Officer, Plan, Publication,
    Role, SampleSize, Settings, Stage, Stamp, StratifyBy, Stratum, Transfer,
};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a draw is made of, and what was substituted afterwards.
#[derive(Clone)]
pub struct Vector {
    pub sealed: Sealed,
    pub nonce: Nonce,
    pub contributions: Vec<Contribution>,
    pub substitutions: Vec<Substitution>,
}

/// The vector whose outcome is frozen: 12 businesses, 2 teams, 县应急管理局 for 危货 only.
pub fn vector() -> Vector {
    vector_of(include_str!("../vectors/draw-teams-small.json"))
}

/// Round 100: every officer is recused from 平罗县第0014号运输有限公司; an officer and two businesses are out, nobody in.
pub fn last_round() -> Vector {
    vector_of(include_str!("../vectors/draw-last-round.json"))
}

/// Round 1, and four substitutions.
pub fn second_round() -> Vector {
    vector_of(include_str!("../vectors/draw-teams-round.json"))
}

fn vector_of(json: &str) -> Vector {
    let mut json: serde_json::Value = serde_json::from_str(json).unwrap();
    Vector {
        sealed: Sealed::parse(&json["sealed"].to_string()).unwrap(),
        nonce: serde_json::from_value(json["nonce"].take()).unwrap(),
        contributions: serde_json::from_value(json["contributions"].take()).unwrap(),
        substitutions: serde_json::from_value(json["substitutions"].take()).unwrap(),
    }
}

/// 县公安局's two items: one for all, one for 危货 only.
fn plan(sealed: &Sealed) -> Plan {
    let seal = &sealed.seal;
    let items = |department: &str| match department {
        "县公安局" => vec![
            Item { name: "车辆及驾驶员管理".into(), ..Item::default() },
            Item { name: "危货运输企业管理".into(), categories: vec!["危货".into()], ..Item::default() },
        ],
        "县市场监管局" => vec![Item { name: "营业执照登记事项检查".into(), ..Item::default() }],
        _ => Vec::new(),
    };
    let departments = seal.departments.iter().map(|d| Department {
        name: d.name.clone(),
        role: if d.name == seal.campaign.lead { Role::Lead } else { Role::Participant },
        items: items(&d.name),
        per_team: d.per_team,
        draw: d.draw,
        cap: d.cap,
        assistants: Vec::new(),
    });
    let strata = seal.strata.iter().map(|s| Stratum { label: s.label.clone(), size: SampleSize::Ratio(1000) });
    let day = |d| chrono::NaiveDate::from_ymd_opt(2018, 12, d);
    Plan {
        title: seal.campaign.title.clone(),
        number: "平双随机〔2018〕1号".into(),
        basis: "《平罗县2018年双随机抽查计划》".into(),
        place: "县交通运输局会议室".into(),
        inspection_type: None,
        annual_number: String::new(),
        annual_title: String::new(),
        departments: departments.collect(),
        strata: strata.collect(),
        by: StratifyBy::default(),
        ceiling: None,
        matching: Matching::Teams(2),
        contributors: seal.contributors.clone(),
        stages: vec![Stage { name: "实施检查".into(), from: day(10), to: day(20) }],
    }
}

pub fn with_facts<T>(use_facts: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    with_conduct(&Conduct::default(), use_facts)
}

pub fn with_conduct<T>(conduct: &Conduct, use_facts: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    let first = Business {
        code: FIRST.into(),
        address: "平罗县人民路1号".into(),
        legal_person: "马某".into(),
        phone: "13800000000".into(),
        ..Business::default()
    };
    let officer = Officer { certificate: "宁C000003".into(), ..Officer::default() };
    let businesses = BTreeMap::from([(first.code.clone(), &first)]);
    let officers = BTreeMap::from([("宁C000003".to_owned(), &officer)]);
    with_rosters(&vector(), &businesses, &officers, conduct, use_facts)
}

pub fn with_rosters<T>(
    v: &Vector,
    businesses: &BTreeMap<String, &Business>,
    officers: &BTreeMap<String, &Officer>,
    conduct: &Conduct,
    use_facts: impl FnOnce(&DrawFacts<'_>) -> T,
) -> T {
    let commitment = v.sealed.commitment();
    let seed = seed(&commitment, &v.nonce, &v.contributions);
    let drawn = draw(&v.sealed, seed).unwrap();
    let sizes: Vec<String> = vec!["不少于10%".into(); v.sealed.seal.strata.len()];
    let voided = [VoidLine { attempt: 1, preliminary: false, commitment, void: void() }];
    let (seal_link, link) = (format!("{PAGE}#/verify/{commitment}"), format!("{PAGE}#/verify/{commitment}/{seed}"));
    let left_out = [
        vec![LeftOut {
            name: "平罗县停业运输有限公司".into(), reason: "已停业".into(), ..LeftOut::default()
        }],
        Vec::new(),
    ];
    let plan = plan(&v.sealed);
    use_facts(&DrawFacts {
        plan: PlanFacts { plan: &plan, settings: &Settings::default() },
        conduct,
        seal: SealFacts { left_out: &left_out, ..seal_facts(v, commitment, &sizes, &seal_link) },
        contributions: &v.contributions,
        seed,
        link: &link,
        drawn_at: at(),
        outcome: &drawn.outcome,
        teams: &teams_after(&drawn.outcome.teams, &v.substitutions),
        substitutions: &v.substitutions,
        voided: &voided,
        businesses,
        officers,
    })
}

/// Where the application is, as a county would have it.
pub const PAGE: &str = "https://chouqu.pingluo.example.gov.cn/mingchou/";

/// 2018年12月3日14时32分.
pub fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2018-12-03T14:32:00+08:00").unwrap()
}

pub fn void() -> Void {
    Void {
        approved_by: "王某".into(),
        at: Time::of(&at()).unwrap(),
        reason: "投影中断".into(),
        witnesses: vec!["李某".into(), "赵某".into()],
    }
}

static NOBODY: [Vec<LeftOut>; 2] = [Vec::new(), Vec::new()];

fn seal_facts<'a>(v: &'a Vector, commitment: Digest, sizes: &'a [String], link: &'a str) -> SealFacts<'a> {
    SealFacts {
        number: "平双随机〔2018〕1号",
        place: "县交通运输局会议室",
        sizes,
        by: StratifyBy::default(),
        sealed: &v.sealed,
        commitment,
        sealed_at: at(),
        link,
        preliminary: false,
        subject: mingchou::model::Subject::Market,
        left_out: &NOBODY,
    }
}

/// What is known of a void after so many numbers, with a draw where all of them are in.
pub fn with_void<T>(v: &Vector, numbers: usize, use_facts: impl FnOnce(&VoidFacts<'_>) -> T) -> T {
    let commitment = v.sealed.commitment();
    let all = numbers == v.contributions.len();
    let seed = seed(&commitment, &v.nonce, &v.contributions);
    let drawn = draw(&v.sealed, seed).unwrap();
    let record = Attempt {
        commitment,
        contributions: v.contributions[..numbers].to_vec(),
        nonce: Some(v.nonce),
        outcome: all.then(|| drawn.outcome.clone()),
        seal: v.sealed.seal.clone(),
        seed: all.then_some(seed),
        substitutions: Vec::new(),
        void: Some(void()),
    };
    use_facts(&VoidFacts {
        seal: seal_facts(v, commitment, &[], ""),
        contributions: &record.contributions,
        nonce: record.nonce,
        seed: record.seed,
        drawn: record.outcome.as_ref().map(|outcome: &Outcome| (at(), outcome)),
        substitutions: 0,
        void: &void(),
        link: record.link(),
    })
}

/// A draw of another vector, with its substitutions, of which the rosters tell no more than was sealed.
pub fn with_vector<T>(v: &Vector, use_facts: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    with_rosters(v, &BTreeMap::new(), &BTreeMap::new(), &Conduct::default(), use_facts)
}

/// The record of such a draw, without voided attempts.
pub fn record(f: &DrawFacts<'_>, v: &Vector) -> Record {
    let attempt = Attempt {
        commitment: f.seal.commitment,
        contributions: v.contributions.clone(),
        nonce: Some(v.nonce),
        outcome: Some(f.outcome.clone()),
        seal: v.sealed.seal.clone(),
        seed: Some(f.seed),
        substitutions: v.substitutions.clone(),
        void: None,
    };
    Record::new(vec![attempt], [(v.sealed.businesses.clone(), v.sealed.officers.clone())])
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
    let v = roster_vector(&businesses, &officers, share);
    let by_key = businesses.iter().map(|b| (b.key(), b)).collect();
    let officer_by_key = officers.iter().map(|o| (o.key(), o)).collect();
    with_rosters(&v, &by_key, &officer_by_key, &Conduct::default(), use_facts)
}

fn roster_vector(businesses: &[Business], officers: &[Officer], share: u32) -> Vector {
    let v = vector();
    let seal = v.sealed.seal.clone();
    let business =
        |b: &Business| SealedBusiness { key: b.key(), name: b.name.clone(), stratum: b.categories[0].clone() };
    let officer = |o: &Officer| SealedOfficer { key: o.key(), name: o.name.clone(), department: o.department.clone() };
    let officers: Vec<_> = officers.iter().map(officer).collect();
    // The fixture's departments, in the order in which it has them.
    let mut names: Vec<&str> = Vec::new();
    officers.iter().for_each(|o| {
        if !names.contains(&o.department.as_str()) {
            names.push(&o.department)
        }
    });
    let mut departments = seal.departments;
    departments.iter_mut().zip(&names).for_each(|(d, name)| d.name = (*name).into());
    let count = |label: &str| u32::try_from(businesses.iter().filter(|b| b.categories[0] == label).count()).unwrap();
    let strata =
        ["客运", "普货", "危货", "站场", "维修"].map(|label| (label.into(), (count(label) * share).div_ceil(100)));
    let plan = SealPlan {
        campaign: mingchou::draw::Campaign { lead: departments[0].name.clone(), ..seal.campaign },
        contributors: seal.contributors,
        departments,
        matching: mingchou::draw::MatchingRule { teams: Some(4), ..seal.matching },
        previous: None,
        sealed_at: seal.sealed_at,
        strata: strata.into(),
    };
    let businesses = Rc::new(Businesses::new(businesses.iter().map(business).collect()));
    let officers = Rc::new(Officers::new(officers, Vec::new(), v.sealed.officers.salt));
    Vector { sealed: Sealed::new(plan, &v.nonce, businesses, officers), ..v }
}

/// What forms must hold without a line too much: twenty-one businesses, five departments of two officers a team, names as long
/// as they come, a business and an officer replaced. By household where `teams` is none; without strata where `whole`.
pub fn with_standard<T>(teams: Option<u32>, whole: bool, use_facts: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    let (businesses, officers) = standard_rosters();
    let v = standard_vector(&businesses, &officers, teams, whole);
    let by_key: BTreeMap<String, &Business> = businesses.iter().map(|b| (b.key(), b)).collect();
    let officer_by_key: BTreeMap<String, &Officer> = officers.iter().map(|o| (o.key(), o)).collect();
    with_rosters(&v, &by_key, &officer_by_key, &Conduct::default(), use_facts)
}

const LONG: &str = "宁夏回族自治区石嘴山市平罗县城关镇鼓楼南街惠民便利道路旅客运输与普通货物运输以及汽车维护修理综合服务有限责任公司平罗县第一分公司城关营业部（个体工商户）";

fn standard_rosters() -> (Vec<Business>, Vec<Officer>) {
    let words = ["鑫源", "宏运", "𠮷祥", "塞上江南绿色通道", "买买提·艾力", "平安", "顺达", "（集团）通达"];
    let kinds = ["运输有限公司", "汽车维修服务中心", "危险货物运输有限责任公司平罗分公司"];
    let name = |i: usize| match i % 10 {
        3 => format!("{LONG}{i}"),
        7 => format!("中国石油天然气股份有限公司宁夏石嘴山销售分公司平罗县崇岗镇国道109线加油加气充电综合服务站{i}"),
        _ => format!("平罗县{}{}{}", words[i % 8], i, kinds[i % 3]),
    };
    let people = ["张𠮷", "欧阳娜娜", "古丽娜尔·阿布都热合曼江", "买买提·艾力·阿布都热合曼", "王某某", "赵强"];
    let business = |i: usize| Business {
        name: name(i),
        code: format!("91640221MA76{i:05}{}", ["X", "M", "W", "3"][i % 4]),
        categories: [vec!["客运"], vec!["普货", "危货"], vec!["维修"]][i % 3].iter().map(|c| (*c).to_owned()).collect(),
        legal_person: people[i % 6].into(),
        phone: if i.is_multiple_of(4) { "0952-6012345、13895201234".into() } else { format!("1389520{i:04}") },
        address: format!(
            "平罗县城关镇鼓楼南街{i}号{}",
            if i.is_multiple_of(5) { "平罗工业园区".repeat(6) } else { String::new() }
        ),
        ..Business::default()
    };
    let departments =
        ["县交通运输局", "县公安局交通警察大队", "县市场监督管理局", "县文化旅游和广播电视局", "县应急管理局"];
    let officer = |i: usize| Officer {
        name: if i % 12 < 6 {
            format!("{}{}", ["李", "欧阳", "马"][i % 3], ["某甲", "某", "娜娜"][i / 3 % 3])
        } else {
            people[i % 6].into()
        },
        department: departments[i % 5].into(),
        certificate: if i % 7 == 3 { format!("宁640221-2023-{i:06}") } else { format!("640221{i:05}") },
        ..Officer::default()
    };
    ((0..40).map(business).collect(), (0..60).map(officer).collect())
}

fn standard_vector(businesses: &[Business], officers: &[Officer], teams: Option<u32>, whole: bool) -> Vector {
    use mingchou::draw::{MatchingRule, Mode};
    let v = roster_vector(businesses, officers, 50);
    let mode = if teams.is_some() { Mode::Teams } else { Mode::PerBusiness };
    let seal = v.sealed.seal;
    let business = |b: &Business| SealedBusiness {
        key: b.key(),
        name: b.name.clone(),
        stratum: if whole { "全部".into() } else { b.categories[0].clone() },
    };
    let listed: Vec<SealedBusiness> = businesses.iter().map(business).collect();
    let share = |label: &str| listed.iter().filter(|b| b.stratum == label).count().div_ceil(2) as u32;
    let labels: &[&str] = if whole { &["全部"] } else { &["客运", "普货", "维修"] };
    let mut departments = seal.departments;
    departments.iter_mut().for_each(|d| (d.strata, d.draw, d.cap, d.per_team) = (None, None, None, 2));
    let plan = SealPlan {
        campaign: mingchou::draw::Campaign {
            title: "平罗县道路运输行业跨部门联合“双随机、一公开”随机抽查".into(),
            lead: departments[0].name.clone(),
            ..seal.campaign
        },
        contributors: seal.contributors,
        departments,
        matching: MatchingRule { mode, teams },
        previous: None,
        sealed_at: seal.sealed_at,
        strata: labels.iter().map(|label| ((*label).into(), share(label))).collect(),
    };
    let out: Vec<SealedOfficer> = officers
        .iter()
        .map(|o| SealedOfficer { key: o.key(), name: o.name.clone(), department: o.department.clone() })
        .collect();
    let (listed, out) =
        (Rc::new(Businesses::new(listed)), Rc::new(Officers::new(out, Vec::new(), v.sealed.officers.salt)));
    let v = Vector { sealed: Sealed::new(plan, &v.nonce, listed, out), ..v };
    Vector { substitutions: replaced(&v), ..v }
}

/// The second business drawn and the first officer of team 1 are replaced by somebody who was not drawn.
fn replaced(v: &Vector) -> Vec<Substitution> {
    use mingchou::model::EntityKind;
    let seed = seed(&v.sealed.commitment(), &v.nonce, &v.contributions);
    let outcome = draw(&v.sealed, seed).unwrap().outcome;
    let drawn = &outcome.businesses[1];
    let stratum = |key: &str| v.sealed.businesses.get(key).unwrap().stratum.clone();
    let spare =
        v.sealed.businesses.iter().find(|b| !outcome.businesses.contains(&b.key) && b.stratum == stratum(drawn));
    let team = outcome.teams.iter().find(|t| t.businesses.contains(drawn)).unwrap().number;
    let department = &v.sealed.seal.departments[0].name;
    let here = outcome.teams[0].officers_of(department);
    let away = |o: &&SealedOfficer| o.department == *department && !here.contains(&o.key);
    let incoming = v.sealed.officers.officers.iter().find(away).unwrap().key.clone();
    let of = |kind, team, out: &str, incoming: String, reason: &str| Substitution {
        kind,
        team,
        out: Some(out.into()),
        incoming: Some(incoming),
        reason: reason.into(),
        approved_by: "欧阳娜娜".into(),
        at: Time::of(&at()).unwrap(),
    };
    vec![
        of(EntityKind::Business, team, drawn, spare.unwrap().key.clone(), "已停业，经查实不再经营"),
        of(EntityKind::Officer, 1, &here[0], incoming, "病假"),
    ]
}

pub const FIRST: &str = "91640221X5B318JBF5";
pub const DANGEROUS: &str = "91640221K0CUWMH39U";

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
        answered: None,
        closed: None,
    };
    let at = Stamp::parse_from_rfc3339("2018-12-21T09:00:00+08:00").unwrap();
    let batch = Publication { on: day(21), place: "县政府网站".into(), businesses: vec![FIRST.into()], at };
    Conduct {
        inspections: BTreeMap::from([(FIRST.into(), inspection)]),
        publications: vec![batch].into(),
        transfers: vec![transfer],
        corrections: Vec::new(),
        ..Conduct::default()
    }
}

/// What is to be inspected, as it is made for the screen.
pub fn worklist(f: &DrawFacts<'_>) -> Worklist {
    let items: Vec<_> = f.plan.plan.departments.iter().map(|d| (d.name.clone(), d.items.clone())).collect();
    Worklist::new(Sources {
        by: f.seal.by,
        sealed: f.seal.sealed,
        drawn: &f.outcome.businesses,
        teams: &f.outcome.teams,
        substitutions: f.substitutions,
        drawn_on: f.drawn_at.date_naive(),
        items: &items,
        rows: &f.businesses.iter().map(|(key, b)| (key.clone(), (*b).clone())).collect(),
        certificates: &BTreeMap::new(),
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
