use super::SealedAttempt;
use super::seed::SeedText;
use super::side::Side;
use super::substitute::{ChooseOfficer, SubstituteDialog, Substitutions};
use crate::app::parts::{PAGE, Pager, digest_text, page_of};
use crate::app::store::use_shop;
use crate::draw::{Drawn, Kind, LAST_ROUND, Mode, Placed, Sealed, Team, teams_after, ticket};
use crate::model::Digest;
use crate::state::{self, Model, Refusal};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OutcomeViewProps {
    pub sealed: SealedAttempt,
}

/// 抽取结果: as drawn, with what came in for what since.
#[component]
pub fn OutcomeView(props: &OutcomeViewProps) -> Html {
    let shop = use_shop();
    let s = &props.sealed;
    let replacing = use_state_eq(|| None::<Replacing>);
    let facts = match use_facts(&shop.0.model, s) {
        Ok(facts) => facts,
        Err(why) => {
            return html! { <section class="card"><p class="note bad" role="alert">{ why.to_string() }</p></section> };
        }
    };
    let on_replace = {
        let replacing = replacing.clone();
        Callback::from(move |whom| replacing.set(Some(whom)))
    };
    let close = {
        let replacing = replacing.clone();
        Callback::from(move |()| replacing.set(None))
    };
    let seed = facts.drawn.seed;
    html! {
        <div class="page with-side flush">
            <div>
                <section class="card sealed">
                    <span class="stamp">{ "已封存" }</span>
                    <p class="small">{ format!("封存码（{} 公布，报数之前）", s.attempt.sealed_at.format("%Y年%-m月%-d日 %H:%M")) }</p>
                    { digest_text(s.attempt.commitment, "digest") }
                    <p class="small">{ format!("种子（由{}当场报数产生）", s.sealed.seal.contributors.join("、")) }</p>
                    { digest_text(seed, "seed") }
                    <SeedText ..s.clone() />
                </section>
                <Businesses sealed={s.clone()} facts={facts.clone()} on_replace={on_replace.clone()} />
                <Officers sealed={s.clone()} facts={facts.clone()} />
                <Teams sealed={s.clone()} facts={facts.clone()} on_replace={on_replace.clone()} />
                <Substitutions ..s.clone() />
            </div>
            <Side sealed={s.clone()} facts={facts.clone()} />
            { match (*replacing).clone() {
                Some(Replacing::SomeoneOf(team)) => html! { <ChooseOfficer sealed={s.clone()} {facts} {team} {on_replace} on_close={close} /> },
                Some(Replacing::Whom(kind, team, out)) => html! { <SubstituteDialog sealed={s.clone()} {facts} {kind} {team} {out} on_close={close} /> },
                None => Html::default(),
            } }
        </div>
    }
}

/// Who shall be replaced, as far as the user has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacing {
    /// An officer of this team.
    SomeoneOf(u32),
    /// This one: kind, team, key.
    Whom(Kind, u32, String),
}

/// The facts of the attempt, made again when a substitution is added or a part comes into memory.
#[hook]
pub fn use_facts(model: &Model, s: &SealedAttempt) -> Result<Rc<Facts>, Refusal> {
    let key = (s.attempt.commitment, s.attempt.drawn.clone(), s.attempt.substitutions.len(), model.blobs.len());
    (*use_memo(key, |_| Facts::of(model, s).map(Rc::new))).clone()
}

/// The draw with its tickets and reserves, and the teams as they stand now.
pub struct Facts {
    pub drawn: Drawn,
    pub teams: Vec<Team>,
}

impl Facts {
    pub fn of(model: &Model, s: &SealedAttempt) -> Result<Self, Refusal> {
        let drawn = state::drawn(model, &s.attempt, &s.sealed)?;
        let teams = teams_after(&drawn.outcome.teams, &s.attempt.substitutions);
        Ok(Self { drawn, teams })
    }
}

/// Names by key, as sealed.
pub struct Names<'a>(BTreeMap<&'a str, Cow<'a, str>>);

