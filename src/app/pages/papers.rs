//! Papers on the screen, for the printer, and as files: what is printed is what is shown.

use crate::app::context::{AppContext, use_app};
use crate::app::hooks::worklist::list_of;
use crate::app::pages::ledger::campaign_ledger;
use crate::app::parts::{Papers as Sheets, Same, UNFINISHED};
use crate::app::worker::download::{Job, make};
use crate::browser::page;
use crate::course::Worklist;
use crate::forms::{
    Document, PlanFacts, Scope, Sheet, approvals, approvals_of, businesses, chosen, form1, form4, form7, nonce_sheet,
    pack, pack_of, seal_sheet,
};
use crate::route::{Papers, Route, Step, Whose};
use crate::state::{Campaign, Phase, check_plan};
use crate::work::{Content, OutcomeFacts};
use gloo_timers::future::TimeoutFuture;
use std::collections::HashSet;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PapersPageProps {
    pub id: AttrValue,
    pub papers: Papers,
    pub whose: Whose,
}

/// Forms as they will be on paper, the button that prints them, and the same as a file to edit.
#[component]
pub fn PapersPage(props: &PapersPageProps) -> Html {
    let app = use_app();
    let job: Job = use_mut_ref(|| None);
    let found = app.campaign(&props.id);
    let part = use_state_eq(|| 0_usize);
    let shows_all = use_state_eq(|| false);
    let made_of = (found.clone().map(Same), app.store.model.blobs.len(), props.papers, props.whose, *part);
    let made = use_made(&app, made_of);
    let is_making = made.is_none();
    let made = made.unwrap_or_default();
    let documents = made.documents.clone();
    let Some(campaign) = found else { return Html::default() };
    let back = Route::Step(campaign.id.clone(), step_of(props.papers)).hash();
    // What must not be seen is made for paper alone: no file of it is left on the machine.
    let is_secret = props.papers == Papers::Nonce;
    let print = cb!(app, move |_: MouseEvent| {
        if page::has_class(UNFINISHED) {
            app.warn("表还没有排完，请稍候再打印");
        } else {
            page::print();
        }
    });
    let batch = made.batch(*part);
    let file = |content: fn(Vec<Document>) -> Content, ending: &'static str| {
        let of_these = batch.as_deref().unwrap_or_default();
        let file = format!("{}-{}{of_these}.{ending}", campaign.title(), props.papers.title());
        cb!(app, job, documents, move |_: MouseEvent| {
            let documents = documents.iter().map(|document| (**document).clone()).collect();
            make(&app, &job, file.clone(), content(documents));
        })
    };
    html! {
        <div class="page">
            <div class="head chrome">
                <h1 tabindex="-1" id="page-title">{ format!("打印{}", props.papers.title()) }</h1>
                <span class="small">{ "A4纸；打印窗口中请不要选“页眉和页脚”，不要改缩放。" }</span>
                <span class="right row">
                    <a class="btn" href={back.clone()}>{ "返回" }</a>
                    if !documents.is_empty() {
                        if !is_secret {
                            <button type="button" class="btn" onclick={file(Content::Docx, "docx")}>{ "存为docx" }</button>
                            <button type="button" class="btn" onclick={file(Content::Tables, "xlsx")}>{ "表格存为xlsx" }</button>
                            if props.papers == Papers::Form4 { { campaign_ledger(&app, &job, &campaign) } }
                        }
                        <button type="button" class="btn main" onclick={print}>{ "打印" }</button>
                    }
                </span>
            </div>
            if is_making {
                <p class="note chrome" role="status">{ "正在准备……" }</p>
            } else if documents.is_empty() {
                { nothing_yet(back) }
            }
            if !page::has_feet() {
                <p class="note warn chrome">{ "这个浏览器印出的纸没有页脚：各页没有页码、任务编号和封存码。请换用Edge、Chrome等浏览器打印" }if !is_secret { { "，或“存为docx”后打印" } }{ "。" }</p>
            }
            if let Some(batch) = &batch { { batches(batch, made.businesses, &part) } }
            if is_secret && !documents.is_empty() {
                <p class="note warn chrome">{ "随机码只印在纸上，这里不显示。打印窗口的预览会显示它：请先关掉投影，预览和印出的纸都不要让任何人看到。" }</p>
            }
            if documents.len() > 1 && !*shows_all {
                <p class="note chrome only-phone">{ format!("手机上只显示第 1 份；打印和存为文件的是全部 {} 份。", documents.len()) }{ " " }<button type="button" class="btn" onclick={cb!(all = shows_all, move |_: MouseEvent| all.set(true))}>{ "全部显示" }</button></p>
            }
            <div class={classes!(is_secret.then_some("unseen"), (!*shows_all).then_some("few"))}><Sheets key={format!("{:p}", Rc::as_ptr(&documents))} documents={Same(documents.clone())} /></div>
        </div>
    }
}

