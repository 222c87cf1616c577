//! 附件7 to departments and back.

use super::sheet::Sheet;
use crate::app::parts::{WORKBOOK, file_button};
use crate::app::worker::download::{Job, make, read};
use crate::course::ItemsReading;
use crate::route::{Papers, Route, Whose};
use crate::work::{Content, ReadItems};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// 附件7 as a workbook in and out, and on paper; `on_read` hears what one that was imported says.
pub fn item_table(sheet: &Sheet, job: &Job, on_read: &Callback<Rc<ItemsReading>>) -> Html {
    let (app, id) = (&sheet.app, &sheet.id);
    let on_file = cb!(app, job, on_read, move |file: File| {
        let on_read = on_read.clone();
        read(&app, &job, file, |file| ReadItems { file }, move |reading| on_read.emit(Rc::new(reading)));
    });
    let export = cb!(app, id, job, move |_: MouseEvent| {
        let Some(campaign) = app.campaign(&id) else { return };
        let title = campaign.settings.words.form7_title.clone();
        let content = Content::Items { title, lines: campaign.plan.item_lines() };
        make(&app, &job, format!("{}-附件7.xlsx", campaign.title()), content);
    });
    html! {
        <>
            { file_button("items-file", "导入附件7（xlsx）", WORKBOOK, on_file) }
            <button type="button" class="btn" onclick={export}>{ "导出附件7（xlsx）" }</button>
            <a class="btn" href={Route::Papers(id.to_string(), Papers::Form7, Whose::All).hash()}>{ "打印附件7" }</a>
        </>
    }
}
