//! The forms as data, against what a clerk would write by hand.

use crate::common::papers::{
    DANGEROUS, FIRST, conduct, facts, summary, tables, texts, vector, with_conduct, with_facts,
};
use mingchou::forms::*;
use mingchou::model::{Conduct, Settings, Words};

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
    for document in with_facts(every) {
        for table in tables(&document) {
            assert_eq!(table.columns.iter().map(|c| u32::from(c.width)).sum::<u32>(), 100, "{:?}", document.title);
            for group in &table.groups {
                assert_eq!(group[0].len(), table.columns.len(), "{:?}", document.title);
                for (row, placed) in group.iter().zip(table.placed(group)) {
                    assert_eq!(row.len(), placed.len(), "{:?}", document.title);
                }
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
    let text = words(&document);
    for told in ["名录中不参加抽取的", "市场主体1户", "平罗县停业运输有限公司", "已停业"] {
        assert!(text.contains(told), "{told}");
    }
    let nobody = [Vec::new(), Vec::new()];
    let document = with_facts(|f| seal_sheet(&SealFacts { left_out: &nobody, ..f.seal }));
    assert!(!words(&document).contains("不参加"));
}

fn every(f: &DrawFacts<'_>) -> Vec<Document> {
    let sheets = [Sheet::Form2, Sheet::Form6, Sheet::Form7, Sheet::Notice, Sheet::RecordForm, Sheet::Letter];
    let mut documents = pack(f, Scope::Whole, &sheets);
    documents.extend([seal_sheet(&f.seal), form4(f, &summary(f), &[])]);
    documents
}

fn words(document: &Document) -> String {
    document.text().replace("\r\n", "\n")
}

/// The record number and the commitment's first digits stand at the foot of every page of every paper.
#[test]
fn every_paper_says_which_draw_it_is_of() {
    let commitment = vector().manifest.commitment();
    for document in with_facts(every) {
        assert!(document.foot.starts_with("平双随机〔2018〕1号"), "{:?}", document.title);
        assert!(document.foot.ends_with(&commitment.short(4)), "{:?}", document.title);
    }
}

#[test]
fn form3_has_room_for_what_is_not_known_and_tells_what_is() {
    let blank = with_facts(|f| form3(f, FIRST));
    let known = facts(&blank);
    assert_eq!(known["被检查单位"], "平罗县第0009号运输有限公司");
    assert_eq!((known["编　号"], known["检查组"]), ("平双随机〔2018〕1号-001", "第2组（组长执法员0-0）"));
    assert_eq!(known["法定代表人"], "马某");
    assert_eq!(known["检查时间"], "　　　　年　　月　　日");
    assert!(known["检查结果"].starts_with("□未发现问题　□") && !known["检查结果"].contains('☑'));
    // The officers of the departments that apply, two each; 县安监局 inspects 危货 only.
    assert_eq!(known["检查人员"].split('；').count(), 8);
    // 站场: one of 县公安局's two items; departments without items keep a line to write on.
    let rows: Vec<Vec<&str>> = tables(&blank)[0].groups.iter().flatten().map(|row| texts(row)).collect();
    assert_eq!(rows[1], ["县公安局", "车辆及驾驶员管理", "", ""]);
    assert_eq!(rows.len(), 4);
    let dangerous = with_facts(|f| form3(f, DANGEROUS));
    let rows: Vec<Vec<&str>> = tables(&dangerous)[0].groups.iter().flatten().map(|row| texts(row)).collect();
    assert_eq!(rows[2], ["危货运输企业管理", "", ""]);
    assert_eq!(tables(&dangerous)[0].groups[1][0][0].rows, 2);

    let filled = with_conduct(&conduct(), |f| form3(f, FIRST));
    let known = facts(&filled);
    assert_eq!(known["检查时间"], "2018年12月12日");
    assert!(known["检查方式"].starts_with("☑实地检查　□书面检查") && known["检查方式"].ends_with("　☑抽样"));
    assert!(known["检查结果"].contains("☑发现问题已责令改正"));
    assert_eq!(known["检查结果"].matches('☑').count(), 1);
    assert!(known["后续处置措施"].contains("☑抄告其他部门"));
    let row = texts(&tables(&filled)[0].groups[1][0]);
    assert_eq!(row, ["县公安局", "车辆及驾驶员管理", "2名驾驶员从业资格证过期 <A&B>", "责令3日内改正"]);
}

/// What was entered is never lost on paper, even if the plan no longer has the item, or the officers did not all come.
#[test]
fn form3_keeps_findings_on_items_that_are_gone_and_names_those_present() {
    let mut conduct = conduct();
    let inspection = conduct.inspections.get_mut(FIRST).unwrap();
    inspection.findings[0].item = "已取消的事项".into();
    inspection.present = Some(vec!["宁C010002".into(), "宁C010004".into()]);
    inspection.refused = true;
    inspection.opinion = "法定代表人外出".into();
    let document = with_conduct(&conduct, |f| form3(f, FIRST));
    assert!(words(&document).contains("已取消的事项\t2名驾驶员"));
    let known = facts(&document);
    assert_eq!(known["检查人员"], "执法员1-2（县公安局）；执法员1-4（县公安局）");
    assert_eq!(known["被检查单位\n意　见"], "☑拒签（原因：法定代表人外出）");
}

#[test]
fn form5_is_a_letter_with_everything_that_must_be_told() {
    let text = words(&with_facts(|f| form5(f, DANGEROUS)));
    for part in [
        "平罗县第0002号运输有限公司：",
        "根据《平罗县2018年双随机抽查计划》和《中华人民共和国行政处罚法》",
        "2018年12月3日公开随机抽取",
        "检查时间：2018年12月10日至2018年12月20日之间。",
        "检查方式：实地检查。",
        "1．营业执照、经营许可证等证照；",
        "5．严禁事先通风报信、隐瞒不报或者改变检查结果。",
        "有权申请其回避",
        "拒绝、阻碍检查",
        "县交通运输局（公章）",
        "联系人：＿",
        "（平双随机〔2018〕1号-005）已收到。",
        "收件人（签字）：",
        "危货运输企业管理",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let officers = with_facts(|f| form5(f, DANGEROUS));
    assert_eq!(texts(&tables(&officers)[1].groups[0][0])[..2], ["执法员0-0（组长）", "县交通运输局"]);
    assert_eq!(tables(&officers)[1].groups.len(), 10, "two of each of five departments");
}

#[test]
fn the_letter_tells_the_result_and_says_nothing_before_there_is_one() {
    let text = words(&with_conduct(&conduct(), |f| letter(f, FIRST)));
    for part in [
        "2018年12月12日，县交通运输局、县公安局、县市场监管局、县运管所按照",
        "发现问题已责令改正。",
        "县公安局\t车辆及驾驶员管理\t2名驾驶员从业资格证过期 <A&B>\t责令3日内改正",
        "抄告其他部门。",
        "“驾驶员从业资格证过期”已于2018年12月21日由县公安局移送县运管所处理。",
        "上述结果已于2018年12月21日在县政府网站公示。",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let blank = words(&with_facts(|f| letter(f, FIRST)));
    assert!(!blank.contains("未发现") && !blank.contains("无需后续处置") && !blank.contains("没有记录问题"), "{blank}");
    assert!(blank.contains("10个工作日内在国家企业信用信息公示系统公示"));
    // A result that says there were problems, and none written down: no letter says the contrary.
    let mut open = conduct();
    open.inspections.get_mut(FIRST).unwrap().findings.clear();
    let open = words(&with_conduct(&open, |f| letter(f, FIRST)));
    assert!(open.contains("发现问题已责令改正。") && !open.contains("没有记录问题"), "{open}");
}

/// One of five businesses was inspected, published and handed on; 县安监局 inspects 危货 only, one business of the five.
/// What counties phrase in their own way, 附件2's, 附件4's and 附件6's as well.
#[test]
fn titles_and_signature_lines_are_the_settings() {
    let owned = |all: &[&str]| all.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
    let words = Words {
        form2_title: owned(&["抽取记录"]),
        form2_signatures: owned(&["主持人", "公证员"]),
        form4_signatures: owned(&["经办人"]),
        form6_title: "匹配表".into(),
        ..Default::default()
    };
    let settings = Settings { words, ..Settings::default() };
    let made = with_facts(|f| {
        let plan = PlanFacts { settings: &settings, ..f.plan };
        let f = &DrawFacts { plan, ..*f };
        [form2(f), form4(f, &summary(f), &[]), form6(f)]
    });
    let signed = |d: &Document| {
        d.blocks.iter().find_map(|b| if let Block::Signatures(rows) = b { Some(rows.clone()) } else { None })
    };
    assert_eq!((made[0].title.concat(), made[2].title.concat()), ("抽取记录".to_owned(), "匹配表".to_owned()));
    assert_eq!(signed(&made[0]).unwrap(), [owned(&["主持人：", "公证员：", "　　　　年　　月　　日"])]);
    assert_eq!(signed(&made[1]).unwrap(), [owned(&["经办人：　　　　年　　月　　日"])]);
}

#[test]
fn form4_has_a_column_for_each_result_and_lists_the_businesses() {
    let document = with_conduct(&conduct(), |f| {
        let unknown = mingchou::course::Discrepancy::Count { wanted: 6, listed: 5 };
        form4(f, &summary(f), &[unknown])
    });
    assert!(document.layout == Layout::Wide);
    let tables = tables(&document);
    let counts = tables[0];
    assert_eq!(counts.columns.len(), 10 + 10);
    // Each row may stand at the head of a page, and says of what part it is.
    let rows: Vec<_> = counts.groups.iter().map(|group| texts(&group[0])).collect();
    assert_eq!(rows[0][..4], ["部门", "1", "县交通运输局", "5"]);
    assert_eq!(rows[1][..7], ["部门", "2", "县公安局", "5", "1", "1", "20.0%"]);
    assert_eq!(rows[2][..7], ["部门", "3", "县安监局", "1", "0", "0", "0.0%"]);
    let of = |part: &str| rows.iter().filter(|row| row[0] == part).count();
    assert_eq!((of("部门"), of("类别"), of("检查组"), rows.len()), (5, 5, 2, 13), "and the total");
    let total = &rows[12];
    assert_eq!(total[..7], ["", "", "合计", "5", "1", "1", "20.0%"]);
    assert_eq!(total[7 + 4], "1", "发现问题已责令改正 is the fifth result");
    assert_eq!(total[17..], ["1", "0", "0.0%"]);
    assert!(words(&document).contains("后续处置合计：抄告其他部门1户。"));
    let list = tables[1];
    assert_eq!(list.groups.len(), 5);
    let first = texts(&list.groups[0][0]);
    assert_eq!(first[..5], ["1", "平罗县第0009号运输有限公司", "第2组", "2018年12月12日", "发现问题已责令改正"]);
    assert_eq!(
        first[5..],
        ["县公安局：2名驾驶员从业资格证过期 <A&B>", "县公安局：责令3日内改正\n抄告其他部门", "2018年12月21日"]
    );
    assert!(words(&document).contains("尚待核对：应抽6户，检查名单有5户。"));
}

#[test]
fn form7_lists_items_with_the_ratio_of_their_categories() {
    let document = with_facts(|f| form7(&f.plan));
    let rows: Vec<Vec<&str>> = tables(&document)[0].groups.iter().map(|g| texts(&g[0])).collect();
    assert_eq!(rows.len(), 6, "three items, and a line each for three departments without");
    assert_eq!(rows[1][2..9], ["车辆及驾驶员管理", "", "", "全部", "县公安局（配合）", "实地检查", "不少于10%"]);
    assert_eq!(rows[2][5], "危货");
    assert!(document.layout == Layout::Wide && rows[0][6] == "县交通运输局（牵头）");
}

#[test]
fn packs_go_business_by_business() {
    let titles = |scope| {
        with_facts(|f| pack(f, scope, &FIELD).into_iter().map(|d| (d.label.to_string(), mark(&d))).collect::<Vec<_>>())
    };
    let team = [
        ("附件5", "第2组第1户（本组2户）　第1户，共5户"),
        ("附件3", "第2组第1户（本组2户）　第1户，共5户"),
        ("附件5", "第2组第2户（本组2户）　第5户，共5户"),
        ("附件3", "第2组第2户（本组2户）　第5户，共5户"),
    ];
    assert_eq!(titles(Scope::Team(2)), team.map(|(label, mark)| (label.to_owned(), mark.to_owned())));
    assert_eq!(
        titles(Scope::Business(DANGEROUS)),
        team[2..].iter().map(|(l, m)| ((*l).to_owned(), (*m).to_owned())).collect::<Vec<_>>()
    );
    assert_eq!(titles(Scope::Whole).len(), 10);
    let whole =
        with_conduct(&Conduct::default(), |f| pack(f, Scope::Whole, &[Sheet::Notice, Sheet::Form6, Sheet::Form2]));
    assert_eq!(whole.iter().map(|d| d.label.as_ref()).collect::<Vec<_>>()[..3], ["附件6", "附件2", "附件5"]);
}

fn mark(document: &Document) -> String {
    let Some(Block::Text { text, set: Para::Mark }) = document.blocks.first() else { return String::new() };
    text.clone()
}
