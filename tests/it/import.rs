//! The import dialog's survey, mends, comparison with a newer file, marked workbooks and templates.

use chrono::NaiveDate;
use mingchou::export::{template_businesses, template_officers};
use mingchou::model::{Business, EntityKind, Source};
use mingchou::roster::checks::{check_businesses, check_dates, group};
use mingchou::roster::{
    ADDED, Choice, Edit, Field, Hints, LostReason, Mapping, ProblemCode, Question, ReadError, Reading, Record, RowRole,
    Severity, SheetChoice, Why, added_source, alike, apply_edits, compare, edit_all, problems_left, read_businesses,
    read_officers, survey,
};
use mingchou::workbook::Workbook;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn book(name: &str) -> Workbook {
    Workbook::open(&fixture(name), name).unwrap()
}

fn csv(rows: &[&str]) -> Vec<u8> {
    rows.join("\n").into_bytes()
}

fn reading(rows: &[&str]) -> Reading<Business> {
    read_businesses(&csv(rows), "名录.csv").unwrap()
}

fn at(row: u32) -> Source {
    Source { sheet: "表格".into(), row }
}

/// What needs no question is read the same by the guess as by default, and asks nothing. Where several sheets hold the
/// roster the guess has all of them, and asks; by default there is one.
#[test]
fn the_guess_reads_what_the_default_reads() {
    let expected: BTreeMap<String, Value> = serde_json::from_slice(&fixture("expected.json")).unwrap();
    let asks = [
        "several-sheets.xlsx",
        "one-sheet-a-trade.xlsx",
        "two-category-columns.xlsx",
        "two-certificates.xlsx",
        "example-sheet-first.xlsx",
        "officer-no-department.xlsx",
    ];
    for (name, wanted) in expected.iter().filter(|(_, e)| e["rows"].is_array()) {
        let kind = if wanted["kind"] == "business" { EntityKind::Business } else { EntityKind::Officer };
        let book = book(name);
        let survey = book.survey(kind, &Hints::default());
        assert_eq!(survey.refused, None, "{name}");
        assert_eq!(survey.questions.is_empty(), !asks.contains(&name.as_str()), "{name}: {:?}", survey.questions);
        if kind == EntityKind::Business {
            let guessed = book.businesses(&survey.guess, |_| {}).unwrap();
            let read = book.businesses(&Choice::default(), |_| {}).unwrap();
            if survey.guess.sheets.len() > 1 {
                assert!(asks.contains(&name.as_str()), "{name}");
                assert!(read.rows.iter().all(|row| guessed.rows.contains(row)), "{name}");
                continue;
            }
            assert_eq!((&guessed.rows, &guessed.columns), (&read.rows, &read.columns), "{name}");
            let taken = survey.sheets.iter().find(|s| s.taken).unwrap();
            assert!(taken.entries >= read.rows.len(), "{name}");
        } else {
            let guessed = book.officers(&survey.guess, |_| {}).unwrap();
            assert_eq!(guessed.rows, book.officers(&Choice::default(), |_| {}).unwrap().rows, "{name}");
        }
    }
}

/// Whom an officer must not inspect is never dropped in silence because its header is an unusual one.
#[test]
fn a_column_that_may_be_of_recusals_is_asked() {
    let asked = |header: &str| {
        let rows = [
            format!("姓名,单位,执法证号,{header}"),
            "马建国,县公安局,NX001,平罗县甲公司".into(),
            "王海霞,县公安局,NX002,无".into(),
        ];
        let book = Workbook::open(&csv(&rows.each_ref().map(String::as_str)), "名录.csv").unwrap();
        book.survey(EntityKind::Officer, &Hints::default()).questions
    };
    let question = |fields| Question::Ambiguous { sheet: "表格".into(), column: 3, fields };
    for header in ["本人或近亲属任职（持股）企业", "有利害关系的单位", "关联企业名称"] {
        assert_eq!(asked(header), [question(vec![Field::Recusal])], "{header}");
    }
    for header in ["回避单位", "是否有亲属在企业任职", "任职时间", "备注"] {
        assert_eq!(asked(header), [], "{header}");
    }
}

