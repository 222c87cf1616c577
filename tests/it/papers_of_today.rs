//! 行政检查通知书, 行政检查审批表 and 实施方案: every element that the sources ask for is on the page, and what is known is not
//! left to be written by hand (domain §7).

use crate::common::office::pdf_pages;
use crate::common::papers::{FIRST, conduct, facts, tables, texts, with_conduct, with_facts, with_standard, worklist};
use crate::common::python;
use mingchou::course::Summary;
use mingchou::export::docx;
use mingchou::forms::*;
use mingchou::model::{
    Approval, Assistant, Conduct, HalfDay, InspectionCode, InspectionType, Item, NoticeForm, Plan, PlannedDay,
    Settings, StratifyBy, Subject, Visit,
};

/// The plan and settings of today on these facts; every item has its 依据 and every department somebody who assists.
fn of_today<T>(f: &DrawFacts<'_>, conduct: &Conduct, make: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    let mut plan: Plan = f.plan.plan.clone();
    plan.annual_number = "平检计〔2026〕3号".into();
    plan.annual_title = "平罗县2026年度涉企行政检查计划".into();
    plan.inspection_type = Some(InspectionType::Daily);
    for d in &mut plan.departments {
        if d.items.is_empty() {
            let name = format!("{}职责范围内的道路运输安全生产监督检查", d.name);
            d.items.push(Item { name, ..Item::default() });
        }
        for item in &mut d.items {
            item.basis = "《中华人民共和国道路运输条例》第五十八条、第五十九条".into();
            item.code = "0118003".into();
            item.published = "县政府网站".into();
            item.frequency = "每年不超过2次".into();
        }
        d.assistants = vec![Assistant { name: "专家甲".into(), unit: "市质检所".into(), task: "采样".into() }];
    }
    let settings = Settings { oversight_phone: "0952-6012345".into(), codes: true, ..Settings::of_today() };
    make(&DrawFacts { plan: PlanFacts { plan: &plan, settings: &settings }, conduct, ..*f })
}

fn visit(codes: Vec<InspectionCode>) -> Visit {
    let on = "2018-12-12".parse().unwrap();
    Visit { planned: Some(PlannedDay { on, half: HalfDay::Afternoon }), codes }
}

fn code(department: &str, code: &str, reason: &str) -> InspectionCode {
    InspectionCode {
        department: department.into(),
        code: code.into(),
        reason: reason.into(),
        ..InspectionCode::default()
    }
}

fn notice(conduct: &Conduct) -> Document {
    with_facts(|f| of_today(f, conduct, |f| form5(f, FIRST)))
}

/// The list of what a notice must tell, by the labels that counties have (domain §7), in order.
#[test]
fn the_notice_tells_everything_that_is_asked_of_it() {
    let mut conduct = Conduct::default();
    conduct.visits.insert(FIRST.into(), visit(vec![code("", "https://jcm.example.gov.cn/c/8841", "")]));
    let document = notice(&conduct);
    assert_eq!(document.title, ["行政检查通知书"]);
    let text = document.text();
    let asked = [
        "文　号：平双随机〔2018〕1号-001",
        "统一社会信用代码：91640221X5B318JBF5",
        "被检查人：平罗县第0011号运输有限公司",
        "地　址：平罗县人民路1号",
        "检查机关：县交通运输局、县公安局、县市场监管局、县交通执法大队",
        "检查类型：☑日常检查　□专项检查　□个案检查",
        "任务来源：年度行政检查计划“平罗县2026年度涉企行政检查计划”（编号平检计〔2026〕3号）；2018年12月3日经公开随机抽取，封存码 0b45",
        "任务依据：《平罗县2018年双随机抽查计划》；《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）",
        "检查机关\t检查事项（公布于县政府网站）\t检查依据",
        "县公安局\t车辆及驾驶员管理（事项编码0118003）\t《中华人民共和国道路运输条例》",
        "检查时间：2018年12月12日下午",
        "检查方式：实地检查",
        "不计入次数的，理由：",
        "检查人员（执法证号）\t协助人员（单位）：任务 （不得单独检查）\t本年度 第几次／上限",
        "执法员0-3（宁C000003）（组长）",
        "专家甲（市质检所）：采样\t第　　次／ 每年不超过2次",
        "检查码：https://jcm.example.gov.cn/c/8841",
        "出示执法证件",
        "有权拒绝检查",
        "申请其回避",
        "陈述、申辩",
        "投诉",
        "如实提供有关情况和资料",
        "严禁逐利检查",
        "严禁干扰企业正常生产经营",
        "严禁任性处罚企业",
        "严禁下达检查指标",
        "严禁变相检查",
        "需要准备的资料",
        "联系人：",
        "行政执法监督电话：0952-6012345；12345",
        "县交通运输局（公章）",
        "县公安局（公章）",
        "县市场监管局（公章）",
        "县交通执法大队（公章）",
        "回　执",
        "《行政检查通知书》（平双随机〔2018〕1号-001）已收到。",
    ];
    let mut from = 0;
    for part in asked {
        let at = text[from..].find(part).unwrap_or_else(|| panic!("{part} is not there, or not in its place: {text}"));
        from += at;
    }
    // The five of 2018 are not the five of today, and nobody is made to come.
    assert!(!text.contains("通风报信") && !text.contains("身份证明"));
    let is_code = |b: &Block| matches!(b, Block::Code { text, .. } if text == "https://jcm.example.gov.cn/c/8841");
    assert!(document.blocks.iter().any(is_code), "an address is a picture too");
}

