//! 沿用 and 方案模板: what goes over to another campaign and what stays, field by field; the file out and in, and files that are none.

use crate::common::desk::{Desk, ID, at};
use mingchou::model::{Assistant, CheckPoint, Inspection, InspectionType, NoticeForm, Settings, StratifyBy};
use mingchou::roster::Rows;
use mingchou::state::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Every word of a campaign that says its own place, so that it is seen wherever it goes.
fn full_plan() -> PlanDraft {
    let mut plan = PlanDraft {
        number: "编号-一号".into(),
        inspection_type: Some(InspectionType::Special),
        annual_number: "年度编号-七".into(),
        annual_title: "年度计划-名称".into(),
        by: StratifyBy::Category,
        ceiling: "20".into(),
        recent_months: "6".into(),
        ..PlanDraft::pingluo()
    };
    plan.strata[0].size.at_most = true;
    let department = &mut plan.departments[1];
    department.assistants =
        vec![Assistant { name: "张协助".into(), unit: "县检测站".into(), task: "检测".into() }];
    (department.draw, department.cap) = ("7".into(), "9".into());
    let item = &mut department.items[0].item;
    for (place, text) in [
        (&mut item.field, "领域"),
        (&mut item.content, "内容"),
        (&mut item.basis, "依据"),
        (&mut item.way, "方式"),
        (&mut item.frequency, "频次"),
        (&mut item.note, "备注"),
        (&mut item.code, "事项编码"),
        (&mut item.published, "公布处"),
    ] {
        *place = text.into();
    }
    let point =
        CheckPoint { number: "1".into(), text: "要点".into(), basis: "标准".into(), method: "查看".into() };
    item.points = vec![point];
    plan
}

fn full_settings() -> Settings {
    let mut settings = Settings {
        results: vec!["结果甲".into()],
        publish_within: 20,
        materials_within: 15,
        days_off: vec!["2027-02-08".parse().unwrap()],
        workdays: vec!["2027-02-20".parse().unwrap()],
        noted_years: vec![2027],
        contact: "李联系".into(),
        contact_phone: "0952-1234567".into(),
        published_at: "县政府网站".into(),
        oversight_phone: "0952-7654321".into(),
        publish_officers: true,
        notice: NoticeForm::Inspection,
        approvals: true,
        codes: true,
        code_within: 5,
        report_before: 3,
        ..Settings::default()
    };
    settings.words.form3_title = "本县的附件3".into();
    settings
}

/// A campaign that came as far as it can, with all of the above.
fn full() -> Desk {
    let mut desk = Desk::with_samples(full_plan());
    desk.act(Act::EditSettings(Box::new(full_settings()))).unwrap();
    desk
}

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// The paths at which two documents differ, places in lists as `*`.
fn differing(one: &Value, two: &Value, path: &str, found: &mut BTreeSet<String>) {
    match (one, two) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys()).collect::<BTreeSet<_>>() {
                let path = format!("{path}/{key}");
                differing(a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null), &path, found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).for_each(|(a, b)| differing(a, b, &format!("{path}/*"), found));
        }
        _ if one != two => drop(found.insert(path.to_owned())),
        _ => {}
    }
}

