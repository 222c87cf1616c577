//! 检查要点 of the items: shown folded under each, to departments and back as a workbook of their own.

use super::sheet::Sheet;
use crate::app::parts::{Dialog, WORKBOOK, attention, file_button};
use crate::app::worker::download::{Job, make, read};
use crate::course::PointsReading;
use crate::model::Item;
use crate::state::Act;
use crate::work::{Content, ReadPoints};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// The points of an item; nothing where it has none.
pub fn points(item: &Item) -> Html {
    if item.points.is_empty() {
        return Html::default();
    }
    html! {
        <details class="more points">
            <summary>{ format!("检查要点 {} 条", item.points.len()) }<span class="sr">{ format!("：{}", item.name) }</span></summary>
            <div class="scroll"><table class="wrap-cards">
                <thead><tr><th>{ "编号" }</th><th>{ "检查要点" }</th><th>{ "标准或依据" }</th><th>{ "检查方法" }</th></tr></thead>
                <tbody>{ for item.points.iter().map(|p| html! {
                    <tr key={p.text.clone()}><td data-label="编号">{ &p.number }</td><td data-label="检查要点">{ &p.text }</td><td data-label="标准或依据">{ &p.basis }</td><td data-label="检查方法">{ &p.method }</td></tr>
                }) }</tbody>
            </table></div>
        </details>
    }
}

/// The workbook in and out; `on_read` hears what one that was imported says. Points are not sealed: both stand open later too.
pub fn point_table(sheet: &Sheet, job: &Job, on_read: &Callback<Rc<PointsReading>>) -> Html {
    let (app, id) = (&sheet.app, &sheet.id);
    let on_file = cb!(app, job, on_read, move |file: File| {
        let on_read = on_read.clone();
        read(&app, &job, file, |file| ReadPoints { file }, move |reading| on_read.emit(Rc::new(reading)));
    });
    let export = cb!(app, id, job, move |_: MouseEvent| {
        let Some(campaign) = app.campaign(&id) else { return };
        let title = format!("{} 检查要点", campaign.title());
        let content = Content::Points { title, lines: campaign.plan.point_lines() };
        make(&app, &job, format!("{}-检查要点.xlsx", campaign.title()), content);
    });
    html! {
        <span class="row right">
            <span class="small">{ "检查要点（要查什么、依据、方法）印成现场检查表单，逐条录入符合、不符合。" }</span>
            <button type="button" class="btn quiet" onclick={export}>{ "导出检查要点（xlsx）" }</button>
            { file_button("points-file", "导入检查要点（xlsx）", WORKBOOK, on_file) }
        </span>
    }
}

/// 导入检查要点: what it would change, and what could not be taken, before anything is.
pub fn points_taken(sheet: &Sheet, reading: &PointsReading, on_close: &Callback<()>) -> Html {
    let taken = sheet.draft.take_points(&reading.rows);
    let problems: Vec<_> = reading.problems.iter().chain(&taken.left).cloned().collect();
    let n = taken.changes.len();
    let changes = taken.changes.clone();
    let accept = cb!(app = sheet.app, id = sheet.id, close = on_close, taken, move |_: MouseEvent| {
        if app.try_act(&id, Act::EditPlan(Box::new(taken.plan.clone()))) {
            app.tell(format!("已采用 {n} 个事项的检查要点，可用页首的“撤销”退回"));
            close.emit(());
        }
    });
    html! {
        <Dialog title="导入检查要点" wide=true on_close={on_close.clone()}>
            <p>{ format!("读到 {} 条检查要点，有改动的事项 {n} 个。表中写到的事项，以表中的要点为准；没有写到的事项不变。", reading.rows.len()) }</p>
            { attention(&problems) }
            if changes.is_empty() { <p class="note">{ "没有可以采用的改动。" }</p> } else {
                <ul class="list scroll tall">{ for changes.iter().map(|change| html! { <li>{ change }</li> }) }</ul>
            }
            <div class="row end">
                <button type="button" class="btn" onclick={on_close.reform(|_: MouseEvent| ())}>{ "不采用" }</button>
                if n > 0 { <button type="button" class="btn main" onclick={accept}>{ format!("采用 {n} 个事项的检查要点") }</button> }
            </div>
        </Dialog>
    }
}
