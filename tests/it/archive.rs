//! The archive as other programs take it: unpacked by Python's zipfile, its digests checked by sha256sum, its workbook
//! read by openpyxl and LibreOffice.

use crate::common::papers;
use crate::common::papers::{conduct, record, summary, with_conduct, with_roster, worklist};
use mingchou::export::{ArchiveFacts, ArchiveFile, archive, tables};
use mingchou::forms::{form2, form4, form6, void_sheet};
use mingchou::model::{Digest, Stamp};
use mingchou::work::{CampaignFacts, campaign_pieces};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

fn at() -> Stamp {
    "2018-12-31T17:30:08+08:00".parse().unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What Python prints for a script; `None`, with a word, where it or one of its packages is not installed.
fn python(script: &str, argument: &std::path::Path) -> Option<String> {
    match Command::new("python3").args(["-B", "-c", script]).arg(argument).output() {
        Ok(out) if out.status.success() => Some(String::from_utf8(out.stdout).unwrap()),
        Ok(out) if String::from_utf8_lossy(&out.stderr).contains("ModuleNotFoundError") => {
            eprintln!("SKIPPED: {}", String::from_utf8_lossy(&out.stderr).lines().last().unwrap());
            None
        }
        Ok(out) => panic!("{}", String::from_utf8_lossy(&out.stderr)),
        Err(_) => {
            eprintln!("SKIPPED: python3 is not installed");
            None
        }
    }
}

fn made(files: Vec<ArchiveFile>) -> Vec<u8> {
    let sources = [("市场主体名录", "企业<名录>.xlsx", Digest::of("a")), ("执法人员名录", "人员.xls", Digest::of("b"))];
    let facts = ArchiveFacts {
        title: "平罗县“双随机”抽查 & 公示",
        number: "平双随机〔2018〕1号",
        commitment: Digest::of("seal"),
        sources: &sources,
        kept: &[],
        at: at(),
    };
    archive(&facts, files).unwrap()
}

fn files() -> Vec<ArchiveFile> {
    vec![
        ArchiveFile::new("表格/附件2 记录单.docx", "附件2", "two"),
        ArchiveFile::new("日志.jsonl", "操作日志", "{}\n{}\n"),
        ArchiveFile::new("表格/a:b?.txt", "名称不合规", "x"),
        ArchiveFile::new("../../坏.txt", "想出去的路径", "y"),
        ArchiveFile::new("日志.JSONL", "重名", "z"),
        ArchiveFile::new("sha256sums", "与索引重名", "s"),
    ]
}

/// What an archivist does: unpack it, and check every digest with a program that is not ours.
#[test]
fn the_digests_check_out() {
    let folder = folder("archive");
    std::fs::write(folder.join("a.zip"), made(files())).unwrap();
    let script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1] + '/a.zip'); assert z.testzip() is None; \
                  z.extractall(sys.argv[1]); print('\\n'.join(f'{i.filename} {i.date_time}' for i in z.infolist()))";
    let Some(listed) = python(script, &folder) else { return };
    let names: Vec<_> = listed.lines().map(|l| l.split(" (").next().unwrap()).collect();
    assert!(listed.lines().all(|l| l.ends_with("(2018, 12, 31, 17, 30, 8)")), "{listed}");
    for name in [
        "表格/附件2 记录单.docx",
        "日志.JSONL",
        "日志（2）.jsonl",
        "表格/a_b_.txt",
        "坏.txt",
        "说明.txt",
        "index.html",
        "SHA256SUMS",
    ] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    assert_eq!(names.len(), files().len() + 3);
    let lower: std::collections::HashSet<_> = names.iter().map(|n| n.to_lowercase()).collect();
    assert_eq!(lower.len(), names.len(), "{names:?}");
    let checked = Command::new("sha256sum")
        .args(["--strict", "-c", "SHA256SUMS"])
        .current_dir(&folder)
        .env("LC_ALL", "C.UTF-8")
        .output();
    let checked = checked.unwrap();
    let told = String::from_utf8(checked.stdout).unwrap();
    assert!(checked.status.success(), "{told}");
    assert_eq!(told.lines().filter(|l| l.ends_with(": OK")).count(), names.len() - 1, "all but the list itself");
    let index = std::fs::read_to_string(folder.join("index.html")).unwrap();
    assert!(index.contains("企业&lt;名录&gt;.xlsx") && index.contains(&Digest::of("a").to_string()));
    assert!(index.contains("href=\"%E8%A1%A8%E6%A0%BC/a_b_.txt\""), "{index}");
    // Dressed as the public page, folder by folder, what lies in none last.
    assert!(index.contains(include_str!("../../src/export/publication.css").lines().next().unwrap()));
    let places =
        ["<h2>表格</h2>", "附件2 记录单.docx</a>", "<h2>其他文件</h2>", "坏.txt</a>"].map(|p| index.find(p).unwrap());
    assert!(places.is_sorted(), "{index}");
    assert_eq!(index.matches("<a href").count(), files().len());
    let readme = std::fs::read_to_string(folder.join("说明.txt")).unwrap();
    assert!(
        readme.contains("人员.xls") && readme.contains(&Digest::of("b").to_string()) && readme.contains("操作日志")
    );
    // A changed file is found.
    std::fs::write(folder.join("坏.txt"), "Y").unwrap();
    let checked = Command::new("sha256sum").args(["-c", "SHA256SUMS"]).current_dir(&folder).output().unwrap();
    assert!(!checked.status.success());
}

