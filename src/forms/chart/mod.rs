//! Charts as shapes: what the screen draws and what is kept as a file are the same. Numbers stand beside the shapes, and
//! parts differ by pattern, so that they read without colour and in print.

mod bars;
mod steps;
mod svg;

pub use bars::{by_category, by_department, by_result, by_team};
pub use steps::progress;

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
