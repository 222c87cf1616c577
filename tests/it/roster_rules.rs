//! Properties of header folding, column matching, checks and the reading path, and the checks against a plan.

use chrono::NaiveDate;
use mingchou::model::{Business, EntityKind, Excluded, Officer, Source, StratifyBy, check_digit};
use mingchou::roster::checks::{
    PlanView, check_businesses, check_businesses_with_plan, check_certificates, check_officers,
    check_officers_with_plan, check_recusals,
};
use mingchou::roster::columns::field_of;
use mingchou::roster::columns::match_headers;
use mingchou::roster::{
    Choice, Columns, Field, Problem, ProblemCode, Record, Severity, read_businesses, read_businesses_with,
};
use mingchou::text::header_key::fold;
use proptest::prelude::*;

fn columns(kind: EntityKind, headers: &[&str]) -> Columns {
    match_headers(kind, (0..).zip(headers.iter().copied())).0
}

fn at(row: u32) -> Source {
    Source { sheet: "表".into(), row }
}

fn business(row: u32, name: &str, code: &str, categories: &[&str]) -> Business {
    let categories = categories.iter().map(|c| (*c).to_owned()).collect();
    Business { source: at(row), name: name.into(), code: code.into(), categories, ..Business::default() }
}

fn officer(row: u32, name: &str, department: &str) -> Officer {
    let certificate = format!("A{row}");
    Officer { source: at(row), name: name.into(), department: department.into(), certificate, ..Officer::default() }
}

fn excluded(row: u32) -> Excluded {
    Excluded { source: at(row), reason: "注销".into() }
}

fn brief(problems: &[Problem]) -> Vec<(Option<&str>, Severity, ProblemCode)> {
    problems.iter().map(|p| (p.cell.as_deref(), p.severity, p.code)).collect()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 12, 1).unwrap()
}

/// Each of the headers, parted by spaces, names the field.
fn assert_known(table: &[(EntityKind, Field, &str)]) {
    for (kind, field, headers) in table {
        for header in headers.split(' ') {
            assert_eq!(field_of(*kind, header), Some(*field), "{header}");
        }
    }
}

/// The whole table of domain §5, each header in the roster that it belongs to.
#[test]
fn every_header_of_the_table_is_known() {
    let table: [(EntityKind, Field, &str); 20] = [
        (
            EntityKind::Business,
            Field::Name,
            "企业名称 市场主体名称 主体名称 单位名称 被检查单位 被检查对象 检查对象 检查对象名称 业户名称 经营者名称 公司名称 当事人",
        ),
        (
            EntityKind::Business,
            Field::Code,
            "统一社会信用代码 统一信用代码 统一代码 社会信用代码 信用代码 注册号 营业执照号 统一社会信用代码/注册号",
        ),
        (EntityKind::Business, Field::LegalPerson, "法定代表人 法人 法人代表 负责人 经营者"),
        (EntityKind::Business, Field::Contact, "联系人 联络员 联络人 工商联络员"),
        (EntityKind::Business, Field::Phone, "联系电话 联系方式 手机号 手机号码 电话"),
        (EntityKind::Business, Field::Address, "住所 住所地址 注册地址 地址 经营场所 经营地址 企业地址"),
        (EntityKind::Business, Field::Category, "类别 企业类型 主体类别 行业 所属行业 经营类别 经营范围 业务类型"),
        (EntityKind::Business, Field::Risk, "信用等级 信用风险等级 风险等级"),
        (EntityKind::Business, Field::Status, "登记状态 主体状态 经营状态"),
        (EntityKind::Business, Field::Jurisdiction, "登记机关 管辖单位 主管单位 监管单位 乡镇 片区"),
        (EntityKind::Business, Field::LastInspected, "上次抽查日期 最近检查时间"),
        (EntityKind::Business, Field::Licence, "许可证编号 许可证号 道路运输经营许可证号 经营许可证号"),
        (EntityKind::Business, Field::LicenceUntil, "有效期至"),
        (EntityKind::Officer, Field::Officer, "姓名 执法人员 执法人员姓名 检查人员 执法检查人员"),
        (EntityKind::Officer, Field::Department, "单位 工作单位 执法单位 所属部门 所在部门 所在业务部门（机构） 部门"),
        (EntityKind::Officer, Field::Certificate, "执法证号 执法证编号 执法证件号 执法编号 证件号码 行政执法证号"),
        (EntityKind::Officer, Field::ValidUntil, "执法证有效期 执法证有效期至 有效期至"),
        (EntityKind::Officer, Field::Speciality, "执法领域 岗位大类 执法事项范围 岗位资质资格 专业"),
        (EntityKind::Officer, Field::Status, "执法人员状态 状态"),
        (EntityKind::Officer, Field::Recusal, "回避单位 回避企业 需回避对象"),
    ];
    assert_known(&table);
}

