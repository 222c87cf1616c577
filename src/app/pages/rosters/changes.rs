//! What a newer file would change, before it is taken.

use super::import::Purpose;
use crate::app::parts::Dialog;
use crate::roster::{Edit, LostEdit};
use crate::work::ChangesHead;
use yew::prelude::*;

/// What a newer file changes, before it is taken, and how many mends still fit.
pub fn changes_dialog(
    purpose: Purpose,
    changes: &ChangesHead,
    kept: usize,
    on_accept: &Callback<()>,
    on_close: &Callback<()>,
) -> Html {
    let (c, [added, removed, changed_rows, lost_mends]) = (&changes.changes, changes.counts);
    let changed =
        |cell: &crate::roster::CellChange| format!("{}：“{}” → “{}”", cell.field.name(), cell.before, cell.after);
    let (title, accept) = match purpose {
        Purpose::Replace | Purpose::ReplaceFile(_) => ("新文件与原来的名录相比", "换成新文件"),
        Purpose::Append => ("追加文件之后与原来的名录相比", "追加文件"),
        Purpose::TakeOut(_) => ("移除文件之后与原来的名录相比", "移除文件"),
    };
    html! {
        <Dialog {title} wide=true on_close={on_close.clone()}>
            <p>{ format!("增加{}行，减少{}行，改动{}行，相同{}行；原来的修改保留{}处。", added, removed, changed_rows, c.same, kept) }</p>
            { list("增加", c.added.iter().map(|n| n.name.clone()).collect(), added) }
            { list("减少", c.removed.iter().map(|n| n.name.clone()).collect(), removed) }
            { list("改动", c.changed.iter().map(|row| format!("{}　{}", row.name, row.cells.iter().map(changed).collect::<Vec<_>>().join("；"))).collect(), changed_rows) }
            { list("不再适用的修改", c.lost.iter().map(lost).collect(), lost_mends) }
            <div class="row end">
                <button type="button" class="btn" onclick={on_close.reform(|_| ())}>{ "保留原来的名录" }</button>
                <button type="button" class="btn main" onclick={on_accept.reform(|_| ())}>{ accept }</button>
            </div>
        </Dialog>
    }
}

/// Lines of one kind, folded away where they are many; of `all` only some may be there.
fn list(title: &str, lines: Vec<String>, all: usize) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    let more = all.saturating_sub(lines.len());
    html! {
        <details open={lines.len() <= 20}>
            <summary>{ format!("{title}：{all}") }</summary>
            <ul>
                { for lines.iter().map(|line| html! { <li>{ line }</li> }) }
                if more > 0 { <li>{ format!("……另有{more}处") }</li> }
            </ul>
        </details>
    }
}

/// A mend that fits no more, and why.
fn lost(l: &LostEdit) -> String {
    match &l.mend {
        Edit::Set { source, field, value } => format!("第{}行{}改为“{value}”：{}", source.row, field.name(), l.why),
        Edit::Exclude { source, reason } => format!("第{}行不参加（{reason}）：{}", source.row, l.why),
        // Only mends of one row are told of: those of several are told row by row.
        Edit::SetAll { .. } | Edit::ExcludeAll { .. } | Edit::Acknowledge { .. } => l.why.to_string(),
        Edit::Include { source } => format!("第{}行恢复参加：{}", source.row, l.why),
        Edit::Add { values, .. } => {
            format!("手工添加的{}：{}", values.values().cloned().collect::<Vec<_>>().join("、"), l.why)
        }
    }
}
