//! What of a campaign goes into its archive, as values: the page has them, the worker makes the files.

use super::files::{Content, Piece};
use crate::course::{Discrepancy, Summary};
use crate::draw::Record;
use crate::export::Names;
use crate::forms::chart::{self, Chart};
use crate::forms::{Document, DrawFacts, Scope, Sheet, form2, form4, form6, form7, letter, pack, report, seal_sheet};
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
pub fn campaign_pieces(c: &CampaignFacts<'_>) -> Vec<Piece> {
    let mut pieces = papers(c);
    pieces.extend(charts(c));
    let names = if c.draw.plan.settings.publish_officers { Names::Full } else { Names::Masked };
    let record = c.record.to_json();
    let page = Content::RecordPage { record: record.clone(), names };
    pieces.extend([
        piece("公开/公开网页.html", "抽取结果的网页，可离线打开", page),
        piece("公开/公开记录.json", "公开记录，凭它可以重算全部抽取结果", Content::Text(record)),
        piece("日志/操作日志.jsonl", "每次改动一行，带上一行的摘要", Content::Text(c.log.to_owned())),
    ]);
    pieces
}

fn piece(path: impl Into<String>, about: impl Into<String>, content: Content) -> Piece {
    Piece { path: path.into(), about: about.into(), content }
}

fn papers(c: &CampaignFacts<'_>) -> Vec<Piece> {
    let f = c.draw;
    let each = |sheet| pack(f, Scope::Whole, &[sheet]);
    let form4 = form4(f, c.summary, c.discrepancies);
    let form7 = Document { foot: f.foot(), ..form7(&f.plan) };
    let documents = |path, about, documents| piece(path, about, Content::Docx(documents));
    let mut papers = vec![
        documents("表格/封存单.docx", "封存单", vec![seal_sheet(&f.seal)]),
        documents("表格/附件2.docx", "选派（抽取）记录单", vec![form2(f)]),
        documents("表格/附件3.docx", "抽查情况记录表，每户一份", each(Sheet::RecordForm)),
        documents("表格/附件4.docx", "抽查情况汇总表", vec![form4.clone()]),
        documents("表格/附件5.docx", "抽查告知书，每户一份", each(Sheet::Notice)),
        documents("表格/附件6.docx", "匹配结果人员信息", vec![form6(f)]),
        documents("表格/附件7.docx", "抽查事项表", vec![form7.clone()]),
        documents("总结报告.docx", "总结报告，可以修改", vec![report(f, c.summary, c.discrepancies, c.at)]),
    ];
    let told = f.standing().filter(|key| f.conduct.inspections.get(*key).is_some_and(|i| !i.result.is_empty()));
    let letters: Vec<_> = told.map(|key| letter(f, key)).collect();
    if !letters.is_empty() {
        papers.push(documents("表格/检查结果告知书.docx", "检查结果告知书，有结果的每户一份", letters));
    }
    let book = Content::Tables(vec![form2(f), form4, form6(f), form7]);
    papers.push(piece("表格/附件表格.xlsx", "附件2、4、6、7的表格", book));
    papers
}

/// The charts that show something.
fn charts(c: &CampaignFacts<'_>) -> impl Iterator<Item = Piece> {
    let all = [
        chart::by_result(c.summary),
        chart::by_department(c.summary),
        chart::by_category(c.summary),
        chart::by_team(c.summary),
        chart::progress(c.summary, c.at.date_naive()),
    ];
    let file = |c: Chart| piece(format!("图表/{}.svg", c.title), c.title.clone(), Content::Text(c.svg()));
    all.into_iter().filter(|c| !c.shapes.is_empty()).map(file)
}