/// Headers that testers met in rosters of other trades and platforms.
#[test]
fn headers_of_other_offices_are_known() {
    let table: [(EntityKind, Field, &str); 12] = [
        (
            EntityKind::Business,
            Field::Name,
            "道路运输企业名称 运输业户名称 被检查市场主体名称 受检单位 受检单位名称 监管对象 监管对象名称 行政相对人 行政相对人名称 纳税人名称 字号名称 店铺名称 加油站名称 户名 个体户名称",
        ),
        (EntityKind::Business, Field::Code, "纳税人识别号 检查对象统一社会信用代码 社会信用代码（纳税人识别号）"),
        (
            EntityKind::Business,
            Field::Phone,
            "负责人电话 经营者电话 法人电话 法定代表人电话 法定代表人移动电话 法人联系电话 固定电话 办公电话 企业负责人手机",
        ),
        (EntityKind::Business, Field::Address, "门牌号 经营地点 所在地 住所地"),
        (EntityKind::Business, Field::Category, "主体类型 市场主体类型 检查对象类型 经营类型 行业门类 类型"),
        (EntityKind::Business, Field::Risk, "信用评级 质量信誉等级"),
        (EntityKind::Business, Field::Status, "经营状况"),
        (
            EntityKind::Officer,
            Field::Certificate,
            "执法资格证号 部颁证号 部颁执法证号 省执法证号 交通运输执法证号 执法证件 执法证代码",
        ),
        (EntityKind::Officer, Field::Officer, "检查人 执法员 抽查人员 成员 组员"),
        (EntityKind::Officer, Field::Department, "单位名称 执法主体"),
        (
            EntityKind::Officer,
            Field::ValidUntil,
            "执法证有效期至 执法证有效期截止日期 证件有效期（止） 执法证有效期到期日期",
        ),
        (
            EntityKind::Business,
            Field::Name,
            "企业名称▼ 企业名称↓ ①企业名称 1.企业名称 1、企业名称 12．企业名称 （1）企业名称 企业名称*必填 企业名称（必填）▼ *①企业名称",
        ),
    ];
    assert_known(&table);
    for header in ["①", "必填", "1.", "1.2", "联系人必填身份证", "负责人证件号码", "许可证有效期起", "▼"]
    {
        assert_eq!(field_of(EntityKind::Business, header), None, "{header}");
    }
    assert_eq!(field_of(EntityKind::Officer, "执法证有效期自"), None);
}

#[test]
fn near_misses_are_not_guessed() {
    for header in ["性别", "序号", "名字", "企业", "身份证号", "备注", "", "（必填）", "联系人/联系电话", "单位"]
    {
        assert_eq!(field_of(EntityKind::Business, header), None, "{header}");
    }
    for header in ["性别", "身份证号码", "企业名称", "年龄"] {
        assert_eq!(field_of(EntityKind::Officer, header), None, "{header}");
    }
    assert_eq!(field_of(EntityKind::Business, "法定代表人（负责人）"), Some(Field::LegalPerson));
    assert_eq!(field_of(EntityKind::Business, "法定代表人/负责人"), Some(Field::LegalPerson));
    assert_eq!(field_of(EntityKind::Business, "企业（单位）名称"), Some(Field::Name));
}

#[test]
fn an_excluded_row_no_longer_counts() {
    let columns = columns(EntityKind::Business, &["企业名称", "注册号"]);
    let rows = [business(2, "甲公司", "640221200001234", &[]), business(3, "乙公司", "640221200001234", &[])];
    let codes = |out: &[Excluded]| check_businesses(&rows, out, &columns).iter().map(|p| p.code).collect::<Vec<_>>();
    use ProblemCode::{Duplicate, RegistrationNumber};
    assert_eq!(codes(&[]), [RegistrationNumber, RegistrationNumber, Duplicate]);
    assert_eq!(codes(&[excluded(2)]), [RegistrationNumber]);
    assert_eq!(codes(&[excluded(2), excluded(3)]), []);

    let columns = self::columns(EntityKind::Officer, &["姓名", "单位", "执法证号"]);
    let officers = [officer(2, "马建国", "县公安局"), officer(3, "王海霞", "县公安局")];
    assert_eq!(check_officers(&officers, &[], &columns, day()), []);
    let found = check_officers(&officers, &[excluded(3)], &columns, day());
    assert_eq!(brief(&found), [(Some("B2"), Severity::Error, ProblemCode::TooFewOfficers)]);
}

