//! Rows that are left out, joined or kept: none that may be an entry goes without a warning, and none is counted twice.

use mingchou::roster::{Problem, ProblemCode, Severity, read_businesses, read_officers};

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
