//! 预演: a thousand draws with throw-away seeds whose results nobody sees.

use crate::app::parts::Same;
use crate::app::worker::task;
use crate::browser::entropy;
use crate::browser::worker::WorkerSession;
use crate::draw::{REHEARSALS, Rehearsal};
use crate::work::RehearseDraw;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RehearseProps {
    /// The JSON of what would be sealed.
    pub json: Same<[u8]>,
}

/// 预演.
#[component]
pub fn Rehearse(props: &RehearseProps) -> Html {
    let said = use_state_eq(|| AttrValue::Static("正在预演……"));
    let result = use_state(|| None::<Rehearsal>);
    let job = use_mut_ref(|| None::<WorkerSession>);
    use_effect_with(
        props.json.clone(),
        with!(said, result, move |json| {
            result.set(None);
            match entropy::bytes() {
                Err(fault) => said.set(fault.to_string().into()),
                Ok(entropy) => {
                    let request = RehearseDraw { runs: REHEARSALS, entropy };
                    let step = said.clone();
                    let running = task::run(
                        &request,
                        &json.0,
                        move |text| step.set(text.into()),
                        move |answer| match answer {
                            Ok(rehearsal) => result.set(Some(rehearsal)),
                            Err(fault) => said.set(format!("预演没有完成：{fault}").into()),
                        },
                    );
                    *job.borrow_mut() = running;
                }
            }
            move || drop(job.borrow_mut().take())
        }),
    );
    html! {
        <section class="card stack" aria-labelledby="rehearsal">
            <h2 id="rehearsal" class="head">{ "预演" }</h2>
            if let Some(r) = &*result {
                if r.second_round == 0 {
                    <p class="note ok">{ format!("用 {} 个一次性的种子预演，全部能够完成匹配。预演的结果谁也看不到，也不影响真正的抽取。", r.runs) }</p>
                } else {
                    <p class="note warn">{ format!("用 {} 个一次性的种子预演，有 {} 次要把执法人员再抽一轮才能满足回避，其中 {} 次抽满一百轮仍不能全部满足。抽中的各户不受影响；真正抽取时若遇到，按规则自动再抽人员。", r.runs, r.second_round, r.last_round) }</p>
                    <ul>{ for r.advice.iter().map(|a| html! { <li>{ a.to_string() }</li> }) }</ul>
                }
            } else {
                <p class="small" role="status">{ &*said }</p>
            }
        </section>
    }
}