#[test]
fn officers_against_the_plan() {
    let columns = columns(EntityKind::Officer, &["姓名", "单位", "执法证号"]);
    let officers =
        [officer(2, "马建国", "县公安局"), officer(3, "王海霞", "县 公安局"), officer(4, "丁文博", "公安局")];
    let plan = PlanView {
        departments: &[("县公安局", 3), ("县安监局", 2)], categories: &[], by: StratifyBy::Category
    };
    let found = check_officers_with_plan(&officers, &[], &columns, &plan);
    use ProblemCode::{DepartmentAbsent, DepartmentShort, UnknownDepartment};
    let error = Severity::Error;
    assert_eq!(
        brief(&found),
        [(None, error, DepartmentShort), (None, error, DepartmentAbsent), (Some("B4"), error, UnknownDepartment)]
    );
    assert!(found[0].message.contains("需要3名执法人员，名录里只有2名"), "{}", found[0].message);
    assert!(found[1].message.contains("“县安监局”在名录里没有执法人员"), "{}", found[1].message);
    assert_eq!(found[2].choices, ["县公安局", "县安监局"]);
    let enough = PlanView { departments: &[("县公安局", 2)], categories: &[], by: StratifyBy::Category };
    assert_eq!(check_officers_with_plan(&officers, &[excluded(4)], &columns, &enough), []);
}

#[test]
fn each_business_belongs_to_exactly_one_stratum() {
    let columns = columns(EntityKind::Business, &["企业名称", "类别"]);
    let rows = [
        business(2, "甲", "", &["客运", "仓储"]),
        business(3, "乙", "", &["客运", "维修"]),
        business(4, "丙", "", &["驾培"]),
        business(5, "丁", "", &[]),
    ];
    let plan = PlanView { departments: &[], categories: &["客运", "维修"], by: StratifyBy::Category };
    let found = check_businesses_with_plan(&rows, &[], &columns, &plan);
    use ProblemCode::{CategoryAmbiguous, CategoryOutsidePlan, MissingColumn};
    let error = Severity::Error;
    let places = [
        (Some("B3"), error, CategoryAmbiguous),
        (Some("B4"), error, CategoryOutsidePlan),
        (Some("B5"), error, CategoryOutsidePlan),
    ];
    assert_eq!(brief(&found), places);
    assert_eq!(check_businesses_with_plan(&rows, &[], &columns, &PlanView { categories: &[], ..plan }), []);
    let without = self::columns(EntityKind::Business, &["企业名称"]);
    assert_eq!(brief(&check_businesses_with_plan(&rows, &[], &without, &plan)), [(None, error, MissingColumn)]);
}

#[test]
fn recusals_name_a_business_by_name_or_code() {
    let columns = columns(EntityKind::Officer, &["姓名", "单位", "执法证号", "回避单位"]);
    let mut one = officer(2, "马建国", "县公安局");
    one.recusals = vec!["平罗县甲（集团）公司".into(), "640221200001234".into(), "平罗县无此公司".into()];
    let known = [business(2, "平罗县甲(集团)公司", "", &[]), business(3, "乙公司", "640221200001234", &[])];
    let found = check_recusals(&[one], &[], &columns, &known);
    assert_eq!(brief(&found), [(Some("D2"), Severity::Warning, ProblemCode::RecusalNamesNobody)]);
    assert_eq!(found[0].found, "平罗县无此公司");
}

/// The user points at the sheet and at the header row.
#[test]
fn the_users_choice_goes_first() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/several-sheets.xlsx")).unwrap();
    let choice = {
        let mut c = Choice::of_sheet("维修");
        c.sheets[0].header_row = Some(1);
        c
    };
    let mut steps = 0;
    let reading = read_businesses_with(&bytes, "名录.xlsx", &choice, |_| steps += 1).unwrap();
    assert_eq!((reading.sheet.as_str(), reading.rows.len(), reading.problems.len()), ("维修", 1, 0));
    assert!(steps >= 2);
    let wrong = Choice::of_sheet("没有");
    assert!(read_businesses_with(&bytes, "名录.xlsx", &wrong, |_| {}).is_err());
}

