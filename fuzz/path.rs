// The whole reading path, shared by the fuzz target and the test that replays its seeds.

use mingchou::export::problem_workbook;
use mingchou::model::Source;
use mingchou::roster::checks::{check_businesses, check_officers, merge};
use mingchou::roster::{
    Choice, Field, Format, Hints, Kind, Mapping, Mend, Reading, Record, Workbook, apply_mends, compare, problems_left,
    sniff,
};

/// Bytes → sheets → survey → roster → checks → mends → comparison → marked workbook.
pub fn read_all(bytes: &[u8], foreign: bool) {
    // calamine panics or asks for too much memory on some xls, xlsb and ods: the worker's business, not ours.
    match sniff(bytes, "名录") {
        Ok(Format::Xls | Format::Xlsb | Format::Ods) if !foreign => return,
        Ok(_) => {}
        Err(error) => return assert!(error.to_string().ends_with('。')),
    }
    let Ok(book) = Workbook::open(bytes, "名录") else { return };
    for kind in [Kind::Business, Kind::Officer] {
        let survey = book.survey(kind, &Hints::default());
        let mappings = Mapping::of(&survey, &survey.guess);
        survey.questions.iter().for_each(|question| assert!(!question.sentence().is_empty()));
        let hints = Hints { mappings, departments: vec!["县公安局".into()], ..Hints::default() };
        let again = book.survey(kind, &hints);
        assert_eq!(survey.refused.is_none(), again.refused.is_none());
    }
    if let Ok(reading) = book.businesses(&Choice::default(), |_| {}) {
        let checks = check_businesses(&reading.rows, &[], &reading.columns);
        go_on(&reading, &merge(&reading.problems, &checks), Field::Name);
    }
    if let Ok(reading) = book.officers(&Choice::default(), |_| {}) {
        let checks = check_officers(&reading.rows, &[], &reading.columns, chrono::NaiveDate::MIN);
        go_on(&reading, &merge(&reading.problems, &checks), Field::Officer);
    }
}

fn go_on<T: Record + std::fmt::Debug>(reading: &Reading<T>, problems: &[mingchou::roster::Problem], field: Field) {
    let source = reading.rows.first().map_or_else(Source::default, |row| row.source().clone());
    let mends = [Mend::Edit { source, field, value: "甲".into() }];
    let mended = apply_mends(reading, &mends);
    assert!(problems_left(problems, &mended).len() <= problems.len());
    let changes = compare(reading, &mends, reading);
    assert!(changes.is_empty() && changes.same == reading.rows.len());
    if reading.rows.len() < 200 {
        problem_workbook("名录", reading, problems).expect("written");
    }
}
