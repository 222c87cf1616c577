//! Records of a text table with another number of fields than most: which of them are ordinary, and which are torn.

use mingchou::roster::{Problem, ProblemCode, Severity, read_businesses};

const HEADER: &str = "企业名称,统一社会信用代码,类别,法定代表人,联系电话,住所,备注";

/// A row of business `i` with a right code, and with a remark where `remark` is one.
fn row(i: usize, remark: &str) -> String {
    let trade = ["客运", "普货", "维修"][i % 3];
    let person = ["张建国", "李秀英", "王芳", "马建军"][i % 4];
    format!("平罗县第{i}运输有限公司,{},{trade},{person},139{i:08},平罗县人民路{i}号,{remark}", code(i))
}

/// A credit code with its check digit (GB 32100-2015).
pub(crate) fn code(i: usize) -> String {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let first = format!("91640221M{i:08}");
    let (mut sum, mut weight) = (0, 1);
    for c in first.bytes() {
        sum += ALPHABET.iter().position(|a| *a == c).unwrap() * weight;
        weight = weight * 3 % 31;
    }
    format!("{first}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}

/// What is told of the lengths of records, with the row.
fn told(rows: &[String]) -> Vec<(u32, String)> {
    let text = format!("{HEADER}\n{}\n", rows.join("\n"));
    let read = read_businesses(text.as_bytes(), "名录.csv").unwrap();
    let is_torn = |p: &&Problem| p.code == ProblemCode::RowTooLong;
    let torn = read.problems.iter().filter(is_torn);
    torn.inspect(|p| assert_eq!(p.severity, Severity::Warning)).map(|p| (p.row.unwrap(), p.message.clone())).collect()
}

fn rows_told(rows: &[String]) -> Vec<u32> {
    told(rows).into_iter().map(|(row, _)| row).collect()
}

/// Two rows of five have a remark; of the rest the program leaves out what is empty at the end.
fn trimmed(count: usize) -> Vec<String> {
    let row = |i| row(i, if i % 5 < 2 { "已核对" } else { "" });
    (0..count).map(|i| row(i).trim_end_matches(',').to_owned()).collect()
}

#[test]
fn values_that_are_left_out_at_the_end_of_many_records_are_ordinary() {
    for count in [10, 60, 400] {
        assert_eq!(told(&trimmed(count)), [], "{count}");
    }
    // All but a few have a remark; Excel leaves the field out in a block of rows that have none.
    let block = |i| row(i, if (48..64).contains(&i) { "" } else { "已核对" }).trim_end_matches(',').to_owned();
    let block: Vec<_> = (0..1000).map(block).collect();
    assert_eq!(told(&block), []);
    // Some rows end behind the name of the trade: nobody knows more of them.
    let mut bare = trimmed(60);
    for i in [7, 13, 22, 31, 45] {
        bare[i] = format!("平罗县第{i}运输有限公司,{},客运", code(i));
    }
    assert_eq!(told(&bare), []);
}

#[test]
fn a_record_whose_values_have_moved_is_told_among_many_short_ones() {
    let whole = "平罗县某某运输有限公司,91640221MA76000015,客运,张建国,13900000001,平罗县人民路1号,已核对";
    let moved = [
        // A comma too few: without the code, the trade, the person, the telephone.
        "平罗县某某运输有限公司,客运,张建国,13900000001,平罗县人民路1号",
        "平罗县某某运输有限公司,91640221MA76000015,张建国,13900000001,平罗县人民路1号",
        "平罗县某某运输有限公司,91640221MA76000015,客运,13900000001,平罗县人民路1号",
        "平罗县某某运输有限公司,91640221MA76000015,客运,张建国,平罗县人民路1号",
        // Two at once.
        "平罗县某某运输有限公司,张建国,13900000001,平罗县人民路1号",
        // One too many, in a name and in what is written of the trade; the record is as long as the header.
        "平罗县某某运输,有限公司,91640221MA76000015,客运,张建国,13900000001,平罗县人民路1号",
        "平罗县某某运输有限公司,91640221MA76000015,客运,普货,张建国,13900000001,平罗县人民路1号",
    ];
    for line in moved {
        let mut rows = trimmed(60);
        rows[30] = line.to_owned();
        let told = told(&rows);
        assert_eq!(told.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [32], "{line}: {told:?}");
        assert!(told[0].1.starts_with("第32行"), "{told:?}");
    }
    for line in [whole, whole.strip_suffix(",已核对").unwrap()] {
        let mut rows = trimmed(60);
        rows[30] = line.to_owned();
        assert_eq!(told(&rows), [], "{line}");
    }
}

/// Each in the other's column is no comma's doing.
#[test]
fn a_slip_of_the_pen_is_not_taken_for_a_comma() {
    let mut rows = trimmed(60);
    rows[30] = "平罗县某某运输有限公司,91640221MA76000015,客运,13900000001,张建国,平罗县人民路1号".into();
    rows[31] = "平罗县某某运输有限公司,,客运,张建国,无,平罗县人民路1号".into();
    rows[32] = "平罗县某某运输有限公司,91640221MA76000028,驾培,张建国,13900000001,平罗县人民路1号".into();
    rows[33] = "平罗县某某运输有限公司,91640221MA7600003B,客运,张建国,见备注,平罗县人民路1号,电话待补".into();
    assert_eq!(told(&rows), []);
}

/// Where a table has as many values in each record, the few that have fewer are told whatever they hold.
#[test]
fn few_short_records_are_told_each() {
    let mut rows: Vec<_> = (0..200).map(|i| row(i, "已核对")).collect();
    for i in [30, 60, 61, 90] {
        rows[i] = row(i, "").trim_end_matches(',').to_owned();
    }
    assert_eq!(rows_told(&rows), [32, 62, 63, 92]);
    assert!(told(&rows)[0].1.contains("只有6个值，多数行有7个"), "{:?}", told(&rows));
}

#[test]
fn many_torn_records_are_told_once_with_their_number() {
    let torn = |count: usize| {
        let mut rows = trimmed(300);
        for i in 0..count {
            rows[10 * i + 3] = format!("平罗县某{i}运输有限公司,客运,张建国,13900000001,平罗县人民路{i}号");
        }
        told(&rows)
    };
    assert_eq!(torn(20).len(), 20);
    let many = torn(25);
    assert_eq!(many.len(), 1, "{many:?}");
    assert_eq!(many[0].0, 5);
    assert!(many[0].1.starts_with("有25行") && many[0].1.contains("第5、15、25、"), "{many:?}");
}
