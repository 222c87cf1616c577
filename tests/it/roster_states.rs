//! What a roster says of those who may not be drawn, wherever it says it; and what stands around its entries.

use chrono::NaiveDate;
use mingchou::roster::checks::{check_businesses, check_officers, merge};
use mingchou::roster::{Problem, ProblemCode, Severity, read_businesses, read_officers};

const CODES: [&str; 4] = ["91640221MA76000015", "91640221MA76000028", "91640221MA7600003B", "91640221MA7600004E"];

fn businesses(rows: &[String]) -> (Vec<String>, Vec<Problem>) {
    let read = read_businesses(rows.join("\n").as_bytes(), "名录.csv").unwrap();
    let problems = merge(&read.problems, &check_businesses(&read.rows, &[], &read.columns));
    (read.rows.iter().map(|b| b.name.clone()).collect(), problems)
}

fn officers(rows: &[String]) -> (Vec<String>, Vec<Problem>) {
    let read = read_officers(rows.join("\n").as_bytes(), "名录.csv").unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
    let problems = merge(&read.problems, &check_officers(&read.rows, &[], &read.columns, today));
    (read.rows.iter().map(|o| o.name.clone()).collect(), problems)
}

/// Three businesses and one column more, of which only the second's says something.
fn with_column(header: &str, text: &str, other: &str) -> Vec<String> {
    let row = |i: usize| {
        format!("平罗县{}运输有限公司,{},客运,{}", ["甲", "乙", "丙"][i], CODES[i], if i == 1 { text } else { other })
    };
    let mut rows = vec![format!("企业名称,统一社会信用代码,类别,{header}")];
    rows.extend((0..3).map(row));
    rows
}

fn officers_with(header: &str, text: &str, other: &str) -> Vec<String> {
    let row =
        |i: usize| format!("县公安局,马{}军,2902000{i},{}", ["甲", "乙", "丙"][i], if i == 1 { text } else { other });
    let mut rows = vec![format!("单位,姓名,执法证号,{header}")];
    rows.extend((0..3).map(row));
    rows
}

fn told(problems: &[Problem], cell: &str) -> Option<(Severity, ProblemCode)> {
    problems.iter().find(|p| p.cell.as_deref() == Some(cell)).map(|p| (p.severity, p.code))
}

#[test]
fn whoever_may_be_gone_is_told_wherever_it_stands() {
    use ProblemCode::{InactiveBusiness, InactiveOfficer, Remark};
    let warned = |code| Some((Severity::Warning, code));
    for (header, text, other, expected) in [
        ("登记状态", "注销", "存续", warned(InactiveBusiness)),
        ("登记状态", "已关门", "存续", warned(InactiveBusiness)),
        // A state of which nothing is known, beside those that say that all is well.
        ("登记状态", "货运", "存续", warned(InactiveBusiness)),
        ("登记状态", "正常经营", "存续", None),
        ("备注", "2025年底关门", "", warned(Remark)),
        ("备注", "未注销", "", None),
        ("备注", "未发现异常", "", None),
        ("备注", "销售过期食品，已整改", "", None),
        ("是否三证合一", "否", "是", None),
        ("是否非正常户", "是", "否", warned(Remark)),
        ("是否注销", "是", "否", warned(InactiveBusiness)),
        ("注销", "√", "", warned(Remark)),
        ("核查结果", "已注销", "", warned(Remark)),
        ("", "已注销", "", warned(Remark)),
        ("经营项目说明", "技术转让", "", warned(Remark)),
        ("联系备用", "技术转让", "", None),
    ] {
        let (_, problems) = businesses(&with_column(header, text, other));
        assert_eq!(told(&problems, "D3"), expected, "{header} {text}: {problems:?}");
        assert_eq!(told(&problems, "D2"), None, "{header} {text}");
    }
    let refused = Some((Severity::Error, InactiveOfficer));
    for (header, text, other, expected) in [
        ("人员状态", "病故", "在岗", refused),
        ("人员状态", "借调", "在岗", warned(InactiveOfficer)),
        ("人员状态", "赴外学习", "在岗", warned(InactiveOfficer)),
        ("职务", "辅警", "民警", warned(InactiveOfficer)),
        ("职务", "原大队长（已退休）", "科员", warned(InactiveOfficer)),
        ("职务", "驾驶员培训管理股股长", "科员", None),
        ("职务", "查处无证经营股科员", "科员", None),
        ("能否外出执法", "不能", "能", warned(Remark)),
        ("去向", "已调离", "", warned(Remark)),
        ("在岗", "×", "√", warned(Remark)),
    ] {
        let (_, problems) = officers(&officers_with(header, text, other));
        assert_eq!(told(&problems, "D3"), expected, "{header} {text}: {problems:?}");
        assert_eq!(told(&problems, "D2"), None, "{header} {text}");
    }
}

