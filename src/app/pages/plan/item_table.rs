use super::Sheet;
use crate::app::parts::FileButton;
use crate::app::worker::download::{Job, make, read};
use crate::course::ItemsReading;
use crate::route::{Papers, Route, Whose};
use crate::work::{Content, ReadItems};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ItemTableProps {
    pub sheet: Sheet,
    pub on_read: Callback<Rc<ItemsReading>>,
}

/// 附件7 as a workbook in and out, and on paper.
#[component]
pub fn ItemTable(p: &ItemTableProps) -> Html {
    let job: Job = use_mut_ref(|| None);
    let (app, id) = (&p.sheet.app, &p.sheet.id);
    let on_file = {
        let (app, job, on_read) = (app.clone(), job.clone(), p.on_read.clone());
        Callback::from(move |file: File| {
            let on_read = on_read.clone();
            read(&app, &job, file, |file| ReadItems { file }, move |reading| on_read.emit(Rc::new(reading)));
        })
    };
    let export = {
        let (app, id, job) = (app.clone(), id.clone(), job.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(campaign) = app.campaign(&id) else { return };
            let title = campaign.settings.words.form7_title.clone();
            let content = Content::Items { title, lines: campaign.plan.item_lines() };
            make(&app, &job, format!("{}-附件7.xlsx", campaign.title()), content);
        })
    };
    html! {
        <>
            <FileButton id="items-file" button="导入附件7（xlsx）" {on_file} />
            <button type="button" class="btn" onclick={export}>{ "导出附件7（xlsx）" }</button>
            <a class="btn" href={Route::Papers(id.to_string(), Papers::Form7, Whose::All).hash()}>{ "打印附件7" }</a>
        </>
    }
}
