//! 附件7: a table of items becomes the plan's, and the plan's goes out and comes back.

use crate::common::worker::ask;
use mingchou::course::{EntryProblem, ItemRow, ItemsReading, read_items};
use mingchou::export::{ItemLine, items_workbook};
use mingchou::model::{Item, Role};
use mingchou::state::{DepartmentAnswer, ItemAnswers, ItemChange, PlanDraft};
use mingchou::work::{ReadItems, WorkerState};
use mingchou::workbook::Workbook;
use rust_xlsxwriter::{Format, Workbook as Written};

fn read(bytes: &[u8]) -> ItemsReading {
    read_items(&Workbook::open(bytes, "附件7.xlsx").unwrap(), "附件7.xlsx")
}

fn lines(told: &[EntryProblem]) -> Vec<String> {
    told.iter().map(|p| format!("{} {}", p.cell, p.message)).collect()
}

const MERGED: &[u8] = include_bytes!("../fixtures/items-merged.xlsx");

#[test]
fn a_table_with_merged_cells_ditto_marks_and_notes_is_read() {
    let reading = read(MERGED);
    let told: Vec<_> = reading.problems.iter().map(|p| format!("{} {}", p.cell, p.message)).collect();
    assert_eq!(
        told,
        [
            "C7 这一行没有抽查事项，没有采用：4｜市场监管｜县市场监管局",
            "G8 这一行没有检查部门，没有采用：5｜市场监管｜广告检查｜网络监测"
        ]
    );
    assert_eq!(lines(&reading.asides), ["C9 像是备注或落款，不是事项，没有采用：注：本表由牵头部门汇总。"]);
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
    let (known, unknown) = plan.of_departments(&read(MERGED).rows, |_| false);
    assert_eq!(unknown.into_iter().collect::<Vec<_>>(), [("县住建局".to_owned(), vec!["燃气安全检查".to_owned()])]);
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
    let reading = ask(&mut WorkerState::default(), &ReadItems { file: "附件7.xlsx".into() }, &bytes).unwrap();
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

const OTHER_ROWS: &[u8] = include_bytes!("../fixtures/items-other-rows.xlsx");

#[test]
fn rows_that_are_no_items_are_told_apart_and_shown() {
    let reading = read(OTHER_ROWS);
    let items: Vec<_> = reading.rows.iter().map(|row| row.item.name.as_str()).collect();
    assert_eq!(items, ["客运企业检查", "营业执照登记事项检查", "价格行为检查", "燃气安全检查"]);
    let departments: Vec<_> = reading.rows.iter().flat_map(|row| &row.departments).map(|(d, _)| d.as_str()).collect();
    assert_eq!(departments, ["县交通运输局", "市场监管局", "县市场监督管理局", "县公安局", "县住建局"]);
    let headers =
        "序号｜抽查领域｜抽查事项｜抽查内容｜抽查依据｜检查对象（类别）｜牵头/配合部门｜抽查方式｜抽查比例｜频次｜备注";
    assert_eq!(
        lines(&reading.asides),
        [
            "A7 像是合计行，不是事项，没有采用：道路运输小计：1项",
            "A8 像是分组标题，不是事项，没有采用：二、市场监管领域",
            &format!("A10 像是表头，不是事项，没有采用：{headers}"),
            "A15 像是备注或落款，不是事项，没有采用：填表说明",
            "A16 像是备注或落款，不是事项，没有采用：1.抽查事项按权责清单填写",
        ]
    );
    let sample = "案例（请删除）｜道路运输｜某某检查｜某某内容｜某某依据｜全部｜县某某局｜现场检查｜10%｜每年1次";
    assert_eq!(
        lines(&reading.problems),
        [
            &*format!("A4 像是示例行，不是事项，没有采用：{sample}"),
            "A14 像是合计行，不是事项，没有采用：合计｜4个部门",
            "A17 像是备注或落款，不是事项，没有采用：填表人：马某｜审核人：李某",
            "C12 “市场监管局”的事项“营业执照登记事项检查”在C9已经有了，内容相同，只取一次",
            "C13 “市场监管局”的事项“营业执照登记事项检查”在C9已经有了，这一行的抽查内容“经营范围”、频次“每年2次”与它不同，没有采用；要用这一行的，请在表中并成一行后重新导入",
        ]
    );
    // A merged cell says an item once, whose rows say more of it; what says that there is nothing says nothing.
    let [coaches, licence, prices, gas] = &reading.rows[..] else { panic!() };
    assert_eq!(coaches.item.content, "经营资质\n动态监控");
    assert_eq!(coaches.item.basis, "《道路运输条例》第八条\n《道路运输条例》第九条");
    assert_eq!((coaches.item.way.as_str(), coaches.ratio.as_str()), ("现场检查", "10%"));
    assert_eq!(coaches.item.categories, ["客运"]);
    assert_eq!((licence.ratio.as_str(), licence.place.basis.as_str()), ("20%", "E9"));
    assert_eq!((prices.item.frequency.as_str(), prices.item.note.as_str()), ("", ""));
    assert_eq!(gas.item.categories, ["电力、热力、燃气及水生产和供应业"]);
}

/// 市场监管局 and 县市场监督管理局 may be 县市场监管局: that is asked, and nothing is doubled before it is said.
#[test]
fn a_department_by_another_name_is_asked() {
    use DepartmentAnswer::{Add, Is};
    let (plan, reading) = (PlanDraft::pingluo(), read(OTHER_ROWS));
    let asked = plan.departments_asked(&reading.rows);
    let own = vec!["县市场监管局".to_owned()];
    let told: Vec<_> = asked.iter().map(|a| (a.name.as_str(), &a.likely)).collect();
    assert_eq!(told, [("市场监管局", &own), ("县市场监督管理局", &own), ("县住建局", &Vec::new())]);
    let mut answers = ItemAnswers::proposed(&asked);
    assert_eq!(answers.departments.iter().collect::<Vec<_>>(), [(&"县住建局".to_owned(), &Add)]);
    let taken = plan.with_items(&reading, &answers, false);
    let changes: Vec<_> = taken.changes.iter().map(ToString::to_string).collect();
    assert_eq!(
        changes,
        [
            "“县交通运输局”新增事项“客运企业检查”",
            "“县公安局”新增事项“价格行为检查”",
            "新增部门“县住建局”",
            "“县住建局”新增事项“燃气安全检查”",
        ]
    );
    let told = lines(&taken.problems[reading.problems.len()..]);
    assert_eq!(
        told[..2],
        [
            " “县市场监督管理局”可能就是“县市场监管局”，请先在上面选好，它的事项才会采用：“价格行为检查”",
            " “市场监管局”可能就是“县市场监管局”，请先在上面选好，它的事项才会采用：“营业执照登记事项检查”",
        ]
    );
    for name in ["市场监管局", "县市场监督管理局"] {
        answers.departments.insert(name.to_owned(), Is("县市场监管局".to_owned()));
    }
    let taken = plan.with_items(&reading, &answers, false);
    let names: Vec<_> = taken.plan.departments.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["县交通运输局", "县公安局", "县安监局", "县市场监管局", "县运管所", "县住建局"]);
    let items: Vec<_> = taken.plan.departments[3].items.iter().map(|i| i.item.name.as_str()).collect();
    assert_eq!(items, ["营业执照登记事项检查", "价格行为检查"]);
    // Another by its own will.
    answers.departments.insert("市场监管局".to_owned(), Add);
    let taken = plan.with_items(&reading, &answers, false);
    assert_eq!(taken.plan.departments.len(), 7);
}

