//! A roster of several files: what is read of each stays what it is by itself, whatever comes to it or goes, and every edit
//! stays with its row.

use crate::common::worker::{ask, refusal};
use chrono::NaiveDate;
use mingchou::model::{Digest, EntityKind, Officer, Source, Stamp};
use mingchou::roster::{Choice, Edit, Field, Hints, NamedBy, Origin, ProblemCode, Question, SheetChoice, Survey};
use mingchou::state::*;
use mingchou::work::{
    Arrived, CampaignSnapshot, ChangesHead, CompareRosters, Fault, FileBytes, FilePlace, MarkProblems, MarkedWorkbook,
    OpenWorkbook, Original, ReadRoster, TakeOutFile, WorkerState,
};
use mingchou::workbook::Workbook;
use std::rc::Rc;

const ID: &str = "a1b2c3";
const KIND: EntityKind = EntityKind::Officer;

const POLICE: &str = "姓名,执法证号,联系电话\n马建国,NX001,13900000001\n王芳,NX002,13900000002\n";
const MARKET: &str = "姓名,单位,执法证号\n李强,县市场监管局,NX101\n赵敏,县市场监管局,NX102\n";

fn now() -> Stamp {
    Stamp::parse_from_rfc3339("2018-12-03T14:00:00+08:00").unwrap()
}

fn today() -> NaiveDate {
    now().date_naive()
}

/// The office of one campaign, whose worker reads its rosters.
pub(crate) struct Office {
    desk: WorkerState,
    pub(crate) model: Model,
}

impl Office {
    pub(crate) fn new() -> Self {
        let plan = Box::new(PlanDraft::pingluo());
        let model = Model::default().apply(Action::Create { id: ID.into(), at: now(), plan }).unwrap();
        Self { desk: WorkerState::default(), model }
    }

    pub(crate) fn open(&mut self, name: &str, text: &str) -> Survey {
        let departments = ["县公安局", "县市场监管局"].map(str::to_owned).to_vec();
        let hints = Hints { departments, file: name.into(), ..Hints::default() };
        ask(&mut self.desk, &OpenWorkbook { kind: KIND, file: name.into(), hints }, text.as_bytes()).unwrap()
    }

    fn used(&self) -> Option<&RosterRef> {
        self.model.campaigns[ID].officers.as_ref()
    }

    fn roster(&self) -> Rc<OfficerRoster> {
        self.model.officers(self.used().unwrap().blob).unwrap()
    }

    /// What a file would make of the roster in use.
    pub(crate) fn read(&mut self, choice: Choice, place: FilePlace) -> Result<Arrived, Fault> {
        let among = self.used().map(|used| (used.blob, place));
        ask(&mut self.desk, &ReadRoster { kind: KIND, choice, among }, &[])
    }

    /// What it changes, and the roster taken into use as the page takes it.
    pub(crate) fn take(&mut self, read: Result<Arrived, Fault>) -> ChangesHead {
        let mut arrived = read.unwrap();
        let mut changes = ChangesHead::default();
        if self.used().is_some() {
            let snapshot = CampaignSnapshot::of(&self.model.campaigns[ID], today());
            changes = ask(&mut self.desk, &CompareRosters { snapshot, kind: KIND, new: arrived.name() }, &[]).unwrap();
        }
        arrived.keep(changes.changes.kept.clone());
        self.act(arrived.into_act());
        changes
    }

    pub(crate) fn act(&mut self, act: Act) {
        self.model = self.model.apply(Action::In { id: ID.into(), at: now(), act }).unwrap();
    }

    pub(crate) fn append(&mut self, name: &str, text: &str) -> ChangesHead {
        let survey = self.open(name, text);
        let read = self.read(survey.guess, FilePlace::Last);
        self.take(read)
    }

    /// The officers as they count: sheet, row, name, department, telephone, whether they take part.
    fn officers(&self) -> Vec<(String, u32, String, String, String, bool)> {
        let roster = self.roster();
        let laid = overlay_of(&roster, self.used().unwrap());
        let line = |row: mingchou::roster::EditedRow<Officer>| {
            let Source { sheet, row: number } = row.row.source.clone();
            let officer = row.row;
            (sheet, number, officer.name, officer.department, officer.phone, row.out.is_none())
        };
        laid.rows(&roster.reading.rows).map(line).collect()
    }

