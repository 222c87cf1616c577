//! What an imported 附件7 leaves to the user: departments that the plan lacks, categories that it does not draw from.

use crate::app::parts::{PAGE, checkbox, edit_state, radio};
use crate::course::NOBODY;
use crate::state::{DepartmentAnswer, DepartmentAsked, ItemAnswers};
use yew::prelude::*;

/// The departments that may be others by another name and of which nothing is said yet.
pub fn open<'a>(asked: &'a [DepartmentAsked], answers: &ItemAnswers) -> Vec<&'a str> {
    let open = asked.iter().filter(|a| !a.likely.is_empty() && !answers.departments.contains_key(&a.name));
    open.map(|a| if a.name == NOBODY { "没有写明部门的事项" } else { a.name.as_str() }).collect()
}

/// A question for each department that may be one by another name. Once the plan is `sealed` none can be added.
pub fn which(asked: &[DepartmentAsked], answers: &UseStateHandle<ItemAnswers>, sealed: bool, tried: bool) -> Html {
    let likely = asked.iter().filter(|a| !a.likely.is_empty()).take(PAGE);
    html! { { for likely.enumerate().map(|(n, a)| question(n, a, answers, sealed, tried)) } }
}

fn question(
    n: usize,
    asked: &DepartmentAsked,
    answers: &UseStateHandle<ItemAnswers>,
    sealed: bool,
    tried: bool,
) -> Html {
    let given = answers.departments.get(&asked.name);
    let choice = |answer: DepartmentAnswer, text: String| {
        let (name, checked) = (asked.name.clone(), given == Some(&answer));
        let on_pick = edit_state(answers, move |a: &mut ItemAnswers, _: bool| {
            a.departments.insert(name.clone(), answer.clone());
        });
        radio(format!("items-department-{n}"), checked, false, on_pick, text)
    };
    let name = &asked.name;
    let (which, unnamed) = match name == NOBODY {
        true => ("表里没有写明部门，这些事项是哪个部门的？".to_owned(), true),
        false => (format!("方案中没有“{name}”，它是哪个部门？"), false),
    };
    html! {
        <div class="note warn">
            <fieldset>
                <legend class="label">{ which }</legend>
                { for asked.likely.iter().map(|own| choice(DepartmentAnswer::Is(own.clone()), if unnamed { own.clone() } else { format!("就是“{own}”") })) }
                if !sealed && !unnamed { { choice(DepartmentAnswer::Add, format!("另加一个部门“{name}”")) } }
                { choice(DepartmentAnswer::Leave, if unnamed { "不采用这些事项" } else { "不采用它的事项" }.to_owned()) }
                if tried && given.is_none() { <span class="error">{ "请选择一项" }</span> }
            </fieldset>
        </div>
    }
}

/// The other departments that the plan lacks, each to be added or not.
pub fn added(asked: &[DepartmentAsked], answers: &UseStateHandle<ItemAnswers>) -> Html {
    let others: Vec<_> = asked.iter().filter(|a| a.likely.is_empty()).collect();
    if others.is_empty() {
        return Html::default();
    }
    let choice = |asked: &&DepartmentAsked| {
        let name = asked.name.clone();
        let checked = answers.departments.get(&name) == Some(&DepartmentAnswer::Add);
        let on_pick = edit_state(answers, move |a: &mut ItemAnswers, on: bool| {
            let answer = if on { DepartmentAnswer::Add } else { DepartmentAnswer::Leave };
            a.departments.insert(name.clone(), answer);
        });
        checkbox("items-departments", checked, false, on_pick, format!("增加“{}”", asked.name))
    };
    html! {
        <fieldset>
            <legend class="label">{ "方案中没有的部门" }</legend>
            <p class="hint">{ "增加的部门每组按2人，采用后可改；名录里要有它的执法人员，要它报数的请另加报数单位。" }</p>
            { for others.iter().take(PAGE).map(choice) }
        </fieldset>
    }
}

/// The categories that the plan does not draw from, each to be added or not.
pub fn strata(categories: &[String], answers: &UseStateHandle<ItemAnswers>) -> Html {
    if categories.is_empty() {
        return Html::default();
    }
    let choice = |category: &String| {
        let label = category.clone();
        let on_pick = edit_state(answers, move |a: &mut ItemAnswers, on: bool| {
            if on {
                a.strata.insert(label.clone());
            } else {
                a.strata.remove(&label);
            }
        });
        checkbox("items-strata", answers.strata.contains(category), false, on_pick, format!("增加“{category}”"))
    };
    html! {
        <fieldset>
            <legend class="label">{ "方案不抽取的类别" }</legend>
            <p class="hint">{ "表中的检查对象写了这些类别。增加的类别按不少于10%抽取，采用后可改。" }</p>
            { for categories.iter().take(PAGE).map(choice) }
        </fieldset>
    }
}
