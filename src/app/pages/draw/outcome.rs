use super::Sealed;
use super::seed::SeedText;
use crate::app::parts::{DigestText, Pager, page_of};
use crate::app::store::{Shop, use_shop};
use crate::browser::files;
use crate::draw::{Drawn, Manifest, Mode, Outcome, Placed, draw, verify};
use crate::route::{Papers, Route};
use crate::state::{Campaign, record};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OutcomeViewProps {
    pub sealed: Sealed,
}

/// 抽取结果.
#[component]
pub fn OutcomeView(props: &OutcomeViewProps) -> Html {
    let shop = use_shop();
    let s = &props.sealed;
    let seed = s.attempt.seed.as_ref().map(|s| s.seed);
    let drawn = use_memo((s.attempt.commitment, seed), |_| seed.and_then(|seed| draw(&s.manifest, seed).ok()));
    let (Some(seed), Some(drawn)) = (seed, &*drawn) else { return Html::default() };
    let names = Names::of(&s.manifest);
    html! {
        <div class="page with-side flush">
            <div>
                <section class="card sealed">
                    <span class="stamp">{ "已封存" }</span>
                    <p class="small">{ format!("封存码（{} 公布，报数之前）", s.attempt.sealed_at.format("%Y年%-m月%-d日 %H:%M")) }</p>
                    <DigestText digest={s.attempt.commitment} />
                    <p class="small">{ format!("种子（由{}当场报数产生）", s.manifest.contributors.join("、")) }</p>
                    <DigestText digest={seed} class={classes!("seed")} />
                    <SeedText ..s.clone() />
                </section>
                <Businesses manifest={s.manifest.clone()} drawn={Rc::new(drawn.clone())} />
                <Officers manifest={s.manifest.clone()} outcome={Rc::new(drawn.outcome.clone())} />
                <section class="card" aria-labelledby="teams">
                    <h2 id="teams" class="head">{ if s.manifest.matching.mode == Mode::Teams { "检查组" } else { "按户匹配" } }</h2>
                    <div class="teams">{ for drawn.outcome.teams.iter().take(200).map(|team| self::team(&names, &s.manifest, team)) }</div>
                </section>
            </div>
            <Side sealed={s.clone()} key={shop.0.model.blobs.len()} />
        </div>
    }
}

/// Names by key, as sealed.
struct Names<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Names<'a> {
    fn of(m: &'a Manifest) -> Self {
        let businesses = m.businesses.iter().map(|b| (b.key.as_str(), b.name.as_str()));
        Self(businesses.chain(m.officers.iter().map(|o| (o.key.as_str(), o.name.as_str()))).collect())
    }

    fn get(&self, key: &'a str) -> &'a str {
        self.0.get(key).copied().unwrap_or(key)
    }
}

fn team(names: &Names<'_>, m: &Manifest, team: &crate::draw::Team) -> Html {
    let word = m.matching.mode.unit();
    let line = |keys: &[String]| keys.iter().map(|k| names.get(k).to_owned()).collect::<Vec<_>>().join("、");
    let officers = m.departments.iter().filter_map(|d| Some((&d.name, team.officers.get(&d.name)?)));
    html! {
        <section key={team.number}>
            <h3>{ format!("第 {} {word}", team.number) }</h3>
            <ul>{ for team.businesses.iter().map(|b| html! { <li>{ names.get(b) }</li> }) }</ul>
            <ul class="small">{ for officers.map(|(name, keys)| html! { <li>{ format!("{name}：{}", line(keys)) }</li> }) }</ul>
        </section>
    }
}

#[derive(Properties)]
struct BusinessesProps {
    manifest: Rc<Manifest>,
    drawn: Rc<Drawn>,
}

impl PartialEq for BusinessesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.manifest, &other.manifest)
    }
}

/// The businesses in the order of their tickets.
#[component]
fn Businesses(props: &BusinessesProps) -> Html {
    let page = use_state_eq(|| 0_usize);
    let (m, d) = (&props.manifest, &props.drawn);
    let listed: BTreeMap<_, _> = m.businesses.iter().map(|b| (b.key.as_str(), b)).collect();
    let teams: BTreeMap<_, _> =
        d.outcome.teams.iter().flat_map(|t| t.businesses.iter().map(|b| (b.as_str(), t.number))).collect();
    let rows: Vec<_> = d.businesses.iter().enumerate().collect();
    let word = m.matching.mode.unit();
    let on_page = {
        let page = page.clone();
        Callback::from(move |p| page.set(p))
    };
    html! {
        <section class="card" aria-labelledby="drawn">
            <div class="head">
                <h2 id="drawn">{ format!("抽中市场主体 {} 户", rows.len()) }</h2>
                <span class="small">{ format!("名录 {} 户；按签号从小到大排列", m.businesses.len()) }</span>
            </div>
            <div class="scroll">
                <table class="wrap-cards" id="drawn-businesses">
                    <thead><tr><th class="num">{ "序号" }</th><th>{ "市场主体" }</th><th>{ "代码" }</th><th>{ "类别" }</th><th>{ "检查组" }</th><th>{ "签号" }</th></tr></thead>
                    <tbody>{ for page_of(&rows, *page).iter().map(|(i, Placed { key, ticket })| html! {
                        <tr key={key.clone()}>
                            <td class="num" data-label="序号">{ i + 1 }</td>
                            <td data-label="市场主体">{ listed.get(key.as_str()).map_or(key.as_str(), |b| &b.name) }</td>
                            <td class="mono nowrap" data-label="代码">{ key.clone() }</td>
                            <td class="nowrap" data-label="类别">{ listed.get(key.as_str()).map(|b| b.stratum.clone()) }</td>
                            <td data-label="检查组"><span class="tag team">{ teams.get(key.as_str()).map(|t| format!("第 {t} {word}")) }</span></td>
                            <td class="mono nowrap" data-label="签号" title={ticket.hex()}>{ format!("{}…", ticket.short(2)) }</td>
                        </tr>
                    }) }</tbody>
                </table>
            </div>
            <Pager rows={rows.len()} page={*page} {on_page} label="抽中市场主体翻页" />
        </section>
    }
}

