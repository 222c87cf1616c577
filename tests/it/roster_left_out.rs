//! Rows that are left out, joined or kept: none that may be an entry goes without a warning, and none is counted twice.

use mingchou::roster::checks::{check_businesses, merge};
use mingchou::roster::{Problem, ProblemCode, Severity, read_businesses, read_officers};
use rust_xlsxwriter::{Format, Workbook};
use std::collections::BTreeSet;

/// Two businesses with right codes.
const CODES: [&str; 2] = ["91640221MA76000015", "91640221MA76000028"];

fn dropped(problems: &[Problem]) -> Vec<(u32, Severity, &str)> {
    let dropped = problems.iter().filter(|problem| problem.code == ProblemCode::DroppedRow);
    dropped.map(|p| (p.row.unwrap(), p.severity, p.message.as_str())).collect()
}

/// The names of businesses that were read, and the rows that were left out.
fn businesses(lines: &[&str]) -> (Vec<String>, Vec<(u32, Severity)>) {
    let read = read_businesses(lines.join("\n").as_bytes(), "名录.csv").unwrap();
    let dropped = dropped(&read.problems).iter().map(|(row, severity, _)| (*row, *severity)).collect();
    (read.rows.into_iter().map(|row| row.name).collect(), dropped)
}

/// Without a code, or with a wrong one, only the name tells whether the row is a total.
#[test]
fn businesses_whose_names_begin_like_totals_are_entries() {
    let names = [
        "小计量器具店",
        "合计划策划店",
        "总计量服务中心",
        "共计算机维修部",
        "累计算机超市",
        "总数控机床厂",
        "平罗县小计量器具店",
        "小计（宁夏）量器有限公司",
        "合计三人行餐饮店",
    ];
    for code in ["", "91640221MA7600001X"] {
        let lines: Vec<String> = names.iter().map(|name| format!("{name},{code},零售")).collect();
        let lines: Vec<&str> =
            std::iter::once("企业名称,统一社会信用代码,类别").chain(lines.iter().map(String::as_str)).collect();
        assert_eq!(businesses(&lines), (names.map(String::from).to_vec(), vec![]), "code {code:?}");
    }
}

#[test]
fn totals_are_left_out_and_those_with_values_beside_are_warned_of() {
    let (names, dropped) = businesses(&[
        "企业名称,统一社会信用代码,类别",
        "平罗县甲运输有限公司,,客运",
        "客运小计：1户",
        "合计（户）,1",
        "共1户企业",
        "总计平均值,1",
        "小计,城关镇街道,客运",
    ]);
    assert_eq!(names, ["平罗县甲运输有限公司"]);
    use Severity::{Note, Warning};
    assert_eq!(dropped, [(3, Note), (4, Note), (5, Note), (6, Note), (7, Warning)]);
}

#[test]
fn what_is_to_be_deleted_is_left_out_with_a_warning() {
    use Severity::{Note, Warning};
    let (names, left_out) = businesses(&[
        "企业名称,统一社会信用代码,类别,说明",
        "案例（请删除）,91640221MA7600090B,客运",
        &format!("平罗县甲运输有限公司,{},客运,已注销，请删除", CODES[0]),
        "平罗县乙运输有限公司,,客运,重复，请删掉",
        &format!("平罗县丙运输有限公司,{},客运,", CODES[1]),
        "平罗县丁运输有限公司,,客运,城关镇西街1号（本行删掉）",
    ]);
    assert_eq!(names, ["平罗县丙运输有限公司"]);
    assert_eq!(left_out, [(2, Note), (3, Warning), (4, Warning), (6, Warning)]);
    let officers = "姓名,单位,执法证号,说明\n马建国,县公安局,NX0001,\n王海霞,县公安局,NX0002,已调离，请删除\n";
    let read = read_officers(officers.as_bytes(), "名单.csv").unwrap();
    assert_eq!(read.rows.len(), 1);
    assert_eq!(
        dropped(&read.problems),
        [(3, Warning, "第3行像是要删除的行，没有读入名录。如果它是名录里的一条，请改正后重新导入。")]
    );
}

