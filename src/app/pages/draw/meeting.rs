//! 会议: who is there, when it is, what was objected, which film and scans are kept; the papers of it. All of it may be left open.

use crate::app::context::{AppContext, use_app};
use crate::app::parts::{DayBox, DropZone, Field, Pick, checkbox};
use crate::app::worker::task::{TaskFault, ask};
use crate::browser::files::{self, FileFault};
use crate::browser::worker::{Payload, WorkerSession};
use crate::model::{Attendee, Digest, KeptFile, Meeting, MeetingRole, Role};
use crate::route::{Papers, Route, Whose};
use crate::state::{Act, Campaign, PlanDraft};
use crate::work::DigestPart;
use futures_channel::oneshot;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct MeetingCardProps {
    pub campaign: Rc<Campaign>,
}

/// What changes the meeting as it is when called.
#[derive(Clone)]
struct Editing {
    app: AppContext,
    id: String,
    /// What stood before a row was deleted, until something else is changed.
    before: UseStateHandle<Option<Meeting>>,
}

impl Editing {
    fn change(&self, change: impl FnOnce(&mut Meeting)) {
        if let Some(campaign) = self.app.campaign(&self.id) {
            let mut meeting = campaign.meeting.clone();
            change(&mut meeting);
            self.app.act(&self.id, Act::EditMeeting(Box::new(meeting)));
        }
    }

    fn edit<T: 'static>(&self, change: impl Fn(&mut Meeting, T) + 'static) -> Callback<T> {
        let this = self.clone();
        Callback::from(move |value| {
            this.before.set(None);
            this.change(|meeting| change(meeting, value));
        })
    }

    /// Takes a row out, which can be taken back.
    fn remove(&self, change: impl Fn(&mut Meeting) + 'static) -> Callback<MouseEvent> {
        let this = self.clone();
        Callback::from(move |_| {
            this.before.set(this.app.campaign(&this.id).map(|c| c.meeting.clone()));
            this.change(&change);
        })
    }

    /// Changes someone present.
    fn person(&self, id: u32, change: fn(&mut Attendee, String)) -> Callback<String> {
        self.edit(move |meeting, text: String| {
            meeting.people.iter_mut().filter(|p| p.id == id).for_each(|p| change(p, text.clone()));
        })
    }
}

/// 会议, folded while nothing is known of it.
#[component]
pub fn MeetingCard(props: &MeetingCardProps) -> Html {
    let app = use_app();
    let (campaign, meeting) = (&props.campaign, &props.campaign.meeting);
    let before = use_state(|| None::<Meeting>);
    // It does not fold away under who is typing in it.
    let is_open = use_memo((), |()| !meeting.is_empty());
    let editing = Editing { app: app.clone(), id: campaign.id.clone(), before: before.clone() };
    let restore = {
        let editing = editing.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(meeting) = (*editing.before).clone() {
                editing.before.set(None);
                // Ids are never used again; what was registered since stays.
                editing.change(|now| {
                    let mut files = meeting.files;
                    let added = now.files.drain(..).filter(|file| file.id > meeting.last_id);
                    // Nor is one registered twice that was registered again after it was deleted.
                    let added: Vec<_> = added.filter(|file| files.iter().all(|f| f.sha256 != file.sha256)).collect();
                    files.extend(added);
                    *now = Meeting { last_id: now.last_id, files, ..meeting };
                });
            }
        })
    };
    let paper = |papers: Papers, name: &'static str| html! { <a class="btn" href={Route::Papers(campaign.id.clone(), papers, Whose::All).hash()}>{ name }</a> };
    html! {
        <section class="card" aria-labelledby="meeting">
            <details open={*is_open}>
                <summary class="titled"><h2 id="meeting">{ "会议" }</h2><span class="small">{ told(meeting) }</span></summary>
                <div class="stack">
                    <div class="row">
                        if campaign.attempts.is_empty() { { paper(Papers::MeetingNotice, "会议通知") } }
                        { paper(Papers::SignIn, "签到表") }
                        if !campaign.attempts.is_empty() { { paper(Papers::Minutes, "抽取现场记录") } }
                    </div>
                    <div class="grid">
                        <div class="field"><label for="meeting-on">{ "会议日期" }</label><DayBox id="meeting-on" name="会议日期" value={meeting.on} on_day={editing.edit(|m, day| m.on = day)} /></div>
                        <Field id="meeting-time" label="会议时间" placeholder="例如：下午2:30" value={meeting.time.clone()} on_text={editing.edit(|m, text| m.time = text)} />
                    </div>
                    { people(&editing, campaign) }
                    if !campaign.attempts.is_empty() {
                        <Field id="meeting-objections" lines=true label="异议和处理" hint="没有的不填，现场记录上留有选项" value={meeting.objections.clone()} on_text={editing.edit(|m, text| m.objections = text)} />
                    }
                    <KeptFiles campaign={campaign.clone()} />
                    { kept(&editing, &meeting.files) }
                    if before.is_some() { <p class="note" role="status">{ "已删除。" }{ " " }<button type="button" class="btn" onclick={restore}>{ "撤销删除" }</button></p> }
                </div>
            </details>
        </section>
    }
}