impl<'a> Names<'a> {
    pub fn of(sealed: &'a Sealed) -> Self {
        let businesses = sealed.businesses.iter().map(|b| (b.key.as_str(), b.name.as_str()));
        let all =
            || businesses.clone().chain(sealed.officers.officers.iter().map(|o| (o.key.as_str(), o.name.as_str())));
        let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
        all().for_each(|(_, name)| *bearers.entry(name).or_default() += 1);
        // Two of one name are told apart by their numbers.
        let told = |(key, name): (&'a str, &'a str)| match bearers.get(name) {
            Some(2..) if key != name => (key, Cow::Owned(format!("{name}（{key}）"))),
            _ => (key, Cow::Borrowed(name)),
        };
        Self(all().map(told).collect())
    }

    pub fn get<'b>(&'b self, key: &'b str) -> &'b str {
        self.0.get(key).map_or(key, |name| name)
    }
}

#[derive(Properties)]
pub struct PartProps {
    pub sealed: SealedAttempt,
    pub facts: Rc<Facts>,
    #[prop_or_default]
    pub on_replace: Callback<Replacing>,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.facts, &other.facts) && self.sealed == other.sealed
    }
}

/// 替补, on whoever came in.
fn came_in(s: &SealedAttempt, kind: Kind, key: &str) -> Html {
    let since = s.attempt.substitutions.iter().any(|x| x.kind == kind && x.incoming.as_deref() == Some(key));
    html! { if since { <span class="tag warn">{ "替补" }</span> } }
}

/// The teams with their officers, as they stand now.
#[component]
fn Teams(props: &PartProps) -> Html {
    let (s, page) = (&props.sealed, use_state_eq(|| 0_usize));
    let m = &s.sealed.seal;
    let names = Names::of(&s.sealed);
    let word = m.matching.mode.unit();
    let on_page = {
        let page = page.clone();
        Callback::from(move |p| page.set(p))
    };
    let line = |keys: &[String]| html! { { for keys.iter().enumerate().map(|(i, k)| html! { <>if i > 0 { { "、" } }{ names.get(k) }{ came_in(s, Kind::Officer, k) }</> }) } };
    html! {
        <section class="card" aria-labelledby="teams">
            <div class="head">
                <h2 id="teams">{ if m.matching.mode == Mode::Teams { "检查组" } else { "按户匹配" } }</h2>
                <span class="small">{ "人员不得随意调换；确需替补的，由签号决定谁来，写明理由和批准人。" }</span>
            </div>
            <div class="teams">{ for page_of(&props.facts.teams, *page).iter().map(|team| html! {
                <section key={team.number}>
                    <h3>{ format!("第 {} {word}", team.number) }</h3>
                    <ul>{ for team.businesses.iter().map(|b| html! { <li>{ names.get(b) }{ came_in(s, Kind::Business, b) }</li> }) }</ul>
                    <ul class="small">{ for m.departments.iter().filter_map(|d| Some((&d.name, team.officers.as_ref()?.get(&d.name)?))).map(|(name, keys)| html! { <li>{ format!("{name}：") }{ line(keys) }</li> }) }</ul>
                    if !s.attempt.is_preliminary() { <button type="button" class="btn quiet" aria-label={format!("第{}{word}替补人员", team.number)} onclick={let n = team.number; props.on_replace.reform(move |_: MouseEvent| Replacing::SomeoneOf(n))}>{ "替补人员……" }</button> }
                </section>
            }) }</div>
            <Pager rows={props.facts.teams.len()} page={*page} {on_page} label="检查组翻页" />
        </section>
    }
}

