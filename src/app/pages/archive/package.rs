use super::Course;
use crate::app::make::{Job, run};
use crate::app::paperwork::{Known, of_outcome};
use crate::app::store::{Shop, use_shop};
use crate::browser::clock;
use crate::course::{drawn_table, result_table};
use crate::export::{Names, publication_csv};
use crate::forms::chart::{by_category, by_department, by_result, progress};
use crate::forms::{Scope, Sheet, form2, form4, form6, form7, pack, report, seal_sheet};
use crate::model::{Digest, Stamp, Status};
use crate::state::{Campaign, record};
use crate::work::{self, ArchiveHead, Content, Piece, Task};
use std::rc::Rc;
use yew::prelude::*;

/// 归档包: every form, workbook, public record and log as one file.
#[component]
pub fn Package(course: &Course) -> Html {
    let shop = use_shop();
    let job: Job = use_mut_ref(|| None);
    let doing = use_state_eq(|| None::<String>);
    let unfinished =
        course.list.0.businesses.iter().filter(|b| course.conduct().status(&b.key) < Status::Closed).count();
    let save = {
        let (shop, job, doing, course) = (shop.clone(), job.clone(), doing.clone(), course.clone());
        Callback::from(move |_: MouseEvent| {
            let at = clock::now();
            match task(&shop, &course, at) {
                Err(why) => shop.warn(why),
                Ok(task) => {
                    doing.set(Some("正在制作……".into()));
                    let doing = doing.clone();
                    let name = format!("{}-归档包-{}.zip", course.campaign.title(), at.format("%Y%m%d"));
                    run(&shop, &job, name, &task, move |text| doing.set(text));
                }
            }
        })
    };
    html! {
        <section class="card stack" aria-labelledby="package">
            <div class="head">
                <h2 id="package">{ "归档包" }</h2>
                <span class="right"><button type="button" class="btn main" disabled={doing.is_some()} onclick={save}>{ "导出归档包（zip）" }</button></span>
            </div>
            <p class="small">{ "含附件2至附件7、封存单、总结报告、检查录入表、公示表、公开记录（json和网页）、日志、图表，以及每个文件的SHA-256。名录原件不在包内，包内记有它们的SHA-256。" }</p>
            if unfinished > 0 { <p class="note">{ format!("还有 {unfinished} 户没有完结，现在也可以先导出一份。") }</p> }
            if let Some(text) = &*doing { <p class="small" role="status">{ text }</p> }
        </section>
    }
}

fn task(shop: &Shop, course: &Course, at: Stamp) -> Result<Task, String> {
    let campaign = &course.campaign;
    let record = record(&shop.0.model, campaign).map_err(|fault| fault.to_string())?;
    let pieces =
        of_outcome(shop, campaign, |known| pieces(known, course, at)).ok_or("还有内容没有读出来，请稍候再试")?;
    let mut pieces = pieces;
    let json = record.to_json();
    let page = |names| Content::RecordPage { record: json.clone(), names };
    add(&mut pieces, "公开/公开记录.json", "抽取的公开记录，可用来重算", Content::Text(json.clone()));
    add(&mut pieces, "公开/公开记录（隐去姓名）.html", "抽取结果网页，不含执法人员姓名", page(Names::Masked));
    add(&mut pieces, "公开记录.html", "抽取结果和重算过程的网页", page(Names::Full));
    add(&mut pieces, "日志.jsonl", "全部操作，每行一条，每条带上一条的摘要", Content::Text(log(campaign)));
    let sources = sources(shop, campaign);
    let head = ArchiveHead {
        title: campaign.title().to_owned(),
        number: campaign.plan.number.trim().to_owned(),
        commitment: record.commitment,
        sources,
    };
    Ok(Task::Archive { head: Box::new(head), pieces, at })
}

fn add(pieces: &mut Vec<Piece>, path: impl Into<String>, about: &str, content: Content) {
    pieces.push(Piece { path: path.into(), about: about.into(), content });
}

fn pieces(known: &Known<'_>, course: &Course, at: Stamp) -> Vec<Piece> {
    let f = &known.facts;
    let mut all = Vec::new();
    let four = form4(f, known.summary, known.discrepancies);
    let forms = [
        ("封存单", vec![seal_sheet(&f.seal)]),
        ("附件2 选派（抽取）记录单", vec![form2(f)]),
        ("附件3 抽查情况记录表", pack(f, Scope::Whole, &[Sheet::RecordForm])),
        ("附件4 抽查情况汇总表", vec![four.clone()]),
        ("附件5 告知书", pack(f, Scope::Whole, &[Sheet::Notice])),
        ("附件6 匹配结果人员信息", vec![form6(f)]),
        ("附件7 抽查事项表", vec![form7(&f.plan)]),
        ("检查结果告知书", pack(f, Scope::Whole, &[Sheet::Letter])),
        ("总结报告", vec![report(f, known.summary, known.discrepancies, at)]),
    ];
    for (name, documents) in forms {
        add(&mut all, format!("表格/{name}.docx"), name, Content::Docx(documents));
    }
    let tables = vec![form2(f), four, form6(f), form7(&f.plan)];
    add(&mut all, "表格/附件2、4、6、7.xlsx", "各附件的表格", Content::Tables(tables));
    let (list, conduct, settings) = (&course.list.0, course.conduct(), &course.campaign.settings);
    let entered = work::Course { list: (**list).clone(), conduct: conduct.clone(), settings: settings.clone() };
    add(&mut all, "检查录入表.xlsx", "检查情况", Content::Entry { course: Box::new(entered), only: None });
    for (name, table) in
        [("检查对象名单", drawn_table(list)), ("检查结果公示表", result_table(list, conduct, settings, None))]
    {
        add(&mut all, format!("公开/{name}.csv"), name, Content::Text(publication_csv(&table)));
        add(&mut all, format!("公开/{name}.xlsx"), name, Content::Public(table));
    }
    let s = known.summary;
    let charts = [
        ("检查结果", by_result(s)),
        ("部门", by_department(s)),
        ("类别", by_category(s)),
        ("进度", progress(s, at.date_naive())),
    ];
    for (name, chart) in charts {
        add(&mut all, format!("图表/{name}.svg"), &chart.title, Content::Text(chart.svg()));
    }
    all
}

/// The log as lines of JSON.
fn log(campaign: &Campaign) -> String {
    let line = |entry| serde_json::to_string(entry).unwrap_or_default() + "\n";
    campaign.log.entries().iter().map(line).collect()
}

fn sources(shop: &Shop, campaign: &Rc<Campaign>) -> Vec<(String, String, Digest)> {
    let model = &shop.0.model;
    let businesses = campaign.businesses.as_ref().and_then(|r| model.businesses(r.blob));
    let officers = campaign.officers.as_ref().and_then(|r| model.officers(r.blob));
    let businesses = businesses.map(|r| ("市场主体名录".to_owned(), r.file.clone(), r.file_digest));
    businesses.into_iter().chain(officers.map(|r| ("执法人员名录".to_owned(), r.file.clone(), r.file_digest))).collect()
}
