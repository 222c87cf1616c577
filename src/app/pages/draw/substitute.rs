//! 替补: who comes in follows from the tickets (protocol §7); the user says for whom, why, and with whose approval.

use super::drawn_part::Replacing;
use super::facts::DrawnFacts;
use super::names::SealedNames;
use super::sealed_attempt::SealedAttempt;
use crate::app::context::use_app;
use crate::app::parts::{Dialog, ReasonDialog, Reasoned, Same};
use crate::draw::{Incoming, Mode, Substitution, Via, ticket};
use crate::model::EntityKind;
use crate::state::{Act, Contact, Refusal, Replace, checked, contact, in_force};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SubstituteDialogProps {
    pub sealed: SealedAttempt,
    pub facts: Same<DrawnFacts>,
    pub kind: EntityKind,
    pub team: u32,
    /// The key of the one to replace.
    pub out: String,
    pub on_close: Callback<()>,
}

/// 替补: who comes in, why that one, and what the user must say for it (protocol §7).
#[component]
pub fn SubstituteDialog(p: &SubstituteDialogProps) -> Html {
    let app = use_app();
    let s = &p.sealed;
    // What was sealed is laid out for it, which takes a while where the roster is large.
    let who = (p.facts.clone(), p.kind, p.team, p.out.clone(), s.attempt.substitutions.len());
    let incoming = (*use_memo(who, |_| next(p))).clone();
    let name = SealedNames::of(&s.sealed).get(&p.out).to_owned();
    let on_done = cb!(
        app,
        id = s.campaign.id,
        close = p.on_close,
        kind = p.kind,
        team = p.team,
        out = p.out,
        move |said: Reasoned| {
            let Reasoned { reason, approved_by, .. } = said;
            let replace = Replace { kind, team, out: out.clone(), reason, approved_by };
            if app.try_act(&id, Act::Substitute(Box::new(replace))) {
                close.emit(());
            }
        }
    );
    let title = match p.kind {
        EntityKind::Business => format!("换下“{name}”"),
        EntityKind::Officer => format!("{}：换下“{name}”", place(s, &p.facts, p.team)),
    };
    // A roster is gone through for it once.
    let told = use_memo(
        (
            Same(s.campaign.clone()),
            app.store.model.blobs.len(),
            p.kind,
            incoming.as_ref().ok().and_then(|i| i.who.clone()),
        ),
        |(.., kind, who)| {
            who.as_ref().map(|who| contact(&app.store.model, &s.campaign, *kind, &who.key)).unwrap_or_default()
        },
    );
    match incoming {
        Err(why) => html! {
            <Dialog {title} on_close={p.on_close.clone()}>
                <p class="note warn">{ why.to_string() }</p>
                <div class="row end"><button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "知道了" }</button></div>
            </Dialog>
        },
        Ok(incoming) => html! {
            <ReasonDialog {title} about="换下的仍留在记录中，注明已换下；换下后不能撤销，也会进入公开记录和附件2、附件6。"
                button={incoming.who.as_ref().map_or_else(|| format!("换下“{name}”，位置空缺"), |who| format!("换下“{name}”，由“{}”递补", who.name))} approval=true {on_done} on_close={p.on_close.clone()}>
                { explain(p, &incoming, &told) }
            </ReasonDialog>
        },
    }
}

/// 第1组; a household by its name.
fn place(s: &SealedAttempt, facts: &DrawnFacts, team: u32) -> String {
    let mode = s.sealed.seal.matching.mode;
    let only = facts.teams.iter().find(|t| t.number == team).and_then(|t| t.businesses.first());
    match only.filter(|_| mode == Mode::PerBusiness) {
        Some(key) => format!("第{team}户“{}”", SealedNames::of(&s.sealed).get(key)),
        None => format!("第{team}{}", mode.unit()),
    }
}

/// Who would come in.
fn next(p: &SubstituteDialogProps) -> Result<Incoming, Refusal> {
    if p.sealed.attempt.is_preliminary() {
        return Err(Refusal::Preliminary);
    }
    let checked = checked(&p.sealed.sealed)?;
    let force = in_force(&checked, &p.facts.drawn, &p.sealed.attempt.substitutions)?;
    Ok(force.next(p.kind, p.team, &p.out)?)
}

