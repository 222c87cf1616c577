//! What this window may do, and the way to edit here (see [`crate::state::writer_lock`]).

use crate::app::context::AppContext;
use crate::app::store::Save;
use crate::state::writer_lock::{LockAnswer, LockEvent, WindowRole};
use yew::prelude::*;

/// That this window only looks on, and the button with which it edits.
pub fn role_bar(app: &AppContext) -> Html {
    const ASK: Option<(&str, LockEvent)> = Some(("在这里编辑", LockEvent::Asks));
    const STEAL: Option<(&str, LockEvent)> = Some(("直接接手", LockEvent::Steals));
    let (text, button) = match app.store.role {
        WindowRole::Asking | WindowRole::Writer | WindowRole::Unguarded => return Html::default(),
        WindowRole::Giving => ("另一个窗口要接着编辑，正在保存本窗口的内容……", None),
        WindowRole::Taking => ("正在转到本窗口编辑……", None),
        WindowRole::Reader(_) | WindowRole::Waiting if matches!(app.store.save, Save::Failed(_)) => {
            ("本窗口只能查看：另一个窗口正在编辑。", None)
        }
        WindowRole::Waiting => ("已请另一个窗口保存并让出，请稍候……", None),
        WindowRole::Reader(LockAnswer::None) => ("本窗口只能查看：另一个窗口正在编辑。", ASK),
        WindowRole::Reader(LockAnswer::Silent) => (
            "另一个窗口没有回应，可能卡住了或正在后台休眠。可以切换到那个窗口看一下；直接接手，那个窗口里还没保存的内容会留在那个窗口，不会并进来。",
            STEAL,
        ),
        WindowRole::Reader(LockAnswer::Taken) => {
            ("另一个窗口同时要求编辑，已转到那个窗口。本窗口现在只能查看；仍要在本窗口编辑，请再点一次。", ASK)
        }
        WindowRole::Reader(LockAnswer::Unsaved) => (
            "另一个窗口有没能保存的内容，没有让出。请先在那个窗口“存为文件”；直接接手，没保存的内容不会并进来。",
            STEAL,
        ),
    };
    html! {
        <p class="note warn chrome" role="status" id="tabs">
            { text }
            if let Some((label, event)) = button {
                { " " }<button type="button" class="btn" onclick={cb!(saving = app.saving, move |_: MouseEvent| saving.happened(event.clone()))}>{ label }</button>
            }
        </p>
    }
}
