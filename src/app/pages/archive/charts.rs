use crate::app::parts::Same;
use crate::browser::clock;
use crate::course::Summary;
use crate::forms::chart::{Chart, Fill, LETTER, Shape, by_category, by_department, by_result, progress};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ChartsProps {
    pub summary: Same<Summary>,
}

/// 图表: results, departments, categories, how it went on.
#[component]
pub fn Charts(p: &ChartsProps) -> Html {
    let s = &p.summary.0;
    let found = s.total.inspected > 0;
    let charts = [by_result(s), by_department(s), by_category(s), progress(s, clock::now().date_naive())];
    let charts = &charts[usize::from(!found)..];
    html! {
        <section class="card" aria-labelledby="charts">
            <h2 id="charts" class="head">{ "图表" }</h2>
            if !found { <p class="note">{ "还没有检查结果，检查之后这里会有各种结果的户数。" }</p> }
            <div class="charts">{ for charts.iter().map(drawn) }</div>
        </section>
    }
}

fn drawn(chart: &Chart) -> Html {
    html! {
        <figure>
            <svg role="img" aria-label={chart.title.clone()} viewBox={format!("0 0 {} {}", chart.width, chart.height)} font-size={LETTER.to_string()}>
                <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff" /><rect width="3" height="6" fill="#17406d" /></pattern></defs>
                { for chart.shapes.iter().map(shape) }
            </svg>
            <figcaption>{ &chart.title }</figcaption>
        </figure>
    }
}

fn shape(shape: &Shape) -> Html {
    match shape {
        Shape::Bar { x, y, width, height, fill } => {
            let fill = match fill {
                Fill::Solid => "#17406d",
                Fill::Hatched => "url(#hatch)",
                Fill::Blank => "#fff",
            };
            html! { <rect x={x.to_string()} y={y.to_string()} width={width.to_string()} height={height.to_string()} {fill} stroke="#17406d" stroke-width="1" /> }
        }
        Shape::Line { points, stroke } => {
            let points: Vec<_> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
            let (width, dash) = stroke.look();
            html! { <polyline points={points.join(" ")} fill="none" stroke="#17406d" stroke-width={width} stroke-dasharray={dash} /> }
        }
        Shape::Text { x, y, text, anchor } => {
            let anchor = anchor.name();
            html! { <text x={x.to_string()} y={y.to_string()} text-anchor={anchor}>{ text }</text> }
        }
    }
}
