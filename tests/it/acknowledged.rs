//! 已核对: a warning that was looked at stays so as long as it says the same, and no longer.

use crate::common::desk::{Desk, at, broken, taken};
use crate::roster_files::Office;
use mingchou::model::Digest;
use mingchou::model::EntityKind;
use mingchou::roster::{Edit, Field, ProblemCode, Severity, read_officers};
use mingchou::state::*;

/// Officers with a remark each, which is a warning.
fn with_remarks(remarks: &[&str]) -> (Desk, String) {
    let line = |(i, remark): (usize, &&str)| format!("人员{},县公安局,NX{i:05},{remark}\n", han(i));
    let text: String =
        std::iter::once("姓名,单位,执法证号,备注\n".to_owned()).chain(remarks.iter().enumerate().map(line)).collect();
    let mut desk = Desk::new(PlanDraft::default());
    load(&mut desk, &text);
    (desk, text)
}

/// A name of its own for each number.
fn han(i: usize) -> String {
    i.to_string().bytes().map(|b| "零一二三四五六七八九".chars().nth(usize::from(b - b'0')).unwrap()).collect()
}

fn load(desk: &mut Desk, text: &str) {
    let reading = read_officers(text.as_bytes(), "人员.csv").unwrap();
    let roster = Roster::of_list("人员.csv".into(), Digest::of(text), reading);
    let kept = desk.campaign().officers.as_ref().map(|used| used.all_mends().cloned().collect()).unwrap_or_default();
    let mut taken = taken(roster);
    taken.kept = kept;
    desk.act(Act::TakeOfficers(taken)).unwrap();
}

fn findings(desk: &Desk) -> std::rc::Rc<Findings> {
    check(&desk.model, desk.campaign(), at(0).date_naive()).officers.unwrap().findings.clone()
}

fn remarks(findings: &Findings) -> ProblemGroup {
    findings.groups.iter().find(|group| group.code == ProblemCode::Remark).unwrap().clone()
}

fn mend(desk: &mut Desk, edit: Edit) {
    desk.act(Act::Mend { kind: EntityKind::Officer, mends: vec![edit] }).unwrap();
}

#[test]
fn a_warning_is_acknowledged_by_itself_and_taken_back() {
    let (mut desk, _) = with_remarks(&["长期病休", "借调在外", ""]);
    let found = findings(&desk);
    let group = remarks(&found);
    assert_eq!((group.severity, group.count, group.acknowledged), (Severity::Warning, 2, 0));
    let open = found.open_warnings();
    mend(&mut desk, found.acknowledge_one(&group, group.first, false));
    let now = findings(&desk);
    assert_eq!((now.open_warnings(), remarks(&now).acknowledged), (open - 1, 1));
    assert!(now.is_acknowledged(group.first) && !now.is_acknowledged(group.first + 1));
    let place = now.place(group.first).unwrap();
    assert_eq!(now.worst(place), None, "its row is not coloured any more");
    assert_eq!(
        desk.log().last().unwrap().said(&|key| key.to_owned()),
        "执法人员名录：核对提醒“备注等列另有说明”，照原样"
    );
    mend(&mut desk, now.acknowledge_one(&group, group.first, true));
    assert_eq!(findings(&desk).open_warnings(), open);
    desk.act(Act::Undo(EntityKind::Officer)).unwrap();
    assert_eq!(findings(&desk).open_warnings(), open - 1);
    assert_eq!(broken(desk.campaign()), None);
    let stored = read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap();
    assert_eq!(stored.officers, desk.campaign().officers.clone().map(|used| RosterRef { undone: Vec::new(), ..used }));
}

#[test]
fn what_says_something_else_is_open_again() {
    let (mut desk, text) = with_remarks(&["长期病休", "借调在外"]);
    let found = findings(&desk);
    let open = found.open_warnings();
    mend(&mut desk, found.acknowledge_all(&remarks(&found)));
    assert_eq!(findings(&desk).open_warnings(), open - 2);
    // The same in a newer file: still looked at. Another remark there: not.
    load(&mut desk, &text.replace("NX00000", "NX99999"));
    assert_eq!(remarks(&findings(&desk)).acknowledged, 2);
    load(&mut desk, &text.replace("借调在外", "已退休"));
    let now = findings(&desk);
    assert_eq!(remarks(&now).acknowledged, 1);
    assert!(!now.problems().enumerate().any(|(i, p)| p.message.contains("已退休") && now.is_acknowledged(i)));
    // An error is never acknowledged.
    let first = source(&desk, 0);
    mend(&mut desk, Edit::Set { source: first, field: Field::Certificate, value: String::new() });
    let now = findings(&desk);
    let error = now.groups.iter().find(|group| group.severity == Severity::Error).unwrap().clone();
    mend(&mut desk, now.acknowledge_all(&error));
    let now = findings(&desk);
    assert!(!now.is_acknowledged(error.first) && now.count(Severity::Error) == error.count);
}

fn source(desk: &Desk, place: usize) -> mingchou::model::Source {
    check(&desk.model, desk.campaign(), at(0).date_naive()).officers.unwrap().source(place).unwrap()
}

