use crate::app::parts::Papers as Sheets;
use crate::app::store::{Shop, use_shop, verify_link};
use crate::browser::page;
use crate::draw::Manifest;
use crate::forms::{Document, DrawFacts, PlanFacts, SealFacts, VoidLine, form2, form6, seal_sheet};
use crate::model::{Business, Officer};
use crate::route::{Papers, Route, Step};
use crate::state::{self, Attempt, Campaign, check_plan, contributions, in_force};
use std::collections::BTreeMap;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PapersPageProps {
    pub id: AttrValue,
    pub papers: Papers,
}

/// Forms as they will be on paper, and the button that prints them.
#[component]
pub fn PapersPage(props: &PapersPageProps) -> Html {
    let shop = use_shop();
    let Some(campaign) = shop.campaign(&props.id) else { return Html::default() };
    let back = Route::Step(campaign.id.clone(), Step::Draw).hash();
    let documents = documents(&shop, &campaign, props.papers);
    let print = Callback::from(|_: MouseEvent| page::print());
    html! {
        <div class="page">
            <div class="head chrome">
                <h1 tabindex="-1" id="page-title">{ "打印" }</h1>
                <span class="small">{ "A4纸，页边距按公文格式；打印窗口中请不要选“页眉和页脚”。" }</span>
                <span class="right row">
                    <a class="btn" href={back.clone()}>{ "返回" }</a>
                    if !documents.is_empty() { <button type="button" class="btn main" onclick={print}>{ "打印" }</button> }
                </span>
            </div>
            if documents.is_empty() {
                <section class="card empty"><h2>{ "现在还没有可以打印的内容" }</h2><p>{ "封存之后可以打印封存单，抽取之后可以打印附件2和附件6。" }</p><p class="row"><a class="btn main" href={back}>{ "回到抽取页" }</a></p></section>
            }
            <Sheets {documents} />
        </div>
    }
}

/// The papers that can be made of the campaign as it stands; none before the seal or the draw they tell of.
fn documents(shop: &Shop, campaign: &Campaign, papers: Papers) -> Vec<Document> {
    let model = &shop.0.model;
    let Some(attempt) = campaign.current() else { return Vec::new() };
    let Some(manifest) = model.manifest(attempt.commitment) else { return Vec::new() };
    let sizes: Vec<_> = check_plan(&campaign.plan)
        .map(|plan| plan.strata.iter().map(|s| s.size.to_string()).collect())
        .unwrap_or_default();
    let seal = SealFacts {
        number: campaign.plan.number.trim(),
        place: campaign.plan.place.trim(),
        sizes: &sizes,
        manifest: &manifest,
        commitment: attempt.commitment,
        sealed_at: attempt.sealed_at,
        link: &verify_link(attempt.commitment),
    };
    if papers == Papers::Seal {
        return vec![seal_sheet(&seal)];
    }
    drawn(shop, campaign, attempt, &manifest, seal, papers).unwrap_or_default()
}

fn drawn(
    shop: &Shop,
    campaign: &Campaign,
    attempt: &Attempt,
    manifest: &Manifest,
    seal: SealFacts<'_>,
    papers: Papers,
) -> Option<Vec<Document>> {
    let model = &shop.0.model;
    let (seeded, reference) = (attempt.seed.as_ref()?, attempt.drawn.as_ref()?);
    let (drawn, outcome) = state::drawn(model, attempt, manifest).ok()?;
    let force = in_force(manifest, &drawn, &attempt.substitutions).ok()?;
    let businesses = model.businesses(campaign.businesses.as_ref()?.blob)?;
    let officers = model.officers(campaign.officers.as_ref()?.blob)?;
    let businesses: Vec<Business> = businesses.reading.rows.iter().collect();
    let officers: Vec<Officer> = officers.reading.rows.iter().collect();
    let by_key: BTreeMap<String, &Business> = businesses.iter().map(|b| (b.key(), b)).collect();
    let officer_by_key: BTreeMap<String, &Officer> = officers.iter().map(|o| (o.key(), o)).collect();
    let voided: Vec<_> = void_lines(campaign).collect();
    let plan = check_plan(&campaign.plan).ok()?;
    let facts = DrawFacts {
        plan: PlanFacts { plan: &plan, settings: &campaign.settings },
        conduct: &attempt.conduct,
        seal,
        contributions: &contributions(manifest, attempt),
        seed: seeded.seed,
        drawn_at: reference.at,
        outcome: &outcome,
        teams: force.teams(),
        substitutions: &attempt.substitutions,
        voided: &voided,
        businesses: &by_key,
        officers: &officer_by_key,
    };
    Some(match papers {
        Papers::Form2 => vec![form2(&facts)],
        Papers::Form6 => vec![form6(&facts)],
        Papers::Outcome | Papers::Seal => vec![form2(&facts), form6(&facts)],
    })
}

fn void_lines(campaign: &Campaign) -> impl Iterator<Item = VoidLine> {
    (1..).zip(&campaign.attempts).filter_map(|(attempt, a)| {
        let v = a.void.as_ref()?;
        let (reason, approved_by) = (v.reason.clone(), v.approval());
        Some(VoidLine { attempt, commitment: a.commitment, reason, approved_by, at: v.at })
    })
}