#[test]
fn sheets_are_asked_and_combined() {
    let book = book("one-sheet-a-trade.xlsx");
    let survey = book.survey(EntityKind::Business, &Hints::default());
    let names = ["客运", "普货", "维修"].map(String::from).to_vec();
    assert_eq!(survey.questions, [Question::Sheets { names: names.clone() }]);
    let choice = Choice {
        sheets: names.iter().map(|name| SheetChoice::named(name)).collect(),
        sheet_name_as: Some(Field::Category),
        codepage: None,
    };
    let read = book.businesses(&choice, |_| {}).unwrap();
    let categories: Vec<&str> = read.rows.iter().map(|b| b.categories[0].as_str()).collect();
    assert_eq!(categories, ["客运", "客运", "客运", "普货", "维修"]);
    assert_eq!(read.sheets.iter().map(|s| (s.header_row, s.rows)).collect::<Vec<_>>(), [(1, 3), (2, 1), (2, 1)]);
    assert!(read.columns.has(Field::Category) && read.problems.is_empty());
    // A problem on the second sheet names that sheet's column.
    let name = &read.columns.get(Field::Name).unwrap();
    assert_eq!((name.letters(), name.by_sheet["维修"].as_str()), ("A", "C"));
    let mut rows = read.rows.clone();
    rows[4].code = "123".into();
    let found = check_businesses(&rows, &[], &read.columns);
    assert_eq!((found[0].sheet.as_str(), found[0].cell.as_deref()), ("维修", Some("B3")));
}

#[test]
fn a_column_is_chosen_and_remembered() {
    let rows = [
        "企业名称,电话,手机号,备注",
        "平罗县甲运输有限公司,0952-6012345,13900001234,客运",
        "平罗县乙运输有限公司,,,维修",
    ];
    let book = Workbook::open(&csv(&rows), "名录.csv").unwrap();
    let survey = book.survey(EntityKind::Business, &Hints::default());
    let question = Question::Duplicate { sheet: "表格".into(), field: Field::Phone, columns: vec![1, 2] };
    assert_eq!(survey.questions, std::slice::from_ref(&question));
    assert_eq!(question.sentence(), "B列、C列都像“电话”。用哪一列？");
    let mut choice = survey.guess.clone();
    let columns = &mut choice.sheets[0].columns;
    columns.extend([(1, None), (2, Some(Field::Phone)), (3, Some(Field::Category))]);
    let read = book.businesses(&choice, |_| {}).unwrap();
    assert_eq!(
        (read.rows[0].phone.as_str(), read.rows[0].categories.as_slice()),
        ("13900001234", &["客运".to_owned()][..])
    );

    let mappings = Mapping::of(&survey, &choice);
    assert_eq!(mappings.len(), 1);
    // The same headers in another order.
    let rows = ["手机号,备注,企业名称,电话", "13900001234,客运,平罗县甲运输有限公司,0952-6012345"];
    let book = Workbook::open(&csv(&rows), "名录2.csv").unwrap();
    let again = book.survey(EntityKind::Business, &Hints { mappings: mappings.clone(), ..Hints::default() });
    assert!(again.questions.is_empty() && mappings[0].fits(again.sheets[0].header.as_ref().unwrap()));
    let why: Vec<_> = again.sheets[0].header.as_ref().unwrap().columns.iter().map(|c| c.why).collect();
    assert_eq!(why, [Some(Why::Remembered); 4]);
    assert_eq!(book.businesses(&again.guess, |_| {}).unwrap().rows[0].phone, "13900001234");
}

