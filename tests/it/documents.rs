//! The .docx that we write, as other programs read it: python-docx cell by cell, LibreOffice page by page.

use crate::common::papers::{
    FIRST, conduct, facts, rosters, summary, vector, with_conduct, with_facts, with_roster, with_standard, with_void,
};
use mingchou::export::docx;
use mingchou::forms::*;
use mingchou::model::Finding;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn write(name: &str, documents: &[Document]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, docx(documents, "2018-12-21T09:00:00+08:00".parse().unwrap()).unwrap()).unwrap();
    path
}

/// What a program prints; `None`, with a word, where it is not installed.
fn printed(program: &str, args: &[&str]) -> Option<String> {
    match Command::new(program).args(args).output() {
        Ok(out) if out.status.success() => Some(String::from_utf8(out.stdout).unwrap()),
        Ok(out) => panic!("{program} {args:?}: {}", String::from_utf8_lossy(&out.stderr)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("SKIPPED: {program} is not installed, what it reads was not compared");
            None
        }
        Err(e) => panic!("{e}"),
    }
}

/// What python-docx finds; `None` where it is not installed.
fn read(path: &Path) -> Option<Value> {
    let here = printed("python3", &["-c", "import importlib.util as u; print(bool(u.find_spec('docx')))"])?;
    if here.trim() != "True" {
        eprintln!("SKIPPED: python-docx is not installed, the documents were not read with it");
        return None;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_docx.py");
    Some(serde_json::from_str(&printed("python3", &["-B", script, path.to_str().unwrap()])?).unwrap())
}

/// The pages' texts as LibreOffice lays them out, without white space, and their sizes in points.
fn pages(path: &Path) -> Option<Vec<(String, [u32; 2])>> {
    // A profile of its own: two of them at a time would wait for one another.
    let folder = path.with_extension("pdfs");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let out = folder.to_str().unwrap();
    printed(
        "soffice",
        &["--headless", "--norestore", &profile, "--convert-to", "pdf", "--outdir", out, path.to_str().unwrap()],
    )?;
    let pdf = folder.join(path.with_extension("pdf").file_name().unwrap());
    let pdf = pdf.to_str().unwrap();
    let text = printed("pdftotext", &["-raw", pdf, "-"])?;
    let sizes = printed("pdfinfo", &["-l", "9999", pdf])?;
    let points = |w: &str| w.parse::<f64>().ok().map(|p| p.round() as u32);
    let sizes = sizes.lines().filter(|l| l.starts_with("Page ") && l.contains(" size:")).map(|l| {
        let mut numbers = l.split_whitespace().skip(2).filter_map(points);
        [numbers.next().unwrap(), numbers.next().unwrap()]
    });
    let flat = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect();
    Some(text.split('\u{c}').map(flat).zip(sizes).collect())
}

fn flat(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn tables(read: &Value) -> Vec<&Vec<Value>> {
    read["blocks"].as_array().unwrap().iter().filter_map(|b| b["rows"].as_array()).collect()
}

/// The texts of a row; null where a cell goes on from above.
fn cells(row: &Value) -> Vec<Option<&str>> {
    row["cells"].as_array().unwrap().iter().map(|c| c["text"].as_str()).collect()
}

/// The same without white space: names and numbers end a line only between two of them.
fn words(row: &Value) -> Vec<Option<String>> {
    cells(row).into_iter().map(|text| text.map(flat)).collect()
}

/// Each of 附件2's rows against the roster's own.
#[test]
fn form2_holds_what_the_roster_says() {
    let (path, drawn) = with_roster(1, 30, |f| {
        (write("form2.docx", &[form2(f)]), f.outcome.businesses.iter().map(|k| (*k).clone()).collect::<Vec<String>>())
    });
    let Some(read) = read(&path) else { return };
    let roster: HashMap<String, _> = rosters(1).0.into_iter().map(|b| (b.key(), b)).collect();
    let tables = tables(&read);
    // Between the facts and the list stands the code with its lines.
    let rows = tables[2];
    assert_eq!(rows.len(), 1 + drawn.len());
    assert_eq!(drawn.len(), 6 + 12 + 3 + 3 + 9, "30 % of 20, 40, 10, 10 and 30");
    assert!(rows[0]["header"] == true && rows.iter().skip(1).all(|r| r["header"] == false));
    assert!(rows.iter().all(|r| r["whole"] == true));
    for (n, key) in (1..).zip(&drawn) {
        let b = &roster[key];
        let number = n.to_string();
        let wanted = [&number, &b.name, &b.code, &b.categories[0], &b.address, &b.legal_person, &b.phone];
        assert_eq!(cells(&rows[n]), wanted.map(|text| Some(text.as_str())), "row {n}");
    }
    let officers: HashMap<String, _> = rosters(1).1.into_iter().map(|o| (o.certificate.clone(), o)).collect();
    assert_eq!(tables[3].len(), 1 + 5 * 8);
    for row in tables[3].iter().skip(1) {
        let [_, name, department, certificate, _] = cells(row)[..] else { panic!("{row}") };
        let officer = &officers[certificate.unwrap()];
        assert_eq!((name.unwrap(), department.unwrap()), (officer.name.as_str(), officer.department.as_str()));
    }
    assert_eq!(read["title"], "跨部门联合“双随机”抽查执法人员、市场主体选派（抽取）记录单");
}

/// Every table of every paper, cell by cell, merged cells included.
#[test]
fn every_cell_is_where_the_form_has_it() {
    let documents = with_conduct(&conduct(), every);
    let Some(read) = read(&write("every.docx", &documents)) else { return };
    let mut found = tables(&read).into_iter();
    let mut compare = |block: &Block| match block {
        Block::Table(t) => {
            let rows = found.next().unwrap();
            let heads: Vec<_> = t.columns.iter().map(|c| Some(c.head.as_ref())).collect();
            assert_eq!(cells(&rows[0]), heads);
            let placed: Vec<_> = t.groups.iter().flat_map(|g| t.placed(g)).collect();
            assert_eq!(rows.len(), 1 + placed.len());
            for (row, placed) in rows.iter().skip(1).zip(placed) {
                let mut wanted = vec![None; t.columns.len()];
                placed.iter().for_each(|(column, cell)| wanted[*column] = Some(flat(&cell.text)));
                assert_eq!(words(row), wanted);
            }
        }
        Block::Facts(rows) => {
            let found = found.next().unwrap();
            assert_eq!(found.len(), rows.len());
            for (row, facts) in found.iter().zip(rows) {
                let wanted: Vec<_> = facts.iter().flat_map(|f| [Some(flat(&f.label)), Some(flat(&f.value))]).collect();
                assert_eq!(words(row), wanted);
                let spans = row["cells"].as_array().unwrap().iter().map(|c| c["span"].as_u64().unwrap());
                assert_eq!(spans.sum::<u64>(), 6);
            }
        }
        Block::Code { lines, .. } => {
            let [row] = &found.next().unwrap()[..] else { panic!("the code and its lines are one row") };
            assert_eq!(cells(row), [Some(""), Some(lines.join("\n").as_str())]);
        }
        Block::Signatures(rows) => {
            let found = found.next().unwrap();
            let labels: Vec<_> = found.iter().flat_map(cells).map(Option::unwrap).collect();
            assert_eq!(labels, rows.iter().flatten().collect::<Vec<_>>());
        }
        _ => {}
    };
    for block in documents.iter().flat_map(|d| &d.blocks) {
        match block {
            Block::Together(blocks) => blocks.iter().for_each(&mut compare),
            block => compare(block),
        }
    }
    assert!(found.next().is_none());
    // 29 mm of one side is 210 and 297; the margins of a letter are those of GB/T 9704.
    let sections = read["sections"].as_array().unwrap();
    assert_eq!(sections.len(), documents.len());
    for (section, document) in sections.iter().zip(&documents) {
        let (size, margins) = match document.layout {
            Layout::Letter => ([210, 297], [37, 26, 35, 28]),
            Layout::Wide => ([297, 210], [20, 20, 22, 20]),
            Layout::Form => ([210, 297], [20, 20, 22, 25]),
            Layout::Sheet => ([210, 297], [14, 18, 20, 22]),
        };
        assert_eq!(section["size"], serde_json::json!(size), "{:?}", document.title);
        assert_eq!(section["margins"], serde_json::json!(margins));
        assert_eq!(section["landscape"], document.layout == Layout::Wide);
        let foot = section["foot"].as_str().unwrap();
        assert!(foot.starts_with("第1页，共") && foot.ends_with(&document.foot.replace('\n', "")), "{section}");
    }
    let paragraphs: Vec<_> = read["blocks"].as_array().unwrap().iter().filter_map(|b| b["text"].as_str()).collect();
    for document in &documents {
        assert!(paragraphs.contains(&document.title.join("\n").as_str()), "{:?}", document.title);
    }
    assert_eq!(
        read["blocks"].as_array().unwrap().iter().filter(|b| b["picture"] == true).count(),
        2,
        "the codes of 附件2 and of the seal"
    );
}

fn every(f: &DrawFacts<'_>) -> Vec<Document> {
    let sheets = [Sheet::Form2, Sheet::Form6, Sheet::Form7, Sheet::Notice, Sheet::RecordForm, Sheet::Letter];
    let mut documents = pack(f, Scope::Whole, &sheets);
    documents.extend([seal_sheet(&f.seal), form4(f, &summary(f), &[])]);
    let v = vector();
    documents.extend([nonce_sheet(&f.seal, v.nonce), with_void(&v, 3, void_sheet)]);
    documents
}

/// On paper: each row of a long table is whole and below a header, every page has its foot, wide pages lie on their side.
#[test]
fn pages_break_between_rows_below_repeated_headers() {
    let (documents, names) = with_roster(3, 90, |f| {
        let team = |key: &String| f.teams.iter().find(|t| t.businesses.contains(key)).unwrap().number;
        let told = |k: &String| (f.businesses[k].name.clone(), f.businesses[k].code.clone(), team(k));
        let names: Vec<_> = f.outcome.businesses.iter().map(told).collect();
        (vec![form2(f), form4(f, &summary(f), &[])], names)
    });
    assert_eq!(names.len(), 54 + 108 + 27 + 27 + 81);
    let Some(pages) = pages(&write("long.docx", &documents)) else { return };
    let wide = pages.iter().position(|(_, size)| *size == [842, 595]).unwrap();
    assert!(
        pages[..wide].iter().all(|(_, size)| *size == [595, 842])
            && pages[wide..].iter().all(|(_, size)| *size == [842, 595])
    );
    assert!(wide > 10, "{wide} pages");
    for (n, (text, _)) in pages.iter().enumerate() {
        let (foot, number) = (flat(&documents[0].foot), if n < wide { n + 1 } else { n + 1 - wide });
        assert!(text.contains(&foot) && text.contains(&format!("第{number}页")), "page {}: {text}", n + 1);
    }
    for (i, (name, code, team)) in names.iter().enumerate() {
        // A name that is set over two lines is one text again without white space.
        let row = format!("{}{name}{code}", i + 1);
        let on: Vec<_> = pages[..wide].iter().filter(|(text, _)| text.contains(&row)).collect();
        assert_eq!(on.len(), 1, "{row} is whole on one page");
        assert!(on[0].0.contains("序号市场主体名称统一社会信用代码类别地址联系人电话"), "{row} stands below a header");
        let row = format!("{}{name}第{team}组", i + 1);
        let on: Vec<_> = pages[wide..].iter().filter(|(text, _)| text.contains(&row)).collect();
        assert_eq!(on.len(), 1, "{row} is whole on one wide page");
        assert!(on[0].0.contains("序号企业检查组检查日期结果问题处置公示日期"), "{row} stands below a header");
    }
}

/// Whoever signs a later page of 附件3 signs the paper of that business; the receipt is not torn in two.
#[test]
fn papers_of_one_business_say_so_on_every_page() {
    let documents = with_roster(1, 10, |f| pack(f, Scope::Whole, &FIELD));
    assert_eq!(documents.len(), 2 * 11);
    let Some(pages) = pages(&write("field.docx", &documents)) else { return };
    let mut at = 0;
    for document in &documents {
        let foot = flat(&document.foot);
        let own = pages[at..].iter().take_while(|(text, _)| text.contains(&foot)).count();
        // The next paper, of the same business, has the same foot: it begins with its label.
        let own = (1..own).find(|i| pages[at + i].0.starts_with("附件")).unwrap_or(own);
        // Page 1 of a document of its own, and of how many.
        for (n, (text, _)) in (1..).zip(&pages[at..at + own]) {
            assert!(text.contains(&format!("第{n}页，共{own}页{foot}")), "{n} of {own}: {text}");
        }
        assert!(
            own >= 1 && pages[at].0.starts_with(document.label.as_ref()),
            "{} page {at}: {}",
            document.label,
            pages[at].0
        );
        if document.label == "附件5" {
            assert!(own <= 2, "a notice is the two sides of a sheet, not {own} pages");
            let last = &pages[at + own - 1].0;
            for part in ["回执", "已收到", "收件人（签字）", "送达人（签字）"] {
                assert!(last.contains(part), "{part}: {last}");
            }
        }
        at += own;
    }
    assert_eq!(at, pages.len());
}

/// Many findings, long names: no row is cut, each stands below the header.
#[test]
fn a_long_record_form_breaks_between_rows() {
    let mut conduct = conduct();
    let inspection = conduct.inspections.get_mut(FIRST).unwrap();
    let long = |n: usize| format!("第{n}个问题，{}完", "情况说明写得很长很长".repeat(n % 12));
    let finding = |n: usize| Finding {
        department: ["县公安局", "县运管所"][n % 2].into(),
        item: format!("另加事项{n}"),
        problem: long(n),
        handling: "责令改正".into(),
    };
    inspection.findings = (0..60).map(finding).collect();
    let document = with_conduct(&conduct, |f| form3(f, FIRST));
    let Some(pages) = pages(&write("long-record.docx", &[document])) else { return };
    assert!(pages.len() > 4, "{}", pages.len());
    for n in 0..60 {
        let row = format!("另加事项{n}{}责令改正", long(n));
        let on: Vec<_> = pages.iter().filter(|(text, _)| text.contains(&row)).collect();
        assert_eq!(on.len(), 1, "{row}");
        assert!(on[0].0.contains("部门检查事项发现问题情况处置情况"), "{row} stands below the header");
    }
    let signed = pages.iter().find(|(text, _)| text.contains("组长审核意见（签名）")).unwrap();
    assert!(signed.0.contains("备注"), "those who sign see what they sign: {}", signed.0);
}

/// Wherever the page ends, the receipt is on one page, and so are name and seal.
#[test]
fn what_belongs_together_stays_on_a_page() {
    let notice = with_roster(1, 10, |f| form5(f, &f.outcome.businesses[0]));
    let longer = |n: usize| {
        let mut document = notice.clone();
        document.blocks.splice(1..1, vec![Block::Text { text: "一行".into(), set: Para::Flush }; n]);
        document
    };
    let documents: Vec<_> = (0..22).map(longer).collect();
    let Some(pages) = pages(&write("longer.docx", &documents)) else { return };
    let receipts: Vec<_> = pages.iter().filter(|(text, _)| text.contains("回执")).collect();
    assert_eq!(receipts.len(), documents.len());
    for (text, _) in receipts {
        assert!(text.contains("送达人（签字）"), "{text}");
    }
    for (text, _) in pages.iter().filter(|(text, _)| text.contains("（公章）")) {
        assert!(text.contains("联系人："), "{text}");
    }
}

/// The names of 附件3 are as long as they come, and five departments of two inspect: it is one sheet nevertheless.
#[test]
fn a_record_form_with_long_names_is_one_page() {
    let forms = with_standard(Some(4), false, |f| f.standing().map(|key| form3(f, key)).collect::<Vec<_>>());
    let longest = forms.iter().map(|d| facts(d)["被检查单位"].chars().count()).max();
    assert!(forms.len() == 21 && longest >= Some(60), "{longest:?}");
    let Some(pages) = pages(&write("long-names.docx", &forms)) else { return };
    let of_two: Vec<_> = pages.iter().filter(|(text, _)| !text.contains("第1页，共1页")).collect();
    assert!(of_two.is_empty() && pages.len() == forms.len(), "{of_two:?}");
}

/// Wherever the page ends, whoever signs sees a part of what is signed, and the notes about it, on the same page.
#[test]
fn signatures_never_stand_alone() {
    let longer = |document: &Document, n: usize| {
        let mut document = document.clone();
        document.blocks.splice(1..1, vec![Block::Text { text: "一行".into(), set: Para::Flush }; n]);
        document
    };
    let (seal, v) = (with_facts(|f| seal_sheet(&f.seal)), vector());
    for (name, document, wanted) in [
        ("seal", seal, ["封存人（签字）", "本单的作用", "3县市场监管局"]),
        ("void", with_void(&v, 2, void_sheet), ["批准人王某（签字）", "各方请拍下", "3县市场监管局没有报数"]),
        ("void-drawn", with_void(&v, 3, void_sheet), ["批准人王某（签字）", "各方请拍下", "已抽出、现作废的"]),
    ] {
        let documents: Vec<_> = (0..34).map(|n| longer(&document, n)).collect();
        let Some(pages) = pages(&write(&format!("longer-{name}.docx"), &documents)) else { return };
        assert!(pages.len() > documents.len(), "{name}: some take two pages");
        let signed: Vec<_> = pages.iter().filter(|(text, _)| text.contains(&flat(wanted[0]))).collect();
        assert_eq!(signed.len(), documents.len(), "{name}");
        for (text, _) in signed {
            assert!(wanted.iter().all(|part| text.contains(&flat(part))), "{name}: {text}");
        }
        // Nor is there a page that holds nothing but its foot.
        let foot = flat(&document.foot);
        for (text, _) in &pages {
            assert!(text.find(&foot).is_some_and(|at| at > "第1页，共1页".len()), "{name}: {text}");
        }
    }
}

#[test]
fn the_same_papers_are_the_same_bytes() {
    let once = || {
        let at = "2018-12-21T09:00:00+08:00".parse().unwrap();
        with_facts(|f| docx(&[form3(f, FIRST), seal_sheet(&f.seal)], at).unwrap())
    };
    assert!(once() == once());
}
