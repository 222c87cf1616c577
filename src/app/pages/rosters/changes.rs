use crate::app::parts::Dialog;
use crate::roster::{Changes, LostMend, Mend};
use std::rc::Rc;
use yew::prelude::*;

/// Changes shown of each sort; the rest is counted.
const SHOWN: usize = 100;

#[derive(Properties)]
pub struct ChangesDialogProps {
    pub changes: Rc<Changes>,
    pub on_accept: Callback<()>,
    pub on_close: Callback<()>,
}

impl PartialEq for ChangesDialogProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.changes, &other.changes)
    }
}

/// What a newer file changes, before it is taken.
#[component]
pub fn ChangesDialog(props: &ChangesDialogProps) -> Html {
    let c = &props.changes;
    let changed =
        |cell: &crate::roster::CellChange| format!("{}：“{}” → “{}”", cell.field.name(), cell.before, cell.after);
    let list = |title: &str, lines: Vec<String>| {
        if lines.is_empty() {
            return Html::default();
        }
        let more = lines.len().saturating_sub(SHOWN);
        html! {
            <details open={lines.len() <= 20}>
                <summary>{ format!("{title}：{}", lines.len()) }</summary>
                <ul>
                    { for lines.iter().take(SHOWN).map(|line| html! { <li>{ line }</li> }) }
                    if more > 0 { <li>{ format!("……另有{more}处") }</li> }
                </ul>
            </details>
        }
    };
    let lost = |l: &LostMend| match &l.mend {
        Mend::Edit { source, field, value } => format!("第{}行{}改为“{value}”：{}", source.row, field.name(), l.why),
        Mend::Exclude { source, reason } => format!("第{}行不参加（{reason}）：{}", source.row, l.why),
        Mend::Add { values, .. } => {
            format!("手工添加的{}：{}", values.values().cloned().collect::<Vec<_>>().join("、"), l.why)
        }
    };
    html! {
        <Dialog title="新文件与原来的名录相比" wide=true on_close={props.on_close.clone()}>
            <p>{ format!("增加{}行，减少{}行，改动{}行，相同{}行；原来的修改保留{}处。", c.added.len(), c.removed.len(), c.changed.len(), c.same, c.kept.len()) }</p>
            { list("增加", c.added.iter().map(|n| n.name.clone()).collect()) }
            { list("减少", c.removed.iter().map(|n| n.name.clone()).collect()) }
            { list("改动", c.changed.iter().map(|row| format!("{}　{}", row.name, row.cells.iter().map(changed).collect::<Vec<_>>().join("；"))).collect()) }
            { list("不再适用的修改", c.lost.iter().map(lost).collect()) }
            <div class="row end">
                <button type="button" class="btn" onclick={props.on_close.reform(|_| ())}>{ "保留原来的名录" }</button>
                <button type="button" class="btn main" onclick={props.on_accept.reform(|_| ())}>{ "换成新文件" }</button>
            </div>
        </Dialog>
    }
}