fn list(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// These and no others stay; every other field, filled above, is as it was.
#[test]
fn all_goes_over_but_numbers_days_and_people() {
    let desk = full();
    let source = desk.campaign();
    let CarriedOver { plan, settings } = carry_over(source);
    let mut differ = BTreeSet::new();
    differing(&json(&source.plan), &json(&plan), "plan", &mut differ);
    differing(&json(&source.settings), &json(&settings), "settings", &mut differ);
    let stay = "plan/number plan/annual_number plan/annual_title plan/departments/*/assistants plan/stages/*/from plan/stages/*/to";
    assert_eq!(differ, list(stay));
    assert!(plan.stages.iter().all(|s| s.from.is_empty() && s.to.is_empty()));
    assert!(plan.departments.iter().all(|d| d.assistants.is_empty()));

    let mut differ = BTreeSet::new();
    let outside = carry_over(source).without_contact_and_days();
    differing(&json(&settings), &json(&outside.settings), "settings", &mut differ);
    let inside = "settings/contact settings/contact_phone settings/oversight_phone settings/days_off settings/workdays settings/noted_years";
    assert_eq!(differ, list(inside));
    assert_eq!(outside.plan, plan);
}

/// What fills `full` leaves no field at its default unless it is named here: a new field is to be filled, and then seen to go
/// over or to stay.
#[test]
fn every_field_is_filled_where_it_is_watched() {
    let mut same = BTreeSet::new();
    let mut equal = |filled: &Value, empty: &Value, name: &str| {
        for (key, value) in filled.as_object().unwrap() {
            if empty.get(key) == Some(value) {
                same.insert(format!("{name}/{key}"));
            }
        }
    };
    equal(&json(&full_plan()), &json(&PlanDraft::default()), "plan");
    equal(&json(&full_settings()), &json(&Settings::default()), "settings");
    // Lists of words and choices whose default is as good as another.
    let named = "plan/mode plan/whole settings/follow_ups settings/ways";
    assert_eq!(same, list(named));
    // What is skipped where it is empty must be there at all.
    let (plan, settings) = (json(&full_plan()), json(&full_settings()));
    for key in ["inspection_type", "annual_number", "annual_title", "ceiling"] {
        assert!(plan.get(key).is_some(), "{key}");
    }
    for key in ["noted_years", "oversight_phone", "notice", "approvals", "codes", "code_within", "report_before"] {
        assert!(settings.get(key).is_some(), "{key}");
    }
}

/// Begins a campaign from that of the desk, as the dialog does.
fn begun_from(desk: &Desk, id: &str, first: &str) -> Model {
    let source = desk.campaign();
    let CarriedOver { mut plan, settings } = carry_over(source);
    plan.stages = moved(&source.plan, first.parse().unwrap());
    let origin = Some(Origin::Campaign(source.full_name()));
    let beginning = Beginning { id: id.into(), at: at(50), plan, settings: Some(settings), origin };
    desk.model.apply(Action::Begin(Box::new(beginning))).unwrap()
}

#[test]
fn the_second_campaign_is_ready_for_its_rosters() {
    let desk = full();
    let model = begun_from(&desk, "second", "2027-03-01");
    let (first, second) = (desk.campaign(), &model.campaigns["second"]);
    assert!(check_plan(&second.plan).is_ok(), "{:?}", check_plan(&second.plan));
    assert!(second.businesses.is_none() && second.officers.is_none() && second.attempts.is_empty());
    assert_eq!(second.settings, first.settings);
    assert_eq!(*model.campaigns[ID], *first, "the one it is from stays as it is");
    let log = model.log(second).unwrap();
    let said: Vec<_> = log.iter().map(|e| e.said(&|key| key.to_owned())).collect();
    let from = "平罗县道路运输行业跨部门联合随机抽查（编号-一号 · 2018年 · 县交通运输局牵头）";
    assert_eq!(said, [format!("新建抽查“{}”，沿用“{from}”", first.plan.title)]);
    // It is stored and read like any other.
    let text = write_campaign(second).unwrap();
    assert_eq!(read_campaign(&text).unwrap(), **second);
}

#[test]
fn a_campaign_is_carried_over_however_far_it_came() {
    let mut desk = full();
    let before = carry_over(desk.campaign());
    desk.seal(7).unwrap();
    let names = ["007351", "820416", "553109", "19 4402", "380257", "604913"];
    desk.say(&names);
    desk.act(Act::MakeSeed).unwrap();
    let drawing = desk.drawing();
    desk.act(drawing).unwrap();
    let business = worklist(&desk.model, desk.campaign()).unwrap().businesses[0].key.clone();
    let inspection = Inspection { result: "结果甲".into(), date: Some(desk.today()), ..Inspection::default() };
    desk.act(Act::Inspect { business, inspection: Box::new(inspection) }).unwrap();
    assert_eq!(carry_over(desk.campaign()), before);
    let model = begun_from(&desk, "second", "2027-03-01");
    let text = write_campaign(&model.campaigns["second"]).unwrap();
    for own in names.into_iter().chain(["张协助", "编号-一号"]) {
        let log_names_it = own == "编号-一号";
        assert_eq!(text.contains(own), log_names_it, "{own}");
    }
}

#[test]
fn a_new_campaign_has_the_settings_of_the_office() {
    let office = Settings { publish_within: 15, noted_years: vec![2027], ..full_settings() };
    let model = Model::default().apply(Action::EditOffice(Box::new(office.clone()))).unwrap();
    let create = |model: &Model, id: &str| {
        let create = Action::Create { id: id.into(), at: at(0), plan: Box::new(PlanDraft::blank()) };
        model.apply(create).unwrap()
    };
    let model = create(&model, "a");
    let own = &model.campaigns["a"].settings;
    assert_eq!((own.publish_within, own.contact.as_str(), own.noted_years.len()), (15, "李联系", 0));
    // Changed afterwards it is another's no more.
    let later = Settings { publish_within: 20, ..office };
    let model = model.apply(Action::EditOffice(Box::new(later))).unwrap();
    assert_eq!(model.campaigns["a"].settings.publish_within, 15);
    assert_eq!(create(&model, "b").campaigns["b"].settings.publish_within, 20);
    // What a newer program wrote is used, and not changed.
    let newer = write_office(&full_settings()).unwrap().replacen("\"version\":1", "\"version\":9", 1);
    let model = model.apply(Action::OfficeRead(Rc::new(read_office(&newer)))).unwrap();
    let refused = model.apply(Action::EditOffice(Box::default())).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "单位设置由更新版本的明抽保存（第9版格式），本版本只能查看，不能修改。请使用新版本"
    );
    assert_eq!(create(&model, "c").campaigns["c"].settings.code_within, 5);
}

