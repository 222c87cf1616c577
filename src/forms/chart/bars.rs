//! Charts of counts: a bar a line, its parts from left to right.

use super::{Anchor, Chart, Fill, LETTER, Shape, WIDTH};
use crate::course::{Summary, Tally};

/// Room for the numbers on the right: 300／300／300.
const NUMBERS: f64 = 100.0;
/// A row: its label, and the bar below.
const ROW: f64 = 46.0;
const LABEL: f64 = 20.0;
const BAR: f64 = 16.0;
/// Characters of a label.
const MOST: usize = 25;

/// One bar: its parts from left to right.
struct Bar {
    label: String,
    parts: Vec<(u32, Fill)>,
    said: String,
}

/// How often each result was found; results that were not found are left out.
pub fn by_result(summary: &Summary) -> Chart {
    let counts = summary.results.iter().zip(&summary.total.results).filter(|(_, n)| **n > 0);
    let bar = |(label, n): (&String, &u32)| Bar {
        label: label.clone(),
        parts: vec![(*n, Fill::Solid)],
        said: format!("{n}户"),
    };
    bars("检查结果", &counts.map(bar).collect::<Vec<_>>(), &[])
}

/// How far each department is.
pub fn by_department(summary: &Summary) -> Chart {
    standing("各部门检查进度", &summary.by_department)
}

/// How far each category is.
pub fn by_category(summary: &Summary) -> Chart {
    standing(&format!("各{}检查进度", summary.stratum), &summary.by_category)
}

/// How far each team is.
pub fn by_team(summary: &Summary) -> Chart {
    standing("各检查组检查进度", &summary.by_team)
}

const STANDING: [(&str, Fill); 3] = [("已公示", Fill::Solid), ("已检查未公示", Fill::Hatched), ("未检查", Fill::Blank)];

fn standing(title: &str, tallies: &[Tally]) -> Chart {
    let bar = |t: &Tally| {
        let inspected = t.inspected.max(t.published);
        let counts = [t.published, inspected - t.published, t.listed.saturating_sub(inspected)];
        Bar {
            label: t.label.clone(),
            parts: counts.into_iter().zip(STANDING.map(|(_, fill)| fill)).collect(),
            said: counts.map(|n| n.to_string()).join("／"),
        }
    };
    bars(title, &tallies.iter().map(bar).collect::<Vec<_>>(), &STANDING)
}

fn bars(title: &str, bars: &[Bar], legend: &[(&str, Fill)]) -> Chart {
    let total = |b: &Bar| b.parts.iter().map(|(n, _)| *n).sum::<u32>();
    let most = f64::from(bars.iter().map(total).max().unwrap_or(0).max(1));
    let scale = (WIDTH - NUMBERS) / most;
    let mut shapes = Vec::new();
    let top = if legend.is_empty() { 0.0 } else { 28.0 };
    let mut x = 1.0;
    for (name, fill) in legend {
        shapes.push(Shape::Bar { x, y: 4.0, width: 14.0, height: 14.0, fill: *fill });
        shapes.push(Shape::text(x + 20.0, 4.0 + LETTER - 2.0, *name, Anchor::Start));
        x += 20.0 + LETTER * (name.chars().count() as f64 + 1.5);
    }
    for (row, bar) in bars.iter().enumerate() {
        let y = top + ROW * row as f64;
        shapes.push(Shape::text(0.0, y + LABEL - 6.0, shortened(&bar.label), Anchor::Start));
        let mut x = 1.0;
        for (n, fill) in bar.parts.iter().filter(|(n, _)| *n > 0) {
            let width = f64::from(*n) * scale;
            shapes.push(Shape::Bar { x, y: y + LABEL, width, height: BAR, fill: *fill });
            x += width;
        }
        shapes.push(Shape::text(x + 6.0, y + LABEL + BAR / 2.0 + LETTER * 0.35, &bar.said, Anchor::Start));
    }
    Chart { title: title.to_owned(), width: WIDTH, height: top + ROW * bars.len() as f64 + 8.0, shapes }
}

/// A label that fits on its line.
fn shortened(text: &str) -> String {
    let mut label: String = text.chars().take(MOST).collect();
    if text.chars().count() > MOST {
        label.pop();
        label.push('…');
    }
    label
}
