//! 由此新建抽查: the plan of a campaign from rows of the yearly plan, and what of them has no place in it.

use crate::course::{plan_days, private_lines, public_note, row_departments};
use crate::model::{
    InspectionType, Item, PlanField as F, PlanRow, Role, YearPlan, normal_key, percent, points_of_share,
};
use crate::state::plan::{ItemDraft, OUTSIDERS, PlanDraft, SizeDraft};
use chrono::NaiveDate;

/// The plan, and what is to be told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunFrom {
    /// The plan to begin with.
    pub plan: PlanDraft,
    /// What was not carried, or is to be looked at, a sentence each.
    pub told: Vec<String>,
}

/// The stage that the days of a row are those of.
const INSPECTING: &str = "实施检查";

/// The plan of a campaign from these rows, the first of which leads.
pub fn begun_from(year: &YearPlan, rows: &[&PlanRow]) -> BegunFrom {
    let mut plan = PlanDraft::blank();
    let mut told = Vec::new();
    let name = rows.first().map_or("", |row| row.name());
    plan.title = if rows.len() > 1 { format!("{name}等{}项任务联合抽查", rows.len()) } else { name.to_owned() };
    plan.annual_title = year.name();
    let numbers = rows.iter().map(|row| row.get(F::Number)).filter(|number| !number.is_empty());
    plan.annual_number = numbers.collect::<Vec<_>>().join("、");
    plan.year_rows = rows.iter().map(|row| row.id.clone()).collect();
    departments(&mut plan, rows, &mut told);
    plan.inspection_type = inspection_type(rows, &mut told);
    size(&mut plan, rows, &mut told);
    days(&mut plan, rows, year.year, &mut told);
    let objects = distinct(rows, F::Objects).join("；");
    if !objects.is_empty() {
        told.push(format!("检查对象没有带过去：{objects}。请载入这类对象的名录"));
    }
    let left = [F::Area, F::Level, F::OnBusiness, F::Base, F::Credit, F::Combined];
    let left = left.iter().map(|field| (field.title(), distinct(rows, *field))).filter(|(_, texts)| !texts.is_empty());
    let left: Vec<_> = left.map(|(title, texts)| format!("{title}（{}）", texts.join("；"))).collect();
    if !left.is_empty() {
        told.push(format!("方案里没有地方写的：{}", left.join("、")));
    }
    let private: Vec<&str> = rows.iter().flat_map(|row| private_lines(row.get(F::Note))).collect();
    if !private.is_empty() {
        told.push(format!(
            "备注里写有联系人、电话、人员姓名的没有带过去：“{}”。事项要上通知书和公示，不写个人信息",
            private.join("”“")
        ));
    }
    if rows.iter().any(|row| !row.get(F::MayJoin).is_empty()) {
        told.push(format!("可联合部门没有带过去，要联合的请在方案里添加：{}", distinct(rows, F::MayJoin).join("；")));
    }
    BegunFrom { plan, told }
}

