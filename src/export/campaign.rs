//! What of a campaign goes into its archive.

use super::archive::Filed;
use super::docx::docx;
use super::record_page::{Names, record_page};
use super::safe::ExportError;
use super::tables::tables;
use crate::course::{Discrepancy, Summary};
use crate::draw::{Record, verify};
use crate::forms::{
    Document, DrawFacts, Scope, Sheet, chart, form2, form4, form6, form7, letter, pack, report, seal_sheet,
};
use crate::model::Stamp;

/// What is known of a campaign that was drawn.
#[derive(Debug, Clone, Copy)]
pub struct CampaignFacts<'a> {
    /// The draw and what was found.
    pub draw: &'a DrawFacts<'a>,
    /// The counts.
    pub summary: &'a Summary,
    /// What does not reconcile.
    pub discrepancies: &'a [Discrepancy],
    /// The public record.
    pub record: &'a Record,
    /// The log, an entry a line as JSON.
    pub log: &'a str,
    /// When it was made.
    pub at: Stamp,
}

/// The forms and the report as documents, their tables as a workbook, charts, the public record and its page, the log.
/// The page names officers only if the settings say so. What else belongs to a campaign is added by the caller.
///
/// # Errors
/// [`ExportError`] if one of them can't be written.
pub fn campaign_files(c: &CampaignFacts<'_>) -> Result<Vec<Filed>, ExportError> {
    let mut files = papers(c)?;
    files.extend(charts(c));
    let names = if c.draw.plan.settings.publish_officers { Names::Full } else { Names::Masked };
    let page = record_page(c.record, &verify(c.record), names);
    files.extend([
        Filed::new("公开/公开网页.html", "抽取结果的网页，可离线打开", page),
        Filed::new("公开/公开记录.json", "公开记录，凭它可以重算全部抽取结果", c.record.to_json()),
        Filed::new("日志/操作日志.jsonl", "每次改动一行，带上一行的摘要", c.log),
    ]);
    Ok(files)
}

fn papers(c: &CampaignFacts<'_>) -> Result<Vec<Filed>, ExportError> {
    let f = c.draw;
    let each = |sheet| pack(f, Scope::Whole, &[sheet]);
    let form4 = form4(f, c.summary, c.discrepancies);
    let form7 = Document { foot: f.foot(), ..form7(&f.plan) };
    let mut papers: Vec<(&str, &str, Vec<Document>)> = vec![
        ("表格/封存单.docx", "封存单", vec![seal_sheet(&f.seal)]),
        ("表格/附件2.docx", "选派（抽取）记录单", vec![form2(f)]),
        ("表格/附件3.docx", "抽查情况记录表，每户一份", each(Sheet::RecordForm)),
        ("表格/附件4.docx", "抽查情况汇总表", vec![form4.clone()]),
        ("表格/附件5.docx", "抽查告知书，每户一份", each(Sheet::Notice)),
        ("表格/附件6.docx", "匹配结果人员信息", vec![form6(f)]),
        ("表格/附件7.docx", "抽查事项表", vec![form7.clone()]),
        ("总结报告.docx", "总结报告，可以修改", vec![report(f, c.summary, c.discrepancies, c.at)]),
    ];
    let told = f.standing().filter(|key| f.conduct.inspections.get(*key).is_some_and(|i| !i.result.is_empty()));
    let letters: Vec<_> = told.map(|key| letter(f, key)).collect();
    if !letters.is_empty() {
        papers.push(("表格/检查结果告知书.docx", "检查结果告知书，有结果的每户一份", letters));
    }
    let document =
        |(path, about, documents): (&str, &str, Vec<Document>)| Ok(Filed::new(path, about, docx(&documents, c.at)?));
    let mut files = papers.into_iter().map(document).collect::<Result<Vec<_>, ExportError>>()?;
    let book = tables(&[form2(f), form4, form6(f), form7], c.at)?;
    files.push(Filed::new("表格/附件表格.xlsx", "附件2、4、6、7的表格", book));
    Ok(files)
}

fn charts(c: &CampaignFacts<'_>) -> impl Iterator<Item = Filed> {
    let all = [
        chart::by_result(c.summary),
        chart::by_department(c.summary),
        chart::by_category(c.summary),
        chart::by_team(c.summary),
        chart::progress(c.summary, c.at.date_naive()),
    ];
    all.into_iter().map(|chart| Filed::new(format!("图表/{}.svg", chart.title), chart.title.clone(), chart.svg()))
}