#[derive(Properties)]
struct OfficersProps {
    manifest: Rc<Manifest>,
    outcome: Rc<Outcome>,
}

impl PartialEq for OfficersProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.manifest, &other.manifest)
    }
}

/// The officers by department, in the order of their tickets.
#[component]
fn Officers(props: &OfficersProps) -> Html {
    let (m, o) = (&props.manifest, &props.outcome);
    let names = Names::of(m);
    let all: usize = o.officers.values().map(Vec::len).sum();
    html! {
        <section class="card" aria-labelledby="officers">
            <h2 id="officers" class="head">{ format!("抽中执法人员 {all} 人") }</h2>
            <table>
                <thead><tr><th>{ "部门" }</th><th class="num">{ "人数" }</th><th>{ "姓名" }</th></tr></thead>
                <tbody>{ for m.departments.iter().map(|d| {
                    let keys = o.officers.get(&d.name).map_or(&[][..], Vec::as_slice);
                    html! { <tr><td class="nowrap">{ &d.name }</td><td class="num">{ keys.len() }</td><td>{ keys.iter().map(|k| names.get(k)).collect::<Vec<_>>().join("、") }</td></tr> }
                }) }</tbody>
            </table>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct SideProps {
    sealed: Sealed,
}

/// 本次抽取, 为什么可信, and what to do with it.
#[component]
fn Side(props: &SideProps) -> Html {
    let shop = use_shop();
    let s = &props.sealed;
    let record = use_memo(s.attempt.drawn.clone(), |_| record(&shop.0.model, &s.campaign));
    let checked = use_memo(s.attempt.drawn.clone(), |_| record.as_ref().as_ref().ok().map(verify));
    let first = s
        .attempt
        .drawn
        .as_ref()
        .and_then(|d| shop.0.model.outcome(d.outcome))
        .and_then(|o| o.businesses.first().cloned());
    let export = {
        let (shop, campaign, record) = (shop.clone(), s.campaign.clone(), record.clone());
        Callback::from(move |_: MouseEvent| save(&shop, &campaign, &record))
    };
    html! {
        <aside class="side">
            <section class="card stack">
                <h2>{ "下一步" }</h2>
                <a class="btn main" href={Route::Papers(s.campaign.id.clone(), Papers::Outcome).hash()}>{ "打印附件2、附件6" }</a>
                <button type="button" class="btn" onclick={export}>{ "导出公开记录" }</button>
                <p class="small">{ "公开记录不含电话、地址和回避理由；任何人可在“验证”页用它重算。" }</p>
            </section>
            <section class="card stack">
                <h2>{ "为什么可信" }</h2>
                if checked.as_ref().as_ref().is_some_and(|v| v.is_clean()) {
                    <p class="note ok" id="self-check">{ "已用公开记录重算一遍：一致" }</p>
                } else {
                    <p class="note bad" id="self-check">{ "用公开记录重算不一致，请勿使用本结果，并导出记录供核查" }</p>
                }
                if let (Some(key), Some(seeded)) = (first, &s.attempt.seed) {
                    <p class="small">{ "任何人都可用这一行自己核对第 1 户的签号：" }</p>
                    <pre class="pre" tabindex="0">{ format!("printf '%s\\nbusiness\\n%s' {} {key} | sha256sum", seeded.seed) }</pre>
                }
                <p class="small">{ "它证明结果出自这份名录和这些报数，不能证明名录完整；防止另抽一次的办法，是报数之前签字的封存单。" }</p>
            </section>
        </aside>
    }
}

fn save(shop: &Shop, campaign: &Campaign, record: &Result<crate::draw::Record, crate::state::StoredFault>) {
    let name = format!("{}-公开记录-第{}次.json", campaign.title(), campaign.attempt_number());
    match record {
        Err(fault) => shop.warn(fault),
        Ok(record) => match files::save(&name, record.to_json().as_bytes(), "application/json") {
            Ok(()) => shop.tell(format!("已导出“{name}”")),
            Err(fault) => shop.warn(fault),
        },
    }
}