/// The different texts that rows have in a field.
fn distinct(rows: &[&PlanRow], field: F) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for text in rows.iter().map(|row| row.get(field).replace('\n', " ")).filter(|text| !text.is_empty()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// The departments of all rows, the first of the first row as the lead, each row's items with its own; and who gives a number.
fn departments(plan: &mut PlanDraft, rows: &[&PlanRow], told: &mut Vec<String>) {
    for row in rows {
        let of_row = row_departments(row);
        let Some(own) = of_row.first().cloned() else {
            told.push(format!("“{}”没有写检查机关，请在方案里添加部门和事项“{}”", row.name(), items(row).join("、")));
            continue;
        };
        for name in &of_row {
            if plan.departments.iter().all(|d| normal_key(&d.name) != normal_key(name)) {
                plan.add_department(name);
            }
        }
        for name in items(row) {
            let id = plan.fresh_id();
            let item = item_of(row, name);
            let department = plan.departments.iter_mut().find(|d| normal_key(&d.name) == normal_key(&own));
            department.into_iter().for_each(|d| d.items.push(ItemDraft { id, item: item.clone() }));
        }
    }
    let bare = plan.departments.iter().filter(|d| d.items.is_empty()).map(|d| d.name.as_str());
    let bare = bare.collect::<Vec<_>>().join("、");
    if !bare.is_empty() {
        told.push(format!("计划里没有写{bare}的检查事项，请在方案里填写"));
    }
    let others: Vec<String> =
        plan.departments.iter().filter(|d| d.role != Role::Lead).map(|d| d.name.clone()).collect();
    if !plan.departments.is_empty() {
        others.iter().map(String::as_str).chain(OUTSIDERS).for_each(|label| plan.add_contributor(label));
    }
}

/// The items of a row, one a line, without their numbers; what it is called where it names none.
fn items(row: &PlanRow) -> Vec<String> {
    let bare = |line: &str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || "（(".contains(c));
        let numbered = rest.len() < line.len() && rest.starts_with(['.', '、', '．', ')', '）']);
        // 4.5吨 is no number of a line.
        let is_decimal = rest.strip_prefix(['.', '．']).is_some_and(|rest| rest.starts_with(char::is_numeric));
        let numbered = numbered && !is_decimal;
        let rest = if numbered { rest.trim_start_matches(['.', '、', '．', ')', '）']) } else { line };
        rest.trim().trim_end_matches(['；', ';', '。']).to_owned()
    };
    let text = row.get(F::Item);
    let text = if text.is_empty() { row.name() } else { text };
    text.lines().map(bare).filter(|line| !line.is_empty()).collect()
}

fn item_of(row: &PlanRow, name: String) -> Item {
    Item {
        name,
        basis: row.get(F::Basis).to_owned(),
        way: row.get(F::Way).to_owned(),
        frequency: row.get(F::Cap).to_owned(),
        note: public_note(row.get(F::Note)),
        ..Item::default()
    }
}

fn inspection_type(rows: &[&PlanRow], told: &mut Vec<String>) -> Option<InspectionType> {
    let texts = distinct(rows, F::Kind);
    let named = |text: &String| InspectionType::ALL.into_iter().find(|kind| text.contains(&kind.title()[..6]));
    let kinds: Vec<_> = texts.iter().map(named).collect();
    match kinds.as_slice() {
        [] => None,
        [Some(first), rest @ ..] if rest.iter().all(|kind| *kind == Some(*first)) => Some(*first),
        _ => {
            told.push(format!("检查类型“{}”不是日常、专项、个案中的一种，请在方案里选择", texts.join("；")));
            None
        }
    }
}

/// How many are drawn: the ratio, else the number; where rows differ, as the first has it.
fn size(plan: &mut PlanDraft, rows: &[&PlanRow], told: &mut Vec<String>) {
    let said = |row: &&PlanRow| {
        let texts = [row.get(F::Ratio), row.get(F::Target)];
        let text = texts.iter().find(|text| !text.is_empty())?;
        let read = texts.iter().zip([false, true]).find_map(|(text, is_count)| read_size(text, is_count));
        Some(((*text).to_owned(), read))
    };
    let sizes: Vec<_> = rows.iter().filter_map(said).collect();
    match sizes.iter().find_map(|(_, read)| read.clone()) {
        Some(read) => plan.whole = read,
        None if sizes.is_empty() => told.push("计划里没有写比例，方案里先按10%，请确认".into()),
        None => told.push(format!("比例“{}”看不出是多少，方案里先按10%，请确认", sizes[0].0.replace('\n', " "))),
    }
    let unread = sizes.iter().any(|(_, read)| read.is_none()) && sizes.iter().any(|(_, read)| read.is_some());
    let differ = sizes.iter().any(|(_, read)| *read != sizes[0].1);
    if differ || unread {
        let all = sizes.iter().map(|(text, _)| text.replace('\n', " ")).collect::<Vec<_>>().join("；");
        told.push(format!("几项任务的比例不一样（{all}），方案里先按其中第一个，请确认"));
    }
}

/// What stands before a size that is not to be exceeded.
const AT_MOST: [&str; 8] = ["不超过", "不高于", "不大于", "不多于", "至多", "最多", "≤", "<="];
/// What else may stand before a size.
const OTHERWISE: [&str; 11] = ["不少于", "不低于", "不小于", "至少", "≥", ">=", "约", "按", "抽查", "按照", "共"];