/// What is not known is left to be written by hand, and what is planned is not taken from what was done.
#[test]
fn what_is_not_known_is_left_blank() {
    let document = notice(&conduct());
    let known = facts(&document);
    assert_eq!(known["检查时间"], "　　　　年　　月　　日　□上午　□下午（2018年12月10日至2018年12月20日之间）");
    assert!(known["检查码"].contains("＿＿") && known["检查码"].contains("理由"));
    let bare = with_facts(|f| {
        let settings = Settings::of_today();
        let f = &DrawFacts { plan: PlanFacts { settings: &settings, ..f.plan }, ..*f };
        form5(f, FIRST)
    });
    let known = facts(&bare);
    assert_eq!(known["检查类型"], "□日常检查　□专项检查　□个案检查");
    assert!(known["任务来源"].starts_with("年度行政检查计划＿＿＿＿＿＿＿＿（编号＿＿＿＿＿＿＿＿）"));
    assert!(texts(&tables(&bare)[0].groups[1][0])[2].starts_with("＿＿"), "依据 that the plan does not have");
    let is_code = |b: &Block| matches!(b, Block::Code { .. });
    assert!(!bare.blocks.iter().any(is_code));
}

/// Codes by department; one that is no address has no picture; where there is none, why.
#[test]
fn codes_stand_with_their_department_or_their_reason() {
    let mut conduct = Conduct::default();
    let codes = vec![code("县公安局", "NX-6402-0001", ""), code("县市场监管局", "", "平台停机")];
    conduct.visits.insert(FIRST.into(), visit(codes));
    let document = notice(&conduct);
    assert_eq!(facts(&document)["检查码"], "县公安局：NX-6402-0001\n县市场监管局：未取得，理由：平台停机");
    assert!(!document.blocks.iter().any(|b| matches!(b, Block::Code { .. })));
}

/// New campaigns have the forms and words of today; what was stored without them keeps those of 2018.
#[test]
fn a_stored_campaign_keeps_the_form_that_it_had() {
    let stored: Settings = serde_json::from_str("{}").unwrap();
    assert_eq!((stored.notice, stored.subject), (NoticeForm::Letter, Subject::Market));
    assert_eq!(stored, Settings::default());
    assert!(stored.words.materials.iter().any(|m| m.contains("身份证明")));
    let new = crate::common::desk::Desk::new(mingchou::state::PlanDraft::blank()).campaign().settings.clone();
    assert_eq!((new.notice, new.subject), (NoticeForm::Inspection, Subject::Operating));
    let words = &new.words;
    assert!(!words.materials.iter().chain(&words.inspection_notice.materials).any(|m| m.contains("身份证明")));
    assert!(!words.integrity.iter().any(|i| i.contains("通风报信")));
    assert_eq!(words.form2_title[1], "执法人员、经营主体选派（抽取）记录单");
    let mut next = new.clone();
    next.set_subject(Subject::Inspected);
    assert_eq!(next.words.form2_title[1], "执法人员、检查对象选派（抽取）记录单");
    let read: Settings = serde_json::from_str(&serde_json::to_string(&next).unwrap()).unwrap();
    assert_eq!(read, next);
}

/// The papers say 经营主体 where the settings do, and nowhere 市场主体.
#[test]
fn the_papers_say_the_term_of_the_settings() {
    let made = with_facts(|f| {
        let none = Conduct::default();
        of_today(f, &none, |f| {
            let seal = SealFacts { subject: Subject::Operating, ..f.seal };
            let mut all = vec![form2(f), form6(f), seal_sheet(&seal), drawn_list(f), form5(f, FIRST)];
            all.extend(approvals(f, None));
            all.extend(form1(&f.plan));
            all
        })
    });
    for document in &made {
        assert!(!document.text().contains("市场主体"), "{:?}", document.title);
    }
    assert!(made[0].text().contains("经营主体名称") && made[2].text().contains("经营主体1户：已停业1户"));
}

