use crate::app::background;
use crate::app::parts::{Dialog, Same};
use crate::app::readiness::use_readiness;
use crate::app::store::use_shop;
use crate::browser::entropy;
use crate::browser::worker::Session;
use crate::draw::{Manifest, Nonce, Rehearsal};
use crate::model::Digest;
use crate::roster::{Record, Severity};
use crate::route::{Route, Step};
use crate::state::{Act, Campaign, Checked, Readiness, RosterKind, manifest};
use crate::work::{Answer, Task};
use std::rc::Rc;
use yew::prelude::*;

/// Draws of a rehearsal (protocol §6).
const RUNS: u32 = 1000;

#[derive(Properties, PartialEq)]
pub struct CheckCardProps {
    pub campaign: Rc<Campaign>,
}

/// 核对: everything that will be sealed, and the button that seals it.
#[component]
pub fn CheckCard(props: &CheckCardProps) -> Html {
    let shop = use_shop();
    let ready = use_readiness(&shop, &props.campaign);
    let asking = use_state_eq(|| false);
    // Sealed with a fresh nonce when it comes to it; this one only shows what would be sealed.
    let trial = use_memo((Same(ready.clone()), props.campaign.attempts.len()), |_| {
        manifest(&props.campaign, &ready, Digest::of(""))
    });
    let open = {
        let asking = asking.clone();
        Callback::from(move |on: bool| asking.set(on))
    };
    let seal = {
        let (shop, id, open) = (shop.clone(), props.campaign.id.clone(), open.clone());
        Callback::from(move |_: MouseEvent| {
            open.emit(false);
            match entropy::bytes() {
                Ok(bytes) => shop.act(&id, Act::Seal(Nonce::from_bytes(bytes))),
                Err(fault) => shop.warn(fault),
            }
        })
    };
    html! {
        <>
            <section class="card stack" aria-labelledby="check">
                <h2 id="check" class="head">{ "核对将要封存的内容" }</h2>
                <ul class="list">
                    { plan_line(&props.campaign, &ready) }
                    { roster_line(&props.campaign, &ready, RosterKind::Businesses) }
                    { roster_line(&props.campaign, &ready, RosterKind::Officers) }
                </ul>
                if let Err(why) = &*trial { <p class="note bad" role="status">{ format!("还不能封存：{why}。") }</p> }
            </section>
            if let Ok(trial) = &*trial {
                <Contents manifest={Rc::new(trial.clone())} />
                <Rehearse manifest={Rc::new(trial.clone())} />
            }
            <section class="card sealed stack">
                <h2>{ "封存" }</h2>
                <p>{ "封存后，方案和名录一个字也不能改。先公布并打印封存码，请在场人员签字，再由各方报数。" }</p>
                <div class="row">
                    <button type="button" class="btn seal big" disabled={trial.is_err()} onclick={open.reform(|_| true)}>{ "封存……" }</button>
                </div>
            </section>
            if *asking {
                <Dialog title="现在封存？" on_close={open.reform(|()| false)}>
                    <p>{ format!("将进行第 {} 次抽取。封存后方案和名录不可修改；要改只能说明理由作废，作废会留在公开记录中。", props.campaign.attempt_number()) }</p>
                    <p class="note">{ "请确认各方代表都在场，且尚未有人报数。" }</p>
                    <div class="row end">
                        <button type="button" class="btn" onclick={open.reform(|_| false)}>{ "再看看" }</button>
                        <button type="button" class="btn seal" onclick={seal}>{ "封存" }</button>
                    </div>
                </Dialog>
            }
        </>
    }
}

fn check_line(done: bool, what: &str, text: String, link: Route) -> Html {
    let (class, word) = if done { ("tag ok", "✓ 已就绪") } else { ("tag bad", "! 待处理") };
    html! {
        <li>
            <span class={class}>{ word }</span><b class="w5">{ what }</b><span class="grow">{ text }</span>
            <a class="btn" href={link.hash()}>{ if done { "修改" } else { "去处理" } }<span hidden=true>{ what }</span></a>
        </li>
    }
}

fn plan_line(campaign: &Campaign, ready: &Readiness) -> Html {
    let link = Route::Step(campaign.id.clone(), Step::Plan);
    match &ready.plan {
        Ok(plan) => check_line(
            true,
            "方案",
            format!("{}：{}个部门，{}个单位报数", plan.title, plan.departments.len(), plan.contributors.len()),
            link,
        ),
        Err(problems) => {
            check_line(false, "方案", format!("有{}处需要改正：{}", problems.len(), problems[0].message), link)
        }
    }
}

/// File, rows, rows left out, errors.
fn counts<T: Record>(c: &Checked<T>) -> (String, usize, usize, usize) {
    (c.all.file.clone(), c.mended.rows.len(), c.mended.excluded.len(), c.count(Severity::Error))
}

