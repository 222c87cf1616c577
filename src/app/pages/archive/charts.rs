//! 图表, as they are in the package.

use crate::forms::chart::{Chart, Fill, LETTER, Shape};
use yew::prelude::*;

/// 图表: what differs between results, departments, categories, groups and days; nothing where nothing does.
pub fn drawn_charts(charts: &[Chart]) -> Html {
    if charts.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="charts">
            <h2 id="charts" class="head">{ "图表" }</h2>
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