/// A plan without departments takes them from the table, and asks of two names there as well.
#[test]
fn two_names_in_one_table_are_asked() {
    let reading = written(&[
        &["抽查事项", "部门"],
        &["甲检查", "县市场监管局"],
        &["乙检查", "市场监管局"],
        &["丙检查", "各有关"],
    ]);
    let plan = PlanDraft::blank();
    let asked = plan.departments_asked(&reading.rows);
    let told: Vec<_> = asked.iter().map(|a| (a.name.as_str(), a.likely.join("、"))).collect();
    let none = String::new();
    assert_eq!(told, [("县市场监管局", none.clone()), ("市场监管局", "县市场监管局".into()), ("各有关", none)]);
    let mut answers = ItemAnswers::proposed(&asked);
    answers.departments.insert("市场监管局".into(), DepartmentAnswer::Is("县市场监管局".into()));
    let taken = plan.with_items(&reading, &answers, false);
    let all: Vec<_> = taken.plan.departments.iter().map(|d| (d.name.as_str(), d.items.len())).collect();
    assert_eq!(all, [("县市场监管局", 2)], "what is called like no department is not added unasked");
}

#[test]
fn missing_bases_other_categories_and_ratios_are_told_with_their_place() {
    let (plan, reading) = (PlanDraft::pingluo(), read(OTHER_ROWS));
    let is = |name: &str| (name.to_owned(), DepartmentAnswer::Is("县市场监管局".to_owned()));
    let add = ("县住建局".to_owned(), DepartmentAnswer::Add);
    let departments = [is("市场监管局"), is("县市场监督管理局"), add].into_iter().collect();
    let mut answers = ItemAnswers { departments, ..ItemAnswers::default() };
    let taken = plan.with_items(&reading, &answers, false);
    assert_eq!(taken.categories, ["餐饮", "电力、热力、燃气及水生产和供应业"]);
    let of = |taken: &mingchou::state::ItemsTaken| lines(&taken.problems[reading.problems.len()..]);
    let basis = "E9 没有抽查依据：“营业执照登记事项检查”（E9）。请在表中“抽查依据”一列补上后重新导入，或采用后在事项的“更多（附件7）”里填写";
    let ratio = "I9 抽查比例写的是“20%”，方案是“不少于10%”：“营业执照登记事项检查”（I9）。比例以方案为准，没有改动；要改请到“抽取范围与数量”";
    let category = |cell: &str, category: &str, labels: &str, item: &str| {
        format!(
            "{cell} 方案不从“{category}”中抽取（方案的类别是{labels}）：“{item}”（{cell}）。请在表中改成方案的类别，或在上面勾选，把它加进抽取类别"
        )
    };
    let gas = "电力、热力、燃气及水生产和供应业";
    let labels = "客运、普货、危货、站场、维修";
    let food = category("F11", "餐饮", labels, "价格行为检查");
    assert_eq!(of(&taken), [basis, &food, &category("F18", gas, labels, "燃气安全检查"), ratio]);
    assert!(taken.problems[reading.problems.len()..].iter().all(|p| !p.left), "to be looked at, not left");
    // Taken in, it is none of them any more.
    answers.strata.insert("餐饮".to_owned());
    let taken = plan.with_items(&reading, &answers, false);
    assert_eq!(taken.changes[0].to_string(), "新增抽取类别“餐饮”");
    assert_eq!(taken.plan.labels().last().unwrap(), "餐饮");
    let gas = category("F18", gas, &format!("{labels}、餐饮"), "燃气安全检查");
    assert_eq!(of(&taken), [basis, &gas, ratio]);
    // Drawn from without categories, an item can't be for some.
    let whole = PlanDraft { stratified: false, strata: Vec::new(), ..plan };
    let taken = whole.with_items(&reading, &answers, false);
    assert!(of(&taken)[1].contains("方案不分类别抽取") && taken.categories.is_empty(), "{:?}", of(&taken));
}