#[test]
fn a_state_beside_a_code_or_a_category_is_told() {
    for (code, category, cell) in
        [("91640221MA76000028（已注销）", "客运", "B3"), ("91640221MA76000028", "客运（已停运）", "C3")]
    {
        let rows = [
            "企业名称,统一社会信用代码,类别".to_owned(),
            format!("平罗县甲运输有限公司,{},客运", CODES[0]),
            format!("平罗县乙运输有限公司,{code},{category}"),
        ];
        let (_, problems) = businesses(&rows);
        assert_eq!(told(&problems, cell), Some((Severity::Warning, ProblemCode::InactiveBusiness)), "{problems:?}");
    }
}

#[test]
fn what_stands_below_a_table_is_no_business() {
    for below in [
        "共 4 条记录",
        "导出时间：2026-11-28 09:30",
        "录入：王五",
        "负责人签字：,年 月 日",
        "红色为注销企业",
        "此页无正文",
        "举报电话：12315",
        "客运企业",
        "客运,3家",
        "备注：已注销企业不列入本表",
        "行标签,计数项:企业名称\n(空白),\n城关镇,3,20",
    ] {
        let mut rows = with_column("地址", "城关镇", "城关镇");
        rows.push(below.into());
        let (names, problems) = businesses(&rows);
        assert_eq!(names.len(), 3, "{below}: {names:?}");
        assert!(problems.iter().any(|p| p.code == ProblemCode::DroppedRow), "{below}");
    }
    // What says that others are gone is more than a note.
    let mut rows = with_column("地址", "城关镇", "城关镇");
    rows.push("红色为注销企业".into());
    let dropped = businesses(&rows).1.into_iter().find(|p| p.code == ProblemCode::DroppedRow).unwrap();
    assert_eq!((dropped.row, dropped.severity), (Some(5), Severity::Warning));
    // Names that only begin like it, and a business of which nothing but the name is known.
    for below in ["附件加工有限公司", "平罗县城关镇老马面馆", "平罗县客运企业管理有限公司"]
    {
        let mut rows = with_column("地址", "城关镇", "城关镇");
        rows.push(below.into());
        assert_eq!(businesses(&rows).0.len(), 4, "{below}");
    }
    // In a list of names alone it goes on below whoever signed.
    let names = ["企业名称", "平罗县甲公司", "制表：办公室", "平罗县乙公司"].map(str::to_owned);
    assert_eq!(businesses(&names).0, ["平罗县甲公司", "平罗县乙公司"]);
}

#[test]
fn a_sign_explained_above_the_table_is_told() {
    let mut rows = vec!["红色底色为已注销企业,,,".to_owned()];
    rows.extend(with_column("地址", "城关镇", "城关镇"));
    let (names, problems) = businesses(&rows);
    assert_eq!((names.len(), told(&problems, "A1").map(|t| t.0)), (3, Some(Severity::Warning)));
}

#[test]
fn values_as_offices_write_them() {
    let rows = [
        "单位,姓名,执法证号,手机号",
        "县公安局（2人）,4、马甲军,执法证号：29020001",
        "县公安局（2人）,马乙军,13995000001,13995000001",
        "县公安局,马丙军-退休,29020003",
    ];
    let read = read_officers(rows.join("\n").as_bytes(), "名录.csv").unwrap();
    let first = &read.rows[0];
    assert_eq!([&first.department, &first.name, &first.certificate], ["县公安局", "马甲军", "29020001"]);
    let problems = officers(&rows.map(str::to_owned)).1;
    assert_eq!(told(&problems, "C3"), Some((Severity::Warning, ProblemCode::MissingCertificate)));
    assert_eq!(told(&problems, "B4"), Some((Severity::Warning, ProblemCode::OddName)));
    let rows = with_column("经营种类", "", "").into_iter().zip(["", "☑客运 □货运 ☑维修", "客运□ 货运√", "□客运 □货运"]);
    let rows: Vec<String> = rows
        .map(|(row, kinds)| {
            if kinds.is_empty() {
                "企业名称,统一社会信用代码,经营范围".into()
            } else {
                row.replacen("客运,", kinds, 1)
            }
        })
        .collect();
    let read = read_businesses(rows.join("\n").as_bytes(), "名录.csv").unwrap();
    let categories: Vec<_> = read.rows.iter().map(|b| b.categories.join("、")).collect();
    assert_eq!(categories, ["客运、维修", "货运", "□客运、□货运"]);
}

