//! The forms as data, against what a clerk would write by hand.

use crate::common::papers::{
    DANGEROUS, FIRST, Vector, conduct, facts, last_round, second_round, summary, tables, texts, vector, with_conduct,
    with_facts, with_standard, with_vector, with_void,
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
    assert_eq!(facts["各方报数"], "县公安局：969736；县应急管理局：827715；县市场监管局：817208");
}

#[test]
fn form2_lists_businesses_in_ticket_order_and_officers_by_department() {
    let document = with_facts(form2);
    let tables = tables(&document);
    let first = texts(&tables[0].groups[0][0]);
    // The first of the vector's outcome; its contact is 法定代表人 where the roster names no 联系人.
    let wanted =
        ["1", "平罗县第0011号运输有限公司", "91640221X5B318JBF5", "站场", "平罗县人民路1号", "马某", "13800000000"];
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
    // 站场: everyone but 县应急管理局, which inspects 危货 only.
    let at = |column: usize| {
        let placed = table.placed(&table.groups[0]).into_iter().flatten();
        placed.filter(|(at, _)| *at == column).map(|(_, cell)| cell.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(at(4), ["县交通运输局", "县公安局", "县市场监管局", "县交通执法大队"]);
    // A row an officer, two of each department.
    assert_eq!((at(5).len(), at(6).len()), (8, 8));
    assert!(table.groups.iter().any(|g| g.iter().flatten().any(|c| c.text == "县应急管理局")));
    // 组长: the first officer of the lead in team 1 (protocol §6), by the vector 宁C000003, 执法员0-3.
    let row = &table.groups[0][0];
    assert_eq!(row[7].text, "执法员0-3");
    assert_eq!((row[0].rows, row[7].rows, row[4].rows, row[5].rows), (8, 8, 2, 1));
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
    let commitment = "0b45 82ea 16b9 5a34 53e6 0916 f27f 98f0\n70f3 6ac7 fdbd cfc4 96a2 212c 8422 e680";
    assert_eq!(facts["封存码"], commitment);
    let (_, own) = document.foot.split_once('\n').unwrap();
    let whole = format!("封存码 {}", commitment.replace('\n', " ")).replace(' ', "\u{a0}");
    assert_eq!(own, whole, "the whole of it on each page, on a line of its own that does not end within it");
    assert!(!facts.contains_key("种　子") && !facts.contains_key("上次记录\n摘要") && !facts.contains_key("规　则"));
    let tables = tables(&document);
    let rows = |n: usize| tables[n].groups.iter().map(|group| texts(&group[0])).collect::<Vec<_>>();
    let ratio = "不少于10%";
    let strata = [
        ["客运", "3", ratio, "1", "普货", "3", ratio, "1"],
        ["危货", "2", ratio, "1", "站场", "2", ratio, "1"],
        ["维修", "2", ratio, "1", "合计", "12", "", "5"],
    ];
    assert_eq!(rows(0), strata);
    let departments = [
        ["县交通运输局", "5人", "2人", "0条", "全部"],
        ["县公安局", "6人", "2人", "0条", "全部"],
        ["县应急管理局", "5人", "2人", "0条", "危货"],
        ["县市场监管局", "6人", "2人", "0条", "全部"],
        ["县交通执法大队", "5人", "2人", "0条", "全部"],
    ];
    assert_eq!(rows(1), departments);
    // A line each in the sealed order, with room for handwriting.
    let lines = [["1", "县公安局", "", ""], ["2", "县应急管理局", "", ""], ["3", "县市场监管局", "", ""]];
    assert_eq!((rows(2), tables[2].height), (lines.map(Vec::from).to_vec(), 10));
    let text = words(&document);
    for told in
        ["不参加抽取的", "市场主体1户：已停业1户（平罗县停业运输有限公司）", "拍下签字后的封存单", "不能证明名录完整"]
    {
        assert!(text.contains(told), "{told}");
    }
    let nobody = [Vec::new(), Vec::new()];
    let document = with_facts(|f| seal_sheet(&SealFacts { left_out: &nobody, ..f.seal }));
    assert!(!words(&document).contains("不参加"));
}

/// Recusals are told by department; an attempt after another one names what bound that.
#[test]
fn the_seal_sheet_counts_recusals_and_names_the_record_before() {
    let mut v = last_round();
    (v.sealed.seal.campaign.attempt, v.sealed.seal.previous) = (2, Some(v.sealed.seal.nonce_sha256));
    let document = with_vector(&v, |f| seal_sheet(&f.seal));
    let wanted = "fbfc 0d0b ae65 fe3f 4006 5df6 c471 9b59\nf645 5cd9 5471 29db e92e 438d f562 390d";
    assert_eq!(facts(&document)["上次记录\n摘要"], wanted);
    let tables = tables(&document);
    let counts: Vec<_> = tables[1].groups.iter().map(|g| (g[0][0].text.as_str(), g[0][3].text.as_str())).collect();
    // Every officer is recused from one business: 5, 6, 5, 6 and 5 of them.
    let wanted = ["县交通运输局", "县公安局", "县应急管理局", "县市场监管局", "县交通执法大队"];
    assert_eq!(counts, wanted.into_iter().zip(["5条", "6条", "5条", "6条", "5条"]).collect::<Vec<_>>());
}

/// A code leads to a verification with what it must be compared with: the seal's with the commitment, 附件2's with the seed too.
#[test]
fn codes_lead_to_a_verification_with_what_was_signed() {
    let code = |document: &Document| {
        document.blocks.iter().find_map(|b| if let Block::Code { text, .. } = b { Some(text.clone()) } else { None })
    };
    let (commitment, seed) = (
        "0b4582ea16b95a3453e60916f27f98f070f36ac7fdbdcfc496a2212c8422e680",
        "8aa8b9e6e893928743a3cad3febb6523b1c3fede8e7e2fbad462309485118d65",
    );
    let (seal, form) = with_facts(|f| (seal_sheet(&f.seal), form2(f)));
    assert!(code(&seal).unwrap().ends_with(&format!("#/verify/{commitment}")));
    assert!(code(&form).unwrap().ends_with(&format!("#/verify/{commitment}/{seed}")));
    let text = words(&form);
    assert!(text.contains("按公开的 mingchou/2 规则") && text.contains("各方请拍下签字后的本表和封存单"), "{text}");
}

/// What was drawn by the preliminary protocol says so wherever a protocol or a commitment stands, and leads nowhere.
#[test]
fn papers_of_the_preliminary_protocol_say_that_it_cannot_be_verified() {
    let papers = with_facts(|f| {
        let seal = SealFacts { preliminary: true, link: "", ..f.seal };
        let f = &DrawFacts { seal, link: "", ..*f };
        [seal_sheet(&f.seal), form2(f), form6(f)]
    });
    let void =
        with_void(&vector(), 3, |f| void_sheet(&VoidFacts { seal: SealFacts { preliminary: true, ..f.seal }, ..*f }));
    for document in papers.iter().chain([&void]) {
        assert_eq!(facts(document)["规　则"], "试行规则（mingchou/1）抽取，本版本不能验证", "{:?}", document.title);
        let text = words(document);
        assert!(!text.contains("mingchou/2") && !text.contains("#/verify"), "{text}");
        assert!(!document.blocks.iter().any(|b| matches!(b, Block::Code { .. })), "{:?}", document.title);
        assert!(document.foot.contains("第1次抽取（试行）"), "{}", document.foot);
    }
}

/// Round 1 of the vector is the second; a business that came in met an officer recused from it, and an officer has nobody
/// in his place.
#[test]
fn papers_tell_the_round_and_who_is_to_be_replaced() {
    let (two, six) = with_vector(&second_round(), |f| (form2(f), form6(f)));
    let recused = "第2组“平罗县第0009号运输有限公司”：执法员0-4（县交通运输局）须回避";
    for document in [&two, &six] {
        assert_eq!(facts(document)["抽取轮次"], "执法人员经第2轮抽取满足回避");
    }
    assert_eq!(facts(&two)["检查前\n须替换"], recused);
    assert_eq!(facts(&six)["替　补"], "替补4次，下表是替补后的结果");
    let text = words(&six);
    assert!(
        text.contains(&format!("须在检查前替换：{recused}。")) && text.contains("检查时执法人员不得少于两人"),
        "{text}"
    );
    let group = |name: &str| {
        let group = tables(&six)[0].groups.iter().find(|g| g[0][1].text.starts_with(name)).unwrap();
        let mut department = "";
        let placed = tables(&six)[0].placed(group);
        let mut rows = Vec::new();
        for row in &placed {
            let of = |column: usize| row.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell.text.as_str());
            department = of(4).unwrap_or(department);
            rows.push([department, of(5).unwrap(), of(6).unwrap()].map(String::from));
        }
        rows
    };
    // Only on the lines of the business that the officer is recused from; certificates the rosters of this test lack.
    let first = |name: &str| group(name).into_iter().take(2).map(|[_, name, _]| name).collect::<Vec<_>>();
    assert_eq!(first("平罗县第0009号"), ["执法员0-4\n（须回避）", "执法员0-1"]);
    assert_eq!(first("平罗县第0007号"), ["执法员0-4", "执法员0-1"]);
    // 危货, the only one that 县应急管理局 inspects: 宁C020004 left, nobody came.
    let of_department = group("平罗县第0005号").into_iter().filter(|row| row[0] == "县应急管理局");
    assert_eq!(of_department.map(|[_, name, _]| name).collect::<Vec<_>>(), ["执法员2-3", "空缺"]);
    // On 附件2 each substitution is signed for.
    let table = tables(&two)[2];
    assert_eq!((table.columns[5].head.as_ref(), table.height, table.groups.len()), ("签字", 12, 4));
    assert_eq!(table.groups[3][0][2].text, "无人可替，空缺");
    // The first round is not told, nor are substitutions that were not made.
    for document in with_facts(|f| [form2(f), form6(f)]) {
        let facts = facts(&document);
        assert!(!["抽取轮次", "替　补", "检查前\n须替换"].iter().any(|label| facts.contains_key(label)));
    }
}

#[test]
fn papers_tell_that_recusals_gave_way() {
    let v = last_round();
    let (two, six) = with_vector(&v, |f| (form2(f), form6(f)));
    for document in [&two, &six] {
        assert_eq!(facts(document)["抽取轮次"], "执法人员抽取100轮仍不能满足全部回避，按规则末轮不计回避");
    }
    // Team 1 has it: two officers of each of four departments, one of whom left; 县应急管理局 inspects 危货 only.
    let told = &facts(&two)["检查前\n须替换"];
    let people = "执法员0-2、执法员0-3（县交通运输局）、执法员1-3、执法员1-0（县公安局）、执法员3-2、执法员3-1（县市场监管局）、执法员4-0（县交通执法大队）";
    assert_eq!(*told, format!("第1组“平罗县第0014号运输有限公司”：{people}须回避"));
    let text = words(&six);
    assert!(text.contains("空缺：“平罗县第0003号运输有限公司”已换下，没有可以替补的"), "{text}");
    // When nobody is left who stands against one, that is said.
    let mended = with_vector(&Vector { substitutions: Vec::new(), ..v }, |f| {
        let teams: Vec<_> = f.teams.iter().filter(|t| t.number == 2).cloned().collect();
        form2(&DrawFacts { teams: &teams, ..*f })
    });
    assert_eq!(facts(&mended)["检查前\n须替换"], "现有各组中已没有须回避的执法人员");
}

#[test]
fn the_nonce_sheet_has_the_nonce_below_the_fold() {
    let v = vector();
    let document = with_facts(|f| nonce_sheet(&f.seal, v.nonce));
    assert_eq!(facts(&document)["随机码"], "b78c d88c f604 9b63 41be fb43 b82b 6c4b");
    let Some([Block::Cut(_), Block::Facts(_)]) = document.blocks.last_chunk::<2>() else {
        panic!("{:?}", document.blocks)
    };
    let text = words(&document);
    for part in ["任何人不得查看随机码", "字迹朝里", "封袋人（签字）", "见证人（签字）"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn the_void_sheet_tells_what_is_thrown_away() {
    let v = vector();
    let early = with_void(&v, 1, void_sheet);
    let told = facts(&early);
    assert_eq!(told["作废前进展"], "3个号码中已报1个，没有生成种子");
    assert_eq!((told["种　子"], told["随机码"]), ("没有生成", "b78c d88c f604 9b63 41be fb43 b82b 6c4b"));
    assert_eq!((told["作废理由"], told["批准人"], told["见证人"]), ("投影中断", "王某", "李某、赵某"));
    let rows = |d: &Document| tables(d)[0].groups.iter().map(|g| g[0][2].text.clone()).collect::<Vec<_>>();
    assert_eq!(rows(&early), ["969736", "没有报数", "没有报数"]);
    assert!(!words(&early).contains("已抽出"));

    let late = with_void(&v, 3, void_sheet);
    let told = facts(&late);
    assert_eq!(told["作废前进展"], "已于2018年12月3日14时32分抽出市场主体5户、执法人员20人");
    assert!(told["种　子"].starts_with("8aa8 b9e6 e893 9287"));
    assert_eq!(rows(&late), ["969736", "827715", "817208"]);
    let text = words(&late);
    let names = "平罗县第0011号运输有限公司、平罗县第0004号运输有限公司、平罗县第0005号运输有限公司、平罗县第0001号运输有限公司、平罗县第0010号运输有限公司";
    assert!(text.contains(names) && text.contains("永久写入公开记录") && text.contains("拍下签字后的作废单"), "{text}");
    for who in ["批准人王某（签字）", "见证人李某（签字）", "见证人赵某（签字）"] {
        assert!(text.contains(who), "{who}");
    }
    // SHA-256 of {"commitment", "contributions", "drawn", "nonce", "seed", "substitutions", "void"} as Python has it.
    let link = |d: &Document| facts(d)["本次记录\n摘要"].replace([' ', '\n'], "");
    assert_eq!(
        [link(&early), link(&late)],
        [
            "6238fc9354ee8eaf069ab7cdc203c208ad4b5973027de49b68d96a34893d59e1",
            "b83eac7fb4aafea51c228df5ec294d49ff00181f698795f200be3606ce424d7d"
        ]
    );
    let lost = with_void(&v, 0, |f| void_sheet(&VoidFacts { nonce: None, ..*f }));
    assert_eq!(facts(&lost)["随机码"], "没有：随机码已遗失");
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

/// The record number and the commitment's first digits stand at the foot of every page of every paper, the whole of it on
/// what is signed in the room: 封存单 and 作废单, which are no 附件.
#[test]
fn every_paper_says_which_draw_it_is_of() {
    let commitment = vector().sealed.commitment();
    for document in with_facts(every) {
        assert!(document.foot.starts_with("平双随机〔2018〕1号"), "{:?}", document.title);
        let whole = document.layout == Layout::Sheet && document.label.is_empty();
        let wanted = if whole { commitment.groups() } else { commitment.short(4) };
        // No line ends within the code.
        assert!(document.foot.ends_with(&format!("封存码 {wanted}").replace(' ', "\u{a0}")), "{:?}", document.title);
    }
}

#[test]
fn form3_has_room_for_what_is_not_known_and_tells_what_is() {
    let blank = with_facts(|f| form3(f, FIRST));
    let known = facts(&blank);
    assert_eq!(known["被检查单位"], "平罗县第0011号运输有限公司");
    assert_eq!((known["编　号"], known["检查组"]), ("平双随机〔2018〕1号-001", "第1组（组长执法员0-3）"));
    assert_eq!(known["法定代表人"], "马某");
    assert_eq!(known["检查时间"], "　　　　年　　月　　日");
    assert!(known["检查结果"].starts_with("□未发现问题　□") && !known["检查结果"].contains('☑'));
    // The officers of the departments that apply, two each; 县应急管理局 inspects 危货 only.
    let inspect: Vec<_> = known["检查人员"].lines().collect();
    assert_eq!((inspect.len(), inspect[0]), (4, "县交通运输局：执法员0-3（宁C000003）、执法员0-1"));
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
    inspection.present = Some(vec!["宁C010001".into(), "宁C010003".into()]);
    inspection.refused = true;
    inspection.opinion = "法定代表人外出".into();
    let document = with_conduct(&conduct, |f| form3(f, FIRST));
    assert!(words(&document).contains("已取消的事项\t2名驾驶员"));
    let known = facts(&document);
    assert_eq!(known["检查人员"], "县公安局：执法员1-1、执法员1-3");
    assert_eq!(known["被检查单位\n意　见"], "☑拒签（原因：法定代表人外出）");
}

#[test]
fn form5_is_a_letter_with_everything_that_must_be_told() {
    let text = words(&with_facts(|f| form5(f, DANGEROUS)));
    for part in [
        "平罗县第0005号运输有限公司：",
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
        "（平双随机〔2018〕1号-003）已收到。",
        "收件人（签字）：",
        "危货运输企业管理",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let officers = with_facts(|f| form5(f, DANGEROUS));
    assert_eq!(texts(&tables(&officers)[1].groups[0][0])[..2], ["执法员0-3（组长）", "县交通运输局"]);
    assert_eq!(tables(&officers)[1].groups.len(), 10, "two of each of five departments");
}

#[test]
fn the_letter_tells_the_result_and_says_nothing_before_there_is_one() {
    let text = words(&with_conduct(&conduct(), |f| letter(f, FIRST)));
    for part in [
        "2018年12月12日，县交通运输局、县公安局、县市场监管局、县交通执法大队按照",
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

/// One of five businesses was inspected, published and handed on; 县应急管理局 inspects 危货 only, one business of the five.
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
    assert_eq!(rows[2][..7], ["部门", "3", "县应急管理局", "1", "0", "0", "0.0%"]);
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
    assert_eq!(first[..5], ["1", "平罗县第0011号运输有限公司", "第1组", "2018年12月12日", "发现问题已责令改正"]);
    assert_eq!(
        first[5..],
        ["县公安局：2名驾驶员从业资格证过期 <A&B>", "县公安局：责令3日内改正\n抄告其他部门", "2018年12月21日"]
    );
    assert!(words(&document).contains("尚待核实：应抽6户，检查名单有5户。"));
}

/// GB 32100: 18 digits and capitals; letters stand in nine places of the body, and may in the first and the last.
#[test]
fn a_credit_code_is_printed_at_eight_points_at_least() {
    for document in with_facts(every) {
        for table in tables(&document) {
            for (column, c) in table.columns.iter().enumerate().filter(|(_, c)| c.head == "统一社会信用代码") {
                for code in ["91640221MA76012647", "Y1640221MAXWQRTUPY"] {
                    let (text, half_points) = table.whole(document.layout, column, code).unwrap();
                    assert_eq!(text, code);
                    assert!(
                        half_points.is_none_or(|size| size >= 16),
                        "{:?} {}: {half_points:?}",
                        document.title,
                        c.width
                    );
                }
            }
        }
    }
}

/// Short cells of 附件7 stand whole at their usual size: 实地检查, 每年1次, and a role below its department.
#[test]
fn form7_splits_no_short_cell() {
    with_facts(|f| {
        let document = form7(&f.plan);
        let table = tables(&document)[0];
        let set = |head: &str, text: &str| {
            let column = table.columns.iter().position(|c| c.head == head).unwrap();
            let (text, size) = table.whole(document.layout, column, text).unwrap();
            assert_eq!(size, None, "{head}: {text}");
            text
        };
        for way in ["实地检查", "现场检查", "书面检查", "网络监测"] {
            assert_eq!(set("抽查方式", way), way);
        }
        assert_eq!(set("频次", "每年1次"), "每年1次");
        assert_eq!(set("牵头／配合部门", "县公安局（配合）"), "县公安局（配合）");
        assert_eq!(set("牵头／配合部门", "县市场监管局（配合）"), "县市场监管局\n（配合）");
        assert_eq!(set("牵头／配合部门", "交通运输综合执法队（牵头）"), "交通运输综合执法队\n（牵头）");
    });
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

/// By household nobody is in a 检查组; a draw without strata tells the business's own category; who came in can be found and
/// called; marks of quotation nest; headings are numbered.
#[test]
fn papers_by_household_without_strata() {
    let documents = with_standard(None, true, |f| {
        let team = &f.substitutions[0];
        let incoming = &f.businesses[team.incoming.as_deref().unwrap()];
        let told = format!(
            "{}\n{}\n{}\n{}\n{}",
            incoming.name, incoming.code, incoming.address, incoming.legal_person, incoming.phone
        );
        let documents = every(f);
        for document in &documents[..2] {
            let tables = tables(document);
            let changes = tables.iter().find(|t| t.columns[2].head == "替补").unwrap();
            assert_eq!(changes.groups[0][0][2].text, told);
            assert!(
                changes.groups[0][0][0].text.starts_with(&format!("第{}户", team.team)),
                "{:?}",
                changes.groups[0][0][0]
            );
        }
        let own = &f.businesses[&f.outcome.businesses[0]].categories;
        assert_eq!(tables(&documents[0])[0].groups[0][0][3].text, own.join("、"));
        assert_eq!(facts(&form3(f, &f.outcome.businesses[0]))["类　别"], own.join("、"));
        documents
    });
    for document in &documents {
        let text = words(document);
        assert!(!text.contains("检查组"), "{text}");
        assert!(!text.contains("“平罗县道路运输行业跨部门联合“"), "{text}");
    }
    let notice = documents.iter().find(|d| d.label == "附件5").unwrap();
    assert!(
        words(notice).contains("确定为“平罗县道路运输行业跨部门联合‘双随机、一公开’随机抽查”的"),
        "{}",
        words(notice)
    );
    let headings = |d: &Document| {
        let of = |b: &Block| if let Block::Heading(text) = b { Some(text.clone()) } else { None };
        d.blocks.iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(
        headings(&documents[0]),
        ["一、抽取的市场主体", "二、抽取的执法人员", "三、抽取后的替补", "四、作废的抽取"]
    );
    assert_eq!(headings(&documents[1]), ["一、匹配结果", "二、抽取后的替补", "三、作废的抽取"]);
}

/// Each number stands in the row of its officer, and no other officer there; what a cell of names or numbers holds is never
/// broken within one.
#[test]
fn each_number_stands_beside_its_officer() {
    with_standard(Some(4), false, |f| {
        let document = form6(f);
        let table = tables(&document)[0];
        let placed: Vec<_> = table.groups.iter().flat_map(|group| table.placed(group)).collect();
        assert_eq!(placed.len(), f.outcome.businesses.len() * 5 * 2);
        for row in placed {
            let of = |column: usize| row.iter().find(|(at, _)| *at == column).unwrap().1;
            let (name, certificate) = (of(5), of(6));
            assert_eq!((name.rows, certificate.rows), (1, 1));
            let officer = f.officers.values().find(|o| o.certificate == certificate.text).unwrap();
            assert_eq!(name.text.trim_end_matches("\n（替补）"), officer.name);
        }
        // 17 mm hold four characters of 10.5 pt; a long name ends its line at the dot within it.
        let set = |text: &str| table.whole(document.layout, 5, text);
        assert_eq!(set("欧阳娜娜"), Some(("欧阳娜娜".into(), None)));
        assert_eq!(set("买买提·艾力·阿布都热合曼"), Some(("买买提·艾力·\n阿布都热合曼".into(), Some(13))));
        assert_eq!(set("一个没有断处又长得放不下的名字"), None);
        assert_eq!(table.whole(document.layout, 1, "平罗县"), None);
    });
}

#[test]
fn packs_go_business_by_business() {
    let titles = |scope| {
        with_facts(|f| pack(f, scope, &FIELD).into_iter().map(|d| (d.label.to_string(), mark(&d))).collect::<Vec<_>>())
    };
    let team = [
        ("附件5", "第2组第1户（本组2户）　第2户，共5户"),
        ("附件3", "第2组第1户（本组2户）　第2户，共5户"),
        ("附件5", "第2组第2户（本组2户）　第5户，共5户"),
        ("附件3", "第2组第2户（本组2户）　第5户，共5户"),
    ];
    let owned =
        |marks: &[(&str, &str)]| marks.iter().map(|(l, m)| ((*l).to_owned(), (*m).to_owned())).collect::<Vec<_>>();
    assert_eq!(titles(Scope::Team(2)), owned(&team));
    let mark_of_dangerous = "第1组第2户（本组3户）　第3户，共5户";
    let one = [("附件5", mark_of_dangerous), ("附件3", mark_of_dangerous)];
    assert_eq!(titles(Scope::Business(DANGEROUS)), owned(&one));
    assert_eq!(titles(Scope::Whole).len(), 10);
    let whole =
        with_conduct(&Conduct::default(), |f| pack(f, Scope::Whole, &[Sheet::Notice, Sheet::Form6, Sheet::Form2]));
    assert_eq!(whole.iter().map(|d| d.label.as_ref()).collect::<Vec<_>>()[..3], ["附件6", "附件2", "附件5"]);
}

fn mark(document: &Document) -> String {
    let Some(Block::Text { text, set: Para::Mark }) = document.blocks.first() else { return String::new() };
    text.clone()
}
