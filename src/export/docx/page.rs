//! The page: A4 with the margins of GB/T 9704, standing or lying. Lengths in twentieths of a point.

/// Which way the page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    /// On its long side.
    pub wide: bool,
}

/// Millimetres in twentieths of a point.
pub(super) const fn mm(mm: u32) -> u32 {
    (mm * 14_400 + 127) / 254
}

impl Page {
    /// The width of the text: 156 mm, or 225 mm of a page on its side.
    pub(super) const fn text_width(self) -> u32 {
        if self.wide { mm(297 - 37 - 35) } else { mm(210 - 28 - 26) }
    }

    /// The properties of a section, whose footer has this id; its pages are numbered from 1.
    pub(super) fn section(self, footer: &str) -> String {
        let (size, [top, right, bottom, left]) = if self.wide {
            (format!("w:w=\"{}\" w:h=\"{}\" w:orient=\"landscape\"", mm(297), mm(210)), [28, 37, 26, 35])
        } else {
            (format!("w:w=\"{}\" w:h=\"{}\"", mm(210), mm(297)), [37, 26, 35, 28])
        };
        format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"{footer}\"/><w:type w:val=\"nextPage\"/><w:pgSz {size}/>\
             <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>\
             <w:pgNumType w:start=\"1\"/></w:sectPr>",
            mm(top),
            mm(right),
            mm(bottom),
            mm(left),
            mm(15),
            mm(if self.wide { 15 } else { 24 }),
        )
    }
}
