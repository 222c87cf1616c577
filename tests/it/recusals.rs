//! Remarks by which an officer is to be recused: told, with the business that they name as a proposal that is added to 回避.

use crate::common::desk::{Desk, taken};
use chrono::NaiveDate;
use mingchou::model::{Digest, EntityKind};
use mingchou::roster::checks::with_recusal;
use mingchou::roster::{Edit, Field, Problem, ProblemCode, Severity, read_businesses, read_officers};
use mingchou::state::*;

const BUSINESSES: &str = "企业名称,统一社会信用代码,类别
平罗县宏达运输有限公司,,客运
平罗县宏图货运有限公司,,货运
平罗县宏图汽车修理厂,,维修
平罗县顺安驾校,,驾培
";

/// Whose remarks say what, in the order of the rows from the second on.
const OFFICERS: &str = "姓名,单位,执法证号,回避,备注说明
马甲,县公安局,A1,,配偶在宏达公司任职
马乙,县公安局,A2,平罗县顺安驾校,申请回避平罗县宏达运输有限公司
马丙,县公安局,A3,平罗县宏达运输有限公司,曾任职于宏达运输有限公司
马丁,县公安局,A4,,申请回避
马戊,县公安局,A5,,父亲在宏图公司上班
马己,县公安局,A6,,父亲在县医院工作
马庚,县公安局,A7,,曾任职于宏达运输
马辛,县公安局,A8,,无需回避
马壬,县公安局,A9,,子女经营货运
马癸,县公安局,A10,平罗县顺安驾校,申请回避
马子,县公安局,A11,,不存在应回避情形，无亲属关系
";

fn desk(businesses: bool, officers: &str) -> Desk {
    let mut desk = Desk::new(PlanDraft::pingluo());
    if businesses {
        let reading = read_businesses(BUSINESSES.as_bytes(), "b.csv").unwrap();
        desk.act(Act::TakeBusinesses(taken(Roster::of_list("b.csv".into(), Digest::of(BUSINESSES), reading)))).unwrap();
    }
    let reading = read_officers(officers.as_bytes(), "o.csv").unwrap();
    desk.act(Act::TakeOfficers(taken(Roster::of_list("o.csv".into(), Digest::of(officers), reading)))).unwrap();
    desk
}

fn remarks(desk: &Desk) -> Vec<Problem> {
    let today = NaiveDate::from_ymd_opt(2018, 12, 3).unwrap();
    let ready = check(&desk.model, desk.campaign(), today);
    let officers = ready.officers.unwrap();
    let all: Vec<Problem> = officers.findings.problems().collect();
    all.into_iter().filter(|p| p.code == ProblemCode::RecusalInRemark).collect()
}

#[test]
fn a_remark_proposes_the_business_that_it_names() {
    let told = remarks(&desk(true, OFFICERS));
    let found: Vec<_> = told.iter().map(|p| (p.cell.as_deref().unwrap(), p.choices.join("、"))).collect();
    let hongda = "平罗县宏达运输有限公司".to_owned();
    assert_eq!(
        found,
        [
            ("E2", hongda.clone()),
            ("E3", hongda.clone()),
            ("E5", String::new()),
            ("E6", String::new()),
            ("E8", hongda),
            ("E10", String::new()),
        ]
    );
    assert!(told.iter().all(|p| p.severity == Severity::Warning));
    let says = |i: usize, words: &str| assert!(told[i].message.contains(words), "{}", told[i].message);
    says(0, "“备注说明”一列写着“配偶在宏达公司任职”，这个人可能要回避");
    says(0, "写到的是名录里的“平罗县宏达运输有限公司”，确认后可以一键加进“回避”");
    says(2, "没有看出写的是名录里的哪一户");
    says(3, "名录里有几户像它（“平罗县宏图汽车修理厂”、“平罗县宏图货运有限公司”）");
}

/// One click adds it to what is listed, and the remark is settled; the officer is recused from both.
#[test]
fn what_is_proposed_is_added() {
    let mut desk = desk(true, OFFICERS);
    let told = remarks(&desk);
    let p = &told[1];
    let value = with_recusal("平罗县顺安驾校", &p.choices[0]);
    let mends = vec![Edit::Set { source: p.source().unwrap(), field: Field::Recusal, value }];
    desk.act(Act::Mend { kind: EntityKind::Officer, mends }).unwrap();
    assert!(remarks(&desk).iter().all(|left| left.cell != p.cell), "it is settled");
    let ready = check(&desk.model, desk.campaign(), desk.today());
    let officers = ready.officers.unwrap();
    assert_eq!(officers.row(1).unwrap().row.recusals, ["平罗县顺安驾校", "平罗县宏达运输有限公司"]);
}

/// Without the businesses only what says so by itself is told, and what to do.
#[test]
fn without_the_businesses_it_is_told_all_the_same() {
    let told = remarks(&desk(false, OFFICERS));
    let cells: Vec<_> = told.iter().map(|p| p.cell.as_deref().unwrap()).collect();
    assert_eq!(cells, ["E2", "E3", "E4", "E5", "E6", "E10", "E11"]);
    assert!(told.iter().all(|p| p.choices.is_empty() && p.message.contains("请在“回避”里写上检查对象的全称")));
}

/// A question as a header, and a column that none of the words of remarks is in.
#[test]
fn a_header_that_asks_is_answered() {
    let officers = "姓名,单位,执法证号,是否需要回避,其他
马甲,县公安局,A1,是,
马乙,县公安局,A2,否,
马丙,县公安局,A3,,妻子在顺安驾校当教练，合伙经营
";
    let told = remarks(&desk(true, officers));
    let found: Vec<_> = told.iter().map(|p| (p.cell.as_deref().unwrap(), p.choices.join("、"))).collect();
    assert_eq!(found, [("D2", String::new()), ("E4", "平罗县顺安驾校".into())]);
    assert!(told[0].message.starts_with("“是否需要回避”一列写着“是”，这个人可能要回避"), "{}", told[0].message);
}

/// A comment on any cell of an officer's row, at that cell.
#[test]
fn a_comment_on_a_cell_is_a_remark() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["姓名", "单位", "执法证号"]).unwrap();
    sheet.write_row(1, 0, ["马甲", "县公安局", "A1"]).unwrap();
    sheet.write_row(2, 0, ["马乙", "县公安局", "A2"]).unwrap();
    sheet.insert_note(1, 0, &rust_xlsxwriter::Note::new("妻子在宏达公司当会计，任职三年")).unwrap();
    sheet.insert_note(2, 0, &rust_xlsxwriter::Note::new("无亲属在企业任职")).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let reading = read_officers(&bytes, "o.xlsx").unwrap();
    let mut desk = desk(true, OFFICERS);
    desk.act(Act::TakeOfficers(taken(Roster::of_list("o.xlsx".into(), Digest::of(&bytes), reading)))).unwrap();
    let told = remarks(&desk);
    let found: Vec<_> = told.iter().map(|p| (p.cell.as_deref().unwrap(), p.choices.join("、"))).collect();
    assert_eq!(found, [("A2", "平罗县宏达运输有限公司".into())]);
    assert!(told[0].message.starts_with("这一格的批注写着“妻子在宏达公司当会计，任职三年”"), "{}", told[0].message);
}
