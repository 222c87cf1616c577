//! 附件7: a table of items becomes the plan's, and the plan's goes out and comes back.

use mingchou::course::{ItemRow, ItemsReading, read_items};
use mingchou::export::{ItemLine, items_workbook};
use mingchou::model::{Item, Role};
use mingchou::state::{ItemChange, PlanDraft};
use mingchou::work::{Answer, Desk, Task};
use mingchou::workbook::Workbook;

fn read(bytes: &[u8]) -> ItemsReading {
    read_items(&Workbook::open(bytes, "附件7.xlsx").unwrap())
}

const MERGED: &[u8] = include_bytes!("../fixtures/items-merged.xlsx");

#[test]
fn a_table_with_merged_cells_ditto_marks_and_notes_is_read() {
    let reading = read(MERGED);
    let told: Vec<_> = reading.problems.iter().map(|p| format!("{} {}", p.cell, p.message)).collect();
    assert_eq!(told, ["C7 这一行没有抽查事项，没有采用", "G8 这一行没有检查部门，没有采用"]);
    let [first, second, third] = reading.rows.as_slice() else { panic!("{:?}", reading.rows) };
    let lead = ("县交通运输局".to_owned(), Some(Role::Lead));
    assert_eq!(first.departments, [lead, ("县公安局".to_owned(), Some(Role::Participant))]);
    let i = &first.item;
    assert_eq!((i.name.as_str(), i.field.as_str()), ("客运、货运及运输站场监督检查", "道路运输"));
    assert_eq!(
        (i.basis.as_str(), i.way.as_str(), i.frequency.as_str()),
        ("《道路运输条例》第五十九条", "现场检查", "每年1次")
    );
    assert!(i.categories.is_empty(), "全部");
    let i = &second.item;
    assert_eq!((i.field.as_str(), i.way.as_str(), i.frequency.as_str()), ("道路运输", "现场检查", "每年1次"));
    assert_eq!(i.categories, ["客运", "危货"]);
    assert_eq!(third.departments[0], ("县住建局".to_owned(), Some(Role::Lead)));
    assert_eq!((third.item.field.as_str(), third.item.note.as_str()), ("道路运输", "新增"));
}

#[test]
fn what_would_change_is_told_before_it_is_taken() {
    let plan = PlanDraft::pingluo();
    let (next, changes) = plan.take_items(&read(MERGED).rows, false);
    let told: Vec<_> = changes.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "“县交通运输局”的“客运、货运及运输站场监督检查”：抽查领域由“”改为“道路运输”",
            "“县交通运输局”的“客运、货运及运输站场监督检查”：抽查内容由“”改为“经营资质、动态监控”",
            "“县交通运输局”的“客运、货运及运输站场监督检查”：抽查依据由“”改为“《道路运输条例》第五十九条”",
            "“县交通运输局”的“客运、货运及运输站场监督检查”：抽查方式由“”改为“现场检查”",
            "“县交通运输局”的“客运、货运及运输站场监督检查”：频次由“”改为“每年1次”",
            "“县公安局”新增事项“客运、货运及运输站场监督检查”",
            "“县公安局”的“客运和危货运输企业车辆及驾驶员管理”：抽查领域由“”改为“道路运输”",
            "“县公安局”的“客运和危货运输企业车辆及驾驶员管理”：抽查内容由“”改为“车辆检验、驾驶证”",
            "“县公安局”的“客运和危货运输企业车辆及驾驶员管理”：抽查依据由“”改为“《道路交通安全法》”",
            "“县公安局”的“客运和危货运输企业车辆及驾驶员管理”：抽查方式由“”改为“现场检查”",
            "“县公安局”的“客运和危货运输企业车辆及驾驶员管理”：频次由“”改为“每年1次”",
            "新增部门“县住建局”",
            "“县住建局”新增事项“燃气安全检查”",
            "“县市场监管局”新增事项“燃气安全检查”",
        ]
    );
    let leads: Vec<_> = next.departments.iter().filter(|d| d.role == Role::Lead).map(|d| d.name.as_str()).collect();
    assert_eq!(leads, ["县交通运输局"], "the plan has one lead");
    let mut ids: Vec<u32> = next.departments.iter().flat_map(|d| d.items.iter().map(|i| i.id).chain([d.id])).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are never used twice");
    assert!(ids.iter().all(|id| *id <= next.last_id));
    assert_eq!(next.take_items(&read(MERGED).rows, false).1, [], "taken, it changes nothing more");
    // Not asked for, departments that the plan lacks are left.
    let (known, unknown) = plan.of_known_departments(&read(MERGED).rows);
    assert_eq!(unknown, ["县住建局"]);
    let (less, told) = plan.take_items(&known, false);
    assert_eq!(less.departments.len(), plan.departments.len());
    let without: Vec<_> = changes.iter().filter(|c| !c.to_string().contains("县住建局")).collect();
    assert_eq!(told.iter().collect::<Vec<_>>(), without);
    // Whole: what the table's departments have besides goes.
    let (_, changes) = plan.take_items(&read(MERGED).rows, true);
    let removed: Vec<_> = changes.iter().map(ToString::to_string).filter(|c| c.contains("去掉")).collect();
    assert_eq!(removed, ["“县市场监管局”去掉事项“营业执照登记事项检查”"]);
}