#[test]
fn the_approval_tells_what_its_department_does_and_who_approved() {
    let mut conduct = Conduct::default();
    let approval = |business: Option<&str>, approver: &str, on: &str, urgent: &str| Approval {
        department: "县公安局".into(),
        business: business.map(Into::into),
        approver: approver.into(),
        on: on.parse().unwrap(),
        urgent: urgent.into(),
    };
    conduct.visits.insert(FIRST.into(), visit(Vec::new()));
    conduct.approvals =
        vec![approval(None, "王局长", "2018-12-05", ""), approval(Some(FIRST), "李副局长", "2018-12-13", "事故现场")];
    let all = with_facts(|f| of_today(f, &conduct, |f| approvals(f, None)));
    // 县应急管理局 inspects one business of 危货, the others all five.
    let counts: Vec<_> = all.iter().map(|d| tables(d)[0].groups.len()).collect();
    assert_eq!(counts, [5, 5, 1, 5, 5]);
    let document = &all[1];
    assert_eq!(document.title, ["行政检查审批表"]);
    let labels: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|b| if let Block::Facts(rows) = b { Some(rows) } else { None })
        .flatten()
        .flatten()
        .map(|f| f.label.replace('\n', ""))
        .collect();
    let asked = [
        "检查机关",
        "任务名称",
        "任务编号",
        "任务来源、计划编号",
        "检查依据",
        "检查类型",
        "检查对象",
        "检查事项",
        "检查方式",
        "检查时间",
        "检查地点",
        "检查人员（执法证号）",
        "协助人员",
        "本年度已查次数、上限",
        "牵头或参与",
        "承办人意见",
        "承办机构意　见",
        "机关负责人意　见",
        "备　注（紧急补办的理由）",
    ];
    assert_eq!(labels, asked);
    let known = facts(document);
    assert_eq!(known["检查对象"], "经营主体5户，见清单");
    assert_eq!(known["机关负责人\n意　见"], "批准人：王局长　批准日期：2018年12月5日\n（签字或者盖章）");
    assert_eq!(known["备　注（紧急\n补办的理由）"], "紧急补办：平罗县第0011号运输有限公司：事故现场");
    assert!(known["牵头或参与"].starts_with("□牵头　☑参与"));
    assert!(known["检查人员\n（执法证号）"].contains("第1组：执法员1-"));
    let row = tables(document)[0].groups.iter().find(|g| g[0][2].text == FIRST).unwrap();
    let row = texts(&row[0]);
    assert_eq!((row[4], row[5], row[7]), ("2018-12-12\n下午", "第1组", "李副局长\n2018-12-13"));
    assert!(facts(&all[0])["牵头或参与"].starts_with("☑牵头　□参与"));
    assert!(facts(&all[2])["检查对象"].ends_with("）"), "the only one by its name");
    let one = with_facts(|f| of_today(f, &conduct, |f| approvals(f, Some("县公安局"))));
    assert_eq!(one, all[1..2]);
}

/// 附件1 has the six parts of the founding plan's, filled from the plan; what only people know stands in 【】.
#[test]
fn the_plan_of_the_campaign_is_a_draft_to_go_on_with() {
    let [notice, plan] = with_facts(|f| of_today(f, &Conduct::default(), |f| form1(&f.plan)));
    assert_eq!(notice.title, ["关于印发《平罗县道路运输行业跨部门联合随机抽查实施方案》的通知"]);
    let text = plan.text();
    let mut from = 0;
    for part in [
        "一、抽查时间",
        "实施检查：2018年12月10日至2018年12月20日",
        "二、抽查单位和职责",
        "县公安局：责任单位",
        "三、抽查对象和比例",
        "【行政区域】",
        "按类别分别抽取：不少于10%",
        "四、抽查事项",
        "《中华人民共和国道路运输条例》",
        "五、抽查步骤",
        "在县交通运输局会议室当场进行",
        "县公安局、县应急管理局、县市场监管局各报一个号码",
        "组成2个联合检查组",
        "10个工作日内",
        "六、工作要求",
        "严禁逐利检查",
        "【其他要求】",
    ] {
        let at = text[from..].find(part).unwrap_or_else(|| panic!("{part} is not there, or not in its place: {text}"));
        from += at;
    }
}

