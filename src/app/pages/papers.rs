use crate::app::make::{Job, make};
use crate::app::paperwork::{Known, of_outcome, of_seal, void_sheets};
use crate::app::parts::{Papers as Sheets, Same};
use crate::app::store::{Shop, use_shop};
use crate::browser::page;
use crate::forms::{Document, PlanFacts, Scope, Sheet, form4, form7, nonce_sheet, pack, seal_sheet};
use crate::route::{Papers, Route, Step, Whose};
use crate::state::{Campaign, Phase, check_plan};
use crate::work::Content;
use std::rc::Rc;
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
    let shop = use_shop();
    let job: Job = use_mut_ref(|| None);
    let found = shop.campaign(&props.id);
    let made_of = (found.clone().map(Same), shop.0.model.blobs.len(), props.papers, props.whose);
    let documents = {
        let (shop, found) = (shop.clone(), found.clone());
        use_memo(made_of, move |(_, _, papers, whose)| {
            found.map(|campaign| documents(&shop, &campaign, *papers, *whose)).unwrap_or_default()
        })
    };
    let Some(campaign) = found else { return Html::default() };
    let back = Route::Step(campaign.id.clone(), step_of(props.papers)).hash();
    // What must not be seen is made for paper alone: no file of it is left on the machine.
    let is_secret = props.papers == Papers::Nonce;
    let print = Callback::from(|_: MouseEvent| page::print());
    let file = |content: fn(Vec<Document>) -> Content, ending: &'static str| {
        let (shop, job, documents) = (shop.clone(), job.clone(), documents.clone());
        let name = format!("{}-{}.{ending}", campaign.title(), name(props.papers));
        Callback::from(move |_: MouseEvent| make(&shop, &job, name.clone(), content((*documents).clone())))
    };
    html! {
        <div class="page">
            <div class="head chrome">
                <h1 tabindex="-1" id="page-title">{ format!("打印{}", name(props.papers)) }</h1>
                <span class="small">{ "A4纸；打印窗口中请不要选“页眉和页脚”。" }</span>
                <span class="right row">
                    <a class="btn" href={back.clone()}>{ "返回" }</a>
                    if !documents.is_empty() {
                        if !is_secret {
                            <button type="button" class="btn" onclick={file(Content::Docx, "docx")}>{ "存为docx" }</button>
                            <button type="button" class="btn" onclick={file(Content::Tables, "xlsx")}>{ "表格存为xlsx" }</button>
                        }
                        <button type="button" class="btn main" onclick={print}>{ "打印" }</button>
                    }
                </span>
            </div>
            if documents.is_empty() {
                <section class="card empty"><h2>{ "现在还没有可以打印的内容" }</h2><p>{ "方案填好之后可以打印附件7，封存之后可以打印封存单（生成种子之前还可以打印随机码封袋页），抽取之后可以打印其余各表，作废之后可以打印作废单。" }</p><p class="row"><a class="btn main" href={back}>{ "返回" }</a></p></section>
            }
            if is_secret && !documents.is_empty() {
                <p class="note warn chrome">{ "随机码只印在纸上，这里不显示。打印窗口的预览会显示它：请先关掉投影，预览和印出的纸都不要让任何人看到。" }</p>
            }
            <div class={is_secret.then_some("unseen")}><Sheets documents={Same(documents)} /></div>
        </div>
    }
}

/// The step that the papers belong to.
pub const fn step_of(papers: Papers) -> Step {
    match papers {
        Papers::Field | Papers::Notices | Papers::Records => Step::Inspect,
        Papers::Letters => Step::Publish,
        Papers::Form4 => Step::Archive,
        Papers::Form7 => Step::Plan,
        Papers::Seal | Papers::Nonce | Papers::Void | Papers::Outcome | Papers::Form2 | Papers::Form6 => Step::Draw,
    }
}

/// What the papers are called.
const fn name(papers: Papers) -> &'static str {
    match papers {
        Papers::Seal => "封存单",
        Papers::Nonce => "随机码封袋页",
        Papers::Void => "作废单",
        Papers::Outcome => "附件2、附件6",
        Papers::Form2 => "附件2",
        Papers::Form4 => "附件4",
        Papers::Form6 => "附件6",
        Papers::Form7 => "附件7",
        Papers::Field => "附件5、附件3",
        Papers::Notices => "附件5",
        Papers::Records => "附件3",
        Papers::Letters => "检查结果告知书",
    }
}

/// The papers that can be made of the campaign as it stands; none before the seal or the draw they tell of.
fn documents(shop: &Shop, campaign: &Rc<Campaign>, papers: Papers, whose: Whose) -> Vec<Document> {
    let sheets: &[Sheet] = match papers {
        Papers::Seal => return of_seal(shop, campaign, |_, facts| vec![seal_sheet(&facts)]).unwrap_or_default(),
        Papers::Nonce => return nonce(shop, campaign).into_iter().collect(),
        Papers::Void => {
            let only = if let Whose::Attempt(place) = whose { Some(place) } else { None };
            return void_sheets(shop, campaign, only);
        }
        Papers::Form7 => {
            let plan = check_plan(&campaign.plan);
            let form = |plan| form7(&PlanFacts { plan: &plan, settings: &campaign.settings });
            return plan.map(form).into_iter().collect();
        }
        Papers::Outcome => &[Sheet::Form2, Sheet::Form6],
        Papers::Form2 => &[Sheet::Form2],
        Papers::Form6 => &[Sheet::Form6],
        Papers::Form4 => {
            let form = |known: &Known<'_>| vec![form4(&known.facts, known.summary, known.discrepancies)];
            return of_outcome(shop, campaign, form).unwrap_or_default();
        }
        Papers::Field => &crate::forms::FIELD,
        Papers::Notices => &[Sheet::Notice],
        Papers::Records => &[Sheet::RecordForm],
        Papers::Letters => &[Sheet::Letter],
    };
    let made = of_outcome(shop, campaign, |known| {
        let f = &known.facts;
        let scope = match whose {
            Whose::All => Some(Scope::Whole),
            Whose::Team(n) => Some(Scope::Team(n)),
            Whose::Business(n) => known.list.businesses.iter().find(|b| b.number == n).map(|b| Scope::Business(&b.key)),
            Whose::Attempt(_) => None,
        };
        let packed = |sheets: &[Sheet]| scope.map(|scope| pack(f, scope, sheets)).unwrap_or_default();
        packed(sheets)
    });
    made.unwrap_or_default()
}

/// 随机码封袋页, while there is a secret to keep.
fn nonce(shop: &Shop, campaign: &Campaign) -> Option<Document> {
    let is_secret = campaign.phase() == Phase::Sealed;
    of_seal(shop, campaign, |attempt, facts| {
        let secret = attempt.nonce.filter(|_| is_secret && !facts.preliminary)?;
        Some(nonce_sheet(&facts, secret))
    })?
}