#[test]
fn of_very_many_all_are_open_again_when_one_changes() {
    let many = vec!["长期病休"; 600];
    let (mut desk, text) = with_remarks(&many);
    let found = findings(&desk);
    let group = remarks(&found);
    let edit = found.acknowledge_all(&group);
    assert!(serde_json::to_string(&edit).unwrap().len() < 200, "what is stored of many is short");
    mend(&mut desk, edit);
    assert_eq!(remarks(&findings(&desk)).acknowledged, 600);
    let now = findings(&desk);
    mend(&mut desk, now.acknowledge_one(&group, group.first + 5, true));
    assert_eq!(remarks(&findings(&desk)).acknowledged, 0);
    desk.act(Act::Undo(EntityKind::Officer)).unwrap();
    assert_eq!(remarks(&findings(&desk)).acknowledged, 600);
    load(&mut desk, &text.replacen("长期病休", "借调在外", 1));
    assert_eq!(remarks(&findings(&desk)).acknowledged, 0);
}

const POLICE: &str = "姓名,单位,执法证号,备注\n马建国,县公安局,NX001,长期病休\n王芳,县公安局,NX002,\n";
/// The same remark in the same cell of another, and who is among the police as well, with another number.
const MARKET: &str = "姓名,单位,执法证号,备注\n李强,县市场监管局,NX101,长期病休\n马建国,县公安局,NX009,\n";

/// The warnings of a file about its rows, each with whether it is acknowledged.
fn of_file(office: &Office, file: &str) -> Vec<(String, bool)> {
    let findings = office.findings();
    let warnings = findings.problems().enumerate().filter(|(_, p)| p.severity == Severity::Warning && p.row.is_some());
    let of_file = warnings.filter(|(_, p)| p.sheet.contains(file));
    of_file.map(|(i, p)| (format!("{} {}", p.cell.unwrap(), p.code.title()), findings.is_acknowledged(i))).collect()
}

/// Acknowledges what is open about the rows of a file, one after another.
fn acknowledge(office: &mut Office, file: &str) {
    let findings = office.findings();
    let is_of_file = |i: usize| findings.problem(i).is_some_and(|p| p.row.is_some() && p.sheet.contains(file));
    let warnings = findings.groups.iter().filter(|group| group.severity == Severity::Warning);
    let each = warnings.flat_map(|group| (group.first..group.first + group.count).map(move |i| (group, i)));
    let mends =
        each.filter(|(_, i)| is_of_file(*i)).map(|(group, i)| findings.acknowledge_one(group, i, false)).collect();
    office.act(Act::Mend { kind: EntityKind::Officer, mends });
}

fn told(warnings: &[(&str, bool)]) -> Vec<(String, bool)> {
    warnings.iter().map(|(what, done)| ((*what).to_owned(), *done)).collect()
}

/// Whether a file is alone or among others, what was looked at of it stays so; what another file says in the same cell
/// does not become so by that.
#[test]
fn what_was_looked_at_in_a_file_stays_so_when_others_come_and_go() {
    const REMARK: &str = "D2 备注等列另有说明";
    const SAME: &str = "A3 同名，代码或证号不同";
    let mut office = Office::new();
    office.append("公安局.csv", POLICE);
    acknowledge(&mut office, "");
    assert_eq!(of_file(&office, ""), told(&[(REMARK, true)]));
    office.append("市监.csv", MARKET);
    assert_eq!(of_file(&office, "公安局"), told(&[(REMARK, true)]));
    assert_eq!(of_file(&office, "市监"), told(&[(REMARK, false), (SAME, false)]));
    acknowledge(&mut office, "市监");
    assert_eq!(of_file(&office, "市监"), told(&[(REMARK, true), (SAME, true)]));
    // A third that says what the second says.
    office.append("城管.csv", &MARKET.replace("李强", "周洋").replace("NX101", "NX201"));
    assert_eq!(of_file(&office, "公安局"), told(&[(REMARK, true)]));
    assert_eq!(of_file(&office, "市监"), told(&[(REMARK, true), (SAME, true)]));
    assert!(of_file(&office, "城管").iter().all(|(_, done)| !done), "{:?}", of_file(&office, "城管"));
    // A newer file in the place of the second, of another name: the remark is as it was, the number is not.
    office.replace(1, "市监（新）.csv", &MARKET.replace("NX009", "NX010"));
    assert_eq!(of_file(&office, "市监"), told(&[(REMARK, true), (SAME, false)]));
    // The first and the third go: the second is alone, and still known.
    office.take_out(0);
    office.take_out(1);
    assert_eq!(of_file(&office, ""), told(&[(REMARK, true)]));
    // What comes now takes the place of none of them.
    office.append("公安局.csv", POLICE);
    assert_eq!(of_file(&office, "公安局"), told(&[(REMARK, false), ("A2 同名，代码或证号不同", false)]));
    assert_eq!(of_file(&office, "市监"), told(&[(REMARK, true)]));
}

#[test]
fn very_many_of_one_file_stay_so_when_another_comes() {
    let line = |i: usize| format!("人员{},县公安局,NX{i:05},长期病休\n", han(i));
    let many: String = std::iter::once("姓名,单位,执法证号,备注\n".to_owned()).chain((0..600).map(line)).collect();
    let mut office = Office::new();
    office.append("公安局.csv", &many);
    let all = remarks(&office.findings());
    office.act(Act::Mend { kind: EntityKind::Officer, mends: vec![office.findings().acknowledge_all(&all)] });
    assert_eq!(remarks(&office.findings()).acknowledged, 600);
    office.append("市监.csv", MARKET);
    let now = remarks(&office.findings());
    assert_eq!((now.count, now.acknowledged), (601, 600));
    office.act(Act::Mend { kind: EntityKind::Officer, mends: vec![office.findings().acknowledge_all(&now)] });
    assert_eq!(remarks(&office.findings()).acknowledged, 601);
    office.take_out(0);
    assert_eq!(remarks(&office.findings()).acknowledged, 1);
}
