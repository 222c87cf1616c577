//! QR codes (ISO/IEC 18004) as squares, with the quiet zone that scanners need.

use qrcodegen::{QrCode, QrCodeEcc};

/// A QR code as a picture of squares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Squares a side, the quiet zone of four on each side included.
    pub size: u32,
    /// The dark squares as the data of an SVG path, one unit a square.
    pub path: String,
    /// Which squares are dark, row by row, the quiet zone left out.
    dark: Vec<bool>,
}

impl Qr {
    /// Whether the square is dark, counted from the upper left with the quiet zone.
    pub fn is_dark(&self, x: u32, y: u32) -> bool {
        let quiet = QUIET.unsigned_abs();
        let inner = self.size.saturating_sub(2 * quiet);
        match (x.checked_sub(quiet), y.checked_sub(quiet)) {
            (Some(x), Some(y)) if x < inner && y < inner => {
                usize::try_from(y * inner + x).ok().and_then(|i| self.dark.get(i)).copied().unwrap_or(false)
            }
            _ => false,
        }
    }
}

/// The quiet zone around a code (ISO/IEC 18004), in squares.
const QUIET: i32 = 4;

/// The QR code of a text, error correction M; `None` when it is longer than a code holds (about 2,300 bytes).
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let (mut path, mut dark) = (String::new(), Vec::new());
    for y in 0..code.size() {
        for x in 0..code.size() {
            let is_dark = code.get_module(x, y);
            dark.push(is_dark);
            if is_dark {
                path += &format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
    }
    Some(Qr { size: u32::try_from(code.size() + 2 * QUIET).ok()?, path, dark })
}