/// 5%, 不超过5%, 不少于10%, 3户, 0.05; a bare number where the field counts businesses.
fn read_size(text: &str, is_count: bool) -> Option<SizeDraft> {
    let key = normal_key(text);
    let at_most = AT_MOST.iter().any(|w| key.starts_with(w)) || ["以内", "以下"].iter().any(|w| key.ends_with(w));
    let bare = key.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number: String = bare.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let rest = &bare[number.len()..];
    let before = &key[..key.len() - bare.len()];
    let is_known = before.is_empty() || AT_MOST.contains(&before) || OTHERWISE.contains(&before);
    if number.is_empty() || !is_known {
        return None;
    }
    let is_unit = |units: &[&str]| units.contains(&rest.trim_end_matches(['以', '上', '内', '下', '左', '右']));
    if is_unit(&["%"]) {
        return Some(SizeDraft { by_count: false, value: number, at_most });
    }
    if is_unit(&["户", "家", "个", "户次", "家次", "家企业", "户企业", "人"]) || (is_count && rest.is_empty())
    {
        // 不超过3户 is no number that can be drawn of any roster: the number stands, and the plan says it.
        return Some(SizeDraft { by_count: true, value: number, at_most: false })
            .filter(|s| s.value.parse::<u32>().is_ok());
    }
    let points = points_of_share(&number).filter(|_| rest.is_empty() && !is_count)?;
    Some(SizeDraft { by_count: false, value: percent(points).trim_end_matches('%').to_owned(), at_most })
}