#[test]
fn the_same_files_are_the_same_bytes_in_any_order() {
    let mut turned = files();
    turned.swap(0, 3);
    assert!(made(files()) == made(turned));
}

/// Every row of the tables as openpyxl reads it: text is text, counts are numbers, nothing is a formula.
#[test]
fn workbooks_hold_the_tables() {
    let folder = folder("tables");
    let (form2_rows, books) = with_roster(1, 30, |f| {
        let rows: Vec<Vec<String>> = f
            .outcome
            .businesses
            .iter()
            .map(|k| {
                let b = f.businesses[k];
                vec![b.name.clone(), b.code.clone(), b.phone.clone()]
            })
            .collect();
        (rows, tables(&[form2(f), form6(f), form4(f, &summary(f), &[])], at()).unwrap())
    });
    std::fs::write(folder.join("t.xlsx"), &books).unwrap();
    let script = r#"
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1] + '/t.xlsx')
print(json.dumps({s.title: {
    'rows': [[c.value for c in r] for r in s.iter_rows()],
    'types': sorted({c.data_type for r in s.iter_rows() for c in r}),
    'frozen': s.freeze_panes, 'repeated': s.print_title_rows, 'landscape': s.page_setup.orientation,
    'paper': s.page_setup.paperSize, 'fit': s.page_setup.fitToHeight, 'width': s.column_dimensions['B'].width,
} for s in book}, ensure_ascii=False))
"#;
    let Some(read) = python(script, &folder) else { return };
    let read: Value = serde_json::from_str(&read).unwrap();
    let sheet = &read["附件2 一、抽取的市场主体"];
    assert_eq!(sheet["frozen"], "A3");
    assert_eq!(sheet["repeated"], "$1:$2");
    assert_eq!((&sheet["paper"], &sheet["fit"]), (&9.into(), &0.into()));
    let rows = sheet["rows"].as_array().unwrap();
    assert_eq!(rows[1][2], "统一社会信用代码");
    assert_eq!(rows.len(), 2 + form2_rows.len());
    for (row, wanted) in rows[2..].iter().zip(&form2_rows) {
        assert_eq!([&row[1], &row[2], &row[6]].map(|v| v.as_str().unwrap()), [&wanted[0], &wanted[1], &wanted[2]]);
    }
    // A row an officer, two of each department: the business's name in each of its rows.
    let six = &read["附件6 一、匹配结果"]["rows"];
    assert!(six[2][1].is_string() && six[2][1] == six[3][1] && six[2][1] == six[4][1], "{six}");
    assert!(six[2][4] == six[3][4] && six[2][4] != six[4][4] && six[2][5] != six[3][5], "{six}");
    let four = &read["附件4 一、汇总"];
    assert_eq!(four["landscape"], "landscape");
    let total = four["rows"].as_array().unwrap().last().unwrap();
    assert_eq!((&total[2], &total[3], &total[4], &total[6]), (&"合计".into(), &33.into(), &0.into(), &0.into()));
    for (name, sheet) in read.as_object().unwrap() {
        assert!(!sheet["types"].as_array().unwrap().contains(&"f".into()), "{name} holds a formula");
    }
}