/// What is known of it, in a line.
fn told(meeting: &Meeting) -> String {
    if meeting.is_empty() {
        return "在场人员、签到表、现场记录、录像；可以不填".into();
    }
    let files =
        if meeting.files.is_empty() { String::new() } else { format!("，登记文件{}个", meeting.files.len()) };
    format!("在场人员{}人{files}", meeting.people.len())
}

/// 在场人员, a line each.
fn people(editing: &Editing, campaign: &Campaign) -> Html {
    let meeting = &campaign.meeting;
    let roles = MeetingRole::ALL.map(|role| (AttrValue::Static(role.title()), AttrValue::Static(role.title())));
    let as_role = |p: &mut Attendee, title: String| {
        MeetingRole::ALL.into_iter().filter(|role| role.title() == title).for_each(|role| p.role = role);
    };
    let fill = editing.edit(|m, plan: PlanDraft| fill(m, &plan));
    let plan = campaign.plan.clone();
    let add = editing.edit(|m, _: MouseEvent| {
        let id = m.fresh_id();
        m.people.push(Attendee { id, ..Attendee::default() });
    });
    html! {
        <div>
            <h3>{ "在场人员" }</h3>
            <ul class="lines present">
                { for meeting.people.iter().map(|p| {
                    let id = p.id;
                    let line = |what: &str| format!("person-{id}-{what}");
                    html! {
                        <li key={id}>
                            <Pick id={line("role")} name="身份" value={p.role.title()} options={roles.to_vec()} on_pick={editing.person(id, as_role)} />
                            <Field id={line("name")} name="姓名" placeholder="姓名" value={p.name.clone()} on_text={editing.person(id, |p, text| p.name = text)} />
                            <Field id={line("unit")} name="单位" placeholder="单位" value={p.unit.clone()} on_text={editing.person(id, |p, text| p.unit = text)} />
                            <Field id={line("office")} name="职务" placeholder="职务" value={p.office.clone()} on_text={editing.person(id, |p, text| p.office = text)} />
                            <button type="button" class="btn quiet danger" aria-label={format!("删除在场人员{}", p.name)} onclick={editing.remove(move |m| m.people.retain(|p| p.id != id))}>{ "删除" }</button>
                        </li>
                    }
                }) }
            </ul>
            <div class="row">
                <button type="button" id="add-person" class="btn" onclick={add}>{ "添加在场人员" }</button>
                if meeting.people.is_empty() { <button type="button" class="btn" onclick={fill.reform(move |_: MouseEvent| plan.clone())}>{ "按方案列出各单位" }</button> }
            </div>
            { checkbox("publish-names", meeting.publish_names, false, editing.edit(|m, on| m.publish_names = on), "把在场人员的姓名写进公开网页（个人信息，须本人同意或有依据；不勾选就只留在本机和归档包）") }
        </div>
    }
}

/// A line for who leads, who operates, who supervises, and for each party that gives a number.
fn fill(meeting: &mut Meeting, plan: &PlanDraft) {
    let lead = plan.departments.iter().find(|d| d.role == Role::Lead).map(|d| d.name.clone()).unwrap_or_default();
    let led =
        [(MeetingRole::Host, lead.clone()), (MeetingRole::Operator, lead), (MeetingRole::Supervisor, String::new())];
    let role = |label: &str| {
        if label.contains(MeetingRole::Witness.title()) { MeetingRole::Witness } else { MeetingRole::Delegate }
    };
    let parties = plan.contributors.iter().map(|c| (role(&c.label), c.label.clone()));
    for (role, unit) in led.into_iter().chain(parties) {
        let id = meeting.fresh_id();
        meeting.people.push(Attendee { id, role, unit, ..Attendee::default() });
    }
}

/// The registered files, each with who keeps it.
fn kept(editing: &Editing, files: &[KeptFile]) -> Html {
    html! {
        <ul class="lines kept">
            { for files.iter().map(|f| {
                let id = f.id;
                let on_text = editing.edit(move |m, text: String| m.files.iter_mut().filter(|f| f.id == id).for_each(|f| f.keeper.clone_from(&text)));
                html! {
                    <li key={id}>
                        <span class="grow"><b>{ &f.name }</b>{ " " }<span class="small">{ f.size_in_words() }</span><br /><span class="small mono">{ f.sha256.hex() }</span></span>
                        <Field id={format!("keeper-{id}")} name="保管人" placeholder="保管人" value={f.keeper.clone()} {on_text} />
                        <button type="button" class="btn quiet danger" aria-label={format!("删除登记的文件{}", f.name)} onclick={editing.remove(move |m| m.files.retain(|f| f.id != id))}>{ "删除" }</button>
                    </li>
                }
            }) }
        </ul>
    }
}

