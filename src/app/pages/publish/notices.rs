//! 公告: what is put on the office's site: its text to look at, to copy and to save, and its table. It is made when it is asked
//! for: of thousands that takes a while.

use crate::app::context::{AppContext, use_app};
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::parts::{Dialog, notice_text};
use crate::app::worker::download::{Job, make, save_text};
use crate::browser::clipboard;
use crate::course::{
    Notice, NoticeFacts, PublicTable, correction_notice, correction_table, drawn_notice, drawn_table, result_notice,
    result_table, to_publish_again,
};
use crate::export::{publication_csv, publication_page};
use crate::forms::notice_document;
use crate::model::Digest;
use crate::work::Content;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// What a notice is about.
#[derive(Clone, PartialEq)]
pub enum What {
    /// Who was drawn.
    Drawn,
    /// What was found: of these businesses, or of all that are ready or published.
    Result(Option<Rc<BTreeSet<String>>>),
    /// What was published wrongly of these businesses.
    Correction(Rc<BTreeSet<String>>),
}

/// A notice to make.
#[derive(Clone, PartialEq)]
pub struct Making {
    pub course: DrawnCampaign,
    pub on: NaiveDate,
    pub what: What,
}

impl Making {
    const fn name(&self) -> &'static str {
        match self.what {
            What::Drawn => "检查对象名单",
            What::Result(_) => "检查结果公示",
            What::Correction(_) => "检查结果公示更正",
        }
    }

    fn make(&self, app: &AppContext) -> (Notice, PublicTable) {
        let DrawnCampaign { campaign, list } = &self.course;
        let (conduct, settings, list) = (self.course.conduct(), &campaign.settings, &list.0);
        let attempt = campaign.current();
        let population = attempt.and_then(|a| app.store.model.sealed(a).ok());
        let population =
            population.map_or(0, |sealed| sealed.seal.strata.iter().map(|s| u64::from(s.population)).sum());
        let facts = NoticeFacts {
            list,
            basis: campaign.plan.basis.trim(),
            population,
            commitment: attempt.map_or_else(|| Digest::of(""), |a| a.commitment),
            settings,
            on: self.on,
        };
        match &self.what {
            What::Drawn => (drawn_notice(&facts), drawn_table(list)),
            What::Result(only) => {
                let only = only.as_deref();
                (result_notice(&facts, conduct, only), result_table(list, conduct, settings, only))
            }
            What::Correction(only) => {
                let mut corrected = to_publish_again(list, conduct, settings);
                corrected.retain(|c| only.contains(&c.business.key));
                (correction_notice(&facts, corrected.len()), correction_table(list, settings, &corrected))
            }
        }
    }

    fn file(&self, ending: &str) -> String {
        format!("{}-{}.{ending}", self.course.campaign.title(), self.name())
    }
}

/// The buttons of a notice and its table; `on_look` is asked for the notice's text.
pub fn files(app: &AppContext, job: &Job, making: &Making, on_look: &Callback<Making>) -> Html {
    let text = |ending: &'static str, text: fn(&Notice, &PublicTable) -> String| {
        cb!(app, making, move |_: MouseEvent| {
            let (notice, table) = making.make(&app);
            save_text(&app, &making.file(ending), &text(&notice, &table));
        })
    };
    let workbook = cb!(app, making, job, move |_: MouseEvent| {
        make(&app, &job, making.file("xlsx"), Content::Public(making.make(&app).1));
    });
    let look = on_look.reform(with!(making, move |_: MouseEvent| making.clone()));
    html! {
        <div class="row files" key={making.name()}>
            <button type="button" class="btn" onclick={look}>{ "公告文字……" }</button>
            <button type="button" class="btn" onclick={text("html", publication_page)}>{ "网页" }</button>
            <button type="button" class="btn" onclick={workbook}>{ "xlsx" }</button>
            <button type="button" class="btn" onclick={text("csv", |_, table| publication_csv(table))}>{ "csv" }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct NoticeDialogProps {
    pub making: Making,
    pub on_close: Callback<()>,
}

/// 公告文字: what it says and lists, to copy, or to save as a document or as text.
#[component]
pub fn NoticeDialog(p: &NoticeDialogProps) -> Html {
    let app = use_app();
    let job: Job = use_mut_ref(|| None);
    let made = use_memo((p.making.clone(), app.store.model.blobs.len()), |(making, _)| making.make(&app));
    let (notice, table) = &*made;
    let copy = cb!(app, made, move |_: MouseEvent| {
        if clipboard::copy(&made.0.text(&made.1)) {
            app.tell("已复制公告文字，可以粘贴到网站或者文档中");
        } else {
            app.warn("浏览器没有让复制。请用“存为文字”");
        }
    });
    let (docx, txt) = (p.making.file("docx"), p.making.file("txt"));
    let document = cb!(app, made, move |_: MouseEvent| {
        make(&app, &job, docx.clone(), Content::Docx(vec![notice_document(&made.0, &made.1)]));
    });
    let text = cb!(app, made, move |_: MouseEvent| save_text(&app, &txt, &made.0.text(&made.1)));
    html! {
        <Dialog title={p.making.name()} wide=true on_close={p.on_close.clone()}>
            { notice_text(notice, table, None) }
            <div class="row end">
                <button type="button" class="btn" onclick={copy}>{ "复制" }</button>
                <button type="button" class="btn" onclick={document}>{ "存为docx" }</button>
                <button type="button" class="btn" onclick={text}>{ "存为文字" }</button>
                <button type="button" class="btn main" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "关闭" }</button>
            </div>
        </Dialog>
    }
}