/// What may stand around a header's characters without changing what it means.
fn decoration() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", " ", "\n", "\r\n", "\u{3000}", "*", "＊", "_x000D_", "\u{200b}"])
}

fn header_of(kind: EntityKind) -> impl Strategy<Value = (EntityKind, Field, &'static str)> {
    let business = [
        (Field::Name, "企业名称"),
        (Field::Code, "统一社会信用代码"),
        (Field::Phone, "联系电话"),
        (Field::LicenceUntil, "有效期至"),
    ];
    let officer = [
        (Field::Officer, "姓名"),
        (Field::Department, "所在业务部门（机构）"),
        (Field::ValidUntil, "有效期至"),
        (Field::Status, "状态"),
    ];
    prop::sample::select(if kind == EntityKind::Business { business.to_vec() } else { officer.to_vec() })
        .prop_map(move |(field, header)| (kind, field, header))
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(header in "[ -~\u{3000}-\u{303f}\u{4e00}-\u{9fff}\u{ff01}-\u{ff5e}\r\n]{0,20}") {
        prop_assert_eq!(fold(&fold(&header)), fold(&header));
    }

    #[test]
    fn ornaments_do_not_change_a_header(
        (kind, field, header) in prop_oneof![header_of(EntityKind::Business), header_of(EntityKind::Officer)],
        around in prop::collection::vec(decoration(), 24),
        tail in prop::sample::select(vec!["", "（必填）", "(必填)", "【选填】", "：", "（18位）"]),
    ) {
        let mut decorated = String::new();
        for (c, ornament) in header.chars().zip(&around) {
            decorated.push_str(ornament);
            decorated.push(c);
        }
        decorated.push_str(tail);
        prop_assert_eq!(field_of(kind, &decorated), Some(field), "{}", decorated);
    }

    /// Every column is either taken, or told as a rival, or unknown; and the first of two is the one taken.
    #[test]
    fn the_first_column_of_a_field_is_taken(
        headers in prop::collection::vec(prop::sample::select(vec!["企业名称", "单位名称", "注册号", "电话", "手机号", "序号", "备注"]), 0..12),
    ) {
        let (columns, rivals) = match_headers(EntityKind::Business, (0..).zip(headers.iter().copied()));
        let known = headers.iter().filter(|h| field_of(EntityKind::Business, h).is_some()).count();
        prop_assert_eq!(columns.0.len() + rivals.len(), known);
        for (field, rival) in &rivals {
            prop_assert!(columns.get(*field).unwrap().index() < rival.index());
        }
    }

    /// A single wrong character of a right code is always told, and the mend that is told is the right one.
    #[test]
    fn a_wrong_check_digit_is_told_with_the_right_one(body in "91640221MA[0-9A-HJ-NP-RTUWXY]{7}", wrong in "[0-9A-HJ-NP-RTUWXY]") {
        let right = check_digit(&body).unwrap();
        let columns = columns(EntityKind::Business, &["企业名称", "信用代码"]);
        let problems = check_businesses(&[business(2, "甲公司", &format!("{body}{wrong}"), &[])], &[], &columns);
        if wrong.starts_with(right) {
            prop_assert_eq!(problems, []);
        } else {
            prop_assert_eq!(brief(&problems), [(Some("B2"), Severity::Warning, ProblemCode::WrongCheckDigit)]);
            let words = format!("应为“{right}”");
            prop_assert!(problems[0].message.contains(&words));
        }
    }

    /// Of rows that share a key all but the first are duplicates, whatever the order; excluding those leaves none.
    #[test]
    fn excluding_the_duplicates_leaves_none(names in prop::collection::vec("[甲乙丙丁]{1,2}", 0..12)) {
        let columns = columns(EntityKind::Business, &["企业名称"]);
        let rows: Vec<Business> = (2..).zip(&names).map(|(row, name)| business(row, name, "", &[])).collect();
        let duplicates = |out: &[Excluded]| -> Vec<u32> {
            let found = check_businesses(&rows, out, &columns);
            found.iter().filter(|p| p.code == ProblemCode::Duplicate).filter_map(|p| p.row).collect()
        };
        let distinct = names.iter().collect::<std::collections::HashSet<_>>().len();
        let found = duplicates(&[]);
        prop_assert_eq!(found.len(), names.len() - distinct);
        let out: Vec<Excluded> = found.into_iter().map(excluded).collect();
        prop_assert!(duplicates(&out).is_empty());
    }

    /// A table of text in any encoding of an office reads as what it holds, under any number of title lines.
    #[test]
    fn what_a_csv_holds_is_read(
        names in prop::collection::vec("[\u{4e00}-\u{9f00}]{2,12}公司", 1..20),
        titles in 0usize..6, gb in any::<bool>(),
    ) {
        let mut text = "关于开展抽查的说明\n".repeat(titles);
        text.push_str("序号,企业名称\n");
        for (i, name) in names.iter().enumerate() {
            text.push_str(&format!("{},{name}\n", i + 1));
        }
        let bytes = if gb { encoding_rs::GB18030.encode(&text).0.into_owned() } else { text.into_bytes() };
        let reading = read_businesses(&bytes, "名录.csv").unwrap();
        prop_assert_eq!(reading.header_row as usize, titles + 1);
        let read: Vec<&str> = reading.rows.iter().map(|b| b.name.as_str()).collect();
        prop_assert_eq!(read, names.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// No bytes make sniffing or the readers of our own fall over.
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..600), magic in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"sep="])) {
        let bytes: Vec<u8> = magic.iter().copied().chain(bytes).collect();
        if let Err(error) = read_businesses(&bytes, "名录.xlsx") {
            prop_assert!(error.to_string().ends_with('。'));
        }
    }
}

