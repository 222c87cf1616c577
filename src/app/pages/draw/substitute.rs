use super::SealedAttempt;
use super::outcome::{Facts, Names, Replacing};
use crate::app::parts::{Dialog, ReasonDialog, Reasoned};
use crate::app::store::use_shop;
use crate::draw::{Incoming, Kind, Via, ticket};
use crate::state::{Act, Refusal, Replace, checked, in_force};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct SubstituteDialogProps {
    pub sealed: SealedAttempt,
    pub facts: Rc<Facts>,
    pub kind: Kind,
    pub team: u32,
    /// The key of the one to replace.
    pub out: String,
    pub on_close: Callback<()>,
}

impl PartialEq for SubstituteDialogProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.facts, &other.facts) && self.out == other.out && self.team == other.team
    }
}

/// 替补: who comes in, why that one, and what the user must say for it (protocol §7).
#[component]
pub fn SubstituteDialog(p: &SubstituteDialogProps) -> Html {
    let shop = use_shop();
    let s = &p.sealed;
    // What was sealed is laid out for it, which takes a while where the roster is large.
    let who = (p.kind, p.team, p.out.clone(), s.attempt.substitutions.len());
    let incoming = (*use_memo(who, |_| next(p))).clone();
    let name = Names::of(&s.sealed).get(&p.out).to_owned();
    let on_done = {
        let (shop, id, close) = (shop.clone(), s.campaign.id.clone(), p.on_close.clone());
        let (kind, team, out) = (p.kind, p.team, p.out.clone());
        Callback::from(move |said: Reasoned| {
            let Reasoned { reason, approved_by, .. } = said;
            let replace = Replace { kind, team, out: out.clone(), reason, approved_by };
            if shop.try_act(&id, Act::Substitute(Box::new(replace))) {
                close.emit(());
            }
        })
    };
    let word = s.sealed.seal.matching.mode.unit();
    let title = format!("替补第 {} {word}的“{name}”", p.team);
    match incoming {
        Err(why) => html! {
            <Dialog {title} on_close={p.on_close.clone()}>
                <p class="note warn">{ why.to_string() }</p>
                <div class="row end"><button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "知道了" }</button></div>
            </Dialog>
        },
        Ok(incoming) => html! {
            <ReasonDialog {title} about="换下的仍留在记录中，注明已换下；替补后不能撤销，也会进入公开记录和附件2、附件6。"
                button={incoming.who.as_ref().map_or("换下，位置空缺".to_owned(), |who| format!("由“{}”替补", who.name))} approval=true {on_done} on_close={p.on_close.clone()}>
                { explain(p, &incoming) }
            </ReasonDialog>
        },
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
fn explain(p: &SubstituteDialogProps, incoming: &Incoming) -> Html {
    let m = &p.sealed.sealed.seal;
    let (seed, round) = (&p.facts.drawn.seed, p.facts.drawn.outcome.round.to_string());
    let business = p.sealed.sealed.businesses.get(&p.out);
    let department = m
        .departments
        .iter()
        .find(|d| p.facts.teams.iter().filter(|t| t.number == p.team).any(|t| t.officers_of(&d.name).contains(&p.out)));
    let (domain, group) = match p.kind {
        Kind::Business => ("business", format!("“{}”类的备选市场主体", business.map_or("", |b| &b.stratum))),
        Kind::Officer => ("officer", format!("“{}”的备选人员", department.map_or("", |d| &d.name))),
    };
    let rule = match incoming.via {
        Via::Reserve => format!(
            "按规则，由{group}中签号最小、尚未用过{}的一个替补：",
            if p.kind == Kind::Officer { "且无须回避" } else { "" }
        ),
        Via::Pool => {
            "备选人员已无人可用。按规则，由已抽中的人员中对本户签号最小、未达每人户数上限、无须回避的一人兼任：".into()
        }
        Via::PoolBeyondLimit => {
            "备选人员已无人可用，其余人员都已达每人户数上限。按规则，由对本户签号最小、无须回避的一人兼任：".into()
        }
        Via::Nobody => format!("{group}已经没有可以替补的。换下后这个位置空缺，会写进公开记录和附件。"),
    };
    let ticket = |key: &str| match p.kind {
        Kind::Business => ticket(seed, domain, &[key]),
        Kind::Officer => ticket(seed, domain, &[&round, key]),
    };
    html! {
        <div class="note">
            <p>{ rule }</p>
            if let Some(who) = &incoming.who {
                <p><b id="incoming">{ &who.name }</b>{ " " }<span class="mono">{ &who.key }</span></p>
                if incoming.via == Via::Reserve { <p class="small">{ format!("签号 {}…，谁也不能另选。", ticket(&who.key).short(4)) }</p> }
            }
            if !incoming.recused.is_empty() {
                <p class="small">{ format!("请注意：本组的{}须回避这一户，替补后请接着替补这些人员。", incoming.recused.iter().map(|w| w.name.clone()).collect::<Vec<_>>().join("、")) }</p>
            }
        </div>
    }
}

#[derive(Properties)]
pub struct ChooseOfficerProps {
    pub sealed: SealedAttempt,
    pub facts: Rc<Facts>,
    pub team: u32,
    pub on_replace: Callback<Replacing>,
    pub on_close: Callback<()>,
}

impl PartialEq for ChooseOfficerProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.facts, &other.facts) && self.team == other.team
    }
}