#[test]
fn the_header_row_can_be_pointed_at() {
    let rows = ["甲列,乙列", "甲方,标识", "平罗县甲运输有限公司,91350100M000100Y43", "平罗县乙运输有限公司,"];
    let book = Workbook::open(&csv(&rows), "名录.csv").unwrap();
    let survey = book.survey(EntityKind::Business, &Hints::default());
    assert!(matches!(survey.refused, Some(ReadError::NoHeader { .. })));
    assert_eq!(survey.questions, [Question::Header { sheet: "表格".into() }]);
    let mut sheet = SheetChoice { header_row: Some(2), ..SheetChoice::named("表格") };
    let mut choice = Choice { sheets: vec![sheet.clone()], ..Choice::default() };
    let survey = book.survey(EntityKind::Business, &Hints { choice: choice.clone(), ..Hints::default() });
    let missing = Question::Missing { sheet: "表格".into(), field: Field::Name, columns: vec![0, 1] };
    assert_eq!(survey.questions, [missing]);
    assert_eq!(survey.sheets[0].preview[1].role, RowRole::Header);
    sheet.columns.insert(0, Some(Field::Name));
    choice.sheets = vec![sheet];
    assert_eq!(book.businesses(&choice, |_| {}).unwrap().rows.len(), 2);
    // A row that is not there.
    let nowhere = SheetChoice { header_row: Some(u32::MAX), ..SheetChoice::named("表格") };
    assert!(book.businesses(&Choice { sheets: vec![nowhere], ..Choice::default() }, |_| {}).is_err());
    // No header at all.
    let bare = Workbook::open(&csv(&rows[2..]), "名录.csv").unwrap();
    choice.sheets[0].header_row = Some(0);
    let read = bare.businesses(&choice, |_| {}).unwrap();
    assert_eq!((read.header_row, read.rows.len(), read.rows[0].source.row), (0, 2, 1));
}

/// Above a column of right codes stands a header, in whatever words: only the names are asked for.
#[test]
fn words_that_are_not_known_above_codes() {
    let rows = [
        "QYMC,TYSHXYDM",
        "平罗县甲运输有限公司,91640221MA76000015",
        "平罗县乙运输有限公司,91640221MA76000028",
        "平罗县丙运输有限公司,91640221MA7600003B",
    ];
    let book = Workbook::open(&csv(&rows), "名录.csv").unwrap();
    let survey = book.survey(EntityKind::Business, &Hints::default());
    let missing = Question::Missing { sheet: "表格".into(), field: Field::Name, columns: vec![0] };
    assert_eq!(survey.questions, [missing]);
    let mut sheet = SheetChoice::named("表格");
    sheet.columns.insert(0, Some(Field::Name));
    let choice = Choice { sheets: vec![sheet], ..Choice::default() };
    let survey = book.survey(EntityKind::Business, &Hints { choice: choice.clone(), ..Hints::default() });
    assert_eq!((survey.refused, survey.questions), (None, vec![]));
    let read = book.businesses(&choice, |_| {}).unwrap();
    assert_eq!((read.header_row, read.rows.len(), read.rows[2].code.as_str()), (1, 3, "91640221MA7600003B"));
    // Without a header the first row is an entry.
    let bare = Workbook::open(&csv(&rows[1..]), "名录.csv").unwrap();
    let survey = bare.survey(EntityKind::Business, &Hints::default());
    assert_eq!(survey.questions, [Question::Header { sheet: "表格".into() }]);
}

/// What every row says alike is no name, if the header is as good as any: then it is asked.
#[test]
fn two_columns_that_may_be_the_right_one_are_asked() {
    let asked = |kind: EntityKind, rows: &[&str]| {
        let survey = Workbook::open(&csv(rows), "名录.csv").unwrap().survey(kind, &Hints::default());
        survey.questions.into_iter().map(|q| q.sentence()).collect::<Vec<_>>()
    };
    let phones = ["企业名称,经营者电话,手机", "甲公司,13900001234,13900001235"];
    assert!(asked(EntityKind::Business, &phones).is_empty());
    let phones = ["企业名称,电话,手机", "甲公司,13900001234,13900001235"];
    assert_eq!(asked(EntityKind::Business, &phones), ["B列、C列都像“电话”。用哪一列？"]);
    let units = ["姓名,单位名称,所在部门", "马建国,县公安局,交警大队"];
    assert_eq!(asked(EntityKind::Officer, &units), ["B列、C列都像“单位”。用哪一列？"]);
    let constant = ["检查对象,地址,类别", "企业,城关镇,客运", "企业,黄渠桥镇,货运", "企业,宝丰镇,维修"];
    assert_eq!(asked(EntityKind::Business, &constant), ["没有认出“名称”是哪一列。请指出来。"]);
}

