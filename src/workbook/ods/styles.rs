//! How cells of an OpenDocument look: the styles of `styles.xml`, those that go on with another, and those of the tables'
//! columns and rows (ODF 1.3 part 3, 16 and 19.617).

use crate::workbook::look::Look;
use crate::workbook::markup::{attribute, number};
use crate::workbook::ods::formats::Format;
use std::collections::{HashMap, HashSet};

/// Styles that go on with one another are followed so far: a circle ends.
const DEEPEST: usize = 16;

/// What a style is of; styles of two families may share a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    Cell,
    Paragraph,
    /// A part of a text.
    Text,
}

impl Family {
    fn of(attributes: &str) -> Option<Self> {
        match attribute(attributes, "family")? {
            "table-cell" => Some(Self::Cell),
            "paragraph" => Some(Self::Paragraph),
            "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// What a style says, and whose style it goes on with.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: String,
    format: Option<String>,
    struck: Option<bool>,
}

/// All styles that were read.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    /// By family and name; those that hold for all of a family under no name.
    styles: HashMap<(Family, String), Style>,
    formats: HashMap<String, Format>,
    /// Styles of tables that are not shown.
    hidden: HashSet<String>,
    /// The style that is being read, whatever its family.
    name: String,
    family: Option<Family>,
    /// The format that is being read.
    format: Option<(String, Format)>,
    /// Looks of cells that were asked for, by the style.
    cells: HashMap<String, (Look, bool)>,
}

impl Styles {
    /// Whether the tag tells of a style or format; it was heard then.
    pub(crate) fn open(&mut self, name: &str, attributes: &str) {
        let text = |name| attribute(attributes, name).unwrap_or_default().to_owned();
        match name {
            "style" | "default-style" => {
                (self.name, self.family) = (text("name"), Family::of(attributes));
                let (parent, format) = (text("parent-style-name"), attribute(attributes, "data-style-name"));
                if let Some(family) = self.family {
                    let style = Style { parent, format: format.map(str::to_owned), struck: None };
                    self.styles.insert((family, self.name.clone()), style);
                }
            }
            "table-properties" if attribute(attributes, "display") == Some("false") => {
                self.hidden.insert(self.name.clone());
            }
            "text-properties" if self.format.is_none() => {
                let style = self.family.and_then(|family| self.styles.get_mut(&(family, self.name.clone())));
                style.into_iter().for_each(|style| style.struck = is_struck(attributes).or(style.struck));
            }
            "number-style" | "currency-style" | "percentage-style" | "date-style" | "time-style" => {
                self.format = Some((text("name"), Format::new(name, attributes)));
            }
            name => self.format.iter_mut().for_each(|(_, format)| format.open(name, attributes)),
        }
    }

    /// Text of a format.
    pub(crate) fn text(&mut self, text: &str) {
        self.format.iter_mut().for_each(|(_, format)| format.text(text));
    }

    pub(crate) fn close(&mut self, name: &str) {
        match name {
            "number-style" | "currency-style" | "percentage-style" | "date-style" | "time-style" => {
                self.formats.extend(self.format.take());
            }
            "style" | "default-style" => self.family = None,
            name => self.format.iter_mut().for_each(|(_, format)| format.close(name)),
        }
    }

    /// Whether tables of this style are not shown.
    pub(crate) fn is_hidden(&self, style: &str) -> bool {
        self.hidden.contains(style)
    }

    /// What numbers in cells of this style look like, and whether their text is struck through.
    pub(crate) fn cell(&mut self, name: &str) -> (Look, bool) {
        if let Some(known) = self.cells.get(name) {
            return known.clone();
        }
        let format = self.chain(Family::Cell, name).find_map(|style| style.format.as_deref());
        let look = format.map(|format| self.look(format)).unwrap_or_default();
        let found = (look, self.is_struck(Family::Cell, name));
        self.cells.insert(name.to_owned(), found.clone());
        found
    }

    /// Whether text of this style is struck through.
    pub(crate) fn is_struck(&self, family: Family, name: &str) -> bool {
        self.chain(family, name).find_map(|style| style.struck).unwrap_or_default()
    }

    /// A style, those that it goes on with, and what holds for all.
    fn chain<'a>(&'a self, family: Family, name: &str) -> impl Iterator<Item = &'a Style> {
        let style = move |name: &str| self.styles.get(&(family, name.to_owned()));
        let own = std::iter::successors(style(name), move |known| {
            style(Some(&*known.parent).filter(|parent| !parent.is_empty())?)
        });
        own.take(DEEPEST).chain(style(""))
    }

    fn look(&self, name: &str) -> Look {
        let Some(format) = self.formats.get(name) else { return Look::Number };
        let positive = format.positive().and_then(|name| self.formats.get(name));
        Look::of_code(positive.unwrap_or(format).code())
    }
}

/// Whether text of this look is struck through, if that is said (20.389 and 20.392).
fn is_struck(attributes: &str) -> Option<bool> {
    let lines = ["text-line-through-style", "text-line-through-type"];
    lines.iter().filter_map(|name| attribute(attributes, name)).map(|line| line != "none").reduce(|one, two| one || two)
}

/// The styles of the columns of a table, each up to a column (from 0) that it does not hold for any more.
#[derive(Debug, Default)]
pub(crate) struct ColumnStyles(Vec<(u32, String)>);

impl ColumnStyles {
    /// Takes the next columns.
    pub(crate) fn add(&mut self, attributes: &str) {
        let style = attribute(attributes, "default-cell-style-name").unwrap_or_default();
        let count = number(attributes, "number-columns-repeated").unwrap_or(1);
        let end = self.0.last().map_or(0, |(end, _)| *end).saturating_add(count);
        self.0.push((end, style.to_owned()));
    }

    /// The style of the cells of a column (from 0) that name none; empty if there is none.
    pub(crate) fn get(&self, column: u32) -> &str {
        let at = self.0.partition_point(|(end, _)| *end <= column);
        self.0.get(at).map_or("", |(_, style)| style)
    }
}