#[test]
fn the_same_ratio_in_other_words_is_the_same() {
    let told = |ratio: &str| {
        let reading = written(&[&["抽查事项", "部门", "抽查比例", "依据"], &["甲检查", "县公安局", ratio, "法"]]);
        let taken = PlanDraft::pingluo().with_items(&reading, &ItemAnswers::default(), false);
        taken.problems.iter().filter(|p| p.message.starts_with("抽查比例")).count()
    };
    for same in ["10%", "１０％", "不低于10%", "≥10%", "10", "0.1", "每类不少于10%", "按方案", "", "10%以上"]
    {
        assert_eq!(told(same), 0, "{same}");
    }
    for other in ["20%", "5户", "0.2", "客运20%，其他10%", "1%"] {
        assert_eq!(told(other), 1, "{other}");
    }
}

/// A cell that as a whole is a category of the plan is one, as is a name of GB/T 4754 that holds 、.
#[test]
fn a_category_that_holds_the_sign_between_values_is_one() {
    let mut plan = PlanDraft::pingluo();
    plan.add_stratum("客运、货运");
    plan.add_stratum("租赁/代驾");
    let objects = |cell: &str| {
        let reading = written(&[&["抽查事项", "部门", "检查对象"], &["甲检查", "县公安局", cell]]);
        let taken = plan.with_items(&reading, &ItemAnswers::default(), false);
        taken.plan.departments[1].items.last().unwrap().item.categories.clone()
    };
    assert_eq!(objects("客运、货运"), ["客运、货运"]);
    assert_eq!(objects("危货、客运、货运、站场"), ["危货", "客运、货运", "站场"]);
    assert_eq!(objects("租赁/代驾"), ["租赁/代驾"]);
    assert_eq!(objects("客运、危货"), ["客运", "危货"]);
    assert_eq!(objects("农、林、牧、渔业、客运"), ["农、林、牧、渔业", "客运"]);
    assert_eq!(objects("全部"), Vec::<String>::new());
}

