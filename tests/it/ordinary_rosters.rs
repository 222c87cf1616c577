//! No false alarm: rosters as offices send them, with titles, totals, signatures, merged cells and empty columns, of which nothing is
//! wrong, are read whole and without a warning.

use crate::csv_records::code;
use chrono::NaiveDate;
use mingchou::model::EntityKind;
use mingchou::roster::checks::{check_businesses, check_officers, merge};
use mingchou::roster::{Hints, Problem, Severity, read_businesses, read_officers};
use mingchou::workbook::Workbook;
use rust_xlsxwriter::{Format, Workbook as Written};

/// Reads it as the roster: how many entries there are, what is asked, and what is more than a note.
fn read(kind: EntityKind, bytes: &[u8]) -> (usize, Vec<String>) {
    let file = "名录.xlsx";
    let survey = Workbook::open(bytes, file).unwrap().survey(kind, &Hints::default());
    let asked = survey.questions.iter().map(|question| question.sentence());
    let told = |problems: Vec<Problem>| {
        let told = problems.into_iter().filter(|p| p.severity != Severity::Note);
        told.map(|p| format!("{} {}", p.place(), p.message)).collect::<Vec<_>>()
    };
    let (count, told) = match kind {
        EntityKind::Business => {
            let read = read_businesses(bytes, file).unwrap();
            (read.rows.len(), told(merge(&read.problems, &check_businesses(&read.rows, &[], &read.columns))))
        }
        EntityKind::Officer => {
            let read = read_officers(bytes, file).unwrap();
            let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
            (read.rows.len(), told(merge(&read.problems, &check_officers(&read.rows, &[], &read.columns, today))))
        }
    };
    (count, asked.chain(told).collect())
}

/// A sheet of texts, with merged cells by first and last row and column.
fn sheet(rows: &[Vec<String>], merges: &[[u32; 4]]) -> Vec<u8> {
    let (mut book, plain) = (Written::new(), Format::new());
    let page = book.add_worksheet();
    for (number, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
            page.write(number, column, text).unwrap();
        }
    }
    for [top, left, bottom, right] in merges {
        let text = &rows[*top as usize][*left as usize];
        let (left, right) = (u16::try_from(*left).unwrap(), u16::try_from(*right).unwrap());
        page.merge_range(*top, left, *bottom, right, text, &plain).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn row(cells: &str) -> Vec<String> {
    cells.split(',').map(str::to_owned).collect()
}

/// The rows of a sheet: what stands above, so many entries, what stands below.
fn rows(above: &[&str], count: usize, entry: impl Fn(usize) -> String, below: &[&str]) -> Vec<Vec<String>> {
    let entries = (1..=count).map(|i| row(&entry(i)));
    above.iter().map(|line| row(line)).chain(entries).chain(below.iter().map(|line| row(line))).collect()
}

fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    rows.iter().map(|row| row.join(",") + "\r\n").collect::<String>().into_bytes()
}