fn nothing_yet(back: String) -> Html {
    html! {
        <section class="card empty"><h2>{ "现在还没有可以打印的内容" }</h2><p>{ "任务有了名称可以打印会议通知、签到表，方案填好之后可以打印附件1（实施方案）、附件7，封存之后可以打印封存单、抽取现场记录（生成种子之前还可以打印随机码封袋页），抽取之后可以打印其余各表，作废之后可以打印作废单。" }</p><p class="row"><a class="btn main" href={back}>{ "返回" }</a></p></section>
    }
}

/// Which part of many businesses is shown, and the ways to the others.
fn batches(batch: &str, businesses: usize, part: &UseStateHandle<usize>) -> Html {
    let to_part = |to: usize| cb!(part, move |_: MouseEvent| part.set(to));
    let at = **part;
    html! {
        <div class="note chrome">
            <p>{ format!("共 {} 户，每次显示、打印和存为文件 {PART} 户，现在是{batch}。全部打印时请逐批打印。", businesses) }</p>
            <p class="row">
                <button type="button" class="btn" disabled={at == 0} onclick={to_part(at.saturating_sub(1))}>{ "上一批" }</button>
                <button type="button" class="btn" disabled={(at + 1) * PART >= businesses} onclick={to_part(at + 1)}>{ "下一批" }</button>
            </p>
        </div>
    }
}

/// The step that the papers belong to.
pub const fn step_of(papers: Papers) -> Step {
    match papers {
        Papers::Approvals
        | Papers::Field
        | Papers::Notices
        | Papers::Records
        | Papers::Checklists
        | Papers::Scenes
        | Papers::Orders => Step::Inspect,
        Papers::Letters | Papers::Reinspections => Step::Publish,
        Papers::Form4 => Step::Archive,
        Papers::Form1 | Papers::Form7 => Step::Plan,
        Papers::Seal
        | Papers::Nonce
        | Papers::Void
        | Papers::MeetingNotice
        | Papers::SignIn
        | Papers::Minutes
        | Papers::Outcome
        | Papers::Form2
        | Papers::Form6 => Step::Draw,
    }
}

/// So many businesses have their papers shown, printed and saved at once.
const PART: usize = 100;

/// The papers that can be made of the campaign as it stands; none before the seal or the draw they tell of.
#[derive(Default)]
struct MadePapers {
    documents: Rc<Vec<Rc<Document>>>,
    /// How many businesses have papers of their own; 0 where papers are not one for each.
    businesses: usize,
}

/// What papers are made of.
type PaperInputs = (Option<Same<Campaign>>, usize, Papers, Whose, usize);

/// The papers, made anew when what they are made of changes; none until they are made, a step a task of the page.
#[hook]
fn use_made(app: &AppContext, made_of: PaperInputs) -> Option<Rc<MadePapers>> {
    let made = use_state(|| None::<Rc<MadePapers>>);
    let turns = use_mut_ref(|| 0_u32);
    let (app, set) = (app.clone(), made.setter());
    use_effect_with(made_of, move |(campaign, _, papers, whose, part)| {
        *turns.borrow_mut() += 1;
        let turn = *turns.borrow();
        let (campaign, papers, whose, part) = (campaign.clone(), *papers, *whose, *part);
        spawn_local(async move {
            let Some(Same(campaign)) = campaign else { return };
            TimeoutFuture::new(0).await;
            // Before the draw there is none.
            let list = list_of(&app, &campaign).ok();
            TimeoutFuture::new(0).await;
            if *turns.borrow() == turn {
                let list = list.as_ref().map(|list| &*list.0);
                let made = MadePapers::of(&app, &campaign, list, (papers, whose, part));
                set.set(Some(Rc::new(if campaign.is_rehearsal { made.rehearsed() } else { made })));
            }
        });
    });
    (*made).clone()
}

impl From<Vec<Document>> for MadePapers {
    fn from(documents: Vec<Document>) -> Self {
        Self { documents: Rc::new(documents.into_iter().map(Rc::new).collect()), businesses: 0 }
    }
}