/// A sample calls itself one; what another cell calls a sample may be an entry.
#[test]
fn a_right_code_or_a_name_is_never_left_out_with_a_note_alone() {
    use Severity::{Note, Warning};
    let (names, dropped) = businesses(&[
        "组别,企业名称,统一社会信用代码,类别",
        &format!("例,平罗县甲运输有限公司,{},客运", CODES[0]),
        &format!("一,例：平罗县某某公司,{},客运", CODES[0]),
        &format!("一,平罗县乙运输有限公司,{},客运", CODES[1]),
        ",以上海鲜店",
        ",以上均为在营",
    ]);
    assert_eq!(names, ["平罗县乙运输有限公司"]);
    assert_eq!(dropped, [(2, Warning), (3, Note), (5, Warning), (6, Note)]);
}

/// Each row says 同上 of what the rows above have told, and adds something: nothing is told twice, however many there are.
#[test]
fn what_is_as_above_is_not_added_again() {
    let rows = (0..60).map(|n| format!("马建国,县公安局,NX0001,{},职务{n}", ["专长甲", "同上", "专长乙"][n.min(2)]));
    let rows = rows.collect::<Vec<_>>().join("\n");
    let text = format!("姓名,单位,执法证号,专长,职务\n{rows}\n王海霞,县公安局,NX0002,同上,科员\n");
    let read = read_officers(text.as_bytes(), "名单.csv").unwrap();
    let told: Vec<_> = read.rows.iter().map(|o| (o.name.as_str(), o.speciality.as_str())).collect();
    // The last one says that it is as the officer above, who has both.
    assert_eq!(told, [("马建国", "专长甲、专长乙"), ("王海霞", "专长甲、专长乙")]);
    assert_eq!(read.rows[0].title.split('、').count(), 60);
    let rows = ["专长甲", "专长乙"].into_iter().chain(std::iter::repeat_n("同上", 60)).enumerate();
    let rows: Vec<String> = rows.map(|(n, what)| format!("马建国,县公安局,NX0001,{what},职务{n}")).collect();
    let text = format!("姓名,单位,执法证号,专长,职务\n{}\n", rows.join("\n"));
    let read = read_officers(text.as_bytes(), "名单.csv").unwrap();
    assert_eq!((read.rows.len(), read.rows[0].speciality.as_str()), (1, "专长甲、专长乙"));
}

/// A column that only numbers the rows, by its header or by what stands in it, tells no two rows apart.
#[test]
fn what_only_numbers_the_rows_tells_nothing_apart() {
    let count = |header: &str, numbers: [&str; 2]| {
        let line = |n: &str| format!("{n},平罗县甲运输有限公司,{},客运", CODES[0]);
        businesses(&[&format!("{header},企业名称,统一社会信用代码,类别"), &line(numbers[0]), &line(numbers[1])]).0.len()
    };
    for header in ["序号", "行号", "No.", "顺序号"] {
        assert_eq!(count(header, ["3", "9"]), 1, "{header}");
    }
    for header in ["编号", ""] {
        assert_eq!(count(header, ["1", "2"]), 1, "{header}");
        assert_eq!(count(header, ["A-7", "B-2"]), 2, "{header}");
    }
    assert_eq!(count("车辆数", ["1", "2"]), 2);
}

/// What stands below no header that was taken is an entry without a name, an error; nothing but numbers and strokes is nothing.
#[test]
fn a_row_whose_words_stand_in_other_columns_is_never_left_out_with_a_note() {
    let lines = [
        "序号,企业名称,统一社会信用代码,招牌,街道",
        "1,平罗县甲运输有限公司,,,",
        "2,平罗县乙运输有限公司,,,",
        "3,,,老马超市,",
        "4,,,刘记包子,城关镇",
        "5,/,,平罗县戊运输有限公司,/",
        "6,,,,",
        "7,/,-,无,",
        &format!(",,,{},", CODES[1]),
        ",,,以下空白,",
        ",,,随便写的,",
    ];
    let read = read_businesses(lines.join("\n").as_bytes(), "名录.csv").unwrap();
    let rows: Vec<u32> = read.rows.iter().map(|row| row.source.row).collect();
    assert_eq!(rows, [2, 3, 4, 5, 6, 9]);
    let left_out: Vec<_> = dropped(&read.problems).iter().map(|(row, severity, _)| (*row, *severity)).collect();
    assert_eq!(left_out, [(10, Severity::Note), (11, Severity::Warning)]);
    let all = merge(&read.problems, &check_businesses(&read.rows, &[], &read.columns));
    let nameless: BTreeSet<u32> =
        all.iter().filter(|p| p.code == ProblemCode::MissingName).filter_map(|p| p.row).collect();
    assert_eq!(nameless.into_iter().collect::<Vec<_>>(), [4, 5, 6, 9]);
}