#[test]
fn departments_of_the_plan_are_evidence() {
    let rows = ["姓名,来自,执法证号,有效期情况", "马建国,县公安局,A1,2030-01-01", "王海霞,县安监局,A2,2030-01-02"];
    let book = Workbook::open(&csv(&rows), "名录.csv").unwrap();
    let survey = book.survey(EntityKind::Officer, &Hints::default());
    assert!(
        survey
            .questions
            .iter()
            .any(|q| matches!(q, Question::Missing { field: Field::Department, columns, .. } if columns.contains(&1)))
    );
    let validity = Question::Ambiguous { sheet: "表格".into(), column: 3, fields: vec![Field::ValidUntil] };
    assert!(survey.questions.contains(&validity));
    let hints = Hints { departments: vec!["县公安局".into(), "县安监局".into()], ..Hints::default() };
    let survey = book.survey(EntityKind::Officer, &hints);
    assert_eq!(survey.questions, [validity]);
    assert_eq!(survey.sheets[0].header.as_ref().unwrap().column(1).unwrap().why, Some(Why::Values { percent: 100 }));
    assert_eq!(book.officers(&survey.guess, |_| {}).unwrap().rows[1].department, "县安监局");
}

#[test]
fn the_wrong_roster_and_its_survey() {
    let bytes = fixture("officer-in-business-slot.xlsx");
    let survey = survey(&bytes, "名录.xlsx", EntityKind::Business).unwrap();
    assert!(matches!(survey.refused, Some(ReadError::WrongRoster { .. })));
    assert!(survey.sheets[0].other_roster && survey.guess.sheets.is_empty());
}

#[test]
fn western_text_is_offered_a_second_reading() {
    let text = "ÆóÒµÃû³Æ,×¢²áºÅ\nÆ½ÂÞÏØ¼×,1\n";
    let survey = survey(text.as_bytes(), "名录.csv", EntityKind::Business).unwrap();
    assert_eq!((survey.second_reading, &survey.questions[0]), (Some(936), &Question::Codepage { codepage: 936 }));
}

#[test]
fn mends_are_laid_over_what_was_read() {
    let read = reading(&["企业名称,注册号,类别", "甲公司,123,客运", "乙公司,,货运", "丙公司,,货 运", "丁公司,,维修"]);
    assert_eq!(alike(&read.rows, Field::Category, "货运"), [at(3), at(4)]);
    let mut mends = edit_all(&alike(&read.rows, Field::Category, "货运"), Field::Category, "普货");
    mends.push(Edit::Set { source: at(2), field: Field::Code, value: " 91350100m000100y43".into() });
    mends.push(Edit::Exclude { source: at(5), reason: "已停业".into() });
    let source = added_source(&mends);
    assert_eq!((source.sheet.as_str(), source.row), (ADDED, 1));
    mends.push(Edit::Add { source: source.clone(), values: [(Field::Name, "戊公司".into())].into() });
    mends.push(Edit::Set { source, field: Field::Phone, value: "13900001234".into() });
    mends.push(Edit::Set { source: at(99), field: Field::Name, value: "无".into() });
    let mended = apply_edits(&read, &mends);
    assert_eq!(mended.idle, [5]);
    assert_eq!(mended.rows.len(), 5);
    assert_eq!((mended.rows[0].code.as_str(), mended.rows[4].phone.as_str()), ("91350100M000100Y43", "13900001234"));
    assert_eq!(mended.excluded[0].reason, "已停业");
    assert!(mended.columns.has(Field::Phone) && !read.columns.has(Field::Phone));
    let cells: Vec<_> = mended.cells.iter().map(|c| (c.source.row, c.field, c.after.as_str())).collect();
    let (category, name) = (Field::Category, Field::Name);
    assert_eq!(cells[..3], [(2, Field::Code, "91350100M000100Y43"), (3, category, "普货"), (4, category, "普货")]);
    assert_eq!(cells[3], (1, name, "戊公司"));
    // Undone, all is as it was.
    assert_eq!(apply_edits(&read, &[]).rows, read.rows);
    let text = serde_json::to_string(&mends).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Edit>>(&text).unwrap(), mends);
}

#[test]
fn a_mended_cell_has_no_problem_of_the_reading() {
    let book = book("formula-without-value.xlsx");
    let read = book.businesses(&Choice::default(), |_| {}).unwrap();
    let source = Source { sheet: "名录".into(), row: 3 };
    let mended = apply_edits(&read, &[Edit::Set { source, field: Field::Name, value: "平罗县乙运输有限公司".into() }]);
    let left: Vec<_> = problems_left(&read.problems, &mended).into_iter().filter_map(|p| p.cell).collect();
    assert_eq!(left, ["C4"]);
}

