//! 归档包: every form, workbook, public record and log as one file.

use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::worker::download::{Job, run};
use crate::browser::clock;
use crate::model::Status;
use crate::work::MakeArchive;
use yew::prelude::*;

/// 归档包: every form, workbook, public record and log as one file.
#[component]
pub fn Package(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let job: Job = use_mut_ref(|| None);
    let doing = use_state_eq(|| None::<String>);
    let unfinished =
        course.list.0.businesses.iter().filter(|b| course.conduct().status(&b.key) < Status::Closed).count();
    let save = cb!(app, job, doing, course, move |_: MouseEvent| {
        let at = clock::now();
        match app.papers(&course.campaign).archive(&course.list.0, at) {
            Err(why) => app.warn(why),
            Ok((head, pieces)) => {
                doing.set(Some("正在制作……".into()));
                let doing = doing.clone();
                let name = format!("{}-归档包-{}.zip", course.campaign.title(), at.format("%Y%m%d"));
                let request = MakeArchive { head, pieces, at };
                run(&app, &job, name, &request, move |text| doing.set(text));
            }
        }
    });
    html! {
        <section class="card stack" aria-labelledby="package">
            <div class="head">
                <h2 id="package">{ "归档包" }</h2>
                <span class="right"><button type="button" class="btn main" disabled={doing.is_some()} onclick={save}>{ "导出归档包（zip）" }</button></span>
            </div>
            <p class="small">{ "含附件2至附件7、封存单、总结报告、检查录入表、涉企行政检查台账、公示表、公开记录（json和网页）、日志、图表，以及每个文件的SHA-256。名录原件不在包内，包内记有它们的SHA-256。" }</p>
            if !course.campaign.meeting.files.is_empty() {
                <p class="small">{ "会议的录像、照片和扫描件也不在包内，由保管人另行保存，包内记有它们的名称、大小和SHA-256：" }</p>
                <ul class="list" id="kept-list">{ for course.campaign.meeting.files.iter().map(|f| html! {
                    <li key={f.id}><b>{ &f.name }</b><span class="small">{ f.size_in_words() }</span><span class="small mono">{ format!("{}…", f.sha256.short(4)) }</span><span class="small grow">{ if f.keeper.trim().is_empty() { "没有写保管人".to_owned() } else { format!("保管人：{}", f.keeper) } }</span></li>
                }) }</ul>
            }
            if unfinished > 0 { <p class="note">{ format!("还有 {unfinished} 户没有完结，现在也可以先导出一份。") }</p> }
            if let Some(text) = &*doing { <p class="small" role="status">{ text }</p> }
        </section>
    }
}
