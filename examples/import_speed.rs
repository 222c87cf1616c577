//! How long the importer takes on the host: `cargo run --release --example import_speed [-- ROWS [RUNS [FILE]]]`; FILE has so
//! many rows.

use mingchou::model::{EntityKind, check_digit};
use mingchou::roster::checks::check_businesses;
use mingchou::roster::{Choice, Hints};
use mingchou::workbook::Workbook;
use std::time::Instant;

const HEADER: [&str; 12] = [
    "序号",
    "企业名称",
    "统一社会信用代码",
    "法定代表人",
    "联系人",
    "联系电话",
    "住所",
    "类别",
    "登记状态",
    "信用风险等级",
    "上次抽查日期",
    "道路运输经营许可证号",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let rows: usize = args.next().map_or(Ok(100_000), |text| text.parse())?;
    let runs: usize = args.next().map_or(Ok(5), |text| text.parse())?;
    let files = match args.next() {
        Some(file) => vec![("file", std::fs::read(file)?)],
        None => vec![("xlsx", xlsx(rows)?), ("csv GB18030", csv(rows))],
    };
    for (name, bytes) in files {
        let mut times: Vec<[f64; 5]> = Vec::new();
        for _ in 0..runs {
            times.push(run(&bytes, rows)?);
        }
        let medians: Vec<String> = (0..5).map(|i| format!("{:.0}", median(times.iter().map(|t| t[i])))).collect();
        println!(
            "{name} {rows} × 12, {} MB: open {} ms, survey {}, read {}, check {}; all {} ms",
            bytes.len() >> 20,
            medians[0],
            medians[1],
            medians[2],
            medians[3],
            medians[4]
        );
    }
    Ok(())
}

fn run(bytes: &[u8], rows: usize) -> Result<[f64; 5], Box<dyn std::error::Error>> {
    let start = Instant::now();
    let book = Workbook::open(bytes, "名录.xlsx")?;
    let opened = start.elapsed().as_secs_f64();
    let survey = book.survey(EntityKind::Business, &Hints::default());
    let surveyed = start.elapsed().as_secs_f64();
    let reading = book.businesses(&Choice::default(), |_| {})?;
    let read = start.elapsed().as_secs_f64();
    let problems = check_businesses(&reading.rows, &[], &reading.columns);
    let checked = start.elapsed().as_secs_f64();
    assert_eq!((reading.rows.len(), problems.len(), survey.questions.len()), (rows, 0, 0));
    let spans = [opened, surveyed - opened, read - surveyed, checked - read, checked];
    Ok(spans.map(|seconds| seconds * 1000.0))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn row(i: usize) -> [String; 12] {
    let body = format!("91640221MA{:07}", i + 1);
    let check = check_digit(&body).unwrap_or('0');
    [
        (i + 1).to_string(),
        format!("平罗县第{i}号道路货物运输有限公司"),
        format!("{body}{check}"),
        "马建国".into(),
        "王海霞".into(),
        format!("139{:08}", i % 100_000_000),
        format!("宁夏回族自治区平罗县城关镇人民路{}号", i % 1000),
        "普货".into(),
        "存续".into(),
        "B".into(),
        "2018-03-05".into(),
        format!("宁交运管许可石字640221{i:06}号"),
    ]
}

fn xlsx(rows: usize) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 11, "企业名录", &rust_xlsxwriter::Format::new())?;
    for (column, text) in (0..).zip(HEADER) {
        sheet.write_string(1, column, text)?;
    }
    for i in 0..rows {
        for (column, text) in (0..).zip(row(i)) {
            sheet.write_string(u32::try_from(i)? + 2, column, text)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

fn csv(rows: usize) -> Vec<u8> {
    let mut text = HEADER.join(",");
    for i in 0..rows {
        text.push('\n');
        text.push_str(&row(i).join(","));
    }
    encoding_rs::GB18030.encode(&text).0.into_owned()
}
