use super::Sheet;
use crate::app::make::{Job, make, read};
use crate::app::parts::{Dialog, FileButton};
use crate::course::ItemsReading;
use crate::route::{Papers, Route, Whose};
use crate::state::Act;
use crate::work::{Answer, Content, Task};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ItemTableProps {
    pub sheet: Sheet,
    pub on_read: Callback<Rc<ItemsReading>>,
}

/// 附件7 as a workbook in and out, taken back or again, and on paper.
#[component]
pub fn ItemTable(p: &ItemTableProps) -> Html {
    let job: Job = use_mut_ref(|| None);
    let (shop, id) = (&p.sheet.shop, &p.sheet.id);
    let on_file = {
        let (shop, job, on_read) = (shop.clone(), job.clone(), p.on_read.clone());
        Callback::from(move |file: File| {
            let on_read = on_read.clone();
            read(
                &shop,
                &job,
                file,
                |file| Task::ReadItems { file },
                move |answer| {
                    if let Answer::Items(reading) = answer {
                        on_read.emit(Rc::from(reading));
                    }
                },
            );
        })
    };
    let export = {
        let (shop, id, job) = (shop.clone(), id.clone(), job.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(campaign) = shop.campaign(&id) else { return };
            let title = campaign.settings.words.form7_title.clone();
            let content = Content::Items { title, lines: campaign.plan.item_lines() };
            make(&shop, &job, format!("{}-附件7.xlsx", campaign.title()), content);
        })
    };
    let turning = use_state_eq(|| false);
    let campaign = shop.campaign(id);
    let turn = campaign.as_ref().and_then(|c| c.items_turn.as_ref());
    let edited = campaign.as_ref().zip(turn).is_some_and(|(c, turn)| c.plan != turn.right_after);
    let do_turn = {
        let (shop, id, turning) = (shop.clone(), id.clone(), turning.clone());
        Callback::from(move |_: MouseEvent| {
            shop.act(&id, Act::TurnItems);
            turning.set(false);
        })
    };
    let close = {
        let turning = turning.clone();
        Callback::from(move |()| turning.set(false))
    };
    // What was edited since goes as well: asked first.
    let on_turn = if edited {
        let turning = turning.clone();
        Callback::from(move |_: MouseEvent| turning.set(true))
    } else {
        do_turn.clone()
    };
    html! {
        <>
            if let Some(turn) = turn { <button type="button" class="btn" onclick={on_turn}>{ if turn.undone { "恢复导入附件7" } else { "撤销导入附件7" } }</button> }
            if *turning {
                <Dialog title="撤销导入附件7？" on_close={close.clone()}>
                    <p>{ "导入之后又改过方案，这些改动会一起撤回到导入之前。撤销之后，在改动方案之前还可以恢复。" }</p>
                    <div class="row end">
                        <button type="button" class="btn" onclick={close.reform(|_| ())}>{ "不撤销" }</button>
                        <button type="button" class="btn seal" onclick={do_turn}>{ "撤销" }</button>
                    </div>
                </Dialog>
            }
            <FileButton id="items-file" button="导入附件7（xlsx）" {on_file} />
            <button type="button" class="btn" onclick={export}>{ "导出附件7（xlsx）" }</button>
            <a class="btn" href={Route::Papers(id.to_string(), Papers::Form7, Whose::All).hash()}>{ "打印附件7" }</a>
        </>
    }
}
