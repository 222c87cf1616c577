//! A chart as SVG text.

use super::{Chart, Fill, LETTER, Shape};
use crate::model::xml_text;
use std::fmt::Write;

impl Chart {
    /// The chart as a file: an SVG 1.1 that needs nothing else.
    pub fn svg(&self) -> String {
        let (width, height, title) = (self.width, self.height, xml_text(&self.title));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height:.1}\" width=\"{width}\" height=\"{height:.1}\" \
             role=\"img\" font-family=\"SimSun, 'Noto Serif CJK SC', serif\" font-size=\"{LETTER}\">\n<title>{title}</title>\n\
             <defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <path d=\"M0,0V6\" stroke=\"#000\" stroke-width=\"2.5\"/></pattern></defs>\n"
        );
        for shape in &self.shapes {
            write_shape(&mut out, shape);
        }
        out + "</svg>\n"
    }
}

fn write_shape(out: &mut String, shape: &Shape) {
    // Writing to a string does not fail.
    let _ = match shape {
        Shape::Bar { x, y, width, height, fill } => {
            let fill = match fill {
                Fill::Solid => "#333",
                Fill::Hatched => "url(#hatch)",
                Fill::Blank => "none",
            };
            let size = format!("x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"");
            writeln!(out, "<rect {size} fill=\"{fill}\" stroke=\"#000\"/>")
        }
        Shape::Line { points, stroke } => {
            let (width, dashes) = stroke.look();
            let dashes = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dashes}\"") };
            let points: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            writeln!(
                out,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"#000\" stroke-width=\"{width}\"{dashes}/>",
                points.join(" ")
            )
        }
        Shape::Text { x, y, text, anchor } => {
            let anchor = anchor.name();
            writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>", xml_text(text))
        }
    };
}