/// The holidays that the office enters once move the deadlines of a campaign that is under way. 2027-02-19 is a Friday: with
/// two days off more the tenth working day after the eighth is later by two.
#[test]
fn the_days_of_the_office_count_in_every_campaign() {
    let mut plan = PlanDraft::pingluo();
    plan.stages.clear();
    plan.add_stage("公示", "2027-03-01", "2027-03-10");
    let desk = Desk::begun("2027-03-02T10:00:00+08:00".parse().unwrap(), plan);
    let standing = |model: &Model, today: &str| {
        let all = deadlines(model, &model.campaigns[ID], None, today.parse().unwrap());
        all[0].standing
    };
    use mingchou::course::DeadlineState::{Open, Soon};
    // Three working days before: Friday, 5 March.
    assert_eq!((standing(&desk.model, "2027-03-04"), standing(&desk.model, "2027-03-05")), (Open, Soon));
    let off = ["2027-03-08", "2027-03-09"].map(|d| d.parse().unwrap()).to_vec();
    let office = Settings { days_off: off, ..Settings::of_today() };
    let model = desk.model.apply(Action::EditOffice(Box::new(office.clone()))).unwrap();
    assert_eq!(standing(&model, "2027-03-04"), Soon, "5 and 10 March are left");
    // The campaign says of itself that both are worked.
    let own = Settings { workdays: office.days_off, ..Settings::default() };
    let act = Act::EditSettings(Box::new(own));
    let model = model.apply(Action::In { id: ID.into(), at: at(1), act }).unwrap();
    assert_eq!(standing(&model, "2027-03-04"), Open);
}

#[test]
fn a_template_goes_out_and_in_without_anybody_in_it() {
    let desk = full();
    let text = write_template(desk.campaign()).unwrap();
    let officers = desk.model.officers(desk.campaign().officers.as_ref().unwrap().blob).unwrap();
    let name = officers.reading.rows.row(0).unwrap().name.clone();
    for own in
        ["张协助", "李联系", "0952-1234567", "编号-一号", "年度编号-七", "年度计划-名称", "2018-1", "2027-02", &name]
    {
        assert!(!text.contains(own), "{own}");
    }
    let read = read_template(&text).unwrap();
    let wanted = carry_over(desk.campaign()).without_contact_and_days();
    let without_ids = |carried: &CarriedOver| {
        let mut plan = json(&carried.plan);
        fn strip(value: &mut Value) {
            match value {
                Value::Object(map) => {
                    map.remove("id");
                    map.remove("last_id");
                    map.values_mut().for_each(strip);
                }
                Value::Array(list) => list.iter_mut().for_each(strip),
                _ => {}
            }
        }
        strip(&mut plan);
        (plan, carried.settings.clone())
    };
    assert_eq!(without_ids(&read), without_ids(&wanted));
    assert!(check_plan(&read.plan).is_ok());
    // Written of what was read, it is the same again.
    let model = Model::default();
    let beginning = Beginning {
        id: "b".into(),
        at: at(0),
        plan: read.plan.clone(),
        settings: Some(read.settings),
        origin: Some(Origin::Template("模板.json".into())),
    };
    let model = model.apply(Action::Begin(Box::new(beginning))).unwrap();
    let again = read_template(&write_template(&model.campaigns["b"]).unwrap()).unwrap();
    assert_eq!(again.plan, read.plan);
    let log = model.log(&model.campaigns["b"]).unwrap();
    assert!(log[0].said(&|k| k.to_owned()).ends_with("，按方案模板“模板.json”"));
}

fn template() -> Value {
    serde_json::from_str(&write_template(full().campaign()).unwrap()).unwrap()
}

fn fault(text: &str) -> String {
    read_template(text).unwrap_err().to_string()
}

