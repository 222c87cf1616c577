//! The page: A4 with the margins of GB/T 9704, or with those of a form or a wide table. Lengths in twentieths of a
//! point.

use crate::forms::Layout;

/// Which way the page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    /// How it is laid out.
    pub layout: Layout,
}

/// Millimetres in twentieths of a point.
pub(super) const fn mm(mm: u32) -> u32 {
    (mm * 14_400 + 127) / 254
}

impl Page {
    /// Width and height in mm.
    const fn size(self) -> (u32, u32) {
        match self.layout {
            Layout::Wide => (297, 210),
            Layout::Letter | Layout::Form | Layout::Sheet => (210, 297),
        }
    }

    /// The margins above, right, below and left in mm.
    const fn margins(self) -> [u32; 4] {
        match self.layout {
            Layout::Letter => [37, 26, 35, 28],
            Layout::Wide => [20, 20, 22, 20],
            Layout::Form => [20, 20, 22, 25],
            Layout::Sheet => [14, 18, 20, 22],
        }
    }

    /// The width of the text: 156 mm, 257 mm of a page on its side, 165 mm of a form, 170 mm of a sheet.
    pub(super) const fn text_width(self) -> u32 {
        mm(self.layout.text_width())
    }

    /// The properties of a section, whose footer has this id; its pages are numbered from 1.
    pub(super) fn section(self, footer: &str) -> String {
        let (width, height) = self.size();
        let [top, right, bottom, left] = self.margins();
        let lying = if width > height { " w:orient=\"landscape\"" } else { "" };
        let size = format!("w:w=\"{}\" w:h=\"{}\"{lying}", mm(width), mm(height));
        format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"{footer}\"/><w:type w:val=\"nextPage\"/><w:pgSz {size}/>\
             <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>\
             <w:pgNumType w:start=\"1\"/></w:sectPr>",
            mm(top),
            mm(right),
            mm(bottom),
            mm(left),
            mm(15.min(top - 5)),
            // Three lines: the page, and the foot of a paper whose code has a line of its own.
            mm(bottom - 15),
        )
    }
}
