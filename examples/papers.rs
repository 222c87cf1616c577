//! `cargo run --example papers -- FOLDER`: every paper of a small campaign as .docx, one file each and the whole pack, and
//! its charts.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "an example may fail loudly")]

#[path = "../tests/common/papers.rs"]
mod papers;

use mingchou::export::{docx, tables};
use mingchou::forms::*;
use std::path::Path;

fn main() {
    let folder = std::env::args().nth(1).expect("a folder");
    let at = "2018-12-21T09:00:00+08:00".parse().unwrap();
    let write = |name: &str, documents: &[Document]| {
        std::fs::write(Path::new(&folder).join(name), docx(documents, at).unwrap()).unwrap();
    };
    let v = papers::vector();
    papers::with_void(&v, 3, |f| write("void.docx", &[void_sheet(f)]));
    // 20 businesses × 5 departments × long names, by teams and by household.
    for (name, teams, whole) in [("standard", Some(4), false), ("household", None, true)] {
        papers::with_standard(teams, whole, |f| {
            write(&format!("{name}-form2-form6.docx"), &[form2(f), form6(f)]);
            write(&format!("{name}-seal.docx"), &[seal_sheet(&f.seal)]);
            write(
                &format!("{name}-form4-form7-report.docx"),
                &[form4(f, &papers::summary(f), &[]), form7(&f.plan), report(f, &papers::summary(f), &[], at)],
            );
            let some: Vec<_> = f.standing().take(3).collect();
            write(
                &format!("{name}-field.docx"),
                &pack_of(f, &some, &[Sheet::Notice, Sheet::RecordForm, Sheet::Letter]),
            );
            let all = [form2(f), form4(f, &papers::summary(f), &[]), form6(f), form7(&f.plan)];
            std::fs::write(Path::new(&folder).join(format!("{name}.xlsx")), tables(&all, at).unwrap()).unwrap();
        });
    }
    papers::with_vector(&papers::last_round(), |f| write("last-round.docx", &[form2(f), form6(f)]));
    papers::with_conduct(&papers::conduct(), |f| {
        write("nonce.docx", &[nonce_sheet(&f.seal, v.nonce)]);
        write("seal.docx", &[seal_sheet(&f.seal)]);
        write("form2.docx", &[form2(f)]);
        write("form3.docx", &[form3(f, papers::FIRST)]);
        write("form3-blank.docx", &[form3(f, papers::DANGEROUS)]);
        write("form4.docx", &[form4(f, &papers::summary(f), &[])]);
        write("form5.docx", &[form5(f, papers::DANGEROUS)]);
        write("form6.docx", &[form6(f)]);
        write("form7.docx", &[form7(&f.plan)]);
        write("letter.docx", &[letter(f, papers::FIRST)]);
        let summary = papers::summary(f);
        write("report.docx", &[report(f, &summary, &[], at)]);
        let charts = [
            ("results", chart::by_result(&summary)),
            ("departments", chart::by_department(&summary)),
            ("categories", chart::by_category(&summary)),
            ("progress", chart::progress(&summary, at.date_naive())),
        ];
        for (name, chart) in charts {
            std::fs::write(Path::new(&folder).join(format!("{name}.svg")), chart.svg()).unwrap();
        }
        let sheets = [Sheet::Form2, Sheet::Form6, Sheet::Form7, Sheet::Notice, Sheet::RecordForm];
        write("pack.docx", &pack(f, Scope::Whole, &sheets));
    });
}