/// Names that begin as a total or a remark does are items where the rest of the row is one's.
#[test]
fn an_item_is_not_left_out_for_its_name() {
    let reading = written(&[
        &["抽查事项", "抽查内容", "部门"],
        &["累计积分管理检查", "积分", "县公安局"],
        &["合计", "2", "3"],
        &["制表设备检查", "设备", "县公安局"],
    ]);
    let names: Vec<_> = reading.rows.iter().map(|row| row.item.name.as_str()).collect();
    assert_eq!(names, ["累计积分管理检查", "制表设备检查"]);
}

/// Merged over two columns, a text is that of the first; merged over rows of several departments, the item is of each.
#[test]
fn merged_cells_are_filled_down_and_not_across() {
    let mut book = Written::new();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    for (column, header) in (0..).zip(["抽查事项", "抽查内容", "抽查依据", "部门"]) {
        sheet.write(0, column, header).unwrap();
    }
    sheet.merge_range(1, 0, 2, 0, "消防检查", &plain).unwrap();
    sheet.merge_range(1, 1, 1, 2, "通道", &plain).unwrap();
    sheet.write(1, 3, "县公安局").unwrap();
    sheet.write(2, 1, "器材").unwrap();
    sheet.write(2, 3, "县应急局").unwrap();
    let reading = read(&book.save_to_buffer().unwrap());
    let told: Vec<_> =
        reading.rows.iter().map(|r| (&*r.departments[0].0, &*r.item.name, &*r.item.content, &*r.item.basis)).collect();
    assert_eq!(told, [("县公安局", "消防检查", "通道", ""), ("县应急局", "消防检查", "器材", "")]);
}

fn written(rows: &[&[&str]]) -> ItemsReading {
    let mut book = Written::new();
    let sheet = book.add_worksheet();
    for (number, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*row) {
            sheet.write(number, column, *text).unwrap();
        }
    }
    read(&book.save_to_buffer().unwrap())
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

/// A sheet with merged cells, each by its first and last row and column.
fn merged(sheet: &str, rows: &[&[&str]], merges: &[[u32; 4]]) -> Vec<u8> {
    let (mut book, plain) = (Written::new(), Format::new());
    let page = book.add_worksheet().set_name(sheet).unwrap();
    for (number, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*row).filter(|(_, text)| !text.is_empty()) {
            page.write(number, column, *text).unwrap();
        }
    }
    for [top, left, bottom, right] in merges {
        let (first, last) = (u16::try_from(*left).unwrap(), u16::try_from(*right).unwrap());
        let text = rows[*top as usize][*left as usize];
        page.merge_range(*top, first, *bottom, last, text, &plain).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Department, item, field, content, basis, objects of each row.
fn whole(reading: &ItemsReading) -> Vec<[String; 6]> {
    let row = |row: &ItemRow| {
        let departments: Vec<_> = row.departments.iter().map(|(d, role)| format!("{d}{}", told_role(*role))).collect();
        let i = row.item.clone();
        [departments.join("、"), i.name, i.field, i.content, i.basis, i.categories.join("、")]
    };
    reading.rows.iter().map(row).collect()
}

fn told_role(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Lead) => "+",
        Some(Role::Participant) => "-",
        None => "",
    }
}