/// LibreOffice reads the same rows.
#[test]
fn libreoffice_opens_the_workbook() {
    let folder = folder("tables-libre");
    let (wanted, book) = with_roster(1, 30, |f| {
        let row = |(n, key): (usize, &String)| {
            let b = f.businesses[key];
            let (category, person) = (&b.categories[0], &b.legal_person);
            format!("{n},{},{},{category},{},{person},{}", b.name, b.code, b.address, b.phone)
        };
        let rows: Vec<String> = (1..).zip(&f.outcome.businesses).map(row).collect();
        (rows, tables(&[form2(f)], at()).unwrap())
    });
    std::fs::write(folder.join("t.xlsx"), book).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
    let args = ["--headless", "--norestore", profile.as_str(), "--convert-to", csv, "t.xlsx"];
    let Ok(out) = Command::new("soffice").args(args).current_dir(&folder).output() else {
        eprintln!("SKIPPED: LibreOffice is not installed");
        return;
    };
    assert!(out.status.success());
    let read = std::fs::read_to_string(folder.join("t.csv")).unwrap();
    let rows: Vec<_> = read.lines().skip(1).collect();
    assert_eq!(rows[0], "序号,市场主体名称,统一社会信用代码,类别,地址,联系人,电话");
    assert_eq!(rows[1..], wanted);
}

/// What a team typed is never run.
#[test]
fn nothing_typed_acts_as_a_formula() {
    let folder = folder("formulas");
    let mut conduct = conduct();
    conduct.inspections.get_mut(papers::FIRST).unwrap().result = "=HYPERLINK(\"x\")".into();
    let book = with_conduct(&conduct, |f| tables(&[form4(f, &summary(f), &[])], at()).unwrap());
    std::fs::write(folder.join("f.xlsx"), book).unwrap();
    let script = "import sys, openpyxl; s = openpyxl.load_workbook(sys.argv[1] + '/f.xlsx')['附件4 二、清单']; \
                  c = s['E3']; print(c.data_type, c.quotePrefix, c.value)";
    let Some(read) = python(script, &folder) else { return };
    assert_eq!(read.trim(), "s True =HYPERLINK(\"x\")");
}

/// The whole archive of a campaign: digests by sha256sum, the record by the independent verifier, documents by python-docx.
#[test]
fn a_campaign_is_archived_whole() {
    let folder = folder("campaign");
    let v = papers::vector();
    let pieces = with_conduct(&conduct(), |f| {
        let record = record(f, &v);
        let summary = summary(f);
        let (list, log) = (worklist(f), "{}\n");
        let c = CampaignFacts {
            draw: f,
            void_sheets: &[papers::with_void(&v, v.contributions.len(), void_sheet)],
            list: &list,
            summary: &summary,
            discrepancies: &[],
            record: Some(&record),
            meeting: &[],
            present: &[],
            log,
            log_words: "2018-12-21 抽取\r\n",
            at: at(),
        };
        campaign_pieces(&c)
    });
    let filed = pieces.into_iter().map(|p| ArchiveFile::new(p.path, p.about, p.content.make(at()).unwrap()));
    let files: Vec<_> = filed.collect();
    for file in files.iter().filter(|f| f.path.starts_with("公开/") && !f.path.ends_with(".xlsx")) {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        assert!(!text.contains("13800000000") && !text.contains("人民路1号"), "{}", file.path);
        assert!(!text.contains("执法员0-0"), "{}", file.path);
    }
    std::fs::write(folder.join("a.zip"), made(files)).unwrap();
    let script = r#"
import pathlib, sys, zipfile, docx
folder = pathlib.Path(sys.argv[1])
zipfile.ZipFile(folder / 'a.zip').extractall(folder)
for path in sorted(folder.rglob('*.docx')):
    document = docx.Document(path)
    print(path.stem.split(" ")[0], len(document.sections), len(document.tables))
"#;
    let Some(read) = python(script, &folder) else { return };
    let sections: std::collections::BTreeMap<_, _> =
        read.lines().map(|l| (l.split(' ').next().unwrap(), l.split(' ').nth(1).unwrap())).collect();
    let wanted =
        [("附件2", "1"), ("作废单", "1"), ("附件3", "5"), ("附件5", "5"), ("检查结果告知书", "1"), ("总结报告", "1")];
    for (name, count) in wanted {
        assert_eq!(sections.get(name), Some(&count), "{name}: {read}");
    }
    let run = |program: &str, args: &[&str]| {
        let out = Command::new(program).args(args).current_dir(&folder).output().unwrap();
        assert!(
            out.status.success(),
            "{}{}",
            String::from_utf8_lossy(&out.stdout),
            String::from_utf8_lossy(&out.stderr)
        );
    };
    run("sha256sum", &["--strict", "--quiet", "-c", "SHA256SUMS"]);
    run("python3", &["-B", concat!(env!("CARGO_MANIFEST_DIR"), "/tools/verify.py"), "公开记录.json"]);
}
