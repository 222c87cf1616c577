//! The chart of progress: how many were inspected and published by which day.

use super::{Anchor, Chart, LETTER, Shape, Stroke, WIDTH};
use crate::course::{Progress, Summary};
use chrono::{Days, NaiveDate};

const HEIGHT: f64 = 220.0;
const LEFT: f64 = 48.0;
const RIGHT: f64 = 96.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 34.0;
/// As wide as 12月30日, with room on both sides.
const LABEL: f64 = LETTER * 5.0;
/// Parts between the marks along the days, at most.
const PARTS: u64 = 3;

/// How many were inspected and published by which day, up to `until`, against how many there are.
pub fn progress(summary: &Summary, until: NaiveDate) -> Chart {
    let first = summary.progress.first().map_or(until, |p| p.on);
    let last = summary.progress.last().map_or(until, |p| p.on.max(until));
    let frame = Frame { first, days: days(first, last).max(1), goal: summary.total.listed.max(1) };
    let mut shapes = frame.axes();
    let series: [Series; 2] = [("已检查", |p| p.inspected, Stroke::Solid), ("已公示", |p| p.published, Stroke::Dashed)];
    let ends = series.map(|(_, count, _)| summary.progress.last().map_or(0, count));
    // Labels of lines that end close by stand apart.
    let mut at = ends.map(|n| frame.y(n));
    if (at[0] - at[1]).abs() < LETTER * 1.3 {
        at[0] = (at[1] - LETTER * 1.3).max(TOP);
        at[1] = at[0] + LETTER * 1.3;
    }
    for (i, (name, count, stroke)) in series.into_iter().enumerate() {
        shapes.push(Shape::Line { points: frame.steps(&summary.progress, count, last), stroke });
        let said = format!("{name}{}户", ends[i]);
        shapes.push(Shape::text(WIDTH - RIGHT + 6.0, at[i] + LETTER * 0.35, said, Anchor::Start));
    }
    Chart { title: "检查与公示进度".into(), width: WIDTH, height: HEIGHT, shapes }
}

fn days(from: NaiveDate, to: NaiveDate) -> u64 {
    u64::try_from((to - from).num_days()).unwrap_or(0)
}

/// A name, what is counted, how its line is drawn.
type Series = (&'static str, fn(&Progress) -> u32, Stroke);

struct Frame {
    first: NaiveDate,
    days: u64,
    goal: u32,
}

impl Frame {
    fn x(&self, day: NaiveDate) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * days(self.first, day) as f64 / self.days as f64
    }

    fn y(&self, count: u32) -> f64 {
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * f64::from(count.min(self.goal)) / f64::from(self.goal)
    }

    /// Level until a day that adds something, then up.
    fn steps(&self, progress: &[Progress], count: fn(&Progress) -> u32, last: NaiveDate) -> Vec<(f64, f64)> {
        let mut points = vec![(self.x(self.first), self.y(0))];
        let mut level = 0;
        for p in progress.iter().filter(|p| count(p) != 0) {
            points.push((self.x(p.on), self.y(level)));
            level = count(p);
            points.push((self.x(p.on), self.y(level)));
        }
        points.push((self.x(last), self.y(level)));
        points
    }

    fn axes(&self) -> Vec<Shape> {
        let thin = |points| Shape::Line { points, stroke: Stroke::Thin };
        let (right, bottom) = (WIDTH - RIGHT, HEIGHT - BOTTOM);
        let mut shapes = vec![thin(vec![(LEFT, TOP), (LEFT, bottom), (right, bottom)])];
        let mut levels = vec![0, self.goal / 2, self.goal];
        levels.dedup();
        for level in levels {
            let y = self.y(level);
            shapes.push(thin(vec![(LEFT - 4.0, y), (if level == self.goal { right } else { LEFT }, y)]));
            shapes.push(Shape::text(LEFT - 8.0, y + LETTER * 0.35, format!("{level}户"), Anchor::End));
        }
        let parts = self.days.min(PARTS);
        let mut written = f64::NEG_INFINITY;
        for part in 0..=parts {
            let Some(day) = self.first.checked_add_days(Days::new(self.days * part / parts)) else { continue };
            let x = self.x(day);
            // A day that would stand in the way of the one before, or of the last, has no mark.
            if part < parts && (x - written < LABEL || right - x < LABEL) {
                continue;
            }
            written = x;
            shapes.push(thin(vec![(x, bottom), (x, bottom + 4.0)]));
            let (y, said) = (bottom + 4.0 + LETTER * 1.3, day.format("%-m月%-d日").to_string());
            shapes.push(Shape::text(x, y, said, Anchor::Middle));
        }
        shapes
    }
}
