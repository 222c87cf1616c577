//! LibreOffice opens every .docx that is handed over: of one campaign that was voided once, drawn, approved, inspected, put right
//! and published, each paper, the letters and notices to the public, and the reports. Each has its title, and its foot on every page.

use crate::common::desk::{Desk, day};
use crate::common::office::pdf_pages;
use crate::common::python;
use mingchou::course::{NoticeFacts, Worklist, drawn_notice, drawn_table, result_notice, result_table};
use mingchou::draw::{Report, verify};
use mingchou::export::docx;
use mingchou::forms::*;
use mingchou::model::{
    Approval, Attendee, CheckPoint, Digest, Finding, Inspection, InspectionCode, Meeting, MeetingRole, Rectification,
    Reinspection, Settings, Stamp,
};
use mingchou::route;
use mingchou::state::*;
use mingchou::work::{CampaignPapers, OutcomeFacts};

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2018-12-28T09:00:00+08:00").unwrap()
}

/// A campaign of which every paper can be made.
fn carried_out() -> (Desk, Worklist) {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let settings = Settings { codes: true, approvals: true, ..Settings::of_today() };
    desk.act(Act::EditSettings(Box::new(settings))).unwrap();
    let person = |id, role, name: &str| Attendee {
        id,
        role,
        name: name.into(),
        unit: "县交通运输局".into(),
        office: "副局长".into(),
    };
    let people = vec![person(1, MeetingRole::Host, "马某"), person(2, MeetingRole::Supervisor, "丁某")];
    let meeting = Meeting { on: Some(day(3)), time: "下午2:00".into(), people, last_id: 2, ..Meeting::default() };
    desk.act(Act::EditMeeting(Box::new(meeting))).unwrap();
    desk.seal(7).unwrap();
    let (reason, approved_by, witnesses) = ("县安监局代表离场".into(), "李主任".into(), "王某".into());
    desk.act(Act::Void { reason, approved_by, witnesses, incomplete: true }).unwrap();
    desk.seal(8).unwrap();
    desk.draw();
    let mut plan = desk.campaign().plan.clone();
    for item in plan.departments.iter_mut().flat_map(|d| &mut d.items) {
        let text = "证照是否齐全、有效".into();
        item.item.points = vec![CheckPoint { number: "1".into(), text, ..CheckPoint::default() }];
    }
    desk.act(Act::EditPlan(Box::new(plan))).unwrap();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let (first, lead) = (&list.businesses[0], list.lead.clone());
    let approval =
        Approval { department: lead, business: None, approver: "李某".into(), on: day(5), urgent: String::new() };
    desk.act_on("2018-12-05", Act::Approve(Box::new(approval))).unwrap();
    let codes = vec![InspectionCode { code: "https://jcm.example.gov.cn/c/7".into(), ..InspectionCode::default() }];
    desk.act_on("2018-12-05", Act::EnterCodes { business: first.key.clone(), codes }).unwrap();
    let finding = Finding {
        department: first.shares[0].department.clone(),
        item: first.shares[0].items[0].clone(),
        problem: "灭火器过期".into(),
        handling: "责令改正".into(),
    };
    let two = first.officers().take(2).map(|o| o.key.clone()).collect();
    let rectification = Rectification {
        number: "平责改〔2018〕3号".into(),
        due: Some(day(20)),
        done: "已更换".into(),
        reinspected: Some(day(21)),
        reinspectors: two,
        outcome: Some(Reinspection::Rectified),
    };
    let ordered = Inspection {
        date: Some(day(12)),
        result: "发现问题已责令改正".into(),
        findings: vec![finding],
        rectification: Some(rectification),
        ..Inspection::default()
    };
    let none = Inspection { date: Some(day(12)), result: "未发现问题".into(), ..Inspection::default() };
    let entry = |(i, b): (usize, &mingchou::course::WorklistItem)| {
        (b.key.clone(), if i == 0 { ordered.clone() } else { none.clone() })
    };
    let entries = list.businesses.iter().enumerate().map(entry).collect();
    desk.act_on("2018-12-22", Act::InspectMany(entries)).unwrap();
    let businesses = list.businesses.iter().map(|b| b.key.clone()).collect();
    desk.act_on("2018-12-24", Act::Publish { on: day(24), place: "县政府网站".into(), businesses }).unwrap();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    (desk, list)
}