fn businesses() -> Vec<(&'static str, Vec<u8>)> {
    let trade = |i: usize| ["客运", "普货", "维修"][i % 3];
    let town = |i: usize| ["城关镇", "姚伏镇", "黄渠桥镇"][i * 3 / 13];
    let titled = rows(
        &[
            "平罗县2026年度检查对象名录",
            "填报单位：县交通运输局",
            "序号,企业名称,统一社会信用代码,类别,负责人,联系电话,地址,备注",
        ],
        12,
        |i| format!("{i},平罗县第{i}运输有限公司,{},{},马某某,139000000{i:02},平罗县人民路{i}号,", code(i), trade(i)),
        &["合计,12户", "填表人：马某,,审核人：王某", "2026年11月20日"],
    );
    let shops = rows(
        &["店铺名称,统一社会信用代码,经营者,经营者电话,经营场所"],
        12,
        |i| format!("平罗县老马家{i}号餐馆,{},马某某,0952-60123{i:02},平罗县鼓楼街{i}号", code(40 + i)),
        &[],
    );
    let platform = rows(
        &["统一社会信用代码,主体名称,登记状态,成立日期,经营范围,住所,信用风险等级,登记机关,上次抽查日期"],
        12,
        |i| {
            let scope = "许可项目：道路货物运输（不含危险货物）；一般项目：装卸搬运";
            format!(
                "{},平罗县第{i}商贸有限公司,存续,2015-03-{i:02},{scope},平罗县{i}号,A,平罗县市场监督管理局,2024-05-01",
                code(60 + i)
            )
        },
        &[],
    );
    let towns = rows(
        &["序号,所属乡镇,企业名称,统一社会信用代码,行业,许可证号,许可证有效期至"],
        12,
        |i| format!("{i},{},平罗县{}第{i}加油站,{},成品油零售,宁油{i:03},2029-06-30", town(i), town(i), code(80 + i)),
        &["总计,,12户"],
    );
    let trimmed = rows(
        &["企业名称,统一社会信用代码,类别,联系电话,备注"],
        40,
        |i| {
            let line = format!("平罗县第{i}药店,{},零售,139000001{i:02},{}", code(100 + i), ["", "", "新办"][i % 3]);
            line.trim_end_matches(',').to_owned()
        },
        &[],
    );
    let named = rows(&["企业名称,类别"], 12, |i| format!("平罗县{i}号养殖专业合作社,养殖"), &[]);
    let headed = rows(
        &["序号,企业名称,统一社会信用代码,许可证,,联系方式,", ",,,编号,有效期至,联系人,电话"],
        12,
        |i| format!("{i},平罗县第{i}宾馆,{},宁公特{i:03},2028-12-31,李某某,138000000{i:02}", code(160 + i)),
        &[],
    );
    let down = |column: u32| [0, column, 1, column];
    vec![
        ("title, total and signature", sheet(&titled, &[[0, 0, 0, 7], [1, 0, 1, 7]])),
        ("shops", csv(&shops)),
        ("of a platform", sheet(&platform, &[])),
        ("of three townships", sheet(&towns, &[])),
        ("trimmed records", csv(&trimmed)),
        ("names alone", csv(&named)),
        ("two rows of headers", sheet(&headed, &[down(0), down(1), down(2), [0, 3, 0, 4], [0, 5, 0, 6]])),
    ]
}

fn officers() -> Vec<(&'static str, Vec<u8>)> {
    let name = |i: usize| {
        let (family, given) =
            (["马", "王", "李", "赵", "孙"][i % 5], ["建国", "芳", "秀英", "敏", "志强", "丽"][i % 6]);
        format!("{family}{given}")
    };
    let unit = |i: usize| ["县公安局", "县市场监管局", "县交通运输局"][(i - 1) / 4];
    let plain = rows(
        &["姓名,工作单位,执法证号,执法证有效期至,联系电话"],
        12,
        |i| format!("{},{},宁C{i:05},2028-12-31,137000000{i:02}", name(i), unit(i)),
        &[],
    );
    let merged = rows(
        &["平罗县行政执法人员名录库", "序号,单位,姓名,性别,民族,职务,执法证号,专业领域,备注"],
        12,
        |i| {
            let unit = if (i - 1) % 4 == 0 { unit(i) } else { "" };
            format!("{i},{unit},{},男,回族,科员,NX{i:05},综合,", name(i))
        },
        &["合计,,12人"],
    );
    let joined = rows(
        &["单位,姓名,执法证件,,手机号", ",,证件编号,有效期限,"],
        12,
        |i| format!("{},{},640200{i:04},2023.1.1-2027.12.31,136000000{i:02}", unit(i), name(i)),
        &["填表人：马某", "联系电话：0952-6012345"],
    );
    let led = rows(
        &["所属部门,执法人员姓名,组长,证件号码"],
        12,
        |i| format!("{},{},{},NX{i:05}", unit(i), name(i), name((i - 1) / 4 * 4 + 1)),
        &[],
    );
    let block = |top: u32| [top, 1, top + 3, 1];
    vec![
        ("plain", csv(&plain)),
        ("departments merged", sheet(&merged, &[[0, 0, 0, 8], block(2), block(6), block(10)])),
        ("certificates under one header", sheet(&joined, &[[0, 0, 1, 0], [0, 1, 1, 1], [0, 2, 0, 3], [0, 4, 1, 4]])),
        ("with their leaders", csv(&led)),
    ]
}

#[test]
fn nothing_is_told_of_rosters_of_which_nothing_is_wrong() {
    let mut told = Vec::new();
    let all = businesses().into_iter().map(|roster| (EntityKind::Business, roster));
    for (kind, (what, bytes)) in all.chain(officers().into_iter().map(|roster| (EntityKind::Officer, roster))) {
        let (count, problems) = read(kind, &bytes);
        assert_eq!(count, if what == "trimmed records" { 40 } else { 12 }, "{what}");
        told.extend(problems.into_iter().map(|problem| format!("{what}: {problem}")));
    }
    assert_eq!(told, Vec::<String>::new());
}