#[test]
fn a_newer_file_is_compared_and_mends_are_carried_over() {
    let old = reading(&[
        "企业名称,注册号,类别",
        "甲公司,640221200001234,客运",
        "乙公司,,货运",
        "丙公司,,维修",
        "丁公司,,维修",
    ]);
    let new = reading(&[
        "企业名称,注册号,类别",
        "戊公司,,客运",
        "丙公司,,站场",
        "甲（集团）公司,640221200001234,客运",
        "乙公司,,普货",
    ]);
    let mends = [
        Edit::Set { source: at(2), field: Field::Phone, value: "13900001234".into() },
        Edit::Set { source: at(3), field: Field::Category, value: "普货".into() },
        Edit::Set { source: at(4), field: Field::Category, value: "危货".into() },
        Edit::Exclude { source: at(5), reason: "停业".into() },
        Edit::Exclude { source: at(4), reason: "近期查过".into() },
        Edit::Add {
            source: Source { sheet: ADDED.into(), row: 1 }, values: [(Field::Name, "戊公司".into())].into()
        },
        Edit::Add {
            source: Source { sheet: ADDED.into(), row: 2 }, values: [(Field::Name, "己公司".into())].into()
        },
    ];
    let changes = compare(&old, &mends, &new);
    assert_eq!(changes.added.iter().map(|n| n.name.as_str()).collect::<Vec<_>>(), ["戊公司"]);
    assert_eq!(changes.removed.iter().map(|n| n.name.as_str()).collect::<Vec<_>>(), ["丁公司"]);
    let changed: Vec<_> =
        changes.changed.iter().map(|c| (c.before.row, c.source.row, c.cells[0].after.as_str())).collect();
    assert_eq!(changed, [(2, 4, "甲（集团）公司"), (3, 5, "普货"), (4, 3, "站场")]);
    assert_eq!((changes.same, changes.is_empty()), (0, false));
    let kept: Vec<_> = changes.kept.iter().flat_map(|m| m.rows()).map(|s| s.row).collect();
    assert_eq!(kept, [4, 3, 2]);
    let lost: Vec<_> = changes.lost.iter().map(|l| l.why.clone()).collect();
    assert_eq!(lost, [LostReason::Overtaken("站场".into()), LostReason::Gone, LostReason::Present]);
    assert!(compare(&old, &[], &old).is_empty());
}