fn rows<const N: usize>(rows: [[&str; 6]; N]) -> Vec<[String; 6]> {
    rows.into_iter().map(|row| row.map(str::to_owned)).collect()
}

#[test]
fn a_header_over_two_rows_is_read() {
    let item = ["1", "治安", "旅馆检查", "实名登记", "《旅馆业治安管理办法》", "旅馆", "县公安局", "现场检查"];
    let expected = rows([["县公安局", "旅馆检查", "治安", "实名登记", "《旅馆业治安管理办法》", "旅馆"]]);
    // 抽查事项 over the item itself, 检查内容 and 依据.
    let upper: &[&str] = &["序号", "领域", "抽查事项", "", "", "检查对象", "检查部门", "抽查方式"];
    let lower: &[&str] = &["", "", "事项名称", "检查内容", "依据", "", "", ""];
    let title: &[&str] = &["随机抽查事项表"];
    let down = |column| [1, column, 2, column];
    let all = [[0, 0, 0, 7], [1, 2, 1, 4], down(0), down(1), down(5), down(6), down(7)];
    let reading = read(&merged("附件7", &[title, upper, lower, &item], &all));
    assert_eq!((whole(&reading), lines(&reading.problems)), (expected.clone(), Vec::new()));
    assert_eq!(lines(&reading.asides), Vec::<String>::new(), "the second row of the header is no row");
    // 合并 was forgotten.
    let reading = read(&merged("附件7", &[title, upper, lower, &item], &[]));
    assert_eq!((whole(&reading), lines(&reading.problems)), (expected.clone(), Vec::new()));
    // 名称 and 内容, which say what they are with what stands above only.
    let lower: &[&str] = &["", "", "名称", "内容", "依据", "", "", ""];
    let reading = read(&merged("附件7", &[title, upper, lower, &item], &all));
    assert_eq!((whole(&reading), lines(&reading.problems)), (expected, Vec::new()));
}

/// 抽查项目 over 抽查类别 and 抽查事项, 检查主体 over those who lead and take part, as in lists of the State.
#[test]
fn departments_beneath_one_header_lead_and_take_part() {
    let upper: &[&str] = &["序号", "抽查项目", "", "检查对象", "检查主体", "", "检查依据"];
    let lower: &[&str] = &["", "抽查类别", "抽查事项", "", "牵头", "配合", ""];
    let item: &[&str] = &["1", "治安", "旅馆检查", "旅馆", "县公安局", "县文旅局、县市场监管局", "《办法》"];
    let down = |column| [0, column, 1, column];
    let reading =
        read(&merged("附件7", &[upper, lower, item], &[[0, 1, 0, 2], [0, 4, 0, 5], down(0), down(3), down(6)]));
    let expected = [["县公安局、县文旅局-、县市场监管局-", "旅馆检查", "治安", "", "《办法》", "旅馆"]];
    assert_eq!((whole(&reading), lines(&reading.problems)), (rows(expected), Vec::new()));
}

/// Of what stands beneath 抽查事项 nothing is the item: told, not guessed.
#[test]
fn a_header_without_the_item_is_refused() {
    let upper: &[&str] = &["抽查事项", "", "检查部门"];
    let lower: &[&str] = &["检查内容", "依据", ""];
    let reading =
        read(&merged("附件7", &[upper, lower, &["登记", "《办法》", "县公安局"]], &[[0, 0, 0, 1], [0, 2, 1, 2]]));
    assert!(reading.rows.is_empty());
    assert!(reading.problems[0].message.starts_with("没有找到事项表的表头"), "{:?}", reading.problems);
}