/// Pages of each document as LibreOffice lays them out; none where it is not installed.
fn pages(name: &str, documents: &[Document]) -> Option<Vec<String>> {
    let folder = python::folder(name);
    let path = folder.join(format!("{name}.docx"));
    std::fs::write(&path, docx(documents, "2018-12-21T09:00:00+08:00".parse().unwrap()).unwrap()).unwrap();
    pdf_pages(&folder, &[&path])?.pop()
}

/// A second item of every department, its name and 依据 as long as lists of items have them.
fn two_items<T>(f: &DrawFacts<'_>, make: impl FnOnce(&DrawFacts<'_>) -> T) -> T {
    let mut plan: Plan = f.plan.plan.clone();
    for d in &mut plan.departments {
        let second = Item {
            name: format!("{}对经营者安全生产主体责任落实、从业人员培训教育和应急预案演练情况的监督检查", d.name),
            basis: "《中华人民共和国安全生产法》第六十二条、《宁夏回族自治区安全生产条例》第四十五条".into(),
            code: "0118004".into(),
            published: "县政府网站".into(),
            frequency: "每年不超过2次".into(),
            ..Item::default()
        };
        d.items.truncate(1);
        d.items.push(second);
    }
    make(&DrawFacts { plan: PlanFacts { plan: &plan, ..f.plan }, ..*f })
}

/// Five departments of two officers, names as long as they come: every notice is two sheets at most, and its 回执 whole. With two
/// long items a department, or with a code for each of them.
#[test]
fn a_notice_of_five_departments_is_two_pages() {
    let none = Conduct::default();
    let one_code = |f: &DrawFacts<'_>| vec![code(&f.seal.sealed.seal.departments[0].name, ADDRESS, "")];
    let all_codes = |f: &DrawFacts<'_>| {
        f.seal.sealed.seal.departments.iter().map(|d| code(&d.name, ADDRESS, "")).collect::<Vec<_>>()
    };
    let notices = |long: bool, codes: &dyn Fn(&DrawFacts<'_>) -> Vec<InspectionCode>| {
        with_standard(Some(4), false, |f| {
            let mut conduct = Conduct::default();
            for key in f.standing() {
                conduct.visits.insert(key.into(), visit(codes(f)));
            }
            let all = |f: &DrawFacts<'_>| f.standing().map(|k| form5(f, k)).collect::<Vec<_>>();
            of_today(f, &conduct, |f| if long { two_items(f, all) } else { all(f) })
        })
    };
    for (name, notices) in [
        ("notices", notices(false, &all_codes)),
        ("notices-long", notices(true, &one_code)),
        ("notices-longest", notices(true, &all_codes)),
    ] {
        let Some(found) = pages(name, &notices) else { return };
        assert!(found.len() <= 2 * notices.len(), "{name}: {} pages of {} notices", found.len(), notices.len());
        let receipts: Vec<_> = found.iter().filter(|p| p.contains("回执")).collect();
        assert_eq!(receipts.len(), notices.len());
        assert!(receipts.iter().all(|p| p.contains("送达人（签字）")));
    }
    let approvals = with_standard(Some(4), false, |f| of_today(f, &none, |f| approvals(f, None)));
    let found = pages("approvals", &approvals).unwrap();
    assert!(found.len() >= approvals.len() && found.iter().all(|p| p.contains("第")));
    let plan = with_standard(Some(4), false, |f| of_today(f, &none, |f| form1(&f.plan)));
    assert!(pages("form1", &plan).unwrap().len() >= 3);
}

const ADDRESS: &str = "https://jcm.example.gov.cn/code?task=2026113012&of=91640221MA7000001X";

/// The old form is what it was, whatever the campaign's words of today are.
#[test]
fn the_letter_of_2018_stays_a_choice() {
    let text = with_conduct(&Conduct::default(), |f| {
        let settings = Settings { notice: NoticeForm::Letter, ..Settings::of_today() };
        let f = &DrawFacts { plan: PlanFacts { settings: &settings, ..f.plan }, ..*f };
        form5(f, FIRST).text()
    });
    assert!(text.starts_with("联合随机抽查告知书") && text.contains("廉政监督") && text.contains("严禁变相检查"));
}