#[test]
fn an_officer_whose_name_stands_in_another_column_is_an_error_with_and_without_a_number() {
    let officers = "序号,姓名,单位,执法证号,组别\n1,马建国,县公安局,NX000001,\n2,,,,王海霞\n3,,,,李强 13900000000\n";
    let read = read_officers(officers.as_bytes(), "名单.csv").unwrap();
    assert_eq!(read.rows.len(), 3);
    assert_eq!(dropped(&read.problems), []);
}

/// A sheet whose first column is merged over these rows (from 0).
fn merged_names(rows: &[&[&str]], merges: &[(u32, u32)]) -> Vec<u8> {
    let (mut book, plain) = (Workbook::new(), Format::new());
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write(row, column, *text).unwrap();
        }
    }
    for (first, last) in merges {
        let name = rows[*first as usize][0];
        sheet.merge_range(*first, 0, *last, 0, name, &plain).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn joined(problems: &[Problem]) -> Vec<(u32, Severity, &str)> {
    let joined = problems.iter().filter(|problem| problem.code == ProblemCode::JoinedRow);
    joined.map(|p| (p.row.unwrap(), p.severity, p.message.as_str())).collect()
}

#[test]
fn rows_below_one_merged_name_that_say_otherwise_are_told() {
    let header: &[&str] = &["企业名称", "法定代表人", "经营状态", "类别"];
    let book = merged_names(
        &[
            header,
            &["平罗县甲运输有限公司", "马建国", "存续", "客运"],
            &["", "马建国", "", "货运"],
            &["平罗县乙运输有限公司", "马建国", "存续", "客运"],
            &["", "王海霞", "注销", "货运"],
            &["平罗县丙运输有限公司", "", "", "客运"],
            &["", "", "注销", ""],
        ],
        &[(1, 2), (3, 4), (5, 6)],
    );
    let read = read_businesses(&book, "名录.xlsx").unwrap();
    let told: Vec<_> = read.rows.iter().map(|row| (row.legal_person.as_str(), row.status.as_str())).collect();
    // What the first row does not say is the second's.
    assert_eq!(told, [("马建国", "存续"), ("马建国", "存续"), ("", "注销")]);
    assert_eq!(
        joined(&read.problems),
        [(
            5,
            Severity::Warning,
            "从第4行起名字是一个合并的格（“平罗县乙运输有限公司”），已并为一条；但各行的负责人、状态不同（第5行写着“王海霞”，读入的是“马建国”）。如果不是同一个，请在原表取消合并、逐行写清名字后重新导入；是同一个的，请核实读入的这几项。"
        )]
    );
}

#[test]
fn a_name_merged_over_many_rows_that_each_say_something_else_is_asked_about() {
    let header: &[&str] = &["姓名", "单位", "执法证号"];
    let numbers: Vec<String> = (1..=40).map(|n| format!("宁C{n:05}")).collect();
    let of = |count: usize| {
        let mut rows: Vec<Vec<&str>> = vec![header.to_vec()];
        rows.extend(numbers[..count].iter().map(|number| vec!["", "县公安局", number]));
        rows[1][0] = "马建国";
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let last = u32::try_from(count).unwrap();
        read_officers(&merged_names(&rows, &[(1, last)]), "名单.xlsx").unwrap()
    };
    let many = of(40);
    assert_eq!(many.rows.len(), 1);
    let warned: Vec<_> = joined(&many.problems).into_iter().filter(|p| p.1 == Severity::Warning).collect();
    assert_eq!(
        warned,
        [(
            2,
            Severity::Warning,
            "第2行到第41行的名字是一个合并的格（“马建国”），各行写的不同，已并为一条。如果不是同一个，请在原表取消合并、逐行写清名字后重新导入。"
        )]
    );
    // Two certificates are one officer's.
    assert!(joined(&of(2).problems).iter().all(|p| p.1 == Severity::Note));
}

/// Vehicles listed below a merged company, and numbered rows that nobody has used: neither is an entry, neither is told.
#[test]
fn rows_of_vehicles_and_rows_filled_down_are_no_entries() {
    let header: &[&str] = &["企业名称", "统一社会信用代码", "类别", "车辆号牌"];
    let book = merged_names(
        &[
            header,
            &["平罗县甲运输有限公司", CODES[0], "客运", "宁B12345"],
            &["", "", "", "宁B12346"],
            &["", "", "", "宁B12347"],
            &["平罗县乙运输有限公司", CODES[1], "客运", "宁B12348"],
        ],
        &[(1, 3)],
    );
    let read = read_businesses(&book, "名录.xlsx").unwrap();
    assert_eq!(read.rows.len(), 2);
    assert_eq!((dropped(&read.problems), joined(&read.problems)), (vec![], vec![]));

    let mut lines = vec!["序号,企业名称,统一社会信用代码,是否规上企业".to_owned()];
    lines.extend((1..=3).map(|n| format!("{n},平罗县第{n}运输有限公司,,否")));
    lines.extend((4..=60).map(|n| format!("{n},,,否")));
    let read = read_businesses(lines.join("\n").as_bytes(), "名录.csv").unwrap();
    assert_eq!(read.rows.len(), 3);
    assert_eq!(dropped(&read.problems), []);
}

/// One name merged over two shops in different streets, with different telephones.
#[test]
fn one_name_over_two_addresses_and_telephones_is_asked_about() {
    let header: &[&str] = &["企业名称", "地址", "联系电话", "类别"];
    let book = merged_names(
        &[
            header,
            &["老马牛肉面馆", "平罗县东街1号", "13900000001", "餐饮"],
            &["", "平罗县西街2号", "13900000002", "餐饮"],
            &["平罗县丁酒店", "平罗县南街3号", "13900000003", "餐饮"],
            &["", "", "13900000004", "住宿"],
        ],
        &[(1, 2), (3, 4)],
    );
    let read = read_businesses(&book, "名录.xlsx").unwrap();
    let told: Vec<_> = joined(&read.problems).into_iter().map(|(row, severity, _)| (row, severity)).collect();
    assert_eq!(told, [(3, Severity::Warning)]);
}

/// The leader of a team in one column, its member in another: whoever stands in no row of their own is told of.
#[test]
fn people_in_another_column_of_a_team_are_told() {
    let told = |lines: &[&str]| {
        let read = read_officers(lines.join("\n").as_bytes(), "名录.csv").unwrap();
        let told = read.problems.iter().filter(|p| p.code == ProblemCode::DuplicateColumn);
        told.map(|p| (p.severity, p.cell.clone().unwrap(), p.message.clone())).collect::<Vec<_>>()
    };
    let both = told(&["组长,组员,单位,证号", "马建国,王芳,县公安局,NX001", "李强,赵敏,县交通局,NX101"]);
    let [(Severity::Warning, cell, message)] = &both[..] else { panic!("{both:?}") };
    assert_eq!(cell, "A1");
    assert!(message.starts_with("A列“组长”写的也像人名（“马建国”“李强”等2人），他们不在B列“组员”里"), "{message}");
    // Two in each row.
    let both =
        told(&["单位,姓名,证号,姓名,证号", "县公安局,马建国,NX001,王芳,NX002", "县交通局,李强,NX101,赵敏,NX102"]);
    let cells: Vec<_> =
        both.iter().map(|(_, cell, message)| (cell.as_str(), message.contains("“王芳”“赵敏”等2人"))).collect();
    assert_eq!(cells, [("E1", false), ("D1", true)]);
    // Each leader is an officer of the list, or it only says who leads.
    for lines in [
        ["姓名,组长,单位,证号", "马建国,马建国,县公安局,NX001", "王芳,马建国,县公安局,NX101"],
        ["姓名,是否组长,单位,证号", "马建国,是,县公安局,NX001", "王芳,否,县公安局,NX101"],
        ["姓名,组长/组员,单位,证号", "马建国,组长,县公安局,NX001", "王芳,组员,县公安局,NX101"],
        ["姓名,审核人,单位,证号", "马建国,刘局长,县公安局,NX001", "王芳,刘局长,县公安局,NX101"],
    ] {
        assert_eq!(told(&lines), [], "{lines:?}");
    }
}

/// What a shop calls its name.
#[test]
fn headers_of_shops_name_the_business() {
    for header in ["店名", "字号", "商号", "厂名", "企业"] {
        let lines = [
            &*format!("序号,{header},统一社会信用代码"),
            "1,平罗县甲餐厅,91640221MA76000015",
            "2,平罗县乙餐厅,91640221MA76000028",
        ];
        assert_eq!(businesses(&lines).0, ["平罗县甲餐厅", "平罗县乙餐厅"], "{header}");
    }
}
