//! What goes into a campaign's archive, as values: the page has them, the worker makes the files.

use super::files::{Content, EntryInputs, Piece};
use crate::course::{Discrepancy, Summary, Worklist, drawn_table, result_table};
use crate::draw::Record;
use crate::export::publication_csv;
use crate::forms::chart::{self, Chart};
use crate::forms::{
    Document, DrawFacts, Scope, Sheet, approvals, form1, form2, form4, form6, form7, letter, pack, report, seal_sheet,
};
use crate::model::{NoticeForm, Stamp};

/// What is known of a campaign that was drawn.
#[derive(Debug, Clone, Copy)]
pub struct CampaignFacts<'a> {
    /// The draw and what was found.
    pub draw: &'a DrawFacts<'a>,
    /// 作废单 of each attempt that was voided.
    pub void_sheets: &'a [Document],
    /// What is inspected.
    pub list: &'a Worklist,
    /// The counts.
    pub summary: &'a Summary,
    /// What does not reconcile.
    pub discrepancies: &'a [Discrepancy],
    /// The public record; none of what was drawn by the preliminary protocol.
    pub record: Option<&'a Record>,
    /// 签到表 and 抽取现场记录, where anything is known of the meeting.
    pub meeting: &'a [(&'static str, Document)],
    /// Those present whose names are published, a role a line.
    pub present: &'a [String],
    /// The log, an entry a line as JSON.
    pub log: &'a str,
    /// The log in words.
    pub log_words: &'a str,
    /// When it was made.
    pub at: Stamp,
}

/// The forms and the report as documents, their tables and what was entered as workbooks, charts, what is published, the
/// public record and its page, the log. See [`published`].
pub fn campaign_pieces(c: &CampaignFacts<'_>) -> Vec<Piece> {
    let mut pieces = papers(c);
    pieces.extend(charts(c));
    let (conduct, settings) = (c.draw.conduct, c.draw.plan.settings);
    let entered = EntryInputs { list: c.list.clone(), conduct: conduct.clone(), settings: settings.clone() };
    pieces.push(piece("检查录入表.xlsx", "检查情况", Content::Entry { course: Box::new(entered), only: None }));
    let public =
        [("检查对象名单", drawn_table(c.list)), ("检查结果公示表", result_table(c.list, conduct, settings, None))];
    for (name, table) in public {
        pieces.push(piece(format!("公开/{name}.csv"), name, Content::Text(publication_csv(&table))));
        pieces.push(piece(format!("公开/{name}.xlsx"), name, Content::Public(table)));
    }
    pieces.extend(c.record.into_iter().flat_map(|record| published(record, settings.publish_officers, c.present)));
    pieces.extend([
        piece("日志.txt", "全部操作的文字记录", Content::Text(c.log_words.to_owned())),
        piece("日志.jsonl", "全部操作，每行一条，每条带上一条的摘要", Content::Text(c.log.to_owned())),
    ]);
    pieces
}

/// The public record, without officers and with them. With them it stands in the folder 公开 only if the county publishes
/// their names.
fn published(record: &Record, officers: bool, present: &[String]) -> [Piece; 4] {
    let folder = if officers { "公开/" } else { "" };
    let (full, withheld) = (record.to_json(), record.withheld().to_json());
    let page = |record: &String| Content::RecordPage { record: record.clone(), present: present.to_vec() };
    [
        piece(
            "公开/公开记录（不含执法人员）.html",
            "抽取结果的网页，不含执法人员，可离线打开，当场重算",
            page(&withheld),
        ),
        piece(
            "公开/公开记录（不含执法人员）.json",
            "公开记录，不含执法人员，凭它可以重算封存码、种子和每一户",
            Content::Text(withheld),
        ),
        piece(format!("{folder}公开记录.html"), "抽取结果和重算过程的网页，含执法人员姓名", page(&full)),
        piece(
            format!("{folder}公开记录.json"),
            "公开记录，含执法人员姓名，凭它可以重算全部抽取结果",
            Content::Text(full),
        ),
    ]
}

fn piece(path: impl Into<String>, about: impl Into<String>, content: Content) -> Piece {
    Piece { path: path.into(), about: about.into(), content }
}

fn papers(c: &CampaignFacts<'_>) -> Vec<Piece> {
    let f = c.draw;
    let each = |sheet| pack(f, Scope::Whole, &[sheet]);
    // An archive of a campaign that keeps no 整改 has the papers that it always had.
    let recorded = |sheet| if c.summary.rectifies { each(sheet) } else { Vec::new() };
    let form4 = form4(f, c.summary, c.discrepancies);
    let form7 = Document { foot: f.foot(), ..form7(&f.plan) };
    let told = f.standing().filter(|key| f.conduct.inspections.get(*key).is_some_and(|i| !i.result.is_empty()));
    let notice = match f.plan.settings.notice {
        NoticeForm::Letter => "表格/附件5 告知书",
        NoticeForm::Inspection => "表格/附件5 行政检查通知书",
    };
    let documents = [
        ("表格/封存单", "封存单", vec![seal_sheet(&f.seal)]),
        ("表格/附件1 实施方案", "附件1，可以修改", form1(&f.plan).into()),
        ("表格/作废单", "作废单，每次作废一份", c.void_sheets.to_vec()),
        ("表格/附件2 选派（抽取）记录单", "附件2", vec![form2(f)]),
        ("表格/附件3 抽查情况记录表", "附件3，每户一份", each(Sheet::RecordForm)),
        ("表格/附件4 抽查情况汇总表", "附件4", vec![form4.clone()]),
        (notice, "附件5，每户一份", each(Sheet::Notice)),
        ("表格/行政检查审批表", "行政检查审批表，每个部门一份", approvals(f, None)),
        ("表格/附件6 匹配结果人员信息", "附件6", vec![form6(f)]),
        ("表格/附件7 抽查事项表", "附件7", vec![form7.clone()]),
        ("表格/检查结果告知书", "检查结果告知书，有结果的每户一份", told.map(|key| letter(f, key)).collect()),
        ("表格/现场检查表单", "检查表单，事项有检查要点的每户一份", each(Sheet::Checklist)),
        ("表格/责令改正通知书", "责令改正通知书，责令改正的每户一份", recorded(Sheet::Order)),
        ("表格/整改复查记录表", "整改复查记录表，责令改正的每户一份", recorded(Sheet::Reinspection)),
        ("总结报告", "总结报告，可以修改", vec![report(f, c.summary, c.discrepancies, c.at)]),
    ];
    let some = documents.into_iter().filter(|(.., documents)| !documents.is_empty());
    let mut pieces: Vec<_> =
        some.map(|(path, about, d)| piece(format!("{path}.docx"), about, Content::Docx(d))).collect();
    let meeting = c.meeting.iter();
    pieces.extend(meeting.map(|(name, d)| piece(format!("表格/{name}.docx"), *name, Content::Docx(vec![d.clone()]))));
    let book = Content::Tables(vec![form2(f), form4, form6(f), form7]);
    pieces.push(piece("表格/附件2、4、6、7.xlsx", "各附件的表格", book));
    pieces
}

/// The charts that show something.
fn charts(c: &CampaignFacts<'_>) -> impl Iterator<Item = Piece> {
    let file = |c: Chart| piece(format!("图表/{}.svg", c.title), c.title.clone(), Content::Text(c.svg()));
    chart::charts(c.summary, c.at.date_naive()).into_iter().map(file)
}