    pub(crate) fn source(&self, name: &str, file: &str) -> Source {
        let (sheet, row, ..) =
            self.officers().into_iter().find(|(sheet, _, n, ..)| n == name && sheet.contains(file)).unwrap();
        Source { sheet, row }
    }

    /// Replaces a file of the roster by another.
    pub(crate) fn replace(&mut self, place: usize, name: &str, text: &str) -> ChangesHead {
        let survey = self.open(name, text);
        let read = self.read(survey.guess, FilePlace::At(place));
        self.take(read)
    }

    pub(crate) fn take_out(&mut self, file: usize) -> ChangesHead {
        let roster = self.used().unwrap().blob;
        let left = ask(&mut self.desk, &TakeOutFile { kind: KIND, roster, file }, &[]);
        self.take(left)
    }

    pub(crate) fn findings(&self) -> Rc<Findings> {
        check(&self.model, &self.model.campaigns[ID], today()).officers.unwrap().findings.clone()
    }

    fn with_two_files() -> Self {
        let mut office = Self::new();
        office.append("公安局.csv", POLICE);
        office.append("市监.csv", MARKET);
        office
    }
}

fn names(office: &Office) -> Vec<String> {
    office.officers().into_iter().map(|officer| officer.2).collect()
}

#[test]
fn the_department_of_a_list_without_one_is_asked_and_proposed() {
    let mut office = Office::new();
    let survey = office.open("公安局执法人员.csv", POLICE);
    let sheet = &survey.sheets[0];
    let asked = |q: &Question| matches!(q, Question::Missing { field: Field::Department, .. });
    assert!(survey.questions.iter().any(asked));
    assert_eq!(sheet.common[0].likely.as_deref(), Some("县公安局"), "the file is called 公安局");
    assert_eq!(sheet.common[0].proposals, ["县公安局", "县市场监管局"]);
    assert!(survey.lacking().is_empty(), "what is proposed stands in the guess");
    // Another department is typed; what is typed counts, folded as a cell is.
    let mut choice = survey.guess;
    choice.sheets[0].given.insert(Field::Department, " 县交警大队（2人） ".into());
    let read = office.read(choice, FilePlace::Last);
    office.take(read);
    assert!(office.officers().iter().all(|officer| officer.3 == "县交警大队"));
    // Nothing is given: it is an error, said once.
    let survey = office.open("甲.csv", POLICE);
    assert_eq!(survey.sheets[0].common[0].likely, None);
    let choice = Choice { sheets: vec![SheetChoice::named(&survey.sheets[0].name)], ..Choice::default() };
    let arrived = ask(&mut office.desk, &ReadRoster { kind: KIND, choice, among: None }, &[]).unwrap();
    let Arrived::Officers(taken) = arrived else { panic!() };
    let problems = taken.roster.problems();
    assert!(problems.iter().any(|p| p.message.contains("没有找到“单位”列")));
    // A list with the column is not asked about.
    let survey = office.open("市监.csv", MARKET);
    assert!(survey.sheets[0].common.is_empty() && survey.questions.is_empty());
}

#[test]
fn each_row_is_named_with_its_file_and_sheet() {
    let office = Office::with_two_files();
    let rows: Vec<_> = office
        .officers()
        .into_iter()
        .map(|(sheet, row, name, department, ..)| (sheet, row, name, department))
        .collect();
    let row = |sheet: &str, row, name: &str, department: &str| {
        (sheet.to_owned(), row, name.to_owned(), department.to_owned())
    };
    assert_eq!(
        rows,
        [
            row("公安局.csv · 表格", 2, "马建国", "县公安局"),
            row("公安局.csv · 表格", 3, "王芳", "县公安局"),
            row("市监.csv · 表格", 2, "李强", "县市场监管局"),
            row("市监.csv · 表格", 3, "赵敏", "县市场监管局"),
        ]
    );
    let files: Vec<_> = office.roster().files.iter().map(|f| (f.name.clone(), f.digest)).collect();
    let digest = |text: &str| Digest::of(text.as_bytes());
    assert_eq!(files, [("公安局.csv".to_owned(), digest(POLICE)), ("市监.csv".to_owned(), digest(MARKET))]);
    let log = office.model.log(&office.model.campaigns[ID]).unwrap();
    let said = log.last().unwrap().said(&|key| key.to_owned());
    assert_eq!(said, "载入执法人员名录“公安局.csv”“市监.csv”，4行");
}