#[test]
fn whose_items_they_are_is_read_from_the_title_and_told() {
    let item: &[&str] = &["旅馆检查", "实名登记", "《办法》"];
    let header: &[&str] = &["抽查事项", "抽查内容", "抽查依据"];
    let of = |sheet: &str, title: &str, file: &str| {
        let book = merged(sheet, &[&[title], header, item, &["合计", "1项"]], &[]);
        let reading = read_items(&Workbook::open(&book, file).unwrap(), file);
        assert_eq!(reading.asides.len() + reading.problems.len(), 2, "the total is left, and it is told: {reading:?}");
        (reading.rows[0].departments.clone(), reading.problems.iter().find(|p| !p.left).unwrap().message.clone())
    };
    for (sheet, title, file, expected, by) in [
        ("附件7", "县公安局抽查事项清单", "表.xlsx", "县公安局", "县公安局抽查事项清单"),
        (
            "附件7",
            "附件7：平罗县公安局2026年度随机抽查事项清单",
            "表.xlsx",
            "平罗县公安局",
            "附件7：平罗县公安局2026年度随机抽查事项清单",
        ),
        ("公安局", "抽查事项清单", "表.xlsx", "公安局", "公安局"),
        ("Sheet1", "抽查事项清单", "县公安局.xlsx", "县公安局", "县公安局"),
    ] {
        let (departments, told) = of(sheet, title, file);
        assert_eq!(departments, [(expected.to_owned(), None)], "{title}");
        assert_eq!(told, format!("这张表没有“牵头/配合部门”一列，按“{by}”都当作“{expected}”的事项，请确认"));
    }
    // Nothing names one, or two are named.
    for (sheet, title) in [("Sheet1", "抽查事项清单"), ("县交通运输局", "县公安局抽查事项清单")] {
        let (departments, told) = of(sheet, title, "表.xlsx");
        assert_eq!(departments, [(String::new(), None)], "{title}");
        assert_eq!(told, "这张表没有“牵头/配合部门”一列，标题也没有写明是哪个部门的事项，请选好部门");
    }
}

/// A row that holds a department alone says whose the items beneath are, over the whole width or not, in a table with a column of
/// departments or without; whoever is named in a row of its own keeps it.
#[test]
fn titles_amid_the_rows_say_whose_the_items_are() {
    let owners = |reading: &ItemsReading| {
        let line = |row: &ItemRow| {
            let names: Vec<_> = row.departments.iter().map(|(name, _)| name.as_str()).collect();
            format!("{} {}", row.item.name, names.join("、"))
        };
        reading.rows.iter().map(line).collect::<Vec<_>>()
    };
    let left = |reading: &ItemsReading| {
        assert!(reading.asides.iter().all(|p| p.message.contains("像是分组标题")), "{:?}", reading.asides);
        reading.asides.iter().map(|p| p.cell.clone()).collect::<Vec<_>>()
    };
    let header: &[&str] = &["序号", "抽查事项", "抽查内容", "牵头/配合部门"];
    let police: &[&str] = &["一、县公安局（2项）"];
    let market: &[&str] = &["二、县市场监管局"];
    let (hotels, seals, adverts): (&[&str], &[&str], &[&str]) =
        (&["1", "旅馆检查", "登记"], &["2", "印章检查", "备案"], &["1", "广告检查", "监测"]);
    let own: &[&str] = &["3", "客运检查", "资质", "县交通运输局"];
    let rows = [header, police, hotels, seals, own, market, adverts];
    let wide = |row: u32| [row, 0, row, 3];
    for merges in [&[wide(1), wide(5)][..], &[]] {
        let reading = read(&merged("附件7", &rows, merges));
        let expected = ["旅馆检查 县公安局", "印章检查 县公安局", "客运检查 县交通运输局", "广告检查 县市场监管局"];
        assert_eq!((owners(&reading), lines(&reading.problems)), (expected.map(String::from).to_vec(), Vec::new()));
        assert_eq!(left(&reading), ["A2", "A6"]);
    }
    // With its number in a cell of its own, and how many there are in another.
    let apart: &[&str] = &["一", "县公安局", "2项"];
    let reading = read(&merged("附件7", &[header, apart, hotels, seals], &[]));
    assert_eq!(
        (owners(&reading), left(&reading)),
        (vec!["旅馆检查 县公安局".to_owned(), "印章检查 县公安局".to_owned()], vec!["A2".to_owned()])
    );
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    // No column of departments: what stands above the first title is the list's own.
    let bare: &[&str] = &["序号", "抽查事项", "抽查内容"];
    let reading = read(&merged("附件7", &[&["县司法局抽查事项清单"], bare, own, police, hotels, market, adverts], &[]));
    assert_eq!(owners(&reading), ["客运检查 县司法局", "旅馆检查 县公安局", "广告检查 县市场监管局"]);
    let told: Vec<_> = reading.problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "这张表没有“牵头/配合部门”一列，按各段的标题（如“一、县公安局（2项）”）算作各部门的事项，请确认",
            "这张表没有“牵头/配合部门”一列，按“县司法局抽查事项清单”都当作“县司法局”的事项，请确认"
        ]
    );
    let reading = read(&merged("附件7", &[bare, police, hotels, market, adverts], &[]));
    assert_eq!(owners(&reading), ["旅馆检查 县公安局", "广告检查 县市场监管局"]);
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
    // A title of the same form that names none ends the section; one of a category within it does not.
    let (category, others): (&[&str], &[&str]) = (&["（一）治安管理"], &["二、其他单位的事项"]);
    let reading =
        read(&merged("附件7", &[header, police, category, hotels, others, adverts], &[wide(1), wide(2), wide(4)]));
    assert_eq!(owners(&reading), ["旅馆检查 县公安局"]);
    assert_eq!(lines(&reading.problems), ["D6 这一行没有检查部门，没有采用：1｜广告检查｜监测"]);
}