/// The businesses in the order of their tickets, with what came in since.
#[component]
fn Businesses(props: &PartProps) -> Html {
    let page = use_state_eq(|| 0_usize);
    let (s, d) = (&props.sealed, &props.facts.drawn);
    let m = &s.sealed.seal;
    let teams: BTreeMap<_, _> =
        d.outcome.teams.iter().flat_map(|t| t.businesses.iter().map(|b| (b.as_str(), t.number))).collect();
    let in_force = |key: &str| props.facts.teams.iter().any(|t| t.businesses.iter().any(|b| b == key));
    let word = m.matching.mode.unit();
    let on_page = {
        let page = page.clone();
        Callback::from(move |p| page.set(p))
    };
    let row = |number: Html, key: &str, ticket: Digest, team: u32| {
        let listed = s.sealed.businesses.get(key);
        let name = listed.map_or(key, |b| &b.name);
        let stratum = listed.map_or("", |b| &b.stratum);
        // Two characters stand on one line; a label that is a sentence would widen the page.
        let short = stratum.chars().count() <= 8;
        let (here, whom) = (in_force(key), Replacing::Whom(Kind::Business, team, key.to_owned()));
        let replace = props.on_replace.reform(move |_: MouseEvent| whom.clone());
        html! {
            <tr key={key.to_owned()} class={(!here).then_some("out")}>
                <td class="num" data-label="序号">{ number }</td>
                <td data-label="市场主体">{ name }if key != name { <br /><span class="small mono">{ key.to_owned() }</span> }</td>
                <td class={short.then_some("nowrap")} data-label="类别">{ stratum }</td>
                <td data-label="检查组"><span class="tag team">{ format!("第 {team} {word}") }</span></td>
                <td class="mono nowrap" data-label="签号" title={ticket.hex()}>{ format!("{}…", ticket.short(2)) }</td>
                <td class="keep" data-label="替补">if here && s.attempt.is_preliminary() {} else if here { <button type="button" class="btn quiet" aria-label={format!("替补{name}")} onclick={replace}>{ "替补……" }</button> } else { <span class="tag warn">{ "已换下" }</span> }</td>
            </tr>
        }
    };
    let first = *page * PAGE;
    let drawn = page_of(&d.businesses, *page).iter().enumerate().map(|(i, Placed { key, ticket })| {
        row(html! { first + i + 1 }, key, *ticket, teams.get(key.as_str()).copied().unwrap_or_default())
    });
    // Who came in may have to be replaced in turn.
    let is_last = first + PAGE >= d.businesses.len();
    let since = s.attempt.substitutions.iter().filter(|x| is_last && x.kind == Kind::Business);
    let since = since.filter_map(|x| Some((x.team, x.incoming.as_ref()?))).map(|(team, key)| {
        row(html! { <span class="tag warn">{ "替补" }</span> }, key, ticket(&d.seed, "business", &[key]), team)
    });
    html! {
        <section class="card" aria-labelledby="drawn">
            <div class="head">
                <h2 id="drawn">{ format!("抽中市场主体 {} 户", d.businesses.len()) }</h2>
                <span class="small">{ format!("名录 {} 户；按签号从小到大排列", s.sealed.businesses.len()) }</span>
            </div>
            <div class="scroll">
                <table class="wrap-cards" id="drawn-businesses">
                    <thead><tr><th class="num">{ "序号" }</th><th>{ "市场主体" }</th><th>{ "类别" }</th><th>{ "检查组" }</th><th>{ "签号" }</th><th><span class="sr">{ "替补" }</span></th></tr></thead>
                    <tbody>{ for drawn.chain(since) }</tbody>
                </table>
            </div>
            <Pager rows={d.businesses.len()} page={*page} {on_page} label="抽中市场主体翻页" />
        </section>
    }
}

/// That officers were drawn more than once, as the rules have it; the businesses are the same whatever the round.
fn round(round: u32) -> Html {
    match round {
        0 => Html::default(),
        LAST_ROUND => {
            html! { <p class="note warn">{ "人员抽了一百轮，回避仍无法全部满足，按规则以最后一轮为准：须回避的人员标在附件6上，请在检查之前替补。" }</p> }
        }
        n => {
            html! { <p class="note">{ format!("前 {n} 轮抽出的人员无法满足回避，按规则再抽，以第 {} 轮为准；抽中的市场主体不受影响。", n + 1) }</p> }
        }
    }
}

/// The officers by department, in the order of their tickets.
#[component]
fn Officers(props: &PartProps) -> Html {
    let (m, drawn) = (&props.sealed.sealed.seal, &props.facts.drawn);
    let names = Names::of(&props.sealed.sealed);
    let all: usize = drawn.officers.values().map(Vec::len).sum();
    html! {
        <section class="card" aria-labelledby="officers">
            <h2 id="officers" class="head">{ format!("抽中执法人员 {all} 人") }</h2>
            { round(drawn.outcome.round) }
            <table>
                <thead><tr><th>{ "部门" }</th><th class="num">{ "人数" }</th><th>{ "姓名" }</th></tr></thead>
                <tbody>{ for m.departments.iter().map(|d| {
                    let keys = drawn.officers.get(&d.name).map_or(&[][..], Vec::as_slice);
                    html! { <tr><td>{ &d.name }</td><td class="num">{ keys.len() }</td><td>{ keys.iter().map(|o| names.get(&o.key)).collect::<Vec<_>>().join("、") }</td></tr> }
                }) }</tbody>
            </table>
        </section>
    }
}