#[test]
fn edits_stay_with_their_rows_when_files_come_and_go() {
    let mut office = Office::new();
    office.append("公安局.csv", POLICE);
    let source = office.source("王芳", "");
    assert_eq!(source.sheet, "表格", "of one file by the sheet alone");
    let phone = Edit::Set { source, field: Field::Phone, value: "0952-6012345".into() };
    let out = Edit::Exclude { source: office.source("马建国", ""), reason: "病假".into() };
    let added = Edit::Add {
        source: mingchou::roster::added_source([]),
        values: [(Field::Officer, "丁一".to_owned())].into(),
    };
    office.act(Act::Mend { kind: KIND, mends: vec![phone, out, added] });
    let wanted = |office: &Office| {
        let of = |name: &str| office.officers().into_iter().find(|officer| officer.2 == name).unwrap();
        assert_eq!((of("王芳").4.as_str(), of("王芳").5), ("0952-6012345", true));
        assert!(!of("马建国").5 && of("丁一").5);
    };
    wanted(&office);
    let changes = office.append("市监.csv", MARKET);
    assert_eq!(changes.counts, [2, 0, 0, 0]);
    assert_eq!(changes.changes.same, 2);
    wanted(&office);
    // One file is replaced by a newer one: one left, one came.
    let newer = "姓名,单位,执法证号\n赵敏,县市场监管局,NX102\n孙立,县市场监管局,NX103\n";
    let changes = office.replace(1, "市监新.csv", newer);
    assert_eq!((changes.counts, changes.changes.same), ([1, 1, 0, 0], 3));
    assert_eq!(names(&office), ["马建国", "王芳", "赵敏", "孙立", "丁一"]);
    wanted(&office);
    // The other is taken out: its sheet is called as in its file again, and the edits of the rest still fit.
    let changes = office.take_out(1);
    assert_eq!(changes.counts, [0, 2, 0, 0]);
    assert_eq!(office.source("王芳", "").sheet, "表格");
    wanted(&office);
    let last = TakeOutFile { kind: KIND, roster: office.used().unwrap().blob, file: 0 };
    assert!(refusal(ask(&mut office.desk, &last, &[])).contains("没有这个文件"), "the last file stays");
}

#[test]
fn an_edit_never_moves_to_another_files_row() {
    // 马建国 stands in both files; in one he does not take part, and a newer list of that one does not have him.
    const LENT: &str = "姓名,单位,执法证号\n马建国,县公安局,NX001\n李强,县市场监管局,NX101\n";
    for (place, file, newer, left) in [
        (0, "公安局", "姓名,单位,执法证号\n王芳,县公安局,NX002\n", ["王芳", "马建国", "李强"]),
        (1, "抽调", "姓名,单位,执法证号\n李强,县市场监管局,NX101\n", ["马建国", "王芳", "李强"]),
    ] {
        let mut office = Office::new();
        office.append("公安局.csv", POLICE);
        office.append("抽调.csv", LENT);
        let out = Edit::Exclude { source: office.source("马建国", file), reason: "重复".into() };
        office.act(Act::Mend { kind: KIND, mends: vec![out] });
        let changes = office.replace(place, "新.csv", newer);
        // He is gone from there, and the exclusion with his row.
        assert_eq!([changes.counts[0], changes.counts[1], changes.counts[3]], [0, 1, 1], "{file}");
        assert_eq!(names(&office), left, "{file}");
        assert!(office.officers().iter().all(|officer| officer.5), "{file}: whoever is left takes part");
    }
}

#[test]
fn the_same_file_is_not_taken_twice() {
    let mut office = Office::with_two_files();
    let survey = office.open("市监（副本）.csv", MARKET);
    let why = refusal(office.read(survey.guess.clone(), FilePlace::Last));
    assert_eq!(why, "“市监（副本）.csv”和已经载入的“市监.csv”内容完全一样，没有重复载入");
    // In its own place it may be read anew, with other columns.
    assert!(office.read(survey.guess, FilePlace::At(1)).is_ok());
    // Two files of one name are told apart.
    office.append("市监.csv", "姓名,单位,执法证号\n周洋,县市场监管局,NX109\n");
    assert_eq!(office.source("周洋", "").sheet, "市监.csv（2） · 表格");
    // Also from one that is called as the second was told apart.
    office.append("市监.csv（2）", "姓名,单位,执法证号\n吴丹,县市场监管局,NX110\n");
    assert_eq!(office.source("吴丹", "").sheet, "市监.csv（2）（2） · 表格");
}