/// Of which nothing says whose they are: nothing is taken before it is said, and nothing is added to the plan but the items.
#[test]
fn items_of_nobody_are_asked() {
    let reading =
        written(&[&["抽查事项", "抽查内容"], &["旅馆检查", "登记"], &["旅馆检查", "登记"], &["印章检查", "备案"]]);
    let plan = PlanDraft::pingluo();
    let asked = plan.departments_asked(&reading.rows);
    let all: Vec<_> = plan.departments.iter().map(|d| d.name.clone()).collect();
    assert_eq!(asked.iter().map(|a| (a.name.as_str(), a.likely.clone())).collect::<Vec<_>>(), [("", all)]);
    let mut answers = ItemAnswers::proposed(&asked);
    let left = |answers: &ItemAnswers, sealed| {
        let taken = plan.with_items(&reading, answers, sealed);
        assert_eq!((taken.changes, &taken.plan), (Vec::new(), &plan));
        taken.problems.last().unwrap().message.clone()
    };
    for sealed in [false, true] {
        let told = "请先在上面选好是哪个部门的事项，才会采用：“旅馆检查”、“印章检查”";
        assert_eq!(left(&answers, sealed), told);
    }
    answers.departments.insert(String::new(), DepartmentAnswer::Leave);
    assert_eq!(left(&answers, false), "没有采用：“旅馆检查”、“印章检查”");
    answers.departments.insert(String::new(), DepartmentAnswer::Is("县公安局".into()));
    let taken = plan.with_items(&reading, &answers, false);
    let changes: Vec<_> = taken.changes.iter().map(ToString::to_string).collect();
    assert_eq!(changes, ["“县公安局”新增事项“旅馆检查”", "“县公安局”新增事项“印章检查”"]);
    let repeated: Vec<_> = taken.problems.iter().filter(|p| p.message.contains("已经有了")).collect();
    assert_eq!(repeated.len(), 1, "{:?}", taken.problems);
    // A plan without departments can't say whose they are.
    let blank = PlanDraft { departments: Vec::new(), ..PlanDraft::blank() };
    assert!(blank.departments_asked(&reading.rows).is_empty());
    let taken = blank.with_items(&reading, &ItemAnswers::default(), false);
    assert!(taken.changes.is_empty() && taken.problems.last().unwrap().message.contains("方案里也还没有部门"));
}

/// Beside a table that names departments, one that does not may be a form for the inspection.
#[test]
fn a_table_without_departments_beside_another_is_left_and_told() {
    let mut book = Written::new();
    for (name, rows) in [
        ("附件7", [["抽查事项", "抽查内容", "部门"], ["旅馆检查", "登记", "县公安局"]]),
        ("检查表", [["抽查事项", "抽查内容", "检查结果"], ["旅馆检查", "登记", ""]]),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (number, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(row) {
                sheet.write(number, column, text).unwrap();
            }
        }
    }
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(reading.rows.len(), 1);
    let told: Vec<_> = reading.problems.iter().map(|p| (p.sheet.as_str(), p.message.as_str())).collect();
    assert_eq!(told, [("检查表", "这张表有抽查事项，但没有“牵头/配合部门”一列，没有采用")]);
}
