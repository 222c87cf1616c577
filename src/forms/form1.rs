//! 附件1 实施方案 (domain §7): the notice and the plan of a campaign as a draft to go on with. What only people know stands in
//! 【】. It can be made before anything is sealed.

use super::facts::{PlanFacts, day};
use super::words::{each_once, listed, open_ended, ordinal, quoted};
use super::{Block, Column, Document, Para, Table};
use crate::model::{Department, Matching, Role, Stage, WHOLE, ratio_in_words};

/// 关于印发《实施方案》的通知, and the 实施方案 itself.
pub fn form1(f: &PlanFacts<'_>) -> [Document; 2] {
    let foot = if f.plan.number.is_empty() { f.plan.title.clone() } else { f.plan.number.clone() };
    let document = |label: &'static str, title: Vec<String>, blocks| Document {
        label: label.into(),
        title,
        foot: foot.clone(),
        blocks,
        ..Document::default()
    };
    let name = format!("{}实施方案", f.plan.title);
    [document("", vec![format!("关于印发《{name}》的通知")], notice(f, &name)), document("附件1", vec![name], plan(f))]
}

fn lead<'a>(f: &PlanFacts<'a>) -> &'a str {
    f.plan.departments.iter().find(|d| d.role == Role::Lead).map_or("", |d| &d.name)
}

fn notice(f: &PlanFacts<'_>, name: &str) -> Vec<Block> {
    let others = f.plan.departments.iter().filter(|d| d.role != Role::Lead).map(|d| d.name.as_str());
    let to = each_once(others).join("、");
    let basis = each_once([&f.plan.basis, &f.settings.words.notice_basis].map(|b| open_ended(b))).join("、");
    let basis = if basis.is_empty() { "【依据的文件名称和文号】".to_owned() } else { basis };
    let signed = f.plan.departments.iter().map(|d| format!("{}（公章）", d.name)).collect::<Vec<_>>().join("\n");
    vec![
        Block::set(format!("{}：", if to.is_empty() { "【各有关部门】" } else { &to }), Para::Flush),
        Block::text(format!(
            "根据{basis}，经【研究或者批准的机关、会议】同意，现将《{name}》印发给你们，请认真组织实施。"
        )),
        Block::text("【联系人、电话】"),
        Block::Together(vec![Block::set(format!("{signed}\n【印发日期】"), Para::Right)]),
    ]
}

fn plan(f: &PlanFacts<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::text(format!(
        "为进一步规范【监管领域】的涉企行政检查，减少重复检查、多头检查，按照“双随机、一公开”监管和“综合查一次”的要求，{}会同有关部门开展{}，制定本方案。",
        lead(f),
        quoted(&f.plan.title),
    ))];
    let parts: [(&str, Vec<Block>); 6] = [
        ("抽查时间", times(f)),
        ("抽查单位和职责", departments(f)),
        ("抽查对象和比例", objects(f)),
        ("抽查事项", items(f)),
        ("抽查步骤", steps(f)),
        ("工作要求", demands(f)),
    ];
    for (n, (heading, part)) in (1..).zip(parts) {
        blocks.push(Block::heading(format!("{}、{heading}", ordinal(n))));
        blocks.extend(part);
    }
    blocks
}

fn period(stage: &Stage) -> String {
    match (stage.from, stage.to) {
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) => format!("{}至{}", day(from), day(to)),
        (Some(from), None) => format!("{}起", day(from)),
        (None, Some(to)) => format!("{}前", day(to)),
        (None, None) => "【起止日期】".into(),
    }
}

fn times(f: &PlanFacts<'_>) -> Vec<Block> {
    if f.plan.stages.is_empty() {
        return vec![Block::text("【起止日期】")];
    }
    let line = |s: &Stage| format!("{}：{}", s.name, period(s));
    listed(&f.plan.stages.iter().map(line).collect::<Vec<_>>()).into_iter().map(Block::text).collect()
}

/// Who leads, who takes part, with how many officers each.
fn departments(f: &PlanFacts<'_>) -> Vec<Block> {
    let unit = match f.plan.matching {
        Matching::Teams(_) => "每个检查组",
        Matching::PerBusiness => "每户",
    };
    let line = |d: &Department| {
        let role = match d.role {
            Role::Lead => "牵头单位，负责制定方案、组织抽取、汇总和总结，并",
            Role::Participant => "责任单位，",
        };
        let items: Vec<_> = d.items.iter().map(|i| i.name.as_str()).collect();
        let items = if items.is_empty() { "【检查事项】".to_owned() } else { items.join("、") };
        format!("{}：{role}负责{items}；{unit}派出执法人员{}人", d.name, d.per_team)
    };
    listed(&f.plan.departments.iter().map(line).collect::<Vec<_>>()).into_iter().map(Block::text).collect()
}

