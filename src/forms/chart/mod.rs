//! Charts as shapes: what the screen draws and what is kept as a file are the same. Numbers stand beside the shapes, and
//! parts differ by pattern, so that they read without colour and in print.

mod bars;
mod steps;
mod svg;

pub use bars::{by_category, by_department, by_result, by_team};
pub use steps::progress;

use crate::course::{Summary, Tally};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The charts that show something: a single number, or a progress of one day, is said by the table.
pub fn charts(summary: &Summary, until: NaiveDate) -> Vec<Chart> {
    let results = summary.total.results.iter().filter(|n| **n > 0).count();
    let states = |tallies: &[Tally]| {
        let parts = tallies.iter().flat_map(|t| {
            let inspected = t.inspected.max(t.published);
            [(0, t.published), (1, inspected - t.published), (2, t.listed.saturating_sub(inspected))]
        });
        let seen: BTreeSet<u8> = parts.filter(|(_, n)| *n > 0).map(|(part, _)| part).collect();
        tallies.len() > 1 && seen.len() > 1
    };
    let mut made = Vec::new();
    if results > 1 {
        made.push(by_result(summary));
    }
    let standings = [
        (&summary.by_department, by_department(summary)),
        (&summary.by_category, by_category(summary)),
        (&summary.by_team, by_team(summary)),
    ];
    made.extend(standings.into_iter().filter(|(tallies, _)| states(tallies)).map(|(_, chart)| chart));
    if summary.progress.iter().filter(|p| p.inspected > 0 || p.published > 0).count() > 1 {
        made.push(progress(summary, until));
    }
    made
}

/// A chart, in units of about a pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows, also for those who hear it.
    pub title: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// From the back to the front.
    pub shapes: Vec<Shape>,
}

/// A part of a chart; `y` grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A bar, or a square of the legend.
    Bar {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// How it is filled.
        fill: Fill,
    },
    /// A line through points.
    Line {
        /// The points.
        points: Vec<(f64, f64)>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A text on one line.
    Text {
        /// Where it begins, stands or ends.
        x: f64,
        /// Its base line.
        y: f64,
        /// The text.
        text: String,
        /// Which of the three `x` is.
        anchor: Anchor,
    },
}

/// How a bar is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Dark.
    Solid,
    /// With slanting lines.
    Hatched,
    /// Its outline only.
    Blank,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// A series.
    Solid,
    /// Another series.
    Dashed,
    /// An axis or a mark on it.
    Thin,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

impl Stroke {
    /// Width and dashes, as SVG writes them.
    pub const fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::Solid => ("2.5", ""),
            Self::Dashed => ("2.5", "7 4"),
            Self::Thin => ("1", ""),
        }
    }
}

impl Anchor {
    /// Its name in SVG.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// The size of its letters.
pub const LETTER: f64 = 14.0;
/// The width of every chart: that of a telephone, so that its letters can be read there.
const WIDTH: f64 = 360.0;

impl Shape {
    fn text(x: f64, y: f64, text: impl Into<String>, anchor: Anchor) -> Self {
        Self::Text { x, y, text: text.into(), anchor }
    }
}