#[test]
fn dates_of_inspection_and_licence() {
    let read = reading(&[
        "企业名称,上次抽查日期,有效期至",
        "甲公司,2018-09-01,2018-01-01",
        "乙公司,2017-01-01,长期",
        "丙公司,,2030-01-01",
    ]);
    let day = NaiveDate::from_ymd_opt(2018, 12, 1).unwrap();
    let found = |months| check_dates(&read.rows, &[], &read.columns, day, months);
    let brief: Vec<_> = found(Some(6)).into_iter().map(|p| (p.cell, p.severity, p.code)).collect();
    let (warning, note) = (Severity::Warning, Severity::Note);
    assert_eq!(
        brief,
        [
            (Some("B2".into()), warning, ProblemCode::RecentlyInspected),
            (Some("C2".into()), note, ProblemCode::ExpiredLicence)
        ]
    );
    assert_eq!(found(Some(2)).len(), 1);
    let to_come = reading(&["企业名称,上次抽查日期", "甲公司,2018-12-01", "乙公司,2081-12-01"]);
    let told = check_dates(&to_come.rows, &[], &to_come.columns, day, Some(6));
    assert_eq!(
        told.iter().filter(|p| p.code == ProblemCode::FutureDate).map(|p| p.cell.as_deref()).collect::<Vec<_>>(),
        [Some("B3")]
    );
    assert_eq!(group(&found(Some(36))).iter().map(|g| g.count).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn templates_load_back_clean() {
    let businesses = template_businesses(None, &["客运", "维修"]).unwrap();
    let officers = template_officers(&["县公安局"]).unwrap();
    let read = read_businesses(&businesses, "模板.xlsx").unwrap();
    assert_eq!(read.problems.iter().map(|p| p.code).collect::<Vec<_>>(), [ProblemCode::NoRows]);
    assert_eq!(read.columns.0.len(), 13);
    let read = read_officers(&officers, "模板.xlsx").unwrap();
    assert_eq!((read.problems.len(), read.columns.0.len(), read.rows.len()), (1, 9, 0));
    for (bytes, kind) in [(&businesses, EntityKind::Business), (&officers, EntityKind::Officer)] {
        let survey = survey(bytes, "模板.xlsx", kind).unwrap();
        assert_eq!((survey.refused, survey.questions), (None, vec![]));
    }
    assert_eq!(businesses, template_businesses(None, &["客运", "维修"]).unwrap());
    assert!(template_businesses(None, &[]).is_ok());
}

/// What is typed into a cell becomes what it would have become if it had stood in the file.
#[test]
fn what_is_typed_is_folded_as_what_is_read() {
    let officers = [
        (Field::Officer, "欧阳 娜娜"),
        (Field::Officer, "张　三（男）"),
        (Field::Department, "县公安局（5人）"),
        (Field::Certificate, "宁A 2902 0003\n宁A29020004"),
        (Field::ValidUntil, "2029年1月5日"),
        (Field::Phone, "1390952 0001"),
        (Field::Recusal, "平罗县甲公司、平罗县乙公司"),
    ];
    for (field, text) in officers {
        let header = "姓名,单位,执法证号,证件有效期至,联系电话,回避企业";
        let fields =
            [Field::Officer, Field::Department, Field::Certificate, Field::ValidUntil, Field::Phone, Field::Recusal];
        let of = |f: Field| if f == field { format!("\"{text}\"") } else { "马建国".into() };
        let row = fields.map(of).join(",");
        let read = read_officers(&csv(&[header, &row]), "名录.csv").unwrap().rows.remove(0);
        let mut typed = mingchou::model::Officer::default();
        typed.set(field, text);
        assert_eq!(typed.value(field), read.value(field), "{field:?} {text}");
        assert!(!typed.value(field).is_empty());
    }
}

proptest! {
    /// Whatever was typed, what counts is what a reader would have made of it, and dropping the mend undoes it.
    #[test]
    fn a_mend_reads_like_a_cell(value in "[ -~\u{3000}-\u{303f}\u{4e00}-\u{4eff}\u{ff10}-\u{ff5a}]{0,12}", field in prop::sample::select(vec![Field::Name, Field::Code, Field::Category, Field::Phone, Field::LastInspected])) {
        let read = reading(&["企业名称,注册号", "甲公司,123"]);
        let mended = apply_edits(&read, &[Edit::Set { source: at(2), field, value: value.clone() }]);
        let twice = apply_edits(&read, &[
            Edit::Set { source: at(2), field, value },
            Edit::Set { source: at(2), field, value: mended.rows[0].value(field) },
        ]);
        prop_assert_eq!(&mended.rows, &twice.rows);
        prop_assert_eq!(mended.cells.is_empty(), mended.rows == read.rows);
    }

    /// A file compared with itself in any order is the same, and every mend is kept.
    #[test]
    fn order_is_no_change(names in prop::collection::hash_set("[甲乙丙丁戊己]{3}公司", 1..12), seed in any::<u64>()) {
        let mut lines: Vec<String> = names.into_iter().collect();
        let write = |lines: &[String]| {
            let text = format!("企业名称\n{}\n", lines.join("\n"));
            read_businesses(text.as_bytes(), "名录.csv").unwrap()
        };
        let old = write(&lines);
        let turn = seed as usize % lines.len();
        lines.rotate_left(turn);
        let new = write(&lines);
        let mends: Vec<Edit> = old.rows.iter().map(|b| Edit::Exclude { source: b.source.clone(), reason: b.name.clone() }).collect();
        let changes = compare(&old, &mends, &new);
        prop_assert!(changes.is_empty() && changes.lost.is_empty());
        prop_assert_eq!(changes.same, old.rows.len());
        for mend in &changes.kept {
            let Edit::Exclude { source, reason } = mend else { unreachable!() };
            prop_assert_eq!(&new.rows.iter().find(|b| b.source == *source).unwrap().name, reason);
        }
    }
}