/// The days of inspection: from the first of all rows to the last.
fn days(plan: &mut PlanDraft, rows: &[&PlanRow], year: i32, told: &mut Vec<String>) {
    let mut read: Vec<(Option<NaiveDate>, Option<NaiveDate>)> = Vec::new();
    for row in rows {
        let when = row.get(F::When);
        match plan_days(when, year) {
            Some(days) => read.push(days),
            None if when.is_empty() => {}
            None => told.push(format!("时间“{}”看不出是哪几天，请在方案里填写阶段日期", when.replace('\n', " "))),
        }
    }
    let from = read.iter().map(|(from, _)| *from).min().flatten();
    let ends: Option<Vec<NaiveDate>> = read.iter().map(|(_, to)| *to).collect();
    let to = ends.and_then(|ends| ends.into_iter().max());
    let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    if let Some(stage) = plan.stages.iter_mut().find(|stage| stage.name == INSPECTING) {
        (stage.from, stage.to) = (text(from), text(to));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(F, &str)]) -> PlanRow {
        let mut row = PlanRow { id: format!("r-{}", cells[0].1), ..PlanRow::default() };
        cells.iter().for_each(|(field, text)| row.set(*field, text));
        row
    }

    #[test]
    fn sizes_as_plans_say_them() {
        let told = |text: &str, is_count: bool| {
            read_size(text, is_count).map(|s| {
                format!("{}{}{}", if s.at_most { "≤" } else { "" }, s.value, if s.by_count { "户" } else { "%" })
            })
        };
        for (text, size) in [
            ("5%", "5%"),
            ("５％", "5%"),
            ("不超过5%", "≤5%"),
            ("≤ 5%", "≤5%"),
            ("5%以内", "≤5%"),
            ("不低于10%", "10%"),
            ("10%以上", "10%"),
            ("抽查12.5%", "12.5%"),
            ("3户", "3户"),
            ("20家", "20户"),
            ("不少于3户", "3户"),
            ("0.05", "5%"),
            ("0.125", "12.5%"),
        ] {
            assert_eq!(told(text, false).as_deref(), Some(size), "{text}");
        }
        assert_eq!(told("30", true).as_deref(), Some("30户"));
        for text in ["", "全部", "A类1%，B类5%", "30", "按风险等级确定", "1:2", "2.5户"] {
            assert_eq!(told(text, false), None, "{text}");
        }
    }

    #[test]
    fn a_number_before_an_item_goes_and_a_decimal_stays() {
        for (line, item) in [
            ("4.5吨及以下普通货运车辆检查", "4.5吨及以下普通货运车辆检查"),
            ("4．5吨以下车辆检查", "4．5吨以下车辆检查"),
            ("1.客运资质检查", "客运资质检查"),
            ("2、动态监控检查；", "动态监控检查"),
            ("（3）车辆检查", "车辆检查"),
            ("12吨以上车辆检查", "12吨以上车辆检查"),
        ] {
            assert_eq!(items(&row(&[(F::Item, line)])), [item]);
        }
    }

    #[test]
    fn an_item_takes_no_names_of_people_from_the_note() {
        let noted = |note: &str| {
            let row = row(&[(F::Title, "客运检查"), (F::Lead, "县交通局"), (F::Note, note)]);
            begun_from(&YearPlan::of(2026), &[&row])
        };
        let BegunFrom { plan, told } = noted("每季一次\n执法证号：6402001\n联系人:\n张三");
        assert_eq!(plan.departments[0].items[0].item.note, "每季一次");
        assert!(told.iter().any(|text| text.starts_with("备注里写有联系人")), "{told:?}");
        assert!(told.iter().any(|text| text.contains("“执法证号：6402001”“联系人:”“张三”")), "{told:?}");
        let BegunFrom { plan, told } = noted("每季一次");
        assert_eq!(plan.departments[0].items[0].item.note, "每季一次");
        assert!(told.iter().all(|text| !text.contains("备注")), "{told:?}");
    }

    #[test]
    fn two_rows_make_one_campaign() {
        let year = YearPlan::of(2026);
        let a = row(&[
            (F::Title, "客运企业检查"),
            (F::Number, "T-1"),
            (F::Item, "1.客运资质检查\n2.车辆动态监控检查"),
            (F::Basis, "《道路运输条例》"),
            (F::Kind, "日常检查"),
            (F::Lead, "县交通运输局"),
            (F::Partners, "县公安局、县应急局"),
            (F::Ratio, "不超过5%"),
            (F::When, "3-5月"),
            (F::Objects, "客运企业"),
        ]);
        let b = row(&[
            (F::Title, "客运驾驶人检查"),
            (F::Lead, "县公安局"),
            (F::Kind, "专项检查"),
            (F::When, "5月-6月"),
            (F::Target, "3"),
        ]);
        let BegunFrom { plan, told } = begun_from(&year, &[&a, &b]);
        assert_eq!((plan.title.as_str(), plan.annual_number.as_str()), ("客运企业检查等2项任务联合抽查", "T-1"));
        assert_eq!(plan.year_rows, ["r-客运企业检查", "r-客运驾驶人检查"]);
        assert_eq!(plan.annual_title, "2026年度行政检查计划");
        let departments: Vec<_> = plan.departments.iter().map(|d| (d.name.as_str(), d.role, d.items.len())).collect();
        assert_eq!(
            departments,
            [("县交通运输局", Role::Lead, 2), ("县公安局", Role::Participant, 1), ("县应急局", Role::Participant, 0)]
        );
        let items: Vec<_> = plan.departments.iter().flat_map(|d| &d.items).map(|i| i.item.name.as_str()).collect();
        assert_eq!(items, ["客运资质检查", "车辆动态监控检查", "客运驾驶人检查"]);
        assert_eq!(plan.departments[0].items[0].item.basis, "《道路运输条例》");
        assert_eq!(plan.whole, SizeDraft { by_count: false, value: "5".into(), at_most: true });
        let stage = plan.stages.iter().find(|s| s.name == INSPECTING).unwrap();
        assert_eq!((stage.from.as_str(), stage.to.as_str()), ("2026-03-01", "2026-06-30"));
        let labels: Vec<_> = plan.contributors.iter().map(|c| c.label.as_str()).collect();
        assert_eq!(labels, ["县公安局", "县应急局", OUTSIDERS[0], OUTSIDERS[1]]);
        assert_eq!(plan.inspection_type, None);
        for what in [
            "县应急局的检查事项",
            "检查类型“日常检查；专项检查”",
            "比例不一样（不超过5%；3）",
            "检查对象没有带过去：客运企业",
        ] {
            assert!(told.iter().any(|t| t.contains(what)), "{what}: {told:?}");
        }
    }
}
