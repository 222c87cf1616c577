//! 检查要点 of one business: what was found on each, folded until it is wanted.

use super::change::{Form, edit};
use crate::app::parts::Pick;
use crate::course::{PointOf, points_of, unexplained};
use crate::model::{Conformity, Inspection};
use yew::prelude::*;

/// The points of a department, with their counts; nothing where it has none.
pub fn points(p: &Form<'_>, department: &str) -> Html {
    let all = points_of(&p.course.list.0, p.business, p.inspection);
    let own: Vec<PointOf<'_>> = all.into_iter().filter(|point| point.department == department).collect();
    if own.is_empty() {
        return Html::default();
    }
    let answer = |point: &PointOf<'_>| p.inspection.answer(point.department, point.item, &point.point.text);
    let count = |wanted: Option<Conformity>| own.iter().filter(|point| answer(point) == wanted).count();
    let counts = Conformity::ALL.map(|c| (c.title(), count(Some(c))));
    let counts = counts.into_iter().chain([(Conformity::UNSEEN, count(None))]).filter(|(_, n)| *n > 0);
    let told: Vec<String> = counts.map(|(title, n)| format!("{title} {n}")).collect();
    let odd: Vec<_> = unexplained(p.inspection).into_iter().filter(|(of, ..)| *of == department).collect();
    html! {
        <>
            <details class="more points">
                <summary>{ format!("检查要点 {} 条", own.len()) }{ " " }<span class="small">{ told.join("，") }</span></summary>
                <table class="wrap-cards">
                    <thead><tr><th>{ "检查事项" }</th><th>{ "编号" }</th><th>{ "检查要点" }</th><th>{ "检查情况" }</th></tr></thead>
                    <tbody>{ for own.iter().map(|point| row(p, point, answer(point))) }</tbody>
                </table>
            </details>
            // Always there, so that the table above stays the same one, and open, when a sentence comes.
            <div>{ for odd.iter().map(|(_, item, points)| html! {
                <p class="note warn">{ format!("“{}”不符合，请在“{item}”填写发现的问题。", points.join("”“")) }</p>
            }) }</div>
        </>
    }
}

fn row(p: &Form<'_>, point: &PointOf<'_>, answer: Option<Conformity>) -> Html {
    let options = std::iter::once((AttrValue::Static(""), AttrValue::Static(Conformity::UNSEEN)));
    let options = options.chain(Conformity::ALL.map(|c| (AttrValue::Static(c.title()), AttrValue::Static(c.title()))));
    let (department, item, text) = (point.department.to_owned(), point.item.to_owned(), point.point.text.clone());
    let on_pick = edit(p, move |i: &mut Inspection, title: String| {
        let answer = Conformity::ALL.into_iter().find(|c| c.title() == title);
        i.set_answer(&department, &item, &text, answer);
    });
    let (basis, method) = (&point.point.basis, &point.point.method);
    html! {
        <tr key={format!("{}{}", point.item, point.point.text)}>
            <td data-label="检查事项">{ point.item }</td>
            <td data-label="编号">{ &point.point.number }</td>
            <td data-label="检查要点">{ &point.point.text }
                if !basis.is_empty() || !method.is_empty() { <div class="small">{ basis }{ if basis.is_empty() || method.is_empty() { "" } else { "；" } }{ method }</div> }
            </td>
            <td class="nowrap" data-label="检查情况"><Pick name={format!("“{}”的检查情况", point.point.text)} value={answer.map_or("", Conformity::title)} options={options.collect::<Vec<_>>()} locked={p.locked} {on_pick} /></td>
        </tr>
    }
}