#[test]
fn what_is_stored_comes_back() {
    let office = Office::with_two_files();
    let roster = office.roster();
    let text = roster_text(&roster).unwrap();
    let Blob::Officers(again) = unpack(BlobKind::Officers, text.name(), &text.pack()).unwrap() else { panic!() };
    assert_eq!(again, roster);
    // Apart and together again it is the same, problems included.
    assert_eq!(Roster::of_parts(roster.parts()), *roster);
    let parts = roster.parts();
    let sheets: Vec<_> = parts.iter().map(|part| part.reading.rows.sheets().to_vec()).collect();
    assert_eq!(sheets, [["表格"], ["表格"]]);
}

#[test]
fn problems_name_file_and_sheet_and_each_file_is_marked_by_itself() {
    let mut office = Office::new();
    office.append("公安局.csv", "姓名,单位,执法证号\n马建国,县公安局,NX001\n王芳,县公安局,\n");
    let market = "姓名,单位,执法证号,备注\n李强,县市场监管局,NX101,甲\n李强,县市场监管局,NX101,乙\n";
    office.append("市监.csv", market);
    let findings = office.findings();
    let places: Vec<String> = findings.problems().filter(|p| p.row.is_some()).map(|p| p.place()).collect();
    assert!(places.contains(&"市监.csv · 表格 C3".to_owned()), "{places:?}");
    assert!(places.contains(&"公安局.csv · 表格 C3".to_owned()), "{places:?}");
    let snapshot = CampaignSnapshot::of(&office.model.campaigns[ID], today());
    let original = Original::Beside("市监.csv".into());
    let request = MarkProblems { snapshot, kind: KIND, file: 1, original };
    let marked = ask(&mut office.desk, &request, market.as_bytes()).unwrap();
    let MarkedWorkbook::Made(FileBytes(bytes)) = marked else { panic!() };
    // Read back, the summary is passed over and the list is the roster.
    let survey = Workbook::open(&bytes, "标出.xlsx").unwrap().survey(EntityKind::Officer, &Hints::default());
    let sheets: Vec<_> = survey.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.taken)).collect();
    assert_eq!(sheets, [("表格", true)]);
    // The words on the sheets, what is wrong among them: the two of one name are of this file, the other file's are not.
    let mut texts = String::new();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::Read::read_to_string(&mut zip.by_name("xl/sharedStrings.xml").unwrap(), &mut texts).unwrap();
    assert!(texts.contains("李强") && texts.contains("错误："), "{texts}");
    assert!(!texts.contains("王芳") && !texts.contains("NX001"), "{texts}");
}

/// Two files in which the same rows are wrong, and a row that was typed in: file by file, from the top of each down.
#[test]
fn problems_stand_file_by_file() {
    let of = |department: &str| {
        let rows = ["马建国", "王芳", "赵敏"].map(|name| format!("{name},{department},\n"));
        format!("姓名,单位,执法证号\n{}", rows.concat())
    };
    let mut office = Office::new();
    // Neither by their names nor by their rows.
    office.append("2-市监.csv", &of("县市场监管局"));
    office.append("1-公安.csv", &of("县公安局"));
    let findings = office.findings();
    let group = findings.groups.iter().find(|group| group.code == ProblemCode::MissingCertificate).unwrap();
    let all = findings.problems().skip(group.first).take(group.count).map(|p| p.place());
    let of_file = |file: &'static str| (2..=4).map(move |row| format!("{file}.csv · 表格 C{row}"));
    assert_eq!(all.collect::<Vec<_>>(), of_file("2-市监").chain(of_file("1-公安")).collect::<Vec<_>>());
}