impl MadePapers {
    fn of(
        app: &AppContext,
        campaign: &Rc<Campaign>,
        list: Option<&Worklist>,
        (papers, whose, part): (Papers, Whose, usize),
    ) -> Self {
        let sheets: &[Sheet] = match papers {
            Papers::Seal => return whole(app.papers(campaign).of_seal(|_, facts| vec![seal_sheet(&facts)])),
            Papers::Nonce => return nonce(app, campaign).into_iter().collect::<Vec<_>>().into(),
            Papers::Void => {
                let only = if let Whose::Attempt(place) = whose { Some(place) } else { None };
                return app.papers(campaign).void_sheets(only).into();
            }
            Papers::MeetingNotice => return whole(app.papers(campaign).meeting_notice().map(|d| vec![d])),
            Papers::SignIn => return whole(app.papers(campaign).sign_in_sheet().map(|d| vec![d])),
            Papers::Minutes => return whole(app.papers(campaign).minutes().map(|d| vec![d])),
            Papers::Form1 => return of_plan(campaign, |facts| form1(facts).into()).into(),
            Papers::Form7 => return of_plan(campaign, |facts| vec![form7(facts)]).into(),
            Papers::Approvals => {
                let names = list.map_or(&[][..], |list| &list.departments);
                let department = |n: u32| names.get(usize::try_from(n).ok()?.checked_sub(1)?).map(String::as_str);
                let forms = |known: &OutcomeFacts<'_>| match whose {
                    Whose::All => approvals(&known.facts, None),
                    Whose::Department(n) => approvals(&known.facts, department(n)),
                    _ => {
                        let meant = chosen(known.list, known.facts.conduct, whose);
                        approvals_of(&known.facts, &meant.into_iter().map(|b| b.key.as_str()).collect::<Vec<_>>())
                    }
                };
                return whole(list.and_then(|list| app.papers(campaign).of_outcome(list, forms)));
            }
            Papers::Outcome => &[Sheet::Form2, Sheet::Form6],
            Papers::Form2 => &[Sheet::Form2],
            Papers::Form6 => &[Sheet::Form6],
            Papers::Form4 => {
                let form = |known: &OutcomeFacts<'_>| vec![form4(&known.facts, known.summary(), known.discrepancies())];
                return whole(list.and_then(|list| app.papers(campaign).of_outcome(list, form)));
            }
            Papers::Field => &crate::forms::FIELD,
            Papers::Notices => &[Sheet::Notice],
            Papers::Records => &[Sheet::RecordForm],
            Papers::Letters => &[Sheet::Letter],
            Papers::Checklists => &[Sheet::Checklist],
            Papers::Scenes => &[Sheet::Scene],
            Papers::Orders => &[Sheet::Order],
            Papers::Reinspections => &[Sheet::Reinspection],
        };
        let Some(list) = list else { return Self::default() };
        let made = app.papers(campaign).of_outcome(list, |known| {
            let f = &known.facts;
            if !sheets.iter().any(|sheet| sheet.is_per_business()) {
                return Some(pack(f, Scope::Whole, sheets).into());
            }
            let meant: HashSet<&str> =
                chosen(known.list, f.conduct, whose).into_iter().map(|b| b.key.as_str()).collect();
            let mut businesses = businesses(f, Scope::Whole);
            businesses.retain(|key| meant.contains(key));
            let some = businesses.chunks(PART).nth(part).or_else(|| businesses.chunks(PART).next()).unwrap_or_default();
            Some(Self { businesses: businesses.len(), ..pack_of(f, some, sheets).into() })
        });
        made.flatten().unwrap_or_default()
    }

    /// Every paper of a rehearsal says that it is one.
    fn rehearsed(self) -> Self {
        let documents = self.documents.iter().map(|document| Rc::new((**document).clone().rehearsed()));
        Self { documents: Rc::new(documents.collect()), ..self }
    }

    /// Which of the businesses are in this part, where not all are.
    fn batch(&self, part: usize) -> Option<String> {
        let (from, to) = (part * PART + 1, ((part + 1) * PART).min(self.businesses));
        (self.businesses > PART).then(|| format!("第{from}至{to}户"))
    }
}

/// Papers of a plan that is complete; none of one that is not.
fn of_plan(campaign: &Campaign, forms: impl Fn(&PlanFacts<'_>) -> Vec<Document>) -> Vec<Document> {
    let plan = check_plan(&campaign.plan);
    plan.map(|plan| forms(&PlanFacts { plan: &plan, settings: &campaign.settings })).unwrap_or_default()
}

fn whole(documents: Option<Vec<Document>>) -> MadePapers {
    documents.unwrap_or_default().into()
}

/// 随机码封袋页, while there is a secret to keep.
fn nonce(app: &AppContext, campaign: &Campaign) -> Option<Document> {
    let is_secret = campaign.phase() == Phase::Sealed && !campaign.is_rehearsal;
    app.papers(campaign).of_seal(|attempt, facts| {
        let secret = attempt.nonce.filter(|_| is_secret && !facts.preliminary)?;
        Some(nonce_sheet(&facts, secret))
    })?
}
