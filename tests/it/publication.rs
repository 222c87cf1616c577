//! What is published of the founding campaign, and how other programs read it.

use crate::common::desk::{day, drawn};
use crate::common::python;
use mingchou::course::*;
use mingchou::export::{publication_csv, publication_page, publication_workbook};
use mingchou::model::{Conduct, Digest, Inspection, Settings};
use mingchou::state::{Act, Amend};

const AUTHORITIES: &str = "县交通运输局、县公安局、县市场监管局、县运管所";

/// The first two are inspected, the second with a result that holds what must not be public, or act.
fn inspected() -> (Worklist, Conduct) {
    let (mut desk, list) = drawn();
    let of = |place: usize, d, result: &str| {
        let inspection = Inspection {
            date: Some(day(d)),
            result: result.into(),
            notes: "内部备注".into(),
            opinion: "联系13895201234".into(),
            present: Some(list.businesses[place].officers().take(2).map(|o| o.key.clone()).collect()),
            ..Inspection::default()
        };
        (list.businesses[place].key.clone(), inspection)
    };
    let entries = vec![of(0, 11, "未发现问题"), of(1, 12, "=cmd|'/c'!A1,<b>\"13895201234\"</b>")];
    desk.act_on("2018-12-14", Act::InspectMany(entries)).unwrap();
    (list, desk.campaign().current().unwrap().conduct.clone())
}

fn facts<'a>(list: &'a Worklist, settings: &'a Settings) -> NoticeFacts<'a> {
    let commitment = Digest::of("x");
    NoticeFacts { list, basis: "《工作方案》", population: 110, commitment, settings, on: day(21) }
}

#[test]
fn the_table_holds_what_may_be_public() {
    let (list, conduct) = inspected();
    let settings = Settings::default();
    let table = result_table(&list, &conduct, &settings, None);
    assert_eq!(table.title, "平罗县道路运输行业跨部门联合随机抽查检查结果公示表");
    assert_eq!(table.head, ["序号", "企业名称", "统一社会信用代码", "检查机关", "检查时间", "检查结果"]);
    assert_eq!(table.rows.len(), 2, "nine are not inspected");
    let b = &list.businesses[0];
    let authorities: Vec<_> = b.shares.iter().map(|s| s.department.as_str()).collect();
    assert_eq!(table.rows[0], ["1", &b.name, &b.code, &authorities.join("、"), "2018-12-11", "未发现问题"]);
    assert!(table.rows[1][5].contains("138****1234"));
    let only = [list.businesses[1].key.clone()].into();
    assert_eq!(result_table(&list, &conduct, &settings, Some(&only)).rows[0][1], list.businesses[1].name);
    // Officers only where the settings say so, and those who were there.
    let named = Settings { publish_officers: true, ..Settings::default() };
    let table = result_table(&list, &conduct, &named, None);
    let present: Vec<_> = b.officers().take(2).map(|o| o.name.as_str()).collect();
    assert_eq!((&*table.head[6], table.rows[0][6].as_str()), ("检查人员", present.join("、").as_str()));
    let before = drawn_table(&list);
    assert_eq!((before.rows.len(), before.head.len()), (11, 4));
    assert!(before.rows.iter().any(|row| row[3] == AUTHORITIES), "客运");
}

#[test]
fn the_notices_say_who_what_and_when() {
    let (list, conduct) = inspected();
    let settings =
        Settings {
            contact: "县交通运输局法规股".into(), contact_phone: "0952-6000000".into(), ..Settings::default()
        };
    let before = drawn_notice(&facts(&list, &settings)).text(&drawn_table(&list));
    for words in [
        "关于平罗县道路运输行业跨部门联合随机抽查检查对象名单的公告\r\n",
        "根据《工作方案》，县交通运输局会同县公安局、县安监局、县市场监管局、县运管所组织开展",
        "2018年12月3日",
        "从110户市场主体中随机抽取11户",
        "10个工作日内通过国家企业信用信息公示系统向社会公示",
        "请与县交通运输局法规股联系，电话：0952-6000000。",
        "县交通运输局\r\n2018年12月21日\r\n",
    ] {
        assert!(before.contains(words), "{words}\n{before}");
    }
    // “附后”: the list is in the text.
    for (number, b) in (1..).zip(&list.businesses) {
        let line = format!("\r\n{number}. {}；统一社会信用代码：{}；检查机关：县交通运输局", b.name, b.code);
        assert!(before.contains(&line), "{line}\n{before}");
    }
    let table = result_table(&list, &conduct, &settings, None);
    let after = result_notice(&facts(&list, &settings), &conduct, None).text(&table);
    assert!(after.contains("；检查时间：2018-12-11；检查结果：未发现问题\r\n"), "{after}");
    assert!(after.contains("于2018年12月11日至2018年12月12日对随机抽取的2户市场主体"), "{after}");
    assert!(after.contains("“未发现问题”1户") && after.contains("138****1234") && !after.contains("13895201234"));
    let one = [list.businesses[0].key.clone()].into();
    let after = result_notice(&facts(&list, &Settings::default()), &conduct, Some(&one)).text(&drawn_table(&list));
    assert!(after.contains("于2018年12月11日对随机抽取的1户"), "{after}");
    assert!(!after.contains("异议"), "nobody to ask is named");
}