/// Where files are given to be registered: their names, sizes and digests; they themselves are not kept.
#[component]
fn KeptFiles(props: &MeetingCardProps) -> Html {
    let app = use_app();
    let doing = use_state_eq(|| None::<String>);
    // Whether what is being read is still wanted.
    let wanted = use_mut_ref(|| Rc::new(Cell::new(false)));
    {
        let wanted = wanted.clone();
        use_effect_with((), move |()| move || wanted.borrow().set(false));
    }
    let on_files = cb!(app, id = props.campaign.id, doing, wanted, move |files: Vec<File>| {
        wanted.borrow().set(false);
        let going_on = Rc::new(Cell::new(true));
        *wanted.borrow_mut() = going_on.clone();
        let (app, id, doing) = (app.clone(), id.clone(), doing.clone());
        spawn_local(async move {
            for file in files.iter().take_while(|_| going_on.get()) {
                match digest_of(file, &going_on, &doing).await {
                    Ok(Some(digest)) => register(&app, &id, file, digest),
                    Ok(None) => {}
                    Err(fault) => app.warn(fault),
                }
            }
            // Another round may have begun.
            if going_on.get() {
                doing.set(None);
            }
        });
    });
    let stop = cb!(doing, wanted, move |_: MouseEvent| {
        wanted.borrow().set(false);
        doing.set(None);
    });
    html! {
        <div>
            <h3>{ "录像、照片和扫描件" }</h3>
            <p class="small">{ "只登记名称、大小和SHA-256，文件不进入本程序，由保管人另行保存；以后凭SHA-256可以看出文件有没有被改动。" }</p>
            <DropZone id="kept-files" title="把录像、照片、签字纸的扫描件拖到这里" button="选择文件" {on_files} multiple=true slim=true />
            if let Some(text) = &*doing { <p class="row small" role="status"><span>{ text }</span><button type="button" class="btn" onclick={stop}>{ "停止" }</button></p> }
        </div>
    }
}

/// Bytes of a file that are in memory at once.
const PART: u64 = 8 << 20;

/// The SHA-256 of a file of any size, computed in a worker of its own; none where it is not wanted any more.
async fn digest_of(
    file: &File,
    wanted: &Cell<bool>,
    doing: &UseStateHandle<Option<String>>,
) -> Result<Option<Digest>, String> {
    let session = WorkerSession::start().map_err(|fault| fault.to_string())?;
    // A size is a whole number.
    let (mut from, size) = (0, file.size() as u64);
    loop {
        let length = PART.min(size - from);
        let part = files::part(file, from, length).map_err(|fault| fault.to_string())?;
        let request = DigestPart { from, length, is_last: from + length == size };
        let (send, heard) = oneshot::channel();
        ask(&session, &request, Payload::File(&part), |_| {}, move |reply| drop(send.send(reply)));
        // Nothing comes of a session that is gone; what could not be read is told by the file's name.
        let digest = match heard.await {
            Ok(Ok(digest)) => digest,
            Ok(Err(TaskFault::Refused(_))) | Err(_) => return Err(FileFault::Unreadable(file.name()).to_string()),
            Ok(Err(fault)) => return Err(fault.to_string()),
        };
        if digest.is_some() || !wanted.get() {
            return Ok(digest.filter(|_| wanted.get()));
        }
        from += length;
        let percent = from * 100 / size;
        doing.set(Some(format!("正在计算“{}”的SHA-256，{percent}%", file.name())));
    }
}

/// Adds a file, unless the same bytes are registered.
fn register(app: &AppContext, id: &str, file: &File, sha256: Digest) {
    let Some(campaign) = app.campaign(id) else { return };
    let mut meeting = campaign.meeting.clone();
    if let Some(known) = meeting.files.iter().find(|f| f.sha256 == sha256) {
        return app.tell(format!("“{}”与已经登记的“{}”内容相同，没有再登记", file.name(), known.name));
    }
    let id_of_file = meeting.fresh_id();
    // A size is a whole number.
    let size = file.size() as u64;
    meeting.files.push(KeptFile { id: id_of_file, name: file.name(), size, sha256, keeper: String::new() });
    app.act(id, Act::EditMeeting(Box::new(meeting)));
}