#[test]
fn headers_of_every_trade_name_the_business_and_the_officer() {
    for header in [
        "学校名称",
        "加油站名称",
        "娱乐场所名称",
        "企业/个体户名称",
        "用人单位",
        "企业名称 Company Name",
        "客户名称",
        "企业名称（与营业执照一致，不得使用简称）",
    ] {
        let rows = [format!("{header},统一社会信用代码"), format!("平罗县甲公司,{}", CODES[0])];
        assert_eq!(businesses(&rows).0, ["平罗县甲公司"], "{header}");
    }
    // What only ends like a name gives way to any that is one.
    let rows = ["网格名称,检查对象,统一社会信用代码".to_owned(), format!("三网格,平罗县甲公司,{}", CODES[0])];
    assert_eq!(businesses(&rows).0, ["平罗县甲公司"]);
    let rows = ["单位,统一社会信用代码,服务区名称".to_owned(), format!("平罗县甲公司,{},南区", CODES[0])];
    assert_eq!(businesses(&rows).0, ["平罗县甲公司"]);
    for header in ["主管部门名称", "产品名称", "企业名称（曾用名）", "法定代表人名称", "监管机关名称"]
    {
        let rows = [format!("{header},统一社会信用代码,地址"), format!("平罗县甲公司,{},城关镇", CODES[0])];
        assert!(read_businesses(rows.join("\n").as_bytes(), "名录.csv").is_err(), "{header}");
    }
    for (name, number) in [("民警姓名", "城管执法证号"), ("监督员姓名", "卫生监督证号"), ("执法队员", "税务检查证号")]
    {
        let rows = [format!("单位,{name},{number}"), "县公安局,马甲军,29020001".into()];
        let read = read_officers(rows.join("\n").as_bytes(), "名录.csv").unwrap();
        assert_eq!([&read.rows[0].name, &read.rows[0].certificate], ["马甲军", "29020001"], "{name} {number}");
    }
}

#[test]
fn nobody_s_number_stands_in_a_refusal() {
    let rows = ["甲,乙", "某某,11010519491231002X"].join("\n");
    let error = read_businesses(rows.as_bytes(), "名录.csv").unwrap_err().to_string();
    assert!(error.contains("已隐去") && !error.contains("11010519491231002X"), "{error}");
}

#[test]
fn titles_amid_the_rows_name_the_departments() {
    let groups =
        ["一、交通局（2人）,,", "1,马甲军,29020001", "2,马乙军,29020002", "平罗县公安局：1人,,", "1,马丙军,29020003"];
    let rows = |header: &str, rows: &[&str]| [&[header], rows].concat().join("\n");
    let read = read_officers(rows("序号,姓名,执法证号", &groups).as_bytes(), "名录.csv").unwrap();
    let departments: Vec<_> = read.rows.iter().map(|o| o.department.as_str()).collect();
    assert_eq!(departments, ["交通局", "交通局", "平罗县公安局"]);
    let told: Vec<_> = read.problems.iter().map(|p| (p.severity, p.code)).collect();
    assert!(told.contains(&(Severity::Warning, ProblemCode::GroupTitles)), "{told:?}");
    assert!(!told.contains(&(Severity::Error, ProblemCode::MissingColumn)), "{told:?}");
    // Nobody is put to the department of the title before one that can't be read.
    let groups = ["一、县交通局,,", "1,马甲军,29020001", "二、综治岗位人员,,", "2,马乙军,29020002"];
    let read = read_officers(rows("序号,姓名,执法证号", &groups).as_bytes(), "名录.csv").unwrap();
    assert_eq!(read.rows[1].department, "");
    // A column that names the same is not doubted; one that names parts of them is read, and doubted.
    let groups = ["县公安局,,,", "1,马甲军,县公安局,29020001"];
    let read = read_officers(rows("序号,姓名,单位,执法证号", &groups).as_bytes(), "名录.csv").unwrap();
    assert!(read.problems.iter().all(|p| p.code != ProblemCode::GroupTitles), "{:?}", read.problems);
    let groups = ["平罗县公安局,,,", "1,马甲军,执法队,29020001", "平罗县交通局,,,", "2,马乙军,执法队,29020002"];
    let read = read_officers(rows("序号,姓名,部门,执法证号", &groups).as_bytes(), "名录.csv").unwrap();
    assert_eq!((read.rows.len(), read.rows[0].department.as_str()), (2, "执法队"));
    assert!(read.problems.iter().any(|p| p.code == ProblemCode::GroupTitles));
}