/// Which officer of a team shall be replaced.
#[component]
pub fn ChooseOfficer(p: &ChooseOfficerProps) -> Html {
    let m = &p.sealed.sealed.seal;
    let names = Names::of(&p.sealed.sealed);
    let team = p.facts.teams.iter().find(|t| t.number == p.team);
    let people = |name: &str| team.map(|t| t.officers_of(name).to_vec()).unwrap_or_default();
    let pick = |key: &String| {
        let whom = Replacing::Whom(Kind::Officer, p.team, key.clone());
        p.on_replace.reform(move |_: MouseEvent| whom.clone())
    };
    html! {
        <Dialog title={format!("第 {} {}：替补哪一位？", p.team, m.matching.mode.unit())} on_close={p.on_close.clone()}>
            <ul class="list">{ for m.departments.iter().map(|d| (d, people(&d.name))).filter(|(_, keys)| !keys.is_empty()).map(|(d, keys)| html! {
                <li><span class="w8">{ &d.name }</span>{ for keys.iter().map(|k| html! { <button type="button" class="btn" onclick={pick(k)}>{ names.get(k) }</button> }) }</li>
            }) }</ul>
            <div class="row end"><button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "取消" }</button></div>
        </Dialog>
    }
}

/// What came in for what, in order.
#[component]
pub fn Substitutions(s: &SealedAttempt) -> Html {
    let entries = &s.attempt.substitutions;
    if entries.is_empty() {
        return Html::default();
    }
    let names = Names::of(&s.sealed);
    let word = s.sealed.seal.matching.mode.unit();
    html! {
        <section class="card" aria-labelledby="substitutions">
            <h2 id="substitutions" class="head">{ format!("替补 {} 次", entries.len()) }</h2>
            <div class="scroll"><table class="wrap-cards">
                <thead><tr><th class="num">{ "次序" }</th><th>{ "检查组" }</th><th>{ "换下" }</th><th>{ "替补" }</th><th>{ "理由" }</th><th>{ "批准人" }</th><th>{ "时间" }</th></tr></thead>
                <tbody>{ for entries.iter().enumerate().map(|(i, e)| html! {
                    <tr key={i}>
                        <td class="num" data-label="次序">{ i + 1 }</td><td data-label="检查组" class="nowrap">{ format!("第 {} {word}", e.team) }</td>
                        <td data-label="换下">{ e.out.as_deref().map_or("", |key| names.get(key)) }</td><td data-label="替补">{ e.incoming.as_deref().map_or("空缺", |key| names.get(key)) }</td>
                        <td data-label="理由">{ &e.reason }</td><td data-label="批准人">{ &e.approved_by }</td>
                        <td data-label="时间" class="nowrap">{ e.at.stamp().format("%Y年%-m月%-d日 %H:%M").to_string() }</td>
                    </tr>
                }) }</tbody>
            </table></div>
        </section>
    }
}
