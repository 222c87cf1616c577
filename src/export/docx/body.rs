//! The document's parts, one after another.

use super::super::safe::ExportError;
use super::page::{Page, mm};
use super::parts::title_points;
use super::png::png;
use super::table::{facts, in_a_row, signatures, table};
use super::text::{Look, paragraph, properties};
use crate::forms::{Block, Document, Layout, Para, half_ems, qr};

/// The text of all documents, and the pictures that it names.
#[derive(Default)]
pub(super) struct Body {
    /// `w:body`'s content so far.
    pub xml: String,
    /// `picture1`, `picture2`, …
    pub pictures: Vec<Vec<u8>>,
    /// Whether a table stands last: another one after it would be taken for the same.
    after_table: bool,
    /// Whether what comes is kept on the page of the part after it.
    kept: bool,
}

/// English Metric Units a millimetre.
const EMU: u32 = 36_000;
/// The side of a QR code in mm.
const QR_SIDE: u32 = 26;
/// The same on a sheet, which has no millimetre to spare.
const QR_SIDE_OF_SHEET: u32 = 21;
/// The side of one of several in mm.
const QR_SIDE_OF_SEVERAL: u32 = 17;

impl Body {
    pub(super) fn document(&mut self, d: &Document) -> Result<(), ExportError> {
        let (label, title) = match d.layout {
            Layout::Letter | Layout::Wide => ("Label", "Title"),
            Layout::Form => ("LabelForm", "TitleForm"),
            Layout::Sheet => ("LabelForm", "TitleSheet"),
        };
        if !d.label.is_empty() {
            self.paragraph(&d.label, Look::of(label));
        }
        let room = d.layout.text_width() * 144 * 10 / 254 / title_points(d.layout);
        let lines: Vec<_> = d.title.iter().map(|line| balanced(line, room)).collect();
        self.paragraph(&lines.join("\n"), Look::of(title));
        let page = Page { layout: d.layout };
        for (block, kept) in d.blocks.iter().zip(kept(&d.blocks)) {
            self.kept = kept;
            self.block(block, page)?;
        }
        self.kept = false;
        Ok(())
    }

    /// Ends a section; the last one's properties stand for themselves.
    pub(super) fn end(&mut self, page: Page, number: usize, last: bool) {
        let section = page.section(&format!("footer{number}"));
        // A paragraph must follow a table, and a section ends with one; the footer names the page on which it stands.
        let (within, after) = if last { (String::new(), section) } else { (section, String::new()) };
        let properties = properties(Look::of("Gap"), &within);
        self.xml += &format!(
            "<w:p>{properties}<w:bookmarkStart w:id=\"{number}\" w:name=\"end{number}\"/><w:bookmarkEnd w:id=\"{number}\"/></w:p>{after}"
        );
        self.after_table = false;
    }

    fn paragraph(&mut self, text: &str, look: Look) {
        self.xml += &paragraph(text, Look { kept: look.kept || self.kept, ..look });
        self.after_table = false;
    }

    fn table(&mut self, xml: &str) {
        if self.after_table {
            self.xml += &paragraph("", Look::of("Gap"));
        }
        self.xml += xml;
        self.after_table = true;
    }

    fn block(&mut self, block: &Block, page: Page) -> Result<(), ExportError> {
        let (style, normal, heading) = match page.layout {
            Layout::Letter => ("Cell", "Normal", "Heading1"),
            Layout::Wide => ("CellWide", "Normal", "Heading1"),
            Layout::Form => ("CellForm", "NormalForm", "HeadingForm"),
            Layout::Sheet => ("CellSheet", "NormalForm", "HeadingForm"),
        };
        let (width, look) = (page.text_width(), Look::of(style));
        match block {
            Block::Facts(rows) => self.table(&facts(rows, width, look, self.kept)),
            Block::Heading(text) => self.paragraph(text, Look::of(heading)),
            Block::Text { text, set } => {
                // Lines of exact height would stand at the edge of a table.
                let room = [u32::from(self.after_table) * 120, u32::from(self.kept) * 80];
                let room = (room != [0, 0] && *set != Para::Mark).then_some(room);
                self.paragraph(text, Look { room, ..of_para(*set, normal) });
            }
            Block::Cut(word) => self.cut(word, page),
            Block::Together(blocks) => self.together(blocks, page)?,
            Block::Table(t) => self.table(&table(t, page.layout, look, self.kept)),
            Block::Code { text, lines } => self.code(text, lines, page)?,
            Block::Codes(codes) => self.codes(codes, width)?,
            Block::Signatures(rows) => {
                // Room above, and nobody signs on a page that holds nothing else.
                let (room, height) = match page.layout {
                    Layout::Letter | Layout::Wide => (320, 12),
                    Layout::Form => (140, 12),
                    Layout::Sheet => (80, 11),
                };
                self.paragraph("", Look { kept: true, room: Some([room, 0]), ..Look::of("Gap") });
                self.table(&signatures(rows, width, look, height, self.kept));
            }
            Block::Small(text) => self.paragraph(text, Look::of("Small")),
        }
        Ok(())
    }

    /// Every part but the last is kept on the page of the next.
    fn together(&mut self, blocks: &[Block], page: Page) -> Result<(), ExportError> {
        let Some((last, others)) = blocks.split_last() else { return Ok(()) };
        let before = self.kept;
        self.kept = true;
        others.iter().try_for_each(|block| self.block(block, page))?;
        self.kept = before;
        self.block(last, page)
    }

