use crate::app::make::{Job, make};
use crate::app::paperwork::{of_outcome, of_seal};
use crate::app::parts::{Papers as Sheets, Same};
use crate::app::store::{Shop, use_shop};
use crate::browser::page;
use crate::forms::{Document, PlanFacts, Scope, Sheet, form2, form4, form6, form7, pack, seal_sheet};
use crate::route::{Papers, Route, Step, Whose};
use crate::state::{Campaign, check_plan};
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
                        <button type="button" class="btn" onclick={file(Content::Docx, "docx")}>{ "存为docx" }</button>
                        <button type="button" class="btn" onclick={file(Content::Tables, "xlsx")}>{ "表格存为xlsx" }</button>
                        <button type="button" class="btn main" onclick={print}>{ "打印" }</button>
                    }
                </span>
            </div>
            if documents.is_empty() {
                <section class="card empty"><h2>{ "现在还没有可以打印的内容" }</h2><p>{ "方案填好之后可以打印附件7，封存之后可以打印封存单，抽取之后可以打印其余各表。" }</p><p class="row"><a class="btn main" href={back}>{ "返回" }</a></p></section>
            }
            <Sheets documents={Same(documents)} />
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
    if papers == Papers::Seal {
        return of_seal(shop, campaign, |_, _, facts| vec![seal_sheet(&facts)]).unwrap_or_default();
    }
    if papers == Papers::Form7 {
        let plan = check_plan(&campaign.plan);
        return plan
            .map(|plan| vec![form7(&PlanFacts { plan: &plan, settings: &campaign.settings })])
            .unwrap_or_default();
    }
    let made = of_outcome(shop, campaign, |known| {
        let f = &known.facts;
        let scope = match whose {
            Whose::All => Some(Scope::Whole),
            Whose::Team(n) => Some(Scope::Team(n)),
            Whose::Attempt(_) => None,
            Whose::Business(n) => known.list.businesses.iter().find(|b| b.number == n).map(|b| Scope::Business(&b.key)),
        };
        let packed = |sheets: &[Sheet]| scope.map(|scope| pack(f, scope, sheets)).unwrap_or_default();
        match papers {
            Papers::Form2 => vec![form2(f)],
            Papers::Form6 => vec![form6(f)],
            Papers::Form4 => vec![form4(f, known.summary, known.discrepancies)],
            Papers::Field => packed(&crate::forms::FIELD),
            Papers::Notices => packed(&[Sheet::Notice]),
            Papers::Records => packed(&[Sheet::RecordForm]),
            Papers::Letters => packed(&[Sheet::Letter]),
            Papers::Outcome | Papers::Seal | Papers::Nonce | Papers::Void | Papers::Form7 => vec![form2(f), form6(f)],
        }
    });
    made.unwrap_or_default()
}