#[test]
fn the_plans_items_go_out_and_come_back() {
    let (plan, _) = PlanDraft::pingluo().take_items(&read(MERGED).rows, false);
    let lines: Vec<ItemLine<'_>> = plan
        .departments
        .iter()
        .flat_map(|d| {
            d.items.iter().map(|i| ItemLine { department: &d.name, role: d.role, item: &i.item, ratio: "不少于10%" })
        })
        .collect();
    let bytes = items_workbook("开展跨部门联合随机抽查事项表", &lines).unwrap();
    let (answer, _) = Desk::default().run(Task::ReadItems { file: "附件7.xlsx".into() }, &bytes, &mut |_| {});
    let Answer::Items(reading) = answer else { panic!() };
    assert_eq!(reading.problems, []);
    let rows: Vec<_> = reading.rows.iter().map(|r| (r.departments[0].0.as_str(), &r.item)).collect();
    assert_eq!(rows, lines.iter().map(|l| (l.department, l.item)).collect::<Vec<_>>());
    assert_eq!(plan.take_items(&reading.rows, true).1, []);
}

#[test]
fn another_workbook_is_told() {
    let reading = read(include_bytes!("../fixtures/clean-officers.xlsx"));
    assert!(reading.rows.is_empty() && reading.problems[0].message.starts_with("没有找到事项表的表头"));
}

/// Sealed, only the wording of items may change (protocol §3); what else the table says is named and left.
#[test]
fn once_sealed_only_the_wording_is_taken() {
    let plan = PlanDraft::pingluo();
    let mut rows = read(MERGED).rows;
    // A second row of what is new, and of what is known with other categories.
    rows.push(ItemRow { item: Item { note: "重复".into(), ..rows[2].item.clone() }, ..rows[2].clone() });
    let (next, taken, left) = plan.take_wording(&rows);
    assert_eq!(next.sealed_part(), plan.sealed_part(), "the seal holds");
    let (_, all) = plan.take_items(&rows, false);
    assert!(taken.iter().all(|c| matches!(c, ItemChange::Changed { field, .. } if *field != "检查对象")));
    assert_eq!(taken.len(), 10, "five fields of two items");
    let told: Vec<_> = left.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "“县公安局”新增事项“客运、货运及运输站场监督检查”",
            "新增部门“县住建局”",
            "“县住建局”新增事项“燃气安全检查”",
            "“县市场监管局”新增事项“燃气安全检查”",
            "“县住建局”的“燃气安全检查”：备注由“新增”改为“重复”",
            "“县市场监管局”的“燃气安全检查”：备注由“新增”改为“重复”",
        ]
    );
    assert_eq!(taken.len() + left.len(), all.len());
    let item = &next.departments[1].items[0].item;
    assert_eq!((item.content.as_str(), item.way.as_str()), ("车辆检验、驾驶证", "现场检查"));
    // 检查对象 is sealed.
    let mut other = rows[1].clone();
    other.item.categories = vec!["客运".into()];
    let (next, taken, left) = plan.take_wording(&[other]);
    assert_eq!((next.sealed_part(), taken.len()), (plan.sealed_part(), 5));
    let [ItemChange::Changed { field: "检查对象", was, now, .. }] = left.as_slice() else { panic!("{left:?}") };
    assert_eq!((was.as_str(), now.as_str()), ("客运、危货", "客运"));
}

/// 附件7 goes out of a plan that is not complete: to be filled in.
#[test]
fn an_unfinished_plan_goes_out_as_well() {
    let mut plan = PlanDraft::pingluo();
    plan.title.clear();
    plan.set_lead(plan.departments[1].id);
    plan.strata[2].size.value = "很多".into();
    plan.strata[0].size.value = "20".into();
    plan.add_department("县住建局");
    let lines = plan.item_lines();
    let told: Vec<_> =
        lines.iter().map(|(d, role, i, ratio)| (d.as_str(), *role, i.name.as_str(), ratio.as_str())).collect();
    use Role::{Lead, Participant};
    let all = "客运不少于20%；普货、站场、维修不少于10%";
    assert_eq!(
        told,
        [
            ("县公安局", Lead, "客运和危货运输企业车辆及驾驶员管理", "不少于20%"),
            ("县交通运输局", Participant, "客运、货运及运输站场监督检查", all),
            ("县安监局", Participant, "危险化学品运输企业安全生产监督检查", ""),
            ("县安监局", Participant, "各生产经营企业职业危害检查", "不少于10%"),
            ("县市场监管局", Participant, "营业执照登记事项检查", all),
            ("县运管所", Participant, "客货运输企业安全检查", all),
            ("县住建局", Participant, "", all),
        ]
    );
}