/// What was published and what is put in its place, cell by cell; what was never public is not in it.
#[test]
fn a_correction_shows_what_was_and_what_is() {
    let (mut desk, list) = drawn();
    let b = &list.businesses[0];
    let of = |result: &str, d| Inspection { date: Some(day(d)), result: result.into(), ..Inspection::default() };
    let key = || b.key.clone();
    let business = vec![(key(), of("未发现问题", 11))];
    desk.act_on("2018-12-14", Act::InspectMany(business)).unwrap();
    let publish = Act::Publish { on: day(14), place: "县政府网站".into(), businesses: vec![key()] };
    desk.act_on("2018-12-14", publish).unwrap();
    let inspection = Inspection { notes: "内部备注".into(), ..of("电话13895201234", 12) };
    let (reason, approved_by) = ("录错".into(), "马局长".into());
    let amend = Act::Amend(Box::new(Amend { business: key(), inspection, reason, approved_by }));
    desk.act_on("2018-12-15", amend).unwrap();
    let conduct = desk.campaign().current().unwrap().conduct.clone();
    let settings = Settings::default();
    let corrected = to_publish_again(&list, &conduct, &settings);
    let table = correction_table(&list, &settings, &corrected);
    let pairs: Vec<_> = table.rows.iter().map(|row| (&*row[1], &*row[4], &*row[5], &*row[6])).collect();
    let name = b.name.as_str();
    let expected =
        [(name, "检查时间", "2018-12-11", "2018-12-12"), (name, "检查结果", "未发现问题", "电话138****1234")];
    assert_eq!(pairs, expected);
    let text = correction_notice(&facts(&list, &settings), corrected.len()).text(&table);
    assert!(text.starts_with("关于更正平罗县") && text.contains("1户的内容有误，现予更正（附后）"), "{text}");
    assert!(text.contains("原公示：未发现问题；更正为：电话138****1234") && !text.contains("内部备注"), "{text}");
}

/// Python's csv and html.parser and openpyxl find the same cells; nothing in them is a formula, a tag, or private.
#[test]
fn page_workbook_and_csv_hold_the_same_cells() {
    let (list, conduct) = inspected();
    let settings = Settings::default();
    let mut table = result_table(&list, &conduct, &settings, None);
    // A business with an old 注册号, and one named like a formula.
    table
        .rows
        .push(["3", "+甲,\"乙\"", "640221600012345", AUTHORITIES, "2018-12-12", "未发现问题"].map(String::from).into());
    let notice = result_notice(&facts(&list, &settings), &conduct, None);
    let (csv, page) = (publication_csv(&table), publication_page(&notice, &table));
    assert!(csv.starts_with("\u{feff}序号,企业名称,"));
    assert!(csv.contains("\r\n3,\"'+甲,\"\"乙\"\"\",\"\t640221600012345\","), "{csv}");
    assert!(csv.contains(",\"'=cmd|"), "{csv}");
    for private in ["13895201234", "内部备注"] {
        assert!(!csv.contains(private) && !page.contains(private));
    }
    assert!(!page.contains("<b>") && !page.contains("<script"));
    if !python::has("openpyxl") {
        return;
    }
    let folder = python::folder("publication");
    let files = ["a.csv", "a.xlsx", "a.html"].map(|name| folder.join(name));
    let [a, b, c] = &files;
    std::fs::write(a, &csv).unwrap();
    std::fs::write(b, publication_workbook(&table).unwrap()).unwrap();
    std::fs::write(c, &page).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_publication.py");
    let read: serde_json::Value = serde_json::from_str(&python::run(script, &[a, b, c])).unwrap();
    let head = table.head.iter().map(ToString::to_string).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(table.rows.clone()).collect();
    assert_eq!(read["xlsx"], serde_json::json!(rows));
    assert_eq!(read["html"], serde_json::json!(rows));
    assert_eq!(read["kinds"], serde_json::json!(["n", "s"]), "texts, and blanks below the title");
    assert_eq!(read["frame"], serde_json::json!(["A3", "$2:$2", table.title]));
    let signed: Vec<_> = notice.paragraphs.iter().chain(&notice.signed).collect();
    assert_eq!(read["paragraphs"], serde_json::json!(signed));
    let unguarded: Vec<Vec<String>> = serde_json::from_value::<Vec<Vec<String>>>(read["csv"].clone()).unwrap();
    let bare = |row: Vec<String>| -> Vec<String> {
        row.iter().map(|c| c.trim_start_matches(['\'', '\t']).to_owned()).collect()
    };
    assert_eq!(unguarded.into_iter().map(bare).collect::<Vec<_>>(), rows);
}