    /// A dashed line to cut along, its word below.
    fn cut(&mut self, word: &str, page: Page) {
        let (style, room) = if page.layout == Layout::Sheet { ("LabelForm", 200) } else { ("Label", 320) };
        let line = format!(
            "<w:keepNext/><w:pBdr><w:top w:val=\"dashed\" w:sz=\"8\" w:space=\"6\" w:color=\"000000\"/></w:pBdr>\
             <w:spacing w:before=\"{room}\"/>"
        );
        let text = paragraph(word, Look { kept: true, ..Look::of(style) }.centred());
        self.xml += &text.replacen("<w:keepNext/>", &line, 1);
        self.after_table = false;
    }

    /// A QR code, and what it is for beside it. A text too long for a code has none.
    fn code(&mut self, text: &str, lines: &[String], page: Page) -> Result<(), ExportError> {
        let Some(qr) = qr(text) else {
            lines.iter().for_each(|line| self.paragraph(line, Look::of("Small")));
            return Ok(());
        };
        let side = if page.layout == Layout::Sheet { QR_SIDE_OF_SHEET } else { QR_SIDE };
        let picture = self.picture(png(&qr)?, side);
        let text: String = lines.iter().map(|line| paragraph(line, Look::of("Small"))).collect();
        let side = mm(side + 4);
        self.table(&in_a_row(&[(side, picture), (page.text_width().saturating_sub(side), text)]));
        Ok(())
    }

    /// Several codes in a row, each with its words below.
    fn codes(&mut self, codes: &[(String, String)], width: u32) -> Result<(), ExportError> {
        let each = width / u32::try_from(codes.len()).unwrap_or(1).max(1);
        let mut cells = Vec::new();
        for (text, told) in codes {
            let picture = match qr(text) {
                Some(qr) => self.picture(png(&qr)?, QR_SIDE_OF_SEVERAL),
                None => String::new(),
            };
            cells.push((each, format!("{picture}{}", paragraph(told, Look::of("CellWide").centred()))));
        }
        self.table(&in_a_row(&cells));
        Ok(())
    }

    /// A paragraph with a picture of so many mm a side.
    fn picture(&mut self, bytes: Vec<u8>, side: u32) -> String {
        self.pictures.push(bytes);
        let (n, side) = (self.pictures.len(), side * EMU);
        format!(
            "<w:p>{}<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{side}\" cy=\"{side}\"/>\
             <wp:docPr id=\"{n}\" name=\"二维码{n}\" descr=\"二维码\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic><pic:nvPicPr><pic:cNvPr id=\"{n}\" name=\"二维码{n}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"picture{n}\"/>\
             <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{side}\" cy=\"{side}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
            // Lines of exact height would cut it off.
            properties(Look::of("Cell").centred(), "")
        )
    }
}

/// A title of lines about as long, where one of so many halves of its size does not hold it.
fn balanced(line: &str, room: u32) -> String {
    let all = half_ems(line);
    let each = all.div_ceil(all.div_ceil(room.max(1)).max(1));
    let (mut out, mut begin) = (String::new(), 0);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        let Some(next) = chars.peek() else { break };
        let within = c.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
        let bound = "“《（".contains(c) || "”》）、，。：".contains(*next);
        if half_ems(&out[begin..]) >= each && !within && !bound {
            out.push('\n');
            begin = out.len();
        }
    }
    out
}

/// Whether each block stays on the page of the one after it: those who sign see what they sign, notes included, a paragraph
/// leads to its table, and a note belongs to the one above it.
fn kept(blocks: &[Block]) -> Vec<bool> {
    let mut kept = vec![false; blocks.len()];
    for (i, pair) in blocks.windows(2).enumerate().rev() {
        kept[i] = match pair {
            [Block::Signatures(_) | Block::Table(_), Block::Small(_)]
            | [_, Block::Signatures(_)]
            | [Block::Text { .. }, Block::Table(_)] => true,
            [_, Block::Small(_)] => kept[i + 1],
            _ => false,
        };
    }
    kept
}

/// The look of a paragraph; `normal` is the style of the text.
fn of_para(set: Para, normal: &'static str) -> Look {
    let right = |look: Look| Look { set: "right", ..look };
    match set {
        Para::Indented => Look { indented: true, ..Look::of(normal) },
        Para::Flush => Look::of(normal),
        Para::Right => right(Look::of(normal)),
        Para::Mark => right(Look::of("Small")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_has_lines_about_as_long() {
        for (title, lines) in [
            ("双随机抽取封存单", "双随机抽取封存单"),
            ("平罗县道路运输行业跨部门联合随机抽查实施方案", "平罗县道路运输行业跨部\n门联合随机抽查实施方案"),
            // A mark of punctuation begins no line, nor does one that opens end it.
            ("平罗县道路运输行业跨部门联合随机抽“查”实施办法", "平罗县道路运输行业跨部门\n联合随机抽“查”实施办法"),
            (
                "关于召开“平罗县道路运输抽”查会议有关事项的紧急通知",
                "关于召开“平罗县道路运输抽”\n查会议有关事项的紧急通知",
            ),
        ] {
            assert_eq!(balanced(title, 40), lines);
        }
    }
}