/// A category of the plan that holds the sign that parts values is one, and what is offered as the cure cures.
#[test]
fn categories_that_hold_commas_are_one() {
    let header = "企业名称,统一社会信用代码,所属行业";
    let row = |n: usize, industry: &str| format!("平罗县{}公司,,{industry}", ["甲", "乙", "丙", "丁"][n]);
    let industries = ["交通运输、仓储和邮政业", "农、林、牧、渔业", "客运、货运", "客运、维修"];
    let mut lines = vec![header.to_owned()];
    lines.extend(industries.iter().enumerate().map(|(n, industry)| row(n, industry)));
    let read = read_businesses(lines.join("\n").as_bytes(), "名录.csv").unwrap();
    assert_eq!(read.rows[0].categories, [industries[0]]);
    assert_eq!(read.rows[3].categories, ["客运", "维修"]);
    let categories = ["交通运输、仓储和邮政业", "客运、货运", "客运", "维修"];
    let plan = PlanView { departments: &[], categories: &categories, by: StratifyBy::Category };
    let problems = check_businesses_with_plan(&read.rows, &[], &read.columns, &plan);
    let told: Vec<_> = problems.iter().map(|p| (p.row, p.code)).collect();
    assert_eq!(told, [(Some(3), ProblemCode::CategoryOutsidePlan), (Some(5), ProblemCode::CategoryAmbiguous)]);
    for problem in &problems {
        for choice in &problem.choices {
            let place = problem.row.unwrap() as usize - 2;
            let mut row = read.rows[place].clone();
            row.set(Field::Category, choice);
            let left = check_businesses_with_plan(std::slice::from_ref(&row), &[], &read.columns, &plan);
            assert_eq!(left, [], "{choice}");
        }
    }
}

/// Who may not inspect on the last day of the inspections is told, and who may not even on the first is an error.
#[test]
fn certificates_last_until_the_end_of_the_inspections() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let until = [
        "2026-12-31",
        "2026-12-20",
        "2026-12-19",
        "2026-12-09",
        "2026-11-28",
        "2026-11-27",
        "长期",
        "",
        "2026年12月",
        "2026.12",
        "2026.11",
        "2021.11-2026.11",
    ];
    let row = |(i, until): (usize, &&str)| Officer {
        source: Source { sheet: "表".into(), row: i as u32 + 2 },
        name: format!("马{i}"),
        valid_until: (*until).into(),
        ..Officer::default()
    };
    let rows: Vec<Officer> = until.iter().enumerate().map(row).collect();
    let found =
        check_certificates(&rows, &[], &Columns::default(), day("2026-11-28"), (day("2026-12-10"), day("2026-12-20")));
    let told: Vec<_> = found.iter().map(|p| (p.row.unwrap(), p.severity)).collect();
    let error = |row| (row, Severity::Error);
    assert_eq!(told, [(4, Severity::Warning), error(5), error(6), error(12), error(13)]);
    assert!(found[0].message.contains("有效到2026-12-19，检查阶段是2026-12-10至2026-12-20"), "{}", found[0].message);
}