fn roster_line(campaign: &Campaign, ready: &Readiness, kind: RosterKind) -> Html {
    let link = Route::Step(campaign.id.clone(), Step::Rosters);
    let counts = match kind {
        RosterKind::Businesses => ready.businesses.as_ref().map(|c| counts(c)),
        RosterKind::Officers => ready.officers.as_ref().map(|c| counts(c)),
    };
    let name = if kind == RosterKind::Businesses { "市场主体" } else { "执法人员" };
    match counts {
        None => check_line(false, name, "还没有载入名录".into(), link),
        Some((file, rows, out, 0)) => {
            let others = if out == 0 { String::new() } else { format!("，另有{out}行注明理由不参加") };
            check_line(true, name, format!("{file}：{}行参加抽取{others}", rows.saturating_sub(out)), link)
        }
        Some((file, _, _, errors)) => check_line(false, name, format!("{file}：有{errors}处错误"), link),
    }
}

#[derive(Properties)]
struct ManifestProps {
    manifest: Rc<Manifest>,
}

impl PartialEq for ManifestProps {
    fn eq(&self, other: &Self) -> bool {
        self.manifest.commitment() == other.manifest.commitment()
    }
}

/// What is drawn from what, by stratum and by department.
#[component]
fn Contents(props: &ManifestProps) -> Html {
    let m = &props.manifest;
    let officers = |name: &str| m.officers.iter().filter(|o| o.department == name).count();
    html! {
        <section class="card" aria-labelledby="contents">
            <h2 id="contents" class="head">{ "抽取范围" }</h2>
            <div class="grid">
                <table>
                    <thead><tr><th>{ "类别" }</th><th class="num">{ "名录" }</th><th class="num">{ "抽取" }</th></tr></thead>
                    <tbody>
                        { for m.strata.iter().map(|s| html! { <tr><td>{ &s.label }</td><td class="num">{ format!("{} 户", s.population) }</td><td class="num"><b>{ format!("{} 户", s.sample) }</b></td></tr> }) }
                        <tr><td><b>{ "合计" }</b></td><td class="num">{ format!("{} 户", m.businesses.len()) }</td><td class="num"><b>{ format!("{} 户", m.strata.iter().map(|s| u64::from(s.sample)).sum::<u64>()) }</b></td></tr>
                    </tbody>
                </table>
                <table>
                    <thead><tr><th>{ "部门" }</th><th class="num">{ "名录" }</th><th class="num">{ "每组（户）" }</th><th>{ "检查的类别" }</th></tr></thead>
                    <tbody>
                        { for m.departments.iter().map(|d| html! { <tr><td>{ &d.name }</td><td class="num">{ format!("{} 人", officers(&d.name)) }</td><td class="num">{ format!("{} 人", d.per_team) }</td>
                            <td>{ d.strata.as_ref().map_or("全部".to_owned(), |s| s.join("、")) }</td></tr> }) }
                    </tbody>
                </table>
            </div>
            <p class="small">{ format!("检查组：{}；回避关系 {} 条；报数单位：{}", m.matching.teams.map_or("按户匹配".to_owned(), |t| format!("{t} 组")), m.recusals.len(), m.contributors.join("、")) }</p>
        </section>
    }
}

/// 预演: a thousand draws with throw-away seeds whose results nobody sees.
#[component]
fn Rehearse(props: &ManifestProps) -> Html {
    let said = use_state_eq(|| AttrValue::Static("正在预演……"));
    let result = use_state(|| None::<Rehearsal>);
    let job = use_mut_ref(|| None::<Session>);
    {
        let (manifest, said, result) = (props.manifest.clone(), said.clone(), result.clone());
        use_effect_with(props.manifest.commitment(), move |_| {
            result.set(None);
            match entropy::bytes() {
                Err(fault) => said.set(fault.to_string().into()),
                Ok(entropy) => {
                    let task = Task::Rehearse { manifest: Box::new((*manifest).clone()), runs: RUNS, entropy };
                    let step = said.clone();
                    let running = background::run(
                        &task,
                        &[],
                        move |text| step.set(text.into()),
                        move |answer| match answer {
                            Ok((Answer::Rehearsal(rehearsal), _)) => result.set(Some(rehearsal)),
                            Ok(_) => {}
                            Err(fault) => said.set(format!("预演没有完成：{fault}").into()),
                        },
                    );
                    *job.borrow_mut() = running;
                }
            }
            move || drop(job.borrow_mut().take())
        });
    }
    html! {
        <section class="card stack" aria-labelledby="rehearsal">
            <h2 id="rehearsal" class="head">{ "预演" }</h2>
            if let Some(r) = &*result {
                if r.without_assignment == 0 {
                    <p class="note ok">{ format!("用 {} 个一次性的种子预演，全部能够完成匹配。预演的结果谁也看不到，也不影响真正的抽取。", r.runs) }</p>
                } else {
                    <p class="note warn">{ format!("用 {} 个一次性的种子预演，有 {} 次找不到满足回避要求的匹配；真正抽取时若遇到，按规则作废重抽。", r.runs, r.without_assignment) }</p>
                    <ul>{ for r.advice.iter().map(|a| html! { <li>{ a.to_string() }</li> }) }</ul>
                }
            } else {
                <p class="small" role="status">{ &*said }</p>
            }
        </section>
    }
}
