use qrcodegen::{QrCode, QrCodeEcc};

/// A QR code as a picture of squares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Squares a side, the quiet zone of four on each side included.
    pub size: u32,
    /// The dark squares as the data of an SVG path, one unit a square.
    pub path: String,
}

/// The quiet zone around a code (ISO/IEC 18004), in squares.
const QUIET: i32 = 4;

/// The QR code of a text, error correction M; `None` when it is longer than a code holds (about 2,300 bytes).
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path += &format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    Some(Qr { size: u32::try_from(code.size() + 2 * QUIET).ok()?, path })
}