/// A file of businesses for each township: the name of file, sheet or title says which, and nobody is stopped by it.
#[test]
fn the_township_of_a_list_is_read_from_its_name() {
    let survey = |text: &str, file: &str, categories: &[&str]| {
        let categories = categories.iter().map(|c| (*c).to_owned()).collect();
        let hints = Hints { file: file.into(), categories, ..Hints::default() };
        Workbook::open(text.as_bytes(), file).unwrap().survey(EntityKind::Business, &hints)
    };
    let read = |text: &str, file: &str, choice: &Choice| {
        let rows = mingchou::roster::read_businesses_with(text.as_bytes(), file, choice, |_| {}).unwrap().rows;
        rows.into_iter().map(|b| (b.name, b.jurisdiction, b.categories.join("、"))).collect::<Vec<_>>()
    };
    let row = |name: &str, town: &str, category: &str| (name.to_owned(), town.to_owned(), category.to_owned());
    const LIST: &str = "企业名称,统一社会信用代码\n宏图客运有限公司,91640221MA75XXXX0A\n";
    let seen = survey(LIST, "3 城厢镇.csv", &[]);
    assert!(seen.questions.is_empty(), "{:?}", seen.questions);
    let common = &seen.sheets[0].common;
    assert_eq!((common[0].field, common[0].likely.as_deref(), common.len()), (Field::Jurisdiction, Some("城厢镇"), 1));
    assert_eq!(read(LIST, "3 城厢镇.csv", &seen.guess), [row("宏图客运有限公司", "城厢镇", "")]);
    // Nobody typed it: the name of the file is where it is from, until the user says so, though it be the same.
    let origin = |choice: &Choice| {
        let read = mingchou::roster::read_businesses_with(LIST.as_bytes(), "3 城厢镇.csv", choice, |_| {}).unwrap();
        read.columns.get(Field::Jurisdiction).unwrap().origin.clone()
    };
    assert_eq!(origin(&seen.guess), Origin::Named(NamedBy::File));
    let mut choice = seen.guess.clone();
    choice.sheets[0].give(Field::Jurisdiction, "城厢镇".into());
    assert_eq!(origin(&choice), Origin::Given);
    let again = Hints { choice: choice.clone(), file: "3 城厢镇.csv".into(), ..Hints::default() };
    let book = Workbook::open(LIST.as_bytes(), "3 城厢镇.csv").unwrap();
    assert_eq!(origin(&book.survey(EntityKind::Business, &again).guess), Origin::Given);
    let again = Hints { choice: seen.guess.clone(), ..again };
    assert_eq!(origin(&book.survey(EntityKind::Business, &again).guess), Origin::Named(NamedBy::File));
    // Given otherwise, or taken away, it is so.
    let mut choice = seen.guess;
    choice.sheets[0].given.insert(Field::Jurisdiction, String::new());
    assert_eq!(read(LIST, "3 城厢镇.csv", &choice), [row("宏图客运有限公司", "", "")]);
    // Two are named: neither is taken unasked, both are offered. None: nothing is, and nothing is asked.
    let seen = survey(&format!("头闸镇企业名录,\n{LIST}"), "城厢镇.csv", &[]);
    assert_eq!((seen.sheets[0].common[0].likely.clone(), seen.questions.len()), (None, 0));
    assert_eq!(seen.sheets[0].common[0].proposals, ["头闸镇", "城厢镇"]);
    let seen = survey(LIST, "企业.csv", &[]);
    assert!(seen.questions.is_empty() && seen.guess.sheets[0].given.is_empty());
    assert!(seen.sheets[0].common[0].proposals.is_empty());
    // A column of its own says it.
    let own = "企业名称,统一社会信用代码,所属乡镇\n宏图客运有限公司,91640221MA75XXXX0A,高庄乡\n";
    assert!(survey(own, "城厢镇.csv", &[]).sheets[0].common.is_empty());
    // Where townships are what is drawn from, it is the category as well, which is asked as ever.
    let seen = survey(LIST, "城厢镇.csv", &["城厢镇", "头闸镇"]);
    let asked: Vec<_> = seen.questions.iter().map(Question::sentence).collect();
    assert_eq!(asked, ["“表格”里没有认出“类别”。请填写这些检查对象都是什么类别。"]);
    assert_eq!(read(LIST, "城厢镇.csv", &seen.guess), [row("宏图客运有限公司", "城厢镇", "城厢镇")]);
}