#[test]
fn files_that_are_no_template_say_what_they_are() {
    let desk = full();
    let backup = write_backup(desk.campaign(), &desk.packed()).unwrap();
    let all = write_backups(vec![backup.clone(), backup.clone()]).unwrap();
    let cut_off: String = backup.chars().take(250).collect();
    for file in [&backup, &all, &cut_off] {
        assert!(fault(file).starts_with("这是备份文件，不是方案模板。"), "{}", fault(file));
    }
    let text = template().to_string();
    let told = read_backups(&text).unwrap_err().to_string();
    assert_eq!(told, "这是方案模板，不是备份文件。请在首页用“打开备份、模板”打开它");
    for other in ["", "{}", "[]", "PK\u{3}\u{4}", "{\"format\":\"mingchou-campaign\",\"version\":9,\"campaign\":{}}"] {
        assert!(fault(other).starts_with("这不是明抽的方案模板。"), "{other}");
        assert!(read_backups(other).unwrap_err().to_string().starts_with("这不是明抽的备份文件。"), "{other}");
    }
    assert_eq!(
        [file_kind(&text), file_kind(&all), file_kind("1")],
        [FileKind::Template, FileKind::Backup, FileKind::Other]
    );
}

#[test]
fn a_newer_or_damaged_template_is_told_in_a_sentence() {
    let with = |key: &str, value: Value| {
        let mut file = template();
        file[key] = value;
        file.to_string()
    };
    assert_eq!(
        fault(&with("version", 2.into())),
        "这个方案模板由更新版本的明抽保存（第2版格式），本版本打不开。请使用新版本的明抽打开，或者请对方用现在的版本另存一份"
    );
    // Whatever a newer program puts into it.
    let newer = with("template", Value::String("another shape".into())).replacen("\"version\":1", "\"version\":3", 1);
    assert!(fault(&newer).contains("第3版格式"));
    let text = template().to_string();
    for cut in [60, text.len() / 2, text.len() - 1] {
        let cut = (cut..).find(|at| text.is_char_boundary(*at)).unwrap();
        assert!(fault(&text[..cut]).starts_with("这个方案模板已损坏（第1行第"), "{}", fault(&text[..cut]));
    }
    for broken in [with("version", 0.into()), with("version", "1".into()), with("template", Value::Null)] {
        assert!(fault(&broken).starts_with("这个方案模板已损坏（"), "{}", fault(&broken));
    }
    let mut file = template();
    file["template"]["plan"]["departments"] = Value::String("县公安局".into());
    assert!(fault(&file.to_string()).starts_with("这个方案模板已损坏（"));
    // What a later program adds within the version is passed over.
    file = template();
    file["template"]["plan"]["later"] = Value::Bool(true);
    assert!(read_template(&file.to_string()).is_ok());
}

/// Somebody else may have put anything into the file.
#[test]
fn nothing_comes_in_that_would_not_go_out() {
    let mut file = template();
    let source = json(&full_plan());
    for key in ["number", "annual_number", "annual_title", "departments", "stages"] {
        file["template"]["plan"][key] = source[key].clone();
    }
    file["template"]["plan"]["demo"] = Value::Bool(true);
    file["template"]["settings"] = json(&full_settings());
    let read = read_template(&file.to_string()).unwrap();
    assert_eq!(read, read_template(&template().to_string()).unwrap());
}

#[test]
fn rows_of_a_template_have_ids_of_their_own() {
    let mut file = template();
    for list in ["departments", "strata", "contributors", "stages"] {
        for row in file["template"]["plan"][list].as_array_mut().unwrap() {
            row["id"] = 1.into();
        }
    }
    file["template"]["plan"]["last_id"] = u32::MAX.into();
    let mut plan = read_template(&file.to_string()).unwrap().plan;
    let departments = plan.departments.iter().flat_map(|d| d.items.iter().map(|i| i.id).chain([d.id]));
    let others = plan.strata.iter().map(|s| s.id).chain(plan.contributors.iter().map(|c| c.id));
    let mut ids: Vec<_> = departments.chain(others).chain(plan.stages.iter().map(|s| s.id)).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), ids.last().copied()), (all, Some(plan.last_id)));
    assert_eq!(plan.fresh_id(), ids[all - 1] + 1);
}

#[test]
fn departments_that_are_doubled_or_unknown_are_told_of() {
    let mut plan = full_plan();
    let known = ["县交通运输局", "县公安局", " 县安监局 ", "县市场监管局", "县运管所"];
    assert!(template_told(&plan, known.into_iter()).is_empty());
    // With nothing to compare with, nothing is unknown.
    assert!(template_told(&plan, std::iter::empty()).is_empty());
    plan.departments[1].name = "惠农区公安局".into();
    plan.departments[2].name = "县交通运输局".into();
    plan.departments[3].name = " ".into();
    let told = template_told(&plan, known.into_iter());
    assert_eq!(
        told,
        [
            "“县交通运输局”出现了不止一次，请在“部门与事项”中合并或改名",
            "有一个部门没有名称，请在“部门与事项”中填写或删除",
            "本机以前的抽查中没有“惠农区公安局”，请确认是不是本地的部门名称，要与执法人员名录中的“单位”一致",
        ]
    );
    // Taken all the same, the plan names them again at their boxes.
    assert_eq!(check_plan(&plan).unwrap_err().len(), 2);
}