/// Who comes in and by which rule, with the ticket.
fn explain(p: &SubstituteDialogProps, incoming: &Incoming, contact: &Contact) -> Html {
    let m = &p.sealed.sealed.seal;
    let (seed, round) = (&p.facts.drawn.seed, p.facts.drawn.outcome.round.to_string());
    let business = p.sealed.sealed.businesses.get(&p.out);
    let department = m
        .departments
        .iter()
        .find(|d| p.facts.teams.iter().filter(|t| t.number == p.team).any(|t| t.officers_of(&d.name).contains(&p.out)));
    let (domain, group) = match p.kind {
        EntityKind::Business => (
            "business",
            format!("“{}”的备选{}", business.map_or("", |b| &b.stratum), p.sealed.campaign.settings.subject.title()),
        ),
        EntityKind::Officer => ("officer", format!("“{}”的备选人员", department.map_or("", |d| &d.name))),
    };
    let rule = match incoming.via {
        Via::Reserve => format!(
            "按规则，由{group}中签号最小、尚未用过{}的一个递补：",
            if p.kind == EntityKind::Officer { "且无须回避" } else { "" }
        ),
        Via::Pool => {
            "备选人员已无人可用。按规则，由已抽中的人员中对本户签号最小、未达每人户数上限、无须回避的一人兼任：".into()
        }
        Via::PoolBeyondLimit => {
            "备选人员已无人可用，其余人员都已达每人户数上限。按规则，由对本户签号最小、无须回避的一人兼任：".into()
        }
        Via::Nobody => format!("{group}已经没有可以递补的。换下后这个位置空缺，会写进公开记录和附件。"),
    };
    let ticket = |key: &str| match p.kind {
        EntityKind::Business => ticket(seed, domain, &[key]),
        EntityKind::Officer => ticket(seed, domain, &[&round, key]),
    };
    html! {
        <div class="note">
            <p>{ rule }</p>
            if let Some(who) = &incoming.who {
                <p><b id="incoming">{ &who.name }</b>if who.key != who.name { { " " }<span class="mono">{ &who.key }</span> }</p>
                if !contact.is_empty() { <dl class="kv left" id="incoming-contact">{ for contact.iter().map(|(what, text)| html! { <><dt>{ *what }</dt><dd>{ text }</dd></> }) }</dl> }
                if incoming.via == Via::Reserve { <p class="small">{ format!("签号 {}…，谁也不能另选。", ticket(&who.key).short(4)) }</p> }
            }
            if !incoming.recused.is_empty() {
                <p class="small">{ format!("请注意：{}须回避这一户，递补后请接着换下这些人员。", incoming.recused.iter().map(|w| w.name.clone()).collect::<Vec<_>>().join("、")) }</p>
            }
        </div>
    }
}

/// Which officer of a team shall be replaced.
pub fn choose_officer(
    s: &SealedAttempt,
    facts: &DrawnFacts,
    number: u32,
    on_replace: &Callback<Replacing>,
    on_close: Callback<()>,
) -> Html {
    let names = SealedNames::of(&s.sealed);
    let team = facts.teams.iter().find(|t| t.number == number);
    let people = |name: &str| team.map(|t| t.officers_of(name).to_vec()).unwrap_or_default();
    let pick = |key: &String| {
        let whom = Replacing::Whom(EntityKind::Officer, number, key.clone());
        on_replace.reform(move |_: MouseEvent| whom.clone())
    };
    html! {
        <Dialog title={format!("{}：换下哪一位？", place(s, facts, number))} on_close={on_close.clone()}>
            <ul class="list">{ for s.sealed.seal.departments.iter().map(|d| (d, people(&d.name))).filter(|(_, keys)| !keys.is_empty()).map(|(d, keys)| html! {
                <li><span class="w8">{ &d.name }</span>{ for keys.iter().map(|k| html! { <button type="button" class="btn" onclick={pick(k)}>{ names.get(k) }</button> }) }</li>
            }) }</ul>
            <div class="row end"><button type="button" class="btn" onclick={on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button></div>
        </Dialog>
    }
}

/// What came in for what, in order, each with how to reach it.
pub fn substitutions(s: &SealedAttempt, reach: &[Contact]) -> Html {
    let entries = &s.attempt.substitutions;
    if entries.is_empty() {
        return Html::default();
    }
    let names = SealedNames::of(&s.sealed);
    let unit = s.sealed.seal.matching.mode.unit();
    let incoming = |i: usize, e: &Substitution| {
        let Some(key) = e.incoming.as_deref() else { return html! { "空缺" } };
        let reach = reach.get(i).map_or(&[][..], Vec::as_slice);
        html! { <>{ names.get(key) }{ for reach.iter().map(|(_, text)| html! { <><br /><span class="small">{ text }</span></> }) }</> }
    };
    html! {
        <section class="card" aria-labelledby="substitutions">
            <h2 id="substitutions" class="head">{ format!("替补 {} 次", entries.len()) }</h2>
            <div class="scroll"><table class="wrap-cards">
                <thead><tr><th class="num">{ "次序" }</th><th>{ if unit == "组" { "检查组" } else { "户次" } }</th><th>{ "换下" }</th><th>{ "递补" }</th><th>{ "理由" }</th><th>{ "批准人、时间" }</th></tr></thead>
                <tbody>{ for entries.iter().enumerate().map(|(i, e)| html! {
                    <tr key={i}>
                        <td class="num" data-label="次序">{ i + 1 }</td><td data-label="分在"><span class="nowrap">{ format!("第{}{unit}", e.team) }</span></td>
                        <td data-label="换下">{ e.out.as_deref().map_or("", |key| names.get(key)) }</td><td data-label="递补"><div>{ incoming(i, e) }</div></td>
                        <td data-label="理由">{ &e.reason }</td>
                        <td data-label="批准人"><div>{ &e.approved_by }<br /><span class="small nowrap">{ e.at.stamp().format("%Y年%-m月%-d日 %H:%M").to_string() }</span></div></td>
                    </tr>
                }) }</tbody>
            </table></div>
        </section>
    }
}