fn objects(f: &PlanFacts<'_>) -> Vec<Block> {
    let subject = f.settings.subject.title();
    let strata = &f.plan.strata;
    let scope = match strata.as_slice() {
        [only] if only.label == WHOLE => format!("【行政区域】内【行业或者领域】的全部{subject}，抽取{}", only.size),
        strata => {
            let (by, ratio) = (f.plan.by.title(), ratio_in_words(f.plan.by, strata, &[]));
            format!("【行政区域】内【行业或者领域】的{subject}，按{by}分别抽取：{ratio}")
        }
    };
    vec![
        Block::text(format!("抽查对象：{scope}。")),
        Block::text(format!(
            "名录由各部门按照职责提供，共【户数】户，抽取【户数】户。已经注销、停业等不参加抽取的{subject}，在封存单上写明理由。"
        )),
    ]
}

/// The items as 附件7 has them, in short.
fn items(f: &PlanFacts<'_>) -> Vec<Block> {
    let rows = f.plan.departments.iter().flat_map(|d| d.items.iter().map(move |i| (d, i))).map(|(d, i)| {
        let objects = if i.categories.is_empty() { "全部".to_owned() } else { i.categories.join("、") };
        let basis = if i.basis.trim().is_empty() { "【检查依据】" } else { i.basis.trim() };
        let way = if i.way.is_empty() { f.settings.ways.first().map_or("", String::as_str) } else { &i.way };
        let ratio = ratio_in_words(f.plan.by, &f.plan.strata, &i.categories);
        let cells = [d.name.as_str(), i.name.as_str(), basis, &format!("{objects}（{ratio}）"), way];
        cells.map(Into::into).to_vec()
    });
    let columns = vec![
        Column::left("检查部门", 19),
        Column::left("检查事项", 25),
        Column::left("检查依据", 24),
        Column::left("对象（比例）", 18),
        Column::left("方式", 14),
    ];
    let table = Table::rows(columns, rows);
    let told = Block::text("事项以公布的行政检查事项为准，详见抽查事项表（附件7）。");
    if table.groups.is_empty() {
        vec![told, Block::text("【检查事项】")]
    } else {
        vec![told, Block::Table(table)]
    }
}

fn steps(f: &PlanFacts<'_>) -> Vec<Block> {
    let settings = f.settings;
    let matching = match f.plan.matching {
        Matching::Teams(n) => format!("组成{n}个联合检查组，分担抽中的{}", settings.subject.title()),
        Matching::PerBusiness => format!("为每户抽中的{}抽配检查人员", settings.subject.title()),
    };
    let parties = f.plan.contributors.join("、");
    let place = if f.plan.place.is_empty() { "【抽取地点】" } else { &f.plan.place };
    let steps = [
        ("建立名录", "牵头单位汇总检查对象名录库，各部门报送执法检查人员名录（姓名、单位、执法证号），逐一核实资格和应当回避的关系。".to_owned()),
        ("公开抽取", format!("在{place}当场进行：先封存名录和规则，公布封存码；再由{parties}各报一个号码，共同产生种子；随机抽取检查对象和执法检查人员，{matching}。抽取结果由在场各方签字，任何人可以凭公开记录重算。")),
        ("审批和通知", "实施检查前，由各检查机关负责人批准（行政检查审批表），向检查对象送达行政检查通知书；实行检查码的，取得检查码。情况紧急、当场检查的，依法补办。".to_owned()),
        ("实施检查", "检查人员不得少于两人，出示执法证件，各部门一次进门、一并检查，如实填写检查记录，全过程记录。专家等协助人员不得单独检查。".to_owned()),
        ("公示结果", format!("按照“谁检查、谁录入、谁公示”，自检查结束之日起{}个工作日内在{}公示。", settings.publish_within, settings.published_at)),
        ("后续处置", "发现问题的，依法责令改正并复查；需要移送、抄告的，按照“谁管辖、谁负责”移送有关部门，跟踪办理结果。".to_owned()),
        ("总结", format!("各部门在检查结束后{}日内把总结材料报{}，由其汇总。", settings.materials_within, lead(f))),
    ];
    let text = |(n, (name, text)): (usize, (&str, String))| Block::text(format!("（{}）{name}。{text}", ordinal(n)));
    (1..).zip(steps).map(text).collect()
}

fn demands(f: &PlanFacts<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::text("（一）加强领导。各部门明确分管负责人和联络人，保障人员、车辆和时间。【责任分工】"),
        Block::text("（二）规范检查。不得擅自增加、替换检查对象和人员；确需替换的，经批准后按抽取时的次序替补。"),
        Block::text("（三）严守纪律。检查人员须遵守下列规定："),
    ];
    blocks.extend(listed(&f.settings.words.inspection_notice.prohibitions).into_iter().map(Block::text));
    blocks.push(Block::text("（四）【其他要求】"));
    blocks
}
