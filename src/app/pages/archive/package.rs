use super::DrawnCampaign;
use crate::app::context::{AppContext, use_app};
use crate::app::paperwork::{OutcomeFacts, of_outcome, void_sheets};
use crate::app::worker::download::{Job, run};
use crate::browser::clock;
use crate::model::{Digest, EntityKind, Stamp, Status, spelt_out};
use crate::roster::FileRead;
use crate::state::{Campaign, key_names, log_lines, log_text, record};
use crate::work::{ArchiveHead, CampaignFacts, Task, campaign_pieces};
use std::rc::Rc;
use yew::prelude::*;

/// 归档包: every form, workbook, public record and log as one file.
#[component]
pub fn Package(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let job: Job = use_mut_ref(|| None);
    let doing = use_state_eq(|| None::<String>);
    let unfinished =
        course.list.0.businesses.iter().filter(|b| course.conduct().status(&b.key) < Status::Closed).count();
    let save = {
        let (app, job, doing, course) = (app.clone(), job.clone(), doing.clone(), course.clone());
        Callback::from(move |_: MouseEvent| {
            let at = clock::now();
            match task(&app, &course, at) {
                Err(why) => app.warn(why),
                Ok(task) => {
                    doing.set(Some("正在制作……".into()));
                    let doing = doing.clone();
                    let name = format!("{}-归档包-{}.zip", course.campaign.title(), at.format("%Y%m%d"));
                    run(&app, &job, name, &task, move |text| doing.set(text));
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

fn task(app: &AppContext, course: &DrawnCampaign, at: Stamp) -> Result<Task, String> {
    let campaign = &course.campaign;
    // What was drawn by the preliminary protocol has no record that this program could verify.
    let has_record = campaign.current().is_some_and(|attempt| !attempt.is_preliminary());
    let record =
        has_record.then(|| record(&app.store.model, campaign)).transpose().map_err(|fault| fault.to_string())?;
    let log = app.store.model.log(campaign).map_err(|fault| fault.to_string())?;
    let lines = log_lines(&log);
    let void_sheets = void_sheets(app, campaign, None);
    let pieces = |known: &OutcomeFacts<'_>| {
        campaign_pieces(&CampaignFacts {
            draw: &known.facts,
            void_sheets: &void_sheets,
            list: known.list,
            summary: known.summary(),
            discrepancies: known.discrepancies(),
            record: record.as_ref(),
            log: &lines,
            log_words: &log_text(&log, &key_names(Some(known.facts.seal.sealed))),
            at,
        })
    };
    let pieces = of_outcome(app, campaign, &course.list.0, pieces).ok_or("还有内容没有读出来，请稍候再试")?;
    let sources = sources(app, campaign);
    let head = ArchiveHead {
        title: spelt_out(campaign.plan.title.trim()).into_owned(),
        number: campaign.plan.number.trim().to_owned(),
        commitment: campaign.current().ok_or("还没有抽取结果")?.commitment,
        sources,
    };
    Ok(Task::Archive { head: Box::new(head), pieces, at })
}

fn sources(app: &AppContext, campaign: &Rc<Campaign>) -> Vec<(String, String, Digest)> {
    let model = &app.store.model;
    let businesses = campaign.businesses.as_ref().and_then(|r| model.businesses(r.blob));
    let officers = campaign.officers.as_ref().and_then(|r| model.officers(r.blob));
    let of = |kind: EntityKind, files: &[FileRead]| {
        let file = |file: &FileRead| (kind.roster_name().to_owned(), file.name.clone(), file.digest);
        files.iter().map(file).collect::<Vec<_>>()
    };
    let businesses = businesses.map(|r| of(EntityKind::Business, &r.files)).unwrap_or_default();
    businesses.into_iter().chain(officers.map(|r| of(EntityKind::Officer, &r.files)).unwrap_or_default()).collect()
}