/// Where a county has no codes the notice says nothing of them; several addresses stand in a row, each with its department.
#[test]
fn codes_follow_the_settings_and_several_addresses_stand_in_a_row() {
    let departments = ["县交通运输局", "县公安局", "县市场监管局", "县交通执法大队"];
    let address = |d: &str| format!("https://jcm.example.gov.cn/code/detail?task=20181210&of={d}");
    let mut conduct = Conduct::default();
    conduct.visits.insert(FIRST.into(), visit(departments.map(|d| code(d, &address(d), "")).into()));
    let off = with_facts(|f| {
        of_today(f, &conduct, |f| {
            let settings = Settings { codes: false, ..f.plan.settings.clone() };
            form5(&DrawFacts { plan: PlanFacts { settings: &settings, ..f.plan }, ..*f }, FIRST)
        })
    });
    assert!(!off.text().contains("检查码：") && !off.text().contains("https://"), "{}", off.text());
    let document = notice(&conduct);
    let rows: Vec<_> =
        document.blocks.iter().filter_map(|b| if let Block::Codes(codes) = b { Some(codes) } else { None }).collect();
    let wanted: Vec<_> = departments.iter().map(|d| (address(d), (*d).to_owned())).collect();
    assert_eq!(rows, [&wanted]);
    assert!(facts(&document)["检查码"].starts_with("扫下方各部门的二维码核对；"));
}

/// 行政检查审批表 of one business: its own items, officers, place and approval, and no list.
#[test]
fn an_approval_may_be_of_one_business() {
    let mut conduct = Conduct::default();
    conduct.visits.insert(FIRST.into(), visit(Vec::new()));
    conduct.approvals = vec![Approval {
        department: "县公安局".into(),
        business: Some(FIRST.into()),
        approver: "李副局长".into(),
        on: "2018-12-13".parse().unwrap(),
        urgent: "事故现场".into(),
    }];
    let (all, other) = with_facts(|f| {
        of_today(f, &conduct, |f| {
            let other = f.standing().find(|key| *key != FIRST).unwrap();
            (approvals_of(f, &[FIRST]), approvals_of(f, &[other]))
        })
    });
    // 县应急管理局 inspects 危货 alone, and this is none.
    let of: Vec<_> = all.iter().map(|d| facts(d)["检查机关"].to_owned()).collect();
    assert_eq!(of, ["县交通运输局", "县公安局", "县市场监管局", "县交通执法大队"]);
    let document = &all[1];
    assert!(tables(document).is_empty(), "no list");
    let known = facts(document);
    assert_eq!(known["检查对象"], format!("平罗县第0011号运输有限公司（{FIRST}）"));
    assert_eq!(known["检查时间"], "2018年12月12日下午");
    assert_eq!(known["检查地点"], "平罗县人民路1号");
    assert!(known["检查事项"].starts_with("车辆及驾驶员管理") && !known["检查事项"].contains("危货"));
    assert!(known["检查人员\n（执法证号）"].contains("执法员") && !known["检查人员\n（执法证号）"].contains("第1组"));
    assert!(known["机关负责人\n意　见"].starts_with("批准人：李副局长　批准日期：2018年12月13日"));
    assert_eq!(known["备　注（紧急\n补办的理由）"], "紧急补办：平罗县第0011号运输有限公司：事故现场");
    assert!(!document.text().contains("清单"));
    assert!(facts(&other[1])["备　注（紧急\n补办的理由）"].is_empty(), "the reason of another");
}

/// A campaign by grades says so on every paper, the list of what is inspected and the parts of a pack.
#[test]
fn a_campaign_by_grades_reads_so_everywhere() {
    let none = Conduct::default();
    with_facts(|f| {
        of_today(f, &none, |f| {
            let plan = Plan { by: StratifyBy::Grade, ..f.plan.plan.clone() };
            let seal = SealFacts { by: StratifyBy::Grade, ..f.seal };
            let f = &DrawFacts { seal, plan: PlanFacts { plan: &plan, ..f.plan }, ..*f };
            let list = worklist(f);
            let counts = Summary::new(&list, f.conduct, f.plan.settings);
            let mut all = vec![form2(f), form3(f, FIRST), form4(f, &counts, &[]), form6(f), form7(&f.plan)];
            all.extend([seal_sheet(&f.seal), drawn_list(f), report(f, &counts, &[], crate::common::papers::at())]);
            all.extend(approvals(f, None));
            for document in &all {
                assert!(
                    !document.text().contains("类别") && !document.text().contains("类　别"),
                    "{}",
                    document.text()
                );
            }
            assert!(all[2].text().contains("部门或信用等级") && all[1].text().contains("信用等级"));
            let kinds: Vec<_> = pack_parts(&list, f.conduct).into_iter().map(|(kind, _)| kind).collect();
            assert!(kinds.contains(&"信用等级") && !kinds.contains(&"类别"), "{kinds:?}");
            assert_eq!(ListBy::Category.title(mingchou::draw::Mode::Teams, list.by), "按信用等级");
            let charts = chart::charts(&counts, "2018-12-21".parse().unwrap());
            assert!(charts.iter().all(|c| !c.title.contains("类别")));
        });
    });
}
