//! A QR code as a PNG picture, a bit a square (PNG, third edition): the only kind of picture that every word processor
//! takes.

use super::super::safe::ExportError;
use crate::forms::Qr;
use flate2::Crc;
use flate2::write::ZlibEncoder;
use std::io::Write;

/// Pixels a square.
const SCALE: u32 = 4;

/// The bytes of the picture.
pub(super) fn png(qr: &Qr) -> Result<Vec<u8>, ExportError> {
    let side = qr.size * SCALE;
    let mut header = Vec::new();
    header.extend(side.to_be_bytes());
    header.extend(side.to_be_bytes());
    // One bit of grey, deflate, no filter but those of the rows, not interlaced.
    header.extend([1, 0, 0, 0, 0]);
    let mut rows = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    for y in 0..side {
        rows.write_all(&row(qr, y / SCALE))?;
    }
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut out, b"IHDR", &header);
    chunk(&mut out, b"IDAT", &rows.finish()?);
    chunk(&mut out, b"IEND", &[]);
    Ok(out)
}

/// A row of pixels: its filter (none), then eight pixels a byte, 1 for white.
fn row(qr: &Qr, y: u32) -> Vec<u8> {
    let pixels: Vec<bool> = (0..qr.size * SCALE).map(|x| !qr.is_dark(x / SCALE, y)).collect();
    let bytes = pixels.chunks(8).map(|eight| {
        let bits = eight.iter().enumerate();
        bits.fold(0, |byte, (i, white)| byte | (u8::from(*white) << (7 - i)))
    });
    std::iter::once(0).chain(bytes).collect()
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    // A chunk here is a few kilobytes.
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    out.extend(kind);
    out.extend(data);
    out.extend(crc.sum().to_be_bytes());
}