/// What stands behind an address of papers: a new kind of paper does not compile before it is here.
fn made(papers: route::Papers, desk: &Desk, list: &Worklist) -> Vec<Document> {
    use route::Papers as P;
    let of = CampaignPapers { model: &desk.model, campaign: desk.campaign(), address: None };
    let outcome = |make: &dyn Fn(&OutcomeFacts<'_>) -> Vec<Document>| of.of_outcome(list, make).unwrap();
    let pack = |sheets: &[Sheet]| outcome(&|k| pack(&k.facts, Scope::Whole, sheets));
    match papers {
        P::Form1 => outcome(&|k| form1(&k.facts.plan).into()),
        P::Seal => of.of_seal(|_, facts| vec![seal_sheet(&facts)]).unwrap(),
        // It is printed alone: no file of it is left on the machine.
        P::Nonce => Vec::new(),
        P::Void => of.void_sheets(None),
        P::MeetingNotice => of.meeting_notice().into_iter().collect(),
        P::SignIn => of.sign_in_sheet().into_iter().collect(),
        P::Minutes => of.minutes().into_iter().collect(),
        P::Outcome => pack(&[Sheet::Form2, Sheet::Form6]),
        P::Form2 => pack(&[Sheet::Form2]),
        P::Form4 => outcome(&|k| vec![form4(&k.facts, k.summary(), k.discrepancies())]),
        P::Form6 => pack(&[Sheet::Form6]),
        P::Form7 => pack(&[Sheet::Form7]),
        P::Approvals => outcome(&|k| approvals(&k.facts, None)),
        P::Field => pack(&FIELD),
        P::Notices => pack(&[Sheet::Notice]),
        P::Records => pack(&[Sheet::RecordForm]),
        P::Letters => pack(&[Sheet::Letter]),
        P::Checklists => pack(&[Sheet::Checklist]),
        P::Scenes => pack(&[Sheet::Scene]),
        P::Orders => pack(&[Sheet::Order]),
        P::Reinspections => pack(&[Sheet::Reinspection]),
    }
}

/// What is handed over besides: the list of the drawn, the report, both notices to the public, the report of a verification, and
/// 附件5 as the letter of 2018.
fn others(desk: &Desk, list: &Worklist) -> Vec<(&'static str, Vec<Document>)> {
    let of = CampaignPapers { model: &desk.model, campaign: desk.campaign(), address: None };
    let settings = &desk.campaign().settings;
    let [drawn, report, letters] = of
        .of_outcome(list, |k| {
            let f = &k.facts;
            let old = Settings::default();
            let as_letter = DrawFacts { plan: PlanFacts { settings: &old, ..f.plan }, ..*f };
            let letters = pack(&as_letter, Scope::Whole, &[Sheet::Notice]);
            [vec![drawn_list(f)], vec![report(f, k.summary(), k.discrepancies(), at())], letters]
        })
        .unwrap();
    let conduct = &desk.campaign().current().unwrap().conduct;
    let facts = NoticeFacts {
        list,
        basis: "《工作方案》",
        population: 110,
        commitment: desk.campaign().current().unwrap().commitment,
        settings,
        on: day(24),
    };
    let (before, after) = (drawn_notice(&facts), result_notice(&facts, conduct, None));
    let notices = vec![
        notice_document(&before, &drawn_table(list)),
        notice_document(&after, &result_table(list, conduct, settings, None)),
    ];
    let record = desk.record();
    let verified = Report::new(&record, &verify(&record));
    let facts = VerificationFacts {
        report: &verified,
        file: "记录.json",
        file_digest: Digest::of(""),
        at: at(),
        papers: &Papers::default(),
    };
    vec![
        ("drawn", drawn),
        ("report", report),
        ("letters-2018", letters),
        ("notices", notices),
        ("verification", vec![verification(&facts)]),
    ]
}

fn flat(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn libreoffice_opens_every_paper() {
    let (desk, list) = carried_out();
    let known = route::Papers::ALL.into_iter().map(|papers| {
        let hash = route::Route::Papers(String::new(), papers, route::Whose::All).hash();
        (hash.rsplit('/').next().unwrap().replace('+', "-"), made(papers, &desk, &list))
    });
    let others = others(&desk, &list).into_iter().map(|(name, documents)| (name.to_owned(), documents));
    let all: Vec<_> = known.chain(others).collect();
    let empty: Vec<_> = all.iter().filter(|(_, documents)| documents.is_empty()).map(|(name, _)| name).collect();
    assert_eq!(empty, ["nonce"], "of this campaign there is every paper");
    // What is said of a column's width is said of the whole: names and codes are measured by it.
    for (name, document) in all.iter().flat_map(|(name, all)| all.iter().map(move |d| (name, d))) {
        for table in document.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }) {
            let width: u32 = table.columns.iter().map(|c| u32::from(c.width)).sum();
            let heads: Vec<_> = table.columns.iter().map(|c| &c.head).collect();
            assert!((99..=100).contains(&width), "{name}: {heads:?} are {width} % of the page");
        }
    }
    let folder = python::folder("every-paper");
    let mut files = Vec::new();
    for (name, documents) in all.iter().filter(|(_, documents)| !documents.is_empty()) {
        let path = folder.join(format!("{name}.docx"));
        std::fs::write(&path, docx(documents, at()).unwrap()).unwrap();
        files.push((path, documents));
    }
    let paths: Vec<_> = files.iter().map(|(path, _)| path.as_path()).collect();
    let Some(found) = pdf_pages(&folder, &paths) else { return };
    for ((path, documents), pages) in files.iter().zip(&found) {
        let path = path.display();
        let mut starts: Vec<_> = (0..pages.len()).filter(|i| pages[*i].contains("第1页，共")).collect();
        assert_eq!(starts.len(), documents.len(), "{path}: a paper begins a page, which is its first");
        starts.push(pages.len());
        for (document, own) in documents.iter().zip(starts.windows(2)) {
            let (title, foot) = (flat(&document.title.concat()), flat(&document.foot));
            assert!(pages[own[0]].contains(&title), "{path}, {title}: {}", pages[own[0]]);
            assert!(pages[own[0]..own[1]].iter().all(|page| page.contains(&foot)), "{path}, {title}: the foot {foot}");
        }
    }
}
